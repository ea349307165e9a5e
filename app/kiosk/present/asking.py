"""The question page: one step of the path and everything around it."""

from typing import assert_never

from app.base.sentences import Language, say
from app.kiosk import view as v
from app.kiosk.intents import Back, Go, Understood
from app.kiosk.present.asked import Asked
from app.kiosk.present.place import LOW_MS, Glass, Place, header, save, timer
from app.questionnaire.model import (
    Absent,
    Item,
    Likert,
    Matrix,
    Multi,
    Note,
    Number,
    Single,
    Text,
    TextItem,
)
from app.questionnaire.route import Slot, Step, row_order, visible_options
from app.ui.controls import Kind, TileState
from app.ui.parts import Tone

ABSENT_KEYS = {Absent.NOT_APPLICABLE: "", Absent.DONT_KNOW: "0", Absent.REFUSED: "-"}


def question(place: Place, glass: Glass, asked: Asked, remaining_ms: int | None) -> v.Question:
    """The page of the step where the person is."""
    step = asked.step if asked.step is not None else asked.steps[0]
    language, item, section = glass.language, asked.item(step), asked.section(step)
    body = _body(place, glass, asked, step, item)
    last = bool(asked.steps) and step == asked.steps[-1]
    time = timer(language, remaining_ms, hidden=asked.questionnaire.timer_hidden)
    words = _texts(place, language, asked, step)
    looped = bool(step.subject)
    return v.Question(
        header=asking_header(place, glass, asked, save(language, glass.saving), time),
        place=f"{step.section}/{step.item}/{step.subject}",
        where=_where(place, language, asked, step),
        number=_number(language, asked, step),
        progress=_progress(asked),
        progress_spoken=say(
            language, "kiosk.progress", answered=asked.answered_count, total=len(asked.numbered)
        ),
        lead=words(item.lead) if item.lead is not None else "",
        text=words(item.text),
        hint=words(item.hint) if item.hint is not None else "",
        body=body,
        absents=()
        if isinstance(item, Matrix | Note)
        else _absents(language, asked, item, _value(asked, step)),
        clear=say(language, "kiosk.clear")
        if _has_answer(asked, step) and not isinstance(item, Matrix)
        else "",
        skip=say(language, "kiosk.skip_agency") if looped else "",
        subject=_subject(place, language, step.subject) if looped else None,
        rail=_rail(place, language, asked, step) if looped else None,
        list=None if looped else _list(place, glass, asked, step),
        notice=_notice(place, glass, asked, step, remaining_ms),
        hints=_hints(language, body, looped=looped),
        previous=_previous(language, asked, step, allowed=section.allow_back),
        flag=say(language, "kiosk.flagged") if step in asked.flags else say(language, "kiosk.flag"),
        flagged=step in asked.flags,
        flag_shown=not isinstance(item, Note),
        next=v.Button(
            "next",
            say(language, "kiosk.check_answers") if last else say(language, "kiosk.next"),
            Go(),
            Kind.PRIMARY,
            after="chevron-right",
        ),
    )


def subjects_question(
    place: Place, glass: Glass, asked: Asked, remaining_ms: int | None, chosen: tuple[str, ...]
) -> v.Question:
    """Which agencies an expert knows: several options, in the order of the alphabet."""
    language = glass.language
    codes = sorted(place.agencies, key=lambda code: place.agencies[code].name.in_(language))
    subjects = asked.questionnaire.subjects
    least = subjects.min if subjects is not None else 1
    options = tuple(
        v.Choice(at, str(at) if at <= 9 else "", place.agencies[code].name.in_(language), code in chosen)
        for at, code in enumerate(codes, 1)
    )
    time = timer(language, remaining_ms, hidden=asked.questionnaire.timer_hidden)
    notice = v.Notice(Tone.WARN, "circle-alert", glass.trouble) if glass.trouble else None
    return v.Question(
        header=asking_header(place, glass, asked, save(language, glass.saving), time),
        place="subjects",
        where=say(language, "kiosk.choose_agencies"),
        number=say(language, "kiosk.chosen", count=len(chosen), total=len(codes)),
        progress=((len(chosen), len(codes)),),
        progress_spoken=say(language, "kiosk.chosen", count=len(chosen), total=len(codes)).replace("*", ""),
        lead=say(language, "kiosk.choose_several"),
        text=asked.words(subjects.choose_text, language, place) if subjects is not None else "",
        hint="",
        body=v.Options(options, several=True),
        absents=(),
        clear="",
        skip="",
        subject=None,
        rail=None,
        list=None,
        notice=notice,
        hints=(
            v.Hint(("1", "–", str(min(9, len(options)))), say(language, "kiosk.hint_choose")),
            v.Hint(("Enter",), say(language, "kiosk.hint_next")),
            v.Hint((), say(language, "kiosk.skip_is_neutral"), "info"),
        ),
        previous=None,
        flag="",
        flagged=False,
        flag_shown=False,
        next=v.Button(
            "next",
            say(language, "kiosk.next"),
            Go(),
            Kind.PRIMARY,
            after="chevron-right",
            enabled=len(chosen) >= least,
        ),
    )


