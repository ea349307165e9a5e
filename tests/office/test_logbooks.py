"""The kiosks' journals at the office: they come beside batches, only grow, and a lost one is missed."""

from pathlib import Path

from app.base.chain import Line, line_bytes
from app.office.gathering.incoming import quarantined
from app.office.gathering.intake import FileVerdict, Verdict, import_paths
from app.office.gathering.ledger import Ledger, hindrances, read_ledger
from app.seal.logbook import LOGBOOK_SUFFIX
from tests.office.conftest import ROUND, House, Kiosk


def taken(house: House, path: Path) -> FileVerdict:
    (verdict,) = import_paths(house.office, [path])
    assert verdict.verdict in {Verdict.STORED, Verdict.DUPLICATE}
    return verdict


def missing(house: House) -> list[str]:
    ledger = read_ledger(house.office, ROUND)
    assert isinstance(ledger, Ledger)
    return [each.id for each in hindrances(ledger) if each.id.startswith("journal:")]


def flags(verdict: FileVerdict) -> list[str]:
    return [flag.key for flag in verdict.flags]


def more(kiosk: Kiosk, kind: str) -> None:
    number = len(kiosk.lines) + 1
    kiosk.lines = (*kiosk.lines, line_bytes(Line(number, 29_900_000 + number, kind, {})))


def test_a_journal_comes_with_its_batch_and_nothing_is_missed(house: House) -> None:
    kiosk = house.kiosk()
    assert flags(taken(house, house.stick("a", kiosk.export()))) == []
    more(kiosk, "ended")
    assert flags(taken(house, house.stick("b", kiosk.export()))) == []
    assert missing(house) == []


def test_a_batch_without_its_journal_is_merged_and_the_journal_is_missed(house: House) -> None:
    kiosk = house.kiosk()
    path = house.stick("a", kiosk.export())
    log = path.with_suffix(LOGBOOK_SUFFIX)
    kept = log.read_bytes()
    log.unlink()
    assert flags(taken(house, path)) == ["office.flag_log_missing"]
    assert len(missing(house)) == 1
    log.write_bytes(kept)  # it was on the second stick
    assert flags(taken(house, path)) == []
    assert missing(house) == []


def test_a_shorter_journal_says_nothing_new_and_a_longer_one_is_kept(house: House) -> None:
    kiosk = house.kiosk()
    first = house.stick("a", kiosk.export())
    more(kiosk, "ended")
    second = house.stick("b", kiosk.export())
    taken(house, second)
    assert flags(taken(house, first)) == []
    assert missing(house) == []


def test_a_journal_that_tells_another_story_goes_to_quarantine(house: House) -> None:
    kiosk = house.kiosk()
    taken(house, house.stick("a", kiosk.export()))
    kiosk.lines = kiosk.lines[:1]
    more(kiosk, "ended")  # the second line was another one
    more(kiosk, "noted")
    verdict = taken(house, house.stick("b", kiosk.export()))
    assert flags(verdict) == ["office.flag_log_refused"]
    assert [each["code"] for each in quarantined(house.folder)] == ["office.log_contradicts"]
    assert len(missing(house)) == 1


def test_another_seats_journal_is_not_taken_for_this_one(house: House) -> None:
    one, other = house.kiosk("01"), house.kiosk("02")
    path = house.stick("a", one.export())
    path.with_suffix(LOGBOOK_SUFFIX).write_bytes(other.log())
    assert flags(taken(house, path)) == ["office.flag_log_refused"]
    assert len(missing(house)) == 1


def test_what_is_no_journal_at_all_stops_nothing(house: House) -> None:
    path = house.stick("a", house.kiosk().export())
    for data in (b"", b"{}", b"\xff" * 100, b"[" * 100_000):
        path.with_suffix(LOGBOOK_SUFFIX).write_bytes(data)
        assert flags(taken(house, path)) == ["office.flag_log_refused"]
    assert len(quarantined(house.folder)) == 4
