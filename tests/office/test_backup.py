"""Backups: whole or not there, believed only when read, put back beside what they replace."""

import json
import os
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from typing_extensions import override

from app.base.clock import HandClock
from app.base.errors import Environment, Integrity, Refused
from app.base.ids import OfficerId
from app.office.commands.main import run
from app.office.officers.signin import STORE_NAME, Office, sign_in
from app.office.store.audit import read_acts
from app.office.store.database import MIGRATIONS, VERSIONS, Store, config_of
from app.office.store.tables import secret
from app.office.survey.packaging import Packaged
from app.office.upkeep.backup import BackedUp, Restored, back_up, read_manifest, restore
from app.office.upkeep.checking import check_office
from tests.office.conftest import NOVEMBER_9, PASSPHRASES

Capture = pytest.CaptureFixture[str]
TWO = {OfficerId(name): PASSPHRASES[OfficerId(name)] for name in "ab"}
ONE = {OfficerId("a"): PASSPHRASES[OfficerId("a")]}


@pytest.fixture
def folder(template: tuple[Path, Packaged], tmp_path: Path) -> Path:
    shutil.copytree(template[0] / "office", tmp_path / "office")
    (tmp_path / "office" / "evidence").mkdir(exist_ok=True)
    (tmp_path / "office" / "evidence" / f"{'0' * 64}.bilik").write_bytes(b"kept")
    return tmp_path / "office"


def opened(folder: Path, given: Mapping[OfficerId, str] = TWO) -> Office:
    office = sign_in(folder, given, HandClock(NOVEMBER_9))
    assert isinstance(office, Office), office
    return office


def acts(folder: Path) -> list[str]:
    office = opened(folder)
    try:
        with office.store.reading() as connection:
            return [entry.act for entry in read_acts(connection)]
    finally:
        office.close()


def act(folder: Path, name: str) -> None:
    office = opened(folder)
    with office.store.writing() as connection:
        office.acted(connection, name, {})
    office.close()


def backed_up(folder: Path, out: Path) -> Path:
    office = opened(folder)
    made = back_up(office, out)
    office.close()
    assert isinstance(made, BackedUp), made
    return made.path


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(STORE_NAME)
    }


def put_back(folder: Path, file: Path, given: Mapping[OfficerId, str] = TWO) -> Restored | Refused:
    return restore(folder, file, given, HandClock(NOVEMBER_9))


def test_what_was_backed_up_comes_back_and_what_it_replaces_is_kept(folder: Path, tmp_path: Path) -> None:
    before, kept = acts(folder), files(folder)
    file = backed_up(folder, tmp_path / "stick")
    act(folder, "later")
    made = put_back(folder, file)
    assert isinstance(made, Restored), made
    assert acts(folder) == [*before, "restore"]
    assert files(folder) == kept
    assert made.aside is not None
    assert acts(made.aside) == [*before, "backup", "later"]


def test_a_lost_folder_comes_back(folder: Path, tmp_path: Path) -> None:
    before, kept = acts(folder), files(folder)
    file = backed_up(folder, tmp_path / "stick.bilikbackup")
    shutil.rmtree(folder)
    made = put_back(folder, file)
    assert isinstance(made, Restored), made
    assert (made.aside, acts(folder), files(folder)) == (None, [*before, "restore"], kept)


def test_it_takes_two_officers_with_the_right_passphrases(folder: Path, tmp_path: Path) -> None:
    file = backed_up(folder, tmp_path)
    before = acts(folder)
    for given, code in (
        (ONE, "office.two_officers"),
        ({OfficerId("a"): "salah sama sekali", OfficerId("b"): "salah"}, "office.passphrase_wrong"),
    ):
        assert getattr(put_back(folder, file, given), "code", "") == code
    assert acts(folder) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [file.name, "office"]


def test_nothing_readable_lies_in_a_backup(folder: Path, tmp_path: Path) -> None:
    act(folder, "canary-of-the-journal")
    data = backed_up(folder, tmp_path).read_bytes()
    assert b"canary" not in data
    assert b"SQLite format 3" not in data


def test_whatever_byte_is_changed_or_missing_it_is_refused(folder: Path, tmp_path: Path) -> None:
    file = backed_up(folder, tmp_path)
    before, whole, honest, refused = acts(folder), file.read_bytes(), read_manifest(file), 0
    step = max(1, len(whole) // 60)
    for at in [*range(0, len(whole), step), len(whole) - 1]:
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        try:
            assert read_manifest(file) == honest  # the byte says nothing: a flag or a time of the archive
        except Integrity:
            refused += 1
    assert refused > 50
    for cut in (0, 10, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:cut])
        with pytest.raises(Integrity):
            put_back(folder, file)
    assert acts(folder) == before


