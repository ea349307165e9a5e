"""Slips with access codes (after d1) and the proctor's card as a sealed letter.

Codes exist nowhere else: what these functions print is not kept. Slips carry no serial number and no person.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.base.sentences import Language, say
from app.paper.sheet.artwork import mark
from app.paper.sheet.page import (
    CONTROL,
    FOOT,
    GOLD_50,
    GOLD_600,
    GOLD_800,
    HEIGHT,
    INK,
    INK_2,
    INNER,
    LINE_2,
    MARGIN,
    MM,
    MUSI_700,
    WIDTH,
    Align,
    Face,
    Sheet,
    Style,
    paginated,
    width_of,
)
from app.paper.sheet.qr import code_image


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: the code as it is typed (`XXXX-XXXX-XXXX`), and whom it is for, in words."""

    code: str
    group: str
    agency: str


@dataclass(frozen=True, slots=True)
class SlipBatch:
    """The slips of a venue. `scanner`: booths there can read a code image, so the slips carry one."""

    survey: str
    venue: str
    slips: tuple[Slip, ...]
    practice: bool = False
    scanner: bool = True


@dataclass(frozen=True, slots=True)
class ProctorPin:
    """The PIN of one proctor, on a part that is torn off and handed over alone."""

    name: str
    pin: str


@dataclass(frozen=True, slots=True)
class ProctorCard:
    """What opens a venue's session package: the card code, the seats, and a PIN for every proctor."""

    survey: str
    venue: str
    period: str
    code: str
    seats: tuple[str, ...]
    pins: tuple[ProctorPin, ...]
    practice: bool = False


_COLUMNS, _ROWS = 2, 5
_SLIP_W, _SLIP_H = 94 * MM, 55 * MM
_LEFT, _TOP = 10.5 * MM, 10.5 * MM
_CODE = Style(Face.MONO_BOLD, 12.4)
_SMALL = Style(size=8.4, colour=INK_2)


def slip_sheets(batch: SlipBatch, language: Language = Language.ID) -> bytes:
    """The slips of a venue, ten to a page, to be cut, folded inwards, closed with a sticker and mixed."""
    title = f"{say(language, 'paper.slips_title')} {batch.venue}"
    return paginated(title, language, lambda sheet: _draw_slips(sheet, batch))


