"""Berita Acara Ruang, after d2: what happened in a room during one session, made from verified batches.

Everything is a value: which files were good, and what they say, was found out before.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.base.sentences import Language, say
from app.paper.room.sums import signed, sum_words
from app.paper.sheet.form import (
    BODY,
    CELL_MONO,
    CELL_STRONG,
    CELL_WORDS,
    Column,
    Form,
    Head,
    Signer,
    day_in_words,
    groups_of,
    printed,
)
from app.paper.sheet.page import INK, INK_2, INNER, MARGIN, WIDTH, Align, Face, Style
from app.paper.sheet.qr import code_image

HEAD_GROUPS = 5
_PER_IMAGE = 12  # journal heads in one code image: it is still read from a folded sheet
_FINE_MONO = Style(Face.MONO, 7.4, leading=12.2)
_BESIDE = INNER - 132.0  # the width beside the box with the code image


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One installation at one seat, as the batch that counts for it says.

    `file` is the batch's number, `batch` its whole name; `stopped_min` are minutes of pauses and locks.
    `journal_lines` is 0 and `journal_head` empty where no journal came that agrees.
    """

    seat: str
    file: str
    batch: str
    sealed: int
    abandoned: int
    voided: int
    interruptions: int
    stopped_min: int
    words: tuple[str, ...]
    journal_lines: int
    journal_head: str
    journal_words: tuple[str, ...]

    @property
    def used(self) -> int:
        """Slips that were entered there."""
        return self.sealed + self.abandoned + self.voided


@dataclass(frozen=True, slots=True)
class Incident:
    """What happened, when (`10.02`), where (a seat, or empty: the room), and what was done."""

    time: str
    seat: str
    words: str


@dataclass(frozen=True, slots=True)
class Count:
    """What the proctors counted. `voided` are those without another slip in their place.

    `before`: slips that earlier sessions used up or spoiled; None where this session is the first.
    `together`: persons present in sessions that are counted together with this one; None where none is.
    """

    expected: int
    present: int
    printed: int
    before: int | None
    spoiled: int
    returned: int
    restarts: int
    voided: int
    together: int | None = None


@dataclass(frozen=True, slots=True)
class RoomMinutes:
    """One session of a room. Times are spelled as they are printed (`09.00`).

    `together` names the earlier sessions that are counted in the rows, too; `elsewhere` names the later
    session in whose minutes this one is counted, so that there are no rows and no sums here.
    """

    survey: str
    office: str
    practice: bool
    venue: str
    session: str
    date: dt.date
    start: str
    end: str
    count: Count
    seats: tuple[SeatRow, ...]
    incidents: tuple[Incident, ...]
    remarks: tuple[str, ...]
    signed_at: str
    signers: tuple[tuple[str, str], tuple[str, str]]
    printed_seat: str
    printed_date: dt.date
    printed_time: str
    version: str
    together: str = ""
    elsewhere: str = ""

    @property
    def sealed(self) -> int:
        """Answers in all files."""
        return sum(row.sealed for row in self.seats)

    @property
    def abandoned(self) -> int:
        """Sittings to which nobody came back."""
        return sum(row.abandoned for row in self.seats)

    @property
    def persons(self) -> int:
        """How many persons the files account for."""
        return self.sealed + self.abandoned + self.count.voided - self.count.restarts

    @property
    def difference(self) -> int | None:
        """Persons in the files less persons present; None where they are counted elsewhere."""
        return None if self.elsewhere else self.persons - self.count.present - (self.count.together or 0)

    @property
    def used_slips(self) -> int:
        """Slips on paper that were entered: one begun anew at another seat counts once."""
        return sum(row.used for row in self.seats) - self.count.restarts

    @property
    def slip_difference(self) -> int | None:
        """Slips of which nothing is known; None where they are counted elsewhere."""
        if self.elsewhere:
            return None
        gone = (self.count.before or 0) + self.used_slips + self.count.spoiled + self.count.returned
        return self.count.printed - gone


def room_minutes(minutes: RoomMinutes, language: Language = Language.ID) -> bytes:
    """The minutes of a room: the same values give the same bytes."""
    title = say(language, "minutes.title")
    under = f"{title}, {minutes.venue}, {minutes.session}"
    head = Head(
        minutes.survey,
        minutes.office,
        under,
        say(language, "paper.practice") if minutes.practice else "",
    )
    foot = say(
        language,
        "minutes.foot",
        seat=minutes.printed_seat,
        time=minutes.printed_time,
        version=minutes.version,
    )
    page = _Minutes(minutes, language)
    return printed(head, foot, language, page.draw)


