"""Does everything add up? What the rooms counted against what the office found, line by line."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from app.base.ids import GroupCode
from app.base.sentences import Sentence
from app.demo.city import COPY, DAMAGED, FORGED, Played
from app.office.gathering.intake import Verdict
from app.office.results.publishing import verify
from app.scoring.results import Withheld
from app.sitting.events import Final


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison: what was counted in the rooms, what the office came to."""

    what: Sentence
    expected: int
    found: int

    @property
    def agrees(self) -> bool:
        """Whether both are the same."""
        return self.expected == self.found


def reckon(played: Played) -> tuple[Line, ...]:
    """Every comparison; the rehearsal succeeded when all agree."""
    return tuple(_lines(played))


def _lines(played: Played) -> Iterator[Line]:
    tally, counts = played.tally, played.opened.counts
    rooms = [venue.room for venue in played.ledger.venues]
    sealed = tally.finals.total()
    returned = tally.printed - tally.used
    yield _line("demo.check_slips", tally.printed, sum(room.printed for room in rooms))
    yield _line("demo.check_used", tally.printed - returned, _distinct(played))
    yield _line("demo.check_sealed", sealed, played.ledger.records)
    yield _line("demo.check_abandoned", tally.abandoned, sum(room.abandoned for room in rooms))
    yield _line("demo.check_rooms", 0, sum(abs(room.difference) for room in rooms))
    yield _line("demo.check_pooled", sealed, counts.records)
    # A slip that was used twice leaves two complete responses: which is right cannot be told.
    yield _line("demo.check_complete", tally.finals[Final.COMPLETE] - 2 * tally.twice, counts.complete)
    yield _line("demo.check_partial", tally.finals[Final.TIMEOUT] + tally.finals[Final.ENDED], counts.partial)
    yield _line("demo.check_declined", tally.finals[Final.DECLINED], counts.declined)
    yield _line("demo.check_set_aside", 2 * tally.twice, counts.set_aside)
    yield _line(
        "demo.check_strange", 0, counts.unknown + counts.misplaced + counts.broken + counts.superseded
    )
    yield _line("demo.check_answers", tally.entered.total(), (tally.entered & tally.opened).total())
    yield _line("demo.check_invented", 0, (tally.opened - tally.entered).total())
    yield _line("demo.check_purged", tally.held, tally.purged)
    yield from _verdict_lines(played)
    yield from _result_lines(played)


def _verdict_lines(played: Played) -> Iterator[Line]:
    verdicts = Counter(one.verdict for one in played.verdicts)
    batches = 2 * played.size.seats + 2  # each lab seat after each session, the laptop twice
    yield _line("demo.check_stored", batches, verdicts[Verdict.STORED])
    by_name = {one.path.name: one.verdict for one in played.verdicts}
    yield _line("demo.check_duplicate", 1, int(by_name[COPY] is Verdict.DUPLICATE))
    refused = sum(by_name[name] is Verdict.REJECTED for name in (DAMAGED, FORGED))
    yield _line("demo.check_rejected", 2, refused)


def _result_lines(played: Played) -> Iterator[Line]:
    city = played.scored.city
    withheld = {one.agency for one in city.agencies if isinstance(one.index, Withheld)}
    limit = played.survey.document.method.min_n
    components = played.survey.document.method.component_weights
    few = {
        one.agency
        for one in city.agencies
        if any(played.tally.judged[one.agency, GroupCode(each.value)] < limit for each in components)
    }
    yield _line("demo.check_withheld", len(few), len(few & withheld))
    same = sum(
        one.digest == other.digest
        for one, other in zip(played.reported.files, played.again.files, strict=True)
    )
    yield _line("demo.check_reports", len(played.reported.files), same)
    files = sum(len(one.files) for one in played.published.folders)
    checked = [verify(one.path, played.made.root_file) for one in played.published.folders]
    sound = sum(verdict.fault is None for one in checked for verdict in one.files)
    yield _line("demo.check_release", files, sound)


def _distinct(played: Played) -> int:
    """Slips that left a trace at the office: sealed or abandoned, each counted once."""
    counted = sum(room.sealed + room.abandoned for room in (venue.room for venue in played.ledger.venues))
    return counted - played.tally.twice - played.tally.restarts.total()


def _line(key: str, expected: int, found: int) -> Line:
    return Line(Sentence(key), expected, found)
