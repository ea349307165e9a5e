"""What a sentence means for who reads it: calm, good, to be noticed, wrong."""

from enum import Enum, auto


class Tone(Enum):
    """What a banner or pill means; never by colour alone, always with its icon."""

    INFO = auto()
    OK = auto()
    WARN = auto()
    DANGER = auto()


TONES = {
    Tone.INFO: ("musi-50", "musi-300", "ink"),
    Tone.OK: ("ok-50", "ok-200", "ok-700"),
    Tone.WARN: ("gold-100", "gold-600", "gold-800"),
    Tone.DANGER: ("danger-50", "danger-200", "danger-700"),
}
