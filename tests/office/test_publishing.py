"""Publishing: two editions from one opened round, each whole, signed, and of equal bytes every time."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from lxml import etree

from app.base.canonical import JsonValue, digest
from app.base.errors import Environment, Integrity, Refused
from app.base.sentences import Language
from app.office.answers.opening import read_rows
from app.office.answers.review import decide, signs_of
from app.office.answers.signs import Decision, Signs
from app.office.commands.main import run
from app.office.findings import Findings
from app.office.gathering.intake import import_paths
from app.office.officers.roots import ROOT_NAME
from app.office.officers.signin import Office
from app.office.results.analysis import Scored, score_round
from app.office.results.publishing import Published, Verified, prepare, publish, verify, write_form
from app.office.store.audit import read_acts
from app.office.survey.packaging import Packaged, make_package
from app.release.check import Fault
from app.release.editions import Edition
from app.release.folder import MANIFEST
from app.scoring.estimate import Estimate
from app.scoring.results import CityResult, Withheld
from app.seal.package import verify_package
from tests.office.conftest import AGENCIES, PASSPHRASES, ROUND, House, open_house, order, signed_in
from tests.office.test_opening import close_and_open, collect, response, submit

BOTH = (Edition.PUBLIC, Edition.INTERNAL)
SCHEMA = os.environ.get("BILIK_DDI_SCHEMA", "")
PUBLIC, INTERNAL = f"{ROUND}-publik", f"{ROUND}-internal"


@pytest.fixture(scope="module")
def opened(template: tuple[Path, Packaged], tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A round of two agencies with staff, users and experts, opened; nothing in the module changes it."""
    house = _answered(template, tmp_path_factory.mktemp("published") / "office")
    yield house
    house.office.close()


