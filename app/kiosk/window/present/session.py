"""The proctor's pages: PIN, panel, export. Progress and counts, never an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import assert_never

from app.base.clock import local_time
from app.base.sentences import Language, say
from app.base.session import Kind
from app.kiosk.seat.proctor import FREE_TRIES, LogEntry, PinState, SessionState
from app.kiosk.store.database import Phase, Proctor
from app.kiosk.window import view as v
from app.kiosk.window.intents import Close, Deed, Do, Go, Menu, Open
from app.kiosk.window.present.place import Glass, Place, clock, hour, practice
from app.ui.controls.action import Kind as Look
from app.ui.parts.tone import Tone

PIN_LENGTH = 6
GIGABYTE = 1_000_000_000

_LOG_ICONS: Mapping[Kind, str] = {
    Kind.INSTALLED: "package",
    Kind.OPENED: "lock-open",
    Kind.CLOSED: "log-out",
    Kind.STARTED: "play",
    Kind.CARRIED_ON: "calendar",
    Kind.PAUSED: "pause",
    Kind.RESUMED: "play",
    Kind.LOCKED: "lock",
    Kind.UNLOCKED: "lock-open",
    Kind.EXTENDED: "timer",
    Kind.ENDED: "circle-check",
    Kind.NOTED: "file-text",
    Kind.VOIDED: "ticket-x",
    Kind.RESTARTED: "rotate-ccw",
    Kind.PIN_LOCKED: "shield-alert",
    Kind.PIN_RELEASED: "key-round",
    Kind.EXPORTED_EARLY: "download",
    Kind.RECEIPTS: "receipt-text",
    Kind.WINDOW_FAILED: "zap-off",
    Kind.FRONT_LOST: "eye-off",
    Kind.CHECKED: "list-checks",
    Kind.RESTART_KEPT: "shield-check",
    Kind.RESTART_FORGOT: "shield-alert",
    Kind.RESTART_WAIVED: "shield-alert",
}


@dataclass(frozen=True, slots=True)
class Health:
    """How the machine is: free bytes, the last write that was read back (seconds ago)."""

    free_bytes: int
    free_slots: int
    ballast: bool


class Asking(Enum):
    """What the PIN is asked for."""

    PANEL = auto()
    END = auto()
    CLOSE = auto()
    OUTSIDE = auto()  # a session on a date that does not fit
    EARLY = auto()  # an export before the end of the session
    WAIVE = auto()  # sessions without the restart test


@dataclass(frozen=True, slots=True)
class _Ask:
    title: str
    note: str
    go: str
    icon: str


def _ask(language: Language, asking: Asking, doubt: str) -> _Ask:
    match asking:
        case Asking.PANEL:
            title, note = say(language, "kiosk.pin_title"), say(language, "kiosk.pin_note")
            return _Ask(title, note, say(language, "kiosk.pin_go"), "lock-open")
        case Asking.END:
            title, note = say(language, "kiosk.pin_end_title"), say(language, "kiosk.pin_end_note")
            return _Ask(title, note, say(language, "kiosk.pin_end_go"), "octagon-x")
        case Asking.CLOSE:
            title, note = say(language, "panel.pin_close_title"), say(language, "panel.pin_close_note")
            return _Ask(title, note, say(language, "panel.pin_close_go"), "log-out")
        case Asking.OUTSIDE:
            return _Ask(
                say(language, "panel.pin_outside_title"), doubt, say(language, "panel.pin_outside_go"), "play"
            )
        case Asking.EARLY:
            title, note = say(language, "panel.pin_early_title"), say(language, "panel.pin_early_note")
            return _Ask(title, note, say(language, "panel.pin_early_go"), "download")
        case Asking.WAIVE:
            title, note = say(language, "ready.pin_waive_title"), say(language, "ready.pin_waive_note")
            return _Ask(title, note, say(language, "ready.pin_waive_go"), "shield-alert")
        case _:
            assert_never(asking)


def pin(
    place: Place,
    glass: Glass,
    proctors: tuple[Proctor, ...],
    chosen: str,
    state: PinState,
    *,
    session: str,
    asking: Asking = Asking.PANEL,
    doubt: str = "",
    choosing: bool = False,
) -> v.Pin:
    """p1; also where the PIN is asked once more, then with what it is asked for."""
    language = glass.language
    name = next((proctor.name for proctor in proctors if proctor.id == chosen), "")
    ask = _ask(language, asking, doubt)
    booth = say(language, "kiosk.booth", seat=place.seat)
    tries = None
    if glass.trouble:
        used = min(state.failures, FREE_TRIES)
        tries = v.Tries(say(language, "kiosk.pin_refused"), glass.trouble, used, FREE_TRIES)
    ready = len(glass.typed) == PIN_LENGTH and bool(name) and not state.wait_ms and not state.locked
    return v.Pin(
        seat=place.seat,
        title=ask.title,
        subtitle=f"{booth} · {session}" if session else booth,
        name_label=say(language, "kiosk.proctor_name"),
        name=name,
        names=tuple((str(proctor.id), proctor.name, proctor.id == chosen) for proctor in proctors),
        choosing=choosing,
        pin_label=say(language, "kiosk.pin_label"),
        filled=len(glass.typed),
        tries=tries,
        note=ask.note,
        cancel=v.Button("cancel", say(language, "kiosk.cancel"), Close()),
        go=v.Button(
            "open_panel",
            ask.go,
            Go(),
            Look.DANGER if asking is Asking.END else Look.PRIMARY,
            icon=ask.icon,
            enabled=ready,
        ),
        erase_one=say(language, "kiosk.erase_one"),
        erase_all=say(language, "kiosk.erase_all"),
        training=practice(place, language),
    )


def bar(place: Place, glass: Glass, subtitle: str, proctor: str, utc_ms: int) -> v.ProctorBar:
    """The dark bar."""
    language = glass.language
    return v.ProctorBar(
        title=say(language, "kiosk.booth_venue", seat=place.seat, venue=place.venue),
        subtitle=subtitle,
        mode=say(language, "kiosk.proctor_mode"),
        proctor=proctor,
        clock=clock(language, utc_ms),
        guide=v.Button(
            "guide",
            say(language, "guide.open"),
            Open(Menu.HELP),
            Look.DARK,
            icon="circle-question-mark",
        ),
        leave=v.Button(
            "lock_and_leave", say(language, "kiosk.lock_and_leave"), Do(Deed.LEAVE), Look.DARK, icon="lock"
        ),
        training=practice(place, language),
    )


def planned_words(language: Language, state: SessionState) -> str:
    """The session and its planned times."""
    planned = state.planned
    if planned is None:
        return say(language, "kiosk.no_session_yet")
    return say(
        language,
        "kiosk.session_plan",
        session=planned.label,
        start=hour(language, planned.start),
        end=hour(language, planned.end),
    )


def panel(
    place: Place,
    glass: Glass,
    state: SessionState,
    proctor: str,
    utc_ms: int,
    health: Health,
    next_session: str,
    *,
    carries: bool = False,
) -> v.PanelView:
    """p2. `next_session` is what a start would start; `carries`: on another day, with its drafts."""
    language, phase = glass.language, state.phase
    total = state.totals
    matches = say(
        language,
        "kiosk.match",
        sealed=total.sealed,
        drafting=total.drafting,
        voided=total.voided,
        abandoned=total.abandoned,
        used=total.used,
    )
    return v.PanelView(
        bar=bar(place, glass, planned_words(language, state), proctor, utc_ms),
        state_label=say(language, "kiosk.session_state"),
        state=_phase_word(language, phase),
        tone={Phase.RUNNING: Tone.OK, Phase.PAUSED: Tone.WARN, Phase.LOCKED: Tone.WARN}.get(phase, Tone.INFO),
        planned_label=say(language, "kiosk.planned_end"),
        planned=hour(language, state.planned.end) if state.planned is not None else "–",
        stages=_stages(language, phase),
        info=_info(language, state, next_session, carries=carries),
        rule="" if carries or _notice(glass, state) is not None else _rule(language, state, utc_ms),
        deeds=_deeds(language, phase, writing=total.drafting > 0, carries=carries),
        recap_title=say(language, "kiosk.recap"),
        recap_time=say(language, "kiosk.recap_time", time=clock(language, utc_ms)),
        counts=(
            (total.used, say(language, "kiosk.codes_used")),
            (total.sealed, say(language, "kiosk.answers_sealed")),
            (total.drafting, say(language, "kiosk.filling_in")),
            (total.voided + total.abandoned, say(language, "kiosk.voided")),
        ),
        match=v.Notice(Tone.OK, "circle-check", matches),
        log_title=say(language, "kiosk.log"),
        add=v.Button("note", say(language, "kiosk.write_note"), Do(Deed.NOTE), Look.LINK, icon="plus"),
        journal=v.Button(
            "open_journal",
            say(language, "panel.journal_open"),
            Do(Deed.JOURNAL),
            Look.LINK,
            icon="list-checks",
        ),
        log=tuple(log_line(language, entry) for entry in reversed(state.log)),
        condition_title=say(language, "kiosk.condition"),
        export=v.Button(
            "open_export", say(language, "kiosk.export_short"), Do(Deed.EXPORT), Look.LINK, icon="usb"
        ),
        conditions=_conditions(language, health),
        slips=_slips(language, phase),
        close=v.Button(
            "close_program", say(language, "panel.close"), Do(Deed.CLOSE), Look.LINK, icon="log-out"
        ),
        check=v.Button(
            "open_check", say(language, "ready.open"), Do(Deed.CHECK), Look.LINK, icon="list-checks"
        ),
        notice=_notice(glass, state),
    )


def log_line(language: Language, entry: LogEntry) -> v.LogLine:
    """One line of the journal."""
    minute = clock(language, entry.at_utc_min * 60_000)
    return v.LogLine(minute, _LOG_ICONS[entry.kind], entry.says.spoken(language))


def _notice(glass: Glass, state: SessionState) -> v.Notice | None:
    if glass.trouble:
        return v.Notice(Tone.WARN, "circle-alert", glass.trouble)
    if state.head is None:
        return v.Notice(Tone.DANGER, "circle-alert", say(glass.language, "panel.journal_broken"))
    if state.unproved:
        return v.Notice(Tone.WARN, "triangle-alert", say(glass.language, "ready.unproved"))
    return None


def _slips(language: Language, phase: Phase) -> tuple[v.Button, ...]:
    live = phase in {Phase.RUNNING, Phase.PAUSED, Phase.LOCKED}
    return (
        v.Button("void_slip", say(language, "panel.void"), Do(Deed.VOID), Look.LINK, icon="ticket-x"),
        v.Button(
            "restart_slip",
            say(language, "panel.restart"),
            Do(Deed.RESTART),
            Look.LINK,
            icon="rotate-ccw",
            enabled=live,
        ),
    )


def _phase_word(language: Language, phase: Phase) -> str:
    return {
        Phase.READY: say(language, "kiosk.phase_ready"),
        Phase.RUNNING: say(language, "kiosk.phase_running"),
        Phase.PAUSED: say(language, "kiosk.phase_paused"),
        Phase.LOCKED: say(language, "kiosk.phase_locked"),
        Phase.ENDED: say(language, "kiosk.phase_ended"),
    }[phase]


def _stages(language: Language, phase: Phase) -> tuple[v.Stage, ...]:
    order = (Phase.READY, Phase.RUNNING, Phase.PAUSED, Phase.ENDED)
    icons = {Phase.READY: "check", Phase.RUNNING: "play", Phase.PAUSED: "pause", Phase.ENDED: "check"}
    here = Phase.PAUSED if phase is Phase.LOCKED else phase
    stages = []
    for each in order:
        if each is here:
            state = v.RailState.CURRENT
        elif each is Phase.READY or (here is Phase.ENDED and each is Phase.RUNNING):
            state = v.RailState.DONE
        else:
            state = v.RailState.AHEAD
        icon = icons[each] if state is v.RailState.CURRENT else "check"
        word = _phase_word(language, phase if each is here else each)
        stages.append(v.Stage(word, icon, state))
    return tuple(stages)


def _rule(language: Language, state: SessionState, utc_ms: int) -> str:
    """The round's rule about coming late, while the session runs on its day."""
    until = state.late_until
    if until is None or state.phase is Phase.ENDED or local_time(utc_ms).date() != until.date():
        return ""
    limit = hour(language, until.strftime("%H:%M"))
    if local_time(utc_ms) > until:
        return say(language, "panel.late_over", limit=limit)
    return say(language, "panel.late_until", limit=limit)


