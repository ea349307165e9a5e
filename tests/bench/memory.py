"""What a process holds."""

from pathlib import Path


def resident_kib(process: int | str) -> int:
    """The memory of a process that is really there, what it shares with others included.

    Raises:
        OSError, ValueError: there is no such process, or no more.
    """
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise ValueError(process)
