"""Every screen of the kiosk as a named fixture, from the real questionnaires; run it to draw them all.

    .venv/bin/python tests/kiosk_pages/gallery.py [--out FOLDER]

draws each at 1366x768 and 1024x768 in both languages into `.pictures/`.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import yaml

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtWidgets import QApplication  # noqa: E402 - the platform is chosen first

from app.base.ids import AgencyCode, Digest, ProctorId  # noqa: E402
from app.base.sentences import Language, Sentence, say  # noqa: E402
from app.kiosk import view as v  # noqa: E402
from app.kiosk.handover import Handed  # noqa: E402
from app.kiosk.intents import Menu, Undo  # noqa: E402
from app.kiosk.log import Kind  # noqa: E402
from app.kiosk.pages.stage import Stage  # noqa: E402
from app.kiosk.present import asking, choosing, ends, rooms, session  # noqa: E402
from app.kiosk.present.asked import Asked  # noqa: E402
from app.kiosk.present.place import AgencyName, Bilingual, Glass, Place, Saving  # noqa: E402
from app.kiosk.proctor import LogEntry, PinState, SessionState, Totals  # noqa: E402
from app.kiosk.store import Phase, Proctor  # noqa: E402
from app.questionnaire.expression import Value  # noqa: E402
from app.questionnaire.model import Item, Likert, Matrix, Multi, Note, Number, Questionnaire, Single, TextItem  # noqa: E402
from app.questionnaire.route import Plan, Slot, Step  # noqa: E402
from app.seal.package import PlannedSession  # noqa: E402
from app.storage.journal import Head  # noqa: E402
from app.ui.theme import Contrast, Look, TextSize, load_fonts  # noqa: E402

NOW = 1_787_104_440_000  # Wednesday 19 August 2026, 08.54 WIB
SIZES = ((1366, 768), (1024, 768))
AGENCIES = {
    "bppd": ("Badan Pengelolaan Pajak Daerah", "BPPD", "Pajak dan retribusi daerah"),
    "dinkes": ("Dinas Kesehatan", "Dinkes", "Puskesmas, izin tenaga kesehatan, dan pengadaan obat"),
    "dishub": ("Dinas Perhubungan", "Dishub", "Terminal, uji kendaraan, parkir, dan izin trayek"),
    "pupr": ("Dinas Pekerjaan Umum dan Penataan Ruang", "Dinas PUPR", "Jalan, drainase, dan izin tata ruang"),
    "dpmptsp": ("Dinas Penanaman Modal dan PTSP", "DPMPTSP", "Perizinan usaha dan layanan terpadu"),
    "ulp": ("Unit Layanan Pengadaan", "ULP", "Pengadaan barang dan jasa pemerintah kota"),
}
PLACE = Place(
    survey=Bilingual("Survei Penilaian Integritas 2026", "Integrity Assessment Survey 2026"),
    seat="07",
    venue="Lab Komputer 2",
    city="Dinas Kominfo Kota Palembang",
    agencies={
        code: AgencyName(Bilingual(name), short, Bilingual(about))
        for code, (name, short, about) in AGENCIES.items()
    },
)
SECOND = {"spi-internal/s1": 1, "spi-internal/s2": 1}  # the answers that pass the screening of staff
WORDS = ("bambu", "cengkih", "perahu", "intan", "tikar", "damar")


@lru_cache
def questionnaire(name: str) -> Questionnaire:
    """A questionnaire that travels with the program."""
    text = (ROOT / "questionnaires" / name / "questionnaire.yaml").read_text("utf-8")
    return Questionnaire.model_validate_json(json.dumps(yaml.safe_load(text)))


def believable(name: str, item: Item) -> dict[str, Value]:  # noqa: PLR0911 - one case a kind
    """An answer to an item, the same every time."""
    match item:
        case Likert():
            return {item.id: 2}
        case Single():
            return {item.id: item.options[SECOND.get(f"{name}/{item.id}", 0)].code}
        case Multi():
            return {item.id: (item.options[0].code,)}
        case Matrix():
            return {row.id: 1 + at % 2 for at, row in enumerate(item.rows)}
        case Number():
            return {item.id: item.min + 3}
        case TextItem():
            return {item.id: "Antrean perlu nomor urut yang terlihat semua orang."}
        case _:
            return {}


def asked(name: str, group: str, agency: str = "", subjects: tuple[str, ...] = ()) -> Asked:
    """A sitting at its first question, nothing answered."""
    q = questionnaire(name)
    chosen = tuple(AgencyCode(code) for code in subjects)
    plan = Plan(bytes(32), AgencyCode(agency), chosen)
    sheet = Asked(q, plan, {}, frozenset(), subjects, frozenset(), None, group)
    return replace(sheet, step=sheet.steps[0])


def written() -> Asked:
    """A note and a free text: kinds that today's questionnaires do not use."""
    base = questionnaire("spi-internal")
    note = {
        "id": "n1",
        "kind": "note",
        "text": {"id": "Bagian terakhir berisi satu isian bebas.", "en": "The last part is one free text."},
    }
    text = {
        "id": "t1",
        "kind": "text",
        "max_chars": 500,
        "lead": {"id": "Boleh dikosongkan", "en": "May stay empty"},
        "text": {
            "id": "Sebutkan satu hal yang paling perlu diperbaiki.",
            "en": "Name one thing that most needs improving.",
        },
    }
    section = {"id": "akhir", "title": {"id": "Penutup", "en": "Closing"}, "items": [note, text]}
    short = Questionnaire.model_validate_json(
        json.dumps(
            {
                "schema_version": 1,
                "id": base.id,
                "version": "1.0",
                "title": {"id": "Contoh"},
                "languages": ["id", "en"],
                "respondent_group": "internal",
                "time_limit_ms": 2_400_000,
                "sections": [section],
            }
        )
    )
    sheet = replace(asked("spi-internal", "internal", "dishub"), questionnaire=short)
    return replace(sheet, step=sheet.steps[0])


