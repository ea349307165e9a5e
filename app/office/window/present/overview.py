"""The overview in words: what came of what was expected, what asks for attention, what comes next."""

import datetime as dt
from collections.abc import Sequence

from app.base.sentences import Language, say
from app.office.days import day_in_words, period_in_words
from app.office.gathering.ledger import Ledger, StratumLine
from app.office.standing import Standing
from app.office.survey.packaging import group_in_words
from app.office.survey.roundfile import RoundState
from app.office.survey.rounds import Round
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.present.around import in_language
from app.office.words import percent
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone

LAGGING, THIN = 80, 60  # per cent of the target, as the legend of the table says
ATTENTION = 4  # lines; the rest is counted


def tone_of(done: int, of: int) -> Tone:
    """How far a count is from its target."""
    share = 100 * done // of if of else 100
    return Tone.OK if share >= LAGGING else Tone.WARN if share >= THIN else Tone.DANGER


def figures(standing: Standing, ledger: Ledger, language: Language) -> v.Across:
    """The four figures at the top."""
    target = sum(one.target for one in ledger.strata)
    seats = [seat for venue in ledger.venues for seat in venue.seats if not seat.declared_unused]
    reporting = sum(bool(seat.installations) for seat in seats)
    sessions = sum(len(one.sessions) for one in standing.packages)
    missing = sum(len(venue.room.sessions_missing) for venue in ledger.venues)
    held = len(standing.held)
    see = v.Button("see_quarantine", say(language, "window.see_quarantine"), i.Go("quarantine"), Kind.TEXT)
    return v.Across(
        (
            v.Card(
                "figure_records",
                (
                    v.Figure(
                        str(ledger.records),
                        say(language, "window.of_target", count=target),
                        say(language, "window.sealed_records"),
                        say(language, "window.reached", share=percent(ledger.records, target, language)),
                        v.Share(ledger.records, target),
                    ),
                ),
            ),
            v.Card(
                "figure_batches",
                (
                    v.Figure(
                        str(standing.batches),
                        "",
                        say(language, "window.batches_stored"),
                        say(language, "window.seats_reporting", count=reporting, total=len(seats)),
                    ),
                ),
            ),
            v.Card(
                "figure_sheets",
                (
                    v.Figure(
                        str(sessions - missing),
                        say(language, "window.of_count", count=sessions),
                        say(language, "window.sheets_entered"),
                        say(language, "window.sheets_note"),
                    ),
                ),
            ),
            v.Card(
                "figure_quarantine",
                (
                    v.Figure(
                        str(held),
                        "",
                        say(language, "window.quarantine"),
                        say(language, "window.quarantine_none" if not held else "window.quarantine_some"),
                        button=see if held else None,
                    ),
                ),
                tone=Tone.WARN if held else None,
            ),
        )
    )


def by_agency(survey: Round, ledger: Ledger, language: Language) -> v.Card:
    """The table of agencies and groups; before the opening nobody knows whom an expert rated."""
    groups = [
        group for group in survey.digests if any(one.group == group and one.agency for one in ledger.strata)
    ]
    heads = [v.Head(say(language, "window.head_agency"), stretch=3)]
    heads += [v.Head(group_in_words(group, language), stretch=4) for group in groups]
    heads += [v.Head(say(language, "window.head_total"), width=80, right=True)]
    rows: list[v.Row] = []
    for agency in survey.document.agencies:
        lines = {one.group: one for one in ledger.strata if one.agency == agency.code}
        if lines:
            cells = [v.Cell(in_language(agency.name, language), wrap=True)]
            cells += [_share(lines.get(group)) for group in groups]
            rows.append(v.Row(f"agency_{agency.code}", (*cells, _total(list(lines.values()), language))))
    persons = [one for one in ledger.strata if one.agency]
    if len(rows) > 1:
        cells = [v.Cell(say(language, "window.all_agencies", count=len(rows)), strong=True)]
        cells += [_summed([one for one in persons if one.group == group]) for group in groups]
        rows.append(v.Row("agency_all", (*cells, _total(persons, language))))
    experts = [one for one in ledger.strata if not one.agency]
    if experts:
        first = v.Cell(say(language, "window.experts_all"), strong=True)
        rest = [_summed(experts), *(v.Cell() for _ in groups[1:])]
        rows.append(v.Row("agency_experts", (first, *rest, _total(experts, language))))
    title = say(language, "window.by_agency")
    table = v.Table("agency_table", title, tuple(heads), tuple(rows), shown=40)
    note = v.Text(say(language, "window.by_agency_note"))
    return v.Card("by_agency", (table, note), title)


