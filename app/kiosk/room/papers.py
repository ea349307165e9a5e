"""The papers of a room, written onto its stick; with the minutes, the room sheet that the office reads.

Names and NIP of those who sign come from the page and go onto the paper; they are stored nowhere.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import assert_never

from app.base.chain import MINUTE_MS
from app.base.check import Check, Outcome
from app.base.clock import local_time
from app.base.guide import read_guide
from app.base.sentences import Language, Sentence, say
from app.kiosk.room.carried import OnDrive
from app.kiosk.room.minutes import Entered, Happened, Paper, RoomPart, SeatPart, happenings, room_part
from app.kiosk.room.sheet import SessionSheet, sheet_bytes, sheet_name
from app.paper.room.attendance import Attendance, attendance_list
from app.paper.room.guide import day_card
from app.paper.room.handing import HandedFile, Handing, handover_receipt
from app.paper.room.minutes import Count, Incident, RoomMinutes, SeatRow, room_minutes
from app.paper.room.readiness import Condition, Readiness, ReadinessCheck, readiness_sheet
from app.seal.package import PackageDocument
from app.seal.words import matching_words
from app.storage.drive import Drive
from app.storage.files import Progress, unheard

_SEATS_IN_COLUMN = 1


@dataclass(frozen=True, slots=True)
class Imprint:
    """Where and when it is printed: the office and seat, the kiosk's clock, the program's version."""

    office: str
    seat: str
    utc_ms: int
    version: str
    language: Language
    proctors: Mapping[str, str] = field(default_factory=dict)  # names by id

    @property
    def date(self) -> dt.date:
        """Today, as the kiosk's clock says."""
        return local_time(self.utc_ms).date()

    @property
    def time(self) -> str:
        """`11.19`."""
        return f"{local_time(self.utc_ms):%H.%M}"


@dataclass(frozen=True, slots=True)
class Printed:
    """The files that were written and read back, and what the room came to.

    The differences are None where the session is counted in the minutes of a later one.
    """

    names: tuple[str, ...]
    difference: int | None
    slip_difference: int | None


def print_papers(
    found: OnDrive,
    entered: Entered,
    chosen: Collection[Paper],
    imprint: Imprint,
    drive: Drive,
    progress: Progress = unheard,
    checks: Iterable[Check] = (),
) -> Printed:
    """Write the chosen papers, and with the minutes the room sheet for the office.

    Raises:
        Environment, Integrity: the drive refused, or returned other bytes.
    """
    part = room_part(found, entered.session, entered.unused)
    minutes = minutes_of(found.document, part, entered, imprint)
    made = {
        Paper.MINUTES: lambda: room_minutes(minutes, imprint.language),
        Paper.ATTENDANCE: lambda: attendance_list(_attendance(minutes, entered), imprint.language),
        Paper.HANDING: lambda: handover_receipt(_handing(found, minutes, imprint), imprint.language),
        Paper.READINESS: lambda: readiness_sheet(
            sheet_of_machine(found.document, imprint, checks, entered.signers), imprint.language
        ),
        Paper.CARD: lambda: day_card(read_guide(imprint.language), imprint.language),
    }
    document = found.document
    names: list[str] = []
    papers = [paper for paper in Paper if paper in chosen]
    for at, paper in enumerate(papers):
        progress(at, len(papers))
        name = _name(paper, document, entered, imprint)
        drive.write_verified(name, made[paper]())
        names.append(name)
        if paper is Paper.MINUTES:
            names.append(sheet_name(document, entered.session))
            drive.write_verified(names[-1], room_sheet(document, entered, part))
            _correct_sheets(found, part, drive)
    progress(len(papers), len(papers))
    return Printed(tuple(names), minutes.difference, minutes.slip_difference)


def _name(paper: Paper, document: PackageDocument, entered: Entered, imprint: Imprint) -> str:
    """The name of the file: the machine's own where it is of a machine, that of the session where of one."""
    match paper:
        case Paper.READINESS:
            return readiness_name(document, imprint.seat)
        case Paper.CARD:
            return f"{paper.value}-{document.round_id}-{document.venue_id}.pdf"
        case Paper.MINUTES | Paper.ATTENDANCE | Paper.HANDING:
            return f"{paper.value}-{document.round_id}-{document.venue_id}-{entered.session}.pdf"
        case _:
            assert_never(paper)


def room_sheet(document: PackageDocument, entered: Entered, part: RoomPart) -> bytes:
    """What the office's `room-sheet` reads, so that nobody types it again."""
    counted = SessionSheet(
        session=entered.session,
        present=entered.present,
        spoiled=entered.spoiled,
        returned=entered.returned,
        restarts=entered.restarts,
        voided=entered.voided,
    )
    return sheet_bytes(document, counted, part.unused)


def _correct_sheets(found: OnDrive, part: RoomPart, drive: Drive) -> None:
    """Take from the sheets of sessions counted together with this one what this one's sheet says now.

    Void slips and slips begun anew are known from the files; where those came late, they were entered with a
    session that had none, and the office would count them twice.
    """
    for session in part.together:
        sheet = found.sheets.get(session.id)
        if sheet is not None and (sheet.counted.restarts or sheet.counted.voided):
            counted = sheet.counted.model_copy(update={"restarts": 0, "voided": 0})
            drive.write_verified(sheet.name, sheet_bytes(found.document, counted, sheet.unused))


# --- values for the papers -------------------------------------------------------------------------------


