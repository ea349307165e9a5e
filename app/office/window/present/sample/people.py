"""The persons who were drawn, and how many answered."""

from collections.abc import Mapping

from app.base.sentences import Language, say
from app.office.sample.fieldwork import REPLACEABLE, Outcome, Person, Standing, Status, StratumStatus, Way
from app.office.sample.words import (
    group_in_words,
    outcome_in_words,
    standing_in_words,
    way_in_words,
)
from app.office.window import view as v
from app.office.window.present import sample_wishes as w
from app.office.window.present.around import in_language
from app.office.window.present.sample.look import Held, Look
from app.office.window.present.sample.names import end_card
from app.office.words import percent
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone


def people(look: Look, held: Held, language: Language) -> tuple[v.Part, ...]:
    """Contacts, substitutes, response, and the end of the names."""
    if look.status is None or not look.draws:
        go = v.Button("to_draw", say(language, "sample.stage_draw"), w.See(w.Step.DRAW))
        return (v.Notice(Tone.INFO, "info", say(language, "sample.draw_first"), go),)
    side: list[v.Part] = []
    one = next((one for one in look.status.persons if one.unit == held.person), None)
    side.append(_person(one, held, language) if one is not None else _nobody(language))
    side.append(end_card(look, held, language))
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
