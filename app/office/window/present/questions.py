"""o7: questionnaires in words: which there are, one question of one, what the checks say, what changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.base.ids import GroupCode
from app.base.sentences import Language, say
from app.office.preparing.library import Library, QuestionnaireSet
from app.office.questions.authoring import Located, Review
from app.office.questions.conditions import Conditions
from app.office.questions.onpaper import numbers_of
from app.office.questions.xlsform.importing import Imported
from app.office.survey.packaging import group_in_words
from app.office.window import view as v
from app.office.window.present import question_wishes as w
from app.questionnaire.compare import Comparison, stale_translations
from app.questionnaire.differences import Change
from app.questionnaire.finding import Grade
from app.questionnaire.lint.wording import Completeness, completeness
from app.questionnaire.model import (
    Calculated,
    Date,
    Item,
    Likert,
    Matrix,
    Multi,
    Note,
    Number,
    Questionnaire,
    Ranking,
    Roster,
    Section,
    Single,
    Text,
    TextItem,
)
from app.questionnaire.route import options_of
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone

SHOWN = 10  # findings, places, differences; the rest is counted
FROM_FILE = "file"  # of the choice what to compare with
ANY = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What is looked at. `picked`: section and item; `against`: what it is compared with, by its choice."""

    asked: Questionnaire
    picked: tuple[str, str]
    picture: bytes | None = None
    language: Language = Language.ID
    eyes: str = "a"
    review: Review | None = None
    against: str = ""
    other: Questionnaire | None = None
    comparison: Comparison | None = None
    others: tuple[v.Option, ...] = ()
    files: tuple[Path, ...] = ()


def in_language(text: Text, language: Language) -> str:
    """The text, in Indonesian where nobody translated it."""
    return text.en if language is Language.EN and text.en else text.id


# --- all of them ------------------------------------------------------------------------------------------


def listing(library: Library, language: Language) -> v.Card:
    """Every questionnaire at hand."""
    t = language
    heads = (
        v.Head(say(t, "forms.head_name"), stretch=5),
        v.Head(say(t, "window.head_version"), width=70, right=True),
        v.Head(say(t, "window.head_group"), stretch=3),
        v.Head(say(t, "forms.head_questions"), width=96, right=True),
        v.Head(say(t, "forms.head_english"), width=140),
        v.Head(say(t, "forms.head_origin"), width=136),
    )
    rows = tuple(_row(one, t) for one in library.sets)
    title = say(t, "forms.page")
    table = v.Table("sets", title, heads, rows, say(t, "forms.none"))
    return v.Card("sets_card", (table,), say(t, "forms.at_hand"))


def _row(one: QuestionnaireSet, t: Language) -> v.Row:
    origin = v.Tag(say(t, "forms.own"), "file-text", Tone.INFO) if one.own else v.Tag(say(t, "forms.shipped"))
    if one.asked is None:
        broken = v.Tag(say(t, "forms.broken"), "triangle-alert", Tone.DANGER)
        cells = (
            v.Cell(one.name, wrap=True),
            *(v.Cell("–") for _ in range(3)),
            v.Cell(tag=broken),
            v.Cell(tag=origin),
        )
        return v.Row(f"set_{one.name}", cells)
    english = completeness(one.asked)[-1]
    cells = (
        v.Cell(in_language(one.asked.title, t), strong=True, wrap=True),
        v.Cell(one.asked.version, right=True),
        v.Cell(who(one.asked, t), wrap=True),
        v.Cell(str(len(questions(one.asked))), right=True),
        v.Cell(share=v.Share(english.written, english.total, _tone(english))),
        v.Cell(tag=origin),
    )
    return v.Row(f"set_{one.name}", cells, w.SeeSet(one.name))


def _tone(one: Completeness) -> Tone:
    return Tone.OK if not one.missing else Tone.DANGER if one.promised else Tone.WARN


def who(asked: Questionnaire, language: Language) -> str:
    """Who is asked."""
    if asked.practice:
        return say(language, "forms.training")
    return group_in_words(GroupCode(asked.respondent_group), language)


