"""What is called how in the room of names: groups, methods, remarks, standings, signs."""

from collections.abc import Mapping
from typing import assert_never

from app.base.ids import GroupCode
from app.base.sentences import Language, say
from app.office.sample.drawing import Remark, StratumCheck
from app.office.sample.duplicates import Cluster, Sign
from app.office.sample.fieldwork import Outcome, Standing, Way
from app.office.sample.lots import Method


def method_in_words(method: Method, language: Language) -> str:
    """How a stratum is drawn, in a word or two."""
    match method:
        case Method.SYSTEMATIC:
            return say(language, "sample.method_systematic")
        case Method.SIMPLE:
            return say(language, "sample.method_simple")
        case Method.COUNTER:
            return say(language, "sample.method_counter")
        case Method.CHOSEN:
            return say(language, "sample.method_chosen")
        case _:
            assert_never(method)


def group_in_words(group: GroupCode, language: Language) -> str:
    """The respondent group as a list names it."""
    match group:
        case "internal":
            return say(language, "office.group_internal")
        case "external":
            return say(language, "office.group_external")
        case _:
            return say(language, "office.group_expert")


def remark_in_words(one: StratumCheck, language: Language) -> str:
    """What is to be said of a stratum before the draw."""
    match one.remark:
        case Remark.ENOUGH:
            return say(language, "sample.remark_enough")
        case Remark.SHORT:
            return say(language, "sample.remark_short")
        case Remark.NO_LIST:
            return say(language, "sample.remark_no_list")
        case Remark.AT_COUNTER:
            return say(language, "sample.remark_counter", interval=one.interval or 1)
        case Remark.CHOSEN:
            return say(language, "sample.remark_chosen")
        case _:
            assert_never(one.remark)


def standing_in_words(standing: Standing, language: Language) -> str:
    """How far it has come with a person."""
    return say(language, _STANDINGS[standing])


_STANDINGS: Mapping[Standing, str] = {
    Standing.RESERVE: "sample.standing_reserve",
    Standing.DRAWN: "sample.standing_drawn",
    Standing.INVITED: "sample.standing_invited",
    Standing.REACHED: "sample.standing_reached",
    Standing.NOT_REACHED: "sample.standing_not_reached",
    Standing.REFUSED: "sample.standing_refused",
    Standing.NOT_ELIGIBLE: "sample.standing_not_eligible",
    Standing.CAME: "sample.standing_came",
}
_SIGNS: Mapping[Sign, str] = {
    Sign.NIP: "sample.sign_nip",
    Sign.PHONE: "sample.sign_phone",
    Sign.LIKENESS: "sample.sign_likeness",
}


_OUTCOMES: Mapping[Outcome, str] = {
    Outcome.REACHED: "sample.standing_reached",
    Outcome.NOT_REACHED: "sample.standing_not_reached",
    Outcome.REFUSED: "sample.standing_refused",
    Outcome.NOT_ELIGIBLE: "sample.standing_not_eligible",
    Outcome.CAME: "sample.standing_came",
}
_WAYS: Mapping[Way, str] = {
    Way.LETTER: "sample.way_letter",
    Way.PHONE: "sample.way_phone",
    Way.MESSAGE: "sample.way_message",
    Way.VISIT: "sample.way_visit",
    Way.ROOM: "sample.way_room",
}


def outcome_in_words(outcome: Outcome, language: Language) -> str:
    """What came of a contact."""
    return say(language, _OUTCOMES[outcome])


def way_in_words(way: Way, language: Language) -> str:
    """How somebody was spoken to."""
    return say(language, _WAYS[way])


def signs_in_words(cluster: Cluster, language: Language) -> str:
    """What the entries of a cluster share."""
    return ", ".join(say(language, _SIGNS[sign]) for sign in cluster.signs)


def cluster_in_words(cluster: Cluster, language: Language) -> str:
    """Entries that look alike, on one line."""
    signs = signs_in_words(cluster, language)
    entries = "; ".join(
        say(language, "sample.entry", number=one.unit, name=one.name, file=one.file, row=one.row)
        for one in cluster.entries
    )
    return say(language, "sample.cluster", number=cluster.first, signs=signs, entries=entries)
