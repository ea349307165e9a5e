"""The page after the disk said no: what happened, what is safe, what to do."""

from app.base.errors import Problem
from app.base.sentences import Language, Sentence, say
from app.kiosk.window import view as v
from app.kiosk.window.intents import CallProctor, Go
from app.kiosk.window.present.place import Glass, Place, header
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone


def page(place: Place, glass: Glass, problem: Problem, answers: int | None, *, pending: bool) -> v.Message:
    """`answers` are known to be safe, None without a sitting; `pending`: something waits to be stored."""
    language = glass.language
    return v.Message(
        header(place, glass, menus=False),
        _badge(language, pending=pending),
        say(language, "answering.fault_pending_title") if pending else say(language, "answering.fault_title"),
        _happened(language, problem),
        v.Notice(Tone.INFO, "rotate-ccw", say(language, "answering.fault_trying")),
        facts=_facts(language, answers, pending=pending),
        left=v.Button("call_proctor", say(language, "kiosk.call_proctor"), CallProctor(), icon="hand"),
        right=v.Button("go", say(language, "kiosk.try_again"), Go(), Kind.PRIMARY, icon="rotate-ccw"),
    )


def _badge(language: Language, *, pending: bool) -> v.Badge:
    if pending:
        return v.Badge(Tone.DANGER, "circle-alert", say(language, "answering.fault_pending_badge"))
    return v.Badge(Tone.WARN, "circle-alert", say(language, "answering.fault_badge"))


def _happened(language: Language, problem: Problem) -> str:
    """What a respondent can make of it; what a proctor can do about it stands in the help pages."""
    match problem.code:
        case "storage.disk_full":
            return say(language, "answering.fault_full")
        case "storage.read_only":
            return say(language, "answering.fault_read_only")
        case "storage.busy":
            return say(language, "answering.fault_busy")
        case "storage.io" | "storage.gone" | "storage.too_many_files":
            return say(language, "answering.fault_silent")
        case _:
            return Sentence.of(problem).spoken(language)


def _facts(language: Language, answers: int | None, *, pending: bool) -> tuple[v.Line, ...]:
    call = v.Line("hand", say(language, "answering.fault_call"), say(language, "answering.fault_call_title"))
    if answers is None:
        return (call,)
    waits = (
        say(language, "answering.fault_waits") if pending else say(language, "answering.fault_nothing_waits")
    )
    safe = say(language, "kiosk.answers_safe", count=answers)
    return (
        v.Line("circle-check", waits, safe, colour="ok-700"),
        v.Line(
            "timer-off", say(language, "answering.fault_time"), say(language, "answering.fault_time_title")
        ),
        call,
    )
