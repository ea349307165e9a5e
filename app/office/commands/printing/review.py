"""What `review` prints: responses with signs, decisions, and how many are left out for which reason."""

from app.base.canonical import JsonValue
from app.base.ids import GroupCode, RoundId
from app.base.sentences import Language
from app.office.answers.sign_words import decision_in_words, sign_in_words
from app.office.answers.signs import Marked, SetAside, Signs
from app.office.commands.terminal import Terminal
from app.office.survey.packaging import group_in_words


def signs(terminal: Terminal, command: str, survey: RoundId, found: Signs) -> None:
    """How every response with a sign stands."""
    language = terminal.language
    if found.marked:
        columns = [
            terminal.say("review.col_number"),
            terminal.say("review.col_agency"),
            terminal.say("review.col_group"),
            terminal.say("review.col_signs"),
            terminal.say("review.col_decision"),
            terminal.say("review.col_reason"),
        ]
        terminal.table(
            terminal.say("review.list_title"), columns, [_row(one, language) for one in found.marked]
        )
        terminal.line("review.waiting_count", count=found.waiting)
    else:
        terminal.line("review.nobody")
    reasons(terminal, found)
    terminal.done(
        command,
        {
            "round": survey,
            "waiting": found.waiting,
            "marked": [_marked(one) for one in found.marked],
            "set_aside": [set_aside(one) for one in found.reasons],
        },
    )


def reasons(terminal: Terminal, found: Signs) -> None:
    """How many are left out, and why; nothing where none is."""
    if not found.aside:
        return
    columns = [
        terminal.say("review.col_agency"),
        terminal.say("review.col_group"),
        terminal.say("review.col_reason"),
        terminal.say("review.col_count"),
    ]
    rows = [
        (one.agency or "–", group_in_words(one.group, terminal.language), one.reason, one.count)
        for one in found.reasons
    ]
    terminal.table(terminal.say("review.aside_reasons"), columns, rows)
    terminal.line("review.aside_count", count=len(found.aside))


def set_aside(one: SetAside) -> JsonValue:
    """A reason with its count, for a program."""
    return {"agency": one.agency, "group": one.group, "reason": one.reason, "count": one.count}


def _row(one: Marked, language: Language) -> tuple[object, ...]:
    return (
        one.position,
        one.agency or "–",
        group_in_words(GroupCode(one.group), language),
        "; ".join(sign_in_words(flag, language) for flag in one.flags),
        decision_in_words(one, language),
        one.reviewed.reason if one.reviewed is not None else "",
    )


def _marked(one: Marked) -> JsonValue:
    reviewed = one.reviewed
    return {
        "number": one.position,
        "agency": one.agency,
        "group": one.group,
        "signs": [{"sign": flag.sign, "grade": flag.grade, "about": flag.subject} for flag in one.flags],
        "decision": reviewed.decision if reviewed is not None else None,
        "reason": reviewed.reason if reviewed is not None else None,
        "officers": list(reviewed.officers) if reviewed is not None else [],
    }
