"""The card of what is wrong in a draft: every line leads to where it is mended, the rest is counted."""

from app.base.sentences import Language, Sentence
from app.office.findings import Finding
from app.office.window import view as v
from app.office.window.present.entries import SHOWN, still_wrong


def test_every_line_leads_to_its_own_stage_and_what_is_not_shown_is_counted() -> None:
    found = tuple(Finding(f"place{n}", Sentence("prepare.no_agency")) for n in range(SHOWN + 3))
    card = still_wrong("wrong", found, lambda place: (f"tahap {place}", place), Language.ID)
    (lines,) = card.parts
    assert isinstance(lines, v.Lines)
    wishes = [line.button.intent for line in lines.lines if line.button is not None]
    assert wishes == [f"place{n}" for n in range(SHOWN)]
    assert all(f"tahap place{n}" in line.words for n, line in enumerate(lines.lines))
    assert str(SHOWN + 3) in card.title
