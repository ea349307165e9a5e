"""Every questionnaire that is shipped, sat by keyboard alone and by mouse alone, ends in the same answers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.base.canonical import JsonValue
from app.base.resources import QUESTIONNAIRES
from app.base.sentences import Language
from app.questionnaire.expression import Value
from app.questionnaire.model import Questionnaire
from app.questionnaire.read import read_yaml
from tests.kiosk_pages.people.keyboard import KeyboardSitter
from tests.kiosk_pages.people.mouse import MouseSitter
from tests.kiosk_pages.people.sitters import Sitter
from tests.kiosk_pages.people.wishes import (
    Each,
    Figure,
    Listed,
    Nothing,
    One,
    Place,
    Ranked,
    Several,
    Typed,
    Wish,
    Wishes,
    in_words,
    spread,
)
from tests.kiosk_pages.responses import compared, straight
from tests.kiosk_pages.room import Room
from tests.kiosk_pages.venue import Venue, furnish

Furnish = Callable[[Questionnaire], Venue]
Hands = Callable[[Room, Wishes], Sitter]
BOTH: tuple[Hands, ...] = (KeyboardSitter, MouseSitter)


@pytest.fixture
def furnished(application: QApplication, tmp_path: Path) -> Iterator[Furnish]:
    """Makes a seat that asks what it is given."""
    venues: list[Venue] = []

    def make(asked: Questionnaire) -> Venue:
        venues.append(furnish(tmp_path, application, asked))
        return venues[-1]

    yield make
    for venue in venues:
        venue.close()


def shipped(name: str) -> Questionnaire:
    return read_yaml((QUESTIONNAIRES / name / "questionnaire.yaml").read_bytes())


FIXED: dict[str, dict[str, Value]] = {
    "kepala-opd": {"s1": 1},
    "latihan": {},
    "spi-internal": {"s1": 2, "s2": 2, "b3a": 2, "c3": 4, "g1": (1, 3), "g2": 5},
    "spi-external": {"s1": 1, "s2": 1, "b5": (1, 3), "e2": 1},
    "spi-expert": {"s1": 1},
}


def seated(venue: Venue, hands: Hands, wishes: Wishes) -> Sitter:
    """The next person at the seat, before a window of their own."""
    return hands(venue.open_running(), wishes)


def sit(sitter: Sitter, code: str) -> None:
    """From the slip to the end of the window."""
    sitter.sit(code)
    assert sitter.room.left, f"still there: {[each.words for each in sitter.eyes.things()]}"


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(FIXED))
def test_keyboard_alone_and_mouse_alone_seal_the_same_answers(furnished: Furnish, name: str) -> None:
    asked = shipped(name)
    loop = ("dinkes", "dishub", "pupr") if asked.subjects else ()
    plan = spread(asked, FIXED[name], loop, loop[1:2])
    wishes, venue = in_words(asked, plan, Language.ID), furnished(asked)
    for hands, code in zip(BOTH, venue.codes, strict=False):
        sit(seated(venue, hands, wishes), code)
    venue.close()
    expected = straight(asked, plan, Language.ID)
    assert [compared(record) for record in venue.records()] == [expected, expected]


@pytest.mark.parametrize(
    ("name", "fixed"),
    [("spi-internal", {"s1": 3, "s2": 1}), ("spi-external", {"s1": 2}), ("spi-expert", {"s1": 2})],
)
def test_who_does_not_pass_the_screening_ends_alike_with_either_hand(
    furnished: Furnish, name: str, fixed: dict[str, Value]
) -> None:
    asked = shipped(name)
    plan = spread(asked, fixed)
    wishes, venue = in_words(asked, plan, Language.ID), furnished(asked)
    for hands, code in zip(BOTH, venue.codes, strict=False):
        sitter = seated(venue, hands, wishes)
        sit(sitter, code)
        assert len(sitter.met) <= len(fixed)
    venue.close()
    expected = straight(asked, plan, Language.ID)
    assert expected["state"] == "ineligible"
    assert [compared(record) for record in venue.records()] == [expected, expected]


def test_large_words_in_a_small_window_and_in_english_change_no_answer(furnished: Furnish) -> None:
    asked = shipped("latihan")
    plan = spread(asked, {})
    wishes, venue = in_words(asked, plan, Language.EN), furnished(asked)
    for hands, code in zip(BOTH, venue.codes, strict=False):
        sitter = seated(venue, hands, wishes)
        sitter.room.stage.resize(1024, 768)
        sitter.speak_english()
        sitter.prefer("text_size", "A++")
        sit(sitter, code)
    venue.close()
    expected = straight(asked, plan, Language.EN)
    assert [compared(record) for record in venue.records()] == [expected, expected]


# --- every kind -------------------------------------------------------------------------------------------

KINDS: Wishes = {
    Place("Terima kasih sudah datang."): Wish(Nothing()),
    Place("Ruang ini nyaman."): Wish(One("Setuju"), doubt=True),
    Place("Hari apa Anda datang?"): Wish(One("Malam hari")),
    Place("Apa yang Anda bawa?"): Wish(Several(("KTP", "Foto"))),
    Place("Seberapa setuju Anda?", statements=("Antreannya jelas.", "Petugasnya ramah.")): Wish(
        Each({"Antreannya jelas.": "Tidak setuju", "Petugasnya ramah.": "Biasa saja"})
    ),
    Place("Apa yang paling perlu diperbaiki di layanan ini?"): Wish(
        Ranked(("Kejelasan syarat dan biaya", "Kecepatan layanan", "Kemudahan mengadu"))
    ),
    Place("Berapa kali Anda datang tahun ini?"): Wish(Figure("7"), doubt=True),
    Place("Kapan Anda terakhir datang?"): Wish(One("Tidak tahu")),
    Place("Apa saran Anda?"): Wish(One("Tidak bersedia menjawab")),
    Place("Jumlah kunjungan dan nilai Anda"): Wish(Nothing()),
    Place("Siapa saja yang datang bersama Anda?"): Wish(Listed(2)),
    Place("Apa nama panggilannya?"): Wish(Nothing()),
    Place("Berapa umur {row}?"): Wish(Figure("9")),
    Place("Kapan {row} lahir?"): Wish(One("Tidak tahu")),
    Place("Siapa lagi yang menunggu di rumah?"): Wish(Listed(0)),
}


# --- every kind -------------------------------------------------------------------------------------------

COMMON: dict[Place, Wish] = {
    Place("Terima kasih sudah datang."): Wish(Nothing()),
    Place("Ruang ini nyaman."): Wish(One("Setuju"), doubt=True),
    Place("Hari apa Anda datang?"): Wish(One("Malam hari")),  # the tenth, which has no digit
    Place("Apa yang Anda bawa?"): Wish(Several(("KTP", "Foto"))),
    Place("Seberapa setuju Anda?", statements=("Antreannya jelas.", "Petugasnya ramah.")): Wish(
        Each({"Antreannya jelas.": "Tidak setuju", "Petugasnya ramah.": "Biasa saja"})
    ),
    Place("Apa yang paling perlu diperbaiki di layanan ini?"): Wish(
        Ranked(("Kejelasan syarat dan biaya", "Kecepatan layanan", "Kemudahan mengadu"))
    ),
    Place("Berapa kali Anda datang tahun ini?"): Wish(Figure("7"), doubt=True),
    Place("Jumlah kunjungan dan nilai Anda"): Wish(Nothing()),  # it is worked out
    Place("Siapa saja yang datang bersama Anda?"): Wish(Listed(2)),
    Place("Siapa lagi yang menunggu di rumah?"): Wish(Listed(0)),
}

EITHER = COMMON | {
    Place("Kapan Anda terakhir datang?"): Wish(One("Tidak tahu")),
    Place("Apa saran Anda?"): Wish(One("Tidak bersedia menjawab")),
    Place("Apa nama panggilannya?"): Wish(Nothing()),
    **{Place(f"Berapa umur Nomor {row}?"): Wish(Figure(f"{row + 7}")) for row in (1, 2)},
    **{Place(f"Kapan Nomor {row} lahir?"): Wish(One("Tidak tahu")) for row in (1, 2)},
}

TYPED = COMMON | {
    Place("Kapan Anda terakhir datang?"): Wish(Typed("17082026")),
    Place("Apa saran Anda?"): Wish(Typed("Buka juga hari Sabtu.")),
    Place("Apa nama panggilannya?"): Wish(Typed("Ayu")),
    Place("Berapa umur Ayu?"): Wish(Figure("41")),
    Place("Kapan Ayu lahir?"): Wish(Typed("\t\t1985")),
}


SAID: dict[str, JsonValue] = {
    "a_scale": 3,
    "a_single": 10,
    "a_multi": [1, 3],
    "m1": 1,
    "m2": 2,
    "a_ranking": [2, 1, 5],
    "a_number": 7,
    "a_sum": 10,
    "a_list": [1, 2],
    "a_short_list": [],
}
"""What is sealed of `COMMON`."""


def every_kind() -> Questionnaire:
    return read_yaml(Path(__file__).with_name("every_kind.yaml").read_bytes())


def answers(venue: Venue) -> list[dict[str, JsonValue]]:
    """The answers of everybody who sealed here: `variable` or `subject/variable`."""
    return [
        {f"{whom}/{what}".removeprefix("/"): value for what, whom, value in record["answers"]}  # type: ignore[union-attr, misc]
        for record in venue.records()
    ]


def test_every_kind_of_question_ends_alike_with_either_hand(furnished: Furnish) -> None:
    venue = furnished(every_kind())
    for hands, code in zip(BOTH, venue.codes, strict=False):
        sit(seated(venue, hands, EITHER), code)
    venue.close()
    one, other = answers(venue)
    assert one == other
    assert one == SAID | {
        "a_date": -98,
        "a_text": -99,
        "a_list.1/p_name": -96,
        "a_list.2/p_name": -96,
        "a_list.1/p_age": 8,
        "a_list.2/p_age": 9,
        "a_list.1/p_born": -98,
        "a_list.2/p_born": -98,
    }


def test_what_only_a_keyboard_can_enter_is_sealed_as_it_was_typed(furnished: Furnish) -> None:
    venue = furnished(every_kind())
    sit(seated(venue, KeyboardSitter, TYPED), venue.codes[0])
    venue.close()
    (only,) = answers(venue)
    ayu: dict[str, JsonValue] = {"p_name": "Ayu", "p_age": 41, "p_born": "1985"}
    assert only == SAID | {
        "a_date": "2026-08-17",
        "a_text": "Buka juga hari Sabtu.",
        **{f"a_list.{row}/{what}": value for row in (1, 2) for what, value in ayu.items()},
    }
