"""The first page of an agency's report, after d3."""

from dataclasses import dataclass

from app.base.sentences import Language, say
from app.paper.reports.accounts import conduct_lines, gap_notes, index_lines, story
from app.paper.reports.dossier import AgencyDossier
from app.paper.reports.figures import (
    Imprint,
    counted,
    example_tag,
    half_width,
    identity,
    index_printed,
    must_not,
    span,
    standing_words,
    tone_of,
    worded,
)
from app.paper.reports.plots import SHAPES, gap_plot
from app.paper.reports.rooms import agency_told
from app.paper.sheet.artwork import cover, mark
from app.paper.sheet.charts import axis_labels, chip, gap_row, mark_group
from app.paper.sheet.page import (
    FOOT,
    HEADING,
    INK,
    INK_2,
    INNER,
    LINE_2,
    MARGIN,
    WIDTH,
    Align,
    Face,
    Sheet,
    Style,
    fitted,
    legible,
    width_of,
)
from app.scoring.results import AgencyResult, CityResult, Withheld
from app.scoring.scheme import Component

_COVER = 121.0
_ROW_HEIGHTS = (31.4, 29.0, 27.0, 25.0, 23.0, 21.5)


def face(sheet: Sheet, dossier: AgencyDossier) -> None:
    """Draw the first page of an agency's report."""
    face_of(dossier, sheet).draw(sheet)


def face_of(dossier: AgencyDossier, sheet: Sheet) -> "AgencyFace":
    """The parts of the first page, for this sheet."""
    page = sheet.page_of("method")
    return AgencyFace(dossier.result, dossier.agency, dossier.imprint, sheet.language, page)


