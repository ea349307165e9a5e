"""Acts of the journal in words; what the journal spelled for machines stays as it is."""

from collections.abc import Mapping

from app.base.canonical import JsonValue
from app.base.sentences import Language, say

_ACTS: Mapping[str, str] = {
    "ceremony": "window.act_ceremony",
    "round new": "window.act_round",
    "package": "window.act_package",
    "import": "window.act_import",
    "journal": "window.act_logbook",
    "room sheet": "window.act_sheet",
    "close": "window.act_close",
    "open": "window.act_open",
    "daily": "window.act_daily",
    "review": "window.act_review",
    "sample import": "window.act_sample_import",
    "sample decide": "window.act_sample_decide",
    "sample draw": "window.act_sample_draw",
    "sample letters": "window.act_sample_letters",
    "sample contact": "window.act_sample_contact",
    "sample replace": "window.act_sample_replace",
    "sample print": "window.act_sample_print",
    "sample destroy": "window.act_sample_destroy",
    "sample destroyed": "window.act_sample_destroyed",
    "trace": "window.act_trace",
    "report": "window.act_report",
    "recover": "window.act_recover",
    "quarantine ask": "finding.act_ask",
    "quarantine close": "finding.act_close",
    "keys test": "keys.act_test",
    "keys papers": "keys.act_papers",
    "keys drill": "keys.act_drill",
    "keys from-paper": "keys.act_from_paper",
    "officers rotate": "keys.act_rotate",
    "seat revoke": "keys.act_revoke",
    "round key destroy": "keys.act_destroy",
}
_LONG = 32  # symbols: ids and digests, which nobody reads to the end
_SHOWN = 12  # symbols of a digest, enough to find it again
_LONGEST = 160


def act_in_words(act: str, language: Language) -> str:
    """What was done; an act that this version does not know keeps its own name."""
    return say(language, _ACTS[act]) if act in _ACTS else act


def details_in_words(details: Mapping[str, JsonValue]) -> str:
    """What the act touched, cut where it is long."""
    said = "; ".join(f"{name}: {_value(value)}" for name, value in sorted(details.items()) if value)
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


def _value(value: JsonValue) -> str:
    match value:
        case str():
            return value[:_SHOWN] if len(value) >= _LONG and value.isalnum() else value
        case [*several]:
            return ", ".join(_value(one) for one in several)
        case Mapping():
            return ", ".join(f"{name} {_value(one)}" for name, one in value.items() if one)
        case _:
            return str(value)
