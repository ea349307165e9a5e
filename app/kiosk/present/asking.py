"""The question page: one step of the path and everything around it."""

from app.base.sentences import say
from app.kiosk import view as v
from app.kiosk.intents import Go
from app.kiosk.present import around, bodies
from app.kiosk.present.asked import Asked
from app.kiosk.present.place import Glass, Place, save, timer
from app.questionnaire.model import Matrix, Note
from app.ui.controls import Kind


def question(place: Place, glass: Glass, asked: Asked, remaining_ms: int | None) -> v.Question:
    """The page of the step where the person is."""
    step = asked.step if asked.step is not None else asked.steps[0]
    language, item, section = glass.language, asked.item(step), asked.section(step)
    body = bodies.body(place, glass, asked, step, item)
    last = bool(asked.steps) and step == asked.steps[-1]
    time = timer(language, remaining_ms, hidden=asked.questionnaire.timer_hidden)
    words = bodies.Speaker(place, language, asked, step.subject)
    looped = bool(step.subject)
    return v.Question(
        header=around.asking_header(place, glass, asked, save(language, glass.saving), time),
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
        absents=()
        if isinstance(item, Matrix | Note)
        else bodies.absents(language, asked, item, bodies.answer_of(asked, step)),
        clear=say(language, "kiosk.clear")
        if bodies.answer_of(asked, step) is not None and not isinstance(item, Matrix)
        else "",
        skip=say(language, "kiosk.skip_agency") if looped else "",
        subject=around.subject(place, language, step.subject) if looped else None,
        rail=around.rail(place, language, asked, step) if looped else None,
        list=None if looped else around.question_list(glass, asked, step),
        notice=around.notice(place, glass, asked, step, remaining_ms),
        hints=around.hints(language, body, looped=looped),
        previous=around.previous(language, asked, step, allowed=section.allow_back),
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
