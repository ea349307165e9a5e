"""Opening, scoring and reports: once, two officers, everything counted, nothing of where it came from."""

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from app.base.errors import Environment, Integrity, Refused
from app.base.ids import AgencyCode, GroupCode
from app.base.sentences import Language, Sentence
from app.office.answers.opening import Opened, open_round, read_rows
from app.office.commands.printing.scores import traced
from app.office.commands.terminal import Terminal
from app.office.gathering.closing import Closed, close_round
from app.office.gathering.intake import import_paths
from app.office.results.analysis import Scored, score_round, trace_agency
from app.office.results.reports import Paper, Reported, write_reports
from app.office.store.audit import read_acts
from app.office.store.tables import code, metadata, opened_row
from app.scoring.estimate import Estimate
from app.scoring.results import Withheld
from app.scoring.trace import AgencyTrace
from tests.office.conftest import AGENCIES, ROUND, House, Kiosk, signed_in
from tests.office.respondents import complete, cut_short, decline

EXPLAINED = "Uji coba: satu bilik saja yang dipakai"


def response(house: House, slip: str, group: str, agency: str, seed: int) -> bytes:
    asked = house.survey.questionnaires[GroupCode(group)]
    return complete(asked, house.nullifier(slip), agency, AGENCIES, seed)


def submit(kiosk: Kiosk, plaintext: bytes, agency: str, group: str) -> None:
    kiosk.keep(
        hashlib.sha256(plaintext + bytes([len(kiosk.records)])).digest()[:16], plaintext, (agency, group)
    )


def collect(house: House) -> Kiosk:
    """Everyone answers at one seat: 10 staff of each agency and 6 experts."""
    kiosk = house.kiosk()
    for group, agency, count in (("internal", "dishub", 10), ("internal", "pupr", 10), ("expert", "", 6)):
        for seed, slip in enumerate(house.codes(group, agency)[:count]):
            submit(kiosk, response(house, slip, group, agency, seed), agency, group)
    return kiosk


def close_and_open(house: House, kiosk: Kiosk) -> Opened:
    import_paths(house.office, [house.stick("all", kiosk.export())])
    assert isinstance(close_round(house.office, ROUND, EXPLAINED), Closed)
    opened = open_round(house.office, ROUND)
    assert isinstance(opened, Opened), opened
    return opened


def test_every_record_is_opened_counted_and_written_without_its_origin(house: House) -> None:
    kiosk = collect(house)
    opened = close_and_open(house, kiosk)
    counts = opened.counts
    assert (counts.records, counts.complete, opened.rows) == (26, 26, 26)
    with house.office.store.reading() as connection:
        rows = connection.execute(sa.select(opened_row).order_by(opened_row.c.position)).all()
        kept = read_rows(connection, ROUND)
    assert [row.row for row in rows] == sorted(row.row for row in rows)
    written = b"".join(row.row for row in rows)
    for rid in kiosk.records:
        assert rid.hex().encode() not in written
    for some in house.packaged.slips:
        for slip in some.codes:
            assert house.nullifier(slip).hex().encode() not in written
    assert str(kiosk.installation.id).encode() not in written
    assert {tuple(json.loads(row.row)) for row in rows} == {tuple(sorted(type(kept[0]).model_fields))}


def test_codes_are_destroyed_with_the_opening(house: House) -> None:
    close_and_open(house, collect(house))
    with house.office.store.reading() as connection:
        assert connection.execute(sa.select(code)).all() == []
        nullifiers = [house.nullifier(slip) for some in house.packaged.slips for slip in some.codes]
        for table in metadata.sorted_tables:
            for row in connection.execute(sa.select(table)):
                assert not [cell for cell in row if isinstance(cell, bytes) and cell in nullifiers]


def test_a_round_is_opened_once_by_two_officers_after_it_closed(house: House) -> None:
    kiosk = collect(house)
    early = open_round(house.office, ROUND)
    assert isinstance(early, Refused)
    assert early.code == "office.round_not_closed"
    import_paths(house.office, [house.stick("all", kiosk.export())])
    close_round(house.office, ROUND, EXPLAINED)
    house.office.close()
    house.office = signed_in(house.folder, "a")
    alone = open_round(house.office, ROUND)
    assert isinstance(alone, Refused)
    assert alone.code == "office.two_officers"
    house.office.close()
    house.office = signed_in(house.folder, "bc")
    assert isinstance(open_round(house.office, ROUND), Opened)
    again = open_round(house.office, ROUND)
    assert isinstance(again, Refused)
    with house.office.store.reading() as connection:
        acts = [(entry.act, entry.officers) for entry in read_acts(connection)]
    assert acts[-1] == ("open", ("b", "c"))
    assert [act for act, _ in acts].count("open") == 1


def test_fewer_than_ten_records_are_never_opened(house: House) -> None:
    kiosk = house.kiosk()
    for seed, slip in enumerate(house.codes("internal", "dishub")[:9]):
        submit(kiosk, response(house, slip, "internal", "dishub", seed), "dishub", "internal")
    import_paths(house.office, [house.stick("all", kiosk.export())])
    close_round(house.office, ROUND, EXPLAINED)
    assert open_round(house.office, ROUND) == Refused("office.too_few_records", {"count": 9, "min": 10})


