"""Erasing in a number field, also when it holds a reason instead of a number."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.base.clock import HandClock
from app.demo import training
from app.kiosk.window import intents as i
from tests.kiosk_pages.room import Room

ONE_NUMBER = """
practice: true
schema_version: 1
id: latihan
version: "1.0"
title: {id: Uji, en: Test}
languages: [id, en]
respondent_group: training
absent: [-98, -99]
sections:
  - id: one
    title: {id: Satu, en: One}
    items:
      - {id: q1, kind: number, min: 1, max: 12, text: {id: Berapa, en: How many}}
"""


def test_backspace_leaves_a_non_answer_alone(
    tmp_path: Path, application: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "asked" / "latihan").mkdir(parents=True)
    (tmp_path / "asked/latihan/questionnaire.yaml").write_text(ONE_NUMBER, encoding="utf-8")
    monkeypatch.setattr(training, "QUESTIONNAIRES", tmp_path / "asked")  # another folder of files
    (tmp_path / "made").mkdir()
    kiosk = training.prepare(tmp_path / "made")
    room = Room(kiosk.data_dir, HandClock(time.time_ns() // 1_000_000), tmp_path, application)
    room.proctor.open_booth(kiosk.card_code)
    room.proctor.open_panel(kiosk.pin)
    room.proctor.press(Qt.Key.Key_F4)
    room.proctor.leave()
    room.respondent.enter_code(kiosk.codes[0].replace("-", ""))
    room.respondent.consent()
    room.conductor.take(i.Press(-98))
    for _ in range(3):
        room.conductor.take(i.Erase())
    assert list(room.sitting.answers.values()) == [-98]
    room.close()
