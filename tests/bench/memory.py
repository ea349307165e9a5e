"""What a process holds."""

from pathlib import Path


def resident_kib(process: int | str) -> int:
    """The memory of a process that is really there, what it shares with others included.

    Raises:
        OSError, ValueError: there is no such process, or no more.
    """
    return _status_kib(process, "VmRSS")


def highest_kib(process: int | str = "self") -> int:
    """The most memory that a process had since it was started, or since it was told to forget.

    Raises:
        OSError, ValueError: there is no such process, or no more.
    """
    return _status_kib(process, "VmHWM")


def _status_kib(process: int | str, name: str) -> int:
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise ValueError(process)
