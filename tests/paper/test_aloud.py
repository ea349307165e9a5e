import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from app.base.sentences import Language
from app.paper.questions.aloud import Part, Question, ReadingSheet, Spoken, Way, reading_sheet
from app.paper.sheet.flow import BOTTOM, TOP
from app.paper.sheet.page import HEIGHT, MARGIN, WIDTH

SCALE = tuple(Spoken(words, str(at)) for at, words in enumerate(("Tidak", "Agak", "Ya", "Sangat"), 1))
ABSENTS = (Spoken("Tidak tahu", "0"), Spoken("Tidak bersedia menjawab", "–"))
ONE = Question("1", "Pelayanan di loket jelas.", lead="Seberapa setuju Anda?", choices=SCALE, absents=ABSENTS)
PART = Part("Pelayanan", (ONE,), intro="Tentang loket.")
SHEET = ReadingSheet("Kuesioner pegawai", "Pegawai", "Kuesioner contoh, versi 1.0", "aaaa bbbb cccc", (PART,))


def of(*questions: Question) -> ReadingSheet:
    return replace(SHEET, parts=(replace(PART, questions=questions),))


def pages(values: ReadingSheet, language: Language = Language.ID) -> list[str]:
    reader = PdfReader(io.BytesIO(reading_sheet(values, language)))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def questions(values: ReadingSheet) -> str:
    return " ".join(pages(values)[1:])


def printed(values: ReadingSheet) -> list[tuple[str, float, float, float]]:
    """Every piece of text with its place from the top left and its size."""
    found: list[tuple[str, float, float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            found.append((text.strip(), x, HEIGHT - y, size))

    for page in PdfReader(io.BytesIO(reading_sheet(values))).pages:
        page.extract_text(visitor_text=visit)
    return found


def test_the_first_page_holds_the_rules_for_the_reader() -> None:
    first = pages(SHEET)[0]
    for words in (
        "Lembar baca",
        "Kuesioner pegawai · Pegawai",
        "Membacakan pertanyaan dan pilihan persis seperti tertulis.",
        "Mengulang bila responden meminta.",
        "Berpaling saat responden menekan jawaban.",
        "Menekan jawaban untuk responden.",
        "Menjelaskan dengan pendapat sendiri.",
        "Bertanya, mencatat, atau bercerita tentang jawaban responden.",
        "Atasan, rekan satu instansi, dan pegawai instansi yang dinilai tidak boleh membacakan.",
        "Laporkan ke KPK 198.",
    ):
        assert words in first
    assert "1 Tidak" not in first


def test_every_page_says_what_it_is_and_that_nothing_is_written_on_it() -> None:
    found = pages(of(*(replace(ONE, number=str(n)) for n in range(1, 20))))
    for number, page in enumerate(found, 1):
        assert "Jangan menulis jawaban di lembar ini" in page
        assert "Kuesioner contoh, versi 1.0 sidik aaaa bbbb cccc" in page
        assert f"{number} dari {len(found)}" in page
    assert all("Bagian A. Pelayanan" in page for page in found[1:])


def test_a_question_is_read_with_its_choices_and_keys() -> None:
    text = questions(SHEET)
    for words in (
        "Tentang loket.",
        "1 Seberapa setuju Anda? Pelayanan di loket jelas.",
        "1 Tidak",
        "4 Sangat",
        "0 Tidak tahu",
        "– Tidak bersedia menjawab",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (replace(ONE, conditional=True), "Bacakan hanya bila layar menampilkannya. 1 Seberapa setuju Anda?"),
        (replace(ONE, shuffled=True), "Urutannya berbeda untuk setiap responden"),
        (replace(ONE, statements=(Spoken("Loket A"),), shuffled=True), "Urutan pernyataan berbeda"),
        (replace(ONE, statements=(Spoken("Loket A"),), way=Way.STATEMENTS), "Bacakan satu pernyataan"),
        (replace(ONE, statements=(Spoken("Loket A"), Spoken("Loket B"))), "a. Loket A b. Loket B"),
        (replace(ONE, way=Way.SEVERAL, lead=""), "Responden boleh memilih lebih dari satu."),
        (replace(ONE, way=Way.SEVERAL, most=3), "Responden boleh memilih paling banyak 3."),
        (replace(ONE, way=Way.NUMBER, least=1, most=45), "mengetik angka dari 1 sampai 45."),
        (replace(ONE, way=Way.NUMBER, most=45, unit="kali"), "mengetik angka dari 0 sampai 45 (kali)."),
        (replace(ONE, way=Way.RANKED, most=4), "mulai dari yang pertama, sampai semuanya berurutan."),
        (replace(ONE, way=Way.RANKED, most=2), "memilih 2, mulai dari yang pertama."),
        (replace(ONE, way=Way.DAY), "Responden mengetik tanggal, bulan, dan tahun."),
        (replace(ONE, way=Way.MONTH), "mengetik bulan dan tahun; tanggalnya boleh dikosongkan."),
        (replace(ONE, way=Way.YEAR), "mengetik tahun; tanggal dan bulannya boleh dikosongkan."),
        (replace(ONE, way=Way.WORKED_OUT), "Angka ini dihitung oleh komputer."),
        (
            replace(ONE, way=Way.LISTED, most=9, each=(replace(ONE, number="1.1"),)),
            "paling banyak 9. Pertanyaan",
        ),
        (replace(ONE, each=(replace(ONE, number="1.1", lead="", words="Berapa?"),)), "1.1 Berapa?"),
        (replace(ONE, way=Way.WRITTEN), "Responden mengetik sendiri, atau tidak menjawab."),
        (replace(ONE, named=True), "Bacakan nama dan angka yang tampil di layar."),
        (replace(ONE, warnings=("Periksa lagi.",)), "Bila muncul di layar, bacakan: Periksa lagi."),
        (replace(ONE, choices=(Spoken("Ada", conditional=True),)), "Pilihan bertanda segitiga"),
        (replace(ONE, hint="Hanya loket."), "Pelayanan di loket jelas. Hanya loket."),
    ],
)
def test_the_sheet_says_what_the_screen_decides(question: Question, words: str) -> None:
    assert words in questions(of(question))
    assert words not in questions(SHEET)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (replace(PART, conditional=True), "Bacakan bagian ini hanya bila layar menampilkannya."),
        (replace(PART, shuffled=True), "Urutan pertanyaan di bagian ini berbeda"),
        (replace(PART, looped=True), "diulang untuk setiap instansi yang dikenal responden"),
        (replace(PART, closing="Terima kasih."), "Bila layar mengakhiri survei di sini"),
    ],
)
def test_a_section_says_what_the_screen_decides(part: Part, words: str) -> None:
    assert words in questions(replace(SHEET, parts=(part,)))
    assert words not in questions(SHEET)


