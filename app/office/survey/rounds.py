"""Making a round: one file read with every problem at once, one resolved document, one sealing key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Annotated

import sqlalchemy as sa
from pydantic import Field

from app.base.canonical import canonical
from app.base.errors import Bug, Refused
from app.base.ids import AgencyCode, Digest, GroupCode, RoundId
from app.base.promise import PUBLISHED_EXPERTS, PUBLISHED_PERSONS
from app.base.resources import QUESTIONNAIRES
from app.base.sentences import Sentence
from app.office.findings import MAX_FILE_BYTES, Finding, Findings, read_model
from app.office.officers.keyring import OFFICERS, passphrases
from app.office.officers.signin import Office
from app.office.store.tables import questionnaire, stratum, survey_round
from app.office.survey.roundfile import (
    Agency,
    Frozen,
    Policy,
    RoundFile,
    RoundState,
    Stratum,
    Words,
    check_round,
)
from app.office.survey.sizes import too_large
from app.questionnaire.model import Questionnaire
from app.questionnaire.read import (
    QuestionnaireProblems,
    from_canonical,
    questionnaire_digest,
    read_yaml,
    to_canonical,
)
from app.questionnaire.scenario import SCENARIOS_FILE, Scenario, read_scenarios
from app.scoring.scheme import Method, Scheme, SchemeProblems, check_method, read_method, read_scheme
from app.seal.documents import IsoDate
from app.seal.trio import every_pair_opens, wrap_pairs
from app.seal.unseal import generate_seal_pair
from app.sitting.rehearse import rehearse
from app.storage.trouble import of_file


class ResolvedGroup(Frozen):
    """A group, the questionnaire it is asked, how that is scored, and how a kiosk rehearses it."""

    code: str
    questionnaire: str  # digest
    scheme: Scheme
    scenarios: tuple[Scenario, ...] = ()


class ResolvedCorrection(Frozen):
    """Tenths of a point taken off an agency's index, and why."""

    agency: str
    tenths: Annotated[int, Field(ge=0, le=1000)]
    reason: str


class RoundDocument(Frozen):
    """A round as it was decided: everything a figure will depend on besides the answers."""

    id: str
    title: Words
    survey_title: Words
    start: IsoDate
    end: IsoDate
    city: str
    region_code: str | None
    agencies: tuple[Agency, ...]
    groups: tuple[ResolvedGroup, ...]
    strata: tuple[Stratum, ...]
    method: Method
    policy: Policy
    corrections: tuple[ResolvedCorrection, ...]

    def to_bytes(self) -> bytes:
        """The canonical spelling."""
        return canonical(self.model_dump(mode="json"))


@dataclass(frozen=True)
class Round:
    """A round in the store."""

    document: RoundDocument
    state: RoundState
    seal_public: bytes
    questionnaires: Mapping[GroupCode, Questionnaire]
    digests: Mapping[GroupCode, Digest]

    @property
    def id(self) -> RoundId:
        """The round's id."""
        return RoundId(self.document.id)

    @cached_property
    def by_digest(self) -> Mapping[Digest, Questionnaire]:
        """The questionnaires by their digests, which responses name."""
        return {digest: self.questionnaires[group] for group, digest in self.digests.items()}

    @property
    def strata(self) -> tuple[tuple[AgencyCode, GroupCode], ...]:
        """Agency and group of every stratum."""
        return tuple((AgencyCode(s.agency), GroupCode(s.group)) for s in self.document.strata)


def new_round(office: Office, path: Path) -> Round | Refused | Findings:
    """Make the round of the YAML file at `path`; its other files are looked for beside it, then in the
    questionnaires that travel with the program.

    It takes the three officers, because the round's key is wrapped for every pair of them.
    """
    if len(office.officers) != OFFICERS:
        return Refused("office.three_officers", {"count": len(office.officers)})
    resolved = resolve_round(path)
    if isinstance(resolved, Findings):
        return resolved
    document, questionnaires = resolved
    private, public = generate_seal_pair()
    given = passphrases(office.officers)
    wrapped = wrap_pairs(private, given, office.stretcher, f"round-{document.id}")
    if isinstance(wrapped, Refused):
        return wrapped
    if not every_pair_opens(wrapped, private, given):  # before anything depends on the key
        raise Bug("office.test_decryption")
    with office.store.writing() as connection:
        known = connection.execute(sa.select(survey_round.c.id).where(survey_round.c.id == document.id))
        if known.first() is not None:
            return Refused("office.round_exists", {"round": document.id})
        _insert(connection, document, questionnaires, public, wrapped)
        office.acted(connection, "round new", {"round": document.id, "method": document.method.name.id})
    return read_round(office, RoundId(document.id))


