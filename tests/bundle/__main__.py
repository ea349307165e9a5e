"""`make bundle`, second half: the folders in dist are tried as they would be handed out.

Nothing of the checkout is used by what is tried: it runs in an empty folder, without our Python.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.base.build import version
from app.base.clock import SystemClock
from app.base.errors import Refused
from app.base.ids import ProctorId
from app.base.sentences import Language
from app.demo.training import TrainingKiosk, prepare
from app.kiosk.seat.enrol import open_booth, unlock
from app.kiosk.seat.handover import export
from app.storage.drive import FolderDrive
from tests import screen
from tests.bench.machine import watched
from tests.bench.measuring import measured
from tests.bench.table import exit_code, rendered
from tests.bundle.built import Bundle, foreign, spare
from tests.bundle.painting import first_paint
from tests.bundle.sitting import display_of, running, sit

DIST = Path(__file__).parents[2] / "dist"
_LIMIT_S = 1_200
_MIB = 2**20


@dataclass
class Trial:
    """Both bundles, an empty folder to work in, and an environment that knows nothing of the checkout."""

    kiosk: Bundle
    office: Bundle
    folder: Path
    told: list[str] = field(default_factory=list)

    def run(self, *command: str) -> str:
        """What a program of a bundle prints; one that fails ends the trial."""
        known = ("HOME", "LANG", "TMPDIR", "SYSTEMROOT", "LD_PRELOAD")
        bare = {name: os.environ[name] for name in known if name in os.environ}
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**bare, "PATH": "/nowhere", "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            timeout=_LIMIT_S,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def say(self, words: str) -> None:
        """One line of the report."""
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()


def sizes(trial: Trial) -> None:
    """How large the folders are, and how long the programs take to say who they are."""
    for bundle in (trial.kiosk, trial.office):
        names = (bundle.folder.name,) if bundle is trial.kiosk else ("bilik-office", "bilik-demo")
        trial.say(
            f"{bundle.folder.name}: {bundle.size_bytes() / _MIB:.0f} MiB in {len(list(bundle.files()))} files"
        )
        for name in names:
            option = "--help" if name == "bilik-demo" else "--version"
            begun = time.perf_counter()
            said = trial.run(bundle.program(name), option)
            trial.say(f"  {name} {option}: {(time.perf_counter() - begun) * 1e3:.0f} ms")
            assert option == "--help" or said.startswith(f"{name} {version()}"), said


def contents(trial: Trial) -> None:
    """The kiosk carries nothing of the office, and both what they are for."""
    kiosk, office = trial.kiosk.modules(), trial.office.modules()
    found = foreign(kiosk, tuple(trial.kiosk.files()))
    assert not found, f"the kiosk's bundle holds {found}"
    lying = tuple(trial.office.files())
    assert not spare(lying), f"the office's bundle holds {spare(lying)}"
    for held, folder in ((tuple(trial.kiosk.files()), "help"), (lying, "help/office")):
        for language in Language:
            pictures = f"resources/{folder}/pictures/{language.value}/"
            assert any(each.startswith(pictures) for each in held), f"no picture in {pictures}"
    assert {"app.kiosk.keeper", "app.kiosk.window.main", "app.seal.envelope"} <= set(kiosk)
    assert {"app.office.answers.opening", "app.seal.unseal", "app.scoring.index"} <= set(office)
    trial.say(f"contents: {len(kiosk)} modules at the kiosk, none of the office; {len(office)} at the office")


def self_tests(trial: Trial) -> None:
    """Each program looks at itself and at this machine."""
    trial.run(trial.kiosk.program(), "self-test", "--data", str(trial.folder / "nowhere"))
    said = json.loads(trial.run(trial.office.program(), "self-test", "--json"))
    assert said["usable"], said
    out = trial.folder / "diagnosis"
    trial.run(
        trial.kiosk.program(), "doctor", "--data", str(trial.folder / "nowhere"), "--out", str(out / "kiosk")
    )
    trial.run(trial.office.program(), "--data", str(trial.folder), "doctor", "--out", str(out / "office"))
    assert len(list(out.rglob("*.zip"))) == 2
    for bundle in (trial.kiosk, trial.office):
        assert "LGPL-3.0-only" in trial.run(bundle.program(), "licences")
    trial.say(f"self-tests: both, {len(said['checks'])} checks at the office; doctors and licences")


def rehearsal(trial: Trial) -> None:
    """A whole small city, and the office's command line over what it left."""
    out, office = trial.folder / "kota", trial.office.program()
    small = ("--seats", "2", "--staff", "7", "--users", "6", "--experts", "3")
    trial.run(trial.office.program("bilik-demo"), "--out", str(out), *small)
    officers = [
        part
        for name in ("ani", "budi")
        for part in ("--passphrase-file", f"{name}={out}/frasa-sandi/{name}.txt")
    ]
    data = ("--data", str(out / "kantor"))
    status = json.loads(trial.run(office, *data, "status", "--json", *officers[:2]))
    scored = json.loads(trial.run(office, *data, "score", "--json", *officers[:2]))
    printed = trial.run(
        office, *data, "report", "--out", str(trial.folder / "cetak"), "--json", *officers[:2]
    )
    trial.run(office, *data, "publish", "--out", str(trial.folder / "terbit"), "--json", *officers)
    for edition in sorted((trial.folder / "terbit").iterdir()):
        assert json.loads(trial.run(office, *data, "verify", str(edition), "--json"))["sound"]
    files = [Path(each["path"]) for each in json.loads(printed)["files"]]
    assert files
    assert all(file.read_bytes().startswith(b"%PDF") for file in files)
    trial.say(
        f"rehearsal: {status['records']} records, {len(scored['agencies'])} agencies, {len(files)} pages"
    )


