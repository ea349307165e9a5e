"""However sessions, exports and copies follow each other, every slip is counted in one session's minutes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.base.chain import Line
from app.base.ids import Digest
from app.kiosk.room.carried import BatchFile, Installed, OnDrive
from app.kiosk.room.minutes import room_part
from app.kiosk.room.stretches import Tally, all_of, stretches, tally
from app.seal.batch import Manifest, StratumCount
from app.seal.logbook import Logbook
from app.seal.package import PackageDocument, PackageSeat, PlannedSession

DAYS = tuple(
    PlannedSession(id=f"d{n}", date=f"2026-11-{n:02}", start="09:00", end="15:00", label=f"Hari {n}")
    for n in range(9, 14)
)
SLIPS = ("seal", "abandon", "void", "replace", "restart")
Deeds = Sequence[str]


@dataclass
class Machine:
    """A kiosk on paper: what is done to it becomes lines and batches."""

    seat: str
    lines: list[Line] = field(default_factory=list)
    batches: list[BatchFile] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def line(self, kind: str, **facts: str | bool) -> None:
        self.lines.append(Line(len(self.lines) + 1, 30_000_000 + len(self.lines), kind, facts))

    def do(self, deed: str) -> None:
        match deed:
            case "seal" | "abandon":
                self.counts[deed] += 1
            case "void" | "replace":
                self.counts["void"] += 1
                self.line("voided", spare=deed == "replace")
            case "restart":
                self.line("restarted")
            case "copy":
                self.export(early=True)
            case "export":
                self.line("ended")
                self.export(early=False)
            case _:
                raise AssertionError(deed)

    def export(self, *, early: bool) -> None:
        if early:
            self.line("exported_early")
        strata = (
            StratumCount(agency="a", group="g", used=self.counts["seal"], abandoned=self.counts["abandon"]),
        )
        looked_at: dict[str, Any] = {
            "seq": len(self.batches) + 1,
            "strata": strata,
            "voided": self.counts["void"],
            "emergency": early,
            "journal_length": len(self.lines),
        }
        manifest = Manifest.model_construct(**looked_at)
        name = f"{self.seat}-{len(self.batches) + 1}.bilik"
        self.batches.append(BatchFile(name, manifest, Digest("0" * 64), (), 1))

    def installed(self) -> Installed:
        book = Logbook(Digest("0" * 64), self.seat, self.seat * 16, (), tuple(self.lines), ())
        return Installed(self.seat, self.seat * 16, tuple(self.batches), book)


def lived(seat: str, days: Sequence[Deeds]) -> Machine:
    """A machine that goes through its days; a day without a deed passes it by; the last export is whole."""
    made = Machine(seat)
    for planned, deeds in zip(DAYS, days, strict=False):
        if deeds:
            made.line("started", planned=planned.id)
        for deed in deeds:
            made.do(deed)
    made.do("export")
    return made


def drive(*machines: Machine) -> OnDrive:
    looked_at: dict[str, Any] = {
        "sessions": DAYS,
        "seats": tuple(PackageSeat(id=each.seat, public_key=bytes(32)) for each in machines),
    }
    document = PackageDocument.model_construct(**looked_at)
    return OnDrive(document, tuple(each.installed() for each in machines), (), ())


A_WEEK = st.lists(
    st.lists(st.sampled_from((*SLIPS, "copy", "export")), max_size=6), min_size=5, max_size=5
).filter(any)


@given(A_WEEK)
def test_what_the_sessions_of_a_machine_add_is_what_its_last_batch_counts(days: Sequence[Deeds]) -> None:
    installed = lived("01", days).installed()
    found = stretches(installed)
    assert installed.journal is not None
    whole = tally(installed.batches[-1].manifest, installed.journal.lines)
    assert all_of(each.adds for each in found) == whole
    assert [each.session for each in found] == [
        day.id for day, deeds in zip(DAYS, days, strict=True) if deeds
    ]
    assert all(each.adds == Tally() for each in found if each.joined)
    assert all(min(each.adds.sealed, each.adds.abandoned, each.adds.voided) >= 0 for each in found)


@given(st.lists(A_WEEK, min_size=1, max_size=3))
def test_every_slip_of_a_room_is_counted_in_the_minutes_of_one_session(
    weeks: Sequence[Sequence[Deeds]],
) -> None:
    machines = [lived(f"{number:02}", days) for number, days in enumerate(weeks, 1)]
    found = drive(*machines)
    rooms = {day.id: room_part(found, day.id) for day in DAYS}
    counts = all_of(part.counts for room in rooms.values() for part in room.parts)
    assert (counts.sealed, counts.abandoned, counts.voided) == tuple(
        sum(machine.counts[deed] for machine in machines) for deed in ("seal", "abandon", "void")
    )
    for day, room in rooms.items():
        if room.elsewhere is not None:
            assert room.parts == ()
            later = rooms[room.elsewhere.id]
            assert later.elsewhere is None
            assert day in {each.id for each in later.together}
    last = [room for room in rooms.values() if room.journals][-1]
    of_last = all_of(part.counts for part in last.parts).used - last.restarts
    assert (last.used_before or 0) + of_last == counts.used - counts.twice
