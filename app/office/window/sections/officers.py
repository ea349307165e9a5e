"""The second officer, who comes to the window for one act and leaves no key behind."""

from collections.abc import Callable
from typing import TypeVar

from app.base.errors import Problem, Refused
from app.base.ids import OfficerId
from app.base.sentences import Language, Sentence, say
from app.office.officers.signin import recognise
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.outside import Progress, Tell
from app.office.window.shift import Deed, Shift
from app.ui.tasks import Stopped

T = TypeVar("T")


class SecondOfficer:
    """Who it is, and the passphrase as long as it is needed."""

    def __init__(self, shift: Shift) -> None:
        self._shift = shift
        self._officer = ""
        self._passphrase = ""
        self.trouble: Sentence | None = None

    @property
    def ready(self) -> bool:
        """Whether a passphrase has been typed."""
        return bool(self._passphrase)

    @property
    def third(self) -> str:
        """The name of the officer who is neither here nor the second one."""
        staff = self._shift.staff
        rest = [
            one.name
            for one in (staff.keyring.officers if staff is not None else ())
            if one.id not in {self._shift.officer, self._officer}
        ]
        return rest[0] if rest else ""

    def forget(self) -> None:
        """Forget what was typed."""
        self._passphrase, self.trouble = "", None

    def take(self, intent: object) -> bool:
        """Whether the wish was about the second officer."""
        match intent:
            case i.Typed("second_officer", text):
                self._officer, self.trouble = text, None
            case i.Typed("second_passphrase", text):
                self._passphrase, self.trouble = text, None
            case _:
                return False
        return True

    def fields(self, language: Language, enter: object, *, enabled: bool = True) -> tuple[v.Field, ...]:
        """Two fields side by side."""
        staff = self._shift.staff
        others = [one for one in staff.keyring.officers if one.id != self._shift.officer] if staff else []
        if self._officer not in {one.id for one in others}:
            self._officer = others[0].id if others else ""
        error = self.trouble.spoken(language) if self.trouble is not None else ""
        return (
            v.Field(
                "second_officer",
                say(language, "window.second_officer"),
                self._officer,
                v.FieldKind.CHOICE,
                tuple(v.Option(one.id, one.name) for one in others),
                enabled=enabled,
            ),
            v.Field(
                "second_passphrase",
                say(language, "window.second_passphrase"),
                self._passphrase,
                v.FieldKind.SECRET,
                error=error,
                enabled=enabled,
                enter=enter,
            ),
        )

    def act(
        self,
        deed: Deed[T],
        answer: Callable[[T | Refused | Problem | Stopped], None],
        words: Sentence,
        over: Callable[[], None] = lambda: None,
    ) -> None:
        """Do `deed` with both officers; the second is known no longer than it takes.

        A wrong passphrase is said at its field, and `answer` hears nothing; `over` is called in any case.
        """
        staff, clock = self._shift.staff, self._shift.clock
        if staff is None:
            return
        given = {OfficerId(self._officer): self._passphrase}
        self.forget()

        def work(progress: Progress, tell: Tell) -> object:
            other = recognise(staff.folder, given)
            if isinstance(other, Refused):
                return other
            office = staff.joined_by(other).enter(clock)
            try:
                return deed(office, progress, tell)
            finally:
                office.close()

        def answered(result: T | Refused | Problem | Stopped) -> None:
            over()
            if isinstance(result, Refused) and result.code == "office.passphrase_wrong":
                self.trouble = Sentence.of(result)
                return
            answer(result)

        self._shift.background(work, answered, words=words)


class OtherOfficers:
    """All the other officers of the ceremony, who come to the window for one act."""

    def __init__(self, shift: Shift) -> None:
        self._shift = shift
        self._given: dict[OfficerId, str] = {}
        self._trouble: tuple[str, Sentence] | None = None

    def _others(self) -> tuple[tuple[OfficerId, str], ...]:
        staff = self._shift.staff
        if staff is None:
            return ()
        return tuple(
            (OfficerId(one.id), one.name) for one in staff.keyring.officers if one.id != self._shift.officer
        )

    @property
    def ready(self) -> bool:
        """Whether each of them has typed a passphrase."""
        others = self._others()
        return bool(others) and all(self._given.get(officer) for officer, _ in others)

    def forget(self) -> None:
        """Forget what was typed."""
        self._given.clear()

    def take(self, intent: object) -> bool:
        """Whether the wish was about them."""
        for officer, _ in self._others():
            match intent:
                case i.Typed(name, text) if name == f"officer_{officer}":
                    self._given[officer], self._trouble = text, None
                    return True
        return False

    def fields(self, language: Language, enter: object, *, enabled: bool = True) -> tuple[v.Field, ...]:
        """A field for each of them, by name."""
        wrong = self._trouble
        return tuple(
            v.Field(
                f"officer_{officer}",
                say(language, "prepare.passphrase_of", officer=name),
                self._given.get(officer, ""),
                v.FieldKind.SECRET,
                error=wrong[1].spoken(language) if wrong is not None and wrong[0] == officer else "",
                enabled=enabled,
                enter=enter,
            )
            for officer, name in self._others()
        )

    def act(
        self,
        deed: Deed[T],
        answer: Callable[[T | Refused | Problem | Stopped], None],
        words: Sentence,
    ) -> None:
        """Do `deed` with all officers; the others are known no longer than it takes."""
        staff, clock = self._shift.staff, self._shift.clock
        if staff is None:
            return
        given = dict(self._given)
        self.forget()

        def work(progress: Progress, tell: Tell) -> object:
            others = recognise(staff.folder, given)
            if isinstance(others, Refused):
                return others
            office = staff.joined_by(others).enter(clock)
            try:
                return deed(office, progress, tell)
            finally:
                office.close()

        def answered(result: T | Refused | Problem | Stopped) -> None:
            if isinstance(result, Refused) and result.code == "office.passphrase_wrong":
                self._trouble = (str(result.fields.get("officer", "")), Sentence.of(result))
            answer(result)

        self._shift.background(work, answered, words=words, stoppable=False)
