"""The commands of the sample, as a clerk or a program gives them."""

import json
from pathlib import Path

import pytest
import yaml

from app.base.clock import HandClock
from app.office.commands.main import run
from app.office.commands.terminal import OK, REFUSED, USAGE
from tests.office.sample.conftest import NOVEMBER_2, PASSPHRASES, STAFF, Desk, csv_bytes, staff
from tests.office.sample.test_fieldwork import order


class Clerk:
    """Somebody at the command line: each command with its officers, and the object it answered with."""

    def __init__(self, desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
        desk.office.close()
        self.folder = desk.folder
        self._capsys = capsys
        self.files = []
        for officer in ("a", "b"):
            path = desk.folder / f"{officer}.txt"
            path.write_text(PASSPHRASES[officer], encoding="utf-8")  # type: ignore[index]
            self.files.append(f"--passphrase-file={officer}={path}")

    def says(self, *words: str, expect: int = OK, officers: int = 1) -> dict[str, object]:
        code = run(
            ["--data", str(self.folder / "office"), "sample", *words, *self.files[:officers], "--json"]
        )
        out = self._capsys.readouterr().out
        assert code == expect, out
        value = json.loads(out)
        assert isinstance(value, dict)
        assert value["ok"] is (expect == OK)
        return value

    def reads(self, *words: str) -> str:
        assert (
            run(["--language", "en", "--data", str(self.folder / "office"), "sample", *words, *self.files])
            == OK
        )
        return self._capsys.readouterr().out


@pytest.fixture
def clerk(desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Clerk:
    monkeypatch.setattr("app.office.commands.main.SystemClock", lambda: HandClock(NOVEMBER_2))
    return Clerk(desk, capsys)


def write_order(folder: Path) -> str:
    path = folder / "order.yaml"
    path.write_text(
        yaml.safe_dump(json.loads(order().model_dump_json()), allow_unicode=True), encoding="utf-8"
    )
    return str(path)


def test_from_the_list_to_the_note_every_command_answers_with_what_it_documents(clerk: Clerk) -> None:
    names = clerk.folder / "list.csv"
    rows = [*staff(40), *staff(1, first=90, NIP=staff(1)[0][1])]
    names.write_bytes(csv_bytes(STAFF, rows))
    out = ("--out", str(clerk.folder / "out"))
    made = clerk.says("import", str(names), "--group", "internal")
    assert made["strata"] == [{"agency": "dishub", "group": "internal", "persons": 41, "eligible": 41}]
    assert made["example"] is True
    found = clerk.says("check", "--lists", str(clerk.folder / "out"))
    assert isinstance(found["duplicates"], list)
    assert [one["number"] for one in found["duplicates"]] == [1]
    refused = clerk.says("draw", "--witness", "Ratna", *out, expect=REFUSED)
    assert refused["code"] == "sample.undecided"
    clerk.says("decide", "1", "--keep", "1", "--reason", "NIP sama, orang yang sama")
    drawn = clerk.says(
        "draw", "--witness", "Ratna", "--start", "dishub/internal=17,3", "--seed", "4471 0926", *out
    )
    assert (drawn["seed"], drawn["thrown"]) == ("44710926", True)
    assert isinstance(drawn["strata"], list)
    (dishub,) = (one for one in drawn["strata"] if one["group"] == "internal")
    assert (dishub["starts"], dishub["entered"], len(dishub["sample"])) == ([17, 3], True, 15)
    letters = clerk.says("letters", write_order(clerk.folder), *out)
    assert letters["letters"] == 15
    assert isinstance(letters["sheets"], list)
    assert len(letters["sheets"]) == len(clerk.says("attendance", write_order(clerk.folder), *out)["sheets"])  # type: ignore[arg-type]
    status = clerk.says("status", "--persons")
    assert isinstance(status["persons"], list)
    numbers = [str(one["number"]) for one in status["persons"] if not one["substitute"]]
    clerk.says("contact", *numbers[:3], "--outcome", "came", "--way", "room")
    clerk.says("contact", numbers[3], "--outcome", "refused")
    instead = clerk.says("replace", numbers[3])
    assert instead["person"] == int(numbers[3])
    after = clerk.says("status")
    assert isinstance(after["strata"], list)
    (figures,) = (one for one in after["strata"] if one["drawn"])
    assert (figures["came"], figures["asked"], figures["rate"], figures["replaced"]) == (3, 16, 188, 1)
    gone = clerk.says("destroy", "--reason", "Masa simpan berakhir", "--early", *out, officers=2)
    assert (gone["persons"], gone["came"]) == (41, 3)
    assert Path(str(gone["note"])).is_file()
    assert clerk.says("status", expect=REFUSED)["code"] == "sample.destroyed"


def test_a_program_never_reads_a_name(clerk: Clerk) -> None:
    names = clerk.folder / "list.csv"
    names.write_bytes(csv_bytes(STAFF, staff(40)))
    said = [clerk.says("import", str(names), "--group", "internal"), clerk.says("check")]
    said += [
        clerk.says("draw", "--witness", "Ratna", "--out", str(clerk.folder)),
        clerk.says("status", "--persons"),
    ]
    assert "Kenari" not in json.dumps(said)
    assert "Kenari" in clerk.reads("status", "--persons")


def test_a_wrong_list_is_answered_cell_by_cell(clerk: Clerk) -> None:
    names = clerk.folder / "list.csv"
    names.write_bytes(csv_bytes(STAFF, staff(2, NIP="12")))
    value = clerk.says("import", str(names), "--group", "internal", expect=REFUSED)
    assert isinstance(value["findings"], list)
    assert [one["place"] for one in value["findings"]] == ["B2", "B3"]


@pytest.mark.parametrize(
    "words",
    [
        ("import", "x.csv", "--group", "staff"),
        ("draw", "--method", "chosen"),
        ("draw", "--start", "dishub=3"),
        ("draw", "--start", "dishub/internal=three"),
        ("draw", "--again", "dishub"),
        ("decide", "3", "--reason", "x"),
        ("contact", "3", "--outcome", "came", "--day", "yesterday"),
        ("import", "x.csv", "--group", "internal", "--column", "seat=Kursi"),
    ],
)
def test_what_cannot_be_understood_is_said_before_anybody_signs_in(
    clerk: Clerk, words: tuple[str, ...]
) -> None:
    clerk.says(*words, expect=USAGE)


def test_people_read_tables_and_sentences(clerk: Clerk) -> None:
    names = clerk.folder / "list.csv"
    names.write_bytes(csv_bytes(STAFF, [*staff(30), *staff(1, first=50, Tugas="Satpam")]))
    said = clerk.reads("import", str(names), "--group", "internal")
    assert "persons taken in: 31, eligible: 30" in said
    assert "General support duties" in said
    assert "example rules" in said
    said = clerk.reads("check")
    assert "BPS formula" in said
    assert "no list yet" in said
    said = clerk.reads("draw", "--seed", "447109263185", "--out", str(clerk.folder))
    assert "4471 0926 3185" in said
