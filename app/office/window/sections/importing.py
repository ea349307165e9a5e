"""o2: files come in, each with a verdict and, where it was accepted, a receipt."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from typing_extensions import override

from app.base.errors import Problem, Refused
from app.base.sentences import Language, Sentence, say
from app.office.findings import Findings
from app.office.gathering.intake import ACCEPTED, FileVerdict, Step, hand_receipts, import_paths
from app.office.gathering.ledger import enter_room_sheet, sheets_on
from app.office.officers.signin import Office
from app.office.survey.roundfile import RoomSheet
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.outside import Progress, Tell
from app.office.window.present import importing as present
from app.office.window.present.around import practice_tags
from app.office.window.present.journal import act_in_words
from app.office.window.sections.section import Section
from app.office.window.shift import Shift
from app.storage.drive import FolderDrive
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone
from app.ui.tasks import Stopped

KINDS = "Bilik (*.bilik)"


@dataclass(frozen=True, slots=True)
class ChooseFiles:
    """Choose batch files."""


@dataclass(frozen=True, slots=True)
class ChooseFolder:
    """Choose a folder that holds batch files."""


@dataclass(frozen=True, slots=True)
class TakeStick:
    """Take in what lies on a stick."""

    folder: Path


@dataclass(frozen=True, slots=True)
class HandReceipts:
    """Write the receipts of what was accepted onto a stick."""

    folder: Path


@dataclass(frozen=True, slots=True)
class Sheet:
    """What became of a room's sheet that lay on the stick."""

    file: str
    result: RoomSheet | Refused | Findings | Problem


@dataclass(frozen=True, slots=True)
class Stepped:
    """What is being done to the file that is taken in now."""

    file: str
    step: Step


