"""What the commands of the sample print. Programs get numbers of persons, never a name."""

from collections.abc import Sequence
from pathlib import Path

from app.base.canonical import JsonValue
from app.base.ids import RoundId
from app.base.sentences import Language, say
from app.office.commands.terminal import Terminal
from app.office.sample.destruction import Destroyed
from app.office.sample.drawing import Check, Drawn, DrawnStratum, StratumCheck
from app.office.sample.duplicates import Cluster
from app.office.sample.fieldwork import Replaced, Standing, Status, StratumStatus, Told
from app.office.sample.frame import Imported
from app.office.sample.letters import Invited
from app.office.sample.lots import Method
from app.office.sample.papers import Paper
from app.office.sample.rules import Rules
from app.office.sample.words import (
    cluster_in_words,
    group_in_words,
    method_in_words,
    remark_in_words,
    standing_in_words,
)
from app.paper.bureau.drawing import seed_in_groups
from app.paper.sheet.page import number

_SHOWN_CLUSTERS = 50  # a longer list is read by a program


def imported(terminal: Terminal, round_id: RoundId, rules: Rules, made: Imported) -> None:
    """A list that was taken in."""
    persons, eligible = sum(made.persons.values()), sum(made.eligible.values())
    terminal.line("sample.imported", file=made.file, persons=persons, eligible=eligible)
    title = rules.title.en if terminal.language is Language.EN and rules.title.en else rules.title.id
    terminal.line("sample.by_rules_example" if rules.example else "sample.by_rules", rules=title)
    for rule in rules.rules:
        if count := made.excluded.get(rule.id, 0):
            why = rule.reason.en if terminal.language is Language.EN and rule.reason.en else rule.reason.id
            terminal.line("sample.excluded_by", count=count, reason=why)
    if made.encoding == "cp1252":
        terminal.line("sample.guessed_encoding")
    if made.ignored:
        terminal.line("sample.ignored", headings=", ".join(made.ignored))
    terminal.done(
        "sample import",
        {
            "round": round_id,
            "file": made.file,
            "sha256": made.sha256,
            "encoding": made.encoding,
            "sheet": made.sheet,
            "rules": rules.title.id,
            "example": rules.example,
            "strata": [
                {
                    "agency": stratum.agency,
                    "group": stratum.group,
                    "persons": count,
                    "eligible": made.eligible[stratum],
                }
                for stratum, count in made.persons.items()
            ],
            "excluded": dict(made.excluded),
            "ignored": list(made.ignored),
        },
    )


def checked(terminal: Terminal, round_id: RoundId, found: Check, written: Sequence[Paper]) -> None:
    """The lists before the draw."""
    language = terminal.language
    columns = (
        terminal.say("sample.col_agency"),
        terminal.say("sample.col_group"),
        terminal.say("sample.col_list"),
        terminal.say("sample.col_eligible"),
        terminal.say("sample.col_needed"),
        terminal.say("sample.col_drawn"),
        terminal.say("sample.col_substitutes"),
        terminal.say("sample.col_target"),
        terminal.say("sample.col_remark"),
    )
    terminal.table(
        terminal.say("sample.check_title"), columns, [_check_row(one, language) for one in found.strata]
    )
    for cluster in found.clusters[:_SHOWN_CLUSTERS]:
        terminal.text(cluster_in_words(cluster, language))
    if found.clusters:
        terminal.line("sample.undecided", count=len(found.clusters))
    for paper in written:
        terminal.line("sample.list_written", file=str(paper.path))
    terminal.done(
        "sample check",
        {
            "round": round_id,
            "strata": [_check_plain(one) for one in found.strata],
            "excluded": dict(found.excluded),
            "set_aside": found.set_aside,
            "duplicates": [_cluster_plain(one) for one in found.clusters],
            "files": _files(written),
        },
    )


def decided(terminal: Terminal, round_id: RoundId, found: Cluster, keep: int | None) -> None:
    """Entries that looked alike and were settled."""
    if keep is None:
        terminal.line("sample.decided_distinct", number=found.first, count=len(found.entries))
    else:
        terminal.line("sample.decided_keep", number=found.first, keep=keep)
    entries: list[JsonValue] = [one.unit for one in found.entries]
    terminal.done(
        "sample decide", {"round": round_id, "number": found.first, "entries": entries, "keep": keep}
    )


