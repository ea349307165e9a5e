"""The command line as a program and a shell see it: documented answers, exit codes, completion, progress."""

import hashlib
import json
import os
import pty
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from app.base.resources import QUESTIONNAIRES
from app.office import __main__ as entry
from app.office.commands.main import app, run
from app.office.commands.replies import Shape, UndocumentedError, replies_of, schema_of
from app.office.commands.shell import COMPLETE_VARIABLE, documented_commands
from app.office.gathering.intake import import_paths
from app.seal.paper_copy import paper_lines
from tests.office.conftest import PASSPHRASES, House, round_yaml, signed_in, write_round
from tests.office.test_cli import ORDER
from tests.office.test_opening import collect, response, submit
from tests.office.xlsforms import HEAD, YES_NO, workbook

Capture = pytest.CaptureFixture[str]
COMMANDS = dict(documented_commands(get_command(app)))
ASKED = str(QUESTIONNAIRES / "latihan" / "questionnaire.yaml")


class TestDocumentedAnswers:
    @pytest.mark.parametrize("name", sorted(COMMANDS))
    def test_every_command_says_what_it_answers(self, name: str) -> None:
        shapes = replies_of(COMMANDS[name])
        assert all(shape.keys for shape in shapes)
        assert schema_of(shapes)

    def test_what_commands_answer_is_documented(self, house: House, tmp_path: Path, capsys: Capture) -> None:
        folder = house.office.folder
        house.office.close()
        secrets = {}
        for officer, passphrase in PASSPHRASES.items():
            secrets[officer] = tmp_path / f"{officer}.txt"
            secrets[officer].write_text(passphrase)
        answered: set[str] = set()

        def call(*command: str, officers: str = "", data: Path = folder) -> dict[str, object]:
            options = [part for one in officers for part in ("--passphrase-file", f"{one}={secrets[one]}")]  # type: ignore[index]
            run(["--data", str(data), *command, *options, "--json"])
            value = json.loads(capsys.readouterr().out)
            assert isinstance(value, dict)
            assert value.pop("ok"), value
            name = str(value.pop("command"))
            misfits = [list(shape.misfits(value)) for shape in replies_of(COMMANDS[name])]
            assert [] in misfits, (name, misfits)
            answered.add(name)
            return value

        named = [part for one in "abc" for part in ("--officer", f"{one}=Petugas {one}")]
        call("init", "--rehearsal", "--office-name", "BPS", *named, officers="abc", data=tmp_path / "new")
        other = write_round(tmp_path, round_yaml(id="palembang-2027"))
        call("round", "new", str(other), officers="abc")
        order = tmp_path / "order.yaml"
        order.write_text(json.dumps(ORDER))
        call("package", str(order), "--out", str(tmp_path / "out"), officers="ab")
        kiosk, slip = collect(house), house.codes("internal", "dishub")[10]
        submit(kiosk, response(house, slip, "internal", "dishub", 0), "dishub", "internal")  # as the first
        stick = house.stick("all", kiosk.export())
        call("import", str(stick), officers="a")
        (tmp_path / "rusak.bilik").write_bytes(stick.read_bytes()[:-1])
        import_paths(signed_in(folder), [tmp_path / "rusak.bilik"])
        held = hashlib.sha256((tmp_path / "rusak.bilik").read_bytes()).hexdigest()
        assert held in str(call("quarantine", "list", officers="a"))
        call("quarantine", "ask", held[:12], officers="a")
        call("quarantine", "close", held, "--reason", "Sudah diekspor ulang", officers="ab")
        survey = ("--round", "palembang-2026")
        call("status", *survey, officers="a")
        call("daily", *survey, "--out", str(tmp_path / "daily"), officers="a")
        sheet = tmp_path / "sheet.yaml"
        session = {"session": "S1", "present": 26, "spoiled": 0, "returned": 4}
        sheet.write_text(json.dumps({"round": survey[1], "venue": "lab-smkn-2", "sessions": [session]}))
        call("room-sheet", str(sheet), officers="a")
        call("close", *survey, "--explanation", "Uji coba satu bilik", officers="ab")
        call("open", *survey, officers="ab")
        call("keys", "test", officers="ab")
        call("keys", "papers", "--out", str(tmp_path / "keys"), officers="a")
        typed = tmp_path / "typed.txt"
        typed.write_text("\n".join(paper_lines(house.office.keyring.recovery)))
        call("keys", "drill", str(typed), officers="a")
        reason = ("--reason", "Latihan kehilangan kunci")
        call("keys", "revoke", "lab-smkn-2", "02", *reason, officers="ab")
        call("score", *survey, officers="a")
        marked = call("review", "list", *survey, officers="a")["marked"]
        assert isinstance(marked, list)
        first = str(marked[0]["number"])
        call("review", "approve", *survey, "--row", first, officers="a")
        reason = ("--reason", "Sama persis dengan isian lain")
        call("review", "set-aside", *survey, "--row", first, *reason, officers="ab")
        call("score", *survey, "--trace", "dishub", officers="ab")
        call("keys", "destroy", "palembang-2026", *reason, officers="ab")
        fresh = tmp_path / "d.txt"
        fresh.write_text("songket lepus benang emas")
        into = ("--out", str(tmp_path / "anew"), "--new-passphrase-file", str(fresh))
        rotated = call("keys", "rotate", "Dian", *into, officers="ab")
        assert rotated["coming"] == "d"
        call("report", *survey, "--out", str(tmp_path / "reports"), officers="a")
        call("journal", officers="a")
        made = call("backup", str(tmp_path / "backup"), officers="a")
        call("check", officers="a")
        call("restore", str(made["file"]), officers="ab")
        for command in (("lint", ASKED), ("compare", ASKED, ASKED), ("languages", ASKED, "--since", ASKED)):
            call("questionnaire", *command)
        for command in (("sheet", ASKED), ("paper", ASKED)):
            call("questionnaire", *command, "--out", str(tmp_path / "papers"))
        form = tmp_path / "form.xlsx"
        form.write_bytes(workbook((HEAD, ("select_one yn", "a", "A?")), YES_NO))
        options = ("--out", str(tmp_path / "form.yaml"), "--group", "training", "--language", "id")
        call("questionnaire", "import", str(form), *options)
        call("schema")
        call("completion", "bash")
        assert len(answered) > 20

    def test_the_schema_of_a_command_is_printed(self, capsys: Capture) -> None:
        assert run(["schema", "questionnaire", "lint"]) == 0
        schemas = json.loads(capsys.readouterr().out)
        assert list(schemas) == ["questionnaire lint"]
        assert schemas["questionnaire lint"]["properties"]["findings"]["items"]["required"] == [
            "code", "column", "fields", "grade", "line", "place", "sentence",
        ]  # fmt: skip
        assert run(["schema"]) == 0
        assert set(json.loads(capsys.readouterr().out)) == set(COMMANDS)
        assert run(["schema", "dance"]) == 3

    def test_a_docstring_is_read_as_it_is_written(self) -> None:
        plain, listed = replies_of(
            """JSON: a, b[], c[6], d{}, e[{f, g[{h}]}], i{j, k}, l{name: {a: b}}. Of a seat: m.

            With words after it.
            """
        )
        assert set(plain.keys) == set("abcdeil")
        assert set(listed.keys) == {"m"}
        good = {
            "a": 1,
            "b": [],
            "c": ["x"],
            "d": {},
            "e": [{"f": 1, "g": [{"h": 2}]}],
            "i": {"j": 1, "k": 2},
            "l": {},
        }
        good |= {"l": {}}
        assert list(plain.misfits(good)) == []
        assert list(plain.misfits(good | {"e": [{"f": 1}]})) == [".e[0].g"]
        assert list(plain.misfits(good | {"z": 1, "b": 3})) == [".z", ".b"]
        for undocumented in (None, "", "Prints something."):
            with pytest.raises(UndocumentedError):
                replies_of(undocumented)
        assert Shape().schema()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_help_names_every_exit_code(language: str, capsys: Capture) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "200")
        run(["--language", language, "--help"])
    text = " ".join(capsys.readouterr().out.split())
    for code in ("0 ", "2 ", "3 ", "4 ", "5 ", "70 "):
        assert f" {code}" in text