def test_whatever_is_not_accepted_is_counted_by_its_reason(house: House) -> None:
    kiosk = collect(house)
    staff = house.survey.questionnaires[GroupCode("internal")]
    experts = house.survey.questionnaires[GroupCode("expert")]
    slips = house.codes("internal", "dishub")
    first, second, fresh, other = slips[0], slips[1], slips[10], slips[11]
    stratum = ("dishub", "internal")
    submit(kiosk, cut_short(staff, house.nullifier(first), "dishub", AGENCIES), *stratum)  # beside a complete
    submit(kiosk, response(house, second, "internal", "dishub", 99), *stratum)  # complete twice
    submit(kiosk, decline(staff, house.nullifier(fresh), "dishub", AGENCIES), *stratum)
    submit(kiosk, cut_short(staff, house.nullifier(other), "dishub", AGENCIES), *stratum)
    submit(kiosk, cut_short(staff, bytes(32), "dishub", AGENCIES), *stratum)  # no such slip
    submit(
        kiosk, cut_short(experts, house.nullifier(slips[2]), "", AGENCIES), *stratum
    )  # another's questionnaire
    foreign = complete(experts, house.nullifier(house.codes("expert")[0]), "", ["dinkes"], 1)
    submit(kiosk, foreign, *stratum)  # rates an agency that is not of the round
    submit(kiosk, b'{"not":"a response"}', *stratum)
    kiosk.records[type(next(iter(kiosk.records)))(b"\x01" * 16)] = bytes(
        len(next(iter(kiosk.records.values())))
    )
    kiosk.used[stratum] += 1
    counts = close_and_open(house, kiosk).counts
    found = counts.model_dump(exclude={"strata"})
    assert found == {
        "records": 35,
        "complete": 25,
        "partial": 1,
        "declined": 1,
        "superseded": 1,
        "set_aside": 2,
        "unknown": 1,
        "misplaced": 2,
        "broken": 2,
    }
    (dishub,) = (one for one in counts.strata if (one.agency, one.group) == stratum)
    assert (dishub.complete, dishub.partial, dishub.declined, dishub.set_aside) == (9, 1, 1, 2)


def test_a_record_of_another_package_opens_for_nobody(house: House) -> None:
    kiosk = collect(house)
    first, second, *_ = sorted(kiosk.records)
    kiosk.records[second] = kiosk.records[first]
    counts = close_and_open(house, kiosk).counts
    assert (counts.broken, counts.complete) == (1, 25)


def test_equal_answers_in_a_room_are_flagged_and_only_the_flag_is_kept(house: House) -> None:
    kiosk = collect(house)
    slips = house.codes("internal", "pupr")[10:12]
    for slip in slips:
        submit(kiosk, response(house, slip, "internal", "pupr", 500), "pupr", "internal")
    close_and_open(house, kiosk)
    with house.office.store.reading() as connection:
        rows = read_rows(connection, ROUND)
    flagged = [row for row in rows if any(flag.sign == "equal_vector" for flag in row.flags)]
    assert len(flagged) == 2
    assert {row.agency for row in flagged} == {"pupr"}


def test_scoring_withholds_what_has_no_users_and_the_run_is_that_of_the_opening(house: House) -> None:
    opened = close_and_open(house, collect(house))
    scored = score_round(house.office, ROUND)
    assert isinstance(scored, Scored)
    assert scored.city.run_id == opened.run_id
    for agency in scored.city.agencies:
        assert isinstance(agency.index, Withheld)  # no users came
    assert (scored.city.persons, scored.city.experts, scored.city.ratings) == (26, 6, 12)


def test_scoring_waits_for_the_opening(house: House) -> None:
    refused = score_round(house.office, ROUND)
    assert isinstance(refused, Refused)
    assert refused.code == "office.round_not_opened"


def test_rows_that_were_changed_after_the_opening_are_noticed(house: House) -> None:
    close_and_open(house, collect(house))
    with house.office.store.writing() as connection:
        connection.execute(sa.delete(opened_row).where(opened_row.c.position == 1))
    with pytest.raises(Integrity) as caught:
        score_round(house.office, ROUND)
    assert caught.value.code == "office.rows_changed"


def test_the_trace_shows_every_item_to_two_officers_and_is_journalled(house: House) -> None:
    close_and_open(house, collect(house))
    account = trace_agency(house.office, ROUND, AgencyCode("dishub"))
    assert isinstance(account, AgencyTrace)
    assert len(account.respondents) == 16  # 10 staff, 6 experts
    assert isinstance(trace_agency(house.office, ROUND, AgencyCode("lain")), Refused)
    house.office.close()
    house.office = signed_in(house.folder, "a")
    assert isinstance(trace_agency(house.office, ROUND, AgencyCode("dishub")), Refused)
    with house.office.store.reading() as connection:
        assert read_acts(connection)[-1].act == "trace"


