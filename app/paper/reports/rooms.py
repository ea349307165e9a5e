"""The words for how a survey went: who reported steering, and what the rooms' journals tell."""

from collections.abc import Mapping

from app.base.sentences import Language, say
from app.base.session import Category
from app.scoring.results import AgencyResult, CityResult, Reports, Rooms

_ABOUT: Mapping[Category, str] = {
    Category.POWER: "paper.about_power",
    Category.MACHINE: "paper.about_machine",
    Category.DISTURBANCE: "paper.about_disturbance",
    Category.PRESSURE: "paper.about_pressure",
    Category.HEALTH: "paper.about_health",
    Category.LATE: "paper.about_late",
    Category.OTHER: "paper.about_other",
}


def steering_words(reports: Reports | None, language: Language) -> str:
    """How many persons reported that they were steered, as far as that may be said."""
    if reports is None:
        return say(language, "paper.not_recorded")
    low, high = reports.low, reports.high
    if high is None:
        return say(language, "paper.persons_or_more", count=low) if low else say(language, "paper.closed")
    return say(language, "paper.persons", count=f"{low}–{high}" if low else f"<{high + 1}")


def rooms_words(rooms: Rooms | None, language: Language) -> str:
    """In how many sessions something disturbed the survey; that there was nothing only where all is known."""
    if rooms is None or not rooms.sessions:
        return say(language, "paper.not_recorded")
    if rooms.disturbed:
        return say(language, "paper.sessions_disturbed", count=rooms.disturbed, whole=rooms.sessions)
    return say(language, "paper.not_known" if rooms.silent else "paper.none")


def rooms_told(rooms: Rooms | None, language: Language, *, city: bool = False) -> list[str]:
    """What disturbed the sessions, how complete the journals are, and whose rooms they were."""
    if rooms is None:
        return [say(language, "paper.rooms_none_city" if city else "paper.rooms_none")]
    if not rooms.sessions:
        return [say(language, "paper.rooms_silent")]
    parts = [
        say(language, "paper.in_sessions", count=rooms.about[each], what=say(language, key))
        for each, key in _ABOUT.items()
        if rooms.about.get(each)
    ]
    if rooms.stopped:
        parts.append(_stopped(rooms, language))
    said = [f"{(words := '; '.join(parts))[:1].upper()}{words[1:]}."] if parts else []
    if rooms.silent:
        said.append(say(language, "paper.rooms_missing", count=rooms.silent))
    if rooms.shared and not city:
        said.append(say(language, "paper.rooms_shared"))
    return said


def _stopped(rooms: Rooms, language: Language) -> str:
    stopped = say(language, "paper.in_sessions", count=rooms.stopped, what=say(language, "paper.stopped"))
    if not rooms.longest_min:
        return stopped
    return f"{stopped}, {say(language, 'paper.at_most_minutes', count=rooms.longest_min)}"


def agency_told(agency: AgencyResult, language: Language) -> str:
    """Under the lines about an agency's survey: what stands behind them, and what cannot be known."""
    said = rooms_told(agency.conduct.rooms, language)
    return " ".join([*said, *_few(agency.conduct.steering, language)])


def city_told(result: CityResult, language: Language) -> list[str]:
    """The same of the whole city, where alone it can be told when agencies share their rooms."""
    rooms = result.rooms
    said = rooms_told(rooms, language, city=True)
    if rooms is not None and rooms.sessions:
        said.insert(0, say(language, "paper.city_rooms", told=rooms_words(rooms, language)))
    if rooms is not None and rooms.shared:
        said.append(say(language, "paper.city_shared"))
    if result.steering is None and result.experts_steering is None:
        return [*said, say(language, "paper.steering_not_asked")]
    steering = say(
        language,
        "paper.city_steering",
        told=steering_words(result.steering, language),
        experts=steering_words(result.experts_steering, language),
    )
    said.append(steering)
    own = {one.conduct.steering for one in result.agencies} | {result.steering}
    if few := next((each for each in own if each is not None and not each.low and each.high), None):
        said += _few(few, language)
    return said


def _few(reports: Reports | None, language: Language) -> list[str]:
    """What a count leaves open: nobody was asked, the group is too small, or nobody may be meant."""
    if reports is None:
        return [say(language, "paper.steering_not_asked")]
    if reports.low:
        return []
    if reports.high is None:
        return [say(language, "paper.steering_closed")]
    return [say(language, "paper.steering_few", limit=reports.high + 1)]
