"""The proctor's dialogs: more time, an incident, a slip made worthless, a slip that starts anew."""

from collections.abc import Sequence

from app.base.sentences import Language, say
from app.base.session import Category
from app.kiosk.seat.proctor import MAX_NOTE_CHARS, SessionState
from app.kiosk.store.log import VoidReason, category_word, void_word
from app.kiosk.window import view as v
from app.kiosk.window.intents import Close, Go
from app.kiosk.window.present import rooms
from app.kiosk.window.present.place import Glass, Place, header
from app.ui.controls.action import Kind as Look
from app.ui.parts.tone import Tone

MINUTES = (5, 10, 15, 30)
REASONS = tuple(each for each in Category if each is not Category.LATE)
"""What more time can be given for: who comes late gets none."""
INCIDENTS = tuple(Category)
VOIDS = tuple(VoidReason)
HERE, BY_CODE = 0, 1
"""Which slip: that of the sitting in progress, or one whose code is typed."""
SPARE, NO_SPARE = 1, 0


def add_time(glass: Glass, state: SessionState) -> v.Dialog:
    """How much, and why; the round's rule is said before it can refuse."""
    language = glass.language
    given = state.extra_ms // 60_000
    left = state.extra_max_min - given
    minutes = _choices(
        glass,
        "minutes",
        [(m, say(language, "kiosk.minutes", count=m)) for m in MINUTES if m <= left],
    )
    rule = say(language, "panel.extra_rule", most=state.extra_max_min, given=given)
    groups = (
        v.Group("minutes", say(language, "kiosk.how_much"), minutes),
        v.Group("reason", say(language, "kiosk.why"), _words(glass, "reason", REASONS)),
    )
    return v.Dialog(
        say(language, "kiosk.add_time_title"),
        f"{say(language, 'kiosk.add_time_text')} {rule}",
        _trouble(glass),
        groups if minutes else (),
        _cancel(language),
        _confirm(glass, say(language, "kiosk.add_time"), "timer", "minutes", "reason") if minutes else None,
        remark=_remark(glass, say(language, "panel.remark_reason")) if minutes else None,
    )


def note(glass: Glass) -> v.Dialog:
    """What happened in the room, by kind and in a few words; never about an answer."""
    language = glass.language
    return v.Dialog(
        say(language, "kiosk.note_title"),
        say(language, "panel.note_text"),
        _trouble(glass),
        (v.Group("category", say(language, "kiosk.note_kind"), _words(glass, "category", INCIDENTS)),),
        _cancel(language),
        _confirm(glass, say(language, "kiosk.write_note"), "plus", "category"),
        remark=_remark(glass, say(language, "panel.remark_note")),
    )


def void(glass: Glass, *, sitting: bool) -> v.Dialog:
    """Which slip, why, and whether a spare one replaces it."""
    language = glass.language
    which = [(BY_CODE, say(language, "panel.void_by_code"))]
    if sitting:
        which.insert(0, (HERE, say(language, "panel.void_here")))
    reasons = [(at, void_word(language, reason)) for at, reason in enumerate(VOIDS)]
    spares = [(SPARE, say(language, "panel.spare_given")), (NO_SPARE, say(language, "panel.spare_none"))]
    by_code = glass.picks.get("which") == BY_CODE
    return v.Dialog(
        say(language, "panel.void_title"),
        say(language, "panel.void_text"),
        _trouble(glass),
        (
            v.Group("which", say(language, "panel.void_which"), _choices(glass, "which", which)),
            v.Group("void", say(language, "kiosk.why"), _choices(glass, "void", reasons)),
            v.Group("spare", say(language, "panel.spare"), _choices(glass, "spare", spares)),
        ),
        _cancel(language),
        v.Button(
            "confirm",
            say(language, "panel.void_next") if by_code else say(language, "panel.void_go"),
            Go(),
            Look.PRIMARY if by_code else Look.DANGER,
            icon="" if by_code else "ticket-x",
            after="chevron-right" if by_code else "",
            enabled={"which", "void", "spare"} <= set(glass.picks),
        ),
    )


def slip_code(place: Place, glass: Glass) -> v.Code:
    """The code of a slip that is to be made worthless."""
    language = glass.language
    full = len(glass.typed) == sum(rooms.CODE_GROUPS)
    return v.Code(
        header=header(place, glass),
        title=say(language, "panel.slip_title"),
        lead=say(language, "panel.slip_lead"),
        field_name=say(language, "kiosk.code_field"),
        groups=rooms.CODE_GROUPS,
        typed=glass.typed,
        hint=say(language, "kiosk.code_hint", count=len(glass.typed)),
        alphabet=rooms.ALPHABET,
        erase_one=say(language, "kiosk.erase_one"),
        erase_all=say(language, "kiosk.erase_all"),
        card_title=say(language, "panel.slip_about"),
        steps=(
            say(language, "panel.slip_1"),
            say(language, "panel.slip_2"),
            say(language, "panel.slip_3"),
        ),
        example_label="",
        example="",
        notes=(v.Line("info", say(language, "panel.slip_note")),),
        left=v.Button("cancel", say(language, "kiosk.back_to_panel"), Close(), icon="chevron-left"),
        go=v.Button("go", say(language, "panel.void_go"), Go(), Look.DANGER, icon="ticket-x", enabled=full),
        error=_trouble(glass),
    )


def restart(glass: Glass) -> v.Dialog:
    """A slip begun at a seat that died starts anew here."""
    language = glass.language
    return v.Dialog(
        say(language, "panel.restart_title"),
        say(language, "panel.restart_text"),
        _trouble(glass) or v.Notice(Tone.INFO, "info", say(language, "panel.restart_note")),
        (),
        _cancel(language),
        v.Button("confirm", say(language, "panel.restart_go"), Go(), Look.PRIMARY, icon="rotate-ccw"),
    )


def _words(glass: Glass, group: str, categories: Sequence[Category]) -> tuple[v.Choice, ...]:
    return _choices(
        glass, group, [(at, category_word(glass.language, each)) for at, each in enumerate(categories)]
    )


def _choices(glass: Glass, group: str, choices: Sequence[tuple[int, str]]) -> tuple[v.Choice, ...]:
    return tuple(v.Choice(code, "", words, glass.picks.get(group) == code) for code, words in choices)


def _remark(glass: Glass, words: str) -> v.Remark:
    counter = say(glass.language, "panel.counter", count="{count}", limit=MAX_NOTE_CHARS)
    return v.Remark(words, glass.typed, MAX_NOTE_CHARS, counter)


def _cancel(language: Language) -> v.Button:
    return v.Button("cancel", say(language, "kiosk.cancel"), Close())


def _confirm(glass: Glass, words: str, icon: str, *groups: str) -> v.Button:
    return v.Button("confirm", words, Go(), Look.PRIMARY, icon=icon, enabled=set(groups) <= set(glass.picks))


def _trouble(glass: Glass) -> v.Notice | None:
    return v.Notice(Tone.DANGER, "circle-alert", glass.trouble) if glass.trouble else None
