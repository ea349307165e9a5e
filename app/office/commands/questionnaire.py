"""`bilik-office questionnaire ...`: for those who write questionnaires. It needs no office and no officer."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from app.base.sentences import Language
from app.office.commands.door import Json, terminal_of
from app.office.commands.printing import questionnaire as printing
from app.office.commands.terminal import REFUSED
from app.office.questions import aloud, authoring, onpaper
from app.office.questions.xlsform.drafting import Wish
from app.office.questions.xlsform.importing import import_form

DEFAULT_AGENCIES = 40  # about as many as a city has

questionnaire_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="office.help_questionnaires"
)


class Group(StrEnum):
    """Who is asked."""

    INTERNAL = "internal"
    EXTERNAL = "external"
    EXPERT = "expert"
    TRAINING = "training"


File = Annotated[Path, typer.Argument(help="office.help_questionnaire_file")]


@questionnaire_app.command("lint", help="office.help_lint")
def questionnaire_lint(
    context: typer.Context,
    file: File,
    agencies: Annotated[
        int, typer.Option("--agencies", min=1, max=authoring.MAX_AGENCIES, help="office.help_lint_agencies")
    ] = DEFAULT_AGENCIES,
    json: Json = False,
) -> None:
    """JSON: file, questionnaire, version, errors, warnings, findings[{grade, place, line, column, code,
    fields{}, sentence}], languages[{language, promised, written, total, missing[]}], size{largest, most,
    agencies, fitting}. Exit code 3 when there are errors; warnings alone leave it at 0.
    """
    _, terminal = terminal_of(context, json)
    with terminal.guarded("questionnaire lint", Path()):
        review = authoring.review_file(file, agencies)
        printing.reviewed(terminal, review)
        if review.errors:
            raise typer.Exit(REFUSED)


@questionnaire_app.command("compare", help="office.help_compare")
def questionnaire_compare(
    context: typer.Context,
    old: Annotated[Path, typer.Argument(help="office.help_compare_old")],
    new: Annotated[Path, typer.Argument(help="office.help_compare_new")],
    json: Json = False,
) -> None:
    """JSON: old{questionnaire, version}, new{questionnaire, version}, change, differences[{change, place,
    code, fields{}, sentence}], findings[{grade, place, code, fields{}, sentence}]. `change` is null,
    additive, relabelled or breaking. Exit code 3 when the version does not own up to the change.
    """
    _, terminal = terminal_of(context, json)
    with terminal.guarded("questionnaire compare", Path()):
        versions = terminal.accepted(authoring.compare_files(old, new), "questionnaire compare")
        printing.compared(terminal, versions)
        if any(one.is_error for one in versions.comparison.findings):
            raise typer.Exit(REFUSED)


@questionnaire_app.command("sheet", help="office.help_sheet")
def questionnaire_sheet(
    context: typer.Context,
    file: File,
    out: Annotated[Path, typer.Option("--out", help="office.help_out")] = Path(),
    paper_language: Annotated[
        Language | None,
        typer.Option("--paper-language", "--language", help="office.help_sheet_language"),
    ] = None,
    json: Json = False,
) -> None:
    """JSON: path, questionnaire, version, questionnaire_sha256, language, questions, sha256."""
    door, terminal = terminal_of(context, json)
    with terminal.guarded("questionnaire sheet", out):
        made = aloud.write_sheet(file, out, paper_language or door.language)
        printing.sheet_written(terminal, terminal.accepted(made, "questionnaire sheet"))


@questionnaire_app.command("import", help="office.help_xlsform")
def questionnaire_import(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="office.help_xlsform_file")],
    out: Annotated[Path, typer.Option("--out", help="office.help_xlsform_out")],
    group: Annotated[Group, typer.Option("--group", help="office.help_xlsform_group")],
    form_language: Annotated[
        Language | None, typer.Option("--language", help="office.help_xlsform_language")
    ] = None,
    name: Annotated[str | None, typer.Option("--id", help="office.help_xlsform_id")] = None,
    version: Annotated[str | None, typer.Option("--form-version", help="office.help_xlsform_version")] = None,
    json: Json = False,
) -> None:
    """JSON: path, questionnaire, version, questions, names{form: ours}, lists{name: {choice: code}},
    notes[{place, code, fields{}, sentence}], errors, warnings, findings[{grade, place, code, fields{},
    sentence}]. The linter's findings do not end it with a code: the file is written, and the author's next.
    """
    _, terminal = terminal_of(context, json)
    with terminal.guarded("questionnaire import", Path()):
        made = import_form(file, out, Wish(group.value, form_language, name, version))
        printing.imported(terminal, terminal.accepted(made, "questionnaire import"))


@questionnaire_app.command("paper", help="office.help_paper")
def questionnaire_paper(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="office.help_questionnaire_any")],
    out: Annotated[Path, typer.Option("--out", help="office.help_out")] = Path(),
    paper_language: Annotated[
        Language | None,
        typer.Option("--paper-language", "--language", help="office.help_sheet_language"),
    ] = None,
    json: Json = False,
) -> None:
    """JSON: path, questionnaire, version, questionnaire_sha256, language, questions, sha256."""
    door, terminal = terminal_of(context, json)
    with terminal.guarded("questionnaire paper", out):
        made = onpaper.write_paper(file, out, paper_language or door.language)
        printing.paper_written(terminal, terminal.accepted(made, "questionnaire paper"))


@questionnaire_app.command("languages", help="office.help_languages")
def questionnaire_languages(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="office.help_questionnaire_any")],
    since: Annotated[Path | None, typer.Option("--since", help="office.help_languages_since")] = None,
    json: Json = False,
) -> None:
    """JSON: questionnaire, version, languages[{language, promised, written, total, missing[]}], stale[].
    Without --since, stale is null.
    """
    _, terminal = terminal_of(context, json)
    with terminal.guarded("questionnaire languages", Path()):
        found = terminal.accepted(authoring.translations_of(file, since), "questionnaire languages")
        printing.translations(terminal, found)
