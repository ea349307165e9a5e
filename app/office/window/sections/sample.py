"""o9: the sample. Whoever works here sees names; nothing on this page leads to an answer."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar, TypeVar

from typing_extensions import override

from app.base.errors import Problem, Refused
from app.base.ids import AgencyCode, GroupCode, OfficerId, RoundId
from app.base.sentences import Language, Sentence, say
from app.office.findings import Findings
from app.office.officers.signin import Office, Recognised, recognise
from app.office.sample import destruction, drawing, duplicates, fieldwork, frame, letters, papers, rules
from app.office.sample.fieldwork import Outcome, Way
from app.office.sample.lots import Method
from app.office.survey.rounds import RoundDocument
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.outside import Progress, Tell
from app.office.window.present import sample_wishes as w
from app.office.window.present.around import practice_tags
from app.office.window.present.sample import check, draw, lists, names, people
from app.office.window.present.sample import letters as inviting
from app.office.window.present.sample import look as present
from app.office.window.present.sample.look import DISTINCT, Held, Look
from app.office.window.sections.section import Section
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone
from app.ui.tasks import Stopped

T = TypeVar("T")
_SECRETS = ("secret",)  # words that are forgotten as soon as they were used
_FILES = "CSV, XLSX (*.csv *.txt *.xlsx)"
_ORDERS = "YAML (*.yaml *.yml)"


@dataclass
class _State:
    """What only the screen knows."""

    step: w.Step | None = None  # None: the one that comes next
    words: dict[str, str] = field(default_factory=dict, repr=False)
    look: Look | None = None
    findings: Findings | None = None
    done: Sentence | None = None
    files: tuple[Path, ...] = ()
    cluster: int | None = None
    person: int | None = None
    again: bool = False
    busy: bool = False


class Sample(Section):
    """Lists, draw, letters, people."""

    name: ClassVar[str] = "sample"
    icon: ClassVar[str] = "users"

    _state: _State

    @override
    def words(self, language: Language) -> str:
        return say(language, "sample.page")

    @override
    def come(self) -> None:
        self._state = getattr(self, "_state", None) or _State()
        self.shift.refresh(self._look)

    @override
    def locked(self) -> None:
        """Names are for those who are signed in; so are passphrases."""
        self._state = _State(step=getattr(self, "_state", _State()).step)

    # --- wishes ---------------------------------------------------------------------------------------

    @override
    def take(self, intent: object) -> None:
        state = self._state
        match intent:
            case i.Typed(name, text):
                state.words[name] = text
            case i.Dropped("list_drop", paths):
                self._import(paths)
            case w.See(step):
                state.step, state.done, state.findings = step, None, None
            case w.Alike(number):
                state.cluster = number
                state.words.pop("keep", None)
            case w.PickPerson(number):
                state.person = number
            case w.Open(path):
                self.shift.outside.show_file(path)
            case _ if not state.busy:
                self._act(intent)
            case _:
                return

    def _act(self, intent: object) -> None:  # noqa: C901 - a table
        outside, language = self.shift.outside, self.shift.language
        match intent:
            case w.FindList():
                outside.ask_files(say(language, "sample.find_list"), _FILES, self._import)
            case w.PrintLists():
                outside.ask_folder(say(language, "sample.print_lists"), self._print_lists)
            case w.PrintMinutes():
                outside.ask_folder(say(language, "sample.print_minutes"), self._print_minutes)
            case w.FindOrder():
                outside.ask_files(say(language, "sample.find_order"), _ORDERS, self._order_found)
            case w.Settle():
                self._settle()
            case w.MakeDraw():
                self._draw()
            case w.DrawAgain():
                self._draw_again()
            case w.Enter():
                self._enter()
            case w.CallUp():
                self._call_up()
            case w.Destroy():
                outside.ask_folder(say(language, "sample.note_folder"), self._destroy)
            case _:
                return

    # --- lists and duplicates -------------------------------------------------------------------------

    def _import(self, paths: tuple[Path, ...]) -> None:
        survey, look = self.shift.survey, self._state.look
        if survey is None or look is None or not paths:
            return
        group = self._word("group", look.plan.groups[0].code)
        agency = self._word("agency")
        replaces = bool(self._word("replace"))

        def deed(office: Office, progress: Progress, _tell: Tell) -> frame.Imported | Refused | Findings:
            known = rules.read_rules()
            if isinstance(known, Findings):
                return known
            listing = frame.Listing(
                paths[0],
                GroupCode(group),
                known,
                AgencyCode(agency) if agency and group != "expert" else None,
                replace=replaces,
            )
            return frame.import_frame(office, survey, listing, progress)

        def answer(made: object) -> None:
            match made:
                case frame.Imported():
                    fields: dict[str, str | int] = {
                        "file": made.file,
                        "persons": sum(made.persons.values()),
                        "eligible": sum(made.eligible.values()),
                    }
                    self._well(Sentence("sample.imported", fields))
                    self._state.words.pop("replace", None)
                    self._state.step = w.Step.CHECK
                case Findings():
                    self._state.findings = made
                case _:
                    return

        self._do(deed, answer, Sentence("sample.bar_rows"))

    def _print_lists(self, folder: Path) -> None:
        language = self.shift.language

        def written(made: object) -> None:
            if isinstance(made, tuple):
                self._well(Sentence("sample.files_written", {"count": len(made), "folder": str(folder)}))

        self._do(self._of_round(lambda office, r: papers.write_lists(office, r, folder, language)), written)

    def _settle(self) -> None:
        look, number = self._state.look, self._state.cluster
        if look is None or look.check is None or number is None:
            return
        cluster = next((one for one in look.check.clusters if one.first == number), None)
        if cluster is None:
            return
        chosen = self._word("keep", str(cluster.entries[0].unit))
        keep = None if chosen == DISTINCT else int(chosen)
        reason = self._word("reason")

        def settled(made: object) -> None:
            if isinstance(made, duplicates.Cluster):
                self._state.cluster = None
                self._forget("keep", "reason")

        self._do(
            self._of_round(lambda office, r: duplicates.decide(office, r, number, keep, reason)), settled
        )

    # --- the draw -------------------------------------------------------------------------------------

    def _draw(self) -> None:
        seed = "".join(self._word("seed").split())
        witnesses = tuple(name for part in self._word("witness").split(",") if (name := part.strip()))
        wish = drawing.Wish(
            method=Method(self._word("method", Method.SYSTEMATIC)), seed=seed or None, witnesses=witnesses
        )
        self._do(self._of_round(lambda office, r: drawing.draw_sample(office, r, wish)), self._drawn)

    def _drawn(self, made: object) -> None:
        if isinstance(made, drawing.Drawn):
            self._forget("seed", "witness", "why", "secret")
            self._state.again = False
            self._well(Sentence("sample.drawn", {"strata": len(made.strata), "seed": made.seed}))

    def _draw_again(self) -> None:
        look = self._state.look
        if look is None:
            return
        if not self._state.again:
            self._state.again = True
            return
        wish = drawing.Wish(
            method=Method(self._word("method", Method.SYSTEMATIC)),
            again=tuple(look.drawn),
            reason=self._word("why"),
        )
        self._with_second(self._of_round(lambda office, r: drawing.draw_sample(office, r, wish)), self._drawn)

    def _print_minutes(self, folder: Path) -> None:
        language = self.shift.language

        def written(made: object) -> None:
            if isinstance(made, tuple):
                self._well(Sentence("sample.files_written", {"count": len(made), "folder": str(folder)}))

        self._do(self._of_round(lambda office, r: papers.write_minutes(office, r, folder, language)), written)

    # --- letters --------------------------------------------------------------------------------------

    def _order_found(self, paths: tuple[Path, ...]) -> None:
        if paths:
            title = say(self.shift.language, "sample.letters_folder")
            self.shift.outside.ask_folder(title, lambda folder: self._write_letters(paths[0], folder))

    def _write_letters(self, path: Path, folder: Path) -> None:
        telephone, language = self._word("telephone"), self.shift.language

        def deed(office: Office, progress: Progress, _tell: Tell) -> letters.Invited | Refused | Findings:
            order = letters.read_order(path)
            if isinstance(order, Findings):
                return order
            return letters.write_letters(office, order, folder, telephone, language, progress)

        def written(made: object) -> None:
            match made:
                case letters.Invited():
                    self._state.files = (made.file, *made.sheets)
                    self._well(Sentence("sample.invited", {"letters": made.letters, "file": made.file.name}))
                case Findings():
                    self._state.findings = made
                case _:
                    return

        self._do(deed, written, Sentence("office.bar_pages"))

    # --- people ---------------------------------------------------------------------------------------

    def _enter(self) -> None:
        number = self._state.person
        if number is None:
            return
        outcome = Outcome(self._word("outcome", Outcome.REACHED))
        way = Way(self._word("way", Way.PHONE))
        note = self._word("note")

        def entered(made: object) -> None:
            if isinstance(made, fieldwork.Told):
                self._forget("note")

        self._do(
            self._of_round(
                lambda office, r: fieldwork.log_contact(office, r, [number], outcome, way, note=note)
            ),
            entered,
        )

    def _call_up(self) -> None:
        number = self._state.person
        if number is None:
            return

        def called(made: object) -> None:
            if isinstance(made, fieldwork.Replaced):
                one = made.substitute
                self._state.person = one.unit
                fields: dict[str, str | int] = {
                    "number": made.unit,
                    "substitute": one.unit,
                    "name": one.name,
                    "phone": one.phone or "–",
                }
                self._well(Sentence("sample.replaced", fields))

        self._do(self._of_round(lambda office, r: fieldwork.replace(office, r, number)), called)

    def _destroy(self, folder: Path) -> None:
        reason, language = self._word("why"), self.shift.language

        def gone(made: object) -> None:
            if isinstance(made, destruction.Destroyed):
                self._state = _State(files=(made.note,))
                fields = {"persons": made.persons, "lists": made.lists}
                self._well(Sentence("sample.destroyed_now", fields))

        self._with_second(
            self._of_round(lambda office, r: destruction.destroy(office, r, reason, folder, language)), gone
        )

    # --- doing ----------------------------------------------------------------------------------------

    def _of_round(self, act: Callable[[Office, RoundId], T]) -> Callable[[Office, Progress, Tell], T]:
        """An act upon the round that is worked on when it is wished."""
        survey = self.shift.survey or RoundId("")
        return lambda office, _progress, _tell: act(office, survey)

    def _do(
        self,
        deed: Callable[[Office, Progress, Tell], T],
        answer: Callable[[object], None],
        words: Sentence | None = None,
        staff: Recognised | None = None,
    ) -> None:
        state = self._state
        state.busy, state.done, state.findings = True, None, None

        def ended(made: object) -> None:
            state.busy = False
            if not self.shift.say(made):
                answer(made)
            self._look()

        self.shift.run(deed, ended, words=words, staff=staff, stoppable=False)

    def _with_second(
        self, deed: Callable[[Office, Progress, Tell], T], answer: Callable[[object], None]
    ) -> None:
        """Do it with another officer, whose passphrase was typed and is forgotten now."""
        here, folder = self.shift.staff, self.shift.folder
        others = self._others()
        second = OfficerId(self._word("second", others[0][0] if others else ""))
        secret = self._word("secret")
        self._forget(*_SECRETS)
        if here is None:
            return
        self._state.busy = True

        def recognised(made: Recognised | Refused | Problem | Stopped) -> None:
            self._state.busy = False
            if isinstance(made, Recognised):
                self._do(deed, answer, staff=here.joined_by(made))
            else:
                self.shift.say(made)

        self.shift.background(lambda _p, _t: recognise(folder, {second: secret}), recognised, stoppable=False)

    def _word(self, name: str, otherwise: str = "") -> str:
        return self._state.words.get(name, otherwise)

    def _forget(self, *names: str) -> None:
        for name in names:
            self._state.words.pop(name, None)

    def _well(self, done: Sentence) -> None:
        self._state.done = done

    # --- looking --------------------------------------------------------------------------------------

    def _look(self) -> None:
        standing = self.shift.standing
        if standing is None or standing.survey is None:
            self._state.look = None
            return
        plan = standing.survey.document

        def looked(made: object) -> None:
            if not self.shift.say(made) and isinstance(made, Look):
                self._state.look = made

        self.shift.run(lambda office, _p, _t: look_at(office, plan), looked, stoppable=False)

    def _others(self) -> tuple[tuple[OfficerId, str], ...]:
        staff = self.shift.staff
        if staff is None:
            return ()
        here = {one.id for one in staff.officers}
        return tuple((OfficerId(one.id), one.name) for one in staff.keyring.officers if one.id not in here)

    @override
    def page(self, language: Language) -> v.Page:
        state = self._state
        standing = self.shift.standing
        if standing is not None and standing.survey is None:
            go = v.Button("to_rounds", say(language, "window.rounds"), i.Go("rounds"), icon="layout-grid")
            notice = v.Notice(Tone.INFO, "flag", say(language, "window.no_round_words"), go)
            return self._page(language, (notice,), first="to_rounds")
        look = state.look
        if look is None:
            return self._page(language, (v.Text(say(language, "window.looking")),))
        held = Held(
            dict(state.words), state.findings, state.done, state.files, state.cluster, state.person,
            state.again, state.busy, self._others(),
        )  # fmt: skip
        if look.ended is not None:
            return self._page(
                language, (*self._above(held, language), *names.ended(look, look.ended, held, language))
            )
        here = state.step or look.furthest
        shown = {
            w.Step.LISTS: lists.lists,
            w.Step.CHECK: check.check,
            w.Step.DRAW: draw.draw,
            w.Step.LETTERS: inviting.letters,
            w.Step.PEOPLE: people.people,
        }[here]
        parts = (
            present.stages(look, here, language),
            *self._above(held, language),
            *shown(look, held, language),
        )
        return replace(
            self._page(language, parts, first=f"stage_{here}"),
            name=f"{self.name}_{here}",
            footer=self._footer(look, here, language),
            printing=_paper(look, here),
        )

    @staticmethod
    def _above(held: Held, language: Language) -> tuple[v.Part, ...]:
        if held.done is None:
            return ()
        return (v.Notice(Tone.OK, "circle-check", held.done.spoken(language)),)

    @staticmethod
    def _footer(look: Look, here: w.Step, language: Language) -> v.Footer:
        names = {one.intent: one.words for one in present.stages(look, here, language).stages}
        order = list(w.Step)
        at = order.index(here)
        back, go = (
            (w.See(order[at - 1]) if at else None),
            (w.See(order[at + 1]) if at + 1 < len(order) else None),
        )
        return v.Footer(
            v.Button("step_back", names[back], back, icon="chevron-left") if back else None,
            "",
            v.Button("step_on", names[go], go, Kind.SECONDARY, "chevron-right") if go else None,
        )

    def _page(self, language: Language, parts: tuple[v.Part, ...], first: str = "") -> v.Page:
        return v.Page(
            self.name,
            self.words(language),
            parts,
            subtitle=say(language, "sample.page_words"),
            tags=practice_tags(self.shift, language),
            first=first,
        )


def _paper(look: Look, here: w.Step) -> object:
    """What Ctrl+P prints at a stage: the numbered lists, or the minutes of the draws."""
    if here in {w.Step.LISTS, w.Step.CHECK}:
        return w.PrintLists() if look.check is not None else None
    return w.PrintMinutes() if look.draws else None


def look_at(office: Office, plan: RoundDocument) -> Look | Refused:
    """How the names of a round stand, on a thread."""
    survey = RoundId(plan.id)
    check = drawing.check_lists(office, survey)
    if isinstance(check, Refused):
        if check.code in {"sample.destroyed", "sample.being_destroyed"}:
            return Look(plan, ended=check)
        return Look(plan) if check.code == "sample.none_yet" else check
    draws = drawing.read_draws(office, survey)
    status = fieldwork.read_status(office, survey)
    if isinstance(draws, Refused):
        return draws
    if isinstance(status, Refused):
        return status
    return Look(plan, check if any(one.listed for one in check.strata) else None, draws, status)
