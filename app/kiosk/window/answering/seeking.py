"""Going to a question by its number: the list is open, digits are collected, Enter goes there."""

from app.base.sentences import say
from app.kiosk.window import intents as i
from app.kiosk.window.answering.chair import Chair, asked_of
from app.questionnaire.route import Step
from app.sitting.state import Sitting, can_go_to

MAX_DIGITS = 3


class Seeking:
    """What is typed while the question list is open."""

    def __init__(self, chair: Chair) -> None:
        self._chair = chair

    @property
    def open(self) -> bool:
        """Whether digits are numbers of questions now."""
        return self._chair.pane.glass.menu is i.Menu.LIST

    def close(self) -> None:
        """Nothing is looked for any more."""
        self._chair.pane.set(menu=None, sought="")

    def take(self, intent: i.Intent, sitting: Sitting) -> tuple[bool, Step | None]:
        """Whether `intent` was meant for the list, and the question it leads to."""
        pane = self._chair.pane
        match intent:
            case i.Type(symbol) if symbol.isdecimal():
                pane.set(sought=(pane.glass.sought + symbol).lstrip("0")[:MAX_DIGITS])
            case i.Erase(everything):
                pane.set(sought="" if everything else pane.glass.sought[:-1])
            case i.Go() if pane.glass.sought:
                return True, self.find(sitting, int(pane.glass.sought))
            case i.Go():
                self.close()
            case _:
                return False, None
        return True, None

    def find(self, sitting: Sitting, number: int) -> Step | None:
        """The question with this number, if it may be opened; if not, the page says why."""
        pane, numbered = self._chair.pane, asked_of(sitting).numbered
        if not 1 <= number <= len(numbered):
            why = say(pane.language, "answering.no_such_number", number=number, last=len(numbered))
        elif not can_go_to(sitting, numbered[number - 1], self._chair.desk.spent_ms()):
            why = say(pane.language, "answering.number_closed", number=number)
        else:
            return numbered[number - 1]
        pane.set(trouble=why, sought="")
        return None