@dataclass(frozen=True, slots=True)
class _Minutes:
    minutes: RoomMinutes
    language: Language

    def _say(self, key: str, **fields: str | int) -> str:
        return say(self.language, key, **fields)

    def draw(self, form: Form) -> None:
        m = self.minutes
        form.title(self._say("minutes.title"), self._when())
        held = self._say("minutes.opening_elsewhere")
        form.text(held if m.elsewhere else self._say("minutes.opening", files=len(m.seats)), after=4)
        if m.remarks:
            form.remarks(self._say("minutes.remarks"), m.remarks)
        form.heading(self._say("minutes.seats"))
        self._seats(form)
        form.y += 6
        self._slips_and_incidents(form)
        if not m.elsewhere:
            form.heading(self._say("minutes.files"))
            self._files(form)
        form.y += 12
        declared = self._say("minutes.declaration")
        form.keep(form.sheet.height_of(INNER, declared, BODY) + 8 + 105)  # signed on the page that says it
        form.text(declared)
        roles = (self._say("minutes.first"), self._say("minutes.second"))
        place = f"{m.signed_at}, " if m.signed_at else ""
        form.signatures(
            f"{place}{day_in_words(self.language, m.printed_date)}",
            [Signer(role, name, nip) for role, (name, nip) in zip(roles, m.signers, strict=True)],
        )

    def _when(self) -> str:
        m = self.minutes
        return self._say(
            "minutes.when",
            venue=m.venue,
            session=m.session,
            date=day_in_words(self.language, m.date, weekday=True),
            start=m.start,
            end=m.end,
        )

    # --- the seats ------------------------------------------------------------------------------------

    def _seats(self, form: Form) -> None:
        m = self.minutes
        if m.elsewhere:
            form.text(self._say("minutes.elsewhere", session=m.elsewhere), after=4)
            return
        columns = (
            Column(self._say("minutes.seat"), 34, style=CELL_STRONG),
            Column(self._say("minutes.file"), 58, style=CELL_MONO),
            Column(self._say("minutes.used"), 43, Align.RIGHT),
            Column(self._say("minutes.sealed"), 47, Align.RIGHT),
            Column(self._say("minutes.abandoned"), 48, Align.RIGHT),
            Column(self._say("minutes.voided"), 33, Align.RIGHT),
            Column(self._say("minutes.interruptions"), 34, Align.RIGHT),
            Column(self._say("minutes.stopped"), 40, Align.RIGHT),
            Column(self._say("minutes.words"), 0, style=CELL_WORDS, wrap=True),
        )
        form.table(columns, [self._seat(row) for row in m.seats], total=self._total())
        signs: dict[str, str | int] = {
            "sealed": m.sealed,
            "abandoned": m.abandoned,
            "voided": m.count.voided,
            "restarts": m.count.restarts,
            "persons": m.persons,
            "present": m.count.present,
            "together": m.count.together or 0,
            "sessions": m.together,
            "difference": signed(m.difference or 0),
        }
        form.line(sum_words(self.language, signs), wrong=bool(m.difference))

    def _seat(self, row: SeatRow) -> tuple[str, ...]:
        numbers = (row.used, row.sealed, row.abandoned, row.voided)
        stopped = (row.interruptions, row.stopped_min) if row.journal_head else ("–", "–")
        return (row.seat, row.file, *map(str, (*numbers, *stopped)), " ".join(row.words))

    def _total(self) -> tuple[str, ...]:
        rows = self.minutes.seats
        sums = (
            sum(row.used for row in rows),
            self.minutes.sealed,
            self.minutes.abandoned,
            sum(row.voided for row in rows),
            sum(row.interruptions for row in rows),
            sum(row.stopped_min for row in rows),
        )
        return (str(len({row.seat for row in rows})), "", *map(str, sums), "")

    # --- what was counted, what happened, where the journals end ----------------------------------------

    def _slips_and_incidents(self, form: Form) -> None:
        images = self._images()
        narrow = 46 + 2 * 33.2 + 6 + 29 + form.table_height(*self._incidents(), width=_BESIDE)
        beside = len(images) == 1 and max(narrow, 162) <= form.room
        width = _BESIDE if beside else INNER
        top = form.y
        form.heading(self._say("minutes.counted"), 72)
        form.table(*self._present(), width=_BESIDE)
        form.y += 6
        form.table(*self._slips(), width=_BESIDE)
        form.y += 6
        form.heading(self._say("minutes.incidents"))
        columns, rows = self._incidents()
        if rows:
            form.table(columns, rows, width=width)
        else:
            form.sheet.text(MARGIN, form.y + 10, self._say("minutes.no_incident"), Style(size=9.6))
            form.y += 18
        form.y += 6
        if beside:
            self._box(form, images[0], WIDTH - MARGIN - 118, top + 6)
            form.y = max(form.y, top + 172)
        elif images:
            self._boxes(form, images)

    def _present(self) -> tuple[tuple[Column, ...], list[tuple[str, ...]]]:
        count = self.minutes.count
        third = _BESIDE / 3
        columns = (
            Column(self._say("minutes.expected"), third, Align.RIGHT),
            Column(self._say("minutes.present"), third, Align.RIGHT, CELL_STRONG),
            Column(self._say("minutes.absent"), third, Align.RIGHT),
        )
        return columns, [
            (str(count.expected), str(count.present), str(max(0, count.expected - count.present)))
        ]

    def _slips(self) -> tuple[tuple[Column, ...], list[tuple[str, ...]]]:
        m, count = self.minutes, self.minutes.count
        cells = [
            (self._say("minutes.printed"), count.printed),
            *([(self._say("minutes.before"), count.before)] if count.before is not None else []),
            (self._say("minutes.used"), "–" if m.elsewhere else m.used_slips + count.restarts),
            (self._say("minutes.spoiled"), count.spoiled),
            (self._say("minutes.returned"), count.returned),
            (self._say("minutes.restarts"), count.restarts),
        ]
        each = _BESIDE / (len(cells) + 1)
        columns = [Column(title, each, Align.RIGHT) for title, _ in cells]
        columns.append(Column(self._say("minutes.difference"), 0, Align.RIGHT, CELL_STRONG))
        rest = "–" if m.slip_difference is None else signed(m.slip_difference)
        return tuple(columns), [(*(str(number) for _, number in cells), rest)]

    def _incidents(self) -> tuple[tuple[Column, ...], list[tuple[str, ...]]]:
        columns = (
            Column(self._say("minutes.time"), 42),
            Column(self._say("minutes.seat"), 40, style=CELL_STRONG),
            Column(self._say("minutes.what"), 0, wrap=True),
        )
        return columns, [(each.time, each.seat or "–", each.words) for each in self.minutes.incidents]

    def _images(self) -> list[tuple[str, str]]:
        """The label of every code image, and what it says: seat, file, lines and head of each journal."""
        rows = [row for row in self.minutes.seats if row.journal_head]
        found = []
        for start in range(0, len(rows), _PER_IMAGE):
            some = rows[start : start + _PER_IMAGE]
            lines = [f"{row.seat} {row.file} {row.journal_lines} {row.journal_head[:20]}" for row in some]
            seats = f"{some[0].seat}–{some[-1].seat}" if some[0].seat != some[-1].seat else some[0].seat
            found.append((self._say("minutes.image_seats", seats=seats), "\n".join(lines)))
        return found

    def _box(self, form: Form, image: tuple[str, str], x: float, y: float) -> None:
        sheet, width = form.sheet, 118.0
        sheet.box(x, y, width, 154, stroke=INK, radius=6, line=1)
        middle = x + width / 2
        code_image(sheet, image[1], middle, y + 9, 92)
        sheet.fit(
            middle, y + 117, self._say("minutes.heads"), Style(Face.BOLD, 8.8), width - 12, Align.CENTRE
        )
        sheet.fit(middle, y + 130, image[0], Style(Face.MONO, 8.2), width - 12, Align.CENTRE)
        note = Style(size=7.6, colour=INK_2)
        sheet.fit(middle, y + 143, self._say("minutes.compared"), note, width - 12, Align.CENTRE)

    def _boxes(self, form: Form, images: Sequence[tuple[str, str]]) -> None:
        across = 4
        for start in range(0, len(images), across):
            form.keep(164)
            for place, image in enumerate(images[start : start + across]):
                self._box(form, image, MARGIN + place * (INNER - 118) / (across - 1), form.y + 2)
            form.y += 166

    def _files(self, form: Form) -> None:
        columns = (
            Column(self._say("minutes.seat"), 40, style=CELL_STRONG),
            Column(self._say("minutes.file_name"), 147, style=_FINE_MONO, wrap=True),
            Column(self._say("minutes.lines"), 36, Align.RIGHT),
            Column(self._say("minutes.head"), 119, style=_FINE_MONO),
            Column(self._say("minutes.head_words"), 0, style=CELL_WORDS, wrap=True),
        )
        form.table(columns, [self._file(row) for row in self.minutes.seats])

    def _file(self, row: SeatRow) -> tuple[str, ...]:
        if not row.journal_head:
            return (row.seat, row.batch, "–", self._say("minutes.no_journal"), "–")
        head = groups_of(row.journal_head, HEAD_GROUPS)
        return (row.seat, row.batch, str(row.journal_lines), head, " ".join(row.journal_words))
