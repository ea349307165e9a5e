"""The sheet for everybody, after d5: one page, one number, seven bars, and what will be done."""

from dataclasses import dataclass

from app.base.sentences import Language, say
from app.paper.reports.dossier import Dossier
from app.paper.reports.figures import (
    Imprint,
    example_tag,
    half_width,
    identity,
    index_printed,
    span,
    tag_words,
    worded,
)
from app.paper.reports.plots import dimension_bars
from app.paper.sheet.artwork import checklist, cover, magnifier, megaphone
from app.paper.sheet.charts import bar_row
from app.paper.sheet.page import (
    FOOT,
    GOLD_50,
    GOLD_600,
    INK_2,
    INNER,
    LINE_2,
    MARGIN,
    MUSI_700,
    WIDTH,
    Face,
    Sheet,
    Style,
    paginated,
    width_of,
)
from app.scoring.estimate import Estimate
from app.scoring.results import CityResult, Withheld

_COVER = 154.0
_HEADING = Style(Face.BOLD, 13.4)
_LEAD = Style(size=12, leading=18.2)
_CARD = Style(size=9.8, colour=INK_2, leading=14)
_NOTE = Style(size=9, colour=INK_2, leading=12.8)
_NAMED = 3  # agencies whose withholding is named; more are counted
_ROWS = (24.0, 22.0, 20.0)


def public_sheet(dossier: Dossier, language: Language = Language.ID) -> bytes:
    """The page."""
    title = f"{say(language, 'report.public_title')} {dossier.imprint.survey}"
    own = _Sheet(dossier.result, dossier.imprint, language)
    return paginated(title, language, own.draw)


