"""One reader under atheris, in a process of its own: `python -m tests.fuzz.one NAME FOLDER SECONDS`."""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["app"]):
    from tests.fuzz.readers import READERS, REFUSALS, started


def main(name: str, folder: Path, seconds: int) -> None:
    """Search until the time is over; a fault ends the process and leaves its bytes in `folder`."""
    reader = READERS[name]
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(started(reader)):
        (corpus / f"seed-{number}").write_bytes(data)

    def look(data: bytes) -> None:
        try:
            reader.read(data)
        except REFUSALS:
            return

    options = [
        f"-max_total_time={seconds}",
        f"-max_len={reader.most}",
        f"-artifact_prefix={folder}/",
        "-rss_limit_mb=1024",
        "-timeout=10",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], look)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
