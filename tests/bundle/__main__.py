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
from collections.abc import Callable, Sequence
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
from tests.bench.measuring import measured
from tests.bundle.built import Bundle, foreign, spare
from tests.bundle.painting import first_paint
from tests.bundle.sitting import display_of, running, sit

DIST = Path(__file__).parents[2] / "dist"
_LIMIT_S = 1_200
_MIB = 2**20
_FORMATS = {".csv", ".parquet", ".xlsx", ".sav", ".dta", ".xml", ".json"}


@dataclass
class Trial:
    """Both bundles, an empty folder to work in, and an environment that knows nothing of the checkout."""

    kiosk: Bundle
    office: Bundle
    folder: Path
    rows: list[tuple[str, str, str]] = field(default_factory=list)

    def run(self, *command: str, given: bytes = b"") -> bytes:
        """What a program of a bundle writes; one that fails ends the trial."""
        known = ("HOME", "LANG", "TMPDIR", "SYSTEMROOT", "LD_PRELOAD")
        bare = {name: os.environ[name] for name in known if name in os.environ}
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**bare, "PATH": "/nowhere", "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
            input=given,
            capture_output=True,
            timeout=_LIMIT_S,
            check=False,
        )
        said = done.stdout.decode(errors="replace") + done.stderr.decode(errors="replace")
        assert done.returncode == 0, f"{command}\n{said}"
        return done.stdout

    def found(self, what: str, kiosk: str = "", office: str = "") -> None:
        """One row of the report."""
        self.rows.append((what, kiosk, office))


def sizes(trial: Trial) -> None:
    """How large the folders are, and how long the programs take to say who they are."""
    both = (trial.kiosk, trial.office)
    trial.found("size", *(f"{each.size_bytes() / _MIB:.0f} MiB" for each in both))
    trial.found("files", *(str(len(list(each.files()))) for each in both))
    trial.found("--version", *(_answer(trial, each) for each in both))
    trial.found("bilik-demo --help", "", _timed(trial, trial.office.program("bilik-demo"), "--help")[0])


def _answer(trial: Trial, bundle: Bundle) -> str:
    took, said = _timed(trial, bundle.program(), "--version")
    assert said.decode().startswith(f"{bundle.folder.name} {version()}"), said
    return took


def _timed(trial: Trial, *command: str) -> tuple[str, bytes]:
    begun = time.perf_counter()
    said = trial.run(*command)
    return f"{(time.perf_counter() - begun) * 1e3:.0f} ms", said


def contents(trial: Trial) -> None:
    """The kiosk carries nothing of the office, and both what they are for."""
    kiosk, office = trial.kiosk.modules(), trial.office.modules()
    odd = foreign(kiosk, tuple(trial.kiosk.files()))
    assert not odd, f"the kiosk's bundle holds {odd}"
    lying = tuple(trial.office.files())
    assert not spare(lying), f"the office's bundle holds {spare(lying)}"
    for held, folder in ((tuple(trial.kiosk.files()), "help"), (lying, "help/office")):
        for language in Language:
            pictures = f"resources/{folder}/pictures/{language.value}/"
            drawn = (DIST.parent / pictures).is_dir()
            assert not drawn or any(each.startswith(pictures) for each in held), f"no picture in {pictures}"
    assert {"app.kiosk.keeper", "app.kiosk.window.main", "app.seal.envelope"} <= set(kiosk)
    assert {"app.office.answers.opening", "app.seal.unseal", "app.scoring.index"} <= set(office)
    trial.found("modules", f"{len(kiosk)}, none of the office", str(len(office)))


def self_tests(trial: Trial) -> None:
    """Each program looks at itself and at this machine; the office has the kiosk draw for it."""
    trial.run(trial.kiosk.program(), "self-test", "--data", str(trial.folder / "nowhere"))
    said = json.loads(trial.run(trial.office.program(), "--language", "en", "self-test", "--json"))
    assert said["usable"], said
    (drawn,) = (each for each in said["checks"] if each["name"] == "Showing a question")
    assert drawn["outcome"] == "good", drawn
    trial.found("self-test", "usable", f"usable, {len(said['checks'])} checks")
    trial.found("a question's picture", "drawn", "asked for")
    out = trial.folder / "diagnosis"
    trial.run(
        trial.kiosk.program(), "doctor", "--data", str(trial.folder / "nowhere"), "--out", str(out / "kiosk")
    )
    trial.run(trial.office.program(), "--data", str(trial.folder), "doctor", "--out", str(out / "office"))
    assert len(list(out.rglob("*.zip"))) == 2
    trial.found("doctor", "a file to send", "a file to send")
    for bundle in (trial.kiosk, trial.office):
        assert b"LGPL-3.0-only" in trial.run(bundle.program(), "licences")
    trial.found("licences", "shown", "shown")


def rehearsal(trial: Trial) -> None:
    """A whole small city, and the office's command line over what it left: every format is read back."""
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
    files = [Path(each["path"]) for each in json.loads(printed)["files"]]
    assert files
    assert all(file.read_bytes().startswith(b"%PDF") for file in files)
    trial.found("demo", "", f"{status['records']} records, {len(scored['agencies'])} agencies")
    trial.found("printed", "", f"{len(files)} documents")
    trial.run(office, *data, "publish", "--out", str(trial.folder / "terbit"), "--json", *officers)
    editions = sorted((trial.folder / "terbit").iterdir())
    for edition in editions:
        assert json.loads(trial.run(office, *data, "verify", str(edition), "--json"))["sound"]
    formats = {file.suffix for edition in editions for file in edition.rglob("*") if file.is_file()}
    assert formats >= _FORMATS, formats
    trial.found("published", "", f"{len(editions)} editions: {' '.join(sorted(_FORMATS))}")


def sitting(trial: Trial) -> None:
    """One respondent at the built kiosk's windows; what was sealed leaves it as a batch."""
    if not screen.installed():
        trial.found("sitting, first paint", "not tried: there is no virtual screen here")
        return
    (trial.folder / "latihan").mkdir()
    kiosk = prepare(trial.folder / "latihan")
    (trial.folder / "layar").mkdir()
    with screen.virtual_screen(trial.folder / "layar") as shown:
        display = display_of(shown)
        with running([trial.kiosk.program()], kiosk.data_dir, display):
            sit(kiosk, display)
        assert _handed_over(kiosk, trial.folder / "usb") == 1
        trial.found("sitting by keyboard", "5 answers, 1 record exported")
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
    """Judged on any machine: both are measured in turns, so that others slow both."""
    key = unlock(kiosk.data_dir, kiosk.card_code)
    assert not isinstance(key, Refused)
    line = measured(first_paint([trial.kiosk.program()], key, kiosk.data_dir, shown))
    told = f"{line.ours:.0f} ms, {line.ratio:.2f}× a bare window, at most {line.bar:g}×"
    assert line.keeps, f"the bundled kiosk paints too late: {told}"
    trial.found("first paint", told)


STEPS: dict[str, Callable[[Trial], None]] = {
    "sizes": sizes,
    "contents": contents,
    "self-tests": self_tests,
    "rehearsal": rehearsal,
    "sitting": sitting,
}


def rendered(rows: Sequence[tuple[str, str, str]]) -> str:
    """What was found, as one table."""
    whole = [("tried", "bilik-kiosk", "bilik-office"), *rows]
    widths = [max(len(row[at]) for row in whole) for at in range(3)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in whole]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in lines)


def say(words: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


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
        for name in options.only:
            say(f"{name} ...")
            STEPS[name](trial)
    say(f"\n{rendered(trial.rows)}\n\nBoth bundles were built and tried.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
