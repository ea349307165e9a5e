"""Making a round and a package: every problem at once, and codes that exist on paper only."""

import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from app.base.errors import Refused
from app.base.ids import GroupCode, OfficerId
from app.base.promise import PUBLISHED_EXPERTS, PUBLISHED_PERSONS
from app.base.resources import QUESTIONNAIRES
from app.base.sentences import Language
from app.office.findings import Findings, read_model
from app.office.store.tables import code, metadata, survey_round
from app.office.survey.packaging import Packaged, make_package
from app.office.survey.rounds import Round, new_round, the_round
from app.questionnaire.read import questionnaire_digest
from app.questionnaire.scenario import from_plain, read_scenarios
from app.release.sdi.metadata import MetadataFile
from app.seal.codes import pretty
from app.seal.trio import unwrap_pair
from app.seal.unseal import UnsealKey
from tests.office.conftest import (
    AGENCIES,
    PASSPHRASES,
    ROUND,
    House,
    hold_ceremony,
    order,
    round_yaml,
    signed_in,
    write_round,
)

GROUPS = [
    {
        "code": group,
        "questionnaire": f"spi-{group}/questionnaire.yaml",
        "scoring": f"spi-{group}/scoring.yaml",
    }
    for group in ("internal", "external", "expert")
]


def keys(found: object) -> list[tuple[str, str]]:
    assert isinstance(found, Findings), found
    for one in found.findings:
        assert one.sentence.spoken(Language.ID)
        assert one.sentence.spoken(Language.EN)
    return [(one.place, one.sentence.key) for one in found.findings]


def try_round(house: House, tmp_path: Path, **changes: object) -> object:
    house.office.close()
    house.office = signed_in(house.folder)
    return new_round(house.office, write_round(tmp_path, round_yaml(**changes)))


def test_a_round_keeps_its_questionnaires_method_and_strata(house: House) -> None:
    assert house.survey.id == ROUND
    assert set(house.survey.questionnaires) == {"internal", "external", "expert"}
    assert house.survey.document.method.example
    assert ("", "expert") in house.survey.strata


def test_a_questionnaire_about_people_gets_a_round_of_its_own(house: House, tmp_path: Path) -> None:
    text = (QUESTIONNAIRES / "spi-expert/questionnaire.yaml").read_text("utf-8")
    (tmp_path / "orang.yaml").write_text(text.replace("\nid: spi-expert", "\nabout_persons: true\nid: orang"))
    scoring = (QUESTIONNAIRES / "spi-expert/scoring.yaml").read_text("utf-8")
    (tmp_path / "skor.yaml").write_text(scoring.replace("spi-expert", "orang"))
    about = {"code": "expert", "questionnaire": "orang.yaml", "scoring": "skor.yaml"}
    others = [group for group in GROUPS if group["code"] != "expert"]
    found = try_round(house, tmp_path, id="campur", groups=[*others, about])
    assert keys(found) == [("groups.2", "office.find_own_round")]
    panel = [{"group": "expert", "drawn": 8, "target": 6}]
    alone = try_round(house, tmp_path, id="kepala", groups=[about], strata=panel)
    assert isinstance(alone, Round), alone
    assert alone.seal_public != house.survey.seal_public


def test_a_package_carries_the_scenarios_of_the_questionnaires_it_asks(house: House) -> None:
    carried = house.package.document.scenarios
    assert carried is not None
    for group in ("internal", "expert"):
        asked = house.survey.questionnaires[GroupCode(group)]
        file = (QUESTIONNAIRES / asked.id / "scenarios.yaml").read_bytes()
        assert from_plain(carried[questionnaire_digest(asked)]) == read_scenarios(file, asked)
    assert len(carried) == 2  # no slip of this package is asked the third


