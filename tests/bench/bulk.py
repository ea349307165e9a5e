"""An office and the sticks of many rooms: as many sealed responses as are asked for, without the work.

Each room is a package of its own with a thousand slips. The office is made as in the tests; only the slips
are not printed and the sittings are not sat one by one: some are, and what they sent is sent again under the
nullifiers of other slips, with other answers where a question is asked of all. Every response is sealed
anew, and every batch is signed as a kiosk does.
"""

import json
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from app.base.canonical import canonical
from app.base.ids import GroupCode, RecordId
from app.office.gathering.closing import Closed, close_round
from app.office.store.tables import code
from app.office.survey.packaging import Packaged, make_package
from app.office.survey.rounds import Round, new_round
from app.questionnaire.model import Likert, Questionnaire
from app.seal.envelope import SealKey, pad, record_info
from app.seal.logbook import LOGBOOK_SUFFIX
from app.seal.package import verify_package
from tests.office.conftest import (
    AGENCIES,
    ROUND,
    House,
    Kiosk,
    hold_ceremony,
    open_house,
    order,
    round_yaml,
    signed_in,
    write_round,
)
from tests.office.respondents import complete

OF_A_ROOM = 1_000
OF_A_BATCH = 500
SEED = 20_261_127
SITTINGS = 12  # that are really sat, of each stratum
STRATA = (("dishub", "internal"), ("pupr", "internal"), ("", "expert"))
WEIGHTS = (9, 9, 2)
EXPLAINED = "Uji beban: lembar ruang tidak dibuat"


@dataclass(frozen=True, slots=True)
class Bulk:
    """A folder with an office (`office`), its sticks (`sticks`), and how many responses these hold."""

    folder: Path
    responses: int


def make_bulk(folder: Path, responses: int) -> Bulk:
    """An office that waits for the sticks of `responses / 1,000` rooms."""
    hold_ceremony(folder / "office")
    office = signed_in(folder / "office")
    made = new_round(office, write_round(folder, round_yaml()))
    assert isinstance(made, Round), made
    (folder / "sticks").mkdir()
    rooms: list[Packaged] = []
    for room in range(responses // OF_A_ROOM):
        packaged = make_package(office, order(venue=f"ruang-{room:03}"), folder / "papers")
        assert isinstance(packaged, Packaged), packaged
        rooms.append(packaged)
    office.close()
    house = open_house(folder / "office", rooms[0], folder)
    chance = random.Random(SEED)
    sent = {stratum: _sittings(house, *stratum) for stratum in STRATA}
    for number, packaged in enumerate(rooms):
        _fill(house, packaged, folder, number, sent, chance)
    house.office.close()
    return Bulk(folder, responses)


def close_bulk(folder: Path) -> None:
    """Close the round, whose room sheets nobody wrote."""
    office = signed_in(folder / "office", "ab")
    assert isinstance(close_round(office, ROUND, EXPLAINED), Closed)
    office.close()


def _sittings(
    house: House, agency: str, group: str
) -> Sequence[tuple[dict[str, object], dict[str, list[int]]]]:
    """What some respondents sent, and what they might have answered instead."""
    asked = house.survey.questionnaires[GroupCode(group)]
    others = _others(asked)
    made = []
    for seed in range(SITTINGS):
        sent = json.loads(complete(asked, bytes(32), agency, AGENCIES, seed))
        made.append((sent, others))
    return made


def _others(asked: Questionnaire) -> dict[str, list[int]]:
    """The codes of questions on scales that every respondent is asked and no condition looks at."""
    conditions = [
        rule for part in asked.sections for rule in (part.show_if, *(i.show_if for i in part.items))
    ]
    watched = json.dumps(conditions)
    return {
        item.id: [point.code for point in asked.scales[item.scale]]
        for part in asked.sections
        for item in part.items
        if isinstance(item, Likert) and item.show_if is None and f'"{item.id}"' not in watched
    }


def _fill(
    house: House,
    packaged: Packaged,
    folder: Path,
    number: int,
    sent: dict[tuple[str, str], Sequence[tuple[dict[str, object], dict[str, list[int]]]]],
    chance: random.Random,
) -> None:
    """Slips for a whole room, and two sticks of what its people sent."""
    package = verify_package(packaged.package_file.read_bytes(), house.office.root)
    strata = chance.choices(STRATA, WEIGHTS, k=OF_A_ROOM)
    slips = [(os.urandom(32), *stratum) for stratum in strata]
    with house.office.store.writing() as connection:
        connection.execute(sa.delete(code).where(code.c.package == packaged.digest))
        connection.execute(
            sa.insert(code),
            [
                {"nullifier": slip, "package": packaged.digest, "agency": agency, "respondents": group}
                for slip, agency, group in sorted(slips)
            ],
        )
    here = House(house.folder, house.office, house.survey, packaged, package)
    document = package.document
    key = SealKey(document.seal_key)
    for stick, begin in enumerate(range(0, OF_A_ROOM, OF_A_BATCH)):
        kiosk = here.kiosk(("01", "02")[stick % 2])
        for slip, agency, group in slips[begin : begin + OF_A_BATCH]:
            response = _other(*chance.choice(sent[agency, group]), slip, chance)
            rid = RecordId(os.urandom(16))
            padded = pad(response, document.policy.record_size)
            kiosk.records[rid] = key.seal(padded, record_info(package.digest, rid))
            kiosk.used[agency, group] = kiosk.used.get((agency, group), 0) + 1
        _write(folder / "sticks" / f"{number:03}-{stick}.bilik", kiosk)


def _write(path: Path, kiosk: Kiosk) -> None:
    path.write_bytes(kiosk.export())
    path.with_suffix(LOGBOOK_SUFFIX).write_bytes(kiosk.log())


def _other(
    sent: dict[str, object], others: dict[str, list[int]], slip: bytes, chance: random.Random
) -> bytes:
    answers = sent["answers"]
    assert isinstance(answers, list)
    changed = [
        [name, subject, chance.choice(others[name]) if value in others.get(name, ()) else value]
        for name, subject, value in answers
    ]
    return canonical({**sent, "answers": changed, "nullifier": slip.hex()})  # type: ignore[dict-item]


def sticks(folder: Path) -> Iterator[Path]:
    """The batch files, in order."""
    yield from sorted((folder / "sticks").glob("*.bilik"))