def drawn(terminal: Terminal, round_id: RoundId, made: Drawn, written: Sequence[Paper]) -> None:
    """A draw."""
    language = terminal.language
    terminal.line("sample.drawn", strata=len(made.strata), seed=seed_in_groups(made.seed))
    columns = (
        terminal.say("sample.col_agency"),
        terminal.say("sample.col_group"),
        terminal.say("sample.col_method"),
        terminal.say("sample.col_list"),
        terminal.say("sample.col_start"),
        terminal.say("sample.col_numbers"),
        terminal.say("sample.col_substitutes"),
    )
    rows = [
        (
            one.stratum.agency or "–",
            group_in_words(one.stratum.group, language),
            method_in_words(one.terms.method, language),
            one.terms.listed,
            ", ".join(map(str, one.lots.starts)),
            _numbers(one, language),
            " ".join(map(str, one.lots.substitutes)),
        )
        for one in made.strata
    ]
    terminal.table(terminal.say("sample.draw_title"), columns, rows)
    for paper in written:
        terminal.line("sample.minutes_written", file=str(paper.path))
    terminal.done(
        "sample draw",
        {
            "round": round_id,
            "draw": made.id,
            "algorithm": made.algorithm,
            "seed": made.seed,
            "thrown": made.thrown,
            "witnesses": list(made.witnesses),
            "officers": list(made.officers),
            "strata": [
                {
                    "agency": one.stratum.agency,
                    "group": one.stratum.group,
                    "method": one.terms.method,
                    "listed": one.terms.listed,
                    "drawn": one.terms.wanted,
                    "substitutes": one.terms.substitutes,
                    "starts": list(one.lots.starts),
                    "entered": one.entered,
                    "sample": list(one.lots.sample),
                    "reserve": list(one.lots.substitutes),
                    "list_sha256": one.list_digest,
                }
                for one in made.strata
            ],
            "files": _files(written),
        },
    )


def invited(terminal: Terminal, venue: str, made: Invited) -> None:
    """Letters."""
    terminal.line("sample.invited", letters=made.letters, file=str(made.file))
    for path in made.sheets:
        terminal.line("sample.sheet_written", file=str(path))
    terminal.done(
        "sample letters",
        {
            "venue": venue,
            "letters": made.letters,
            "file": str(made.file),
            "sha256": made.sha256,
            "sheets": [str(path) for path in made.sheets],
        },
    )


def attendance(terminal: Terminal, venue: str, sheets: Sequence[Path]) -> None:
    """Attendance sheets."""
    for path in sheets:
        terminal.line("sample.sheet_written", file=str(path))
    terminal.done("sample attendance", {"venue": venue, "sheets": [str(path) for path in sheets]})


def told(terminal: Terminal, round_id: RoundId, made: Told) -> None:
    """A line of the contact log."""
    terminal.line("sample.told", count=len(made.persons), day=made.day.isoformat())
    terminal.done(
        "sample contact",
        {
            "round": round_id,
            "persons": list(made.persons),
            "outcome": made.outcome,
            "day": made.day.isoformat(),
        },
    )


def replaced(terminal: Terminal, round_id: RoundId, made: Replaced) -> None:
    """A substitute who was called up."""
    one = made.substitute
    terminal.line(
        "sample.replaced", number=made.unit, substitute=one.unit, name=one.name, phone=one.phone or "–"
    )
    terminal.done(
        "sample replace",
        {"round": round_id, "person": made.unit, "substitute": one.unit, "place": one.place},
    )


