"""Paper of the draw: the numbered lists that witnesses read along, and the minutes of each draw."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

import sqlalchemy as sa

from app.base.canonical import digest
from app.base.clock import local_time
from app.base.errors import Refused
from app.base.ids import Digest, RoundId
from app.base.sentences import Language, say
from app.office.officers.signin import Office
from app.office.sample.drawing import Drawn, DrawnStratum, list_digest, numbered, read_draws
from app.office.sample.lots import Method
from app.office.sample.names import Names, Stratum, agency_names, open_names, survey_title
from app.office.sample.tables import unit
from app.office.sample.words import group_in_words, method_in_words
from app.storage.files import make_folder, write_atomic

if TYPE_CHECKING:
    from app.paper.bureau.drawing import DrawnList


@dataclass(frozen=True, slots=True)
class Paper:
    """One written document."""

    path: Path
    sha256: Digest


def write_minutes(
    office: Office, round_id: RoundId, out: Path, language: Language = Language.ID
) -> tuple[Paper, ...] | Refused:
    """The minutes of every draw in force, written into `out`."""
    draws = read_draws(office, round_id)
    if isinstance(draws, Refused):
        return draws
    if not draws:
        return Refused("sample.no_draw", {"round": round_id})
    names = open_names(office, round_id)
    if isinstance(names, Refused):
        return names
    with closing(names):
        make_folder(out)
        written = tuple(
            _written(out / f"{round_id}-undian-{one.id}.pdf", _minutes(names, one, language)) for one in draws
        )
        names.printed("draw minutes", len(written))
    return written


def write_lists(
    office: Office, round_id: RoundId, out: Path, language: Language = Language.ID
) -> tuple[Paper, ...] | Refused:
    """The numbered list of every stratum that has one, written into `out`."""
    names = open_names(office, round_id)
    if isinstance(names, Refused):
        return names
    with closing(names):
        made = [(stratum, _list(names, stratum, language)) for stratum in names.strata]
        papers = [(stratum, data) for stratum, data in made if data is not None]
        if not papers:
            return Refused("sample.none_yet", {"round": round_id})
        make_folder(out)
        written = tuple(
            _written(out / f"{round_id}-daftar-{stratum.agency or 'semua'}-{stratum.group}.pdf", data)
            for stratum, data in papers
        )
        names.printed("lists", len(written))
    return written


def _written(path: Path, data: bytes) -> Paper:
    write_atomic(path, data)
    return Paper(path, digest(data))


def _list(names: Names, stratum: Stratum, language: Language) -> bytes | None:
    from app.paper.bureau.drawing import NumberedList, numbered_list  # late: reportlab is slow to start

    with names.store.reading() as connection:
        places = numbered(connection, stratum)
        mine = (unit.c.agency == stratum.agency) & (unit.c.respondents == stratum.group)
        columns = (unit.c.id, unit.c.name, unit.c.nip, unit.c.work_unit)
        known = {row.id: row for row in connection.execute(sa.select(*columns).where(mine))}
    if not places:
        return None
    people = [
        (at, known[one.unit].name, known[one.unit].nip, known[one.unit].work_unit)
        for at, one in enumerate(places, start=1)
    ]
    return numbered_list(
        NumberedList(
            survey=survey_title(names.plan, language),
            office=names.office.root.document.office,
            practice=not names.office.root.document.production,
            agency=agency_names(names.plan, language).get(stratum.agency, ""),
            group=group_in_words(stratum.group, language),
            digest=list_digest(places),
            people=people,
        ),
        language,
    )


def _minutes(names: Names, one: Drawn, language: Language) -> bytes:
    from app.paper.bureau.drawing import DrawMinutes, draw_minutes  # late: reportlab is slow to start

    known = {officer.id: officer.name for officer in names.office.keyring.officers}
    officers = [(say(language, "sample.officer"), known.get(name, name)) for name in one.officers]
    witnesses = [(say(language, "sample.witness"), name) for name in one.witnesses]
    return draw_minutes(
        DrawMinutes(
            survey=survey_title(names.plan, language),
            office=names.office.root.document.office,
            city=names.plan.city,
            practice=not names.office.root.document.production,
            moment=local_time(one.at_utc_ms),
            number=one.id,
            algorithm=one.algorithm,
            seed=one.seed,
            thrown=one.thrown,
            reason=one.reason,
            files=one.frames,
            strata=tuple(_stratum(names, stratum, language) for stratum in one.strata),
            signers=(*officers, *witnesses),
        ),
        language,
    )


def _stratum(names: Names, one: DrawnStratum, language: Language) -> "DrawnList":
    from app.paper.bureau.drawing import DrawnList

    terms = one.terms
    return DrawnList(
        agency=agency_names(names.plan, language).get(one.stratum.agency, ""),
        group=group_in_words(one.stratum.group, language),
        method=method_in_words(terms.method, language),
        listed=terms.listed,
        wanted=terms.wanted,
        sample=one.lots.sample,
        substitutes=one.lots.substitutes,
        interval=_interval(one, language),
        starts=one.lots.starts,
        entered=one.entered,
        steps=one.lots.steps,
        digest=one.list_digest,
        how=_how(terms.method, language),
    )


def _interval(one: DrawnStratum, language: Language) -> str:
    terms = one.terms
    match terms.method:
        case Method.SYSTEMATIC:
            hundredths = (terms.listed * 200 + terms.wanted) // (2 * terms.wanted)
            mark = "," if language is Language.ID else "."
            interval = f"{hundredths // 100}{mark}{hundredths % 100:02}"
            return say(
                language, "sample.interval", listed=terms.listed, wanted=terms.wanted, interval=interval
            )
        case Method.COUNTER:
            (start,) = one.lots.starts
            return say(language, "sample.counter", interval=terms.interval, start=start, listed=terms.listed)
        case Method.SIMPLE | Method.CHOSEN:
            return ""
        case _:
            assert_never(terms.method)


def _how(method: Method, language: Language) -> str:
    match method:
        case Method.SYSTEMATIC:
            return say(language, "sample.how_systematic")
        case Method.SIMPLE:
            return say(language, "sample.how_simple")
        case Method.COUNTER:
            return say(language, "sample.how_counter")
        case Method.CHOSEN:
            return say(language, "sample.how_chosen")
        case _:
            assert_never(method)
