"""What stands around a question: where it is, how far one has come, list, rail, notice and keys."""

from app.base.sentences import Language, say
from app.kiosk.window import view as v
from app.kiosk.window.intents import Back, Menu
from app.kiosk.window.present.asked import Asked
from app.kiosk.window.present.place import Glass, Place, header
from app.kiosk.window.present.time import Budget, warning
from app.questionnaire.model import Calculated, Note
from app.questionnaire.route import Step, stretch_of
from app.ui.controls.tile import TileState
from app.ui.parts.tone import Tone


def asking_header(
    place: Place, glass: Glass, asked: Asked, saving: v.Save | None, time: v.Timer | None
) -> v.Header:
    """The bar over the respondent's pages: the group and the agency of the slip, never a person."""
    language = glass.language
    group = {
        "internal": say(language, "kiosk.group_internal"),
        "external": say(language, "kiosk.group_external"),
        "expert": say(language, "kiosk.group_expert"),
    }.get(asked.group, say(language, "kiosk.group_training"))
    agency = place.agencies.get(asked.plan.agency)
    if agency is None:
        about = say(language, "kiosk.agencies_count", count=len(place.agencies))
        short = group
    else:
        about, short = agency.name.in_(language), agency.name.in_(language)
    room = 12 if asked.aloud else 20  # the tag of who is read to stands beside it
    if len(short) > room and agency is not None:
        short = agency.short
    return header(
        place, glass, f"{group} · {about}", saving=saving, time=time, short=short, aloud=asked.aloud
    )


def _sections(asked: Asked) -> list[str]:
    seen: list[str] = []
    for step in asked.steps:
        if step.section not in seen:
            seen.append(step.section)
    return seen


def where(place: Place, language: Language, asked: Asked, step: Step) -> str:
    """The section by its letter and title, or the agency of the loop by its number."""
    if step.subject in asked.subjects:
        number = asked.subjects.index(step.subject) + 1
        return say(language, "kiosk.agency_of", number=number, total=len(asked.subjects))
    sections = _sections(asked)
    at = sections.index(step.section) if step.section in sections else 0
    title = asked.words(asked.section(step).title, language, place)
    return say(language, "kiosk.section_of", letter=_letter(at), last=_letter(len(sections) - 1), title=title)


def group_of(place: Place, language: Language, asked: Asked, step: Step) -> str:
    """What a question is listed under: its agency in the loop, its row in a list, else its section."""
    if step.subject in asked.subjects:
        return subject(place, language, step.subject).title
    if asked.row_of(step.subject) is not None:
        return asked.row_title(step.subject, language)
    return where(place, language, asked, step)


def part_of(place: Place, asked: Asked, step: Step) -> str:
    """What a person calls the part that a step is in: its letter, or within the loop its agency."""
    if step.subject in asked.subjects:
        agency = place.agencies.get(step.subject)
        return agency.short if agency is not None else step.subject
    sections = _sections(asked)
    return _letter(sections.index(step.section) if step.section in sections else 0)


def _letter(at: int) -> str:
    return chr(ord("A") + max(0, at) % 26)


def _within(asked: Asked, step: Step) -> list[Step]:
    return [one for one in asked.numbered if one.subject == step.subject]


def number(language: Language, asked: Asked, step: Step) -> str:
    """Question 8 of 40; within the loop counted for each agency; empty for a note."""
    if step not in asked.numbered and isinstance(asked.item(step), Note | Calculated):
        return ""
    steps = _within(asked, step) if step.subject in asked.subjects else list(asked.numbered)
    here = steps.index(step) + 1 if step in steps else 1
    return say(language, "kiosk.question_of", number=here, total=len(steps))


def progress(asked: Asked) -> tuple[tuple[int, int], ...]:
    """Answered and asked, by section and by agency of the loop."""
    parts: dict[tuple[str, str], tuple[int, int]] = {}
    for step in asked.numbered:
        key = ("", step.subject) if step.subject in asked.subjects else (step.section, "")
        done, of = parts.get(key, (0, 0))
        parts[key] = (done + asked.answered(step), of + 1)
    return tuple(parts.values())


def tile_state(asked: Asked, step: Step) -> TileState:
    """What the question list shows of a step."""
    if step in asked.flags:
        return TileState.FLAGGED
    return TileState.ANSWERED if asked.answered(step) else TileState.OPEN


