"""The lists held against the rules and each other."""

from collections.abc import Sequence
from typing import assert_never

from app.base.sentences import Language, say, whole
from app.office.sample.drawing import Remark, StratumCheck
from app.office.sample.duplicates import Cluster
from app.office.sample.words import (
    group_in_words,
    remark_in_words,
    signs_in_words,
)
from app.office.window import view as v
from app.office.window.present import sample_wishes as w
from app.office.window.present.around import in_language
from app.office.window.present.sample.look import DISTINCT, Held, Look
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone


def check(look: Look, held: Held, language: Language) -> tuple[v.Part, ...]:
    """What a draw would have to work with, and who stands there twice."""
    found = look.check
    if found is None:
        return (nothing_yet(language),)
    clusters = found.clusters
    main: list[v.Part] = [strata_card(look, language)]
    if clusters:
        main.append(_clusters(clusters, held, language))
    rules = [
        v.Fact(say(language, "sample.all_excluded"), str(sum(found.excluded.values()))),
        v.Fact(say(language, "sample.all_set_aside"), str(found.set_aside)),
        v.Fact(say(language, "sample.all_alike"), str(len(clusters))),
    ]
    lists_button = v.Button(
        "print_lists",
        say(language, "sample.print_lists"),
        w.PrintLists(),
        icon="printer",
        enabled=not held.busy,
    )
    side = (
        v.Card("left_out", (v.Facts(tuple(rules)),), say(language, "sample.left_out")),
        v.Card(
            "witness_lists",
            (v.Text(say(language, "sample.lists_words")), v.Buttons((lists_button,))),
            say(language, "sample.list_title"),
        ),
    )
    return (v.Beside(tuple(main), side),)


def nothing_yet(language: Language) -> v.Notice:
    """No list has come in."""
    go = v.Button("to_lists", say(language, "sample.stage_lists"), w.See(w.Step.LISTS))
    return v.Notice(Tone.INFO, "info", say(language, "sample.no_lists"), go)


def strata_card(look: Look, language: Language) -> v.Card:
    """Each stratum: how many are listed and how many are needed."""
    found = look.check
    strata = found.strata if found is not None else ()
    heads = (
        v.Head(say(language, "sample.col_agency"), stretch=4),
        v.Head(say(language, "sample.col_group"), stretch=3),
        v.Head(say(language, "sample.col_list"), width=58, right=True),
        v.Head(say(language, "sample.col_eligible"), width=60, right=True),
        v.Head(say(language, "sample.col_drawn"), width=64, right=True),
        v.Head(say(language, "sample.col_substitutes"), width=88, right=True),
        v.Head(say(language, "sample.col_target"), width=82, right=True),
        v.Head(say(language, "sample.col_remark"), width=162),
    )
    rows = [_stratum_row(look, one, language) for one in strata]
    listed = [one for one in strata if one.listed]
    total = (
        v.Cell(say(language, "sample.all"), strong=True),
        v.Cell(),
        v.Cell(whole(language, sum(one.listed for one in listed)), right=True),
        v.Cell(whole(language, sum(one.eligible for one in listed)), right=True),
        v.Cell(whole(language, sum(one.wanted for one in listed)), right=True, strong=True),
        v.Cell(whole(language, sum(one.substitutes for one in listed)), right=True),
        v.Cell(whole(language, sum(one.target for one in listed)), right=True),
        v.Cell(),
    )
    title = say(language, "sample.draw_title" if look.draws else "sample.check_title")
    table = v.Table("strata", title, heads, (*rows, v.Row("all", total)), shown=30)
    return v.Card("strata_card", (table,), title)


def _stratum_row(look: Look, one: StratumCheck, language: Language) -> v.Row:
    names = {agency.code: in_language(agency.name, language) for agency in look.plan.agencies}
    return v.Row(
        f"stratum_{one.stratum.agency}_{one.stratum.group}",
        (
            v.Cell(names.get(one.stratum.agency, "–"), wrap=True),
            v.Cell(group_in_words(one.stratum.group, language), faint=True, wrap=True),
            v.Cell(whole(language, one.listed) if one.listed else "–", right=True),
            v.Cell(whole(language, one.eligible) if one.listed else "–", right=True),
            v.Cell(whole(language, one.wanted), right=True, strong=True),
            v.Cell(whole(language, one.substitutes), right=True),
            v.Cell(whole(language, one.target), right=True),
            v.Cell(tag=_remark(one, language)),
        ),
    )


def _remark(one: StratumCheck, language: Language) -> v.Tag:
    words = remark_in_words(one, language)
    match one.remark:
        case Remark.ENOUGH:
            return v.Tag(words, "circle-check", Tone.OK)
        case Remark.SHORT:
            return v.Tag(words, "triangle-alert", Tone.WARN)
        case Remark.NO_LIST:
            return v.Tag(words, "circle-dashed")
        case Remark.AT_COUNTER:
            return v.Tag(words, "users", Tone.INFO)
        case Remark.CHOSEN:
            return v.Tag(words, "user-round", Tone.INFO)
        case _:
            assert_never(one.remark)


def _clusters(clusters: Sequence[Cluster], held: Held, language: Language) -> v.Card:
    heads = (
        v.Head(say(language, "sample.col_number"), width=70, right=True),
        v.Head(say(language, "sample.col_signs"), stretch=2),
        v.Head(say(language, "sample.col_entries"), stretch=4),
    )
    rows = tuple(
        v.Row(
            f"cluster_{one.first}",
            (
                v.Cell(str(one.first), right=True),
                v.Cell(signs_in_words(one, language), wrap=True, faint=True),
                v.Cell("; ".join(entry.name for entry in one.entries), wrap=True),
            ),
            w.Alike(one.first),
            on=one.first == held.cluster,
        )
        for one in clusters
    )
    title = say(language, "sample.alike_title", count=len(clusters))
    parts: list[v.Part] = [v.Table("clusters", title, heads, rows, shown=6)]
    chosen = next((one for one in clusters if one.first == held.cluster), None)
    if chosen is not None:
        parts.append(_settle(chosen, held, language))
    else:
        parts.append(v.Text(say(language, "sample.choose_alike")))
    return v.Card("clusters_card", tuple(parts), title)


def _settle(chosen: Cluster, held: Held, language: Language) -> v.Form:
    options = tuple(
        v.Option(
            str(one.unit),
            say(language, "sample.keep_entry", number=one.unit, name=one.name, file=one.file, row=one.row),
        )
        for one in chosen.entries
    )
    options += (v.Option(DISTINCT, say(language, "sample.keep_all")),)
    keep = v.Field("keep", say(language, "sample.who_stays"), held.word("keep", options[0].code),
                   v.FieldKind.CHOICE, options=options)  # fmt: skip
    reason = v.Field("reason", say(language, "sample.reason"), held.word("reason"), enter=w.Settle())
    settle = v.Button(
        "settle", say(language, "sample.settle"), w.Settle(), Kind.PRIMARY, enabled=not held.busy
    )
    return v.Form("settle_form", ((keep,), (reason,)), (settle,))
