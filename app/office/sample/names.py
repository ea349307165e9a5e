"""The store of names: its key, its file, its journal, and what it may know of the round."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from app.base.canonical import JsonValue, canonical, parse_canonical
from app.base.errors import Environment, Integrity, Refused
from app.base.ids import AgencyCode, GroupCode, RoundId
from app.base.sentences import Language
from app.office.officers.signin import Office
from app.office.sample.tables import act
from app.office.store import tables as answers
from app.office.store.audit import read_acts, record_act
from app.office.store.database import Store
from app.office.survey.roundfile import EXPERT
from app.office.survey.rounds import RoundDocument, read_round
from app.seal.aead import new_key, open_bytes, seal_bytes
from app.seal.stretch import expand
from app.storage.files import make_folder, read_file, write_atomic

FOLDER = "sample"
KEEP_DAYS = 30  # after the survey period: what every letter promises
BEGUN, DONE = "sample destroy", "sample destroyed"
_MIGRATIONS = Path(__file__).parent / "migrations"
_LABEL = "bilik/sample/key/v1"
_KEY_FILE_BYTES = 4096  # far more than a wrapped key


@dataclass(frozen=True, slots=True)
class Stratum:
    """Agency and group; the agency is empty for the experts."""

    agency: AgencyCode
    group: GroupCode

    @property
    def label(self) -> str:
        """`dishub/internal`; the experts are `-/expert`."""
        return f"{self.agency or '-'}/{self.group}"


@dataclass(frozen=True, slots=True)
class Names:
    """The open store of one round's names, and the round as it was planned."""

    office: Office
    plan: RoundDocument
    store: Store

    @property
    def round(self) -> RoundId:
        """The round's id."""
        return RoundId(self.plan.id)

    @property
    def strata(self) -> tuple[Stratum, ...]:
        """The round's strata in the order of its file."""
        return tuple(stratum_of(one.agency, one.group) for one in self.plan.strata)

    @contextmanager
    def acting(self) -> Iterator[sa.Connection]:
        """One transaction that is an act; afterwards the office's journal hears of it."""
        with self.store.writing() as connection:
            yield connection
        _tell(self)

    def acted(self, connection: sa.Connection, name: str, details: Mapping[str, JsonValue]) -> None:
        """Write an act into the journal of the names, in its own transaction; `details` hold no name."""
        record_act(connection, self.office.clock.utc_ms(), self.office.present, name, details, act)

    def printed(self, paper: str, files: int, **more: JsonValue) -> None:
        """Write into the journal that paper with names left the store: what it was, and in how many files."""
        with self.acting() as connection:
            self.acted(connection, "sample print", {"paper": paper, "files": files, **more})

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()


def stratum_of(agency: str, group: str) -> Stratum:
    """The stratum of these codes."""
    return Stratum(AgencyCode("" if group == EXPERT else agency), GroupCode(group))


def agency_names(plan: RoundDocument, language: Language) -> Mapping[str, str]:
    """The names of the agencies by their codes."""
    english = language is Language.EN
    return {one.code: one.name.en if english and one.name.en else one.name.id for one in plan.agencies}


def survey_title(plan: RoundDocument, language: Language) -> str:
    """What the survey is called."""
    title = plan.survey_title
    return title.en if language is Language.EN and title.en else title.id


def erased_by(plan: RoundDocument) -> dt.date:
    """The day by which the names must be gone."""
    return dt.date.fromisoformat(plan.end) + dt.timedelta(days=KEEP_DAYS)


def database_file(office: Office, round_id: RoundId) -> Path:
    """Where the names of a round lie."""
    return office.folder / FOLDER / f"{round_id}.db"


def key_file(office: Office, round_id: RoundId) -> Path:
    """Where the wrapped key of these names lies."""
    return office.folder / FOLDER / f"{round_id}.key"


def open_names(office: Office, round_id: RoundId, *, create: bool = False) -> Names | Refused:
    """The names of a round; with `create`, an empty store where there is none.

    Refuses where there is none, and for ever once two officers have begun to destroy them.

    Raises:
        Environment, Integrity: as `Store`; `sample.key_lost`: the names are there, their key is not.
    """
    survey = read_round(office, round_id)
    if isinstance(survey, Refused):
        return survey
    if (ended := _ended(office, round_id)) is not None:
        return ended
    path, key_path = database_file(office, round_id), key_file(office, round_id)
    if not path.exists() and not create:
        return Refused("sample.none_yet", {"round": round_id})
    if not key_path.exists():
        if path.exists():
            raise Environment("sample.key_lost", file=str(key_path))
        make_folder(path.parent)
        write_atomic(key_path, _wrap(office, round_id, new_key()))
    key = _unwrap(office, round_id, read_file(key_path, _KEY_FILE_BYTES))
    return Names(office, survey.document, Store(path, key, _MIGRATIONS))


def _ended(office: Office, round_id: RoundId) -> Refused | None:
    last = last_word(office, round_id, (BEGUN, DONE))
    if last is None:
        return None
    if last.act == DONE:
        return Refused("sample.destroyed", {"round": round_id})
    return Refused("sample.being_destroyed", {"round": round_id})


@dataclass(frozen=True, slots=True)
class Word:
    """An entry of the office's journal about these names."""

    act: str
    details: Mapping[str, JsonValue]


def last_word(office: Office, round_id: RoundId, acts: tuple[str, ...]) -> Word | None:
    """The last entry of the office's journal about these names whose act is one of `acts`."""
    newest = sa.select(answers.audit.c.entry).order_by(answers.audit.c.seq.desc())
    with office.store.reading() as connection:
        for entry in connection.execute(newest).scalars():
            match parse_canonical(bytes(entry)):
                case {"act": str() as name, "details": Mapping() as details} if name in acts:
                    if details.get("round") == round_id:
                        return Word(name, details)
                case _:
                    continue
    return None


def _tell(names: Names) -> None:
    """Copy into the office's journal what it has not heard yet; the entries hold no name."""
    heard = last_word(names.office, names.round, ACTS)
    told = 0 if heard is None else heard.details.get("seq")
    seq = told if isinstance(told, int) else 0
    with names.store.reading() as connection:
        entries = [one for one in read_acts(connection, act) if one.seq > seq]
    with names.office.store.writing() as connection:
        for one in entries:
            details = {**one.details, "round": names.round, "seq": one.seq}
            record_act(connection, one.at_utc_ms, one.officers, one.act, details)


ACTS = (
    "sample import",
    "sample decide",
    "sample draw",
    "sample letters",
    "sample contact",
    "sample replace",
    "sample print",
)
"""What the journal of the names can say."""


def _wrap(office: Office, round_id: RoundId, key: bytes) -> bytes:
    return seal_bytes(_wrapping_key(office), key, _purpose(round_id))


def _unwrap(office: Office, round_id: RoundId, wrapped: bytes) -> bytes:
    try:
        return open_bytes(_wrapping_key(office), wrapped, _purpose(round_id))
    except Integrity:
        raise Integrity("sample.key_changed", file=str(key_file(office, round_id))) from None


def _wrapping_key(office: Office) -> bytes:
    return expand(office.officers[0].store_key, _LABEL)


def _purpose(round_id: RoundId) -> bytes:
    return canonical({"bilik": "sample", "round": round_id, "version": 1})
