"""MERGE: sticks are lost, torn, repeated and reordered, and machines put back; nothing delivered is lost.

Two seats sit, seal and export; sticks come to the office in any order, some torn, some twice, some never;
receipts come back late or not at all; a machine is installed anew, or put back to what it was yesterday. A
kiosk purges what a receipt names and nothing else. After every deed: what a receipt named is in the store as
it was sealed, what was never purged is still at its kiosk, the store holds nothing else; what was imported
once changes nothing the second time; a fork lies whole in quarantine. The mutants take whatever comes beside
a known record for known, and answer before they store.
"""

import hashlib
import json
import os
import random
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from typing_extensions import override

from app.base.ids import RecordId
from app.office.gathering import intake
from app.office.gathering.incoming import QUARANTINE
from app.office.gathering.intake import Arrival, FileVerdict, Verdict, import_paths
from app.office.officers.signin import Office
from app.office.store.tables import audit, batch, logbook, record
from app.seal.receipt import Receipt, read_receipt
from tests.campaign.hunt import Found, Hunt
from tests.faults.playing import Prepare
from tests.office.conftest import House, Kiosk, make_template, open_house

SEATS = ("01", "02")
STEPS = 20
KNOWN = {Verdict.STORED: Verdict.DUPLICATE, Verdict.DUPLICATE: Verdict.DUPLICATE, Verdict.FORK: Verdict.FORK}


