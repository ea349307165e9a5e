"""A training booth behind a real conductor and a real stage; only keeper, sticks and clock are the test's."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.base.check import good
from app.base.clock import HandClock
from app.base.errors import Problem, Refused
from app.base.sentences import Sentence
from app.kiosk.channel import CardCode, Message
from app.kiosk.computer.computer import Computer, Screen
from app.kiosk.outside import Outside, Work
from app.kiosk.seat.enrol import unlock
from app.kiosk.settings import Settings
from app.kiosk.window.conductor import Conductor, Opened
from app.kiosk.window.intents import Beat, Second
from app.kiosk.window.pages.stage import Stage
from app.sitting.state import Sitting
from app.storage.drive import Drive, FolderDrive
from tests.kiosk.pc import LabPc
from tests.kiosk_pages.robots import ProctorRobot, RespondentRobot


@dataclass
class Room:
    """One window over one installation; `left` once it asked for its end."""

    data_dir: Path
    clock: HandClock
    stick: Path
    application: QApplication
    sent: list[Message] = field(default_factory=list)
    left: bool = False
    drive: Drive | None = None  # in place of the stick, when the test has one of its own
    computer: Computer = field(default_factory=LabPc)

    def __post_init__(self) -> None:
        self.stage = Stage(self.application)
        self.stage.resize(1366, 768)
        self.stage.show()
        self.stage.activateWindow()
        outside = Outside(
            self._send,
            self._leave,
            self._drives,
            self._files,
            self._work,
            lambda _: 10**10,
            self.computer,
            lambda: (Screen(1366, 768),),
            lambda: (good(Sentence("selftest.page")),),
        )
        settings = Settings(data_dir=self.data_dir)
        self.conductor = Conductor(settings, self.clock, outside, self.stage.show_screen)
        self.stage.intent.connect(self.conductor.take)
        self.conductor.begin()
        self.respondent = RespondentRobot(self.stage)
        self.proctor = ProctorRobot(self.stage)
        self.proctor.settle()

    @property
    def opened(self) -> Opened:
        """The open booth."""
        assert self.conductor.opened is not None
        return self.conductor.opened

    @property
    def sitting(self) -> Sitting:
        """The sitting in progress, as the desk believes it."""
        assert self.opened.desk.sitting is not None
        return self.opened.desk.sitting

    def pass_time(self, ms: int) -> None:
        """Let time pass, with the ticks that a window makes."""
        self.clock.advance(ms)
        self.conductor.take(Beat())
        self.conductor.take(Second())
        self.proctor.settle()

    def close(self) -> None:
        """End the process, as a kill would: nothing is told to anybody."""
        if self.conductor.opened is not None:
            self.conductor.opened.booth.close()
        self.stage.close()
        self.stage.deleteLater()

    def _send(self, message: Message) -> bool:
        self.sent.append(message)
        if isinstance(message, CardCode):
            key = unlock(self.data_dir, message.code)
            if isinstance(key, Refused):
                self.conductor.denied(key)
            else:
                self.conductor.unlocked(key)
        return True

    def _leave(self) -> None:
        self.left = True

    def _drives(self) -> tuple[Drive, ...]:
        return (self.drive or FolderDrive(self.stick),)

    def _files(self, suffix: str) -> tuple[Path, ...]:
        return tuple(sorted(self.stick.glob(f"*{suffix}")))

    def _work(self, work: Work, part: Callable[[int, int], None], done: Callable[[object], None]) -> None:
        try:
            result = work(part)
        except Problem as problem:  # as a thread hands it over
            result = problem
        done(result)