def _share(line: StratumLine | None) -> v.Cell:
    return v.Cell("-", faint=True) if line is None else _summed([line])


def _summed(lines: Sequence[StratumLine]) -> v.Cell:
    done, of = sum(one.used for one in lines), sum(one.target for one in lines)
    return v.Cell(share=v.Share(done, of, tone_of(done, of)))


def _total(lines: Sequence[StratumLine], language: Language) -> v.Cell:
    done, of = sum(one.used for one in lines), sum(one.target for one in lines)
    return v.Cell(percent(done, of, language), strong=True, right=True)


def attention(standing: Standing, ledger: Ledger, survey: Round, language: Language) -> v.Card:
    """What somebody has to look at."""
    lines: list[v.Line] = []
    if standing.held:
        check = v.Button("check", say(language, "window.check"), i.Go("quarantine"), Kind.TEXT)
        words = say(language, "window.attention_quarantine", count=len(standing.held))
        lines.append(v.Line("shield-alert", words, colour="gold-800", button=check))
    thin = [one for one in ledger.strata if one.target and 100 * one.used < THIN * one.target]
    names = {one.code: one.short for one in survey.document.agencies}
    for one in thin[:ATTENTION] if ledger.state is RoundState.COLLECTING else ():
        words = say(
            language,
            "window.attention_thin",
            agency=names.get(one.agency, say(language, "window.experts_all")),
            group=group_in_words(one.group, language),
            count=one.used,
            target=one.target,
        )
        lines.append(v.Line("users", words, colour="gold-800"))
    open_ones = standing.hindrances
    lines += [
        v.Line("triangle-alert", one.why.spoken(language), colour="gold-800") for one in open_ones[:ATTENTION]
    ]
    if len(open_ones) > ATTENTION:
        words = say(language, "window.attention_more", count=len(open_ones) - ATTENTION)
        more = v.Button("more_open", say(language, "window.see_closing"), i.Go("closing"), Kind.TEXT)
        lines.append(v.Line("list-todo", words, button=more))
    title = say(language, "window.attention")
    return v.Card("attention", (v.Lines(tuple(lines), say(language, "window.attention_none")),), title)


def way(standing: Standing, survey: Round, language: Language) -> v.Card:
    """Where the round stands on its way."""
    document = survey.document
    start, end = dt.date.fromisoformat(document.start), dt.date.fromisoformat(document.end)
    here = _station(standing, survey)
    names = (
        (say(language, "window.way_round"), ""),
        (say(language, "window.way_packages"), str(len(standing.packages) or "")),
        (say(language, "window.way_collecting"), period_in_words(start, end, language)),
        (say(language, "window.way_closing"), ""),
        (say(language, "window.way_opening"), ""),
        (say(language, "window.way_results"), ""),
    )
    stations = tuple(
        v.Station(words, value, v.Stand.PAST if at < here else v.Stand.HERE if at == here else v.Stand.AHEAD)
        for at, (words, value) in enumerate(names)
    )
    return v.Card("way", (v.Way(stations),), say(language, "window.way"))


def _station(standing: Standing, survey: Round) -> int:
    match survey.state:
        case RoundState.OPENED:
            return 5
        case RoundState.CLOSED:
            return 4
        case RoundState.COLLECTING:
            if not standing.packages:
                return 1
            return 3 if standing.batches and not standing.hindrances else 2


def next_step(standing: Standing, survey: Round, language: Language) -> v.Notice:
    """What comes next, in one sentence."""
    words = (
        "",
        say(language, "window.next_package"),
        say(language, "window.next_import"),
        say(language, "window.next_close"),
        say(language, "window.next_open"),
        say(language, "window.next_results"),
    )[_station(standing, survey)]
    return v.Notice(Tone.INFO, "flag", words)


def period(survey: Round, today: dt.date, language: Language) -> str:
    """When answers are collected, and which day of it this is."""
    start, end = (dt.date.fromisoformat(day) for day in (survey.document.start, survey.document.end))
    days = (end - start).days + 1
    said = period_in_words(start, end, language)
    if start <= today <= end:
        day = (today - start).days + 1
        return say(language, "window.collecting_day", period=said, day=day, days=days)
    if today < start:
        return say(language, "window.collecting_from", day=day_in_words(start, language))
    return say(language, "window.collecting_was", period=said)