def test_square_brackets_are_explained_where_there_are_some() -> None:
    named = of(replace(ONE, words="Pelayanan [nama instansi] jelas."))
    assert "kurung siku" in pages(named)[0]
    assert "kurung siku" not in pages(SHEET)[0]


def test_a_note_has_no_number() -> None:
    assert "Bagian A. Pelayanan Tentang loket. Dengarkan." in questions(
        of(Question("", "Dengarkan.", Way.LISTEN))
    )


def test_what_is_read_is_large_and_stays_between_head_and_foot() -> None:
    long = tuple(Spoken(f"Pilihan {n} " + "yang sangat panjang " * 9, str(n)) for n in range(30))
    values = of(replace(ONE, choices=long), *(replace(ONE, number=str(n)) for n in range(2, 9)))
    assert len(" ".join(pages(values)).split("Pilihan ")) == 31  # a question longer than a page loses nothing
    pieces = printed(values)
    inside = [piece for piece in pieces if TOP <= piece[2] <= BOTTOM]
    assert min(size for *_, size in inside) >= 12
    for text, x, y, _size in inside:
        assert MARGIN - 1 <= x <= WIDTH - MARGIN, text
        assert y <= BOTTOM, text
    outside = {text for text, _, y, _ in pieces if not TOP <= y <= BOTTOM}
    assert {text for text in outside if "Pilihan" in text or "Seberapa" in text} == set()


def test_a_question_that_fits_a_page_is_not_broken() -> None:
    for page in pages(of(*(replace(ONE, number=str(n)) for n in range(1, 20))))[1:]:
        assert page.count("Seberapa setuju Anda?") == page.count("Tidak bersedia menjawab")


def test_a_practice_sheet_says_so() -> None:
    assert "Latihan" in pages(replace(SHEET, group="", practice=True))[0]


def test_the_sheet_speaks_english() -> None:
    first, second = pages(SHEET, Language.EN)
    assert "Read-aloud sheet" in first
    assert "Press an answer for the respondent." in first
    assert "Do not write answers on this sheet" in second


def test_the_same_values_give_the_same_bytes() -> None:
    assert reading_sheet(SHEET) == reading_sheet(SHEET)
