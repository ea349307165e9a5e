"""The proctor's pages: PIN, panel, export. Progress and counts, never an answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.base.sentences import Language, say
from app.kiosk import view as v
from app.kiosk.handover import Handed
from app.kiosk.intents import Close, Deed, Do, Go, OpenPapers
from app.kiosk.log import Category, Kind
from app.kiosk.present.place import Glass, Place, clock, hour, practice
from app.kiosk.proctor import FREE_TRIES, PinState, SessionState
from app.kiosk.store import Phase, Proctor
from app.ui.controls import Kind as Look
from app.ui.parts import Tone

PIN_LENGTH = 6
MINUTES = (5, 10, 15)
GIGABYTE = 1_000_000_000

_LOG_ICONS: Mapping[Kind, str] = {
    Kind.INSTALLED: "package",
    Kind.OPENED: "lock-open",
    Kind.STARTED: "play",
    Kind.PAUSED: "pause",
    Kind.RESUMED: "play",
    Kind.LOCKED: "lock",
    Kind.UNLOCKED: "lock-open",
    Kind.EXTENDED: "timer",
    Kind.ENDED: "circle-check",
    Kind.NOTED: "file-text",
    Kind.PIN_LOCKED: "shield-alert",
    Kind.PIN_RELEASED: "key-round",
    Kind.EXPORTED_EARLY: "download",
    Kind.RECEIPTS: "receipt-text",
    Kind.WINDOW_FAILED: "zap-off",
    Kind.FRONT_LOST: "eye-off",
}


@dataclass(frozen=True, slots=True)
class Health:
    """How the machine is: free bytes, the last write that was read back (seconds ago)."""

    free_bytes: int
    free_slots: int
    ballast: bool


def pin(
    place: Place,
    glass: Glass,
    proctors: tuple[Proctor, ...],
    chosen: str,
    state: PinState,
    *,
    session: str,
    ending: bool,
    choosing: bool,
) -> v.Pin:
    """p1; with `ending` it asks for the PIN once more before the session ends."""
    language = glass.language
    name = next((proctor.name for proctor in proctors if proctor.id == chosen), "")
    title = say(language, "kiosk.pin_end_title") if ending else say(language, "kiosk.pin_title")
    booth = say(language, "kiosk.booth", seat=place.seat)
    tries = None
    if glass.trouble:
        used = min(state.failures, FREE_TRIES)
        tries = v.Tries(say(language, "kiosk.pin_refused"), glass.trouble, used, FREE_TRIES)
    ready = len(glass.typed) == PIN_LENGTH and bool(name) and not state.wait_ms and not state.locked
    return v.Pin(
        seat=place.seat,
        title=title,
        subtitle=f"{booth} · {session}" if session else booth,
        name_label=say(language, "kiosk.proctor_name"),
        name=name,
        names=tuple((str(proctor.id), proctor.name, proctor.id == chosen) for proctor in proctors),
        choosing=choosing,
        pin_label=say(language, "kiosk.pin_label"),
        filled=len(glass.typed),
        tries=tries,
        note=say(language, "kiosk.pin_end_note") if ending else say(language, "kiosk.pin_note"),
        cancel=v.Button("cancel", say(language, "kiosk.cancel"), Close()),
        go=v.Button(
            "open_panel",
            say(language, "kiosk.pin_end_go") if ending else say(language, "kiosk.pin_go"),
            Go(),
            Look.DANGER if ending else Look.PRIMARY,
            icon="octagon-x" if ending else "lock-open",
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
) -> v.PanelView:
    """p2. `next_session` is what a start would start."""
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
        info=_info(language, state, next_session),
        deeds=_deeds(language, phase, writing=total.drafting > 0),
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
        log=tuple(
            v.LogLine(
                clock(language, entry.at_utc_min * 60_000),
                _LOG_ICONS[entry.kind],
                entry.says.spoken(language),
            )
            for entry in reversed(state.log)
        ),
        condition_title=say(language, "kiosk.condition"),
        export=v.Button(
            "open_export", say(language, "kiosk.export_short"), Do(Deed.EXPORT), Look.LINK, icon="usb"
        ),
        conditions=_conditions(language, health),
        notice=v.Notice(Tone.WARN, "circle-alert", glass.trouble) if glass.trouble else None,
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


def _info(language: Language, state: SessionState, next_session: str) -> str:
    if state.phase in {Phase.READY, Phase.ENDED}:
        return say(language, "kiosk.panel_next", session=next_session)
    end = hour(language, state.planned.end) if state.planned is not None else "–"
    return say(language, "kiosk.panel_info", end=end)


def _deeds(language: Language, phase: Phase, *, writing: bool) -> tuple[v.BigButton, ...]:
    live = phase in {Phase.RUNNING, Phase.PAUSED, Phase.LOCKED}
    start = v.Button(
        "start_session",
        say(language, "kiosk.start"),
        Do(Deed.START),
        Look.PRIMARY if not live else Look.SECONDARY,
        icon="play",
        enabled=not live,
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


def _conditions(language: Language, health: Health) -> tuple[v.Line, ...]:
    free = f"{health.free_bytes / GIGABYTE:.1f}"
    if language is Language.ID:
        free = free.replace(".", ",")
    ok, warn = ("circle-check", "ok-700"), ("triangle-alert", "gold-700")
    free_words = say(language, "kiosk.storage_free", free=free)
    places = say(language, "kiosk.places_free", count=health.free_slots)
    facts = (
        (say(language, "kiosk.storage"), free_words, health.ballast),
        (say(language, "kiosk.places"), places, health.free_slots > 0),
        (say(language, "kiosk.writing"), say(language, "kiosk.writing_fine"), True),
    )
    lines = []
    for words, value, fine in facts:
        icon, colour = ok if fine else warn
        lines.append(v.Line(icon, words, value=value, colour=colour))
    return tuple(lines)


def add_time_dialog(glass: Glass) -> v.Dialog:
    """How much, and why."""
    language = glass.language
    minutes = tuple(
        v.Choice(m, "", say(language, "kiosk.minutes", count=m), glass.picks.get("minutes") == m)
        for m in MINUTES
    )
    return v.Dialog(
        say(language, "kiosk.add_time_title"),
        say(language, "kiosk.add_time_text"),
        None,
        (
            v.Group("minutes", say(language, "kiosk.how_much"), minutes),
            v.Group("reason", say(language, "kiosk.why"), _categories(glass, "reason")),
        ),
        v.Button("cancel", say(language, "kiosk.cancel"), Close()),
        v.Button(
            "confirm",
            say(language, "kiosk.add_time"),
            Go(),
            Look.PRIMARY,
            icon="timer",
            enabled={"minutes", "reason"} <= set(glass.picks),
        ),
    )


def note_dialog(glass: Glass) -> v.Dialog:
    """What happened in the room, by kind; never about an answer."""
    language = glass.language
    return v.Dialog(
        say(language, "kiosk.note_title"),
        say(language, "kiosk.note_text"),
        None,
        (v.Group("category", say(language, "kiosk.note_kind"), _categories(glass, "category")),),
        v.Button("cancel", say(language, "kiosk.cancel"), Close()),
        v.Button(
            "confirm",
            say(language, "kiosk.write_note"),
            Go(),
            Look.PRIMARY,
            icon="plus",
            enabled="category" in glass.picks,
        ),
    )


def category_word(language: Language, category: Category) -> str:
    """What a note is about, in words."""
    return {
        Category.POWER: say(language, "kiosk.about_power"),
        Category.MACHINE: say(language, "kiosk.about_machine"),
        Category.PERSON: say(language, "kiosk.about_person"),
        Category.ROOM: say(language, "kiosk.about_room"),
        Category.OTHER: say(language, "kiosk.about_other"),
    }[category]


def _categories(glass: Glass, group: str) -> tuple[v.Choice, ...]:
    return tuple(
        v.Choice(at, "", category_word(glass.language, category), glass.picks.get(group) == at)
        for at, category in enumerate(Category)
    )


@dataclass(frozen=True, slots=True)
class Carrying:
    """How far an export is. `targets` are names of drives; `per_cent` of copying and reading back."""

    targets: tuple[str, ...]
    chosen: int
    running: bool = False
    per_cent: int = 0
    handed: Handed | None = None
    note: str = ""  # what receipts did, spoken


def export(
    place: Place, glass: Glass, state: SessionState, proctor: str, utc_ms: int, carrying: Carrying
) -> v.Export:
    """p3: copy, read back, compare; the six words go into the minutes."""
    language, handed = glass.language, carrying.handed
    percent = 100 if handed is not None else carrying.per_cent
    copied, read = min(100, percent * 2), max(0, percent * 2 - 100)
    meters = (
        v.Meter(say(language, "kiosk.copying"), copied, _percent(copied)),
        v.Meter(say(language, "kiosk.reading_back"), read, _percent(read)),
    )
    notices = [v.Notice(Tone.INFO, "info", say(language, "kiosk.copy_stays"))]
    if carrying.note:
        notices.insert(0, v.Notice(Tone.OK, "receipt-text", carrying.note))
    if glass.trouble:
        notices.insert(0, v.Notice(Tone.DANGER, "circle-alert", glass.trouble))
    lines: tuple[v.Line, ...] = ()
    if handed is not None:
        size = say(language, "kiosk.envelopes", count=handed.count, size=max(1, handed.size_bytes // 1000))
        head = str(handed.head.digest)
        lines = (
            v.Line("package-check", handed.name, value=size),
            v.Line(
                "file-check",
                say(language, "kiosk.journal_head"),
                value=f"{head[:4]} {head[4:8]} {head[8:12]}",
            ),
        )
    done = handed is not None
    steps = (
        (say(language, "kiosk.step_close"), True),
        (say(language, "kiosk.step_copy"), done or percent >= 50),
        (say(language, "kiosk.step_read"), done),
        (say(language, "kiosk.step_carry"), False),
    )
    current = next(at for at, (_, finished) in enumerate(steps) if not finished)
    return v.Export(
        bar=bar(place, glass, planned_words(language, state), proctor, utc_ms),
        stages=tuple(
            v.Stage(
                words,
                "check",
                v.RailState.DONE if finished else v.RailState.CURRENT if at == current else v.RailState.AHEAD,
            )
            for at, (words, finished) in enumerate(steps)
        ),
        target_label=say(language, "kiosk.target"),
        targets=tuple(
            v.Choice(at, "", name, at == carrying.chosen) for at, name in enumerate(carrying.targets)
        ),
        target_note="" if carrying.targets else say(language, "kiosk.no_target"),
        meters=meters if carrying.running or done else (),
        lines=lines,
        notices=tuple(notices),
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
            enabled=bool(carrying.targets) and not carrying.running,
        ),
        papers=v.Button(
            "papers",
            say(language, "minutes.page_open"),
            OpenPapers(),
            icon="printer",
            enabled=bool(carrying.targets) and not carrying.running,
        ),
        go=v.Button(
            "export",
            say(language, "kiosk.copy_again") if done else say(language, "kiosk.copy_now"),
            Go(),
            Look.PRIMARY,
            icon="usb",
            enabled=bool(carrying.targets) and not carrying.running,
        ),
    )


def _percent(number: int) -> str:
    return f"{number}%"
