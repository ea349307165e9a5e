"""How the interpreter looks after memory while much is read and little of it is kept."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_RARELY = 200_000  # objects made and not yet freed, before circles are looked for; a response has hundreds


@contextmanager
def reading_much() -> Iterator[None]:
    """Look for circles rarely. What is read record by record has none and is freed at once by itself; but
    each search walks over all that is there, and would come every few records.
    """
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], _RARELY), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
