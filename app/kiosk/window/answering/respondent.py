"""One respondent at the desk: which part of answering a wish belongs to, and which page is shown."""

from collections.abc import Callable

from app.base.clock import Clock
from app.base.errors import Problem
from app.base.sentences import Language
from app.kiosk.seat.desk import Desk
from app.kiosk.store.booth import Booth
from app.kiosk.store.database import Phase as SessionPhase
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.answering.chair import Chair, asked_of
from app.kiosk.window.answering.ending import Ending
from app.kiosk.window.answering.entry import Entry
from app.kiosk.window.answering.pace import Pace
from app.kiosk.window.answering.questions import Questions
from app.kiosk.window.answering.saving import Trouble
from app.kiosk.window.answering.travel import Travel
from app.kiosk.window.pane import Pane
from app.kiosk.window.present import asking, ends, rooms
from app.kiosk.window.present.place import Place
from app.sitting import events as e
from app.sitting.state import Phase, Sitting

USUAL_MINUTES = 40  # said on the locked page where no questionnaire of the package has a limit


class Respondent:
    """From the access code to the thank-you; `closed` asks for the end of the window."""

    def __init__(self, booth: Booth, desk: Desk, place: Place, clock: Clock, pane: Pane) -> None:
        self._chair = Chair(booth, desk, place, clock, pane)
        self._ending = Ending(self._chair)
        self._entry = Entry(self._chair, self._ending)
        self._questions = Questions(self._chair)
        self._travel = Travel(self._chair, self._ending)
        self._pace = Pace(self._chair, self._ending, self._travel)
        self._trouble = Trouble(self._chair)

    @property
    def ended(self) -> bool:
        """Whether a respondent's sitting ended in this process."""
        return self._ending.ended is not None

    @property
    def closed(self) -> bool:
        """Whether there is nothing more to show."""
        return self._ending.closed

    @property
    def waits(self) -> bool:
        """Whether the session has not begun: nobody has the screen yet.

        Raises:
            Environment, Integrity: the disk cannot be read.
        """
        return not self.ended and self._chair.booth.store.phase()[0] is SessionPhase.READY

    def speak(self, language: Language) -> None:
        """The sitting speaks another language from now on."""
        sitting = self._chair.desk.sitting
        if sitting is not None and language in sitting.questionnaire.languages:
            self._chair.do(e.SetLanguage(language))

    def failed(self, problem: Problem) -> None:
        """The disk failed; the page says so until trying again succeeds."""
        self._trouble.arose(problem)

    # --- a wish ----------------------------------------------------------------------------------------

    def take(self, intent: i.Intent) -> None:
        """Do what is wished."""
        if not isinstance(intent, i.Second | i.Beat):
            self._pace.stirred()
        sitting = self._chair.desk.sitting
        match intent:
            case i.Second() if self.ended:
                self._ending.second()
            case i.Go() | i.Beat() if self._trouble.here:
                self._retry()
            case _ if self._trouble.here:
                return
            case i.Second():
                if sitting is not None:
                    self._pace.second(sitting)
            case i.Beat():
                if sitting is not None:
                    self._chair.desk.heartbeat()
            case i.Stir():
                return
            case _:
                self._fulfil(intent)

    def _fulfil(self, intent: i.Intent) -> None:
        self._trouble.wished(intent)
        self._route(intent)
        self._trouble.done()

    def _retry(self) -> None:
        seated = self._chair.desk.sitting is not None
        wish = self._trouble.look_again()
        if seated and self._chair.desk.sitting is None:  # it was sealed after all
            self._ending.found_sealed()
        elif wish is not None:
            self._fulfil(wish)

    def _route(self, intent: i.Intent) -> None:
        sitting = self._chair.desk.sitting
        if self.ended:
            self._ending.take(intent)
        elif self._chair.booth.store.phase()[0] is not SessionPhase.RUNNING:
            return
        elif sitting is None:
            self._entry.code(intent)
        elif sitting.suspended is not None:
            self._entry.hidden(intent)
        elif self._entry.welcomes_back:
            self._entry.welcome_back(intent)
        elif isinstance(intent, i.Undo):
            self._questions.undo()
        elif sitting.phase is Phase.PROMISE:
            self._entry.promise(intent)
        elif sitting.phase is Phase.SUBJECTS:
            self._entry.subjects(intent, sitting)
        elif sitting.phase is Phase.REVIEW:
            self._travel.review(intent, sitting)
        else:
            self._question(intent, sitting)

    def _question(self, intent: i.Intent, sitting: Sitting) -> None:
        step = sitting.position
        if step is not None and not self._travel.take(intent, sitting, step):
            self._questions.take(intent, sitting, step)

    # --- the page --------------------------------------------------------------------------------------

    def page(self, planned: Callable[[], tuple[str, str]]) -> v.Page:
        """What the respondent sees; `planned` is the next session's label and start.

        Raises:
            Environment, Integrity: the disk cannot be read; after `failed` there is a page that says so.
        """
        if self._ending.ended is not None:
            return self._ending.page(self._ending.ended)
        trouble = self._trouble.page()
        if trouble is not None:
            return trouble
        waiting = self._waiting_page(self._chair.booth.store.phase()[0], planned)
        return waiting if waiting is not None else self._own_page(self._chair.desk.sitting)

    def _waiting_page(self, phase: SessionPhase, planned: Callable[[], tuple[str, str]]) -> v.Page | None:
        """The page while the session does not run."""
        place, glass, desk = self._chair.place, self._chair.pane.glass, self._chair.desk
        match phase:
            case SessionPhase.READY:
                return rooms.locked(place, glass, self._chair.clock.utc_ms(), *planned(), self._minutes())
            case SessionPhase.ENDED:
                return rooms.session_over(place, glass)
            case SessionPhase.PAUSED:
                answers = asked_of(desk.sitting).answered_count if desk.sitting else 0
                return rooms.paused(place, glass, answers, desk.remaining_ms())
            case SessionPhase.LOCKED:
                return rooms.screen_locked(place, glass)
            case _:
                return None

    def _own_page(self, sitting: Sitting | None) -> v.Page:
        place, glass = self._chair.place, self._chair.pane.glass
        before = self._entry.page(sitting)
        if before is not None or sitting is None:
            return before or rooms.access_code(place, glass)
        if sitting.phase is Phase.REVIEW:
            return ends.review(place, glass, self._chair.asked(sitting), self._chair.budget(sitting))
        return asking.question(place, glass, self._chair.asked(sitting), self._chair.budget(sitting))

    def dialog(self) -> v.Dialog | None:
        """What lies over the page: the last question before sealing."""
        if not self._chair.pane.glass.confirming:
            return None
        sitting = self._chair.desk.sitting
        return rooms.seal_dialog(
            self._chair.pane.glass, asked_of(sitting).open_numbers if sitting is not None else ()
        )

    def toast(self) -> v.Toast | None:
        """What is said at the bottom of the page by itself."""
        return rooms.idle_warning(self._chair.pane.glass)

    @property
    def timer_shown(self) -> bool | None:
        """Whether the time left is shown; None while none is counted."""
        sitting, wished = self._chair.desk.sitting, self._chair.pane.glass.timer_shown
        if sitting is None or self.ended or self._chair.budget(sitting) is None:
            return None
        return not sitting.questionnaire.timer_hidden if wished is None else wished

    def _minutes(self) -> int:
        longest_ms = self._chair.booth.longest_ms()
        return USUAL_MINUTES if longest_ms is None else longest_ms // 60_000
