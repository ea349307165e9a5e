"""The pictures of the office's guide: which part of which look of which story."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from app.base.guide import PICTURES
from app.base.sentences import Language
from app.office.window.pages.stage import Stage
from app.office.window.sections.helping import GUIDE
from app.ui.theme import Contrast, TextSize
from tests.gallery.combos import Combo
from tests.gallery.shots import Shot, keep_all, take
from tests.office_pages.gallery.stories import stories, tell
from tests.office_pages.offices import Offices

SHOTS = (
    Shot("ceremony", "ceremony-filled", ("officer_a", "officer_c"), (1100, 800)),
    Shot("targets", "round-full-targets", ("targets_internal", "targets_external"), (1100, 1300)),
    Shot("draw", "sample-draw-before", ("strata_card",), (1100, 1300)),
    Shot("import", "import-done", ("import_counts", "import_results"), (1100, 800)),
    Shot("quarantine", "quarantine-damaged", ("held_what",), (1100, 1500)),
    Shot("decision", "quarantine-damaged", ("held_decide",), (1100, 1500)),
    Shot("key-trial", "keys-before", ("key_tests",), (1100, 2600)),
    Shot("closing", "closing-explain", ("open_card", "waive_card"), (1100, 1500)),
    Shot("opening", "closing-ready", ("opening_conditions", "opening_officers"), (1100, 1300)),
    Shot("index", "results-sample", ("index_card",), (1100, 1300)),
    Shot("set-aside", "review-waiting", ("review_two",), (1100, 1300)),
    Shot("editions", "publishing-two-officers", ("editions_form",), (1100, 3000)),
)


def folder_of(language: Language) -> Path:
    """Where the pictures in a language lie."""
    return GUIDE / PICTURES / language.value


def taken() -> dict[Language, dict[str, Image.Image]]:
    """Every picture as the screen is now, in every language."""
    found: dict[Language, dict[str, Image.Image]] = {language: {} for language in Language}

    def see(stage: Stage, look: str, combo: Combo) -> None:
        for shot in SHOTS:
            if (shot.scene, shot.size) == (look, (combo.width, combo.height)):
                found[combo.language][shot.name] = take(stage, shot)

    with TemporaryDirectory(prefix="kantor-") as folder:
        offices = Offices(Path(folder))
        for told in stories():
            sizes = sorted({shot.size for shot in SHOTS if shot.scene.startswith(f"{told.name}-")})
            if sizes:
                tell(told, offices, [_eyes(*size, language) for size in sizes for language in Language], see)
    return found


def _eyes(width: int, height: int, language: Language) -> Combo:
    return Combo(width, height, language, Contrast.STANDARD, TextSize.A)


def keep() -> Iterator[tuple[int, Path]]:
    """Draw all of them anew; says how many went where."""
    for language, pictures in taken().items():
        keep_all(pictures, folder_of(language))
        yield len(pictures), folder_of(language)
