"""Which Bilik this is: from a bundle's note, from a checkout, or not known."""

import sys
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from app import __version__
from app.base.build import commit, give_back_libraries, version
from app.seal.documents import Label

HASH = "3f2a91c07d4e5b6a798c0d1e2f3a4b5c6d7e8f90"


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    folder = tmp_path / "resources"
    folder.mkdir()
    (folder / "commit.txt").write_text("$Format:%H$\n")  # as it lies in a checkout
    return folder


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def test_a_bundle_says_what_it_was_made_from(resources: Path) -> None:
    (resources / "commit.txt").write_text(HASH[:12] + "-dirty\n")
    assert commit(resources) == "3f2a91c07d4e-dirty"


def test_an_archive_holds_the_whole_hash(resources: Path) -> None:
    (resources / "commit.txt").write_text(HASH)
    assert commit(resources) == HASH[:12]


def test_a_checkout_asks_its_git_folder(resources: Path, tmp_path: Path) -> None:
    write(tmp_path / ".git" / "HEAD", "ref: refs/heads/main\n")
    write(tmp_path / ".git" / "refs" / "heads" / "main", f"{HASH}\n")
    assert commit(resources) == HASH[:12]


def test_a_branch_may_be_packed(resources: Path, tmp_path: Path) -> None:
    write(tmp_path / ".git" / "HEAD", "ref: refs/heads/main\n")
    write(
        tmp_path / ".git" / "packed-refs",
        f"# pack-refs\n{'0' * 40} refs/heads/other\n{HASH} refs/heads/main\n",
    )
    assert commit(resources) == HASH[:12]


def test_a_second_working_tree_follows_its_file(resources: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere" / "worktrees" / "two"
    write(tmp_path / ".git", f"gitdir: {real}\n")
    write(real / "HEAD", "ref: refs/heads/two\n")
    write(real / "commondir", "../..\n")
    write(tmp_path / "elsewhere" / "refs" / "heads" / "two", HASH)
    assert commit(resources) == HASH[:12]


@pytest.mark.parametrize("head", ["", "ref: refs/heads/gone", "nonsense", HASH + HASH])
def test_what_is_not_known_is_not_invented(head: str, resources: Path, tmp_path: Path) -> None:
    write(tmp_path / ".git" / "HEAD", head)
    assert commit(resources) == ""


def test_version_and_commit_fit_into_a_batch() -> None:
    assert version().startswith(__version__)
    assert TypeAdapter(Label).validate_python(version()) == version()


def test_other_programs_get_the_libraries_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = {"LD_LIBRARY_PATH": "/bundle", "LD_LIBRARY_PATH_ORIG": "/system"}
    give_back_libraries(ours)
    assert ours["LD_LIBRARY_PATH"] == "/bundle"  # from Python nothing was changed
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    give_back_libraries(ours)
    assert ours == {"LD_LIBRARY_PATH": "/system"}
    alone = {"LD_LIBRARY_PATH": "/bundle"}
    give_back_libraries(alone)
    assert alone == {}
