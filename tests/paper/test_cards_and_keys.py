import io
import re

import pytest
from pypdf import PdfReader

from app.base.sentences import Language
from app.paper.bureau.keys import KeyCopy, key_copies
from app.paper.room.cards import ProctorCard, ProctorPin, Slip, SlipBatch, proctor_cards, slip_sheets
from app.paper.sheet.page import Face, Style, fitted, legible, number, width_of

CODES = tuple(f"CDV3-8Y2A-VF{place:02d}" for place in range(23))
BATCH = SlipBatch(
    "Slip SPI 2026", "Lab Komputer 2", tuple(Slip(c, "Pegawai", "Dinas Perhubungan") for c in CODES)
)
CARD = ProctorCard(
    "Survei Penilaian Integritas 2026",
    "Lab Komputer 2",
    "10–12 Agustus 2026",
    "7Y2B-21V3-JVA4",
    ("01", "02", "03"),
    (ProctorPin("Dewi Anggraini", "104233"), ProctorPin("Ahmad Fauzi", "920114")),
)
KEY = KeyCopy(
    "Dewi Anggraini", "Kunci pembuka", "24 November 2026", ("ABCD EFGH 23", "IJKL MNOP 45"), tuple("abcdef")
)


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_every_slip_is_printed_once_ten_to_a_page() -> None:
    found = pages(slip_sheets(BATCH))
    assert len(found) == 3
    assert re.findall(r"CDV3-8Y2A-VF\d\d", " ".join(found)) == list(CODES)
    assert "lembar 3 dari 3" in found[2]
    for words in (
        "Ketik kode ini",
        "jangan foto",
        "Sobek setelah selesai",
        "Pegawai",
        "Dinas Perhubungan",
        "lipat",
    ):
        assert words in found[0]


def test_slips_carry_no_number_of_their_own() -> None:
    one, two = (pages(slip_sheets(SlipBatch("S", "V", (Slip(c, "g", "a"),))))[0] for c in CODES[:2])
    assert one.replace(CODES[0], "") == two.replace(CODES[1], "")


def test_the_code_image_is_left_off_where_no_scanner_is() -> None:
    plain = SlipBatch(BATCH.survey, BATCH.venue, BATCH.slips[:1], scanner=False)
    assert "QR" not in pages(slip_sheets(plain))[0]
    assert "QR bila ada pemindai" in pages(slip_sheets(BATCH))[0]


def test_practice_slips_say_so() -> None:
    practice = SlipBatch("S", "V", BATCH.slips[:1], practice=True)
    assert pages(slip_sheets(practice))[0].count("Latihan") == 2


def test_a_proctor_card_is_one_page_with_everything_on_it() -> None:
    found = pages(proctor_cards([CARD, CARD]))
    assert len(found) == 2
    for words in (
        "Lab Komputer 2",
        "7Y2B-21V3-JVA4",
        "01 02 03",
        "Dewi Anggraini",
        "104 233",
        "920 114",
        "lipat",
    ):
        assert words in found[0]


@pytest.mark.parametrize("proctors", [1, 4, 5, 16])
def test_a_proctor_card_holds_many_proctors_and_seats(proctors: int) -> None:
    pins = tuple(ProctorPin(f"Pengawas {n}", f"{100000 + n}") for n in range(proctors))
    seats = tuple(f"{n:02d}" for n in range(60))
    card = ProctorCard(CARD.survey, CARD.venue, CARD.period, CARD.code, seats, pins)
    (text,) = pages(proctor_cards([card]))
    assert all(pin.name in text for pin in pins)
    assert "59" in text


def test_a_key_copy_holds_lines_words_and_instructions() -> None:
    (text,) = pages(key_copies([KEY]))
    for words in (
        "ABCD EFGH 23",
        "IJKL MNOP 45",
        "Enam kata pencocok",
        "Kunci pembuka",
        "amplop",
        "1 dari 1",
    ):
        assert words in text
    assert "Six fingerprint words" in pages(key_copies([KEY], Language.EN))[0]


def test_a_long_key_still_fits_one_page() -> None:
    long = KeyCopy(KEY.officer, KEY.what, KEY.created, ("ABCD " * 14 + "7",) * 24, KEY.words)
    assert len(pages(key_copies([long]))) == 1


def test_the_same_values_give_the_same_bytes() -> None:
    assert slip_sheets(BATCH) == slip_sheets(BATCH)
    assert proctor_cards([CARD]) == proctor_cards([CARD])
    assert key_copies([KEY]) == key_copies([KEY])


def test_markup_in_names_is_printed_as_it_is() -> None:
    batch = SlipBatch("<b>S</b>", "<i>V</i>", (Slip(CODES[0], "<u>g</u>", "<para>a</para> & b"),))
    text = pages(slip_sheets(batch))[0]
    for words in ("<b>S</b>", "<i>V</i>", "<u>g</u>", "<para>a</para>"):
        assert words in text


def test_what_the_fonts_cannot_draw_is_marked_and_controls_are_spaces() -> None:
    assert legible("a\n\tb\u202e漢") == "a b??"


def test_text_is_made_to_fit() -> None:
    style = Style(Face.BOLD, 20)
    for text in ("pendek", "sangat panjang " * 20):
        cut, small = fitted(text, style, 200)
        assert width_of(cut, small) <= 200
    assert fitted("pendek", style, 200) == ("pendek", style)


def test_numbers_follow_the_language() -> None:
    assert (number(Language.ID, 712), number(Language.EN, 712), number(Language.ID, -5)) == (
        "71,2",
        "71.2",
        "−0,5",
    )