def upto(sheet: Asked, stop: Callable[[Item], bool], skip: int = 0) -> Asked:
    """The same sitting, answered until the first step (after `skip` of them) where `stop` holds."""
    answers: dict[Slot, Value] = {}
    flags: set[Step] = set()
    passed = 0
    while True:
        sheet = replace(sheet, answers=dict(answers), flags=frozenset(flags))
        left = [step for step in sheet.steps if not sheet.answered(step) and sheet.slots(step)]
        if not left:
            return replace(sheet, step=sheet.steps[-1])
        step = left[0]
        if stop(sheet.item(step)):
            if passed >= skip:
                return replace(sheet, step=step)
            passed += 1
        for variable, value in believable(sheet.questionnaire.id, sheet.item(step)).items():
            answers[Slot(variable, step.subject)] = value
        if len(answers) in {8, 19}:
            flags.add(step)


def staff(stop: Callable[[Item], bool], skip: int = 0) -> Asked:
    """A member of staff of the transport agency."""
    return upto(asked("spi-internal", "internal", "dishub"), stop, skip)


def expert(stop: Callable[[Item], bool], skip: int = 0) -> Asked:
    """An expert who knows all six agencies."""
    return upto(asked("spi-expert", "expert", "", tuple(AGENCIES)), stop, skip)


def kind(wanted: type[Item]) -> Callable[[Item], bool]:
    """Stops at items of a kind."""
    return lambda item: isinstance(item, wanted)


def answered(sheet: Asked, **values: Value) -> Asked:
    """With answers to variables of the present step."""
    assert sheet.step is not None
    more = {Slot(name, sheet.step.subject): value for name, value in values.items()}
    return replace(sheet, answers={**sheet.answers, **more})


def here(sheet: Asked, value: Value) -> Asked:
    """With an answer to the present item."""
    assert sheet.step is not None
    return answered(sheet, **{sheet.step.item: value})


SESSION = PlannedSession(id="s2", date="2026-08-19", start="09:00", end="11:00", label="Sesi 2")
PROCTORS = (Proctor(ProctorId("rina"), "Rina Marlina", b""), Proctor(ProctorId("agus"), "Agus Salim", b""))
RINA = "Rina Marlina"
HEAD = Head(4, Digest("7c1e40ab93d2" + "0" * 52))


def session_state(phase: Phase = Phase.RUNNING) -> SessionState:
    """A session with a little history."""
    minute = NOW // 60_000
    log = (
        LogEntry(
            minute - 60, Kind.STARTED, Sentence("proctor.log_started", {"proctor": RINA, "planned": "Sesi 2"})
        ),
        LogEntry(minute - 3, Kind.PAUSED, Sentence("proctor.log_paused", {"proctor": "Rina Marlina"})),
        LogEntry(minute - 1, Kind.RESUMED, Sentence("proctor.log_resumed", {"proctor": "Rina Marlina"})),
    )
    return SessionState(phase, SESSION, Totals(5, 1, 0, 0), log, HEAD, 180, ballast=True)


