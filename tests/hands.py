"""Hands and eyes before a program on the virtual screen: they know nothing but keys and pixels."""

import os
import shutil
import struct
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

PATIENCE_S = 60


@dataclass
class Screen:
    """What a person sees and types. The picture is read from the virtual screen's own memory."""

    display: Mapping[str, str]
    framebuffer: Path

    def picture(self) -> bytes:
        """The pixels now."""
        data = self.framebuffer.read_bytes()
        header_bytes, colours = struct.unpack(">I", data[:4])[0], struct.unpack(">I", data[76:80])[0]
        return data[header_bytes + colours * 12 :]

    def press(self, *keys: str) -> None:
        """Press keys one after the other and wait until each has changed what is on the screen."""
        for key in keys:
            self._press(key)
        self.settle()

    def appear(self) -> None:
        """Wait until a page is there and at rest: unlike the curtain before it, it has a header."""
        self.wait(lambda: len(set(self._header())) > 1, "no page appeared")
        self.settle()

    def type(self, text: str) -> None:
        """Type symbols into whatever waits for them."""
        self.press(*text.lower())

    def settle(self) -> None:
        """Wait until nothing moves any more."""
        last = [b""]

        def still() -> bool:
            now = self._page()
            same, last[0] = now == last[0], now
            return same

        self.wait(still, "the screen never came to rest", pause_s=0.25)

    def wait(self, holds: Callable[[], bool], otherwise: str, pause_s: float = 0.05) -> None:
        """Wait for the other processes, who tell us nothing but by what they show."""
        deadline = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < deadline, otherwise
            subprocess.run(["sleep", str(pause_s)], check=True)  # noqa: S607 - a pause between two looks

    def _press(self, key: str) -> None:
        before = self._page()
        self._xdotool("key", key)
        self.wait(lambda: self._page() != before, f"nothing answered {key}")

    def _header(self) -> list[bytes]:
        pixels = self.picture()
        return [pixels[at : at + 4] for at in range(0, len(pixels) * 72 // 768, 4)]

    def _page(self) -> bytes:
        """The picture below the header, where no clock runs."""
        pixels = self.picture()
        return pixels[len(pixels) * 72 // 768 :]

    def _xdotool(self, *words: str) -> None:
        command = shutil.which("xdotool")
        assert command, "xdotool is missing: make test installs it, or see .ci/need"
        subprocess.run([command, *words], check=True, env={**os.environ, **self.display})
