"""The pages around the questions: waiting, codes, quiet, thanks, messages."""

from app.base.sentences import Language, say
from app.kiosk.window import view as v
from app.kiosk.window.intents import Back, CallProctor, ChangePackage, Close, Deed, Do, Go, Menu, Open, Seal
from app.kiosk.window.present.place import Bilingual, Glass, Place, clock, date, header, hour, practice
from app.kiosk.window.present.time import left
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone

CODE_GROUPS = (4, 4, 4)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O and U, as the codes of the slips
EXAMPLE = "H2T9-WRC4-VN7E"


def locked(place: Place, glass: Glass, utc_ms: int, label: str, start: str, minutes: int) -> v.Locked:
    """k1: waiting for the session; `start` is the planned time as `09:00`, empty when none is planned."""
    language = glass.language
    session = (
        say(language, "kiosk.session_starts", session=label, time=hour(language, start))
        if start
        else say(language, "kiosk.session_none")
    )
    return v.Locked(
        seat_label=say(language, "kiosk.you_are_at"),
        seat=place.seat,
        place=place.venue,
        venue=place.city,
        clock=clock(language, utc_ms),
        date=f"WIB · {date(language, utc_ms)}",
        badge=v.Badge(Tone.WARN, "lock", say(language, "kiosk.not_open")),
        session=session,
        title=place.survey.in_(language),
        lead=say(language, "kiosk.locked_lead"),
        promises=(
            v.Line(
                "user-round-x", say(language, "kiosk.promise_name"), say(language, "kiosk.promise_name_title")
            ),
            v.Line(
                "lock-keyhole", say(language, "kiosk.promise_seal"), say(language, "kiosk.promise_seal_title")
            ),
            v.Line(
                "clock",
                say(language, "kiosk.promise_time"),
                say(language, "kiosk.promise_time_title", count=minutes),
            ),
        ),
        owners=say(language, "kiosk.owners"),
        proctor=say(language, "kiosk.proctor"),
        languages=v.Languages(say(language, "kiosk.language"), language is Language.ID),
        display=say(language, "kiosk.display"),
        training=practice(place, language),
    )


def access_code(place: Place, glass: Glass) -> v.Code:
    """k2: the code of the slip."""
    language = glass.language
    return v.Code(
        header=header(place, glass),
        title=say(language, "kiosk.code_title"),
        lead=say(language, "kiosk.code_lead"),
        field_name=say(language, "kiosk.code_field"),
        groups=CODE_GROUPS,
        typed=glass.typed,
        hint=say(language, "kiosk.code_hint", count=len(glass.typed)),
        alphabet=ALPHABET,
        erase_one=say(language, "kiosk.erase_one"),
        erase_all=say(language, "kiosk.erase_all"),
        card_title=say(language, "kiosk.slip_title"),
        steps=(
            say(language, "kiosk.slip_1"),
            say(language, "kiosk.slip_2"),
            say(language, "kiosk.slip_3"),
        ),
        example_label=say(language, "kiosk.slip_example"),
        example=EXAMPLE,
        notes=(v.Line("user-round-x", say(language, "kiosk.promise_name")),),
        left=_help_button(language),
        go=_go(say(language, "kiosk.continue"), enabled=len(glass.typed) == sum(CODE_GROUPS)),
        error=_trouble(glass),
    )


def card_code(place: Place, glass: Glass, *, change: bool = False) -> v.Code:
    """The code of the proctor's card, which opens the database at the start and after a power cut.

    `change`: another package can be chosen instead.
    """
    language = glass.language
    return v.Code(
        header=header(place, glass),
        title=say(language, "kiosk.card_title"),
        lead=say(language, "kiosk.card_lead"),
        field_name=say(language, "kiosk.card_field"),
        groups=CODE_GROUPS,
        typed=glass.typed,
        hint=say(language, "kiosk.code_hint", count=len(glass.typed)),
        alphabet=ALPHABET,
        erase_one=say(language, "kiosk.erase_one"),
        erase_all=say(language, "kiosk.erase_all"),
        card_title=say(language, "kiosk.card_about"),
        steps=(
            say(language, "kiosk.card_1"),
            say(language, "kiosk.card_2"),
            say(language, "kiosk.card_3"),
        ),
        example_label="",
        example="",
        notes=(v.Line("info", say(language, "kiosk.card_note")),),
        left=v.Button("change_package", say(language, "enrol.change"), ChangePackage(), icon="package")
        if change
        else None,
        go=_go(say(language, "kiosk.card_open"), enabled=len(glass.typed) == sum(CODE_GROUPS)),
        error=_trouble(glass),
    )


