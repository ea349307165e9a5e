"""The keys at the window: proved, printed, drilled, taken from a seat, destroyed, used to recover a kiosk."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, TypeVar

from typing_extensions import override

from app.base.errors import Problem, Refused
from app.base.ids import Digest, OfficerId, RoundId, SeatId
from app.base.sentences import Language, Sentence, say
from app.office.gathering.intake import FileVerdict
from app.office.officers.keyring import read_keyring
from app.office.officers.roots import read_roots
from app.office.officers.rotation import Rotated, rotate
from app.office.upkeep import keys
from app.office.upkeep.recovery import recover_folder
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.present import key_wishes as w
from app.office.window.present import keys as present
from app.office.window.present.around import practice_tags
from app.office.window.sections.officers import SecondOfficer
from app.office.window.sections.section import Section
from app.office.window.shift import Deed, Shift
from app.ui.parts.tone import Tone
from app.ui.tasks import Stopped

T = TypeVar("T")


class KeyKeeping(Section):
    """What two officers do with the keys besides opening."""

    name: ClassVar[str] = "keys"
    icon: ClassVar[str] = "shield-check"

    def __init__(self, shift: Shift) -> None:
        super().__init__(shift)
        self._second = SecondOfficer(shift)
        self._keys: keys.Keys | None = None
        self._tests: tuple[keys.KeyTested, ...] = ()
        self._papers: tuple[Path, ...] = ()
        self._verdicts: tuple[FileVerdict, ...] = ()
        self._lines = ""
        self._reason = ""
        self._seat: tuple[Digest, SeatId] | None = None
        self._round: RoundId | None = None
        self._newcomer = {"new_name": "", "new_secret": "", "new_again": ""}
        self._note: tuple[Tone, Sentence] | None = None
        self._busy = False

    @override
    def words(self, language: Language) -> str:
        return say(language, "keys.page")

    @override
    def come(self) -> None:
        self.shift.refresh()
        self._look()

    def _look(self) -> None:
        def looked(result: keys.Keys | Refused | Problem | Stopped) -> None:
            if isinstance(result, keys.Keys):
                self._keys = result
            else:
                self.shift.say(result)

        self.shift.run(lambda office, _progress, _tell: keys.read_keys(office), looked)

    @override
    def locked(self) -> None:
        self._second.forget()
        self._lines, self._newcomer["new_secret"], self._newcomer["new_again"] = "", "", ""

    # --- wishes ----------------------------------------------------------------------------------------

    @override
    def take(self, intent: object) -> None:
        if self._second.take(intent):
            return
        match intent:
            case i.Typed("lines", text):
                self._lines = text
            case i.Typed("reason", text):
                self._reason = text
            case i.Typed(name, text) if name in self._newcomer:
                self._newcomer[name] = text
            case w.PickSeat(of_package, seat):
                self._seat, self._round = (of_package, seat), None
            case w.PickRound(survey):
                self._round, self._seat = survey, None
            case w.Open(path):
                self.shift.outside.show_file(path)
            case _ if not self._busy:
                self._note = None
                self._act(intent)
            case _:
                return

    def _act(self, intent: object) -> None:
        outside, t, ready = self.shift.outside, self.shift.language, self._second.ready
        match intent:
            case w.Print():
                outside.ask_folder(say(t, "keys.print"), self._print)
            case w.Drill():
                self._drill()
            case w.Try() if ready:
                self._both(lambda office, _p, _t: keys.try_keys(office), self._tried, "keys.job_test")
            case w.Recover() if ready:
                outside.ask_folder(say(t, "keys.recover"), self._recover)
            case w.Revoke() if ready and self._seat is not None:
                self._revoke(*self._seat)
            case w.Rotate() if ready:
                self._rotate()
            case w.DestroyKey() if ready and self._round is not None:
                self._destroy(self._round)
            case _:
                return

    def _both(
        self, deed: Deed[T], answer: Callable[[T | Refused | Problem | Stopped], None], job: str
    ) -> None:
        self._busy = True
        self._second.act(deed, answer, Sentence(job), self._over)

    def _over(self) -> None:
        self._busy = False
        self._look()

    def _tried(self, result: tuple[keys.KeyTested, ...] | Refused | Problem | Stopped) -> None:
        if isinstance(result, tuple):
            self._tests = result
            good, of = present.counted(result)
            key = "keys.all_open" if good == of else "keys.some_fail"
            self._note = (Tone.OK if good == of else Tone.DANGER, Sentence(key, {"good": good, "of": of}))
        else:
            self.shift.say(result)

    def _print(self, out: Path) -> None:
        self._busy = True

        def printed(result: dict[OfficerId, Path] | Refused | Problem | Stopped) -> None:
            self._busy = False
            if isinstance(result, dict):
                self._papers = tuple(result[name] for name in sorted(result))
                self._look()
            else:
                self.shift.say(result)

        self.shift.run(
            lambda office, _p, _t: dict(keys.print_papers(office, out)),
            printed,
            words=Sentence("keys.job_print"),
        )

    def _drill(self) -> None:
        lines = self._lines.splitlines()

        def drilled(result: keys.Drilled | Refused | Problem | Stopped) -> None:
            if isinstance(result, keys.Drilled):
                t = self.shift.language
                what = result.officer or present.key_in_words(result.key, t)
                self._lines, self._note = "", (Tone.OK, Sentence("keys.paper_good", {"what": what}))
                self._look()
            else:
                self.shift.say(result)

        self.shift.run(lambda office, _p, _t: keys.drill_paper(office, lines), drilled)

    def _revoke(self, of_package: Digest, seat: SeatId) -> None:
        reason = self._reason

        def revoked(result: keys.SeatKey | Refused | Problem | Stopped) -> None:
            if isinstance(result, keys.SeatKey):
                fields: dict[str, str | int] = {
                    "seat": result.seat, "venue": result.venue, "version": result.version
                }  # fmt: skip
                self._seat, self._reason = None, ""
                self._note = (Tone.OK, Sentence("keys.seat_revoked", fields))
            else:
                self.shift.say(result)

        self._both(
            lambda office, _p, _t: keys.revoke_seat(office, of_package, seat, reason),
            revoked,
            "keys.job_revoke",
        )

    def _destroy(self, survey: RoundId) -> None:
        reason = self._reason

        def destroyed(result: keys.RoundKey | Refused | Problem | Stopped) -> None:
            if isinstance(result, keys.RoundKey):
                self._round, self._reason = None, ""
                self._note = (Tone.OK, Sentence("keys.key_destroyed", {"round": result.round}))
            else:
                self.shift.say(result)

        self._both(
            lambda office, _p, _t: keys.destroy_round_key(office, survey, reason),
            destroyed,
            "keys.job_destroy",
        )

    def _rotate(self) -> None:
        name, secret, again = self._newcomer.values()
        if secret != again:
            self.shift.trouble = Sentence("window.passphrases_differ", {"officer": name})
            return

        def write_to(folder: Path) -> None:
            self._newcomer = dict.fromkeys(self._newcomer, "")
            self._both(
                lambda office, _p, _t: rotate(office, name.strip(), secret, folder),
                self._rotated,
                "keys.job_rotate",
            )

        self.shift.outside.ask_folder(say(self.shift.language, "keys.print"), write_to)

    def _rotated(self, result: Rotated | Refused | Problem | Stopped) -> None:
        staff = self.shift.staff
        if not isinstance(result, Rotated):
            self.shift.say(result)
            return
        if staff is not None:  # who sits here stays, and works under the next root from now on
            root, keyring = read_roots(staff.folder)[-1], read_keyring(staff.folder)
            self.shift.staff = replace(staff, root=root, keyring=keyring)
        self._papers = tuple(result.papers[name] for name in sorted(result.papers))
        fields: dict[str, str | int] = {"file": str(result.root_file), "words": ", ".join(result.words)}
        self._note = (Tone.OK, Sentence("keys.rotated", fields))

    def _recover(self, folder: Path) -> None:
        def recovered(result: tuple[FileVerdict, ...] | Refused | Problem | Stopped) -> None:
            if isinstance(result, tuple):
                self._verdicts = result
            else:
                self.shift.say(result)
            self.shift.refresh()

        self._both(lambda office, _p, _t: recover_folder(office, folder), recovered, "keys.job_recover")

    # --- what is shown ---------------------------------------------------------------------------------

    @override
    def page(self, language: Language) -> v.Page:
        parts: list[v.Part] = []
        if self._note is not None:
            tone, note = self._note
            icon = "circle-check" if tone is Tone.OK else "circle-alert"
            parts.append(v.Notice(tone, icon, note.spoken(language)))
        staff = self.shift.staff
        if self._keys is None or staff is None:
            parts.append(v.Card("keys_none", (v.Text(say(language, "window.looking")),)))
        else:
            fields = self._second.fields(language, None, enabled=not self._busy)
            held = present.Held(
                self._keys, staff.root.words, self._tests, self._papers, self._verdicts, self._lines,
                self._reason, self._seat, self._round, self._second.ready, self._busy, self._second.third,
                (self._newcomer["new_name"], self._newcomer["new_secret"], self._newcomer["new_again"]),
            )  # fmt: skip
            parts += present.parts(held, fields, language)
        return v.Page(
            self.name if self._keys is not None else "keys_looking",
            self.words(language),
            tuple(parts),
            subtitle=say(language, "keys.note"),
            tags=practice_tags(self.shift, language),
            printing=w.Print(),
            leaving=i.Go("overview"),
            first="second_officer",
        )
