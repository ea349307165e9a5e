"""Every kind of question, its states, and what can lie over it."""

from dataclasses import replace

from app.base.sentences import say
from app.kiosk.window import view as v
from app.kiosk.window.intents import Menu, Undo
from app.kiosk.window.present import asking, choosing, helping, rooms
from app.kiosk.window.present.asked import Asked
from app.kiosk.window.present.place import Glass, Saving
from app.kiosk.window.present.time import Budget, shut
from app.questionnaire.model import Likert, Matrix, Multi, Note, Number, OnTimeout, Single, TextItem
from tests.kiosk_pages.gallery.scenes import Eye, Part, scene
from tests.kiosk_pages.gallery.sittings import (
    AGENCIES,
    LEFT,
    PLACE,
    answered,
    answering,
    asked,
    believable,
    expert,
    here,
    kind,
    staff,
    time_left,
    upto,
    walked,
    written,
)

FEW, LAST = 4 * 60_000 + 58_000, 52_000
READ = frozenset({Budget(FEW, 2_400_000).warning})


def likert() -> Asked:
    """Twelve questions in, this one answered."""
    return here(staff(kind(Likert), 8), 2)


def external(wanted: type[Multi | Number]) -> Asked:
    """A user of services at the first item of a kind, answered."""
    sheet = upto(walked("spi-external", "external", "dishub"), kind(wanted))
    assert sheet.step is not None
    return here(sheet, next(iter(believable("", sheet.item(sheet.step)).values())))


def at(eye: Eye, sheet: Asked, left: int | None = LEFT, *, glass: Glass | None = None) -> v.Screen:
    """The question page of a sitting."""
    return eye.sees(asking.question(PLACE, glass or eye.glass, sheet, time_left(left)))


@scene("k04-likert", Part.ASKING, like="k4-soal-skala")
def likert_answered(eye: Eye) -> v.Screen:
    return at(eye, likert())


@scene("k04-likert-open", Part.ASKING)
def likert_open(eye: Eye) -> v.Screen:
    return at(eye, staff(kind(Likert), 8), None)


@scene("k04-likert-refused", Part.ASKING)
def likert_refused(eye: Eye) -> v.Screen:
    return at(eye, here(staff(kind(Likert), 8), -99))


@scene("k04-likert-flagged", Part.ASKING)
def likert_flagged(eye: Eye) -> v.Screen:
    sheet = likert()
    assert sheet.step is not None
    return at(eye, replace(sheet, flags=sheet.flags | {sheet.step}))


@scene("k18-question", Part.ASKING)
def question_aloud(eye: Eye) -> v.Screen:
    return at(eye, replace(likert(), aloud=True))


@scene("k18-question-training", Part.ASKING)
def question_aloud_training(eye: Eye) -> v.Screen:
    page = asking.question(
        replace(PLACE, training=True), eye.glass, replace(likert(), aloud=True), time_left(LEFT)
    )
    return eye.sees(page)


@scene("k04-list-hidden", Part.ASKING, like="k12-1024x768")
def list_hidden(eye: Eye) -> v.Screen:
    return at(eye, likert(), glass=replace(eye.glass, list_shown=False))


@scene("k12-drawer", Part.HELPING)
def drawer(eye: Eye) -> v.Screen:
    return at(eye, likert(), glass=replace(eye.glass, menu=Menu.LIST))


@scene("k09-part-closes", Part.TROUBLE)
def part_closes(eye: Eye) -> v.Screen:
    budget = Budget(FEW, 900_000, OnTimeout.LOCK_KEEP, "B", "b/")
    return eye.sees(asking.question(PLACE, eye.glass, staff(kind(Likert), 20), budget))


@scene("k09-part-shut", Part.TROUBLE)
def part_shut(eye: Eye) -> v.Screen:
    glass = replace(eye.glass, news=shut(eye.language, "B"))
    return at(eye, staff(kind(Likert), 20), glass=glass)


@scene("k09-time-over-goes-on", Part.TROUBLE)
def goes_on(eye: Eye) -> v.Screen:
    budget = Budget(0, 2_400_000, OnTimeout.WARN)
    return eye.sees(asking.question(PLACE, eye.glass, staff(kind(Likert), 20), budget))


