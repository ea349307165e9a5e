"""One officer's shift at the window: who is signed in, on which round, what is being done meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from app.base.clock import Clock
from app.base.errors import Problem, Refused
from app.base.ids import RoundId
from app.base.sentences import Language, Sentence
from app.office.officers.signin import Office, Recognised
from app.office.results.analysis import Scored
from app.office.standing import Standing, look
from app.office.window.outside import Outside, Progress, Running, Tell
from app.ui.tasks import Stopped

T = TypeVar("T")
Answer = Callable[[T | Refused | Problem | Stopped], None]
Deed = Callable[[Office, Progress, Tell], T]


@dataclass(slots=True)
class Job:
    """Work in the background, as the bar at the left shows it."""

    number: int
    words: Sentence
    stoppable: bool
    running: Running
    done: int = 0
    total: int = 0


def unmoved(_part: object) -> None:
    """What is told on the way, and nobody listens to."""


@dataclass(slots=True)
class Shift:
    """What the sections share. `staff` is None while the window is locked: then nobody has a key and
    no figure is kept.

    Work that was begun goes on while the window shows another page, or is locked.
    """

    staff: Recognised | None
    officer: str
    folder: Path
    clock: Clock
    outside: Outside
    redraw: Callable[[], None]
    language: Language = Language.ID
    survey: RoundId | None = None
    standing: Standing | None = None
    scored: Scored | None = None
    trouble: Sentence | None = None
    sticks: tuple[Path, ...] = ()
    jobs: list[Job] = field(default_factory=list)
    _count: int = 0

    def run(
        self,
        deed: Deed[T],
        answer: Answer[T],
        *,
        words: Sentence | None = None,
        told: Tell = unmoved,
        staff: Recognised | None = None,
        stoppable: bool = True,
    ) -> None:
        """Do `deed` over a store of its own, on a thread of its own; with `words` it is seen as a job."""
        keys, clock = staff or self.staff, self.clock
        if keys is None:
            return

        def work(progress: Progress, tell: Tell) -> object:
            office = keys.enter(clock)
            try:
                return deed(office, progress, tell)
            finally:
                office.close()

        self.background(work, answer, words=words, told=told, stoppable=stoppable)

    def background(
        self,
        work: Callable[[Progress, Tell], object],
        answer: Answer[T],
        *,
        words: Sentence | None = None,
        told: Tell = unmoved,
        stoppable: bool = True,
    ) -> None:
        """Do work that needs no store of this office."""
        self._count += 1
        number = self._count

        def progressed(done: int, total: int) -> None:
            job = self.job(number)
            if job is not None:
                job.done, job.total = done, total
                self.redraw()

        def heard(part: object) -> None:
            told(part)
            self.redraw()

        def ended(result: object) -> None:
            self.jobs = [job for job in self.jobs if job.number != number]
            answer(result)  # type: ignore[arg-type]  # what the work returned, by its own word
            self.redraw()

        if words is None:
            self.outside.run(work, lambda _done, _total: None, heard, ended)
            return
        job = Job(number, words, stoppable, Running(lambda: None))
        self.jobs.append(job)
        job.running = self.outside.run(work, progressed, heard, ended)

    def job(self, number: int) -> Job | None:
        """The job of this number, while it runs."""
        return next((job for job in self.jobs if job.number == number), None)

    def stop(self, number: int) -> None:
        """Let a job end at its next step."""
        job = self.job(number)
        if job is not None and job.stoppable:
            job.running.stop()

    def refresh(self, then: Callable[[], None] = lambda: None) -> None:
        """Look again at how everything stands."""
        wanted = self.survey

        def looked(result: Standing | Refused | Problem | Stopped) -> None:
            if isinstance(result, Standing):
                self.standing = result
                self.survey = result.survey.id if result.survey is not None else None
                then()
            else:
                self.say(result)

        self.run(lambda office, _progress, _tell: look(office, wanted), looked)

    def say(self, what: object) -> bool:
        """Whether `what` is a trouble; its sentence is then shown above the page."""
        match what:
            case Refused() | Problem():
                self.trouble = Sentence.of(what)
            case Stopped():
                self.trouble = Sentence("window.stopped")
            case _:
                return False
        return True
