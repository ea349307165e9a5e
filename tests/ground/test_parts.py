"""What others gave: every part that is handed out is named, with its licence."""

import importlib.util
import json
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "resources" / "licences.txt").read_text(encoding="utf-8")
LISTED = dict(re.findall(r"^[KO]  (\S+) +([0-9][^ ]*) ", TEXT, re.MULTILINE))


@pytest.fixture(scope="module")
def parts() -> ModuleType:
    spec = importlib.util.spec_from_file_location("parts", ROOT / ".ci" / "parts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["parts"] = module  # where its dataclass looks for its own module
    spec.loader.exec_module(module)
    return module


def test_every_library_that_is_handed_out_is_listed_as_the_lock_has_it() -> None:
    lock = dict(
        re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    )
    libraries = {name: version for name, version in LISTED.items() if name in lock}
    assert {name: lock[name] for name in libraries} == libraries
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["office"]]
    assert {re.split(r"[<>=;\[ ]", line)[0].lower() for line in asked} <= libraries.keys()


def test_the_list_is_what_is_installed_now(parts: ModuleType) -> None:
    assert parts.licences(parts.parts()) == TEXT, "make licences writes it anew"


def test_every_part_brings_the_text_of_its_licence(parts: ModuleType) -> None:
    found = parts.parts()
    assert not [part.name for part in found if not any(part.texts) or "see" in part.licence]
    assert {"Qt", "Python", "SQLCipher", "SQLite", "OpenSSL", "Lucide icons"} <= {part.name for part in found}


def allowed(licence: str, texts: set[str]) -> bool:
    """Whether an expression of SPDX is met by these licences: one branch of an OR, all of an AND."""
    met = re.sub(
        r"[\w.-]+",
        lambda word: word[0].lower() if word[0] in {"AND", "OR"} else str(word[0] in texts),
        licence.replace(" WITH LLVM-exception", " AND LLVM-exception"),
    )
    return bool(eval(met))  # noqa: S307 - of words, brackets and truth values


def test_what_lies_inside_a_part_is_named_and_one_of_its_licences_stands_in_full(parts: ModuleType) -> None:
    found = {part.name: part.inside for part in parts.parts() if part.inside}
    assert {"Qt", "Python", "cryptography", "pydantic-core", "polars-runtime-32"} == found.keys()
    assert len(found["polars-runtime-32"]) > 300
    assert "openssl" in {one.name for one in found["cryptography"]}
    texts = set(re.findall(r"([\w.-]+) \(the licence\)", TEXT))
    inside = [one for each in found.values() for one in each]
    assert not [one for one in inside if not allowed(one.licence, texts)]
    assert not [one for one in inside if one.name not in TEXT]
    assert not allowed("MIT AND (Apache-2.0 OR Zlib)", {"Apache-2.0"})


def test_the_bill_of_materials_is_whole_and_the_same_twice(
    parts: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    for name in ("one", "two"):
        assert parts.main(["sbom", str(tmp_path / name)]) == 0
    data = (tmp_path / "one").read_bytes()
    assert data == (tmp_path / "two").read_bytes()
    said = json.loads(data)
    assert (said["bomFormat"], said["specVersion"]) == ("CycloneDX", "1.6")
    refs = {component["bom-ref"] for component in said["components"]}
    assert len(refs) == len(said["components"]) == len(parts.parts())
    assert {one for each in said["dependencies"] for one in each["dependsOn"]} <= refs
    assert all(component["licenses"] for component in said["components"])
    held = [one["bom-ref"] for component in said["components"] for one in component.get("components", ())]
    assert len(held) == len(set(held)) == sum(len(part.inside) for part in parts.parts())
