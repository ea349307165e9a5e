"""F1 for respondents: what can be done on this very page, and how to call somebody."""

from typing import assert_never

from app.base.sentences import Language, say
from app.kiosk.window import view as v
from app.kiosk.window.intents import Close
from app.kiosk.window.present.place import Glass


def help_dialog(glass: Glass, page: v.Page) -> v.Dialog:
    """How the page that is open is used, by mouse and by keys."""
    language = glass.language
    common = (
        v.Line("a-large-small", say(language, "kiosk.help_display")),
        v.Line("hand", say(language, "kiosk.help_hand")),
    )
    return v.Dialog(
        say(language, "kiosk.help_title"),
        say(language, "kiosk.help_text"),
        None,
        (),
        v.Button("close", say(language, "kiosk.close"), Close()),
        None,
        (*_own(language, page), *common),
    )


def _own(language: Language, page: v.Page) -> tuple[v.Line, ...]:
    match page:
        case v.Question():
            return (*_answering(language, page), *_around(language, page))
        case v.Code():
            return (
                v.Line("keyboard", say(language, "answering.help_code")),
                v.Line("info", say(language, "answering.help_code_signs")),
                v.Line("ticket-x", say(language, "answering.help_code_lost")),
            )
        case v.Promise() | v.Aloud():
            return (
                v.Line("square-check", say(language, "answering.help_consent")),
                v.Line("info", say(language, "answering.help_refuse")),
            )
        case v.Review():
            return (
                v.Line("chevron-right", say(language, "answering.help_review")),
                v.Line("stamp", say(language, "answering.help_seal")),
            )
        case v.Quiet():
            return (v.Line("eye-off", say(language, "answering.help_quiet")),)
        case _:
            return (v.Line("chevron-right", say(language, "answering.help_go_on")),)


def _answering(language: Language, page: v.Question) -> tuple[v.Line, ...]:
    lines = [_body(language, page.body)]
    if isinstance(page.body, v.Grid) or (page.absents and isinstance(page.body, v.Scale | v.Options)):
        lines.append(v.Line("circle-question-mark", say(language, "answering.help_absent_keys")))
    elif page.absents:
        lines.append(v.Line("circle-question-mark", say(language, "answering.help_absent")))
    return tuple(lines)


def _body(language: Language, body: v.Body) -> v.Line:  # noqa: C901, PLR0911 - one line a kind
    match body:
        case v.Scale():
            return v.Line("keyboard", say(language, "answering.help_scale"))
        case v.Options(several=True):
            return v.Line("list-checks", say(language, "answering.help_several"))
        case v.Options():
            return v.Line("keyboard", say(language, "answering.help_options"))
        case v.Ranking():
            return v.Line("list-checks", say(language, "answering.help_ranking"))
        case v.Grid():
            return v.Line("layout-grid", say(language, "answering.help_grid"))
        case v.Number():
            return v.Line("keyboard", say(language, "answering.help_number"))
        case v.Date():
            return v.Line("keyboard", say(language, "answering.help_date"))
        case v.Writing():
            return v.Line("keyboard", say(language, "answering.help_writing"))
        case v.Roster():
            return v.Line("plus", say(language, "answering.help_roster"))
        case v.Worked() | v.Reading():
            return v.Line("info", say(language, "answering.help_reading"))
        case _:
            assert_never(body)


def _around(language: Language, page: v.Question) -> tuple[v.Line, ...]:
    written = isinstance(page.body, v.Writing)
    onward = say(language, "answering.help_onward") if written else say(language, "kiosk.help_enter")
    lines = [v.Line("chevron-right", onward)]
    if page.flag_shown:
        lines.append(v.Line("flag", say(language, "kiosk.help_flag")))
    if page.list is not None:
        lines.append(v.Line("layout-grid", say(language, "answering.help_list")))
    if page.skip:
        lines.append(v.Line("skip-forward", say(language, "answering.help_skip")))
    return tuple(lines)