@scene("k20-about-to-hide", Part.TROUBLE)
def about_to_hide(eye: Eye) -> v.Screen:
    glass = replace(eye.glass, idle_s=24)
    page = asking.question(PLACE, glass, likert(), time_left(LEFT))
    return eye.sees(page, None, rooms.idle_warning(glass))


@scene("k16-display-time", Part.HELPING)
def display_time(eye: Eye) -> v.Screen:
    glass = replace(eye.glass, timer_shown=False)
    page = asking.question(PLACE, glass, likert(), time_left(LEFT))
    return eye.sees(page, rooms.display_menu(glass, timer_shown=False))


@scene("k04-asked-once", Part.ASKING)
def asked_once(eye: Eye) -> v.Screen:
    words = say(eye.language, "answering.ask_unanswered", button=say(eye.language, "kiosk.next"))
    return at(eye, staff(kind(Likert), 8), glass=replace(eye.glass, asks=words))


@scene("k12-seeking", Part.HELPING)
def seeking(eye: Eye) -> v.Screen:
    return at(eye, likert(), glass=replace(eye.glass, menu=Menu.LIST, sought="23"))


@scene("k12-seeking-nothing", Part.HELPING)
def seeking_nothing(eye: Eye) -> v.Screen:
    words = say(eye.language, "answering.no_such_number", number=45, last=35)
    return at(eye, likert(), glass=replace(eye.glass, menu=Menu.LIST, trouble=words))


@scene("k06-list", Part.HELPING)
def expert_list(eye: Eye) -> v.Screen:
    return at(eye, expert(kind(Likert), 5), glass=replace(eye.glass, menu=Menu.LIST))


@scene("k12-closed", Part.HELPING)
def closed(eye: Eye) -> v.Screen:
    sheet = staff(kind(Likert), 20)
    return at(eye, replace(sheet, closed=frozenset(sheet.numbered[:6])))


@scene("k06-skipped", Part.HELPING)
def skipped(eye: Eye) -> v.Screen:
    toast = v.Toast(
        "skip-forward",
        say(eye.language, "answering.skipped_toast", agency="Dinkes"),
        v.Button("undo", say(eye.language, "kiosk.undo"), Undo()),
    )
    page = asking.question(PLACE, eye.glass, expert(kind(Likert), 5), time_left(LEFT))
    return eye.sees(page, None, toast)


@scene("k04-first", Part.ASKING)
def first(eye: Eye) -> v.Screen:
    return at(eye, asked("spi-internal", "internal", "dishub"))


@scene("k04-last", Part.ASKING)
def last(eye: Eye) -> v.Screen:
    sheet = staff(lambda _: False)
    return at(eye, replace(sheet, step=sheet.steps[-1]))


@scene("k05-matrix", Part.ASKING, like="k5-matriks")
def matrix(eye: Eye) -> v.Screen:
    sheet = staff(kind(Matrix))
    assert sheet.step is not None
    rows = [slot.variable for slot in sheet.slots(sheet.step)]
    filled = answered(sheet, **{rows[0]: 2, rows[1]: -99})
    return at(eye, filled, glass=replace(eye.glass, row=1))


@scene("k06-expert", Part.ASKING, like="k6-eksper")
def expert_question(eye: Eye) -> v.Screen:
    return at(eye, expert(kind(Likert), 5), 27 * 60_000 + 30_000)


@scene("k06-head", Part.ASKING)
def head_question(eye: Eye) -> v.Screen:
    walk = walked("kepala-opd", "expert", subjects=tuple(AGENCIES))
    return at(eye, upto(walk, lambda item: item.id == "b2", 3), 27 * 60_000)


@scene("k06-subjects", Part.ASKING)
def subjects(eye: Eye) -> v.Screen:
    chosen = tuple(AGENCIES)[:3]
    sheet = asked("spi-expert", "expert")
    return eye.sees(choosing.subjects_question(PLACE, eye.glass, sheet, time_left(LEFT), chosen))


@scene("k06-subjects-none", Part.ASKING)
def subjects_none(eye: Eye) -> v.Screen:
    return eye.sees(
        choosing.subjects_question(PLACE, eye.glass, asked("spi-expert", "expert"), time_left(LEFT), ())
    )


@scene("k13-single", Part.ASKING, like="k13-isian")
def single(eye: Eye) -> v.Screen:
    return at(eye, here(staff(kind(Single)), 2))


