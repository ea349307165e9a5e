"""Responses with signs of quality in parts of a page: which, why, what was decided. No answer is shown."""

from collections.abc import Mapping

from app.base.ids import AgencyCode, OfficerId
from app.base.sentences import Language, say
from app.office.answers.sign_words import decision_in_words, meaning, sign_in_words
from app.office.answers.signs import Decision, Marked, Signs
from app.office.survey.packaging import group_in_words
from app.office.window import view as v
from app.ui.parts.tone import Tone

Names = Mapping[AgencyCode, str]
"""Agencies by their codes."""


def figures(signs: Signs, language: Language) -> v.Card:
    """How many there are, and how many wait."""
    waiting, aside = signs.waiting, len(signs.aside)
    return v.Card(
        "review_figures",
        (
            v.Across(
                (
                    v.Figure(str(len(signs.marked)), say(language, "review.figure_marked")),
                    v.Figure(
                        str(waiting),
                        say(language, "review.figure_waiting"),
                        tone=Tone.WARN if waiting else Tone.OK,
                    ),
                    v.Figure(str(aside), say(language, "review.figure_aside")),
                )
            ),
        ),
    )


def listing(rows: tuple[v.Row, ...], language: Language) -> v.Table:
    """The list."""
    heads = (
        v.Head(say(language, "review.col_number"), width=72, right=True),
        v.Head(say(language, "review.col_agency"), stretch=3),
        v.Head(say(language, "review.col_decision"), width=156),
    )
    return v.Table("review_table", say(language, "review.list_title"), heads, rows, shown=14)


def row(one: Marked, names: Names, *, on: bool, intent: object, language: Language) -> v.Row:
    """A response in the list."""
    cells = (
        v.Cell(str(one.position), right=True),
        v.Cell(where(one, names, language), wrap=True),
        v.Cell(tag=tag_of(one, language)),
    )
    return v.Row(f"marked_{one.position}", cells, intent, on)


def where(one: Marked, names: Names, language: Language) -> str:
    """Whose staff or users, or the experts."""
    group = group_in_words(one.group, language)
    return f"{names.get(one.agency, one.agency)}, {group}" if one.agency else say(language, "review.experts")


def tag_of(one: Marked, language: Language) -> v.Tag:
    """What was decided, as a tag."""
    words = decision_in_words(one, language)
    if one.reviewed is None:
        return v.Tag(words, "flag", Tone.WARN, dashed=True)
    if one.reviewed.decision is Decision.APPROVED:
        return v.Tag(words, "circle-check", Tone.OK)
    return v.Tag(words, "archive-x", Tone.DANGER)


def about(one: Marked, names: Names, officers: Mapping[OfficerId, str], language: Language) -> v.Card:
    """One response: its signs and what they say, and the decision."""
    lines = tuple(
        v.Line("flag", f"*{sign_in_words(flag, language)}*. {meaning(flag, language)}", colour="gold-800")
        for flag in one.flags
    )
    parts: list[v.Part] = [v.Lines(lines)]
    if one.reviewed is not None:
        by = ", ".join(officers.get(each, each) for each in one.reviewed.officers)
        facts = [
            v.Fact(
                say(language, "review.decided"),
                f"{decision_in_words(one, language)}, {say(language, 'review.by', officers=by)}",
            )
        ]
        if one.reviewed.reason:
            facts.append(v.Fact(say(language, "review.reason"), one.reviewed.reason))
        parts.append(v.Facts(tuple(facts)))
    title = say(language, "review.one", number=one.position)
    subject = v.Text(where(one, names, language))
    return v.Card("review_one", (subject, *parts), title, tag=tag_of(one, language))


def reasons(signs: Signs, names: Names, language: Language) -> tuple[v.Part, ...]:
    """How many are left out of the figures, and why; nothing where none is."""
    if not signs.aside:
        return ()
    heads = (
        v.Head(say(language, "review.col_agency"), stretch=3),
        v.Head(say(language, "review.col_group"), stretch=2),
        v.Head(say(language, "review.col_reason"), stretch=5),
        v.Head(say(language, "review.col_count"), width=90, right=True),
    )
    rows = tuple(
        v.Row(
            f"aside_{number}",
            (
                v.Cell(names.get(one.agency, say(language, "review.experts")), wrap=True),
                v.Cell(group_in_words(one.group, language), wrap=True),
                v.Cell(one.reason, wrap=True),
                v.Cell(str(one.count), right=True, strong=True),
            ),
        )
        for number, one in enumerate(signs.reasons)
    )
    title = say(language, "review.aside_reasons")
    note = v.Text(say(language, "review.aside_count", count=len(signs.aside)))
    return (v.Card("aside_reasons", (v.Table("aside_table", title, heads, rows), note), title),)
