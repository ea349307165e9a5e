"""DDI-Codebook: the order of the standard, and every way of breaking it that a release could find."""

import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from app.release.ddi_order import NAMESPACE, ORDER, problems


def made() -> ET.Element:
    return ET.fromstring(  # noqa: S314 - our own text
        f"""<codeBook xmlns="{NAMESPACE}" version="2.6"><stdyDscr><citation><titlStmt><titl>Uji</titl>
        <IDNo agency="Bilik">uji</IDNo></titlStmt></citation></stdyDscr>
        <fileDscr ID="F1"><fileTxt><fileName>a.csv</fileName></fileTxt></fileDscr>
        <dataDscr><var ID="V1" name="a" files="F1"><labl>A</labl><catgry missing="Y"><catValu>-98</catValu>
        <labl>Tidak tahu</labl></catgry></var></dataDscr></codeBook>"""
    )


def find(root: ET.Element, name: str) -> ET.Element:
    found = root.find(f".//{{{NAMESPACE}}}{name}")
    assert found is not None
    return found


def test_a_sound_document_has_no_problem() -> None:
    assert problems(made()) == ()


def reorder(root: ET.Element) -> None:
    titles = find(root, "titlStmt")
    titles[:] = list(titles)[::-1]


def repeat(root: ET.Element) -> None:
    ET.SubElement(find(root, "titlStmt"), f"{{{NAMESPACE}}}titl").text = "Lagi"


def rename(root: ET.Element) -> None:
    find(root, "labl").tag = "labl"


BREAKS: dict[str, Callable[[ET.Element], object]] = {
    "order": reorder,
    "name": lambda root: ET.SubElement(find(root, "var"), f"{{{NAMESPACE}}}titl"),
    "attribute": lambda root: find(root, "var").set("colour", "red"),
    "number": repeat,
    "reference": lambda root: find(root, "var").set("files", "F2"),
    "needed": lambda root: find(root, "titlStmt").clear(),
    "required": lambda root: find(root, "var").attrib.pop("name"),
    "id": lambda root: find(root, "var").set("ID", "F1"),
    "namespace": rename,
}


@pytest.mark.parametrize("broken", BREAKS)
def test_every_way_of_breaking_the_standard_is_found(broken: str) -> None:
    root = made()
    BREAKS[broken](root)
    assert problems(root)


def test_no_element_stands_in_two_places_of_one_order() -> None:
    assert all(len(set(names)) == len(names) for names in ORDER.values())
