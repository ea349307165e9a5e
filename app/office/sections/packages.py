"""o6: the session packages of the round; a new one is made from an order by two officers."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from typing_extensions import override

from app.base.errors import Problem, Refused
from app.base.sentences import Language, Sentence, say
from app.office import intents as i
from app.office import view as v
from app.office.findings import Findings
from app.office.outside import Progress, Tell
from app.office.packaging import Packaged, make_package, read_order
from app.office.present import packages as present
from app.office.present.around import practice_tags
from app.office.roundfile import Order, RoundState
from app.office.sections.officers import SecondOfficer
from app.office.sections.section import Section
from app.office.shift import Shift
from app.office.signin import Office
from app.seal.package import MAX_PACKAGE_BYTES
from app.storage.drive import FolderDrive
from app.storage.files import read_file
from app.ui.controls import Kind
from app.ui.parts import Tone
from app.ui.tasks import Stopped

KINDS = "YAML (*.yaml *.yml)"


@dataclass(frozen=True, slots=True)
class ChooseOrder:
    """Choose the file of an order."""


@dataclass(frozen=True, slots=True)
class ChooseOut:
    """Choose where package and papers are written."""


@dataclass(frozen=True, slots=True)
class MakePackage:
    """Make the package of the order."""


@dataclass(frozen=True, slots=True)
class ShowFile:
    """Open a paper, to print it."""

    path: Path


@dataclass(frozen=True, slots=True)
class CarryPackage:
    """Write the package onto a stick."""

    folder: Path


class Packages(Section):
    """What was made, and how the next one is made."""

    name: ClassVar[str] = "packages"
    icon: ClassVar[str] = "package"

    def __init__(self, shift: Shift) -> None:
        super().__init__(shift)
        self._second = SecondOfficer(shift)
        self._file: Path | None = None
        self._order: Order | None = None
        self._findings: Findings | None = None
        self._out: Path | None = None
        self._made: Packaged | None = None
        self._note: Sentence | None = None
        self._running = False

    @override
    def words(self, language: Language) -> str:
        return say(language, "window.packages")

    @override
    def locked(self) -> None:
        self._second.forget()
        self._made = None  # its papers hold codes

    @override
    def take(self, intent: object) -> None:
        if self._second.take(intent):
            return
        language, outside = self.shift.language, self.shift.outside
        match intent:
            case ChooseOrder():
                outside.ask_files(say(language, "window.choose_order"), KINDS, self._read)
            case ChooseOut():
                outside.ask_folder(say(language, "window.choose_out"), self._write_to)
            case MakePackage():
                self._make()
            case ShowFile(path):
                outside.show_file(path)
            case CarryPackage(folder):
                self._carry(folder)
            case _:
                return

    def _read(self, paths: tuple[Path, ...]) -> None:
        if not paths:
            return
        self._file, self._order, self._findings, self._made, self._note = paths[0], None, None, None, None
        try:
            read = read_order(paths[0])
        except Problem as trouble:
            self.shift.say(trouble)
        else:
            self._order = read if isinstance(read, Order) else None
            self._findings = read if isinstance(read, Findings) else None
        self.shift.redraw()

    def _write_to(self, folder: Path) -> None:
        self._out = folder
        self.shift.redraw()

    def _make(self) -> None:
        order, out = self._order, self._out
        if order is None or out is None or self._running or not self._second.ready:
            return
        self._running, self._note = True, None

        def deed(office: Office, progress: Progress, _tell: Tell) -> Packaged | Refused | Findings:
            return make_package(office, order, out, progress)

        self._second.act(deed, self._ended, Sentence("window.job_package"), self._over)

    def _over(self) -> None:
        self._running = False

    def _ended(self, result: Packaged | Refused | Findings | Problem | Stopped) -> None:
        match result:
            case Packaged():
                self._made, self._order = result, None
            case Findings():
                self._findings = result
            case trouble:
                self.shift.say(trouble)
        self.shift.refresh()

    def _carry(self, folder: Path) -> None:
        made = self._made
        if made is None:
            return
        label = self.shift.outside.label(folder)

        def work(progress: Progress, _tell: Tell) -> object:
            data = read_file(made.package_file, MAX_PACKAGE_BYTES)
            FolderDrive(folder, label).write_verified(made.package_file.name, data, progress)
            return label

        def carried(result: str | Refused | Problem | Stopped) -> None:
            if isinstance(result, str):
                fields: dict[str, str | int] = {"file": made.package_file.name, "stick": result}
                self._note = Sentence("window.package_carried", fields)
            else:
                self.shift.say(result)

        self.shift.background(work, carried, words=Sentence("window.job_carry"))

    # --- what is shown ---------------------------------------------------------------------------------

    @override
    def page(self, language: Language) -> v.Page:
        standing = self.shift.standing
        parts: list[v.Part] = []
        if self._note is not None:
            parts.append(v.Notice(Tone.OK, "circle-check", self._note.spoken(language)))
        footer = None
        if standing is None or standing.survey is None:
            words = say(language, "window.looking" if standing is None else "window.no_round_words")
            parts.append(v.Card("packages_none", (v.Text(words),)))
        else:
            parts.append(present.listing(standing.packages, language))
            if self._made is not None:
                parts.append(self._papers(self._made, language))
            if standing.survey.state is RoundState.COLLECTING:
                main = (self._ordering(language),)
                seal = present.seal(language)
                parts.append(v.Beside(main, (seal,)))
                footer = self._footer(language)
        return v.Page(
            self.name,
            self.words(language),
            tuple(parts),
            subtitle=say(language, "window.packages_note"),
            tags=practice_tags(self.shift, language),
            footer=footer,
            leaving=i.Go("overview"),
            first="choose_order",
        )

    def _ordering(self, language: Language) -> v.Card:
        choose = v.Button(
            "choose_order", say(language, "window.choose_order"), ChooseOrder(), icon="folder-open",
            enabled=not self._running,
        )  # fmt: skip
        out = v.Button(
            "choose_out", say(language, "window.choose_out"), ChooseOut(), icon="folder-open",
            enabled=not self._running,
        )  # fmt: skip
        parts: list[v.Part] = [v.Text(say(language, "window.order_words")), v.Buttons((choose, out))]
        if self._findings is not None:
            file = self._file.name if self._file is not None else ""
            parts.append(present.findings(file, self._findings, language))
        elif self._order is not None:
            parts.append(present.order(self._order, language))
        if self._out is not None:
            where = v.Fact(say(language, "window.written_to"), str(self._out), mono=True)
            parts.append(v.Facts((where,)))
        fields = self._second.fields(language, MakePackage(), enabled=not self._running)
        parts.append(v.Form("package_form", (fields,), note=say(language, "window.look_away")))
        return v.Card("order_card", tuple(parts), say(language, "window.new_package"))

    def _footer(self, language: Language) -> v.Footer:
        if self._order is None:
            waiting = say(language, "window.waiting_order")
        elif self._out is None:
            waiting = say(language, "window.waiting_out")
        elif not self._second.ready:
            waiting = say(language, "window.waiting_second")
        else:
            waiting = ""
        go = v.Button(
            "make_package", say(language, "window.make_package"), MakePackage(), Kind.PRIMARY, "stamp",
            enabled=not waiting and not self._running,
        )  # fmt: skip
        return v.Footer(words=say(language, "window.job_package") if self._running else waiting, go=go)

    def _papers(self, made: Packaged, language: Language) -> v.Card:
        slips = v.Button(
            "print_slips", say(language, "window.print_slips"), ShowFile(made.slips_file), icon="printer"
        )
        card = v.Button(
            "print_card", say(language, "window.print_card"), ShowFile(made.card_file), icon="printer"
        )
        carry = tuple(
            v.Button(
                f"carry_{at}",
                say(language, "window.carry_package", stick=self.shift.outside.label(folder)),
                CarryPackage(folder),
                icon="usb",
            )
            for at, folder in enumerate(self.shift.sticks)
        )
        facts = v.Facts(
            (
                v.Fact(say(language, "window.fact_package"), str(made.package_file), mono=True),
                v.Fact(say(language, "window.fact_slips"), str(made.slips_file), mono=True),
                v.Fact(say(language, "window.fact_card"), str(made.card_file), mono=True),
            )
        )
        warning = v.Notice(Tone.WARN, "triangle-alert", say(language, "window.codes_on_paper"))
        parts = (facts, v.Buttons((slips, card, *carry)), warning)
        return v.Card("papers_card", parts, say(language, "window.package_made"))
