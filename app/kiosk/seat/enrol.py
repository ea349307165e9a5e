"""Making a machine a bilik: believe the office's root, install a package at a seat, open with the card."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from app.base.canonical import canonical, parse_canonical
from app.base.clock import Clock, SystemClock
from app.base.errors import Environment, Integrity, Refused
from app.base.ids import CodeId, InstallationId, ProctorId, SeatId
from app.base.session import Kind
from app.kiosk import places
from app.kiosk.places import Places
from app.kiosk.store.booth import Booth
from app.kiosk.store.database import Machine, Proctor, Store, create_store
from app.kiosk.store.log import happening
from app.questionnaire.read import admit
from app.seal.aead import new_key
from app.seal.database_key import unwrap_with_card, wrap_database_key
from app.seal.envelope import database_info, sealed_size
from app.seal.installation import Certificate, Installation, Known, certify, verify_certificate
from app.seal.package import MAX_PACKAGE_BYTES, Package, open_card, read_training_package, verify_package
from app.seal.root import MAX_ROOT_BYTES, Root, verify_next_root, verify_root
from app.seal.sign import SigningKey
from app.storage.ballast import Ballast
from app.storage.database import Database
from app.storage.files import make_folder, read_file, write_atomic
from app.storage.trouble import said

_SMALL_BYTES = 65_536
_MEBIBYTE = 1024 * 1024


class MachineState(Enum):
    """What this machine can do next."""

    NOT_ENROLLED = auto()  # knows no office; may install a training package
    NO_PACKAGE = auto()
    CARD_NEEDED = auto()


@dataclass(frozen=True, slots=True)
class MachineStatus:
    """What can be known without a key.

    `root`: the office believed here; `package`: the one in use, at `seat`, installed in `folder` under the id
    `installation`.
    """

    state: MachineState
    root: Root | None
    package: Package | None
    seat: SeatId | None
    folder: Path | None = None
    installation: InstallationId | None = None


@dataclass(frozen=True, slots=True)
class Installed:
    """A seat ready for its session, with the key of its database."""

    folder: Path
    seat: SeatId
    package: Package
    key: bytes


def status(data_dir: Path) -> MachineStatus:
    """What this machine is.

    Raises:
        Environment, Integrity: its own files cannot be read, or are not what they were.
    """
    where = Places(data_dir)
    roots = _roots(where)
    root = roots[-1] if roots else None
    folder = _current(where)
    if folder is None:
        state = MachineState.NO_PACKAGE if root else MachineState.NOT_ENROLLED
        return MachineStatus(state, root, None, None)
    package, certificate = _installed(folder, roots)
    installation = InstallationId(certificate.installation)
    return MachineStatus(
        MachineState.CARD_NEEDED, root, package, SeatId(certificate.seat), folder, installation
    )


def read_root(data_dir: Path, data: bytes) -> Root:
    """A root that this machine could believe; people compare its `words` before `enrol_root`.

    Raises:
        Integrity: it is none, or does not follow the one believed (two signatures of that one).
        Environment: the disk refused.
    """
    where = Places(data_dir)
    roots = _roots(where)
    if roots and data == read_file(where.root(roots[-1].document.number), MAX_ROOT_BYTES):
        return roots[-1]
    return verify_next_root(roots[-1], data) if roots else verify_root(data)


def believes(data_dir: Path, data: bytes) -> bool:
    """Whether this root, byte for byte, is believed here or was before a later one."""
    where = Places(data_dir)
    return any(data == read_file(where.root(root.document.number), MAX_ROOT_BYTES) for root in _roots(where))


def enrol_root(data_dir: Path, data: bytes) -> Root:
    """Believe this root from now on; the same once more changes nothing.

    Raises:
        Environment, Integrity: as `read_root`.
    """
    where = Places(data_dir)
    root = read_root(data_dir, data)
    make_folder(where.roots)
    write_atomic(where.root(root.document.number), data)
    return root


def install_package(
    data_dir: Path,
    data: bytes,
    seat: SeatId,
    card_code: str,
    clock: Clock | None = None,
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> Installed | Refused:
    """Install a package at a seat and make it the one in use; installed before, it is only taken up again.

    Other installations stay as they are, with all that no receipt has acknowledged.

    Raises:
        Integrity: the package is not the office's, or not whole, or asks what makes no sense.
        Environment: the disk refused; nothing was installed then.
    """
    where = Places(data_dir)
    roots = _roots(where)
    package = _verify(data, roots[-1:])
    for text in package.document.questionnaires.values():
        admit(canonical(text))  # type: ignore[arg-type]  # spelled before, when its digest was compared
    if refusal := _may_install(where, roots, package, seat):
        return refusal
    card = open_card(package.document, card_code, package.stretcher)
    if isinstance(card, Refused):
        return card
    folder = where.installations / where.name(package.digest, seat)
    if not (folder / places.DATABASE).exists():
        if refusal := _room(data_dir, package):
            return refusal
        (seat_key,) = (SigningKey(own.private_key) for own in card.seats if own.id == seat)
        proctors = [Proctor(ProctorId(each.id), each.name, each.pin) for each in card.proctors]
        made = certify(package.digest, seat, seat_key)
        key: bytes | Refused = _make(folder, data, package, seat, made, proctors, card_code, told)
    else:
        key = _unwrap(folder, package, _certificate(folder, package), card_code)
    if isinstance(key, Refused):
        return key
    _note_installation(folder, package, key, clock or SystemClock())
    write_atomic(where.current, canonical({"installation": folder.name}))
    return Installed(folder, seat, package, key)


def unlock(data_dir: Path, card_code: str) -> bytes | Refused:
    """The database key of the installation in use, if the card code is the right one.

    Raises:
        Environment: `enrol.nothing_installed`, or the disk refused.
        Integrity: files of the installation are not what they were.
    """
    where = Places(data_dir)
    folder = _current(where)
    if folder is None:
        raise Environment("enrol.nothing_installed")
    package, certificate = _installed(folder, _roots(where))
    return _unwrap(folder, package, certificate, card_code)


def open_booth(data_dir: Path, key: bytes, clock: Clock) -> Booth:
    """The installation in use, its database open under `key`.

    Raises:
        Environment: `enrol.nothing_installed`, or the disk refused.
        Integrity: the files do not belong together.
    """
    where = Places(data_dir)
    folder = _current(where)
    if folder is None:
        raise Environment("enrol.nothing_installed")
    package, certificate = _installed(folder, _roots(where))
    return _open(folder, package, certificate, key, clock)


def card_opens(booth: Booth, card_code: str) -> Refused | None:
    """None if this is the proctor card of the booth."""
    known = Known({booth.package.digest: booth.document})
    certificate = verify_certificate(booth.machine.certificate, known)
    key = _unwrap(booth.folder, booth.package, certificate, card_code)
    return key if isinstance(key, Refused) else None


@dataclass(frozen=True, slots=True)
class Here:
    """An installation on this machine. `name`: for `use`."""

    name: str
    package: Package
    seat: SeatId
    in_use: bool


def installed_here(data_dir: Path) -> tuple[Here, ...]:
    """All whole installations; what is not what it was cannot be opened, and is left out.

    Raises:
        Environment, Integrity: as `status`.
    """
    where = Places(data_dir)
    roots, current = _roots(where), _current(where)
    found = []
    for name in installations(data_dir):
        folder = where.installations / name
        with suppress(Integrity):
            package, certificate = _installed(folder, roots)
            found.append(Here(name, package, SeatId(certificate.seat), folder == current))
    return tuple(found)


@said()
def installations(data_dir: Path) -> tuple[str, ...]:
    """The names of all installations here, for `use`.

    Raises:
        Environment: the disk refused.
    """
    folder = Places(data_dir).installations
    if not folder.is_dir():
        return ()
    return tuple(sorted(each.name for each in folder.iterdir() if (each / places.DATABASE).is_file()))


def use(data_dir: Path, name: str) -> Refused | None:
    """Take up another installation, for example to export what is still there."""
    if name not in installations(data_dir):
        return Refused("enrol.no_such_installation")
    write_atomic(Places(data_dir).current, canonical({"installation": name}))
    return None


def _may_install(where: Places, roots: tuple[Root, ...], package: Package, seat: SeatId) -> Refused | None:
    document = package.document
    if document.seat(seat) is None:
        return Refused("enrol.no_such_seat", {"seat": seat, "seats": ", ".join(s.id for s in document.seats)})
    for name in installations(where.data_dir):
        other = _installed(where.installations / name, roots)[0].document
        same_place = (other.round_id, other.venue_id) == (document.round_id, document.venue_id)
        if same_place and other.package_version > document.package_version:
            return Refused("enrol.older_package", {"version": document.package_version})
    return None


@said()
def _room(data_dir: Path, package: Package) -> Refused | None:
    policy = package.document.policy
    # Twice the slots for the making of them, the ballast, and as much again to spare.
    needed = 2 * policy.slots * (sealed_size(policy.record_size) + 4_096) + 16 * _MEBIBYTE
    make_folder(data_dir)
    if shutil.disk_usage(data_dir).free < needed:
        return Refused("enrol.too_little_room", {"needed_mib": needed // _MEBIBYTE + 1})
    return None


def _make(
    folder: Path,
    data: bytes,
    package: Package,
    seat: SeatId,
    made: Installation,
    proctors: list[Proctor],
    card_code: str,
    told: Callable[[int, int], None],
) -> bytes:
    document = package.document
    key = new_key()
    info = database_info(package.digest, made.id)
    wrapped = wrap_database_key(
        key, card_code, os.urandom(32), package.stretcher, document.recovery_key, info
    )
    make_folder(folder.parent)
    make_folder(folder)
    write_atomic(folder / places.PACKAGE, data)
    write_atomic(folder / places.CERTIFICATE, made.certificate)
    write_atomic(folder / places.DATABASE_KEY, wrapped)
    Ballast(folder / places.BALLAST).take()
    create_store(
        folder / places.DATABASE,
        key,
        Machine(package.digest, seat, made.id, made.key.to_bytes(), made.certificate),
        proctors,
        [CodeId(code.id) for code in document.codes],
        document.policy.slots,
        sealed_size(document.policy.record_size),
        told,
    )
    return key


def _note_installation(folder: Path, package: Package, key: bytes, clock: Clock) -> None:
    booth = _open(folder, package, _certificate(folder, package), key, clock)
    if not booth.store.log()[0]:  # not taken up again, unless the power went before this line was written
        booth.store.note(happening(clock.utc_ms(), Kind.INSTALLED))
    booth.close()


def _open(folder: Path, package: Package, certificate: Certificate, key: bytes, clock: Clock) -> Booth:
    store = Store(Database(folder / places.DATABASE, key), Ballast(folder / places.BALLAST))
    machine = store.machine()
    named = (certificate.package, certificate.seat, certificate.installation)
    if named != (machine.package, machine.seat, machine.installation) or package.digest != machine.package:
        store.close()
        raise Integrity("enrol.not_whole")
    return Booth(folder, store, machine, package, clock)


def _unwrap(folder: Path, package: Package, certificate: Certificate, card_code: str) -> bytes | Refused:
    wrapped = read_file(folder / places.DATABASE_KEY, _SMALL_BYTES)
    info = database_info(package.digest, InstallationId(certificate.installation))
    return unwrap_with_card(wrapped, card_code, package.stretcher, info)


@said()
def _roots(where: Places) -> tuple[Root, ...]:
    roots: list[Root] = []
    while (path := where.root(len(roots) + 1)).exists():
        data = read_file(path, MAX_ROOT_BYTES)
        roots.append(verify_next_root(roots[-1], data) if roots else verify_root(data))
    return tuple(roots)


@said()
def _current(where: Places) -> Path | None:
    if not where.current.exists():
        return None
    match parse_canonical(read_file(where.current, _SMALL_BYTES)):
        case {"installation": str(name), **rest} if not rest and name in installations(where.data_dir):
            return where.installations / name
        case _:
            raise Integrity("enrol.not_whole")


def _installed(folder: Path, roots: tuple[Root, ...]) -> tuple[Package, Certificate]:
    # A package stays good under the root that was believed when it came.
    package = _verify(read_file(folder / places.PACKAGE, MAX_PACKAGE_BYTES), roots)
    return package, _certificate(folder, package)


def _certificate(folder: Path, package: Package) -> Certificate:
    data = read_file(folder / places.CERTIFICATE, _SMALL_BYTES)
    return verify_certificate(data, Known({package.digest: package.document}))


def _verify(data: bytes, roots: tuple[Root, ...]) -> Package:
    trouble: Integrity | None = None
    for root in reversed(roots):
        try:
            return verify_package(data, root)
        except Integrity as error:
            trouble = trouble or error
    try:
        return read_training_package(data)
    except Integrity as error:
        raise trouble or error from None
