"""The pictures of the proctor's guide: which part of which scene."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from PIL import Image

from app.base.guide import HELP, PICTURES
from app.base.sentences import Language
from app.ui.theme import Look
from tests.gallery.shots import Shot, keep_all, take
from tests.kiosk_pages.gallery.drawing import open_stage, show
from tests.kiosk_pages.gallery.scenes import screen

SHOTS = (
    Shot("card-code", "k02-card-half", ("header", "erase_all")),
    Shot("pin", "p1-pin-empty", ("proctor_name", "cancel", "erase_one"), room=(24, 132, 40, 24)),
    Shot("pin-wrong", "p1-pin", ("proctor_name", "cancel", "erase_one"), room=(24, 132, 40, 24)),
    Shot("panel", "p2-panel", ("header", "end_session"), room=(0, 0, 0, 12)),
    Shot("readiness", "p5-ready", ("checks_column", "side_column")),
    Shot("restart-test", "p5-begun", ("restart_card",), (1024, 900)),
    Shot("void", "p2-void", ("dialog",)),
    Shot("note", "p2-note", ("dialog",)),
    Shot("add-time", "p2-add-time", ("dialog",), (1024, 860)),
    Shot("export-done", "p3-done", ("column", "export"), (1024, 840), room=0),
    Shot("receipts", "p3-export", ("previous", "export"), room=16),
    Shot("aloud-button", "k03-promise-user", ("header",), room=0),
    Shot("aloud", "k18-aloud", ("column", "consent", "start"), (1024, 860), room=0),
    Shot("slip-wrong", "k02-code-wrong", ("code", "erase_all"), room=(24, 138, 24, 24)),
    Shot("question-list", "k12-drawer", ("question_list",), room=0),
    Shot("seal", "k17-seal", ("dialog",)),
    Shot("enrol-words", "k19-enrol", ("column",), room=0),
    Shot("package", "k19-package", ("package_0", "go"), room=40),
    Shot("papers", "p4-papers", ("form_column",), room=0),
    Shot("restored", "k14-restored", ("column",), room=0),
)


def folder_of(language: Language) -> Path:
    """Where the pictures in a language lie."""
    return HELP / PICTURES / language.value


def taken(language: Language) -> dict[str, Image.Image]:
    """Every picture as the screen is now."""
    found = {}
    for size, shots in groupby(sorted(SHOTS, key=lambda shot: shot.size), key=lambda shot: shot.size):
        with open_stage(*size) as (stage, application):
            for shot in shots:
                show(stage, application, screen(shot.scene, Look(language)))
                found[shot.name] = take(stage, shot)
    return found


def keep() -> Iterator[tuple[int, Path]]:
    """Draw all of them anew; says how many went where."""
    for language in Language:
        pictures = taken(language)
        keep_all(pictures, folder_of(language))
        yield len(pictures), folder_of(language)
