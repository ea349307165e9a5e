"""Rooms in words: what their kiosks and their sheets say, and what is still open."""

from collections.abc import Mapping, Sequence

from app.base.sentences import Language, say
from app.office.gathering.ledger import Ledger, VenueLine
from app.office.standing import Standing
from app.office.window import view as v
from app.seal.package import PackageDocument, PlannedSession
from app.ui.parts.tone import Tone


def planned(standing: Standing) -> Mapping[str, tuple[PackageDocument, PlannedSession]]:
    """Every planned session of the round, by a name that is its own."""
    return {
        f"{document.venue_id}/{document.package_version}/{session.id}": (document, session)
        for document in standing.packages
        for session in document.sessions
    }


def rooms(ledger: Ledger, packages: Sequence[PackageDocument], language: Language) -> v.Card:
    """The table of rooms."""
    names = {(one.venue_id, one.package_version): one.venue_name for one in packages}
    heads = (
        v.Head(say(language, "window.head_room"), stretch=4),
        v.Head(say(language, "window.head_seats"), width=76, right=True),
        v.Head(say(language, "window.head_sealed"), width=84, right=True),
        v.Head(say(language, "window.head_abandoned"), width=100, right=True),
        v.Head(say(language, "window.head_voided"), width=92, right=True),
        v.Head(say(language, "window.head_restarts"), width=84, right=True),
        v.Head(say(language, "window.head_present"), width=70, right=True),
        v.Head(say(language, "window.head_adds_up"), width=190),
    )
    rows = tuple(
        _room(one, names.get((one.venue, one.version), one.venue), language) for one in ledger.venues
    )
    title = say(language, "window.rooms")
    table = v.Table("rooms_by_sheet", title, heads, rows, say(language, "window.no_rooms"), shown=8)
    return v.Card("rooms_card", (table,), title)


def _room(one: VenueLine, name: str, language: Language) -> v.Row:
    room = one.room
    expected = [seat for seat in one.seats if not seat.declared_unused]
    came = sum(bool(seat.installations) for seat in expected)
    if room.sessions_missing:
        words = say(language, "window.sheets_missing", count=len(room.sessions_missing))
        tag = v.Tag(words, "clock", Tone.WARN)
    elif room.difference:
        tag = v.Tag(say(language, "window.differs", count=room.difference), "triangle-alert", Tone.DANGER)
    else:
        tag = v.Tag(say(language, "window.adds_up"), "circle-check", Tone.OK)
    cells = (
        v.Cell(name, wrap=True),
        v.Cell(f"{came}/{len(expected)}", right=True),
        v.Cell(str(room.sealed), right=True, strong=True),
        v.Cell(str(room.abandoned), right=True),
        v.Cell(str(room.voided), right=True),
        v.Cell("-" if room.restarts is None else str(room.restarts), right=True),
        v.Cell("-" if room.present is None else str(room.present), right=True),
        v.Cell(tag=tag),
    )
    return v.Row(f"room_{one.venue}_{one.version}", cells)


def open_matters(standing: Standing, language: Language) -> v.Card:
    """Everything that keeps the round from closing."""
    heads = (v.Head(say(language, "window.head_open")),)
    rows = tuple(
        v.Row(f"open_{at}", (v.Cell(one.why.spoken(language), wrap=True),))
        for at, one in enumerate(standing.hindrances)
    )
    title = say(language, "window.open_matters", count=len(rows))
    table = v.Table("open_table", title, heads, rows, say(language, "window.nothing_open"), shown=6)
    return v.Card("open_card", (table,), title)
