"""Rooms and closing: what each room counted, what is still open, and the end of the collection."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from pydantic import ValidationError
from typing_extensions import override

from app.base.errors import Problem, Refused
from app.base.sentences import Language, Sentence, say
from app.office.findings import Findings
from app.office.gathering.closing import Closed, NotYet, close_round
from app.office.gathering.ledger import enter_room_sheet, keep_room_sheet
from app.office.officers.signin import Office
from app.office.standing import Standing
from app.office.survey.roundfile import RoomSession, RoomSheet, RoundState
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.outside import Progress, Tell
from app.office.window.present import closing as present
from app.office.window.present.around import practice_tags
from app.office.window.sections.officers import SecondOfficer
from app.office.window.sections.section import Section
from app.office.window.shift import Shift
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone
from app.ui.tasks import Stopped

KINDS = "Bilik (lembar-ruang-*.json *.yaml *.yml *.json)"
COUNTS = ("present", "restarts", "voided", "spoiled", "returned")


@dataclass(frozen=True, slots=True)
class TakeSheets:
    """Choose the sheets' files."""


@dataclass(frozen=True, slots=True)
class EnterSheet:
    """Enter the sheet that has been typed."""


@dataclass(frozen=True, slots=True)
class CloseRound:
    """Close the round, with the explanation where one is needed."""