def _trouble(glass: Glass) -> v.Notice | None:
    return v.Notice(Tone.DANGER, "circle-alert", glass.trouble) if glass.trouble else None


def _help_button(language: Language) -> v.Button:
    words = say(language, "kiosk.ask_proctor")
    return v.Button("call_help", words, Open(Menu.HELP), icon="circle-question-mark")


def _go(words: str, *, enabled: bool = True) -> v.Button:
    return v.Button("go", words, Go(), Kind.PRIMARY, after="chevron-right", enabled=enabled)


def paused(place: Place, glass: Glass, answers: int, remaining_ms: int | None) -> v.Quiet:
    """k8: paused by the proctor; the answers are hidden and the time stands still."""
    language = glass.language
    facts = [
        v.Line(
            "circle-check", say(language, "kiosk.safe_here"), say(language, "kiosk.answers", count=answers)
        ),
        v.Line("hand", say(language, "kiosk.need_help"), say(language, "kiosk.need_help_title")),
    ]
    if remaining_ms is not None:
        facts.insert(0, v.Line("timer-off", say(language, "kiosk.time_stopped"), left(remaining_ms)))
    return v.Quiet(
        _booth(place, language),
        "pause",
        say(language, "kiosk.paused_title"),
        say(language, "kiosk.paused_text"),
        tuple(facts),
        training=practice(place, language),
    )


def screen_locked(place: Place, glass: Glass) -> v.Quiet:
    """The proctor locked the screen."""
    language = glass.language
    return v.Quiet(
        _booth(place, language),
        "lock",
        say(language, "kiosk.screen_locked_title"),
        say(language, "kiosk.screen_locked_text"),
        (v.Line("hand", say(language, "kiosk.need_help"), say(language, "kiosk.need_help_title")),),
        button=v.Button("call_proctor", say(language, "kiosk.proctor"), CallProctor(), icon="key-round"),
        training=practice(place, language),
    )


def session_over(place: Place, glass: Glass) -> v.Quiet:
    """The session has ended; the proctor exports from the panel."""
    language = glass.language
    return v.Quiet(
        _booth(place, language),
        "circle-check",
        say(language, "kiosk.session_over_title"),
        say(language, "kiosk.session_over_text"),
        button=v.Button("call_proctor", say(language, "kiosk.proctor"), CallProctor(), icon="key-round"),
        training=practice(place, language),
    )


