"""Names of variables that every format takes: at most 32 signs, none that SPSS or Stata keeps for itself."""

from app.release.table import MAX_NAME

_KEPT = """
all and by eq ge gt le lt ne not or to with aggregate array boolean break byte case catch class
colvector complex const continue default delegate delete do double else eltypedef end enum explicit
export external float for friend function global goto if in inline int local long mata matrix
namespace new null numeric nullmat operator orgtypedef pointer polymorphic pragma private protected
public quad real return rowvector scalar short signed static strl string struct super switch
template this throw transmorphic try typedef typename union unsigned using vector version virtual
void volatile while
"""
_RESERVED = frozenset(_KEPT.split())


class Names:
    """Gives out names of one table; the same requests get the same names."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, *parts: str) -> str:
        """A free name made of `parts`."""
        wanted = "_".join(
            "".join(c if c.isascii() and c.isalnum() else "_" for c in p) for p in parts
        ).lower()
        if not wanted[:1].isalpha():
            wanted = f"v_{wanted}"
        name, number = wanted[:MAX_NAME], 1
        while name in self._taken or name in _RESERVED:
            number += 1
            tail = f"_{number}"
            name = wanted[: MAX_NAME - len(tail)] + tail
        self._taken.add(name)
        return name
