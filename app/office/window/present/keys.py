"""The keys in words: matching words, tests, paper copies, seats, rounds, and a kiosk whose card is lost."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.base.ids import Digest, RoundId, SeatId
from app.base.sentences import Language, say
from app.office.gathering.intake import FileVerdict
from app.office.survey.roundfile import RoundState
from app.office.upkeep import keys
from app.office.window import view as v
from app.office.window.present import importing
from app.office.window.present import key_wishes as w
from app.office.words import moment_in_words, state_in_words
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone


@dataclass(frozen=True, slots=True)
class Held:
    """What the page knows. `ready`: a second officer has typed a passphrase."""

    kept: keys.Keys
    words: tuple[str, ...]
    tests: tuple[keys.KeyTested, ...] = ()
    papers: tuple[Path, ...] = ()
    verdicts: tuple[FileVerdict, ...] = ()
    lines: str = ""
    reason: str = ""
    seat: tuple[Digest, SeatId] | None = None
    round: RoundId | None = None
    ready: bool = False
    busy: bool = False
    leaving: str = ""  # the name of the third officer
    newcomer: tuple[str, str, str] = field(default=("", "", ""), repr=False)  # name, passphrase, once more


def parts(held: Held, officer: tuple[v.Field, ...], language: Language) -> tuple[v.Part, ...]:
    """The page: what proves at the left, who acts and what they change at the right."""
    main = (
        _tests(held, language),
        _copies(held, language),
        _seats(held, language),
        _rounds(held, language),
        _rotation(held, language),
    )
    side = (_words(held, language), _acting(held, officer, language), _recovery(held, language))
    return (v.Beside(main, side, 352),)


def key_in_words(key: str, language: Language) -> str:
    """Which key it is."""
    return (
        say(language, "keys.recovery") if key == keys.RECOVERY else say(language, "keys.of_round", round=key)
    )


def _words(held: Held, t: Language) -> v.Card:
    inside = (v.Matching(held.words), v.Text(say(t, "keys.words_note")))
    return v.Card("key_words", inside, say(t, "window.six_root_words"))


def _acting(held: Held, officer: tuple[v.Field, ...], t: Language) -> v.Card:
    reason = v.Field(
        "reason", say(t, "keys.reason"), held.reason, hint=say(t, "keys.reason_hint"), enabled=not held.busy
    )
    lines = (*((one,) for one in officer), (reason,))
    form = v.Form("key_officers", lines, note=say(t, "window.look_away"))
    return v.Card("key_acting", (form,), say(t, "keys.acting"))


def _last(held: Held, act: str, t: Language) -> str:
    at = held.kept.last.get(act)
    return say(t, "keys.never") if at is None else say(t, "keys.last", when=moment_in_words(at, t))


def _tests(held: Held, t: Language) -> v.Card:
    go = v.Button(
        "try_keys", say(t, "keys.try"), w.Try(), Kind.SECONDARY, "key-round",
        enabled=held.ready and not held.busy,
    )  # fmt: skip
    inside: list[v.Part] = [v.Text(say(t, "keys.try_words")), v.Text(_last(held, keys.TESTED, t))]
    if held.tests:
        heads = (
            v.Head(say(t, "keys.head_key"), stretch=3),
            v.Head(say(t, "keys.head_pair"), stretch=2),
            v.Head(say(t, "keys.head_opens"), width=140),
        )
        rows = tuple(
            v.Row(
                f"test_{at}",
                (v.Cell(key_in_words(one.key, t), strong=True, wrap=True), v.Cell(" + ".join(one.pair)),
                 v.Cell(tag=_opens(t, opens=one.opens))),
            )
            for at, one in enumerate(held.tests)
        )  # fmt: skip
        inside.append(v.Table("tests", say(t, "keys.tests"), heads, rows))
    inside.append(v.Buttons((go,)))
    return v.Card("key_tests", tuple(inside), say(t, "keys.tests"))


def _opens(t: Language, *, opens: bool) -> v.Tag:
    if opens:
        return v.Tag(say(t, "keys.opens"), "circle-check", Tone.OK)
    return v.Tag(say(t, "keys.fails"), "circle-alert", Tone.DANGER)


def _copies(held: Held, t: Language) -> v.Card:
    write = v.Button("print_keys", say(t, "keys.print"), w.Print(), icon="printer", enabled=not held.busy)
    inside: list[v.Part] = [v.Text(say(t, "keys.copies_words")), v.Text(_last(held, keys.PRINTED, t))]
    if held.papers:
        lines = tuple(
            v.Line(
                "file-text", path.name,
                button=v.Button(f"open_{at}", say(t, "sample.open"), w.Open(path), Kind.TEXT),
            )
            for at, path in enumerate(held.papers)
        )  # fmt: skip
        inside.append(v.Lines(lines))
    inside.append(v.Buttons((write,)))
    typed = v.Field(
        "lines", say(t, "keys.lines"), held.lines, v.FieldKind.AREA,
        hint=say(t, "keys.lines_hint"), example="01/14  0A1B2 …", enabled=not held.busy,
    )  # fmt: skip
    drill = v.Button("drill", say(t, "keys.drill"), w.Drill(), icon="copy-check", enabled=not held.busy)
    inside += [
        v.Text(say(t, "keys.drill_words"), say(t, "keys.drill_title"), "copy-check"),
        v.Form("drill_form", ((typed,),), (drill,), _last(held, keys.DRILLED, t)),
    ]
    return v.Card("key_copies", tuple(inside), say(t, "window.copies"))


def _seats(held: Held, t: Language) -> v.Card:
    heads = (
        v.Head(say(t, "window.head_room"), stretch=3),
        v.Head(say(t, "window.head_version"), width=76, right=True),
        v.Head(say(t, "window.head_seats"), stretch=1),
        v.Head(say(t, "keys.head_trust"), width=140),
    )
    rows = tuple(
        v.Row(
            f"seat_{at}",
            (v.Cell(one.venue, mono=True), v.Cell(str(one.version), right=True),
             v.Cell(one.seat, strong=True), v.Cell(tag=_trust(t, revoked=one.revoked))),
            None if one.revoked else w.PickSeat(one.package, one.seat),
            on=held.seat == (one.package, one.seat),
        )
        for at, one in enumerate(held.kept.seats)
    )  # fmt: skip
    none = say(t, "window.no_package")
    table = v.Table("seats_table", say(t, "keys.seats"), heads, rows, none, shown=6)
    go = v.Button(
        "revoke", say(t, "keys.revoke"), w.Revoke(), _grave(held.seat), "x",
        enabled=held.ready and held.seat is not None and not held.busy,
    )  # fmt: skip
    return v.Card(
        "key_seats", (v.Text(say(t, "keys.seats_words")), table, v.Buttons((go,))), say(t, "keys.seats")
    )


def _grave(meant: object) -> Kind:
    """What cannot be undone looks so as soon as it is clear what is meant."""
    return Kind.SECONDARY if meant is None else Kind.DANGER


def _trust(t: Language, *, revoked: bool) -> v.Tag:
    if revoked:
        return v.Tag(say(t, "keys.revoked"), "octagon-x", Tone.DANGER)
    return v.Tag(say(t, "keys.trusted"), "circle-check", Tone.OK)


def _rounds(held: Held, t: Language) -> v.Card:
    heads = (
        v.Head(say(t, "window.head_round"), stretch=3),
        v.Head(say(t, "window.head_state"), stretch=2),
        v.Head(say(t, "keys.head_key"), width=150),
    )
    rows = tuple(
        v.Row(
            f"key_{one.round}",
            (v.Cell(one.round, mono=True), v.Cell(state_in_words(one.state, t)),
             v.Cell(tag=v.Tag(say(t, "keys.there"), "key-round") if one.there
                    else v.Tag(say(t, "keys.gone"), "trash-2"))),
            w.PickRound(one.round) if one.there and one.state is RoundState.OPENED else None,
            on=held.round == one.round,
        )
        for one in held.kept.rounds
    )  # fmt: skip
    table = v.Table("keys_table", say(t, "keys.rounds"), heads, rows, say(t, "window.no_round"), 6)
    go = v.Button(
        "destroy_key", say(t, "keys.destroy"), w.DestroyKey(), _grave(held.round), "trash-2",
        enabled=held.ready and held.round is not None and not held.busy,
    )  # fmt: skip
    words = v.Text(say(t, "keys.rounds_words"))
    return v.Card("key_rounds", (words, table, v.Buttons((go,))), say(t, "keys.rounds"))


def _rotation(held: Held, t: Language) -> v.Card:
    name, secret, again = held.newcomer
    on = not held.busy
    line = (
        v.Field("new_name", say(t, "keys.new_name"), name, enabled=on),
        v.Field("new_secret", say(t, "keys.new_secret"), secret, v.FieldKind.SECRET, enabled=on),
        v.Field("new_again", say(t, "keys.new_again"), again, v.FieldKind.SECRET, enabled=on),
    )
    go = v.Button(
        "rotate", say(t, "keys.rotate"), w.Rotate(), Kind.SECONDARY, "users",
        enabled=on and held.ready and bool(name.strip() and secret),
    )  # fmt: skip
    form = v.Form("rotate_form", (line,), (go,), say(t, "keys.leaves", officer=held.leaving))
    return v.Card("key_rotation", (v.Text(say(t, "keys.rotate_words")), form), say(t, "keys.rotate_title"))


def _recovery(held: Held, t: Language) -> v.Card:
    go = v.Button(
        "recover", say(t, "keys.recover"), w.Recover(), icon="folder-open",
        enabled=held.ready and not held.busy,
    )  # fmt: skip
    inside: list[v.Part] = [v.Text(say(t, "keys.recover_words"))]
    if held.verdicts:
        inside.append(v.Lines(tuple(_verdict(one, t) for one in held.verdicts)))
    inside.append(v.Buttons((go,)))
    return v.Card("key_recovery", tuple(inside), say(t, "keys.recover_title"))


def _verdict(one: FileVerdict, t: Language) -> v.Line:
    tag = importing.tag_of(one.verdict, t)
    words = say(t, "keys.recovered", file=one.path.name, verdict=tag.words, count=one.new_records)
    return v.Line(tag.icon, words)


def counted(found: Sequence[keys.KeyTested]) -> tuple[int, int]:
    """How many tests went well, of how many."""
    return sum(one.opens for one in found), len(found)
