"""The two tables of colour, light and high contrast; every pair used for text is tested for its contrast."""

from collections.abc import Mapping
from types import MappingProxyType

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#F6F4EF",
        "desk": "#FBFAF7",
        "side": "#F3F0EA",
        "surface": "#FFFFFF",
        "sunken": "#EEEBE4",
        "line": "#DDD8CD",
        "line-2": "#C9C3B5",
        "control": "#76828A",
        "ink": "#12232E",
        "ink-2": "#3B4B55",
        "ink-3": "#5A6870",
        "on-primary": "#FFFFFF",
        "on-gold": "#12232E",
        "on-danger": "#FFFFFF",
        "musi-50": "#EAF3F3",
        "musi-100": "#D5E7E7",
        "musi-200": "#A9CDCF",
        "musi-300": "#77AFB3",
        "musi-600": "#0F6470",
        "musi-700": "#0B5260",
        "musi-800": "#083F4B",
        "musi-900": "#062E38",
        "panel": "#0A3A46",
        "panel-line": "#245660",
        "dark": "#062E38",
        "on-dark": "#FFFFFF",
        "on-dark-2": "#A9CDCF",
        "gold-50": "#FFF8E6",
        "gold-100": "#FDEFCB",
        "gold-300": "#F2C14E",
        "gold-600": "#A86F00",
        "gold-700": "#7A4F00",
        "gold-800": "#5C3B00",
        "danger-50": "#FCEDE8",
        "danger-200": "#EDB9AA",
        "danger-600": "#A62A16",
        "danger-700": "#8F2413",
        "ok-50": "#E5F3EA",
        "ok-200": "#A9D3B9",
        "ok-700": "#0F5C38",
        "track": "#DDD8CD",
        "focus": "#1F5FD0",
        "focus-dark": "#8FB8FF",
    }
)

HIGH_CONTRAST: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#000000",
        "desk": "#000000",
        "side": "#000000",
        "surface": "#000000",
        "sunken": "#1A1A1A",
        "line": "#FFFFFF",
        "line-2": "#FFFFFF",
        "control": "#FFFFFF",
        "ink": "#FFFFFF",
        "ink-2": "#FFFFFF",
        "ink-3": "#E6E6E6",
        "on-primary": "#000000",
        "on-gold": "#000000",
        "on-danger": "#000000",
        "musi-50": "#1A1A1A",
        "musi-100": "#333333",
        "musi-200": "#FFFFFF",
        "musi-300": "#FFFFFF",
        "musi-600": "#FFD60A",
        "musi-700": "#FFD60A",
        "musi-800": "#FFD60A",
        "musi-900": "#FFD60A",
        "panel": "#000000",
        "panel-line": "#FFFFFF",
        "dark": "#000000",
        "on-dark": "#FFFFFF",
        "on-dark-2": "#FFFFFF",
        "gold-50": "#000000",
        "gold-100": "#000000",
        "gold-300": "#FFD60A",
        "gold-600": "#FFD60A",
        "gold-700": "#FFD60A",
        "gold-800": "#FFD60A",
        "danger-50": "#000000",
        "danger-200": "#FF9B8A",
        "danger-600": "#FF9B8A",
        "danger-700": "#FF9B8A",
        "ok-50": "#000000",
        "ok-200": "#7CF0B0",
        "ok-700": "#7CF0B0",
        "track": "#000000",
        "focus": "#4DE3FF",
        "focus-dark": "#4DE3FF",
    }
)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours after WCAG 2, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
