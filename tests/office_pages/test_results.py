"""The page of the index: nothing before the opening, the paper's figures after it, read by keys alone."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from app.base.charts import Tone
from app.base.sentences import Language
from app.office.results.analysis import Scored
from app.office.window import intents as i
from app.office.window.present import results as present
from app.paper.plots import interval_plot
from app.scoring.results import CityResult, Standing
from app.scoring.scheme import Component, Dimension
from tests.office.conftest import House
from tests.office_pages.conftest import Sit
from tests.office_pages.desk import OfficerRobot
from tests.office_pages.eyes import faults_in
from tests.paper.test_reports import BANDS, TOO_FEW, agency, city, estimate

SIZES = ((1366, 768), (1100, 700))


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


def six() -> CityResult:
    """The sample city of the design: four bands cannot be told, one agency is withheld."""
    found = (
        agency("BPPD", 73.9),
        agency("Dinas Kesehatan", 77.1),
        agency("Dinas Perhubungan", 71.2),
        replace(agency("Dinas PUPR", 66.3), standing=Standing(BANDS[0], open=False)),
        replace(agency("DPMPTSP", 83.9), standing=Standing(BANDS[2], open=False)),
        agency("ULP", index=TOO_FEW),
    )
    whole = city(*found)
    return replace(
        whole,
        components={each: estimate(73, 4) for each in Component},
        cells={each: dict(whole.dimensions) for each in Component},
    )


def test_a_band_is_told_only_where_the_whole_interval_lies_in_it() -> None:
    tones = [row.tone for row in interval_plot(six(), Language.ID).rows]
    assert tones == [Tone.OPEN, Tone.OPEN, Tone.OPEN, Tone.LOW, Tone.HIGH, Tone.OPEN]


def test_nothing_is_wrong_with_the_page(sit: Sit, opened: House) -> None:
    officer = sit()
    officer.sign_in("a")
    stage, take = officer.door.window, officer.door.conductor.take
    shift = officer.door.conductor.shift
    assert shift is not None
    found: list[str] = []

    def look(name: str) -> None:
        officer.wait()
        QApplication.processEvents()
        found.extend(faults_in(stage, f"results-{name}"))

    take(i.Go("results"))
    officer.wait()
    assert shift.scored is not None
    for sample in (False, True):
        if sample:
            shift.scored = replace(shift.scored, city=six())
        for width, height in SIZES:
            stage.resize(width, height)
            for language in Language:
                take(i.SetLanguage(language))
                for group in ("all", "external") if width == SIZES[0][0] else ("all",):
                    take(i.Typed(present.GROUP, group))
                    look(f"{'sample' if sample else 'real'}-{width}-{language.value}-{group}")
    assert not found
    assert opened.folder.exists()
