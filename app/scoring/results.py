"""What a scored round is: frozen values that paper, the office's screens and the release read.

Everything here has passed disclosure control: a figure that must not be printed is not in these values, a
`Withheld` with its reason stands in its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.base.ids import AgencyCode, Digest, QuestionnaireId
from app.base.sentences import Sentence
from app.base.session import Category
from app.questionnaire.model import Text
from app.scoring.estimate import Estimate
from app.scoring.points import Scorer
from app.scoring.scheme import Band, Component, Dimension, Effort, Method


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency as reports name it."""

    code: AgencyCode
    name: Text


@dataclass(frozen=True, slots=True)
class Correction:
    """What is taken from an agency's index (tenths of a point, never negative) and for which reason."""

    agency: AgencyCode
    tenths: int
    reason: str


@dataclass(frozen=True, slots=True)
class Target:
    """How many persons were drawn and how many are needed, in one group of one agency."""

    drawn: int
    expected: int


@dataclass(frozen=True, slots=True)
class Reports:
    """How many persons reported something, as far as it may be said: at least `low`, at most `high`.

    Without `high` there is no more to say; then a `low` of 0 says nothing at all.
    """

    low: int
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Rooms:
    """What the journals of some rooms tell of the sessions held there.

    `sessions`: those that ran. `about`: in how many of them an incident of a category was noted; `stopped`:
    in how many a machine stood still or began anew, `longest_min` for how many minutes at most one machine
    did in one session. `disturbed`: sessions with any of it. `silent`: machines of which no journal came.
    `shared`: respondents of other agencies used the rooms as well.
    """

    sessions: int
    about: Mapping[Category, int] = field(default_factory=dict)
    stopped: int = 0
    longest_min: int = 0
    disturbed: int = 0
    silent: int = 0
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Conduct:
    """How the survey went at an agency.

    `steering`: respondents who reported that they were steered; absent where nobody was asked. `rooms`: what
    the journals tell of the rooms that its slips were for; absent where there were none. `flagged` counts
    responses with a sign of quality, `unreviewed` those of them that nobody has looked at, `set_aside` those
    that two officers left out.
    """

    steering: Reports | None = None
    rooms: Rooms | None = None
    flagged: int = 0
    unreviewed: int = 0
    set_aside: int = 0


@dataclass(frozen=True, slots=True)
class ItemWords:
    """What an item asks, and its short name: the concept of the data standard, which is Indonesian."""

    text: Text
    concept: str | None


@dataclass(frozen=True, slots=True)
class Study:
    """All that a result depends on besides the rows.

    `populations` holds the number of staff on each agency's list; users have no list, experts no population.
    `words`: those of the items of a questionnaire, for who reads about them. `set_aside` counts the responses
    that two officers left out, which are not among the rows.
    """

    agencies: tuple[Agency, ...]
    method: Method
    scorers: Mapping[QuestionnaireId, Scorer]
    version: str
    corrections: tuple[Correction, ...] = ()
    populations: Mapping[AgencyCode, int] = field(default_factory=dict)
    targets: Mapping[tuple[AgencyCode, Component], Target] = field(default_factory=dict)
    conduct: Mapping[AgencyCode, Conduct] = field(default_factory=dict)
    words: Mapping[QuestionnaireId, Mapping[str, ItemWords]] = field(default_factory=dict)
    set_aside: int = 0


class Mask(StrEnum):
    """Why a figure is not shown; the sentence says it in words."""

    TOO_FEW = "too_few"  # under min_n: it would not be an estimate
    NOT_ASKED = "not_asked"
    INCOMPLETE = "incomplete"  # something that it is made of is missing
    IMPRECISE = "imprecise"
    UNDER_LIMIT = "under_limit"  # it would show too small a group
    UNANIMOUS = "unanimous"
    COMPLEMENT = "complement"  # another withheld figure would follow from it
    NOT_COMPARABLE = "not_comparable"  # there is nothing earlier, or it was reckoned in another way


PROTECTIVE = frozenset({Mask.TOO_FEW, Mask.UNDER_LIMIT, Mask.UNANIMOUS})
"""The masks that keep a secret; what they hide must not follow from what is printed."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A figure that is not shown, and why. `limit` is set where it prints as `<limit`."""

    mask: Mask
    why: Sentence
    limit: int | None = None


Outcome = Estimate | Withheld
Count = int | Withheld


class Comparison(StrEnum):
    """An agency against the city's mean, at 95%."""

    ABOVE = "above"
    BELOW = "below"
    NOT_DIFFERENT = "not_different"


@dataclass(frozen=True, slots=True)
class Standing:
    """The band of a figure after rounding; `open` while a band's limit lies inside the interval."""

    band: Band
    open: bool


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """The dimension of an item, its share of a respondent's score there, and its words where they are known.

    An item that only says who took part has neither dimension nor share.
    """

    dimension: Dimension | None
    share: float
    words: ItemWords | None = None


