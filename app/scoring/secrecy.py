"""Complementary suppression over a whole release: figures and numbers of persons."""

from collections.abc import Mapping, Sequence

from app.base.ids import AgencyCode
from app.base.sentences import Sentence
from app.scoring.bench import Bench, Combination
from app.scoring.disclosure import complements
from app.scoring.figures import Figure
from app.scoring.gates import under
from app.scoring.results import PROTECTIVE, Count, Mask, Outcome, Withheld
from app.scoring.scheme import Component, Method

_COMPLEMENT = Withheld(Mask.COMPLEMENT, Sentence("scoring.complement"))


def hide_complements(
    bench: Bench, method: Method, figures: Mapping[Figure, Combination], outcomes: dict[Figure, Outcome]
) -> None:
    """Withhold in `outcomes` the further figures from which a withheld one would follow.

    A cell of fewer than `min_n` persons is no figure, but a secret it is.
    """
    hidden = {f: o.mask for f, o in outcomes.items() if isinstance(o, Withheld)}
    secret = frozenset(figure for figure, mask in hidden.items() if mask in PROTECTIVE)
    small = [bench.in_items({cell: 1.0}) for cell in bench.cells() if bench.size(cell) < method.min_n]
    if not secret and not small:
        return
    vectors = {figure: bench.in_items(combination) for figure, combination in figures.items()}
    for figure in complements(vectors, secret, frozenset(hidden), lambda figure: figure.kind, small):
        outcomes[figure] = _COMPLEMENT


def printed_counts(
    bench: Bench, method: Method, agencies: Sequence[AgencyCode]
) -> Mapping[tuple[AgencyCode, Component], Count]:
    """Persons by agency and group, `<limit` under the limit; totals of the city are printed as they are."""
    sizes = {(code, c): bench.people(code, c) for code in agencies for c in Component}
    vectors: dict[tuple[str, str], Mapping[tuple[str, str], float]] = {
        (code, component.value): {(code, component.value): 1.0} for code, component in sizes
    }
    drawn = [(code, c.value) for code, c in sizes if c is not Component.EXPERT]
    rated = [(code, c.value) for code, c in sizes if c is Component.EXPERT]
    vectors["", "persons"] = dict.fromkeys(drawn, 1.0)
    vectors["", "ratings"] = dict.fromkeys(rated, 1.0)
    for code in agencies:  # an index is printed with the number of all its persons
        vectors[code, "all"] = {(code, c.value): 1.0 for c in Component}
    small = frozenset((code, c.value) for (code, c), size in sizes.items() if 0 < size < method.limit(c))
    more = complements(vectors, small, small, lambda key: int(bool(key[0]) and key[1] != "all"))
    return {
        (code, c): under(method.limit(c))
        if (code, c.value) in small
        else _COMPLEMENT
        if (code, c.value) in more
        else size
        for (code, c), size in sizes.items()
    }
