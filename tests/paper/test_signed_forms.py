import datetime as dt
import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from app.base.sentences import Language
from app.paper.room.attendance import Attendance, attendance_list
from app.paper.room.handing import HandedFile, Handing, handover_receipt
from app.paper.room.minutes import Count, Incident, RoomMinutes, SeatRow, room_minutes
from app.paper.room.readiness import Condition, Readiness, ReadinessCheck, readiness_sheet

DAY = dt.date(2026, 8, 19)
LONGEST = ("tembikar", "semangka", "rambutan", "panggung", "lengkuas", "lentera")
ORDINARY = ("angin", "nila", "gula", "rakit", "beras", "nipah")
HOSTILE = '<b>x</b> & <para>y</para> \u202eterbalik \x07\n<img src="a"/>'
INERT = '<b>x</b> & <para>y</para> ?terbalik ? <img src="a"/>'


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def whole(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def seat(number: int, **more: int) -> SeatRow:
    named = f"{number:02}"
    return SeatRow(
        seat=named,
        file=f"3dde-{number:04}",
        batch=f"PLG26-LAB2-B{named}-3dde-{number:04}.bilik",
        sealed=more.get("sealed", 6),
        abandoned=more.get("abandoned", 0),
        voided=more.get("voided", 0),
        interruptions=2,
        stopped_min=9,
        words=LONGEST,
        journal_lines=41,
        journal_head=f"{number:04x}" + "7c1e40ab93d2e881" * 4,
        journal_words=LONGEST[::-1],
    )


def minutes(seats: int, incidents: int = 0, **count: int) -> RoomMinutes:
    counted = Count(
        expected=6 * seats + 3,
        present=6 * seats,
        printed=90,
        before=None,
        spoiled=1,
        returned=89 - 6 * seats,
        restarts=0,
        voided=0,
    )
    return RoomMinutes(
        survey="Survei Penilaian Integritas 2026, Kota Palembang",
        office="Badan Pusat Statistik Kota Palembang",
        practice=False,
        venue="Lab Komputer 2",
        session="Sesi 2",
        date=DAY,
        start="09.00",
        end="11.10",
        count=replace(counted, **count),
        seats=tuple(seat(number + 1) for number in range(seats)),
        incidents=tuple(
            Incident(f"10.{n:02}", f"{n % seats + 1:02}", f"Kejadian nomor {n}, ditangani.")
            for n in range(incidents)
        ),
        remarks=(),
        signed_at="Palembang",
        signers=(("Rina Marlina", "19880412 201101 2 003"), ("Ahmad Fauzi", "19900725 201503 1 001")),
        printed_seat="07",
        printed_date=DAY,
        printed_time="11.19",
        version="1.0",
    )


# --- minutes ---------------------------------------------------------------------------------------------


def test_days_that_are_counted_together_say_it_in_both_minutes() -> None:
    made = minutes(1, 1, present=4, together=2, before=3, printed=12, returned=2)
    (later,) = pages(room_minutes(replace(made, together="Hari Selasa")))
    assert "= 6: 4 hadir di sesi ini dan 2 di Hari Selasa. Selisih 0." in later
    assert "Dicetak Sebelumnya Dipakai Rusak Kembali Mulai ulang Selisih 12 3 6 1 2 0 0" in later
    (earlier,) = pages(room_minutes(replace(made, seats=(), elsewhere="Hari Rabu")))
    assert "Jumlah dan selisihnya ada di berita acara Hari Rabu." in earlier
    assert "Dicetak Sebelumnya Dipakai Rusak Kembali Mulai ulang Selisih 12 3 – 1 2 0 –" in earlier
    assert "Kejadian nomor 0" in earlier
    assert "hadir." not in earlier


def test_the_minutes_of_a_small_room_are_one_page_that_says_everything() -> None:
    made = minutes(3, 2)
    plain = tuple(replace(row, words=ORDINARY, journal_words=ORDINARY[::-1]) for row in made.seats)
    (text,) = pages(room_minutes(replace(made, seats=plain)))
    for words in (
        "Berita Acara Ruang",
        "Lab Komputer 2, Sesi 2, Rabu, 19 Agustus 2026, pukul 09.00–11.10 WIB",
        "diambil dari 3 berkas",
        "3dde-0002",
        "PLG26-LAB2-B02-3dde-0002.bilik",
        "18 tersegel + 0 ditinggal + 0 batal tanpa slip pengganti − 0 mulai ulang = 18 hadir. Selisih 0.",
        "Diharapkan Hadir Tidak hadir 21 18 3",
        "Dicetak Dipakai Rusak Kembali Mulai ulang Selisih 90 18 1 71 0 0",
        "Kejadian nomor 1, ditangani.",
        "0002 7c1e 40ab 93d2 e881",
        " ".join(ORDINARY[::-1]),
        "tidak melihat, menyalin, atau memotret jawaban",
        "Palembang, 19 Agustus 2026",
        "Rina Marlina NIP 19880412 201101 2 003",
        "Dicetak dari bilik 07 pukul 11.19 WIB, Bilik 1.0. Diterima di BPS: ……",
        "1 dari 1",
    ):
        assert words in text, words


@pytest.mark.parametrize("seats", [1, 12, 60])
@pytest.mark.parametrize("incidents", [0, 1, 40])
@pytest.mark.parametrize("language", list(Language))
def test_nothing_is_lost_or_cut_however_large_the_room(
    seats: int, incidents: int, language: Language
) -> None:
    found = pages(room_minutes(minutes(seats, incidents), language))
    text = " ".join(found)
    for number in range(1, seats + 1):
        assert text.count(f"3dde-{number:04}") >= 2  # in the table and as the name of the file
        assert f"PLG26-LAB2-B{number:02}-3dde-{number:04}.bilik" in text
        assert f"{number:04x} 7c1e 40ab 93d2 e881" in text
    assert all(f"Kejadian nomor {n}, ditangani." in text for n in range(incidents))
    assert text.count(" ".join(LONGEST)) == seats
    assert "…" not in re.sub("…{2,}", "", text)  # but for the dotted lines of the foot
    of = "dari" if language is Language.ID else "of"
    assert all(f"{at + 1} {of} {len(found)}" in page for at, page in enumerate(found))
    assert "Rina Marlina" in found[-1]


def test_a_difference_is_said_with_its_sign() -> None:
    less, more = (whole(room_minutes(minutes(2, present=present))) for present in (13, 11))
    assert "= 12, hadir 13. Selisih −1." in less
    assert "= 12, hadir 11. Selisih +1." in more


def test_a_slip_begun_anew_is_one_person_and_one_slip() -> None:
    made = minutes(2, restarts=1, present=12)
    made = replace(made, seats=(seat(1), seat(2, abandoned=1)))
    assert (made.persons, made.difference, made.used_slips) == (12, 0, 12)
    assert made.slip_difference == 0
    assert "12 tersegel + 1 ditinggal + 0 batal tanpa slip pengganti − 1 mulai ulang = 12" in whole(
        room_minutes(made)
    )


def test_slips_of_earlier_sessions_have_a_column_of_their_own() -> None:
    made = minutes(2, before=40, returned=37)
    assert made.slip_difference == 0
    assert "Sebelumnya" in whole(room_minutes(made))
    assert "Sebelumnya" not in whole(room_minutes(minutes(2)))


def test_a_seat_whose_journal_did_not_come_says_so_and_shows_no_minutes() -> None:
    silent = replace(seat(1), journal_lines=0, journal_head="", journal_words=())
    text = whole(room_minutes(replace(minutes(1), seats=(silent,))))
    assert "6 6 0 0 – – " in text
    assert "tidak terperiksa" in text


def test_what_the_office_has_to_look_at_stands_before_the_figures() -> None:
    remarks = tuple(f"Berkas rusak nomor {n} tidak dihitung." for n in range(60))
    found = pages(room_minutes(replace(minutes(1), remarks=remarks)))
    text = " ".join(found)
    assert all(remark in text for remark in remarks)
    assert text.index(remarks[-1]) < text.index("1. Bilik")


def test_practice_says_so_on_every_page() -> None:
    found = pages(room_minutes(replace(minutes(60), practice=True)))
    assert len(found) > 2
    assert all("Latihan" in page for page in found)


# --- the other papers -------------------------------------------------------------------------------------

LIST = Attendance("Survei", "BPS", False, "Lab 2", "Sesi 1", DAY, "09.00", "11.00", 40)
FILE = HandedFile(
    "PLG26-B01-0001.bilik", 61_234, LONGEST, "0123456789abcdef" * 4, "PLG26-B01-0001.bilikcatatan"
)
HANDING = Handing(
    "Survei",
    "BPS",
    False,
    "Lab 2",
    DAY,
    "11.30",
    (FILE, replace(FILE, journal="")),
    ("Bilik 04 tidak memiliki berkas.",),
    ("Rina Marlina", "1988"),
    ("", ""),
    "07",
    "1.0",
)
READY = Readiness(
    "Survei",
    "BPS",
    False,
    "Lab 2",
    "07",
    DAY,
    "08.05",
    (
        ReadinessCheck("Ruang disk", Condition.OK, "14 GB kosong."),
        ReadinessCheck("Jam", Condition.WARNING, "Berbeda 3 jam.", "Setel jam."),
    ),
    (("Rina Marlina", "1988"), ("", "")),
    "1.0",
)


def test_the_attendance_list_numbers_its_rows_and_names_no_seat_code_or_time_of_a_person() -> None:
    found = pages(attendance_list(LIST))
    text = " ".join(found)
    assert all(f" {n}." in text for n in range(1, 41))
    assert "hanya ada di atas kertas" in text
    assert "tidak menulis nomor bilik" in text
    assert "Diharapkan Hadir Tidak hadir" in found[-1]
    named = replace(LIST, rows=2, people=(("Siti Rahma", "1988 0412"),))
    assert "1 Siti Rahma 1988 0412 1. 2 2." in whole(attendance_list(named))


def test_the_handover_receipt_names_every_file_whole() -> None:
    text = whole(handover_receipt(HANDING))
    for words in (
        "Tanda Terima Serah Terima",
        "PLG26-B01-0001.bilik PLG26-B01-0001.bilikcatatan 62 kB",
        " ".join(["0123 4567 89ab cdef"] * 4),
        "tanpa catatan kejadian",
        "Bilik 04 tidak memiliki berkas.",
        "Yang menyerahkan",
        "Yang menerima",
        "Rina Marlina NIP 1988",
    ):
        assert words in text, words
    assert text.count(" ".join(LONGEST)) == 2


def test_the_readiness_sheet_says_whether_the_machine_may_be_used() -> None:
    text = whole(readiness_sheet(READY))
    assert "2 Jam Perhatian Berbeda 3 jam. Setel jam." in text
    assert "Siap dipakai dengan perhatian pada 1 pemeriksaan." in text
    broken = replace(READY, checks=(*READY.checks, ReadinessCheck("Disk", Condition.FAILED, "Penuh.")))
    assert "Belum siap dipakai: 1 pemeriksaan gagal." in whole(readiness_sheet(broken))
    assert "Siap dipakai: semua pemeriksaan baik." in whole(
        readiness_sheet(replace(READY, checks=READY.checks[:1]))
    )
    seen = replace(
        READY,
        checks=(*READY.checks, ReadinessCheck("Mode tidur", Condition.NOT_TRIED, "Tidak diberitahukan.")),
        room=(("Kotak slip dikocok", True), ("Nomor KPK 198 terpasang", False)),
    )
    text = whole(readiness_sheet(seen))
    assert "3 Mode tidur Belum dicoba Tidak diberitahukan." in text
    assert "1 Kotak slip dikocok Sudah 2 Nomor KPK 198 terpasang Belum" in text
    assert "Siap dipakai dengan perhatian pada 1 pemeriksaan." in text


def test_the_same_values_give_the_same_bytes() -> None:
    assert room_minutes(minutes(12, 3)) == room_minutes(minutes(12, 3))
    assert attendance_list(LIST) == attendance_list(LIST)
    assert handover_receipt(HANDING) == handover_receipt(HANDING)
    assert readiness_sheet(READY) == readiness_sheet(READY)


def test_what_people_wrote_is_printed_and_never_obeyed() -> None:
    people = ((HOSTILE, HOSTILE), (HOSTILE, HOSTILE))
    made = replace(
        minutes(1),
        survey=HOSTILE,
        venue=HOSTILE,
        incidents=(Incident("10.00", "", HOSTILE),),
        remarks=(HOSTILE,),
        signers=people,
    )
    text = whole(room_minutes(made))
    assert text.count(INERT) >= 5
    check = ReadinessCheck(HOSTILE, Condition.OK, HOSTILE)
    for pdf in (
        attendance_list(replace(LIST, rows=1, people=people[:1], signers=people)),
        handover_receipt(replace(HANDING, remarks=(HOSTILE,), giver=people[0])),
        readiness_sheet(replace(READY, checks=(check,), signers=people)),
    ):
        found = whole(pdf)
        assert "<b>x</b>" in found
        assert "\u202e" not in found
        assert "\x07" not in found
