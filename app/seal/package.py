"""The session package: what two officers sign for one venue and period, and all that a kiosk needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, model_validator

from app.base.canonical import canonical
from app.base.canonical import digest as digest_of
from app.base.errors import Integrity, Refused
from app.base.ids import CodeId, Digest, SeatId
from app.seal.card import CardSection, SealedCard, open_sealed_card
from app.seal.documents import (
    Bytes,
    Bytes32,
    ClockTime,
    Document,
    HexDigest,
    IsoDate,
    Label,
    Title,
    read_document,
)
from app.seal.dsse import open_envelope, payload_type, read_envelope, sign_envelope
from app.seal.envelope import PUBLIC_BYTES, SealKey
from app.seal.root import THRESHOLD, Root
from app.seal.sign import SigningKey, VerifyKey
from app.seal.stretch import Stretcher, StretchParams, stretcher_for

PACKAGE_TYPE = payload_type("package")
MAX_RECORD_BYTES = (
    65_536  # of a padded response: free text and two hundred agencies would need more, and should
)
MAX_PACKAGE_BYTES = 8 * 1024 * 1024  # 20,000 codes and several great questionnaires

Agency = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
Group = Annotated[str, Field(pattern=r"^[a-z]{1,16}$")]
SealPublic = Annotated[Bytes, Field(min_length=PUBLIC_BYTES, max_length=PUBLIC_BYTES)]


class Bilingual(Document):
    """A name in Indonesian, and in English where there is one."""

    id: Title
    en: Title | None = None


class Period(Document):
    """First and last day, both included."""

    start: IsoDate
    end: IsoDate


class PlannedSession(Document):
    """One planned session; its times are a plan and end nothing by themselves."""

    id: Label
    date: IsoDate
    start: ClockTime
    end: ClockTime
    label: Title


class PackageAgency(Document):
    """An agency of the round."""

    code: Agency
    name: Bilingual
    short: Title
    description: Bilingual


class PackageCode(Document):
    """What an access code entitles to; `agency` is empty for experts, who choose agencies themselves."""

    id: Bytes32
    agency: Agency | Literal[""]
    group: Group
    questionnaire: HexDigest


class Policy(Document):
    """The rules of the room that the office sets.

    `record_size`: bytes of a padded response; `slots`: sealed responses that one installation can hold;
    `late_min`: how long after the planned start respondents are still let in, None without such a rule.
    """

    idle_s: Annotated[int, Field(ge=30, le=3_600)] = 180
    record_size: Annotated[int, Field(ge=1_024, le=MAX_RECORD_BYTES)] = 8_192
    slots: Annotated[int, Field(ge=1, le=10_000)] = 200
    extra_time_max_min: Annotated[int, Field(ge=0, le=240)] = 30
    languages: Annotated[tuple[Literal["id", "en"], ...], Field(min_length=1, max_length=2)] = ("id", "en")
    # Packages made before there was this rule have no such field.
    late_min: Annotated[int, Field(ge=0, le=240)] | None = Field(
        default=None, exclude_if=lambda value: value is None
    )


class PackageSeat(Document):
    """A seat and the public key that certifies its installations."""

    id: Label
    public_key: Bytes32


class PackagePlan(Document):
    """The part of a package that the office decides; the rest is made with it (`packing.build_package`)."""

    package_version: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    round_id: Label
    round_title: Bilingual
    survey_title: Bilingual
    venue_id: Label
    venue_name: Title
    period: Period
    sessions: Annotated[tuple[PlannedSession, ...], Field(min_length=1, max_length=200)]
    training: bool = False
    seal_key: SealPublic
    recovery_key: SealPublic
    import_key: Bytes32
    agencies: Annotated[tuple[PackageAgency, ...], Field(min_length=1, max_length=500)]
    questionnaires: Annotated[dict[HexDigest, JsonValue], Field(min_length=1, max_length=50)]
    policy: Policy = Policy()
    # How the questionnaires are rehearsed; packages made before there was this have no such field.
    scenarios: dict[HexDigest, JsonValue] | None = Field(default=None, exclude_if=lambda value: value is None)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        _unique("agencies", [agency.code for agency in self.agencies])
        _unique("sessions", [session.id for session in self.sessions])
        dates = [session.date for session in self.sessions]
        if not self.period.start <= min(dates) <= max(dates) <= self.period.end:
            raise ValueError("period")
        if any(session.start >= session.end for session in self.sessions):
            raise ValueError("sessions")
        for digest, questionnaire in self.questionnaires.items():
            # pydantic counts floats as JSON; `canonical` does not and says so.
            spelled = canonical(questionnaire)  # type: ignore[arg-type]
            if digest_of(spelled) != digest:
                raise ValueError("questionnaires")
        if self.scenarios is not None and not self.questionnaires.keys() >= self.scenarios.keys():
            raise ValueError("scenarios")
        return self


class PackageDocument(PackagePlan):
    """A whole package."""

    type: Literal["bilik/package"]
    version: Literal[1]
    suite: Literal["hpke-mlkem768-x25519-hkdf-sha256-chacha20poly1305"]
    codes: Annotated[tuple[PackageCode, ...], Field(min_length=1, max_length=20_000)]
    salt: Bytes32
    stretch: StretchParams
    seats: Annotated[tuple[PackageSeat, ...], Field(min_length=1, max_length=500)]
    card: SealedCard

    @model_validator(mode="after")
    def _codes_fit(self) -> Self:
        ids = [code.id for code in self.codes]
        if ids != sorted(set(ids)):  # sorted: their order says nothing about when a slip was made
            raise ValueError("codes")
        agencies = {agency.code for agency in self.agencies} | {""}
        for code in self.codes:
            if code.agency not in agencies or code.questionnaire not in self.questionnaires:
                raise ValueError("codes")
        _unique("seats", [seat.id for seat in self.seats])
        _unique("seats", [seat.public_key for seat in self.seats])
        return self

    @property
    def place(self) -> tuple[str, ...]:
        """What the sealed card binds."""
        return (self.round_id, self.venue_id, str(self.package_version))

    def code(self, code_id: CodeId) -> PackageCode | None:
        """The entry of an access code, or None: the code is not of this package."""
        return next((code for code in self.codes if code.id == code_id), None)

    def seat(self, seat: SeatId) -> PackageSeat | None:
        """A seat by its label."""
        return next((found for found in self.seats if found.id == seat), None)

    @property
    def seal_key_digest(self) -> Digest:
        """SHA-256 of the round seal key, as manifests name it."""
        return digest_of(self.seal_key)


@dataclass(frozen=True, slots=True)
class Package:
    """A verified package and the SHA-256 of its payload, by which everything else names it.

    `stretcher` is the one its parameters describe, already allowed by the root.
    """

    document: PackageDocument
    digest: Digest
    stretcher: Stretcher


def sign_package(payload: bytes, keys: Iterable[SigningKey]) -> bytes:
    """The package file, signed by the officers' root keys (two are needed)."""
    return sign_envelope(PACKAGE_TYPE, payload, keys)


