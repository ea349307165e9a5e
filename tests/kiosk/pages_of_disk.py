"""What someone reads who has a kiosk's database and its key: every page, the freed ones too."""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
RESERVE = 80  # SQLCipher 4: 16 bytes of IV, 64 of HMAC-SHA-512
SALT = 16
SECTOR = 512  # of a journal's header


def pages(path: Path, key: bytes) -> Iterator[bytes]:
    """The decrypted pages of a database, in the order of the file."""
    data = path.read_bytes()
    assert len(data) % PAGE == 0
    for start in range(0, len(data), PAGE):
        yield _decrypted(data[start : start + PAGE], key, first=start == 0)


def _decrypted(page: bytes, key: bytes, *, first: bool) -> bytes:
    salt = SALT if first else 0
    iv = page[PAGE - RESERVE : PAGE - RESERVE + 16]
    decryptor = Cipher(algorithms.AES256(key), modes.CBC(iv)).decryptor()
    return bytes(salt) + decryptor.update(page[salt : PAGE - RESERVE]) + decryptor.finalize()


def everything(path: Path, key: bytes) -> bytes:
    """All pages in a row."""
    return b"".join(pages(path, key))


def spearman(first: list[int], second: list[int]) -> float:
    """The rank correlation of two lists without ties."""
    count = len(first)
    ranks = [{value: rank for rank, value in enumerate(sorted(values))} for values in (first, second)]
    squares = sum((ranks[0][a] - ranks[1][b]) ** 2 for a, b in zip(first, second, strict=True))
    return 1 - 6 * squares / (count * (count * count - 1))


def journal(path: Path, key: bytes) -> bytes:
    """The pages in a rollback journal: after each header's sector, their numbers, contents and checksums."""
    data = path.read_bytes()
    record = 4 + PAGE + 4
    found = []
    for start in range(SECTOR, len(data) - record + 1, record):
        first = int.from_bytes(data[start : start + 4], "big") == 1
        found.append(_decrypted(data[start + 4 : start + 4 + PAGE], key, first=first))
    return b"".join(found)
