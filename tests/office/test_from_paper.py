"""The officers' file of keys, made again from what was printed at the ceremony."""

import hashlib
import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.base.clock import HandClock
from app.base.errors import Environment, Integrity, Refused
from app.base.ids import OfficerId
from app.office.commands.main import run
from app.office.officers.keyring import FILE_NAME
from app.office.officers.roots import ROOT_NAME
from app.office.officers.signin import find_office
from app.office.store.audit import read_acts
from app.office.survey.packaging import Packaged
from app.office.upkeep.from_paper import DAMAGED, Remade, remake_keyring
from app.office.upkeep.keys import print_papers, try_keys
from app.seal.paper_copy import paper_lines
from tests.office.conftest import NOVEMBER_9, PASSPHRASES, hold_ceremony, signed_in

Capture = pytest.CaptureFixture[str]
TWO = {OfficerId(one): PASSPHRASES[OfficerId(one)] for one in "ac"}
LINE = re.compile(r"\b(\d\d/\d\d)\s+((?:[0-9A-Z]{1,5}\s+)+[0-9A-Z]{4})\b")


@pytest.fixture
def office(template: tuple[Path, Packaged], tmp_path: Path) -> Path:
    shutil.copytree(template[0] / "office", tmp_path / "office")
    return tmp_path / "office"


def typed(office: Path, folder: Path, officers: str = "abc") -> list[Path]:
    """What is on the papers of these officers, typed page by page, each into a file."""
    now = signed_in(office)
    papers = print_papers(now, folder / "kertas")
    now.close()
    files = []
    for officer in officers:
        for number, page in enumerate(PdfReader(papers[OfficerId(officer)]).pages):
            lines = [" ".join(found.groups()) for found in LINE.finditer(page.extract_text())]
            assert lines
            files.append(folder / f"{officer}{number}.txt")
            files[-1].write_text("\n".join(lines).lower() + "\n", encoding="utf-8")
    return files


def remade(office: Path, files: Sequence[Path], given: dict[OfficerId, str] = TWO) -> Remade | Refused:
    return remake_keyring(office, files, given, HandClock(NOVEMBER_9))


def test_the_file_comes_back_byte_for_byte_and_the_journal_says_so(office: Path, tmp_path: Path) -> None:
    files = typed(office, tmp_path)
    before = (office / FILE_NAME).read_bytes()
    (office / FILE_NAME).unlink()
    assert remade(office, files) == Remade(office / FILE_NAME, (OfficerId("a"), OfficerId("c")))
    assert (office / FILE_NAME).read_bytes() == before
    now = signed_in(office)
    tested = try_keys(now)
    assert isinstance(tested, tuple)
    assert all(one.opens for one in tested)
    with now.store.reading() as connection:
        acts = [(one.act, one.officers) for one in read_acts(connection)]
    now.close()
    assert ("keys from-paper", ("a", "c")) in acts


def test_a_damaged_file_is_replaced_and_kept_beside(office: Path, tmp_path: Path) -> None:
    files = typed(office, tmp_path)
    damaged = (office / FILE_NAME).read_bytes()[:-40]
    (office / FILE_NAME).write_bytes(damaged)
    with pytest.raises(Integrity) as caught:
        find_office(office)
    assert caught.value.code == "office.keyring_damaged"
    assert isinstance(remade(office, files), Remade)
    assert (office / (FILE_NAME + DAMAGED)).read_bytes() == damaged
    signed_in(office).close()


def test_a_file_that_can_be_read_is_never_replaced(office: Path, tmp_path: Path) -> None:
    files = typed(office, tmp_path)
    before = (office / FILE_NAME).read_bytes()
    assert remade(office, files) == Refused("keys.file_there")
    assert (office / FILE_NAME).read_bytes() == before


def test_an_office_without_its_file_of_keys_is_not_told_to_begin_anew(office: Path) -> None:
    (office / FILE_NAME).unlink()
    with pytest.raises(Environment) as caught:
        find_office(office)
    assert caught.value.code == "office.keyring_gone"


