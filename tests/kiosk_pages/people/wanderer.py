"""Somebody who answers in any order, goes away and comes back, is interrupted, and changes their mind.

They remember what they pressed last for every question, and nothing else. Whatever happens in between, that
is what the screen must show, and what is sealed is what somebody seals who answers so straight through.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt

from app.base.ids import AgencyCode
from app.base.sentences import Language, say
from app.questionnaire.answer import absent_choices
from app.questionnaire.expression import Value
from app.questionnaire.model import Item, Matrix, MatrixRow, Multi, Questionnaire, Ranking, TextItem
from app.questionnaire.route import Slot, options_of, slots_of
from tests.kiosk_pages.people.eyes import Eyes, Role
from tests.kiosk_pages.people.keyboard import KeyboardSitter
from tests.kiosk_pages.people.mouse import MouseSitter
from tests.kiosk_pages.people.sitters import PATIENCE, Sitter
from tests.kiosk_pages.people.wishes import (
    Nothing,
    Plan,
    Wish,
    choice_of_agencies,
    labels_of,
    places,
    spoken,
)
from tests.kiosk_pages.room import Room
from tests.kiosk_pages.venue import PIN, Agency, Venue, named

Key = Qt.Key
TAIL = 4  # so many symbols of the slip bring a hidden page back
TEN_SECONDS_MS, HIDDEN_AFTER = 10_000, 19  # a little more than three minutes
WORDS = (" taman", " pohon", " air", " lampu")


class Wanderer:
    """One respondent with both hands. Each act does what it can on the page that is shown, or nothing."""

    def __init__(self, venue: Venue, code: str, asked: Questionnaire, agencies: Sequence[Agency]) -> None:
        self._venue, self._code, self._asked, self._agencies = venue, code, asked, agencies
        self._answers: dict[Slot, Value] = {}
        self._subjects: tuple[AgencyCode, ...] = ()
        self._unknown: tuple[AgencyCode, ...] = ()
        self.language = Language.ID
        self._acts = 0
        self._room = self._sit_down()
        self._keyboard.consent()

    @property
    def plan(self) -> Plan:
        """What they want: what they pressed last."""
        return Plan(self._answers, self._subjects, self._unknown)

    def act(self, name: str, number: int) -> None:
        """Do something, and see that the screen shows what was pressed last."""
        self._acts += 1
        getattr(self, name)(number)
        self.look()

    def finish(self) -> None:
        """Go on to the review, whatever is still open, and seal."""
        for _ in range(PATIENCE):
            if self._sees("review_title"):
                break
            if self._chooses():
                self.answer(0)
            else:
                self._keyboard.go_on()
            self.look()
        self._keyboard.seal()
        self._keyboard.leave()
        assert self._room.left

    # --- the screen ------------------------------------------------------------------------------------

    def _sit_down(self) -> Room:
        room = self._venue.open_running()
        self._eyes = Eyes(room.stage)
        self._keyboard, self._mouse = KeyboardSitter(room, {}, self._eyes), MouseSitter(room, {}, self._eyes)
        self._keyboard.enter_code(self._code)
        self._read_in(self.language)
        return room

    def _read_in(self, language: Language) -> None:
        self.language = language
        self._questions = places(self._asked, language, [each.code for each in self._agencies])
        self._choosing = choice_of_agencies(self._asked, language)
        known = [*self._questions, *filter(None, [self._choosing])]
        for hands in (self._keyboard, self._mouse):
            hands.language, hands.wishes = language, dict.fromkeys(known, Wish(Nothing()))

    @property
    def _hands(self) -> Sitter:
        """The one or the other, in turn."""
        return self._keyboard if self._acts % 2 else self._mouse

    def _sees(self, key: str) -> bool:
        return self._eyes.sees(self._keyboard.word(key))

    def _chooses(self) -> bool:
        return self._choosing is not None and self._keyboard.asked() == self._choosing

    def _question(self) -> tuple[Item, AgencyCode] | None:
        place = self._keyboard.asked()
        return None if place is None else self._questions.get(place)

    def look(self) -> None:
        """See that the question on the screen shows what was pressed last for it."""
        self._eyes.blink()
        here = self._question()
        if here is None:
            return
        item, subject = here
        value = self._answers.get(Slot(item.id, subject))
        if isinstance(item, TextItem):
            (field,) = (each for each in self._eyes.things() if each.role is Role.EditableText)
            assert field.value == (value if isinstance(value, str) else "")
            if isinstance(value, str):
                return  # a non-answer before it goes off when the text is kept, which takes a moment
        expected = self._rows_on(item, subject) if isinstance(item, Matrix) else self._on(item, value)
        assert sorted(self._ticked()) == sorted(expected)

    def _ticked(self) -> list[str]:
        """What is on, without the numbers that scale points bear."""
        names = [each.words for each in self._eyes.choices() if each.on]
        numbered = (name.partition(", ") for name in names if name != self._keyboard.word("flagged"))
        return [rest if number.isdecimal() else number for number, _, rest in numbered]

    def _on(self, item: Item, value: Value | None) -> list[str]:
        labels = labels_of(self._asked, item, self.language)
        codes = value if isinstance(value, tuple) else (value,)
        said = [labels[code] for code in codes if isinstance(code, int)]
        if isinstance(item, Ranking) and isinstance(value, tuple):
            ranks = enumerate(said, 1)
            return [say(self.language, "kiosk.ranked", rank=rank, label=label) for rank, label in ranks]
        return said

    def _rows_on(self, item: Matrix, subject: AgencyCode) -> list[str]:
        labels, rows = labels_of(self._asked, item, self.language), self._rows(item)
        given = [(words, self._answers.get(Slot(row.id, subject))) for words, row in rows]
        said = [(words, labels[value]) for words, value in given if isinstance(value, int)]
        return [f"{words} {label}" if len(rows) == len(item.rows) else label for words, label in said]

    def _rows(self, item: Matrix) -> list[tuple[str, MatrixRow]]:
        """The statements on the screen: all of a table, or the one that is asked alone."""
        rows = [(spoken(row.text, self.language), row) for row in item.rows]
        return [(words, row) for words, row in rows if self._eyes.sees(words)]

    # --- answers ---------------------------------------------------------------------------------------

    def answer(self, number: int) -> None:
        """Answer the question on the screen with the choice of that number, whatever was chosen before."""
        here = self._question()
        if self._chooses():
            self._choose_agencies(number)
        elif here is not None:
            item, subject = here
            if isinstance(item, Matrix):
                self._answer_row(item, subject, number)
            elif isinstance(item, TextItem) and number % 4:
                self._write(Slot(item.id, subject), WORDS[number % len(WORDS)])
            else:
                self._answer(item, Slot(item.id, subject), number)

    def _answer(self, item: Item, slot: Slot, number: int) -> None:
        offered = list(_offered(self._asked, item))
        value = offered[number % len(offered)]
        for code in presses(item, self._answers.get(slot), value):
            label = labels_of(self._asked, item, self.language)[code]
            ranked = [each.words for each in self._eyes.choices() if label in each.words]
            self._hands.choose(ranked[0] if isinstance(item, Ranking) else label)
        self._answers[slot] = value

    def _answer_row(self, item: Matrix, subject: AgencyCode, number: int) -> None:
        rows, labels = self._rows(item), labels_of(self._asked, item, self.language)
        words, row = rows[number % len(rows)]
        offered = [*_offered(self._asked, item)]
        value = offered[number % len(offered)]
        assert isinstance(value, int)
        table = len(rows) == len(item.rows)
        self._mouse.choose(f"{words} {labels[value]}" if table else labels[value])
        self._answers[Slot(row.id, subject)] = value

    def _write(self, slot: Slot, words: str) -> None:
        """Write on at the end of what is there."""
        before = self._answers.get(slot)
        if isinstance(before, str) and len(before) > 40:
            return
        assert self._keyboard.reach(lambda thing: thing.role is Role.EditableText, Key.Key_Tab, PATIENCE)
        self._keyboard.type(words)
        self._answers[slot] = (before if isinstance(before, str) else "") + words

    def _choose_agencies(self, number: int) -> None:
        wanted = (self._agencies, self._agencies[:1], self._agencies[1:])[number % 3]
        names = {named(each, self.language) for each in wanted}
        for name in sorted(names.symmetric_difference(self._ticked())):
            self._hands.choose(name)
        self._hands.go_on()
        self._subjects = tuple(AgencyCode(each.code) for each in wanted)

    def skip(self, number: int) -> None:
        """Find that an agency is not known after all; not always."""
        here = self._question()
        if here is not None and here[1] and number % 3 == 0:
            self._hands.button(self._keyboard.word("skip_agency"))
            self._unknown = (*self._unknown, here[1])

    def clear(self, number: int) -> None:
        """Empty the answer, and take that back half of the times."""
        here = self._question()
        if here is None or not self._sees("clear"):
            return
        slots = slots_of(*here)
        held = {slot: self._answers[slot] for slot in slots if slot in self._answers}
        self._mouse.button(self._mouse.word("clear"))
        if number % 2:
            self._mouse.button(self._mouse.word("undo"))
        else:
            self._answers = {slot: value for slot, value in self._answers.items() if slot not in held}

    def flag(self, _number: int) -> None:
        """Mark as doubtful, or take the mark off."""
        if self._question() is not None:
            self._keyboard.mark()

    # --- ways ------------------------------------------------------------------------------------------

    def go_on(self, _number: int) -> None:
        """To the next question."""
        if self._question() is not None:
            self._hands.go_on()

    def go_back(self, _number: int) -> None:
        """To the question before, or from the review to the questions."""
        if self._sees("previous"):
            self._hands.go_back()
        elif self._sees("review_title"):
            self._mouse.button(self._mouse.word("back_to_questions"))

    def jump(self, number: int) -> None:
        """To a question by its number, from the list or from the review."""
        if not self._hands.tiles() and self._sees("question_list"):
            self._hands.bring_list()
        tiles = self._hands.tiles()
        if tiles:
            self._hands.open_number(tiles[sorted(tiles)[number % len(tiles)]])

    def hesitate(self, _number: int) -> None:
        """Ask to seal, and say not yet."""
        if self._sees("review_title"):
            self._mouse.button(self._mouse.word("seal"))
            self._mouse.button(self._mouse.word("seal_not_yet"))

    # --- the display -----------------------------------------------------------------------------------

    def speak(self, number: int) -> None:
        """Another language, or the same."""
        english = number % 2 == 1
        self._hands.prefer("language", "English" if english else "Indonesia")
        self._read_in(Language.EN if english else Language.ID)

    def resize(self, number: int) -> None:
        """Larger or smaller words."""
        self._hands.prefer("text_size", ("A", "A+", "A++")[number % 3])

    def recolour(self, number: int) -> None:
        """Another contrast."""
        self._hands.prefer("contrast", self._keyboard.word("high" if number % 2 else "standard"))

    # --- interruptions ---------------------------------------------------------------------------------

    def wait(self, _number: int) -> None:
        """Think for a while."""
        self._room.pass_time(TEN_SECONDS_MS)

    def go_away(self, _number: int) -> None:
        """Leave the page alone until it hides itself, and come back with the slip."""
        self._leave_field()
        for _ in range(HIDDEN_AFTER):
            self.wait(0)
        self._eyes.blink()
        assert self._sees("hidden_title")
        assert not self._eyes.choices()
        self._keyboard.keys.write(self._code[-TAIL:])

    def killed(self, _number: int) -> None:
        """The window dies; the code brings everything back."""
        self._leave_field()
        self._room = self._sit_down()
        assert self._sees("restored_title")
        self._keyboard.leave()

    def paused(self, number: int) -> None:
        """The proctor pauses the session or locks the screen, and lets it go on."""
        key = (Key.Key_F5, Key.Key_F6)[number % 2]
        for _ in range(2):
            self._room.proctor.open_panel(PIN)
            self._room.proctor.press(key)
            self._room.proctor.leave()
            self._eyes.blink()
            self.wait(0)
        self._eyes.blink()

    def _leave_field(self) -> None:
        """Nobody is killed in the middle of a word here: it is kept after a pause, and on leaving."""
        focused = self._eyes.focused()
        if focused is not None and focused.role is Role.EditableText:
            self._keyboard.keys.press(Key.Key_Tab)


def _offered(asked: Questionnaire, item: Item) -> Iterator[Value]:
    match item:
        case Multi():
            yield from ((1,), (1, 2), (2, 3), (9,), (1, 2, 3))
        case Ranking():
            yield from ((2, 1), (1, 3), (3,), (1, 2))
        case _:
            yield from (option.code for option in options_of(asked, item))
    yield from map(int, absent_choices(asked, item))


def presses(item: Item, before: Value | None, after: Value) -> list[int]:
    """What has to be pressed so that `after` is on where `before` was."""
    if not isinstance(after, tuple):
        return [after] if isinstance(after, int) else []
    on = before if isinstance(before, tuple) else ()
    if isinstance(item, Ranking):
        return [*on, *after]  # every rank is taken away, and given anew
    alone = {option.code for option in item.options if option.exclusive} if isinstance(item, Multi) else set()
    if alone.intersection(on) or alone.intersection(after):
        return [] if on == after else [*after]
    return sorted(set(on).symmetric_difference(after))
