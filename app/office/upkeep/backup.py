"""A copy of the whole office in one file, and the way back from it.

The store is copied as the encrypted database that it is, everything else as it lies in the folder: nothing in
a backup can be read without an officer's passphrase. A backup is believed only after every byte of it was
read again; so is one that is put back. What is replaced is set aside, never deleted.

Putting back is two renames. Whoever is killed between them finds no office under its name; signing in,
at the command line as at the window, then finishes what was begun (`signin.settle`).
"""

import datetime as dt
import hashlib
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Annotated, Literal

from pydantic import Field, ValidationError

from app.base.clock import Clock
from app.base.errors import Environment, Integrity, Refused
from app.base.ids import Digest, OfficerId
from app.office.officers.keyring import read_keyring
from app.office.officers.signin import READY, STORE_NAME, Office, settle, sign_in
from app.office.store.audit import read_acts
from app.office.store.database import VERSIONS
from app.office.survey.packaging import Report, quiet
from app.seal.documents import Document, HexDigest
from app.storage.files import PART, discard, make_folder, sync_file, sync_folder
from app.storage.trouble import said

SUFFIX = ".bilikbackup"
_MANIFEST = "manifest.json"
_MAX_MANIFEST_BYTES = 32 * 1024 * 1024  # a hundred thousand files
_CHUNK_BYTES = 1024 * 1024
_APART = "sample"  # the names of persons, who never lie in one file with answers
_ASIDE = "-diganti-"  # an office that was replaced, and when
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]{0,199}(/[A-Za-z0-9][A-Za-z0-9._ -]{0,199}){0,3}")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError, NotImplementedError, RuntimeError)


class PartFile(Document):
    """One file of the office."""

    name: Annotated[str, Field(max_length=800)]
    size: Annotated[int, Field(ge=0)]
    sha256: HexDigest


class Manifest(Document):
    """What a backup holds: the office that it is of, the version of its store, and every file."""

    type: Literal["bilik/office-backup"] = "bilik/office-backup"
    version: Literal[1] = 1
    root: HexDigest
    made_utc_ms: int
    revision: str
    acts: int
    parts: tuple[PartFile, ...]


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was written and read again."""

    path: Path
    files: int
    size_bytes: int
    acts: int
    digest: Digest


@dataclass(frozen=True, slots=True)
class Restored:
    """An office that was put back; `aside` is where the one before lies, if there was one."""

    folder: Path
    aside: Path | None
    files: int
    acts: int
    made_utc_ms: int


def back_up(office: Office, out: Path, progress: Report = quiet) -> BackedUp | Refused:
    """Write the office into one file: `out` itself when it has the right ending, else a file in that folder.

    Raises:
        Environment: the disk refused; no file has the backup's name then.
        Integrity: the store is damaged, or the disk returned other bytes than it was given.
    """
    path = _path_for(out, office.clock)
    if path.exists():
        return Refused("office.backup_exists", {"file": str(path)})
    make_folder(path.parent)
    part, copy = path.with_name(path.name + PART), path.with_name(path.name + ".store" + PART)
    try:
        office.store.copy_to(copy)
        with said():
            manifest = _write(office, part, copy, progress)
            sync_file(part)
            part.replace(path)
            sync_folder(path.parent)
        if read_manifest(path) != manifest:
            raise Integrity("storage.read_back")
    finally:
        discard(copy)
        discard(part)
    made = BackedUp(path, len(manifest.parts), path.stat().st_size, manifest.acts, _digest_of(path))
    with office.store.writing() as connection:
        office.acted(connection, "backup", {"file": path.name, "sha256": made.digest})
    return made


def read_manifest(file: Path) -> Manifest:
    """What a backup holds, after every byte of it was read and found to be what it claims.

    Raises:
        Environment: the disk refused.
        Integrity: `office.backup_damaged`: a byte differs, something is missing, or it is no backup.
    """
    with _opened(file) as (archive, manifest):
        for _ in _checked(archive, manifest):
            pass
        return manifest


def restore(
    folder: Path, file: Path, given: Mapping[OfficerId, str], clock: Clock, progress: Report = quiet
) -> Restored | Refused:
    """Put the office of a backup back into `folder`, and set aside what lies there.

    Nothing is touched before the backup was read whole, laid out beside, and opened with the officers'
    passphrases. It takes two officers of the backup.

    Raises:
        Environment: the disk refused, or a newer program wrote the backup; the office is as it was.
        Integrity: the backup or its store is damaged; the office is as it was.
    """
    settle(folder)
    manifest = read_manifest(file)
    if manifest.revision not in VERSIONS.known:
        raise Environment("office.store_newer")
    if folder.exists():
        other = _other_office(folder, manifest)
        if other is not None:
            return other
    part, ready = folder.with_name(folder.name + PART), folder.with_name(folder.name + READY)
    with said():
        for leftover in (part, ready):
            shutil.rmtree(leftover, ignore_errors=True)
        _lay_out(file, part, progress)
    acts = _tried(part, given, clock, file)
    if isinstance(acts, Refused):
        with said():
            shutil.rmtree(part, ignore_errors=True)
        return acts
    with said():
        part.rename(ready)
        sync_folder(folder.parent)
        aside = _set_aside(folder, clock)
        settle(folder)
        if (
            aside is not None and (aside / _APART).is_dir()
        ):  # no backup holds it, so it stays where it is used
            (aside / _APART).rename(folder / _APART)
    return Restored(folder, aside, len(manifest.parts), acts, manifest.made_utc_ms)


# --- writing ----------------------------------------------------------------------------------------------


def _path_for(out: Path, clock: Clock) -> Path:
    if out.suffix == SUFFIX:
        return out
    moment = dt.datetime.fromtimestamp(clock.utc_ms() / 1000, dt.UTC)
    return out / f"bilik-office-{moment:%Y%m%d-%H%M%S}{SUFFIX}"


def _write(office: Office, part: Path, copy: Path, progress: Report) -> Manifest:
    files = [(STORE_NAME, copy), *_files(office.folder)]
    parts: list[PartFile] = []
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
        for done, (name, path) in enumerate(files):
            progress(done, len(files))
            parts.append(_add(archive, name, path))
        manifest = Manifest(
            root=office.root.digest,
            made_utc_ms=office.clock.utc_ms(),
            revision=office.store.version or "",
            acts=_acts(office),
            parts=tuple(parts),
        )
        archive.writestr(_info(_MANIFEST), manifest.to_bytes())
    progress(len(files), len(files))
    return manifest


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file of the office but its store, whose copy goes in its place, and what was never finished.

    No other database goes along, and nothing of the sample: names of persons never lie in one file with
    answers.
    """
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file() or ".db" in path.name or name.endswith(PART):
            continue
        if name.startswith(f"{_APART}/"):
            continue
        if _NAME.fullmatch(name):
            yield name, path


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> PartFile:
    seen, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(_info(name), "w", force_zip64=True) as target:
        while chunk := source.read(_CHUNK_BYTES):
            seen.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return PartFile(name=name, size=size, sha256=seen.hexdigest())


