"""The kiosk's command line: what may stand in it, its help, and why it was not understood, in words.

argparse knows English alone; what it would say of itself is said here, from the catalogue.
"""

import argparse
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from typing_extensions import override

from app.base.build import version
from app.base.sentences import Language, Sentence, say
from app.kiosk.settings import PROGRAM, size_of

SELF_TEST = "self-test"
DOCTOR = "doctor"
GUIDE = "guide"
LICENCES = "licences"
_COMMANDS = (SELF_TEST, DOCTOR, GUIDE, LICENCES)
_LANGUAGES = tuple(each.value for each in Language)
_INNER = ("--window-process", "--draw-process", "--preview-process")


class Misused(Exception):  # noqa: N818 - it is the person's word against the program's
    """A command line that was not understood, and why."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason.key)
        self.reason = reason


def is_inner(given: Sequence[str]) -> bool:
    """Whether another process of the program said everything, its language too."""
    return any(one in given for one in _INNER)


def read_line(given: Sequence[str], language: Language) -> argparse.Namespace:
    """What the command line says; one that asks for help or the version is answered, and the process ends.

    Raises:
        Misused: it was not understood.
    """
    parser = _Parser(language)
    parser.know(given)
    try:
        options, rest = parser.parse_known_args(given)
    except argparse.ArgumentError as wrong:
        raise Misused(parser.reason(str(wrong.argument_name))) from None
    if rest:
        raise Misused(Sentence("usage.surplus", {"words": " ".join(rest)}))
    acts = [options.command] if options.command else []
    acts += [name for name in ("--enrol", "--install") if getattr(options, name[2:]) is not None]
    if len(acts) > 1:
        raise Misused(Sentence("usage.just_one", {"options": ", ".join(acts)}))
    return options


class _Parser(argparse.ArgumentParser):
    """Every option of the kiosk; `language` is that of its help."""

    def __init__(self, language: Language) -> None:
        super().__init__(
            PROGRAM,
            description=say(language, "keeper.about"),
            formatter_class=_help_in(language),
            add_help=False,
            allow_abbrev=False,
            exit_on_error=False,
        )
        path, text = say(language, "usage.help_path"), say(language, "usage.help_text")
        command = self.add_argument_group(say(language, "usage.help_commands")).add_argument(
            "command",
            nargs="?",
            type=_command,
            metavar="|".join(_COMMANDS),
            help=say(language, "keeper.help_command"),
        )
        self._options = [command]
        group = self.add_argument_group(say(language, "usage.help_options"))
        add = group.add_argument
        name = f"{PROGRAM} {version()}"
        self._options += [
            add("-h", "--help", action="help", help=say(language, "usage.help_help")),
            add("--version", action="version", version=name, help=say(language, "keeper.help_version")),
            add("--data", metavar=path, help=say(language, "keeper.help_data")),
            add("--out", type=Path, default=Path(), metavar=path, help=say(language, "keeper.help_out")),
            add("--windowed", action="store_const", const=True, help=say(language, "keeper.help_windowed")),
            add(
                "--language",
                type=_language,
                metavar=f"<{'|'.join(_LANGUAGES)}>",
                help=say(language, "keeper.help_language"),
            ),
            add("--size", type=_size, metavar="1366x768", help=say(language, "keeper.help_size")),
            add("--share", metavar=path, help=say(language, "keeper.help_share")),
            add("--enrol", type=Path, metavar=path, help=say(language, "keeper.help_enrol")),
            add("--words", metavar=text, help=say(language, "keeper.help_words")),
            add("--install", type=Path, metavar=path, help=say(language, "keeper.help_install")),
            add("--seat", default="01", metavar=text, help=say(language, "keeper.help_seat")),
            add(
                "--card-code-file",
                type=Path,
                metavar=path,
                help=say(language, "keeper.help_card_code_file"),
            ),
            *(add(each, action="store_true", help=argparse.SUPPRESS) for each in _INNER),
        ]

    def know(self, given: Iterable[str]) -> None:
        """Refuse an option that is not there before any word behind it is looked at."""
        known = [name for option in self._options for name in option.option_strings]
        for one in given:
            name = one.partition("=")[0]
            if one == "--":
                return
            if not name.startswith("--") or name in known:
                continue
            near = get_close_matches(name, [each for each in known if each not in _INNER])
            if near:
                fields = {"name": name, "near": ", ".join(sorted(near))}
                raise Misused(Sentence("usage.no_option_near", fields))
            raise Misused(Sentence("usage.no_option", {"name": name}))

    def reason(self, called: str) -> Sentence:
        """Why the option that argparse calls so was not understood: it got a value, or none."""
        names = called.split("/")
        option = next((each for each in self._options if names[-1] in each.option_strings), None)
        if option is not None and option.nargs == 0:
            return Sentence("usage.takes_no_value", {"name": names[-1]})
        return Sentence("usage.needs_value", {"name": names[-1]})

    @override
    def error(self, message: str) -> NoReturn:
        raise Misused(Sentence("usage.other"))


def _help_in(language: Language) -> type[argparse.HelpFormatter]:
    class Help(argparse.HelpFormatter):
        """Help as argparse lays it out, under a heading of the catalogue."""

        @override
        def add_usage(
            self,
            usage: str | None,
            actions: Iterable[argparse.Action],
            groups: "Iterable[argparse._MutuallyExclusiveGroup]",
            prefix: str | None = None,
        ) -> None:
            super().add_usage(usage, actions, groups, f"{say(language, 'usage.help_usage')}: ")

    return Help


def _command(text: str) -> str:
    if text not in _COMMANDS:
        near = ", ".join(get_close_matches(text, _COMMANDS))
        if near:
            raise Misused(Sentence("usage.no_command_near", {"name": text, "near": near}))
        fields = {"name": text, "known": ", ".join(_COMMANDS)}
        raise Misused(Sentence("usage.no_command_known", fields))
    return text


def _language(text: str) -> str:
    if text not in _LANGUAGES:
        fields = {"value": text, "name": "--language", "known": ", ".join(_LANGUAGES)}
        raise Misused(Sentence("usage.one_of", fields))
    return text


def _size(text: str) -> str:
    try:
        size_of(text)
    except ValueError:
        fields = {"value": text, "name": "--size", "example": "1366x768"}
        raise Misused(Sentence("usage.written_as", fields)) from None
    return text
