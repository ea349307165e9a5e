"""The daily summary: how many came of whom against the targets, by day, and what asks for attention.

Before the opening everything is read from the manifests' counts of slips by stratum: nothing here knows an
answer, a seat or a time. The day is that of the session as it was planned, not that of any clock.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from app.base.canonical import digest
from app.base.clock import local_time
from app.base.errors import Refused
from app.base.ids import AgencyCode, Digest, GroupCode, RoundId
from app.base.sentences import Language, say
from app.office.days import day_in_words, period_in_words
from app.office.gathering.intake import Verdict
from app.office.gathering.ledger import Ledger, StratumLine
from app.office.officers.signin import Office
from app.office.standing import Standing, look
from app.office.store.tables import batch, package
from app.office.survey.packaging import group_in_words
from app.office.survey.roundfile import RoundState
from app.office.survey.rounds import Round
from app.office.words import clock_in_words, percent
from app.seal.batch import Manifest
from app.storage.files import make_folder, write_atomic

if TYPE_CHECKING:
    from app.paper.bureau.daily import DailySummary

THIN_PCT = 60  # of a target: below, it asks for attention


@dataclass(frozen=True, slots=True)
class DayLine:
    """The slips that were sealed in the sessions of one planned day, by group of respondents."""

    day: dt.date
    used: Mapping[GroupCode, int]

    @property
    def total(self) -> int:
        """Of all groups."""
        return sum(self.used.values())


@dataclass(frozen=True, slots=True)
class Daily:
    """A summary that was written, and what stands in it."""

    round: RoundId
    day: dt.date
    file: Path
    sha256: Digest
    records: int
    target: int
    days: tuple[DayLine, ...]
    strata: tuple[StratumLine, ...]
    alerts: tuple[str, ...]


def read_days(connection: sa.Connection, round_id: RoundId) -> tuple[DayLine, ...]:
    """Sealed slips by planned day and group. A manifest counts all slips of its installation so far: what a
    day adds is what its last export counts beyond the last export of the days before.
    """
    of_round = sa.select(package.c.digest).where(package.c.round_id == round_id)
    rows = connection.execute(
        sa.select(batch.c.manifest)
        .where(batch.c.package.in_(of_round), batch.c.verdict == Verdict.STORED)
        .order_by(batch.c.package, batch.c.seat, batch.c.installation, batch.c.seq)
    )
    days: dict[dt.date, Counter[GroupCode]] = defaultdict(Counter)
    before: dict[str, Counter[GroupCode]] = defaultdict(Counter)
    for data in rows.scalars():
        manifest = Manifest.model_validate_json(data)
        now = Counter[GroupCode]()
        for one in manifest.strata:
            now[GroupCode(one.group)] += one.used
        days[dt.date.fromisoformat(manifest.planned_date)] += now - before[manifest.installation]
        before[manifest.installation] = now
    return tuple(DayLine(day, dict(days[day])) for day in sorted(days))


def write_daily(
    office: Office, round_id: RoundId, out: Path, language: Language = Language.ID
) -> Daily | Refused:
    """Write the summary of today into `out`."""
    from app.paper.bureau.daily import daily_summary  # late: reportlab is slow to start

    standing = look(office, round_id)
    survey, ledger = standing.survey, standing.ledger
    if survey is None or ledger is None or survey.id != round_id:
        return Refused("office.round_unknown", {"round": round_id})
    with office.store.reading() as connection:
        days = read_days(connection, round_id)
    today = local_time(office.clock.utc_ms()).date()
    alerts = alerts_of(standing, survey, ledger, language)
    summary = _summary(office, standing, survey, ledger, days, alerts, language)
    data = daily_summary(summary, language)
    make_folder(out)
    file = out / f"{round_id}-ringkasan-harian-{today.isoformat()}.pdf"
    write_atomic(file, data)
    with office.store.writing() as connection:
        details = {"round": round_id, "day": today.isoformat(), "sha256": digest(data)}
        office.acted(connection, "daily", details)
    target = sum(one.target for one in ledger.strata)
    return Daily(round_id, today, file, digest(data), ledger.records, target, days, ledger.strata, alerts)


def alerts_of(standing: Standing, survey: Round, ledger: Ledger, language: Language) -> tuple[str, ...]:
    """What asks for attention, in whole sentences: files in quarantine, strata far from their target, and
    everything that keeps the round from closing.
    """
    names = {one.code: one.name.id for one in survey.document.agencies}
    found = []
    if standing.quarantine:
        found.append(say(language, "daily.alert_quarantine", count=len(standing.quarantine)))
    if survey.state is RoundState.COLLECTING:
        found += [
            say(
                language,
                "daily.alert_thin",
                agency=names.get(one.agency) or say(language, "daily.experts"),
                group=group_in_words(one.group, language),
                count=one.used,
                target=one.target,
            )
            for one in ledger.strata
            if one.target and 100 * one.used < THIN_PCT * one.target
        ]
    return (*found, *(one.why.spoken(language) for one in standing.hindrances))


def _summary(
    office: Office,
    standing: Standing,
    survey: Round,
    ledger: Ledger,
    days: tuple[DayLine, ...],
    alerts: tuple[str, ...],
    language: Language,
) -> "DailySummary":
    from app.paper.bureau.daily import DailySummary

    document = survey.document
    moment = local_time(office.clock.utc_ms())
    start, end = dt.date.fromisoformat(document.start), dt.date.fromisoformat(document.end)
    groups = [group for group in survey.digests if any(one.group == group for one in ledger.strata)]
    seats = [seat for venue in ledger.venues for seat in venue.seats if not seat.declared_unused]
    english = language is Language.EN
    title, round_title = document.survey_title, document.title
    return DailySummary(
        survey=title.en if english and title.en else title.id,
        office=office.root.document.office,
        practice=not office.root.document.production,
        round=round_title.en if english and round_title.en else round_title.id,
        period=period_in_words(start, end, language),
        day=day_in_words(moment.date(), language),
        time=clock_in_words(office.clock.utc_ms(), language),
        records=ledger.records,
        target=sum(one.target for one in ledger.strata),
        reporting=sum(bool(seat.installations) for seat in seats),
        seats=len(seats),
        sheets_missing=sum(len(venue.room.sessions_missing) for venue in ledger.venues),
        sheets=sum(len(one.sessions) for one in standing.packages),
        quarantine=len(standing.quarantine),
        groups=tuple(group_in_words(group, language) for group in groups),
        agencies=_agencies(survey, ledger, groups, language),
        days=_days(days, groups, sum(one.target for one in ledger.strata), language),
        alerts=alerts,
    )


def _agencies(
    survey: Round, ledger: Ledger, groups: list[GroupCode], language: Language
) -> tuple[tuple[str, ...], ...]:
    """A row for each agency and the experts: its name, `used / target` by group, and the share of all."""
    english = language is Language.EN
    rows: list[tuple[AgencyCode, str]] = [
        (AgencyCode(one.code), one.name.en if english and one.name.en else one.name.id)
        for one in survey.document.agencies
    ]
    rows.append((AgencyCode(""), say(language, "daily.experts")))
    found = []
    for code, name in rows:
        lines = [one for one in ledger.strata if one.agency == code]
        if lines:
            cells = [_against([one for one in lines if one.group == group]) for group in groups]
            found.append((name, *cells, _share(lines, language)))
    everybody = [_against([one for one in ledger.strata if one.group == group]) for group in groups]
    found.append((say(language, "daily.all"), *everybody, _share(ledger.strata, language)))
    return tuple(found)


def _against(lines: list[StratumLine]) -> str:
    return f"{sum(one.used for one in lines)} / {sum(one.target for one in lines)}" if lines else "–"


def _share(lines: list[StratumLine] | tuple[StratumLine, ...], language: Language) -> str:
    return percent(sum(one.used for one in lines), sum(one.target for one in lines), language)


def _days(
    days: tuple[DayLine, ...], groups: list[GroupCode], target: int, language: Language
) -> tuple[tuple[str, ...], ...]:
    """A row for each day: how many of each group, of all, of all until then, and its share of the target."""
    rows = []
    until = 0
    for one in days:
        until += one.total
        counts = [str(one.used.get(group, 0)) for group in groups]
        day = day_in_words(one.day, language)
        rows.append((day, *counts, str(one.total), str(until), percent(until, target, language)))
    return tuple(rows)
