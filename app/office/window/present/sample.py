"""The sample in words: lists, their check, the draw and its evidence, letters, and the people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import assert_never

from app.base.errors import Refused
from app.base.ids import GroupCode, OfficerId
from app.base.sentences import Language, Sentence, say
from app.office.days import day_in_words
from app.office.findings import Findings
from app.office.sample.drawing import Check, Drawn, DrawnStratum, Remark, StratumCheck
from app.office.sample.duplicates import Cluster
from app.office.sample.fieldwork import REPLACEABLE, Outcome, Person, Standing, Status, StratumStatus, Way
from app.office.sample.lots import Method
from app.office.sample.names import Stratum, erased_by
from app.office.sample.words import (
    group_in_words,
    method_in_words,
    outcome_in_words,
    remark_in_words,
    signs_in_words,
    standing_in_words,
    way_in_words,
)
from app.office.survey.rounds import RoundDocument
from app.office.window import view as v
from app.office.window.present import sample_wishes as w
from app.office.window.present.around import in_language
from app.office.words import moment_in_words, percent
from app.paper.drawing import seed_in_groups
from app.ui.controls import Kind
from app.ui.parts import Tone

DISTINCT = "distinct"  # of the choice which entry stays: all do
BY_COLUMN = ""  # of the choice of an agency: the list says it


@dataclass(frozen=True, slots=True)
class Look:
    """How the names stand. Without lists `check` is None; `ended`: they are destroyed, or being destroyed."""

    plan: RoundDocument
    check: Check | None = None
    draws: tuple[Drawn, ...] = ()
    status: Status | None = None
    ended: Refused | None = None

    @property
    def drawn(self) -> Mapping[Stratum, DrawnStratum]:
        """What is drawn."""
        return {one.stratum: one for made in self.draws for one in made.strata}

    @property
    def furthest(self) -> w.Step:
        """The stage that comes next."""
        if self.check is None:
            return w.Step.LISTS
        if not self.draws:
            return w.Step.CHECK if self.check.clusters else w.Step.DRAW
        invited = self.status is not None and any(
            one.standing not in {Standing.RESERVE, Standing.DRAWN} for one in self.status.persons
        )
        return w.Step.PEOPLE if invited else w.Step.LETTERS


@dataclass(frozen=True, slots=True)
class Held:
    """What only the screen knows: words that were typed, what is chosen, what was just made."""

    words: Mapping[str, str] = field(default_factory=dict, repr=False)
    findings: Findings | None = None
    done: Sentence | None = None
    files: tuple[Path, ...] = ()
    cluster: int | None = None
    person: int | None = None
    again: bool = False
    busy: bool = False
    others: tuple[tuple[OfficerId, str], ...] = ()

    def word(self, name: str, otherwise: str = "") -> str:
        """What was typed into a field."""
        return self.words.get(name, otherwise)


def stages(look: Look, here: w.Step, language: Language) -> v.Stages:
    """The line of stages."""
    names = {
        w.Step.LISTS: say(language, "sample.stage_lists"),
        w.Step.CHECK: say(language, "sample.stage_check"),
        w.Step.DRAW: say(language, "sample.stage_draw"),
        w.Step.LETTERS: say(language, "sample.stage_letters"),
        w.Step.PEOPLE: say(language, "sample.stage_people"),
    }
    order = list(w.Step)
    come = order.index(look.furthest)
    return v.Stages(
        tuple(
            v.Stage(
                f"stage_{step}",
                names[step],
                done=at < come and step is not here,
                here=step is here,
                spoken=say(language, "sample.stage_spoken", number=at + 1, stage=names[step]),
                intent=w.See(step),
            )
            for at, step in enumerate(order)
        )
    )


# --- lists ------------------------------------------------------------------------------------------------


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


# --- the check --------------------------------------------------------------------------------------------


def check(look: Look, held: Held, language: Language) -> tuple[v.Part, ...]:
    """What a draw would have to work with, and who stands there twice."""
    found = look.check
    if found is None:
        return (_nothing_yet(language),)
    clusters = found.clusters
    main: list[v.Part] = [_strata_card(look, language)]
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


def _nothing_yet(language: Language) -> v.Notice:
    go = v.Button("to_lists", say(language, "sample.stage_lists"), w.See(w.Step.LISTS))
    return v.Notice(Tone.INFO, "info", say(language, "sample.no_lists"), go)


def _strata_card(look: Look, language: Language) -> v.Card:
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
        v.Cell(_count(language, sum(one.listed for one in listed)), right=True),
        v.Cell(_count(language, sum(one.eligible for one in listed)), right=True),
        v.Cell(_count(language, sum(one.wanted for one in listed)), right=True, strong=True),
        v.Cell(_count(language, sum(one.substitutes for one in listed)), right=True),
        v.Cell(_count(language, sum(one.target for one in listed)), right=True),
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
            v.Cell(_count(language, one.listed) if one.listed else "–", right=True),
            v.Cell(_count(language, one.eligible) if one.listed else "–", right=True),
            v.Cell(_count(language, one.wanted), right=True, strong=True),
            v.Cell(_count(language, one.substitutes), right=True),
            v.Cell(_count(language, one.target), right=True),
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


def _count(language: Language, number: int) -> str:
    return f"{number:,}".replace(",", "." if language is Language.ID else ",")


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


# --- the draw ---------------------------------------------------------------------------------------------


def draw(look: Look, held: Held, language: Language) -> tuple[v.Part, ...]:
    """The draw, and the evidence of it."""
    if look.check is None:
        return (_nothing_yet(language),)
    main: list[v.Part] = [_strata_card(look, language), _why_more(look, language)]
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
        "again_card", (words, v.Form("again_form", _second(held, w.DrawAgain(), language), (go,))), title
    )


def _second(held: Held, enter: object, language: Language) -> tuple[tuple[v.Field, ...], ...]:
    """The fields of an act that takes another officer and a reason."""
    others = tuple(v.Option(officer, name) for officer, name in held.others)
    first = others[0].code if others else ""
    return (
        (v.Field("second", say(language, "sample.second_officer"), held.word("second", first),
                 v.FieldKind.CHOICE, options=others),),
        (v.Field("secret", say(language, "sample.second_secret"), held.word("secret"), v.FieldKind.SECRET),),
        (v.Field("why", say(language, "sample.reason"), held.word("why"), enter=enter),),
    )  # fmt: skip


def names_card(look: Look, language: Language) -> v.Card:
    """How long the names stay."""
    words = say(language, "sample.names_until", day=day_in_words(erased_by(look.plan), language))
    return v.Card(
        "names_card",
        (v.Text(words, say(language, "sample.names_title"), "user-round-x"),),
        tone=Tone.INFO,
    )


# --- letters ----------------------------------------------------------------------------------------------


def letters(look: Look, held: Held, language: Language) -> tuple[v.Part, ...]:
    """Invitations."""
    if look.status is None or not look.draws:
        go = v.Button("to_draw", say(language, "sample.stage_draw"), w.See(w.Step.DRAW))
        return (v.Notice(Tone.INFO, "info", say(language, "sample.draw_first"), go),)
    used = [one for one in look.status.persons if one.in_use]
    waiting = sum(one.standing is Standing.DRAWN for one in used)
    telephone = v.Field(
        "telephone",
        say(language, "sample.telephone"),
        held.word("telephone"),
        hint=say(language, "sample.telephone_hint"),
        example="0711 318 456",
    )
    find = v.Button(
        "find_order",
        say(language, "sample.make_letters"),
        w.FindOrder(),
        Kind.PRIMARY,
        "printer",
        enabled=not held.busy and bool(waiting),
    )
    note = say(language, "sample.letters_note" if waiting else "sample.letters_all")
    form = v.Form("letters_form", ((telephone,),), (find,), note)
    main: list[v.Part] = [v.Card("letters_card", (form,), say(language, "sample.stage_letters"))]
    if held.files:
        lines = tuple(
            v.Line(
                "file-text",
                path.name,
                button=v.Button(f"open_{at}", say(language, "sample.open"), w.Open(path), Kind.TEXT),
            )
            for at, path in enumerate(held.files)
        )
        main.append(v.Card("letter_files", (v.Lines(lines),), say(language, "sample.written")))
    facts = (
        v.Fact(say(language, "sample.letters_made"), str(len(used) - waiting), strong=True),
        v.Fact(say(language, "sample.letters_waiting"), str(waiting), strong=True),
    )
    side = (
        v.Card(
            "letters_facts",
            (v.Facts(facts), v.Text(say(language, "sample.letters_words"))),
            say(language, "sample.stage_letters"),
        ),
        names_card(look, language),
    )
    return (v.Beside(tuple(main), side),)


# --- people -----------------------------------------------------------------------------------------------


def people(look: Look, held: Held, language: Language) -> tuple[v.Part, ...]:
    """Contacts, substitutes, response, and the end of the names."""
    if look.status is None or not look.draws:
        go = v.Button("to_draw", say(language, "sample.stage_draw"), w.See(w.Step.DRAW))
        return (v.Notice(Tone.INFO, "info", say(language, "sample.draw_first"), go),)
    side: list[v.Part] = []
    one = next((one for one in look.status.persons if one.unit == held.person), None)
    side.append(_person(one, held, language) if one is not None else _nobody(language))
    side.append(_end(look, held, language))
    main = (_response(look, language), _persons(look.status, held, language))
    return (v.Beside(main, tuple(side)),)


def _response(look: Look, language: Language) -> v.Card:
    names = {agency.code: in_language(agency.name, language) for agency in look.plan.agencies}
    heads = (
        v.Head(say(language, "sample.col_agency"), stretch=4),
        v.Head(say(language, "sample.col_group"), stretch=3),
        v.Head(say(language, "sample.col_came_of"), stretch=4),
        v.Head(say(language, "sample.col_rate"), width=112, right=True),
        v.Head(say(language, "sample.col_reserve"), width=86, right=True),
    )
    strata = look.status.strata if look.status is not None else ()
    rows = tuple(
        v.Row(
            f"response_{one.stratum.agency}_{one.stratum.group}",
            (
                v.Cell(names.get(one.stratum.agency, "–"), wrap=True),
                v.Cell(group_in_words(one.stratum.group, language), faint=True, wrap=True),
                v.Cell(share=v.Share(one.came, one.target, _tone(one))),
                v.Cell(percent(one.came, one.asked, language) if one.asked else "–", right=True),
                v.Cell(str(one.reserve), right=True),
            ),
        )
        for one in strata
        if one.drawn
    )
    title = say(language, "sample.status_title")
    return v.Card("response_card", (v.Table("response", title, heads, rows, shown=20),), title)


def _tone(one: StratumStatus) -> Tone:
    return Tone.OK if one.came >= one.target else Tone.INFO if one.within_reach else Tone.DANGER


_STANDING_TAGS: Mapping[Standing, tuple[str, Tone | None]] = {
    Standing.RESERVE: ("circle-dashed", None),
    Standing.DRAWN: ("ticket", None),
    Standing.INVITED: ("send", Tone.INFO),
    Standing.REACHED: ("volume-2", Tone.INFO),
    Standing.NOT_REACHED: ("clock-alert", Tone.WARN),
    Standing.REFUSED: ("hand", Tone.WARN),
    Standing.NOT_ELIGIBLE: ("user-round-x", Tone.WARN),
    Standing.CAME: ("circle-check", Tone.OK),
}


def _persons(status: Status, held: Held, language: Language) -> v.Card:
    heads = (
        v.Head(say(language, "sample.col_number"), width=66, right=True),
        v.Head(say(language, "sample.col_name"), stretch=4),
        v.Head(say(language, "sample.col_phone"), width=128),
        v.Head(say(language, "sample.col_standing"), stretch=3),
        v.Head(say(language, "sample.col_instead"), width=116, right=True),
    )
    wanted = held.word("search").casefold()
    rows = tuple(
        v.Row(
            f"person_{one.unit}",
            (
                v.Cell(str(one.unit), right=True, faint=True),
                v.Cell(one.name, strong=one.unit == held.person),
                v.Cell(one.phone or "–"),
                v.Cell(tag=_standing_tag(one, language)),
                v.Cell(str(one.stands_in_for or ""), right=True),
            ),
            w.PickPerson(one.unit),
            on=one.unit == held.person,
        )
        for one in status.persons
        if wanted in one.name.casefold() or wanted == str(one.unit)
    )
    title = say(language, "sample.persons_title")
    search = v.Field("search", say(language, "sample.search"), held.word("search"))
    table = v.Table("persons", title, heads, rows, empty=say(language, "sample.nobody_found"), shown=10)
    return v.Card("persons_card", (v.Form("search_form", ((search,),)), table), title)


def _standing_tag(one: Person, language: Language) -> v.Tag:
    icon, tone = _STANDING_TAGS[one.standing]
    return v.Tag(standing_in_words(one.standing, language), icon, tone)


def _nobody(language: Language) -> v.Card:
    return v.Card(
        "person_card", (v.Text(say(language, "sample.choose_person")),), say(language, "sample.contact")
    )


def _person(one: Person, held: Held, language: Language) -> v.Card:
    if one.standing is Standing.RESERVE:
        words = v.Text(say(language, "sample.person_reserve"))
        return v.Card("person_card", (words,), one.name, tag=_standing_tag(one, language))
    outcomes = tuple(v.Option(each, outcome_in_words(each, language)) for each in Outcome)
    ways = tuple(v.Option(each, way_in_words(each, language)) for each in Way)
    lines = (
        (v.Field("outcome", say(language, "sample.outcome"), held.word("outcome", Outcome.REACHED),
                 v.FieldKind.CHOICE, options=outcomes),),
        (v.Field("way", say(language, "sample.way"), held.word("way", Way.PHONE),
                 v.FieldKind.CHOICE, options=ways),),
        (v.Field("note", say(language, "sample.note"), held.word("note"), enter=w.Enter()),),
    )  # fmt: skip
    buttons = [
        v.Button("enter", say(language, "sample.enter"), w.Enter(), Kind.PRIMARY, enabled=not held.busy)
    ]
    if one.standing in REPLACEABLE and one.replaced_by is None:
        call = v.Button("call_up", say(language, "sample.call_up"), w.CallUp(), enabled=not held.busy)
        buttons.append(call)
    form = v.Form("contact_form", lines, tuple(buttons), say(language, "sample.by_day"))
    return v.Card("person_card", (form,), one.name, tag=_standing_tag(one, language))


def _end(look: Look, held: Held, language: Language) -> v.Card:
    day = day_in_words(erased_by(look.plan), language)
    words = v.Text(say(language, "sample.end_words", day=day))
    go = v.Button(
        "destroy", say(language, "sample.destroy"), w.Destroy(), icon="trash-2", enabled=not held.busy
    )
    form = v.Form("end_form", _second(held, w.Destroy(), language), (go,))
    return v.Card("end_card", (words, form), say(language, "sample.end_title"), tone=Tone.WARN)


def ended(look: Look, refused: Refused, held: Held, language: Language) -> tuple[v.Part, ...]:
    """After the end: what is left to do, or nothing."""
    notice = v.Notice(Tone.INFO, "user-round-x", Sentence.of(refused).spoken(language))
    if refused.code == "sample.being_destroyed":
        return (notice, _end(look, held, language))
    return (notice,)
