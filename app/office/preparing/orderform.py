"""A draft of a package and the order file: from one to the other and back."""

import datetime as dt
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from app.base.errors import Bug
from app.base.ids import AgencyCode, GroupCode
from app.base.sentences import Language, say
from app.office.findings import Finding
from app.office.preparing.drafts import OrderDraft, ProctorDraft, SessionDraft
from app.office.preparing.entries import Reader, clock_of, clock_written, day_of, day_written, number_of
from app.office.survey.roundfile import Order, Session, check_order, still_running
from app.office.survey.rounds import RoundDocument
from app.seal.package import PackageDocument

MOST_SESSIONS, MOST_PROCTORS, MOST_SEATS = 100, 20, 200
PAUSE_MIN = 15  # between two sessions of one room, as it is proposed
_MOST_SLIPS = 5000
_SEAT = re.compile(r"[A-Za-z0-9-]{1,16}")
_RANGE = re.compile(r"(\d{1,4})\s*[-–]\s*(\d{1,4})")


@dataclass(frozen=True, slots=True)
class OrderRead:
    """What a draft comes to: the order, or what is still wrong with it."""

    order: Order | None
    findings: tuple[Finding, ...]


def read_order_draft(draft: OrderDraft, survey: RoundDocument, made: Sequence[PackageDocument]) -> OrderRead:
    """The order that was written for a round; every problem at once, at its field."""
    reader = Reader()
    days = [reader.day(f"sessions.{at}.date", one.date) for at, one in enumerate(draft.sessions)]
    known = [day for day in days if day is not None]
    start = reader.day("start", draft.start, needed=False) or min(known, default=None)
    end = reader.day("end", draft.end, needed=False) or max(known, default=None)
    venue = reader.name("venue", draft.venue or name_of(draft.venue_name))
    if not draft.sessions:
        reader.wrong("sessions", "prepare.no_session")
    if not draft.proctors:
        reader.wrong("proctors", "prepare.no_proctor")
    counts = list(_counts(draft, survey, reader))
    value = {
        "round": survey.id,
        "venue": venue,
        "venue_name": reader.line("venue_name", draft.venue_name),
        "start": start,
        "end": end,
        "version": reader.number("version", draft.version or str(next_version(venue, made)), 1, 999),
        "sessions": list(_sessions(draft, days, reader)),
        "seats": _seats(draft, reader),
        "slips": counts,
        "proctors": [
            {"id": one.id or free, "name": reader.line(f"proctors.{at}.name", one.name)}
            for at, (one, free) in enumerate(zip(draft.proctors, _free("p", draft.proctors), strict=True))
        ],
    }
    if not counts and not any(one.place.startswith("counts.") for one in reader.found):
        reader.wrong("counts", "prepare.no_slip")
    if reader.found:
        return OrderRead(None, tuple(reader.found))
    try:
        order = Order.model_validate_json(json.dumps(value, default=str))
    except ValidationError as error:  # every entry was looked at above
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise Bug("prepare.misread", place=place) from error
    strata = [(AgencyCode(s.agency), GroupCode(s.group)) for s in survey.strata]
    found = tuple(_moved(one) for one in check_order(order, strata))
    return OrderRead(None if found else order, found)


def draft_of_order(order: Order) -> OrderDraft:
    """A draft that comes to this order again."""
    return OrderDraft(
        venue_name=order.venue_name,
        venue=order.venue,
        version=str(order.version),
        seats=", ".join(order.seats),
        start=day_written(order.start),
        end=day_written(order.end),
        sessions=tuple(
            SessionDraft(
                id=one.id, date=day_written(one.date), start=clock_written(one.start),
                end=clock_written(one.end), label=one.label,
            )
            for one in order.sessions
        ),
        proctors=tuple(ProctorDraft(id=one.id, name=one.name) for one in order.proctors),
        counts={f"{one.agency}:{one.group}": str(one.count) for one in order.slips},
    )  # fmt: skip


def printed(made: Sequence[PackageDocument]) -> Mapping[str, int]:
    """How many slips there are by `agency:group`, of each venue's newest package."""
    newest: dict[str, PackageDocument] = {}
    for one in made:
        known = newest.get(one.venue_id)
        if known is None or known.package_version < one.package_version:
            newest[one.venue_id] = one
    return Counter(f"{code.agency}:{code.group}" for one in newest.values() for code in one.codes)