def edited(file: Path, out: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out


def test_a_backup_with_other_names_or_parts_than_it_lists_is_refused(folder: Path, tmp_path: Path) -> None:
    file = backed_up(folder, tmp_path)

    def escaping(parts: dict[str, bytes]) -> None:
        manifest = json.loads(parts["manifest.json"])
        manifest["parts"][0]["name"] = "../office.db"
        parts["../office.db"] = parts.pop(STORE_NAME)
        parts["manifest.json"] = json.dumps(manifest).encode()

    def more(parts: dict[str, bytes]) -> None:
        parts["evidence/extra"] = b"x"

    def less(parts: dict[str, bytes]) -> None:
        del parts["officers.json"]

    def none(parts: dict[str, bytes]) -> None:
        del parts["manifest.json"]

    for number, change in enumerate((escaping, more, less, none)):
        with pytest.raises(Integrity) as caught:
            read_manifest(edited(file, tmp_path / f"{number}.bilikbackup", change))
        assert caught.value.code == "office.backup_damaged"


def test_one_of_a_newer_program_or_of_another_office_is_refused(folder: Path, tmp_path: Path) -> None:
    file = backed_up(folder, tmp_path)

    def newer(parts: dict[str, bytes]) -> None:
        manifest = json.loads(parts["manifest.json"])
        parts["manifest.json"] = json.dumps(manifest | {"revision": "9999"}).encode()

    def another(parts: dict[str, bytes]) -> None:
        manifest = json.loads(parts["manifest.json"])
        parts["manifest.json"] = json.dumps(manifest | {"root": "ab" * 32}).encode()

    with pytest.raises(Environment) as caught:
        put_back(folder, edited(file, tmp_path / "newer.bilikbackup", newer))
    assert caught.value.code == "office.store_newer"
    refused = put_back(folder, edited(file, tmp_path / "another.bilikbackup", another))
    assert refused == Refused("office.backup_of_another")


def test_names_of_persons_go_into_no_backup_and_stay_through_a_restore(folder: Path, tmp_path: Path) -> None:
    (folder / "sample").mkdir()
    for name in ("sample/names.db", "sample/names.db-journal", "sample/names.key", "other.db"):
        (folder / name).write_bytes(b"names of persons")
    file = backed_up(folder, tmp_path)
    held = {part.name for part in read_manifest(file).parts}
    assert [name for name in held if ".db" in name or "names" in name] == [STORE_NAME]
    assert isinstance(put_back(folder, file), Restored)
    assert (folder / "sample" / "names.key").read_bytes() == b"names of persons"


def test_an_existing_backup_is_never_replaced(folder: Path, tmp_path: Path) -> None:
    file = backed_up(folder, tmp_path / "one.bilikbackup")
    before = file.read_bytes()
    office = opened(folder)
    assert isinstance(back_up(office, file), Refused)
    office.close()
    assert file.read_bytes() == before


# --- kills ------------------------------------------------------------------------------------------------

_STEPS = ("replace", "rename", "fsync", "open", "unlink", "mkdir")


def killed_at(number: int, work: Callable[[], object]) -> bool:
    """Do `work` in a process that dies at its `number`th step on the disk; whether it did."""
    child = os.fork()
    if not child:
        _die_at(number)
        work()
        os._exit(0)
    return os.waitpid(child, 0)[1] != 0


def _die_at(number: int) -> None:
    left = number

    def dying(name: str, done: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object, **named: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                os._exit(9)
            return done(*arguments, **named)

        step.__name__ = name
        return step

    for name in _STEPS:
        setattr(os, name, dying(name, getattr(os, name)))


def kills(work: Callable[[], object], look: Callable[[], None], every: int = 1) -> int:
    """Kill `work` at each of its steps, and look each time; how often it was killed."""
    number = 0
    while killed_at(number, work):
        look()
        number += every
        assert number < 3_000
    return number


def test_a_backup_that_is_killed_anywhere_is_whole_or_not_there(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "stick" / "one.bilikbackup"
    before = acts(folder)

    def look() -> None:
        if out.exists():
            assert read_manifest(out).acts == len(before)
            out.unlink()
        assert acts(folder)[: len(before)] == before

    def work() -> None:
        office = opened(folder)
        back_up(office, out)

    assert kills(work, look, 3) > 10


def test_a_restore_that_is_killed_anywhere_leaves_the_old_or_the_new(folder: Path, tmp_path: Path) -> None:
    file = backed_up(folder, tmp_path / "stick")
    new = [*acts(folder)[:-1], "restore"]
    act(folder, "later")
    old = acts(folder)
    shutil.copytree(folder, tmp_path / "copy")
    seen: set[str] = set()

    def look() -> None:
        found = acts(folder)
        assert found in (old, new)
        seen.add("old" if found == old else "new")
        for left in tmp_path.glob("office*"):
            shutil.rmtree(left)
        shutil.copytree(tmp_path / "copy", folder)

    def work() -> None:
        put_back(folder, file)

    assert kills(work, look, 2) > 10
    assert acts(folder) == new
    assert "old" in seen


def test_a_kill_between_the_two_renames_is_finished_by_the_next_command(folder: Path, tmp_path: Path) -> None:
    before = acts(folder)
    folder.rename(tmp_path / "office-siap")
    assert acts(folder) == before
    assert not (tmp_path / "office-siap").exists()


class First(Store):
    """A store as the first program made it."""

    @override
    def _migrate(self) -> None:
        config = config_of(MIGRATIONS)
        with self.writing() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "0001")


class TestMigration:
    @pytest.fixture
    def old(self, tmp_path: Path) -> Path:
        """A store of the first version."""
        store = First(tmp_path / "office.db", bytes(32))
        with store.writing() as connection:
            connection.execute(sa.insert(secret).values(name="a", value=b"\x01"))
        store.close()
        return store.path

    def test_it_begins_with_a_copy_of_what_was(self, old: Path) -> None:
        Store(old, bytes(32)).close()
        copy = old.with_name(f"office-sebelum-{VERSIONS.head}.db")
        assert copy.exists()
        for path in (old, copy):
            store = Store(path, bytes(32))
            with store.reading() as connection:
                assert connection.execute(sa.text("SELECT value FROM secret")).scalar_one() == b"\x01"
            store.check()
            store.close()

    def test_killed_anywhere_it_is_the_old_version_or_the_new(self, old: Path) -> None:
        whole = old.read_bytes()

        def look() -> None:
            store = Store(old, bytes(32))
            assert store.version == VERSIONS.head
            store.check()
            with store.reading() as connection:
                assert connection.execute(sa.text("SELECT count(*) FROM secret")).scalar_one() == 1
            store.close()
            for path in old.parent.iterdir():
                path.unlink()
            old.write_bytes(whole)

        assert kills(lambda: Store(old, bytes(32)), look) > 2

    def test_opening_a_new_store_makes_no_copy(self, tmp_path: Path) -> None:
        Store(tmp_path / "office.db", bytes(32)).close()
        assert sorted(path.name for path in tmp_path.iterdir()) in (
            ["office.db"],
            ["office.db", "office.db-journal"],
        )


class TestCheck:
    def test_a_whole_office_is_whole_and_a_changed_kept_file_is_named(self, folder: Path) -> None:
        office = opened(folder)
        wrong = f"evidence/{'0' * 64}.bilik"
        assert check_office(office).wrong == (wrong,)
        (folder / wrong).unlink()
        assert check_office(office).wrong == ()
        office.close()

    def test_a_changed_page_is_found(self, folder: Path) -> None:
        path = folder / STORE_NAME
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(bytes(data))
        office = opened(folder)
        with pytest.raises(Integrity):
            check_office(office)
        office.close()


def test_the_commands_do_all_that(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    options = []
    for officer, passphrase in TWO.items():
        secret = tmp_path / f"{officer}.txt"
        secret.write_text(passphrase)
        options += ["--passphrase-file", f"{officer}={secret}"]
    (folder / "evidence" / f"{'0' * 64}.bilik").unlink()

    def call(*command: str) -> tuple[int, dict[str, object]]:
        code = run(["--data", str(folder), *command, *options, "--json"])
        value = json.loads(capsys.readouterr().out)
        assert isinstance(value, dict)
        return code, value

    code, made = call("backup", str(tmp_path / "stick"))
    assert code == 0
    assert Path(str(made["file"])).is_file()
    assert call("check")[0] == 0
    code, back = call("restore", str(made["file"]))
    assert (code, back["folder"]) == (0, str(folder))
    assert Path(str(back["aside"])).is_dir()
    (folder / "evidence").mkdir()
    (folder / "evidence" / f"{'0' * 64}.bilik").write_bytes(b"changed")
    code, found = call("check")
    assert (code, found["ok"], len(found["wrong"])) == (5, False, 1)  # type: ignore[arg-type]
