"""The draw as an act: who must be there, what stops it, and that nobody draws until it pleases."""

from dataclasses import replace as changed

import pytest
import sqlalchemy as sa

from app.base.errors import Integrity, Refused
from app.office.sample.drawing import Check, Drawn, Remark, Wish, check_lists, draw_sample, read_draws
from app.office.sample.duplicates import Cluster, Sign, decide
from app.office.sample.fieldwork import Outcome, Way, log_contact
from app.office.sample.frame import Imported
from app.office.sample.lots import Method
from app.office.sample.names import Names, open_names, stratum_of
from app.office.sample.tables import act, drawn, selection, unit
from app.office.store.audit import read_acts
from tests.office.sample.conftest import ROUND, STAFF, Desk, csv_bytes, staff

WITNESSES = ("Ratna Dewi", "M. Yusuf")
DISHUB, PUPR = stratum_of("dishub", "internal"), stratum_of("pupr", "internal")
COUNTER, EXPERTS = stratum_of("pupr", "external"), stratum_of("", "expert")
REASON = "Daftar dibacakan salah oleh petugas"


def check(desk: Desk) -> Check:
    found = check_lists(desk.office, ROUND)
    assert isinstance(found, Check), found
    return found


def draw(desk: Desk, **more: object) -> Drawn:
    made = draw_sample(desk.office, ROUND, changed(Wish(witnesses=WITNESSES), **more))  # type: ignore[arg-type]
    assert isinstance(made, Drawn), made
    return made


def refusal(made: object) -> str:
    assert isinstance(made, Refused), made
    return made.code


def names(desk: Desk) -> Names:
    opened = open_names(desk.office, ROUND)
    assert isinstance(opened, Names)
    return opened


def test_before_the_draw_every_stratum_says_what_it_has(desk: Desk) -> None:
    desk.all_lists()
    by_stratum = {one.stratum: one for one in check(desk).strata}
    dishub = by_stratum[DISHUB]
    assert (dishub.listed, dishub.wanted, dishub.substitutes, dishub.needed) == (40, 15, 5, 37)
    assert dishub.remark is Remark.ENOUGH
    assert (by_stratum[COUNTER].interval, by_stratum[COUNTER].remark) == (8, Remark.AT_COUNTER)
    assert by_stratum[EXPERTS].remark is Remark.CHOSEN


@pytest.mark.parametrize(("count", "wanted", "spare"), [(19, 15, 4), (15, 15, 0), (9, 9, 0)])
def test_a_short_list_is_drawn_as_far_as_it_goes_and_called_short(
    desk: Desk, count: int, wanted: int, spare: int
) -> None:
    assert isinstance(desk.bring(csv_bytes(STAFF, staff(count))), Imported)
    (dishub,) = (one for one in check(desk).strata if one.stratum == DISHUB)
    assert (dishub.wanted, dishub.substitutes, dishub.remark) == (wanted, spare, Remark.SHORT)
    (made,) = (one for one in draw(desk).strata if one.stratum == DISHUB)
    assert (len(made.lots.sample), len(made.lots.substitutes)) == (wanted, spare)


def test_a_draw_takes_two_persons_present(desk: Desk) -> None:
    desk.all_lists()
    desk.again("a")
    assert refusal(draw_sample(desk.office, ROUND, Wish())) == "sample.two_present"
    assert isinstance(draw_sample(desk.office, ROUND, Wish(witnesses=("Ratna Dewi",))), Drawn)


def test_who_threw_the_seed_can_draw_the_same_elsewhere(desk: Desk) -> None:
    desk.all_lists()
    made = draw(desk, seed="447109263185")
    assert made.thrown
    by_stratum = {one.stratum: one for one in made.strata}
    # With sha256sum and a pencil, from FORMAT.md.
    assert by_stratum[DISHUB].lots.starts == (11, 9)
    assert by_stratum[DISHUB].lots.sample == (11, 13, 16, 19, 21, 24, 27, 29, 32, 35, 37, 40, 3, 5, 8)
    assert by_stratum[EXPERTS].lots.sample == (1, 2, 3, 4)
    assert by_stratum[COUNTER].units == ()


def test_a_seed_in_digits_that_sha256sum_would_not_be_given_draws_nothing(desk: Desk) -> None:
    desk.all_lists()
    for seed in ("٤٤٧١٠٩٢٦٣١٨٥", "4471092", "4471 0926 3185"):
        assert refusal(draw_sample(desk.office, ROUND, Wish(witnesses=WITNESSES, seed=seed))) == (
            "sample.seed_digits"
        )


