"""The whole main job: ceremony, round, packages, sittings, sticks, merge, opening, index, reports, release.

Everything goes through the use cases of both doors and through files on the disk.
"""

import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from app.base.clock import HandClock
from app.base.errors import Bug, Refused
from app.base.ids import AgencyCode, Digest, GroupCode, OfficerId, ProctorId, SeatId
from app.base.sentences import Language
from app.base.session import Category
from app.demo import plan
from app.demo.people import Mind, Person
from app.demo.plan import EXPERT, EXTERNAL, INTERNAL, Files, Size
from app.demo.seat import Answer, Kit, Seat, granted
from app.office.answers.opening import Opened, open_round, read_rows
from app.office.findings import Findings
from app.office.gathering.closing import Closed, close_round
from app.office.gathering.intake import FileVerdict, import_paths
from app.office.gathering.ledger import Ledger, keep_room_sheet, read_ledger
from app.office.officers.ceremony import Attendant, Initialised, initialise
from app.office.officers.signin import Office, sign_in
from app.office.results.analysis import Scored, score_round
from app.office.results.publishing import Published, publish
from app.office.results.reports import Reported, write_reports
from app.office.survey.activities import enter_activities
from app.office.survey.packaging import Packaged, make_package, read_order
from app.office.survey.roundfile import RoomSession, RoomSheet
from app.office.survey.rounds import Round, new_round
from app.questionnaire.model import Absent
from app.release.editions import Edition
from app.scoring.scheme import Scheme
from app.seal.batch import BatchFacts, build_batch, read_batch
from app.seal.installation import Known, certify
from app.seal.package import verify_package
from app.seal.sign import SigningKey
from app.seal.words import word_list
from app.sitting.events import Final

T = TypeVar("T")
Report = Callable[[int, int], None]
RELEASE = "rilis"
COPY, DAMAGED, FORGED = "1-salinan.bilik", "2-rusak.bilik", "3-palsu.bilik"
"""What turns up on a third stick: a batch once more, one with a flipped bit, one by a stranger."""
OFFICERS = {"ani": "Ani Rahmawati", "budi": "Budi Santoso", "citra": "Citra Lestari"}


class Listener:
    """Whoever watches the rehearsal; this one does not."""

    @contextmanager
    def step(self, _key: str, /) -> Iterator[Report]:
        """One step of the play, named by its sentence."""
        yield lambda _done, _total: None


@dataclass(slots=True)
class Tally:
    """What the rooms counted while it happened; the office must come to the same."""

    finals: Counter[Final] = field(default_factory=Counter)
    present: Counter[str] = field(default_factory=Counter)  # by session
    restarts: Counter[str] = field(default_factory=Counter)
    returned: dict[str, int] = field(default_factory=dict)  # slips left in the box after each session
    printed: int = 0
    used: int = 0
    twice: int = 0
    abandoned: int = 0
    lost_machines: int = 0
    resumed: int = 0
    purged: int = 0
    held: int = 0
    entered: Counter[Answer] = field(default_factory=Counter)  # sealed, and not to be set aside
    judged: Counter[tuple[AgencyCode, GroupCode]] = field(default_factory=Counter)  # persons who answered
    opened: Counter[Answer] = field(default_factory=Counter)  # what the office then read


@dataclass(frozen=True, slots=True)
class Played:
    """Everything that the rehearsal came to."""

    out: Path
    size: Size
    tally: Tally
    made: Initialised
    survey: Round
    packages: tuple[Packaged, ...]
    verdicts: tuple[FileVerdict, ...]
    ledger: Ledger
    opened: Opened
    scored: Scored
    reported: Reported
    again: Reported
    published: Published
    passphrases: Path


@dataclass(frozen=True, slots=True)
class Guest:
    """A respondent on the way to a seat, with a slip in hand."""

    code: str
    person: Person
    agency: AgencyCode
    story: str = ""  # what happens to them, if it is out of the ordinary


def play(out: Path, seed: int, size: Size, listener: Listener) -> Played:
    """Play the city into the empty folder `out`.

    Raises:
        Bug: the script met a refusal that it does not expect.
        Environment, Integrity: the disk, as in any real use.
    """
    clock = HandClock(plan.BEFORE_THE_WEEK_MS)
    files = plan.write_files(out / "kantor-berkas", size)
    with listener.step("demo.ceremony"):
        made, given = _ceremony(out, clock)
    passphrases = out / "frasa-sandi"
    passphrases.mkdir()
    for who, words in given.items():
        (passphrases / f"{who}.txt").write_text(f"{words}\n", encoding="utf-8")
    office = granted(sign_in(made.folder, given, clock))
    try:
        return _Play(out, seed, size, clock, office, made, files, passphrases, listener).all()
    finally:
        office.close()


