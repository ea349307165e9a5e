"""Making a session package: two officers sign it, its slips and its card go on paper, and nowhere else."""

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from pydantic import JsonValue

from app.base.errors import Integrity, Refused
from app.base.ids import AgencyCode, Digest, GroupCode, ProctorId, RoundId, SeatId
from app.base.sentences import Language, say
from app.office.days import period_in_words
from app.office.findings import Finding, Findings, read_model
from app.office.officers.ceremony import IMPORT_KEY, RECOVERY_PUBLIC
from app.office.officers.roots import read_roots
from app.office.officers.signin import Office
from app.office.store.tables import code, package, seat, secret
from app.office.survey.roundfile import Order, RoundState, check_order
from app.office.survey.rounds import Round, read_round, read_small
from app.office.survey.sizes import record_bytes, too_large
from app.paper.room.cards import ProctorCard, ProctorPin, Slip, SlipBatch, proctor_cards, slip_sheets
from app.questionnaire.read import to_canonical
from app.questionnaire.scenario import to_plain
from app.seal.card import NewProctor, check_pin
from app.seal.codes import new_code, pretty
from app.seal.package import (
    Bilingual,
    Package,
    PackageAgency,
    PackagePlan,
    Period,
    PlannedSession,
    Policy,
    sign_package,
    verify_package,
)
from app.seal.packing import BuiltPackage, Slips, Stratum, build_package
from app.seal.root import Root
from app.seal.sign import SigningKey
from app.sitting.size import largest_response_bytes
from app.storage.files import write_atomic

Report = Callable[[int, int], None]


