"""The choice of an expert: which agencies do you know."""

from app.base.sentences import Language, say
from app.kiosk.window import view as v
from app.kiosk.window.intents import Go
from app.kiosk.window.present.around import asking_header
from app.kiosk.window.present.asked import Asked
from app.kiosk.window.present.place import Glass, Place, save
from app.kiosk.window.present.time import Budget, timer
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone


def subjects_question(
    place: Place, glass: Glass, asked: Asked, budget: Budget | None, chosen: tuple[str, ...]
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
    time = timer(glass, budget, hidden=asked.questionnaire.timer_hidden)
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
