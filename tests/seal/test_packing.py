"""A package: what two officers sign, what is inside, and what is nowhere."""

import base64
import json
from collections import Counter
from pathlib import Path

import pytest
from pydantic import JsonValue, TypeAdapter, ValidationError

from app.base.canonical import canonical, digest
from app.base.errors import Bug, Integrity, Refused
from app.base.ids import Digest, GroupCode, ProctorId, SeatId
from app.seal.card import CardSection, NewProctor, verify_pin
from app.seal.codes import check, new_code
from app.seal.documents import ClockTime, IsoDate
from app.seal.dsse import sign_envelope
from app.seal.package import (
    PACKAGE_TYPE,
    PackageDocument,
    PackagePlan,
    open_card,
    read_training_package,
    sign_package,
    verify_package,
)
from app.seal.packing import BuiltPackage, Stratum, build_package
from app.seal.root import Root, RootDocument, RootOfficer, sign_root, verify_next_root, verify_root
from app.seal.sign import SigningKey
from app.seal.stretch import PRODUCTION, Stretcher, derive, stretcher_for
from tests.cheap import STRETCHER

VECTORS = Path(__file__).parent / "vectors"
CARD_CODE = new_code()
OFFICERS = [SigningKey(bytes([number]) * 32) for number in (1, 2, 3)]


def root(*, production: bool = False, number: int = 1, previous: str = "") -> bytes:
    document = RootDocument(
        type="bilik/root",
        version=1,
        number=number,
        previous=previous,
        office="BPS Kota Contoh",
        created="2026-11-24",
        officers=tuple(
            RootOfficer(id=name, name=name, public_key=key.verify_key().to_bytes())
            for name, key in zip("abc", OFFICERS, strict=True)
        ),
        threshold=2,
        production=production,
    )
    return sign_root(document, OFFICERS)


def plan(*, practice: bool = False) -> tuple[PackagePlan, Digest]:
    """The plan of the frozen package, for training or not."""
    frozen = verify_package(
        (VECTORS / "package.json").read_bytes(), verify_root((VECTORS / "root.json").read_bytes())
    )
    questionnaire: dict[str, JsonValue] = {"id": "contoh", "practice": practice}
    name = digest(json.dumps(questionnaire, sort_keys=True, separators=(",", ":")).encode())
    values = {field: getattr(frozen.document, field) for field in PackagePlan.model_fields}
    return PackagePlan(**{**values, "training": practice, "questionnaires": {name: questionnaire}}), name


def build(decided: PackagePlan, questionnaire: Digest, stretcher: Stretcher = STRETCHER) -> BuiltPackage:
    return build_package(
        decided,
        [SeatId("01"), SeatId("02"), SeatId("03")],
        [NewProctor(ProctorId("p1"), "Ani", "240817"), NewProctor(ProctorId("p2"), "Budi", "170824")],
        [
            Stratum("dishub", GroupCode("internal"), questionnaire, 15),
            Stratum("dishub", GroupCode("external"), questionnaire, 10),
            Stratum("", GroupCode("expert"), questionnaire, 5),
        ],
        CARD_CODE,
        stretcher,
    )


def trusted(data: bytes) -> Root:
    return verify_root(data)


def test_a_package_has_the_slips_that_were_ordered_and_the_office_can_count_them() -> None:
    built = build(*plan())
    document = verify_package(sign_package(built.payload, OFFICERS[1:]), trusted(root())).document
    assert Counter((code.agency, code.group) for code in document.codes) == {
        ("dishub", "internal"): 15,
        ("dishub", "external"): 10,
        ("", "expert"): 5,
    }
    assert [code.id for code in document.codes] == [row.id for row in built.rows]
    for some in built.slips:
        assert len(some.codes) == some.stratum.count
        for code in some.codes:
            assert check(code)
            secrets = derive(code, document.salt, STRETCHER)
            (row,) = [row for row in built.rows if row.id == secrets.id]
            assert row.nullifier == secrets.nullifier
            assert (row.agency, row.group) == (some.stratum.agency, some.stratum.group)


def test_the_package_holds_no_code_no_nullifier_no_pin_and_no_private_key() -> None:
    built = build(*plan())
    section = open_card(PackageDocument.model_validate_json(built.payload), CARD_CODE, STRETCHER)
    assert isinstance(section, CardSection)
    secrets = [code.encode() for some in built.slips for code in some.codes]
    secrets += [CARD_CODE.encode(), b"240817", b"Budi"]
    for raw in [row.nullifier for row in built.rows] + [seat.private_key for seat in section.seats]:
        secrets += [base64.b64encode(raw), raw.hex().encode(), raw]
    assert not any(secret in built.payload for secret in secrets)