class Sticks(RuleBasedStateMachine):
    """Two seats, one office that a schedule finds empty: `house` is given by a subclass, see `schedules`."""

    house: ClassVar[House]
    acts: ClassVar[int]  # in the journal before anything came
    played: ClassVar[list[int]]

    def __init__(self) -> None:
        super().__init__()
        self.kiosks: dict[str, Kiosk] = {seat: self.house.kiosk(seat) for seat in SEATS}
        self.images: dict[str, tuple[int, str]] = dict.fromkeys(SEATS, (0, ""))
        self.sticks: list[tuple[Kiosk, bytes]] = []  # every good copy that was ever written
        self.verdicts: dict[int, Verdict] = {}  # by stick
        self.receipts: list[tuple[Kiosk, Receipt]] = []
        self.sealed: dict[RecordId, bytes] = {}
        self.named: set[RecordId] = set()  # by a receipt that was written, whether it came back or not
        self.put_back: list[Kiosk] = []
        self.number = 0

    # --- at the kiosks ---

    @rule(seat=st.sampled_from(SEATS), persons=st.integers(1, 2))
    def sit_and_export(self, seat: str, persons: int) -> None:
        kiosk = self.kiosks[seat]
        for _ in range(persons):
            self.number += 1
            rid = RecordId(hashlib.sha256(self.number.to_bytes(2, "big")).digest()[:16])
            kiosk.keep(rid, b"{}")
            self.sealed[rid] = kiosk.records[rid]
        self.sticks.append((kiosk, kiosk.export()))

    @precondition(lambda self: self.receipts)
    @rule(data=st.data())
    def bring_a_receipt(self, data: st.DataObject) -> None:
        kiosk, receipt = data.draw(st.sampled_from(self.receipts))
        for rid in receipt.record_ids:
            kiosk.records.pop(rid, None)

    @rule(seat=st.sampled_from(SEATS))
    def take_an_image(self, seat: str) -> None:
        self.images[seat] = (self.kiosks[seat].seq, self.kiosks[seat].previous)

    @rule(seat=st.sampled_from(SEATS))
    def put_the_image_back(self, seat: str) -> None:
        """Its numbers go back; what was sealed since lies in a folder that outlived it."""
        kiosk = self.kiosks[seat]
        if (kiosk.seq, kiosk.previous) != self.images[seat]:
            kiosk.seq, kiosk.previous = self.images[seat]
            self.put_back.append(kiosk)

    @rule(seat=st.sampled_from(SEATS))
    def install_anew(self, seat: str) -> None:
        if not self.kiosks[seat].records:  # what nobody delivered would be lost with the machine
            self.kiosks[seat] = self.house.kiosk(seat)
            self.images[seat] = (0, "")

    # --- at the office ---

    @precondition(lambda self: self.sticks)
    @rule(data=st.data(), order=st.randoms(use_true_random=False))
    def deliver(self, data: st.DataObject, order: random.Random) -> None:
        places = st.integers(0, len(self.sticks) - 1)
        picked = data.draw(st.lists(places, min_size=1, max_size=4))
        order.shuffle(picked)
        for index, verdict in zip(picked, self.merged(picked), strict=True):
            self.hear(index, verdict)

    def merged(self, picked: Sequence[int]) -> Sequence[FileVerdict]:
        files = [self.house.stick(f"{place}", self.sticks[index][1]) for place, index in enumerate(picked)]
        return import_paths(self.house.office, files)

    def hear(self, index: int, verdict: FileVerdict) -> None:
        """What is said of a stick follows from what was said of it before; a fork needs a cause."""
        kiosk, data = self.sticks[index]
        before = self.verdicts.get(index)
        assert verdict.verdict in KNOWN, verdict
        assert before is None or verdict.verdict is KNOWN[before], (before, verdict)
        self.verdicts[index] = verdict.verdict
        if verdict.verdict is Verdict.FORK:
            assert any(kiosk is one for one in self.put_back), verdict
            kept = self.house.folder / QUARANTINE / f"{verdict.digest}.bilik"
            assert kept.read_bytes() == data
            assert verdict.receipt is None
            return
        assert verdict.receipt is not None
        package = self.house.package
        receipt = read_receipt(verdict.receipt.read_bytes(), package.document, package.digest)
        held = self.held()
        assert all(held.get(rid) == self.sealed[rid] for rid in receipt.record_ids)
        self.named.update(receipt.record_ids)
        self.receipts.append((kiosk, receipt))

    @precondition(lambda self: self.verdicts)
    @rule(data=st.data())
    def deliver_again(self, data: st.DataObject) -> None:
        picked = data.draw(st.lists(st.sampled_from(sorted(self.verdicts)), min_size=1, max_size=3))
        before = self.house.office.store.path.read_bytes()
        for index, verdict in zip(picked, self.merged(picked), strict=True):
            assert verdict.verdict is KNOWN[self.verdicts[index]]
        assert self.house.office.store.path.read_bytes() == before

    @precondition(lambda self: self.sticks)
    @rule(data=st.data())
    def deliver_torn(self, data: st.DataObject) -> None:
        _, whole = data.draw(st.sampled_from(self.sticks))
        cut = data.draw(st.integers(0, len(whole) - 1))
        before = self.house.office.store.path.read_bytes()
        (verdict,) = import_paths(self.house.office, [self.house.stick("torn", whole[:cut])])
        assert verdict.verdict is Verdict.REJECTED
        assert self.house.office.store.path.read_bytes() == before

    @invariant()
    def nothing_delivered_is_lost_and_nothing_is_invented(self) -> None:
        held = self.held()
        assert self.named <= held.keys()
        assert all(self.sealed[rid] == sealed for rid, sealed in held.items())
        at_kiosks = {rid for kiosk in self.house.kiosks for rid in kiosk.records}
        assert self.sealed.keys() <= held.keys() | at_kiosks

    @invariant()
    def no_machine_tells_two_stories(self) -> None:
        with self.house.office.store.reading() as connection:
            stored = connection.execute(
                sa.select(batch.c.installation, batch.c.seq).where(batch.c.verdict == Verdict.STORED)
            ).all()
        assert len(set(stored)) == len(stored), stored

    def held(self) -> dict[RecordId, bytes]:
        with self.house.office.store.reading() as connection:
            return {RecordId(row.rid): row.sealed for row in connection.execute(sa.select(record))}

    @override
    def teardown(self) -> None:
        self.played.append(self.number)
        empty(self.house, self.acts)


