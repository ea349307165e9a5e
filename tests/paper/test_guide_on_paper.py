import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.base.guide import Article, Heading, Mark, Picture, Run, Steps, parse_page, read_guide
from app.base.sentences import Language
from app.paper.room.guide import CARD, day_card, whole_guide
from app.paper.sheet.page import FOOT, HEIGHT, MARGIN, WIDTH, Face, Sheet, Style

LANGUAGES = list(Language)


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def fold(words: str) -> str:
    return "".join(words.split())


def places(pdf: bytes) -> list[tuple[str, float, float, float]]:
    """Every run of text: words, x and y from the top left, size."""
    found: list[tuple[str, float, float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.append((text.strip(), cm[4] + tm[4], HEIGHT - cm[5] - tm[5], size))

    for page in PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_is_one_page_that_says_all_of_its_page_of_the_guide(language: Language) -> None:
    guide = read_guide(language)
    (printed,) = pages(day_card(guide, language))
    page = guide.page(CARD)
    assert page.name == CARD
    for words in (page.title, *("".join(run.words for run in text) for text in page.texts())):
        assert fold(words) in fold(printed)


def test_the_card_leaves_lines_for_what_differs_from_room_to_room() -> None:
    (printed,) = pages(day_card(read_guide(Language.ID)))
    for label in ("Tempat dan tanggal", "Pengawas", "Telepon BPS", "Telepon teknisi"):
        assert label in printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_is_legible_and_stays_on_its_page(language: Language) -> None:
    runs = places(day_card(read_guide(language), language))
    body = [run for run in runs if run[2] < FOOT - 62]
    assert min(size for *_, size in body) >= 10.5
    assert all(MARGIN - 1 <= x < WIDTH - MARGIN and y < HEIGHT for _, x, y, _ in runs)


def test_a_longer_card_is_smaller_but_still_one_page() -> None:
    guide = read_guide(Language.ID)
    page = guide.page(CARD)
    longer = Article(CARD, page.title, (*page.blocks, *page.blocks[:4]))
    whole = tuple(longer if each.name == CARD else each for each in guide.pages)
    chapter = guide.chapters[0]
    changed = type(guide)(guide.title, (type(chapter)(chapter.title, whole),))
    runs = places(day_card(changed))
    assert len(pages(day_card(changed))) == 1
    lowest = max(y for words, _, y, _ in runs if words.startswith(("Jangan pernah", "Periksa nomor")))
    assert lowest < FOOT - 62


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_guide_holds_every_line_of_every_page(language: Language) -> None:
    guide = read_guide(language)
    printed = fold(" ".join(pages(whole_guide(guide, language))))
    for page in guide.pages:
        for text in page.texts():
            assert fold("".join(run.words for run in text)) in printed, page.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_printed_within_its_page_and_says_what_it_shows(language: Language) -> None:
    guide = read_guide(language)
    held = [block for page in guide.pages for block in page.blocks if isinstance(block, Picture)]
    reader = PdfReader(io.BytesIO(whole_guide(guide, language)))
    drawn, spoken = 0, list[str]()
    for page in reader.pages:
        drawn += len(page.images)
        for operands, operator in page.get_contents().operations:  # type: ignore[union-attr]
            if operator == b"BDC" and "/Alt" in operands[1]:
                spoken.append(operands[1]["/Alt"])
            if operator == b"cm" and operands[0] > 100:  # a picture's place: points from the lower left
                width, height, x, y = (float(operands[at]) for at in (0, 3, 4, 5))
                assert x >= MARGIN - 1
                assert x + width <= WIDTH - MARGIN + 1
                assert HEIGHT - FOOT < y < y + height < HEIGHT - 60
    assert drawn == len(held) > 10
    assert spoken == [picture.spoken for picture in held]


def test_where_a_picture_is_gone_its_words_are_printed() -> None:
    gone = Picture(Path("nowhere.png"), "Dua kotak berdampingan.", (Run("Lihat kotak kiri."),))
    guide = read_guide(Language.ID)
    chapter = type(guide.chapters[0])("C", (Article("p", "T", (gone,)),))
    printed = " ".join(pages(whole_guide(type(guide)("G", (chapter,)))))
    assert "Dua kotak berdampingan. Lihat kotak kiri." in printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_say_on_which_page_a_title_stands(language: Language) -> None:
    guide = read_guide(language)
    printed = pages(whole_guide(guide, language))
    contents = " ".join(printed[:2])
    for page in guide.pages:
        found = re.search(rf"{re.escape(page.title)} (\d+)", contents)
        assert found, page.title
        assert page.title in printed[int(found[1]) - 1]


def test_a_reference_says_the_page_of_paper() -> None:
    printed = pages(whole_guide(read_guide(Language.ID)))
    (listed,) = re.findall(r"Stik bermasalah (\d+)", printed[0])
    assert f"Stik bermasalah, {listed}" in " ".join(printed[1:])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_guide_gives_the_same_bytes(language: Language) -> None:
    guide = read_guide(language)
    assert day_card(guide, language) == day_card(guide, language)
    assert whole_guide(guide, language) == whole_guide(guide, language)


def test_words_of_several_faces_keep_the_spaces_between_them() -> None:
    sheet = Sheet("t", Language.ID)
    sheet.runs(50, 50, 300, (("Pilih ", Face.REGULAR), ("Ekspor", Face.BOLD), (", lalu <b>", Face.REGULAR)))
    sheet.runs(50, 90, 300, (("a & ", Face.REGULAR), ("b", Face.MONO_BOLD)), Style(size=9))
    assert pages(sheet.close()) == ["Pilih Ekspor, lalu <b> a & b"]


def test_a_step_of_the_card_shows_words_of_the_screen_in_bold() -> None:
    page = parse_page(CARD, "# T\n\n## A\n1. pilih **Ekspor**\n")
    assert page.blocks == (
        Heading("A"),
        Steps(((Run("pilih "), Run("Ekspor", Mark.SCREEN)),)),
    )
    guide = read_guide(Language.ID)
    chapter = type(guide.chapters[0])("C", (page,))
    data = day_card(type(guide)("G", (chapter,)))
    fonts = PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    assert any("PlusJakartaSans-Bold" in str(fonts[name]["/BaseFont"]) for name in fonts)
