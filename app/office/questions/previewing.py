"""A question as the booth shows it: drawn by the kiosk's own program, which this one may not import."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from app.base.errors import Refused
from app.base.sentences import Language
from app.questionnaire.model import Questionnaire
from app.questionnaire.read import to_canonical

_WAIT_S = 120  # a slow disk under a cold start
_PROGRAM = "bilik-kiosk"  # the bundle and its executable


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who looks: language, size of text and contrast as the kiosk names them, pixels of the screen."""

    language: Language = Language.ID
    text: str = "a"
    contrast: str = "standard"
    width: int = 1366
    height: int = 768


def draw_question(asked: Questionnaire, section: str, item: str, eyes: Eyes) -> bytes | Refused:
    """The picture of one question, as PNG; no condition hides it."""
    wanted = {
        "questionnaire": json.loads(to_canonical(asked)),
        "section": section,
        "item": item,
        "language": eyes.language.value,
        "text": eyes.text,
        "contrast": eyes.contrast,
        "width": eyes.width,
        "height": eyes.height,
    }
    try:
        done = subprocess.run(
            [*kiosk_program(), "--preview-process"],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            input=json.dumps(wanted).encode(),
            capture_output=True,
            timeout=_WAIT_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return Refused("forms.no_preview", {"item": item})
    if done.returncode or not done.stdout:
        return Refused("forms.no_preview", {"item": item})
    return done.stdout


def kiosk_program() -> list[str]:
    """What starts a kiosk: from a bundle the other bundle, which lies beside this one."""
    if getattr(sys, "frozen", False):
        here = Path(sys.executable)
        return [str(here.parents[1] / _PROGRAM / f"{_PROGRAM}{here.suffix}")]
    return [sys.executable, "-m", "app.kiosk"]
