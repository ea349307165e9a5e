"""The lists of persons: what came in, and what is wrong in a file."""

from app.base.ids import GroupCode
from app.base.sentences import Language, say
from app.office.findings import Findings
from app.office.sample.words import (
    group_in_words,
)
from app.office.window import view as v
from app.office.window.present import sample_wishes as w
from app.office.window.present.around import in_language
from app.office.window.present.sample.look import Held, Look
from app.office.window.present.sample.names import names_card
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone

BY_COLUMN = ""  # of the choice of an agency: the list says it


def lists(look: Look, held: Held, language: Language) -> tuple[v.Part, ...]:
    """Taking a list in."""
    groups = tuple(
        v.Option(one.code, group_in_words(GroupCode(one.code), language)) for one in look.plan.groups
    )
    agencies = (
        v.Option(BY_COLUMN, say(language, "sample.by_column")),
        *(v.Option(one.code, in_language(one.name, language)) for one in look.plan.agencies),
    )
    older = v.Field("replace", say(language, "sample.replace_older"), held.word("replace"), v.FieldKind.CHECK)
    form = v.Form(
        "list_form",
        (
            (
                v.Field("group", say(language, "sample.col_group"), held.word("group", groups[0].code),
                        v.FieldKind.CHOICE, options=groups),
                v.Field("agency", say(language, "sample.col_agency"), held.word("agency"),
                        v.FieldKind.CHOICE, options=agencies),
            ),
            (older,),
        ),
    )  # fmt: skip
    find = v.Button("find_list", say(language, "sample.find_list"), w.FindList(), Kind.PRIMARY, "folder-open",
                    enabled=not held.busy)  # fmt: skip
    drop = v.Drop(
        "list_drop",
        say(language, "sample.drop_title"),
        say(language, "sample.drop_words"),
        find,
        icon="file-text",
        enabled=not held.busy,
    )
    main: list[v.Part] = [v.Card("list_card", (form, drop), say(language, "sample.stage_lists"))]
    if held.findings is not None:
        main.append(_findings(held.findings, language))
    side = (
        v.Card(
            "rules_card",
            (v.Text(say(language, "sample.rules_words")),),
            say(language, "sample.rules_title"),
            tag=v.Tag(say(language, "sample.example"), "flask-conical", Tone.WARN, dashed=True),
        ),
        names_card(look, language),
    )
    return (v.Beside(tuple(main), side),)


def _findings(found: Findings, language: Language) -> v.Card:
    heads = (
        v.Head(say(language, "sample.col_cell"), width=90),
        v.Head(say(language, "sample.col_problem")),
    )
    rows = tuple(
        v.Row(
            f"finding_{at}",
            (v.Cell(one.place or "–", mono=True), v.Cell(one.sentence.spoken(language), wrap=True)),
        )
        for at, one in enumerate(found.findings)
    )
    title = say(language, "sample.findings_title", file=found.file)
    words = v.Notice(Tone.DANGER, "circle-alert", say(language, "sample.findings_words", count=len(rows)))
    return v.Card("findings_card", (words, v.Table("findings", title, heads, rows, shown=8)), title)
