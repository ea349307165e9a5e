"""The summary for the mayor and the inspectorate: one page after d4, more when a city has many agencies."""

from dataclasses import dataclass

from app.base.charts import HEAT, Axis, IntervalRow
from app.base.sentences import Language, say
from app.paper.reports.chapter import Chapters, Head, fitted
from app.paper.reports.city_conduct import conduct_chapter
from app.paper.reports.dossier import Dossier
from app.paper.reports.figures import (
    Imprint,
    example_tag,
    half_width,
    identity,
    index_printed,
    limits,
    must_not,
    must_not_height,
    source_words,
    span,
    standing_words,
    tag_words,
    tone_of,
    worded,
)
from app.paper.reports.plots import city_notes, heat_cell_of, heat_words, interval_plot
from app.paper.reports.words import dimension_words, lowered
from app.paper.sheet.artwork import cover
from app.paper.sheet.charts import axis_labels, chip, heat_cell, interval_row
from app.paper.sheet.page import (
    FOOT,
    HEADING,
    INK,
    INK_2,
    INNER,
    LINE_2,
    MARGIN,
    MUSI_700,
    WHITE,
    WIDTH,
    Align,
    Face,
    Sheet,
    Style,
    legible,
    width_of,
)
from app.scoring.estimate import Estimate
from app.scoring.results import CityResult, Comparison, Outcome
from app.scoring.scheme import Dimension

_COVER = 103.0
_PAGES = 2  # of a city with few agencies
_ONE_PAGE = 7  # more agencies than this need a second page
_HEIGHTS = ((29.0, 20.0), (26.0, 18.5), (24.0, 17.0), (22.0, 16.5))  # of the rows of plot and table
_MANY = (26.0, 20.0)
_BETWEEN = 2.3  # of the rows of the table
_TOP = 40.0  # where a following page begins


def city_report(dossier: Dossier, language: Language = Language.ID) -> bytes:
    """The city's summary."""
    imprint = dossier.imprint

    summary = _summary(dossier, language)

    def draw(sheet: Sheet, air: float) -> None:
        summary.draw(sheet)
        head = Head(
            say(language, "paper.city_title", city=imprint.city),
            imprint.survey,
            tag_words(dossier.result, imprint, language),
            source_words(dossier.result, imprint, language),
            identity(dossier.result),
        )
        pages = Chapters(sheet, head, air)
        pages.covered()
        conduct_chapter(pages, dossier)
        pages.end()

    return fitted(f"{imprint.survey}, {imprint.city}", language, _PAGES, draw)


def _summary(dossier: Dossier, language: Language) -> "_Summary":
    """With the highest rows with which few agencies have one page; many need more."""
    many = len(dossier.result.agencies) > _ONE_PAGE
    for heights in () if many else _HEIGHTS:
        found = _Summary(dossier.result, dossier.imprint, language, *heights)
        found.draw(trial := Sheet("", language, trial=True))
        if trial.page == 1:
            return found
    return _Summary(dossier.result, dossier.imprint, language, *_MANY)


