"""The question page: one step of the path and everything around it."""

from dataclasses import replace

from app.base.sentences import Language, say
from app.kiosk.window import view as v
from app.kiosk.window.intents import Go
from app.kiosk.window.present import around, bodies, keys
from app.kiosk.window.present.asked import Asked
from app.kiosk.window.present.place import Glass, Place, Saving, save
from app.kiosk.window.present.rows import row_line
from app.kiosk.window.present.time import Budget, timer
from app.questionnaire.model import Calculated, Matrix, Note
from app.questionnaire.route import Step
from app.ui.controls.action import Kind

HURRY_MS = 3_000  # two ticks and a little: a tick may come late


def question(place: Place, glass: Glass, asked: Asked, budget: Budget | None) -> v.Question:
    """The page of the step where the person is."""
    step = asked.step if asked.step is not None else asked.steps[0]
    language, item, section = glass.language, asked.item(step), asked.section(step)
    body = _hurried(bodies.body(place, glass, asked, step, item), budget)
    last = glass.reviewing or (bool(asked.steps) and step == asked.steps[-1])
    time = timer(glass, budget, hidden=asked.questionnaire.timer_hidden)
    words = bodies.Speaker(place, language, asked, step.subject)
    looped = bool(step.subject) and asked.row_of(step.subject) is None
    value = bodies.answer_of(asked, step)
    half = bodies.half_entered(glass, item, value)
    return v.Question(
        header=around.asking_header(place, glass, asked, _saved(glass, asked, step, half=half), time),
        place=f"{step.section}/{step.item}/{step.subject}",
        where=around.where(place, language, asked, step),
        number=around.number(language, asked, step),
        progress=around.progress(asked),
        progress_spoken=say(
            language, "kiosk.progress", answered=asked.answered_count, total=len(asked.numbered)
        ),
        lead=words(item.lead) if item.lead is not None else "",
        text=words(item.text),
        hint=words(item.hint) if item.hint is not None else "",
        body=body,
        absents=() if isinstance(item, Matrix) else bodies.absents(language, asked, item, value),
        clear=say(language, "kiosk.clear") if value is not None or half else "",
        skip=_skip(language, asked) if looped else "",
        subject=around.subject(place, language, step.subject) if looped else row_line(language, asked, step),
        rail=around.rail(place, language, asked, step) if looped else None,
        list=around.question_list(place, glass, asked, step),
        notice=around.notice(place, glass, asked, step, budget),
        hints=keys.hints(language, body, looped=looped),
        previous=around.previous(language, asked, step, allowed=section.allow_back),
        flag=say(language, "kiosk.flagged") if step in asked.flags else say(language, "kiosk.flag"),
        flagged=step in asked.flags,
        flag_shown=not isinstance(item, Note | Calculated),
        next=v.Button(
            "next",
            say(language, "kiosk.check_answers") if last else say(language, "kiosk.next"),
            Go(),
            Kind.PRIMARY,
            after="chevron-right",
        ),
    )


def _hurried(body: v.Body, budget: Budget | None) -> v.Body:
    """The body; who is still writing when the time ends loses nothing."""
    ending = budget is not None and budget.left_ms <= HURRY_MS
    return replace(body, hurried=True) if isinstance(body, v.Writing) and ending else body


def _saved(glass: Glass, asked: Asked, step: Step, *, half: bool) -> v.Save:
    """The save state, which says when what is on this page is not among what is saved."""
    if not half or glass.saving is not Saving.SAVED:
        return save(glass.language, glass.saving)
    number = asked.number(step)
    return v.Save(
        v.SaveKind.EXCEPT,
        say(glass.language, "kiosk.saved_except", number=number),
        say(glass.language, "kiosk.saved_except_short", number=number),
    )


def _skip(language: Language, asked: Asked) -> str:
    if asked.questionnaire.about_persons:
        return say(language, "kiosk.skip_head")
    return say(language, "kiosk.skip_agency")
