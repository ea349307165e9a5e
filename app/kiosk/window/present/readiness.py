"""p5: what was looked at on this machine before a session, and whether it may be used."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.base.check import Check, Outcome
from app.base.sentences import Language, say
from app.kiosk.seat.proctor import SessionState
from app.kiosk.seat.restart import MAX_REASON_CHARS, Restart, Standing
from app.kiosk.window import view as v
from app.kiosk.window.intents import Close, Deed, Do, Go
from app.kiosk.window.present.place import Glass, Place
from app.kiosk.window.present.session import bar, planned_words
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone

POINTS = 4
"""How many things in the room only eyes can see."""
_ORDER = (Outcome.WRONG, Outcome.CARE, Outcome.GOOD, Outcome.NOT_TRIED)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found so far, and what is under way.

    `whole`: everything was looked at. `share`: how far the checks are, in per cent. `restart`: None before a
    package is installed. `saved`: the name of the sheet that was written last.
    """

    checks: tuple[Check, ...]
    whole: bool = False
    looking: bool = False
    writing: bool = False
    share: int = 0
    restart: Restart | None = None
    ticked: frozenset[int] = frozenset()
    saved: str = ""
    ready: bool = False

    def count(self, outcome: Outcome) -> int:
        """How many checks ended so."""
        return sum(check.outcome is outcome for check in self.checks)


def room(language: Language, ticked: frozenset[int]) -> tuple[tuple[str, bool], ...]:
    """What only eyes can see, and whether it was seen."""
    points = (
        say(language, "ready.room_screens"),
        say(language, "ready.room_boxes"),
        say(language, "ready.room_chiefs"),
        say(language, "ready.room_number"),
    )
    return tuple((words, at in ticked) for at, words in enumerate(points))


def page(
    place: Place, glass: Glass, state: SessionState | None, proctor: str, utc_ms: int, seen: Seen
) -> v.Readiness:
    """Everything on the page; without a `state` nobody has proved who they are."""
    language, inside = glass.language, state is not None
    top = bar(place, glass, planned_words(language, state) if state is not None else "", proctor, utc_ms)
    if not inside:
        leave = v.Button("lock_and_leave", say(language, "kiosk.close"), Close(), Kind.DARK, icon="x")
        top = replace(top, leave=leave)
    order = seen.checks
    if not seen.looking:  # what has to be done comes first; while it runs nothing changes its place
        order = tuple(sorted(seen.checks, key=lambda check: _ORDER.index(check.outcome)))
    restart = seen.restart
    blocked = restart is not None and not (restart.allows or place.training)
    under_way = restart is not None and restart.standing in {Standing.BEGUN, Standing.KEPT}
    card = _restart(language, restart) if restart is not None and (blocked or under_way) else None
    again = _test(language, restart) if restart is not None and card is None else None
    badge, verdict, text = _verdict(language, seen)
    busy = seen.looking or seen.writing
    back = say(language, "kiosk.back_to_panel") if inside else say(language, "ready.back")
    return v.Readiness(
        bar=top,
        title=say(language, "ready.title"),
        meter=v.Meter(say(language, "ready.looking"), seen.share, f"{seen.share}%") if seen.looking else None,
        checks=tuple(_looked(language, check, again) for check in order),
        badge=badge,
        verdict=verdict,
        text=text,
        again=v.Button(
            "check_again",
            say(language, "ready.again"),
            Do(Deed.CHECK_AGAIN),
            Kind.LINK,
            icon="rotate-ccw",
            enabled=not busy,
        ),
        save=v.Button(
            "save_sheet",
            say(language, "ready.save"),
            Do(Deed.SAVE_SHEET),
            Kind.LINK,
            icon="printer",
            enabled=inside and not busy and seen.whole,
        ),
        notices=_notices(glass, seen),
        restart=card,
        room_label=say(language, "ready.room_label"),
        room=tuple(v.Choice(at, "", words, on) for at, (words, on) in enumerate(room(language, seen.ticked)))
        if inside and not blocked
        else (),
        back=v.Button("previous", back, Close(), icon="chevron-left"),
        go=v.Button(
            "ready",
            say(language, "ready.go"),
            Go(),
            Kind.PRIMARY,
            after="chevron-right",
            enabled=seen.ready,
        )
        if inside
        else None,
        reason=_reason(language, seen) if inside else "",
    )


def _looked(language: Language, check: Check, again: v.Button | None) -> v.Looked:
    icon, colour = {
        Outcome.GOOD: ("circle-check", "ok-700"),
        Outcome.CARE: ("triangle-alert", "gold-800"),
        Outcome.WRONG: ("circle-alert", "danger-700"),
        Outcome.NOT_TRIED: ("circle-dashed", "ink-2"),
    }[check.outcome]
    word = {
        Outcome.GOOD: say(language, "minutes.check_ok"),
        Outcome.CARE: say(language, "minutes.check_warning"),
        Outcome.WRONG: say(language, "minutes.check_failed"),
        Outcome.NOT_TRIED: say(language, "minutes.check_not_tried"),
    }[check.outcome]
    found = " ".join(each.spoken(language) for each in check.found)
    advice = " ".join(each.spoken(language) for each in check.advice)
    button = again if check.name.key == "ready.restart" else None
    return v.Looked(icon, colour, word, check.name.spoken(language), found, advice, button)


