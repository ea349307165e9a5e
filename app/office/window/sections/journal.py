"""The office's journal: who did what, in a chain that was verified when it was read."""

from typing import ClassVar

from typing_extensions import override

from app.base.errors import Problem, Refused
from app.base.sentences import Language, say
from app.office.officers.signin import Office
from app.office.store.audit import Entry, read_acts
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.outside import Progress, Tell
from app.office.window.present.around import practice_tags
from app.office.window.present.journal import act_in_words, details_in_words
from app.office.window.sections.section import Section
from app.office.window.shift import Shift
from app.office.words import moment_in_words
from app.ui.parts.tone import Tone
from app.ui.tasks import Stopped


class Journal(Section):
    """Every act, the newest first; a word finds the acts that contain it."""

    name: ClassVar[str] = "journal"
    icon: ClassVar[str] = "history"

    def __init__(self, shift: Shift) -> None:
        super().__init__(shift)
        self._acts: tuple[Entry, ...] | None = None
        self._sought = ""

    @override
    def words(self, language: Language) -> str:
        return say(language, "window.journal")

    @override
    def come(self) -> None:
        def read(office: Office, _progress: Progress, _tell: Tell) -> tuple[Entry, ...]:
            with office.store.reading() as connection:
                return read_acts(connection)

        self.shift.run(read, self._read)
        self.shift.refresh()

    def _read(self, result: tuple[Entry, ...] | Refused | Problem | Stopped) -> None:
        if isinstance(result, tuple):
            self._acts = result
        else:
            self._acts = ()
            self.shift.say(result)

    @override
    def take(self, intent: object) -> None:
        match intent:
            case i.Typed("search", text):
                self._sought = text
            case _:
                return

    @override
    def locked(self) -> None:
        self._acts = None

    @override
    def page(self, language: Language) -> v.Page:
        acts = self._acts or ()
        rows = tuple(
            row
            for row in (self._row(one, language) for one in reversed(acts))
            if self._sought.casefold() in " ".join(cell.words for cell in row.cells).casefold()
        )
        heads = (
            v.Head(say(language, "window.head_number"), width=64, right=True),
            v.Head(say(language, "window.head_when"), width=190),
            v.Head(say(language, "window.head_officers"), stretch=3),
            v.Head(say(language, "window.head_act"), stretch=3),
            v.Head(say(language, "window.head_details"), stretch=7),
        )
        looking = self._acts is None
        empty = say(language, "window.looking" if looking else "window.nothing_found")
        table = v.Table("journal_table", self.words(language), heads, rows, empty, shown=11)
        search = v.Field("search", say(language, "window.search_journal"), self._sought)
        parts: list[v.Part] = [v.Card("journal_card", (v.Form("journal_search", ((search,),)), table))]
        if acts:
            words = say(language, "window.chain_whole", count=len(acts))
            parts.insert(0, v.Notice(Tone.OK, "shield-check", words))
        return v.Page(
            self.name,
            self.words(language),
            tuple(parts),
            subtitle=say(language, "window.journal_note"),
            tags=practice_tags(self.shift, language),
            leaving=i.Go("overview"),
            first="search",
        )

    def _row(self, one: Entry, language: Language) -> v.Row:
        staff = self.shift.staff
        names = {each.id: each.name for each in staff.keyring.officers} if staff is not None else {}
        officers = ", ".join(names.get(each, each) for each in one.officers)
        cells = (
            v.Cell(str(one.seq), right=True, faint=True),
            v.Cell(moment_in_words(one.at_utc_ms, language)),
            v.Cell(officers, wrap=True),
            v.Cell(act_in_words(one.act, language), strong=True, wrap=True),
            v.Cell(details_in_words(one.details), wrap=True, faint=True),
        )
        return v.Row(f"act_{one.seq}", cells)
