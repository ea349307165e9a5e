"""Sticks are lost, torn, repeated and reordered; whatever happens, no delivered record is lost, nothing is
purged before it is stored, and importing again changes nothing.
"""

import hashlib
import random
import shutil
import tempfile
from pathlib import Path
from typing import ClassVar

import pytest
import sqlalchemy as sa
from hypothesis import settings
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
from app.office.intake import Verdict, import_paths
from app.office.packaging import Packaged
from app.office.tables import record
from app.seal.receipt import read_receipt
from tests.office.conftest import House, Kiosk, open_house

SEATS = ("01", "02")


class Sticks(RuleBasedStateMachine):
    """Two seats, one office. `template` is a made office to copy, given by the fixture below."""

    template: ClassVar[tuple[Path, Packaged]]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        source, packaged = self.template
        shutil.copytree(source / "office", self.folder / "office")
        self.house: House = open_house(self.folder / "office", packaged, source)
        self.kiosks: dict[str, Kiosk] = {seat: self.house.kiosk(seat) for seat in SEATS}
        self.sticks: list[tuple[str, bytes]] = []  # every good copy that was ever written
        self.sealed: dict[RecordId, bytes] = {}
        self.delivered: set[RecordId] = set()
        self.changed = dict.fromkeys(SEATS, False)
        self.number = 0

    @rule(seat=st.sampled_from(SEATS), persons=st.integers(0, 2))
    def sit_and_export(self, seat: str, persons: int) -> None:
        for _ in range(persons):
            self.number += 1
            rid = RecordId(hashlib.sha256(self.number.to_bytes(2, "big")).digest()[:16])
            self.kiosks[seat].keep(rid, b"{}")
            self.sealed[rid] = self.kiosks[seat].records[rid]
            self.changed[seat] = True
        if self.changed[seat]:  # unchanged contents give the same bytes: a copy, see `deliver`
            self.sticks.append((seat, self.kiosks[seat].export()))
            self.changed[seat] = False

    @precondition(lambda self: self.sticks)
    @rule(data=st.data(), order=st.randoms(use_true_random=False))
    def deliver(self, data: st.DataObject, order: random.Random) -> None:
        picked = data.draw(st.lists(st.sampled_from(range(len(self.sticks))), min_size=1, max_size=4))
        files = [self.house.stick(f"{place}", self.sticks[index][1]) for place, index in enumerate(picked)]
        order.shuffle(files)
        for verdict in import_paths(self.house.office, files):
            assert verdict.verdict in {Verdict.STORED, Verdict.DUPLICATE}, verdict
            assert verdict.receipt is not None
        for index in picked:
            self.take_receipt(index, picked.index(index))

    def take_receipt(self, index: int, place: int) -> None:
        seat, _ = self.sticks[index]
        path = self.folder / "stick" / f"{place}.bilikterima"
        package = self.house.package
        receipt = read_receipt(path.read_bytes(), package.document, package.digest)
        held = self.held()
        for rid in receipt.record_ids:
            assert held[rid] == self.sealed[rid]  # stored before the kiosk may purge it
            self.delivered.add(rid)
            if self.kiosks[seat].records.pop(rid, None) is not None:
                self.changed[seat] = True

    @precondition(lambda self: self.sticks)
    @rule(data=st.data())
    def deliver_torn(self, data: st.DataObject) -> None:
        _, whole = data.draw(st.sampled_from(self.sticks))
        cut = data.draw(st.integers(0, len(whole) - 1))
        before = self.house.office.store.path.read_bytes()
        (verdict,) = import_paths(self.house.office, [self.house.stick("torn", whole[:cut])])
        assert verdict.verdict is Verdict.REJECTED
        assert self.house.office.store.path.read_bytes() == before

    @precondition(lambda self: self.sticks)
    @rule(data=st.data())
    def reinstall(self, data: st.DataObject) -> None:
        seat = data.draw(st.sampled_from(SEATS))
        if not self.kiosks[seat].records:  # what nobody delivered would be lost with the machine
            self.kiosks[seat] = self.house.kiosk(seat)

    @invariant()
    def nothing_delivered_is_lost_and_nothing_is_invented(self) -> None:
        held = self.held()
        assert self.delivered <= held.keys()
        assert all(self.sealed[rid] == sealed for rid, sealed in held.items())
        at_kiosks = {rid for kiosk in self.kiosks.values() for rid in kiosk.records}
        assert self.sealed.keys() <= held.keys() | at_kiosks

    def held(self) -> dict[RecordId, bytes]:
        with self.house.office.store.reading() as connection:
            return {RecordId(row.rid): row.sealed for row in connection.execute(sa.select(record))}

    @override
    def teardown(self) -> None:
        self.house.office.close()
        shutil.rmtree(self.folder)


@pytest.fixture
def sticks(template: tuple[Path, Packaged]) -> type[RuleBasedStateMachine]:
    return type("HereSticks", (Sticks,), {"template": template})


def test_no_schedule_of_sticks_loses_a_record(sticks: type[RuleBasedStateMachine]) -> None:
    run_state_machine_as_test(sticks, settings=settings(max_examples=25, stateful_step_count=30))
