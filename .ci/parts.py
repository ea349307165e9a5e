"""The parts of others that Bilik is made of: their licences as one file, and a bill of materials.

    python .ci/parts.py licences    writes resources/licences.txt from what is installed (make licences)
    python .ci/parts.py sbom FILE   writes a CycloneDX 1.6 document in JSON (make sbom)

Both follow the requirements of pyproject.toml through what is installed, so that a part of a part is not
forgotten. `build.spec` asks `system_copyrights` for the libraries that it takes from the build machine.
"""

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import uuid
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE))

from app import __version__  # noqa: E402
from app.base.build import commit  # noqa: E402

RESOURCES = HERE / "resources"
LICENCES = RESOURCES / "licences.txt"
_TEXTS = re.compile(r"(^|/)(licen[cs]es?|copying|notice|authors)[^/]*$", re.IGNORECASE)
_RULE = "=" * 100
_BOTH = ("bilik-kiosk", "bilik-office")
# The licence as SPDX writes it, where a distribution says it otherwise or not at all.
_SPDX = {
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
    "alembic": "MIT",
    "defusedxml": "PSF-2.0",
    "et-xmlfile": "MIT",
    "mdurl": "MIT",
    "openpyxl": "MIT",
    "pyxform": "BSD-2-Clause",
    "pyyaml": "MIT",
    "reportlab": "BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "shellingham": "ISC",
    "sqlcipher3": "Zlib",
    "xlrd": "BSD-3-Clause",
    "mako": "MIT",
    "pyreadstat": "Apache-2.0",
    "polars": "MIT",
    "polars-runtime-32": "MIT",
    "markdown-it-py": "MIT",
    "numpy": "BSD-3-Clause",
}


@dataclass(frozen=True, order=True)
class Inside:
    """What a part was built from and holds: a Rust crate, or what Qt and Python took from others."""

    name: str
    version: str
    licence: str
    copyright: str = ""
    purl: str = ""


@dataclass(frozen=True)
class Part:
    """Something of somebody else's: `where` are the executables that hold it, `texts` its licences."""

    name: str
    version: str
    licence: str
    where: tuple[str, ...]
    texts: tuple[str, ...]
    needs: tuple[str, ...] = ()
    purl: str = ""
    inside: tuple[Inside, ...] = ()


