"""People made of sentences: a proctor who leads a room by its use cases, and the office behind her."""

import datetime as dt
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from typing_extensions import override

from app.base.clock import HandClock
from app.base.errors import Refused
from app.base.ids import AgencyCode, GroupCode, ProctorId, SeatId, VenueId
from app.base.sentences import Language
from app.base.session import Category
from app.demo.people import Mind, Person
from app.demo.seat import Answer, Kit, Seat, done, granted
from app.kiosk.channel import Begin, CardCode, Channel, Message, Quit, Unlocked
from app.kiosk.keeper import Keeper
from app.kiosk.room.carried import read_drive
from app.kiosk.room.minutes import Entered, Paper, RoomPart, room_part, suggested
from app.kiosk.room.papers import Imprint, Printed, print_papers
from app.kiosk.seat.handover import Handed, export
from app.kiosk.store.log import VoidReason
from app.office.answers.opening import OpeningCounts, open_round, read_rows
from app.office.findings import Findings
from app.office.gathering.closing import Closed, close_round
from app.office.gathering.intake import FileVerdict, import_paths
from app.office.gathering.ledger import enter_room_sheet, sheets_on
from app.office.officers.signin import Office
from app.office.survey.packaging import Packaged, make_package
from app.office.survey.roundfile import Order, RoomSheet
from app.office.survey.rounds import Round, new_round
from app.questionnaire.model import Absent
from app.sitting.events import Final
from app.storage.drive import FolderDrive
from tests.office.conftest import ROUND, hold_ceremony, round_yaml, signed_in, write_round

T = TypeVar("T")
MINUTE_MS = 60_000
SARI = ProctorId("p1")
SIGNERS = (("Sari Puspita", "198501012010012001"), ("Hendra Wijaya", "197903032006041002"))
SEED = 11
NOT_ENTERED = {int(Absent.NOT_ON_PATH), int(Absent.NOT_REACHED), int(Absent.NOT_APPLICABLE)}
"""Codes that the program writes for questions that nobody was asked."""


def sound(result: T | Refused | Findings) -> T:
    """What the office made."""
    assert not isinstance(result, Refused | Findings), result
    return result


def wib(day: int, hour: int, minute: int = 0) -> int:
    """A moment of November 2026 in Palembang."""
    zone = dt.timezone(dt.timedelta(hours=7))
    return int(dt.datetime(2026, 11, day, hour, minute, tzinfo=zone).timestamp() * 1000)


class FullStick(FolderDrive):
    """A stick with holiday films on it: a kilobyte is left."""

    @override
    def free_bytes(self) -> int:
        return 1_024


class _Hand:
    """A window at which somebody types the card code; in the end the program is closed."""

    def __init__(self, *says: Message) -> None:
        spoken = io.BytesIO()
        for message in says:
            Channel(io.BytesIO(), spoken).send(message)
        self._answers = io.BytesIO()
        self._channel = Channel(io.BytesIO(spoken.getvalue()), self._answers)

    @property
    def channel(self) -> Channel:
        return self._channel

    def heard(self) -> list[Message]:
        back = Channel(io.BytesIO(self._answers.getvalue()), io.BytesIO())
        return list(iter(back.receive, None))

    def wait(self) -> int:
        return 0

    def stop(self) -> None:
        """Nothing runs behind it."""


class Pc(Seat):
    """A lab PC that is opened as after every start: the card code, typed at the keeper."""

    def go_dark(self) -> None:
        """Without a word, as a fuse would have it."""
        self.booth.close()

    def card(self) -> None:
        """Somebody types the code of the proctor's card; the keeper opens, and journals that it did."""
        hand, spare = _Hand(CardCode(self.kit.card_code), Quit()), _Hand()
        windows = iter((hand, spare))
        assert Keeper(self.folder, self.clock, lambda: next(windows)).run() == 0
        begin, unlocked = hand.heard()
        assert begin == Begin(None)  # after a start no window has a key
        assert isinstance(unlocked, Unlocked)
        self._key = unlocked.key
        self._switch_on()

    @override
    def power_cut(self) -> None:
        self.go_dark()
        self.clock.advance(3 * MINUTE_MS)
        self.clock.reboot()
        self.card()

    @property
    def held(self) -> frozenset[bytes]:
        """Ids of the sealed records that no receipt has named."""
        return frozenset(bytes(record) for record, _ in self.booth.store.records())


