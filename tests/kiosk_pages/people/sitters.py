"""Somebody sits a questionnaire, from the slip to the seal, with one kind of hands."""

from abc import ABC, abstractmethod
from typing import assert_never

from app.base.sentences import Language, say
from tests.kiosk_pages.people.eyes import Eyes, Thing
from tests.kiosk_pages.people.wishes import (
    Answer,
    Each,
    Figure,
    Listed,
    Nothing,
    One,
    Place,
    Ranked,
    Several,
    Typed,
    Unknown,
    Wish,
    Wishes,
)
from tests.kiosk_pages.room import Room

PATIENCE = 300  # so many presses, and a person gives up
LOOK_BACK = 6  # every so many questions somebody turns back to see that the last answer is still there


class Sitter(ABC):
    """A person with wishes. What they press, they look at: a wish that did not come true is an error."""

    def __init__(self, room: Room, wishes: Wishes, eyes: Eyes | None = None) -> None:
        self.room = room
        self.eyes = eyes or Eyes(room.stage)
        self.wishes = wishes
        self.language = Language.ID
        self.met: list[Place] = []

    def word(self, key: str) -> str:
        """A sentence of the program in the sitter's language."""
        return say(self.language, f"kiosk.{key}")

    # --- from the slip to the seal ---------------------------------------------------------------------

    def sit(self, code: str) -> None:
        """The whole of it."""
        self.enter_code(code)
        self.consent()
        self.answer_all()
        if self.eyes.sees(self.word("review_title")):
            self.look_over()
            self.seal()
        self.leave()

    def answer_all(self) -> None:
        """Answer every question that comes, until there is none."""
        before: Wish | None = None
        while (place := self.asked()) is not None:
            assert len(self.met) < PATIENCE, "no end of questions"
            assert place not in self.met[-1:], f"no way on from {place}"
            wish = self.wishes[place]
            self.met.append(place)
            self.answer(wish)
            if len(self.met) % LOOK_BACK == 0 and _simple(before) and _simple(wish):
                self.look_back(before, wish)
            before = wish
            if not isinstance(wish.answer, Unknown):
                self.go_on()
                if self.asked() == place:  # something was left open: it is asked about once
                    self.go_on()

    def asked(self) -> Place | None:
        """The question on the screen; None when there is none."""
        words = {each.words for each in self.eyes.things()}
        if self.word("review_title") in words:
            return None
        found = [place for place in self.wishes if place.among(words)]
        assert len(found) <= 1, f"which of these is asked? {found}"
        if not found:
            assert self.word("next") not in words, f"nobody planned for this: {sorted(words)}"
        return found[0] if found else None

    def answer(self, wish: Wish) -> None:
        """Do what is wished with the question on the screen."""
        if wish.doubt:
            self.mark()
            assert self.eyes.sees(self.word("flagged"))
        self._enter(wish.answer)
        if isinstance(wish.answer, One | Several):
            self.check(wish)

    def _enter(self, answer: Answer) -> None:  # noqa: C901 - one line a kind
        match answer:
            case Nothing():
                return
            case One(label):
                self.choose_all((label,))
            case Several(labels):
                self.choose_all(labels)
            case Each():
                self.fill(answer)
            case Ranked(labels):
                self.rank(labels)
            case Figure(digits):
                self.figure(digits)
            case Typed(keys):
                self.type(keys)
            case Unknown(label):
                self.button(label)
            case Listed(0):
                self.choose(self.word("no_rows"))
            case Listed(rows):
                for _ in range(rows):
                    self.button(self.word("add_row"))
            case _:
                assert_never(answer)

    def choose_all(self, labels: tuple[str, ...]) -> None:
        """Press one after the other."""
        for label in labels:
            self.choose(label)

    def check(self, wish: Wish) -> None:
        """See that exactly what is wished is on, further down too where the page is long."""
        wanted = {wish.answer.label} if isinstance(wish.answer, One) else set[str]()
        wanted |= set(wish.answer.labels) if isinstance(wish.answer, Several) else set()
        on: dict[str, Thing] = {}
        for by in (0, -1, -1, 1, 1):
            if by:
                self.scroll(by)
            ticked = (each for each in self.eyes.choices() if each.on)
            on |= {each.words: each for each in ticked if each.words != self.word("flagged")}
            if all(any(each.says(label) for each in on.values()) for label in wanted):
                break
        assert len(on) == len(wanted), f"{wanted} wished, {list(on)} on"

    def look_back(self, before: Wish | None, wish: Wish) -> None:
        """Turn to the question before and come back: both answers are still there."""
        assert before is not None
        self.go_back()
        self.check(before)
        self.go_on()
        self.check(wish)

    def statement(self, wish: Each, number: int) -> tuple[str, bool]:
        """The statement number `number` of those to answer, and whether all of them stand in one table."""
        words = [each.words for each in self.eyes.things()]
        seen = sorted((each for each in wish.labels if each in words), key=words.index)
        table = len(seen) == len(wish.labels)
        assert table or len(seen) == 1
        return seen[number] if table else seen[0], table

    def look_over(self) -> None:
        """From the review to the first question that is listed there, and by the list back to the last."""
        listed = self.tiles()
        if not listed:
            return
        self.open_number(listed[min(listed)])
        assert self.asked() in self.met
        if self.eyes.sees(self.word("question_list")):
            if not self.tiles():
                self.bring_list()
            listed = self.tiles()
            self.open_number(listed[max(listed)])
        for _ in range(PATIENCE):
            if self.eyes.sees(self.word("review_title")):
                return
            self.go_on()
        raise AssertionError("no way back to the review")

    def tiles(self) -> dict[int, Thing]:
        """The questions that can be turned to by their numbers."""
        keys = ("tile_open", "tile_answered", "tile_flagged", "tile_answered_flagged")
        names = {
            say(self.language, f"kiosk.{key}", number=number): number
            for key in keys
            for number in range(1, PATIENCE)
        }
        return {
            names[each.words]: each for each in self.eyes.things() if each.pressable and each.words in names
        }

    def seek(self, label: str) -> Thing:
        """Find what bears a label, further down or up where it is scrolled away."""
        for by in (0, -1, -1, -1, 1, 1, 1, 1, 1, 1):
            if by:
                self.scroll(by)
            found = self.eyes.find(label)
            if found is not None:
                return found
        message = f"no {label!r} among {[each.words for each in self.eyes.things()]}"
        raise AssertionError(message)

    def prefer(self, group: str, choice: str) -> None:
        """Choose something in the display menu, by the words of its group and its own."""
        self.open_display()
        self.button(f"{self.word(group)}: {choice}")
        self.close_display()

    def speak_english(self) -> None:
        """Read everything in English from now on."""
        self.prefer("language", "English")
        self.language = Language.EN

    # --- what hands do ---------------------------------------------------------------------------------

    @abstractmethod
    def enter_code(self, code: str) -> None:
        """Enter the code of the slip and go on."""

    @abstractmethod
    def consent(self) -> None:
        """Agree and begin."""

    @abstractmethod
    def choose(self, label: str) -> None:
        """Press a choice or a non-answer."""

    @abstractmethod
    def fill(self, wish: Each) -> None:
        """Answer the statements of a matrix, as a table or one at a time."""

    @abstractmethod
    def rank(self, labels: tuple[str, ...]) -> None:
        """Put options in order."""

    @abstractmethod
    def figure(self, digits: str) -> None:
        """Enter a number."""

    @abstractmethod
    def type(self, keys: str) -> None:
        """Type where there is a field."""

    @abstractmethod
    def button(self, words: str) -> None:
        """Press the button with these words."""

    @abstractmethod
    def mark(self) -> None:
        """Mark the question as doubtful."""

    @abstractmethod
    def open_display(self) -> None:
        """Open the menu of language, size and contrast."""

    @abstractmethod
    def close_display(self) -> None:
        """Close it again."""

    @abstractmethod
    def go_on(self) -> None:
        """To the next question."""

    @abstractmethod
    def go_back(self) -> None:
        """To the question before."""

    @abstractmethod
    def open_number(self, tile: Thing) -> None:
        """Turn to a question by its tile."""

    @abstractmethod
    def bring_list(self) -> None:
        """Show the list of questions."""

    @abstractmethod
    def seal(self) -> None:
        """Seal, and say yes to it."""

    @abstractmethod
    def leave(self) -> None:
        """Leave the last page."""

    @abstractmethod
    def scroll(self, by: int) -> None:
        """Look further down (-1) or up (1)."""


def _simple(wish: Wish | None) -> bool:
    return wish is not None and isinstance(wish.answer, One | Several | Nothing)
