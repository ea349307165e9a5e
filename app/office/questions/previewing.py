"""A question as the booth shows it: drawn by the kiosk's own program, which this one may not import."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from app.base.errors import Refused
from app.base.resources import QUESTIONNAIRES
from app.base.sentences import Language
from app.questionnaire.model import Questionnaire
from app.questionnaire.read import read_yaml, to_canonical

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
    """The picture of one question, as PNG; no condition hides it.

    Refuses where the kiosk's program does not lie beside this one (`forms.no_kiosk`) or cannot draw it.
    """
    program = kiosk_program()
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
            [*program, "--preview-process"],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            input=json.dumps(wanted).encode(),
            capture_output=True,
            timeout=_WAIT_S,
            check=False,
        )
    except OSError:
        bundle = Path(program[0]).parent
        return Refused("forms.no_kiosk", {"program": bundle.name, "folder": str(bundle.parent)})
    except subprocess.TimeoutExpired:
        return Refused("forms.no_preview", {"item": item})
    if done.returncode or not done.stdout:
        return Refused("forms.no_preview", {"item": item})
    return done.stdout


def draw_practice() -> bytes | Refused:
    """The first question of the practice, to see whether questions can be drawn here."""
    asked = read_yaml((QUESTIONNAIRES / "latihan/questionnaire.yaml").read_bytes())
    first = asked.sections[0]
    return draw_question(asked, first.id, first.items[0].id, Eyes())


def kiosk_program() -> list[str]:
    """What starts a kiosk: from a bundle the other bundle, which lies beside this one."""
    if getattr(sys, "frozen", False):
        here = Path(sys.executable)
        return [str(here.parents[1] / _PROGRAM / f"{_PROGRAM}{here.suffix}")]
    return [sys.executable, "-m", "app.kiosk"]