def sitting(trial: Trial) -> None:
    """One respondent at the built kiosk's windows; what was sealed leaves it as a batch."""
    if not screen.installed():
        trial.say("sitting, first paint: not tried, there is no virtual screen here")
        return
    (trial.folder / "latihan").mkdir()
    kiosk = prepare(trial.folder / "latihan")
    (trial.folder / "layar").mkdir()
    with screen.virtual_screen(trial.folder / "layar") as shown:
        display = display_of(shown)
        with running([trial.kiosk.program()], kiosk.data_dir, display):
            sit(kiosk, display)
        count = _handed_over(kiosk, trial.folder / "usb")
        assert count == 1
        trial.say("sitting: five questions answered by keyboard, one record sealed and exported")
        _paint(trial, kiosk, dict(shown))


def _handed_over(kiosk: TrainingKiosk, stick: Path) -> int:
    key = unlock(kiosk.data_dir, kiosk.card_code)
    assert not isinstance(key, Refused)
    stick.mkdir()
    booth = open_booth(kiosk.data_dir, key, SystemClock())
    try:
        handed = export(booth, FolderDrive(stick), emergency=ProctorId("latihan"))
    finally:
        booth.close()
    assert not isinstance(handed, Refused), handed
    return handed.count


def _paint(trial: Trial, kiosk: TrainingKiosk, shown: dict[str, str]) -> None:
    key = unlock(kiosk.data_dir, kiosk.card_code)
    assert not isinstance(key, Refused)
    with watched() as load:
        line = measured(first_paint([trial.kiosk.program()], key, kiosk.data_dir, shown))
    trial.say(rendered([line], load, force=False))
    assert not exit_code([line], load, force=False), "the bundled kiosk paints too late"


STEPS: dict[str, Callable[[Trial], None]] = {
    "sizes": sizes,
    "contents": contents,
    "self-tests": self_tests,
    "rehearsal": rehearsal,
    "sitting": sitting,
}


def steps(only: list[str]) -> Iterator[Callable[[Trial], None]]:
    """The steps that are asked for, in their order."""
    return (step for name, step in STEPS.items() if name in only)


def main() -> int:
    """Try the bundles; the first fault ends it."""
    parser = argparse.ArgumentParser("make bundle")
    parser.add_argument("--only", choices=list(STEPS), nargs="+", default=list(STEPS))
    parser.add_argument("--dist", type=Path, default=DIST)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(
            Bundle((options.dist / "bilik-kiosk").resolve()),
            Bundle((options.dist / "bilik-office").resolve()),
            Path(folder).resolve(),
        )
        for step in steps(options.only):
            step(trial)
    trial.say("Both bundles were built and tried.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