def questions(asked: Questionnaire) -> tuple[tuple[Section, Item], ...]:
    """Everything that is a screen of its own, in order."""
    return tuple(
        (section, item)
        for section in asked.sections
        for item in section.items
        if not (isinstance(item, Calculated) and not item.show)
    )


def importing(words: Mapping[str, str], made: Imported | None, language: Language, *, busy: bool) -> v.Card:
    """How an XLSForm comes in, and what was said otherwise in the last one."""
    t = language
    groups = tuple(
        v.Option(name, group_in_words(GroupCode(name), t)) for name in ("internal", "external", "expert")
    )
    languages = (
        v.Option(ANY, say(t, "forms.as_form_says")),
        v.Option("id", say(t, "authoring.language_id")),
        v.Option("en", say(t, "authoring.language_en")),
    )
    lines = (
        (v.Field("group", say(t, "forms.form_group"), words.get("group", "internal"),
                 v.FieldKind.CHOICE, groups, enabled=not busy),),
        (v.Field("form_language", say(t, "forms.form_language"), words.get("form_language", ANY),
                 v.FieldKind.CHOICE, languages, enabled=not busy),),
    )  # fmt: skip
    go = v.Button("find_form", say(t, "forms.find_form"), w.FindForm(), icon="table-2", enabled=not busy)
    parts: list[v.Part] = [v.Form("form_form", lines, (go,), say(t, "forms.form_words"))]
    if made is not None and made.notes:
        notes = tuple(v.Line("info", one.sentence.spoken(t), one.place) for one in made.notes[:SHOWN])
        parts += [v.Text(say(t, "forms.notes", count=len(made.notes))), v.Lines(notes)]
    return v.Card("form_card", tuple(parts), say(t, "forms.import"))


# --- one of them ------------------------------------------------------------------------------------------


def detail(held: Held, language: Language) -> tuple[v.Part, ...]:
    """One questionnaire: its questions at the left; the chosen one as a booth shows it, checks, changes."""
    main: list[v.Part] = []
    if held.files:
        lines = tuple(
            v.Line(
                "file-text", path.name,
                button=v.Button(f"open_{at}", say(language, "sample.open"), w.Open(path), Kind.TEXT),
            )
            for at, path in enumerate(held.files)
        )  # fmt: skip
        main.append(v.Card("form_files", (v.Lines(lines),), say(language, "sample.written")))
    main += [_preview(held, language), _checks(held, language), _changes(held, language)]
    return (v.Beside(tuple(main), (_questions(held, language), _question(held, language)), 348, left=True),)


def _questions(held: Held, t: Language) -> v.Card:
    numbers = numbers_of(held.asked)
    rows: list[v.Row] = []
    for section in held.asked.sections:
        inside = [item for of, item in questions(held.asked) if of is section]
        if inside:
            title = v.Cell(in_language(section.title, t), strong=True)
            rows.append(v.Row(f"section_{section.id}", (v.Cell(), title)))
        for item in inside:
            on = held.picked == (section.id, item.id)
            text = v.Cell(in_language(item.text, t), strong=on)
            number = v.Cell(numbers.get(item.id, ""), right=True, faint=True)
            rows.append(v.Row(f"item_{item.id}", (number, text), w.Pick(section.id, item.id), on))
    heads = (v.Head(say(t, "forms.number"), width=52, right=True), v.Head(say(t, "forms.question")))
    table = v.Table("items", say(t, "forms.questions"), heads, tuple(rows), shown=9)
    return v.Card("items_card", (table,), say(t, "forms.questions"))


def _preview(held: Held, t: Language) -> v.Card:
    languages = (
        v.Option("id", say(t, "authoring.language_id")),
        v.Option("en", say(t, "authoring.language_en")),
    )
    eyes = (
        v.Option("a", say(t, "forms.eyes_usual")),
        v.Option("large", say(t, "forms.eyes_large")),
        v.Option("contrast", say(t, "forms.eyes_contrast")),
    )
    line = (
        v.Field("seen_language", say(t, "forms.seen_language"), held.language, v.FieldKind.CHOICE, languages),
        v.Field("eyes", say(t, "forms.eyes"), held.eyes, v.FieldKind.CHOICE, eyes),
    )
    seen: v.Part
    if held.picture is None:
        seen = v.Text(say(t, "forms.drawing"))
    else:
        item = _item(held)
        words = in_language(item.text, held.language)
        seen = v.Picture("preview", held.picture, say(t, "forms.seen", question=words))
    return v.Card("preview_card", (v.Form("eyes_form", (line,)), seen), say(t, "forms.preview"))