def test_an_account_has_the_decimals_of_its_language(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    close_and_open(house, collect(house))
    account = trace_agency(house.office, ROUND, AgencyCode("dishub"))
    assert isinstance(account, AgencyTrace)
    found = []
    for language, sign in ((Language.ID, ","), (Language.EN, ".")):
        traced(Terminal(language, as_json=False), account)
        found.append(re.sub(rf"(\d){re.escape(sign)}(\d{{4}})\b", r"\1:\2", capsys.readouterr().out))
    assert all(re.search(r"\d:\d{4}", text) and not re.search(r"\d[.,]\d{4}", text) for text in found)


def test_an_account_for_a_program_holds_answers_of_every_kind_and_for_people_the_unit_of_each_weight(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    close_and_open(house, collect(house))
    account = trace_agency(house.office, ROUND, AgencyCode("dishub"))
    assert isinstance(account, AgencyTrace)
    first = account.respondents[0]
    dimension, part = next(iter(first.dimensions.items()))
    for answer, written in (((1, 3), [1, 3]), (4, 4), ("kata", "kata"), (None, None)):
        items = (replace(part.items[0], answer=answer), *part.items[1:])
        changed = replace(first, dimensions={**first.dimensions, dimension: replace(part, items=items)})
        traced(Terminal(Language.ID, as_json=True), replace(account, respondents=(changed,)))
        told = json.loads(capsys.readouterr().out)["trace"]["respondents"][0]["dimensions"]
        assert told[dimension]["items"][0]["answer"] == written
    traced(Terminal(Language.ID, as_json=False), account)
    assert capsys.readouterr().out.count("Bobot (per seribu)") == 2


def test_an_agency_that_is_none_is_answered_with_those_that_are(house: House) -> None:
    close_and_open(house, collect(house))
    for named in ("", "lain"):
        refused = trace_agency(house.office, ROUND, AgencyCode(named))
        assert refused == Refused("office.agency_unknown", {"agency": named, "known": "dishub, pupr"})
        assert isinstance(refused, Refused)
        assert f"“{named}”" in Sentence.of(refused).spoken(Language.ID)


def test_the_same_opened_data_give_the_same_bytes_of_every_report(house: House, tmp_path: Path) -> None:
    close_and_open(house, collect(house))
    made = []
    for folder in ("one", "two"):
        reported = write_reports(house.office, ROUND, tmp_path / folder, (Language.ID, Language.EN))
        assert isinstance(reported, Reported)
        made.append([(one.path.name, one.digest) for one in reported.files])
    assert made[0] == made[1]
    assert (
        len(made[0]) == 14
    )  # of the city, tables, for everybody, two of each of two agencies; two languages
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "one" / made[0][3][0]).pages)
    assert "Dinas Perhubungan" in text
    alone = (Paper.PUBLIC, Paper.BRIEF)
    some = write_reports(house.office, ROUND, tmp_path, papers=alone, only=AgencyCode("dishub"))
    assert isinstance(some, Reported)
    assert [(one.paper, one.agency) for one in some.files] == [(Paper.PUBLIC, ""), (Paper.BRIEF, "dishub")]
    assert isinstance(write_reports(house.office, ROUND, tmp_path, only=AgencyCode("lain")), Refused)


def test_papers_that_a_full_stick_cut_off_count_as_given_out(house: House, tmp_path: Path) -> None:
    close_and_open(house, collect(house))
    third = f"{ROUND}-lembar-publik-id.pdf"
    (tmp_path / third).mkdir()  # what cannot be written over stands for what does not fit
    with pytest.raises(Environment):
        write_reports(house.office, ROUND, tmp_path)
    assert len([path for path in tmp_path.iterdir() if path.is_file()]) == 2
    with house.office.store.reading() as connection:
        assert read_acts(connection)[-1].act == "report"


def test_a_whole_round_gives_an_index_with_an_interval(house: House, tmp_path: Path) -> None:
    from app.office.survey.packaging import Packaged, make_package
    from app.seal.package import verify_package
    from tests.office.conftest import order

    kiosk = collect(house)
    import_paths(house.office, [house.stick("lab", kiosk.export())])
    slips = tuple({"agency": agency, "group": "external", "count": 12} for agency in AGENCIES)
    packaged = make_package(house.office, order(venue="laptop-1", seats=("L1",), slips=slips), tmp_path)
    assert isinstance(packaged, Packaged)
    house.packaged = packaged
    house.package = verify_package(packaged.package_file.read_bytes(), house.office.root)
    laptop = house.kiosk("L1")
    for agency in AGENCIES:
        for seed, slip in enumerate(house.codes("external", agency)):
            submit(laptop, response(house, slip, "external", agency, 1000 + seed), agency, "external")
    close_and_open(house, laptop)
    scored = score_round(house.office, ROUND)
    assert isinstance(scored, Scored)
    assert isinstance(scored.city.index, Estimate)
    assert scored.city.index.low < scored.city.index.value < scored.city.index.high
    assert scored.city.persons == 50
