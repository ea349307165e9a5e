"""The promises equal what the system does: each group reads its own, with the limits the office must keep."""

from dataclasses import replace

import pytest

from app.base.promise import PUBLISHED_EXPERTS, PUBLISHED_PERSONS
from app.base.sentences import Language
from app.kiosk.window import view as v
from app.kiosk.window.present.aloud import aloud
from app.kiosk.window.present.asked import Asked
from app.kiosk.window.present.place import Glass
from app.kiosk.window.present.promise import promise
from app.questionnaire.model import Likert, Note, Questionnaire, Required
from app.ui.theme import Look
from tests.kiosk_pages.gallery.sittings import PLACE, asked, written

STAFF = ("spi-internal", "internal", "dishub")
USERS = ("spi-external", "external", "dishub")
EXPERTS = ("spi-expert", "expert", "")
HEADS = ("kepala-opd", "expert", "")
GROUPS = pytest.mark.parametrize("group", [STAFF, USERS, EXPERTS, HEADS], ids=lambda group: group[0])
GLASS = Glass(Look(Language.ID))


def read(group: tuple[str, str, str]) -> v.Promise:
    return promise(PLACE, GLASS, asked(*group))


def words(lines: tuple[v.Line, ...]) -> str:
    return " | ".join(f"{line.title}: {line.words}" for line in lines)


def with_items(sheet: Asked, required: Required) -> Asked:
    """The same questionnaire, where the first question of the last section is as much required."""
    whole = sheet.questionnaire
    *before, last = whole.sections
    items = (last.items[0].model_copy(update={"required": required}), *last.items[1:])
    sections = (*before, last.model_copy(update={"items": items}))
    return replace(sheet, questionnaire=whole.model_copy(update={"sections": sections}))


def without_screening(whole: Questionnaire) -> Questionnaire:
    return whole.model_copy(update={"sections": whole.sections[1:]})


def test_each_group_is_told_of_whom_a_figure_combines_at_least_how_many() -> None:
    for group in (STAFF, USERS):
        assert f"{PUBLISHED_PERSONS} orang atau lebih" in read(group).who[3].words
        assert "eksper" not in words(read(group).who)
    experts = read(EXPERTS).who
    assert f"{PUBLISHED_EXPERTS} eksper atau lebih" in experts[1].words
    assert f"{PUBLISHED_EXPERTS} eksper atau lebih" in experts[3].words


def test_who_is_judged_is_named_as_the_reader_would() -> None:
    assert [read(group).who[1].title for group in (STAFF, USERS, EXPERTS, HEADS)] == [
        "Pimpinan dan instansi Anda",
        "Instansi yang Anda nilai",
        "Instansi yang Anda nilai",
        "Wali kota dan yang dinilai",
    ]


def test_what_is_said_of_heads_of_agencies_is_not_published() -> None:
    assert read(HEADS).who[3].words == "*Tidak.* Hasilnya tidak diumumkan."


@GROUPS
def test_only_questions_are_counted(group: tuple[str, str, str]) -> None:
    sheet = asked(*group)
    loop = [section for section in sheet.questionnaire.sections if section.per_subject]
    count = sum(len(section.items) for section in loop or sheet.questionnaire.sections)
    assert f"*{count} pertanyaan*" in read(group).before[0].words


def test_a_note_is_no_question() -> None:
    sheet = written()
    items = [item for section in sheet.questionnaire.sections for item in section.items]
    count = sum(not isinstance(item, Note) for item in items)
    assert count < len(items)
    assert f"*{count} pertanyaan*" in promise(PLACE, GLASS, sheet).before[0].words


def test_that_questions_may_be_skipped_is_said_only_of_those_that_may() -> None:
    sheet = asked(*STAFF)
    assert isinstance(sheet.questionnaire.sections[1].items[0], Likert)
    loose = replace(sheet, questionnaire=without_screening(sheet.questionnaire))
    said = [
        promise(PLACE, GLASS, each).before[2].words.partition(".")[0]
        for each in (loose, sheet, with_items(sheet, Required.HARD))
    ]
    assert said == [
        "Pertanyaan boleh dilewati",
        "Setelah pertanyaan awal, pertanyaan boleh dilewati",
        "Sebagian besar pertanyaan boleh dilewati",
    ]


@GROUPS
def test_the_time_is_that_of_the_questionnaire(group: tuple[str, str, str]) -> None:
    sheet = asked(*group)
    minutes = (sheet.questionnaire.time_limit_ms or 0) // 60_000
    assert f"*{minutes} menit*" in words(read(group).before)
    timeless = sheet.questionnaire.model_copy(update={"time_limit_ms": None})
    assert "menit" not in words(promise(PLACE, GLASS, replace(sheet, questionnaire=timeless)).before)


@GROUPS
def test_experts_are_told_that_they_are_few_also_when_they_are_read_to(group: tuple[str, str, str]) -> None:
    aside = aloud(PLACE, GLASS, asked(*group))
    for said in (words(read(group).before), words(aside.promise)):
        assert ("hanya sedikit" in said) == (group[1] == "expert")


def test_nobody_with_a_part_in_it_may_read_aloud() -> None:
    trusted = [aloud(PLACE, GLASS, asked(*group)).promise[1].words for group in (STAFF, USERS, HEADS)]
    assert ["Atasan" in said for said in trusted] == [True, False, False]
    assert all("tidak boleh membacakan" in said for said in trusted)
    assert "Orang yang Anda nilai" in trusted[2]