class TestCompletion:
    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
    def test_a_script_is_written_for_each_shell(self, shell: str, capsys: Capture) -> None:
        assert run(["completion", shell]) == 0
        script = capsys.readouterr().out
        assert COMPLETE_VARIABLE in script
        assert "bilik-office" in script

    @pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
    def test_bash_takes_the_script(self, capsys: Capture) -> None:
        run(["completion", "bash"])
        script = capsys.readouterr().out
        subprocess.run(["bash", "-n"], input=script.encode(), check=True)  # noqa: S607

    @pytest.mark.parametrize(
        ("typed", "offered"),
        [("bilik-office sta", "status"), ("bilik-office questionnaire pa", "paper")],
    )
    def test_what_is_begun_is_completed(self, typed: str, offered: str) -> None:
        assert COMPLETE_VARIABLE == entry.COMPLETE_VARIABLE  # the entry loads nothing of the command line
        words = typed.split()
        asked = {COMPLETE_VARIABLE: "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(len(words) - 1)}
        done = subprocess.run(
            [sys.executable, "-m", "app.office"], env=os.environ | asked, capture_output=True, check=False
        )
        assert done.stdout.decode().split() == [offered]


class TestProgress:
    @pytest.fixture
    def command(self, house: House, tmp_path: Path) -> list[str]:
        secret = tmp_path / "a.txt"
        secret.write_text(next(iter(PASSPHRASES.values())))
        sign_in = ["--passphrase-file", f"{next(iter(PASSPHRASES))}={secret}"]
        folder = house.office.folder
        house.office.close()
        return [sys.executable, "-m", "app.office", "--data", str(folder), "check", *sign_in]

    def test_a_bar_moves_on_a_terminal(self, command: list[str]) -> None:
        mine, theirs = pty.openpty()
        with subprocess.Popen(
            command,
            stdin=theirs,
            stdout=subprocess.DEVNULL,
            stderr=theirs,
            env=os.environ | {"TERM": "xterm"},
        ) as process:
            os.close(theirs)
            seen = b""
            while select.select([mine], [], [], 60)[0]:
                try:
                    part = os.read(mine, 4096)
                except OSError:  # Linux says so when the other side is closed
                    break
                if not part:
                    break
                seen += part
        os.close(mine)
        assert process.returncode == 0
        assert b"Berkas" in seen or b"berkas" in seen
        assert b"\x1b[" in seen

    def test_nothing_moves_in_a_pipe(self, command: list[str]) -> None:
        done = subprocess.run(command, capture_output=True, check=True)
        assert done.stderr == b""
        assert b"\x1b[" not in done.stdout
