"""The page that shows the pictures: one file without a script from elsewhere, read from the disk."""

import html
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.gallery.combos import Combo

PAGE = Path(__file__).with_name("album.html")
DESIGN = "design"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One picture: chapter and name of its scene, whose eyes, the design's picture that it follows."""

    part: str
    name: str
    combo: Combo
    like: str = ""

    @property
    def file(self) -> str:
        """Where it lies in the gallery."""
        return f"{self.combo.name}/{self.name}.png"


def write(folder: Path, parts: Sequence[str], drawn: Sequence[Drawn]) -> Path:
    """Write `index.html` beside the pictures, chapter by chapter; returns the file."""
    held = [(part, [each for each in drawn if each.part == part]) for part in parts]
    page = PAGE.read_text("utf-8")
    page = page.replace("<!-- choices -->", _choices([each.combo for each in drawn]))
    page = page.replace("<!-- parts -->", "\n".join(_part(part, some) for part, some in held if some))
    scenes = len({each.name for each in drawn})
    page = page.replace("<!-- count -->", f"{scenes} scenes, {len(drawn)} pictures")
    file = folder / "index.html"
    file.write_text(page, "utf-8")
    return file


def lay_beside(folder: Path, designs: Path, drawn: Sequence[Drawn]) -> None:
    """Copy the designs' pictures into the gallery, to stand beside ours."""
    into = folder / DESIGN
    into.mkdir(parents=True, exist_ok=True)
    for like in {each.like for each in drawn if each.like}:
        picture = designs / f"{like}.png"
        if picture.is_file():
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


def _part(part: str, drawn: Sequence[Drawn]) -> str:
    names = dict.fromkeys(each.name for each in drawn)
    inside = "\n".join(_scene(name, [each for each in drawn if each.name == name]) for name in names)
    return f"<section><h2>{html.escape(part)}</h2>\n{inside}\n</section>"


def _scene(name: str, drawn: Sequence[Drawn]) -> str:
    figures = [_figure(each) for each in drawn]
    if like := drawn[0].like:
        picture = f"{DESIGN}/{like}.png"
        figures.insert(
            0,
            f'<figure class="design" hidden><a href="{picture}"><img loading="lazy" src="{picture}" alt="">'
            f"</a><figcaption>design: {html.escape(like)}</figcaption></figure>",
        )
    said = html.escape(name)
    return f'<article id="{said}"><h3>{said}</h3><div class="row">{"".join(figures)}</div></article>'


def _figure(drawn: Drawn) -> str:
    combo = drawn.combo
    data = (
        f'data-width="{combo.width}" data-language="{combo.language.value}"'
        f' data-contrast="{combo.contrast.value}" data-text="{combo.text.value}"'
    )
    return (
        f'<figure {data}><a href="{drawn.file}"><img loading="lazy" width="{combo.width}"'
        f' height="{combo.height}" src="{drawn.file}" alt="{html.escape(drawn.name)}"></a>'
        f"<figcaption>{combo.name}</figcaption></figure>"
    )
