"""What typer says of itself, in words of the catalogue: why a command was not understood, the frame of help.

typer knows English alone. Its exceptions and its commands are read here, and nowhere else.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import typer
from pydantic import ValidationError
from typing_extensions import override

from app.base.sentences import Language, Sentence, say

HELP = ("office.", "sample.", "keys.", "review.", "finding.", "daily.")  # how the keys of help texts begin
_MOMENT = dt.datetime(2026, 11, 27, 9, 30)  # noqa: DTZ001 - an example of how one is written
_Formatter: Any = typer.Context.formatter_class
_QUOTED = re.compile(r"'(.+?)'")
_IN_BRACKETS = re.compile(r"\(((?!s\)).*)\)")
_HEADINGS: Mapping[str, str] = {
    "Usage": "usage.help_usage",
    "Arguments": "usage.help_arguments",
    "Options": "usage.help_options",
    "Commands": "usage.help_commands",
}
_PIECES: Mapping[str, str] = {
    "[OPTIONS]": "usage.help_some_options",
    "COMMAND": "usage.help_some_command",
    "[ARGS]...": "usage.help_some_arguments",
}
_KINDS: Mapping[str, str] = {
    "<path>": "usage.help_path",
    "<Path>": "usage.help_path",
    "<str>": "usage.help_text",
    "<int>": "usage.help_number",
    "<int range>": "usage.help_number",
}
_LIST = re.compile(r"<list\[(.+)\]>$")  # one of these words, and it may be said again
_EXTRA = re.compile(r"  \[([^\[\]]*)\]$")  # what stands behind the help of an option


class Misused(typer.TyperException):
    """A command line that a command itself could not understand."""

    def __init__(self, key: str, fields: Mapping[str, str | int]) -> None:
        super().__init__(key)
        self.sentence = Sentence(key, fields)


def reason_of(error: typer.TyperException, arguments: Sequence[str]) -> Sentence:
    """Why `arguments` were not understood."""
    if isinstance(error, Misused):
        return error.sentence
    if isinstance(error, typer.BadParameter):
        missing = hasattr(error, "param_type")
        return _missing(error.param) if missing else _bad(error.param, error.__cause__, error.message)
    option = getattr(error, "option_name", None)
    if option is not None:
        return _option(option, getattr(error, "possibilities", False), arguments)
    commands = getattr(getattr(error, "cmd", None), "commands", None)
    if commands is not None:
        return _command(error.message, commands)
    surplus = _IN_BRACKETS.search(error.message)
    if surplus:
        return Sentence("usage.surplus", {"words": surplus[1]})
    return Sentence("usage.other")


def _missing(parameter: Any) -> Sentence:  # noqa: ANN401 - typer's own, of a module that is not public
    fields = {"name": _name(parameter), "help": (getattr(parameter, "help", "") or "").rstrip(".")}
    option = getattr(parameter, "param_type_name", "") == "option"
    return Sentence("usage.missing_option", fields) if option else Sentence("usage.missing", fields)


def _bad(parameter: Any, cause: object, message: str) -> Sentence:  # noqa: ANN401 - as above
    if parameter is None or not isinstance(cause, ValidationError):
        return Sentence("usage.value", {"value": message, "name": _name(parameter)})
    wrong = cause.errors(include_url=False)[0]
    given = {"name": _name(parameter), "value": str(wrong["input"])}
    choices, limits = parameter.type_descriptor.choices, parameter.type_descriptor.parameter_info
    if choices:
        return Sentence("usage.one_of", given | {"known": ", ".join(map(str, choices))})
    if limits.formats:
        return Sentence("usage.written_as", given | {"example": _MOMENT.strftime(limits.formats[0])})
    if wrong["type"] in {"greater_than_equal", "less_than_equal"}:
        return _range(given, limits.min, limits.max)
    whole = wrong["type"].startswith("int")
    return Sentence("usage.whole_number", given) if whole else Sentence("usage.value", given)


def _range(given: Mapping[str, str], low: int, high: int | None) -> Sentence:
    if high is None:
        return Sentence("usage.at_least", {**given, "low": low})
    return Sentence("usage.from_to", {**given, "low": low, "high": high})


def _option(name: str, near: Sequence[str] | bool | None, arguments: Sequence[str]) -> Sentence:
    if near is not False:  # only an option that is not there has others like it, or none
        if near:
            return Sentence("usage.no_option_near", {"name": name, "near": ", ".join(sorted(near))})  # type: ignore[arg-type]
        return Sentence("usage.no_option", {"name": name})
    if any(one.startswith(f"{name}=") for one in arguments):
        return Sentence("usage.takes_no_value", {"name": name})
    return Sentence("usage.needs_value", {"name": name})


def _command(message: str, known: Iterable[str]) -> Sentence:
    name = _QUOTED.search(message)
    if name is None:
        return Sentence("usage.missing_command")
    near = [each for each in _QUOTED.findall(message)[1:] if each in set(known)]
    if near:
        return Sentence("usage.no_command_near", {"name": name[1], "near": ", ".join(near)})
    return Sentence("usage.no_command", {"name": name[1]})


def _name(parameter: object) -> str:
    options: Sequence[str] = getattr(parameter, "opts", ())
    return " / ".join(options) or "-"


def put_into_words(command: Any, language: Language) -> None:  # noqa: ANN401 - a command or a group of typer
    """Put a command and all below it into `language`: help texts, which are keys, and the frame of help."""
    framed = type("Framed", (_InWords,), {"language": language})
    command.context_class = type("Spoken", (typer.Context,), {"formatter_class": framed})
    asked = command.get_help_option(command.context_class(command))
    if asked is not None:
        asked.help = say(language, "usage.help_help")
    for thing in (command, *command.params):
        for name in ("help", "epilog"):  # of groups, commands and options alike
            key = getattr(thing, name, None)
            if isinstance(key, str) and key.startswith(HELP):
                setattr(thing, name, say(language, key))
    for below in getattr(command, "commands", {}).values():
        put_into_words(below, language)


class _InWords(_Formatter):  # type: ignore[misc]  # its module is not public, the context's attribute is
    """Writes help as typer does, with headings and remarks of the catalogue."""

    language = Language.ID

    @override
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        pieces = " ".join(self._said(_PIECES, piece) for piece in args.split(" "))
        super().write_usage(prog, pieces, f"{say(self.language, 'usage.help_usage')}: ")

    @override
    def write_heading(self, heading: str) -> None:
        super().write_heading(self._said(_HEADINGS, heading))

    @override
    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        spoken = [(self._kinds(first), _EXTRA.sub(self._extra, second)) for first, second in rows]
        super().write_dl(spoken, col_max, col_spacing)

    def _said(self, words: Mapping[str, str], found: str) -> str:
        key = words.get(found)
        return found if key is None else say(self.language, key)

    def _kinds(self, first: str) -> str:
        one = _LIST.sub(r"<\1>", first)
        for kind in _KINDS:
            if one.endswith(kind):
                return one.removesuffix(kind) + self._said(_KINDS, kind)
        return one

    def _extra(self, found: re.Match[str]) -> str:
        parts = []
        for part in found[1].split("; "):
            value = part.removeprefix("default: ")
            if part == "required":
                parts.append(say(self.language, "usage.help_required"))
            elif value != part:
                parts.append(say(self.language, "usage.help_default", value=value))
            else:
                parts.append(part)
        return f"  [{'; '.join(parts)}]"