def test_starts_that_witnesses_gave_are_used_as_they_are(desk: Desk) -> None:
    desk.all_lists()
    made = draw(desk, starts={DISHUB: (17, 3), COUNTER: (6,)})
    by_stratum = {one.stratum: one for one in made.strata}
    assert (by_stratum[DISHUB].lots.starts, by_stratum[DISHUB].entered) == ((17, 3), True)
    assert by_stratum[COUNTER].lots.starts == (6,)
    assert not by_stratum[PUPR].entered


@pytest.mark.parametrize(
    ("starts", "code"),
    [
        ({DISHUB: (41, 1)}, "sample.start_wrong"),
        ({DISHUB: (0, 1)}, "sample.start_wrong"),
        ({DISHUB: (1,)}, "sample.start_wrong"),
        ({DISHUB: (1, 26)}, "sample.start_wrong"),
        ({COUNTER: (9,)}, "sample.start_wrong"),
        ({EXPERTS: (1,)}, "sample.start_unused"),
        ({stratum_of("x", "internal"): (1,)}, "sample.start_unused"),
    ],
)
def test_a_start_outside_the_list_draws_nothing(desk: Desk, starts: object, code: str) -> None:
    desk.all_lists()
    wish = changed(Wish(witnesses=WITNESSES), starts=starts)  # type: ignore[arg-type]
    assert refusal(draw_sample(desk.office, ROUND, wish)) == code
    assert read_draws(desk.office, ROUND) == ()


def test_lists_that_come_later_are_drawn_later_and_the_first_draw_stands(desk: Desk) -> None:
    assert isinstance(desk.bring(csv_bytes(STAFF, staff(40))), Imported)
    first = draw(desk)
    assert {one.stratum for one in first.strata} == {DISHUB, COUNTER}
    assert refusal(draw_sample(desk.office, ROUND, Wish(witnesses=WITNESSES))) == "sample.nothing_to_draw"
    assert isinstance(desk.bring(csv_bytes(STAFF, staff(30, "PUPR", 100))), Imported)
    second = draw(desk, method=Method.SIMPLE)
    assert {one.stratum for one in second.strata} == {PUPR}
    assert read_draws(desk.office, ROUND) == (first, second)


def test_a_list_does_not_change_under_its_draw(desk: Desk) -> None:
    desk.all_lists()
    draw(desk)
    assert refusal(desk.bring(csv_bytes(STAFF, staff(41)), replace=True)) == "sample.already_drawn"


def test_drawing_again_takes_two_officers_a_reason_and_nobody_spoken_to(desk: Desk) -> None:
    desk.all_lists()
    first = draw(desk)
    again = Wish(again=(DISHUB,), reason=REASON)
    desk.again("a")
    one_officer = draw_sample(desk.office, ROUND, changed(again, witnesses=WITNESSES))
    assert refusal(one_officer) == "office.two_officers"
    desk.again("ab")
    assert refusal(draw_sample(desk.office, ROUND, changed(again, reason="lagi"))) == "sample.reason_short"
    unknown = changed(again, again=(stratum_of("x", "internal"),))
    assert refusal(draw_sample(desk.office, ROUND, unknown)) == "sample.no_stratum"
    assert read_draws(desk.office, ROUND) == (first,)
    second = draw_sample(desk.office, ROUND, again)
    assert isinstance(second, Drawn)
    assert ({one.stratum for one in second.strata}, second.reason) == ({DISHUB}, REASON)
    left = read_draws(desk.office, ROUND)
    assert isinstance(left, tuple)
    assert [{one.stratum for one in made.strata} for made in left] == [{PUPR, COUNTER, EXPERTS,
            stratum_of("dishub", "external")}, {DISHUB}]  # fmt: skip
    number = second.strata[0].units[0]
    told = log_contact(desk.office, ROUND, [number], Outcome.REACHED, Way.PHONE)
    assert not isinstance(told, Refused)
    assert refusal(draw_sample(desk.office, ROUND, again)) == "sample.already_contacted"


def test_a_draw_again_that_cannot_be_made_leaves_the_first_in_force(desk: Desk) -> None:
    desk.all_lists()
    first = draw(desk)
    wish = Wish(again=(DISHUB,), reason=REASON, starts={DISHUB: (99, 1)})
    assert refusal(draw_sample(desk.office, ROUND, wish)) == "sample.start_wrong"
    assert read_draws(desk.office, ROUND) == (first,)


def test_a_replaced_draw_stays_on_record(desk: Desk) -> None:
    desk.all_lists()
    draw(desk)
    draw_sample(desk.office, ROUND, Wish(again=(DISHUB,), reason=REASON))
    opened = names(desk)
    with opened.store.reading() as connection:
        rows = (
            connection.execute(sa.select(drawn.c.replaced).where(drawn.c.agency == "dishub")).scalars().all()
        )
        acts = [one.act for one in read_acts(connection, act)]
    opened.close()
    assert sorted(rows) == [False, False, True]
    assert acts.count("sample draw") == 2


