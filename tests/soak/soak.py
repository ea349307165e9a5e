"""Hundreds of sittings under one keeper, with kills: nothing is lost, nothing grows."""

import os
import random
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.base.ids import Nullifier
from app.kiosk.places import DATABASE
from app.kiosk.seat.enrol import status
from app.kiosk.store.database import CodeState
from app.questionnaire.expression import Value, is_absent
from app.questionnaire.model import Questionnaire
from app.questionnaire.read import from_canonical
from app.questionnaire.route import Plan as RoutePlan
from app.questionnaire.route import Slot, path_of
from app.seal.envelope import record_info, unpad
from app.seal.stretch import derive
from app.seal.unseal import open_sealed
from app.sitting.reading import parse_response
from app.sitting.size import largest_response_bytes
from tests.bench.memory import resident_kib
from tests.campaign.hunt import Found, Hunt, tell
from tests.kiosk.world import Office, Room, Seat, office, seat
from tests.soak.people import answers, asked
from tests.soak.robot import Queue

ROOT = Path(__file__).parents[2]
PATIENCE_S = 180  # without a word from any window the campaign gives up
WARM = 5  # sittings until the keeper has done everything once
GROWTH_KIB = 5 * 1024
RELEASE = 600
MOMENTS = ("code", "promise", "question", "question", "question", "sealing", "sealed")


@dataclass(frozen=True, slots=True)
class Plan:
    """How many sit, how many items each is asked, how many kills, and the seed of all chance."""

    sittings: int
    items: int
    kills: int
    seed: int


@dataclass(frozen=True, slots=True)
class Kill:
    """In which sitting, at the how manieth word of which kind, and whether the waiting window dies."""

    sitting: int
    moment: str
    after: int
    waiting: bool


@dataclass
class Outcome:
    """What came of it. `problems` are sentences; none means that all promises were kept."""

    plan: Plan
    killed: Counter[str] = field(default_factory=Counter)
    taken_up: int = 0
    found_sealed: int = 0
    keeper_kib: list[int] = field(default_factory=list)
    database_bytes: set[int] = field(default_factory=set)
    window_kib: int = 0
    seconds: float = 0
    problems: list[str] = field(default_factory=list)

    @property
    def growth_kib(self) -> int:
        """How much the keeper's memory grew from when it was warm to its largest."""
        warm = self.keeper_kib[WARM:] or [0]
        return max(warm) - warm[0]

    def rows(self) -> Iterator[tuple[str, str]]:
        """What there is to say."""
        plan, sizes = self.plan, sorted(self.database_bytes)
        yield "sittings", f"{plan.sittings} of {plan.items} items, seed {plan.seed}"
        yield "kills", ", ".join(f"{count} {what}" for what, count in sorted(self.killed.items()))
        yield "taken up again after a kill", str(self.taken_up)
        yield "found sealed after a kill", str(self.found_sealed)
        yield "keeper's memory", f"{min(self.keeper_kib)} KiB, grew by {self.growth_kib} KiB"
        yield "a window's memory", f"{self.window_kib / 1024:.0f} MiB at most"
        yield "database", " then ".join(f"{size} bytes" for size in sizes)
        yield "time", f"{self.seconds:.0f} s, {self.seconds / plan.sittings:.2f} s a sitting"
        yield "problems", "; ".join(self.problems) or "none"


def hunt(sittings: int, folder: Path) -> Found:
    """Soak as long as was asked: whole questionnaires and 20 kills for a release, else short ones."""
    seed = time.time_ns() // 1_000_000_000
    long = sittings >= RELEASE
    plan = Plan(sittings, 60 if long else 10, 20 if long else 2, seed)
    outcome = soak(plan, folder, tell)
    for name, value in outcome.rows():
        tell(f"{name.ljust(28)}{value}")
    said = f"keeper +{outcome.growth_kib} KiB, {len(outcome.problems)} problems"
    return Found(sittings, [f"seed {seed}: {each}" for each in outcome.problems], said)


def soak(plan: Plan, folder: Path, tell: Callable[[str], None] = lambda _line: None) -> Outcome:
    """Let everyone sit, kill as planned, then open everything and compare."""
    text = asked(plan.items)
    made = office(
        slots=plan.sittings,
        codes=plan.sittings,
        asked=text,
        record_size=largest_response_bytes(from_canonical(text), 1),
    )
    place = seat(folder / "data", made)
    room = Room(place).start()
    room.close()
    (folder / "queue").mkdir()
    queue = Queue.lay_out(folder / "queue", made.card, list(made.codes))
    outcome = Outcome(plan)
    begun = time.monotonic()
    with _keeper(queue, place) as keeper, _words(queue) as words:
        _sit(_Campaign(plan, keeper, place, outcome, tell), words)
    outcome.seconds = time.monotonic() - begun
    if keeper.returncode:
        outcome.problems.append(f"the keeper ended with {keeper.returncode}")
    judge(outcome)
    _open(place, made, outcome)
    return outcome


@dataclass
class _Campaign:
    plan: Plan
    keeper: subprocess.Popen[bytes]
    place: Seat
    outcome: Outcome
    tell: Callable[[str], None]
    heard: Counter[tuple[int, str]] = field(default_factory=Counter)
    kills: list[Kill] = field(init=False)

    def __post_init__(self) -> None:
        self.kills = kills(self.plan)

    @property
    def database(self) -> Path:
        return self.place.folder / DATABASE


