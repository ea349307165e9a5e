"""What every room's tests stand on: no window opens, no order is assumed, nothing outside is needed."""

import gc
import os
import sys
import tempfile

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before any import of Qt; real windows: `virtual_screen`
os.environ.pop("DISPLAY", None)
os.environ["BILIK_KIOSK_SETTINGS"] = os.devnull  # nobody's own settings
os.environ["BILIK_OFFICE_SETTINGS"] = os.devnull

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests import screen
from tests.quick import quick_disk

ROOT = Path(__file__).parents[1]

if "TMPDIR" not in os.environ and (quick := quick_disk()):
    os.environ["TMPDIR"] = tempfile.tempdir = str(quick)  # most of what tests wait for is a disk

# The same examples at every run, so that a red test is red for everyone; `HYPOTHESIS_PROFILE=search`
# looks at new ones. No deadlines: a slow machine is not a wrong program.
settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    max_examples=50,
    stateful_step_count=25,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[phase for phase in Phase if phase is not Phase.explain],
)
settings.register_profile("search", settings.get_profile("ci"), derandomize=False, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(autouse=True)
def no_page_outlives_its_test() -> Iterator[None]:
    """Free the widgets that a test discarded: no event loop runs between tests that would do it."""
    yield
    qt = sys.modules.get("PySide6.QtCore")
    if qt is not None and qt.QCoreApplication.instance() is not None:
        from tests.eventloop import free_discarded

        free_discarded()


def pytest_collection_finish() -> None:
    """What is loaded now stays for good: no collection of cycles, of which windows make many, looks again."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs reference data where there is none, saying so."""
    folder = _reference_folder()
    if folder.is_dir():
        return
    skip = pytest.mark.skip(reason=f"no reference data at {folder}")
    for item in items:
        if item.get_closest_marker("external"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of reference data beside the checkout; for tests marked `external`."""
    folder = _reference_folder()
    if not folder.is_dir():
        pytest.skip(f"no reference data at {folder}")
    return folder


@pytest.fixture(scope="session")
def virtual_screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """The environment of a process that opens real windows, on a screen that no one sees.

    For tests marked `xvfb`, which start the program as a process of its own: `env={**os.environ, **it}`.
    A missing Xvfb fails the test.
    """
    with screen.virtual_screen(tmp_path_factory.mktemp("screen")) as environment:
        yield environment


def _reference_folder() -> Path:
    return ROOT.parent / "shared" / "reference"
