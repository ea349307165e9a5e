"""What lies over a page."""

from dataclasses import dataclass

from app.kiosk.window.view.pieces import Button, Group, Line, Notice


@dataclass(frozen=True, slots=True)
class DisplayMenu:
    """F2: language, text size, contrast, movement."""

    language: str
    size: str
    contrast: str
    standard: str
    high: str
    motion: str
    some: str
    none: str
    timer: str = ""  # empty where no time is counted
    show: str = ""
    hide: str = ""
    timer_shown: bool = True


@dataclass(frozen=True, slots=True)
class Remark:
    """A short text of the proctor's; what is written does not change what is drawn around it."""

    field_name: str
    text: str
    limit: int
    counter: str  # with {count}: counted while the person writes


@dataclass(frozen=True, slots=True)
class Dialog:
    """One decision. The safe choice is left, has the focus, and is what Esc means."""

    title: str
    text: str
    notice: Notice | None
    groups: tuple[Group, ...]
    safe: Button
    go: Button | None
    lines: tuple[Line, ...] = ()
    remark: Remark | None = None


Overlay = DisplayMenu | Dialog


@dataclass(frozen=True, slots=True)
class Toast:
    """A short word that goes away by itself; never for errors."""

    icon: str
    words: str
    button: Button | None = None
    stays: bool = False  # until it is taken away; its words may change meanwhile