def screens(language: Language) -> Iterator[tuple[str, v.Screen]]:
    """Every screen with its name."""
    glass = Glass(Look(language))
    left = 18 * 60_000 + 51_000

    def screen(page: v.Page, over: v.Overlay | None = None, toast: v.Toast | None = None) -> v.Screen:
        return v.Screen(page, glass.look, over, toast)

    yield "k01-locked", screen(rooms.locked(PLACE, glass, NOW, "Sesi 2", "09:00", 40))
    yield "k02-code", screen(rooms.access_code(PLACE, replace(glass, typed="K7QM3XP")))
    wrong = say(language, "desk.code_mistyped")
    yield (
        "k02-code-wrong",
        screen(rooms.access_code(PLACE, replace(glass, typed="K7QM3XPA9F2D", trouble=wrong))),
    )
    yield "k02-card", screen(rooms.card_code(PLACE, replace(glass, typed="")))
    ticked = replace(glass, ticked=True)
    yield "k03-promise", screen(ends.promise(PLACE, ticked, asked("spi-internal", "internal", "dishub")))
    yield "k03-promise-user", screen(ends.promise(PLACE, glass, asked("spi-external", "external", "dishub")))
    yield "k03b-expert", screen(ends.promise(PLACE, ticked, asked("spi-expert", "expert")))
    likert = here(staff(kind(Likert), 8), 2)
    yield "k04-likert", screen(asking.question(PLACE, glass, likert, left))
    matrix = staff(kind(Matrix))
    narrow = replace(glass, row=1, list_shown=False)
    assert matrix.step is not None
    rows = [slot.variable for slot in matrix.slots(matrix.step)]
    filled = answered(matrix, **{rows[0]: 2, rows[1]: -99})
    yield "k05-matrix", screen(asking.question(PLACE, narrow, filled, left))
    yield "k06-expert", screen(asking.question(PLACE, glass, expert(kind(Likert), 5), 27 * 60_000 + 30_000))
    chosen = tuple(AGENCIES)[:3]
    nothing = asked("spi-expert", "expert")
    yield "k06-subjects", screen(choosing.subjects_question(PLACE, glass, nothing, left, chosen))
    review = replace(staff(lambda _: False), step=None)
    unanswered = {
        slot: value for slot, value in review.answers.items() if slot != review.slots(review.numbered[16])[0]
    }
    review = replace(review, answers=unanswered)
    yield "k07-review", screen(ends.review(PLACE, glass, review, 6 * 60_000 + 12_000))
    yield "k08-paused", screen(rooms.paused(PLACE, glass, 31, 14 * 60_000 + 5_000))
    yield "k08-locked", screen(rooms.screen_locked(PLACE, glass))
    yield "k08-over", screen(rooms.session_over(PLACE, glass))
    low = asking.question(PLACE, glass, staff(kind(Likert), 20), 4 * 60_000 + 58_000)
    yield "k09-low-time", screen(low)
    yield "k10-sealed", screen(rooms.sealed(glass, 45))
    yield "k10-time-over", screen(rooms.sealed(glass, 45, by_timeout=True))
    yield "k10-declined", screen(rooms.not_taking_part(PLACE, glass))
    ending = next(s.ineligible_text for s in questionnaire("spi-internal").sections if s.ineligible_text)
    yield "k10-ineligible", screen(rooms.not_for_you(PLACE, glass, Bilingual(ending.id, ending.en)))
    single = staff(kind(Single))
    yield (
        "k13-single",
        screen(asking.question(PLACE, replace(glass, list_shown=False), here(single, 2), left)),
    )
    external = asked("spi-external", "external", "dishub")
    for name, start, wanted in (
        ("k13-multi", external, Multi),
        ("k13b-text", written(), TextItem),
        ("k13-number", external, Number),
        ("k13-note", written(), Note),
    ):
        sheet = upto(start, kind(wanted)) if wanted is not Note else start
        assert sheet.step is not None
        item = sheet.item(sheet.step)
        if isinstance(item, Note):
            yield name, screen(asking.question(PLACE, glass, sheet, left))
        elif isinstance(item, wanted):
            value = next(iter(believable("", item).values()))
            training = replace(PLACE, training=True)
            yield (
                name,
                screen(asking.question(training, replace(glass, list_shown=False), here(sheet, value), left)),
            )
    yield "k14-restored", screen(rooms.restored(PLACE, glass, 23, 2, 24, 18 * 60_000 + 42_000))
    yield "k16-display", screen(asking.question(PLACE, glass, likert, left), rooms.display_menu(glass))
    yield "k16-help", screen(asking.question(PLACE, glass, likert, left), rooms.help_dialog(glass))
    page = ends.review(PLACE, glass, review, 5 * 60_000 + 48_000)
    yield "k17-seal", screen(page, rooms.seal_dialog(glass, (17, 38)))
    toast = v.Toast(
        "rotate-ccw", say(language, "kiosk.cleared"), v.Button("undo", say(language, "kiosk.undo"), Undo())
    )
    yield "k04-toast", screen(asking.question(PLACE, glass, staff(kind(Likert), 8), left), None, toast)
    yield "k19-enrol", screen(rooms.not_enrolled(PLACE, glass, WORDS, "kantor-plg-2026.bilikroot", 3, 2))
    yield "k19-no-root", screen(rooms.no_root(PLACE, glass))
    picked = replace(glass, picks={"package": 0, "seat": 1})
    found = ("PLG26-LAB2-1.bilikpkg",)
    yield "k19-package", screen(rooms.no_package(PLACE, picked, found, ("06", "07", "08")))
    yield "k20-hidden", screen(rooms.hidden(PLACE, replace(glass, typed="VN"), 3))
    failed = replace(glass, saving=Saving.FAILED)
    yield "k21-not-saved", screen(rooms.not_saved(PLACE, failed, say(language, "storage.disk_full"), 22))
    pin = replace(glass, typed="12", trouble=say(language, "proctor.pin_wrong", left=4))
    free = PinState(1, 0, locked=False)
    rina = {"session": "Sesi 2", "ending": False, "choosing": False}
    yield "p1-pin", screen(session.pin(PLACE, pin, PROCTORS, "rina", free, **rina))  # type: ignore[arg-type]
    names = replace(glass)
    yield (
        "p1-names",
        screen(
            session.pin(
                PLACE,
                names,
                PROCTORS,
                "",
                PinState(0, 0, locked=False),
                session="",
                ending=False,
                choosing=True,
            )
        ),
    )
    health = session.Health(41_200_000_000, 180, ballast=True)
    yield (
        "p2-panel",
        screen(session.panel(PLACE, glass, session_state(), "Rina Marlina", NOW, health, "Sesi 3")),
    )
    ready = session_state(Phase.ENDED)
    yield "p2-ended", screen(session.panel(PLACE, glass, ready, "Rina Marlina", NOW, health, "Sesi 3"))
    panel = session.panel(PLACE, glass, session_state(), "Rina Marlina", NOW, health, "Sesi 3")
    yield "p2-add-time", screen(panel, session.add_time_dialog(replace(glass, picks={"minutes": 10})))
    yield "p2-note", screen(panel, session.note_dialog(glass))
    targets = ("BPS-PLG-03 (E:)", "/media/cadangan")
    begun = session.Carrying(targets, 0)
    yield "p3-export", screen(session.export(PLACE, glass, ready, "Rina Marlina", NOW, begun))
    name = "PLG26-LAB2-B07-3f2a-0003.bilik"
    handed = Handed(
        name,
        Digest("0" * 64),
        ("sungai", "pandan", "lentera", "kapur", "melati", "layar"),
        6,
        60_000,
        HEAD,
        3,
    )
    done = replace(begun, per_cent=100, handed=handed)
    yield "p3-done", screen(session.export(PLACE, glass, ready, "Rina Marlina", NOW, done))


