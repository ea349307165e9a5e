"""The respondent's half of the conductor: from the access code to the thank-you."""

from dataclasses import dataclass, replace

from app.base.clock import Clock
from app.base.errors import Refused
from app.base.ids import AgencyCode
from app.base.sentences import Language, Sentence, say
from app.kiosk import intents as i
from app.kiosk import view as v
from app.kiosk.booth import Booth
from app.kiosk.desk import Desk, Sealed
from app.kiosk.present import asking, ends, rooms
from app.kiosk.present.asked import Asked
from app.kiosk.present.place import Bilingual, Glass, Place, Saving
from app.kiosk.store import Phase as SessionPhase
from app.questionnaire.expression import Value
from app.questionnaire.model import Absent, Matrix, Multi, Number, OnTimeout, Option, Required, TextItem
from app.questionnaire.route import Slot, Step, section_of
from app.sitting import events as e
from app.sitting.machine import (
    Phase,
    Sitting,
    choosing_is_due,
    screening,
    section_remaining_ms,
    timed_out,
)

CLOSE_AFTER_MS = 45_000
CODE_LENGTH = 12
TAIL_LENGTH = 4
MAX_DIGITS = 9
_TYPED_AS = str.maketrans("ILO", "110")


@dataclass(frozen=True, slots=True)
class Ending:
    """How it ended, and when the screen closes."""

    final: e.Final
    closes_at_ms: int
    words: Bilingual | None = None