def kills(plan: Plan) -> list[Kill]:
    """One kill in each of so many sittings; every fifth is of the window that waits behind."""
    chance = random.Random(plan.seed)
    chosen = sorted(chance.sample(range(1, plan.sittings), plan.kills))
    found = []
    for at, sitting in enumerate(chosen):
        moment = chance.choice(MOMENTS)
        after = chance.randint(1, max(1, plan.items * 2 // 3)) if moment == "question" else 1
        found.append(Kill(sitting, moment, after, waiting=at % 5 == 4))
    return found


def _sit(campaign: _Campaign, words: Iterator[tuple[int, int, str]]) -> None:
    outcome = campaign.outcome
    served = 0
    for window, number, what in words:
        campaign.heard[number, what] += 1
        due = campaign.kills[0] if campaign.kills else None
        if due and (due.sitting, due.moment) == (number, what) and campaign.heard[number, what] >= due.after:
            _kill(campaign, campaign.kills.pop(0), window)
        match what:
            case "back":
                outcome.taken_up += 1
            case "used" | "sealed":
                outcome.found_sealed += what == "used"
                served = _served(campaign, window, number, served)
            case "code" | "promise" | "question" | "sealing":
                pass
            case _:
                outcome.problems.append(f"sitting {number}: {what}")
                return
        if served == campaign.plan.sittings:
            campaign.keeper.wait(PATIENCE_S)
            return
    outcome.problems.append(f"no word from any window in sitting {served}")


def _served(campaign: _Campaign, window: int, number: int, served: int) -> int:
    outcome = campaign.outcome
    outcome.keeper_kib.append(resident_kib(campaign.keeper.pid))
    outcome.window_kib = max(outcome.window_kib, _window_kib(window))
    if number >= WARM:
        outcome.database_bytes.add(campaign.database.stat().st_size)
    if (number + 1) % 20 == 0:
        campaign.tell(f"{number + 1} of {campaign.plan.sittings} sittings")
    return max(served, number + 1)


def _window_kib(window: int) -> int:
    try:
        return resident_kib(window)
    except (OSError, ValueError):  # it has gone already
        return 0


def _kill(campaign: _Campaign, kill: Kill, speaker: int) -> None:
    behind = [child for child in _children(campaign.keeper.pid) if child != speaker]
    victim = behind[0] if kill.waiting and behind else speaker
    campaign.outcome.killed["waiting" if victim != speaker else kill.moment] += 1
    try:
        os.kill(victim, signal.SIGKILL)
    except ProcessLookupError:
        campaign.outcome.problems.append(f"sitting {kill.sitting}: the victim was gone")


def _children(process: int) -> list[int]:
    text = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(word) for word in text.split()]


@contextmanager
def _keeper(queue: Queue, place: Seat) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "tests.soak.keeper_process", str(queue.folder), str(place.data_dir)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, cwd=ROOT, env=environment) as keeper:
        try:
            yield keeper
        finally:
            keeper.kill()  # of no effect on one that has ended; its windows see the end of their pipe


@contextmanager
def _words(queue: Queue) -> Iterator[Iterator[tuple[int, int, str]]]:
    """What the robots tell: process, sitting, what it is about to do. Ends when nobody says anything."""
    pipe = os.open(queue.pipe, os.O_RDWR)  # also for writing, so that it has no end when a robot goes

    def lines() -> Iterator[tuple[int, int, str]]:
        rest = b""
        while select.select([pipe], [], [], PATIENCE_S)[0]:
            *whole, rest = (rest + os.read(pipe, 65_536)).split(b"\n")
            for line in whole:
                window, number, what = line.decode().split(" ", 2)
                yield int(window), int(number), what

    try:
        yield lines()
    finally:
        os.close(pipe)


# --- afterwards ---------------------------------------------------------------------------------------------


def judge(outcome: Outcome) -> None:
    """Say what was promised and not kept, apart from the answers."""
    if sum(outcome.killed.values()) != outcome.plan.kills:
        outcome.problems.append(f"only {sum(outcome.killed.values())} kills")
    if outcome.growth_kib >= GROWTH_KIB:
        outcome.problems.append(f"the keeper grew by {outcome.growth_kib} KiB")
    if len(outcome.database_bytes) > 1:
        outcome.problems.append("the database changed its size")


def _open(place: Seat, made: Office, outcome: Outcome) -> None:
    """Open every sealed record with the office's key, and look for each person's very answers."""
    package = status(place.data_dir).package
    assert package is not None
    questionnaire = from_canonical(asked(outcome.plan.items))
    lost: dict[Nullifier, int] = {}
    booth = place.booth()
    for number, code in enumerate(made.codes):
        secrets = derive(code, package.document.salt, package.stretcher)
        lost[secrets.nullifier] = number
        if booth.store.code_state(secrets.id) is not CodeState.USED:
            outcome.problems.append(f"slip {number} was not used up")
    if booth.store.open_drafts():
        outcome.problems.append("drafts were left behind")
    for record, sealed in booth.store.records():
        data = unpad(open_sealed(made.private, sealed, record_info(package.digest, record)))
        response = parse_response(data, questionnaire)
        number = -1 if response.nullifier is None else lost.pop(response.nullifier, -1)
        given = {slot: value for slot, value in response.answers.items() if not is_absent(value)}
        if number < 0 or given != expected(number, questionnaire):
            outcome.problems.append(f"sitting {number}: what was sealed is not what was answered, once")
    booth.close()
    if lost:
        outcome.problems.append(f"{len(lost)} sittings were lost: {sorted(lost.values())}")


def expected(number: int, questionnaire: Questionnaire) -> Mapping[Slot, Value]:
    """What person `number` answers: of all they would answer, what is on their path."""
    return path_of(questionnaire, RoutePlan(bytes(32)), answers(number, questionnaire)).known


HUNTS = (
    Hunt("SOAK", "sittings under one keeper, windows killed", "0 lost, nothing grows", 30, RELEASE, hunt),
)
