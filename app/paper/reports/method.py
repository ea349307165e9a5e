"""The chapter on the method in plain words: what was counted how, how sure it is, and what it cannot say."""

from app.base.sentences import Language, decimal, say
from app.paper.reports.chapter import SMALL, Chapters
from app.paper.reports.figures import worded
from app.paper.reports.grid import STRONG, Column, Line, Words
from app.paper.reports.words import dimension_words, group_heading
from app.paper.sheet.page import MARGIN, Align, Face, Style, fitted
from app.scoring.results import CityResult
from app.scoring.scheme import Band, Component
from app.scoring.simulated import TEN, THIRTY

_MONO = Style(Face.MONO, 8, leading=11)


def method_chapter(pages: Chapters, result: CityResult) -> None:
    """The chapter; who needs it to be exact finds the digests of every file at its end."""
    language, method = pages.sheet.language, result.method
    lead = say(language, "report.method_example" if method.example else "report.method_lead")
    pages.chapter("method", say(language, "report.method_title"), lead)
    pages.heading(say(language, "report.steps"))
    pages.points(_steps(result, language), numbered=True)
    pages.heading(say(language, "report.weights"), with_=150)
    _weights(pages, result)
    pages.heading(say(language, "report.how_sure"))
    pages.points(_certainty(result, language))
    if method.bands:
        pages.heading(say(language, "report.bands"))
        pages.text(_bands(result, language))
    pages.heading(say(language, "report.terms"))
    pages.facts(_terms(language, banded=bool(method.bands)), wide=130)
    pages.heading(say(language, "report.identity"))
    pages.text(say(language, "report.identity_how"), SMALL)
    _digests(pages, result)


def _steps(result: CityResult, language: Language) -> list[str]:
    method = result.method
    return [
        say(language, "report.step_item"),
        say(language, "report.step_absent"),
        say(language, "report.step_dimension"),
        say(language, "report.step_group"),
        say(language, "report.step_index"),
        say(language, "report.step_missing"),
        say(language, "report.step_city", limit=method.min_n),
    ]


def _certainty(result: CityResult, language: Language) -> list[str]:
    return [
        say(language, "report.sure_interval"),
        say(language, "report.sure_random"),
        say(language, "report.sure_staff"),
        say(language, "report.sure_experts", experts=result.experts),
        say(language, "report.sure_weights"),
        say(language, "report.sure_city"),
        TEN.said(language),
        THIRTY.said(language),
        say(language, "report.sure_smaller"),
    ]


def _weights(pages: Chapters, result: CityResult) -> None:
    language, method = pages.sheet.language, result.method
    columns = (
        Column(say(language, "report.col_dimension"), 0.46),
        *(Column(group_heading(each, language), 0.18, Align.RIGHT) for each in Component),
    )
    lines = [
        Line(
            (
                Words(dimension_words(result, dimension, language), style=STRONG),
                *(
                    _percent(method.dimension_weights.get(each, {}).get(dimension, 0), language)
                    for each in Component
                ),
            )
        )
        for dimension in result.dimensions
    ]
    whole = (
        _percent(method.component_weights.get(each, 0), language, zero=True) for each in Component
    )  # fmt: skip
    lines.append(Line((say(language, "report.weight_of_group"), *whole), strong=True))
    pages.table(columns, lines, after=4)
    pages.text(say(language, "report.weights_how"), SMALL)


def _percent(per_mille: int, language: Language, *, zero: bool = False) -> str:
    return f"{decimal(language, per_mille)}%" if per_mille or zero else "–"


def _bands(result: CityResult, language: Language) -> str:
    method = result.method

    def bounds(at: int, band: Band) -> str:
        low = 0 if at == 0 else method.bands[at - 1].upper + 1
        return f"{worded(band.label, language)} {decimal(language, low)}–{decimal(language, band.upper)}"

    limits = "; ".join(bounds(at, band) for at, band in enumerate(method.bands))
    return say(language, "report.bands_how", limits=limits)


def _terms(language: Language, *, banded: bool) -> list[tuple[str, str]]:
    band = (say(language, "report.term_open"), say(language, "report.term_open_is"))
    return [
        (say(language, "report.term_alike"), say(language, "report.term_alike_is")),
        *([band] if banded else []),
        (say(language, "report.term_held"), say(language, "report.term_held_is")),
        (say(language, "report.term_rse"), say(language, "report.term_rse_is")),
    ]


def _digests(pages: Chapters, result: CityResult) -> None:
    """The run and every file that it rests on, in full."""
    language, sheet = pages.sheet.language, pages.sheet
    name = worded(result.method.name, language)
    pairs = [
        (say(language, "report.run"), str(result.run_id)),
        (name, str(result.method_digest)),
        *((str(asked), str(digest)) for asked, digest in result.scheme_digests.items()),
    ]
    for label, digest in pairs:

        def line(top: float, label: str = label, digest: str = digest) -> None:
            cut, style = fitted(label, Style(Face.SEMIBOLD, 8.8), 118)
            sheet.text(MARGIN, top + 9, cut, style)
            sheet.text(MARGIN + 128, top + 9, digest, _MONO)

        pages.draw(13, line, after=0)
