"""The page of the papers: from what lies on a stick and what was entered to what is shown."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.base.sentences import Language, say
from app.kiosk.room.carried import OnDrive
from app.kiosk.room.minutes import Entered, Paper, RoomPart, room_part
from app.kiosk.seat.proctor import SessionState
from app.kiosk.window import view as v
from app.kiosk.window.intents import Close, Go, Step
from app.kiosk.window.present.place import Glass, Place, hour
from app.kiosk.window.present.session import bar, planned_words
from app.paper.room.sums import signed, sum_words
from app.seal.package import PackageDocument, PlannedSession
from app.ui.controls.action import Kind as Look
from app.ui.parts.tone import Tone

BLANKS = ("place", "name_1", "nip_1", "name_2", "nip_2")
_FIGURES = (
    *("expected", "present", "together", "printed", "before"),
    *("spoiled", "returned", "restarts", "voided"),
)


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before the proctor: the session's place in the package, counts, lines, ticks.

    `unused` holds places in the list of silent seats; `written` the names of files of the last printing.
    """

    stick: str = ""
    session: int = 0
    figures: Mapping[str, int] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    unused: frozenset[int] = frozenset()
    papers: frozenset[Paper] = frozenset({Paper.MINUTES})
    busy: bool = False
    written: tuple[str, ...] = ()

    def with_figure(self, name: str, number: int) -> "Desk":
        """One count changed."""
        return replace(self, figures={**self.figures, name: number}, written=())

    def with_line(self, name: str, text: str) -> "Desk":
        """One line changed."""
        return replace(self, lines={**self.lines, name: text}, written=())


@dataclass(frozen=True, slots=True)
class Stick:
    """What the room is, and what was found on the stick: None while it is being read."""

    document: PackageDocument
    found: OnDrive | None


def latest_session(found: OnDrive, here: str = "") -> int:
    """The place of the last session in which a machine took part; the first where none did.

    `here`: the session that this seat is in or was in last, which need not lie on the stick yet.
    """
    sessions = found.document.sessions
    begun = {here} | {
        str(line.facts.get("planned"))
        for each in found.installed
        if each.journal is not None
        for line in each.journal.lines
    }
    taken = [at for at, session in enumerate(sessions) if session.id in begun]
    return max(taken, key=lambda at: (sessions[at].date, sessions[at].start), default=0)


def said_unused(found: OnDrive) -> frozenset[int]:
    """The places, among the silent seats, of those that the sheets of other sessions call unused."""
    named = {seat for sheet in found.sheets.values() for seat in sheet.unused}
    return frozenset(at for at, seat in enumerate(found.silent) if seat in named)


def entered(found: OnDrive, desk: Desk) -> Entered:
    """What was entered, for the papers."""
    figures, lines = desk.figures, desk.lines
    return Entered(
        session=found.document.sessions[desk.session].id,
        expected=figures.get("expected", 0),
        present=figures.get("present", 0),
        printed=figures.get("printed", 0),
        before=figures.get("before"),
        spoiled=figures.get("spoiled", 0),
        returned=figures.get("returned", 0),
        restarts=figures.get("restarts", 0),
        voided=figures.get("voided", 0),
        together=figures.get("together"),
        unused=_unused(found, desk),
        place=lines.get("place", ""),
        signers=(
            (lines.get("name_1", ""), lines.get("nip_1", "")),
            (lines.get("name_2", ""), lines.get("nip_2", "")),
        ),
    )


def _unused(found: OnDrive, desk: Desk) -> tuple[str, ...]:
    return tuple(seat for at, seat in enumerate(found.silent) if at in desk.unused)


def page(
    place: Place,
    glass: Glass,
    state: SessionState,
    proctor: str,
    utc_ms: int,
    stick: Stick,
    desk: Desk,
) -> v.Papers:
    """Everything on the page."""
    language, document, found = glass.language, stick.document, stick.found
    session = document.sessions[desk.session]
    part = room_part(found, session.id, _unused(found, desk)) if found is not None else None
    many = len(document.sessions) > 1
    return v.Papers(
        bar=bar(place, glass, planned_words(language, state), proctor, utc_ms),
        title=say(language, "minutes.page_title"),
        stick=desk.stick,
        session_label=say(language, "minutes.page_session"),
        session=_when(language, session),
        earlier=v.Button(
            "earlier_session",
            say(language, "minutes.page_earlier"),
            Step("session", -1),
            icon="chevron-left",
            enabled=many and desk.session > 0 and not desk.busy,
        ),
        later=v.Button(
            "later_session",
            say(language, "minutes.page_later"),
            Step("session", 1),
            icon="chevron-right",
            enabled=many and desk.session + 1 < len(document.sessions) and not desk.busy,
        ),
        figures_label=say(language, "minutes.page_counted"),
        figures=_figures(language, desk),
        sums=_sums(language, part, entered(found, desk)) if found is not None and part is not None else (),
        signers_label=say(language, "minutes.page_signers"),
        signers_note=say(language, "minutes.page_signers_note"),
        blanks=_blanks(language, desk),
        seats_label=_seats_label(language, document, found),
        seats=_seats(language, found, part),
        unused=_choices_of_unused(language, found, desk),
        remarks=_remarks(language, part),
        papers_label=say(language, "minutes.page_papers"),
        papers=_papers(language, desk),
        notices=_notices(language, glass, desk),
        back=v.Button(
            "previous",
            say(language, "minutes.page_back"),
            Close(),
            icon="chevron-left",
            enabled=not desk.busy,
        ),
        go=v.Button(
            "print_papers",
            say(language, "minutes.page_print"),
            Go(),
            Look.PRIMARY,
            icon="printer",
            enabled=found is not None and bool(desk.papers) and not desk.busy,
        ),
    )


