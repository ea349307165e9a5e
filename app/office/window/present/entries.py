"""Fields of a draft: what stands at a place of it, and what is wrong there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.base.sentences import Language, Sentence, say
from app.office.days import day_in_words
from app.office.findings import Finding
from app.office.preparing.drafts import OrderDraft, RoundDraft
from app.office.preparing.entries import day_of
from app.office.window import view as v
from app.office.words import clock_in_words
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone

SHOWN = 12  # findings; the rest is counted


@dataclass(frozen=True, slots=True)
class Entries:
    """The fields of one draft. `wrong`: the sentences that may be shown now, by place."""

    draft: RoundDraft | OrderDraft
    wrong: Mapping[str, Sentence]
    language: Language
    busy: bool = False

    def text(self, place: str) -> str:
        """What was typed there."""
        at: object = self.draft
        for step in place.split("."):
            if isinstance(at, tuple):
                at = at[int(step)]
            elif isinstance(at, Mapping):
                at = at.get(step, "")
            else:
                at = getattr(at, step)
        return str(at)

    def error(self, place: str) -> str:
        """What is wrong there."""
        found = self.wrong.get(place)
        return found.spoken(self.language) if found is not None else ""

    def field(
        self,
        place: str,
        label: str,
        *,
        kind: v.FieldKind = v.FieldKind.LINE,
        options: tuple[v.Option, ...] = (),
        hint: str = "",
        example: str = "",
        wide: int = 1,
        enter: object = None,
        text: str | None = None,
    ) -> v.Field:
        """The field of that place."""
        held = self.text(place) if text is None else text
        return v.Field(
            place, label, held, kind, options, self.error(place), hint, example, not self.busy, wide, enter
        )

    def day(self, place: str, label: str) -> v.Field:
        """The field of a day, which says back which day it took."""
        day = day_of(self.text(place))
        hint = day_in_words(day, self.language) if day is not None else ""
        return self.field(place, label, hint=hint, example="9-11-2026")


def saved_tag(at_utc_ms: int | None, language: Language) -> tuple[v.Tag, ...]:
    """When the draft was last written to the disk."""
    if at_utc_ms is None:
        return ()
    words = say(language, "prepare.saved", time=clock_in_words(at_utc_ms, language))
    return (v.Tag(words, "circle-check", Tone.OK),)


def put_aside(take_back: object, language: Language) -> v.Notice:
    """That the draft is empty now, and how to have the old one again."""
    undo = v.Button("take_back", say(language, "prepare.take_back"), take_back)
    return v.Notice(Tone.WARN, "file-text", say(language, "prepare.put_aside"), undo)


def still_wrong(
    name: str, found: Sequence[Finding], way: Callable[[str], tuple[str, object]], language: Language
) -> v.Card:
    """What is wrong in a draft; each line leads to where it is mended.

    `way` gives for a place of the draft what its stage is called and the wish to see it.
    """
    mend = say(language, "prepare.mend")
    lines = []
    for at, one in enumerate(found[:SHOWN]):
        step, wish = way(one.place)
        words = say(language, "prepare.finding_at", step=step, sentence=one.sentence.spoken(language))
        button = v.Button(f"mend_{at}", mend, wish, Kind.TEXT)
        lines.append(v.Line("triangle-alert", words, colour="danger-700", button=button))
    title = say(language, "prepare.still_wrong", count=len(found))
    return v.Card(name, (v.Lines(tuple(lines)),), title, tone=Tone.DANGER)
