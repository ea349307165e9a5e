"""`bilik-office` and `python -m app.office`: the window, or one command of the line.

Without a command there is a window; `--data` and `--language` may still be said. Whoever gives a command
meets no window and loads none of it.
"""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from app.base.build import give_back_libraries, version
from app.base.errors import Environment
from app.base.sentences import Language, Sentence

COMPLETE_VARIABLE = "_BILIK_OFFICE_COMPLETE"
"""Set by the script of a shell that asks what may follow; it gives no command, and means no window."""

DRAW = "--draw-process"
"""Asks for one page drawn where nobody sees it; the self-test starts this program with it."""

_NO_WINDOW = 4  # as the command line says of a machine that refuses
_OPTIONS = ("--data", "--language")


def main() -> None:
    """Open the window or run the command line, and leave with its code."""
    give_back_libraries()
    arguments = sys.argv[1:]
    if arguments == [DRAW]:
        sys.exit(_draw())
    if arguments == ["--version"]:  # without bringing in everything that commands need
        sys.stdout.write(f"bilik-office {version()}\n")
        return
    given = None if COMPLETE_VARIABLE in os.environ else window_options(arguments)
    if given is None:
        from app.office.commands.main import run

        sys.exit(run(arguments))
    sys.exit(_window(given))


def window_options(arguments: Sequence[str]) -> dict[str, str] | None:
    """What was said for a window: options and no command; None when a command was meant."""
    found: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, sign, value = rest.pop(0).partition("=")
        if name not in _OPTIONS:
            return None
        if not sign:
            if not rest:
                return None
            value = rest.pop(0)
        if not value or (name == "--language" and value not in set(Language)):
            return None  # the command line says what is wrong
        found[name] = value
    return found


def _draw() -> int:
    from app.office.window.main import draw_alone

    return draw_alone()


def _window(given: dict[str, str]) -> int:
    from app.office.window.main import run_window
    from app.office.window_settings import PROGRAM, WindowSettings, log_folder, recall, said
    from app.storage.log import began, close_log, ended, open_log, trouble
    from app.storage.settings import spoken_language

    line = [part for pair in given.items() for part in pair]
    language = spoken_language(PROGRAM, line) or Language.ID
    try:
        known = recall()
        language = spoken_language(PROGRAM, line) or known.language
        wished = said({name.removeprefix("--"): value for name, value in given.items()})
    except Environment as wrong:
        return _not_opened(Sentence.of(wrong), language)
    language = wished.language or known.language
    folder = wished.data.absolute() if wished.data is not None else known.folder
    log = open_log(log_folder(), "window")
    began("window", version(), sys.platform)

    def unseen() -> NoReturn:
        trouble("office.no_screen")
        _write(Sentence("office.no_screen"), language)
        ended("window", _NO_WINDOW)
        os._exit(_NO_WINDOW)  # Qt is about to end this process itself

    code = run_window(WindowSettings(folder, language), unseen)
    ended("window", code)
    close_log(log)
    return code


def _not_opened(sentence: Sentence, language: Language) -> int:
    from app.ui.notice import tell_on_screen

    _write(sentence, language)
    tell_on_screen(sentence, language, _NO_WINDOW)
    return _NO_WINDOW


def _write(sentence: Sentence, language: Language) -> None:
    if sys.stderr is not None:  # a program without a console has none
        sys.stderr.write(sentence.spoken(language) + "\n")
        sys.stderr.flush()


if __name__ == "__main__":
    main()