def _item(held: Held) -> Item:
    return next(item for section, item in questions(held.asked) if (section.id, item.id) == held.picked)


def _question(held: Held, t: Language) -> v.Card:
    """What the chosen question is, and when it is asked."""
    item = _item(held)
    section = next(one for one in held.asked.sections if one.id == held.picked[0])
    facts = [
        v.Fact(say(t, "forms.variable"), item.id, mono=True),
        v.Fact(say(t, "forms.kind"), kind_in_words(item, t)),
    ]
    facts.append(v.Fact(say(t, "forms.text_id"), item.text.id))
    if item.text.en:
        facts.append(v.Fact(say(t, "forms.text_en"), item.text.en))
    options = options_of(held.asked, item) if isinstance(item, Likert | Single | Multi | Matrix) else ()
    if options:
        labels = ", ".join(f"{one.code} {in_language(one.label, t)}" for one in options)
        facts.append(v.Fact(say(t, "forms.choices"), labels))
    if isinstance(item, Matrix):
        rows = "; ".join(in_language(one.text, t) for one in item.rows)
        facts.append(v.Fact(say(t, "forms.statements"), rows))
    told = Conditions(held.asked, t, numbers_of(held.asked))
    facts += [
        v.Fact(say(t, "forms.only_if"), told.words(condition))
        for condition in (section.show_if, item.show_if)
        if condition is not None
    ]
    return v.Card("question_card", (v.Facts(tuple(facts)),), say(t, "forms.question"))


def kind_in_words(item: Item, language: Language) -> str:  # noqa: C901, PLR0911 - a table of kinds
    """What kind of question it is."""
    match item:
        case Likert():
            return say(language, "forms.kind_likert")
        case Single():
            return say(language, "forms.kind_single")
        case Multi():
            return say(language, "forms.kind_multi")
        case Matrix():
            return say(language, "forms.kind_matrix")
        case Ranking():
            return say(language, "forms.kind_ranking")
        case Number():
            return say(language, "forms.kind_number")
        case Date():
            return say(language, "forms.kind_date")
        case TextItem():
            return say(language, "forms.kind_text")
        case Note():
            return say(language, "forms.kind_note")
        case Calculated():
            return say(language, "forms.kind_calculated")
        case Roster():
            return say(language, "forms.kind_roster")


def _checks(held: Held, t: Language) -> v.Card:
    """What the linter says, how large an answer gets, and how far each language has come."""
    review = held.review
    if review is None:
        return v.Card("checks_card", (v.Text(say(t, "forms.checking")),), say(t, "forms.checks"))
    lines = [_finding(one, t) for one in review.findings[:SHOWN]]
    if len(review.findings) > SHOWN:
        lines.append(v.Line("info", say(t, "authoring.more_places", count=len(review.findings) - SHOWN)))
    warnings = len(review.findings) - review.errors
    if review.errors:
        words = say(t, "authoring.refused", errors=review.errors, warnings=warnings)
        verdict = v.Notice(Tone.DANGER, "circle-alert", words)
    elif warnings:
        verdict = v.Notice(Tone.WARN, "triangle-alert", say(t, "authoring.fit", warnings=warnings))
    else:
        verdict = v.Notice(Tone.OK, "circle-check", say(t, "authoring.spotless"))
    facts = [
        v.Fact(
            say(t, "authoring.language_id" if one.language == "id" else "authoring.language_en"),
            say(t, "forms.texts", written=one.written, total=one.total)
            + (": " + ", ".join(one.missing[:SHOWN]) if one.missing else ""),
        )
        for one in review.languages
    ]
    if review.size is not None:
        facts.append(v.Fact(say(t, "forms.largest"), say(t, "forms.of_bytes", largest=review.size.largest,
                                                         most=review.size.most)))  # fmt: skip
    parts: list[v.Part] = [verdict]
    if lines:
        parts.append(v.Lines(tuple(lines)))
    parts.append(v.Facts(tuple(facts)))
    return v.Card("checks_card", tuple(parts), say(t, "forms.checks"))


