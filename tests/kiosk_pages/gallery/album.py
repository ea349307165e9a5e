"""The page that shows the pictures: one file without a script from elsewhere, read from the disk."""

import html
import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.kiosk_pages.gallery.combos import Combo
from tests.kiosk_pages.gallery.scenes import Part, Scene

PAGE = Path(__file__).with_name("album.html")
DESIGN = "design"


def write(folder: Path, scenes: Sequence[Scene], combos: Sequence[Combo]) -> Path:
    """Write `index.html` beside the pictures."""
    parts = "\n".join(_part(part, scenes, combos) for part in Part if any(s.part is part for s in scenes))
    page = PAGE.read_text("utf-8")
    page = page.replace("<!-- choices -->", _choices(combos)).replace("<!-- parts -->", parts)
    page = page.replace("<!-- count -->", f"{len(scenes)} × {len(combos)} = {len(scenes) * len(combos)}")
    file = folder / "index.html"
    file.write_text(page, "utf-8")
    return file


def lay_beside(folder: Path, designs: Path, scenes: Sequence[Scene]) -> None:
    """Copy the designs' pictures into the gallery, to stand beside ours."""
    into = folder / DESIGN
    into.mkdir(parents=True, exist_ok=True)
    for scene in scenes:
        picture = designs / f"{scene.like}.png"
        if scene.like and picture.is_file():
            shutil.copy(picture, into / picture.name)


def _choices(combos: Sequence[Combo]) -> str:
    kinds: dict[str, list[str]] = {
        "width": sorted({str(each.width) for each in combos}, key=int),
        "language": sorted({each.language.value for each in combos}),
        "contrast": sorted({each.contrast.value for each in combos}),
        "text": sorted({each.text.value for each in combos}, key=len),
    }
    groups = []
    for kind, values in kinds.items():
        boxes = "".join(
            f'<label><input type="checkbox" name="{kind}" value="{value}" checked>{value}</label>'
            for value in values
        )
        groups.append(f"<fieldset><legend>{kind}</legend>{boxes}</fieldset>")
    return "\n".join(groups)


def _part(part: Part, scenes: Sequence[Scene], combos: Sequence[Combo]) -> str:
    inside = "\n".join(_scene(scene, combos) for scene in scenes if scene.part is part)
    return f"<section><h2>{html.escape(part.value)}</h2>\n{inside}\n</section>"


def _scene(scene: Scene, combos: Sequence[Combo]) -> str:
    figures = [_figure(scene, combo) for combo in combos]
    if scene.like:
        picture = f"{DESIGN}/{scene.like}.png"
        figures.insert(
            0,
            f'<figure class="design" hidden><a href="{picture}"><img loading="lazy" src="{picture}" alt="">'
            f"</a><figcaption>design: {html.escape(scene.like)}</figcaption></figure>",
        )
    name = html.escape(scene.name)
    return f'<article id="{name}"><h3>{name}</h3><div class="row">{"".join(figures)}</div></article>'


def _figure(scene: Scene, combo: Combo) -> str:
    picture = f"{combo.name}/{scene.name}.png"
    data = (
        f'data-width="{combo.width}" data-language="{combo.language.value}"'
        f' data-contrast="{combo.contrast.value}" data-text="{combo.text.value}"'
    )
    return (
        f'<figure {data}><a href="{picture}"><img loading="lazy" width="{combo.width}"'
        f' height="{combo.height}" src="{picture}" alt="{html.escape(scene.name)}"></a>'
        f"<figcaption>{combo.name}</figcaption></figure>"
    )