def spoken_tile(language: Language, asked: Asked, step: Step, number: int) -> str:
    """What the screen reader says of a tile: number, answered or not, doubtful or not."""
    answered, flagged = asked.answered(step), step in asked.flags
    if step in asked.closed:
        if answered:
            return say(language, "answering.tile_answered_closed", number=number)
        return say(language, "answering.tile_open_closed", number=number)
    if answered and flagged:
        return say(language, "kiosk.tile_answered_flagged", number=number)
    if flagged:
        return say(language, "kiosk.tile_flagged", number=number)
    if answered:
        return say(language, "kiosk.tile_answered", number=number)
    return say(language, "kiosk.tile_open", number=number)


def question_list(place: Place, glass: Glass, asked: Asked, step: Step) -> v.QuestionList:
    """Every question by its number, with what CAT users know of it, and the legend."""
    language = glass.language
    tiles = tuple(
        v.ListTile(
            at,
            tile_state(asked, one),
            one == step,
            spoken_tile(language, asked, one, at),
            one not in asked.closed,
            group_of(place, language, asked, one) if asked.subjects else "",
        )
        for at, one in enumerate(asked.numbered, 1)
    )
    counts = {state: sum(1 for tile in tiles if tile.state is state) for state in TileState}
    return v.QuestionList(
        title=say(language, "kiosk.question_list"),
        hide=say(language, "kiosk.hide_list"),
        show=say(language, "kiosk.question_list"),
        tiles=tiles,
        answered=(say(language, "kiosk.legend_answered"), counts[TileState.ANSWERED]),
        open=(say(language, "kiosk.legend_open"), counts[TileState.OPEN]),
        flagged=(say(language, "kiosk.legend_flagged"), counts[TileState.FLAGGED]),
        current=say(language, "kiosk.legend_current"),
        shown=glass.list_shown,
        sought=glass.sought,
        prompt=glass.trouble or say(language, "answering.seek"),
        drawn=glass.menu is Menu.LIST,
    )


def subject(place: Place, language: Language, code: str) -> v.Line:
    """The agency that is being judged."""
    agency = place.agencies.get(code)
    if agency is None:
        return v.Line("building-2", "", code)
    return v.Line("building-2", agency.description.in_(language), agency.name.in_(language))


def rail(place: Place, language: Language, asked: Asked, step: Step) -> v.Rail:
    """The agencies of an expert and how far they are with each."""
    stops = []
    done = 0
    for at, code in enumerate(asked.subjects, 1):
        steps = [one for one in asked.numbered if one.subject == code]
        whole = bool(steps) and all(asked.answered(one) for one in steps)
        note = ""
        if code == step.subject:
            state = v.RailState.CURRENT
            here = steps.index(step) + 1 if step in steps else 1
            note = say(language, "kiosk.question_of", number=here, total=len(steps)).replace("*", "")
        elif code in asked.skipped:
            state = v.RailState.SKIPPED
            note = say(language, "kiosk.skipped")
        else:
            state = v.RailState.DONE if whole else v.RailState.AHEAD
        done += whole or code in asked.skipped
        agency = place.agencies.get(code)
        name = agency.name.in_(language) if agency is not None else code
        if agency is not None and len(name) > 26:
            name = agency.short
        stops.append(v.RailStop(at, name, state, note))
    total = len(asked.subjects)
    return v.Rail(
        say(language, "kiosk.rail_title"),
        say(language, "kiosk.rail_done", count=done, total=total),
        tuple(stops),
    )


def notice(place: Place, glass: Glass, asked: Asked, step: Step, budget: Budget | None) -> v.Notice | None:
    """What has to be said above the question: a refusal, the time, or the section's opening words."""
    language = glass.language
    if glass.trouble and glass.menu is not Menu.LIST:  # there the list says it
        return v.Notice(Tone.WARN, "circle-alert", glass.trouble)
    if glass.asks:
        return v.Notice(Tone.INFO, "circle-question-mark", glass.asks)
    if glass.news:
        return v.Notice(Tone.INFO, "clock", glass.news)
    low = warning(glass, budget, len(asked.open_numbers))
    if low is not None:
        return low
    section = asked.section(step)
    first = next((one for one in asked.steps if stretch_of(one) == stretch_of(step)), step)
    if section.intro is not None and step == first:
        return v.Notice(Tone.INFO, "info", asked.words(section.intro, language, place, step.subject))
    return None


def previous(language: Language, asked: Asked, step: Step, *, allowed: bool) -> v.Button | None:
    """The way back, where there is one."""
    steps = asked.steps
    at = steps.index(step) if step in steps else 0
    if at == 0 and not step.subject:
        return None
    same = at > 0 and steps[at - 1].section == step.section
    if not allowed and not same:
        return None
    return v.Button("previous", say(language, "kiosk.previous"), Back(), icon="chevron-left")
