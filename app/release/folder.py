"""Writing a release: into `NAME.part`, every file read back and compared, signed, and then given its name.

A folder without `.part` in its name is therefore complete. Who stops the writing leaves nothing; a kill
leaves only the other, which the next try replaces.
"""

import hashlib
import json
import shutil
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.base.canonical import JsonValue
from app.base.errors import Integrity, Refused
from app.release import codebook, ddi
from app.release.datapackage import Listed, datapackage
from app.release.editions import DATA, DataFile, Edition, data_files
from app.release.sdi.metadata import Metadata
from app.release.survey import Survey
from app.release.table import Table
from app.storage.files import PART, make_folder, sync_file, sync_folder
from app.storage.trouble import said

METADATA = "metadata"
MANIFEST = "manifest.bilikrilis"
PACKAGE = "datapackage.json"
READ_ME = "BACA-SAYA.txt"

Report = Callable[[int, int], None]
Sign = Callable[[Sequence[Listed]], bytes]
"""The manifest of the listed files, signed."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into one edition besides its signature.

    `more`: further files by name, as bytes (the codebook's pages, the office's root, a text for people).
    """

    edition: Edition
    survey: Survey
    metadata: Metadata
    tables: tuple[Table, ...]
    more: Mapping[str, bytes]


def write_release(
    folder: Path, contents: Contents, sign: Sign, progress: Report
) -> tuple[Listed, ...] | Refused:
    """Write an edition to `folder`, which must not exist yet; the files it holds, without the manifest.

    Raises:
        Environment: the disk refused; nothing of that name is there.
        Integrity: `release.read_back`: a file does not hold what was given to it.
    """
    if folder.exists():
        return Refused("release.exists", {"folder": folder.name})
    part = folder.with_name(folder.name + PART)
    with said():
        if part.exists():
            shutil.rmtree(part)  # of a try that was killed: the name is ours alone
        try:
            for place in (part, part / DATA, part / METADATA):
                make_folder(place)
            listed = _Writing(part, contents, progress).all()
            _put(part / MANIFEST, sign(listed))
            for place in (part / DATA, part / METADATA, part):
                sync_folder(place)
            part.rename(folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)  # who stops it leaves no half of anybody's answers
        sync_folder(folder.parent)
    return listed


@dataclass(frozen=True, slots=True)
class _Writing:
    part: Path
    contents: Contents
    progress: Report

    def all(self) -> tuple[Listed, ...]:
        contents = self.contents
        survey, edition = contents.survey, contents.edition
        data = list(data_files(edition, survey, contents.tables))
        listed = self._data(data)
        documents = {
            f"{METADATA}/buku-kode.json": codebook.codebook(survey, edition, contents.tables),
            f"{METADATA}/ms-keg.json": self._record(contents.metadata.activity.as_json()),
            f"{METADATA}/ms-ind.json": self._record([one.as_json() for one in contents.metadata.indicators]),
            f"{METADATA}/ms-var.json": self._record([one.as_json() for one in contents.metadata.variables]),
        }
        for name, value in documents.items():
            listed.append(self._json(name, value))
        listed.append(self._ddi(f"{METADATA}/ddi-codebook.xml", listed))
        for name, body in contents.more.items():
            _put(self.part / name, body)
            listed.append(self._listed(name, None))
        described = [file for file in listed if file.name.rpartition(".")[2] in ENDINGS]
        listed.append(self._json(PACKAGE, datapackage(survey, edition, contents.metadata, described)))
        self.progress(len(data), len(data))
        return tuple(sorted(listed, key=lambda file: file.name))

    def _data(self, data: Sequence[DataFile]) -> list[Listed]:
        listed: list[Listed] = []
        holding = Counter(file.name for file in data)
        for done, file in enumerate(data):
            self.progress(done, len(data))
            path = self.part / file.name
            if file.write is not None:
                file.write(path)
                sync_file(path)
                listed.append(self._listed(file.name, file.table if holding[file.name] == 1 else None))
            _compare(file, path)
        return listed

    def _record(self, value: JsonValue) -> JsonValue:
        return {**self.contents.survey.origin, "records": value}

    def _json(self, name: str, value: JsonValue) -> Listed:
        path = self.part / name
        codebook.write(path, value)
        sync_file(path)
        if json.loads(path.read_bytes()) != json.loads(json.dumps(value)):
            raise Integrity("release.read_back", file=name, column="", row=0)
        return self._listed(name, None)

    def _ddi(self, name: str, listed: Sequence[Listed]) -> Listed:
        root = ddi.document(
            self.contents.survey,
            self.contents.edition,
            self.contents.metadata,
            [f for f in listed if f.table],
        )
        path = self.part / name
        ddi.write(path, root)
        sync_file(path)
        if ET.tostring(ET.parse(path).getroot()) != ET.tostring(root):  # noqa: S314 - our own file
            raise Integrity("release.read_back", file=name, column="", row=0)
        return self._listed(name, None)

    def _listed(self, name: str, table: Table | None) -> Listed:
        path = self.part / name
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return Listed(name, path.stat().st_size, sha256, table)


ENDINGS = frozenset({"csv", "json", "parquet", "xlsx", "sav", "dta", "xml", "pdf"})
"""Of the files that the data package describes; the manifest covers all."""


def _put(path: Path, body: bytes) -> None:
    path.write_bytes(body)
    sync_file(path)
    if path.read_bytes() != body:
        raise Integrity("release.read_back", file=path.name, column="", row=0)


def _compare(file: DataFile, path: Path) -> None:
    """Every value of the file against the table.

    Raises:
        Integrity: `release.read_back`, with the first column and row that differ.
    """
    wanted, found = file.table.frame, file.read(path)
    if found.equals(wanted):
        return
    for name in wanted.columns:
        if (
            name not in found.columns
            or found[name].dtype != wanted[name].dtype
            or found.height != wanted.height
        ):
            raise Integrity("release.read_back", file=file.name, column=name, row=0)
        differs = found[name].ne_missing(wanted[name]).arg_true()
        if len(differs):
            raise Integrity("release.read_back", file=file.name, column=name, row=int(differs[0]) + 1)
    raise Integrity("release.read_back", file=file.name, column="", row=0)
