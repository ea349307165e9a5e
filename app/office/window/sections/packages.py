"""o6: the session packages of the round; a new one is written here and made by two officers."""

from pathlib import Path
from typing import ClassVar

from typing_extensions import override

from app.base.errors import Problem, Refused
from app.base.ids import RoundId
from app.base.sentences import Language, Sentence, say
from app.office.findings import Findings
from app.office.officers.signin import Office
from app.office.preparing.drafts import OrderDraft, ProctorDraft, SessionDraft, forget, recall, written
from app.office.preparing.orderform import (
    OrderRead,
    counts_by_target,
    draft_of_order,
    read_order_draft,
    starting_at,
)
from app.office.preparing.roundform import yaml_of
from app.office.standing import Standing
from app.office.survey.packaging import Packaged, make_package, read_order
from app.office.survey.roundfile import Order, RoundState
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.outside import Progress, Tell
from app.office.window.present import order_form as form
from app.office.window.present import order_wishes as w
from app.office.window.present import packages as present
from app.office.window.present.around import practice_tags
from app.office.window.present.entries import put_aside, saved_tag
from app.office.window.sections.draft import Desk
from app.office.window.sections.officers import SecondOfficer
from app.office.window.sections.section import Section
from app.office.window.shift import Shift
from app.seal.package import MAX_PACKAGE_BYTES
from app.storage.drive import FolderDrive
from app.storage.files import discard, read_file, write_atomic
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone
from app.ui.tasks import Stopped

KINDS = "YAML (*.yaml *.yml)"
FIRST = {w.Step.ROOM: "venue_name", w.Step.SLIPS: "use_targets", w.Step.REVIEW: "choose_out"}


