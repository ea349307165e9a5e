"""What the commands for authors print: findings as compilers do, so that an editor can jump to each."""

from collections.abc import Sequence

from app.base.canonical import JsonValue
from app.base.sentences import Sentence, whole
from app.office.commands.terminal import Terminal
from app.office.questions.aloud import SheetWritten
from app.office.questions.authoring import Located, Review, Size, Translations, Versions
from app.office.questions.onpaper import PaperWritten
from app.office.questions.xlsform.importing import Imported
from app.questionnaire.differences import Change
from app.questionnaire.finding import Finding, Grade
from app.questionnaire.lint.wording import Completeness
from app.questionnaire.model import Questionnaire

_SHOWN_PLACES = 20  # a longer list is read by a program


def reviewed(terminal: Terminal, review: Review) -> None:
    """Everything that can be said about a questionnaire."""
    for one in review.findings:
        terminal.text(f"{_at(review.file, one)}: {_finding(terminal, one.finding)}")
    for language in review.languages:
        _completeness(terminal, language)
    if review.size is not None:
        _size(terminal, review.size)
    warnings = len(review.findings) - review.errors
    asked = review.questionnaire
    result: dict[str, JsonValue] = {
        "file": review.file,
        "questionnaire": None if asked is None else asked.id,
        "version": None if asked is None else asked.version,
        "errors": review.errors,
        "warnings": warnings,
        "findings": [
            {
                **_plain(terminal, one.finding),
                "line": None if one.mark is None else one.mark.line,
                "column": None if one.mark is None else one.mark.column,
            }
            for one in review.findings
        ],
        "languages": [_plain_language(one) for one in review.languages],
        "size": None if review.size is None else _plain_size(review.size),
    }
    counts = {"errors": review.errors, "warnings": warnings}
    if review.errors:
        sentence = terminal.say("authoring.refused", **counts)
        terminal.refused("questionnaire lint", "authoring.refused", sentence, result)
    else:
        terminal.line("authoring.fit" if warnings else "authoring.spotless", warnings=warnings)
        terminal.done("questionnaire lint", result)


def imported(terminal: Terminal, made: Imported) -> None:
    """A form that came in, what was said otherwise in it, and what the linter will ask next."""
    for note in made.notes:
        words = (
            f"{note.place}: {terminal.say('xlsform.word_note')}: {note.sentence.spoken(terminal.language)}"
        )
        terminal.text(words)
    terminal.line("xlsform.imported", count=made.questions, file=str(made.path), notes=len(made.notes))
    warnings = len(made.findings) - made.errors
    if made.findings:
        counts = {"errors": made.errors, "warnings": warnings}
        terminal.line("xlsform.lint_next", file=str(made.path), **counts)
    terminal.done(
        "questionnaire import",
        {
            "path": str(made.path),
            "questionnaire": made.questionnaire,
            "version": made.version,
            "questions": made.questions,
            "names": dict(made.names),
            "lists": {name: dict(codes) for name, codes in made.lists.items()},
            "notes": [{"place": one.place, **_spoken(terminal, one.sentence)} for one in made.notes],
            "errors": made.errors,
            "warnings": warnings,
            "findings": [_plain(terminal, one) for one in made.findings],
        },
    )


def paper_written(terminal: Terminal, made: PaperWritten) -> None:
    """A paper form."""
    terminal.line("office.paper_written", file=str(made.path), count=made.questions)
    terminal.done(
        "questionnaire paper",
        {
            "path": str(made.path),
            "questionnaire": made.questionnaire,
            "version": made.version,
            "questionnaire_sha256": made.questionnaire_digest,
            "language": made.language,
            "questions": made.questions,
            "sha256": made.digest,
        },
    )


def translations(terminal: Terminal, found: Translations) -> None:
    """What is missing in each language, and what is behind, every place of it."""
    for language in found.languages:
        name = _language_name(terminal, language.language)
        terminal.line("authoring.completeness", language=name, written=language.written, total=language.total)
        for place in language.missing:
            terminal.text(f"  {place}")
    if found.stale is not None:
        name = _language_name(terminal, "en")
        if found.stale:
            terminal.line("authoring.stale", language=name, count=len(found.stale))
        else:
            terminal.line("authoring.none_stale")
        for place in found.stale:
            terminal.text(f"  {place}")
    terminal.done(
        "questionnaire languages",
        {
            **_named(found.questionnaire),
            "languages": [_plain_language(one) for one in found.languages],
            "stale": None if found.stale is None else list(found.stale),
        },
    )