def quiet(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Packaged:
    """A package as it leaves the office. Codes, card code and PINs are here, on paper, and nowhere else."""

    digest: Digest
    package_file: Path
    slips_file: Path
    card_file: Path
    slips: tuple[Slips, ...]
    card_code: str
    pins: Mapping[ProctorId, str]
    seats: tuple[SeatId, ...]


def read_order(path: Path) -> Order | Findings:
    """The order in a YAML file; what its round has to say comes with `make_package`."""
    return read_model(path.name, read_small(path), Order)


def make_package(
    office: Office, order: Order, out: Path, progress: Report = quiet
) -> Packaged | Refused | Findings:
    """Make, sign and print the package of `order` into the folder `out`.

    The office keeps of each slip only its nullifier and stratum. If anything fails, nothing is kept, and
    the files already written are of no use to anyone: no package names their codes.
    """
    if (refused := office.two()) is not None:
        return refused
    survey = read_round(office, RoundId(order.round))
    if isinstance(survey, Refused):
        return survey
    if survey.state is not RoundState.COLLECTING:
        return Refused("office.round_not_collecting", {"round": survey.id})
    if found := check_order(order, survey.strata) or _too_large(survey, order):
        return Findings("", found)
    if _exists(office, order):
        return Refused("office.package_exists", {"venue": order.venue, "version": order.version})
    plan = _plan(office, survey, order)
    pins = {ProctorId(one.id): _new_pin() for one in order.proctors}
    card_code = new_code()
    built = build_package(
        plan,
        [SeatId(name) for name in order.seats],
        [NewProctor(ProctorId(one.id), one.name, pins[ProctorId(one.id)]) for one in order.proctors],
        _strata(survey, order),
        card_code,
        office.stretcher,
        progress,
    )
    data = sign_package(built.payload, [officer.key for officer in office.officers[:2]])
    made = verify_package(data, office.root)  # what a kiosk will do, before anything leaves the office
    stem = f"{order.round}-{order.venue}-v{order.version}"
    out.mkdir(parents=True, exist_ok=True)
    result = Packaged(
        digest=made.digest,
        package_file=out / f"{stem}.bilikpkg",
        slips_file=out / f"{stem}-slip.pdf",
        card_file=out / f"{stem}-kartu-pengawas.pdf",
        slips=built.slips,
        card_code=card_code,
        pins=pins,
        seats=tuple(SeatId(name) for name in order.seats),
    )
    # Two letters: one goes to the room, the second lies sealed in the office.
    write_atomic(result.slips_file, slip_sheets(_slip_batch(office, survey, order, built)))
    write_atomic(result.card_file, proctor_cards([_card(office, survey, order, card_code, pins)] * 2))
    write_atomic(result.package_file, data)
    _keep(office, survey, order, made, data, built)
    return result


def load_packages(connection: sa.Connection, office: Office) -> Mapping[Digest, Package]:
    """Every package of the store, verified again under the root, or under one before it."""
    rows = connection.execute(sa.select(package.c.digest, package.c.document)).all()
    try:
        return {Digest(row.digest): verify_package(row.document, office.root) for row in rows}
    except Integrity:
        if office.root.document.number == 1:
            raise
    roots = read_roots(office.folder)[::-1]
    return {Digest(row.digest): _under_one_of(roots, row.document) for row in rows}


def _under_one_of(roots: Sequence[Root], document: bytes) -> Package:
    """A package whose officers spoke for the office when it was made.

    Raises:
        Integrity: they never did.
    """
    *newer, oldest = roots
    for root in newer:
        try:
            return verify_package(document, root)
        except Integrity:
            continue
    return verify_package(document, oldest)


def read_secret(connection: sa.Connection, name: str) -> bytes:
    """A key that one signed-in person may use."""
    return bytes(connection.execute(sa.select(secret.c.value).where(secret.c.name == name)).scalar_one())


def _exists(office: Office, order: Order) -> bool:
    same = (
        (package.c.round_id == order.round)
        & (package.c.venue_id == order.venue)
        & (package.c.version == order.version)
    )
    with office.store.reading() as connection:
        return connection.execute(sa.select(package.c.digest).where(same)).first() is not None


def _plan(office: Office, survey: Round, order: Order) -> PackagePlan:
    document = survey.document
    with office.store.reading() as connection:
        import_key = SigningKey(read_secret(connection, IMPORT_KEY))
        recovery = read_secret(connection, RECOVERY_PUBLIC)
    groups = {GroupCode(slips.group) for slips in order.slips}
    slips = sum(some.count for some in order.slips)
    questionnaires: dict[str, JsonValue] = {
        survey.digests[group]: json.loads(to_canonical(survey.questionnaires[group]))
        for group in sorted(groups)
    }
    return PackagePlan(
        package_version=order.version,
        round_id=survey.id,
        round_title=Bilingual(id=document.title.id, en=document.title.en),
        survey_title=Bilingual(id=document.survey_title.id, en=document.survey_title.en),
        venue_id=order.venue,
        venue_name=order.venue_name,
        period=Period(start=order.start.isoformat(), end=order.end.isoformat()),
        sessions=tuple(
            PlannedSession(
                id=one.id, date=one.date.isoformat(), start=one.start, end=one.end, label=one.label
            )
            for one in order.sessions
        ),
        seal_key=survey.seal_public,
        recovery_key=recovery,
        import_key=import_key.verify_key().to_bytes(),
        agencies=tuple(
            PackageAgency(
                code=one.code,
                name=Bilingual(id=one.name.id, en=one.name.en),
                short=one.short,
                description=Bilingual(
                    id=(one.description or one.name).id, en=(one.description or one.name).en
                ),
            )
            for one in document.agencies
        ),
        questionnaires=questionnaires,
        scenarios={
            group.questionnaire: to_plain(group.scenarios)
            for group in document.groups
            if group.code in groups and group.scenarios
        }
        or None,
        policy=Policy(
            idle_s=document.policy.idle_s,
            record_size=record_size(survey, groups),
            slots=min(slips + document.policy.spare_slots, 10_000),
            extra_time_max_min=document.policy.extra_time_max_min,
            late_min=document.policy.late_min,
            languages=document.policy.languages,
        ),
    )


def _too_large(survey: Round, order: Order) -> tuple[Finding, ...]:
    """Questionnaires of the order whose largest answer fits no record."""
    agencies = len(survey.document.agencies)
    groups = sorted({slips.group for slips in order.slips})
    asked = ((group, survey.questionnaires[GroupCode(group)]) for group in groups)
    return tuple(one for group, whole in asked for one in too_large(group, whole, agencies))


def record_size(survey: Round, groups: set[GroupCode]) -> int:
    """Bytes of a padded response: enough for the longest possible answer to any of the questionnaires."""
    agencies = len(survey.document.agencies)
    return record_bytes(
        max(largest_response_bytes(survey.questionnaires[group], agencies) for group in groups)
    )


def _strata(survey: Round, order: Order) -> Sequence[Stratum]:
    return [
        Stratum(
            AgencyCode(slips.agency),
            GroupCode(slips.group),
            survey.digests[GroupCode(slips.group)],
            slips.count,
        )
        for slips in order.slips
    ]


def _slip_batch(office: Office, survey: Round, order: Order, built: BuiltPackage) -> SlipBatch:
    names = {one.code: one.name.id for one in survey.document.agencies}
    slips = [
        Slip(pretty(one), group_in_words(some.stratum.group, Language.ID), names.get(some.stratum.agency, ""))
        for some in built.slips
        for one in some.codes
    ]
    return SlipBatch(
        survey=survey.document.survey_title.id,
        venue=order.venue_name,
        slips=tuple(slips),
        practice=not office.root.document.production,
        scanner=False,  # no kiosk reads pictures of codes yet
    )


def _card(
    office: Office, survey: Round, order: Order, card_code: str, pins: Mapping[ProctorId, str]
) -> ProctorCard:
    return ProctorCard(
        survey=survey.document.survey_title.id,
        venue=order.venue_name,
        period=period_in_words(order.start, order.end, Language.ID),
        code=pretty(card_code),
        seats=order.seats,
        pins=tuple(ProctorPin(one.name, pins[ProctorId(one.id)]) for one in order.proctors),
        practice=not office.root.document.production,
    )


def group_in_words(group: GroupCode, language: Language) -> str:
    """The respondent group as a slip or a table names it."""
    match group:
        case "internal":
            return say(language, "office.group_internal")
        case "external":
            return say(language, "office.group_external")
        case _:
            return say(language, "office.group_expert")


def _new_pin() -> str:
    while True:
        pin = f"{secrets.randbelow(1_000_000):06}"
        if check_pin(pin) is None:
            return pin


def _keep(
    office: Office, survey: Round, order: Order, made: Package, data: bytes, built: BuiltPackage
) -> None:
    with office.store.writing() as connection:
        connection.execute(
            sa.insert(package).values(
                digest=made.digest,
                round_id=survey.id,
                venue_id=order.venue,
                version=order.version,
                document=data,
            )
        )
        seats = [
            {"package": made.digest, "seat": one.id, "public_key": one.public_key, "revoked": False}
            for one in made.document.seats
        ]
        connection.execute(sa.insert(seat), seats)
        # Sorted by nullifier: the order of rows must not repeat the order of the ids in the package.
        codes = [
            {
                "nullifier": row.nullifier,
                "package": made.digest,
                "agency": row.agency,
                "respondents": row.group,
            }
            for row in sorted(built.rows, key=lambda row: row.nullifier)
        ]
        connection.execute(sa.insert(code), codes)
        office.acted(
            connection,
            "package",
            {"round": survey.id, "venue": order.venue, "package": made.digest, "slips": len(codes)},
        )