def test_the_order_of_codes_says_nothing_about_the_order_of_slips() -> None:
    built = build(*plan())
    assert [row.id for row in built.rows] == sorted(row.id for row in built.rows)
    groups = [row.group for row in built.rows]
    assert groups != sorted(groups, key=[slips.stratum.group for slips in built.slips].index)


def test_progress_is_told_for_every_code() -> None:
    told: list[tuple[int, int]] = []
    decided, questionnaire = plan()
    strata = [Stratum("", GroupCode("expert"), questionnaire, 4)]
    proctors = [NewProctor(ProctorId("p1"), "Ani", "240817")]
    build_package(
        decided,
        [SeatId("01")],
        proctors,
        strata,
        CARD_CODE,
        STRETCHER,
        lambda done, total: told.append((done, total)),
    )
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_proctors_are_known_by_their_own_pins_only() -> None:
    document = PackageDocument.model_validate_json(build(*plan()).payload)
    section = open_card(document, CARD_CODE.lower(), STRETCHER)
    assert isinstance(section, CardSection)
    ani, budi = section.proctors
    assert verify_pin(ani.pin, "240817", STRETCHER)
    assert not verify_pin(budi.pin, "240817", STRETCHER)
    assert open_card(document, new_code(), STRETCHER) == Refused("seal.card_code_wrong")


def test_a_card_moved_to_another_package_does_not_open() -> None:
    built = build(*plan())
    moved = PackageDocument.model_validate_json(built.payload).model_copy(update={"venue_id": "lab-2"})
    assert open_card(moved, CARD_CODE, STRETCHER) == Refused("seal.card_code_wrong")
    other = PackageDocument.model_validate_json(build(*plan()).payload)
    seats = PackageDocument.model_validate_json(built.payload).model_copy(update={"seats": other.seats})
    with pytest.raises(Integrity) as refused:
        open_card(seats, CARD_CODE, STRETCHER)
    assert refused.value.code == "seal.card_mismatch"


def test_a_production_root_refuses_a_cheaply_stretched_package() -> None:
    for practice in (False, True):
        data = sign_package(build(*plan(practice=practice)).payload, OFFICERS[:2])
        with pytest.raises(Integrity) as refused:
            verify_package(data, trusted(root(production=True)))
        assert refused.value.code == "seal.stretch_too_weak"


def test_training_and_real_questionnaires_never_mix() -> None:
    decided, questionnaire = plan(practice=True)
    training = sign_package(build(decided, questionnaire).payload, OFFICERS[:2])
    assert verify_package(training, trusted(root())).document.training
    pretended = decided.model_copy(update={"training": False})
    real = sign_package(build(pretended, questionnaire).payload, OFFICERS[:2])
    with pytest.raises(Integrity) as refused:
        verify_package(real, trusted(root()))
    assert refused.value.code == "seal.training_mismatch"


def test_scenarios_travel_only_beside_their_questionnaire_and_are_left_out_when_there_are_none() -> None:
    decided, questionnaire = plan()
    without = build(decided, questionnaire).payload
    assert b'"scenarios"' not in without
    played: dict[str, JsonValue] = {questionnaire: [{"name": "a"}]}
    payload = build(decided.model_copy(update={"scenarios": played}), questionnaire).payload
    document = verify_package(sign_package(payload, OFFICERS[:2]), trusted(root())).document
    assert document.scenarios == played
    raw = json.loads(decided.model_dump_json())
    with pytest.raises(ValidationError):
        PackagePlan.model_validate_json(json.dumps({**raw, "scenarios": {"0" * 64: []}}))
    null = json.dumps({**json.loads(without), "scenarios": None}, sort_keys=True, separators=(",", ":"))
    with pytest.raises(Integrity) as refused:
        verify_package(sign_package(null.encode(), OFFICERS[:2]), trusted(root()))
    assert refused.value.code == "seal.schema"


def test_what_assesses_people_never_shares_a_package_with_anything_else() -> None:
    questionnaires: dict[Digest, JsonValue] = {}
    for about_persons in (True, False):
        one: dict[str, JsonValue] = {"about_persons": about_persons, "id": "contoh"}
        questionnaires[digest(json.dumps(one, sort_keys=True, separators=(",", ":")).encode())] = one
    persons, _ = questionnaires
    decided = plan()[0].model_copy(update={"questionnaires": {persons: questionnaires[persons]}})
    alone = sign_package(build(decided, persons).payload, OFFICERS[:2])
    assert set(verify_package(alone, trusted(root())).document.questionnaires) == {persons}
    both = sign_package(
        build(decided.model_copy(update={"questionnaires": questionnaires}), persons).payload, OFFICERS[:2]
    )
    with pytest.raises(Integrity) as refused:
        verify_package(both, trusted(root()))
    assert refused.value.code == "seal.persons_mixed"