def compared(terminal: Terminal, versions: Versions) -> None:
    """What lies between two versions."""
    found = versions.comparison
    if found.differences:
        _differences(terminal, versions)
    for finding in found.findings:
        terminal.text(_finding(terminal, finding))
    result: dict[str, JsonValue] = {
        "old": _named(versions.old),
        "new": _named(versions.new),
        "change": found.change,
        "differences": [
            {"change": one.change, "place": one.place, **_spoken(terminal, one.sentence)}
            for one in found.differences
        ],
        "findings": [_plain(terminal, one) for one in found.findings],
    }
    errors = [one for one in found.findings if one.is_error]
    if errors:
        sentence = errors[0].sentence.spoken(terminal.language)
        terminal.refused("questionnaire compare", errors[0].sentence.key, sentence, result)
    else:
        terminal.line(_verdict(found.change))
        terminal.done("questionnaire compare", result)


def _differences(terminal: Terminal, versions: Versions) -> None:
    terminal.table(
        terminal.say("authoring.differences", old=versions.old.version, new=versions.new.version),
        [terminal.say(key) for key in ("authoring.col_change", "authoring.col_place", "authoring.col_what")],
        [
            (_change(terminal, one.change), one.place, one.sentence.spoken(terminal.language))
            for one in versions.comparison.differences
        ],
    )


def _verdict(change: Change | None) -> str:
    match change:
        case None:
            return "authoring.same"
        case Change.ADDITIVE:
            return "authoring.additive"
        case Change.RELABELLED:
            return "authoring.relabelled"
        case Change.BREAKING:
            return "authoring.breaking"


def _change(terminal: Terminal, change: Change) -> str:
    match change:
        case Change.ADDITIVE:
            return terminal.say("authoring.word_additive")
        case Change.RELABELLED:
            return terminal.say("authoring.word_relabelled")
        case Change.BREAKING:
            return terminal.say("authoring.word_breaking")


def _at(file: str, located: Located) -> str:
    return file if located.mark is None else f"{file}:{located.mark.line}:{located.mark.column}"


def _finding(terminal: Terminal, finding: Finding) -> str:
    key = "authoring.word_error" if finding.grade is Grade.ERROR else "authoring.word_warning"
    place = f" [{finding.place}]" if finding.place else ""
    return f"{terminal.say(key)}: {finding.sentence.spoken(terminal.language)}{place}"


def _language_name(terminal: Terminal, language: str) -> str:
    return terminal.say("authoring.language_id" if language == "id" else "authoring.language_en")


def _completeness(terminal: Terminal, language: Completeness) -> None:
    name = _language_name(terminal, language.language)
    terminal.line("authoring.completeness", language=name, written=language.written, total=language.total)
    if language.promised or not language.written:
        return  # a promise that is not kept is told as an error; a language nobody began is no news
    for place in language.missing[:_SHOWN_PLACES]:
        terminal.text(f"  {place}")
    if len(language.missing) > _SHOWN_PLACES:
        terminal.line("authoring.more_places", count=len(language.missing) - _SHOWN_PLACES)


def _size(terminal: Terminal, size: Size) -> None:
    language = terminal.language
    largest, most = whole(language, size.largest), whole(language, size.most)
    if size.agencies is None or size.fitting is None:
        terminal.line("authoring.size", largest=largest, most=most)
    else:
        fields = {"agencies": size.agencies, "fitting": size.fitting}
        terminal.line("authoring.size_loop", largest=largest, most=most, **fields)


def _named(questionnaire: Questionnaire) -> dict[str, JsonValue]:
    return {"questionnaire": questionnaire.id, "version": questionnaire.version}


def _plain(terminal: Terminal, finding: Finding) -> dict[str, JsonValue]:
    return {"grade": finding.grade, "place": finding.place, **_spoken(terminal, finding.sentence)}


def _spoken(terminal: Terminal, sentence: Sentence) -> dict[str, JsonValue]:
    spoken = sentence.spoken(terminal.language)
    return {"code": sentence.key, "fields": dict(sentence.fields), "sentence": spoken}


def _plain_language(language: Completeness) -> JsonValue:
    missing: Sequence[JsonValue] = list(language.missing)
    return {
        "language": language.language,
        "promised": language.promised,
        "written": language.written,
        "total": language.total,
        "missing": missing,
    }


def _plain_size(size: Size) -> JsonValue:
    return {
        "largest": size.largest,
        "most": size.most,
        "agencies": size.agencies,
        "fitting": size.fitting,
    }


def sheet_written(terminal: Terminal, made: SheetWritten) -> None:
    """A read-aloud sheet."""
    terminal.line("office.sheet_written", file=str(made.path), count=made.questions)
    terminal.done(
        "questionnaire sheet",
        {
            "path": str(made.path),
            "questionnaire": made.questionnaire,
            "version": made.version,
            "questionnaire_sha256": made.questionnaire_digest,
            "language": made.language,
            "questions": made.questions,
            "sha256": made.digest,
        },
    )
