"""From a wish to the next screen: who is at the window, and which page they see. It knows no widget."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.base.clock import Clock
from app.base.errors import Environment, Integrity
from app.base.sentences import Language, Sentence, say
from app.office.officers.signin import Recognised
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.outside import Outside
from app.office.window.present.around import Entry, side_of
from app.office.window.sections.entrance import Entrance
from app.office.window.sections.section import Section
from app.office.window.sections.table import sections_for
from app.office.window.shift import Shift
from app.ui.parts.tone import Tone


class Conductor:
    """One window, from the first passphrase to the end."""

    def __init__(
        self,
        folder: Path,
        language: Language,
        clock: Clock,
        outside: Outside,
        show: Callable[[v.Screen], None],
    ) -> None:
        self._clock, self._outside, self._show = clock, outside, show
        self.language = language
        self.entrance = Entrance(folder, clock, outside, self.redraw, self._entered)
        self.shift: Shift | None = None
        self.sections: tuple[Section, ...] = ()
        self._here = ""
        self._sticks: tuple[Path, ...] = ()
        self._leaving = False

    @property
    def inside(self) -> bool:
        """Whether an officer is signed in."""
        return self.shift is not None and self.shift.staff is not None

    @property
    def here(self) -> Section | None:
        """The section that is shown, or would be."""
        return next((one for one in self.sections if one.name == self._here), None)

    def take(self, intent: object) -> None:
        """Do what is wished, and show what is so afterwards."""
        shift = self.shift
        if shift is not None and not isinstance(intent, i.Sticks | i.Typed):
            shift.trouble = None
        try:
            self._route(intent)
        except (Environment, Integrity) as problem:
            if shift is not None:
                shift.trouble = Sentence.of(problem)
        if self._leaving and (shift is None or not shift.jobs):
            self._outside.leave()
            return
        self.redraw()

    def _route(self, intent: object) -> None:
        if self._always(intent):
            return
        if self.shift is None or not self.inside:
            self.entrance.take(intent)
        elif not self._around(intent, self.shift) and self.here is not None:
            self.here.take(intent)

    def _always(self, intent: object) -> bool:
        """Whether it is a wish that everybody may have, signed in or not."""
        match intent:
            case i.SetLanguage(language):
                self.language = language
                self._outside.remember(self.entrance.folder, language)
            case i.Sticks(folders):
                self._sticks = folders
                if self.shift is not None:
                    self.shift.sticks = folders
            case i.Leave():
                self._leave()
            case _:
                return False
        return True

    def _around(self, intent: object, shift: Shift) -> bool:
        """Whether it is a wish that means the same on every page."""
        match intent:
            case i.Lock():
                self._lock(shift)
            case i.Go(name, then):
                self._go(name)
                if then is not None and self.here is not None:
                    self.here.take(then)
            case i.StopJob(number):
                shift.stop(number)
            case i.Refresh():
                shift.refresh()
            case i.ChooseRound(survey):
                shift.survey = survey
                shift.refresh(self._come)
            case _:
                return False
        return True

    def _come(self) -> None:
        if self.here is not None:
            self.here.come()

    def _go(self, name: str) -> None:
        if any(one.name == name for one in self.sections):
            self._here = name
            self._come()

    def _lock(self, shift: Shift) -> None:
        shift.staff = None
        for section in self.sections:
            section.locked()
        self.entrance.remember(shift.officer)
        self.entrance.use(self.entrance.folder)

    def _leave(self) -> None:
        """Work that can be stopped is stopped first; what is stored by then stays."""
        self._leaving = True
        for job in self.shift.jobs if self.shift is not None else ():
            job.running.stop()

    def _entered(self, staff: Recognised) -> None:
        """The officer who locked the window finds everything where it was; another begins anew."""
        officer, folder = staff.officers[0].id, staff.folder
        shift = self.shift
        if shift is None or (shift.officer, shift.folder) != (officer, folder):
            shift = Shift(
                staff, officer, folder, self._clock, self._outside, self._ended_or_on, sticks=self._sticks
            )
            self.shift = shift
            self.sections = sections_for(shift)
            self._here = self.sections[0].name
        shift.staff = staff
        self._outside.remember(folder, self.language)
        self._come()

    def _ended_or_on(self) -> None:
        if self._leaving and self.shift is not None and not self.shift.jobs:
            self._outside.leave()
            return
        self.redraw()

    def redraw(self) -> None:
        """Show what is so now."""
        self._show(self.screen())

    def screen(self) -> v.Screen:
        """What has to be shown now."""
        language = self.language
        spoken, title = say(language, "window.language"), say(language, "window.title")
        shift, here = self.shift, self.here
        if shift is None or shift.staff is None or here is None:
            return v.Screen(self.entrance.page(language), language, spoken, title)
        shift.language = language
        page = here.page(language)
        if shift.trouble is not None:
            notice = v.Notice(Tone.DANGER, "circle-alert", shift.trouble.spoken(language))
            page = _above(page, notice)
        entries = [
            Entry(one.name, one.icon, one.words(language), one.badge()) for one in self.sections if one.listed
        ]
        side = side_of(shift, entries, here.within or here.name, language)
        return v.Screen(page, language, spoken, title, side)


def _above(page: v.Page, notice: v.Notice) -> v.Page:
    """The page with a message before everything else."""
    return replace(page, parts=(notice, *page.parts))
