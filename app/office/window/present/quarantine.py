"""Files in quarantine, in words: what happened, what is safe, what to do."""

from typing import assert_never

from app.base.sentences import Language, say
from app.office.gathering.intake import Verdict
from app.office.gathering.settling import CLOSED
from app.office.standing import Found
from app.office.window import view as v
from app.office.window.present.importing import tag_of
from app.office.words import moment_in_words


def row(one: Found, *, on: bool, intent: object, language: Language) -> v.Row:
    """A file in the list."""
    done = v.Tag(say(language, "finding.closed"), "archive-x")
    cells = (v.Cell(one.file, mono=True), v.Cell(tag=done if one.closed else tag_of(one.verdict, language)))
    return v.Row(f"held_{one.digest[:12]}", cells, intent, on)


def listing(rows: tuple[v.Row, ...], language: Language) -> v.Table:
    """The list."""
    heads = (
        v.Head(say(language, "window.head_file")),
        v.Head(say(language, "window.head_verdict"), width=124),
    )
    return v.Table("held_table", say(language, "window.quarantine"), heads, rows)


def detail(one: Found, language: Language) -> tuple[v.Part, ...]:
    """All there is to say of one file."""
    happened = v.Text(one.why.spoken(language), say(language, "window.what_happened"), "info")
    safe = v.Text(
        _safe(one.verdict, language), say(language, "window.what_is_safe"), "shield-check", "ok-700"
    )
    do = v.Text(_do(one.verdict, language), say(language, "window.what_to_do"), "list-checks")
    facts = [
        v.Fact(say(language, "window.fact_file"), one.file, mono=True),
        v.Fact(say(language, "window.fact_when"), moment_in_words(one.at_utc_ms, language)),
        v.Fact(say(language, "window.fact_officers"), ", ".join(one.officers)),
        v.Fact(say(language, "window.fact_size"), say(language, "window.bytes", size=one.size_bytes)),
        v.Fact(say(language, "window.fact_digest"), _grouped(one.digest), mono=True),
    ]
    if one.origin is not None:
        venue, seat = one.origin
        origin = say(language, "window.origin", venue=venue, seat=seat)
        facts.insert(1, v.Fact(say(language, "window.head_origin"), origin))
    parts: list[v.Part] = [
        v.Card(
            "held_what",
            (v.Across((happened, safe, do)),),
            _title(one.verdict, language),
            tag=tag_of(one.verdict, language),
        )
    ]
    if one.words:
        words = (v.Matching(one.words), v.Text(say(language, "window.words_note")))
        parts.append(v.Card("held_words", words, say(language, "window.six_words")))
    parts.append(v.Card("held_facts", (v.Facts(tuple(facts)),), say(language, "window.technical")))
    parts.append(_history(one, language))
    return tuple(parts)


def _history(one: Found, language: Language) -> v.Card:
    """What happened to the file here, oldest first."""
    taken = say(language, "finding.taken_in", officers=", ".join(one.officers))
    lines = [v.Line("usb", taken, moment_in_words(one.at_utc_ms, language))]
    for decided in one.decisions:
        officers = ", ".join(decided.officers)
        if decided.act == CLOSED:
            words = say(language, "finding.closed_by", officers=officers, reason=decided.reason)
            line = v.Line("archive-x", words, moment_in_words(decided.at_utc_ms, language))
        else:
            words = say(language, "finding.asked_by", officers=officers)
            line = v.Line("rotate-ccw", words, moment_in_words(decided.at_utc_ms, language))
        lines.append(line)
    return v.Card("held_history", (v.Lines(tuple(lines)),), say(language, "finding.history"))


def _grouped(digest: str) -> str:
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def _title(verdict: Verdict, language: Language) -> str:
    match verdict:
        case Verdict.FORK:
            return say(language, "window.title_fork")
        case Verdict.CONFLICT:
            return say(language, "window.title_conflict")
        case Verdict.LATE:
            return say(language, "window.title_late")
        case Verdict.STORED | Verdict.DUPLICATE | Verdict.REJECTED | Verdict.UNREADABLE:
            return say(language, "window.title_rejected")
        case _:
            assert_never(verdict)


def _safe(verdict: Verdict, language: Language) -> str:
    if verdict in {Verdict.FORK, Verdict.CONFLICT}:
        return say(language, "window.safe_both")
    if verdict is Verdict.LATE:
        return say(language, "window.safe_late")
    return say(language, "window.safe_rejected")


def _do(verdict: Verdict, language: Language) -> str:
    match verdict:
        case Verdict.FORK | Verdict.CONFLICT:
            return say(language, "window.do_explain")
        case Verdict.LATE:
            return say(language, "window.do_late")
        case Verdict.STORED | Verdict.DUPLICATE | Verdict.REJECTED | Verdict.UNREADABLE:
            return say(language, "window.do_again")
        case _:
            assert_never(verdict)
