"""The questionnaires that ship with Bilik: complete, in two languages, inside their limits."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base.canonical import parse_canonical
from app.questionnaire.model import (
    Absent,
    Item,
    Likert,
    Matrix,
    Multi,
    Note,
    OnTimeout,
    Questionnaire,
    Required,
    Section,
    Single,
    Text,
    TextItem,
)
from app.questionnaire.read import from_canonical, questionnaire_digest, read_yaml, review_yaml, to_canonical

FOLDER = Path(__file__).parents[2] / "questionnaires"
SURVEYS = ("spi-internal", "spi-external", "spi-expert", "kepala-opd")
ALL = (*SURVEYS, "latihan")
AGENCIES_OF_A_ROUND = 6


def shipped(name: str) -> Questionnaire:
    return read_yaml((FOLDER / name / "questionnaire.yaml").read_bytes())


def items_of(questionnaire: Questionnaire) -> Iterator[tuple[Section, Item]]:
    return ((section, item) for section in questionnaire.sections for item in section.items)


def variables_of(item: Item) -> tuple[str, ...]:
    match item:
        case Matrix():
            return tuple(row.id for row in item.rows)
        case Note():
            return ()
        case _:
            return (item.id,)


def texts_of(value: object) -> Iterator[Text]:
    """Every sentence anywhere in a model."""
    match value:
        case Text():
            yield value
        case tuple():
            for part in value:
                yield from texts_of(part)
        case dict():
            for part in value.values():
                yield from texts_of(part)
        case _ if hasattr(value, "model_fields_set"):
            for part in vars(value).values():
                yield from texts_of(part)


def asked(questionnaire: Questionnaire, *, per_subject: bool) -> int:
    return sum(
        len(variables_of(item))
        for section, item in items_of(questionnaire)
        if section.per_subject is per_subject
    )


@pytest.mark.parametrize("name", ALL)
def test_every_questionnaire_reads_without_a_finding_and_bears_the_name_of_its_folder(name: str) -> None:
    questionnaire, findings = review_yaml((FOLDER / name / "questionnaire.yaml").read_bytes())
    assert findings == ()
    assert questionnaire is not None
    assert questionnaire.id == name


@pytest.mark.parametrize("name", ALL)
def test_the_canonical_form_is_the_same_questionnaire(name: str) -> None:
    questionnaire = shipped(name)
    again = from_canonical(to_canonical(questionnaire))
    assert again == questionnaire
    assert questionnaire_digest(again) == questionnaire_digest(questionnaire)
    assert isinstance(parse_canonical(to_canonical(questionnaire)), dict)


def test_each_questionnaire_asks_as_much_as_was_agreed() -> None:
    assert 40 <= asked(shipped("spi-internal"), per_subject=False) <= 44
    assert 20 <= asked(shipped("spi-external"), per_subject=False) <= 24
    assert 10 <= asked(shipped("spi-expert"), per_subject=True) <= 12
    assert 10 <= asked(shipped("kepala-opd"), per_subject=True) <= 12
    assert len(list(items_of(shipped("latihan")))) == 5


@pytest.mark.parametrize(
    ("name", "minutes"),
    [("spi-internal", 40), ("spi-external", 15), ("spi-expert", 60), ("kepala-opd", 60), ("latihan", 10)],
)
def test_a_calm_reader_needs_at_most_half_of_the_time(name: str, minutes: int) -> None:
    questionnaire = shipped(name)
    needed = sum(
        item.expected_ms * (AGENCIES_OF_A_ROUND if section.per_subject else 1)
        for section, item in items_of(questionnaire)
    )
    assert questionnaire.time_limit_ms == minutes * 60_000
    assert needed * 2 <= questionnaire.time_limit_ms
    assert questionnaire.on_timeout is OnTimeout.SUBMIT


@pytest.mark.parametrize("name", ALL)
def test_every_sentence_stands_in_both_languages(name: str) -> None:
    questionnaire = shipped(name)
    assert questionnaire.languages == ("id", "en")
    sentences = list(texts_of(questionnaire))
    assert len(sentences) > 20
    for sentence in sentences:
        assert sentence.en is not None
        assert sentence.en.strip() == sentence.en
        assert sentence.id.strip() == sentence.id
        assert re.findall(r"\{\w+\}", sentence.id) == re.findall(r"\{\w+\}", sentence.en)


@pytest.mark.parametrize("name", ALL)
def test_sentences_keep_the_house_style(name: str) -> None:
    for sentence in texts_of(shipped(name)):
        for words in (sentence.id, sentence.en or ""):
            assert "!" not in words
            assert "/" not in words
            assert "→" not in words
        assert not re.search(r"\banda\b|saudara|\bsoal\b|\bSoal\b|\bkami\b", sentence.id), sentence.id
        assert "KPK" not in sentence.id


@pytest.mark.parametrize("name", ALL)
def test_scales_run_up_by_one_and_have_no_twin_labels(name: str) -> None:
    for points in shipped(name).scales.values():
        assert [point.code for point in points] == list(range(1, len(points) + 1))
        assert len({point.label.id for point in points}) == len(points)
        assert len({point.label.en for point in points}) == len(points)


def test_the_scale_of_agreement_is_balanced_and_has_no_middle() -> None:
    for name in ALL:
        labels = [point.label.id for point in shipped(name).scales["setuju"]]
        against, for_it = labels[:3], labels[3:]
        assert all("tidak setuju" in label.lower() for label in against)
        assert [label.lower().replace("tidak ", "") for label in against] == [
            label.lower() for label in reversed(for_it)
        ]


@pytest.mark.parametrize("name", SURVEYS)
def test_every_survey_screens_first_and_ends_courteously(name: str) -> None:
    first, *others = shipped(name).sections
    assert first.eligible_if is not None
    assert first.ineligible_text is not None
    assert first.ineligible_text.id.startswith("Terima kasih")
    assert all(item.required is Required.HARD and item.absent == () for item in first.items)
    assert all(section.eligible_if is None for section in others)


@pytest.mark.parametrize("name", SURVEYS)
def test_every_survey_closes_with_the_two_questions_on_pressure(name: str) -> None:
    last = shipped(name).sections[-1]
    assert [item.id for item in last.items] == ["t1", "t2"]
    assert all(isinstance(item, Single) and item.sensitive for item in last.items)


@pytest.mark.parametrize("name", ALL)
def test_nobody_is_asked_for_free_text(name: str) -> None:
    assert not [item.id for _, item in items_of(shipped(name)) if isinstance(item, TextItem)]


@pytest.mark.parametrize("name", SURVEYS)
def test_something_sensitive_may_always_be_answered_with_do_not_know_or_not_at_all(
    name: str,
) -> None:
    questionnaire = shipped(name)
    for _, item in items_of(questionnaire):
        offered = questionnaire.absent if item.absent is None else item.absent
        if item.sensitive:
            assert {Absent.DONT_KNOW, Absent.REFUSED} <= set(offered), item.id


@pytest.mark.parametrize("name", SURVEYS)
def test_only_the_screening_insists_on_an_answer(name: str) -> None:
    questionnaire = shipped(name)
    for section, item in items_of(questionnaire):
        if section.eligible_if is None:
            assert item.required is not Required.HARD
            assert item.absent is None or Absent.REFUSED in item.absent


@pytest.mark.parametrize("name", ALL)
def test_nothing_can_be_chosen_beside_nothing_at_all(name: str) -> None:
    for _, item in items_of(shipped(name)):
        if isinstance(item, Multi):
            for option in item.options:
                if option.exclusive:
                    assert option.pin, "the way out stands last, wherever the others go"


@pytest.mark.parametrize("name", SURVEYS)
def test_every_statement_says_which_scale_it_wants(name: str) -> None:
    for _, item in items_of(shipped(name)):
        if isinstance(item, Likert):
            assert item.lead is not None
            asks_agreement = item.lead.id.startswith("Seberapa setuju")
            asks_risk = item.lead.id.startswith("Menurut Anda, seberapa besar risiko")
            asks_how_often = "12 bulan terakhir, seberapa sering" in item.lead.id
            wanted = {"setuju": asks_agreement, "risiko": asks_risk, "frekuensi": asks_how_often}
            assert wanted[item.scale], item.id
            assert item.text.id.endswith(".")


def test_the_promotion_statement_is_worded_as_decided() -> None:
    wording = {item.id: item.text.id for _, item in items_of(shipped("spi-internal"))}
    assert wording["f1"] == "Promosi jabatan di instansi saya ditentukan oleh prestasi kerja."


def test_users_are_not_asked_about_budget_and_staff() -> None:
    titles = [section.title.id for section in shipped("spi-external").sections]
    assert not [title for title in titles if "anggaran" in title.lower() or "SDM" in title]
    assert shipped("spi-external").timer_hidden


def test_practice_can_be_told_from_a_survey() -> None:
    latihan = shipped("latihan")
    assert latihan.practice
    assert latihan.respondent_group == "training"
    assert not any(shipped(name).practice for name in SURVEYS)


def test_every_kind_of_question_that_a_respondent_will_meet_is_practised() -> None:
    met = {item.kind for name in SURVEYS for _, item in items_of(shipped(name))}
    assert {item.kind for _, item in items_of(shipped("latihan"))} >= met


def test_only_the_questionnaire_on_heads_of_agencies_assesses_people_and_says_what_follows() -> None:
    assert [name for name in ALL if shipped(name).about_persons] == ["kepala-opd"]
    head = (FOLDER / "kepala-opd" / "questionnaire.yaml").read_text("utf-8").partition("schema_version")[0]
    for promise in ("round of its own", "key of its own", "mayor", "room for a reply", "never released"):
        assert promise in " ".join(head.replace("#", " ").split()), promise
    told = shipped("kepala-opd").sections[0].intro
    assert told is not None
    assert "wali kota" in told.id
    assert "tidak diumumkan" in told.id


def test_nothing_is_asked_about_a_person_but_conduct_that_others_can_see() -> None:
    """Hearsay counts about an agency; about a head, who can be named, only what was seen or met with."""
    questionnaire = shipped("kepala-opd")
    for section, item in items_of(questionnaire):
        if not section.per_subject or item.id == "k1":
            continue
        assert isinstance(item, Likert)
        assert item.text.id.startswith("Kepala {agency} "), item.id
        assert "mendengar" not in (item.lead.id if item.lead else ""), item.id
        offered = questionnaire.absent if item.absent is None else item.absent
        assert {Absent.DONT_KNOW, Absent.REFUSED} <= set(offered), item.id
        private = r"keluarga|agama|kekayaan|gaya hidup|rumah tangga|kesehatan|partai"
        assert not re.search(private, item.text.id), item.id


@pytest.mark.parametrize("name", ALL)
def test_each_file_says_where_its_wording_comes_from(name: str) -> None:
    head = (FOLDER / name / "questionnaire.yaml").read_text("utf-8").partition("schema_version")[0]
    assert "written for Bilik" in head
    assert "original" in head
