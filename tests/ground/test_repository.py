"""What is tracked, what the lock holds, and what the words of the Makefile do."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOP = re.compile(
    r"app|resources|questionnaires|tests|build\.spec|pyproject\.toml|README\.md|Makefile|LICENSE"
    r"|[A-Za-z.-]*\.lock|\..+"
)
# Spelt in pieces, so that this file does not name them either.
ADDRESSES = re.compile(
    rb"https?://[^\s\"']*(?:py"
    rb"pi\.|python"
    rb"hosted)"
    rb"|/simp"
    rb"le\b"
    rb"|^\s*(?:-i|-f|--index"
    rb"-url|--extra-index"
    rb"-url|--find"
    rb"-links)[ =]",
    re.MULTILINE,
)
MACHINES = re.compile(rb"(?<!\w)(?:/wo" rb"rk/|/ro" rb"ot/|/opt/whe" rb"els|/ho" rb"me/[a-z])")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout  # noqa: S607 - git is found where the person's git is
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


FILES = tracked()


def test_the_top_of_the_tree_holds_only_what_belongs_there() -> None:
    assert not {t for file in FILES if not TOP.fullmatch(t := file.relative_to(ROOT).parts[0])}


def test_no_tracked_file_names_a_package_index() -> None:
    assert not [file for file in FILES if ADDRESSES.search(file.read_bytes())]


def test_no_tracked_file_names_the_machine_it_was_written_on() -> None:
    assert not [file for file in FILES if MACHINES.search(file.read_bytes())]


def test_every_line_of_the_lock_is_exact_and_hashed() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
    exact = re.compile(r"[a-z0-9.-]+==[0-9][\w.]*( ; [^\n]+)? \\\n( +--hash=sha256:[0-9a-f]{64}( \\)?\n?)+")
    assert len(entries) > 40
    assert not [entry[:60] for entry in entries if not exact.match(entry)]


def test_the_lock_holds_everything_the_project_asks_for() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    asked = [
        *project["dependencies"],
        *(d for extra in project["optional-dependencies"].values() for d in extra),
    ]
    names = {re.split(r"[<>=;\[ ]", line)[0].lower() for line in asked} - {"bilik"}
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert names <= set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))


@pytest.mark.parametrize("room", sorted(p.parent.name for p in (ROOT / "app").glob("*/__init__.py")))
def test_a_room_has_a_charter_and_exports_nothing(room: str) -> None:
    tree = ast.parse((ROOT / "app" / room / "__init__.py").read_text(encoding="utf-8"))
    assert "Decisions" in (ast.get_docstring(tree) or "")
    assert len(tree.body) == 1


def test_a_machine_that_has_everything_is_asked_for_nothing() -> None:
    done = subprocess.run([".ci/need", "test"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_missing_compiler_is_named_and_nothing_goes_on(tmp_path: Path) -> None:
    for program in ("bash", "env", "git", "Xvfb", "xauth", "xdotool", "openbox", "pgrep", "pdftoppm"):
        (tmp_path / program).symlink_to(shutil.which(program) or pytest.fail(f"{program} is missing"))
    done = subprocess.run(
        [tmp_path / "bash", ".ci/need", "test", sys.executable],
        cwd=ROOT,
        env={"PATH": str(tmp_path)},  # no compiler, and no apt to fetch one
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert re.search(r"missing here.*: (sudo apt-get install )?gcc$", done.stderr.strip())


def test_an_old_python_is_named_in_one_sentence(tmp_path: Path) -> None:
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    done = subprocess.run(
        [".ci/need", "venv", str(old)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Python 3.11 or later" in done.stderr
