"""The page of one agency: chosen from all, its report's figures on the screen, and the way to the next."""

from pathlib import Path

from PySide6.QtWidgets import QTableView

from app.base.sentences import Language
from app.office.survey.activities import enter_activities
from app.office.survey.roundfile import ActivitySheet
from app.office.window.present import agency as present
from app.office.window.present import results
from app.paper.reports.accounts import gap_notes, index_lines
from app.paper.reports.plots import gap_plot
from app.scoring.priorities import spoken
from tests.office import test_follow_up as follow_up
from tests.office.conftest import ROUND, House
from tests.office.test_periods_and_activities import TRAINING, an_earlier_round, sheet
from tests.office_pages.conftest import Sit
from tests.office_pages.desk import OfficerRobot, World
from tests.office_pages.test_results import cells, scored_round


def come(sit: Sit) -> OfficerRobot:
    officer = sit()
    officer.sign_in("a")
    officer.go("results")
    officer.walk_to(results.PLOT)
    officer.key("Down")
    officer.key("Up")
    officer.key("Return")
    officer.wait()
    return officer


def test_enter_on_an_agency_shows_the_figures_of_its_report(sit: Sit, opened: House) -> None:
    assert opened.folder.exists()
    officer = come(sit)
    assert officer.page == "agency"
    scored = scored_round(officer)
    first = scored.city.agencies[0]
    said = officer.said()
    for label, value, _ in index_lines(first, Language.ID):
        assert label in said
        assert value in said
    view = officer.walk_to(present.GAPS)
    assert isinstance(view, QTableView)
    plot = gap_plot(scored.city, first, Language.ID)
    assert [cells(view, at)[2:] for at in range(len(plot.rows))] == [
        [row.value, row.gap] for row in plot.rows
    ]
    areas = scored.priorities(first.agency)
    assert areas.dimensions
    for area in (*areas.dimensions, *areas.items):
        assert spoken(area, scored.city.method, Language.ID) in said
    assert "Belum ada periode sebelumnya" in said


def test_the_next_agency_is_a_key_away_and_what_is_withheld_stays_so(sit: Sit, opened: House) -> None:
    assert opened.folder.exists()
    officer = come(sit)
    officer.press("next_agency")
    officer.wait()
    second = scored_round(officer).city.agencies[1]
    assert second.name.id in officer.said()
    assert "Indeks instansi ini ditahan" in officer.said()
    officer.key("Escape")
    assert officer.page == "results"


def test_what_was_done_and_what_changed_since_the_last_period(
    sit: Sit, opened: House, tmp_path: Path
) -> None:
    an_earlier_round(opened)
    assert isinstance(enter_activities(opened.office, sheet(tmp_path, TRAINING)), ActivitySheet)
    officer = come(sit)
    said = officer.said()
    assert "Pelatihan pengendalian gratifikasi" in said
    assert "Notula 12/2026" in said
    assert "tidak berubah nyata (" in said


def test_the_report_is_written_where_the_officer_wishes_and_can_be_opened(
    sit: Sit, opened: House, world: World, tmp_path: Path
) -> None:
    assert opened.folder.exists()
    world.folder = tmp_path / "laporan"
    officer = come(sit)
    first = scored_round(officer).city.agencies[0]
    assert " ".join(gap_notes(scored_round(officer).city, first, Language.ID)) in officer.said()
    officer.press("write_agency")
    officer.wait()
    names = sorted(path.name for path in world.folder.iterdir())
    assert names == [f"{ROUND}-{paper}-{first.agency}-id.pdf" for paper in ("instansi", "ringkas")]
    assert f"2 berkas tersimpan di {world.folder}." in officer.said()
    officer.press("show_paper")
    assert world.shown == [world.folder / names[0]]
    officer.go("results")
    officer.key("Ctrl+P")
    officer.wait()
    assert len(list(world.folder.iterdir())) == 5
    assert "3 berkas tersimpan" in officer.said()


def test_activities_and_actions_are_taken_up_from_files_at_the_window(
    sit: Sit, opened: House, world: World, tmp_path: Path
) -> None:
    assert opened.folder.exists()
    officer = come(sit)
    world.files = (sheet(tmp_path, {**TRAINING, "agency": "lain"}),)
    officer.press("read_activities")
    officer.wait()
    assert "activities.0" in officer.said()
    world.files = (sheet(tmp_path, TRAINING),)
    officer.press("read_activities")
    officer.wait()
    assert "activities.0" not in officer.said()
    assert "Pelatihan pengendalian gratifikasi" in officer.said()
    world.files = (follow_up.sheet(tmp_path),)
    officer.press("read_follow_up")
    officer.wait()
    assert follow_up.REPLY in officer.said()
    assert "Pembayaran nontunai di loket" in officer.said()
