"""Making a package: codes, seat keys and the card section, in memory and nowhere else."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from app.base.errors import Bug
from app.base.ids import AgencyCode, CodeId, Digest, GroupCode, Nullifier, SeatId
from app.seal.card import CardProctor, CardSeat, CardSection, NewProctor, make_pin_verifier, seal_card
from app.seal.codes import new_code
from app.seal.documents import SUITE
from app.seal.package import PackageCode, PackageDocument, PackagePlan, PackageSeat
from app.seal.sign import SigningKey
from app.seal.stretch import SALT_BYTES, Stretcher, derive

_WORKERS = min(4, os.cpu_count() or 1)  # Argon2id leaves the interpreter free, and takes 64 MiB each


@dataclass(frozen=True, slots=True)
class Stratum:
    """How many slips of one kind; `agency` is empty for experts."""

    agency: AgencyCode | str
    group: GroupCode
    questionnaire: Digest
    count: int


@dataclass(frozen=True, slots=True)
class Slips:
    """The codes of one stratum as they are printed. They exist on paper and, until then, here."""

    stratum: Stratum
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeRow:
    """What the office keeps of a code until the opening."""

    id: CodeId
    nullifier: Nullifier
    agency: AgencyCode | str
    group: GroupCode
    questionnaire: Digest


@dataclass(frozen=True, slots=True)
class BuiltPackage:
    """The payload for two officers to sign, the slips to print, the rows to keep (sorted by id)."""

    payload: bytes
    slips: tuple[Slips, ...]
    rows: tuple[CodeRow, ...]


def build_package(
    plan: PackagePlan,
    seats: Sequence[SeatId],
    proctors: Sequence[NewProctor],
    strata: Sequence[Stratum],
    card_code: str,
    stretcher: Stretcher,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> BuiltPackage:
    """Make codes and keys for `plan`; `progress` is told (codes derived, codes in all)."""
    salt = os.urandom(SALT_BYTES)
    slips = _new_slips(strata)
    rows = _derive_all(slips, salt, stretcher, progress)
    seat_keys = {seat: SigningKey.generate() for seat in seats}
    section = CardSection(
        type="bilik/card",
        version=1,
        seats=tuple(CardSeat(id=seat, private_key=key.to_bytes()) for seat, key in seat_keys.items()),
        proctors=tuple(
            CardProctor(id=each.id, name=each.name, pin=make_pin_verifier(each.pin, stretcher))
            for each in proctors
        ),
    )
    place = (plan.round_id, plan.venue_id, str(plan.package_version))
    # The plan's own fields as values, not as JSON: what was checked is what goes in.
    decided = {name: getattr(plan, name) for name in PackagePlan.model_fields}
    document = PackageDocument(
        **decided,
        type="bilik/package",
        version=1,
        suite=SUITE,
        codes=tuple(
            PackageCode(id=row.id, agency=row.agency, group=row.group, questionnaire=row.questionnaire)
            for row in rows
        ),
        salt=salt,
        stretch=stretcher.params,
        seats=tuple(
            PackageSeat(id=seat, public_key=key.verify_key().to_bytes()) for seat, key in seat_keys.items()
        ),
        card=seal_card(section, card_code, stretcher, place),
    )
    return BuiltPackage(document.to_bytes(), slips, rows)


def _new_slips(strata: Sequence[Stratum]) -> tuple[Slips, ...]:
    slips = tuple(Slips(stratum, tuple(new_code() for _ in range(stratum.count))) for stratum in strata)
    codes = [code for some in slips for code in some.codes]
    if not codes or len(set(codes)) != len(codes):  # twice the same in 55 bits: the generator is broken
        raise Bug("seal.misuse", what="codes")
    return slips


def _derive_all(
    slips: tuple[Slips, ...], salt: bytes, stretcher: Stretcher, progress: Callable[[int, int], None]
) -> tuple[CodeRow, ...]:
    jobs = [(some.stratum, code) for some in slips for code in some.codes]
    rows: list[CodeRow] = []
    with ThreadPoolExecutor(_WORKERS) as pool:
        derived = pool.map(lambda job: derive(job[1], salt, stretcher), jobs)
        for (stratum, _), secrets in zip(jobs, derived, strict=True):
            rows.append(
                CodeRow(secrets.id, secrets.nullifier, stratum.agency, stratum.group, stratum.questionnaire)
            )
            progress(len(rows), len(jobs))
    return tuple(sorted(rows, key=lambda row: row.id))