def big_screens(language: Language) -> Iterator[tuple[str, v.Screen]]:
    """The same with other eyes: large text, high contrast."""
    left = 18 * 60_000 + 51_000
    likert = here(staff(kind(Likert), 8), 2)
    looks = (
        ("k11-contrast", Look(language, TextSize.A, Contrast.HIGH)),
        ("k11-contrast-large", Look(language, TextSize.LARGEST, Contrast.HIGH)),
        ("k12b-largest", Look(language, TextSize.LARGEST)),
        ("k12a-large", Look(language, TextSize.LARGE)),
    )
    for name, look in looks:
        glass = Glass(look, list_shown=False)
        yield name, v.Screen(asking.question(PLACE, glass, likert, left), look)
    look = Look(language, TextSize.A, Contrast.HIGH)
    shown = Glass(look)
    yield "k11-contrast-list", v.Screen(asking.question(PLACE, shown, likert, left), look)


def draw(application: QApplication, screen: v.Screen, width: int, height: int, file: Path) -> None:
    """Draw one screen into a file."""
    stage = Stage(application)
    stage.resize(width, height)
    stage.show()
    stage.show_screen(screen)
    application.processEvents()
    application.processEvents()
    stage.grab().save(str(file))
    stage.close()
    stage.deleteLater()
    application.processEvents()


def main() -> int:
    """Draw everything."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=ROOT / ".pictures")
    folder: Path = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    load_fonts()
    for language in Language:
        for width, height in SIZES:
            for name, screen in (*screens(language), *big_screens(language)):
                draw(application, screen, width, height, folder / f"{name}-{width}-{language.value}.png")
    print(f"{folder}: {len(list(folder.glob('*.png')))}")  # noqa: T201 - a program for the terminal
    return 0


if __name__ == "__main__":
    raise SystemExit(main())


__all__ = ["PLACE", "Menu", "big_screens", "screens"]
