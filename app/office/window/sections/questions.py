"""o7: the questionnaires at hand, each as a booth shows it; checked, compared, imported, printed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from typing_extensions import override

from app.base.errors import Problem, Refused
from app.base.sentences import Language, Sentence, say
from app.office.findings import Finding, Findings
from app.office.preparing import library as books
from app.office.preparing.drafts import FOLDER
from app.office.preparing.orderform import name_of
from app.office.questions.aloud import SheetWritten, write_sheet
from app.office.questions.authoring import Review, review_file
from app.office.questions.onpaper import PaperWritten, write_paper
from app.office.questions.previewing import Eyes, draw_question
from app.office.questions.xlsform.drafting import Wish
from app.office.questions.xlsform.importing import Imported, import_form
from app.office.survey.rounds import read_small
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.outside import Progress, Tell
from app.office.window.present import packages
from app.office.window.present import question_wishes as w
from app.office.window.present import questions as present
from app.office.window.present.around import in_language, practice_tags
from app.office.window.sections.section import Section
from app.office.window.shift import Shift
from app.questionnaire.compare import Comparison, compare
from app.questionnaire.model import Questionnaire
from app.questionnaire.read import questionnaire_digest, read_shape
from app.storage.files import make_folder
from app.ui.parts.tone import Tone
from app.ui.tasks import Stopped

AGENCIES = 40  # about as many as a city has
FORMS = "XLSForm (*.xlsx *.xls *.csv)"
FILES = "YAML, JSON (*.yaml *.yml *.json)"
EYES = {
    "a": ("a", "standard", 1366),
    "large": ("a_plus_plus", "standard", 1024),
    "contrast": ("a", "high", 1366),
}


@dataclass
class _Open:
    """One questionnaire that is looked at."""

    one: books.QuestionnaireSet
    asked: Questionnaire
    picked: tuple[str, str]
    review: Review | None = None
    against: str = ""
    other: Questionnaire | None = None
    comparison: Comparison | None = None
    files: tuple[Path, ...] = ()
    pictures: dict[tuple[str, str, str, str], bytes] = field(default_factory=dict, repr=False)


class Questions(Section):
    """A list, and one of it."""

    name: ClassVar[str] = "questions"
    icon: ClassVar[str] = "list-todo"

    def __init__(self, shift: Shift) -> None:
        super().__init__(shift)
        self._library = books.Library()
        self._open: _Open | None = None
        self._language = Language.ID
        self._eyes = "a"
        self._typed: dict[str, str] = {}
        self._imported: Imported | None = None
        self._findings: tuple[str, Findings] | None = None
        self._note: Sentence | None = None
        self._drawing = False
        self._busy = False

    @override
    def words(self, language: Language) -> str:
        return say(language, "forms.page")

    @override
    def come(self) -> None:
        self.shift.refresh()
        self._look()

    def _look(self, then: Callable[[], None] = lambda: None) -> None:
        folder = self.shift.folder

        def looked(result: books.Library | Refused | Problem | Stopped) -> None:
            if isinstance(result, books.Library):
                self._library = result
                then()
            else:
                self.shift.say(result)

        self.shift.background(lambda _progress, _tell: books.read_library(folder), looked)

    # --- wishes ----------------------------------------------------------------------------------------

    @override
    def take(self, intent: object) -> None:
        if isinstance(intent, i.Typed):
            self._type(intent.name, intent.text)
            return
        self._note = None
        here = self._open
        match intent:
            case w.SeeSet(name):
                self._see(name)
            case w.Listing():
                self._open, self._findings = None, None
            case w.Pick(section, item) if here is not None:
                here.picked = (section, item)
                self._draw()
            case w.Open(path):
                self.shift.outside.show_file(path)
            case _ if not self._busy:
                self._ask(intent)
            case _:
                return

    def _type(self, name: str, text: str) -> None:
        match name:
            case "seen_language":
                self._language = Language(text)
                self._draw()
            case "eyes":
                self._eyes = text
                self._draw()
            case "against":
                self._compare_with(text)
            case _:
                self._typed[name] = text

    def _ask(self, intent: object) -> None:
        outside, t = self.shift.outside, self.shift.language
        match intent:
            case w.BringSet():
                outside.ask_folder(say(t, "prepare.bring_set"), self._bring)
            case w.FindForm():
                outside.ask_files(say(t, "forms.find_form"), FORMS, self._import)
            case w.CompareFile():
                outside.ask_files(say(t, "forms.compare_file"), FILES, self._compare_file)
            case w.PrintForm():
                outside.ask_folder(say(t, "forms.print_form"), lambda out: self._print(write_paper, out))
            case w.PrintSheet():
                outside.ask_folder(say(t, "forms.print_sheet"), lambda out: self._print(write_sheet, out))
            case _:
                return

    # --- one questionnaire -----------------------------------------------------------------------------

    def _see(self, name: str) -> None:
        one = self._library.find(name)
        if one is None or one.asked is None:
            return
        self._findings = None
        section, item = present.questions(one.asked)[0]
        here = self._open = _Open(one, one.asked, (section.id, item.id))

        def reviewed(result: Review | Refused | Problem | Stopped) -> None:
            if isinstance(result, Review):
                here.review = result
            else:
                self.shift.say(result)

        self.shift.background(lambda _progress, _tell: review_file(one.file, AGENCIES), reviewed)
        self._draw()

    def _draw(self) -> None:
        """Let the kiosk's program draw what is looked at: one at a time, the newest wish last."""
        here = self._open
        if here is None or self._drawing:
            return
        wanted = (*here.picked, self._language.value, self._eyes)
        if wanted in here.pictures:
            return
        self._drawing = True
        text, contrast, width = EYES[self._eyes]
        eyes, asked = Eyes(self._language, text, contrast, width), here.asked

        def drawn(result: bytes | Refused | Problem | Stopped) -> None:
            self._drawing = False
            if isinstance(result, bytes):
                here.pictures[wanted] = result
                self._draw()  # somebody may have gone on meanwhile
            else:
                self.shift.say(result)

        self.shift.background(
            lambda _progress, _tell: draw_question(asked, wanted[0], wanted[1], eyes), drawn
        )

    def _compare_with(self, name: str) -> None:
        here = self._open
        if here is None:
            return
        other = dict(self._others(here)).get(name)
        here.against, here.other = (name, other) if other is not None else ("", None)
        here.comparison = compare(other, here.asked) if other is not None else None

    def _compare_file(self, paths: tuple[Path, ...]) -> None:
        here = self._open
        if here is None or not paths:
            return
        read = read_shape(read_small(paths[0]), Questionnaire)
        if isinstance(read, tuple):
            wrong = tuple(Finding(one.place, one.sentence) for one in read)
            self._findings = (paths[0].name, Findings(paths[0].name, wrong))
        else:
            self._findings = None
            here.against, here.other, here.comparison = present.FROM_FILE, read, compare(read, here.asked)
        self.shift.redraw()

    def _others(self, here: _Open) -> list[tuple[str, Questionnaire]]:
        """What it can be compared with: what the round asks, and the other questionnaires at hand."""
        standing = self.shift.standing
        survey = standing.survey if standing is not None else None
        found = (
            [(f"round/{group}", asked) for group, asked in survey.questionnaires.items()] if survey else []
        )
        found += [
            (one.name, one.asked)
            for one in self._library.sets
            if one.asked is not None and one.name != here.one.name
        ]
        kin = here.asked.respondent_group
        return [(name, asked) for name, asked in found if asked.respondent_group == kin]

    def _print(
        self,
        write: Callable[[Path, Path, Language], PaperWritten | SheetWritten | Refused | Findings],
        out: Path,
    ) -> None:
        here, language = self._open, self._language
        if here is None:
            return
        file, self._busy = here.one.file, True

        def written(result: PaperWritten | SheetWritten | Refused | Findings | Problem | Stopped) -> None:
            self._busy = False
            match result:
                case PaperWritten() | SheetWritten():
                    here.files = (*(one for one in here.files if one != result.path), result.path)
                case Findings():
                    self._findings = (file.name, result)
                case trouble:
                    self.shift.say(trouble)

        self.shift.background(
            lambda _progress, _tell: write(file, out, language), written, words=Sentence("forms.job_print")
        )

    # --- what comes in ---------------------------------------------------------------------------------

    def _bring(self, source: Path) -> None:
        brought = books.bring_set(self.shift.folder, source)
        match brought:
            case str():
                self._findings, self._note = None, Sentence("prepare.brought", {"name": brought})
                self._look()
            case Findings():
                self._findings = (source.name, brought)
            case Refused():
                self.shift.say(brought)
        self.shift.redraw()

    def _import(self, paths: tuple[Path, ...]) -> None:
        if not paths:
            return
        name = name_of(paths[0].stem) or "xlsform"
        spoken = self._typed.get("form_language", "")
        wish = Wish(self._typed.get("group", "internal"), Language(spoken) if spoken else None)
        target = self.shift.folder / FOLDER / name
        self._busy, self._imported, self._findings = True, None, None

        def work(_progress: Progress, _tell: Tell) -> object:
            make_folder(target)
            made = import_form(paths[0], target / books.QUESTIONNAIRE, wish)
            if not isinstance(made, Imported) and not any(target.iterdir()):
                target.rmdir()
            return made

        def ended(result: Imported | Refused | Findings | Problem | Stopped) -> None:
            self._busy = False
            match result:
                case Imported():
                    self._imported = result
                    fields: dict[str, str | int] = {"name": name, "count": result.questions}
                    self._note = Sentence("forms.imported", fields)
                    self._look()
                case Findings():
                    self._findings = (paths[0].name, result)
                case trouble:
                    self.shift.say(trouble)

        self.shift.background(work, ended, words=Sentence("forms.job_import"))

    # --- what is shown ---------------------------------------------------------------------------------

    @override
    def page(self, language: Language) -> v.Page:
        parts: list[v.Part] = []
        if self._note is not None:
            parts.append(v.Notice(Tone.OK, "circle-check", self._note.spoken(language)))
        if self._findings is not None:
            parts.append(packages.findings(*self._findings, language))
        if self._open is not None:
            return self._detail(self._open, parts, language)
        main = present.listing(self._library, language)
        side = present.importing(self._typed, self._imported, language, busy=self._busy)
        own = v.Button(
            "bring_set", say(language, "prepare.bring_set"), w.BringSet(), icon="folder-open",
            enabled=not self._busy,
        )  # fmt: skip
        return v.Page(
            self.name if self._library.sets else "questions_looking",  # the focus comes with the list
            self.words(language),
            (*parts, v.Beside((main,), (side,))),
            subtitle=say(language, "forms.note"),
            tags=practice_tags(self.shift, language),
            buttons=(own,),
            leaving=i.Go("overview"),
            first="sets",
        )

    def _detail(self, here: _Open, parts: list[v.Part], language: Language) -> v.Page:
        used = self._used_in(here, language)
        if used:
            parts.append(v.Notice(Tone.INFO, "info", say(language, "forms.used", round=used)))
        others = tuple(
            v.Option(name, self._called(name, asked, language)) for name, asked in self._others(here)
        )
        picture = here.pictures.get((*here.picked, self._language.value, self._eyes))
        held = present.Held(
            here.asked, here.picked, picture, self._language, self._eyes, here.review, here.against,
            here.other, here.comparison, others, here.files,
        )  # fmt: skip
        many = len(present.questions(here.asked))
        subtitle = say(
            language,
            "forms.subtitle",
            count=many,
            version=here.asked.version,
            sections=len(here.asked.sections),
        )
        return v.Page(
            "questions_detail",
            present.in_language(here.asked.title, language),
            (*parts, *present.detail(held, language)),
            subtitle=subtitle,
            tags=practice_tags(self.shift, language),
            buttons=(
                v.Button("print_sheet", say(language, "forms.print_sheet"), w.PrintSheet(), icon="ear",
                         enabled=not self._busy),
                v.Button("print_form", say(language, "forms.print_form"), w.PrintForm(), icon="printer",
                         enabled=not self._busy),
            ),
            footer=v.Footer(v.Button("back", self.words(language), w.Listing(), icon="chevron-left")),
            printing=w.PrintForm(),
            leaving=w.Listing(),
            first="items",
        )  # fmt: skip

    def _called(self, name: str, asked: Questionnaire, language: Language) -> str:
        title = present.in_language(asked.title, language)
        if name.startswith("round/"):
            return say(language, "forms.in_round", title=title, version=asked.version)
        return say(language, "prepare.set_line", title=title, version=asked.version, name=name)

    def _used_in(self, here: _Open, language: Language) -> str:
        """The rounds that ask exactly this questionnaire."""
        standing = self.shift.standing
        digest = questionnaire_digest(here.asked)
        rounds = standing.rounds if standing is not None else ()
        return ", ".join(
            in_language(one.document.title, language)
            for one in rounds
            if any(group.questionnaire == digest for group in one.document.groups)
        )
