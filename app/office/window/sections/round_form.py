"""A round is prepared: what is typed waits on the disk, and three officers make the round of it."""

from pathlib import Path
from typing import ClassVar

from typing_extensions import override

from app.base.errors import Problem, Refused
from app.base.sentences import Language, Sentence, say
from app.office.findings import Findings, read_model
from app.office.officers.signin import Office
from app.office.preparing import library as books
from app.office.preparing.drafts import FOLDER, AgencyDraft, GroupDraft, RoundDraft, forget, recall, written
from app.office.preparing.roundform import GROUPS, draft_of, read_round_draft, targets_by_formula, yaml_of
from app.office.survey.roundfile import RoundFile
from app.office.survey.rounds import Round, RoundDocument, new_round, read_small, resolve_round
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.outside import Progress, Tell
from app.office.window.present import packages, round_review
from app.office.window.present import round_form as present
from app.office.window.present import round_wishes as w
from app.office.window.present.around import in_language, practice_tags
from app.office.window.present.entries import put_aside, saved_tag
from app.office.window.sections.draft import Desk
from app.office.window.sections.officers import OtherOfficers
from app.office.window.sections.section import Section
from app.office.window.shift import Shift
from app.storage.files import make_folder, write_atomic
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone
from app.ui.tasks import Stopped

NAME = "round"  # of the draft
FILES = "YAML (*.yaml *.yml)"
FIRST = {
    w.Step.PERIOD: "round_title",
    w.Step.AGENCIES: "agencies.0.name",
    w.Step.GROUPS: "internal.asked",
    w.Step.TARGETS: "use_formula",
    w.Step.RULES: "method",
    w.Step.REVIEW: "",
}


