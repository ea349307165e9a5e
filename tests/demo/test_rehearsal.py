"""The rehearsal plays the whole main job; these are the promises of its command line."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
import sqlalchemy as sa
from typing_extensions import override

from app.base.canonical import digest
from app.base.clock import SystemClock
from app.base.ids import OfficerId
from app.base.session import Category
from app.demo.__main__ import main
from app.demo.city import Listener, Played, Report, play
from app.demo.plan import AGENCIES, Size
from app.demo.reckoning import reckon
from app.demo.seat import granted
from app.demo.training import prepare
from app.kiosk.seat.enrol import MachineState, status
from app.office.gathering.intake import Verdict
from app.office.officers.signin import sign_in
from app.office.results.publishing import verify
from app.office.store.tables import survey_round
from app.scoring.results import Withheld
from app.sitting.events import Final

pytestmark = pytest.mark.slow

SMALL = Size(seats=2, staff=7, users=6, experts=3)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return play(tmp_path_factory.mktemp("city") / "out", 7, SMALL, Listener())


def test_everything_adds_up_between_the_rooms_and_the_office(played: Played) -> None:
    assert [line.what.key for line in reckon(played) if not line.agrees] == []


def test_the_boxes_add_up_but_for_the_slip_that_somebody_copied(played: Played) -> None:
    assert sum(venue.room.slip_difference for venue in played.ledger.venues) == -played.tally.twice == -1


def test_every_kind_of_trouble_happened(played: Played) -> None:
    tally = played.tally
    assert tally.finals[Final.DECLINED] == 2
    assert tally.finals[Final.TIMEOUT] == 1
    assert (tally.resumed, tally.twice, tally.lost_machines) == (1, 1, 1)
    assert tally.abandoned == 2  # one walked away, one began anew at another seat
    verdicts = [one.verdict for one in played.verdicts]
    assert verdicts.count(Verdict.DUPLICATE) == 1
    assert len([one for one in played.verdicts if one.verdict is Verdict.REJECTED]) == 2
    assert all(one.why.key for one in played.verdicts)


def test_what_happened_in_the_rooms_is_told_of_the_city_and_as_shared_of_every_agency(played: Played) -> None:
    rooms = played.scored.city.rooms
    assert rooms is not None
    assert rooms.about == {Category.POWER: 1, Category.MACHINE: 1, Category.PRESSURE: 1}
    assert (rooms.sessions, rooms.silent, rooms.longest_min) == (7, 0, 4)
    assert all(one.conduct.rooms == rooms for one in played.scored.city.agencies)
    assert played.scored.city.experts_steering is not None


def test_a_lost_record_makes_the_reckoning_disagree(played: Played) -> None:
    counts = played.opened.counts.model_copy(update={"complete": played.opened.counts.complete - 1})
    lost = replace(played, opened=replace(played.opened, counts=counts))
    assert [line.what.key for line in reckon(lost) if not line.agrees]


def test_an_answer_changed_on_the_way_makes_the_reckoning_disagree(played: Played) -> None:
    (variable, subject, _), *_ = played.tally.opened
    changed = played.tally.opened.copy()
    changed[variable, subject, 88] += 1
    lied = replace(played, tally=replace(played.tally, opened=changed))
    assert [line.what.key for line in reckon(lied) if not line.agrees] == ["demo.check_invented"]


def test_the_short_agency_is_withheld_and_the_others_are_not(played: Played) -> None:
    withheld = {one.agency for one in played.scored.city.agencies if isinstance(one.index, Withheld)}
    assert "ulp" in withheld
    assert len(played.scored.city.agencies) == len(AGENCIES)


def test_the_same_seed_gives_the_same_index_under_other_keys(played: Played, tmp_path: Path) -> None:
    again = play(tmp_path / "again", 7, SMALL, Listener())
    assert again.made.words != played.made.words
    mine, theirs = again.scored.city, played.scored.city
    assert mine.index == theirs.index
    assert [one.index for one in mine.agencies] == [one.index for one in theirs.agencies]
    assert [one.dimensions for one in mine.agencies] == [one.dimensions for one in theirs.agencies]


def test_reporting_twice_gives_the_same_bytes(played: Played) -> None:
    for one, other in zip(played.reported.files, played.again.files, strict=True):
        assert one.path != other.path
        assert one.path.read_bytes() == other.path.read_bytes()
        assert digest(one.path.read_bytes()) == one.digest


def test_the_release_is_whole_and_its_two_editions_hold_what_was_opened(played: Played) -> None:
    public, internal = played.published.folders
    for one in (public, internal):
        assert verify(one.path, played.made.root_file).sound
    assert not list(public.path.rglob("mikrodata*"))
    heights = [pl.read_parquet(path).height for path in sorted(internal.path.rglob("mikrodata_*.parquet"))]
    assert sum(heights[1:]) == sum(s.complete + s.partial for s in played.opened.counts.strata if s.agency)


def test_a_strangers_reader_opens_the_batches_of_the_lab(played: Played, tmp_path: Path) -> None:
    trio = tmp_path / "trio.json"
    trio.write_bytes(_wrapped_key(played))
    officers = [f"{name}={played.passphrases / f'{name}.txt'}" for name in ("ani", "budi")]
    lab, batches = played.packages[0], sorted((played.out / "usb-lab").glob("*.bilik"))
    told: list[str | Path] = [played.made.root_file, lab.package_file, trio, *officers, *batches]
    reader = Path(__file__).parents[1] / "seal" / "stranger.py"
    done = subprocess.run(  # in an empty folder, where nothing of ours can be imported
        [sys.executable, "-I", reader, *told], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    responses = [json.loads(line) for line in done.stdout.splitlines()]
    assert 0 < len(responses) <= played.ledger.records
    assert {"answers", "nullifier", "state"} <= responses[0].keys()


def _wrapped_key(played: Played) -> bytes:
    given = {OfficerId("ani"): (played.passphrases / "ani.txt").read_text("utf-8").strip()}
    office = granted(sign_in(played.made.folder, given, SystemClock()))
    with office.store.reading() as connection:
        wrapped = connection.execute(sa.select(survey_round.c.seal_private)).scalar_one()
    office.close()
    assert isinstance(wrapped, bytes)
    return wrapped


def test_a_folder_that_is_not_the_rehearsals_is_never_emptied(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "skripsi.odt").write_text("tiga tahun kerja", encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["--out", str(tmp_path)])
    assert left.value.code == 2
    assert "skripsi.odt" in [path.name for path in tmp_path.iterdir()]
    assert "--out" in capsys.readouterr().out


def test_the_training_kiosk_is_ready_with_slips_and_an_unenrolled_machine_may_run_it(tmp_path: Path) -> None:
    ready = prepare(tmp_path)
    assert status(ready.data_dir).state is MachineState.CARD_NEEDED
    assert status(ready.data_dir).root is None
    assert len(set(ready.codes)) == len(ready.codes) == 10
    assert ready.slips_file.read_bytes().startswith(b"%PDF")


class Watching(Listener):
    """Remembers the steps it was told of."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    @override
    @contextmanager
    def step(self, key: str, /) -> Iterator[Report]:
        self.steps.append(key)
        yield lambda _done, _total: None


def test_one_seat_is_a_city_too(tmp_path: Path) -> None:
    watching = Watching()
    alone = play(tmp_path / "one", 3, Size(seats=1, staff=3, users=3, experts=1), watching)
    assert [line.what.key for line in reckon(alone) if not line.agrees] == []
    assert len(watching.steps) == 8
