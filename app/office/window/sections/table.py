"""Which sections there are, in the order of the bar at the left. What is not here is not shown."""

from app.office.window.sections.agency import OneAgency
from app.office.window.sections.closing import Closing
from app.office.window.sections.helping import Help
from app.office.window.sections.importing import Importing
from app.office.window.sections.journal import Journal
from app.office.window.sections.keys import KeyKeeping
from app.office.window.sections.opening import Opening
from app.office.window.sections.overview import Overview
from app.office.window.sections.packages import Packages
from app.office.window.sections.publishing import Publishing
from app.office.window.sections.quarantine import Quarantine
from app.office.window.sections.questions import Questions
from app.office.window.sections.results import Results
from app.office.window.sections.review import Review
from app.office.window.sections.round_form import RoundForm
from app.office.window.sections.rounds import Rounds
from app.office.window.sections.sample import Sample
from app.office.window.sections.section import Section
from app.office.window.shift import Shift

SECTIONS: tuple[type[Section], ...] = (
    Overview,
    Questions,
    Sample,
    Packages,
    Importing,
    Quarantine,
    Closing,
    Opening,
    Results,
    OneAgency,
    Review,
    Publishing,
    KeyKeeping,
    Journal,
    Help,
    Rounds,
    RoundForm,
)


def sections_for(shift: Shift) -> tuple[Section, ...]:
    """The sections of one officer's shift; the first is where they arrive."""
    return tuple(section(shift) for section in SECTIONS)