def subject_codes(place: Place, language: Language) -> tuple[str, ...]:
    """The agencies in the order in which `subjects_question` numbers them."""
    return tuple(sorted(place.agencies, key=lambda code: place.agencies[code].name.in_(language)))


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
    if len(short) > 20 and agency is not None:
        short = agency.short
    return header(place, glass, f"{group} · {about}", saving=saving, time=time, short=short)


# --- what is asked ---------------------------------------------------------------------------------------


def _texts(place: Place, language: Language, asked: Asked, step: Step) -> "Speaker":
    return Speaker(place, language, asked, step.subject)


class Speaker:
    """Speaks the questionnaire's texts for one step."""

    def __init__(self, place: Place, language: Language, asked: Asked, subject: str) -> None:
        self._place, self._language, self._asked, self._subject = place, language, asked, subject

    def __call__(self, text: Text) -> str:
        """The words of `text`."""
        return self._asked.words(text, self._language, self._place, self._subject)


def _value(asked: Asked, step: Step) -> object:
    return asked.answers.get(Slot(step.item, step.subject))


def _has_answer(asked: Asked, step: Step) -> bool:
    return _value(asked, step) is not None


def _body(place: Place, glass: Glass, asked: Asked, step: Step, item: Item) -> v.Body:
    words = _texts(place, glass.language, asked, step)
    value = _value(asked, step)
    match item:
        case Likert():
            return v.Scale(_points(asked, item.scale, words, value))
        case Single() | Multi():
            shown = visible_options(asked.questionnaire, asked.plan, step, asked.answers)
            chosen = value if isinstance(value, tuple) else (value,)
            return v.Options(
                tuple(
                    v.Choice(
                        option.code, str(at) if at <= 9 else "", words(option.label), option.code in chosen
                    )
                    for at, option in enumerate(shown, 1)
                ),
                several=isinstance(item, Multi),
            )
        case Matrix():
            return _grid(glass, asked, step, item, words)
        case Number():
            return _number_body(glass, item, words, value)
        case TextItem():
            return _writing(glass.language, item, words, value)
        case Note():
            return v.Reading()
        case _:
            assert_never(item)


def _points(asked: Asked, scale: str, words: Speaker, value: object) -> tuple[v.Choice, ...]:
    return tuple(
        v.Choice(point.code, str(at), words(point.label), point.code == value)
        for at, point in enumerate(asked.questionnaire.scales[scale], 1)
    )


def _grid(glass: Glass, asked: Asked, step: Step, item: Matrix, words: Speaker) -> v.Grid:
    language = glass.language
    texts = {row.id: words(row.text) for row in item.rows}
    rows = []
    for variable in row_order(asked.questionnaire, asked.plan, step):
        value = asked.answers.get(Slot(variable, step.subject))
        rows.append(v.Row(variable, texts[variable], value if isinstance(value, int) else None))
    filled = sum(1 for row in rows if row.chosen is not None)
    row = min(glass.row, len(rows) - 1)
    return v.Grid(
        prompt=say(language, "kiosk.matrix_prompt"),
        points=_points(asked, item.scale, words, None),
        absents=_absents(language, asked, item, None, short=True),
        rows=tuple(rows),
        row=row,
        counter=say(language, "kiosk.statement", number=row + 1, total=len(rows)),
        filled=say(language, "kiosk.rows_filled", count=filled, total=len(rows)),
    )


