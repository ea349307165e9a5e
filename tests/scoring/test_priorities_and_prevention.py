import re
from dataclasses import replace

import pytest

from app.base.ids import AgencyCode, QuestionnaireId
from app.base.sentences import Language
from app.questionnaire.model import Text
from app.scoring.change import changes
from app.scoring.estimate import to_tenths
from app.scoring.points import Scorer
from app.scoring.prevention import prevention_of
from app.scoring.priorities import Certainty, PriorityArea, priority_areas, spoken
from app.scoring.results import (
    Activity,
    ActivityKind,
    CityResult,
    Comparison,
    ItemWords,
    Recorder,
    Study,
    Withheld,
)
from app.scoring.scheme import Component, Dimension, Effort, Method, Priorities, Scheme, TookPart
from tests.scoring.city import METHOD, SCORERS, SIX, city_rows, scored, shown, study

A = AgencyCode("a")


def aiming(target: int, areas: int = 50) -> Method:
    return METHOD.model_copy(update={"priorities": Priorities(target=target, areas=areas)})


@pytest.fixture(scope="module")
def city() -> CityResult:
    return scored(city_rows(SIX), study(*SIX, method=aiming(70)))


def test_an_area_lies_under_the_target_and_says_how_sure_that_is(city: CityResult) -> None:
    areas = priority_areas(city, city.agency(A))
    assert areas.dimensions
    assert areas.items
    for area in (*areas.dimensions, *areas.items):
        assert area.figure.tenths < 700
        assert area.gap == pytest.approx(70 - area.figure.value)
        assert (area.certainty is Certainty.SURE) == (to_tenths(area.figure.high) < 700)
    everything = city.agency(A).groups[Component.INTERNAL].items.values()
    assert sum(a.component is Component.INTERNAL for a in areas.items) == sum(
        shown(outcome).tenths < 700 for outcome in everything
    )


def test_a_figure_that_prints_as_the_target_lies_not_under_it(city: CityResult) -> None:
    agency = city.agency(A)
    dimension = next(iter(agency.dimensions))
    for value, high, certainty in (
        (69.96, 75.0, None),
        (69.94, 75.0, Certainty.LIKELY),
        (68.0, 69.96, Certainty.LIKELY),
        (68.0, 69.94, Certainty.SURE),
    ):
        figure = replace(shown(agency.dimensions[dimension]), value=value, low=60.0, high=high)
        areas = priority_areas(city, replace(agency, dimensions={dimension: figure})).dimensions
        assert [area.certainty for area in areas] == ([] if certainty is None else [certainty]), value
    figure = replace(shown(agency.dimensions[dimension]), value=68.25, low=60.0, high=75.0)
    (area,) = priority_areas(city, replace(agency, dimensions={dimension: figure})).dimensions
    assert "68.3" in (said := spoken(area, city.method, Language.EN))
    assert "1.7 points" in said  # 70 less what is printed, not less what is not


def test_sure_areas_come_first_and_then_what_costs_the_index_most(city: CityResult) -> None:
    found = priority_areas(city, city.agency(A)).items
    keys = [(area.certainty, -area.cost) for area in found]
    assert keys == sorted(keys)
    assert {area.certainty for area in found} == set(Certainty)
    few = scored(city_rows(SIX), study(*SIX, method=aiming(70, 3)))
    assert priority_areas(few, few.agency(A)).items == found[:3]


def test_reaching_every_target_would_bring_what_the_areas_cost() -> None:
    # With a target of 100 every item is an area, and all gaps together are what the index lacks.
    whole = scored(city_rows(SIX), study(*SIX, method=aiming(100, 50)))
    agency = whole.agency(A)
    areas = priority_areas(whole, agency)
    lacking = 100 - shown(agency.index).value
    assert sum(area.cost for area in areas.items) == pytest.approx(lacking)
    assert sum(area.cost for area in areas.dimensions) == pytest.approx(lacking)


def test_without_a_target_there_are_no_areas(city: CityResult) -> None:
    none = scored(city_rows(SIX), study(*SIX))
    assert priority_areas(none, none.agency(A)).items == ()
    assert city.agency(A) == replace(none.agency(A))