@scene("k13-multi", Part.ASKING)
def multi(eye: Eye) -> v.Screen:
    return at(eye, external(Multi))


@scene("k13-number", Part.ASKING)
def number(eye: Eye) -> v.Screen:
    training = replace(PLACE, training=True)
    return eye.sees(asking.question(training, eye.glass, external(Number), time_left(LEFT)))


@scene("k13-number-wrong", Part.ASKING)
def number_wrong(eye: Eye) -> v.Screen:
    return at(eye, external(Number), glass=replace(eye.glass, typed="9999"))


@scene("k13b-text", Part.ASKING, like="k13b-teks")
def text(eye: Eye) -> v.Screen:
    sheet = upto(answering(written()), kind(TextItem))
    return at(eye, here(sheet, "Antrean perlu nomor urut yang terlihat semua orang."))


@scene("k13b-text-open", Part.ASKING)
def text_open(eye: Eye) -> v.Screen:
    return at(eye, upto(answering(written()), kind(TextItem)))


@scene("k13-note", Part.ASKING)
def note(eye: Eye) -> v.Screen:
    sheet = written()
    assert sheet.step is not None
    assert isinstance(sheet.item(sheet.step), Note)
    return at(eye, sheet)


@scene("k16-display", Part.HELPING, like="k16-english-display-menu")
def display(eye: Eye) -> v.Screen:
    page = asking.question(PLACE, eye.glass, likert(), time_left(LEFT))
    return eye.sees(page, rooms.display_menu(eye.glass))


@scene("k16-help", Part.HELPING)
def help_dialog(eye: Eye) -> v.Screen:
    page = asking.question(PLACE, eye.glass, likert(), time_left(LEFT))
    return eye.sees(page, helping.help_dialog(eye.glass, page))


@scene("k16-help-expert", Part.HELPING)
def help_expert(eye: Eye) -> v.Screen:
    page = asking.question(PLACE, eye.glass, expert(kind(Likert), 5), time_left(LEFT))
    return eye.sees(page, helping.help_dialog(eye.glass, page))


@scene("k16-help-text", Part.HELPING)
def help_text(eye: Eye) -> v.Screen:
    page = asking.question(PLACE, eye.glass, upto(answering(written()), kind(TextItem)), time_left(LEFT))
    return eye.sees(page, helping.help_dialog(eye.glass, page))


@scene("k16-help-code", Part.HELPING)
def help_code(eye: Eye) -> v.Screen:
    page = rooms.access_code(PLACE, eye.glass)
    return eye.sees(page, helping.help_dialog(eye.glass, page))


@scene("k04-toast", Part.HELPING)
def toast(eye: Eye) -> v.Screen:
    undo = v.Button("undo", say(eye.language, "kiosk.undo"), Undo())
    page = asking.question(PLACE, eye.glass, staff(kind(Likert), 8), time_left(LEFT))
    return eye.sees(page, toast=v.Toast("rotate-ccw", say(eye.language, "kiosk.cleared"), undo))


@scene("k09-low-time", Part.TROUBLE, like="k9-waktu-hampir-habis")
def low_time(eye: Eye) -> v.Screen:
    return at(eye, staff(kind(Likert), 20), FEW)


@scene("k09-low-time-read", Part.TROUBLE)
def low_time_read(eye: Eye) -> v.Screen:
    return at(eye, staff(kind(Likert), 20), FEW, glass=replace(eye.glass, warnings_read=READ))


@scene("k09-last-minute", Part.TROUBLE)
def last_minute(eye: Eye) -> v.Screen:
    return at(
        eye,
        staff(kind(Likert), 20),
        LAST,
        glass=replace(eye.glass, warnings_read=READ),
    )


@scene("k21-saving", Part.TROUBLE)
def saving(eye: Eye) -> v.Screen:
    return at(eye, likert(), glass=replace(eye.glass, saving=Saving.SAVING))


@scene("k21-not-saved-yet", Part.TROUBLE)
def not_saved_yet(eye: Eye) -> v.Screen:
    return at(eye, likert(), glass=replace(eye.glass, saving=Saving.FAILED))


@scene("k21-refused", Part.TROUBLE)
def refused(eye: Eye) -> v.Screen:
    words = say(eye.language, "sitting.section_over")
    return at(eye, likert(), glass=replace(eye.glass, trouble=words))
