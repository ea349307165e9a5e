"""The review after the questions."""

from app.base.sentences import Language, say
from app.kiosk.window import view as v
from app.kiosk.window.intents import Back, Go, JudgeAgency
from app.kiosk.window.present.around import asking_header, group_of, spoken_tile, tile_state
from app.kiosk.window.present.asked import Asked
from app.kiosk.window.present.place import Glass, Place, save
from app.kiosk.window.present.time import Budget, timer, warning
from app.ui.controls.action import Kind
from app.ui.controls.tile import TileState
from app.ui.parts.tone import Tone


def review(place: Place, glass: Glass, asked: Asked, budget: Budget | None) -> v.Review:
    """k7: the open questions first, then the doubtful ones."""
    language = glass.language
    time = timer(glass, budget, hidden=asked.questionnaire.timer_hidden)
    done = str(asked.answered_count)
    open_, flags = asked.open_numbers, asked.flag_numbers
    numbers = sorted({*open_, *flags})
    items = tuple(_doubt(place, language, asked, number) for number in numbers)
    return v.Review(
        header=asking_header(place, glass, asked, save(language, glass.saving), time),
        title=say(language, "kiosk.review_title"),
        counts=(
            v.Line("check", say(language, "kiosk.review_answered"), value=done, colour="musi-800"),
            v.Line("flag", say(language, "kiosk.review_flagged"), value=str(len(flags)), colour="gold-800"),
            v.Line("square-dashed", say(language, "kiosk.review_open"), value=str(len(open_)), colour="ink"),
        ),
        list_title=say(language, "kiosk.review_list"),
        open_word=say(language, "kiosk.review_go"),
        items=items,
        nothing=say(language, "kiosk.review_nothing"),
        side_title=say(language, "kiosk.review_side"),
        side=(
            v.Line("lock-keyhole", say(language, "kiosk.review_nobody")),
            v.Line("square-dashed", say(language, "kiosk.review_empty")),
            v.Line("clock", say(language, "kiosk.review_time")),
        ),
        notice=_notice(glass, budget, len(open_)),
        back=v.Button("previous", say(language, "kiosk.back_to_questions"), Back(), icon="chevron-left")
        if any(step not in asked.closed for step in asked.steps)
        else None,
        go=v.Button("seal_ask", say(language, "kiosk.seal"), Go(), Kind.PRIMARY, icon="stamp"),
        skipped_title=say(language, "answering.skipped_title") if asked.skipped else "",
        skipped=_skipped(place, language, asked),
        closed_word=say(language, "answering.closed"),
    )  # fmt: skip


def _skipped(place: Place, language: Language, asked: Asked) -> tuple[tuple[str, v.Button], ...]:
    """The agencies that an expert left out, each with the way back."""
    found = []
    for code in asked.subjects:
        agency = place.agencies.get(code)
        if code in asked.skipped and agency is not None:
            words = say(language, "answering.judge_after_all")
            button = v.Button(f"judge_{code}", words, JudgeAgency(code), after="chevron-right")
            found.append((agency.name.in_(language), button))
    return tuple(found)


def _notice(glass: Glass, budget: Budget | None, unanswered: int) -> v.Notice | None:
    if glass.trouble:
        return v.Notice(Tone.WARN, "circle-alert", glass.trouble)
    if glass.news:
        return v.Notice(Tone.INFO, "clock", glass.news)
    return warning(glass, budget, unanswered)


def _doubt(place: Place, language: Language, asked: Asked, number: int) -> v.Doubt:
    step = asked.numbered[number - 1]
    state = tile_state(asked, step)
    if state is TileState.FLAGGED:
        note = (
            say(language, "kiosk.doubt_answered")
            if asked.answered(step)
            else say(language, "kiosk.doubt_open")
        )
    else:
        note = say(language, "kiosk.open")
    words = asked.words(asked.item(step).text, language, place, step.subject)
    if step in asked.closed:
        note = say(language, "answering.doubt_closed")
    return v.Doubt(
        number,
        state,
        words,
        note,
        spoken_tile(language, asked, step, number),
        group_of(place, language, asked, step),
        step not in asked.closed,
    )
