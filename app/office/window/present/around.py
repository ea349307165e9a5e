"""What stands around every page: the bar at the left."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.base.sentences import Language, say
from app.office.standing import Standing
from app.office.survey.roundfile import RoundState, Words
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.shift import Job, Shift
from app.office.words import state_in_words
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the bar: its name and icon, what it is called, and a count beside it."""

    name: str
    icon: str
    words: str
    badge: str = ""


def in_language(words: Words, language: Language) -> str:
    """The words in `language`, or in Indonesian where nobody translated them."""
    return words.en if language is Language.EN and words.en else words.id


def side_of(shift: Shift, entries: Sequence[Entry], here: str, language: Language) -> v.Side:
    """The bar at the left."""
    staff = shift.staff
    officer = staff.officers[0].name if staff is not None else ""
    survey = shift.standing.survey if shift.standing is not None else None
    if survey is None:
        title, note = say(language, "window.no_round"), ""
    else:
        title = in_language(survey.document.title, language)
        note = state_in_words(survey.state, language)
    seal, seal_note = seal_of(shift.standing, language)
    return v.Side(
        survey=v.Button(
            "survey", title, i.Go("rounds"), spoken=say(language, "window.rounds_of", title=title)
        ),
        survey_note=note,
        navs=tuple(_nav(entry, at, entry.name == here, language) for at, entry in enumerate(entries, 1)),
        jobs=tuple(job_of(job, language) for job in shift.jobs),
        seal=seal,
        seal_note=seal_note,
        initials="".join(part[0] for part in officer.split()[:2]).upper(),
        officer=officer,
        office=staff.root.document.office if staff is not None else "",
        lock=v.Button("lock", "", i.Lock(), Kind.TEXT, "lock", spoken=say(language, "window.lock")),
    )


def _nav(entry: Entry, at: int, on: bool, language: Language) -> v.Nav:
    words, badge = entry.words, entry.badge
    spoken = say(language, "window.nav_badge", page=words, count=badge) if badge else words
    if at <= 10:
        spoken = f"{spoken}, Alt+{at % 10}"
    return v.Nav(entry.name, words, entry.icon, on, spoken, badge)


def job_of(job: Job, language: Language) -> v.Meter:
    """Work in the background as a bar."""
    stop = v.Button(
        f"stop_{job.number}", say(language, "window.stop"), i.StopJob(job.number), Kind.TEXT, "octagon-x"
    )
    return v.Meter(
        f"job_{job.number}",
        job.words.spoken(language),
        job.done,
        job.total,
        f"{job.done}/{job.total}" if job.total else "",
        stop if job.stoppable else None,
    )


def seal_of(standing: Standing | None, language: Language) -> tuple[v.Line, str]:
    """Whether the answers are still sealed."""
    state = standing.survey.state if standing is not None and standing.survey is not None else None
    match state:
        case RoundState.OPENED:
            return v.Line("lock-open", say(language, "window.seal_open")), say(
                language, "window.seal_open_note"
            )
        case RoundState.CLOSED:
            return v.Line("key-round", say(language, "window.seal_shut")), say(
                language, "window.seal_closed_note"
            )
        case _:
            return v.Line("key-round", say(language, "window.seal_shut")), say(
                language, "window.seal_shut_note"
            )


def practice_tags(shift: Shift, language: Language) -> tuple[v.Tag, ...]:
    """The tag of an office that only rehearses."""
    staff = shift.staff
    if staff is None or staff.root.document.production:
        return ()
    return (v.Tag(say(language, "window.practice"), "flask-conical", Tone.WARN, dashed=True),)
