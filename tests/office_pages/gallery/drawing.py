"""From stories to pictures: one office for each story."""

from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path
from tempfile import TemporaryDirectory

from app.office.window.pages.stage import Stage
from tests.gallery.album import Drawn
from tests.gallery.combos import Combo
from tests.office_pages.gallery.stories import stories, tell
from tests.office_pages.offices import Offices


def draw(name: str, combos: Sequence[Combo], pattern: str, folder: Path) -> list[Drawn]:
    """Draw those looks of the story `name` that fit the pattern, in these combinations."""
    (told,) = stories(name)
    drawn: list[Drawn] = []

    def see(stage: Stage, look: str, combo: Combo) -> None:
        if fnmatch(f"office-{look}", pattern):
            made = Drawn(f"Office: {told.part.value}", f"office-{look}", combo)
            (folder / made.file).parent.mkdir(parents=True, exist_ok=True)
            stage.grab().save(str(folder / made.file))
            drawn.append(made)

    with TemporaryDirectory(prefix="kantor-") as made_in:
        tell(told, Offices(Path(made_in)), combos, see)
    return drawn
