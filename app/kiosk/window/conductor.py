"""From a wish to the next screen: who is before the screen, and what they are shown. It knows no widget.

Its halves are the only callers of the use cases: `installing` before there is a database, `proctoring` and
`answering` after.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from app.base.clock import Clock
from app.base.errors import Environment, Integrity, Problem, Refused
from app.kiosk.channel import Done
from app.kiosk.outside import Outside
from app.kiosk.seat import enrol
from app.kiosk.seat.desk import Desk
from app.kiosk.seat.proctor import Session
from app.kiosk.settings import Settings
from app.kiosk.store.booth import Booth
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.answering.respondent import Respondent
from app.kiosk.window.checking import Checking
from app.kiosk.window.exporting import Exporting
from app.kiosk.window.guiding import Guiding
from app.kiosk.window.installing import Installing
from app.kiosk.window.pane import Pane
from app.kiosk.window.present import helping, rooms
from app.kiosk.window.present.guide import Topic
from app.kiosk.window.present.place import Glass, place_of, practice
from app.kiosk.window.proctoring import Proctoring
from app.ui.theme import Look

_HELP = i.Open(i.Menu.HELP)
_PASSING = i.Second | i.Beat | i.Stir | i.FrontLost | i.FrontBack
_LOOKS = (
    i.SetLanguage | i.SetSize | i.SetContrast | i.SetStill | i.ShowTimer | i.FrontLost | i.FrontBack
)  # the same over the guide as over any page


@dataclass(frozen=True, slots=True)
class Opened:
    """An open booth and the two who may be before it."""

    key: bytes
    booth: Booth
    desk: Desk
    proctor: Proctoring
    respondent: Respondent


class Conductor:
    """One window process: from the card code to the end of one respondent."""

    def __init__(
        self, settings: Settings, clock: Clock, outside: Outside, show: Callable[[v.Screen], None]
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._outside = outside
        self._show = show
        self._pane = Pane(Glass(Look(settings.language)))
        self._installing = Installing(settings, clock, outside, self._pane, self.redraw)
        self._guiding = Guiding(self._pane)
        self._served = False
        self.opened: Opened | None = None

    # --- from outside ----------------------------------------------------------------------------------

    def begin(self) -> None:
        """The keeper lets this window show itself: look again at what the machine is."""
        if self.opened is None:
            self._installing.look_again()
        self.redraw()

    def unlocked(self, key: bytes) -> None:
        """The keeper sent the database key."""
        booth = enrol.open_booth(self._settings.data_dir, key, self._clock)
        desk, place = Desk(booth), place_of(booth.document, booth.seat)
        clock, outside, pane = self._clock, self._outside, self._pane
        exporting = Exporting(booth, key, self._settings, clock, outside, pane, self.redraw)
        work = Session(booth, desk)
        checking = Checking(self._settings, clock, outside, pane, self.redraw, booth, work)
        proctor = Proctoring(booth, work, place, clock, outside, pane, exporting, checking, self._panel_left)
        self.opened = Opened(key, booth, desk, proctor, Respondent(booth, desk, place, clock, pane))
        pane.set(typed="", trouble="")
        self.redraw()

    def denied(self, refusal: Refused) -> None:
        """The keeper did not accept the card code."""
        self._pane.refused(refusal)
        self.redraw()

    def redraw(self) -> None:
        """Show what is so now; when the disk cannot tell, the page that says so, or else the last one."""
        try:
            screen = self.screen()
        except (Environment, Integrity) as problem:
            self._trouble(problem)
            if self.opened is None or not self.opened.proctor.away:
                return
            screen = self.screen()
        self._show(screen)

    # --- a wish ----------------------------------------------------------------------------------------

    def take(self, intent: i.Intent) -> None:
        """Do what is wished, if the rules allow it, and show what is so afterwards."""
        before = self._pane.glass
        if not isinstance(intent, _PASSING) and not self._leaves_page_alone(intent):
            self._pane.set(trouble="", asks="", toast=None)
        try:
            self._route(intent)
        except (Environment, Integrity) as problem:
            self._trouble(problem)
        if self._served or (self.opened is not None and self.opened.respondent.closed):
            self._outside.send(Done())
            self._outside.leave()
            return
        if not isinstance(intent, i.Stir) or self._pane.glass is not before:
            self.redraw()

    def _leaves_page_alone(self, intent: i.Intent) -> bool:
        """Whether what the page says stands for now: the guide is open over it, or is about to be."""
        return self._guiding.is_open or (intent == _HELP and self._topic() is not None)

    def _route(self, intent: i.Intent) -> None:
        opened = self.opened
        if self._guide(intent) or self._display(intent) or self._front(intent):
            return
        if opened is None:
            self._installing.take(intent)
        elif isinstance(intent, i.CallProctor):
            opened.proctor.call()
        elif not opened.proctor.away:
            opened.proctor.take(intent)
        elif not self._pane.glass.covered or isinstance(intent, i.Second | i.Beat):
            opened.respondent.take(intent)

    def _guide(self, intent: i.Intent) -> bool:
        """Whether it is about the proctor's guide, which lies over their pages and the waiting screen."""
        topic = self._topic() if intent == _HELP or self._guiding.is_open else None
        if topic is None or isinstance(intent, i.CallProctor):
            self._guiding.close()  # also when the page under it has gone
            return False
        if intent == _HELP and not self._guiding.is_open:
            self._pane.set(menu=None)
            self._guiding.open(topic)
            return True
        if intent == _HELP:
            self._guiding.close()
            return True
        over = isinstance(intent, i.Open | i.Close) and (
            isinstance(intent, i.Open) or self._pane.glass.menu is not None
        )
        return not over and not isinstance(intent, _LOOKS) and self._guiding.take(intent)

    def _topic(self) -> Topic | None:
        """What the guide would say first to who is before the screen; None to a respondent."""
        if self.opened is None:
            return self._installing.topic
        if not self.opened.proctor.away:
            return self.opened.proctor.topic
        return Topic.WAITING if self.opened.respondent.waits else None

    def _display(self, intent: i.Intent) -> bool:
        """Whether it is a wish about the screen itself, the same on every page."""
        glass = self._pane.glass
        look = glass.look
        match intent:
            case i.SetLanguage(language):
                if self.opened is not None and look.language is not language:
                    self.opened.respondent.speak(language)
                look = replace(look, language=language)
            case i.SetSize(size):
                look = replace(look, size=size)
            case i.SetContrast(contrast):
                look = replace(look, contrast=contrast)
            case i.SetStill(still):
                look = replace(look, still=still)
            case i.ShowList(shown):
                self._pane.set(list_shown=shown, menu=None, sought="")
            case i.ShowTimer(shown):
                self._pane.set(timer_shown=shown)
            case i.Open(menu):
                self._pane.set(menu=None if glass.menu is menu else menu, sought="")
            case i.Close() if glass.menu is not None:
                self._pane.set(menu=None, sought="")
            case _:
                return False
        self._pane.set(look=look)
        return True

    def _front(self, intent: i.Intent) -> bool:
        """Whether it is about what stands before the screen; counted while a session runs, never timed."""
        if isinstance(intent, i.FrontLost):
            self._pane.set(covered=True, menu=None)
            if self.opened is not None:
                with suppress(Environment, Integrity):  # a count is worth no trouble
                    self.opened.booth.store.count_front_lost()
        elif isinstance(intent, i.FrontBack):
            self._pane.set(covered=False)
        else:
            return False
        return True

    def _trouble(self, problem: Problem) -> None:
        self._pane.say(problem)
        if self.opened is not None and self.opened.proctor.away:
            self.opened.respondent.failed(problem)

    def _panel_left(self) -> None:
        """After the end of a sitting or of the session this process has served: the next gets another."""
        opened = self.opened
        self._served = opened is not None and (opened.proctor.ended or opened.respondent.ended)
        self._guiding.close()

    # --- the screen ------------------------------------------------------------------------------------

    def screen(self) -> v.Screen:
        """What has to be shown now."""
        glass = self._pane.glass
        if glass.covered and (self.opened is None or self.opened.proctor.away):
            place = place_of(self.opened.booth.document, self.opened.booth.seat) if self.opened else None
            return v.Screen(rooms.covered(place, glass), glass.look)
        page = self._page()
        return v.Screen(page, glass.look, self._overlay(page), self._toast() or glass.toast)

    def _page(self) -> v.Page:
        guide = self._guiding.page(self._training())
        return guide if guide is not None else self._page_itself()

    def _training(self) -> str:
        opened, language = self.opened, self._pane.language
        if opened is None:
            return self._installing.training
        return practice(place_of(opened.booth.document, opened.booth.seat), language)

    def _page_itself(self) -> v.Page:
        if self.opened is None:
            return self._installing.page()
        if self.opened.proctor.away:
            return self.opened.respondent.page(self.opened.proctor.planned)
        return self.opened.proctor.page()

    def _toast(self) -> v.Toast | None:
        """What the page says by itself."""
        if self.opened is None or not self.opened.proctor.away or self._guiding.is_open:
            return None
        return self.opened.respondent.toast()

    def _overlay(self, page: v.Page) -> v.Overlay | None:
        glass = self._pane.glass
        if glass.menu is i.Menu.DISPLAY:
            respondent = self.opened is not None and self.opened.proctor.away
            timed = self.opened.respondent.timer_shown if self.opened is not None and respondent else None
            return rooms.display_menu(glass, timed)
        if glass.menu is i.Menu.HELP:
            return helping.help_dialog(glass, page)
        if self._guiding.is_open:
            return None
        if self.opened is None:
            return self._installing.dialog()
        return self.opened.respondent.dialog() if self.opened.proctor.away else self.opened.proctor.dialog()
