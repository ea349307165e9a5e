"""Publishing: a scored round as a release that others can use, and whether a release is what was signed.

The public edition takes one officer, the internal one, which holds every opened answer, two. Both are written
from the same rows; only the internal one sees them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.base.canonical import JsonValue, digest
from app.base.errors import Integrity, Refused
from app.base.ids import AgencyCode, Digest, OfficerId, RoundId
from app.base.sentences import Language, say
from app.office.answers.review import kept_rows
from app.office.answers.rows import Row, read_row
from app.office.answers.study import ANALYSIS_VERSION, study_of
from app.office.findings import Finding, Findings, read_model
from app.office.officers.roots import ROOT_NAME
from app.office.officers.signin import Office
from app.office.results.analysis import Scored, score_round
from app.office.results.codebook import codebook_of
from app.office.survey.packaging import Report, quiet
from app.office.survey.rounds import read_small
from app.questionnaire.route import Slot
from app.release.check import Verdict, check
from app.release.datapackage import Listed
from app.release.editions import Edition
from app.release.folder import MANIFEST, METADATA, READ_ME, Contents, write_release
from app.release.microdata import OpenedResponse, microdata_tables
from app.release.sdi.metadata import NOTHING, Metadata, MetadataFile, faults, metadata_of
from app.release.sdi.record import Lack
from app.release.sdi.template import template
from app.release.survey import AgencyCode as CodedAgency
from app.release.survey import Asked, Sampled, Survey
from app.release.table import Table
from app.release.words import wordings
from app.scoring.quality import Sign
from app.scoring.results import CityResult, WithheldFigure
from app.scoring.scheme import Component, scheme_digest
from app.scoring.weights import stratum_weight
from app.seal.release import (
    MAX_MANIFEST_BYTES,
    ReleaseFile,
    ReleaseManifest,
    read_release,
    sign_release,
)
from app.seal.root import MAX_ROOT_BYTES, verify_own_root
from app.storage.files import make_folder, read_file, write_atomic


@dataclass(frozen=True, slots=True)
class Prepared:
    """A round ready to be published: its figures, its tables, and how far its metadata have come."""

    survey: Survey
    result: CityResult
    public: tuple[Table, ...]
    microdata: tuple[Table, ...]
    metadata: Metadata

    @property
    def withheld(self) -> tuple[WithheldFigure, ...]:
        """What disclosure control holds back."""
        return self.result.withheld


@dataclass(frozen=True, slots=True)
class ReleasedFolder:
    """One edition on disk, with the digest of its signed manifest."""

    edition: Edition
    path: Path
    files: tuple[Listed, ...]
    manifest: Digest


@dataclass(frozen=True, slots=True)
class Published:
    """A release: its run, its folders, what its metadata lack, and how many figures were withheld."""

    run_id: Digest
    folders: tuple[ReleasedFolder, ...]
    lacking: tuple[Lack, ...]
    withheld: int


@dataclass(frozen=True, slots=True)
class Verified:
    """A release held against its manifest. `trusted`: the root was the office's own, not the release's."""

    manifest: ReleaseManifest
    officers: tuple[OfficerId, ...]
    words: tuple[str, ...]
    trusted: bool
    files: tuple[Verdict, ...]

    @property
    def sound(self) -> bool:
        """Whether every file is the one that was signed, and none is missing or too many."""
        return all(verdict.fault is None for verdict in self.files)


def prepare(office: Office, round_id: RoundId, metadata_file: Path | None) -> Prepared | Refused | Findings:
    """Score the round and lay out everything that a release would hold, without writing anything.

    A round that assesses people is never released.
    """
    scored = score_round(office, round_id)
    if isinstance(scored, Refused):
        return scored
    if any(asked.about_persons for asked in scored.round.questionnaires.values()):
        return Refused("office.publish_about_persons", {"round": round_id})
    with office.store.reading() as connection:
        rows = [read_row(row) for row in kept_rows(connection, round_id, scored.signs.aside)]
    from app.release.aggregates import Place, public_tables  # late, as all that loads polars
    from app.release.codes import code_table

    survey = _survey(office, scored)
    codes = code_table(survey)
    microdata = _microdata(scored, rows)
    city = Place(survey.region_code or str(survey.round), survey.city)
    asked = {Component(g): wordings(one.questionnaire) for g, one in survey.asked.items()}
    public = (*public_tables(scored.city, city, asked), codes)
    written = _written(metadata_file)
    if isinstance(written, Findings):
        return written
    wrong = faults(survey, scored.city, microdata, written)
    if wrong and metadata_file is not None:
        return Findings(metadata_file.name, tuple(Finding(one.place, one.sentence) for one in wrong))
    metadata = metadata_of(survey, scored.city, microdata, written)
    return Prepared(survey, scored.city, public, (*microdata, codes), metadata)


def publish(
    office: Office,
    round_id: RoundId,
    out: Path,
    editions: Sequence[Edition],
    metadata_file: Path | None = None,
    progress: Report = quiet,
) -> Published | Refused | Findings:
    """Write the named editions into `out`, each into a folder of its own, signed by who is signed in.

    Whoever stops it between two steps finds the editions that were finished, whole and in the journal, and
    nothing of the one that was being written. An edition is in the journal before its folder has its name: no
    stop leaves figures outside that later figures of the round would not know of.
    """
    if Edition.INTERNAL in editions and (refused := office.two()) is not None:
        return refused
    prepared = prepare(office, round_id, metadata_file)
    if isinstance(prepared, Refused | Findings):
        return prepared
    make_folder(out)
    wanted = [edition for edition in Edition if edition in editions]
    for edition in wanted:
        if (path := out / folder_name(round_id, edition)).exists():
            return Refused("release.exists", {"folder": path.name})
    folders: list[ReleasedFolder] = []
    for edition in wanted:
        written = _write(office, prepared, edition, out / folder_name(round_id, edition), progress)
        if isinstance(written, Refused):
            return written
        folders.append(written)
    lacking = prepared.metadata.lacking
    return Published(prepared.survey.run_id, tuple(folders), lacking, len(prepared.withheld))


def folder_name(round_id: RoundId, edition: Edition) -> str:
    """The folder of an edition."""
    return f"{round_id}-{edition.value}"


def write_form(
    office: Office, round_id: RoundId, path: Path, metadata_file: Path | None, language: Language
) -> Metadata | Refused | Findings:
    """Write the metadata form to `path`, with what is known and what `metadata_file` says already."""
    prepared = prepare(office, round_id, metadata_file)
    if isinstance(prepared, Refused | Findings):
        return prepared
    write_atomic(path, template(prepared.metadata, language).encode())
    return prepared.metadata


def verify(release: Path, root_file: Path | None) -> Verified:
    """Hold the release in a folder against its manifest, under the root of `root_file`.

    Without one, the root that lies in the release is taken: it proves nothing until people have compared its
    six words with the office's paper.

    Raises:
        Environment: the disk refused, or there is no manifest.
        Integrity: the manifest is not what an officer of the root signed; `release.other_office`:
            nobody of the root signed it.
    """
    root = verify_own_root(read_file(root_file or release / ROOT_NAME, MAX_ROOT_BYTES))
    try:
        signed = read_release(read_file(release / MANIFEST, MAX_MANIFEST_BYTES), root)
    except Integrity as trouble:
        if trouble.code != "seal.unknown_signer":
            raise
        raise Integrity("release.other_office") from trouble
    files = {file.name: (file.size, file.sha256) for file in signed.manifest.files}
    verdicts = check(release, files, frozenset({MANIFEST}))
    return Verified(signed.manifest, signed.officers, root.words, root_file is not None, verdicts)


# --- writing one edition ------------------------------------------------------------------------------


def _write(
    office: Office, prepared: Prepared, edition: Edition, folder: Path, progress: Report
) -> ReleasedFolder | Refused:
    from app.paper.bureau.codebook import codebook_pages  # late: reportlab is slow to start

    survey = prepared.survey
    tables = prepared.public if edition is Edition.PUBLIC else prepared.microdata
    more = {
        f"{METADATA}/buku-kode.pdf": codebook_pages(codebook_of(survey, edition, tables)),
        ROOT_NAME: (office.folder / ROOT_NAME).read_bytes(),
        READ_ME: _read_me(survey, edition, prepared.metadata).encode(),
    }
    contents = Contents(edition, survey, prepared.metadata, tables, more)
    manifest = b""

    def sign(files: Sequence[Listed]) -> bytes:
        nonlocal manifest
        manifest = _signed(office, prepared, edition, files)
        details: dict[str, JsonValue] = {
            "round": survey.round,
            "run": survey.run_id,
            "manifests": {edition.value: digest(manifest)},
        }
        with office.store.writing() as connection:
            office.acted(connection, "publish", details)
        return manifest

    files = write_release(folder, contents, sign, progress)
    if isinstance(files, Refused):
        return files
    found = verify(folder, office.folder / ROOT_NAME)
    if not found.sound:
        raise Integrity("release.read_back", file=folder.name, column="", row=0)
    return ReleasedFolder(edition, folder, files, digest(manifest))


def _signed(office: Office, prepared: Prepared, edition: Edition, files: Sequence[Listed]) -> bytes:
    survey, lacking = prepared.survey, len(prepared.metadata.lacking)
    manifest = ReleaseManifest(
        round=survey.round,
        edition=edition.value,
        run=survey.run_id,
        method=survey.method_digest,
        day=survey.day.isoformat(),
        office=survey.office,
        production=not survey.practice,
        complete=not lacking,
        lacking=lacking,
        files=tuple(ReleaseFile(name=one.name, size=one.size, sha256=one.sha256) for one in files),
    )
    return sign_release(manifest, tuple(officer.key for officer in office.officers))


def _read_me(survey: Survey, edition: Edition, metadata: Metadata) -> str:
    """A text for people, in both languages."""
    parts = []
    for language in (Language.ID, Language.EN):
        fields = {"survey": _in(survey, language), "office": survey.office, "run": survey.run_id}
        lines = [
            say(language, "office.readme_title", **fields),
            say(language, "office.readme_public" if edition is Edition.PUBLIC else "office.readme_internal"),
            say(language, "office.readme_guard"),
            say(language, "office.readme_missing"),
            say(language, "office.readme_verify", folder=folder_name(survey.round, edition)),
        ]
        if not metadata.complete:
            lines.append(say(language, "office.readme_incomplete", count=len(metadata.lacking)))
        if survey.practice:
            lines.append(say(language, "office.readme_practice"))
        if survey.example:
            lines.append(say(language, "office.readme_example"))
        parts.append("\n\n".join(lines))
    return "\n\n---\n\n".join(parts) + "\n"


def _in(survey: Survey, language: Language) -> str:
    return (
        survey.survey_title.en or survey.survey_title.id
        if language is Language.EN
        else survey.survey_title.id
    )


# --- from the office's values to the release's --------------------------------------------------------


def _written(path: Path | None) -> MetadataFile | Findings:
    return NOTHING if path is None else read_model(path.name, read_small(path), MetadataFile)


def _survey(office: Office, scored: Scored) -> Survey:
    import datetime as dt

    from app.questionnaire.model import Text

    document = scored.round.document
    asked = {
        str(group): Asked(
            questionnaire,
            scored.round.digests[group],
            scheme,
            scheme_digest(scheme),
        )
        for group, questionnaire in scored.round.questionnaires.items()
        for scheme in [next(one.scheme for one in document.groups if one.code == group)]
    }
    return Survey(
        round=scored.round.id,
        title=Text(id=document.title.id, en=document.title.en),
        survey_title=Text(id=document.survey_title.id, en=document.survey_title.en),
        start=dt.date.fromisoformat(document.start),
        end=dt.date.fromisoformat(document.end),
        city=document.city,
        region_code=document.region_code,
        office=office.root.document.office,
        practice=not office.root.document.production,
        example=scored.city.example,
        agencies=tuple(
            CodedAgency(
                one.code,
                Text(id=one.name.id, en=one.name.en),
                one.kode_referensi,
                one.valid_from,
                one.valid_to,
            )
            for one in document.agencies
        ),
        strata=tuple(Sampled(one.drawn, one.population) for one in document.strata),
        asked=asked,
        method_name=document.method.name,
        method_digest=scored.city.method_digest,
        run_id=scored.city.run_id,
        version=ANALYSIS_VERSION,
    )


def _microdata(scored: Scored, rows: Sequence[Row]) -> tuple[Table, ...]:
    signs = [sign.value for sign in Sign]
    tables: list[Table] = []
    for group, questionnaire in scored.round.questionnaires.items():
        responses = [_response(row) for row in rows if row.group == group]
        weigh = partial(stratum_weight, study_of(scored.round), component=Component(group))
        tables += microdata_tables(questionnaire, responses, signs, scored.city.run_id, weigh)
    return tuple(tables)


def _response(row: Row) -> OpenedResponse:
    return OpenedResponse(
        agency=row.agency,
        language=row.language,
        mode=row.mode,
        state=row.state,
        duration_class=row.duration_class,
        subjects=row.subjects,
        order=row.order,
        answers={Slot(cell.variable, AgencyCode(cell.subject)): cell.value for cell in row.answers},
        flags={(flag.subject, flag.sign): flag.grade for flag in row.flags},
    )