def _info(language: Language, state: SessionState, next_session: str, *, carries: bool) -> str:
    if carries:
        return say(language, "panel.carry_on", session=next_session)
    if state.phase in {Phase.READY, Phase.ENDED}:
        return say(language, "kiosk.panel_next", session=next_session)
    end = hour(language, state.planned.end) if state.planned is not None else "–"
    return say(language, "kiosk.panel_info", end=end)


def _deeds(language: Language, phase: Phase, *, writing: bool, carries: bool) -> tuple[v.BigButton, ...]:
    live = phase in {Phase.RUNNING, Phase.PAUSED, Phase.LOCKED}
    start = v.Button(
        "start_session",
        say(language, "panel.start_today") if carries else say(language, "kiosk.start"),
        Do(Deed.START),
        Look.SECONDARY if live else Look.PRIMARY,
        icon="play",
        enabled=carries or not live,
    )
    if phase is Phase.PAUSED:
        pause = v.Button(
            "resume_session", say(language, "kiosk.resume"), Do(Deed.RESUME), Look.PRIMARY, icon="play"
        )
    else:
        pause = v.Button(
            "pause_session",
            say(language, "kiosk.pause"),
            Do(Deed.PAUSE),
            Look.PRIMARY,
            icon="pause",
            enabled=phase is Phase.RUNNING,
        )
    if phase is Phase.LOCKED:
        lock = v.Button(
            "unlock_screen", say(language, "kiosk.unlock"), Do(Deed.UNLOCK), Look.PRIMARY, icon="lock-open"
        )
    else:
        lock = v.Button("lock_screen", say(language, "kiosk.lock"), Do(Deed.LOCK), icon="lock", enabled=live)
    time = v.Button(
        "add_time", say(language, "kiosk.add_time"), Do(Deed.ADD_TIME), icon="timer", enabled=live and writing
    )
    end = v.Button(
        "end_session", say(language, "kiosk.end"), Do(Deed.END), Look.DANGER, icon="octagon-x", enabled=live
    )
    keys = ("F4", "F5", "F6", "F7", "F8")
    return tuple(
        v.BigButton(deed, key) for deed, key in zip((start, pause, lock, time, end), keys, strict=True)
    )


def gigabytes(language: Language, count: int) -> str:
    """41,2 in Indonesian, 41.2 in English."""
    words = f"{count / GIGABYTE:.1f}"
    return words.replace(".", ",") if language is Language.ID else words


def _conditions(language: Language, health: Health) -> tuple[v.Line, ...]:
    free = gigabytes(language, health.free_bytes)
    ok, warn = ("circle-check", "ok-700"), ("triangle-alert", "gold-700")
    free_words = say(language, "kiosk.storage_free", free=free)
    places = say(language, "kiosk.places_free", count=health.free_slots)
    facts = (
        (say(language, "kiosk.storage"), free_words, health.ballast),
        (say(language, "kiosk.places"), places, health.free_slots > 0),
    )
    lines = []
    for words, value, fine in facts:
        icon, colour = ok if fine else warn
        lines.append(v.Line(icon, words, value=value, colour=colour))
    return tuple(lines)