def _finding(one: Located, t: Language) -> v.Line:
    grave = one.finding.grade is Grade.ERROR
    at = say(t, "forms.line", line=one.mark.line) if one.mark is not None else one.finding.place
    icon, colour = ("circle-alert", "danger-700") if grave else ("triangle-alert", "gold-800")
    return v.Line(icon, one.finding.sentence.spoken(t), at, colour)


def _changes(held: Held, t: Language) -> v.Card:
    """What lies between this version and another."""
    options = (v.Option(ANY, say(t, "forms.nothing")), *held.others)
    if held.against == FROM_FILE:
        options = (*options, v.Option(FROM_FILE, say(t, "forms.from_file")))
    against = v.Field(
        "against", say(t, "forms.against"), held.against, v.FieldKind.CHOICE, options,
        hint=say(t, "forms.against_hint"),
    )  # fmt: skip
    file = v.Button("compare_file", say(t, "forms.compare_file"), w.CompareFile(), icon="folder-open")
    parts: list[v.Part] = [v.Form("against_form", ((against,),), (file,))]
    found, other = held.comparison, held.other
    if found is not None and other is not None:
        parts += _compared(held.asked, other, found, t)
    return v.Card("changes_card", tuple(parts), say(t, "forms.changes"))


def _compared(asked: Questionnaire, other: Questionnaire, found: Comparison, t: Language) -> list[v.Part]:
    wrong = [one.sentence.spoken(t) for one in found.findings]
    parts: list[v.Part] = [_verdict(found.change, t)]
    parts += [v.Notice(Tone.WARN, "triangle-alert", words) for words in wrong]
    stale = stale_translations(other, asked)
    if stale:
        words = say(t, "authoring.stale", language=say(t, "authoring.language_en"), count=len(stale))
        parts.append(v.Notice(Tone.WARN, "globe", f"{words} {', '.join(stale[:SHOWN])}"))
    if found.differences:
        heads = (
            v.Head(say(t, "authoring.col_change"), width=132),
            v.Head(say(t, "authoring.col_place"), stretch=2),
            v.Head(say(t, "authoring.col_what"), stretch=4),
        )
        rows = tuple(
            v.Row(
                f"difference_{at}",
                (v.Cell(tag=_change(one.change, t)), v.Cell(one.place, mono=True, wrap=True),
                 v.Cell(one.sentence.spoken(t), wrap=True)),
            )
            for at, one in enumerate(found.differences)
        )  # fmt: skip
        title = say(t, "authoring.differences", old=other.version, new=asked.version)
        parts.append(v.Table("differences", title, heads, rows, shown=SHOWN))
    return parts


def _verdict(change: Change | None, t: Language) -> v.Notice:
    match change:
        case None:
            return v.Notice(Tone.OK, "circle-check", say(t, "authoring.same"))
        case Change.ADDITIVE:
            return v.Notice(Tone.OK, "circle-check", say(t, "authoring.additive"))
        case Change.RELABELLED:
            return v.Notice(Tone.WARN, "triangle-alert", say(t, "authoring.relabelled"))
        case Change.BREAKING:
            return v.Notice(Tone.DANGER, "circle-alert", say(t, "authoring.breaking"))


def _change(change: Change, t: Language) -> v.Tag:
    match change:
        case Change.ADDITIVE:
            return v.Tag(say(t, "authoring.word_additive"), "plus", Tone.OK)
        case Change.RELABELLED:
            return v.Tag(say(t, "authoring.word_relabelled"), "file-text", Tone.WARN)
        case Change.BREAKING:
            return v.Tag(say(t, "authoring.word_breaking"), "circle-alert", Tone.DANGER)