@dataclass(frozen=True, slots=True)
class _Sheet:
    result: CityResult
    imprint: Imprint
    language: Language

    def _say(self, key: str, **fields: str | int) -> str:
        return say(self.language, key, **fields)

    def draw(self, sheet: Sheet) -> None:
        """Draw the page with the highest bars that leave room for everything."""
        for height in _ROWS:
            if self._draw(Sheet("", self.language, trial=True), height) <= FOOT - 6 or height == _ROWS[-1]:
                self._draw(sheet, height)
                return

    def _draw(self, sheet: Sheet, height: float) -> float:
        self._cover(sheet)
        y = max(self._index(sheet), self._asked(sheet)) + 16
        count = len(self.result.dimensions)
        sheet.text(MARGIN, y + 14, say(self.language, "report.public_asked", count=count), _HEADING)
        y += 22
        for row in dimension_bars(self.result, self.language):
            bar_row(sheet, row, y, height, WIDTH - MARGIN)
            y += height
        y = self._steps(sheet, y + 14)
        y = self._must_not(sheet, y + 13)
        y += 9
        y += sheet.paragraph(MARGIN, y, INNER, " ".join(self._notes()), _NOTE, "*")
        source = self.imprint.source
        if not self.result.example:  # an example is nobody's survey but the office's own
            source = self._say("report.public_both", source=source)
        whole = self._say("report.public_source", source=source)
        sheet.footer(whole, identity(self.result), self._say("report.public_sheet"))
        return y

    def _cover(self, sheet: Sheet) -> None:
        band = cover(sheet, 361, WIDTH, _COVER, save_ink=self.imprint.save_ink)
        title = Style(Face.BOLD, 27, band.title, 32)
        sheet.paragraph(MARGIN, 29, 320, self._say("report.public_title"), title)
        under = f"{self.imprint.survey}, {self.imprint.city}"
        sheet.fit(MARGIN, 113, under, Style(size=11.4, colour=band.words), 315)

    def _index(self, sheet: Sheet) -> float:
        label, style = self._say("report.public_index"), Style(Face.SEMIBOLD, 10.4)
        sheet.text(MARGIN, _COVER + 37, label, style)
        x, y = MARGIN + width_of(label, style) + 10, _COVER + 24.5
        if len(tag_words(self.result, self.imprint, self.language)) > 1:
            x, y = MARGIN, _COVER + 6  # two tags stand above their line
        example_tag(sheet, x, y, self.result, self.imprint)
        index = self.result.index
        figure = index_printed(self.language, index)
        sheet.text(MARGIN - 3, _COVER + 105, figure, Style(Face.BOLD, 66), track=-2.2)
        if isinstance(index, Withheld):
            why = f"{self._say('paper.withheld')}: {index.why.spoken(self.language)}.*"
            return _COVER + 116 + sheet.paragraph(MARGIN, _COVER + 116, 200, why, Style(size=9.8))
        words = self._say("report.public_interval", span=span(self.language, index))
        sheet.text(MARGIN, _COVER + 128, words, Style(size=9.8, colour=INK_2))
        return _COVER + 134

    def _asked(self, sheet: Sheet) -> float:
        x, y = 257.0, _COVER + 20
        width = WIDTH - MARGIN - x
        persons = self._say("report.public_persons", persons=self.result.persons)
        agencies = say(self.language, "paper.city_agencies", count=len(self.result.agencies))
        runs = (
            (f"{self._say('report.public_we')} ", Face.REGULAR),
            (persons, Face.BOLD),
            (
                self._say(
                    "report.public_whom",
                    experts=self.result.experts,
                    ratings=self.result.ratings,
                    agencies=agencies,
                ),
                Face.REGULAR,
            ),
        )
        y += sheet.runs(x, y, width, runs, _LEAD) + 6
        return y + sheet.paragraph(x, y, width, self._say("report.public_higher"), _LEAD)

    def _steps(self, sheet: Sheet, top: float) -> float:
        sheet.text(MARGIN, top + 14, self._say("report.public_next"), _HEADING)
        y, gap = top + 24, 11.0
        width = (INNER - 2 * gap) / 3
        title = Style(Face.BOLD, 11, leading=15)
        cards = (
            (checklist, self._say("report.public_plan"), self._say("report.public_plan_is")),
            (magnifier, self._say("report.public_check"), self._say("report.public_check_is")),
            (megaphone, self._say("report.public_tell"), self._say("report.public_tell_is")),
        )
        height = 52 + max(
            sheet.height_of(width - 26, head, title) + sheet.height_of(width - 26, words, _CARD)
            for _, head, words in cards
        )
        for at, (picture, head, words) in enumerate(cards):
            x = MARGIN + at * (width + gap)
            sheet.box(x, y, width, height, stroke=LINE_2, radius=8, line=0.8)
            picture(sheet, x + 13, y + 12, MUSI_700)
            below = y + 40 + sheet.paragraph(x + 13, y + 39, width - 26, head, title)
            sheet.paragraph(x + 13, below, width - 26, words, _CARD)
        return y + height

    def _must_not(self, sheet: Sheet, top: float) -> float:
        style = Style(size=10.6, leading=15.4)
        lead, words = f"{self._say('paper.must_not')}.", self._say("report.public_not")
        height = sheet.height_of(INNER - 28, words, style, lead) + 20
        sheet.box(MARGIN, top, INNER, height, fill=GOLD_50, stroke=GOLD_600, radius=7, line=1)
        sheet.paragraph(MARGIN + 14, top + 9, INNER - 28, words, style, lead)
        return top + height

    def _notes(self) -> list[str]:
        """What the interval means, of how many agencies the figure is, who is missing, whose weights."""
        result, language = self.result, self.language
        said = []
        if isinstance(result.index, Estimate):
            said.append(self._say("report.public_truth"))
        known = [one for one in result.dimensions.values() if isinstance(one, Estimate)]
        if known:
            half = half_width(language, known)
            said.append(say(language, "report.public_half", count=len(result.dimensions), half=half))
            said.append(say(language, "report.public_from", count=len(result.included)))
        if len(result.missing) <= _NAMED:
            said += [
                self._say(
                    "paper.missing",
                    agency=worded(result.agency(code).name, language),
                    why=why.spoken(language),
                )
                for code, why in result.missing
            ]
        else:
            said.append(say(language, "report.public_missing", count=len(result.missing)))
        method = worded(result.method.name, language)
        said.append(f"{method}. {self._say('paper.source_example')}" if result.example else f"{method}.")
        return said