def _answered(template: tuple[Path, Packaged], folder: Path, alike: int = 1) -> House:
    """The round; so many users after each other answer the very same, which is a sign if it is not one."""
    source, packaged = template
    shutil.copytree(source / "office", folder)
    house = open_house(folder, packaged, source)
    import_paths(house.office, [house.stick("lab", collect(house).export())])
    slips = tuple({"agency": agency, "group": "external", "count": 10} for agency in AGENCIES)
    users = make_package(house.office, order(venue="laptop-1", seats=("L1",), slips=slips), folder.parent)
    assert isinstance(users, Packaged)
    house.packaged = users
    house.package = verify_package(users.package_file.read_bytes(), house.office.root)
    laptop = house.kiosk("L1")
    for agency in AGENCIES:
        for seed, slip in enumerate(house.codes("external", agency)):
            submit(
                laptop, response(house, slip, "external", agency, 1000 + seed // alike), agency, "external"
            )
    close_and_open(house, laptop)
    return house


@pytest.fixture(scope="module")
def release(opened: House, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both editions of the round."""
    out = tmp_path_factory.mktemp("release")
    made = publish(opened.office, ROUND, out, BOTH)
    assert isinstance(made, Published), made
    return out


def test_two_runs_give_equal_bytes_in_every_file(opened: House, release: Path, tmp_path: Path) -> None:
    again = publish(opened.office, ROUND, tmp_path, BOTH)
    assert isinstance(again, Published)
    names = sorted(path.relative_to(release) for path in release.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert [name for name in names if (release / name).read_bytes() != (tmp_path / name).read_bytes()] == []


def test_both_editions_are_whole_and_signed_by_both_officers(opened: House, release: Path) -> None:
    for name in (PUBLIC, INTERNAL):
        found = verify(release / name, opened.office.folder / ROOT_NAME)
        assert (found.sound, found.trusted, found.officers) == (True, True, ("a", "b"))
        assert not found.manifest.complete
        assert found.manifest.lacking > 0


def test_the_formats_of_one_table_hold_the_same(release: Path) -> None:
    data = release / INTERNAL / "data"
    for path in sorted(data.glob("*.parquet")):
        table = pl.read_parquet(path)
        flat = pl.read_csv(path.with_suffix(".csv"), schema=table.schema)
        assert flat.equals(table), path.name


def test_the_public_edition_holds_no_row_of_any_respondent(opened: House, release: Path) -> None:
    with opened.office.store.reading() as connection:
        rows = read_rows(connection, ROUND)
    assert len(rows) == 46
    folder = release / PUBLIC
    assert not list(folder.rglob("*.sav")) + list(folder.rglob("*.dta")) + list(folder.rglob("mikrodata*"))
    heights = {path.name: pl.read_parquet(path).height for path in folder.rglob("*.parquet")}
    assert heights["indeks.parquet"] == 3  # the city and its two agencies
    for path in folder.rglob("*.csv"):
        assert not {"responden", "keadaan", "lama", "moda"} & set(pl.read_csv(path).columns), path.name
    codes = [str(cell.value) for row in rows for cell in row.answers if isinstance(cell.value, str)]
    public = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert codes == [] or not any(text.encode() in public for text in codes)


def test_the_internal_edition_holds_every_answer_of_every_opened_row(opened: House, release: Path) -> None:
    with opened.office.store.reading() as connection:
        rows = [row for row in read_rows(connection, ROUND) if row.group == "internal"]
    table = pl.read_parquet(release / INTERNAL / "data" / "mikrodata_internal.parquet")
    assert table.height == len(rows)
    for place, row in enumerate(rows):
        here = table.row(place, named=True)
        coded = {cell.variable: cell.value for cell in row.answers if isinstance(cell.value, int)}
        assert {name: here[name] for name in coded if name in here} == {
            name: value for name, value in coded.items() if name in here
        }
        assert here["instansi"] == row.agency


def test_a_changed_byte_is_found_in_every_file(opened: House, release: Path, tmp_path: Path) -> None:
    copy = tmp_path / PUBLIC
    shutil.copytree(release / PUBLIC, copy)
    root = opened.office.folder / ROOT_NAME
    for path in sorted(copy.rglob("*")):
        if path.is_dir():
            continue
        before = path.read_bytes()
        path.write_bytes(before[:-1] + bytes([before[-1] ^ 1]))
        if path.name == MANIFEST:
            with pytest.raises(Integrity):
                verify(copy, root)
        else:
            wrong = [one for one in verify(copy, root).files if one.fault is not None]
            assert [(one.name, one.fault) for one in wrong] == [
                (path.relative_to(copy).as_posix(), Fault.CHANGED)
            ]
        path.write_bytes(before)
    assert verify(copy, root).sound


def test_missing_extra_and_odd_files_each_get_their_sentence(
    opened: House, release: Path, tmp_path: Path
) -> None:
    copy = tmp_path / PUBLIC
    shutil.copytree(release / PUBLIC, copy)
    (copy / "data" / "indeks.csv").unlink()
    (copy / "data" / "catatan.csv").write_text("a\n", encoding="utf-8")
    (copy / "data" / "dimensi.csv").unlink()
    (copy / "data" / "dimensi.csv").symlink_to(release / PUBLIC / "data" / "dimensi.csv")
    found = verify(copy, opened.office.folder / ROOT_NAME)
    assert not found.sound
    wrong = {one.name: one for one in found.files if one.fault is not None}
    assert {name: one.fault for name, one in wrong.items()} == {
        "data/catatan.csv": Fault.EXTRA,
        "data/dimensi.csv": Fault.NOT_A_FILE,
        "data/indeks.csv": Fault.MISSING,
    }
    assert len({one.sentence().key for one in wrong.values()}) == 3


def test_a_folder_in_which_nothing_lies_belongs_to_no_release_either(
    opened: House, release: Path, tmp_path: Path
) -> None:
    copy = tmp_path / PUBLIC
    shutil.copytree(release / PUBLIC, copy)
    (copy / "data" / "lama" / "lagi").mkdir(parents=True)
    (copy / "data" / "indeks.csv").unlink()
    (copy / "data" / "indeks.csv").mkdir()
    found = verify(copy, opened.office.folder / ROOT_NAME)
    assert {one.name: one.fault for one in found.files if one.fault is not None} == {
        "data/lama/lagi": Fault.EXTRA,
        "data/indeks.csv": Fault.NOT_A_FILE,
    }


def test_a_file_in_the_place_of_the_folder_is_named_as_what_is_wrong(opened: House, tmp_path: Path) -> None:
    taken = tmp_path / "rilis"
    taken.write_bytes(b"surat")
    with pytest.raises(Environment) as trouble:
        publish(opened.office, ROUND, taken, (Edition.PUBLIC,))
    assert trouble.value.code == "storage.name_taken"
    with pytest.raises(Environment) as trouble:
        write_form(opened.office, ROUND, tmp_path, None, Language.ID)
    assert trouble.value.code == "storage.name_taken"
    assert [path.name for path in tmp_path.iterdir()] == ["rilis"]
    assert taken.read_bytes() == b"surat"


def test_a_release_signed_under_another_root_is_refused(release: Path, tmp_path: Path) -> None:
    from tests.office.conftest import hold_ceremony

    other = hold_ceremony(tmp_path / "other")
    with pytest.raises(Integrity, match=r"release\.other_office"):
        verify(release / PUBLIC, other.root_file)


def test_without_a_root_of_ones_own_the_words_are_to_be_compared(opened: House, release: Path) -> None:
    found = verify(release / PUBLIC, None)
    assert isinstance(found, Verified)
    assert (found.trusted, found.words) == (False, opened.office.root.words)


def test_a_release_is_never_written_over(opened: House, release: Path) -> None:
    refused = publish(opened.office, ROUND, release, (Edition.PUBLIC,))
    assert isinstance(refused, Refused)
    assert refused.code == "release.exists"


def test_microdata_take_two_officers_and_aggregates_one(opened: House, tmp_path: Path) -> None:
    alone = signed_in(opened.office.folder, "a")
    try:
        refused = publish(alone, ROUND, tmp_path, BOTH)
        assert isinstance(refused, Refused)
        assert refused.code == "office.two_officers"
        assert list(tmp_path.iterdir()) == []
        assert isinstance(publish(alone, ROUND, tmp_path, (Edition.PUBLIC,)), Published)
        assert verify(tmp_path / PUBLIC, None).officers == ("a",)
    finally:
        alone.close()


def test_who_stops_between_two_editions_keeps_the_first_and_nothing_of_the_second(
    opened: House, tmp_path: Path
) -> None:
    def acts() -> list[JsonValue]:
        with opened.office.store.reading() as connection:
            return [entry.details["manifests"] for entry in read_acts(connection) if entry.act == "publish"]

    begun = 0

    def progress(done: int, _total: int) -> None:
        nonlocal begun
        begun += done == 0
        if begun == 2 and done == 3:
            raise KeyboardInterrupt

    before = acts()
    with pytest.raises(KeyboardInterrupt):
        publish(opened.office, ROUND, tmp_path, BOTH, None, progress)
    assert [path.name for path in tmp_path.iterdir()] == [PUBLIC]
    assert verify(tmp_path / PUBLIC, opened.office.folder / ROOT_NAME).sound
    signed = digest((tmp_path / PUBLIC / MANIFEST).read_bytes())
    assert acts() == [*before, {"publik": signed}]


def test_a_round_that_is_not_open_has_no_release(house: House, tmp_path: Path) -> None:
    refused = publish(house.office, ROUND, tmp_path, BOTH)
    assert isinstance(refused, Refused)
    assert refused.code == "office.round_not_opened"


def test_the_form_comes_back_filled_in_and_then_lacks_less(opened: House, tmp_path: Path) -> None:
    form = tmp_path / "metadata.yaml"
    first = write_form(opened.office, ROUND, form, None, Language.ID)
    assert not isinstance(first, Refused | Findings)
    text = form.read_text(encoding="utf-8")
    text = text.replace("  latar_belakang:", '  latar_belakang: "Layanan kota dinilai warganya"')
    text = text.replace("lisensi:", 'lisensi: "CC-BY-4.0"')
    form.write_text(text, encoding="utf-8")
    then = prepare(opened.office, ROUND, form)
    assert not isinstance(then, Refused | Findings), then
    assert len(then.metadata.lacking) == len(first.lacking) - 2
    assert then.metadata.activity.values["latar_belakang"] == "Layanan kota dinilai warganya"
    assert then.metadata.licence == "CC-BY-4.0"


def test_what_the_form_does_not_take_is_said_line_by_line(opened: House, tmp_path: Path) -> None:
    form = tmp_path / "metadata.yaml"
    form.write_text("ms_keg: {berulang: 3, tujuannya: x}\nms_ind: {indek: {}}\n", encoding="utf-8")
    found = prepare(opened.office, ROUND, form)
    assert isinstance(found, Findings)
    assert {one.place: one.sentence.key for one in found.findings} == {
        "ms_keg.berulang": "release.needs_code",
        "ms_keg.tujuannya": "release.field_unknown",
        "ms_ind.indek": "release.subject_unknown",
    }


def test_the_rows_of_an_agencys_staff_stand_for_all_on_its_list_and_the_codebook_says_so(
    release: Path,
) -> None:
    folder = release / INTERNAL
    table = pl.read_parquet(folder / "data" / "mikrodata_internal.parquet")
    sums = table.group_by("instansi").agg(pl.col("bobot").sum(), pl.col("populasi").first())
    assert sums.height == len(AGENCIES)
    assert all(total == pytest.approx(listed) for _, total, listed in sums.rows())
    root = etree.parse(folder / "metadata" / "ddi-codebook.xml").getroot()
    ddi = "{ddi:codebook:2_6}"
    assert {one.get("name") for one in root.iter(f"{ddi}var") if one.get("wgt")} == {"bobot"}
    assert "daftar stratumnya" in root.findtext(f".//{ddi}dataColl/{ddi}weight", "")
    public = etree.parse(release / PUBLIC / "metadata" / "ddi-codebook.xml").getroot()
    assert public.find(f".//{ddi}dataColl/{ddi}weight") is None


def test_the_documents_agree_with_the_files_beside_them(release: Path) -> None:
    for name in (PUBLIC, INTERNAL):
        folder = release / name
        package = json.loads((folder / "datapackage.json").read_bytes())
        assert {one["path"] for one in package["resources"]} >= {
            path.relative_to(folder).as_posix() for path in (folder / "data").iterdir()
        }
        for one in package["resources"]:
            assert one["bytes"] == (folder / one["path"]).stat().st_size
        root = etree.parse(folder / "metadata" / "ddi-codebook.xml").getroot()
        assert root.tag == "{ddi:codebook:2_6}codeBook"
        names = {one.get("name") for one in root.iter("{ddi:codebook:2_6}var")}
        columns = {c for path in folder.rglob("*.parquet") for c in pl.read_parquet(path).columns}
        assert names == columns
        forms = json.loads((folder / "metadata" / "ms-keg.json").read_bytes())
        assert forms["run_id"] == package["bilik"]["run_id"]


@pytest.mark.external
@pytest.mark.skipif(not SCHEMA, reason="BILIK_DDI_SCHEMA names no copy of the standard's codebook.xsd")
def test_the_schema_of_the_standard_accepts_both_ddi_documents(release: Path) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    for name in (PUBLIC, INTERNAL):
        schema.assertValid(etree.parse(release / name / "metadata" / "ddi-codebook.xml"))


def test_the_command_line_publishes_and_verifies(
    opened: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given: list[str] = []
    for officer in ("a", "b"):
        file = tmp_path / officer
        file.write_text(PASSPHRASES[officer], encoding="utf-8")  # type: ignore[index]  # an officer's id
        given += ["--officer", officer, "--passphrase-file", f"{officer}={file}"]
    data = ["--data", str(opened.office.folder)]
    assert run([*data, "publish", "--out", str(tmp_path / "out"), *given, "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert [one["edition"] for one in made["editions"]] == ["publik", "internal"]
    assert made["lacking"]
    folder = tmp_path / "out" / PUBLIC
    assert run(["verify", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sound"] is True
    (folder / "data" / "indeks.csv").write_text("nilai\n100\n", encoding="utf-8")
    assert run([*data, "verify", str(folder)]) == 5
    assert "data/indeks.csv" in capsys.readouterr().out


KILLED = """
import os, signal, sys
from pathlib import Path
import app.release.folder as folder
from app.office.results.publishing import publish
from app.release.editions import Edition
from tests.office.conftest import ROUND, signed_in

at, office, out = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
syncs = 0
real = folder.sync_file
def dying(path):
    global syncs
    real(path)
    syncs += 1
    if syncs == at:
        os.kill(os.getpid(), signal.SIGKILL)
folder.sync_file = dying
publish(signed_in(office, "ab"), ROUND, out, (Edition.PUBLIC,))
"""


@pytest.mark.parametrize("at", [1, 14, 28, 29])
def test_a_kill_in_the_middle_leaves_nothing_that_looks_complete(
    opened: House, tmp_path: Path, at: int
) -> None:
    office, out = tmp_path / "office", tmp_path / "out"
    shutil.copytree(opened.office.folder, office)
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(at), str(office), str(out)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert [path.name for path in out.iterdir()] == [f"{PUBLIC}.part"]
    with pytest.raises(Environment):
        verify(out / PUBLIC, office / ROOT_NAME)
    again = signed_in(office, "a")
    try:
        with again.store.reading() as connection, opened.office.store.reading() as before:
            told = [[e for e in read_acts(c) if e.act == "publish"] for c in (connection, before)]
        assert len(told[0]) - len(told[1]) == (at == 29), "what was signed is in the journal, and no more"
        assert isinstance(publish(again, ROUND, out, (Edition.PUBLIC,)), Published)
    finally:
        again.close()
    assert [path.name for path in out.iterdir()] == [PUBLIC]
    assert verify(out / PUBLIC, office / ROOT_NAME).sound


def test_nobody_set_aside_after_a_release_follows_from_the_next_one(
    template: tuple[Path, Packaged], tmp_path: Path
) -> None:
    office = _answered(template, tmp_path / "office", alike=2).office
    before = _figures(office)
    assert isinstance(publish(office, ROUND, tmp_path / "first", (Edition.PUBLIC,)), Published)
    found = signs_of(office, ROUND)
    assert isinstance(found, Signs)
    one = next(each for each in found.marked if each.agency)
    reason = "Sama persis dengan isian lain"
    assert isinstance(decide(office, ROUND, [one.position], Decision.SET_ASIDE, reason), Signs)
    after = _figures(office)
    theirs = after.agency(one.agency)
    # Both indices and the number of persons would give this one person's answers by a subtraction.
    assert isinstance(before.agency(one.agency).index, Estimate)
    assert isinstance(after.index, Withheld)
    for now, was in ((after, before), (theirs, before.agency(one.agency))):
        for dimension, figure in now.dimensions.items():  # users are not asked about all of them
            assert isinstance(figure, Withheld) or figure == was.dimensions[dimension]
    assert isinstance(theirs.index, Withheld)
    assert theirs.index.why.key == "scoring.complement_earlier"
    others = [each for each in after.agencies if each.agency != one.agency]
    assert [each.index for each in others] == [before.agency(each.agency).index for each in others]
    assert isinstance(decide(office, ROUND, [one.position], Decision.APPROVED, "Orang yang berbeda"), Signs)
    assert _figures(office).index == before.index
    office.close()


def _figures(office: Office) -> CityResult:
    scored = score_round(office, ROUND)
    assert isinstance(scored, Scored)
    return scored.city
