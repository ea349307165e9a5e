"""KILL: a program that is killed at any moment has lost nothing that it acknowledged, and half did nothing.

A child plays the day of `story` through the real desk, proctor, store and handing over. It is killed at
every request to the disk that a submit makes, before the request and in the middle of it; at requests drawn
from the whole day; and from outside at moments drawn from the clock. The mutants acknowledge an answer
before it is written, and submit in two transactions.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.campaign.hunt import Found, Hunt
from tests.faults import spoilt
from tests.faults.playing import Killing, Prepare, chance, played, requests, wrong
from tests.faults.shim import CHANGES, Manner, Shim
from tests.faults.story import Script, rehearse

SEED = 20_261_127
SHORTLY_S = 0.003  # most steps are over by then


@dataclass(frozen=True)
class Death:
    """One way to die: at a request to the disk, or from outside."""

    said: str
    nth: int = 0
    manner: Manner = Manner.DIE
    killing: Killing | None = None


def hunt(size: int, folder: Path, spoil: Prepare | None = None) -> Found:
    """Kill the program `size` times; a spoilt one until a fault is seen."""
    script = rehearse(folder / "script", installed=True)
    faults: list[str] = []
    died = tried = 0
    for death in islice(deaths(script, folder), size):
        play = script.begin(folder / "day")

        def prepare(death: Death = death, watched: Path = play.folder) -> None:
            if spoil is not None:
                spoil()
            shim = Shim()
            shim.watch(watched)
            shim.arm(CHANGES, death.nth, death.manner)

        told = played(play, script.steps, prepare, death.killing)
        tried += 1
        died += told.done < len(script.steps)
        if fault := wrong(play, script, told):
            faults.append(f"{death.said}: {fault}")
        shutil.rmtree(play.folder)
        if faults and spoil is not None:
            break
    return Found(tried, faults, f"{len(faults)} faults in {tried} ({died} died in the middle)")


def deaths(script: Script, folder: Path) -> Iterator[Death]:
    """First every request of the first submit, then chance, for ever."""
    until = requests(script, folder / "counted")
    names = [step.name for step in script.steps]
    submit = names.index("submit 0")
    for nth in range(until[submit] + 1, until[submit + 1] + 1):
        yield Death(f"before request {nth}, in a submit", nth)
    for nth in range(until[submit] + 1, until[submit + 1] + 1):
        yield Death(f"in the middle of request {nth}, in a submit", nth, Manner.DIE_HALF)
    drawn = chance(SEED)
    submits = [number for number, name in enumerate(names) if name.startswith(("submit", "declined", "end"))]
    while True:
        nth = drawn.randint(1, until[-1])
        yield Death(f"at request {nth}", nth, drawn.choice((Manner.DIE, Manner.DIE_HALF)))
        step = drawn.choice(submits) if drawn.random() < 0.5 else drawn.randrange(len(names))
        after_s = drawn.random() * SHORTLY_S
        yield Death(f"{after_s * 1e6:.0f} µs after {names[step]}", killing=Killing(step, after_s))


HUNTS = (
    Hunt(
        "KILL",
        "kill -9 at every write of a submit and at random",
        "0 lost, 0 half done",
        200,
        1_000,
        hunt,
        shim=True,
    ),
    Hunt(
        "KILL",
        "acknowledges before it writes",
        "loss",
        200,
        1_000,
        lambda size, folder: hunt(size, folder, spoilt.acknowledging_early),
        mutant=True,
        shim=True,
    ),
    Hunt(
        "KILL",
        "submits in two transactions",
        "half done",
        200,
        1_000,
        lambda size, folder: hunt(size, folder, spoilt.submitting_in_two),
        mutant=True,
        shim=True,
    ),
)