def read_round(office: Office, round_id: RoundId) -> Round | Refused:
    """A round of the store."""
    with office.store.reading() as connection:
        return find_round(connection, round_id)


def find_round(connection: sa.Connection, round_id: RoundId) -> Round | Refused:
    """A round, read inside the caller's transaction."""
    row = connection.execute(sa.select(survey_round).where(survey_round.c.id == round_id)).one_or_none()
    if row is None:
        return Refused("office.round_unknown", {"round": round_id})
    document = RoundDocument.model_validate_json(row.document)
    stored = connection.execute(sa.select(questionnaire.c.digest, questionnaire.c.document))
    texts = {str(row.digest): bytes(row.document) for row in stored}
    return Round(
        document,
        RoundState(row.state),
        row.seal_public,
        {GroupCode(g.code): from_canonical(texts[g.questionnaire]) for g in document.groups},
        {GroupCode(g.code): Digest(g.questionnaire) for g in document.groups},
    )


def the_round(office: Office, named: str | None) -> RoundId | Refused:
    """The round that a command means: the named one, or the only one there is."""
    with office.store.reading() as connection:
        ids = list(connection.execute(sa.select(survey_round.c.id).order_by(survey_round.c.id)).scalars())
    if named is not None:
        return RoundId(named) if named in ids else Refused("office.round_unknown", {"round": named})
    if len(ids) == 1:
        return RoundId(ids[0])
    if not ids:
        return Refused("office.no_round")
    return Refused("office.which_round", {"rounds": ", ".join(ids)})


def _insert(
    connection: sa.Connection,
    document: RoundDocument,
    questionnaires: Mapping[str, bytes],
    public: bytes,
    wrapped: bytes,
) -> None:
    connection.execute(
        sa.insert(survey_round).values(
            id=document.id,
            document=document.to_bytes(),
            seal_public=public,
            seal_private=wrapped,
            state=RoundState.COLLECTING,
        )
    )
    known = set(connection.execute(sa.select(questionnaire.c.digest)).scalars())
    for name, text in sorted(questionnaires.items()):
        if name not in known:
            connection.execute(sa.insert(questionnaire).values(digest=name, document=text))
    rows = [
        {
            "round_id": document.id,
            "agency": s.agency,
            "respondents": s.group,
            "target": s.target,
            "population": s.population,
        }
        for s in document.strata
    ]
    connection.execute(sa.insert(stratum), rows)


def resolve_round(path: Path) -> tuple[RoundDocument, Mapping[str, bytes]] | Findings:
    """The round of the YAML file at `path` and its questionnaires by digest, or all that is wrong with them.

    Raises:
        Environment: it cannot be read.
    """
    file = read_model(path.name, read_small(path), RoundFile)
    if isinstance(file, Findings):
        return file
    found = list(check_round(file))
    questionnaires: dict[str, bytes] = {}
    groups: list[ResolvedGroup] = []
    asked_of: dict[str, Questionnaire] = {}
    for index, group in enumerate(file.groups):
        place = f"groups.{index}"
        asked = _questionnaire(path.parent, group.questionnaire, place, found)
        if asked is None:
            continue
        asked_of[place] = asked
        _fits(asked, group.code, file, place, found)
        found += too_large(place, asked, len(file.agencies))
        scheme = _scheme(path.parent, group.scoring, asked, place, found)
        if scheme is not None:
            name = questionnaire_digest(asked)
            questionnaires[name] = to_canonical(asked)
            scenarios = _scenarios(path.parent, group.questionnaire, asked, found)
            groups.append(
                ResolvedGroup(code=group.code, questionnaire=name, scheme=scheme, scenarios=scenarios)
            )
    found += _own_round(asked_of)
    method = _method(path.parent, file, found)
    if found or method is None:
        return Findings(path.name, tuple(found))
    document = RoundDocument(
        id=file.id,
        title=file.title,
        survey_title=file.survey_title,
        start=file.start.isoformat(),
        end=file.end.isoformat(),
        city=file.city,
        region_code=file.region_code,
        agencies=file.agencies,
        groups=tuple(groups),
        strata=file.strata,
        method=method,
        policy=file.policy,
        corrections=tuple(
            ResolvedCorrection(agency=c.agency, tenths=round(c.points * 10), reason=c.reason)
            for c in file.corrections
        ),
    )
    return document, questionnaires


