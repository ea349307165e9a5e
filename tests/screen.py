"""A screen that no one sees, for programs that open real windows."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

SIZE = (1366, 768)


def installed() -> bool:
    """Whether this machine has one."""
    return shutil.which("Xvfb") is not None


@contextmanager
def virtual_screen(folder: Path, *, lasting: bool = False) -> Iterator[Mapping[str, str]]:
    """The environment of a process that draws on it; the server keeps its pixels in `folder`.

    It begins anew, black, when the last of those who draw has left, under whoever is just coming in;
    `lasting`: it does not.
    """
    command = shutil.which("Xvfb")
    assert command, "Xvfb is missing: make test installs it, or see .ci/need"
    screen = ["-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-fbdir", str(folder)]
    if lasting:
        screen.append("-noreset")
    read_end, write_end = os.pipe()
    with subprocess.Popen(
        [command, "-displayfd", str(write_end), *screen, "-nolisten", "tcp"],
        pass_fds=[write_end],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(write_end)
        try:
            with os.fdopen(read_end) as answers:  # one line once it is ready, nothing if it died
                number = answers.readline().strip()
            assert number, "Xvfb did not start"
            yield {
                "DISPLAY": f":{number}",
                "QT_QPA_PLATFORM": "xcb",
                "FRAMEBUFFER": str(folder / "Xvfb_screen0"),
            }
        finally:
            server.terminate()
