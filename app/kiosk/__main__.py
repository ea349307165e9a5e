"""The kiosk's entry: composes, and does nothing itself."""

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from app.base.build import give_back_libraries, licences, version
from app.base.clock import SystemClock
from app.base.crash import record
from app.base.errors import Problem, Refused
from app.base.ids import SeatId
from app.base.sentences import Language, Sentence, readable_catalogues, say
from app.kiosk.channel import Channel
from app.kiosk.line import DOCTOR, GUIDE, LICENCES, SELF_TEST, Misused, is_inner, read_line
from app.kiosk.lockdown.chosen import here
from app.kiosk.places import Places
from app.kiosk.settings import PROGRAM, Settings, size_of

if TYPE_CHECKING:
    from app.kiosk.settings_file import Chosen

# What a window does not need before it shows itself is imported by those who need it.

_MAX_CODE_BYTES = 64
_INTERRUPTED = 130
_CRASHED = 70  # EX_SOFTWARE
_MISUSED = 2  # as argparse and shells have it
_FROM_LINE = ("data", "language", "windowed", "size", "share")
_WORDLESS = "Katalog kata tidak ada. Pasang ulang Bilik. / The catalogues are missing. Install Bilik again."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the kiosk, one of its windows, or one command; the process's exit code."""
    here().harden()
    give_back_libraries()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if SELF_TEST in given and not all(readable_catalogues(language) for language in Language):
        _write(sys.stderr, _WORDLESS)  # there is no catalogue to say it from
        return 1
    inner = is_inner(given)
    language = Language.ID if inner else _language(given)
    try:
        options = read_line(given, language)
    except Misused as wrong:
        reason = wrong.reason.spoken(language)
        _fail(language, Sentence("keeper.usage", {"reason": reason}), on_screen=sys.stderr is None)
        return _MISUSED
    return _inner(options) if inner else _begin(options, language)


def _told(options: argparse.Namespace) -> Settings:
    """What `Settings.arguments` said."""
    return Settings(
        data_dir=Path(options.data or "").absolute(),
        windowed=bool(options.windowed),
        language=Language(options.language or Language.ID),
        size=size_of(options.size) if options.size else None,
        share=Path(options.share).absolute() if options.share else None,
    )


def _inner(options: argparse.Namespace) -> int:
    """A process that another process of the program started, and told everything on its command line."""
    settings = _told(options)
    try:
        if options.window_process:
            return _window(settings)
        return _draw(settings) if options.draw_process else _preview()
    except Problem as trouble:
        return _fail(settings.language, Sentence.of(trouble))
    except KeyboardInterrupt:
        return _INTERRUPTED


def _begin(options: argparse.Namespace, language: Language) -> int:
    """What a person started: settings are read, and a keeper writes a log."""
    from app.kiosk.settings_file import choose
    from app.storage.log import began, close_log, ended, open_log

    log, code = None, 1
    keeps = options.command is None and options.install is None and options.enrol is None
    try:
        chosen = choose({name: getattr(options, name) for name in _FROM_LINE})
        language = chosen.settings.language
        if keeps:
            log = open_log(Places(chosen.settings.data_dir).log, "keeper")
        began("keeper", version(), sys.platform)
        code = _run(chosen, options)
    except Problem as trouble:
        code = _fail(language, Sentence.of(trouble), on_screen=keeps)
    except OSError as error:  # of a disk; its own words are English
        code = _fail(language, Sentence.of(_of(error)), on_screen=keeps)
    except KeyboardInterrupt:  # Ctrl+C in the terminal of a training kiosk
        code = _INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the crash hook of this door: nothing may reach a person raw
        _fail(language, Sentence("keeper.bug", {"code": record(error)}), on_screen=keeps)
        code = _CRASHED
    finally:
        ended("keeper", code)
        close_log(log)
    return code


def _of(error: OSError) -> Problem:
    from app.storage.trouble import of_file, of_system

    record(error)
    return of_file(error, Path(error.filename)) if isinstance(error.filename, str) else of_system(error)


def _run(chosen: "Chosen", options: argparse.Namespace) -> int:  # noqa: PLR0911 - a table of what is asked
    settings = chosen.settings
    if options.command == DOCTOR:
        from app.kiosk.machine.doctor import doctor

        return doctor(chosen, options.out, lambda line: _write(sys.stdout, line.spoken(settings.language)))
    if options.command == GUIDE:
        return _print_guide(settings, options.out)
    if options.command == LICENCES:
        _write(sys.stdout, licences())
        return 0
    if options.command == SELF_TEST:
        return _test(settings, nowhere=not chosen.data_named)
    if options.enrol is not None:
        return _enrol(settings, options.enrol, options.words)
    if options.install is not None:
        return _install(settings, options.install, SeatId(options.seat), options.card_code_file)
    return _keep(settings)


def _keep(settings: Settings) -> int:
    from app.kiosk.keeper import ChildWindow, Keeper, window_command

    keeper = Keeper(
        settings.data_dir,
        SystemClock(),
        lambda: ChildWindow(window_command(settings)),
        lambda sentence: _write(sys.stderr, sentence.spoken(settings.language)),
        None if settings.windowed else here(),
    )
    return keeper.run()