def parts() -> list[Part]:
    """Every part, by name: the libraries of both doors, and what is in no package."""
    with (HERE / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    kiosk = closure(project["dependencies"])
    office = closure([*project["dependencies"], *project["optional-dependencies"]["office"]])
    found = [
        _library(each, _BOTH if name in kiosk else ("bilik-office",)) for name, each in sorted(office.items())
    ]
    return sorted([*found, *_others()], key=lambda part: part.name.lower())


def closure(requirements: Iterable[str]) -> dict[str, Distribution]:
    """What is installed for these requirements, and for theirs in turn."""
    found: dict[str, Distribution] = {}
    waiting = [(Requirement(each), "") for each in requirements]
    while waiting:
        wanted, extra = waiting.pop()
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(wanted.name)
        if name in found and not wanted.extras:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:  # of another system
            continue
        for line in found[name].requires or ():
            waiting += [(Requirement(line), one) for one in ("", *wanted.extras)]
    return found


def _library(found: Distribution, where: tuple[str, ...]) -> Part:
    name = canonicalize_name(found.metadata["Name"])
    texts = [path.read_text("utf-8") for path in _files(found)]
    if not texts:
        texts = (
            [(RESOURCES / "licences" / "LGPL-3.0.txt").read_text("utf-8")]
            if "LGPL" in _licence(found)
            else []
        )
    needs = sorted(
        {
            canonicalize_name(each.name)
            for each in map(Requirement, found.requires or ())
            if each.marker is None or each.marker.evaluate({"extra": ""})
        }
    )
    purl = f"pkg:pypi/{name}@{found.version}"
    inside = tuple(sorted(set(_crates(found))))
    return Part(name, found.version, _licence(found), where, tuple(texts), tuple(needs), purl, inside)


def _crates(found: Distribution) -> Iterator[Inside]:
    """The Rust crates and the OpenSSL of which a wheel says in its bill of materials that it holds them."""
    bills = [each for each in found.files or () if each.match("*.dist-info/sboms/*.json")]
    for bill in sorted(bills, key=str):
        for each in json.loads(bill.read_text("utf-8")).get("components", ()):
            purl = each.get("purl", "").partition("?")[0]
            if purl.startswith("pkg:cargo/"):
                licence = " ".join(each["licenses"][0]["expression"].split())
                yield Inside(each["name"], each["version"], licence, "", purl)
            elif purl.startswith("pkg:generic/openssl@"):
                yield Inside(each["name"], each["version"], "Apache-2.0", "", purl)


def _told(name: str) -> tuple[Inside, ...]:
    """What of others' a part holds of which no wheel tells."""
    with (RESOURCES / "licences" / "inside.toml").open("rb") as file:
        listed = tomllib.load(file)[name]
    return tuple(
        sorted(
            Inside(each["name"], each.get("version", ""), each["licence"], each["copyright"])
            for each in listed
        )
    )


def _files(found: Distribution) -> list[Path]:
    named = [Path(str(found.locate_file(each))) for each in found.files or () if _TEXTS.search(str(each))]
    return sorted(path for path in named if ".dist-info" in str(path) and path.is_file())


def _licence(found: Distribution) -> str:
    name = canonicalize_name(found.metadata["Name"])
    told = found.metadata.json
    said = str(told.get("license_expression") or _SPDX.get(name) or told.get("license") or "")
    return said.splitlines()[0].strip() if said else "see its text"


def _others() -> Iterator[Part]:
    """What comes without a package of its own."""

    def read(path: Path) -> str:
        return path.read_text("utf-8")

    fonts, icons = RESOURCES / "fonts", RESOURCES / "icons"
    yield Part("Plus Jakarta Sans", "", "OFL-1.1", _BOTH, (read(fonts / "OFL-PlusJakartaSans.txt"),))
    yield Part("JetBrains Mono", "", "OFL-1.1", _BOTH, (read(fonts / "OFL-JetBrainsMono.txt"),))
    yield Part("Lucide icons", "", "ISC", _BOTH, (read(icons / "LICENSE-Lucide-ISC.txt"),))
    cipher, sqlite = _databases()
    yield Part("SQLCipher", cipher, "BSD-3-Clause", _BOTH, (read(RESOURCES / "licences" / "SQLCipher.txt"),))
    yield Part("SQLite", sqlite, "blessing", _BOTH, (read(RESOURCES / "licences" / "SQLite.txt"),))
    apache = tuple(
        read(path) for path in _files(distribution("cryptography")) if path.name.endswith("APACHE")
    )
    yield Part("OpenSSL", "", "Apache-2.0", _BOTH, apache)  # inside cryptography and sqlcipher3
    python = (read(RESOURCES / "licences" / "Python.txt"),)
    yield Part("Python", "", "PSF-2.0", _BOTH, python, inside=_told("Python"))
    qt = distribution("PySide6-Essentials").version
    gpl = read(RESOURCES / "licences" / "GPL-3.0.txt")
    lgpl = read(RESOURCES / "licences" / "LGPL-3.0.txt")
    yield Part("Qt", qt, "LGPL-3.0-only", _BOTH, (lgpl, gpl), inside=_told("Qt"))
    loader = distribution("pyinstaller")
    texts = tuple(read(path) for path in _files(loader))
    yield Part(
        "PyInstaller boot loader", loader.version, "GPL-2.0-or-later WITH Bootloader-exception", _BOTH, texts
    )


def _databases() -> tuple[str, str]:
    """The versions of SQLCipher and SQLite that are linked into `sqlcipher3`."""
    import sqlcipher3

    with closing(sqlcipher3.connect(":memory:")) as opened:
        ((cipher,),) = opened.execute("PRAGMA cipher_version")
        ((sqlite,),) = opened.execute("SELECT sqlite_version()")
    return str(cipher).split()[0], str(sqlite)


def licences(found: list[Part]) -> str:
    """One text: a list, what lies inside some of its parts, and below it every licence once."""
    width = max(len(part.name) for part in found) + 2
    lines = [
        "Bilik is under the MIT licence (LICENSE). It is made with the parts below. What stands in both",
        "executables is marked K, what only the office's holds O. Qt's libraries lie as files of their",
        "own in both folders and may be replaced by others of the same version, as the LGPL asks. After",
        "the list stands what lies inside some parts; its copyright is its authors', whose notices lie",
        "with the published source of each. Then follow the texts; one that several parts share stands",
        "once. A bundle also holds libraries of the system that it was built on: their terms lie beside",
        "this file in licences-system. Portions of this software are copyright The FreeType Project",
        "(freetype.org), and it is based in part on the work of the Independent JPEG Group.",
        "",
    ]
    for part in found:
        mark = "K" if part.where == _BOTH else "O"
        lines.append(f"{mark}  {part.name:<{width}}{part.version:<16}{part.licence}".rstrip())
    for part in found:
        if part.inside:
            lines += ["", f"Inside {part.name}:", "", *map(_line, part.inside)]
    texts: dict[str, list[str]] = {}
    for part in [*found, *_shared(found)]:
        for text in part.texts:
            texts.setdefault("\n".join(line.rstrip() for line in text.strip().splitlines()), []).append(
                part.name
            )
    for text, names in texts.items():
        lines += ["", _RULE, ", ".join(dict.fromkeys(names)), _RULE, "", text]
    return "\n".join(lines) + "\n"


def _line(one: Inside) -> str:
    told = f"    {one.name} {one.version}".rstrip() + f": {one.licence}"
    return f"{told}; copyright {one.copyright}" if one.copyright else told


def _shared(found: list[Part]) -> Iterator[Part]:
    """The texts of the licences of what lies inside, by the names that SPDX gives them; the copyright is each
    author's, and a crate's source with its notice lies under its name and version at crates.io.
    """
    named = " ".join(one.licence for part in found for one in part.inside)
    for file in sorted((RESOURCES / "licences" / "spdx").iterdir()):
        if re.search(rf"(?<![\w.-]){re.escape(file.stem)}(?![\w.-])", named):
            yield Part(f"{file.stem} (the licence)", "", file.stem, _BOTH, (file.read_text("utf-8"),))
    apache = next(part for part in found if part.name == "OpenSSL")
    yield Part("Apache-2.0 (the licence)", "", "Apache-2.0", _BOTH, apache.texts)


def sbom(found: list[Part]) -> dict[str, object]:
    """The bill of materials; the same parts and the same commit give the same bytes."""
    known = {part.name for part in found}
    refs = {part.name: part.purl or f"{part.name}@{part.version}" for part in found}
    version = "-".join(each for each in (__version__, commit()) if each)
    root = f"pkg:generic/bilik@{version}"
    components = [_component(part, refs[part.name]) for part in found]
    dependencies = [
        {"ref": root, "dependsOn": sorted(refs.values())},
        *(
            {"ref": refs[part.name], "dependsOn": sorted(refs[each] for each in part.needs if each in known)}
            for part in found
        ),
    ]
    seed = json.dumps([root, components], sort_keys=True)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, seed)}",
        "version": 1,
        "metadata": {
            "timestamp": dt.datetime.fromtimestamp(_moment(), dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": "bilik",
                "version": version,
                "licenses": [{"license": {"id": "MIT"}}],
            },
        },
        "components": components,
        "dependencies": dependencies,
    }