def status(terminal: Terminal, round_id: RoundId, found: Status, *, persons: bool) -> None:
    """How far the fieldwork has come."""
    language = terminal.language
    columns = (
        terminal.say("sample.col_agency"),
        terminal.say("sample.col_group"),
        terminal.say("sample.col_drawn"),
        terminal.say("sample.col_reserve"),
        terminal.say("sample.col_asked"),
        terminal.say("sample.col_refused"),
        terminal.say("sample.col_came"),
        terminal.say("sample.col_target"),
        terminal.say("sample.col_rate"),
    )
    rows = [
        (
            one.stratum.agency or "–",
            group_in_words(one.stratum.group, language),
            one.drawn,
            one.reserve,
            one.asked,
            one.standings.get(Standing.REFUSED, 0),
            one.came,
            one.target,
            "–" if one.rate_tenths is None else f"{number(language, one.rate_tenths)}%",
        )
        for one in found.strata
    ]
    terminal.table(terminal.say("sample.status_title"), columns, rows)
    for one in found.strata:
        if one.drawn and not one.within_reach:
            terminal.line("sample.out_of_reach", stratum=one.stratum.label, target=one.target)
    if persons:
        _persons(terminal, found)
    terminal.line("sample.erase_by", day=found.erase_by.isoformat())
    result: dict[str, JsonValue] = {
        "round": round_id,
        "erase_by": found.erase_by.isoformat(),
        "strata": [_status_plain(one) for one in found.strata],
    }
    if persons:
        result["persons"] = [
            {
                "number": one.unit,
                "agency": one.stratum.agency,
                "group": one.stratum.group,
                "place": one.place,
                "substitute": one.substitute,
                "standing": one.standing,
                "day": one.last_day,
                "stands_in_for": one.stands_in_for,
                "replaced_by": one.replaced_by,
            }
            for one in found.persons
        ]
    terminal.done("sample status", result)


def destroyed(terminal: Terminal, made: Destroyed) -> None:
    """The end of the names."""
    terminal.line("sample.destroyed_now", persons=made.persons, lists=made.lists)
    terminal.line("sample.note_written", file=str(made.note))
    terminal.done(
        "sample destroy",
        {
            "round": made.round,
            "lists": made.lists,
            "persons": made.persons,
            "drawn": made.drawn,
            "came": made.came,
            "contacts": made.contacts,
            "note": str(made.note),
            "sha256": made.sha256,
        },
    )


# --- words and parts --------------------------------------------------------------------------------------


def _check_row(one: StratumCheck, language: Language) -> tuple[object, ...]:
    return (
        one.stratum.agency or "–",
        group_in_words(one.stratum.group, language),
        one.listed,
        one.eligible,
        "–" if one.needed is None else one.needed,
        one.wanted,
        one.substitutes,
        one.target,
        remark_in_words(one, language),
    )


def _check_plain(one: StratumCheck) -> JsonValue:
    return {
        "agency": one.stratum.agency,
        "group": one.stratum.group,
        "listed": one.listed,
        "eligible": one.eligible,
        "drawn": one.wanted,
        "substitutes": one.substitutes,
        "target": one.target,
        "needed": one.needed,
        "interval": one.interval,
        "remark": one.remark,
    }


def _cluster_plain(one: Cluster) -> JsonValue:
    return {
        "number": one.first,
        "signs": list(one.signs),
        "entries": [
            {
                "number": entry.unit,
                "file": entry.file,
                "row": entry.row,
                "agency": entry.stratum.agency,
                "group": entry.stratum.group,
            }
            for entry in one.entries
        ],
    }


def _status_plain(one: StratumStatus) -> JsonValue:
    return {
        "agency": one.stratum.agency,
        "group": one.stratum.group,
        "drawn": one.drawn,
        "reserve": one.reserve,
        "target": one.target,
        "asked": one.asked,
        "came": one.came,
        "replaced": one.replaced,
        "rate": one.rate_tenths,
        "within_reach": one.within_reach,
        "standings": {str(standing): count for standing, count in one.standings.items()},
    }


def _files(written: Sequence[Paper]) -> JsonValue:
    return [{"path": str(one.path), "sha256": one.sha256} for one in written]


def _numbers(one: DrawnStratum, language: Language) -> str:
    if one.terms.method is Method.COUNTER:
        return say(language, "sample.remark_counter", interval=one.terms.interval)
    return " ".join(map(str, one.lots.sample))


def _persons(terminal: Terminal, found: Status) -> None:
    columns = (
        terminal.say("sample.col_number"),
        terminal.say("sample.col_agency"),
        terminal.say("sample.col_group"),
        terminal.say("sample.col_name"),
        terminal.say("sample.col_phone"),
        terminal.say("sample.col_standing"),
        terminal.say("sample.col_day"),
        terminal.say("sample.col_instead"),
    )
    rows = [
        (
            one.unit,
            one.stratum.agency or "–",
            group_in_words(one.stratum.group, terminal.language),
            one.name,
            one.phone,
            standing_in_words(one.standing, terminal.language),
            one.last_day,
            one.stands_in_for or "",
        )
        for one in found.persons
    ]
    terminal.table(terminal.say("sample.persons_title"), columns, rows)
