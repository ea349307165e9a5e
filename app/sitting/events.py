"""What respondents and proctors do in a sitting, and how it is written down.

An `Act` is what someone wants; an `Event` is an act that was accepted, with the active time used until
then. Events are stored as canonical JSON, one small object each.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from app.base.canonical import JsonValue
from app.base.errors import Integrity
from app.base.ids import AgencyCode
from app.base.sentences import Language
from app.questionnaire.expression import Value
from app.questionnaire.route import Slot, Step


class SuspendReason(StrEnum):
    """Why the clock stands still."""

    PAUSED = "paused"  # the proctor paused the session
    LOCKED = "locked"  # the proctor locked the screen
    HIDDEN = "hidden"  # the page was hidden: nobody touched it, or the proctor's panel is open
    CLOSED = "closed"  # the program ended


class Final(StrEnum):
    """How a sitting ended."""

    COMPLETE = "complete"
    TIMEOUT = "timeout"
    ENDED = "ended"  # the proctor ended the session
    DECLINED = "declined"
    INELIGIBLE = "ineligible"


class Mode(StrEnum):
    """Whether the respondent reads alone, or a helper reads aloud."""

    SELF = "self"
    READ_ALOUD = "read_aloud"


@dataclass(frozen=True, slots=True)
class Consent:
    """The respondent has read the promise and wants to answer."""


@dataclass(frozen=True, slots=True)
class Choose:
    """An answer is entered or replaced."""

    slot: Slot
    value: Value


@dataclass(frozen=True, slots=True)
class Clear:
    """An answer is taken back."""

    slot: Slot


@dataclass(frozen=True, slots=True)
class Flag:
    """A question is marked "ragu-ragu", or the mark is taken off."""

    step: Step
    on: bool


@dataclass(frozen=True, slots=True)
class GoTo:
    """The respondent turns to a question."""

    step: Step


@dataclass(frozen=True, slots=True)
class Review:
    """The respondent opens the overview before sealing."""


@dataclass(frozen=True, slots=True)
class ChooseSubjects:
    """An expert says which agencies they know; empty means: choose again."""

    subjects: tuple[AgencyCode, ...]


@dataclass(frozen=True, slots=True)
class TickSubjects:
    """An expert ticks agencies before saying that the list is right; all those ticked now."""

    subjects: tuple[AgencyCode, ...]


@dataclass(frozen=True, slots=True)
class SkipSubject:
    """An expert finds that they do not know an agency after all, or takes that back."""

    subject: AgencyCode
    on: bool = True


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """The language of the screen changes."""

    language: Language


@dataclass(frozen=True, slots=True)
class SetMode:
    """The respondent wants to be read to, or to read alone after all."""

    mode: Mode


@dataclass(frozen=True, slots=True)
class AddTime:
    """The proctor adds time, in milliseconds."""

    extra_ms: int


@dataclass(frozen=True, slots=True)
class Suspend:
    """The clock stops."""

    why: SuspendReason


@dataclass(frozen=True, slots=True)
class Resume:
    """The clock runs on."""


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """Nothing happened but time."""


@dataclass(frozen=True, slots=True)
class Submit:
    """The sitting ends."""

    final: Final


Act = (
    Consent
    | Choose
    | Clear
    | Flag
    | GoTo
    | Review
    | ChooseSubjects
    | TickSubjects
    | SkipSubject
    | SetLanguage
    | SetMode
    | AddTime
    | Suspend
    | Resume
    | Heartbeat
    | Submit
)

_NAMES: Mapping[type[Act], str] = {
    Consent: "consent",
    Choose: "choose",
    Clear: "clear",
    Flag: "flag",
    GoTo: "go",
    Review: "review",
    ChooseSubjects: "subjects",
    TickSubjects: "tick",
    SkipSubject: "skip",
    SetLanguage: "language",
    SetMode: "mode",
    AddTime: "time",
    Suspend: "suspend",
    Resume: "resume",
    Heartbeat: "heartbeat",
    Submit: "submit",
}


@dataclass(frozen=True, slots=True)
class Event:
    """An accepted act, and the active time used until then, in milliseconds."""

    act: Act
    spent_ms: int


def to_json(event: Event) -> JsonValue:
    """The event as a small JSON object: `kind`, `spent` and the act's own fields."""
    parts = {field.name: _plain(getattr(event.act, field.name)) for field in fields(event.act)}
    return {"kind": _NAMES[type(event.act)], "spent": event.spent_ms, **parts}


def event_from_json(value: JsonValue) -> Event:
    """Read what `to_json` wrote.

    Raises:
        Integrity: `sitting.event_malformed`, for anything else.
    """
    if not isinstance(value, Mapping):
        raise Integrity("sitting.event_malformed")
    try:
        event = Event(_read_act(_text(value["kind"]), value), _whole(value["spent"]))
    except (KeyError, TypeError, ValueError):
        raise Integrity("sitting.event_malformed") from None
    if to_json(event) != value or event.spent_ms < 0:
        raise Integrity("sitting.event_malformed")
    return event


def _plain(part: object) -> JsonValue:
    match part:
        case Slot(variable, subject):
            return [variable, subject]
        case Step(section, item, subject):
            return [section, item, subject]
        case tuple():
            return [_plain(element) for element in part]
        case StrEnum():
            return part.value
        case bool() | int() | str():
            return part
        case _:
            raise TypeError(part)


def _read_act(kind: str, parts: Mapping[str, JsonValue]) -> Act:  # noqa: C901, PLR0911, PLR0912 - a line an act
    match kind:
        case "consent":
            return Consent()
        case "choose":
            return Choose(_slot(parts["slot"]), _answer(parts["value"]))
        case "clear":
            return Clear(_slot(parts["slot"]))
        case "flag":
            return Flag(_step(parts["step"]), _switch(parts["on"]))
        case "go":
            return GoTo(_step(parts["step"]))
        case "review":
            return Review()
        case "subjects":
            return ChooseSubjects(tuple(AgencyCode(_text(code)) for code in _items(parts["subjects"])))
        case "tick":
            return TickSubjects(tuple(AgencyCode(_text(code)) for code in _items(parts["subjects"])))
        case "skip":
            return SkipSubject(AgencyCode(_text(parts["subject"])), _switch(parts["on"]))
        case "language":
            return SetLanguage(Language(_text(parts["language"])))
        case "mode":
            return SetMode(Mode(_text(parts["mode"])))
        case "time":
            return AddTime(_whole(parts["extra_ms"]))
        case "suspend":
            return Suspend(SuspendReason(_text(parts["why"])))
        case "resume":
            return Resume()
        case "heartbeat":
            return Heartbeat()
        case "submit":
            return Submit(Final(_text(parts["final"])))
        case _:
            raise ValueError(kind)


def _text(value: JsonValue) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: JsonValue) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _switch(value: JsonValue) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _items(value: JsonValue) -> list[JsonValue]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _slot(value: JsonValue) -> Slot:
    variable, subject = _items(value)
    return Slot(_text(variable), AgencyCode(_text(subject)))


def _step(value: JsonValue) -> Step:
    section, item, subject = _items(value)
    return Step(_text(section), _text(item), AgencyCode(_text(subject)))


def _answer(value: JsonValue) -> Value:
    if isinstance(value, list):
        return tuple(_whole(code) for code in value)
    return value if isinstance(value, str) else _whole(value)