def _component(part: Part, ref: str) -> dict[str, object]:
    found: dict[str, object] = {"type": "library", "bom-ref": ref, "name": part.name}
    if part.version:
        found["version"] = part.version
    found["licenses"] = [_choice(part.licence)]
    if part.purl:
        found["purl"] = part.purl
    if part.inside:
        found["components"] = [_held(one, ref) for one in part.inside]
    found["properties"] = [{"name": "bilik:executable", "value": each} for each in part.where]
    return found


def _held(one: Inside, ref: str) -> dict[str, object]:
    """A component within another; its reference says in which, since two parts may hold the same crate."""
    found: dict[str, object] = {
        "type": "library",
        "bom-ref": f"{ref}#{one.name}@{one.version}",
        "name": one.name,
        "licenses": [_choice(one.licence)],
    }
    if one.version:
        found["version"] = one.version
    if one.copyright:
        found["copyright"] = one.copyright
    if one.purl:
        found["purl"] = one.purl
    return found


def _choice(licence: str) -> dict[str, object]:
    """An expression of SPDX where it is one, else its name."""
    named = set(re.findall(r"[\w.-]+", licence))
    if named & {"exception", "see", "dtoa"} or not re.fullmatch(r"[A-Za-z0-9.+() -]+", licence):
        return {"license": {"name": licence}}
    return {"expression": licence}


def _moment() -> int:
    """When the commit was made, or SOURCE_DATE_EPOCH: the time of day of a build says nothing about it."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    command = ["git", "-C", str(HERE), "log", "-1", "--format=%ct"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return int(done.stdout.strip() or 0)


def system_copyrights(libraries: Iterable[str]) -> dict[str, str]:
    """The terms of the system's packages that these files come from, by the package's name; Debian only."""
    dpkg = shutil.which("dpkg")
    found: dict[str, str] = {}
    if dpkg is None:
        return found
    for library in sorted({os.path.realpath(each) for each in libraries}):
        shorter = library.removeprefix("/usr") if library.startswith("/usr/lib") else library
        for name in (library, shorter):
            done = subprocess.run([dpkg, "-S", name], capture_output=True, text=True, check=False)
            if done.returncode == 0:
                package = done.stdout.partition(":")[0]
                file = Path("/usr/share/doc") / package / "copyright"
                if file.is_file():
                    found[package] = str(file)
                break
    return found


def main(arguments: list[str]) -> int:
    """Do what the command says; 2 for one that is none of the two."""
    match arguments:
        case ["licences"]:
            LICENCES.write_text(licences(parts()), encoding="utf-8")
        case ["sbom", name]:
            file = Path(name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(sbom(parts()), indent=2, sort_keys=True) + "\n", encoding="utf-8")
        case _:
            sys.stderr.write((__doc__ or "") + "\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
