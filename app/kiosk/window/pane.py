"""The pane that the halves of the conductor share: what only the screen knows, in one place."""

from dataclasses import replace

from app.base.errors import Problem, Refused
from app.base.sentences import Language, Sentence
from app.kiosk.window import intents as i
from app.kiosk.window.present.place import Glass
from app.kiosk.window.present.rooms import ALPHABET

CODE_LENGTH = 12
_TYPED_AS = str.maketrans("ILO", "110")


class Pane:
    """One changing `Glass`. Nothing of it is an answer, and nothing of it outlives the window."""

    def __init__(self, glass: Glass) -> None:
        self.glass = glass

    @property
    def language(self) -> Language:
        """The reader's language."""
        return self.glass.language

    @property
    def typed(self) -> str:
        """What has been typed and is no answer yet."""
        return self.glass.typed

    def set(self, **changes: object) -> None:
        """Change some of it."""
        self.glass = replace(self.glass, **changes)  # type: ignore[arg-type]  # names are checked by replace

    def say(self, what: Refused | Problem) -> None:
        """Show why something did not happen."""
        self.set(trouble=Sentence.of(what).spoken(self.language))

    def refused(self, outcome: object) -> bool:
        """Whether a use case said no; the sentence is shown and what was typed is gone."""
        if not isinstance(outcome, Refused):
            return False
        self.say(outcome)
        self.set(typed="")
        return True

    def take_symbol(self, intent: i.Intent, length: int = CODE_LENGTH) -> bool:
        """Whether `intent` types into a code of `length` symbols; if so it has been typed."""
        match intent:
            case i.Type(symbol):
                typed = symbol.upper().translate(_TYPED_AS)
                if typed in ALPHABET and len(self.typed) < length:
                    self.set(typed=self.typed + typed)
            case i.Erase(everything):
                self.set(typed="" if everything else self.typed[:-1])
            case _:
                return False
        return True

    def pick(self, group: str, code: int) -> None:
        """One choice of a group on a page or dialog of choices."""
        self.set(picks={**self.glass.picks, group: code})
