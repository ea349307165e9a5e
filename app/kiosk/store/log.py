"""What the journal of a session knows: events of the session, never of a person, a code or an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.base.canonical import JsonValue
from app.base.chain import Line
from app.base.errors import Bug
from app.base.sentences import Language, Sentence, say
from app.base.session import Category, Kind
from app.kiosk.store.database import Happening


class VoidReason(StrEnum):
    """Why a slip was made worthless; hashed as `Kind` is."""

    SPOILED = "spoiled"
    LOST = "lost"
    SEEN = "seen"  # somebody else has seen the code
    WRONG_GROUP = "wrong_group"
    WITHDRAWN = "withdrawn"  # the respondent wants what was begun to be thrown away
    OTHER = "other"


_SENTENCES: Mapping[Kind, str] = {
    Kind.INSTALLED: "proctor.log_installed",
    Kind.OPENED: "proctor.log_opened",
    Kind.CLOSED: "proctor.log_closed",
    Kind.STARTED: "proctor.log_started",
    Kind.CARRIED_ON: "proctor.log_carried_on",
    Kind.PAUSED: "proctor.log_paused",
    Kind.RESUMED: "proctor.log_resumed",
    Kind.LOCKED: "proctor.log_locked",
    Kind.UNLOCKED: "proctor.log_unlocked",
    Kind.EXTENDED: "proctor.log_extended",
    Kind.ENDED: "proctor.log_ended",
    Kind.NOTED: "proctor.log_noted",
    Kind.VOIDED: "proctor.log_voided",
    Kind.RESTARTED: "proctor.log_restarted",
    Kind.PIN_LOCKED: "proctor.log_pin_locked",
    Kind.PIN_RELEASED: "proctor.log_pin_released",
    Kind.EXPORTED_EARLY: "proctor.log_exported_early",
    Kind.RECEIPTS: "proctor.log_receipts",
    Kind.WINDOW_FAILED: "proctor.log_window_failed",
    Kind.FRONT_LOST: "proctor.log_front_lost",
    Kind.CHECKED: "proctor.log_checked",
    Kind.RESTART_KEPT: "proctor.log_restart_kept",
    Kind.RESTART_FORGOT: "proctor.log_restart_forgot",
    Kind.RESTART_WAIVED: "proctor.log_restart_waived",
}
_ABOUT: Mapping[str, str] = {
    Category.POWER: "proctor.about_power",
    Category.MACHINE: "proctor.about_machine",
    Category.DISTURBANCE: "proctor.about_disturbance",
    Category.PRESSURE: "proctor.about_pressure",
    Category.HEALTH: "proctor.about_health",
    Category.LATE: "proctor.about_late",
    Category.OTHER: "proctor.about_other",
}
_VOIDED: Mapping[str, str] = {
    VoidReason.SPOILED: "proctor.void_spoiled",
    VoidReason.LOST: "proctor.void_lost",
    VoidReason.SEEN: "proctor.void_seen",
    VoidReason.WRONG_GROUP: "proctor.void_wrong_group",
    VoidReason.WITHDRAWN: "proctor.void_withdrawn",
    VoidReason.OTHER: "proctor.void_other",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a line says; the words for a category, and what was written freely, come after its sentence."""

    sentence: Sentence
    about: str = ""  # the key of a word
    text: str = ""

    def spoken(self, language: Language) -> str:
        """The line in `language`."""
        about = say(language, self.about) if self.about else ""
        why = ": ".join(each for each in (about, self.text) if each)
        said = self.sentence.spoken(language)
        return f"{said} {why}." if why and why[-1] not in ".!?" else f"{said} {why}".rstrip()


def happening(at_utc_ms: int, kind: Kind, **facts: JsonValue) -> Happening:
    """A line to be written."""
    return Happening(at_utc_ms, kind.value, facts)


def one_line(text: str, most: int) -> str:
    """What a proctor wrote, for a line: signs without a shape are blanks, and after `most` signs it ends."""
    printable = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(printable.split())[:most]


def told(line: Line, names: Mapping[str, str]) -> Told:
    """What a line says on the panel; `names` are the proctors' by their ids."""
    kind, facts = kind_of(line), line.facts
    values = {name: value for name, value in facts.items() if isinstance(value, str | int)}
    proctor = facts.get("proctor")
    values["proctor"] = names.get(proctor, proctor) if isinstance(proctor, str) else "–"
    key = _SENTENCES[kind]
    if kind is Kind.STARTED and facts.get("outside_period") is True:
        key = "proctor.log_started_outside"
    elif kind is Kind.VOIDED and facts.get("spare") is True:
        key = "proctor.log_voided_spare"
    text = facts.get("text")
    return Told(Sentence(key, values), _about(kind, facts), text if isinstance(text, str) else "")


def _about(kind: Kind, facts: Mapping[str, JsonValue]) -> str:
    if kind is Kind.VOIDED:
        return _VOIDED.get(str(facts.get("reason")), "")
    return _ABOUT.get(str(facts.get("category")), "")


def category_word(language: Language, category: Category) -> str:
    """What an incident is about, in words."""
    return say(language, _ABOUT[category])


def void_word(language: Language, reason: VoidReason) -> str:
    """Why a slip was made worthless, in words."""
    return say(language, _VOIDED[reason])


def kind_of(line: Line) -> Kind:
    """The kind of a line that this program wrote."""
    try:
        return Kind(line.kind)
    except ValueError:
        raise Bug("proctor.unknown_line") from None
