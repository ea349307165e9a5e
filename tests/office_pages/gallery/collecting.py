"""While answers come home: the import, what is held in quarantine, the keys, closing and opening."""

from app.base.sentences import Sentence
from app.office.gathering.intake import Step
from app.office.window import intents as i
from app.office.window.outside import Running
from app.office.window.sections.importing import Importing, Stepped
from app.office.window.sections.quarantine import Look
from app.office.window.shift import Job
from tests.office_pages.deeds import stick_with
from tests.office_pages.filled import fill
from tests.office_pages.gallery.stories import Desk, Part, story
from tests.office_pages.offices import Start


@story("import", Part.COLLECTING, Start.READY)
def bring_in(desk: Desk) -> None:
    desk.come("importing")
    page = next(one for one in desk.officer.door.conductor.sections if one.name == "importing")
    assert isinstance(page, Importing)
    page.running = True
    page.shift.jobs.append(Job(99, Sentence("window.job_import"), False, Running(lambda: None), 1, 3))
    page._told(Stepped("palembang-01-1.bilik", Step.STORE))
    desk.look("steps")
    page.shift.jobs.clear()
    page.running = False
    desk.officer.door.conductor.redraw()
    desk.world.folder = stick_with(desk.house, 10)
    (desk.world.folder / "rusak.bilik").write_bytes(b"bukan berkas bilik")
    desk.officer.press("choose_folder")
    desk.officer.wait()
    desk.look("done")


@story("quarantine", Part.COLLECTING, Start.READY)
def quarantine(desk: Desk) -> None:
    fill(desk.house)
    desk.come("quarantine")
    shift = desk.officer.door.conductor.shift
    assert shift is not None
    assert shift.standing is not None
    for found in sorted(shift.standing.quarantine, key=lambda found: "rusak" in found.file):
        desk.take(Look(found.digest))
        desk.look("damaged" if "rusak" in found.file else "fork")
    desk.officer.press("ask_again")
    desk.officer.wait()
    desk.look("asked")


@story("keys", Part.COLLECTING, Start.OPENED)
def keys(desk: Desk) -> None:
    desk.come("keys")
    desk.look("before")
    desk.world.folder = desk.folder / "salinan"
    desk.second("try_keys")
    desk.officer.press("print_keys")
    desk.officer.wait()
    desk.officer.walk_to("keys_table")
    desk.officer.key("Down")
    desk.officer.key("Return")
    desk.look("tried")


@story("closing", Part.COLLECTING, Start.READY)
def close_and_open(desk: Desk) -> None:
    officer = desk.officer
    desk.world.folder = stick_with(desk.house, 10)
    desk.come("importing")
    officer.press("choose_folder")
    officer.wait()
    desk.take(i.Go("closing"))
    desk.look("sheets")
    officer.choose("sheet_session", 0)
    officer.write("present", "11")
    officer.key("Return")
    officer.wait()
    desk.look("explain")
    officer.write("explanation", "Satu orang pulang sebelum menyegel, sesuai berita acara.")
    desk.second("close_round")
    desk.look("closed")
    desk.take(i.Go("opening"))
    desk.look("ready")
    desk.second("open_seal")
    desk.look("opened")
