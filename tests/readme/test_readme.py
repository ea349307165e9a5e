"""Whoever does only what the README says, in its order, gets from a fresh clone to a sealed answer."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.base.clock import SystemClock
from app.base.errors import Refused
from app.kiosk.seat.enrol import open_booth, unlock
from tests.hands import Screen
from tests.readme.robot import ROOT, clone, commands, read, sit, typed

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_begins_with_two_commands() -> None:
    assert commands(README)[:2] == ["make demo", "make kiosk"]


@pytest.mark.xvfb
@pytest.mark.thorough
def test_a_robot_with_only_the_readme_seals_an_answer(
    tmp_path: Path, virtual_screen: Mapping[str, str]
) -> None:
    checkout = clone(tmp_path)
    # What is installed here stands for what `make` would fetch in some minutes from a lock with hashes.
    (checkout / ".venv").symlink_to(Path(sys.prefix))
    (Path(sys.prefix) / ".installed").touch()
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    screen = Screen(virtual_screen, Path(virtual_screen["FRAMEBUFFER"]))
    command = next(line for line in commands(README) if line == "make kiosk")
    with typed(command, checkout, {**outside, **virtual_screen, "PYTHONUNBUFFERED": "1"}) as process:
        given = read(process)
        sit(given, screen)
    key = unlock(checkout / ".kiosk" / "bilik", given.card)
    assert not isinstance(key, Refused)
    booth = open_booth(checkout / ".kiosk" / "bilik", key, SystemClock())
    assert booth.store.sealed_count() == 1
    booth.close()
