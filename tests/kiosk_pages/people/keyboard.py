"""Somebody who never touches the mouse."""

from collections.abc import Callable

from typing_extensions import override

from tests.kiosk_pages.people.eyes import Eyes, Thing
from tests.kiosk_pages.people.hands import CONTROL, SHIFT, Key, Keyboard
from tests.kiosk_pages.people.sitters import PATIENCE, Sitter
from tests.kiosk_pages.people.wishes import Each, Wishes
from tests.kiosk_pages.room import Room

FAR = 24  # no list of choices is longer
BACKWARDS = {Key.Key_Down: Key.Key_Up, Key.Key_Right: Key.Key_Left}


class KeyboardSitter(Sitter):
    """Digits where they are printed on a choice, else arrows and Space; in turn, where both are possible."""

    def __init__(self, room: Room, wishes: Wishes, eyes: Eyes | None = None) -> None:
        super().__init__(room, wishes, eyes)
        self.keys = Keyboard(self.eyes)
        self._chosen = 0

    @override
    def enter_code(self, code: str) -> None:
        self.keys.write("".join(filter(str.isalnum, code)).lower())
        self.keys.press(Key.Key_Return)

    @override
    def consent(self) -> None:
        self.keys.press(Key.Key_Space)
        self.keys.press(Key.Key_Return)

    @override
    def choose(self, label: str) -> None:
        offered = [each for each in self.eyes.choices() if each.words != self.word("flag")]
        self._press_choice(label, offered, Key.Key_Down)

    def _press_choice(self, name: str, offered: list[Thing], onwards: Key) -> None:
        """Press one of the choices `offered`, which bear the digits from 1 on, by digit or by arrows."""
        if self._in_field():
            self.reach(lambda thing: thing.choosable and thing.says(name), Key.Key_Tab, PATIENCE)
            self.keys.press(Key.Key_Space)
            return
        self._chosen += 1
        key = self._absent_key(name)
        at = next((at for at, each in enumerate(offered, 1) if each.says(name)), 0)
        if self._chosen % 2 and (key or 1 <= at <= 9):
            self.keys.write(key or str(at))
            return
        for arrow in (onwards, BACKWARDS[onwards]):  # what has the focus may lie behind it
            if self.reach(lambda thing: thing.choosable and thing.says(name), arrow, FAR):
                break
        self.keys.press(Key.Key_Space)

    def _absent_key(self, name: str) -> str:
        """The key of a non-answer; a cell of a matrix ends with the name of its own."""
        if name.endswith(self.word("dont_know")):
            return "0"
        return "-" if name.endswith((self.word("refused"), self.word("refused_short"))) else ""

    def reach(self, fits: Callable[[Thing], bool], key: Key, far: int) -> bool:
        """Press a key until what has the focus fits; whether it came to that."""
        for _ in range(far):
            focused = self.eyes.focused()
            if focused is not None and fits(focused):
                assert focused in self.eyes.things(), f"the focus is out of sight: {focused.words!r}"
                return True
            self.keys.press(key)
        return False

    def tab_to(self, words: str) -> None:
        """Tab to what bears some words."""
        found = self.reach(lambda thing: thing.pressable and thing.says(words), Key.Key_Tab, PATIENCE)
        assert found, f"Tab does not lead to {words!r}"

    @override
    def fill(self, wish: Each) -> None:
        for number in range(len(wish.labels)):
            if number:
                self.keys.press(Key.Key_Down)
            statement, table = self.statement(wish, number)
            label = wish.labels[statement]
            if label is None:
                continue
            row = [each for each in self.eyes.choices() if not table or each.words.startswith(statement)]
            name = f"{statement} {label}" if table else label
            self._press_choice(name, row, Key.Key_Right)
            assert any(each.says(name) and each.on for each in self.eyes.choices()), f"{name!r} is not on"

    @override
    def rank(self, labels: tuple[str, ...]) -> None:
        for label in labels:
            (row,) = (each.words for each in self.eyes.choices() if label in each.words)
            self.choose(row)

    @override
    def figure(self, digits: str) -> None:
        self.keys.write(digits)

    @override
    def type(self, keys: str) -> None:
        for number, part in enumerate(keys.split("\t")):
            if number:
                self.keys.press(Key.Key_Tab)
            self.keys.write(part)

    @override
    def mark(self) -> None:
        self.keys.press(Key.Key_M, CONTROL)

    @override
    def button(self, words: str) -> None:
        self.tab_to(words)
        self.keys.press(Key.Key_Return)

    @override
    def open_display(self) -> None:
        self.keys.press(Key.Key_F2)

    @override
    def close_display(self) -> None:
        self.keys.press(Key.Key_Escape)

    @override
    def go_on(self) -> None:
        focused = self.eyes.focused()
        if self._in_field() and not self._one_line():
            self.keys.press(Key.Key_Return, CONTROL)  # a text takes Enter for itself
        elif focused is not None and focused.pressable and not focused.choosable:
            last = self.eyes.find(self.word("check_answers"))  # a button takes it, too
            self.button(self.word("next" if last is None else "check_answers"))
        else:
            self.keys.press(Key.Key_Return)

    def _one_line(self) -> bool:
        """Whether Enter ends what is typed where the focus is."""
        focused = self.eyes.focused()
        return focused is None or focused.one_line

    def _in_field(self) -> bool:
        """Whether what is typed now goes into a field."""
        focused = self.eyes.focused()
        return focused is not None and not focused.pressable and focused in self.eyes.things()

    @override
    def go_back(self) -> None:
        if self._in_field() and not self._one_line():
            self.button(self.word("previous"))  # in a text it begins a line
        else:
            self.keys.press(Key.Key_Return, SHIFT)

    @override
    def open_number(self, tile: Thing) -> None:
        number = tile.words.partition(",")[0]  # what follows it changes when a text is left on the way there

        def fits(thing: Thing) -> bool:
            return thing.pressable and thing.words.partition(",")[0] == number

        assert self.reach(fits, Key.Key_Tab, PATIENCE), f"Tab does not lead to {number!r}"
        self.keys.press(Key.Key_Return)

    @override
    def bring_list(self) -> None:
        self.keys.press(Key.Key_G, CONTROL)

    @override
    def seal(self) -> None:
        self.keys.press(Key.Key_Return)
        assert self.eyes.sees(self.word("seal_title"))
        self.button(self.word("seal_yes"))

    @override
    def leave(self) -> None:
        self.keys.press(Key.Key_Return)

    @override
    def scroll(self, by: int) -> None:
        self.keys.press(Key.Key_PageDown if by < 0 else Key.Key_PageUp)
