"""The journal from its first line, by day, with its head: what proctors did, nothing of a respondent."""

import datetime as dt
from itertools import groupby

from app.base.clock import local_time
from app.base.sentences import say
from app.kiosk.seat.proctor import LogEntry, SessionState
from app.kiosk.window import view as v
from app.kiosk.window.intents import Close
from app.kiosk.window.present.place import Glass, Place, date
from app.kiosk.window.present.session import bar, log_line, planned_words
from app.seal.words import matching_words
from app.ui.parts.tone import Tone

EVERY_DAY = 0
_MINUTE_MS = 60_000


def journal(
    place: Place, glass: Glass, state: SessionState, proctor: str, utc_ms: int, chosen: int
) -> v.Journal:
    """All lines, or those of the chosen day (1 is the latest); the chain was verified when they were read."""
    language, head = glass.language, state.head
    days = [(day, tuple(entries)) for day, entries in groupby(reversed(state.log), key=_day)]
    shown = days if chosen == EVERY_DAY else days[chosen - 1 : chosen]
    titles = [date(language, entries[0].at_utc_min * _MINUTE_MS) for _, entries in days]
    choices = [
        v.Choice(at, "", words, at == chosen)
        for at, words in enumerate((say(language, "panel.journal_all"), *titles))
    ]
    broken = v.Notice(Tone.DANGER, "circle-alert", say(language, "panel.journal_broken"))
    whole = v.Notice(Tone.OK, "circle-check", say(language, "panel.journal_whole", count=len(state.log)))
    return v.Journal(
        bar=bar(place, glass, planned_words(language, state), proctor, utc_ms),
        title=say(language, "kiosk.log"),
        notice=broken if head is None else whole,
        days_label=say(language, "panel.journal_days"),
        days=tuple(choices),
        lines=tuple(
            v.LogDay(
                date(language, entries[0].at_utc_min * _MINUTE_MS),
                tuple(log_line(language, each) for each in entries),
            )
            for _, entries in shown
        ),
        head_label=say(language, "kiosk.journal_head"),
        head=grouped(str(head.digest)) if head is not None else "–",
        words_label=say(language, "panel.journal_words"),
        words=matching_words(head.digest) if head is not None else (),
        note=say(language, "panel.journal_note"),
        back=v.Button("previous", say(language, "kiosk.back_to_panel"), Close(), icon="chevron-left"),
    )


def grouped(digest: str, groups: int = 4) -> str:
    """The beginning of a digest, four symbols at a time, as it is read out to somebody."""
    return " ".join(digest[at : at + 4] for at in range(0, 4 * groups, 4))


def _day(entry: LogEntry) -> dt.date:
    return local_time(entry.at_utc_min * _MINUTE_MS).date()
