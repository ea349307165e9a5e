"""The hands at a window: they look at the page that is shown and wish what a person there could wish."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from app.base.sentences import Sentence
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.main import Door
from app.kiosk.window.opening import Opening
from app.questionnaire.expression import Value
from app.questionnaire.model import Matrix, Multi, Number, TextItem
from app.questionnaire.route import Slot, Step, slots_of
from app.sitting.state import Sitting
from tests.soak.people import answers

LOOKS_EVERY_MS = 20  # while the window waits behind another


@dataclass(frozen=True)
class Queue:
    """What the campaign laid out in a folder: the card, the slips, whose turn it is, and the pipe."""

    folder: Path

    @classmethod
    def lay_out(cls, folder: Path, card: str, codes: list[str]) -> "Queue":
        """A queue in which nobody has been served."""
        (folder / "cards.json").write_text(json.dumps({"card": card, "codes": codes}), encoding="utf-8")
        (folder / "turn").write_text("0", encoding="ascii")
        os.mkfifo(folder / "told")
        return cls(folder)

    @property
    def pipe(self) -> Path:
        """Where the robots tell what they are about to do."""
        return self.folder / "told"

    def cards(self) -> tuple[str, list[str]]:
        """The card's code, and the codes of the slips in the order of the queue."""
        held = json.loads((self.folder / "cards.json").read_text(encoding="utf-8"))
        return held["card"], held["codes"]

    def turn(self) -> int:
        """Whose turn it is."""
        return int((self.folder / "turn").read_text(encoding="ascii"))

    def served(self, number: int) -> None:
        """This one has been served; a kill leaves either the old number or the new one."""
        fresh = self.folder / "turn.new"
        fresh.write_text(str(number + 1), encoding="ascii")
        fresh.replace(self.folder / "turn")


class Robot(QObject):
    """Sits for whoever is next, from the code to the thank-you, and takes up what a kill interrupted."""

    def __init__(self, opening: Opening, queue: Queue) -> None:
        super().__init__()
        self._opening = opening
        self._queue = queue
        self._card, self._codes = queue.cards()
        self._told = os.open(queue.pipe, os.O_WRONLY)
        self._wanted: dict[Slot, Value] = {}
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOKS_EVERY_MS)

    def _look(self) -> None:
        door = self._opening.door
        if door is None or not door.window.isVisible():
            return
        self._timer.setInterval(0)
        self._act(door, self._queue.turn())

    def _act(self, door: Door, number: int) -> None:
        page = door.window.page
        shown = None if page is None else page.view
        match shown:
            case v.Code() if door.conductor.opened is None:
                self._type(door, self._card)
            case v.Code(error=v.Notice(words=words)) if self._was_sealed(door, words):
                self._tell(number, "used")
                self._queue.served(number)
                door.window.intent.emit(i.Erase(everything=True))
            case v.Code() if number >= len(self._codes):
                self._timer.stop()
                door.window.close()
            case v.Code():
                self._tell(number, "code")
                self._type(door, self._codes[number])
            case v.Promise():
                self._tell(number, "promise")
                self._wish(door, i.Tick(), i.Go())
            case v.Message():
                self._tell(number, "back")
                self._wish(door, i.Go())
            case v.Question():
                self._answer(door, number)
            case v.Review():
                self._tell(number, "sealing")
                self._wish(door, i.Go(), i.Seal())
            case v.Sealed():
                self._tell(number, "sealed")
                self._queue.served(number)
                self._timer.stop()
                self._wish(door, i.Go())
            case _:
                self._tell(number, f"lost on {type(shown).__name__}")
                self._timer.stop()

    def _answer(self, door: Door, number: int) -> None:
        opened = door.conductor.opened
        sitting = opened.desk.sitting if opened is not None else None
        step = sitting.position if sitting is not None else None
        assert sitting is not None
        assert step is not None
        self._wanted = self._wanted or answers(number, sitting.questionnaire)
        if self._nothing_given(sitting, step):
            self._tell(number, "question")
        typed = door.conductor._pane.typed
        self._wish(door, wish(sitting, step, self._wanted, typed) or i.Go())

    def _nothing_given(self, sitting: Sitting, step: Step) -> bool:
        return not any(slot in sitting.answers for slot in slots_of(sitting.item(step)))

    @staticmethod
    def _was_sealed(door: Door, words: str) -> bool:
        """The window before this one was killed after the sealing and before the thank-you."""
        return words == Sentence("desk.code_sealed").spoken(door._settings.language)

    def _type(self, door: Door, code: str) -> None:
        self._wish(
            door, i.Erase(everything=True), *(i.Type(symbol) for symbol in code if symbol != "-"), i.Go()
        )

    @staticmethod
    def _wish(door: Door, *wishes: i.Intent) -> None:
        send: Callable[[object], None] = door.window.intent.emit
        for each in wishes:
            send(each)

    def _tell(self, number: int, what: str) -> None:
        try:
            os.write(self._told, f"{os.getpid()} {number} {what}\n".encode())
        except BrokenPipeError:
            os._exit(0)  # the campaign has heard enough and gone; nobody is left to sit for


def wish(sitting: Sitting, step: Step, wanted: dict[Slot, Value], typed: str) -> i.Intent | None:
    """The next press or key towards the answers that are wanted here; None when they are all there."""
    item = sitting.item(step)
    for slot in slots_of(item):
        has, wants = sitting.answers.get(slot), wanted[slot]
        if has == wants:
            continue
        match item:
            case Matrix():
                return i.Press(int(str(wants)), slot.variable)
            case Multi():
                assert isinstance(wants, tuple)
                held = set(has) if isinstance(has, tuple) else set()
                return i.Press(min(held ^ set(wants)))
            case Number():
                word = str(wants)
                return i.Type(word[len(typed)]) if word.startswith(typed) and word != typed else i.Erase()
            case TextItem():
                return i.Write(str(wants))
            case _:
                return i.Press(int(str(wants)))
    return None
