"""The words of reports for what figures are of, and for how they stand: the same on paper and screen."""

from collections.abc import Mapping

from app.base.sentences import Language, decimal, say
from app.paper.reports.figures import printed, span, worded
from app.scoring.change import Changed
from app.scoring.estimate import Estimate, to_tenths
from app.scoring.priorities import PriorityArea
from app.scoring.results import (
    ActionState,
    ActivityKind,
    AgencyResult,
    CityResult,
    Comparison,
    Outcome,
    Recorder,
    Withheld,
)
from app.scoring.scheme import Component, Dimension, Effort

EFFORTS: Mapping[Effort, str] = {
    Effort.OUTREACH: "report.effort_outreach",
    Effort.CHANNEL: "report.effort_channel",
    Effort.PROTECTION: "report.effort_protection",
}
RECORDERS: Mapping[Recorder, str] = {
    Recorder.AGENCY: "report.recorder_agency",
    Recorder.INSPECTORATE: "report.recorder_inspectorate",
}
KINDS: Mapping[ActivityKind, str] = {
    ActivityKind.OUTREACH: "report.kind_outreach",
    ActivityKind.TRAINING: "report.kind_training",
    ActivityKind.PLEDGE: "report.kind_pledge",
    ActivityKind.CHANNEL: "report.kind_channel",
    ActivityKind.FOLLOW_UP: "report.kind_follow_up",
    ActivityKind.CONTROL: "report.kind_control",
    ActivityKind.OTHER: "report.kind_other",
}
STATES: Mapping[ActionState, str] = {
    ActionState.PLANNED: "report.state_planned",
    ActionState.UNDER_WAY: "report.state_under_way",
    ActionState.DONE: "report.state_done",
}
_MOVES: Mapping[Comparison, str] = {
    Comparison.ABOVE: "report.change_up",
    Comparison.BELOW: "report.change_down",
    Comparison.NOT_DIFFERENT: "report.change_same",
}
_MOVES_BRIEF: Mapping[Comparison, str] = {
    Comparison.ABOVE: "report.change_up_brief",
    Comparison.BELOW: "report.change_down_brief",
    Comparison.NOT_DIFFERENT: "report.change_same_brief",
}
_VERSUS: Mapping[Comparison, str] = {
    Comparison.ABOVE: "report.versus_above",
    Comparison.BELOW: "report.versus_below",
    Comparison.NOT_DIFFERENT: "report.versus_alike",
}
_GROUPS: Mapping[Component, str] = {
    Component.INTERNAL: "paper.staff",
    Component.EXTERNAL: "paper.users",
    Component.EXPERT: "paper.experts",
}
_HEADINGS: Mapping[Component, str] = {
    Component.INTERNAL: "report.group_staff",
    Component.EXTERNAL: "report.group_users",
    Component.EXPERT: "report.group_experts",
}


def group_words(component: Component, language: Language) -> str:
    """A group inside a sentence: "pegawai"."""
    return say(language, _GROUPS[component])


def group_heading(component: Component, language: Language) -> str:
    """A group at the head of a table: "Pegawai"."""
    return say(language, _HEADINGS[component])


def dimension_words(result: CityResult, dimension: Dimension, language: Language) -> str:
    """The label of a dimension."""
    return worded(result.method.dimension_labels[dimension], language)


def lowered(label: str) -> str:
    """A label inside a sentence; an abbreviation stays as it is."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def item_name(result: CityResult, component: Component, item: str, language: Language) -> str:
    """What an item is called in a table: its concept, which is Indonesian, or what it asks."""
    words = result.item_places[component][item].words
    if words is None:
        return item
    if language is Language.ID and words.concept:
        return words.concept
    return item_question(result, component, item, language)


def item_mention(result: CityResult, component: Component, item: str, language: Language) -> str:
    """What an item is called in a sentence. Without a concept it is quoted: a statement that few agreed with
    would read as praise otherwise.
    """
    name = item_name(result, component, item, language)
    question = item_question(result, component, item, language)
    return f"“{name.rstrip('.?')}”" if name == question != item else name


def item_question(result: CityResult, component: Component, item: str, language: Language) -> str:
    """What an item asks; where it names the agency that is judged, every one is meant."""
    words = result.item_places[component][item].words
    if words is None:
        return item
    return worded(words.text, language).replace("{agency}", say(language, "report.the_agency"))


def area_name(result: CityResult, area: PriorityArea, language: Language) -> str:
    """What a priority area is called."""
    if area.component is None:
        return dimension_words(result, area.dimension, language)
    return item_mention(result, area.component, area.item, language)


def area_whose(result: CityResult, area: PriorityArea, language: Language) -> str:
    """The dimension of an area, and according to whom."""
    if area.component is None:
        return say(language, "report.all_groups")
    dimension = dimension_words(result, area.dimension, language)
    return f"{dimension}, {group_words(area.component, language)}"


def versus_words(comparison: Comparison | None, language: Language) -> str:
    """How a figure stands to the city's, in a cell of a table."""
    return "–" if comparison is None else say(language, _VERSUS[comparison])


def change_words(found: Changed, language: Language) -> str:
    """A change in points with its interval, or why there is none."""
    if isinstance(found, Withheld):
        return say(language, "report.change_unknown", why=found.why.spoken(language))
    by = found.difference
    return say(
        language,
        _MOVES[found.moved],
        points=decimal(language, to_tenths(abs(by.value))),
        low=decimal(language, to_tenths(by.low)),
        high=decimal(language, to_tenths(by.high)),
    )


def change_brief(found: Changed, language: Language) -> str:
    """Whether a change is more than chance, and its interval; its points stand above."""
    if isinstance(found, Withheld):
        return say(language, "report.change_unknown_brief")
    return say(
        language,
        _MOVES_BRIEF[found.moved],
        low=decimal(language, to_tenths(found.difference.low)),
        high=decimal(language, to_tenths(found.difference.high)),
    )


def change_points(found: Changed, language: Language) -> str:
    """A change in points with its sign."""
    if isinstance(found, Withheld):
        return "–"
    tenths = to_tenths(found.difference.value)
    return ("+" if tenths > 0 else "") + decimal(language, tenths)


def span_words(outcome: Outcome, language: Language) -> str:
    """The interval of a figure, a dash where it is withheld."""
    return span(language, outcome) if isinstance(outcome, Estimate) else "–"


def share_words(outcome: Outcome, language: Language, *, percentage: bool) -> str:
    """A figure, or the percentage of those who took part; withheld ones print as everywhere."""
    shown = printed(language, outcome)
    if not percentage or isinstance(outcome, Withheld):
        return shown
    return f"{shown.rstrip('*')}%{'*' if shown.endswith('*') else ''}"


def closed_groups(agency: AgencyResult) -> bool:
    """Whether no figure of any group of an agency is printed."""
    return all(
        isinstance(outcome, Withheld)
        for group in agency.groups.values()
        for outcome in (*group.cells.values(), *group.items.values())
    )