def _window(settings: Settings) -> int:
    # The pipe keeps its own handle; whatever prints to standard output lands where errors go.
    writer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    reader = os.fdopen(os.dup(0), "rb", buffering=0)
    from app.kiosk.window.opening import run_window

    return run_window(Channel(reader, writer), settings)


def _test(settings: Settings, *, nowhere: bool) -> int:
    from app.kiosk.machine.checkup import self_test, self_test_nowhere

    test = self_test_nowhere if nowhere else self_test
    return test(settings, lambda line: _write(sys.stdout, line.spoken(settings.language)))


def _print_guide(settings: Settings, folder: Path) -> int:
    from app.base.guide import read_guide
    from app.paper.room.guide import day_card, whole_guide
    from app.storage.files import write_atomic

    language = settings.language
    guide = read_guide(language)
    for name, data in (
        (say(language, "keeper.card_file"), day_card(guide, language)),
        (say(language, "keeper.guide_file"), whole_guide(guide, language)),
    ):
        write_atomic(folder / name, data)
        _say(settings, Sentence("keeper.guide_written", {"file": str(folder / name)}))
    return 0


def _draw(settings: Settings) -> int:
    from app.kiosk.machine.check import write_checks
    from app.kiosk.window.drawing import draw_alone

    with os.fdopen(os.dup(1), "wb") as writer:
        os.dup2(2, 1)  # whatever prints to standard output lands where errors go
        writer.write(write_checks(draw_alone(settings.data_dir, settings.language)))
    return 0


def _preview() -> int:
    from app.kiosk.window.preview import preview

    with os.fdopen(os.dup(0), "rb") as reader, os.fdopen(os.dup(1), "wb") as writer:
        os.dup2(2, 1)  # whatever prints to standard output lands where errors go
        writer.write(preview(reader.read()))
    return 0


def _enrol(settings: Settings, path: Path, words: str | None) -> int:
    from app.kiosk.seat.enrol import enrol_root, read_root
    from app.seal.root import MAX_ROOT_BYTES
    from app.storage.files import read_file

    data = read_file(path, MAX_ROOT_BYTES)
    root = read_root(settings.data_dir, data)
    _say(settings, Sentence("enrol.words", {"office": root.document.office, "words": " ".join(root.words)}))
    if words is None:
        _say(settings, Sentence("enrol.confirm"))
        agreed = sys.stdin.readline().strip().lower() == say(settings.language, "enrol.yes")
    else:
        agreed = tuple(words.lower().split()) == root.words
    if not agreed:
        return _fail(settings.language, Sentence("enrol.words_differ"))
    enrol_root(settings.data_dir, data)
    _say(settings, Sentence("enrol.enrolled", {"office": root.document.office}))
    return 0


def _install(settings: Settings, path: Path, seat: SeatId, code_file: Path | None) -> int:
    from app.kiosk.seat.enrol import install_package
    from app.seal.package import MAX_PACKAGE_BYTES
    from app.storage.files import read_file

    data = read_file(path, MAX_PACKAGE_BYTES)
    if code_file is None:
        code = _ask(say(settings.language, "enrol.ask_card_code") + " ")
        if not code:
            return _fail(settings.language, Sentence("enrol.no_card_code"))
    else:
        code = read_file(code_file, _MAX_CODE_BYTES).decode("ascii", "replace").strip()
    installed = install_package(settings.data_dir, data, seat, code, SystemClock())
    if isinstance(installed, Refused):
        return _fail(settings.language, Sentence.of(installed))
    document = installed.package.document
    _say(settings, Sentence("enrol.installed", {"seat": installed.seat, "venue": document.venue_name}))
    return 0


def _ask(words: str) -> str:
    """What is typed without being shown, or what another program hands over; empty where there is nothing."""
    if sys.stdin is None:
        return ""
    if sys.stdin.isatty():
        with suppress(EOFError):
            return getpass.getpass(words).strip()
        return ""
    _write(sys.stderr, words)
    return sys.stdin.readline().strip()


def _language(given: Sequence[str]) -> Language:
    """The language of help and of what was not understood: it must be known before the line is read."""
    from app.storage.settings import spoken_language

    return spoken_language(PROGRAM, given) or Language.ID


def _say(settings: Settings, sentence: Sentence) -> None:
    _write(sys.stdout, sentence.spoken(settings.language))


def _fail(language: Language, sentence: Sentence, *, on_screen: bool = False) -> int:
    from app.storage.log import trouble

    trouble(sentence.key)
    _write(sys.stderr, sentence.spoken(language))
    if on_screen:
        from app.ui.notice import tell_on_screen

        tell_on_screen(sentence, language, 1)
    return 1


def _write(stream: TextIO | None, text: str) -> None:
    if stream is not None:  # a program without a console has none
        with suppress(BrokenPipeError):  # whoever listened has heard enough
            stream.write(text + "\n")
            stream.flush()


if __name__ == "__main__":
    sys.exit(main())