class Closing(Section):
    """Sheets come in from sticks or are typed; then the round is closed."""

    name: ClassVar[str] = "closing"
    icon: ClassVar[str] = "file-check"

    def __init__(self, shift: Shift) -> None:
        super().__init__(shift)
        self._second = SecondOfficer(shift)
        self._typed: dict[str, str] = {}
        self._explanation = ""
        self._wrong: Sentence | None = None
        self._note: Sentence | None = None
        self._running = False

    @override
    def words(self, language: Language) -> str:
        return say(language, "window.closing")

    @override
    def locked(self) -> None:
        self._second.forget()

    @override
    def take(self, intent: object) -> None:
        if self._second.take(intent):
            return
        match intent:
            case i.Typed("explanation", text):
                self._explanation = text
            case i.Typed(name, text) if name in {"sheet_session", *COUNTS}:
                self._typed[name], self._wrong = text, None
            case TakeSheets():
                title = say(self.shift.language, "window.take_sheets")
                self.shift.outside.ask_files(title, KINDS, self._take_sheets)
            case EnterSheet():
                self._enter()
            case CloseRound() if not self._running:
                self._close()
            case _:
                return

    # --- sheets ----------------------------------------------------------------------------------------

    def _take_sheets(self, paths: tuple[Path, ...]) -> None:
        def deed(office: Office, progress: Progress, _tell: Tell) -> int | Refused | Findings:
            for done, path in enumerate(paths):
                progress(done, len(paths))
                entered = enter_room_sheet(office, path)
                if not isinstance(entered, RoomSheet):
                    return entered
            return len(paths)

        self._note = None
        self.shift.run(deed, self._sheets_in, words=Sentence("window.job_sheets"))

    def _sheets_in(self, result: int | Refused | Findings | Problem | Stopped) -> None:
        match result:
            case int():
                self._note = Sentence("window.sheets_in", {"count": result})
                self._typed = {}
            case Findings(file=file, findings=found):
                self.shift.trouble = Sentence("office.findings", {"file": file, "count": len(found)})
            case trouble:
                self.shift.say(trouble)
        self.shift.refresh()

    def _enter(self) -> None:
        sheet = self._sheet()
        if sheet is None:
            self._wrong = Sentence("window.counts_wrong")
            return

        def deed(office: Office, _progress: Progress, _tell: Tell) -> int | Refused:
            return keep_room_sheet(office, sheet) or 1

        self.shift.run(deed, self._sheets_in)

    def _sheet(self) -> RoomSheet | None:
        """The sheet that has been typed; None where a count is no count."""
        standing = self.shift.standing
        chosen = present.planned(standing).get(self._typed.get("sheet_session", "")) if standing else None
        if chosen is None or standing is None or standing.survey is None:
            return None
        document, session = chosen
        given = {name: self._typed.get(name, "").strip() for name in COUNTS}
        if not all(text.isascii() and text.isdecimal() for name, text in given.items() if text):
            return None
        if not given["present"]:
            return None
        counts = {name: int(text) for name, text in given.items() if text}
        try:
            counted = RoomSession(session=session.id, **counts)
            return RoomSheet(
                round=standing.survey.id,
                venue=document.venue_id,
                version=document.package_version,
                sessions=(counted,),
            )
        except ValidationError:
            return None

    # --- closing ---------------------------------------------------------------------------------------

    def _close(self) -> None:
        survey, standing = self.shift.survey, self.shift.standing
        if survey is None or standing is None:
            return
        self._running, self._note = True, None
        words = Sentence("window.job_close")
        if not standing.hindrances:
            self.shift.run(
                lambda office, _progress, _tell: close_round(office, survey), self._closed, words=words
            )
            return
        explanation = self._explanation

        def deed(office: Office, _progress: Progress, _tell: Tell) -> Closed | NotYet | Refused:
            return close_round(office, survey, explanation)

        self._second.act(deed, self._closed, words, self._over)

    def _over(self) -> None:
        self._running = False

    def _closed(self, result: Closed | NotYet | Refused | Problem | Stopped) -> None:
        self._running = False
        match result:
            case Closed(records=records, waived=waived):
                fields: dict[str, str | int] = {"count": records, "waived": len(waived)}
                self._note = Sentence("window.closed", fields)
                self._explanation = ""
            case NotYet(hindrances=found):
                self.shift.trouble = Sentence("window.meanwhile", {"count": len(found)})
            case trouble:
                self.shift.say(trouble)
        self.shift.refresh()

    # --- what is shown ---------------------------------------------------------------------------------

    @override
    def page(self, language: Language) -> v.Page:
        standing = self.shift.standing
        parts: list[v.Part] = []
        footer = None
        if self._note is not None:
            parts.append(v.Notice(Tone.OK, "circle-check", self._note.spoken(language)))
        if standing is None or standing.ledger is None or standing.survey is None:
            words = say(language, "window.looking" if standing is None else "window.no_round_words")
            parts.append(v.Card("closing_none", (v.Text(words),)))
        else:
            parts.append(present.rooms(standing.ledger, standing.packages, language))
            if standing.survey.state is RoundState.COLLECTING:
                main = (present.open_matters(standing, language), *self._explaining(standing, language))
                parts.append(v.Beside(main, (self._entering(standing, language),), 340))
                footer = self._footer(standing, language)
            else:
                parts.append(v.Notice(Tone.INFO, "lock", say(language, "window.closed_already")))
        sheets = v.Button(
            "take_sheets", say(language, "window.take_sheets"), TakeSheets(), icon="folder-open"
        )
        return v.Page(
            self.name,
            self.words(language),
            tuple(parts),
            subtitle=say(language, "window.closing_note"),
            tags=practice_tags(self.shift, language),
            buttons=(sheets,),
            footer=footer,
            leaving=i.Go("overview"),
            first="take_sheets",
        )

    def _entering(self, standing: Standing, language: Language) -> v.Card:
        options = tuple(
            v.Option(code, f"{document.venue_name}, {session.label} ({session.id})")
            for code, (document, session) in present.planned(standing).items()
        )
        labels = {
            "present": say(language, "window.count_present"),
            "restarts": say(language, "window.count_restarts"),
            "voided": say(language, "window.count_voided"),
            "spoiled": say(language, "window.count_spoiled"),
            "returned": say(language, "window.count_returned"),
        }
        session = v.Field(
            "sheet_session",
            say(language, "window.session"),
            self._typed.get("sheet_session", ""),
            v.FieldKind.CHOICE,
            options,
            error=self._wrong.spoken(language) if self._wrong is not None else "",
        )
        fields = [
            v.Field(name, labels[name], self._typed.get(name, ""), enter=EnterSheet()) for name in COUNTS
        ]
        lines = ((session,), tuple(fields[:2]), tuple(fields[2:4]), (fields[4],))
        enter = v.Button("enter_sheet", say(language, "window.enter_sheet"), EnterSheet(), icon="save")
        form = v.Form("sheet_form", lines, (enter,), say(language, "window.sheet_again"))
        return v.Card("sheet_card", (form,), say(language, "window.sheet_by_hand"))

    def _explaining(self, standing: Standing, language: Language) -> tuple[v.Part, ...]:
        if not standing.hindrances:
            return ()
        explanation = v.Field(
            "explanation",
            say(language, "window.explanation"),
            self._explanation,
            v.FieldKind.AREA,
            hint=say(language, "window.explanation_hint"),
            enabled=not self._running,
        )
        second = self._second.fields(language, None, enabled=not self._running)
        form = v.Form("waive_form", ((explanation,), second), note=say(language, "window.look_away"))
        return (v.Card("waive_card", (form,), say(language, "window.waive")),)

    def _footer(self, standing: Standing, language: Language) -> v.Footer:
        settled = not standing.hindrances
        ready = not self._running and (settled or (bool(self._explanation.strip()) and self._second.ready))
        if settled:
            words = say(language, "window.close_settled")
        else:
            words = "" if ready else say(language, "window.close_waiting", count=len(standing.hindrances))
        go = v.Button(
            "close_round",
            say(language, "window.close_round"),
            CloseRound(),
            Kind.PRIMARY if settled else Kind.DANGER,
            "lock",
            enabled=ready,
        )
        return v.Footer(words=words, go=go)