def _when(language: Language, session: PlannedSession) -> str:
    day = dt.date.fromisoformat(session.date)
    month = say(language, "minutes.months").split()[day.month - 1]
    return f"{session.label}, {day.day} {month} {day.year}, {hour(language, session.start)}"


def _figures(language: Language, desk: Desk) -> tuple[v.Figure, ...]:
    labels = {
        "expected": say(language, "minutes.page_expected"),
        "present": say(language, "minutes.page_present"),
        "together": say(language, "minutes.page_together"),
        "printed": say(language, "minutes.page_printed"),
        "before": say(language, "minutes.page_before"),
        "spoiled": say(language, "minutes.page_spoiled"),
        "returned": say(language, "minutes.page_returned"),
        "restarts": say(language, "minutes.page_restarts"),
        "voided": say(language, "minutes.page_voided"),
    }
    return tuple(
        v.Figure(
            name,
            labels[name],
            str(desk.figures[name]),
            say(language, "minutes.page_less", figure=labels[name]),
            say(language, "minutes.page_more", figure=labels[name]),
        )
        for name in _FIGURES
        if name in desk.figures
    )


def _sums(language: Language, part: RoomPart, given: Entered) -> tuple[v.Notice, ...]:
    persons, slips = given.difference(part), given.slip_difference(part)
    if persons is None or slips is None:
        later = part.elsewhere.label if part.elsewhere is not None else ""
        return (v.Notice(Tone.INFO, "info", say(language, "minutes.elsewhere", session=later)),)
    counted: dict[str, str | int] = {
        "sealed": sum(each.sealed for each in part.parts),
        "abandoned": sum(each.abandoned for each in part.parts),
        "voided": given.voided,
        "restarts": given.restarts,
        "persons": persons + given.present + (given.together or 0),
        "present": given.present,
        "together": given.together or 0,
        "sessions": ", ".join(each.label for each in part.together),
        "difference": signed(persons),
    }
    return (
        _notice(sum_words(language, counted), even=not persons),
        _notice(say(language, "minutes.page_slips", difference=signed(slips)), even=not slips),
    )


def _notice(words: str, *, even: bool) -> v.Notice:
    return v.Notice(Tone.OK if even else Tone.WARN, "circle-check" if even else "triangle-alert", words)


def _blanks(language: Language, desk: Desk) -> tuple[v.Blank, ...]:
    labels = {
        "place": say(language, "minutes.page_place"),
        "name_1": say(language, "minutes.page_name_1"),
        "nip_1": say(language, "minutes.page_nip_1"),
        "name_2": say(language, "minutes.page_name_2"),
        "nip_2": say(language, "minutes.page_nip_2"),
    }
    return tuple(v.Blank(name, labels[name], desk.lines.get(name, "")) for name in BLANKS)


def _seats_label(language: Language, document: PackageDocument, found: OnDrive | None) -> str:
    if found is None:
        return say(language, "minutes.page_reading")
    of = len(document.seats)
    return say(language, "minutes.page_seats", found=of - len(found.silent), of=of)


def _seats(language: Language, found: OnDrive | None, part: RoomPart | None) -> tuple[v.Line, ...]:
    if found is None or part is None:
        return ()
    counted = {each.installed.installation: each for each in part.parts}
    later = {each.seat: part.elsewhere.label for each in part.journals if part.elsewhere is not None}
    lines = []
    for each in found.installed:
        label = say(language, "minutes.page_seat", seat=each.seat)
        here = counted.get(each.installation)
        if here is None:
            words = say(language, "minutes.page_not_in")
            if each.seat in later:
                words = say(language, "minutes.page_in_later", session=later[each.seat])
            lines.append(v.Line("circle-dashed", label, value=words, colour="ink-2"))
            continue
        words = say(
            language,
            "minutes.page_counts",
            sealed=here.sealed,
            file=f"{here.batch.manifest.seq:04}",
        )
        fine = each.journal is not None
        icon, colour = ("circle-check", "ok-700") if fine else ("triangle-alert", "gold-700")
        lines.append(v.Line(icon, label, value=words, colour=colour))
    return tuple(lines)


def _choices_of_unused(language: Language, found: OnDrive | None, desk: Desk) -> tuple[v.Choice, ...]:
    if found is None:
        return ()
    return tuple(
        v.Choice(at, "", say(language, "minutes.page_unused", seat=seat), at in desk.unused)
        for at, seat in enumerate(found.silent)
    )


def _remarks(language: Language, part: RoomPart | None) -> tuple[v.Line, ...]:
    if part is None:
        return ()
    spoken = dict.fromkeys(remark.spoken(language) for remark in part.remarks)
    return tuple(v.Line("triangle-alert", words, colour="gold-700") for words in spoken)


def _papers(language: Language, desk: Desk) -> tuple[v.Choice, ...]:
    names = {
        Paper.MINUTES: say(language, "minutes.page_minutes"),
        Paper.ATTENDANCE: say(language, "minutes.attendance"),
        Paper.HANDING: say(language, "minutes.handing"),
        Paper.READINESS: say(language, "minutes.page_readiness"),
        Paper.CARD: say(language, "minutes.page_card"),
    }
    return tuple(v.Choice(at, "", names[paper], paper in desk.papers) for at, paper in enumerate(Paper))


def _notices(language: Language, glass: Glass, desk: Desk) -> tuple[v.Notice, ...]:
    found = []
    if glass.trouble:
        found.append(v.Notice(Tone.DANGER, "circle-alert", glass.trouble))
    if desk.written:
        words = say(language, "minutes.page_written", names=", ".join(desk.written))
        found.append(v.Notice(Tone.OK, "circle-check", words))
    return tuple(found)
