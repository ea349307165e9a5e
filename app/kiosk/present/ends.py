"""The promise before the questions and the review after them."""

from app.base.sentences import Language, say
from app.kiosk import view as v
from app.kiosk.intents import Back, Go
from app.kiosk.present.aloud import ask_aloud
from app.kiosk.present.around import asking_header, spoken_tile, tile_state
from app.kiosk.present.asked import Asked
from app.kiosk.present.place import Glass, Place, save
from app.kiosk.present.time import Budget, timer, warning
from app.ui.controls import Kind, TileState
from app.ui.parts import Tone

EXPERT = "expert"


def promise(place: Place, glass: Glass, asked: Asked) -> v.Promise:
    """k3; experts have their own wording, because they are few."""
    language = glass.language
    expert = asked.group == EXPERT
    return v.Promise(
        header=asking_header(place, glass, asked, None, None),
        title=say(language, "kiosk.promise_title"),
        lead=say(language, "kiosk.promise_lead_expert") if expert else say(language, "kiosk.promise_lead"),
        cards=_cards(language, expert=expert, staff=asked.group == "internal"),
        who_title=say(language, "kiosk.who_title"),
        who=_who(language, expert=expert),
        warning=v.Notice(Tone.WARN, "shield-alert", say(language, "kiosk.no_photo")),
        before_title=say(language, "kiosk.before_title"),
        before=_before(place, language, asked, expert=expert),
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


def _cards(language: Language, *, expert: bool, staff: bool) -> tuple[v.Line, ...]:
    if staff:
        alone = say(language, "kiosk.card_self_staff")
    else:
        alone = say(language, "kiosk.card_self_expert") if expert else say(language, "kiosk.card_self")
    return (
        v.Line("eye-off", alone, say(language, "kiosk.card_self_title")),
        v.Line("lock-keyhole", say(language, "kiosk.card_seal"), say(language, "kiosk.card_seal_title")),
        v.Line("landmark", say(language, "kiosk.card_office"), say(language, "kiosk.card_office_title")),
    )


def _who(language: Language, *, expert: bool) -> tuple[v.Line, ...]:
    few = say(language, "kiosk.who_few")
    agency = (
        v.Line("eye-off", few, say(language, "kiosk.who_judged"))
        if expert
        else v.Line("eye-off", say(language, "kiosk.who_agency_no"), say(language, "kiosk.who_agency"))
    )
    public = few if expert else say(language, "kiosk.who_public_no")
    return (
        v.Line("eye-off", say(language, "kiosk.who_proctor_no"), say(language, "kiosk.who_proctor")),
        agency,
        v.Line(
            "eye", say(language, "kiosk.who_office_yes"), say(language, "kiosk.who_office"), colour="gold-700"
        ),
        v.Line("eye-off", public, say(language, "kiosk.who_public")),
    )


def _before(place: Place, language: Language, asked: Asked, *, expert: bool) -> tuple[v.Line, ...]:
    limit = asked.questionnaire.time_limit_ms
    lines: list[v.Line] = []
    if expert:
        count = sum(len(s.items) for s in asked.questionnaire.sections if s.per_subject)
        words = say(language, "kiosk.before_expert", count=count, agencies=len(place.agencies))
    else:
        sections = {step.section for step in asked.steps} | {s.id for s in asked.questionnaire.sections}
        count = sum(len(s.items) for s in asked.questionnaire.sections)
        words = say(language, "kiosk.before_count", count=count, sections=len(sections))
    lines.append(v.Line("list-checks", words))
    if limit is not None:
        lines.append(v.Line("clock", say(language, "kiosk.before_time", minutes=limit // 60_000)))
    if expert:
        lines += [
            v.Line("skip-forward", say(language, "kiosk.before_skip_agency")),
            v.Line("users", say(language, "kiosk.before_few")),
        ]
    else:
        lines += [
            v.Line("skip-forward", say(language, "kiosk.before_skip")),
            v.Line("flag", say(language, "kiosk.before_flag")),
        ]
    lines.append(v.Line("save", say(language, "kiosk.before_saved")))
    return tuple(lines)


def review(place: Place, glass: Glass, asked: Asked, budget: Budget | None) -> v.Review:
    """k7: the open questions first, then the doubtful ones."""
    language = glass.language
    time = timer(glass, budget, hidden=asked.questionnaire.timer_hidden)
    done = str(asked.answered_count)
    open_, flags = asked.open_numbers, asked.flag_numbers
    numbers = [*open_, *(number for number in flags if number not in open_)]
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
        back=v.Button("previous", say(language, "kiosk.back_to_questions"), Back(), icon="chevron-left"),
        go=v.Button("seal_ask", say(language, "kiosk.seal"), Go(), Kind.PRIMARY, icon="stamp"),
    )  # fmt: skip


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
    agency = place.agencies.get(step.subject)
    if agency is not None:
        note = f"{agency.short} · {note}"
    return v.Doubt(number, state, words, note, spoken_tile(language, asked, step, number))
