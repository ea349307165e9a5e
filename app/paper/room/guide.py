"""The proctor's guide on paper: the card for the day on one page with boxes to tick, and the whole guide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, assert_never

from app.base.guide import (
    Article,
    Block,
    Bullets,
    Guide,
    Heading,
    Links,
    Mark,
    Paragraph,
    Picture,
    Run,
    Steps,
    Text,
)
from app.base.sentences import Language, say
from app.paper.sheet.artwork import mark as logo
from app.paper.sheet.flow import Flow, Row
from app.paper.sheet.page import (
    CONTROL,
    FOOT,
    GOLD_50,
    GOLD_600,
    INK,
    INK_2,
    INNER,
    LINE_2,
    MARGIN,
    MUSI_700,
    WIDTH,
    Align,
    Face,
    Sheet,
    Style,
    paginated,
    width_of,
)
from app.paper.sheet.picture import draw_picture, size_of

CARD: Final = "day-card"
"""The page of the guide that is the card for the day."""

_TITLE = Style(Face.BOLD, 22, leading=27)
_WHAT = Style(size=10.5, colour=INK_2)
_PART = Style(Face.BOLD, 13, MUSI_700, 18)
_STEP = Style(size=13.5, leading=18.6)
_SMALLER = 0.25
_LEAST = 9.0  # points: smaller text is not read in a room
_BOX = 9.0
_INDENT = 20.0
_BLANKS = 62.0  # the lines to write on, at the foot of the card

_CHAPTER = Style(Face.BOLD, 17, MUSI_700, 22)
_PAGE = Style(Face.BOLD, 14, INK, 19)
_HEADING = Style(Face.BOLD, 11, MUSI_700, 16)
_WORDS = Style(size=10.5, leading=15)
_LISTED = Style(size=10, leading=13)
_CAPTION = Style(size=9.5, colour=INK_2, leading=13)
_TALLEST = 235.0  # points that a picture takes of a page
_BULLET = "•"
_BOLD = {Mark.PLAIN: Face.REGULAR, Mark.SCREEN: Face.BOLD, Mark.KEY: Face.MONO_BOLD}


@dataclass(frozen=True, slots=True)
class _Title:
    """The name of a page."""

    words: str


def day_card(guide: Guide, language: Language = Language.ID) -> bytes:
    """The card for the day, one page; the same guide gives the same bytes."""
    page = guide.page(CARD)
    return paginated(page.title, language, lambda sheet: _draw_card(sheet, guide.title, page))


def whole_guide(guide: Guide, language: Language = Language.ID) -> bytes:
    """Every page of the guide with its contents in front; the same guide gives the same bytes."""
    numbers: dict[str, int] = {}  # of the pages of paper; known when it is drawn for the second time
    return paginated(guide.title, language, lambda sheet: _draw_guide(sheet, guide, numbers))


def _runs(text: Text) -> tuple[tuple[str, Face], ...]:
    return tuple((run.words, _BOLD[run.mark]) for run in text)


# --- the card ---------------------------------------------------------------------------------------------


def _draw_card(sheet: Sheet, guide: str, page: Article) -> None:
    logo(sheet, MARGIN, 36, 27)
    sheet.text(MARGIN + 38, 56, page.title, _TITLE)
    sheet.text(WIDTH - MARGIN, 56, guide, _WHAT, Align.RIGHT)
    sheet.rule(MARGIN, 73, WIDTH - MARGIN, 73, INK, 1.4)
    style = _STEP
    while _card_height(page, style) > FOOT - _BLANKS - 82 and style.size > _LEAST:
        size = style.size - _SMALLER
        style = replace(style, size=size, leading=size * 1.38)
    y = 82.0
    for block in page.blocks:
        y = _card_block(sheet, y, block, style)
    _write_here(sheet)
    sheet.footer(say(sheet.language, "paper.guide_foot"))


def _card_height(page: Article, style: Style) -> float:
    sheet = Sheet("", Language.ID)  # nothing of it is kept
    y = 0.0
    for block in page.blocks:
        y = _card_block(sheet, y, block, style)
    return y


def _card_block(sheet: Sheet, y: float, block: Block, style: Style) -> float:
    """Draw one part of the card; returns where the next begins."""
    match block:
        case Heading(words):
            return y + 6 + sheet.paragraph(MARGIN, y + 6, INNER, words, _PART)
        case Steps(items) | Bullets(items):
            for text in items:
                middle = y + 2 + style.line / 2
                sheet.box(MARGIN + 2, middle - _BOX / 2, _BOX, _BOX, stroke=CONTROL, radius=2, line=1)
                y += 4 + sheet.runs(MARGIN + _INDENT, y + 2, INNER - _INDENT, _runs(text), style)
            return y
        case Paragraph(text):
            height = sheet.height_of_runs(INNER - 28, _runs(text), style) + 16
            sheet.box(MARGIN, y + 8, INNER, height, fill=GOLD_50, stroke=GOLD_600, radius=7)
            sheet.runs(MARGIN + 14, y + 15, INNER - 28, _runs(text), style)
            return y + 8 + height
        case Links() | Picture():  # the card leads nowhere and has room for words alone
            return y
        case _:
            assert_never(block)


def _write_here(sheet: Sheet) -> None:
    """Lines for what differs from room to room."""
    language = sheet.language
    labels = (
        say(language, "paper.card_place"),
        say(language, "paper.card_proctors"),
        say(language, "paper.card_office_phone"),
        say(language, "paper.card_technician_phone"),
    )
    each = (INNER - 24) / 2
    for at, words in enumerate(labels):
        x, base = MARGIN + at % 2 * (each + 24), FOOT - 40 + at // 2 * 24
        sheet.text(x, base, words, _WHAT)
        sheet.rule(x + width_of(words, _WHAT) + 6, base + 2, x + each, base + 2, INK_2, 0.6, (0.8, 1.8))


# --- the whole guide --------------------------------------------------------------------------------------


def _draw_guide(sheet: Sheet, guide: Guide, numbers: dict[str, int]) -> None:
    flow = Flow(sheet, say(sheet.language, "paper.guide_foot"), guide.title)
    flow.put([flow.text(guide.title, _TITLE, after=8)])
    for chapter in guide.chapters:
        rows = [flow.text(chapter.title, _HEADING, after=1)]
        rows += [_listed(sheet, page.title, numbers.get(page.name, 0)) for page in chapter.pages]
        flow.put([*rows, flow.gap(4)])
    for chapter in guide.chapters:
        flow.running = chapter.title
        flow.turn()
        head = [flow.text(chapter.title, _CHAPTER, after=8)]
        for page in chapter.pages:
            head.append(_numbered(sheet, page.name, numbers))
            for part in _parts(page):
                flow.put([*head, *_rows(flow, part, numbers)])
                head = []
            head = [flow.gap(20)]
    flow.end()


def _listed(sheet: Sheet, title: str, number: int) -> Row:
    """One line of the contents."""

    def draw(y: float) -> None:
        sheet.fit(MARGIN + 14, y + 10, title, _LISTED, INNER - 50)
        sheet.text(WIDTH - MARGIN, y + 10, str(number or ""), _LISTED, Align.RIGHT)

    return Row(_LISTED.line, draw)


def _numbered(sheet: Sheet, name: str, numbers: dict[str, int]) -> Row:
    """No room at all: it notes on which page of paper a page of the guide begins."""
    return Row(0, lambda _y: numbers.__setitem__(name, sheet.page))


def _parts(page: Article) -> Iterator[list[_Title | Block]]:
    """What stays on one page of paper where one can hold it: a heading, and what stands under it."""
    part: list[_Title | Block] = [_Title(page.title)]
    for block in page.blocks:
        if isinstance(block, Heading) and any(isinstance(each, Heading) for each in part):
            yield part
            part = []
        part.append(block)
    yield part


def _rows(flow: Flow, part: Sequence[_Title | Block], numbers: dict[str, int]) -> Iterator[Row]:
    for block in part:
        match block:
            case _Title(words):
                yield flow.text(words, _PAGE, after=4)
            case Heading(words):
                yield flow.text(words, _HEADING, after=2)
            case Paragraph(text):
                yield _marked(flow, text)
            case Bullets(items):
                yield from (_marked(flow, text, _BULLET) for text in items)
                yield flow.gap(4)
            case Steps(items):
                yield from (_marked(flow, text, f"{at}.") for at, text in enumerate(items, 1))
                yield flow.gap(4)
            case Links(pages):
                for title, name in pages:
                    words = f"{title}, {numbers[name]}" if name in numbers else title
                    yield _marked(flow, (Run(words),), _BULLET)
                yield flow.gap(4)
            case Picture():
                yield _picture(flow, block)
            case _:
                assert_never(block)


def _picture(flow: Flow, picture: Picture) -> Row:
    """A picture with what to look at below it; the words for it where it is gone."""
    sheet, caption = flow.sheet, _runs(picture.caption)
    png = picture.read()
    width, height = _shrunk(size_of(png)) if png else (INNER, sheet.height_of(INNER, picture.spoken, _WORDS))
    below = sheet.height_of_runs(INNER, caption, _CAPTION)

    def draw(y: float) -> None:
        if png:
            draw_picture(sheet, MARGIN, y + 4, width, height, png, picture.spoken)
            sheet.box(MARGIN, y + 4, width, height, stroke=LINE_2, line=0.6)
        else:
            sheet.paragraph(MARGIN, y + 4, INNER, picture.spoken, _WORDS)
        sheet.runs(MARGIN, y + height + 8, INNER, caption, _CAPTION)

    return Row(height + below + 18, draw)


def _shrunk(size: tuple[float, float]) -> tuple[float, float]:
    """As large as on the screen, as far as the page has room beside the words."""
    width, height = size
    scale = min(1, INNER / width, _TALLEST / height)
    return width * scale, height * scale


def _marked(flow: Flow, text: Text, sign: str = "") -> Row:
    """A line of the guide, behind its sign."""
    sheet, runs = flow.sheet, _runs(text)
    indent = _INDENT if sign else 0.0
    width = INNER - indent
    height = sheet.height_of_runs(width, runs, _WORDS)

    def draw(y: float) -> None:
        if sign:
            base = y + _WORDS.line * 0.5 + _WORDS.size * 0.36
            sheet.text(MARGIN + indent - 6, base, sign, _WORDS, Align.RIGHT)
        sheet.runs(MARGIN + indent, y, width, runs, _WORDS)

    return Row(height + 3, draw)
