"""k3 and k3b: what is promised before the questions. Every sentence says what the system does, and no more.

Staff, users of services, experts on agencies and experts on heads of agencies each read what is true for
them.
"""

from app.base.promise import PUBLISHED_EXPERTS, PUBLISHED_PERSONS
from app.base.sentences import Language, say
from app.kiosk.window import view as v
from app.kiosk.window.intents import Go
from app.kiosk.window.present.aloud import ask_aloud
from app.kiosk.window.present.around import asking_header
from app.kiosk.window.present.asked import Asked
from app.kiosk.window.present.place import Glass, Place
from app.questionnaire.model import Calculated, Item, Note, Questionnaire, Required
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone


def promise(place: Place, glass: Glass, asked: Asked) -> v.Promise:
    """The promise to the group that this sitting belongs to."""
    language = glass.language
    expert = asked.group == "expert"
    return v.Promise(
        header=asking_header(place, glass, asked, None, None),
        title=say(language, "kiosk.promise_title"),
        lead=say(language, "kiosk.promise_lead_expert") if expert else say(language, "kiosk.promise_lead"),
        cards=_cards(language, asked.group),
        who_title=say(language, "kiosk.who_title"),
        who=_who(language, asked),
        warning=v.Notice(Tone.WARN, "shield-alert", say(language, "kiosk.no_photo")),
        before_title=say(language, "kiosk.before_title"),
        before=_before_expert(place, language, asked) if expert else _before(language, asked),
        consent=say(language, "kiosk.consent"),
        consented=glass.ticked,
        aloud=ask_aloud(language),
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


def _cards(language: Language, group: str) -> tuple[v.Line, ...]:
    alone = {
        "internal": say(language, "kiosk.card_self_staff"),
        "expert": say(language, "kiosk.card_self_expert"),
    }.get(group, say(language, "kiosk.card_self"))
    return (
        v.Line("eye-off", alone, say(language, "kiosk.card_self_title")),
        v.Line("lock-keyhole", say(language, "kiosk.card_seal"), say(language, "kiosk.card_seal_title")),
        v.Line("landmark", say(language, "kiosk.card_office"), say(language, "kiosk.card_office_title")),
    )


def _who(language: Language, asked: Asked) -> tuple[v.Line, ...]:
    """Who can read what: the proctor, the one who is judged, the office, everybody."""
    judged, public = _judged_and_public(language, asked)
    return (
        v.Line("eye-off", say(language, "kiosk.who_proctor_no"), say(language, "kiosk.who_proctor")),
        judged,
        v.Line(
            "eye", say(language, "kiosk.who_office_yes"), say(language, "kiosk.who_office"), colour="gold-700"
        ),
        v.Line("eye-off", public, say(language, "kiosk.who_public")),
    )


def _judged_and_public(language: Language, asked: Asked) -> tuple[v.Line, str]:
    few = say(language, "kiosk.who_few", count=PUBLISHED_EXPERTS)
    combined = say(language, "kiosk.who_agency_no")
    public = say(language, "kiosk.who_public_no", count=PUBLISHED_PERSONS)
    if asked.questionnaire.about_persons:
        return v.Line("eye-off", few, say(language, "kiosk.who_heads")), say(
            language, "kiosk.who_public_never"
        )
    match asked.group:
        case "expert":
            return v.Line("eye-off", few, say(language, "kiosk.who_judged")), few
        case "external":
            return v.Line("eye-off", combined, say(language, "kiosk.who_judged")), public
        case _:
            return v.Line("eye-off", combined, say(language, "kiosk.who_agency")), public


# --- before starting --------------------------------------------------------------------------------------


def _before(language: Language, asked: Asked) -> tuple[v.Line, ...]:
    sections = asked.questionnaire.sections
    count = sum(_is_question(item) for section in sections for item in section.items)
    return (
        v.Line("list-checks", say(language, "kiosk.before_count", count=count, sections=len(sections))),
        *_time(language, asked.questionnaire),
        v.Line("skip-forward", _skipping(language, asked.questionnaire)),
        v.Line("flag", say(language, "kiosk.before_flag")),
        v.Line("save", say(language, "kiosk.before_saved")),
    )


def _before_expert(place: Place, language: Language, asked: Asked) -> tuple[v.Line, ...]:
    looped = [section for section in asked.questionnaire.sections if section.per_subject]
    count = sum(_is_question(item) for section in looped for item in section.items)
    agencies = len(place.agencies)
    if asked.questionnaire.about_persons:
        words = say(language, "kiosk.before_heads", count=count, agencies=agencies)
        skip = say(language, "kiosk.before_skip_head")
    else:
        words = say(language, "kiosk.before_expert", count=count, agencies=agencies)
        skip = say(language, "kiosk.before_skip_agency")
    return (
        v.Line("list-checks", words),
        *_time(language, asked.questionnaire),
        v.Line("skip-forward", skip),
        v.Line("users", say(language, "kiosk.before_few")),
        v.Line("save", say(language, "kiosk.before_saved")),
    )


def _is_question(item: Item) -> bool:
    return not isinstance(item, Note | Calculated)


def _time(language: Language, questionnaire: Questionnaire) -> tuple[v.Line, ...]:
    limit_ms = questionnaire.time_limit_ms
    if limit_ms is None:
        return ()
    return (v.Line("clock", say(language, "kiosk.before_time", count=limit_ms // 60_000)),)


def _skipping(language: Language, questionnaire: Questionnaire) -> str:
    """Whether questions may be skipped: all, all after the screening, or most."""
    hard = [
        section.eligible_if is not None
        for section in questionnaire.sections
        for item in section.items
        if item.required is Required.HARD
    ]
    if not hard:
        return say(language, "kiosk.before_skip")
    if all(hard):
        return say(language, "kiosk.before_skip_later")
    return say(language, "kiosk.before_skip_most")