def test_a_scenario_that_does_not_come_true_refuses_the_round(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "sendiri"
    folder.mkdir()
    for name in ("questionnaire.yaml", "scenarios.yaml"):
        text = (QUESTIONNAIRES / "spi-external" / name).read_text("utf-8")
        (folder / name).write_text(text.replace("end: ineligible", "end: complete", 1), encoding="utf-8")
    own = [{**group, "questionnaire": "sendiri/questionnaire.yaml"} for group in GROUPS[1:2]]
    found = try_round(house, tmp_path, id="lain", groups=own)
    assert (
        "scenarios.yaml: has used no service, so the survey ends without asking how",
        "sitting.scenario_end",
    ) in keys(found)
    (folder / "scenarios.yaml").write_text("version: 1\n", encoding="utf-8")
    found = try_round(house, tmp_path, id="lain", groups=own)
    assert "scenarios.yaml: scenarios" in {place for place, _ in keys(found)}


def test_a_questionnaire_whose_largest_answer_fits_no_envelope_refuses_the_round(
    house: House, tmp_path: Path
) -> None:
    text = (QUESTIONNAIRES / "spi-external/questionnaire.yaml").read_text("utf-8")
    words = "text: {id: Ceritakan, en: Tell}, max_chars: 1000"
    long = "".join(f"      - {{id: z{number}, kind: text, {words}}}\n" for number in range(6))
    (tmp_path / "panjang.yaml").write_text(text.rstrip("\n") + "\n" + long, encoding="utf-8")
    own = [{**group, "questionnaire": "panjang.yaml"} for group in GROUPS[1:2]]
    found = try_round(house, tmp_path, id="lain", groups=own)
    assert ("groups.0", "authoring.answer_too_large") in keys(found)


@pytest.mark.parametrize("pair", ["ab", "ac", "bc"])
def test_each_pair_of_officers_opens_the_round_key(house: House, pair: str) -> None:
    with house.office.store.reading() as connection:
        row = connection.execute(sa.select(survey_round)).one()
    private = unwrap_pair(row.seal_private, {OfficerId(one): PASSPHRASES[OfficerId(one)] for one in pair})
    assert isinstance(private, bytes)
    assert UnsealKey(private).public_bytes() == row.seal_public
    for one in pair:
        alone = {OfficerId(one): PASSPHRASES[OfficerId(one)]}
        assert isinstance(unwrap_pair(row.seal_private, alone), Refused)


def test_a_round_takes_three_officers_and_exists_once(house: House, tmp_path: Path) -> None:
    two = new_round(house.office, write_round(tmp_path, round_yaml(id="lain")))
    assert two == Refused("office.three_officers", {"count": 2})
    again = try_round(house, tmp_path)
    assert again == Refused("office.round_exists", {"round": ROUND})


def test_shape_problems_are_all_reported_at_once_with_their_places(house: House, tmp_path: Path) -> None:
    found = try_round(house, tmp_path, id="Bukan Nama", end="kapan-kapan", extra=1, method=None)
    assert {place for place, _ in keys(found)} == {"id", "end", "extra", "method"}


def test_rule_problems_of_all_files_are_reported_at_once(house: House, tmp_path: Path) -> None:
    value = round_yaml(id="lain", end="2026-11-01", method="tidak-ada.yaml")
    value["groups"] = [
        {"code": "internal", "questionnaire": "spi-external/questionnaire.yaml", "scoring": "x.yaml"},
        {"code": "expert", "questionnaire": "hilang.yaml", "scoring": "spi-expert/scoring.yaml"},
    ]
    value["strata"] = [
        {"agency": "dinkes", "group": "internal", "drawn": 5, "target": 9},
        {"agency": "pupr", "group": "expert", "drawn": 5, "target": 5, "population": 2},
        {"agency": "pupr", "group": "external", "drawn": 5, "target": 5},
    ]
    value["corrections"] = [{"agency": "lain", "points": 1.25, "reason": "Pengaduan"}]
    assert {key for _, key in keys(try_round(house, tmp_path, **value))} == {
        "office.find_period",
        "office.find_no_agency",
        "office.find_target",
        "office.find_expert_agency",
        "office.find_drawn",
        "office.find_no_group",
        "office.find_decimals",
        "office.find_group_differs",
        "office.find_no_file",
    }


def test_problems_inside_a_questionnaire_are_reported_with_its_name(house: House, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("schema_version: 1\nid: x\n", encoding="utf-8")
    value = round_yaml(id="lain")
    value["groups"] = [
        {"code": "internal", "questionnaire": "mine.yaml", "scoring": "spi-internal/scoring.yaml"}
    ]
    value["strata"] = [{"agency": a, "group": "internal", "drawn": 5, "target": 5} for a in AGENCIES]
    assert all(place.startswith("mine.yaml: ") for place, _ in keys(try_round(house, tmp_path, **value)))


@pytest.mark.parametrize(
    "text", ["a: [", "a: 1\na: 2\n", "- &x [*x]\n", "\x00", "!!python/object:os.x {}", "1.5"]
)
def test_what_is_not_plain_yaml_is_one_clear_problem(house: House, tmp_path: Path, text: str) -> None:
    house.office.close()
    house.office = signed_in(house.folder)
    path = tmp_path / "round.yaml"
    path.write_text(text, encoding="utf-8")
    assert len(keys(new_round(house.office, path))) == 1


def test_a_few_aliases_that_spell_a_billion_values_are_told_before_they_are_read() -> None:
    words = ", ".join(["=1+1"] * 10)
    lines = [f"a0: &a0 [{words}]"]
    lines += [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]" for at in range(1, 10)]
    merged = ["a0: &a0 {k: 1}"]
    merged += [f"a{at}: &a{at} {{<<: [{', '.join([f'*a{at - 1}'] * 10)}]}}" for at in range(1, 10)]
    for bomb in (lines, merged):
        found = read_model("metadata.yaml", "\n".join(bomb).encode(), MetadataFile)
        assert isinstance(found, Findings)
        assert [one.sentence.key for one in found.findings] == ["office.find_too_large"]
    plain = read_model("metadata.yaml", b"ms_keg: {alamat: &a Jalan, telepon: *a}\n", MetadataFile)
    assert isinstance(plain, MetadataFile)


def test_the_round_s_own_limits_win_over_the_method_file(house: House, tmp_path: Path) -> None:
    made = try_round(
        house, tmp_path, id="lain", policy={"min_n": 6, "disclosure_limit": 12, "expert_limit": 6}
    )
    assert isinstance(made, Round)
    assert (made.document.method.min_n, made.document.method.disclosure_limit) == (6, 12)
    assert keys(try_round(house, tmp_path, id="lain-2", policy={"min_n": 600}))


@pytest.mark.parametrize(
    "low", [{"disclosure_limit": PUBLISHED_PERSONS - 1}, {"min_n": 3, "expert_limit": PUBLISHED_EXPERTS - 1}]
)
def test_limits_under_what_respondents_are_promised_are_refused(
    house: House, tmp_path: Path, low: dict[str, int]
) -> None:
    found = keys(try_round(house, tmp_path, id="lain", policy=low))
    assert [key for _, key in found] == ["office.find_under_promise"]


def test_which_round_is_meant(house: House, tmp_path: Path) -> None:
    assert the_round(house.office, None) == ROUND
    assert isinstance(the_round(house.office, "lain"), Refused)
    try_round(house, tmp_path, id="lain")
    assert isinstance(the_round(house.office, None), Refused)


def test_an_office_without_a_round_says_so(tmp_path: Path) -> None:
    hold_ceremony(tmp_path / "office")
    office = signed_in(tmp_path / "office")
    assert the_round(office, None) == Refused("office.no_round")
    office.close()


def test_codes_are_on_the_slips_and_nowhere_in_the_office(house: House) -> None:
    codes = [one for some in house.packaged.slips for one in some.codes]
    text = "".join(page.extract_text() for page in PdfReader(house.packaged.slips_file).pages)
    assert len(codes) == 30
    assert all(pretty(one) in text for one in codes)
    secrets = [*codes, house.packaged.card_code, *house.packaged.pins.values()]
    with house.office.store.reading() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(sa.select(table)):
                for cell in row:
                    kept = cell if isinstance(cell, bytes) else str(cell).encode()
                    # Six digits of a PIN may stand in a key by chance; whole codes cannot.
                    assert not [one for one in secrets if len(one) > 6 and one.encode() in kept]


def test_the_office_keeps_one_nullifier_per_slip_in_an_order_of_its_own(house: House) -> None:
    with house.office.store.reading() as connection:
        rows = connection.execute(sa.select(code).order_by(sa.text("rowid"))).all()
    nullifiers = [row.nullifier for row in rows]
    assert nullifiers == sorted(nullifiers)
    assert set(nullifiers) == {house.nullifier(one) for some in house.packaged.slips for one in some.codes}


def test_the_card_letter_carries_the_card_code_and_the_pin(house: House) -> None:
    text = "".join(page.extract_text() for page in PdfReader(house.packaged.card_file).pages)
    assert pretty(house.packaged.card_code) in text
    (pin,) = house.packaged.pins.values()
    assert f"{pin[:3]} {pin[3:]}" in text


def test_a_package_needs_two_officers_a_collecting_round_and_a_fresh_version(
    house: House, tmp_path: Path
) -> None:
    again = make_package(house.office, order(), tmp_path)
    assert again == Refused("office.package_exists", {"venue": "lab-smkn-2", "version": 1})
    assert isinstance(make_package(house.office, order(version=2), tmp_path), Packaged)
    house.office.close()
    house.office = signed_in(house.folder, "a")
    alone = make_package(house.office, order(version=3), tmp_path)
    assert isinstance(alone, Refused)
    assert alone.code == "office.two_officers"


def test_an_order_that_does_not_fit_its_round_is_told_everything(house: House, tmp_path: Path) -> None:
    found = make_package(
        house.office,
        order(
            version=2,
            seats=("01", "01"),
            slips=({"agency": "dinkes", "group": "internal", "count": 1},),
            sessions=(
                {
                    "id": "S1",
                    "date": dt.date(2026, 12, 1),
                    "start": "11:00",
                    "end": "09:00",
                    "label": "Salah",
                },
            ),
        ),
        tmp_path,
    )
    assert {key for _, key in keys(found)} == {
        "office.find_twice",
        "office.find_no_stratum",
        "office.find_session_date",
        "office.find_session_times",
    }
