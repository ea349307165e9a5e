"""A round while it is prepared: period, agencies, questionnaires, targets, rules, and what becomes of it."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from app.base.ids import GroupCode
from app.base.sentences import Language, say
from app.office.findings import Findings
from app.office.preparing.drafts import RoundDraft
from app.office.preparing.library import Library
from app.office.preparing.roundform import (
    GROUPS,
    MARGINS,
    MOST_AGENCIES,
    OF_AGENCIES,
    RoundRead,
    wanted_by_formula,
)
from app.office.survey.packaging import group_in_words
from app.office.survey.roundfile import RoundFile
from app.office.survey.rounds import RoundDocument
from app.office.window import view as v
from app.office.window.present import round_wishes as w
from app.office.window.present.around import in_language
from app.office.window.present.entries import Entries
from app.questionnaire.model import Questionnaire
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone


@dataclass(frozen=True, slots=True)
class Held:
    """How the draft stands. `looked`: the file that was looked through, and what came of it."""

    draft: RoundDraft
    read: RoundRead
    library: Library = field(default_factory=Library)
    step: w.Step = w.Step.PERIOD
    checked: AbstractSet[w.Step] = frozenset()
    agency: int = 0
    looked: tuple[RoundFile, RoundDocument | Findings] | None = None
    busy: bool = False

    @property
    def whole(self) -> RoundDocument | Findings | None:
        """What came of looking through the whole, if that was about what is written now."""
        looked = self.looked
        return looked[1] if looked is not None and looked[0] == self.read.file else None

    def entries(self, language: Language) -> Entries:
        """The fields of the draft; what is wrong is said where somebody has already been."""
        shown = {one.place: one.sentence for one in self.read.findings if step_of(one.place) in self.checked}
        return Entries(self.draft, shown, language, self.busy)

    def waiting(self, step: w.Step) -> int:
        """How many fields of a stage are still wrong."""
        return sum(step_of(one.place) is step for one in self.read.findings)


def step_of(place: str) -> w.Step:
    """The stage at which a place of the draft is filled in."""
    match place.split("."):
        case ["agencies", _, "internal" | "external", *_] | ["experts", *_]:
            return w.Step.TARGETS
        case ["agencies", *_]:
            return w.Step.AGENCIES
        case ["internal" | "external" | "expert", *_]:
            return w.Step.GROUPS
        case ["method" | "policy", *_]:
            return w.Step.RULES
        case ["corrections", *_]:
            return w.Step.REVIEW
        case _:
            return w.Step.PERIOD


def names_of_steps(language: Language) -> Mapping[w.Step, str]:
    """What the stages are called."""
    return {
        w.Step.PERIOD: say(language, "prepare.step_period"),
        w.Step.AGENCIES: say(language, "prepare.step_agencies"),
        w.Step.GROUPS: say(language, "prepare.step_groups"),
        w.Step.TARGETS: say(language, "prepare.step_targets"),
        w.Step.RULES: say(language, "prepare.step_rules"),
        w.Step.REVIEW: say(language, "prepare.step_review"),
    }


def stages(held: Held, language: Language) -> v.Stages:
    """The line of stages; one is done when somebody was there and nothing is wrong."""
    names = names_of_steps(language)
    return v.Stages(
        tuple(
            v.Stage(
                f"stage_{step}",
                names[step],
                done=step not in {held.step, w.Step.REVIEW}
                and step in held.checked
                and not held.waiting(step),
                here=step is held.step,
                spoken=say(language, "prepare.stage_spoken", number=at, stage=names[step]),
                intent=w.See(step),
            )
            for at, step in enumerate(w.Step, 1)
        )
    )


def parts(held: Held, language: Language) -> tuple[v.Part, ...]:
    """What stands under the stages, but for the last one."""
    e = held.entries(language)
    match held.step:
        case w.Step.PERIOD:
            return (v.Beside((_period(e),), (_how(language),)),)
        case w.Step.AGENCIES:
            return (_agencies(held, e), _agency(held, e))
        case w.Step.GROUPS:
            return (_groups(held, e),)
        case w.Step.TARGETS:
            return (v.Beside(tuple(_targets(held, e)), (_formula(held, e),)),)
        case _:
            return (v.Beside((_method(held, e), _policy(e)), (_limits(e),)),)


def _period(e: Entries) -> v.Card:
    t = e.language
    lines = (
        (e.field("round_title", say(t, "prepare.title"), example=say(t, "prepare.title_example")),
         e.field("round_title_en", say(t, "prepare.in_english"))),
        (e.field("survey_title", say(t, "prepare.survey"), example=say(t, "prepare.survey_example")),
         e.field("survey_title_en", say(t, "prepare.in_english"))),
        (e.field("city", say(t, "prepare.city"), example="Kota Palembang"),
         e.field("region", say(t, "prepare.region"), example="1671")),
        (e.day("start", say(t, "prepare.start")), e.day("end", say(t, "prepare.end"))),
        (e.field("id", say(t, "prepare.id"), hint=say(t, "prepare.id_hint"), example="palembang-2027"),),
    )  # fmt: skip
    return v.Card("period_card", (v.Form("period_form", lines),), say(t, "prepare.step_period"))


def _how(language: Language) -> v.Card:
    steps = v.Steps(
        (
            say(language, "prepare.how_write"),
            say(language, "prepare.how_kept"),
            say(language, "prepare.how_check"),
            say(language, "prepare.how_three"),
        )
    )
    return v.Card("round_how", (steps,), say(language, "window.will_happen"), tone=Tone.INFO)


def _agencies(held: Held, e: Entries) -> v.Card:
    t = e.language
    heads = (
        v.Head(say(t, "prepare.agency_name"), stretch=5),
        v.Head(say(t, "prepare.agency_short"), stretch=2),
        v.Head(say(t, "prepare.agency_code"), stretch=2),
        v.Head(say(t, "prepare.valid_from"), width=112),
        v.Head(say(t, "prepare.valid_to"), width=112),
    )
    rows = tuple(
        v.GridRow(
            f"agency_{at}",
            (
                _cell(e, f"agencies.{at}.name", heads[0], at, "Dinas Perhubungan"),
                _cell(e, f"agencies.{at}.short", heads[1], at, "Dishub"),
                _cell(e, f"agencies.{at}.code", heads[2], at, "dishub"),
                _cell(e, f"agencies.{at}.valid_from", heads[3], at, "1-1-2020"),
                _cell(e, f"agencies.{at}.valid_to", heads[4], at),
            ),
            v.Button(
                f"drop_agency_{at}", "", w.DropAgency(at), Kind.TEXT, "trash-2",
                enabled=not held.busy, spoken=say(t, "prepare.drop_agency", number=at + 1),
            ),
        )
        for at in range(len(held.draft.agencies))
    )  # fmt: skip
    add = v.Button(
        "add_agency", say(t, "prepare.add_agency"), w.AddAgency(), Kind.TEXT, "plus",
        enabled=not held.busy and len(rows) < MOST_AGENCIES,
    )  # fmt: skip
    grid = v.Grid("agencies_grid", heads, rows, say(t, "prepare.no_agency"))
    note = v.Text(say(t, "prepare.agencies_note"))
    return v.Card("agencies_card", (grid, note), say(t, "prepare.step_agencies"), add)


def _cell(e: Entries, place: str, head: v.Head, at: int, example: str = "") -> v.Field:
    """A field of a grid; its label names the row too, for who hears it."""
    return e.field(place, say(e.language, "prepare.of_row", label=head.words, number=at + 1), example=example)


def _agency(held: Held, e: Entries) -> v.Card:
    """What few agencies need."""
    t = e.language
    at = min(held.agency, len(held.draft.agencies) - 1)
    if at < 0:
        return v.Card("agency_card", (v.Text(say(t, "prepare.no_agency")),), say(t, "prepare.agency_more"))
    options = tuple(
        v.Option(str(n), one.name or say(t, "prepare.agency_number", number=n + 1))
        for n, one in enumerate(held.draft.agencies)
    )
    place = f"agencies.{at}"
    lines = (
        (v.Field("agency_at", say(t, "prepare.agency"), str(at), v.FieldKind.CHOICE, options),
         e.field(f"{place}.reference", say(t, "prepare.reference"))),
        (e.field(f"{place}.name_en", say(t, "prepare.name_en")),
         e.field(f"{place}.about", say(t, "prepare.about"), hint=say(t, "prepare.about_hint")),
         e.field(f"{place}.about_en", say(t, "prepare.in_english"))),
    )  # fmt: skip
    return v.Card("agency_card", (v.Form("agency_form", lines),), say(t, "prepare.agency_more"))


def _groups(held: Held, e: Entries) -> v.Card:
    t = e.language
    parts: list[v.Part] = [v.Text(say(t, "prepare.groups_words"))]
    for name in GROUPS:
        known = [
            one
            for one in held.library.sets
            if one.asked is not None and one.asked.respondent_group == name and not one.asked.practice
        ]
        options = [
            v.Option(
                one.name,
                say(t, "prepare.set_line", title=_title(one.asked, t),
                    version=one.asked.version, name=one.name),
            )
            for one in known
            if one.asked is not None
        ]  # fmt: skip
        chosen = held.draft.group(name).questionnaire.partition("/")[0]
        if chosen and chosen not in {one.code for one in options}:
            options.append(v.Option(chosen, chosen))
        asked = e.field(
            f"{name}.asked", group_in_words(GroupCode(name), t).capitalize(), kind=v.FieldKind.CHECK
        )
        choice = e.field(
            f"{name}.questionnaire", say(t, "prepare.questionnaire"), kind=v.FieldKind.CHOICE,
            options=tuple(options), text=chosen, wide=2,
        )  # fmt: skip
        parts.append(
            v.Form(f"group_{name}", ((asked, choice),) if held.draft.group(name).asked else ((asked,),))
        )
    own = v.Button(
        "bring_set", say(t, "prepare.bring_set"), w.BringSet(), icon="folder-open", enabled=not held.busy
    )
    parts += [v.Buttons((own,)), v.Text(say(t, "prepare.bring_set_words"))]
    return v.Card("groups_card", tuple(parts), say(t, "prepare.step_groups"))


def _title(asked: Questionnaire, language: Language) -> str:
    return asked.title.en if language is Language.EN and asked.title.en else asked.title.id


def _targets(held: Held, e: Entries) -> list[v.Part]:
    t = e.language
    heads = (
        v.Head(say(t, "prepare.agency"), stretch=4),
        v.Head(say(t, "prepare.population"), width=112),
        v.Head(say(t, "prepare.by_formula"), width=86),
        v.Head(say(t, "prepare.target"), width=112),
        v.Head(say(t, "prepare.drawn"), width=112),
    )

    def row(place: str, name: str) -> v.GridRow:
        match place.split("."):
            case ["agencies", at, group]:
                numbers = held.draft.agencies[int(at)].of(group)
            case _:
                numbers = held.draft.experts
        formula = wanted_by_formula(numbers, held.draft.margin)

        def cell(last: str, head: v.Head) -> v.Field:
            label = say(t, "prepare.of_agency", label=head.words, agency=name)
            return e.field(f"{place}.{last}", label)

        fields = (cell("population", heads[1]), "–" if formula is None else str(formula),
                  cell("target", heads[3]), cell("drawn", heads[4]))  # fmt: skip
        return v.GridRow(f"row_{place}", (name, *fields))

    found: list[v.Part] = []
    for group in GROUPS:
        if not held.draft.group(group).asked:
            continue
        if group in OF_AGENCIES:
            rows = tuple(
                row(f"agencies.{at}.{group}", one.name or say(t, "prepare.agency_number", number=at + 1))
                for at, one in enumerate(held.draft.agencies)
            )
        else:
            rows = (row("experts", say(t, "prepare.panel")),)
        title = group_in_words(GroupCode(group), t).capitalize()
        found.append(v.Card(f"targets_{group}", (v.Grid(f"grid_{group}", heads, rows),), title))
    return found or [v.Card("targets_none", (v.Text(say(t, "prepare.no_group")),))]


def _formula(held: Held, e: Entries) -> v.Card:
    t = e.language
    margins = tuple(v.Option(one, f"{one}%") for one in MARGINS)
    lines = (
        (e.field("margin", say(t, "prepare.margin"), kind=v.FieldKind.CHOICE, options=margins),),
        (e.field("reserve", say(t, "prepare.reserve"), hint=say(t, "prepare.reserve_hint")),),
    )
    go = v.Button("use_formula", say(t, "prepare.use_formula"), w.UseFormula(), enabled=not held.busy)
    note = say(t, "prepare.formula_words")
    return v.Card("formula_card", (v.Form("formula_form", lines, (go,), note),), say(t, "prepare.formula"))


def _method(held: Held, e: Entries) -> v.Card:
    t = e.language
    options = [
        v.Option(one.name, say(t, "prepare.method_line", title=in_language(one.title, t), name=one.name))
        for one in held.library.methods
    ]
    if held.draft.method and held.draft.method not in {one.code for one in options}:
        options.append(v.Option(held.draft.method, held.draft.method))
    choice = e.field("method", say(t, "prepare.method"), kind=v.FieldKind.CHOICE, options=tuple(options))
    own = v.Button("bring_method", say(t, "prepare.bring_method"), w.BringMethod(), icon="folder-open")
    form = v.Form("method_form", ((choice,),), (own,), say(t, "prepare.method_words"))
    return v.Card("method_card", (form,), say(t, "prepare.method"))


def _policy(e: Entries) -> v.Card:
    t = e.language
    lines = (
        (e.field("policy.late_min", say(t, "prepare.late_min"), hint=say(t, "prepare.late_hint")),
         e.field("policy.extra_time_max_min", say(t, "prepare.extra_min"),
                 hint=say(t, "prepare.extra_hint"))),
        (e.field("policy.idle_s", say(t, "prepare.idle_s"), hint=say(t, "prepare.idle_hint")),
         e.field("policy.spare_slots", say(t, "prepare.spare_slots"), hint=say(t, "prepare.slots_hint"))),
        (e.field("policy.english", say(t, "prepare.english"), kind=v.FieldKind.CHECK),),
    )  # fmt: skip
    return v.Card("policy_card", (v.Form("policy_form", lines),), say(t, "prepare.in_the_room"))


def _limits(e: Entries) -> v.Card:
    t = e.language
    lines = tuple(
        (e.field(f"policy.{name}", label),)
        for name, label in (
            ("k_min", say(t, "prepare.k_min")),
            ("min_n", say(t, "prepare.min_n")),
            ("disclosure_limit", say(t, "prepare.disclosure_limit")),
            ("expert_limit", say(t, "prepare.expert_limit")),
        )
    )
    note = say(t, "prepare.limits_words")
    return v.Card("limits_card", (v.Form("limits_form", lines, note=note),), say(t, "prepare.limits"))
