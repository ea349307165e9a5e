"""FORMAT.md tells every field of every document, and every limit, so that a stranger has to guess none."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from annotated_types import Interval, Le, Len, MaxLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from app.base.canonical import parse_canonical
from app.base.ids import Digest, Nullifier
from app.base.sentences import Language
from app.seal.batch import MAX_HEADER_BYTES, Manifest, StratumCount
from app.seal.card import CardProctor, CardSeat, CardSection, SealedCard
from app.seal.database_key import WrappedDatabaseKey
from app.seal.dsse import MAX_SIGNATURES, CertifiedSignature, Envelope
from app.seal.installation import MAX_CERTIFICATE_BYTES, Certificate
from app.seal.logbook import MAX_LINES, LogbookDocument
from app.seal.package import (
    PackageAgency,
    PackageCode,
    PackageDocument,
    PackageSeat,
    Period,
    PlannedSession,
    Policy,
)
from app.seal.paper_copy import LINE_BYTES
from app.seal.paper_copy import MAX_LINES as PAPER_LINES
from app.seal.receipt import Receipt
from app.seal.release import MAX_FILES, ReleaseFile, ReleaseManifest
from app.seal.root import MAX_ROOT_BYTES, RootDocument, RootOfficer
from app.seal.stretch import PRODUCTION_MEMORY_KIB, StretchParams
from app.seal.trio import PairCopy, Trio, TrioOfficer, WrappedSecret
from app.sitting.events import Mode
from app.sitting.response import Response, State, response_bytes

TOLD = (Path(__file__).parents[2] / "app" / "seal" / "FORMAT.md").read_text(encoding="utf-8")
WORDS = set(re.findall(r"[A-Za-z_0-9]+", TOLD))
NUMBERS = {number.replace(",", "") for number in re.findall(r"\d[\d,]*", TOLD)}
DOCUMENTS = [
    *(Envelope, CertifiedSignature, RootDocument, RootOfficer, Certificate, Manifest, StratumCount),
    *(
        PackageDocument,
        Period,
        PlannedSession,
        PackageAgency,
        PackageCode,
        PackageSeat,
        Policy,
        StretchParams,
    ),
    *(SealedCard, CardSection, CardSeat, CardProctor, Receipt, LogbookDocument, WrappedDatabaseKey),
    *(Trio, TrioOfficer, PairCopy, WrappedSecret, ReleaseManifest, ReleaseFile),
]
CONSTANTS = {
    *(MAX_HEADER_BYTES, MAX_CERTIFICATE_BYTES, MAX_LINES, MAX_FILES, MAX_ROOT_BYTES, MAX_SIGNATURES),
    *(PRODUCTION_MEMORY_KIB, LINE_BYTES, LINE_BYTES * PAPER_LINES),
}


def most(field: FieldInfo) -> Iterator[int]:
    """The upper limits of a field."""
    for rule in field.metadata:
        match rule:
            case MaxLen(max_length=int(limit)) | Len(max_length=int(limit)) | Le(le=int(limit)):
                yield limit
            case Interval(le=int(limit)):
                yield limit
            case _:
                pass


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_field_and_its_upper_limit_is_told(kind: type[BaseModel]) -> None:
    assert not kind.model_fields.keys() - WORDS
    limits = {str(limit) for field in kind.model_fields.values() for limit in most(field)}
    assert not limits - NUMBERS - {str(1 << 40)}  # told as 2^40


def test_every_limit_of_a_file_is_told() -> None:
    assert not {str(limit) for limit in CONSTANTS} - NUMBERS


def test_every_field_of_a_response_and_each_of_its_words_is_told() -> None:
    empty = Response(Digest("0" * 64), Language.ID, Mode.SELF, State.COMPLETE, 0, (), (), {})
    spelled = parse_canonical(response_bytes(empty, Nullifier(bytes(32))))
    assert isinstance(spelled, dict)
    assert not (spelled.keys() | {one.value for one in (*Mode, *State)}) - WORDS
