"""o8: publication. What a release would hold is worked out on a thread; the page holds words about it."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar

from typing_extensions import override

from app.base.errors import Problem, Refused
from app.base.ids import RoundId
from app.base.sentences import Language, Sentence, say
from app.office.findings import Findings
from app.office.officers.roots import ROOT_NAME
from app.office.officers.signin import Office
from app.office.results import publishing
from app.office.results.publishing import Published, Verified
from app.office.survey.roundfile import RoundState
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.outside import Progress, Tell
from app.office.window.present import publishing as present
from app.office.window.present import publishing_wishes as w
from app.office.window.present.around import job_of, practice_tags
from app.office.window.present.publishing import INTERNAL, PUBLIC, Look, look_of
from app.office.window.sections.officers import SecondOfficer
from app.office.window.sections.section import Section
from app.office.window.shift import Shift
from app.release.editions import Edition
from app.release.sdi.metadata import Metadata
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone
from app.ui.tasks import Stopped

FORMS = "YAML (*.yaml *.yml)"
JOB = "publishing.job"
_FIELDS = {PUBLIC: Edition.PUBLIC, INTERNAL: Edition.INTERNAL}


@dataclass
class _State:
    """What only the screen knows of one round."""

    survey: RoundId | None = None
    look: Look | None = None
    hindered: tuple[Tone, Sentence] | None = None  # why there is nothing to release
    form: Path | None = None  # the metadata file in use
    findings: Findings | None = None
    chosen: set[Edition] = field(default_factory=lambda: {Edition.PUBLIC})
    published: Published | None = None
    verified: tuple[str, Verified] | None = None
    note: tuple[Tone, Sentence] | None = None


class Publishing(Section):
    """Nothing goes out before the opening; after it, two editions with their metadata, and their check."""

    name: ClassVar[str] = "publishing"
    icon: ClassVar[str] = "send"

    def __init__(self, shift: Shift) -> None:
        super().__init__(shift)
        self._second = SecondOfficer(shift)
        self._state = _State()
        self._busy = False
        self._turn, self._first = (
            0,
            PUBLIC,
        )  # a turn is shown from its top: there stands what came of the last

    @override
    def words(self, language: Language) -> str:
        return say(language, "publishing.page")

    @override
    def come(self) -> None:
        self.shift.refresh(self._look)

    @override
    def locked(self) -> None:
        self._second.forget()

    # --- wishes ---------------------------------------------------------------------------------------

    @override
    def take(self, intent: object) -> None:
        if self._second.take(intent):
            return
        outside, language = self.shift.outside, self.shift.language
        match intent:
            case i.Typed(name, text) if name in _FIELDS:
                (self._state.chosen.add if text else self._state.chosen.discard)(_FIELDS[name])
            case w.Reveal(folder):
                outside.show_file(folder)
            case _ if self._busy:
                return
            case w.CheckRelease():
                outside.ask_folder(say(language, "publishing.check_release"), self._verify)
            case w.WriteForm() if self._state.look is not None:
                outside.ask_folder(say(language, "publishing.write_form"), self._write_form)
            case w.ReadForm() if self._state.look is not None:
                outside.ask_files(say(language, "publishing.read_form"), FORMS, self._read_form)
            case w.Publish() if self._ready:
                outside.ask_folder(say(language, "publishing.choose_folder"), self._publish)
            case _:
                return

    @property
    def _ready(self) -> bool:
        """Whether a release can be written now."""
        state = self._state
        alone = Edition.INTERNAL not in state.chosen
        return (
            not self._busy and state.look is not None and bool(state.chosen) and (alone or self._second.ready)
        )

    def _begin(self) -> _State:
        self._busy = True
        self._turn += 1
        self._state.note = self._state.findings = None
        return self._state

    def _over(self, state: _State, first: str = PUBLIC) -> None:
        self._busy, self._first = False, first
        self._turn += 1
        if state is not self._state:  # meanwhile somebody went to another round, which waited for this end
            self._look()

    def _second_wrong(self) -> None:
        """Where nothing else comes of it, a wrong passphrase is said at its field."""
        self._over(self._state, "second_passphrase")

    # --- what a release would hold --------------------------------------------------------------------

    def _look(self) -> None:
        standing = self.shift.standing
        survey = standing.survey if standing is not None else None
        if survey is None or survey.state is not RoundState.OPENED:
            self._state = _State(verified=self._state.verified)
            return
        if self._state.survey != survey.id:
            self._state = _State(survey.id, verified=self._state.verified)
        if self._state.look is None and not self._busy:
            self._prepare(survey.id, self._state.form)

    def _prepare(self, survey: RoundId, form: Path | None) -> None:
        state = self._begin()

        def deed(office: Office, _progress: Progress, _tell: Tell) -> Look | Refused | Findings:
            made = publishing.prepare(office, survey, form)
            return made if isinstance(made, Refused | Findings) else look_of(made)

        def prepared(made: Look | Refused | Findings | Problem | Stopped) -> None:
            self._over(state)
            match made:
                case Look():
                    if form is not None and state.look is not None:
                        count = len(made.metadata.lacking)
                        said = Sentence("publishing.form_read", {"file": form.name, "count": count})
                        state.note = (Tone.OK, said)
                    state.look, state.form, state.hindered = made, form, None
                case Findings():
                    state.findings = made
                case Refused() if state.look is None:
                    state.hindered = (Tone.INFO, Sentence.of(made))
                case Problem() if state.look is None:
                    state.hindered = (Tone.DANGER, Sentence.of(made))
                case trouble:
                    self.shift.say(trouble)

        self.shift.run(deed, prepared, words=Sentence("publishing.job_prepare"), stoppable=False)

    # --- the form -------------------------------------------------------------------------------------

    def _write_form(self, folder: Path) -> None:
        state, language = self._begin(), self.shift.language
        survey, form = state.survey or RoundId(""), state.form

        def deed(office: Office, _progress: Progress, _tell: Tell) -> Path | Refused | Findings:
            path = _free(folder, f"{survey}-metadata")
            made = publishing.write_form(office, survey, path, form, language)
            return path if isinstance(made, Metadata) else made

        def written(made: Path | Refused | Findings | Problem | Stopped) -> None:
            self._over(state, "read_form")
            match made:
                case Path():
                    state.note = (Tone.OK, Sentence("publishing.form_written", {"file": str(made)}))
                case Findings():
                    state.findings = made
                case trouble:
                    self.shift.say(trouble)

        self.shift.run(deed, written)

    def _read_form(self, paths: tuple[Path, ...]) -> None:
        if paths and self._state.survey is not None:
            self._prepare(self._state.survey, paths[0])

    # --- the release ----------------------------------------------------------------------------------

    def _publish(self, folder: Path) -> None:
        if not self._ready:
            return
        state = self._begin()
        state.published = None
        survey, form = state.survey or RoundId(""), state.form
        editions = tuple(edition for edition in Edition if edition in state.chosen)

        def deed(office: Office, progress: Progress, _tell: Tell) -> Published | Refused | Findings:
            return publishing.publish(office, survey, folder, editions, form, progress)

        def ended(made: Published | Refused | Findings | Problem | Stopped) -> None:
            self._over(state, "reveal" if isinstance(made, Published) else PUBLIC)
            match made:
                case Published():
                    state.published = made
                    count = sum(len(one.files) for one in made.folders)
                    state.note = (Tone.OK, Sentence("publishing.done", {"count": count}))
                case Findings():
                    state.findings = made
                case Stopped():
                    whole = [publishing.folder_name(survey, one) for one in editions]
                    whole = [name for name in whole if (folder / name).exists()]
                    state.note = (Tone.WARN, _stopped(whole))
                case trouble:
                    self.shift.say(trouble)

        if Edition.INTERNAL in editions:
            self._second.act(deed, ended, Sentence("publishing.job"), self._second_wrong)
        else:
            self.shift.run(deed, ended, words=Sentence("publishing.job"))

    def _verify(self, folder: Path) -> None:
        state, root = self._begin(), self.shift.folder / ROOT_NAME
        state.verified = None

        def checked(made: Verified | Refused | Problem | Stopped) -> None:
            self._over(state, "check_release")
            if isinstance(made, Verified):
                self._state.verified = (folder.name, made)
            else:
                self.shift.say(made)

        self.shift.background(
            lambda _progress, _tell: publishing.verify(folder, root),
            checked,
            words=Sentence("publishing.job_verify"),
            stoppable=False,
        )

    # --- what is shown --------------------------------------------------------------------------------

    @override
    def page(self, language: Language) -> v.Page:
        standing, state = self.shift.standing, self._state
        if standing is None:
            return self._page(language, (v.Text(say(language, "window.looking")),))
        if standing.survey is None:
            go = v.Button("to_rounds", say(language, "window.rounds"), i.Go("rounds"), icon="layout-grid")
            notice = v.Notice(Tone.INFO, "flag", say(language, "window.no_round_words"), go)
            return self._page(language, (*self._checked(language), notice))
        if standing.survey.state is not RoundState.OPENED:
            go = v.Button("to_opening", say(language, "window.opening"), i.Go("opening"), icon="key-round")
            words = v.Text(say(language, "publishing.not_opened_words"))
            title = say(language, "publishing.not_opened")
            card = v.Card("not_opened_card", (words, v.Buttons((go,))), title)
            return self._page(language, (*self._checked(language), card))
        if state.hindered is not None:
            tone, sentence = state.hindered
            icon = "info" if tone is Tone.INFO else "circle-alert"
            notice = v.Notice(tone, icon, sentence.spoken(language))
            return self._page(language, (*self._checked(language), notice))
        if state.look is None:
            return self._page(language, (v.Text(say(language, "publishing.preparing")),))
        return self._opened(state.look, language)

    def _opened(self, look: Look, language: Language) -> v.Page:
        state, free = self._state, not self._busy
        chosen = tuple(edition for edition in Edition if edition in state.chosen)
        second: tuple[v.Field, ...] = ()
        if Edition.INTERNAL in chosen:
            second = self._second.fields(language, w.Publish() if self._ready else None, enabled=free)
        main = (
            present.released(look, chosen, second, language, enabled=free),
            present.protection(look, language),
        )
        form = state.form.name if state.form is not None else ""
        side = (present.metadata(look, form, language, enabled=free),)
        parts: list[v.Part] = [*self._above(language), *self._checked(language)]
        if state.published is not None:
            parts.append(present.published(state.published, language))
        parts.append(v.Beside(main, side, 420))
        example: tuple[v.Tag, ...] = ()
        if look.city.example:
            example = (v.Tag(say(language, "publishing.example"), "flask-conical", Tone.WARN, dashed=True),)
        page = self._page(language, tuple(parts))
        return replace(
            page,
            name=f"{self.name}_{self._turn}",
            footer=self._footer(look, chosen, language),
            tags=(*page.tags, *example),
            first="stop_publishing" if self._busy else self._first,
        )

    def _above(self, language: Language) -> tuple[v.Part, ...]:
        state = self._state
        parts: list[v.Part] = []
        job = next((one for one in self.shift.jobs if one.words.key == JOB), None)
        if job is not None:
            meter = job_of(job, language)
            cancel = replace(meter.cancel, name="stop_publishing") if meter.cancel else None
            meter = replace(meter, name="publishing_meter", cancel=cancel)
            parts.append(v.Card("publishing_running", (meter,)))
        if state.note is not None:
            tone, sentence = state.note
            icon = "circle-check" if tone is Tone.OK else "circle-alert"
            parts.append(v.Notice(tone, icon, sentence.spoken(language)))
        if state.findings is not None:
            parts.append(present.findings(state.findings, language))
        return tuple(parts)

    def _checked(self, language: Language) -> tuple[v.Part, ...]:
        found = self._state.verified
        return () if found is None else (present.verified(*found, language),)

    def _footer(self, look: Look, chosen: tuple[Edition, ...], language: Language) -> v.Footer:
        lacking = len(look.metadata.lacking)
        if self._busy:
            words = ""
        elif not chosen:
            words = say(language, "publishing.choose_edition")
        elif not self._ready:
            words = say(language, "window.waiting_second")
        elif lacking:
            words = say(language, "publishing.draft_words", count=lacking)
        else:
            words = say(language, "publishing.goes_to_folder")
        draft = say(language, "publishing.make_draft") if lacking else say(language, "publishing.publish")
        go = v.Button(
            "publish",
            draft,
            w.Publish(),
            Kind.PRIMARY,
            "save" if lacking else "send",
            enabled=self._ready,
        )
        return v.Footer(words=words, go=go)

    def _page(self, language: Language, parts: tuple[v.Part, ...]) -> v.Page:
        check = v.Button(
            "check_release",
            say(language, "publishing.check_release"),
            w.CheckRelease(),
            icon="shield-check",
            enabled=not self._busy,
        )
        return v.Page(
            self.name,
            self.words(language),
            parts,
            subtitle=say(language, "publishing.page_words"),
            tags=practice_tags(self.shift, language),
            buttons=(check,),
            leaving=i.Go("overview"),
            first="check_release",
        )


def _free(folder: Path, stem: str) -> Path:
    """A name that no file has yet: a form that somebody filled in is never written over."""
    path, number = folder / f"{stem}.yaml", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.yaml"
    return path


def _stopped(whole: list[str]) -> Sentence:
    if whole:
        return Sentence("publishing.stopped_after", {"folders": ", ".join(whole)})
    return Sentence("publishing.stopped")
