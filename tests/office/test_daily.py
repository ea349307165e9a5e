"""The daily summary counts what manifests count, day by day, and says aloud what lags behind."""

import datetime as dt
from pathlib import Path

from pypdf import PdfReader

from app.base.errors import Refused
from app.base.ids import GroupCode, RoundId
from app.base.sentences import Language
from app.office.daily import Daily, DayLine, write_daily
from app.office.gathering.intake import import_paths
from app.office.store.audit import read_acts
from tests.office.conftest import ROUND, House, Kiosk

MONDAY, TUESDAY = dt.date(2026, 11, 9), dt.date(2026, 11, 10)
STAFF, EXPERTS = GroupCode("internal"), GroupCode("expert")


def sit(kiosk: Kiosk, persons: range, agency: str, group: str) -> None:
    for person in persons:
        kiosk.keep(bytes([person]) * 16, b"{}", (agency, group))


def two_days(house: House) -> None:
    """Two seats on Monday, one of them again on Tuesday, and a torn stick."""
    one, two = house.kiosk("01"), house.kiosk("02")
    sit(one, range(1, 9), "dishub", "internal")
    house.stick("1-mon", one.export(planned_date=MONDAY.isoformat()))
    sit(two, range(10, 12), "pupr", "internal")
    sit(two, range(12, 13), "", "expert")
    house.stick("2-mon", two.export(planned_date=MONDAY.isoformat()))
    sit(one, range(20, 23), "dishub", "internal")
    late = one.export(planned_date=TUESDAY.isoformat(), final=False)
    house.stick("1-tue-noon", late)
    sit(one, range(23, 25), "", "expert")
    house.stick("1-tue", one.export(planned_date=TUESDAY.isoformat()))
    house.stick("torn", late[:-1])
    import_paths(house.office, [house.folder.parent / "stick"])


def written(house: House, out: Path, language: Language = Language.ID) -> Daily:
    made = write_daily(house.office, ROUND, out, language)
    assert isinstance(made, Daily), made
    return made


def text(made: Daily) -> str:
    return "\n".join(" ".join(page.extract_text().split()) for page in PdfReader(made.file).pages)


def test_a_day_has_what_was_sealed_in_its_sessions_and_no_slip_counts_twice(
    house: House, tmp_path: Path
) -> None:
    two_days(house)
    made = written(house, tmp_path)
    assert made.days == (
        DayLine(MONDAY, {STAFF: 10, EXPERTS: 1}),
        DayLine(TUESDAY, {STAFF: 3, EXPERTS: 2}),
    )
    assert sum(one.total for one in made.days) == made.records == 16
    assert made.target == 54


def test_the_sheet_shows_agencies_against_targets_days_and_what_needs_attention(
    house: House, tmp_path: Path
) -> None:
    two_days(house)
    made = written(house, tmp_path)
    said = text(made)
    for words in (
        "Ringkasan Harian Pengumpulan",
        "9 November 2026 pukul 07.00, pengumpulan 9–20 November 2026",
        "Dinas Perhubungan 11 / 12 0 / 12 – 45,8%",
        "Dinas PUPR 2 / 12 0 / 12 – 8,3%",
        "Para eksper – – 3 / 6 50,0%",
        "Semua 13 / 24 0 / 24 3 / 6 29,6%",
        "9 November 2026 10 0 1 11 11 20,4%",
        "10 November 2026 3 0 2 5 16 29,6%",
        "1 berkas di karantina",
        "Dinas PUPR, Pegawai: baru 2 dari target 12.",
        "16 / 54",
    ):
        assert words in said, (words, said)
    assert "Dinas Perhubungan, Pegawai: baru" not in said
    assert all(" ".join(one.split()) in said.replace("\n", " ") for one in made.alerts)
    english = text(written(house, tmp_path, Language.EN))
    assert "Sealed responses by day of session" in english


def test_the_same_state_gives_the_same_bytes_and_each_sheet_is_journalled(
    house: House, tmp_path: Path
) -> None:
    two_days(house)
    one, two = written(house, tmp_path / "one"), written(house, tmp_path / "two")
    assert one.file.read_bytes() == two.file.read_bytes()
    assert one.file.name == "palembang-2026-ringkasan-harian-2026-11-09.pdf"
    with house.office.store.reading() as connection:
        acts = [act for act in read_acts(connection) if act.act == "daily"]
    assert [act.details["sha256"] for act in acts] == [one.sha256, one.sha256]


def test_before_anything_came_the_sheet_says_so_and_an_unknown_round_has_none(
    house: House, tmp_path: Path
) -> None:
    made = written(house, tmp_path)
    assert made.days == ()
    assert "Belum ada berkas dari bilik." in text(made)
    nowhere = write_daily(house.office, RoundId("lain"), tmp_path)
    assert isinstance(nowhere, Refused)
    assert nowhere.code == "office.round_unknown"
