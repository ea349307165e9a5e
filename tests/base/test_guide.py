"""The guide: both languages say the same, and a page holds nothing but what a page may hold."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Environment, Integrity
from app.base.guide import (
    CONTENTS,
    HELP,
    Article,
    Bullets,
    Heading,
    Links,
    Mark,
    Paragraph,
    Picture,
    Run,
    Steps,
    parse_page,
    read_guide,
    read_page,
)
from app.base.sentences import Language

GUIDES = {language: read_guide(language) for language in Language}
PAGES = [(language, page) for language in Language for page in GUIDES[language].pages]
IDS = [f"{language.value}-{page.name}" for language, page in PAGES]


def shape(page: Article) -> list[tuple[str, int]]:
    """What the page is made of, without its words."""
    counts = []
    for block in page.blocks:
        match block:
            case Bullets(items) | Steps(items):
                counts.append((type(block).__name__, len(items)))
            case Links(pages):
                counts.append((" ".join(name for _, name in pages), len(pages)))
            case Picture(file):
                counts.append((file.name, 1))
            case Heading() | Paragraph():
                counts.append((type(block).__name__, 1))
    return counts


def marked(page: Article, mark: Mark) -> Iterator[str]:
    for text in page.texts():
        yield from (run.words for run in text if run.mark is mark)


def test_both_languages_have_the_same_pages_in_the_same_chapters() -> None:
    names = [
        [[page.name for page in chapter.pages] for chapter in GUIDES[language].chapters]
        for language in Language
    ]
    assert names[0] == names[1]


@pytest.mark.parametrize("language", Language)
def test_every_file_is_a_page_of_the_contents_and_stands_there_once(language: Language) -> None:
    listed = [page.name for page in GUIDES[language].pages]
    files = {file.stem for file in (HELP / language.value).iterdir()}
    assert len(listed) == len(set(listed))
    assert files == {*listed, CONTENTS}


@pytest.mark.parametrize("name", [page.name for page in GUIDES[Language.ID].pages])
def test_a_page_has_the_same_parts_in_both_languages(name: str) -> None:
    assert shape(GUIDES[Language.ID].page(name)) == shape(GUIDES[Language.EN].page(name))


@pytest.mark.parametrize("name", [page.name for page in GUIDES[Language.ID].pages])
def test_a_page_names_the_same_keys_and_as_many_words_of_the_screen_in_both_languages(name: str) -> None:
    indonesian, english = (GUIDES[language].page(name) for language in (Language.ID, Language.EN))
    keys = [word.replace("Spasi", "Space") for word in marked(indonesian, Mark.KEY)]
    assert sorted(keys) == sorted(marked(english, Mark.KEY))
    assert len(list(marked(indonesian, Mark.SCREEN))) == len(list(marked(english, Mark.SCREEN)))


@pytest.mark.parametrize(("language", "page"), PAGES, ids=IDS)
def test_a_link_says_the_title_of_the_page_it_leads_to(language: Language, page: Article) -> None:
    titles = {each.name: each.title for each in GUIDES[language].pages}
    links = [link for block in page.blocks if isinstance(block, Links) for link in block.pages]
    assert all(titles.get(name) == title for title, name in links)
    assert page.name not in {name for _, name in links}


@pytest.mark.parametrize("language", Language)
def test_the_contents_say_the_titles_of_the_pages(language: Language) -> None:
    contents = read_page(HELP / language.value / f"{CONTENTS}.md")
    links = [link for block in contents.blocks if isinstance(block, Links) for link in block.pages]
    assert links == [(page.title, page.name) for page in GUIDES[language].pages]


@pytest.mark.parametrize(("language", "page"), PAGES, ids=IDS)
def test_a_picture_is_of_the_pages_language_and_says_in_words_what_it_shows(
    language: Language, page: Article
) -> None:
    for picture in (block for block in page.blocks if isinstance(block, Picture)):
        assert picture.file.parent == HELP / "pictures" / language.value
        assert picture.read().startswith(b"\x89PNG")
        assert 5 <= len(picture.spoken.split()) <= 45
        assert picture.spoken.endswith(".")
        assert picture.spoken not in "".join(run.words for run in picture.caption)


@pytest.mark.parametrize(("language", "page"), PAGES, ids=IDS)
def test_a_page_is_short_and_calm(language: Language, page: Article) -> None:
    words = " ".join("".join(run.words for run in text) for text in page.texts())
    assert 40 <= len(words.split()) <= 330
    assert "!" not in words
    if language is Language.ID:
        assert not re.search(r"\banda\b|(?i:\b(kiosk|soal|kalau|dulu|cuma)\b)", words)
    lengths = [len("".join(run.words for run in text)) for text in page.texts()]
    assert max(lengths) <= 330


def test_a_page_is_found_by_words_in_any_case_and_order() -> None:
    page = GUIDES[Language.ID].page("power-cut")
    assert page.has("PADAM listrik")
    assert page.has("  kode kartu ")
    assert not page.has("listrik gajah")
    assert all(each.has("") for each in GUIDES[Language.ID].pages)


def test_a_page_that_is_not_there_is_the_first_one() -> None:
    guide = GUIDES[Language.EN]
    assert guide.page("no-such-page") is guide.pages[0]


# --- what a page may hold ---------------------------------------------------------------------------------


def test_a_page_is_read_into_its_parts() -> None:
    text = "# T\n\nOne **On it** two.\n\n## H\n- a `F1`\n- b\n1. c\n2. d\n\n## S\n- [Other](other-page.md)\n"
    assert parse_page("p", text) == Article(
        "p",
        "T",
        (
            Paragraph((Run("One "), Run("On it", Mark.SCREEN), Run(" two."))),
            Heading("H"),
            Bullets(((Run("a "), Run("F1", Mark.KEY)), (Run("b"),))),
            Steps(((Run("c"),), (Run("d"),))),
            Heading("S"),
            Links((("Other", "other-page"),)),
        ),
    )


@pytest.mark.parametrize(
    "line",
    [
        "<b>bold</b>",
        "<script>x</script>",
        "see [the page](http://example.org)",
        "[x](javascript:x)",
        "![x](x.png)",
        '![x](https://example.org/x.png "y")',
        "![x](../pictures/id/x.png)",
        '![x](../pictures/fr/x.png "y")',
        '![x](../pictures/id/../x.png "y")',
        '![x](../pictures/id/x.png "*y*")',
        '![x](../pictures/id/x.png "<y>")',
        '![&amp;](../pictures/id/x.png "y")',
        'Words ![x](../pictures/id/x.png "y")',
        "https://example.org",
        "www.example.org",
        "one *slanted* word",
        "one _slanted_ word",
        "**open",
        "a `open",
        "&amp;",
        "> quoted",
        "### Deeper",
        "# Second title",
        "    code",
        "| a | b |",
        "trailing  ",
        "---",
        "===",
        "2. second without a first",
        "+ other bullet",
        "- - nested",
        "- [Other](../other.md)",
        "- [Other](https://example.org/x.md)",
        "\\*",
    ],
)
def test_what_no_page_may_hold_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(Integrity) as refused:
        parse_page("p", f"# T\n\nWords.\n\n{line}\n")
    assert (refused.value.code, refused.value.fields) == ("base.guide_malformed", {"page": "p", "line": 5})


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("Words.\n", 1),
        ("# T\n\na\nb\n", 4),
        ("# T\n\n- a\nb\n", 4),
        ("#T\n", 1),
        ('# T\n\na\n![x](../pictures/id/x.png "y")\n', 4),
    ],
)
def test_a_page_begins_with_its_title_and_parts_are_kept_apart(text: str, line: int) -> None:
    with pytest.raises(Integrity) as refused:
        parse_page("p", text)
    assert refused.value.fields["line"] == line


@given(st.text(alphabet=st.sampled_from("ab #-1.2*`[]()md\n<>&_"), max_size=60))
def test_whatever_is_in_a_file_is_read_or_refused(text: str) -> None:
    with suppress(Integrity):
        page = parse_page("p", text)
        assert not any(sign in run.words for each in page.texts() for run in each for sign in "*`<>&_")


def test_a_picture_is_read_with_its_words_from_beside_the_folder_of_the_page(tmp_path: Path) -> None:
    text = '# T\n\n![Two boxes.](../pictures/en/two-boxes.png "Look at **On it**.")\n'
    (picture,) = parse_page("p", text, tmp_path / "en").blocks
    file = tmp_path / "pictures" / "en" / "two-boxes.png"
    caption = (Run("Look at "), Run("On it", Mark.SCREEN), Run("."))
    assert picture == Picture(file, "Two boxes.", caption)
    assert isinstance(picture, Picture)
    assert picture.read() == b""
    file.parent.mkdir(parents=True)
    file.write_bytes(b"png")
    assert picture.read() == b"png"


def test_a_missing_page_is_said_and_a_missing_guide_too(tmp_path: Path) -> None:
    with pytest.raises(Environment) as refused:
        read_guide(Language.ID, tmp_path)
    assert (refused.value.code, refused.value.fields) == ("base.guide_missing", {"page": CONTENTS})
    (tmp_path / "id").mkdir()
    (tmp_path / "id" / "contents.md").write_text("# T\n\n## C\n- [A](a-page.md)\n", encoding="utf-8")
    with pytest.raises(Environment) as refused:
        read_guide(Language.ID, tmp_path)
    assert refused.value.fields == {"page": "a-page"}


@pytest.mark.parametrize("contents", ["# T\n", "# T\n\nWords.\n", "# T\n\n## C\n", "# T\n\n## C\nWords.\n"])
def test_contents_without_chapters_are_refused(tmp_path: Path, contents: str) -> None:
    (tmp_path / "id").mkdir()
    (tmp_path / "id" / "contents.md").write_text(contents, encoding="utf-8")
    with pytest.raises(Integrity):
        read_guide(Language.ID, tmp_path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_bytes(b"# T\n\n\xff\n")
    with pytest.raises(Integrity):
        read_page(tmp_path / "p.md")
