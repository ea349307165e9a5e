"""o6: a package while it is prepared: room and sessions, slips, and what will be made."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from app.base.ids import GroupCode
from app.base.sentences import Language, say
from app.office.days import period_in_words
from app.office.preparing.drafts import OrderDraft
from app.office.preparing.entries import clock_written, day_of, number_of
from app.office.preparing.orderform import (
    MOST_PROCTORS,
    MOST_SESSIONS,
    OrderRead,
    free_start,
    name_of,
    printed,
)
from app.office.survey.packaging import Packaged, group_in_words
from app.office.survey.roundfile import Order, Stratum
from app.office.survey.rounds import RoundDocument
from app.office.window import view as v
from app.office.window.present import order_wishes as w
from app.office.window.present import packages
from app.office.window.present.around import in_language
from app.office.window.present.entries import Entries, still_wrong
from app.seal.package import PackageDocument
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone

SPARES = ("0", "10", "20", "30", "50")  # per cent


@dataclass(frozen=True, slots=True)
class Held:
    """How the draft stands, within its round and beside what was made before."""

    draft: OrderDraft
    read: OrderRead
    survey: RoundDocument
    made: Sequence[PackageDocument]
    step: w.Step = w.Step.ROOM
    checked: AbstractSet[w.Step] = frozenset()
    out: Path | None = None
    busy: bool = False

    def entries(self, language: Language) -> Entries:
        """The fields of the draft; what is wrong is said where somebody has already been."""
        shown = {one.place: one.sentence for one in self.read.findings if step_of(one.place) in self.checked}
        return Entries(self.draft, shown, language, self.busy)

    def waiting(self, step: w.Step) -> int:
        """How many fields of a stage are still wrong."""
        return sum(step_of(one.place) is step for one in self.read.findings)


def step_of(place: str) -> w.Step:
    """The stage at which a place of the draft is filled in."""
    return w.Step.SLIPS if place.partition(".")[0] == "counts" else w.Step.ROOM


def names_of_steps(language: Language) -> Mapping[w.Step, str]:
    """What the stages are called."""
    return {
        w.Step.ROOM: say(language, "prepare.step_room"),
        w.Step.SLIPS: say(language, "prepare.step_slips"),
        w.Step.REVIEW: say(language, "prepare.step_make"),
    }


def stages(held: Held, language: Language) -> v.Stages:
    """The line of stages; one is done when somebody was there and nothing is wrong."""
    names = names_of_steps(language)
    done = {one for one in held.checked if not held.waiting(one)} - {held.step, w.Step.REVIEW}
    return v.Stages(
        tuple(
            v.Stage(
                f"stage_{step}",
                names[step],
                done=step in done,
                here=step is held.step,
                spoken=say(language, "prepare.stage_spoken", number=at, stage=names[step]),
                intent=w.See(step),
            )
            for at, step in enumerate(w.Step, 1)
        )
    )  # fmt: skip


def parts(held: Held, officer: tuple[v.Field, ...], language: Language) -> tuple[v.Part, ...]:
    """What stands under the stages: the work at the left, what the package holds at the right."""
    e = held.entries(language)
    match held.step:
        case w.Step.ROOM:
            main: tuple[v.Part, ...] = (_room(held, e), _proctors(held, e))
        case w.Step.SLIPS:
            main = (_slips(held, e),)
        case _:
            main = _review(held, officer, language)
    return (v.Beside(main, (_contents(held, language), packages.seal(language)), 300),)


def _room(held: Held, e: Entries) -> v.Card:
    t = e.language
    line = (
        e.field("venue_name", say(t, "prepare.venue"), example=say(t, "prepare.venue_example"), wide=3),
        e.field("venue", say(t, "prepare.venue_id"), example=name_of(held.draft.venue_name), wide=2),
        e.field("seats", say(t, "prepare.seats"), hint=say(t, "prepare.seats_hint"), example="24", wide=2),
    )
    heads = (
        v.Head(say(t, "prepare.date"), width=124),
        v.Head(say(t, "prepare.from_time"), width=84),
        v.Head(say(t, "prepare.to_time"), width=84),
        v.Head(say(t, "prepare.session_name")),
    )
    rows = tuple(_session(held, e, at, heads) for at in range(len(held.draft.sessions)))
    add = v.Button(
        "add_session", say(t, "prepare.add_session"), w.AddSession(), Kind.TEXT, "plus",
        enabled=not held.busy and len(rows) < MOST_SESSIONS,
    )  # fmt: skip
    grid = v.Grid("sessions_grid", heads, rows, say(t, "prepare.no_session"))
    inside: list[v.Part] = [v.Form("room_form", (line,)), grid, *_collisions(held, t)]
    outside_ = _outside(held)
    if outside_:
        words = say(t, "prepare.outside_round", days=", ".join(outside_))
        inside.append(v.Notice(Tone.WARN, "triangle-alert", words))
    return v.Card("room_card", tuple(inside), say(t, "prepare.step_room"), add)


def _session(held: Held, e: Entries, at: int, heads: Sequence[v.Head]) -> v.GridRow:
    t, place = e.language, f"sessions.{at}"

    def cell(last: str, head: v.Head, example: str) -> v.Field:
        label = say(t, "prepare.of_session", label=head.words, number=at + 1)
        return e.field(f"{place}.{last}", label, example=example)

    fields = (
        cell("date", heads[0], "9-11-2026"),
        cell("start", heads[1], "09.00"),
        cell("end", heads[2], "11.00"),
        cell("label", heads[3], say(Language.ID, "prepare.session_label", number=at + 1)),
    )
    drop = v.Button(
        f"drop_session_{at}", "", w.DropSession(at), Kind.TEXT, "trash-2",
        enabled=not held.busy, spoken=say(t, "prepare.drop_session", number=at + 1),
    )  # fmt: skip
    return v.GridRow(f"session_{at}", fields, drop)


def _collisions(held: Held, t: Language) -> list[v.Part]:
    """Sessions that are on at the same time in the room, each with a time that would be free."""
    found: list[v.Part] = []
    for at in range(len(held.draft.sessions)):
        start = free_start(held.draft, at)
        if start is not None:
            time = clock_written(start)
            use = v.Button(f"use_{at}", say(t, "prepare.use_time", time=time), w.StartAt(at, start))
            words = say(t, "prepare.collision", number=at + 1, time=time)
            found.append(v.Notice(Tone.DANGER, "circle-alert", words, use))
    return found


def _outside(held: Held) -> list[str]:
    """The days that were written which lie outside the round."""
    days = {one.date for one in held.draft.sessions}
    known = {text: day for text in days if (day := day_of(text)) is not None}
    start, end = held.survey.start, held.survey.end
    return sorted(text for text, day in known.items() if not start <= day.isoformat() <= end)


def _proctors(held: Held, e: Entries) -> v.Card:
    t = e.language
    heads = (v.Head(say(t, "prepare.proctor_name")),)
    rows = tuple(
        v.GridRow(
            f"proctor_{at}",
            (e.field(f"proctors.{at}.name", say(t, "prepare.of_proctor", number=at + 1)),),
            v.Button(
                f"drop_proctor_{at}", "", w.DropProctor(at), Kind.TEXT, "trash-2",
                enabled=not held.busy, spoken=say(t, "prepare.drop_proctor", number=at + 1),
            ),
        )
        for at in range(len(held.draft.proctors))
    )  # fmt: skip
    add = v.Button(
        "add_proctor", say(t, "prepare.add_proctor"), w.AddProctor(), Kind.TEXT, "plus",
        enabled=not held.busy and len(rows) < MOST_PROCTORS,
    )  # fmt: skip
    grid = v.Grid("proctors_grid", heads, rows, say(t, "prepare.no_proctor"))
    note = v.Text(say(t, "prepare.pins_words"))
    return v.Card("proctors_card", (grid, note), say(t, "window.proctors"), add)


def _slips(held: Held, e: Entries) -> v.Card:
    t = e.language
    heads = (
        v.Head(say(t, "prepare.stratum"), stretch=5),
        v.Head(say(t, "prepare.target"), width=116),
        v.Head(say(t, "prepare.printed"), width=116),
        v.Head(say(t, "prepare.codes"), width=104),
    )
    before = printed(held.made)
    rows = []
    for one in held.survey.strata:
        name = f"{one.agency}:{one.group}"
        words = stratum_in_words(held.survey, one, t)
        field = e.field(f"counts.{name}", say(t, "prepare.of_agency", label=heads[3].words, agency=words))
        rows.append(v.GridRow(f"slips_{name}", (words, str(one.target), str(before.get(name, 0)), field)))
    spares = tuple(v.Option(one, say(t, "prepare.spare_line", percent=one)) for one in SPARES)
    spare = e.field("spare", say(t, "prepare.spare"), kind=v.FieldKind.CHOICE, options=spares)
    go = v.Button("use_targets", say(t, "prepare.use_targets"), w.UseTargets(), enabled=not held.busy)
    inside: list[v.Part] = [v.Form("spare_form", ((spare,),), (go,), say(t, "prepare.slips_words"))]
    if error := e.error("counts"):
        inside.append(v.Notice(Tone.DANGER, "circle-alert", error))
    inside.append(v.Grid("slips_grid", heads, tuple(rows)))
    return v.Card("slips_card", tuple(inside), say(t, "prepare.step_slips"))


def stratum_in_words(survey: RoundDocument, one: Stratum, language: Language) -> str:
    """`Dinas Perhubungan, pegawai`, or the panel of experts."""
    group = group_in_words(GroupCode(one.group), language)
    agency = next((each for each in survey.agencies if each.code == one.agency), None)
    if agency is None:
        return group.capitalize()
    return say(
        language, "prepare.stratum_line", agency=in_language(agency.name, language), group=group.lower()
    )


def _contents(held: Held, language: Language) -> v.Card:
    """What the package holds as far as it is written."""
    t, survey = language, held.survey
    counted = {name: number_of(text) or 0 for name, text in held.draft.counts.items()}
    agencies = {name.partition(":")[0] for name, count in counted.items() if count}
    groups = {name.partition(":")[2] for name, count in counted.items() if count}
    shorts = [one.short for one in survey.agencies if one.code in agencies]
    named = [group_in_words(GroupCode(one.code), t) for one in survey.groups if one.code in groups]
    before = printed(held.made)
    left = sum(max(0, one.target - before.get(f"{one.agency}:{one.group}", 0)) for one in survey.strata)
    total = sum(counted.values())
    facts = (
        v.Fact(say(t, "prepare.agency"), ", ".join(shorts) or "–", strong=True),
        v.Fact(say(t, "window.head_group"), ", ".join(named) or "–", strong=True),
        v.Fact(say(t, "prepare.left"), str(left), strong=True),
        v.Fact(say(t, "window.head_sessions"), str(len(held.draft.sessions)), strong=True),
        v.Fact(say(t, "prepare.codes_printed"), str(total), strong=True),
        v.Fact(say(t, "prepare.sheets"), str(-(-total // 10)), strong=True),
    )
    return v.Card("contents_card", (v.Facts(facts),), say(t, "prepare.contents"))


# --- the last stage ---------------------------------------------------------------------------------------


def _review(held: Held, officer: tuple[v.Field, ...], language: Language) -> tuple[v.Part, ...]:
    order = held.read.order
    if order is None:
        return (_wrong(held, language),)
    choose = v.Button(
        "choose_out", say(language, "window.choose_out"), w.ChooseOut(), icon="folder-open",
        enabled=not held.busy,
    )  # fmt: skip
    parts: list[v.Part] = [v.Facts(_facts(order, language)), v.Buttons((choose,))]
    if held.out is not None:
        parts.append(v.Facts((v.Fact(say(language, "window.written_to"), str(held.out), mono=True),)))
    parts.append(v.Form("package_form", (officer,), note=say(language, "window.look_away")))
    return (v.Card("order_card", tuple(parts), say(language, "prepare.becomes")),)


def _facts(order: Order, language: Language) -> tuple[v.Fact, ...]:
    t = language
    return (
        v.Fact(say(t, "window.head_room"), order.venue_name, strong=True),
        v.Fact(say(t, "window.head_version"), str(order.version)),
        v.Fact(say(t, "window.head_period"), period_in_words(order.start, order.end, t)),
        v.Fact(say(t, "window.head_sessions"), str(len(order.sessions))),
        v.Fact(say(t, "window.head_seats"), f"{len(order.seats)}: {', '.join(order.seats)}"),
        v.Fact(say(t, "window.proctors"), ", ".join(one.name for one in order.proctors)),
        v.Fact(say(t, "window.head_slips"), str(sum(one.count for one in order.slips)), strong=True),
    )


def _wrong(held: Held, language: Language) -> v.Card:
    names = names_of_steps(language)

    def way(place: str) -> tuple[str, w.See]:
        return names[step_of(place)], w.See(step_of(place))

    return still_wrong("order_wrong", held.read.findings, way, language)


# --- what was made ----------------------------------------------------------------------------------------


def papers(
    made: Packaged, sticks: Sequence[tuple[Path, str]], language: Language, *, dropped: bool
) -> v.Card:
    """The files of a new package: to print, to carry away on a stick, and to delete once they are printed."""
    t = language
    paper = (
        ("print_slips", say(t, "window.print_slips"), w.ShowFile(made.slips_file), "printer"),
        ("print_card", say(t, "window.print_card"), w.ShowFile(made.card_file), "printer"),
    )
    buttons = [
        v.Button(name, words, wish, icon=icon, enabled=not dropped) for name, words, wish, icon in paper
    ]
    buttons += [
        v.Button(
            f"carry_{at}", say(t, "window.carry_package", stick=label), w.CarryPackage(folder), icon="usb"
        )
        for at, (folder, label) in enumerate(sticks)
    ]
    drop = say(t, "prepare.drop_papers")
    buttons.append(v.Button("drop_papers", drop, w.DropPapers(), icon="trash-2", enabled=not dropped))
    facts = v.Facts(
        (
            v.Fact(say(t, "window.fact_package"), str(made.package_file), mono=True),
            v.Fact(say(t, "window.fact_slips"), str(made.slips_file), mono=True),
            v.Fact(say(t, "window.fact_card"), str(made.card_file), mono=True),
        )
    )
    parts: list[v.Part] = [facts, v.Buttons(tuple(buttons))]
    if not sticks:
        parts.append(v.Text(say(t, "prepare.plug_in")))
    if not dropped:
        parts.append(v.Notice(Tone.WARN, "triangle-alert", say(t, "window.codes_on_paper")))
    return v.Card("papers_card", tuple(parts), say(t, "window.package_made"))
