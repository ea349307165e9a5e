"""Verdicts in words: a table of files, and how many of what."""

from collections.abc import Sequence
from typing import assert_never

from app.base.sentences import Language, say
from app.office.gathering.intake import ACCEPTED, FileVerdict, Step, Verdict
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.shift import Job
from app.office.words import verdict_in_words
from app.ui.parts.tone import Tone


def tag_of(verdict: Verdict, language: Language) -> v.Tag:
    """A verdict as a tag."""
    tone: Tone | None
    match verdict:
        case Verdict.STORED:
            tone, icon = Tone.OK, "circle-check"
        case Verdict.DUPLICATE:
            tone, icon = None, "copy-check"
        case Verdict.FORK | Verdict.CONFLICT | Verdict.LATE:
            tone, icon = Tone.WARN, "triangle-alert"
        case Verdict.REJECTED | Verdict.UNREADABLE:
            tone, icon = Tone.DANGER, "shield-alert"
        case _:
            assert_never(verdict)
    return v.Tag(verdict_in_words(verdict, language), icon, tone)


def counted(
    verdicts: Sequence[FileVerdict], job: Job | None, language: Language, now: tuple[str, Step] | None = None
) -> v.Card:
    """How far it is, and how many of what so far; `now`: the file and what is done to it."""
    held = sum(one.verdict not in ACCEPTED for one in verdicts)
    new = sum(one.new_records for one in verdicts)
    known = sum(one.repeated_records for one in verdicts)
    figures = v.Across(
        (
            v.Figure(str(len(verdicts)), say(language, "window.files_checked")),
            v.Figure(str(new), say(language, "window.records_stored")),
            v.Figure(str(known), say(language, "window.records_known")),
            v.Figure(str(held), say(language, "window.files_held")),
        )
    )
    if job is None:
        return v.Card("import_counts", (figures,))
    meter = v.Meter(
        "import_meter",
        say(language, "window.checking_file", number=min(job.done + 1, max(job.total, 1)), total=job.total),
        job.done,
        job.total,
        cancel=v.Button("stop_import", say(language, "window.stop"), i.StopJob(job.number), icon="octagon-x"),
    )
    if now is None:
        return v.Card("import_counts", (meter, figures))
    return v.Card("import_counts", (meter, steps(*now, language), figures))


def steps(file: str, here: Step, language: Language) -> v.Segments:
    """What is done to one file, and how far it is."""
    words = (
        say(language, "finding.step_signature"),
        say(language, "finding.step_check"),
        say(language, "finding.step_store"),
        say(language, "finding.step_receipt"),
    )
    return v.Segments("import_steps", file, words, list(Step).index(here))


def verdicts(found: Sequence[FileVerdict], language: Language) -> v.Table:
    """Every file of this import, in the order in which it came."""
    heads = (
        v.Head(say(language, "window.head_file"), stretch=5),
        v.Head(say(language, "window.head_origin"), stretch=3),
        v.Head(say(language, "window.head_stored"), width=84, right=True),
        v.Head(say(language, "window.head_known"), width=92, right=True),
        v.Head(say(language, "window.head_verdict"), width=132),
        v.Head(say(language, "window.head_why"), stretch=6),
    )
    rows = tuple(_row(at, one, language) for at, one in enumerate(found))
    spoken = say(language, "window.import_results")
    return v.Table("verdict_table", spoken, heads, rows, say(language, "window.no_verdict_yet"), shown=8)


def _row(at: int, one: FileVerdict, language: Language) -> v.Row:
    origin = say(language, "window.origin", venue=one.venue, seat=one.seat) if one.seat else ""
    why = " ".join(sentence.spoken(language) for sentence in (one.why, *one.flags))
    held = one.verdict not in ACCEPTED
    cells = (
        v.Cell(one.path.name, mono=True),
        v.Cell(origin, wrap=True),
        v.Cell(str(one.new_records), right=True, strong=bool(one.new_records)),
        v.Cell(str(one.repeated_records), right=True, faint=not one.repeated_records),
        v.Cell(tag=tag_of(one.verdict, language)),
        v.Cell(why, wrap=True, faint=True),
    )
    return v.Row(f"file_{at}", cells, i.Go("quarantine") if held else None)
