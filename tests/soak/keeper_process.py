"""The kiosk's keeper in a process of its own; only the command that starts its windows is ours."""

import sys
from pathlib import Path

from app.base.clock import SystemClock
from app.base.sentences import Language, Sentence
from app.kiosk.keeper import ChildWindow, Keeper


def main(folder: Path, data_dir: Path) -> int:
    """Keep windows until the last robot closes the kiosk."""
    command = [sys.executable, "-m", "tests.soak.window_process", str(folder), str(data_dir)]

    def complain(sentence: Sentence) -> None:
        sys.stderr.write(sentence.spoken(Language.EN) + "\n")

    return Keeper(data_dir, SystemClock(), lambda: ChildWindow(command), complain).run()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