def minutes_of(document: PackageDocument, part: RoomPart, entered: Entered, imprint: Imprint) -> RoomMinutes:
    """The minutes as values."""
    language = imprint.language
    planned = part.planned
    day = dt.date.fromisoformat(planned.date)
    return RoomMinutes(
        survey=_survey(document, language),
        office=imprint.office,
        practice=document.training,
        venue=document.venue_name,
        session=planned.label,
        date=day,
        start=part.start,
        end=part.end,
        count=Count(
            expected=entered.expected,
            present=entered.present,
            printed=entered.printed,
            before=entered.before,
            spoiled=entered.spoiled,
            returned=entered.returned,
            restarts=entered.restarts,
            voided=entered.voided,
            together=entered.together,
        ),
        together=", ".join(each.label for each in part.together),
        elsewhere=part.elsewhere.label if part.elsewhere is not None else "",
        seats=tuple(_row(each) for each in part.parts),
        incidents=tuple(
            _incident(language, day, each) for each in happenings(part, imprint.proctors, language)
        ),
        remarks=tuple(dict.fromkeys(remark.spoken(language) for remark in part.remarks)),
        signed_at=entered.place,
        signers=entered.signers,
        printed_seat=imprint.seat,
        printed_date=imprint.date,
        printed_time=imprint.time,
        version=imprint.version,
    )


def _row(part: SeatPart) -> SeatRow:
    installed, manifest = part.installed, part.batch.manifest
    head = part.batch.head if installed.journal is not None else None
    return SeatRow(
        seat=installed.seat,
        file=f"{installed.installation[:4]}-{manifest.seq:04}",
        batch=Path(part.batch.name).name,
        sealed=part.sealed,
        abandoned=part.abandoned,
        voided=part.voided,
        interruptions=part.interruptions,
        stopped_min=part.stopped_min,
        words=part.batch.words,
        journal_lines=head.length if head is not None else 0,
        journal_head=str(head.digest) if head is not None else "",
        journal_words=matching_words(head.digest) if head is not None else (),
    )


def _incident(language: Language, day: dt.date, happened: Happened) -> Incident:
    at = local_time(happened.at_utc_min * MINUTE_MS)
    time = f"{at:%H.%M}" if at.date() == day else f"{at.day}/{at.month} {at:%H.%M}"
    if len(happened.seats) <= _SEATS_IN_COLUMN:
        return Incident(time, "".join(happened.seats), happened.says)
    where = say(language, "minutes.at_seats", seats=", ".join(happened.seats))
    return Incident(time, "", f"{happened.says} {where}")


def _attendance(minutes: RoomMinutes, entered: Entered) -> Attendance:
    return Attendance(
        survey=minutes.survey,
        office=minutes.office,
        practice=minutes.practice,
        venue=minutes.venue,
        session=minutes.session,
        date=minutes.date,
        start=minutes.start,
        end=minutes.end,
        rows=max(1, entered.expected),
        signers=entered.signers,
    )


def _handing(found: OnDrive, minutes: RoomMinutes, imprint: Imprint) -> Handing:
    files = tuple(
        HandedFile(
            name=batch.name,
            size_bytes=batch.size_bytes,
            words=batch.words,
            sha256=str(batch.digest),
            journal=installed.journal_name,
        )
        for installed in found.installed
        for batch in installed.batches[-1:]
    )
    silent = [Sentence("minutes.remark_silent", {"seat": seat}) for seat in found.silent]
    return Handing(
        survey=minutes.survey,
        office=minutes.office,
        practice=minutes.practice,
        venue=minutes.venue,
        date=imprint.date,
        time=imprint.time,
        files=files,
        remarks=tuple(each.spoken(imprint.language) for each in (*found.remarks, *silent)),
        giver=minutes.signers[0],
        receiver=("", ""),
        printed_seat=imprint.seat,
        version=imprint.version,
    )


_CONDITIONS = {
    Outcome.GOOD: Condition.OK,
    Outcome.CARE: Condition.WARNING,
    Outcome.WRONG: Condition.FAILED,
    Outcome.NOT_TRIED: Condition.NOT_TRIED,
}


def sheet_of_machine(
    document: PackageDocument,
    imprint: Imprint,
    checks: Iterable[Check],
    signers: tuple[tuple[str, str], tuple[str, str]],
    room: tuple[tuple[str, bool], ...] = (),
) -> Readiness:
    """The readiness sheet as values."""
    language = imprint.language
    return Readiness(
        survey=_survey(document, language),
        office=imprint.office,
        practice=document.training,
        venue=document.venue_name,
        seat=imprint.seat,
        date=imprint.date,
        time=imprint.time,
        checks=tuple(
            ReadinessCheck(
                check.name.spoken(language),
                _CONDITIONS[check.outcome],
                " ".join(each.spoken(language) for each in check.found),
                " ".join(each.spoken(language) for each in check.advice),
            )
            for check in checks
        ),
        signers=signers,
        version=imprint.version,
        room=room,
    )


def print_readiness(readiness: Readiness, document: PackageDocument, language: Language, drive: Drive) -> str:
    """Write the sheet of one machine onto a drive; the name of its file.

    Raises:
        Environment, Integrity: the drive refused, or returned other bytes.
    """
    name = readiness_name(document, readiness.seat)
    drive.write_verified(name, readiness_sheet(readiness, language))
    return name


def readiness_name(document: PackageDocument, seat: str) -> str:
    """The name of the sheet of one machine."""
    return f"{Paper.READINESS.value}-{document.round_id}-{document.venue_id}-B{seat}.pdf"


def _survey(document: PackageDocument, language: Language) -> str:
    survey = document.survey_title
    return survey.en if language is Language.EN and survey.en else survey.id
