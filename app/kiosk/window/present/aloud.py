"""k18: the promise to somebody who is read to. It is smaller, because the reader hears the questions."""

from dataclasses import replace

from app.base.sentences import Language, say
from app.kiosk.window import view as v
from app.kiosk.window.intents import Go, ReadAloud
from app.kiosk.window.present.around import asking_header
from app.kiosk.window.present.asked import Asked
from app.kiosk.window.present.place import Glass, Place
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone
from app.ui.theme import Look, TextSize


def aloud(place: Place, glass: Glass, asked: Asked) -> v.Aloud:
    """What a reader may do, what is promised then, and consent; each group of respondents its own."""
    language = glass.language
    return v.Aloud(
        header=asking_header(place, glass, replace(asked, aloud=False), None, None),  # the page says it
        mode=say(language, "kiosk.aloud_mode"),
        title=say(language, "kiosk.aloud_title"),
        may=v.Rules(
            say(language, "kiosk.aloud_may"),
            (
                say(language, "kiosk.aloud_may_read"),
                say(language, "kiosk.aloud_may_repeat"),
                say(language, "kiosk.aloud_may_turn"),
            ),
        ),
        must_not=v.Rules(
            say(language, "kiosk.aloud_must_not"),
            (
                say(language, "kiosk.aloud_not_press"),
                say(language, "kiosk.aloud_not_explain"),
                say(language, "kiosk.aloud_not_ask"),
            ),
        ),
        warning=v.Notice(Tone.WARN, "shield-alert", say(language, "kiosk.no_photo")),
        promise_title=say(language, "kiosk.aloud_promise"),
        promise=_promise(language, asked),
        consent=say(language, "kiosk.aloud_consent"),
        consented=glass.ticked,
        alone=v.Button(
            "read_alone", say(language, "kiosk.aloud_alone"), ReadAloud(on=False), icon="chevron-left"
        ),
        refuse=say(language, "kiosk.refuse"),
        go=v.Button(
            "start",
            say(language, "kiosk.begin"),
            Go(),
            Kind.PRIMARY,
            after="chevron-right",
            enabled=glass.ticked,
        ),
    )


def ask_aloud(language: Language) -> v.Button:
    """The way to this page from the other promises."""
    words = say(language, "kiosk.aloud_ask")
    return v.Button("read_aloud", words, ReadAloud(on=True), Kind.CHIP, icon="volume-2")


def look_for(glass: Glass, asked: Asked) -> Look:
    """Who is read to sees larger text, unless they have chosen a size themselves."""
    if asked.aloud and glass.look.size is None:
        return replace(glass.look, size=TextSize.LARGE)
    return glass.look


def _promise(language: Language, asked: Asked) -> tuple[v.Line, ...]:
    if asked.questionnaire.about_persons:
        trusted, sealed = say(language, "kiosk.aloud_trust_heads"), say(language, "kiosk.aloud_sealed_heads")
    elif asked.group == "expert":
        trusted, sealed = say(language, "kiosk.aloud_trust"), say(language, "kiosk.aloud_sealed_expert")
    elif asked.group == "internal":
        trusted, sealed = say(language, "kiosk.aloud_trust_staff"), say(language, "kiosk.aloud_sealed")
    else:
        trusted, sealed = say(language, "kiosk.aloud_trust"), say(language, "kiosk.aloud_sealed")
    few = (v.Line("users", say(language, "kiosk.before_few")),) if asked.group == "expert" else ()
    return (
        v.Line("ear", say(language, "kiosk.aloud_hears")),
        v.Line("user-round", trusted),
        *few,
        v.Line("lock", sealed),
        v.Line("list-checks", say(language, "kiosk.aloud_recorded")),
    )