def _number_body(glass: Glass, item: Number, words: Speaker, value: object) -> v.Number:
    language = glass.language
    stored = str(value) if isinstance(value, int) and value not in set(Absent) else ""
    return v.Number(
        field_name=words(item.text),
        typed=glass.typed or stored,
        unit=words(item.unit) if item.unit is not None else "",
        less=say(language, "kiosk.less"),
        more=say(language, "kiosk.more"),
        error=number_error(language, item, glass.typed),
    )


def number_error(language: Language, item: Number, typed: str) -> str:
    """What is wrong with a number, with an example; empty when nothing is."""
    if not typed:
        return ""
    if int(typed) > item.max:
        return say(language, "kiosk.number_high", max=item.max, example=max(item.min, item.max // 6))
    if int(typed) < item.min:
        return say(language, "kiosk.number_low", min=item.min, example=item.min)
    return ""


def _writing(language: Language, item: TextItem, words: Speaker, value: object) -> v.Writing:
    return v.Writing(
        field_name=words(item.text),
        text=value if isinstance(value, str) else "",
        limit=item.max_chars,
        counter=say(language, "kiosk.characters", count="{count}", limit=item.max_chars),
        warning=v.Notice(Tone.WARN, "user-round-x", say(language, "kiosk.no_names")),
    )


def _absents(
    language: Language, asked: Asked, item: Item, value: object, *, short: bool = False
) -> tuple[v.Choice, ...]:
    dash = "–" if short else "-"
    offered = asked.questionnaire.absent if item.absent is None else item.absent
    labels = {
        Absent.NOT_APPLICABLE: say(language, "kiosk.not_applicable"),
        Absent.DONT_KNOW: say(language, "kiosk.dont_know"),
        Absent.REFUSED: say(language, "kiosk.refused_short") if short else say(language, "kiosk.refused"),
    }
    return tuple(
        v.Choice(
            int(code), dash if code is Absent.REFUSED else ABSENT_KEYS[code], labels[code], code == value
        )
        for code in offered
    )


# --- around it -------------------------------------------------------------------------------------------


def _sections(asked: Asked) -> list[str]:
    seen: list[str] = []
    for step in asked.steps:
        if step.section not in seen:
            seen.append(step.section)
    return seen


def _where(place: Place, language: Language, asked: Asked, step: Step) -> str:
    if step.subject:
        number = asked.subjects.index(step.subject) + 1 if step.subject in asked.subjects else 1
        return say(language, "kiosk.agency_of", number=number, total=len(asked.subjects))
    sections = _sections(asked)
    at = sections.index(step.section) if step.section in sections else 0
    title = asked.words(asked.section(step).title, language, place)
    return say(language, "kiosk.section_of", letter=_letter(at), last=_letter(len(sections) - 1), title=title)


def _letter(at: int) -> str:
    return chr(ord("A") + max(0, at) % 26)


def _within(asked: Asked, step: Step) -> list[Step]:
    return [one for one in asked.numbered if one.subject == step.subject]


def _number(language: Language, asked: Asked, step: Step) -> str:
    if isinstance(asked.item(step), Note):
        return ""
    steps = _within(asked, step) if step.subject else list(asked.numbered)
    number = steps.index(step) + 1 if step in steps else 1
    return say(language, "kiosk.question_of", number=number, total=len(steps))


def _progress(asked: Asked) -> tuple[tuple[int, int], ...]:
    parts: dict[tuple[str, str], tuple[int, int]] = {}
    for step in asked.numbered:
        key = ("", step.subject) if step.subject else (step.section, "")
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
    if answered and flagged:
        return say(language, "kiosk.tile_answered_flagged", number=number)
    if flagged:
        return say(language, "kiosk.tile_flagged", number=number)
    if answered:
        return say(language, "kiosk.tile_answered", number=number)
    return say(language, "kiosk.tile_open", number=number)


def _list(place: Place, glass: Glass, asked: Asked, step: Step) -> v.QuestionList:
    del place
    language = glass.language
    tiles = tuple(
        v.ListTile(at, tile_state(asked, one), one == step, spoken_tile(language, asked, one, at))
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
    )


def _subject(place: Place, language: Language, subject: str) -> v.Line:
    agency = place.agencies.get(subject)
    if agency is None:
        return v.Line("building-2", "", subject)
    return v.Line("building-2", agency.description.in_(language), agency.name.in_(language))


def _rail(place: Place, language: Language, asked: Asked, step: Step) -> v.Rail:
    stops = []
    done = 0
    for at, subject in enumerate(asked.subjects, 1):
        steps = [one for one in asked.numbered if one.subject == subject]
        whole = bool(steps) and all(asked.answered(one) for one in steps)
        note = ""
        if subject == step.subject:
            state = v.RailState.CURRENT
            number = steps.index(step) + 1 if step in steps else 1
            note = say(language, "kiosk.question_of", number=number, total=len(steps)).replace("*", "")
        elif subject in asked.skipped:
            state = v.RailState.SKIPPED
            note = say(language, "kiosk.skipped")
        else:
            state = v.RailState.DONE if whole else v.RailState.AHEAD
        done += whole or subject in asked.skipped
        agency = place.agencies.get(subject)
        name = agency.name.in_(language) if agency is not None else subject
        if agency is not None and len(name) > 26:
            name = agency.short
        stops.append(v.RailStop(at, name, state, note))
    total = len(asked.subjects)
    return v.Rail(
        say(language, "kiosk.rail_title"),
        say(language, "kiosk.rail_done", count=done, total=total),
        tuple(stops),
    )


def _notice(
    place: Place, glass: Glass, asked: Asked, step: Step, remaining_ms: int | None
) -> v.Notice | None:
    language = glass.language
    if glass.trouble:
        return v.Notice(Tone.WARN, "circle-alert", glass.trouble)
    if remaining_ms is not None and remaining_ms <= LOW_MS and not glass.low_time_read:
        understood = v.Button("understood", say(language, "kiosk.understood"), Understood())
        words = say(language, "kiosk.low_time", count=len(asked.open_numbers))
        return v.Notice(Tone.WARN, "clock-alert", words, understood)
    section = asked.section(step)
    first = next(
        (one for one in asked.steps if (one.section, one.subject) == (step.section, step.subject)), step
    )
    if section.intro is not None and step == first:
        return v.Notice(Tone.INFO, "info", asked.words(section.intro, language, place, step.subject))
    return None


def _hints(language: Language, body: v.Body, *, looped: bool) -> tuple[v.Hint, ...]:
    following = v.Hint(("Enter",), say(language, "kiosk.hint_next"))
    match body:
        case v.Scale(points):
            keys = ("1", "–", str(len(points)))
            hints = [v.Hint(keys, say(language, "kiosk.hint_choose")), following]
        case v.Options(options):
            keys = ("1", "–", str(min(9, len(options))))
            hints = [v.Hint(keys, say(language, "kiosk.hint_choose")), following]
        case v.Grid():
            keys = ("1", "–", str(len(body.points)))
            return (
                v.Hint(keys, say(language, "kiosk.hint_row")),
                v.Hint(("arrow-up", "arrow-down"), say(language, "kiosk.hint_rows")),
                v.Hint((), say(language, "kiosk.hint_refused")),
            )
        case v.Number():
            hints = [v.Hint(("0", "–", "9"), say(language, "kiosk.hint_type")), following]
        case v.Writing():
            return (v.Hint(("Ctrl", "Enter"), say(language, "kiosk.hint_next")),)
        case v.Reading():
            return (following,)
        case _:
            assert_never(body)
    last = (
        v.Hint((), say(language, "kiosk.skip_is_neutral"), "info")
        if looped
        else v.Hint((), say(language, "kiosk.no_name_in_answers"), "lock-keyhole")
    )
    return (*hints, last)


def _previous(language: Language, asked: Asked, step: Step, *, allowed: bool) -> v.Button | None:
    steps = asked.steps
    at = steps.index(step) if step in steps else 0
    if at == 0 and not step.subject:
        return None
    same = at > 0 and steps[at - 1].section == step.section
    if not allowed and not same:
        return None
    return v.Button("previous", say(language, "kiosk.previous"), Back(), icon="chevron-left")