@dataclass(frozen=True, slots=True)
class _Summary:
    result: CityResult
    imprint: Imprint
    language: Language
    plot_row: float  # how high a row of the plot is
    table_row: float

    def _say(self, key: str, **fields: str | int) -> str:
        return say(self.language, key, **fields)

    def draw(self, sheet: Sheet) -> None:
        sheet.place("face", self._say("report.face"))
        self._cover(sheet)
        y = self._headline(sheet)
        sheet.rule(MARGIN, y, WIDTH - MARGIN, y)
        y = self._plot(sheet, y)
        many = len(self.result.agencies) > _ONE_PAGE
        if many:
            y = self._turn(sheet)
        else:
            sheet.rule(MARGIN, y, WIDTH - MARGIN, y)
        y = self._table(sheet, y)
        y = self._notes(sheet, y)
        forbidden = [self._not_order(), self._say("paper.not_trend"), self._say("paper.not_crime_short")]
        if y + must_not_height(sheet, forbidden) > FOOT - 4:
            y = self._turn(sheet)
        must_not(sheet, y, forbidden)
        self._foot(sheet)

    def _foot(self, sheet: Sheet) -> None:
        where = self._say("report.conduct_at", page=sheet.page_of("conduct"))
        source = source_words(self.result, self.imprint, self.language)
        sheet.footer(f"{source} {where}", identity(self.result))

    def _turn(self, sheet: Sheet) -> float:
        self._foot(sheet)
        sheet.next_page()
        sheet.fit(
            MARGIN,
            _TOP - 10,
            f"{self.imprint.survey}, {self.imprint.city}",
            Style(size=9, colour=INK_2),
            INNER,
        )
        return _TOP

    def _cover(self, sheet: Sheet) -> None:
        band = cover(sheet, 420, WIDTH, _COVER, save_ink=self.imprint.save_ink)
        title = self._say("paper.city_title", city=self.imprint.city)
        sheet.fit(MARGIN, 43, title, Style(Face.BOLD, 21, band.title), 370)
        agencies = say(self.language, "paper.city_agencies", count=len(self.result.agencies))
        subtitle = self._say("paper.city_subtitle", survey=self.imprint.survey, agencies=agencies)
        sheet.fit(MARGIN, 62, subtitle, Style(size=10.8, colour=band.words), 370)
        result = self.result
        counts = self._say(
            "paper.city_counts",
            persons=result.persons,
            experts=result.experts,
            ratings=result.ratings,
            period=self.imprint.period,
        )
        sheet.fit(MARGIN, 80, counts, Style(size=9.8, colour=band.words), 370)

    def _headline(self, sheet: Sheet) -> float:
        index = self.result.index
        star = "*" if self.result.missing else ""
        label = say(self.language, "paper.city_index", count=len(self.result.included)) + star
        sheet.text(MARGIN, 140, label, Style(Face.SEMIBOLD, 10))
        example_tag(
            sheet, MARGIN + width_of(label, Style(Face.SEMIBOLD, 10)) + 11, 127.5, self.result, self.imprint
        )
        figure = index_printed(self.language, index)
        big = Style(Face.BOLD, 44)
        sheet.text(MARGIN - 2, 189, figure, big, track=-1.2)
        x = MARGIN + width_of(figure, big) + 6
        if isinstance(index, Estimate):
            y = 166.0
            if self.result.standing is not None:
                words = standing_words(self.language, self.result.standing)
                chip(sheet, x, 153.5, words, tone_of(self.result.method, self.result.standing), 292 - x)
                y = 184.0
            sheet.text(
                x,
                y,
                self._say("paper.interval_short", span=span(self.language, index)),
                Style(size=9.8, colour=INK_2),
            )
        else:
            chip(sheet, x, 153.5, self._say("paper.withheld"), None)
        return max(214.0, self._story(sheet) + 12)

    def _story(self, sheet: Sheet) -> float:
        x, y = 306.0, 121.0
        for lead, rest in self._points():
            sheet.rule(x, y + 5, x + 3.5, y + 8.5, MUSI_700, 1.3)
            sheet.rule(x + 3.5, y + 8.5, x, y + 12, MUSI_700, 1.3)
            y += (
                sheet.paragraph(
                    x + 18.5, y, WIDTH - MARGIN - x - 18.5, rest, Style(size=10.3, leading=14.8), lead
                )
                + 5
            )
        return y

    def _points(self) -> list[tuple[str, str]]:
        found = [a.versus_city for a in self.result.agencies]
        points = []
        alike, above, below = (
            found.count(c) for c in (Comparison.NOT_DIFFERENT, Comparison.ABOVE, Comparison.BELOW)
        )
        if alike + above + below:
            rest = self._say("paper.point_apart", above=above, below=below)
            points.append((say(self.language, "paper.point_alike", count=alike), rest))
        else:
            points.append((self._say("paper.point_no_comparison"), ""))
        known = sorted(
            (figure.tenths, place, d)
            for place, (d, figure) in enumerate(self.result.dimensions.items())
            if isinstance(figure, Estimate)
        )
        if len(known) > 2:
            first, second = (dimension_words(self.result, d, self.language) for _, _, d in known[:2])
            points.append((self._say("paper.point_lowest", first=first, second=lowered(second)), ""))
        return points

    def _plot(self, sheet: Sheet, top: float) -> float:
        plot = interval_plot(self.result, self.language)
        rows, bands, city, scale = plot.rows, plot.bands, plot.city, plot.scale.placed(152, 178)
        y = self._plot_head(sheet, top)
        height = self.plot_row
        for row in rows:
            if y + height + 30 > FOOT:
                self._plot_foot(sheet, scale, y)
                y = self._plot_head(sheet, self._turn(sheet))
            if row.interval is None:
                self._closed_row(sheet, row, scale, y, height)
            else:
                interval_row(sheet, row, scale, bands, city, y, height, WIDTH - MARGIN)
            y += height
        return self._plot_foot(sheet, scale, y)

    def _closed_row(self, sheet: Sheet, row: IntervalRow, scale: Axis, y: float, height: float) -> None:
        plain = IntervalRow(row.label, None, row.tone, row.value, "", "", row.closed)
        interval_row(sheet, plain, scale, (), None, y, height, WIDTH - MARGIN)
        chip(sheet, scale.x + scale.width + 91, y + height / 2 - 9, row.chip, None)

    def _plot_head(self, sheet: Sheet, top: float) -> float:
        sheet.text(MARGIN, top + 21, self._say("paper.plot_title"), HEADING)
        style = Style(size=9.2, colour=INK_2)
        right = WIDTH - MARGIN
        if self.result.method.bands:
            method = worded(self.result.method.name, self.language)
            right -= (
                sheet.text(right, top + 20, self._say("paper.bands_of", method=method), style, Align.RIGHT)
                + 13
            )
        right -= sheet.text(right, top + 20, self._say("paper.city"), style, Align.RIGHT) + 6
        sheet.rule(right, top + 11, right, top + 22, INK, 1.2, (1.3, 2.2))
        return top + 29

    def _plot_foot(self, sheet: Sheet, scale: Axis, y: float) -> float:
        axis_labels(sheet, scale, y + 16)
        found = limits(self.result.method, self.language)
        if found:
            note = self._say("paper.limits_note", limits=self._say("paper.and").join(found))
            x = scale.x + scale.width + 12
            sheet.paragraph(x, y + 4, WIDTH - MARGIN - x, note, Style(size=8.5, colour=INK_2, leading=12))
        return y + 35

    def _table(self, sheet: Sheet, top: float) -> float:
        y = self._table_head(sheet, top)
        height = self.table_row
        lines: list[tuple[str, dict[Dimension, Outcome], bool]] = [
            (worded(agency.name, self.language), dict(agency.dimensions), False)
            for agency in self.result.agencies
        ]
        star = "*" if self.result.missing else ""
        lines.append((self._say("paper.city_row") + star, dict(self.result.dimensions), True))
        for label, dimensions, strong in lines:
            if y + height + 40 > FOOT:
                y = self._table_head(sheet, self._turn(sheet))
            self._table_line(sheet, y, height, label, dimensions, strong=strong)
            y += height + _BETWEEN
        return self._shades(sheet, y + 4)

    def _columns(self) -> tuple[float, float]:
        """Where the cells begin, and how far apart they stand."""
        return 152.0, (WIDTH - MARGIN - 152.0) / max(1, len(self.result.dimensions))

    def _table_line(
        self,
        sheet: Sheet,
        y: float,
        height: float,
        label: str,
        dimensions: dict[Dimension, Outcome],
        *,
        strong: bool,
    ) -> None:
        x, pitch = self._columns()
        face = Face.BOLD if strong else Face.MEDIUM
        room = x - MARGIN - 8
        sheet.label(MARGIN + 2, y + height / 2, label, Style(face, 9.4), room, height + _BETWEEN)
        for place, outcome in enumerate(dimensions.values()):
            cell = heat_cell_of(self.result.method, outcome, self.language)
            heat_cell(sheet, cell, x + place * pitch, y, pitch - 2.4, height, strong=strong)

    def _table_head(self, sheet: Sheet, top: float) -> float:
        title = say(self.language, "paper.dimensions_title", count=len(self.result.dimensions))
        sheet.text(MARGIN, top + 21, title, HEADING)
        x, pitch = self._columns()
        for place, dimension in enumerate(self.result.dimensions):
            self._column_label(sheet, dimension, x + (place + 0.5) * pitch - 1.2, top + 52, pitch - 4)
        return top + 57

    def _column_label(self, sheet: Sheet, dimension: Dimension, x: float, base: float, room: float) -> None:
        """The label in one or two lines, the last on the base line."""
        words = legible(worded(self.result.method.dimension_labels[dimension], self.language)).split()
        style = Style(Face.MEDIUM, 8.5)
        half = max(1, (len(words) + 1) // 2) if len(words) > 1 else 1
        lines = [" ".join(words[:half]), " ".join(words[half:])] if len(words) > 1 else words
        for place, line in enumerate(reversed(lines)):
            sheet.text(x, base - place * 10.5, line, _narrowed(line, style, room), Align.CENTRE)

    def _shades(self, sheet: Sheet, y: float) -> float:
        words = heat_words(self.result.method, self.language)
        x = MARGIN
        style = Style(size=9, colour=INK_2)
        for place, word in enumerate(words):
            sheet.box(x, y, 13.5, 9.5, fill=HEAT[place], stroke=LINE_2, radius=2, line=0.4)
            if place == 0:
                sheet.polygon([(x + 3.8, y + 2.6), (x + 9.7, y + 2.6), (x + 6.75, y + 7.4)], fill=INK)
            x += 17.5 + sheet.text(x + 17.5, y + 8, word, style) + 13
        sheet.box(x, y, 13.5, 9.5, fill=WHITE, radius=2)
        sheet.hatch(x, y, 13.5, 9.5, 2, 2.6)
        sheet.box(x, y, 13.5, 9.5, stroke=LINE_2, radius=2, line=0.4)
        sheet.text(x + 17.5, y + 8, self._say("paper.closed"), style)
        return y + 17

    def _notes(self, sheet: Sheet, y: float) -> float:
        """What was withheld and why; the asterisks of the page."""
        notes = city_notes(self.result, self.language)
        if not notes:
            return y + 3
        style = Style(size=9, colour=INK, leading=12.5)
        text = " ".join(notes)
        if y + sheet.height_of(INNER, text, style) > FOOT - 6:
            y = self._turn(sheet)
        return y + sheet.paragraph(MARGIN, y, INNER, text, style, "*" if self.result.missing else "") + 8

    def _not_order(self) -> str:
        known = [a.index for a in self.result.agencies if isinstance(a.index, Estimate)]
        if not known:
            return self._say("paper.not_order")
        return self._say("paper.not_order_worth", half=half_width(self.language, known))


def _narrowed(text: str, style: Style, room: float) -> Style:
    """The style, smaller where a long word needs it."""
    size = min(style.size, style.size * room / max(1.0, width_of(text, style)))
    return Style(style.face, size, style.colour)