@dataclass(slots=True)
class Told:
    """What happened, as those who were there would tell it; nothing of this comes from the program."""

    present: Counter[str] = field(default_factory=Counter)  # persons by session
    sealed: int = 0
    abandoned: int = 0
    voided: int = 0
    answers: Counter[Answer] = field(default_factory=Counter)
    records: set[bytes] = field(default_factory=set)


@dataclass(slots=True)
class Sari:
    """The proctor of a room: its PCs, its box of slips, and her own notes."""

    office_name: str
    pcs: dict[str, Pc]
    box: list[tuple[str, AgencyCode]]
    mind: Mind
    told: Told = field(default_factory=Told)
    session: str = ""
    handed: list[Handed] = field(default_factory=list)
    papers: dict[str, tuple[RoomPart, Printed]] = field(default_factory=dict)  # the last ones of a session

    # --- slips and persons ----------------------------------------------------------------------------

    def draws(self) -> tuple[str, AgencyCode]:
        """A slip out of the box."""
        return self.box.pop(0)

    def welcomes(self, name: str) -> Person:
        """Somebody comes in and signs the attendance list."""
        self.told.present[self.session] += 1
        return Person(SEED, name, GroupCode(self.mind.questionnaire.respondent_group), self.mind)

    def remembers(self, pc: Pc, before: frozenset[bytes]) -> None:
        """One more was sealed at `pc`; the robot knows which record it was and what was entered."""
        (record,) = pc.held - before
        self.told.records.add(record)
        self.told.answers += pc.entered
        self.told.sealed += 1

    def seats(self, name: str, where: str) -> None:
        """A plain sitting, from the code to the seal."""
        pc, person = self.pcs[where], self.welcomes(name)
        code, agency = self.draws()
        before = pc.held
        assert pc.sit(code, person, agency) is Final.COMPLETE
        self.remembers(pc, before)

    # --- deeds behind the PIN -------------------------------------------------------------------------

    def comes_to(self, pc: Pc) -> None:
        """She stands before the screen and enters her PIN."""
        pc.session.come()
        granted(pc.session.try_pin(SARI, pc.kit.pin))

    def starts(self, planned: str, *where: str) -> None:
        """The session begins."""
        self.session = planned
        for one in where or tuple(self.pcs):
            self.pcs[one].start(planned)

    def ends(self) -> int:
        """The session ends everywhere; how many never came back."""
        gone = sum(pc.end() for pc in self.pcs.values())
        self.told.abandoned += gone
        return gone

    def closes(self) -> None:
        """The evening: every program is closed and every PC goes off; drafts stay where they are."""
        for pc in self.pcs.values():
            self.comes_to(pc)
            done(pc.session.close(pc.kit.pin))
            pc.go_dark()

    def opens(self, planned: str, where: str = "01") -> None:
        """The morning: the card, then the session that is planned for today."""
        self.pcs[where].card()
        self.starts(planned, where)

    def gives_time(self, where: str, minutes: int) -> None:
        """More time, because the power was gone."""
        pc = self.pcs[where]
        self.comes_to(pc)
        done(pc.session.extend(minutes, Category.POWER, "Diesel gedung terlambat menyala"))
        pc.session.leave()

    def voids(self, where: str, reason: VoidReason, *, spare: bool) -> None:
        """The slip of the sitting in progress is worth nothing any more."""
        pc = self.pcs[where]
        self.comes_to(pc)
        done(pc.session.void(reason, spare=spare))
        pc.session.leave()
        self.told.voided += 1

    def notes(self, where: str, category: Category, text: str) -> None:
        """She writes down what happened."""
        pc = self.pcs[where]
        self.comes_to(pc)
        done(pc.session.note(category, text))
        pc.session.leave()

    def lets_begin_anew(self, where: str) -> None:
        """A slip that was begun at a PC that died starts at this one."""
        pc = self.pcs[where]
        self.comes_to(pc)
        done(pc.session.restarted())
        pc.session.leave()

    # --- the stick and the papers ---------------------------------------------------------------------

    def exports(self, stick: FolderDrive, *, early: bool = False) -> None:
        """Every PC onto the stick; `early`: while the session is not over."""
        for pc in self.pcs.values():
            self.handed.append(granted(export(pc.booth, stick, emergency=SARI if early else None)))

    def prints(
        self, session: str, stick: FolderDrive, where: str, spoiled: int = 0
    ) -> tuple[RoomPart, Printed]:
        """Minutes of `session` at any PC; she enters what she counted and leaves what the page knows."""
        pc = self.pcs[where]
        document = pc.booth.document
        found = read_drive(document, pc.booth.package.digest, stick)
        part = room_part(found, session)
        known = suggested(found, part)
        entered = Entered(
            session=session,
            expected=self.told.present[session],
            present=self.told.present[session],
            printed=known["printed"],
            before=known.get("before"),
            spoiled=spoiled,
            returned=len(self.box),
            restarts=known.get("restarts", 0),
            voided=known.get("voided", 0),
            together=known.get("together"),
            place="Palembang",
            signers=SIGNERS,
        )
        names = {str(each.id): each.name for each in pc.booth.store.proctors()}
        imprint = Imprint(
            self.office_name, str(pc.label), pc.clock.utc_ms(), version("bilik"), Language.ID, names
        )
        self.papers[session] = part, print_papers(found, entered, set(Paper), imprint, stick)
        return self.papers[session]


