"""p3: copy to a stick, read back, compare; the six words go into the minutes."""

from dataclasses import dataclass

from app.base.sentences import Language, say
from app.kiosk.seat.handover import Handed
from app.kiosk.seat.proctor import SessionState
from app.kiosk.store.database import Phase
from app.kiosk.window import view as v
from app.kiosk.window.intents import Close, Deed, Do, Go, OpenPapers
from app.kiosk.window.present.journal import grouped
from app.kiosk.window.present.place import Glass, Place
from app.kiosk.window.present.session import bar, gigabytes, planned_words
from app.ui.controls.action import Kind as Look
from app.ui.parts.tone import Tone


@dataclass(frozen=True, slots=True)
class Target:
    """A stick or a folder, and how much fits on it, if it says so."""

    label: str
    free_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Carrying:
    """How far an export is; `per_cent` of copying and reading back together."""

    targets: tuple[Target, ...]
    chosen: int
    running: bool = False
    per_cent: int = 0
    handed: Handed | None = None
    note: str = ""  # what receipts or ejecting did, spoken


def export(
    place: Place, glass: Glass, state: SessionState, proctor: str, utc_ms: int, carrying: Carrying
) -> v.Export:
    """p3, also while a session is not over: then only an export in an emergency is offered."""
    language, handed = glass.language, carrying.handed
    early = state.phase in {Phase.RUNNING, Phase.PAUSED, Phase.LOCKED}
    percent = 100 if handed is not None else carrying.per_cent
    copied, read = min(100, percent * 2), max(0, percent * 2 - 100)
    meters = (
        v.Meter(say(language, "panel.copying"), copied, _percent(copied)),
        v.Meter(say(language, "kiosk.reading_back"), read, _percent(read)),
    )
    done = handed is not None
    ready = bool(carrying.targets) and not carrying.running
    return v.Export(
        bar=bar(place, glass, planned_words(language, state), proctor, utc_ms),
        stages=_stages(language, carrying, closed=not early),
        target_label=say(language, "kiosk.target"),
        targets=tuple(
            v.Choice(at, "", target.label, at == carrying.chosen)
            for at, target in enumerate(carrying.targets)
        ),
        target_note=_target_note(language, carrying),
        meters=meters if carrying.running or done else (),
        lines=_lines(language, handed) if handed is not None else (),
        notices=_notices(glass, carrying, early=early),
        badge=v.Badge(Tone.OK, "circle-check", say(language, "kiosk.ready_to_carry")) if done else None,
        file_label=say(language, "kiosk.file"),
        file=handed.name.removesuffix(".bilik") if handed is not None else "–",
        words_label=say(language, "kiosk.six_words"),
        words=handed.words if handed is not None else (),
        words_note=say(language, "kiosk.words_note", seat=place.seat),
        back=v.Button("previous", say(language, "kiosk.back_to_panel"), Close(), icon="chevron-left"),
        receipts=v.Button(
            "receipts",
            say(language, "kiosk.read_receipts"),
            Do(Deed.RECEIPTS),
            icon="receipt-text",
            enabled=ready,
        ),
        papers=v.Button(
            "papers", say(language, "minutes.page_open"), OpenPapers(), icon="printer", enabled=ready
        ),
        go=_go(language, early=early, done=done, ready=ready),
        eject=v.Button("eject", say(language, "panel.eject"), Do(Deed.EJECT), icon="unplug")
        if done
        else None,
    )


def _go(language: Language, *, early: bool, done: bool, ready: bool) -> v.Button:
    if early:
        words = say(language, "panel.export_early")
        return v.Button(
            "export_early", words, Do(Deed.EXPORT_EARLY), Look.DANGER, icon="download", enabled=ready
        )
    words = say(language, "kiosk.copy_again") if done else say(language, "kiosk.copy_now")
    return v.Button("export", words, Go(), Look.PRIMARY, icon="usb", enabled=ready)


def _stages(language: Language, carrying: Carrying, *, closed: bool) -> tuple[v.Stage, ...]:
    done = carrying.handed is not None
    steps = (
        (say(language, "kiosk.step_close"), closed),
        (say(language, "kiosk.step_copy"), done or carrying.per_cent >= 50),
        (say(language, "kiosk.step_read"), done),
        (say(language, "kiosk.step_carry"), False),
    )
    current = next(at for at, (_, finished) in enumerate(steps) if not finished)
    return tuple(
        v.Stage(
            words,
            "check",
            v.RailState.DONE if finished else v.RailState.CURRENT if at == current else v.RailState.AHEAD,
        )
        for at, (words, finished) in enumerate(steps)
    )


def _target_note(language: Language, carrying: Carrying) -> str:
    if not carrying.targets:
        return say(language, "kiosk.no_target")
    free = carrying.targets[carrying.chosen].free_bytes
    return "" if free is None else say(language, "panel.target_free", free=gigabytes(language, free))


def _lines(language: Language, handed: Handed) -> tuple[v.Line, ...]:
    size = say(language, "kiosk.envelopes", count=handed.count, size=_kilobytes(handed.size_bytes))
    log = say(language, "panel.log_file", count=handed.head.length, size=_kilobytes(handed.log_size_bytes))
    head = grouped(handed.head.digest, 3)
    return (
        v.Line("package-check", handed.name, value=size),
        v.Line("file-check", say(language, "panel.log_beside"), value=f"{log} · {head}"),
    )


def _notices(glass: Glass, carrying: Carrying, *, early: bool) -> tuple[v.Notice, ...]:
    language = glass.language
    notices = []
    if glass.trouble:
        notices.append(v.Notice(Tone.DANGER, "circle-alert", glass.trouble))
    if carrying.note:
        notices.append(v.Notice(Tone.OK, "receipt-text", carrying.note))
    if early and carrying.handed is None:
        notices.append(v.Notice(Tone.WARN, "triangle-alert", say(language, "panel.early_text")))
    notices.append(v.Notice(Tone.INFO, "info", say(language, "kiosk.copy_stays")))
    return tuple(notices)


def _kilobytes(size_bytes: int) -> int:
    return max(1, size_bytes // 1000)


def _percent(number: int) -> str:
    return f"{number}%"