@dataclass(frozen=True, slots=True)
class AgencyFace:
    """The first page of a report; its parts stand on the brief as well."""

    result: CityResult
    agency: AgencyResult
    imprint: Imprint
    language: Language
    method_page: int  # 0 while it is not known

    def _say(self, key: str, **fields: str | int) -> str:
        return say(self.language, key, **fields)

    def draw(self, sheet: Sheet) -> None:
        """Draw the page with the highest rows that leave room for everything."""
        for height in _ROW_HEIGHTS:
            if (
                self._draw(Sheet("", self.language, trial=True), height) <= FOOT - 5
                or height == _ROW_HEIGHTS[-1]
            ):
                self._draw(sheet, height)
                return

    def _draw(self, sheet: Sheet, height: float) -> float:
        self._cover(sheet)
        y = self.headline(sheet, _COVER + 14)
        sheet.rule(MARGIN, y, WIDTH - MARGIN, y)
        y = self.gaps(sheet, y, height)
        sheet.rule(MARGIN, y, WIDTH - MARGIN, y)
        y = max(self._sums(sheet, y), self._conduct(sheet, y))
        if told := agency_told(self.agency, self.language):
            y += 2 + sheet.paragraph(MARGIN, y, INNER, told, Style(size=8.8, colour=INK_2, leading=12))
        forbidden = [self._say("paper.not_order"), self._say("paper.not_who"), self._say("paper.not_crime")]
        end = y + 8 + must_not(sheet, y + 8, forbidden)
        sheet.footer(self._worth(), identity(self.result))
        return end

    def headline(self, sheet: Sheet, top: float) -> float:
        """The index, what may be said of it, and who answered, from `top`; returns where it ends."""
        return max(self._index(sheet, top), self._words(sheet, top))

    def _cover(self, sheet: Sheet) -> None:
        band = cover(sheet, 361, WIDTH, _COVER, save_ink=self.imprint.save_ink)
        mark(sheet, MARGIN, 24, 20, on_dark=not self.imprint.save_ink)
        head = f"{self.imprint.survey}, {self.imprint.city}"
        sheet.fit(MARGIN + 27.5, 37.5, head, Style(Face.MEDIUM, 10.3, band.title), 290)
        name, style = fitted(
            legible(worded(self.agency.name, self.language), Face.BOLD),
            Style(Face.BOLD, 25, band.title),
            310,
            15,
        )
        if name.endswith("…"):  # too long for one line even when small: two lines
            small = Style(Face.BOLD, 14.5, band.title, 17)
            whole = worded(self.agency.name, self.language)
            while len(whole) > 20 and sheet.height_of(310, whole, small) > 2.2 * small.line:
                whole = whole.rstrip("…")[:-1].rstrip() + "…"
            sheet.paragraph(MARGIN, 49, 310, whole, small)
        else:
            sheet.text(MARGIN, 77, name, style, track=-0.25)
        sheet.fit(MARGIN, 96.5, self._say("paper.agency_for"), Style(size=11, colour=band.words), 310)

    def _index(self, sheet: Sheet, top: float) -> float:
        label = self._say("paper.index")
        sheet.text(MARGIN, top + 14, label, Style(Face.SEMIBOLD, 10))
        example_tag(
            sheet,
            MARGIN + width_of(label, Style(Face.SEMIBOLD, 10)) + 11,
            top + 1.5,
            self.result,
            self.imprint,
        )
        index = self.agency.index
        sheet.text(
            MARGIN - 2, top + 69, index_printed(self.language, index), Style(Face.BOLD, 53), track=-1.6
        )
        method = worded(self.result.method.name, self.language)
        if isinstance(index, Withheld):
            chip(sheet, MARGIN, top + 81.5, self._say("paper.withheld"), None)
            return (
                top
                + 104
                + sheet.paragraph(
                    MARGIN, top + 104, 200, f"* {index.why.spoken(self.language)}.", Style(size=9.6)
                )
            )
        y = top + 114.5
        if self.agency.standing is not None:
            words = standing_words(self.language, self.agency.standing)
            chip(sheet, MARGIN, top + 81.5, words, tone_of(self.result.method, self.agency.standing), 205)
        else:
            y = top + 93
        sheet.fit(
            MARGIN,
            y,
            self._say("paper.interval", span=span(self.language, index), method=method),
            Style(size=9.6, colour=INK_2),
            205,
        )
        return top + 131

    def _words(self, sheet: Sheet, top: float) -> float:
        x, width = 261.5, WIDTH - MARGIN - 261.5
        height = sheet.paragraph(
            x,
            top,
            width,
            " ".join(story(self.result, self.agency, self.language)),
            Style(Face.MEDIUM, 11.4, INK, 16.7),
        )
        y = top + height + 11
        each = width / 3
        for place, component in enumerate(Component):
            group = self.agency.groups[component]
            left = x + place * each
            if place:
                sheet.rule(left - 10, y, left - 10, y + 41, LINE_2)
            sheet.text(left, y + 11, counted(group.persons), Style(Face.BOLD, 12.5))
            text = self._group_words(component)
            sheet.paragraph(left, y + 15.5, each - 14, text, Style(size=9.4, colour=INK_2, leading=12.4))
        return y + 54

    def _group_words(self, component: Component) -> str:
        target = self.agency.groups[component].target
        match component:
            case Component.INTERNAL:
                return self._say("paper.of_staff", drawn=target.drawn) if target else self._say("paper.staff")
            case Component.EXTERNAL:
                return self._say("paper.of_users", drawn=target.drawn) if target else self._say("paper.users")
            case Component.EXPERT:
                return self._say("paper.ratings_by", experts=self.result.experts)

    def gaps(self, sheet: Sheet, top: float, height: float) -> float:
        """The gap plot with its legend and notes, from `top`; returns where it ends."""
        sheet.text(MARGIN, top + 23.5, self._say("paper.gaps"), HEADING)
        self._legend(sheet, top + 20.5)
        right = WIDTH - MARGIN
        small = Style(size=8.5, colour=INK_2)
        sheet.text(right - 48, top + 40, self._say("paper.value"), small, Align.RIGHT)
        sheet.text(right, top + 40, self._say("paper.gap"), small, Align.RIGHT)
        plot = gap_plot(self.result, self.agency, self.language)
        rows, scale = plot.rows, plot.scale.placed(180, 280)
        y = top + 44.5
        for row in rows:
            gap_row(sheet, row, scale, y, height, right)
            y += height
        axis_labels(sheet, scale, y + 11)
        note = " ".join(gap_notes(self.result, self.agency, self.language))
        return y + 19 + sheet.paragraph(MARGIN, y + 18, INNER, note, Style(size=9.2, colour=INK_2)) + 9

    def _legend(self, sheet: Sheet, base: float) -> None:
        x = WIDTH - MARGIN
        style = Style(size=9.2, colour=INK_2)
        city = self._say("paper.city_mean")
        x -= sheet.text(x, base + 3, city, style, Align.RIGHT) + 6
        sheet.rule(x, base - 5, x, base + 5, INK, 1.2, (1.3, 2.2))
        names = {
            Component.EXPERT: self._say("paper.experts"),
            Component.EXTERNAL: self._say("paper.users"),
            Component.INTERNAL: self._say("paper.staff"),
        }
        for component, name in names.items():
            x -= 13
            x -= sheet.text(x, base + 3, name, style, Align.RIGHT) + 12
            mark_group(sheet, SHAPES[component], x, base)
            x -= 3

    def _sums(self, sheet: Sheet, top: float) -> float:
        width = 243.0
        sheet.text(MARGIN, top + 21, self._say("paper.from_value"), HEADING)
        lines = index_lines(self.agency, self.language)
        return _table(sheet, MARGIN, top + 25, width, lines)

    def _conduct(self, sheet: Sheet, top: float) -> float:
        x = 309.0
        sheet.text(x, top + 21, self._say("paper.conduct"), HEADING)
        lines = [(*line, True) for line in conduct_lines(self.agency, self.language)]
        return _table(sheet, x, top + 25, WIDTH - MARGIN - x, lines, leads=False)

    def _worth(self) -> str:
        index = self.agency.index
        if isinstance(index, Withheld):
            return self._say("paper.worth_none")
        worth = self._say("paper.worth", persons=index.n, half=half_width(self.language, [index]))
        return f"{worth} {self._say('report.method_at', page=self.method_page)}"


def _table(
    sheet: Sheet,
    x: float,
    top: float,
    width: float,
    lines: list[tuple[str, str, bool]],
    *,
    leads: bool = True,
) -> float:
    """Lines of a label and a figure; `leads`: a strong line's label is strong as well."""
    y = top
    for label, value, strong in lines:
        y += 17.5
        style = Style(Face.BOLD if strong or leads else Face.REGULAR, 9.8)
        cut, small = fitted(legible(value, style.face), style, width * 0.56)
        taken = sheet.text(x + width, y, cut, small, Align.RIGHT)
        face = Face.BOLD if strong and leads else Face.REGULAR
        sheet.fit(x, y, label, Style(face, 9.8, INK if strong and leads else INK_2), width - taken - 8)
    return y + 8
