"""`bilik-office sample ...`: lists, draw, invitations, contacts and the end of the names."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from app.base.ids import AgencyCode, GroupCode
from app.base.sentences import Language
from app.office.commands.door import Files, Json, Officers, RoundName, office_of, pairs, round_of
from app.office.commands.misuse import Misused
from app.office.commands.printing import sample as printing
from app.office.sample import destruction, drawing, duplicates, fieldwork, frame, letters, papers, rules
from app.office.sample.columns import Column
from app.office.sample.fieldwork import Outcome, Way
from app.office.sample.lots import Method
from app.office.sample.names import Stratum, stratum_of

_GROUPS = ("internal", "external", "expert")

sample_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="sample.help_sample")
Out = Annotated[Path, typer.Option("--out", help="office.help_out")]
PaperLanguage = Annotated[Language, typer.Option("--paper-language", help="sample.help_paper_language")]
Reason = Annotated[str, typer.Option("--reason", help="sample.help_reason")]
OrderFile = Annotated[Path, typer.Argument(help="sample.help_order")]
Group = Annotated[str, typer.Option("--group", help="sample.help_group")]


@sample_app.command("import", help="sample.help_import")
def sample_import(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="sample.help_list")],
    group: Group,
    agency: Annotated[str | None, typer.Option("--agency", help="sample.help_agency")] = None,
    rules_file: Annotated[Path, typer.Option("--rules", help="sample.help_rules")] = rules.EXAMPLE_FILE,
    sheet: Annotated[str | None, typer.Option("--sheet", help="sample.help_sheet")] = None,
    column: Annotated[list[str] | None, typer.Option("--column", help="sample.help_column")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="sample.help_replace")] = False,
    survey: RoundName = None,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, file, sha256, encoding, sheet, rules, example, strata[{agency, group, persons, eligible}],
    excluded{rule: n}, ignored[]. A refused list: findings[{place, sentence}]; place is a cell such as C12.
    """
    command = "sample import"
    if group not in _GROUPS:
        raise Misused("usage.one_of", {"value": group, "name": "--group", "known": ", ".join(_GROUPS)})
    columns = _columns(column)
    with office_of(context, json, officer, passphrase_file, command, 1) as (terminal, office):
        named = round_of(terminal, office, survey, command)
        known = terminal.accepted(rules.read_rules(rules_file), command)
        listing = frame.Listing(
            path=file,
            group=GroupCode(group),
            rules=known,
            agency=None if agency is None else AgencyCode(agency),
            sheet=sheet,
            columns=columns,
            replace=replace,
        )
        with terminal.progress("sample.bar_rows") as report:
            made = frame.import_frame(office, named, listing, report)
        printing.imported(terminal, named, known, terminal.accepted(made, command))


