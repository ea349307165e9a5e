"""o3: what was not accepted, why, what is safe, and what to do. What cannot be accepted cannot be."""

from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from app.base.ids import Digest
from app.base.sentences import Language, say
from app.office import intents as i
from app.office import view as v
from app.office.present import quarantine as present
from app.office.present.around import practice_tags
from app.office.sections.section import Section
from app.office.shift import Shift
from app.office.standing import Found


@dataclass(frozen=True, slots=True)
class Look:
    """Look at one of the files."""

    digest: Digest


class Quarantine(Section):
    """A list of files, and one of them."""

    name: ClassVar[str] = "quarantine"
    icon: ClassVar[str] = "shield-alert"

    def __init__(self, shift: Shift) -> None:
        super().__init__(shift)
        self._chosen: Digest | None = None

    @override
    def words(self, language: Language) -> str:
        return say(language, "window.quarantine")

    @override
    def badge(self) -> str:
        found = self._found()
        return str(len(found)) if found else ""

    @override
    def take(self, intent: object) -> None:
        if isinstance(intent, Look):
            self._chosen = intent.digest

    def _found(self) -> tuple[Found, ...]:
        return self.shift.standing.quarantine if self.shift.standing is not None else ()

    @override
    def page(self, language: Language) -> v.Page:
        found = self._found()
        chosen = next((one for one in found if one.digest == self._chosen), found[0] if found else None)
        if chosen is None:
            parts: tuple[v.Part, ...] = (
                v.Card("nothing_held", (v.Text(say(language, "window.quarantine_empty")),)),
            )
        else:
            rows = tuple(
                present.row(one, on=one is chosen, intent=Look(one.digest), language=language)
                for one in found
            )
            listing = v.Card("held_files", (present.listing(rows, language),))
            parts = (v.Beside(present.detail(chosen, language), (listing,), 330, left=True),)
        return v.Page(
            self.name,
            self.words(language),
            parts,
            subtitle=say(language, "window.quarantine_note", count=len(found)),
            tags=practice_tags(self.shift, language),
            leaving=i.Go("importing"),
            first="held_table" if found else "",
        )