def verify_package(data: bytes, root: Root) -> Package:
    """Verify a package file under the enrolled root, then parse the verified bytes.

    Raises:
        Integrity: not two signatures of the root, not a package, weak stretching under a production
            root, real and training questionnaires mixed (`seal.training_mismatch`), one that assesses
            people beside others (`seal.persons_mixed`), or practice under a production root
            (`seal.training_signed`): what real officers sign is real.
    """
    if len(data) > MAX_PACKAGE_BYTES:
        raise Integrity("seal.too_large")
    verified = open_envelope(data, PACKAGE_TYPE, root.keys, threshold=THRESHOLD)
    package = _package(verified.payload, production=root.document.production)
    if package.document.training and root.document.production:
        raise Integrity("seal.training_signed")
    return package


def read_training_package(data: bytes) -> Package:
    """A training package on a machine that is not enrolled: nobody's signature is believed.

    Raises:
        Integrity: it is no package; `seal.training_only`: it is not marked as training.
    """
    if len(data) > MAX_PACKAGE_BYTES:
        raise Integrity("seal.too_large")
    package = _package(read_envelope(data, PACKAGE_TYPE).payload, production=False)
    if not package.document.training:
        raise Integrity("seal.training_only")
    return package


def open_card(package: PackageDocument, card_code: str, stretcher: Stretcher) -> CardSection | Refused:
    """What the proctor card opens.

    Raises:
        Integrity: `seal.card_mismatch`: its seats are not the package's.
    """
    section = open_sealed_card(package.card, card_code, stretcher, package.place)
    if isinstance(section, Refused):
        return section
    opened = [(seat.id, SigningKey(seat.private_key).verify_key().to_bytes()) for seat in section.seats]
    if opened != [(seat.id, seat.public_key) for seat in package.seats]:
        raise Integrity("seal.card_mismatch")
    return section


def _package(payload: bytes, *, production: bool) -> Package:
    document = read_document(PackageDocument, payload)
    stretcher = stretcher_for(document.stretch, production=production)
    SealKey(document.seal_key)
    SealKey(document.recovery_key)
    VerifyKey(document.import_key)
    for seat in document.seats:
        VerifyKey(seat.public_key)
    for questionnaire in document.questionnaires.values():
        practice = isinstance(questionnaire, dict) and questionnaire.get("practice") is True
        if practice != document.training:
            raise Integrity("seal.training_mismatch")
    about_persons = {
        isinstance(questionnaire, dict) and questionnaire.get("about_persons") is True
        for questionnaire in document.questionnaires.values()
    }
    if len(about_persons) > 1:
        raise Integrity("seal.persons_mixed")
    return Package(document, digest_of(payload), stretcher)


def _unique(what: str, values: list[str] | list[bytes]) -> None:
    if len(set(values)) != len(values):
        raise ValueError(what)
