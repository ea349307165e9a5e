"""How the reports say figures: numbers, withheld forms, bands, the tag of example weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from app.base.charts import BandSpan, Tone
from app.base.sentences import Language, say
from app.paper.sheet.page import (
    DANGER_700,
    GOLD_50,
    GOLD_600,
    GOLD_800,
    INNER,
    MARGIN,
    Face,
    Sheet,
    Style,
    number,
    width_of,
)
from app.questionnaire.model import Text
from app.scoring.estimate import Estimate, to_tenths
from app.scoring.results import CityResult, Comparison, Count, Outcome, Standing, Withheld
from app.scoring.scheme import Method


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a report says of itself besides its figures, in words of its language.

    `survey`: "Survei Penilaian Integritas 2026"; `city`: "Kota Palembang"; `period`: "10–28 Agustus 2026";
    `source`: "BPS Kota Palembang". `practice`: the data are rehearsals, and every page says so. `save_ink`:
    covers are white.
    """

    survey: str
    city: str
    period: str
    source: str
    practice: bool = False
    save_ink: bool = False


def worded(text: Text, language: Language) -> str:
    """The words of a text in `language`, Indonesian where there are no others."""
    return text.en if language is Language.EN and text.en is not None else text.id


def printed(language: Language, outcome: Outcome) -> str:
    """A figure with one decimal (with an asterisk while imprecise), or its withheld form: never blank, never
    0.
    """
    match outcome:
        case Estimate():
            return number(language, outcome.tenths) + ("*" if outcome.marked else "")
        case Withheld(limit=None):
            return "–*"
        case Withheld(limit=limit):
            return f"<{limit}"
        case _:
            assert_never(outcome)


def index_printed(language: Language, outcome: Outcome) -> str:
    """An index, or a dash with an asterisk: `<10` in its place would be read as an index."""
    return "–*" if isinstance(outcome, Withheld) else printed(language, outcome)


def counted(outcome: Count) -> str:
    """A number of persons, or its withheld form."""
    match outcome:
        case int():
            return str(outcome)
        case Withheld(limit=None):
            return "–*"
        case Withheld(limit=limit):
            return f"<{limit}"
        case _:
            assert_never(outcome)


def span(language: Language, estimate: Estimate) -> str:
    """The 95% interval."""
    return f"{number(language, to_tenths(estimate.low))}–{number(language, to_tenths(estimate.high))}"


def half_width(language: Language, estimates: Sequence[Estimate]) -> str:
    """What an index is worth, as the typical half of its interval in whole points."""
    halves = sorted((e.high - e.low) / 2 for e in estimates)
    return str(to_tenths(halves[len(halves) // 2] / 10)) if halves else say(language, "paper.unknown")


def tone_of(method: Method, standing: Standing) -> Tone:
    """The colour of a band by its place: the best, the one below it, and the rest."""
    if standing.open:
        return Tone.OPEN
    place = len(method.bands) - 1 - method.bands.index(standing.band)
    return (Tone.HIGH, Tone.MIDDLE)[place] if place < 2 else Tone.LOW


def band_spans(method: Method) -> tuple[BandSpan, ...]:
    """The bands behind a plot; a limit lies where the next band begins."""
    return tuple(
        BandSpan(min(100.0, (band.upper + 1) / 10), tone_of(method, Standing(band, open=False)))
        for band in method.bands
    )


def limits(method: Method, language: Language) -> tuple[str, ...]:
    """Where each band but the first begins, in points."""
    return tuple(
        number(language, band.upper + 1).removesuffix(",0").removesuffix(".0") for band in method.bands[:-1]
    )


def standing_words(language: Language, standing: Standing) -> str:
    """The band's name, or that it cannot be told yet."""
    return say(language, "paper.band_open") if standing.open else worded(standing.band.label, language)


def against_city(language: Language, comparison: Comparison, city: str) -> str:
    """How an agency stands to the city's mean."""
    match comparison:
        case Comparison.ABOVE:
            return say(language, "paper.above_city", city=city)
        case Comparison.BELOW:
            return say(language, "paper.below_city", city=city)
        case Comparison.NOT_DIFFERENT:
            return say(language, "paper.like_city", city=city)
        case _:
            assert_never(comparison)


def example_tag(sheet: Sheet, x: float, y: float, result: CityResult, imprint: Imprint) -> float:
    """The tags of a report; returns where the next thing may begin."""
    for word in tag_words(result, imprint, sheet.language):
        width = tag(sheet, x, y, word)
        x += width + 5
    return x


def tag_words(result: CityResult, imprint: Imprint, language: Language) -> tuple[str, ...]:
    """That the weights are an example's, that the data are rehearsals."""
    words = [say(language, "paper.example")] if result.example else []
    return (*words, say(language, "paper.practice")) if imprint.practice else tuple(words)


def tag(sheet: Sheet, x: float, y: float, word: str) -> float:
    """A dashed golden tag."""
    style = Style(Face.BOLD, 9, GOLD_800)
    width = width_of(word, style) + 15
    sheet.box(x, y, width, 17.5, fill=GOLD_50, stroke=GOLD_600, radius=5, line=0.7, dash=(2.2, 1.7))
    sheet.text(x + 7.5, y + 12, word, style)
    return width


def must_not(sheet: Sheet, top: float, sentences: Sequence[str]) -> float:
    """The box of what must not be concluded; returns its height."""
    style = Style(size=10, leading=14)
    heights = [sheet.height_of(INNER - 43, sentence, style) for sentence in sentences]
    height = 31 + sum(h + 2.8 for h in heights) + 5
    sheet.box(MARGIN, top, INNER, height, fill=GOLD_50, stroke=GOLD_600, radius=7, line=1)
    sheet.text(MARGIN + 12.5, top + 20.5, say(sheet.language, "paper.must_not"), Style(Face.BOLD, 12))
    y = top + 29
    for sentence, line in zip(sentences, heights, strict=True):
        sheet.cross(MARGIN + 18.5, y + 7.2, 6, DANGER_700)
        sheet.paragraph(MARGIN + 31, y, INNER - 43, sentence, style)
        y += line + 2.8
    return height


def must_not_height(sheet: Sheet, sentences: Sequence[str]) -> float:
    """How high `must_not` would be."""
    style = Style(size=10, leading=14)
    return 36 + sum(sheet.height_of(INNER - 43, sentence, style) + 2.8 for sentence in sentences)


def identity(result: CityResult) -> tuple[str, str]:
    """The lines of digests at a report's foot: the run in full, the files by their first digits."""
    schemes = (f"{name} {digest[:16]}" for name, digest in result.scheme_digests.items())
    return f"run {result.run_id} · method {result.method_digest[:16]}", " · ".join(schemes)


def source_words(result: CityResult, imprint: Imprint, language: Language) -> str:
    """Whose figures these are, and that an example's are nobody's official ones."""
    source = say(language, "paper.source", source=imprint.source)
    return f"{source} {say(language, 'paper.source_example')}" if result.example else source