class Answering:
    """One respondent at the desk. `glass` is what only the screen knows; `closed` asks for the end."""

    def __init__(self, booth: Booth, desk: Desk, place: Place, clock: Clock) -> None:
        self._booth = booth
        self._desk = desk
        self._place = place
        self._clock = clock
        self.glass = Glass()
        self.closed = False
        self._ending: Ending | None = None
        self._restored = False
        self._failure = ""
        self._again: i.Intent | None = None
        self._before: Sitting | None = None  # when `_again` was wished
        self._sealing = e.Final.COMPLETE
        self._words: Bilingual | None = None
        self._chosen: tuple[str, ...] = ()
        self._cleared: tuple[tuple[Slot, Value], ...] = ()
        self._stirred_ms = clock.monotonic_ms()

    @property
    def ended(self) -> bool:
        """Whether a respondent's sitting ended in this process."""
        return self._ending is not None

    def speak(self, language: Language) -> None:
        """The sitting speaks another language from now on."""
        if self._desk.sitting is not None:
            self._do(e.SetLanguage(language))

    def failed(self, words: str) -> None:
        """A write failed; the page says so until trying again succeeds."""
        if self._desk.sitting is not None:
            self._failure = words
            self._set(saving=Saving.FAILED, confirming=False)

    # --- a wish ----------------------------------------------------------------------------------------

    def take(self, intent: i.Intent) -> None:
        """Do what is wished."""
        if not isinstance(intent, i.Second | i.Beat):
            self._stirred_ms = self._clock.monotonic_ms()
        match intent:
            case i.Second():
                self._second()
            case i.Beat():
                if self._desk.sitting is not None and not self._failure:
                    self._desk.heartbeat()
            case i.Stir():
                return
            case i.Go() if self._failure:
                self._retry()
            case _ if self._failure:
                return
            case _:
                self._again, self._before = intent, self._desk.sitting
                self._route(intent)
                self._again = None  # done: what fails later is not this wish

    def _retry(self) -> None:
        again, before = self._again, self._before
        if self._desk.sitting is not None:
            self._desk.heartbeat()  # the disk says what is true
        self._again, self._failure = None, ""
        self._set(saving=Saving.SAVED, trouble="")
        now = self._desk.sitting
        if now is None:  # it was sealed after all
            self._end(self._sealing)
        elif again is not None and before is not None and _same(before, now):
            self._again = again
            self._route(again)
            self._again = None

    def _route(self, intent: i.Intent) -> None:
        sitting = self._desk.sitting
        if self._ending is not None:
            self.closed = self.closed or isinstance(intent, i.Go)
        elif self._booth.store.phase()[0] is not SessionPhase.RUNNING:
            return
        elif sitting is None:
            self._code(intent)
        elif sitting.suspended is not None:
            self._hidden(intent)
        elif self._restored:
            self._welcome_back(intent)
        elif sitting.phase is Phase.PROMISE:
            self._promise(intent)
        elif sitting.phase is Phase.SUBJECTS:
            self._subjects(intent)
        elif sitting.phase is Phase.REVIEW:
            self._review(intent, sitting)
        else:
            self._question(intent, sitting)

    def _set(self, **changes: object) -> None:
        self.glass = replace(self.glass, **changes)  # type: ignore[arg-type]  # names are checked by replace

    def _say(self, refusal: Refused) -> None:
        self._set(trouble=Sentence.of(refusal).spoken(self.glass.language))

    def _do(self, act: e.Act) -> bool:
        """Let the sitting take an act; False when it was refused, and said so."""
        outcome = self._desk.take(act)
        if isinstance(outcome, Refused):
            self._say(outcome)
            return False
        return True

    # --- time ------------------------------------------------------------------------------------------

    def _second(self) -> None:
        sitting, now = self._desk.sitting, self._clock.monotonic_ms()
        if self._ending is not None:
            self.closed = self.closed or now >= self._ending.closes_at_ms
            return
        if sitting is not None and sitting.suspended is not None:
            self._stirred_ms = now  # who comes back from a pause has not been idle
            return
        if sitting is None or self._failure or sitting.phase is Phase.PROMISE:
            return
        only_warns = sitting.questionnaire.on_timeout is OnTimeout.WARN
        if timed_out(sitting, self._desk.spent_ms()) and not only_warns:
            self._submit(e.Final.TIMEOUT)
        elif now - self._stirred_ms >= self._booth.document.policy.idle_s * 1000:
            self._desk.suspend(e.SuspendReason.HIDDEN)
            self._set(typed="", menu=None, confirming=False)
        elif sitting.position is not None and sitting.phase is Phase.ANSWERING:
            self._section_time(sitting, sitting.position)

    def _section_time(self, sitting: Sitting, here: Step) -> None:
        """A section whose time is up is left behind, with its answers, where it says so."""
        keeps = section_of(sitting.questionnaire, here.section).on_timeout is OnTimeout.LOCK_KEEP
        if not keeps or section_remaining_ms(sitting, self._desk.spent_ms(), here) != 0:
            return
        steps = sitting.steps
        at = steps.index(here) if here in steps else -1
        rest = [
            step for step in steps[at + 1 :] if (step.section, step.subject) != (here.section, here.subject)
        ]
        self._turn(rest[0] if rest else None)

    # --- before the questions --------------------------------------------------------------------------

    def _typing(self, intent: i.Intent, length: int) -> bool:
        match intent:
            case i.Type(symbol):
                typed = symbol.upper().translate(_TYPED_AS)
                if typed in rooms.ALPHABET and len(self.glass.typed) < length:
                    self._set(typed=self.glass.typed + typed)
            case i.Erase(everything):
                self._set(typed="" if everything else self.glass.typed[:-1])
            case _:
                return False
        return True

    def _code(self, intent: i.Intent) -> None:
        if self._typing(intent, CODE_LENGTH):
            return
        if isinstance(intent, i.Go) and len(self.glass.typed) == CODE_LENGTH:
            sitting = self._desk.enter_code(self.glass.typed, self.glass.language)
            self._set(typed="", ticked=False, row=0, saving=Saving.SAVED, low_time_read=False)
            if isinstance(sitting, Refused):
                self._say(sitting)
                return
            self._restored = self._desk.restored and sitting.phase is not Phase.PROMISE
            self._chosen = tuple(sitting.subjects)
            self._set(look=replace(self.glass.look, language=sitting.language))

    def _hidden(self, intent: i.Intent) -> None:
        length = self._desk.reveal_symbols
        if not self._typing(intent, length) and not isinstance(intent, i.Go):
            return
        if len(self.glass.typed) == length:
            outcome = self._desk.reveal(self.glass.typed)
            self._set(typed="")
            if isinstance(outcome, Refused):
                self._say(outcome)

    def _welcome_back(self, intent: i.Intent) -> None:
        match intent:
            case i.Go():
                self._restored = False
            case i.Back():
                self._restored = False
                self._desk.suspend(e.SuspendReason.CLOSED)
                self._desk.forget()
            case _:
                return

    def _promise(self, intent: i.Intent) -> None:
        match intent:
            case i.Tick():
                self._set(ticked=not self.glass.ticked)
            case i.Refuse():
                self._submit(e.Final.DECLINED)
            case i.Go() if self.glass.ticked:
                self._do(e.Consent())
            case _:
                return

    def _subjects(self, intent: i.Intent) -> None:
        codes = asking.subject_codes(self._place, self.glass.language)
        match intent:
            case i.Press(code) if 1 <= code <= len(codes):
                agency = codes[code - 1]
                chosen = set(self._chosen) ^ {agency}
                self._chosen = tuple(code for code in codes if code in chosen)
            case i.Go():
                self._do(e.ChooseSubjects(tuple(AgencyCode(code) for code in self._chosen)))
                self._set(row=0, typed="")
            case _:
                return

    # --- the questions ---------------------------------------------------------------------------------

    def _question(self, intent: i.Intent, sitting: Sitting) -> None:  # noqa: C901, PLR0912 - one case a wish
        step = sitting.position
        if step is None:
            return
        match intent:
            case i.Press(code, variable):
                self._press(sitting, step, code, variable)
            case i.Clear():
                self._clear(sitting, step)
            case i.Undo():
                for slot, value in self._cleared:
                    self._do(e.Choose(slot, value))
                self._cleared = ()
            case i.Write(text):
                self._write(sitting, step, text)
            case i.Type(symbol) if isinstance(sitting.item(step), Number) and symbol.isdecimal():
                self._number(step, (self.glass.typed + symbol)[:MAX_DIGITS])
            case i.Erase():
                stored = sitting.answers.get(Slot(step.item, step.subject), "")
                shown = "" if stored in set(Absent) else str(stored)  # a non-answer has no digits
                if shown or self.glass.typed:
                    self._number(step, (self.glass.typed or shown)[:-1])
            case i.Nudge(by):
                self._nudge(sitting, step, by)
            case i.MoveRow(by):
                rows = len(asked_of(sitting).slots(step))
                self._set(row=max(0, min(rows - 1, self.glass.row + by)))
            case i.Flag():
                self._do(e.Flag(step, step not in sitting.flags))
            case i.GoTo(number):
                self._go_to(sitting, number)
            case i.SkipAgency():
                self._do(e.SkipSubject(AgencyCode(step.subject)))
                self._set(row=0, typed="")
            case i.Understood():
                self._set(low_time_read=True)
            case i.Go():
                self._next(sitting, step)
            case i.Back():
                self._previous(sitting, step)
            case _:
                return

    def _press(self, sitting: Sitting, step: Step, code: int, variable: str) -> None:
        item = sitting.item(step)
        slot = Slot(variable or step.item, step.subject)
        if isinstance(item, Matrix):
            rows = [one.variable for one in asked_of(sitting).slots(step)]
            view = asking.question(self._place, self.glass, asked_of(sitting), None).body
            order = [row.variable for row in view.rows] if isinstance(view, v.Grid) else rows
            self._set(row=order.index(variable) if variable in order else self.glass.row)
        value: Value | None = code
        if isinstance(item, Multi) and code not in set(Absent):
            value = _toggled(item.options, sitting.answers.get(slot), code)
        self._set(typed="")
        if value is None:
            self._do(e.Clear(slot))
        elif sitting.answers.get(slot) != value:  # the same answer again is no event
            self._do(e.Choose(slot, value))

    def _clear(self, sitting: Sitting, step: Step) -> None:
        held = [
            (slot, sitting.answers[slot]) for slot in asked_of(sitting).slots(step) if slot in sitting.answers
        ]
        for slot, _ in held:
            self._do(e.Clear(slot))
        self._cleared = tuple(held)
        language = self.glass.language
        undo = v.Button("undo", say(language, "kiosk.undo"), i.Undo())
        self._set(typed="", toast=v.Toast("rotate-ccw", say(language, "kiosk.cleared"), undo))

    def _write(self, sitting: Sitting, step: Step, text: str) -> None:
        if not isinstance(sitting.item(step), TextItem):
            return
        slot = Slot(step.item, step.subject)
        if text.strip():
            self._do(e.Choose(slot, text))
        elif slot in sitting.answers:
            self._do(e.Clear(slot))

    def _number(self, step: Step, typed: str) -> None:
        sitting = self._desk.sitting
        item = sitting.item(step) if sitting is not None else None
        if sitting is None or not isinstance(item, Number):
            return
        slot = Slot(step.item, step.subject)
        self._set(typed=typed)
        if not typed:
            if slot in sitting.answers:
                self._do(e.Clear(slot))
        elif item.min <= int(typed) <= item.max:
            self._do(e.Choose(slot, int(typed)))
        elif slot in sitting.answers:
            self._do(e.Clear(slot))  # what the screen shows is not an answer, so none is kept

    def _nudge(self, sitting: Sitting, step: Step, by: int) -> None:
        item = sitting.item(step)
        if isinstance(item, Number):
            value = sitting.answers.get(Slot(step.item, step.subject))
            known = isinstance(value, int) and value not in set(Absent)
            start = value if known and isinstance(value, int) else item.min - by
            self._number(step, str(max(item.min, min(item.max, start + by))))

    # --- from question to question ---------------------------------------------------------------------

    def _next(self, sitting: Sitting, step: Step) -> None:
        item, sheet = sitting.item(step), asked_of(sitting)
        if isinstance(item, Number) and asking.number_error(self.glass.language, item, self.glass.typed):
            return
        if item.required is Required.HARD and sheet.slots(step) and not sheet.answered(step):
            self._set(trouble=say(self.glass.language, "kiosk.answer_needed"))
            return
        steps = sitting.steps
        at = steps.index(step) if step in steps else -1
        self._turn(steps[at + 1] if at + 1 < len(steps) else None)

    def _turn(self, step: Step | None) -> None:
        sitting = self._desk.sitting
        self._set(row=0, typed="")
        if sitting is None:
            return
        if step is not None:
            self._do(e.GoTo(step))
        elif screening(sitting) is not None:
            self._submit(e.Final.INELIGIBLE)
        elif choosing_is_due(sitting):
            self._do(e.ChooseSubjects(()))
        else:
            self._do(e.Review())

    def _previous(self, sitting: Sitting, step: Step) -> None:
        steps = sitting.steps
        at = steps.index(step) if step in steps else 0
        if at > 0:
            self._turn(steps[at - 1])

    def _go_to(self, sitting: Sitting, number: int) -> None:
        numbered = asked_of(sitting).numbered
        if 1 <= number <= len(numbered):
            self._turn(numbered[number - 1])

    def _review(self, intent: i.Intent, sitting: Sitting) -> None:
        match intent:
            case i.GoTo(number):
                self._go_to(sitting, number)
            case i.Back() if sitting.position is not None:
                self._turn(sitting.position)
            case i.Go():
                self._set(confirming=True)
            case i.Close():
                self._set(confirming=False)
            case i.Seal():
                self._set(confirming=False)
                self._submit(e.Final.COMPLETE)
            case _:
                return

    # --- the end ---------------------------------------------------------------------------------------

    def _submit(self, final: e.Final) -> None:
        sitting = self._desk.sitting
        section = screening(sitting) if sitting is not None and final is e.Final.INELIGIBLE else None
        text = section.ineligible_text if section is not None else None
        self._sealing, self._words = final, Bilingual(text.id, text.en) if text is not None else None
        outcome = self._desk.submit(final)
        if isinstance(outcome, Sealed):
            self._end(final)
        else:
            self._say(outcome)

    def _end(self, final: e.Final) -> None:
        self._ending = Ending(final, self._clock.monotonic_ms() + CLOSE_AFTER_MS, self._words)
        self._set(menu=None, confirming=False, typed="")

    def seal_dialog(self) -> v.Dialog:
        """The last question before sealing."""
        sitting = self._desk.sitting
        return rooms.seal_dialog(self.glass, asked_of(sitting).open_numbers if sitting is not None else ())

    # --- the page --------------------------------------------------------------------------------------

    def page(self, planned: tuple[str, str]) -> v.Page:  # noqa: C901, PLR0911, PLR0912 - one case a page
        """What the respondent sees; `planned` is the next session's label and start."""
        place, glass, sitting = self._place, self.glass, self._desk.sitting
        remaining = self._desk.remaining_ms()
        phase = self._booth.store.phase()[0]
        if self._ending is not None:
            return self._ending_page(self._ending)
        if phase is SessionPhase.READY:
            return rooms.locked(place, glass, self._clock.utc_ms(), *planned, self._minutes())
        if phase is SessionPhase.ENDED:
            return rooms.session_over(place, glass)
        if phase is SessionPhase.PAUSED:
            return rooms.paused(place, glass, asked_of(sitting).answered_count if sitting else 0, remaining)
        if phase is SessionPhase.LOCKED:
            return rooms.screen_locked(place, glass)
        if sitting is None:
            return rooms.access_code(place, glass)
        sheet = asked_of(sitting)
        if self._failure:
            return rooms.not_saved(place, glass, self._failure, sheet.answered_count)
        if sitting.suspended is not None:
            minutes = self._booth.document.policy.idle_s // 60
            return rooms.hidden(place, glass, minutes, self._desk.reveal_symbols)
        if self._restored:
            number = sheet.number(sheet.step) if sheet.step is not None else 1
            flags = len(sheet.flag_numbers)
            return rooms.restored(place, glass, sheet.answered_count, flags, number, remaining)
        match sitting.phase:
            case Phase.PROMISE:
                return ends.promise(place, glass, sheet)
            case Phase.SUBJECTS:
                return asking.subjects_question(place, glass, sheet, remaining, self._chosen)
            case Phase.REVIEW:
                return ends.review(place, glass, sheet, remaining)
            case _:
                return asking.question(place, glass, sheet, remaining)

    def _minutes(self) -> int:
        limits = [
            limit
            for digest in self._booth.document.questionnaires
            if (limit := self._booth.questionnaire(digest).time_limit_ms) is not None  # type: ignore[arg-type]
        ]
        return max(limits, default=40 * 60_000) // 60_000

    def _ending_page(self, ending: Ending) -> v.Page:
        seconds = max(0, -(-(ending.closes_at_ms - self._clock.monotonic_ms()) // 1000))
        match ending.final:
            case e.Final.DECLINED:
                return rooms.not_taking_part(self._place, self.glass)
            case e.Final.INELIGIBLE if ending.words is not None:
                return rooms.not_for_you(self._place, self.glass, ending.words)
            case _:
                return rooms.sealed(self.glass, seconds, by_timeout=ending.final is e.Final.TIMEOUT)


def _same(before: Sitting, now: Sitting) -> bool:
    """Whether nothing was stored between the two but time."""
    return replace(before, spent_ms=0, section_ms={}) == replace(now, spent_ms=0, section_ms={})


def _toggled(options: tuple[Option, ...], value: Value | None, code: int) -> Value | None:
    """The choices of a multi item after one press: exclusive ones stand alone."""
    exclusive = {option.code for option in options if option.exclusive}
    chosen = set(value) if isinstance(value, tuple) else set()
    if code in chosen:
        chosen.discard(code)
    else:
        chosen = {code} if code in exclusive else (chosen - exclusive) | {code}
    return tuple(sorted(chosen)) or None


def asked_of(sitting: Sitting) -> Asked:
    """The sitting as the screen needs it."""
    return Asked(
        sitting.questionnaire,
        sitting.plan,
        sitting.answers,
        sitting.flags,
        tuple(sitting.subjects),
        sitting.skipped,
        sitting.position,
        str(sitting.opening.group),
    )
