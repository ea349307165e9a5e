"""The page of the index: nothing before the opening, the paper's figures after it, read by keys alone."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from app.base.charts import Tone
from app.base.sentences import Language
from app.office.results.analysis import Scored
from app.office.window.present import results as present
from app.paper.reports.plots import interval_plot
from app.scoring.scheme import Component, Dimension
from tests.office.conftest import House
from tests.office_pages.conftest import Sit
from tests.office_pages.deeds import six
from tests.office_pages.desk import OfficerRobot


def scored_round(officer: OfficerRobot) -> Scored:
    shift = officer.door.conductor.shift
    assert shift is not None
    assert shift.scored is not None
    return shift.scored


def table(officer: OfficerRobot, name: str) -> QTableView:
    found = officer.walk_to(name)
    assert isinstance(found, QTableView)
    return found


def cells(view: QTableView, row: int, role: int = Qt.ItemDataRole.DisplayRole) -> list[str]:
    model = view.model()
    return [str(model.data(model.index(row, at), role)) for at in range(model.columnCount())]


def test_before_the_opening_there_is_no_figure_and_the_way_to_it(sit: Sit, house: House) -> None:
    assert house.folder.exists()
    officer = sit()
    officer.sign_in("a")
    officer.go("results")
    assert "tidak ada angka sementara" in officer.said()
    assert officer.door.conductor.shift is not None
    assert officer.door.conductor.shift.scored is None
    officer.press("to_opening")
    assert officer.page == "opening"


def test_one_officer_reads_every_figure_of_an_opened_round_by_key(sit: Sit, opened: House) -> None:
    officer = sit()
    officer.sign_in("a")
    officer.go("results")
    scored = scored_round(officer)
    plot = interval_plot(scored.city, Language.ID)
    assert f"{scored.city.experts} eksper menilai {scored.city.ratings} kali" in officer.said()
    view = table(officer, present.PLOT)
    first = plot.rows[0]
    assert first.interval is not None
    assert cells(view, 0)[0] == first.label
    assert cells(view, 0)[2:4] == [first.value, first.span]
    closed = cells(view, 1)
    assert closed[1:4] == ["data belum cukup*", "–*", ""]  # three users are too few
    officer.key("Down")
    officer.key("Up")
    assert f"{first.label}: {first.value}, rentang 95% {first.span}." in officer.said()
    officer.key("Down")
    assert f"{plot.rows[1].label}: ditahan" in officer.said()
    shades = table(officer, "dimension_table")
    QTest.keyClick(shades, Qt.Key.Key_Down)
    QTest.keyClick(shades, Qt.Key.Key_Right)
    label = scored.city.method.dimension_labels[Dimension.TRANSPARENCY].id
    assert f", {label}: " in officer.said()
    assert "* " in officer.said()
    assert opened.folder.exists()


def test_the_answers_of_one_group_are_shown_without_bands(sit: Sit, opened: House) -> None:
    assert opened.folder.exists()
    officer = sit()
    officer.sign_in("a")
    officer.go("results")
    scored = scored_round(officer)
    officer.choose("group", 1)
    officer.wait()
    view = table(officer, present.PLOT)
    plot = interval_plot(scored.city, Language.ID, Component.INTERNAL)
    assert [cells(view, at)[2] for at in range(2)] == [row.value for row in plot.rows]
    assert view.model().columnCount() == 4


def test_a_locked_window_holds_no_figure(sit: Sit, opened: House) -> None:
    assert opened.folder.exists()
    officer = sit()
    officer.sign_in("a")
    officer.go("results")
    shift = officer.door.conductor.shift
    assert shift is not None
    assert shift.scored is not None
    officer.key("Ctrl+L")
    assert shift.scored is None


def test_a_band_is_told_only_where_the_whole_interval_lies_in_it() -> None:
    tones = [row.tone for row in interval_plot(six(), Language.ID).rows]
    assert tones == [Tone.OPEN, Tone.OPEN, Tone.OPEN, Tone.LOW, Tone.HIGH, Tone.OPEN]
