"""How an agency's index came about and how its survey went, line by line, for paper and screen."""

from app.base.sentences import Language, decimal, say
from app.paper.reports.figures import against_city, index_printed, limits, worded
from app.paper.reports.plots import gap_plot
from app.paper.reports.rooms import rooms_words, steering_words
from app.paper.reports.words import dimension_words, lowered
from app.scoring.estimate import Estimate, to_tenths
from app.scoring.results import AgencyResult, CityResult, Comparison, Withheld
from app.scoring.scheme import Component

_MOST_CORRECTIONS = 3  # more are summed in one line


def story(result: CityResult, agency: AgencyResult, language: Language) -> list[str]:
    """What the figures of an agency allow to be said, in at most four short sentences."""
    index, city = agency.index, result.index
    if isinstance(index, Withheld):
        return [say(language, "paper.story_withheld", why=index.why.spoken(language))]
    said = []
    if agency.versus_city is not None and isinstance(city, Estimate):
        said.append(against_city(language, agency.versus_city, decimal(language, city.tenths)))
    if agency.standing is not None and agency.standing.open:
        inside = [
            words
            for words, band in zip(limits(result.method, language), result.method.bands, strict=False)
            if to_tenths(index.low) <= band.upper < to_tenths(index.high)
        ]
        said.append(say(language, "paper.story_open", limits=say(language, "paper.and").join(inside)))
    return [*said, _widest(result, agency, language)]


def _widest(result: CityResult, agency: AgencyResult, language: Language) -> str:
    rows = zip(agency.dimensions, gap_plot(result, agency, language).rows, strict=True)
    known = {dimension: row.width for dimension, row in rows if row.width is not None}
    if not known:
        return say(language, "paper.story_closed")
    widest = max(known, key=lambda each: known[each])
    dimension = lowered(dimension_words(result, widest, language))
    return say(language, "paper.story_widest", dimension=dimension)


def index_lines(agency: AgencyResult, language: Language) -> list[tuple[str, str, bool]]:
    """From the groups' figure over the corrections to the index: a label, a figure, whether it is strong."""
    lines = [(say(language, "paper.combined"), index_printed(language, agency.before_correction), False)]
    for correction in agency.corrections[:_MOST_CORRECTIONS]:
        said = say(language, "paper.correction", reason=correction.reason)
        shown = decimal(language, -correction.tenths) if isinstance(agency.index, Estimate) else "–*"
        lines.append((said, shown, False))
    if len(agency.corrections) > _MOST_CORRECTIONS:
        rest = agency.corrections[_MOST_CORRECTIONS:]
        said = say(language, "paper.more_corrections", count=len(rest))
        lines.append((said, decimal(language, -sum(each.tenths for each in rest)), False))
    if not agency.corrections:
        lines.append((say(language, "paper.no_correction"), decimal(language, 0), False))
    lines.append((say(language, "paper.index_short"), index_printed(language, agency.index), True))
    return lines


def gap_notes(result: CityResult, agency: AgencyResult, language: Language) -> list[str]:
    """What stands under the gap plot: who differs from the city, what is bold, why a number is missing."""
    notes = []
    apart = [
        worded(result.method.dimension_labels[dimension], language)
        for dimension, found in agency.dimensions_versus_city.items()
        if found is not Comparison.NOT_DIFFERENT
    ]
    if apart:
        notes.append(say(language, "paper.dimensions_apart", dimensions=", ".join(apart)))
    elif agency.dimensions_versus_city:
        notes.append(say(language, "paper.dimensions_alike"))
    notes.append(say(language, "paper.gap_bold"))
    counts = [group.persons for group in agency.groups.values()]
    if any(isinstance(count, Withheld) and count.limit is None for count in counts):
        notes.append(say(language, "paper.count_closed"))
    if any(isinstance(one, Withheld) and one.limit is None for one in agency.dimensions.values()):
        notes.append(say(language, "paper.dash_closed"))
    return notes


def conduct_lines(agency: AgencyResult, language: Language) -> list[tuple[str, str]]:
    """Who answered, what disturbed the survey, and what was looked at again."""
    conduct = agency.conduct
    if not conduct.flagged:
        reviewed = say(language, "paper.none")
    elif conduct.unreviewed:
        reviewed = say(language, "paper.not_reviewed")
    elif conduct.set_aside:
        reviewed = say(language, "paper.reviewed_aside", count=conduct.set_aside)
    else:
        reviewed = say(language, "paper.reviewed")
    return [
        (say(language, "paper.answered"), _response(agency, language)),
        (say(language, "paper.steering"), steering_words(conduct.steering, language)),
        (say(language, "paper.interruptions"), rooms_words(conduct.rooms, language)),
        (say(language, "paper.flagged"), reviewed),
    ]


def _response(agency: AgencyResult, language: Language) -> str:
    groups = [agency.groups[each] for each in (Component.INTERNAL, Component.EXTERNAL)]
    counts = [group.persons for group in groups if isinstance(group.persons, int)]
    if len(counts) < len(groups):
        return say(language, "paper.closed")
    targets = [group.target.drawn for group in groups if group.target is not None]
    if len(targets) < len(groups):
        return str(sum(counts))
    return say(language, "paper.out_of", count=sum(counts), whole=sum(targets))