def test_pages_that_are_missing_are_named_and_nothing_is_written(office: Path, tmp_path: Path) -> None:
    files = typed(office, tmp_path)
    names = {one.id: one.name for one in find_office(office).officers}
    (office / FILE_NAME).unlink()
    own = [file for file in files if file.stem.endswith("0")]
    without_b = [file for file in files if not file.stem.startswith("b")]
    assert remade(office, without_b) == Refused("keys.pages_missing", {"missing": names["b"]})
    assert remade(office, own) == Refused("keys.shared_page_missing")
    assert not (office / FILE_NAME).exists()


def test_a_slip_of_the_finger_names_its_file_and_line(office: Path, tmp_path: Path) -> None:
    files = typed(office, tmp_path)
    (office / FILE_NAME).unlink()
    lines = files[0].read_text("utf-8").splitlines()
    lines[2] = lines[2][:8] + ("x" if lines[2][8] != "x" else "y") + lines[2][9:]
    files[0].write_text("\n".join(lines), encoding="utf-8")
    assert remade(office, files) == Refused("keys.file_line", {"file": str(files[0]), "line": 3})
    files[0].write_text("\n".join([*lines[:2], *lines[3:]]), encoding="utf-8")
    assert remade(office, files) == Refused("keys.file_line_missing", {"file": str(files[0]), "line": 3})
    files[0].write_text("\n".join(paper_lines(b"bukan kunci")), encoding="utf-8")
    assert remade(office, files) == Refused("keys.file_no_key", {"file": str(files[0])})
    assert not (office / FILE_NAME).exists()


def test_the_papers_of_another_ceremony_are_refused(office: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(office, other)
    files = typed(office, tmp_path)
    shutil.rmtree(other)
    hold_ceremony(other)
    (other / FILE_NAME).unlink()
    before = hashlib.sha256((other / ROOT_NAME).read_bytes()).digest()
    assert remade(other, files) == Refused("keys.paper_of_another")
    assert not (other / FILE_NAME).exists()
    assert hashlib.sha256((other / ROOT_NAME).read_bytes()).digest() == before


def test_the_shared_page_of_another_ceremony_is_refused(office: Path, tmp_path: Path) -> None:
    own = [file for file in typed(office, tmp_path) if file.stem.endswith("0")]
    hold_ceremony(tmp_path / "other" / "office")
    (shared,) = (
        each for each in typed(tmp_path / "other" / "office", tmp_path / "other", "a") if each.stem == "a1"
    )
    (office / FILE_NAME).unlink()
    assert remade(office, [*own, shared]) == Refused("keys.paper_of_another")
    assert not (office / FILE_NAME).exists()


def test_one_officer_or_a_wrong_passphrase_makes_nothing(office: Path, tmp_path: Path) -> None:
    files = typed(office, tmp_path)
    (office / FILE_NAME).unlink()
    alone = {OfficerId("a"): TWO[OfficerId("a")]}
    assert remade(office, files, alone) == Refused("office.two_officers", {"count": 1})
    wrong = remade(office, files, {**TWO, OfficerId("c"): "kata sandi orang lain"})
    assert wrong == Refused("office.passphrase_wrong", {"officer": "c"})
    assert not (office / FILE_NAME).exists()


def test_the_command_makes_the_file_again_and_says_what_comes_next(
    office: Path, tmp_path: Path, capsys: Capture
) -> None:
    files = typed(office, tmp_path)
    (office / FILE_NAME).unlink()
    secrets = []
    for officer, passphrase in TWO.items():
        (tmp_path / f"{officer}.secret").write_text(passphrase, encoding="utf-8")
        secrets += ["--passphrase-file", f"{officer}={tmp_path / f'{officer}.secret'}"]
    line = ["--data", str(office), "keys", "from-paper", *map(str, files), *secrets]
    assert run([*line, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["proved"] == ["a", "c"]
    assert run(line) == 3
    assert "masih ada dan terbaca" in " ".join(capsys.readouterr().err.split())
    empty = tmp_path / "kosong"
    empty.mkdir()
    assert run(["--data", str(empty), *line[2:]]) == 4
    assert "root.bilikroot" in capsys.readouterr().err