def _ceremony(out: Path, clock: HandClock) -> tuple[Initialised, Mapping[OfficerId, str]]:
    given = {OfficerId(who): " ".join(secrets.choice(word_list()) for _ in range(5)) for who in OFFICERS}
    attendants = [Attendant(who, OFFICERS[who], words) for who, words in given.items()]
    made = initialise(out / "kantor", "BPS Kota Palembang (latihan)", attendants, clock, rehearsal=True)
    return granted(made), given


@dataclass(slots=True)
class _Play:
    out: Path
    seed: int
    size: Size
    clock: HandClock
    office: Office
    made: Initialised
    files: Files
    passphrases: Path
    listener: Listener
    tally: Tally = field(default_factory=Tally)

    def all(self) -> Played:
        """From the round to the reports."""
        survey = _sound(new_round(self.office, self.files.round))
        _sound(enter_activities(self.office, self.files.activities))
        with self.listener.step("demo.packaging") as report:
            lab = self._package(self.files.lab, report)
            laptop = self._package(self.files.laptop, report)
        with self.listener.step("demo.lab") as report:
            lab_seats = self._lab(survey, lab, report)
        with self.listener.step("demo.laptop") as report:
            laptop_seat = self._laptop(survey, laptop, report)
        with self.listener.step("demo.merging") as report:
            verdicts = self._merge(lab_seats, laptop_seat, report)
        self._sheets()
        ledger = granted(read_ledger(self.office, survey.id))
        closed = close_round(self.office, survey.id)
        if not isinstance(closed, Closed):
            raise Bug("demo.not_closed")
        with self.listener.step("demo.opening") as report:
            opened = granted(open_round(self.office, survey.id, report))
        self._read_back(survey)
        scored = granted(score_round(self.office, survey.id))
        with self.listener.step("demo.reporting") as report:
            languages = (Language.ID, Language.EN)
            reports = self.out / "laporan"
            reported = granted(write_reports(self.office, survey.id, reports, languages, report))
            again = granted(
                write_reports(self.office, survey.id, self.out / "laporan-ulang", languages, report)
            )
        with self.listener.step("demo.publishing") as report:
            published = _sound(
                publish(self.office, survey.id, self.out / RELEASE, tuple(Edition), None, report)
            )
        return Played(
            self.out,
            self.size,
            self.tally,
            self.made,
            survey,
            (lab, laptop),
            verdicts,
            ledger,
            opened,
            scored,
            reported,
            again,
            published,
            self.passphrases,
        )

    def _read_back(self, survey: Round) -> None:
        """Every answer in the opened rows, but not the codes that the program gives itself."""
        given = {int(Absent.NOT_ON_PATH), int(Absent.NOT_REACHED), int(Absent.NOT_APPLICABLE)}
        with self.office.store.reading() as connection:
            for row in read_rows(connection, survey.id):
                self.tally.opened.update(
                    (cell.variable, cell.subject, cell.value)
                    for cell in row.answers
                    if cell.value not in given
                )

    # --- preparing ------------------------------------------------------------------------------------

    def _package(self, order: Path, report: Report) -> Packaged:
        made = _sound(make_package(self.office, _sound(read_order(order)), self.out / "paket", report))
        self.tally.printed += _slips(made)
        return made

    def _kit(self, package: Packaged) -> Kit:
        proctor = ProctorId("rina")
        return Kit(
            self.made.root_file.read_bytes(),
            package.package_file.read_bytes(),
            package.card_code,
            proctor,
            package.pins[proctor],
        )

    def _guests(self, survey: Round, package: Packaged, group: GroupCode) -> Sequence[Guest]:
        """The respondents of a group, agency by agency in turns, each with a slip drawn from the box."""
        mind = Mind(survey.questionnaires[group], _scheme(survey, group))
        drawn: list[list[Guest]] = []
        for slips in package.slips:
            agency = AgencyCode(str(slips.stratum.agency))
            if slips.stratum.group != group:
                continue
            names = (f"{group}|{agency}|{number}" for number in range(len(slips.codes)))
            drawn.append(
                [
                    Guest(code, Person(self.seed, name, group, mind), agency, _STORIES.get(name, ""))
                    for code, name in zip(slips.codes, names, strict=True)
                ][: self._come(agency, group)]
            )
        longest = max(len(guests) for guests in drawn)
        return [guests[turn] for turn in range(longest) for guests in drawn if turn < len(guests)]

    def _come(self, agency: AgencyCode, group: GroupCode) -> int:
        if group == EXPERT:
            return self.size.panel
        return self.size.staff if group == INTERNAL else self.size.coming(agency)

    # --- the rooms ------------------------------------------------------------------------------------

    def _lab(self, survey: Round, package: Packaged, report: Report) -> Sequence[Seat]:
        kit = self._kit(package)
        seats = [
            Seat(self.out / "bilik" / f"lab-{name}", name, kit, self.clock) for name in self.size.lab_seats
        ]
        guests = [*self._guests(survey, package, INTERNAL), *self._guests(survey, package, EXPERT)]
        half = len(guests) // 2
        stick = self._stick("usb-lab")
        done = 0
        for planned, coming in zip(plan.LAB_SESSIONS, (guests[:half], guests[half:]), strict=True):
            for seat in seats:
                seat.start(planned)
            if planned == plan.LAB_SESSIONS[-1]:
                self._visitor(seats)
            for number, guest in enumerate(coming):
                self._seat_one(seats, number, guest, planned)
                report(done := done + 1, len(guests))
            self.tally.returned[planned] = _slips(package) - done
            for seat in seats:
                self.tally.abandoned += seat.end()
                seat.export(stick)
            if planned == plan.LAB_SESSIONS[0]:
                self.tally.lost_machines += 1
                seats[-1].reinstall()
            self.clock.advance(2 * 3_600_000)
        return seats

    def _visitor(self, seats: Sequence[Seat]) -> None:
        """Somebody wants to see the screens: all are paused until the room is theirs again."""
        for seat in seats:
            seat.pause()
        seats[0].note(Category.PRESSURE, "Seorang atasan ingin melihat layar; diminta meninggalkan ruang.")
        self.clock.advance(4 * 60_000)
        for seat in seats:
            seat.resume()

    def _laptop(self, survey: Round, package: Packaged, report: Report) -> Seat:
        seat = Seat(self.out / "bilik" / "keliling", SeatId("01"), self._kit(package), self.clock)
        guests = self._guests(survey, package, EXTERNAL)
        days = len(plan.LAPTOP_SESSIONS)
        done = 0
        for day, planned in enumerate(plan.LAPTOP_SESSIONS):
            seat.start(planned)
            for guest in guests[day::days]:
                self._seat_one([seat], 0, guest, planned)
                report(done := done + 1, len(guests))
            self.tally.returned[planned] = _slips(package) - done
            self.tally.abandoned += seat.end()
            if day in {days // 2, days - 1}:
                seat.export(self._stick("usb-keliling"))
            self.clock.advance(12 * 3_600_000)
        return seat

    def _seat_one(self, seats: Sequence[Seat], number: int, guest: Guest, planned: str) -> None:
        seat = seats[number % len(seats)]
        other = seats[(number + 1) % len(seats)]
        self.tally.present[planned] += 1
        self.tally.used += 1
        match guest.story:
            case "declines":
                self._ended(seat, seat.decline(guest.code), guest)
            case "time runs out":
                seat.begin(guest.code)
                seat.answer_some(guest.person, guest.agency, 12)
                self._ended(seat, seat.run_out(), guest)
            case "power cut":
                seat.begin(guest.code)
                before = seat.answer_some(guest.person, guest.agency, 10)
                seat.power_cut()
                seat.note(Category.POWER, "Listrik padam tiga menit.")
                after = granted(seat.desk.enter_code(guest.code))
                if (after.answers, after.position) != (before.answers, before.position):
                    raise Bug("demo.answers_lost")
                self.tally.resumed += 1
                self._ended(seat, seat.finish(guest.person, guest.agency), guest)
            case "walks away":
                seat.begin(guest.code)
                seat.answer_some(guest.person, guest.agency, 5)
                seat.power_cut()
            case "dead computer" if other is not seat:
                seat.begin(guest.code)
                seat.answer_some(guest.person, guest.agency, 7)
                seat.power_cut()
                other.note(Category.MACHINE, f"Bilik {seat.label} mati; responden pindah ke bilik ini.")
                self.tally.restarts[planned] += 1
                self._ended(other, other.sit(guest.code, guest.person, guest.agency), guest)
            case "copied slip" if other is not seat:
                self._ended(seat, seat.sit(guest.code, guest.person, guest.agency), guest, counts=False)
                self.tally.present[planned] += 1
                self.tally.twice += 1
                self._ended(other, other.sit(guest.code, guest.person, guest.agency), guest, counts=False)
            case _:
                self._ended(seat, seat.sit(guest.code, guest.person, guest.agency), guest)

    def _ended(self, seat: Seat, final: Final, guest: Guest, *, counts: bool = True) -> None:
        self.tally.finals[final] += 1
        if counts:
            self.tally.entered += seat.entered
        if counts and final in {Final.COMPLETE, Final.TIMEOUT}:
            judged = (
                {guest.agency}
                if guest.agency
                else {AgencyCode(where) for _, where, _ in seat.entered if where}
            )
            self.tally.judged.update((agency, guest.person.group) for agency in judged)

    def _stick(self, name: str) -> Path:
        folder = self.out / name
        folder.mkdir(exist_ok=True)
        return folder

    # --- merging --------------------------------------------------------------------------------------

    def _merge(self, lab: Sequence[Seat], laptop: Seat, report: Report) -> tuple[FileVerdict, ...]:
        sticks = [self._stick("usb-lab"), self._stick("usb-keliling")]
        first = import_paths(self.office, sticks, progress=report)
        genuine = first[0].path
        odd = self._stick("usb-lain")
        (odd / COPY).write_bytes(genuine.read_bytes())
        (odd / DAMAGED).write_bytes(_damaged(genuine.read_bytes()))
        (odd / FORGED).write_bytes(self._forged(genuine.read_bytes()))
        later = import_paths(self.office, [odd], receipts=odd / "tanda-terima", progress=report)
        for seat, stick in [*((seat, sticks[0]) for seat in lab), (laptop, sticks[1])]:
            self.tally.held += seat.booth.store.sealed_count()
            self.tally.purged += seat.take_receipts(stick).records
            seat.switch_off()
        return first + later

    def _forged(self, data: bytes) -> bytes:
        """A batch with the right contents, signed by a seat key that the office never made."""
        packages = [
            verify_package(path.read_bytes(), self.office.root)
            for path in sorted((self.out / "paket").glob("*.bilikpkg"))
        ]
        batch = read_batch(data, Known({package.digest: package.document for package in packages}))
        stranger = certify(Digest(batch.manifest.package), SeatId(batch.manifest.seat), SigningKey.generate())
        facts = BatchFacts.model_validate(
            {
                **{name: getattr(batch.manifest, name) for name in BatchFacts.model_fields},
                "installation": stranger.id,
            }
        )
        return build_batch(facts, list(batch.records()), stranger.key, stranger.certificate)

    def _sheets(self) -> None:
        """What the proctors counted on paper."""
        for venue, planned in ((plan.LAB, plan.LAB_SESSIONS), (plan.LAPTOP, plan.LAPTOP_SESSIONS)):
            sessions = tuple(
                RoomSession(
                    session=name,
                    present=self.tally.present[name],
                    returned=self.tally.returned[name],
                    restarts=self.tally.restarts[name],
                )
                for name in planned
            )
            refused = keep_room_sheet(
                self.office, RoomSheet(round=plan.ROUND, venue=venue, sessions=sessions)
            )
            if refused is not None:
                granted(refused)


def _slips(package: Packaged) -> int:
    return sum(len(slips.codes) for slips in package.slips)


_STORIES = {
    "internal|dinkes|1": "declines",
    "internal|dishub|1": "time runs out",
    "internal|pupr|1": "power cut",
    "internal|bppd|1": "walks away",
    "internal|dpmptsp|1": "dead computer",
    "internal|dinkes|2": "copied slip",
    "external|dishub|1": "declines",
}
"""By the person's name in the seed, so that the same seed meets the same people."""


def _damaged(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def _scheme(survey: Round, group: GroupCode) -> Scheme:
    return next(each.scheme for each in survey.document.groups if each.code == group)


def _sound(result: T | Refused | Findings) -> T:
    if isinstance(result, Findings):
        raise Bug("demo.unexpected_refusal", code=result.findings[0].sentence.key)
    return granted(result)
