"""What someone reads who has a kiosk's database and its key: every page, the freed ones too."""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
RESERVE = 80  # SQLCipher 4: 16 bytes of IV, 64 of HMAC-SHA-512
SALT = 16


def pages(path: Path, key: bytes) -> Iterator[bytes]:
    """The decrypted pages of a database, in the order of the file."""
    data = path.read_bytes()
    assert len(data) % PAGE == 0
    for start in range(0, len(data), PAGE):
        page = data[start : start + PAGE]
        body = page[SALT if start == 0 else 0 : PAGE - RESERVE]
        iv = page[PAGE - RESERVE : PAGE - RESERVE + 16]
        decryptor = Cipher(algorithms.AES256(key), modes.CBC(iv)).decryptor()
        yield bytes(SALT if start == 0 else 0) + decryptor.update(body) + decryptor.finalize()


def everything(path: Path, key: bytes) -> bytes:
    """All pages in a row."""
    return b"".join(pages(path, key))


def spearman(first: list[int], second: list[int]) -> float:
    """The rank correlation of two lists without ties."""
    count = len(first)
    ranks = [{value: rank for rank, value in enumerate(sorted(values))} for values in (first, second)]
    squares = sum((ranks[0][a] - ranks[1][b]) ** 2 for a, b in zip(first, second, strict=True))
    return 1 - 6 * squares / (count * (count * count - 1))
