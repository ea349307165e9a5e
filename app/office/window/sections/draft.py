"""A draft on the screen: every change goes to the disk, one after the other, while the officer types on."""

from dataclasses import dataclass
from typing import Generic

from app.base.errors import Problem, Refused
from app.base.sentences import Sentence
from app.office.preparing.drafts import Draft, keep
from app.office.window.outside import Progress, Tell
from app.office.window.shift import Shift
from app.ui.tasks import Stopped


@dataclass(slots=True)
class Desk(Generic[Draft]):
    """The draft called `name`. `saved_at`: when what is shown was last written to the disk."""

    shift: Shift
    name: str
    draft: Draft
    saved_at: int | None = None
    note: Sentence | None = None
    aside: Draft | None = None  # what was put aside for an empty one, until something is written
    _begun: bool = False
    _saving: bool = False
    _unsaved: bool = False

    def begin(self, draft: Draft, *, anew: bool = False) -> None:
        """Go on from what was found on the disk, unless somebody has begun to write here."""
        if anew or not self._begun:
            self.draft, self._begun = draft, not anew
            self.saved_at = None

    def write(self, draft: Draft) -> None:
        """Hold this from now on, and keep it."""
        self.note, self.aside = None, None
        if draft == self.draft:
            return
        self.draft, self._begun, self._unsaved = draft, True, True
        self._save()

    def empty(self, draft: Draft) -> None:
        """Begin with this empty draft; what was there can be taken back."""
        before = self.draft
        self.write(draft)
        self.aside = before

    def take_back(self) -> None:
        """What was put aside, again."""
        if self.aside is not None:
            self.write(self.aside)

    def _save(self) -> None:
        if self._saving:
            return  # what comes meanwhile goes with the next
        self._saving, self._unsaved = True, False
        folder, name, draft, clock = self.shift.folder, self.name, self.draft, self.shift.clock

        def work(_progress: Progress, _tell: Tell) -> object:
            keep(folder, name, draft)
            return clock.utc_ms()

        def ended(result: int | Refused | Problem | Stopped) -> None:
            self._saving = False
            if isinstance(result, int):
                self.saved_at = result
            else:
                self.shift.say(result)
            if self._unsaved:
                self._save()

        self.shift.background(work, ended)
