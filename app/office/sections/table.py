"""Which sections there are, in the order of the bar at the left. What is not here is not shown."""

from app.office.sections.agency import OneAgency
from app.office.sections.closing import Closing
from app.office.sections.helping import Help
from app.office.sections.importing import Importing
from app.office.sections.journal import Journal
from app.office.sections.keys import KeyKeeping
from app.office.sections.opening import Opening
from app.office.sections.overview import Overview
from app.office.sections.packages import Packages
from app.office.sections.publishing import Publishing
from app.office.sections.quarantine import Quarantine
from app.office.sections.questions import Questions
from app.office.sections.results import Results
from app.office.sections.review import Review
from app.office.sections.round_form import RoundForm
from app.office.sections.rounds import Rounds
from app.office.sections.sample import Sample
from app.office.sections.section import Section
from app.office.shift import Shift

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
