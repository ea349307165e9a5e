"""What publishing and verifying print."""

from pathlib import Path

from app.base.canonical import JsonValue
from app.base.ids import RoundId
from app.base.sentences import Language
from app.office.commands.terminal import Terminal
from app.office.results.publishing import Published, Verified
from app.questionnaire.model import Text
from app.release.editions import Edition
from app.release.sdi.metadata import Metadata
from app.release.sdi.record import Lack

_SHOWN = 12  # of many missing fields; the form lists all


def form_written(terminal: Terminal, survey: RoundId, path: Path, metadata: Metadata) -> None:
    """The metadata form."""
    terminal.line("office.form_written", file=str(path))
    _lacking(terminal, metadata.lacking)
    terminal.done("publish", {"round": survey, "form": str(path), "lacking": _lacks(metadata.lacking)})


def published(terminal: Terminal, survey: RoundId, made: Published) -> None:
    """A release: where it lies, what is held back, what is still missing."""
    for folder in made.folders:
        key = "office.published_public" if folder.edition is Edition.PUBLIC else "office.published_internal"
        terminal.line(key, folder=str(folder.path), count=len(folder.files))
    terminal.line("office.published_withheld", count=made.withheld)
    _lacking(terminal, made.lacking)
    terminal.done(
        "publish",
        {
            "round": survey,
            "run_id": made.run_id,
            "complete": not made.lacking,
            "lacking": _lacks(made.lacking),
            "withheld": made.withheld,
            "editions": [
                {
                    "edition": folder.edition.value,
                    "path": str(folder.path),
                    "manifest_sha256": folder.manifest,
                    "files": [{"name": f.name, "bytes": f.size, "sha256": f.sha256} for f in folder.files],
                }
                for folder in made.folders
            ],
        },
    )


def verified(terminal: Terminal, release: Path, found: Verified) -> None:
    """The verdict on a release, file by file where something is wrong."""
    language = terminal.language
    wrong = [verdict for verdict in found.files if verdict.fault is not None]
    for verdict in wrong:
        terminal.text(verdict.sentence().spoken(language))
    officers = ", ".join(found.officers)
    if found.sound:
        terminal.line("office.release_sound", folder=release.name, count=len(found.files), officers=officers)
    else:
        terminal.line("office.release_unsound", folder=release.name, count=len(wrong))
    if not found.manifest.complete:
        terminal.line("office.release_lacks", count=found.manifest.lacking)
    if not found.trusted:
        terminal.line("office.release_words", words=" · ".join(found.words))
    terminal.done(
        "verify",
        {
            "sound": found.sound,
            "round": found.manifest.round,
            "edition": found.manifest.edition,
            "run_id": found.manifest.run,
            "complete": found.manifest.complete,
            "officers": list(found.officers),
            "root_words": list(found.words),
            "root_trusted": found.trusted,
            "files": [
                {
                    "name": verdict.name,
                    "fault": None if verdict.fault is None else verdict.fault.name.lower(),
                    "sentence": verdict.sentence().spoken(language),
                }
                for verdict in found.files
            ],
        },
    )


def _lacking(terminal: Terminal, lacking: tuple[Lack, ...]) -> None:
    if not lacking:
        terminal.line("office.metadata_complete")
        return
    terminal.line("office.metadata_lacks", count=len(lacking))
    for lack in lacking[:_SHOWN]:
        words = _words(lack.label, terminal.language)
        terminal.text("  " + " · ".join(part for part in (lack.form, lack.subject, words) if part))
    if len(lacking) > _SHOWN:
        terminal.line("office.metadata_more", count=len(lacking) - _SHOWN)


def _lacks(lacking: tuple[Lack, ...]) -> list[JsonValue]:
    return [
        {"form": lack.form, "subject": lack.subject, "key": lack.key, "label": lack.label.id}
        for lack in lacking
    ]


def _words(text: Text, language: Language) -> str:
    return text.en if language is Language.EN and text.en is not None else text.id
