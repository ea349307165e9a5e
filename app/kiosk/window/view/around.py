"""The pages before and after the questionnaire, and of a machine that is not ready for one."""

from dataclasses import dataclass

from app.kiosk.window.view.pieces import Badge, Button, Group, Header, Languages, Line, Notice


@dataclass(frozen=True, slots=True)
class Locked:
    """k1: the session has not begun."""

    seat_label: str
    seat: str
    place: str
    venue: str
    clock: str
    date: str
    badge: Badge
    session: str
    title: str
    lead: str
    promises: tuple[Line, ...]
    owners: str
    proctor: str
    languages: Languages
    display: str
    training: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """k2, and the entry of the card's code."""

    header: Header
    title: str
    lead: str
    field_name: str
    groups: tuple[int, ...]
    typed: str
    hint: str
    alphabet: str
    erase_one: str
    erase_all: str
    card_title: str
    steps: tuple[str, ...]
    example_label: str
    example: str
    notes: tuple[Line, ...]
    left: Button | None
    go: Button
    error: Notice | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """k3 and k3b: what is promised, to whom, and consent."""

    header: Header
    title: str
    lead: str
    cards: tuple[Line, ...]
    who_title: str
    who: tuple[Line, ...]
    warning: Notice
    before_title: str
    before: tuple[Line, ...]
    consent: str
    consented: bool
    aloud: Button
    refuse: str
    go: Button


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be done, or may not."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aloud:
    """k18: somebody reads aloud; what they may do, what is promised then, and consent."""

    header: Header
    mode: str
    title: str
    may: Rules
    must_not: Rules
    warning: Notice
    promise_title: str
    promise: tuple[Line, ...]
    consent: str
    consented: bool
    alone: Button
    refuse: str
    go: Button


@dataclass(frozen=True, slots=True)
class Quiet:
    """k8 and k20: the page is hidden; `typed` is None where nothing is asked."""

    seat: str
    icon: str
    title: str
    text: str
    facts: tuple[Line, ...] = ()
    field_name: str = ""
    typed: str | None = None
    groups: tuple[int, ...] = (4,)
    note: str = ""
    button: Button | None = None
    training: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """k10: thank you."""

    badge: Badge
    title: str
    text: str
    lines: tuple[Line, ...]
    done: Button
    closing: str
    training: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """k14 and every page that tells one thing and offers one way on."""

    header: Header
    badge: Badge
    title: str
    text: str
    notice: Notice | None = None
    groups: tuple[Group, ...] = ()
    button: Button | None = None
    facts: tuple[Line, ...] = ()
    left: Button | None = None
    aside: str = ""
    right: Button | None = None


@dataclass(frozen=True, slots=True)
class Enrolment:
    """k19: compare six words before believing the office's key."""

    header: Header
    badge: Badge
    title: str
    lead: str
    words: tuple[str, ...]
    file: str
    compared: str
    ticked: bool
    warning: Notice
    before_title: str
    before: tuple[Line, ...]
    reason: str
    go: Button
    left: Button | None = None