def _draw_slips(sheet: Sheet, batch: SlipBatch) -> None:
    per_page = _COLUMNS * _ROWS
    pages = max(1, -(-len(batch.slips) // per_page))
    for page in range(pages):
        if page:
            sheet.next_page()
        _slip_frame(sheet, batch, page + 1, pages)
        for place, slip in enumerate(batch.slips[page * per_page : (page + 1) * per_page]):
            row, column = divmod(place, _COLUMNS)
            _slip(sheet, batch, slip, _LEFT + column * _SLIP_W, _TOP + row * _SLIP_H)


def _slip_frame(sheet: Sheet, batch: SlipBatch, page: int, pages: int) -> None:
    language = sheet.language
    place = say(language, "paper.slips_head", venue=batch.venue, page=page, pages=pages)
    if batch.practice:
        place = f"{place} · {say(language, 'paper.practice')}"
    how = say(language, "paper.slips_how")
    sheet.text(WIDTH - _LEFT, _TOP - 8, how, _SMALL, Align.RIGHT)
    sheet.fit(_LEFT, _TOP - 8, place, _SMALL, 2 * _SLIP_W - width_of(how, _SMALL) - 12)
    bottom = _TOP + _ROWS * _SLIP_H
    sheet.fit(_LEFT, bottom + 14, say(language, "paper.slips_foot"), _SMALL, 2 * _SLIP_W - 60)
    sheet.text(WIDTH - _LEFT, bottom + 14, "Bilik", _SMALL, Align.RIGHT)
    for column in range(_COLUMNS + 1):
        x = _LEFT + column * _SLIP_W
        sheet.rule(x, _TOP, x, bottom, CONTROL, 0.6, (2.2, 1.8))
        sheet.rule(x, _TOP - 5, x, _TOP, INK, 0.5)
        sheet.rule(x, bottom, x, bottom + 5, INK, 0.5)
    for row in range(_ROWS + 1):
        y = _TOP + row * _SLIP_H
        sheet.rule(_LEFT, y, _LEFT + 2 * _SLIP_W, y, CONTROL, 0.6, (2.2, 1.8))
        sheet.rule(_LEFT - 5, y, _LEFT, y, INK, 0.5)
        sheet.rule(_LEFT + 2 * _SLIP_W, y, _LEFT + 2 * _SLIP_W + 5, y, INK, 0.5)


def _slip(sheet: Sheet, batch: SlipBatch, slip: Slip, x: float, y: float) -> None:
    language = sheet.language
    fold = x + _SLIP_W / 2
    sheet.rule(fold, y + 9, fold, y + _SLIP_H, GOLD_600, 0.6, (0.8, 1.4))
    sheet.text(fold, y + 7, say(language, "paper.fold"), Style(size=7.4, colour=GOLD_800), Align.CENTRE)
    _stickers(sheet, x, y)
    left, room = x + 8.2 * MM, _SLIP_W / 2 - 11 * MM
    mark(sheet, left - 1, y + 10.5, 15)
    sheet.label(left + 19, y + 18, batch.survey, Style(Face.BOLD, 9.4), room - 19)
    top = y + 29.5
    for place, rule in enumerate(("paper.slip_type", "paper.slip_nameless", "paper.slip_tear")):
        style = Style(Face.SEMIBOLD if place == 2 else Face.REGULAR, 8.4, INK, 10.8)
        sheet.text(left, top + 8.6, str(place + 1), Style(Face.BOLD, 8.4, MUSI_700))
        top += sheet.paragraph(left + 10, top, room - 10, say(language, rule), style) + 2.6
    if batch.practice:
        sheet.text(left, y + _SLIP_H - 39, say(language, "paper.practice"), Style(Face.BOLD, 8.8, GOLD_800))
    sheet.fit(left, y + _SLIP_H - 26, slip.group, Style(Face.SEMIBOLD, 8.8), room)
    if slip.agency:
        sheet.label(left, y + _SLIP_H - 14, slip.agency, Style(size=8.6), room)
    middle = fold + _SLIP_W / 4
    # Without a code image the code stands in the middle of its half.
    top = y + 18.5 if batch.scanner else y + _SLIP_H / 2 - 8
    sheet.text(middle, top, say(language, "paper.slip_code"), _SMALL, Align.CENTRE)
    sheet.text(middle, top + 16, slip.code, _CODE, Align.CENTRE)
    if batch.scanner:
        code_image(sheet, slip.code, middle, y + 44, 70)
        sheet.text(middle, y + _SLIP_H - 11.5, say(language, "paper.slip_qr"), _SMALL, Align.CENTRE)


def _stickers(sheet: Sheet, x: float, y: float) -> None:
    """Dashed half circles at both outer edges: where the sticker closes the folded slip."""
    with sheet.clipped(x, y, _SLIP_W, _SLIP_H):
        for edge in (x, x + _SLIP_W):
            sheet.circle(edge, y + _SLIP_H / 2, 16.5, stroke=GOLD_600, line=0.6, dash=(2, 1.6))


def proctor_cards(cards: Sequence[ProctorCard], language: Language = Language.ID) -> bytes:
    """One sealed letter for every card: the outside on the upper third, the secrets folded in below."""
    title = say(language, "paper.card_title")

    def draw(sheet: Sheet) -> None:
        for place, card in enumerate(cards):
            if place:
                sheet.next_page()
            _card(sheet, card)

    return paginated(title, language, draw)


def _card(sheet: Sheet, card: ProctorCard) -> None:
    third = HEIGHT / 3
    _card_outside(sheet, card)
    for fold in (third, 2 * third):
        sheet.rule(0, fold, WIDTH, fold, GOLD_600, 0.6, (0.8, 1.6))
        sheet.text(
            WIDTH - MARGIN,
            fold - 4,
            say(sheet.language, "paper.fold"),
            Style(size=7.4, colour=GOLD_800),
            Align.RIGHT,
        )
    _card_inside(sheet, card, third)
    _card_pins(sheet, card, 2 * third)


def _card_outside(sheet: Sheet, card: ProctorCard) -> None:
    language = sheet.language
    mark(sheet, MARGIN, 34, 26)
    head = card.survey if not card.practice else f"{card.survey} · {say(language, 'paper.practice')}"
    sheet.fit(MARGIN + 34, 51, head, Style(Face.MEDIUM, 10.5, INK_2), INNER - 34)
    sheet.text(MARGIN, 88, say(language, "paper.card_heading"), Style(Face.BOLD, 19), track=-0.2)
    sheet.fit(MARGIN, 110, card.venue, Style(Face.SEMIBOLD, 13), INNER)
    sheet.fit(MARGIN, 127, card.period, Style(size=10, colour=INK_2), INNER)
    top = 146.0
    for place, key in enumerate(("paper.card_seal_1", "paper.card_seal_2", "paper.card_seal_3")):
        sheet.text(MARGIN, top + 9.5, str(place + 1), Style(Face.BOLD, 9.5, MUSI_700))
        top += (
            sheet.paragraph(MARGIN + 14, top, INNER - 14, say(language, key), Style(size=9.5, leading=13.5))
            + 3
        )
    sheet.rule(MARGIN, HEIGHT / 3 - 34, MARGIN + 210, HEIGHT / 3 - 34, INK, 0.5)
    sheet.text(MARGIN, HEIGHT / 3 - 22, say(language, "paper.card_received"), Style(size=8.5, colour=INK_2))


def _card_inside(sheet: Sheet, card: ProctorCard, top: float) -> None:
    language = sheet.language
    sheet.text(MARGIN, top + 34, say(language, "paper.card_code"), Style(Face.BOLD, 12))
    sheet.box(MARGIN, top + 46, INNER, 58, fill=GOLD_50, stroke=GOLD_600, radius=7)
    sheet.text(WIDTH / 2, top + 84, card.code, Style(Face.MONO_BOLD, 27), Align.CENTRE, track=0.6)
    height = sheet.paragraph(
        MARGIN, top + 112, INNER, say(language, "paper.card_use"), Style(size=9.5, leading=13.5)
    )
    y = top + 112 + height + 22
    sheet.text(MARGIN, y, say(language, "paper.card_seats"), Style(Face.BOLD, 10.5))
    sheet.paragraph(MARGIN, y + 5, INNER, "   ".join(card.seats), Style(Face.MONO, 10, INK, 15))


def _card_pins(sheet: Sheet, card: ProctorCard, top: float) -> None:
    """Strips to tear off, one proctor each; more than fit go on with smaller strips."""
    language = sheet.language
    sheet.text(MARGIN, top + 22, say(language, "paper.card_pins"), Style(Face.BOLD, 10.5))
    sheet.fit(MARGIN, top + 35, say(language, "paper.card_pins_how"), Style(size=8.5, colour=INK_2), INNER)
    columns = 1 if len(card.pins) <= 4 else 2
    rows = max(1, -(-len(card.pins) // columns))
    height = min(46.0, (FOOT + 14 - top - 44) / rows)
    width = INNER / columns
    for place, pin in enumerate(card.pins):
        row, column = divmod(place, columns)
        x, y = MARGIN + column * width, top + 44 + row * height
        sheet.box(x, y, width, height, stroke=LINE_2, line=0.6, dash=(2.2, 1.8))
        sheet.fit(x + 10, y + height / 2 + 3.5, pin.name, Style(Face.SEMIBOLD, 10), width * 0.55 - 10)
        spaced = f"{pin.pin[:3]} {pin.pin[3:]}"
        sheet.text(x + width - 10, y + height / 2 + 5, spaced, Style(Face.MONO_BOLD, 14), Align.RIGHT)
