"""The draw and its evidence."""

from app.base.sentences import Language, say
from app.office.sample.drawing import Drawn, Remark
from app.office.sample.lots import Method
from app.office.sample.words import (
    method_in_words,
)
from app.office.window import view as v
from app.office.window.present import sample_wishes as w
from app.office.window.present.sample.check import nothing_yet, strata_card
from app.office.window.present.sample.look import Held, Look
from app.office.window.present.sample.names import names_card, second_officer
from app.office.words import moment_in_words
from app.paper.bureau.drawing import seed_in_groups
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone


def draw(look: Look, held: Held, language: Language) -> tuple[v.Part, ...]:
    """The draw, and the evidence of it."""
    if look.check is None:
        return (nothing_yet(language),)
    main: list[v.Part] = [strata_card(look, language), _why_more(look, language)]
    if any(one.remark is Remark.CHOSEN for one in look.check.strata):
        chosen = [one for one in look.check.strata if one.remark is Remark.CHOSEN]
        words = say(language, "sample.experts_chosen", count=sum(one.wanted for one in chosen))
        main.append(v.Notice(Tone.WARN, "triangle-alert", words))
    side: list[v.Part] = [_evidence(made, language) for made in look.draws]
    waiting = [
        one
        for one in look.check.strata
        if one.stratum not in look.drawn and one.wanted and one.remark is not Remark.NO_LIST
    ]
    if look.check.clusters:
        go = v.Button("to_check", say(language, "sample.stage_check"), w.See(w.Step.CHECK))
        words = say(language, "sample.undecided", count=len(look.check.clusters))
        main.insert(0, v.Notice(Tone.WARN, "triangle-alert", words, go))
    elif waiting:
        side.append(_draw_form(len(waiting), held, language))
    if look.draws:
        side.append(_again(held, language))
    side.append(names_card(look, language))
    return (v.Beside(tuple(main), tuple(side)),)


def _why_more(look: Look, language: Language) -> v.Notice:
    first = max(look.plan.strata, key=lambda one: one.drawn)
    words = say(language, "sample.why_more", drawn=first.drawn, target=first.target)
    return v.Notice(Tone.INFO, "info", words)


def _evidence(made: Drawn, language: Language) -> v.Card:
    present = len(made.officers) + len(made.witnesses)
    facts = [
        v.Fact(say(language, "sample.minutes_seed"), seed_in_groups(made.seed), mono=True),
        v.Fact(say(language, "sample.col_drawn"), moment_in_words(made.at_utc_ms, language), strong=True),
        v.Fact(
            say(language, "sample.witnesses"), say(language, "sample.present", count=present), strong=True
        ),
    ]
    facts += [
        v.Fact(say(language, "sample.list_sha"), f"{sha[:4]} {sha[4:8]} …", mono=True)
        for _, sha in made.frames
    ]
    minutes = v.Button(
        f"minutes_{made.id}", say(language, "sample.print_minutes"), w.PrintMinutes(), Kind.TEXT, "printer"
    )
    title = say(language, "sample.evidence", number=made.id)
    parts: tuple[v.Part, ...] = (v.Facts(tuple(facts)), v.Buttons((minutes,)))
    return v.Card(f"evidence_{made.id}", parts, title)


def _draw_form(strata: int, held: Held, language: Language) -> v.Card:
    methods = tuple(
        v.Option(method, method_in_words(method, language)) for method in (Method.SYSTEMATIC, Method.SIMPLE)
    )
    lines = (
        (v.Field("method", say(language, "sample.col_method"), held.word("method", Method.SYSTEMATIC),
                 v.FieldKind.CHOICE, options=methods),),
        (v.Field("witness", say(language, "sample.witness"), held.word("witness"),
                 hint=say(language, "sample.witness_hint")),),
        (v.Field("seed", say(language, "sample.minutes_seed"), held.word("seed"),
                 hint=say(language, "sample.seed_hint"), example="4471 0926 3185", enter=w.MakeDraw()),),
    )  # fmt: skip
    go = v.Button(
        "make_draw", say(language, "sample.make_draw"), w.MakeDraw(), Kind.PRIMARY, enabled=not held.busy
    )
    note = say(language, "sample.draw_note", strata=strata)
    return v.Card("draw_card", (v.Form("draw_form", lines, (go,), note),), say(language, "sample.stage_draw"))


def _again(held: Held, language: Language) -> v.Card:
    words = v.Text(say(language, "sample.again_words"))
    title = say(language, "sample.again")
    if not held.again:
        ask = v.Button("draw_again", title, w.DrawAgain(), icon="rotate-ccw", enabled=not held.busy)
        return v.Card("again_card", (words, v.Buttons((ask,))), title)
    go = v.Button("draw_again", title, w.DrawAgain(), Kind.DANGER, enabled=not held.busy)
    return v.Card(
        "again_card",
        (words, v.Form("again_form", second_officer(held, w.DrawAgain(), language), (go,))),
        title,
    )