def hidden(place: Place, glass: Glass, minutes: int, symbols: int = 4) -> v.Quiet:
    """k20: nobody moved; the last four symbols of the slip bring the page back."""
    language = glass.language
    return v.Quiet(
        _booth(place, language),
        "eye-off",
        say(language, "kiosk.hidden_title"),
        say(language, "kiosk.hidden_text", count=minutes),
        field_name=say(language, "kiosk.hidden_field"),
        groups=(4,) * (symbols // 4),
        typed=glass.typed,
        note=glass.trouble or say(language, "kiosk.hidden_note"),
        button=v.Button("call_help", say(language, "kiosk.call_proctor"), CallProctor(), icon="hand"),
        training=practice(place, language),
    )


def covered(place: Place | None, glass: Glass) -> v.Quiet:
    """Something else is in front; a click on this page, or whatever ends the other, brings back what was."""
    language = glass.language
    return v.Quiet(
        _booth(place, language) if place is not None else "",
        "eye-off",
        say(language, "kiosk.covered_title"),
        say(language, "kiosk.covered_text"),
        note=say(language, "kiosk.covered_note"),
        button=v.Button("call_proctor", say(language, "kiosk.proctor"), CallProctor(), icon="key-round"),
        training=practice(place, language) if place is not None else "",
    )


def _booth(place: Place, language: Language) -> str:
    return say(language, "kiosk.booth_venue", seat=place.seat, venue=place.venue)


def sealed(place: Place, glass: Glass, seconds: int, *, by_timeout: bool = False) -> v.Sealed:
    """k10: thank you; the same after time ran out, with its sentence."""
    language = glass.language
    return v.Sealed(
        badge=v.Badge(Tone.OK, "circle-check", say(language, "kiosk.sealed")),
        title=say(language, "kiosk.thanks"),
        text=say(language, "kiosk.time_over_text") if by_timeout else say(language, "kiosk.sealed_text"),
        lines=(
            v.Line("ticket-x", say(language, "kiosk.tear_slip")),
            v.Line("door-open", say(language, "kiosk.leave_booth")),
        ),
        done=v.Button("done", say(language, "kiosk.done"), Go(), Kind.PRIMARY),
        closing=say(language, "kiosk.closes_in", count=seconds),
        training=practice(place, language),
    )


def not_taking_part(place: Place, glass: Glass) -> v.Message:
    """Declined, with thanks: as calm as the other endings."""
    language = glass.language
    return v.Message(
        header(place, glass, menus=False),
        v.Badge(Tone.INFO, "hand", say(language, "kiosk.declined_badge")),
        say(language, "kiosk.thanks"),
        say(language, "kiosk.declined_text"),
        v.Notice(Tone.INFO, "ticket-x", say(language, "kiosk.tear_slip")),
        button=v.Button("done", say(language, "kiosk.done"), Go(), Kind.PRIMARY),
    )


def not_for_you(place: Place, glass: Glass, words: Bilingual) -> v.Message:
    """The screening ended courteously, in the questionnaire's own words."""
    language = glass.language
    return v.Message(
        header(place, glass, menus=False),
        v.Badge(Tone.OK, "circle-check", say(language, "kiosk.finished_badge")),
        say(language, "kiosk.thanks"),
        words.in_(language),
        v.Notice(Tone.INFO, "ticket-x", say(language, "kiosk.tear_slip")),
        button=v.Button("done", say(language, "kiosk.done"), Go(), Kind.PRIMARY),
    )


def restored(
    place: Place, glass: Glass, answered: int, flagged: int, number: int, remaining_ms: int | None
) -> v.Message:
    """k14: the sitting goes on where it was; the last choice may be missing."""
    language = glass.language
    safe = say(language, "kiosk.answers_safe", count=answered)
    flags = say(language, "kiosk.flags", count=flagged)
    facts = [
        v.Line("circle-check", say(language, "kiosk.safe_locked"), safe, colour="ok-700"),
        v.Line("flag", say(language, "kiosk.flags_kept"), flags, colour="gold-800"),
        v.Line(
            "key-round",
            say(language, "kiosk.only_your_code"),
            say(language, "kiosk.code_fits"),
            colour="ink",
        ),
    ]
    if remaining_ms is not None:
        time = say(language, "kiosk.time_left_is", time=left(remaining_ms))
        facts.insert(1, v.Line("clock", say(language, "kiosk.time_goes_on"), time))
    return v.Message(
        header(place, glass),
        v.Badge(Tone.OK, "rotate-ccw", say(language, "kiosk.restored")),
        say(language, "kiosk.restored_title"),
        say(language, "kiosk.restored_text"),
        v.Notice(Tone.INFO, "info", say(language, "kiosk.restored_check", number=number)),
        button=_go(say(language, "kiosk.go_on_from", number=number)),
        facts=tuple(facts),
        left=_help_button(language),
        aside=say(language, "kiosk.not_your_session"),
        right=v.Button("leave", say(language, "kiosk.leave_session"), Back(), icon="log-out"),
    )


def _way_back(language: Language, *, back: bool) -> v.Button:
    """Back to the card; a machine without a package may be looked at meanwhile."""
    if back:
        return v.Button("back", say(language, "enrol.back_to_card"), Back(), icon="chevron-left")
    return v.Button("open_check", say(language, "ready.open"), Do(Deed.CHECK), icon="list-checks")


def no_package(
    place: Place,
    glass: Glass,
    found: tuple[str, ...],
    seats: tuple[str, ...],
    *,
    here: bool = False,
    back: bool = False,
) -> v.Message:
    """The machine knows its office but has no session; what lies on the stick can be chosen.

    `back`: it has one, and looks for another. `here`: what is chosen is on the machine already.
    """
    language = glass.language
    groups = []
    if found:
        chosen = glass.picks.get("package", 0)
        choices = tuple(v.Choice(at, "", name, at == chosen) for at, name in enumerate(found))
        groups.append(v.Group("package", say(language, "kiosk.package_found"), choices))
    if seats:
        seat = glass.picks.get("seat", -1)
        choices = tuple(v.Choice(at, "", name, at == seat) for at, name in enumerate(seats))
        groups.append(v.Group("seat", say(language, "kiosk.which_seat"), choices))
    text = say(language, "kiosk.no_package_found_text") if found else say(language, "kiosk.no_package_text")
    go = say(language, "kiosk.install") if found else say(language, "kiosk.look_again")
    if here:
        go = say(language, "enrol.take_up")
    on = _go(go, enabled=not seats or "seat" in glass.picks)
    badge = say(language, "enrol.change_badge") if back else say(language, "kiosk.no_package_badge")
    return v.Message(
        header(place, glass),
        v.Badge(Tone.INFO if back else Tone.WARN, "package", badge),
        say(language, "enrol.change_title") if back else say(language, "kiosk.no_package_title"),
        say(language, "enrol.change_text") if back else text,
        _trouble(glass),
        tuple(groups),
        None if back else on,
        left=_way_back(language, back=back) if back or not found else None,
        right=on if back else None,
    )


def not_enrolled(
    place: Place,
    glass: Glass,
    words: tuple[str, ...],
    file: str,
    officers: int,
    threshold: int,
    *,
    back: bool = False,
) -> v.Enrolment:
    """k19: six words to compare with paper before the office's key is believed."""
    language = glass.language
    lines = (
        v.Line("x", say(language, "kiosk.enrol_before_real"), colour="danger-700"),
        v.Line("key-round", say(language, "kiosk.enrol_before_next")),
        v.Line("users", say(language, "kiosk.enrol_before_names")),
    )
    return v.Enrolment(
        header=header(place, glass, say(language, "kiosk.enrol_subtitle"), menus=False),
        badge=v.Badge(Tone.WARN, "monitor-x", say(language, "kiosk.enrol_badge")),
        title=say(language, "kiosk.enrol_title"),
        lead=say(language, "kiosk.enrol_lead"),
        words=words,
        file=say(language, "kiosk.enrol_file", file=file, officers=officers, threshold=threshold),
        compared=say(language, "kiosk.enrol_compared"),
        ticked=glass.ticked,
        warning=v.Notice(Tone.DANGER, "circle-alert", glass.trouble or say(language, "kiosk.enrol_warning")),
        before_title=say(language, "kiosk.enrol_before"),
        before=lines,
        reason="" if glass.ticked else say(language, "kiosk.enrol_reason"),
        go=_go(say(language, "kiosk.enrol"), enabled=glass.ticked),
        left=_way_back(language, back=back) if back else None,
    )


def no_root(place: Place, glass: Glass, *, back: bool = False) -> v.Message:
    """Nothing to enrol with was found."""
    language = glass.language
    on = _go(say(language, "kiosk.look_again"))
    return v.Message(
        header(place, glass, say(language, "kiosk.enrol_subtitle")),
        v.Badge(Tone.WARN, "monitor-x", say(language, "kiosk.enrol_badge")),
        say(language, "kiosk.no_root_title"),
        say(language, "kiosk.no_root_text"),
        _trouble(glass),
        button=None if back else on,
        left=_way_back(language, back=back),
        right=on if back else None,
    )


def idle_warning(glass: Glass) -> v.Toast | None:
    """What is said before the page hides itself; any key and any movement takes it away."""
    if glass.idle_s is None:
        return None
    return v.Toast("eye-off", say(glass.language, "answering.idle_soon", count=glass.idle_s), stays=True)


def display_menu(glass: Glass, timer_shown: bool | None = None) -> v.DisplayMenu:
    """F2; `timer_shown` is None where no time is counted."""
    language = glass.language
    return v.DisplayMenu(
        say(language, "kiosk.language"),
        say(language, "kiosk.text_size"),
        say(language, "kiosk.contrast"),
        say(language, "kiosk.standard"),
        say(language, "kiosk.high"),
        say(language, "kiosk.motion"),
        say(language, "kiosk.standard"),
        say(language, "kiosk.no_motion"),
        say(language, "kiosk.time_left") if timer_shown is not None else "",
        say(language, "answering.timer_show"),
        say(language, "answering.timer_hide"),
        timer_shown=bool(timer_shown),
    )


def seal_dialog(glass: Glass, empty: tuple[int, ...]) -> v.Dialog:
    """k17: the last question before sealing."""
    language = glass.language
    notice = None
    if empty:
        numbers = enumerate_numbers(language, empty)
        words = say(language, "kiosk.seal_empty", count=len(empty), numbers=numbers)
        notice = v.Notice(Tone.WARN, "square-dashed", words)
    return v.Dialog(
        say(language, "kiosk.seal_title"),
        say(language, "kiosk.seal_text"),
        notice,
        (),
        v.Button("not_yet", say(language, "kiosk.seal_not_yet"), Close()),
        v.Button("seal", say(language, "kiosk.seal_yes"), Seal(), Kind.PRIMARY, icon="stamp"),
    )


MANY = 6  # more numbers than this are not read by anybody


def enumerate_numbers(language: Language, numbers: tuple[int, ...]) -> str:
    """17, 38 dan 40."""
    shown = [str(number) for number in numbers[:MANY]]
    if len(numbers) > MANY:
        return say(language, "kiosk.and_more", numbers=", ".join(shown), count=len(numbers) - MANY)
    if len(shown) == 1:
        return shown[0]
    return say(language, "kiosk.and", numbers=", ".join(shown[:-1]), last=shown[-1])
