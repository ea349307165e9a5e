"""Review, seal, thanks; pauses and coming back; what went wrong."""

from dataclasses import replace

from app.base.errors import Environment
from app.base.ids import AgencyCode
from app.base.sentences import say
from app.kiosk.settings import Settings
from app.kiosk.window import view as v
from app.kiosk.window.main import crash_screen
from app.kiosk.window.present import ends, faults, rooms
from app.kiosk.window.present.asked import Asked
from app.kiosk.window.present.place import Bilingual, Saving
from tests.kiosk_pages.gallery.scenes import Eye, Part, scene
from tests.kiosk_pages.gallery.sittings import LEFT, PLACE, ROOT, expert, questionnaire, staff, time_left


def whole() -> Asked:
    """Everything answered."""
    return replace(staff(lambda _: False), step=None)


def one_open() -> Asked:
    """One question left out, two flagged."""
    sheet = whole()
    left_out = sheet.slots(sheet.numbered[16])[0]
    return replace(sheet, answers={slot: each for slot, each in sheet.answers.items() if slot != left_out})


@scene("k07-review", Part.ENDING, like="k7-tinjau")
def review(eye: Eye) -> v.Screen:
    return eye.sees(ends.review(PLACE, eye.glass, one_open(), time_left(6 * 60_000 + 12_000)))


@scene("k07-review-whole", Part.ENDING)
def review_whole(eye: Eye) -> v.Screen:
    return eye.sees(ends.review(PLACE, eye.glass, replace(whole(), flags=frozenset()), time_left(LEFT)))


@scene("k07-review-many", Part.ENDING)
def review_many(eye: Eye) -> v.Screen:
    sheet = replace(whole(), answers=dict(list(whole().answers.items())[:9]))
    return eye.sees(ends.review(PLACE, eye.glass, sheet, time_left(4 * 60_000)))


@scene("k07-review-closed", Part.ENDING)
def review_closed(eye: Eye) -> v.Screen:
    sheet = one_open()
    return eye.sees(
        ends.review(PLACE, eye.glass, replace(sheet, closed=frozenset(sheet.numbered[:20])), time_left(LEFT))
    )


@scene("k07-review-expert", Part.ENDING)
def review_expert(eye: Eye) -> v.Screen:
    sheet = expert(lambda _: False)
    flags = frozenset({sheet.numbered[4], sheet.numbered[20]})
    skipped = frozenset(sheet.subjects[1:3])
    asked = tuple(AgencyCode(code) for code in sheet.subjects if code not in skipped)
    sheet = replace(sheet, skipped=skipped, flags=flags, plan=replace(sheet.plan, subjects=asked))
    return eye.sees(ends.review(PLACE, eye.glass, sheet, time_left(LEFT)))


@scene("k17-seal", Part.ENDING, like="k17-konfirmasi-segel")
def seal(eye: Eye) -> v.Screen:
    page = ends.review(PLACE, eye.glass, one_open(), time_left(5 * 60_000 + 48_000))
    return eye.sees(page, rooms.seal_dialog(eye.glass, (17, 38)))


@scene("k17-seal-whole", Part.ENDING)
def seal_whole(eye: Eye) -> v.Screen:
    return eye.sees(ends.review(PLACE, eye.glass, whole(), time_left(LEFT)), rooms.seal_dialog(eye.glass, ()))


@scene("k10-sealed", Part.ENDING, like="k10-tersegel")
def sealed(eye: Eye) -> v.Screen:
    return eye.sees(rooms.sealed(PLACE, eye.glass, 45))


@scene("k10-time-over", Part.ENDING)
def time_over(eye: Eye) -> v.Screen:
    return eye.sees(rooms.sealed(PLACE, eye.glass, 45, by_timeout=True))


@scene("k10-declined", Part.ENDING)
def declined(eye: Eye) -> v.Screen:
    return eye.sees(rooms.not_taking_part(PLACE, eye.glass))


@scene("k10-ineligible", Part.ENDING)
def ineligible(eye: Eye) -> v.Screen:
    text = next(s.ineligible_text for s in questionnaire("spi-internal").sections if s.ineligible_text)
    return eye.sees(rooms.not_for_you(PLACE, eye.glass, Bilingual(text.id, text.en)))


@scene("k08-paused", Part.TROUBLE, like="k8-dijeda")
def paused(eye: Eye) -> v.Screen:
    return eye.sees(rooms.paused(PLACE, eye.glass, 31, 14 * 60_000 + 5_000))


@scene("k08-paused-untimed", Part.TROUBLE)
def paused_untimed(eye: Eye) -> v.Screen:
    return eye.sees(rooms.paused(PLACE, eye.glass, 31, None))


@scene("k08-screen-locked", Part.TROUBLE)
def screen_locked(eye: Eye) -> v.Screen:
    return eye.sees(rooms.screen_locked(PLACE, eye.glass))


@scene("k08-session-over", Part.TROUBLE)
def session_over(eye: Eye) -> v.Screen:
    return eye.sees(rooms.session_over(PLACE, eye.glass))


@scene("k14-restored", Part.TROUBLE, like="k14-sesi-dipulihkan")
def restored(eye: Eye) -> v.Screen:
    return eye.sees(rooms.restored(PLACE, eye.glass, 23, 2, 24, 18 * 60_000 + 42_000))


@scene("k20-hidden", Part.TROUBLE, like="k20-halaman-disembunyikan")
def hidden(eye: Eye) -> v.Screen:
    return eye.sees(rooms.hidden(PLACE, replace(eye.glass, typed="VN"), 3))


@scene("k20-hidden-wrong", Part.TROUBLE)
def hidden_wrong(eye: Eye) -> v.Screen:
    glass = replace(eye.glass, trouble=say(eye.language, "desk.reveal_wrong", count=2))
    return eye.sees(rooms.hidden(PLACE, glass, 3))


@scene("k21-not-saved", Part.TROUBLE)
def not_saved(eye: Eye) -> v.Screen:
    glass = replace(eye.glass, saving=Saving.FAILED)
    return eye.sees(faults.page(PLACE, glass, Environment("storage.disk_full"), 22, pending=True))


@scene("k21-storage-busy", Part.TROUBLE)
def storage_busy(eye: Eye) -> v.Screen:
    return eye.sees(faults.page(PLACE, eye.glass, Environment("storage.busy"), 22, pending=False))


@scene("k21-storage-read-only-before-the-code", Part.TROUBLE)
def storage_read_only(eye: Eye) -> v.Screen:
    return eye.sees(faults.page(PLACE, eye.glass, Environment("storage.read_only"), None, pending=False))


@scene("k22-crash", Part.TROUBLE)
def crash(eye: Eye) -> v.Screen:
    settings = Settings(data_dir=ROOT, language=eye.language)
    return replace(crash_screen(settings, "7F3A"), look=eye.look)


@scene("k20-hidden-whole", Part.TROUBLE)
def hidden_whole(eye: Eye) -> v.Screen:
    glass = replace(eye.glass, typed="H2T9WR", trouble=say(eye.language, "desk.reveal_whole_code"))
    return eye.sees(rooms.hidden(PLACE, glass, 3, 12))
