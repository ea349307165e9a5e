"""What the program was started with: read once, handed on unchanged to every window process."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from app.base.sentences import Language

Pixels = Annotated[int, Field(ge=320, le=16_384)]


class Settings(BaseModel):
    """`size` is (width, height) of a windowed kiosk; None lets the window choose."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    data_dir: Path
    windowed: bool = False
    language: Language = Language.ID
    size: tuple[Pixels, Pixels] | None = None

    def arguments(self) -> list[str]:
        """The command line that gives these settings again."""
        given = ["--data", str(self.data_dir), "--language", self.language.value]
        if self.windowed:
            given.append("--windowed")
        if self.size:
            given += ["--size", f"{self.size[0]}x{self.size[1]}"]
        return given
