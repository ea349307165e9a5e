"""Packages in words: what was made, what an order asks for, what is wrong with it."""

import datetime as dt
from collections.abc import Sequence

from app.base.sentences import Language, say
from app.office.days import period_in_words
from app.office.findings import Findings
from app.office.window import view as v
from app.seal.package import PackageDocument
from app.ui.parts.tone import Tone

SHOWN = 12  # findings; the rest is counted


def listing(packages: Sequence[PackageDocument], language: Language) -> v.Card:
    """The packages of the round."""
    heads = (
        v.Head(say(language, "window.head_room"), stretch=4),
        v.Head(say(language, "window.head_version"), width=76, right=True),
        v.Head(say(language, "window.head_period"), stretch=3),
        v.Head(say(language, "window.head_sessions"), width=76, right=True),
        v.Head(say(language, "window.head_seats"), width=76, right=True),
        v.Head(say(language, "window.head_slips"), width=76, right=True),
    )
    rows = tuple(_row(one, language) for one in packages)
    title = say(language, "window.packages_made")
    empty = say(language, "window.no_package")
    return v.Card("packages_card", (v.Table("package_table", title, heads, rows, empty, 6),), title)


def _row(one: PackageDocument, language: Language) -> v.Row:
    start, end = dt.date.fromisoformat(one.period.start), dt.date.fromisoformat(one.period.end)
    cells = (
        v.Cell(one.venue_name, wrap=True),
        v.Cell(str(one.package_version), right=True),
        v.Cell(period_in_words(start, end, language)),
        v.Cell(str(len(one.sessions)), right=True),
        v.Cell(str(len(one.seats)), right=True),
        v.Cell(str(len(one.codes)), right=True),
    )
    return v.Row(f"package_{one.venue_id}_{one.package_version}", cells)


def findings(file: str, found: Findings, language: Language) -> v.Card:
    """What is wrong with an order: all of it, each with its place."""
    lines = tuple(
        v.Line("triangle-alert", one.sentence.spoken(language), one.place, "danger-700")
        for one in found.findings[:SHOWN]
    )
    title = say(language, "office.findings", file=file, count=len(found.findings))
    return v.Card("order_findings", (v.Text(title), v.Lines(lines)), tone=Tone.DANGER)


def seal(language: Language) -> v.Card:
    """What a package carries, and what it does not."""
    words = say(language, "window.seal_words")
    who = say(language, "window.package_steps")
    parts = (v.Text(words, say(language, "window.seal_title"), "lock"), v.Text(who))
    return v.Card("seal_card", parts, tone=Tone.INFO)