def _fits(asked: Questionnaire, group: str, file: RoundFile, place: str, found: list[Finding]) -> None:
    if asked.practice:
        found.append(Finding(place, Sentence("office.find_practice", {"questionnaire": asked.id})))
    elif asked.respondent_group != group:
        fields = {"group": group, "actual": asked.respondent_group}
        found.append(Finding(place, Sentence("office.find_group_differs", fields)))
    lacking = set(file.policy.languages) - set(asked.languages)
    if lacking:
        fields = {"questionnaire": asked.id, "languages": ", ".join(sorted(lacking))}
        found.append(Finding(place, Sentence("office.find_language", fields)))


def _own_round(asked_of: Mapping[str, Questionnaire]) -> Iterator[Finding]:
    """What assesses people never shares a round, and so a key, with anything else."""
    if all(asked.about_persons for asked in asked_of.values()):
        return
    for place, asked in asked_of.items():
        if asked.about_persons:
            yield Finding(place, Sentence("office.find_own_round", {"questionnaire": asked.id}))


def _questionnaire(folder: Path, name: str, place: str, found: list[Finding]) -> Questionnaire | None:
    data = _read(folder, name, f"{place}.questionnaire", found)
    if data is None:
        return None
    try:
        return read_yaml(data)
    except QuestionnaireProblems as trouble:
        found += [Finding(f"{name}: {one.place}", one.sentence) for one in trouble.problems]
        return None


def _scheme(folder: Path, name: str, asked: Questionnaire, place: str, found: list[Finding]) -> Scheme | None:
    data = _read(folder, name, f"{place}.scoring", found)
    if data is None:
        return None
    try:
        return read_scheme(data, asked)
    except SchemeProblems as trouble:
        found += [Finding(f"{name}: {one.place}", one.sentence) for one in trouble.problems]
        return None


def _scenarios(folder: Path, name: str, asked: Questionnaire, found: list[Finding]) -> tuple[Scenario, ...]:
    """The scenarios beside the questionnaire, where there are any, each played once."""
    path = _find(folder, str(PurePosixPath(name).with_name(SCENARIOS_FILE)))
    if path is None:
        return ()
    try:
        scenarios = read_scenarios(read_small(path), asked)
    except QuestionnaireProblems as trouble:
        found += [Finding(f"{path.name}: {one.place}", one.sentence) for one in trouble.problems]
        return ()
    found += [Finding(f"{path.name}: {one.scenario}", one.sentence) for one in rehearse(asked, scenarios)]
    return scenarios


def _method(folder: Path, file: RoundFile, found: list[Finding]) -> Method | None:
    """The method file, with the round's own limits put over it."""
    data = _read(folder, file.method, "method", found)
    if data is None:
        return None
    try:
        method = read_method(data)
    except SchemeProblems as trouble:
        found += [Finding(f"{file.method}: {one.place}", one.sentence) for one in trouble.problems]
        return None
    own = {
        "min_n": file.policy.min_n,
        "disclosure_limit": file.policy.disclosure_limit,
        "expert_limit": file.policy.expert_limit,
    }
    method = method.model_copy(update={name: value for name, value in own.items() if value is not None})
    found += [Finding(f"policy: {one.place}", one.sentence) for one in check_method(method)]
    found += _under_promise(method)
    return method


def _under_promise(method: Method) -> Iterator[Finding]:
    """Limits lower than what respondents read before they consent."""
    for place, limit, promised in (
        ("disclosure_limit", method.disclosure_limit, PUBLISHED_PERSONS),
        ("expert_limit", method.expert_limit, PUBLISHED_EXPERTS),
    ):
        if limit < promised:
            fields = {"limit": limit, "promised": promised}
            yield Finding(f"policy: {place}", Sentence("office.find_under_promise", fields))


def _read(folder: Path, name: str, place: str, found: list[Finding]) -> bytes | None:
    path = _find(folder, name)
    if path is not None:
        return read_small(path)
    found.append(Finding(place, Sentence("office.find_no_file", {"file": name})))
    return None


def _find(folder: Path, name: str) -> Path | None:
    return next((path for path in (folder / name, QUESTIONNAIRES / name) if path.is_file()), None)


def read_small(path: Path) -> bytes:
    """The bytes of a file that a person wrote.

    Raises:
        Environment: it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise of_file(error, path) from None
