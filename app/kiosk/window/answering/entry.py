"""Before the questions: the access code, coming back, the promise, and which agencies an expert knows."""

from dataclasses import replace

from app.base.errors import Refused
from app.base.ids import AgencyCode
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.answering.chair import Chair, asked_of
from app.kiosk.window.answering.ending import Ending
from app.kiosk.window.pane import CODE_LENGTH
from app.kiosk.window.present import aloud, choosing, promise, rooms
from app.kiosk.window.present.place import Saving
from app.sitting import events as e
from app.sitting.state import Phase, Sitting


class Entry:
    """One respondent on the way to the first question, or back to where they were."""

    def __init__(self, chair: Chair, ending: Ending) -> None:
        self._chair = chair
        self._ending = ending
        self.welcomes_back = False
        """Whether the page that says what was kept has still to be left."""

    def code(self, intent: i.Intent) -> None:
        """The code of the slip begins a sitting or takes one up again."""
        pane, desk = self._chair.pane, self._chair.desk
        if pane.take_symbol(intent):
            return
        if isinstance(intent, i.Go) and len(pane.typed) == CODE_LENGTH:
            sitting = desk.enter_code(pane.typed, pane.language)
            pane.set(typed="", date=None, ticked=False, row=0, saving=Saving.SAVED)
            if isinstance(sitting, Refused):
                pane.say(sitting)
                return
            self.welcomes_back = desk.restored and sitting.phase is not Phase.PROMISE
            pane.set(look=replace(pane.glass.look, language=sitting.language))
            if self.welcomes_back:
                self._enlarge(sitting)

    def hidden(self, intent: i.Intent) -> None:
        """The last symbols of the slip bring a hidden page back."""
        pane, desk = self._chair.pane, self._chair.desk
        length = desk.reveal_symbols
        if not pane.take_symbol(intent, length) and not isinstance(intent, i.Go):
            return
        if len(pane.typed) == length:
            pane.refused(desk.reveal(pane.typed))
            pane.set(typed="")

    def welcome_back(self, intent: i.Intent) -> None:
        """Going on after an interruption, or leaving because this is somebody else's sitting."""
        match intent:
            case i.Go():
                self.welcomes_back = False
            case i.Back():
                self.welcomes_back = False
                self._chair.desk.suspend(e.SuspendReason.CLOSED)
                self._chair.desk.forget()
            case _:
                return

    def promise(self, intent: i.Intent) -> None:
        """Consent, or none; read alone, or be read to: that is another promise, and is consented to anew."""
        pane, desk = self._chair.pane, self._chair.desk
        match intent:
            case i.Tick():
                pane.set(ticked=not pane.glass.ticked)
            case i.ReadAloud(on):
                mode = e.Mode.READ_ALOUD if on else e.Mode.SELF
                if (
                    desk.sitting is not None
                    and desk.sitting.mode is not mode
                    and self._chair.do(e.SetMode(mode))
                ):
                    pane.set(ticked=False)
            case i.Refuse():
                self._ending.submit(e.Final.DECLINED)
            case i.Go() if pane.glass.ticked:
                if self._chair.do(e.Consent()) and desk.sitting is not None:
                    self._enlarge(desk.sitting)
            case _:
                return

    def _enlarge(self, sitting: Sitting) -> None:
        """Who is read to begins with larger text."""
        self._chair.pane.set(look=aloud.look_for(self._chair.pane.glass, asked_of(sitting)))

    def subjects(self, intent: i.Intent, sitting: Sitting) -> None:
        """An expert ticks the agencies they know; each tick is kept at once."""
        codes = choosing.subject_codes(self._chair.place, self._chair.pane.language)
        match intent:
            case i.Press(code) if 1 <= code <= len(codes):
                ticked = set(sitting.ticked) ^ {AgencyCode(codes[code - 1])}
                self._chair.do(e.TickSubjects(tuple(sorted(ticked))))
            case i.Go():
                if self._chair.do(e.ChooseSubjects(sitting.ticked)):
                    self._chair.leave_page()
            case _:
                return

    def page(self, sitting: Sitting | None) -> v.Page | None:
        """The page of this part; None once there are questions."""
        place, glass = self._chair.place, self._chair.pane.glass
        if sitting is None:
            return rooms.access_code(place, glass)
        asked = asked_of(sitting)
        if sitting.suspended is not None:
            minutes = self._chair.booth.document.policy.idle_s // 60
            return rooms.hidden(place, glass, minutes, self._chair.desk.reveal_symbols)
        if self.welcomes_back:
            number = asked.number(asked.step) if asked.step is not None else 1
            flags = len(asked.flag_numbers)
            return rooms.restored(
                place, glass, asked.answered_count, flags, number, self._chair.desk.remaining_ms()
            )
        if sitting.phase is Phase.PROMISE:
            return aloud.aloud(place, glass, asked) if asked.aloud else promise.promise(place, glass, asked)
        if sitting.phase is Phase.SUBJECTS:
            return choosing.subjects_question(
                place, glass, asked, self._chair.budget(sitting), sitting.ticked
            )
        return None