class RoundForm(Section):
    """Reached from the page of the rounds, and from an overview without one."""

    name: ClassVar[str] = "round_form"
    icon: ClassVar[str] = "calendar"
    listed: ClassVar[bool] = False
    within: ClassVar[str] = "overview"

    def __init__(self, shift: Shift) -> None:
        super().__init__(shift)
        self._officers = OtherOfficers(shift)
        self._desk = Desk(shift, NAME, RoundDraft())
        self._library = books.Library()
        self._step = w.Step.PERIOD
        self._checked: frozenset[w.Step] = frozenset()
        self._agency = 0
        self._looked: tuple[RoundFile, RoundDocument | Findings] | None = None
        self._looking: RoundFile | None = None
        self._foreign: tuple[str, Findings] | None = None
        self._made: Round | None = None
        self._busy = False

    @override
    def words(self, language: Language) -> str:
        return say(language, "prepare.round_page")

    @override
    def come(self) -> None:
        folder = self.shift.folder

        def begin(_progress: Progress, _tell: Tell) -> object:
            return recall(folder, NAME, RoundDraft), books.read_library(folder)

        def begun(result: object) -> None:
            match result:
                case RoundDraft() as draft, books.Library() as library:
                    self._library = library
                    self._desk.begin(draft)
                    self._desk.draft = self._with_choices(self._desk.draft)
                case trouble:
                    self.shift.say(trouble)

        self.shift.background(begin, begun)
        self.shift.refresh()

    def _with_choices(self, draft: RoundDraft) -> RoundDraft:
        """Where there is only one thing to choose, it is chosen."""
        changes: dict[str, object] = {}
        for name in GROUPS:
            known = [
                one
                for one in self._library.sets
                if one.asked is not None
                and one.asked.respondent_group == name
                and not one.asked.about_persons
            ]
            if not draft.group(name).questionnaire and len(known) == 1:
                changes[name] = _group(draft.group(name).asked, known[0])
        return draft.model_copy(update=changes)

    @override
    def locked(self) -> None:
        self._officers.forget()

    # --- wishes ----------------------------------------------------------------------------------------

    @override
    def take(self, intent: object) -> None:
        if self._officers.take(intent):
            return
        match intent:
            case i.Typed("agency_at", text):
                self._agency = int(text)
            case i.Typed(name, text) if name.partition(".")[0] in GROUPS and name.endswith(".questionnaire"):
                self._choose(name.partition(".")[0], text)
            case i.Typed(name, text):
                self._write(written(self._desk.draft, name, text))
            case w.See(step):
                self._see(step)
            case _ if not self._busy:
                self._act(intent)
            case _:
                return

    def _act(self, intent: object) -> None:  # noqa: C901 - a table
        draft, outside, t = self._desk.draft, self.shift.outside, self.shift.language
        match intent:
            case w.AddAgency():
                last = draft.agencies[-1] if draft.agencies else AgencyDraft()
                self._write(_with_agencies(draft, (*draft.agencies, AgencyDraft(valid_from=last.valid_from))))
            case w.DropAgency(at):
                self._write(_with_agencies(draft, (*draft.agencies[:at], *draft.agencies[at + 1 :])))
            case w.UseFormula():
                self._write(targets_by_formula(draft))
            case w.StartAnew():
                self._anew()
            case w.TakeBack():
                self._desk.take_back()
            case w.OpenFile():
                outside.ask_files(say(t, "prepare.open_round"), FILES, self._open)
            case w.SaveFile():
                outside.ask_folder(say(t, "prepare.save_round"), self._save)
            case w.BringSet():
                outside.ask_folder(say(t, "prepare.bring_set"), self._bring_set)
            case w.BringMethod():
                outside.ask_files(say(t, "prepare.bring_method"), FILES, self._bring_method)
            case w.Make():
                self._make()
            case _:
                return

    def _write(self, draft: RoundDraft) -> None:
        self._foreign = None
        self._desk.write(draft)

    def _choose(self, group: str, name: str) -> None:
        one = self._library.find(name)
        if one is not None:
            asked = self._desk.draft.group(group).asked
            self._write(self._desk.draft.model_copy(update={group: _group(asked, one)}))

    def _see(self, step: w.Step) -> None:
        self._made = None
        order = list(w.Step)
        if step is not self._step:
            behind = order[: order.index(step)] if order.index(step) > order.index(self._step) else []
            self._checked |= {self._step, *behind}
        self._step = step
        if step is w.Step.REVIEW:
            self._checked |= set(order)
            self._look_through()

    def _anew(self) -> None:
        self._step, self._checked, self._looked, self._agency = w.Step.PERIOD, frozenset(), None, 0
        self._foreign = None
        self._desk.empty(self._with_choices(RoundDraft()))

    # --- files -----------------------------------------------------------------------------------------

    def _open(self, paths: tuple[Path, ...]) -> None:
        if not paths:
            return
        read = read_model(paths[0].name, read_small(paths[0]), RoundFile)
        if isinstance(read, Findings):
            self._foreign = (paths[0].name, read)
        else:
            self._checked = frozenset()
            self._write(draft_of(read))
        self.shift.redraw()

    def _save(self, folder: Path) -> None:
        file = read_round_draft(self._desk.draft).file
        if file is None:
            self.shift.trouble = Sentence("prepare.not_ready")
        else:
            path = folder / f"{file.id}.yaml"
            write_atomic(path, yaml_of(file))
            self._desk.note = Sentence("prepare.round_saved", {"file": str(path)})
        self.shift.redraw()

    def _bring_set(self, source: Path) -> None:
        self._bring(books.bring_set(self.shift.folder, source), source)

    def _bring_method(self, paths: tuple[Path, ...]) -> None:
        if not paths:
            return
        name = self._bring(books.bring_method(self.shift.folder, paths[0]), paths[0])
        if name:
            self._write(self._desk.draft.model_copy(update={"method": name}))

    def _bring(self, brought: str | Refused | Findings, source: Path) -> str:
        name = ""
        match brought:
            case str():
                name = brought
                self._foreign, self._library = None, books.read_library(self.shift.folder)
                self._desk.note = Sentence("prepare.brought", {"name": name})
            case Findings():
                self._foreign = (source.name, brought)
            case Refused():
                self.shift.say(brought)
        self.shift.redraw()
        return name

    # --- the whole -------------------------------------------------------------------------------------

    def _look_through(self) -> None:
        """Look at the file with its questionnaires, scorings and method: that takes a moment."""
        file = read_round_draft(self._desk.draft).file
        if file is None or file == self._looking or (self._looked is not None and self._looked[0] == file):
            return
        self._looking = file
        path = self._path(file)

        def work(_progress: Progress, _tell: Tell) -> object:
            make_folder(path.parent)
            write_atomic(path, yaml_of(file))
            whole = resolve_round(path)
            return whole if isinstance(whole, Findings) else whole[0]

        def ended(result: object) -> None:
            self._looking = None
            if isinstance(result, RoundDocument | Findings):
                self._looked = (file, result)
            else:
                self.shift.say(result)

        self.shift.background(work, ended)

    def _path(self, file: RoundFile) -> Path:
        return self.shift.folder / FOLDER / f"{file.id}.yaml"

    def _make(self) -> None:
        file = self._held().read.file
        if file is None or not isinstance(self._held().whole, RoundDocument) or not self._officers.ready:
            return
        self._busy, path = True, self._path(file)

        def deed(office: Office, _progress: Progress, _tell: Tell) -> Round | Refused | Findings:
            write_atomic(path, yaml_of(file))
            made = new_round(office, path)
            if isinstance(made, Round):
                forget(office.folder, NAME)
            return made

        self._officers.act(deed, self._ended, Sentence("prepare.job_round"))

    def _ended(self, result: Round | Refused | Findings | Problem | Stopped) -> None:
        self._busy = False
        match result:
            case Round():
                self._made, self.shift.survey = result, result.id
                self._desk.begin(RoundDraft(), anew=True)
                self._step, self._checked, self._looked = w.Step.PERIOD, frozenset(), None
                self.shift.refresh()
            case Findings() if self._held().read.file is not None:
                self._foreign = (result.file, result)
            case trouble:
                self.shift.say(trouble)

    # --- what is shown ---------------------------------------------------------------------------------

    def _held(self) -> present.Held:
        draft = self._desk.draft
        return present.Held(
            draft, read_round_draft(draft), self._library, self._step, self._checked, self._agency,
            self._looked, self._busy,
        )  # fmt: skip

    @override
    def page(self, language: Language) -> v.Page:
        if self._made is not None:
            return self._done(self._made, language)
        held, order = self._held(), list(w.Step)
        at = order.index(self._step)
        parts: list[v.Part] = [present.stages(held, language)]
        if self._desk.note is not None:
            parts.append(v.Notice(Tone.OK, "circle-check", self._desk.note.spoken(language)))
        if self._desk.aside is not None:
            parts.append(put_aside(w.TakeBack(), language))
        if self._foreign is not None:
            parts.append(packages.findings(*self._foreign, language))
        if self._step is w.Step.REVIEW:
            fields = self._officers.fields(language, w.Make(), enabled=not self._busy)
            parts += round_review.review(held, fields, language)
        else:
            parts += present.parts(held, language)
        return v.Page(
            f"round_form_{self._step}",
            self.words(language),
            tuple(parts),
            subtitle=say(language, "prepare.round_note"),
            tags=(*saved_tag(self._desk.saved_at, language), *practice_tags(self.shift, language)),
            buttons=self._files(language),
            footer=self._footer(held, order[at - 1] if at else None, order[at + 1 : at + 2], language),
            leaving=i.Go("rounds"),
            first=FIRST[self._step],
        )

    def _files(self, language: Language) -> tuple[v.Button, ...]:
        """A file is opened before anything is written, and written when everything is."""
        on = not self._busy
        match self._step:
            case w.Step.PERIOD:
                return (
                    v.Button(
                        "start_anew", say(language, "prepare.start_anew"), w.StartAnew(), icon="eraser",
                        enabled=on,
                    ),
                    v.Button(
                        "open_round", say(language, "prepare.open_round"), w.OpenFile(), icon="folder-open",
                        enabled=on,
                    ),
                )  # fmt: skip
            case w.Step.REVIEW:
                words = say(language, "prepare.save_round")
                return (v.Button("save_round", words, w.SaveFile(), icon="save", enabled=on),)
            case _:
                return ()

    def _footer(
        self, held: present.Held, before: w.Step | None, after: list[w.Step], language: Language
    ) -> v.Footer:
        names = present.names_of_steps(language)
        back = None
        if before is not None:
            back = v.Button("back", names[before], w.See(before), icon="chevron-left", enabled=not self._busy)
        if after:
            left = held.waiting(self._step) if self._step in self._checked else 0
            words = say(language, "prepare.left_here", count=left) if left else ""
            return v.Footer(back, words, v.Button("next", names[after[0]], w.See(after[0]), Kind.PRIMARY))
        ready = isinstance(held.whole, RoundDocument) and self._officers.ready and not self._busy
        words = ""
        if self._busy:
            words = say(language, "prepare.job_round")
        elif isinstance(held.whole, RoundDocument) and not ready:
            words = say(language, "prepare.waiting_officers")
        go = v.Button(
            "make_round", say(language, "prepare.make_round"), w.Make(), Kind.PRIMARY, "stamp", enabled=ready
        )
        return v.Footer(back, words, go)

    def _done(self, made: Round, language: Language) -> v.Page:
        title = in_language(made.document.title, language)
        steps = v.Steps(
            (
                say(language, "prepare.then_sample"),
                say(language, "prepare.then_packages"),
                say(language, "prepare.then_import"),
            )
        )
        return v.Page(
            "round_form_done",
            self.words(language),
            (
                v.Notice(Tone.OK, "circle-check", say(language, "prepare.round_made", title=title)),
                v.Card("round_next", (steps,), say(language, "prepare.what_now"), tone=Tone.INFO),
            ),
            tags=practice_tags(self.shift, language),
            footer=v.Footer(
                v.Button("to_sample", say(language, "sample.page"), i.Go("sample"), icon="users"),
                go=v.Button(
                    "to_packages", say(language, "window.packages"), i.Go("packages"), Kind.PRIMARY, "package"
                ),
            ),
            leaving=i.Go("overview"),
            first="to_packages",
        )


def _group(asked: str, one: books.QuestionnaireSet) -> GroupDraft:
    return GroupDraft(asked=asked, questionnaire=one.questionnaire, scoring=one.scoring)


def _with_agencies(draft: RoundDraft, agencies: tuple[AgencyDraft, ...]) -> RoundDraft:
    return draft.model_copy(update={"agencies": agencies})