def empty(house: House, acts: int) -> None:
    """Make the office what it was before anything came; a new one takes longer than a schedule."""
    with house.office.store.writing() as connection:
        for table in (record, logbook, batch):
            connection.execute(sa.delete(table))
        connection.execute(sa.delete(audit).where(audit.c.seq > acts))
    for folder in (house.folder / "evidence", house.folder / QUARANTINE, house.folder.parent / "stick"):
        shutil.rmtree(folder, ignore_errors=True)
    house.kiosks.clear()


def schedules(house: House, number: int, *phases: Phase) -> int:
    """Play at least `number` schedules; how many there were. One that goes wrong is made shorter first.

    Raises:
        AssertionError: one went wrong; its deeds are in the notes.
    """
    with house.office.store.reading() as connection:
        acts = connection.execute(sa.select(sa.func.max(audit.c.seq))).scalar_one()
    played: list[int] = []
    here = type("HereSticks", (Sticks,), {"house": house, "acts": acts, "played": played})
    how = settings(
        max_examples=number,
        stateful_step_count=STEPS,
        derandomize=True,
        database=None,
        deadline=None,
        print_blob=False,
        suppress_health_check=[*HealthCheck],
        phases=phases or (Phase.generate, Phase.shrink),
    )
    run_state_machine_as_test(here, settings=how)
    return len(played)


def hunt(size: int, folder: Path, spoil: Prepare | None = None) -> Found:
    """Play `size` schedules in a child, which may be spoilt."""
    packaged = make_template(folder)
    told = folder / "told.json"
    child = os.fork()
    if not child:
        house = open_house(folder / "office", packaged, folder)
        phases = () if spoil is None else (Phase.generate,)
        _be_the_child(told, lambda: schedules(house, size, *phases), spoil)
    os.waitpid(child, 0)
    tried, fault = json.loads(told.read_bytes()) if told.exists() else (0, "the child died")
    faults = [str(fault)] if fault else []
    return Found(int(tried), faults, f"{len(faults)} lost in {tried} schedules")


def _be_the_child(told: Path, work: Callable[[], int], spoil: Prepare | None) -> None:
    tried, fault = 0, ""
    try:
        if spoil is not None:
            spoil()
        tried = work()
    except BaseException as error:  # noqa: BLE001 - it is told, and the parent judges it
        fault = " ".join([*getattr(error, "__notes__", []), repr(error)]).replace("\n", " ")
    told.write_text(json.dumps([tried, fault]), encoding="utf-8")
    os._exit(0)


# --- mutants ------------------------------------------------------------------------------------------------


def taking_all_for_known() -> None:
    """Take whatever comes beside a known record for known: what repeats some must repeat all."""
    fresh = intake._fresh

    def hasty(
        connection: sa.Connection, package_digest: str, chunk: Mapping[RecordId, bytes]
    ) -> list[RecordId] | None:
        found = fresh(connection, package_digest, chunk)
        return found if found is None or len(found) == len(chunk) else []

    intake._fresh = hasty


def answering_first() -> None:
    """Sign the receipt, and lose what was to be stored."""
    judge = intake._judge

    def judged(
        connection: sa.Connection, office: Office, arrival: Arrival, base: FileVerdict
    ) -> tuple[FileVerdict, bytes | None]:
        within = connection.begin_nested()
        told = judge(connection, office, arrival, base)
        within.rollback()
        return told

    intake._judge = judged


HUNTS = (
    Hunt("MERGE", "sticks lost, torn, repeated, reordered", "0 lost", 500, 10_000, hunt),
    Hunt(
        "MERGE",
        "what repeats some repeats all",
        "loss",
        500,
        500,
        lambda size, folder: hunt(size, folder, taking_all_for_known),
        mutant=True,
    ),
    Hunt(
        "MERGE",
        "answers before it stores",
        "loss",
        500,
        500,
        lambda size, folder: hunt(size, folder, answering_first),
        mutant=True,
    ),
)
