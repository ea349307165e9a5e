"""The rounds of this office, to choose which one is worked on."""

import datetime as dt
from typing import ClassVar

from typing_extensions import override

from app.base.sentences import Language, say
from app.office.days import period_in_words
from app.office.standing import RoundLine
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.present.around import in_language, practice_tags
from app.office.window.sections.section import Section
from app.office.words import state_in_words
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone


class Rounds(Section):
    """Reached by the button at the top of the bar."""

    name: ClassVar[str] = "rounds"
    icon: ClassVar[str] = "layout-grid"
    listed: ClassVar[bool] = False

    @override
    def words(self, language: Language) -> str:
        return say(language, "window.rounds")

    @override
    def page(self, language: Language) -> v.Page:
        standing = self.shift.standing
        rows = tuple(self._row(one, language) for one in standing.rounds) if standing is not None else ()
        heads = (
            v.Head(say(language, "window.head_round"), stretch=3),
            v.Head(say(language, "window.head_period"), stretch=2),
            v.Head(say(language, "window.head_agencies"), width=90, right=True),
            v.Head(say(language, "window.head_state"), width=150),
        )
        table = v.Table(
            "rounds_table", self.words(language), heads, rows, say(language, "window.no_round_words")
        )
        how = v.Text(say(language, "window.round_how", folder=str(self.shift.folder)))
        go = v.Button(
            "to_round_form", say(language, "prepare.round_page"), i.Go("round_form"), Kind.PRIMARY, "plus"
        )
        return v.Page(
            self.name,
            self.words(language),
            (
                v.Card("rounds_card", (table,)),
                v.Card(
                    "rounds_how",
                    (how, v.Buttons((go,))),
                    say(language, "window.round_how_title"),
                    tone=Tone.INFO,
                ),
            ),
            subtitle=say(language, "window.rounds_note"),
            tags=practice_tags(self.shift, language),
            leaving=i.Go("overview"),
            first="rounds_table",
        )

    def _row(self, one: RoundLine, language: Language) -> v.Row:
        document = one.document
        start, end = dt.date.fromisoformat(document.start), dt.date.fromisoformat(document.end)
        here = one.id == self.shift.survey
        cells = (
            v.Cell(in_language(document.title, language), strong=here),
            v.Cell(period_in_words(start, end, language)),
            v.Cell(str(len(document.agencies)), right=True),
            v.Cell(tag=v.Tag(state_in_words(one.state, language), "circle-check" if here else "")),
        )
        return v.Row(f"round_{one.id}", cells, i.ChooseRound(one.id), here)

    @override
    def take(self, intent: object) -> None:
        return