class Importing(Section):
    """Nothing is opened here: files are verified and stored, or held."""

    name: ClassVar[str] = "importing"
    icon: ClassVar[str] = "usb"

    def __init__(self, shift: Shift) -> None:
        super().__init__(shift)
        self.verdicts: list[FileVerdict] = []
        self.sheets: list[Sheet] = []
        self.stepped: Stepped | None = None
        self.running = False
        self.note: Sentence | None = None

    @override
    def words(self, language: Language) -> str:
        return say(language, "window.importing")

    @override
    def take(self, intent: object) -> None:
        shift = self.shift
        match intent:
            case i.Dropped("drop_batches", paths):
                self._bring_in(paths)
            case TakeStick(folder):
                self._bring_in((folder,))
            case ChooseFiles():
                title = say(shift.language, "window.choose_files")
                shift.outside.ask_files(title, KINDS, self._bring_in)
            case ChooseFolder():
                title = say(shift.language, "window.choose_folder")
                shift.outside.ask_folder(title, lambda folder: self._bring_in((folder,)))
            case HandReceipts(folder):
                self._hand_receipts(folder)
            case _:
                return

    def _bring_in(self, paths: tuple[Path, ...]) -> None:
        if self.running or not paths:
            return
        self.running, self.verdicts, self.sheets, self.note = True, [], [], None

        def deed(office: Office, progress: Progress, tell: Tell) -> int:
            found = import_paths(
                office, paths, None, progress, told=tell,
                stepped=lambda path, step: tell(Stepped(path.name, step)),
            )  # fmt: skip
            folders = [path for path in paths if path.is_dir()]
            sheets = [path for folder in folders for path in sheets_on(folder)]
            for path in sheets:
                tell(Sheet(path.name, _entered(office, path)))
            return len(found) + len(sheets)

        self.shift.run(deed, self._ended, words=Sentence("window.job_import"), told=self._told)
        self.shift.redraw()

    def _told(self, part: object) -> None:
        match part:
            case FileVerdict():
                self.verdicts.append(part)
                self.stepped = None
            case Stepped():
                self.stepped = part
            case Sheet():
                self.sheets.append(part)
            case _:
                return

    def _ended(self, result: int | Refused | Problem | Stopped) -> None:
        self.running, self.stepped = False, None
        if result == 0:
            self.note = Sentence("office.nothing_to_import")
        elif not isinstance(result, int):
            self.shift.say(result)
        self.shift.refresh()

    def _hand_receipts(self, folder: Path) -> None:
        chosen = [one for one in self.verdicts if one.verdict in ACCEPTED]
        label = self.shift.outside.label(folder)

        def deed(office: Office, _progress: Progress, _tell: Tell) -> int:
            return hand_receipts(office, chosen, FolderDrive(folder, label))

        def ended(result: int | Refused | Problem | Stopped) -> None:
            if isinstance(result, int):
                self.note = Sentence("window.receipts_written", {"count": result, "stick": label})
            else:
                self.shift.say(result)

        self.shift.run(deed, ended, words=Sentence("window.job_receipts"), stoppable=False)

    # --- what is shown ---------------------------------------------------------------------------------

    @override
    def page(self, language: Language) -> v.Page:
        parts: list[v.Part] = []
        if self.note is not None:
            fine = self.note.key == "window.receipts_written"
            tone, icon = (Tone.OK, "circle-check") if fine else (Tone.WARN, "triangle-alert")
            parts.append(v.Notice(tone, icon, self.note.spoken(language)))
        parts += [self._stick(at, folder, language) for at, folder in enumerate(self.shift.sticks)]
        choose = v.Button(
            "choose_files",
            say(language, "window.choose_files"),
            ChooseFiles(),
            Kind.PRIMARY,
            "folder-open",
            enabled=not self.running,
        )
        parts.append(
            v.Drop(
                "drop_batches",
                say(language, "window.drop_title"),
                say(language, "window.drop_words"),
                choose,
                enabled=not self.running,
            )
        )
        job = next((job for job in self.shift.jobs if job.words.key == "window.job_import"), None)
        if self.running or self.verdicts or self.sheets:
            now = (self.stepped.file, self.stepped.step) if self.stepped is not None else None
            parts.append(present.counted(self.verdicts, job, language, now))
            parts.append(self._results(language))
        before = v.Button(
            "import_history",
            say(language, "finding.history_of_imports"),
            i.Go("journal", i.Typed("search", act_in_words("import", language))),
            icon="history",
        )
        folder = v.Button(
            "choose_folder",
            say(language, "window.choose_folder"),
            ChooseFolder(),
            icon="folder-open",
            enabled=not self.running,
        )
        return v.Page(
            self.name,
            self.words(language),
            tuple(parts),
            subtitle=say(language, "window.importing_note"),
            tags=practice_tags(self.shift, language),
            buttons=(before, folder),
            first="choose_files",
        )

    def _stick(self, at: int, folder: Path, language: Language) -> v.Notice:
        words = say(language, "window.stick_here", stick=self.shift.outside.label(folder))
        take = v.Button(
            f"take_stick_{at}",
            say(language, "window.take_stick"),
            TakeStick(folder),
            icon="usb",
            enabled=not self.running,
        )
        return v.Notice(Tone.INFO, "usb", words, take)

    def _results(self, language: Language) -> v.Card:
        accepted = any(one.verdict in ACCEPTED for one in self.verdicts)
        sticks = self.shift.sticks
        hand = None
        if accepted and sticks and not self.running:
            hand = v.Button(
                "hand_receipts",
                say(language, "window.hand_receipts"),
                HandReceipts(sticks[0]),
                icon="receipt-text",
            )
        parts: list[v.Part] = [present.verdicts(self.verdicts, language)]
        if self.sheets:
            lines = tuple(_sheet_line(one, language) for one in self.sheets)
            parts.append(v.Lines(lines))
        return v.Card("import_results", tuple(parts), say(language, "window.import_results"), hand)


def _entered(office: Office, path: Path) -> RoomSheet | Refused | Findings | Problem:
    try:
        return enter_room_sheet(office, path)
    except Problem as trouble:
        return trouble


def _sheet_line(one: Sheet, language: Language) -> v.Line:
    match one.result:
        case RoomSheet(venue=venue, sessions=sessions):
            words = say(language, "office.sheet_entered", venue=venue, count=len(sessions))
            return v.Line("file-check", words, one.file, "ok-700")
        case Findings(findings=findings):
            words = say(language, "office.findings", file=one.file, count=len(findings))
            return v.Line("triangle-alert", words, colour="gold-800")
        case trouble:
            return v.Line("triangle-alert", Sentence.of(trouble).spoken(language), one.file, "gold-800")
