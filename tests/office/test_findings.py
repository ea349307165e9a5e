"""What is wrong with a file that people wrote is said in one language, and without the parser's words."""

import pytest

from app.base.sentences import Language
from app.office.findings import Findings, read_model
from app.release.sdi.metadata import MetadataFile


@pytest.mark.parametrize(
    ("written", "key"),
    [
        (b"ms_keg: [a\nlisensi: x\n", "office.find_yaml"),
        (b"lisensi: x\nlisensi: y\n", "office.find_key_twice"),
        (b"lisensi: 4\n", "office.find_text"),
        (b"ms_keg: 4\n", "office.find_value"),
    ],
)
def test_a_finding_speaks_indonesian_alone(written: bytes, key: str) -> None:
    found = read_model("metadata.yaml", written, MetadataFile)
    assert isinstance(found, Findings)
    (one,) = found.findings
    assert one.sentence.key == key
    spoken = one.sentence.spoken(Language.ID)
    assert not any(word in spoken for word in ("Input", "should", "valid", "did not find", "expected"))