def test_what_real_officers_sign_is_never_practice() -> None:
    decided, questionnaire = plan(practice=True)
    built = build_package(
        decided,
        [SeatId("01")],
        [NewProctor(ProctorId("p1"), "Ani", "240817")],
        [Stratum("", GroupCode("expert"), questionnaire, 1)],
        CARD_CODE,
        stretcher_for(PRODUCTION, production=True),
    )
    data = sign_package(built.payload, OFFICERS[:2])
    with pytest.raises(Integrity) as refused:
        verify_package(data, trusted(root(production=True)))
    assert refused.value.code == "seal.training_signed"
    assert read_training_package(data).document.training  # as anybody's: nobody's signature counts


def test_a_machine_that_is_not_enrolled_runs_training_and_nothing_else() -> None:
    stranger = SigningKey.generate()
    training = sign_envelope(PACKAGE_TYPE, build(*plan(practice=True)).payload, [stranger])
    assert read_training_package(training).document.training
    with pytest.raises(Integrity) as refused:
        read_training_package(sign_envelope(PACKAGE_TYPE, build(*plan()).payload, [stranger]))
    assert refused.value.code == "seal.training_only"


def test_one_officer_alone_makes_no_package_and_a_stranger_none_at_all() -> None:
    payload = build(*plan()).payload
    for keys, code in [
        ([OFFICERS[0]], "seal.too_few_signatures"),
        ([OFFICERS[0], SigningKey.generate()], "seal.unknown_signer"),
    ]:
        with pytest.raises(Integrity) as refused:
            verify_package(sign_package(payload, keys), trusted(root()))
        assert refused.value.code == code


def test_a_rehearsal_never_follows_a_real_root() -> None:
    real = trusted(root(production=True))
    with pytest.raises(Integrity) as refused:
        verify_next_root(real, root(production=False, number=2, previous=real.digest))
    assert refused.value.code == "seal.root_order"
    following = root(production=True, number=2, previous=real.digest)
    assert verify_next_root(real, following).document.number == 2


def test_the_next_root_needs_two_of_the_old_and_all_of_the_new() -> None:
    current = trusted(root())
    fresh = [SigningKey.generate() for _ in "abc"]
    officers = tuple(
        RootOfficer(id=name, name=name, public_key=key.verify_key().to_bytes())
        for name, key in zip("abc", fresh, strict=True)
    )
    document = current.document.model_copy(
        update={"number": 2, "previous": current.digest, "officers": officers}
    )
    assert verify_next_root(current, sign_root(document, [*OFFICERS[:2], *fresh])).document == document
    for keys in ([OFFICERS[0], *fresh], [*OFFICERS[:2], *fresh[:2]], fresh, OFFICERS):
        with pytest.raises(Integrity) as refused:
            verify_next_root(current, sign_root(document, keys))
        assert refused.value.code == "seal.too_few_signatures"


def test_a_plan_that_contradicts_itself_is_not_one() -> None:
    decided, _ = plan()
    raw = json.loads(canonical(decided.model_dump(mode="json")))
    agencies, sessions = raw["agencies"], raw["sessions"]
    for change in (
        {"agencies": agencies * 2},
        {"sessions": sessions * 2},
        {"period": {"start": "2026-12-05", "end": "2026-12-04"}},
        {"period": {"start": "2026-02-30", "end": "2026-12-04"}},
        {"sessions": [{**sessions[0], "start": "11:00", "end": "09:00"}]},
        {"sessions": [{**sessions[0], "start": "24:00"}]},
        {"questionnaires": {"0" * 64: {"id": "x"}}},
        {"venue_name": "a\nb"},
        {"venue_id": "../lab"},
        {"seal_key": "AAAA"},
        {"unknown": 1},
    ):
        with pytest.raises(ValidationError):
            PackagePlan.model_validate_json(json.dumps({**raw, **change}))


def test_no_slips_at_all_is_a_bug() -> None:
    decided, questionnaire = plan()
    with pytest.raises(Bug):
        build_package(
            decided,
            [SeatId("01")],
            [],
            [Stratum("", GroupCode("expert"), questionnaire, 0)],
            CARD_CODE,
            STRETCHER,
        )


def test_a_field_with_a_default_must_still_be_written() -> None:
    whole = json.loads(build(*plan()).payload)
    del whole["training"]
    with pytest.raises(Integrity) as refused:
        verify_package(sign_package(canonical(whole), OFFICERS[:2]), trusted(root()))
    assert refused.value.code == "seal.schema"


def test_a_time_and_a_date_have_one_spelling() -> None:
    assert TypeAdapter(ClockTime).validate_python("09:00") == "09:00"
    assert TypeAdapter(IsoDate).validate_python("2026-11-24") == "2026-11-24"
    for kind, odd in (
        (ClockTime, "0٩:00"),
        (ClockTime, "24:00"),
        (ClockTime, "9:00"),
        (IsoDate, "2026-11-3٠"),
    ):
        with pytest.raises(ValidationError):
            TypeAdapter(kind).validate_python(odd)