def test_a_withheld_figure_is_no_area() -> None:
    closed = scored(city_rows(SIX | {"c": (9, 13, 11)}), study(*SIX, method=aiming(100)))
    agency = closed.agency(AgencyCode("c"))
    assert priority_areas(closed, agency).items == ()
    assert all(isinstance(outcome, Withheld) for g in agency.groups.values() for outcome in g.items.values())


def test_the_sentence_names_figure_certainty_city_and_last_period() -> None:
    before, now = (scored(city_rows(SIX, seed), study(*SIX, method=aiming(90))) for seed in (1, 2))
    since = changes(now, before).agencies[A]
    for area in priority_areas(now, now.agency(A), since).items:
        text = spoken(area, now.method, Language.ID)
        assert f"Nilainya {area.figure.tenths // 10},{area.figure.tenths % 10} dari 100" in text
        assert "sasaran 90" in text
        assert ("Seluruh rentangnya" in text) == (area.certainty is Certainty.SURE)
        assert "kota" in text
        assert "periode lalu" in text
        english = spoken(area, now.method, Language.EN)
        assert f"{area.figure.tenths // 10}.{area.figure.tenths % 10} out of 100" in english
        assert not re.search(r"peringkat|terburuk|terbaik|urutan|\brank|worst|best", text + english)


def test_what_has_no_city_and_no_period_says_nothing_of_them() -> None:
    alone = scored(city_rows({"a": (12, 13, 11)}), study("a", method=aiming(100)))
    area: PriorityArea = priority_areas(alone, alone.agency(A)).items[0]
    assert (area.versus_city, area.moved) == (None, None)
    assert "kota" not in spoken(area, alone.method, Language.ID)


def _asking() -> Study:
    """The staff are asked besides which activities they took part in."""
    name = QuestionnaireId("internal")
    plain = SCORERS[name]
    items = {Effort.OUTREACH: ("g1", "outreach_1"), Effort.CHANNEL: ("outreach_2",)}
    extra = {"took_part": (TookPart(item="g1", any_of=(1, 2)),), "prevention": items}
    asking = Scorer(Scheme.model_validate({**plain.scheme.model_dump(), **extra}), plain.codes)
    words = {name: {"g1": ItemWords(Text(id="Kegiatan apa saja yang Anda ikuti?"), "Keikutsertaan")}}
    return replace(study(*SIX), scorers={**SCORERS, name: asking}, words=words)


def test_efforts_are_shown_as_they_are_perceived_and_as_they_were_recorded() -> None:
    rows = [
        replace(r, answers={**r.answers, "g1": (1,) if r.respondent % 3 else (9,)})
        if r.group == "internal"
        else r
        for r in city_rows(SIX)
    ]
    city = scored(rows, _asking())
    done = [
        Activity(A, ActivityKind.TRAINING, "2026-05-02", Text(id="Pelatihan"), 40, Recorder.AGENCY, "Notula"),
        Activity(A, ActivityKind.CHANNEL, "2026-02-11", Text(id="Kotak"), None, Recorder.AGENCY, "Foto"),
        Activity(AgencyCode("b"), ActivityKind.OTHER, "2026-02-11", Text(id="X"), 3, Recorder.AGENCY, "Y"),
    ]
    chapter = prevention_of(city, A, done)
    assert [each.date for each in chapter.activities] == ["2026-02-11", "2026-05-02"]
    took_part, outreach = chapter.efforts[Effort.OUTREACH]
    assert took_part.percentage
    assert shown(took_part.figure).value == pytest.approx(100 * 8 / 12)
    assert shown(took_part.city).value == pytest.approx(100 * 48 / 72)
    assert took_part.versus_city is Comparison.NOT_DIFFERENT
    assert not outreach.percentage
    assert outreach.figure == city.agency(A).groups[Component.INTERNAL].items["outreach_1"]
    words = city.item_places[Component.INTERNAL]["g1"].words
    assert words is not None
    assert words.concept == "Keikutsertaan"
    assert set(chapter.efforts) == {Effort.OUTREACH, Effort.CHANNEL}


def test_taking_part_leaves_the_index_alone() -> None:
    rows = city_rows(SIX)
    asked = [
        replace(r, answers={**r.answers, "g1": (1,) if r.respondent % 2 else (9,)})
        if r.group == "internal"
        else r
        for r in rows
    ]
    with_it, without = scored(asked, _asking()), scored(rows, study(*SIX))
    assert shown(with_it.index) == shown(without.index)
    assert Dimension.OUTREACH in with_it.dimensions