class Packages(Section):
    """What was made, and the next one while it is written."""

    name: ClassVar[str] = "packages"
    icon: ClassVar[str] = "package"

    def __init__(self, shift: Shift) -> None:
        super().__init__(shift)
        self._second = SecondOfficer(shift)
        self._desk: Desk[OrderDraft] | None = None
        self._of: RoundId | None = None
        self._writing = False
        self._step = w.Step.ROOM
        self._checked: frozenset[w.Step] = frozenset()
        self._findings: tuple[str, Findings] | None = None
        self._out: Path | None = None
        self._made: Packaged | None = None
        self._dropped = False
        self._note: Sentence | None = None
        self._running = False

    @override
    def words(self, language: Language) -> str:
        return say(language, "window.packages")

    @override
    def come(self) -> None:
        self.shift.refresh(self._recall)

    def _recall(self) -> None:
        """Go on with the draft of the round that is worked on."""
        survey, folder = self.shift.survey, self.shift.folder
        if survey is None or survey == self._of:
            return
        desk = Desk(self.shift, f"order-{survey}", OrderDraft())
        self._desk, self._of, self._writing, self._made = desk, survey, False, None
        self._step, self._checked = w.Step.ROOM, frozenset()

        def found(result: OrderDraft | Refused | Problem | Stopped) -> None:
            if isinstance(result, OrderDraft):
                desk.begin(result)
            else:
                self.shift.say(result)

        self.shift.background(lambda _progress, _tell: recall(folder, desk.name, OrderDraft), found)

    @override
    def locked(self) -> None:
        self._second.forget()
        self._made = None  # its papers hold codes

    # --- wishes ----------------------------------------------------------------------------------------

    @override
    def take(self, intent: object) -> None:
        if self._second.take(intent):
            return
        desk = self._desk
        match intent:
            case i.Typed(name, text) if desk is not None:
                self._write(written(desk.draft, name, text))
            case w.See(step):
                self._see(step)
            case w.Prepare():
                self._writing, self._note = True, None
            case w.Listing():
                self._writing = False
            case w.ShowFile(path):
                self.shift.outside.show_file(path)
            case w.CarryPackage(folder):
                self._carry(folder)
            case w.DropPapers():
                self._drop_papers()
            case _ if desk is not None and not self._running:
                self._change(intent, desk)
            case _:
                return

    def _change(self, intent: object, desk: Desk[OrderDraft]) -> None:
        draft, outside, t = desk.draft, self.shift.outside, self.shift.language
        match intent:
            case w.AddSession():
                last = draft.sessions[-1] if draft.sessions else SessionDraft()
                more = SessionDraft(date=last.date)
                self._write(draft.model_copy(update={"sessions": (*draft.sessions, more)}))
            case w.DropSession(at):
                rest = (*draft.sessions[:at], *draft.sessions[at + 1 :])
                self._write(draft.model_copy(update={"sessions": rest}))
            case w.AddProctor():
                self._write(draft.model_copy(update={"proctors": (*draft.proctors, ProctorDraft())}))
            case w.DropProctor(at):
                some = (*draft.proctors[:at], *draft.proctors[at + 1 :])
                self._write(draft.model_copy(update={"proctors": some}))
            case w.StartAt(at, start):
                self._write(starting_at(draft, at, start))
            case w.ChooseOrder():
                outside.ask_files(say(t, "window.choose_order"), KINDS, self._read)
            case w.SaveOrder():
                outside.ask_folder(say(t, "prepare.save_order"), self._save)
            case w.ChooseOut():
                outside.ask_folder(say(t, "window.choose_out"), self._write_to)
            case _:
                self._end(intent, desk)

    def _end(self, intent: object, desk: Desk[OrderDraft]) -> None:
        held = self._held()
        match intent:
            case w.UseTargets() if held is not None:
                self._write(counts_by_target(desk.draft, held.survey, held.made))
            case w.StartAnew():
                self._step, self._checked, self._findings = w.Step.ROOM, frozenset(), None
                desk.empty(OrderDraft())
            case w.TakeBack():
                desk.take_back()
            case w.MakePackage():
                self._make()
            case _:
                return

    def _write(self, draft: OrderDraft) -> None:
        self._findings, self._note = None, None
        if self._desk is not None:
            self._desk.write(draft)

    def _see(self, step: w.Step) -> None:
        order = list(w.Step)
        ahead = order.index(step) > order.index(self._step)
        self._checked |= {self._step, *(order[: order.index(step)] if ahead else [])}
        self._step = step
        if step is w.Step.REVIEW:
            self._checked |= set(order)

    # --- files -----------------------------------------------------------------------------------------

    def _read(self, paths: tuple[Path, ...]) -> None:
        if not paths:
            return
        try:
            read = read_order(paths[0])
        except Problem as trouble:
            self.shift.say(trouble)
        else:
            self._taken_up(paths[0].name, read)
        self.shift.redraw()

    def _taken_up(self, file: str, read: Order | Findings) -> None:
        if isinstance(read, Findings):
            self._findings = (file, read)
        elif read.round != self.shift.survey:
            self.shift.trouble = Sentence("prepare.order_of_another", {"round": read.round})
        else:
            self._write(draft_of_order(read))

    def _save(self, folder: Path) -> None:
        order = self._read_now().order
        if order is None:
            self.shift.trouble = Sentence("prepare.order_not_ready")
        else:
            path = folder / f"{order.round}-{order.venue}-v{order.version}.yaml"
            write_atomic(path, yaml_of(order))
            self._note = Sentence("prepare.order_saved", {"file": str(path)})
        self.shift.redraw()

    def _write_to(self, folder: Path) -> None:
        self._out = folder
        self.shift.redraw()

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

    def _drop_papers(self) -> None:
        """The codes are on paper now, and should be nowhere else."""
        made = self._made
        if made is not None:
            for path in (made.slips_file, made.card_file):
                discard(path)
            gone = not made.slips_file.exists() and not made.card_file.exists()
            self._dropped = gone
            self._note = Sentence("prepare.papers_dropped" if gone else "prepare.papers_stay")

    # --- making ----------------------------------------------------------------------------------------

    def _make(self) -> None:
        order, out, desk = self._read_now().order, self._out, self._desk
        if order is None or out is None or desk is None or not self._second.ready:
            return
        self._running, self._note = True, None

        def deed(office: Office, progress: Progress, _tell: Tell) -> Packaged | Refused | Findings:
            made = make_package(office, order, out, progress)
            if isinstance(made, Packaged):
                forget(office.folder, desk.name)
            return made

        self._second.act(deed, self._ended, Sentence("window.job_package"), self._over)

    def _over(self) -> None:
        self._running = False

    def _ended(self, result: Packaged | Refused | Findings | Problem | Stopped) -> None:
        match result:
            case Packaged():
                self._made, self._dropped, self._writing = result, False, False
                self._step, self._checked = w.Step.ROOM, frozenset()
                if self._desk is not None:
                    self._desk.begin(OrderDraft(), anew=True)
            case Findings():
                self._findings = ("", result)
            case trouble:
                self.shift.say(trouble)
        self.shift.refresh()

    # --- what is shown ---------------------------------------------------------------------------------

    def _held(self) -> form.Held | None:
        standing, desk = self.shift.standing, self._desk
        if standing is None or standing.survey is None or desk is None:
            return None
        survey, made = standing.survey.document, standing.packages
        read = read_order_draft(desk.draft, survey, made)
        return form.Held(desk.draft, read, survey, made, self._step, self._checked, self._out, self._running)

    def _read_now(self) -> OrderRead:
        held = self._held()
        return held.read if held is not None else OrderRead(None, ())

    @override
    def page(self, language: Language) -> v.Page:
        standing, held = self.shift.standing, self._held()
        if self._writing and held is not None:
            return self._form(held, language)
        return self._list(standing, language)

    def _list(self, standing: Standing | None, language: Language) -> v.Page:
        parts: list[v.Part] = list(self._said(language))
        buttons: tuple[v.Button, ...] = ()
        if standing is None or standing.survey is None:
            words = say(language, "window.looking" if standing is None else "window.no_round_words")
            parts.append(v.Card("packages_none", (v.Text(words),)))
        else:
            if self._made is not None:
                sticks = [(folder, self.shift.outside.label(folder)) for folder in self.shift.sticks]
                parts.append(form.papers(self._made, sticks, language, dropped=self._dropped))
            parts.append(present.listing(standing.packages, language))
            parts.append(present.seal(language))
            if standing.survey.state is RoundState.COLLECTING:
                words = say(language, "prepare.new_order")
                buttons = (v.Button("new_package", words, w.Prepare(), Kind.PRIMARY, "plus"),)
        return v.Page(
            self.name,
            self.words(language),
            tuple(parts),
            subtitle=say(language, "window.packages_note"),
            tags=practice_tags(self.shift, language),
            buttons=buttons,
            printing=w.ShowFile(self._made.slips_file) if self._made and not self._dropped else None,
            leaving=i.Go("overview"),
            first="print_slips" if self._made is not None else "new_package",
        )

    def _said(self, language: Language) -> tuple[v.Part, ...]:
        said: list[v.Part] = []
        if self._note is not None:
            said.append(v.Notice(Tone.OK, "circle-check", self._note.spoken(language)))
        if self._findings is not None:
            said.append(present.findings(*self._findings, language))
        return tuple(said)

    def _form(self, held: form.Held, language: Language) -> v.Page:
        fields = self._second.fields(language, w.MakePackage(), enabled=not self._running)
        aside = (put_aside(w.TakeBack(), language),) if self._desk is not None and self._desk.aside else ()
        said = (*self._said(language), *aside)
        parts = (form.stages(held, language), *said, *form.parts(held, fields, language))
        on = not self._running
        button: tuple[v.Button, ...] = ()
        if self._step is w.Step.ROOM:
            clear, take_up = say(language, "prepare.start_anew"), say(language, "prepare.open_order")
            button = (
                v.Button("start_anew", clear, w.StartAnew(), icon="eraser", enabled=on),
                v.Button("choose_order", take_up, w.ChooseOrder(), icon="folder-open", enabled=on),
            )
        elif self._step is w.Step.REVIEW:
            words = say(language, "prepare.save_order")
            button = (v.Button("save_order", words, w.SaveOrder(), icon="save", enabled=on),)
        saved = self._desk.saved_at if self._desk is not None else None
        return v.Page(
            f"order_{self._step}",
            say(language, "prepare.new_order"),
            parts,
            subtitle=say(language, "window.packages_note"),
            tags=(*saved_tag(saved, language), *practice_tags(self.shift, language)),
            buttons=button,
            footer=self._footer(held, language),
            leaving=w.Listing(),
            first=FIRST[self._step],
        )

    def _footer(self, held: form.Held, language: Language) -> v.Footer:
        names, order, on = form.names_of_steps(language), list(w.Step), not self._running
        at = order.index(self._step)
        before = w.See(order[at - 1]) if at else w.Listing()
        words = names[order[at - 1]] if at else self.words(language)
        back = v.Button("back", words, before, icon="chevron-left", enabled=on)
        if self._step is not w.Step.REVIEW:
            left = held.waiting(self._step) if self._step in self._checked else 0
            said = say(language, "prepare.left_here", count=left) if left else ""
            return v.Footer(
                back, said, v.Button("next", names[order[at + 1]], w.See(order[at + 1]), Kind.PRIMARY)
            )
        waiting = self._waiting(held, language)
        go = v.Button(
            "make_package", say(language, "window.make_package"), w.MakePackage(), Kind.PRIMARY, "stamp",
            enabled=not waiting and on,
        )  # fmt: skip
        return v.Footer(back, waiting if on else say(language, "window.job_package"), go)

    def _waiting(self, held: form.Held, language: Language) -> str:
        if held.read.order is None:
            return say(language, "prepare.left_all", count=len(held.read.findings))
        if self._out is None:
            return say(language, "window.waiting_out")
        return "" if self._second.ready else say(language, "window.waiting_second")