@pytest.mark.parametrize(
    "change",
    [
        sa.update(selection).where(selection.c.place == 1).values(place=99),
        sa.update(drawn).where(drawn.c.agency == "dishub").values(starts="5,5"),
        sa.update(drawn).where(drawn.c.agency == "dishub").values(starts="5"),
        sa.update(unit).where(unit.c.id == 1).values(excluded="pimpinan"),
        sa.delete(selection).where(selection.c.place == 3),
        sa.update(unit).where(unit.c.id == 2).values(row=77),
    ],
)
def test_a_draw_that_somebody_changed_is_not_believed(desk: Desk, change: sa.Update | sa.Delete) -> None:
    desk.all_lists()
    draw(desk)
    opened = names(desk)
    with opened.store.writing() as connection:
        connection.execute(change)
    opened.close()
    with pytest.raises(Integrity) as trouble:
        read_draws(desk.office, ROUND)
    assert trouble.value.code == "sample.draw_changed"


# --- who stands on the lists twice ------------------------------------------------------------------------


def two_alike(desk: Desk) -> None:
    """Three entries of one person, and two persons with one office telephone."""
    rows = staff(20)
    same_nip = staff(1, first=90, NIP=rows[4][1])[0]
    same_name = staff(1, first=91, **{"Nama": f"{rows[4][0]}, S.E.", "Tanggal lahir": rows[4][3], "NIP": ""})[
        0
    ]
    same_phone = staff(1, first=92, **{"No. HP": rows[7][2]})[0]
    data = csv_bytes(STAFF, [*rows, same_nip, same_name, same_phone])
    assert isinstance(desk.bring(data), Imported)


def test_one_person_in_three_entries_is_one_cluster_with_its_signs(desk: Desk) -> None:
    two_alike(desk)
    clusters = check(desk).clusters
    assert [[one.unit for one in cluster.entries] for cluster in clusters] == [[5, 21, 22], [8, 23]]
    assert [cluster.signs for cluster in clusters] == [(Sign.NIP, Sign.LIKENESS), (Sign.PHONE,)]


def test_nothing_is_drawn_before_somebody_decided_with_a_reason(desk: Desk) -> None:
    two_alike(desk)
    assert refusal(draw_sample(desk.office, ROUND, Wish(witnesses=WITNESSES))) == "sample.undecided"
    assert refusal(decide(desk.office, ROUND, 5, 5, "ya")) == "sample.reason_short"
    assert refusal(decide(desk.office, ROUND, 6, 6, REASON)) == "sample.no_cluster"
    assert refusal(decide(desk.office, ROUND, 5, 6, REASON)) == "sample.not_in_cluster"
    assert isinstance(decide(desk.office, ROUND, 5, 21, REASON), Cluster)
    assert isinstance(decide(desk.office, ROUND, 8, None, "Telepon kantor, orangnya berbeda"), Cluster)
    found = check(desk)
    assert (found.clusters, found.set_aside) == ((), 2)
    made = draw(desk, substitutes=6)
    (dishub,) = (one for one in made.strata if one.stratum == DISHUB)
    assert dishub.terms.listed == 21
    assert not {5, 22} & set(dishub.units)
    assert set(dishub.units) == set(range(1, 24)) - {5, 22}


def test_a_decision_about_two_does_not_speak_of_a_third(desk: Desk) -> None:
    two_alike(desk)
    assert isinstance(decide(desk.office, ROUND, 8, None, "Telepon kantor, orangnya berbeda"), Cluster)
    third = staff(1, "PUPR", first=93, **{"No. HP": staff(20)[7][2]})
    assert isinstance(desk.bring(csv_bytes(STAFF, third)), Imported)
    assert [[one.unit for one in cluster.entries] for cluster in check(desk).clusters] == [
        [5, 21, 22],
        [8, 23, 24],
    ]


def test_who_was_drawn_stays_and_the_later_entry_goes(desk: Desk) -> None:
    assert isinstance(desk.bring(csv_bytes(STAFF, staff(20))), Imported)
    draw(desk)
    late = [*staff(20, "PUPR", first=200), *staff(1, "PUPR", first=300, NIP=staff(1)[0][1])]
    assert isinstance(desk.bring(csv_bytes(STAFF, late)), Imported)
    assert refusal(decide(desk.office, ROUND, 1, 41, REASON)) == "sample.already_drawn"
    assert isinstance(decide(desk.office, ROUND, 1, 1, REASON), Cluster)
    assert {one.stratum for one in draw(desk).strata} == {PUPR}
    assert isinstance(read_draws(desk.office, ROUND), tuple)