def _verdict(language: Language, seen: Seen) -> tuple[v.Badge, str, str]:
    wrong, warnings = seen.count(Outcome.WRONG), seen.count(Outcome.CARE)
    if seen.looking:
        badge = v.Badge(Tone.INFO, "loader", say(language, "ready.badge_looking"))
        return badge, say(language, "ready.verdict_looking"), say(language, "ready.text_looking")
    if not seen.whole:
        badge = v.Badge(Tone.WARN, "triangle-alert", say(language, "ready.badge_halted"))
        return badge, say(language, "ready.verdict_wrong"), say(language, "ready.text_halted")
    if wrong:
        badge = v.Badge(Tone.DANGER, "circle-alert", say(language, "ready.badge_wrong", count=wrong))
        return badge, say(language, "ready.verdict_wrong"), say(language, "ready.text_wrong")
    if warnings:
        badge = v.Badge(Tone.WARN, "triangle-alert", say(language, "ready.badge_care", count=warnings))
        return badge, say(language, "ready.verdict_good"), say(language, "ready.text_care")
    badge = v.Badge(Tone.OK, "circle-check", say(language, "ready.badge_good"))
    return badge, say(language, "ready.verdict_good"), say(language, "ready.text_good")


def _reason(language: Language, seen: Seen) -> str:
    left = POINTS - len(seen.ticked)
    if seen.looking or seen.ready:
        return ""
    if not seen.whole:
        return say(language, "ready.reason_halted")
    if seen.count(Outcome.WRONG):
        return say(language, "ready.reason_wrong")
    return say(language, "ready.reason_room", count=left) if left else ""


def _notices(glass: Glass, seen: Seen) -> tuple[v.Notice, ...]:
    found = []
    if glass.trouble:
        found.append(v.Notice(Tone.DANGER, "circle-alert", glass.trouble))
    if seen.saved:
        words = say(glass.language, "minutes.page_written", names=seen.saved)
        found.append(v.Notice(Tone.OK, "circle-check", words))
    return tuple(found)


def _test(language: Language, restart: Restart) -> v.Button:
    """The button that begins the test."""
    again = restart.standing in {Standing.PASSED, Standing.FORGOT}
    words = say(language, "ready.test_again") if again else say(language, "ready.test_begin")
    return v.Button("test_restart", words, Do(Deed.TEST_RESTART), Kind.LINK, icon="rotate-ccw")


def _restart(language: Language, restart: Restart) -> v.RestartCard:
    """What has to be done about the test now."""
    text = {
        Standing.UNTESTED: say(language, "ready.card_untested"),
        Standing.BEGUN: say(language, "ready.card_begun"),
        Standing.KEPT: say(language, "ready.card_kept"),
        Standing.FORGOT: say(language, "ready.card_forgot"),
    }.get(restart.standing, "")
    deeds = [_test(language, restart)]
    if restart.standing is Standing.KEPT:
        same, differ = say(language, "ready.words_same"), say(language, "ready.words_differ")
        deeds = [
            v.Button("words_same", same, Do(Deed.WORDS_SAME), icon="check"),
            v.Button("words_differ", differ, Do(Deed.WORDS_DIFFER), icon="x"),
        ]
    elif restart.standing is Standing.BEGUN:
        deeds = []
    if not restart.allows and restart.standing is not Standing.KEPT:
        waive = say(language, "ready.waive")
        deeds.append(v.Button("waive_restart", waive, Do(Deed.WAIVE_RESTART), Kind.LINK, icon="shield-alert"))
    return v.RestartCard(say(language, "ready.card_title"), text, restart.words, tuple(deeds))


def save(glass: Glass, sticks: Sequence[str]) -> v.Dialog:
    """Which stick takes the sheet."""
    language = glass.language
    chosen = glass.picks.get("stick", 0)
    choices = tuple(v.Choice(at, "", label, at == chosen) for at, label in enumerate(sticks))
    return v.Dialog(
        say(language, "ready.save_title"),
        say(language, "ready.save_text"),
        None if sticks else v.Notice(Tone.WARN, "usb", say(language, "ready.save_none")),
        (v.Group("stick", say(language, "ready.save_where"), choices),) if sticks else (),
        v.Button("cancel", say(language, "kiosk.cancel"), Close()),
        v.Button("confirm", say(language, "ready.save_go"), Go(), Kind.PRIMARY, icon="printer")
        if sticks
        else None,
    )


def waive(glass: Glass) -> v.Dialog:
    """Why sessions may start without the restart test."""
    language = glass.language
    counter = say(language, "panel.counter", count="{count}", limit=MAX_REASON_CHARS)
    return v.Dialog(
        say(language, "ready.waive_title"),
        say(language, "ready.waive_text"),
        v.Notice(Tone.DANGER, "circle-alert", glass.trouble) if glass.trouble else None,
        (),
        v.Button("cancel", say(language, "kiosk.cancel"), Close()),
        v.Button("confirm", say(language, "ready.waive_go"), Go(), Kind.PRIMARY, after="chevron-right"),
        remark=v.Remark(say(language, "ready.waive_reason"), glass.typed, MAX_REASON_CHARS, counter),
    )