def counts_by_target(draft: OrderDraft, survey: RoundDocument, made: Sequence[PackageDocument]) -> OrderDraft:
    """As many slips as each target still wants, and so many per cent more."""
    before = printed(made)
    spare = min(number_of(draft.spare) or 0, 300)
    counts: dict[str, str] = {}
    for one in survey.strata:
        name = f"{one.agency}:{one.group}"
        left = -(-one.target * (100 + spare) // 100) - before.get(name, 0)
        counts[name] = str(min(max(0, left), _MOST_SLIPS))
    return draft.model_copy(update={"counts": counts})


def next_version(venue: str | None, made: Sequence[PackageDocument]) -> int:
    """The first version of a venue that no package has."""
    return max((one.package_version for one in made if one.venue_id == venue), default=0) + 1


def name_of(words: str) -> str:
    """`Lab Komputer 2` as `lab-komputer-2`."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:48].strip("-")


def free_start(draft: OrderDraft, at: int) -> str | None:
    """When the session in row `at` could start so that it collides with none before it; None if it can."""
    sessions = [_session(one) for one in draft.sessions]
    mine = sessions[at] if at < len(sessions) else None
    if mine is None:
        return None
    running = still_running([one for one in sessions[:at] if one is not None], mine)
    if running is None:
        return None
    minutes = _minutes(running.end) + PAUSE_MIN
    return _clock(minutes) if minutes + _minutes(mine.end) - _minutes(mine.start) < 24 * 60 else None


def starting_at(draft: OrderDraft, at: int, start: str) -> OrderDraft:
    """The session in row `at` starts then, and lasts as long as before."""
    one = draft.sessions[at]
    mine = _session(one)
    if mine is None:
        return draft
    end = _clock(_minutes(start) + _minutes(mine.end) - _minutes(mine.start))
    moved = one.model_copy(update={"start": clock_written(start), "end": clock_written(end)})
    return draft.model_copy(update={"sessions": (*draft.sessions[:at], moved, *draft.sessions[at + 1 :])})


def _session(one: SessionDraft) -> Session | None:
    date, start, end = day_of(one.date), clock_of(one.start), clock_of(one.end)
    if date is None or start is None or end is None or end <= start:
        return None
    return Session(id="S", date=date, start=start, end=end, label="-")


def _minutes(clock: str) -> int:
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _sessions(
    draft: OrderDraft, days: Sequence[dt.date | None], reader: Reader
) -> Iterator[dict[str, object]]:
    for at, (one, free, day) in enumerate(zip(draft.sessions, _free("S", draft.sessions), days, strict=True)):
        place = f"sessions.{at}"
        label = one.label or say(Language.ID, "prepare.session_label", number=at + 1)
        yield {
            "id": one.id or free,
            "date": day,
            "start": reader.clock(f"{place}.start", one.start),
            "end": reader.clock(f"{place}.end", one.end),
            "label": reader.line(f"{place}.label", label),
        }


def _free(letter: str, rows: Sequence[SessionDraft | ProctorDraft]) -> Iterator[str]:
    """An id for each row, none of which a row has already."""
    taken = {one.id for one in rows}
    number = 0
    for _ in rows:
        number += 1
        while f"{letter}{number}" in taken:
            number += 1
        yield f"{letter}{number}"


def _seats(draft: OrderDraft, reader: Reader) -> list[str] | None:
    """`24` for the booths 01 to 24, or their labels with commas and ranges."""
    text = draft.seats.strip()
    if not text:
        reader.wrong("seats", "prepare.needed")
        return None
    if text.isascii() and text.isdigit() and text[0] != "0":
        many = reader.number("seats", text, 1, MOST_SEATS)
        return None if many is None else [f"{n:02}" for n in range(1, many + 1)]
    labels: list[str] = []
    for part in (one.strip() for one in text.split(",")):
        match = _RANGE.fullmatch(part)
        first, last = (int(match[1]), int(match[2])) if match is not None else (0, 0)
        if match is not None and first < last <= first + MOST_SEATS:
            labels += [f"{n:0{len(match[1])}}" for n in range(first, last + 1)]
        elif _SEAT.fullmatch(part) is not None and first >= last:
            labels.append(part)
        elif part:
            reader.wrong("seats", "prepare.seats_shape", value=part[:20])
            return None
    if len(labels) > MOST_SEATS:
        reader.wrong("seats", "prepare.no_number", value=str(len(labels)), least=1, most=MOST_SEATS)
        return None
    return labels


def _counts(draft: OrderDraft, survey: RoundDocument, reader: Reader) -> Iterator[dict[str, object]]:
    names = [f"{one.agency}:{one.group}" for one in survey.strata]
    for name in (*names, *(one for one in draft.counts if one not in names)):
        count = reader.number(f"counts.{name}", draft.counts.get(name, ""), 0, _MOST_SLIPS)
        if count:
            agency, _, group = name.partition(":")
            yield {"agency": agency, "group": group, "count": count}


def _moved(one: Finding) -> Finding:
    """A finding of the order, at the field of the draft where it is mended."""
    match one.place.split("."):
        case ["sessions", at]:
            where = "date" if one.sentence.key == "office.find_session_date" else "start"
            return Finding(f"sessions.{at}.{where}", one.sentence)
        case ["slips", _]:
            return Finding("counts", one.sentence)
        case _:
            return one
