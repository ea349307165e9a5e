"""Whoever does only what the README says, in its order, gets from a fresh clone to a sealed answer."""

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from typer.main import get_command

from app.base.clock import SystemClock
from app.base.errors import Refused
from app.kiosk.seat.enrol import open_booth, unlock
from app.office.commands.main import app
from tests.hands import Screen
from tests.quick import on_a_disk
from tests.readme.robot import ROOT, clone, commands, done, newcomer, read, script, sit, typed

SELF_TEST = [".venv/bin/bilik-kiosk", "self-test", "--data", "KIOSK", "--language", "en"]
GUIDE = [".venv/bin/bilik-kiosk", "guide", "--out", "DIR"]
OTHERS = {"make", "bilik-kiosk", "bilik-office", "log"}
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_begins_with_two_commands() -> None:
    assert commands(README)[:2] == ["make demo", "make kiosk"]


def test_what_the_robot_types_besides_stands_in_the_readme() -> None:
    assert script(README, "A=").count(".venv/bin/bilik-office --data .demo/kantor ") == 5
    assert script(README, ".venv/bin/bilik-kiosk self-test").split() == SELF_TEST
    assert script(README, ".venv/bin/bilik-kiosk guide").split() == GUIDE


def commands_below(command: object, name: str = "") -> Iterator[tuple[str, set[str]]]:
    """The words of every command below `command`, with its options."""
    below: dict[str, object] = getattr(command, "commands", {})
    for word, one in below.items():
        yield from commands_below(one, f"{name} {word}".strip())
    if not below:
        yield name, {option for each in getattr(command, "params", ()) for option in each.opts}


def quoted(text: str) -> list[list[str]]:
    """What stands between backticks, in words, without the program's name before a command."""
    spans = re.findall(r"`([^`]+)`", " ".join(text.split()))
    return [span.removeprefix("bilik-office ").split() for span in spans]


def test_every_command_of_the_office_stands_in_the_readme_and_no_other_with_its_options() -> None:
    known = dict(commands_below(get_command(app)))
    by_hand = README.partition("## By hand")[2].partition("## What was tried where")[0]
    assert {name.split()[0] for name in known} <= {words[0] for words in quoted(README)}
    for words in quoted(by_hand):
        if re.fullmatch(r"[a-z][a-z-]*", words[0]) and words[0] not in OTHERS:
            name = next((one for one in (" ".join(words[:2]), words[0]) if one in known), "")
            assert name, words
            assert {word for word in words if word.startswith("--")} <= known[name], words


@pytest.fixture
def newcomers() -> Iterator[Path]:
    """Where a newcomer works: the self-test looks at what kind of disk it is."""
    with on_a_disk() as folder:
        yield folder


@pytest.mark.xvfb
@pytest.mark.thorough
def test_a_robot_with_only_the_readme_seals_an_answer(
    newcomers: Path, virtual_screen: Mapping[str, str]
) -> None:
    checkout, environment = clone(newcomers), newcomer(newcomers / "home")
    try:
        done(["make", "demo"], checkout, environment)  # fetches and installs what the lock names
        assert (checkout / ".demo" / "kantor").is_dir()
        done(["bash", "-e", "-c", script(README, "A=")], checkout, environment)
        assert list((checkout / ".demo" / "cetak").glob("**/*.pdf"))
        done(SELF_TEST, checkout, environment)
        (checkout / "DIR").mkdir()
        done(GUIDE, checkout, environment)
        screen = Screen(virtual_screen, Path(virtual_screen["FRAMEBUFFER"]))
        shown = {**environment, **virtual_screen, "PYTHONUNBUFFERED": "1"}
        with typed("make kiosk", checkout, shown) as process:
            given = read(process)
            sit(given, screen)
    finally:
        shutil.rmtree(checkout / ".venv", ignore_errors=True)  # a gigabyte that nobody looks at again
    key = unlock(checkout / ".kiosk" / "bilik", given.card)
    assert not isinstance(key, Refused)
    booth = open_booth(checkout / ".kiosk" / "bilik", key, SystemClock())
    assert booth.store.sealed_count() == 1
    booth.close()