def _info(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # a time of making would tell more than the manifest


def _acts(office: Office) -> int:
    with office.store.reading() as connection:
        return len(read_acts(connection))


# --- reading ----------------------------------------------------------------------------------------------


@contextmanager
def _opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    try:
        with said(), zipfile.ZipFile(file) as archive:
            with archive.open(_MANIFEST) as stream:
                data = stream.read(_MAX_MANIFEST_BYTES + 1)
            manifest = Manifest.model_validate_json(data)
            names = [part.name for part in manifest.parts]
            honest = all(_NAME.fullmatch(name) and ".." not in name for name in names)
            if not honest or len({name.casefold() for name in names}) != len(names):
                raise Integrity("office.backup_damaged", file=file.name)
            if sorted(archive.namelist()) != sorted([*names, _MANIFEST]):
                raise Integrity("office.backup_damaged", file=file.name)
            yield archive, manifest
    except (ValidationError, *_BROKEN):
        raise Integrity("office.backup_damaged", file=file.name) from None


def _checked(archive: zipfile.ZipFile, manifest: Manifest, folder: Path | None = None) -> Iterator[PartFile]:
    """Each part after it was read whole; where a folder is named, it lies there then."""
    for part in manifest.parts:
        seen, size = hashlib.sha256(), 0
        target = None if folder is None else folder / part.name
        if target is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(part.name) as source:
            for chunk in _chunks(source, target):
                seen.update(chunk)
                size += len(chunk)
                if size > part.size:
                    raise zipfile.BadZipFile
        if size != part.size or seen.hexdigest() != part.sha256:
            raise zipfile.BadZipFile
        if target is not None:
            sync_file(target)
        yield part


def _chunks(source: IO[bytes], target: Path | None) -> Iterator[bytes]:
    if target is None:
        while chunk := source.read(_CHUNK_BYTES):
            yield chunk
        return
    with target.open("wb") as written:
        while chunk := source.read(_CHUNK_BYTES):
            written.write(chunk)
            yield chunk


def _lay_out(file: Path, part: Path, progress: Report) -> None:
    with _opened(file) as (archive, manifest):
        make_folder(part)
        for done, _ in enumerate(_checked(archive, manifest, part)):
            progress(done + 1, len(manifest.parts))
        for inside in {path.parent for path in part.rglob("*")}:
            sync_folder(inside)


def _other_office(folder: Path, manifest: Manifest) -> Refused | None:
    """The refusal where another office lies in the folder; one whose keyring is gone may be replaced."""
    try:
        keyring = read_keyring(folder)
    except (Environment, Integrity):
        return None
    return None if keyring.root == manifest.root else Refused("office.backup_of_another")


def _tried(part: Path, given: Mapping[OfficerId, str], clock: Clock, file: Path) -> int | Refused:
    """Open what was laid out, look at all of it, and write the restoring into its journal."""
    office = sign_in(part, given, clock)
    if isinstance(office, Refused):
        return office
    try:
        too_few = office.two()
        if too_few is not None:
            return too_few
        office.store.check()
        with office.store.writing() as connection:
            office.acted(connection, "restore", {"file": file.name})
        return _acts(office)
    finally:
        office.close()


def _set_aside(folder: Path, clock: Clock) -> Path | None:
    if not folder.exists():
        return None
    moment = dt.datetime.fromtimestamp(clock.utc_ms() / 1000, dt.UTC)
    aside = folder.with_name(f"{folder.name}{_ASIDE}{moment:%Y%m%d-%H%M%S}")
    number = 1
    while aside.exists():
        number += 1
        aside = folder.with_name(f"{folder.name}{_ASIDE}{moment:%Y%m%d-%H%M%S}-{number}")
    folder.rename(aside)
    sync_folder(folder.parent)
    return aside


def _digest_of(path: Path) -> Digest:
    with path.open("rb") as file:
        return Digest(hashlib.file_digest(file, "sha256").hexdigest())
