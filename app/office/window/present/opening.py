"""The opening in words: what is opened, what has to be so, what happens, and what became of each record."""

from app.base.ids import GroupCode
from app.base.sentences import Language, say
from app.office.answers.opening import OpeningCounts
from app.office.gathering.ledger import Ledger
from app.office.standing import Standing
from app.office.survey.packaging import group_in_words
from app.office.survey.roundfile import RoundState
from app.office.survey.rounds import Round
from app.office.window import view as v
from app.office.window.present.around import in_language
from app.ui.parts.tone import Tone


def what(ledger: Ledger, language: Language) -> v.Card:
    """What will be opened, and whether rooms add up."""
    rooms = [venue.room for venue in ledger.venues]
    sealed = ledger.records
    abandoned, voided = sum(one.abandoned for one in rooms), sum(one.voided for one in rooms)
    restarts, present = sum(one.restarts or 0 for one in rooms), sum(one.present or 0 for one in rooms)
    difference = sealed + abandoned + voided - restarts - present
    figures = (
        v.Figure(str(sealed), say(language, "window.figure_sealed")),
        v.Figure(str(abandoned), say(language, "window.figure_abandoned")),
        v.Figure(str(voided), say(language, "window.figure_voided")),
        v.Figure(str(restarts), say(language, "window.figure_restarts")),
        v.Figure(str(present), say(language, "window.figure_present")),
        v.Figure(
            str(difference),
            say(
                language,
                "window.figure_difference",
                sealed=sealed,
                abandoned=abandoned,
                voided=voided,
                restarts=restarts,
                present=present,
            ),
            tone=None if difference else Tone.OK,
        ),
    )
    return v.Card("opening_what", (v.Across(figures),), say(language, "window.will_open"))


def conditions(standing: Standing, survey: Round, ledger: Ledger, language: Language) -> v.Card:
    """What has to be so before."""
    closed, least = survey.state is RoundState.CLOSED, survey.document.policy.k_min
    enough = ledger.records >= least
    lines = (
        _condition(closed, say(language, "window.condition_closed"), ""),
        _condition(
            closed or not standing.hindrances,
            say(language, "window.condition_settled"),
            "" if closed else str(len(standing.hindrances)),
        ),
        _condition(enough, say(language, "window.condition_least", min=least), str(ledger.records)),
    )
    return v.Card("opening_conditions", (v.Lines(lines),), say(language, "window.conditions"))


def _condition(met: bool, words: str, value: str) -> v.Line:
    icon, colour = ("circle-check", "ok-700") if met else ("circle-dashed", "gold-800")
    return v.Line(icon, words, value, colour)


def steps(language: Language) -> tuple[str, ...]:
    """What will happen, in the order in which it does."""
    return (
        say(language, "window.step_pooled"),
        say(language, "window.step_twice"),
        say(language, "window.step_flags"),
        say(language, "window.step_forget"),
        say(language, "window.step_codes"),
    )


def outcome(counts: OpeningCounts, survey: Round, language: Language) -> tuple[v.Part, ...]:
    """What became of every record; those not used with the reason why."""
    used = counts.complete + counts.partial
    facts = (
        v.Fact(say(language, "office.fate_complete"), str(counts.complete)),
        v.Fact(say(language, "office.fate_partial"), str(counts.partial)),
        v.Fact(say(language, "office.fate_declined"), str(counts.declined)),
        v.Fact(say(language, "office.fate_superseded"), str(counts.superseded)),
        v.Fact(say(language, "office.fate_set_aside"), str(counts.set_aside)),
        v.Fact(say(language, "office.fate_unknown"), str(counts.unknown)),
        v.Fact(say(language, "office.fate_misplaced"), str(counts.misplaced)),
        v.Fact(say(language, "office.fate_broken"), str(counts.broken)),
    )
    figures = (
        v.Figure(str(counts.records), say(language, "window.figure_opened")),
        v.Figure(str(used), say(language, "window.figure_used"), tone=Tone.OK),
        v.Figure(str(counts.declined), say(language, "window.figure_declined")),
        v.Figure(str(counts.records - used - counts.declined), say(language, "window.figure_rejected")),
    )
    names = {one.code: in_language(one.name, language) for one in survey.document.agencies}
    heads = (
        v.Head(say(language, "window.head_agency"), stretch=4),
        v.Head(say(language, "window.head_group"), stretch=3),
        v.Head(say(language, "office.fate_complete"), width=96, right=True),
        v.Head(say(language, "office.fate_partial"), width=104, right=True),
        v.Head(say(language, "window.head_declined"), width=130, right=True),
        v.Head(say(language, "window.head_aside"), width=110, right=True),
    )
    rows = tuple(
        v.Row(
            f"opened_{one.agency}_{one.group}",
            (
                v.Cell(names.get(one.agency, say(language, "window.experts_all")), wrap=True),
                v.Cell(group_in_words(GroupCode(one.group), language), wrap=True),
                v.Cell(str(one.complete), right=True, strong=True),
                v.Cell(str(one.partial), right=True),
                v.Cell(str(one.declined), right=True),
                v.Cell(str(one.set_aside), right=True),
            ),
        )
        for one in counts.strata
    )
    title = say(language, "window.opened_strata")
    return (
        v.Card("opened_figures", (v.Across(figures),), say(language, "window.opened_title")),
        v.Beside(
            (v.Card("opened_strata", (v.Table("opened_table", title, heads, rows, shown=30),), title),),
            (v.Card("opened_fates", (v.Facts(facts),), say(language, "window.every_record")),),
            340,
        ),
    )