class ActivityKind(StrEnum):
    """What an agency did against corruption."""

    OUTREACH = "outreach"
    TRAINING = "training"
    PLEDGE = "pledge"
    CHANNEL = "channel"  # a way to report, opened or made known
    FOLLOW_UP = "follow_up"  # of reports, or of findings of the last period
    CONTROL = "control"
    OTHER = "other"


class Recorder(StrEnum):
    """Who recorded an activity."""

    AGENCY = "agency"
    INSPECTORATE = "inspectorate"


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that was done. `date` is ISO; `participants` is absent where nobody counted; `evidence` says
    where it can be looked up.
    """

    agency: AgencyCode
    kind: ActivityKind
    date: str
    title: Text
    participants: int | None
    recorded_by: Recorder
    evidence: str


class ActionState(StrEnum):
    """How far an action is."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Action:
    """What an agency undertakes about a finding. `due` is ISO; `evidence` may be empty."""

    finding: str
    action: str
    responsible: str
    due: str
    evidence: str
    state: ActionState


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What an agency undertook after a round, and its reply (empty: none yet), given on an ISO day."""

    actions: tuple[Action, ...] = ()
    reply: str = ""
    replied_on: str = ""


@dataclass(frozen=True, slots=True)
class GroupResult:
    """One component of an agency.

    `persons`: who answered (for experts: ratings of this agency, one for each expert). `left_out`: dimensions
    that had weight but too few answers, over which the component was not formed. `cells` hold every dimension
    that the component has weight on, `items` every item that was asked, which `items_versus_city` compares
    with the city's mean of the same group.
    """

    component: Component
    figure: Outcome
    persons: Count
    target: Target | None
    left_out: tuple[Dimension, ...]
    cells: Mapping[Dimension, Outcome]
    items: Mapping[str, Outcome] = field(default_factory=dict)
    items_versus_city: Mapping[str, Comparison] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AgencyResult:
    """Everything that may be printed about one agency."""

    agency: AgencyCode
    name: Text
    index: Outcome
    before_correction: Outcome
    corrections: tuple[Correction, ...]
    standing: Standing | None
    versus_city: Comparison | None
    dimensions: Mapping[Dimension, Outcome]
    dimensions_versus_city: Mapping[Dimension, Comparison]
    groups: Mapping[Component, GroupResult]
    conduct: Conduct


@dataclass(frozen=True, slots=True)
class WithheldFigure:
    """One line of the list of what was withheld; `agency` is empty for the city."""

    agency: AgencyCode | None
    component: Component | None
    dimension: Dimension | None
    withheld: Withheld
    item: str = ""


@dataclass(frozen=True, slots=True)
class CityResult:
    """The city, and its agencies in alphabetical order.

    The city's figures are unweighted means over `included`; `missing` says which agencies are not in them.
    `persons` counts everyone who answered once; `experts` of them rated agencies `ratings` times.
    `item_places`: where every item that a component was asked belongs; `prevention`: which of them tell of
    efforts against corruption. `set_aside` counts the responses that two officers left out. `steering`: staff
    and users of the city who reported that they were steered, `experts_steering` the same of experts, who
    answer that once and not about an agency; `rooms`: what all journals tell.
    """

    run_id: Digest
    method: Method
    method_digest: Digest
    scheme_digests: Mapping[QuestionnaireId, Digest]
    index: Outcome
    standing: Standing | None
    dimensions: Mapping[Dimension, Outcome]
    components: Mapping[Component, Outcome]
    cells: Mapping[Component, Mapping[Dimension, Outcome]]
    persons: int
    experts: int
    ratings: int
    included: tuple[AgencyCode, ...]
    missing: tuple[tuple[AgencyCode, Sentence], ...]
    agencies: tuple[AgencyResult, ...]
    withheld: tuple[WithheldFigure, ...]
    items: Mapping[Component, Mapping[str, Outcome]] = field(default_factory=dict)
    item_places: Mapping[Component, Mapping[str, ItemPlace]] = field(default_factory=dict)
    prevention: Mapping[Component, Mapping[Effort, tuple[str, ...]]] = field(default_factory=dict)
    set_aside: int = 0
    steering: Reports | None = None
    experts_steering: Reports | None = None
    rooms: Rooms | None = None

    @property
    def example(self) -> bool:
        """Whether the weights are nobody's official ones."""
        return self.method.example

    def agency(self, code: AgencyCode) -> AgencyResult:
        """The result of one agency; KeyError if it is not in the round."""
        for result in self.agencies:
            if result.agency == code:
                return result
        raise KeyError(code)
