"""Somebody who never touches the keyboard."""

from PySide6.QtCore import QPoint
from typing_extensions import override

from tests.kiosk_pages.people.eyes import Eyes, Thing
from tests.kiosk_pages.people.hands import Mouse
from tests.kiosk_pages.people.sitters import PATIENCE, Sitter
from tests.kiosk_pages.people.wishes import Each, Wishes
from tests.kiosk_pages.room import Room


class MouseSitter(Sitter):
    """Clicks on what is seen, and rolls the wheel to see more.

    A text and the fields of a date want a keyboard: with the mouse alone one can only leave them, or press a
    non-answer. A number has buttons for one more and one less.
    """

    def __init__(self, room: Room, wishes: Wishes, eyes: Eyes | None = None) -> None:
        super().__init__(room, wishes, eyes)
        self.mouse = Mouse(self.eyes)

    def click(self, label: str) -> None:
        """Find what bears a label and click on it."""
        thing = self.seek(label)
        assert thing.enabled, f"{label!r} cannot be pressed"
        self.mouse.click(thing.middle)

    @override
    def enter_code(self, code: str) -> None:
        for symbol in filter(str.isalnum, code):
            self.click(symbol)
        self.click(self.word("continue"))

    @override
    def consent(self) -> None:
        self.click(self.word("consent"))
        self.click(self.word("begin"))

    @override
    def choose(self, label: str) -> None:
        self.click(label)

    @override
    def fill(self, wish: Each) -> None:
        for number in range(len(wish.labels)):
            statement, table = self.statement(wish, number)
            if number and not table:
                self.go_on()
                statement, table = self.statement(wish, number)
            label = wish.labels[statement]
            if label is None:
                continue
            name = f"{statement} {label}" if table else label
            self.click(name)
            assert any(each.says(name) and each.on for each in self.eyes.choices()), f"{name!r} is not on"

    @override
    def rank(self, labels: tuple[str, ...]) -> None:
        for label in labels:
            (row,) = (each for each in self.eyes.choices() if label in each.words)
            self.mouse.click(row.middle)

    @override
    def figure(self, digits: str) -> None:
        for _ in range(PATIENCE):
            if any(each.value == digits for each in self.eyes.things()):
                return
            self.click(self.word("more"))
        raise AssertionError(digits)

    @override
    def type(self, keys: str) -> None:
        raise AssertionError("no keys on a mouse")

    @override
    def mark(self) -> None:
        self.click(self.word("flag"))

    @override
    def button(self, words: str) -> None:
        self.click(words)

    @override
    def open_display(self) -> None:
        self.click(self.word("display"))

    @override
    def close_display(self) -> None:
        self.mouse.click(QPoint(3, 3))  # anywhere beside it

    @override
    def go_on(self) -> None:
        last = self.eyes.find(self.word("check_answers"))
        self.click(self.word("check_answers") if last is not None else self.word("next"))

    @override
    def go_back(self) -> None:
        self.click(self.word("previous"))

    @override
    def open_number(self, tile: Thing) -> None:
        self.mouse.click(tile.middle)

    @override
    def bring_list(self) -> None:
        self.click(self.word("question_list"))

    @override
    def seal(self) -> None:
        self.click(self.word("seal"))
        assert self.eyes.sees(self.word("seal_title"))
        self.click(self.word("seal_yes"))

    @override
    def leave(self) -> None:
        self.click(self.word("done"))

    @override
    def scroll(self, by: int) -> None:
        self.mouse.roll(by * 3)