@dataclass(frozen=True, slots=True)
class City:
    """An office with a round, on one clock with all its rooms."""

    folder: Path
    office: Office
    clock: HandClock
    survey: Round
    root: bytes

    def room(self, name: str, order: Mapping[str, object], group: str) -> tuple[Packaged, Sari]:
        """A package is made and carried to its room; Sari sets up every PC with it."""
        packaged = sound(
            make_package(self.office, Order.model_validate(order), self.folder / f"paket-{name}")
        )
        kit = Kit(
            self.root,
            packaged.package_file.read_bytes(),
            packaged.card_code,
            SARI,
            packaged.pins[SARI],
        )
        pcs = {
            str(label): Pc(self.folder / name / f"pc-{label}", SeatId(label), kit, self.clock)
            for label in packaged.seats
        }
        scheme = next(each.scheme for each in self.survey.document.groups if each.code == group)
        mind = Mind(self.survey.questionnaires[GroupCode(group)], scheme)
        piles = [
            [(code, AgencyCode(str(slips.stratum.agency))) for code in slips.codes]
            for slips in packaged.slips
        ]
        box = [slip for drawn in zip(*piles, strict=True) for slip in drawn]
        return packaged, Sari("BPS Kota Palembang", pcs, box, mind)

    def imports(self, stick: Path) -> tuple[FileVerdict, ...]:
        """What lies on a stick comes in: batches with their journals, and the sheets of the rooms."""
        verdicts = import_paths(self.office, [stick])
        for sheet in sheets_on(stick):
            assert isinstance(enter_room_sheet(self.office, sheet), RoomSheet)
        return tuple(verdicts)

    def opens(self) -> tuple[OpeningCounts, Counter[Answer]]:
        """The round closes and is opened: what became of every record, and every answer that was entered."""
        assert isinstance(close_round(self.office, ROUND), Closed)
        opened = granted(open_round(self.office, ROUND))
        with self.office.store.reading() as connection:
            rows = read_rows(connection, ROUND)
        answers = Counter(
            (cell.variable, cell.subject, cell.value)
            for row in rows
            for cell in row.answers
            if cell.value not in NOT_ENTERED
        )
        return opened.counts, answers

    def stick(self, name: str) -> Path:
        """An empty stick."""
        folder = self.folder / name
        folder.mkdir()
        return folder


def found_city(folder: Path) -> City:
    """The ceremony and the round; its three officers are signed in."""
    made = hold_ceremony(folder / "kantor")
    office = signed_in(folder / "kantor", "abc")
    survey = sound(new_round(office, write_round(folder, round_yaml())))
    clock = HandClock(wib(9, 7))
    return City(folder, office, clock, survey, made.root_file.read_bytes())


def order_of(
    venue: str, seats: Sequence[str], sessions: Sequence[Mapping[str, object]], group: str, count: int
) -> Mapping[str, object]:
    """What a room needs: slips of both agencies, and two proctors."""
    return {
        "round": ROUND,
        "venue": VenueId(venue),
        "venue_name": venue.replace("-", " ").title(),
        "start": dt.date(2026, 11, 9),
        "end": dt.date(2026, 11, 13),
        "sessions": tuple(sessions),
        "seats": tuple(seats),
        "slips": tuple({"agency": agency, "group": group, "count": count} for agency in ("dishub", "pupr")),
        "proctors": ({"id": SARI, "name": "Sari Puspita"}, {"id": "p2", "name": "Hendra Wijaya"}),
    }