@sample_app.command("check", help="sample.help_check")
def sample_check(
    context: typer.Context,
    lists: Annotated[Path | None, typer.Option("--lists", help="sample.help_lists")] = None,
    paper_language: PaperLanguage = Language.ID,
    survey: RoundName = None,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, strata[{agency, group, listed, eligible, drawn, substitutes, target, needed, interval,
    remark}], excluded{rule: n}, set_aside, duplicates[{number, signs[], entries[{number, file, row, agency,
    group}]}], files[{path, sha256}]. No name stands in the object; a person is a number.
    """
    command = "sample check"
    with office_of(context, json, officer, passphrase_file, command, 1) as (terminal, office):
        named = round_of(terminal, office, survey, command)
        found = terminal.accepted(drawing.check_lists(office, named), command)
        written: tuple[papers.Paper, ...] = ()
        if lists is not None:
            written = terminal.accepted(papers.write_lists(office, named, lists, paper_language), command)
        printing.checked(terminal, named, found, written)


@sample_app.command("decide", help="sample.help_decide")
def sample_decide(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="sample.help_cluster")],
    reason: Reason,
    keep: Annotated[int | None, typer.Option("--keep", help="sample.help_keep")] = None,
    distinct: Annotated[bool, typer.Option("--distinct", help="sample.help_distinct")] = False,
    survey: RoundName = None,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, number, entries[], keep (null: different persons)."""
    command = "sample decide"
    if (keep is None) is not distinct:
        raise Misused("usage.just_one", {"options": "--keep, --distinct"})
    with office_of(context, json, officer, passphrase_file, command, 1) as (terminal, office):
        named = round_of(terminal, office, survey, command)
        found = terminal.accepted(duplicates.decide(office, named, number, keep, reason), command)
        printing.decided(terminal, named, found, keep)


@sample_app.command("draw", help="sample.help_draw")
def sample_draw(
    context: typer.Context,
    method: Annotated[str, typer.Option("--method", help="sample.help_method")] = Method.SYSTEMATIC,
    seed: Annotated[str | None, typer.Option("--seed", help="sample.help_seed")] = None,
    start: Annotated[list[str] | None, typer.Option("--start", help="sample.help_start")] = None,
    witness: Annotated[list[str] | None, typer.Option("--witness", help="sample.help_witness")] = None,
    substitutes: Annotated[
        int | None, typer.Option("--substitutes", min=0, max=1000, help="sample.help_substitutes")
    ] = None,
    again: Annotated[list[str] | None, typer.Option("--again", help="sample.help_again")] = None,
    reason: Reason = "",
    out: Out = Path(),
    paper_language: PaperLanguage = Language.ID,
    survey: RoundName = None,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, draw, algorithm, seed, thrown, witnesses, officers, strata[{agency, group, method, listed,
    drawn, substitutes, starts[], entered, sample[], reserve[], list_sha256}], files[{path, sha256}]. `sample`
    and `reserve` are numbers of the numbered list.
    """
    command = "sample draw"
    if method not in {Method.SYSTEMATIC, Method.SIMPLE}:
        known = f"{Method.SYSTEMATIC}, {Method.SIMPLE}"
        raise Misused("usage.one_of", {"value": method, "name": "--method", "known": known})
    wish = drawing.Wish(
        method=Method(method),
        seed=None if seed is None else "".join(seed.split()),
        starts=_starts(start),
        witnesses=tuple(witness or ()),
        substitutes=substitutes,
        again=tuple(_stratum("--again", one) for one in again or ()),
        reason=reason,
    )
    needed = 2 if again else 1
    with office_of(context, json, officer, passphrase_file, command, needed) as (terminal, office):
        named = round_of(terminal, office, survey, command)
        drawn = terminal.accepted(drawing.draw_sample(office, named, wish), command)
        written = terminal.accepted(papers.write_minutes(office, named, out, paper_language), command)
        printing.drawn(terminal, named, drawn, written)


@sample_app.command("letters", help="sample.help_letters")
def sample_letters(
    context: typer.Context,
    order: OrderFile,
    out: Out = Path(),
    telephone: Annotated[str, typer.Option("--telephone", help="sample.help_telephone")] = "",
    paper_language: PaperLanguage = Language.ID,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: venue, letters, file, sha256, sheets[]."""
    command = "sample letters"
    with office_of(context, json, officer, passphrase_file, command, 1) as (terminal, office):
        read = terminal.accepted(letters.read_order(order), command)
        with terminal.progress("office.bar_pages") as report:
            made = letters.write_letters(office, read, out, telephone, paper_language, report)
        printing.invited(terminal, read.venue, terminal.accepted(made, command))


@sample_app.command("attendance", help="sample.help_attendance")
def sample_attendance(
    context: typer.Context,
    order: OrderFile,
    out: Out = Path(),
    paper_language: PaperLanguage = Language.ID,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: venue, sheets[]."""
    command = "sample attendance"
    with office_of(context, json, officer, passphrase_file, command, 1) as (terminal, office):
        read = terminal.accepted(letters.read_order(order), command)
        made = terminal.accepted(letters.write_attendance(office, read, out, paper_language), command)
        printing.attendance(terminal, read.venue, made)


@sample_app.command("contact", help="sample.help_contact")
def sample_contact(
    context: typer.Context,
    person: Annotated[list[int], typer.Argument(help="sample.help_person")],
    outcome: Annotated[Outcome, typer.Option("--outcome", help="sample.help_outcome")],
    way: Annotated[Way, typer.Option("--way", help="sample.help_way")] = Way.PHONE,
    day: Annotated[str | None, typer.Option("--day", help="sample.help_day")] = None,
    note: Annotated[str, typer.Option("--note", help="sample.help_note")] = "",
    survey: RoundName = None,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, persons[], outcome, day."""
    command = "sample contact"
    try:
        on = None if day is None else dt.date.fromisoformat(day)
    except ValueError:
        raise Misused(
            "usage.written_as", {"value": str(day), "name": "--day", "example": "2026-11-27"}
        ) from None
    with office_of(context, json, officer, passphrase_file, command, 1) as (terminal, office):
        named = round_of(terminal, office, survey, command)
        told = fieldwork.log_contact(office, named, person, outcome, way, on, note)
        printing.told(terminal, named, terminal.accepted(told, command))


@sample_app.command("replace", help="sample.help_replace_person")
def sample_replace(
    context: typer.Context,
    person: Annotated[int, typer.Argument(help="sample.help_person")],
    survey: RoundName = None,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, person, substitute, place."""
    command = "sample replace"
    with office_of(context, json, officer, passphrase_file, command, 1) as (terminal, office):
        named = round_of(terminal, office, survey, command)
        made = terminal.accepted(fieldwork.replace(office, named, person), command)
        printing.replaced(terminal, named, made)


@sample_app.command("status", help="sample.help_status")
def sample_status(
    context: typer.Context,
    persons: Annotated[bool, typer.Option("--persons", help="sample.help_persons")] = False,
    survey: RoundName = None,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, erase_by, strata[{agency, group, drawn, reserve, target, asked, came, replaced, rate,
    within_reach, standings{}}]; with --persons: persons[{number, agency, group, place, substitute, standing,
    day, stands_in_for, replaced_by}], without names, which only the table shows. `rate` is in tenths of a
    percent.
    """
    command = "sample status"
    with office_of(context, json, officer, passphrase_file, command, 1) as (terminal, office):
        named = round_of(terminal, office, survey, command)
        found = terminal.accepted(fieldwork.read_status(office, named), command)
        printing.status(terminal, named, found, persons=persons)


@sample_app.command("destroy", help="sample.help_destroy")
def sample_destroy(
    context: typer.Context,
    reason: Reason,
    out: Out = Path(),
    early: Annotated[bool, typer.Option("--early", help="sample.help_early")] = False,
    paper_language: PaperLanguage = Language.ID,
    survey: RoundName = None,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, lists, persons, drawn, came, contacts, note, sha256."""
    command = "sample destroy"
    with office_of(context, json, officer, passphrase_file, command, 2) as (terminal, office):
        named = round_of(terminal, office, survey, command)
        made = destruction.destroy(office, named, reason, out, paper_language, early=early)
        printing.destroyed(terminal, terminal.accepted(made, command))


def _columns(values: list[str] | None) -> dict[Column, str]:
    found: dict[Column, str] = {}
    for name, heading in pairs("--column", values or (), 'name="Nama Pejabat"').items():
        if name not in set(Column):
            known = ", ".join(Column)
            raise Misused("usage.one_of", {"value": name, "name": "--column", "known": known})
        found[Column(name)] = heading
    return found


def _stratum(option: str, text: str) -> Stratum:
    agency, sign, group = text.partition("/")
    if not (agency and sign and group):
        raise Misused("usage.written_as", {"value": text, "name": option, "example": "dishub/internal"})
    return stratum_of(agency, group)


def _starts(values: list[str] | None) -> dict[Stratum, tuple[int, ...]]:
    found: dict[Stratum, tuple[int, ...]] = {}
    for name, text in pairs("--start", values or (), "dishub/internal=17,3").items():
        parts = text.split(",")
        if not all(part.strip().isdecimal() for part in parts):
            fields = {"value": text, "name": "--start", "example": "dishub/internal=17,3"}
            raise Misused("usage.written_as", fields)
        found[_stratum("--start", name)] = tuple(int(part) for part in parts)
    return found
