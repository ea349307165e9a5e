"""A child that plays a story until something stops it, and a parent that judges what it left behind."""

import os
import random
import shutil
import signal
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from app.base.errors import Environment, Refused
from app.base.sentences import Language, Sentence
from tests.faults.shim import CHANGES, Kind, Manner, Shim
from tests.faults.story import INSTALLING, Play, Script, Step, Truth, truth

Tell = Callable[[str], None]
Prepare = Callable[[], None]
"""Done in the child before it plays: arm the shim, spoil the program."""


@dataclass
class Told:
    """What a child said before it ended. `done` and `tried` count steps."""

    done: int = 0
    tried: int = 0
    refused: list[str] = field(default_factory=list)
    broke: str = ""

    def hear(self, line: str) -> None:
        """One line of it."""
        word, _, rest = line.partition(" ")
        match word:
            case "try":
                self.tried = int(rest) + 1
            case "done":
                self.done = int(rest) + 1
            case "refused":
                self.refused.append(rest)
            case _:
                self.broke = line


def perform(play: Play, steps: Sequence[Step], tell: Tell, tries: int = 1) -> None:
    """Play, telling before and after each step; a step that is refused is tried again, then the day ends."""
    for number, step in enumerate(steps):
        tell(f"try {number}")
        for _ in range(tries):
            refusal = _attempt(play, step)
            if refusal is None:
                break
            tell(f"refused {refusal}")
        else:
            return
        tell(f"done {number}")


def _attempt(play: Play, step: Step) -> str | None:
    try:
        outcome = step.deed(play)
    except Environment as trouble:  # nothing else may come of a disk; what is whole is not called damaged
        outcome = trouble
    if not isinstance(outcome, Environment | Refused):
        return None
    assert Sentence.of(outcome).spoken(Language.ID)  # whoever is refused is told why
    return outcome.code


@dataclass(frozen=True)
class Killing:
    """A kill from outside: so long after the child began this step."""

    step: int
    seconds: float


def played(
    play: Play, steps: Sequence[Step], prepare: Prepare, killing: Killing | None = None, tries: int = 1
) -> Told:
    """Let a child play; what it told until its end."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        _be_the_child(play, steps, prepare, writer, tries)
    os.close(writer)
    told = Told()
    with os.fdopen(reader, encoding="utf-8") as lines:
        for line in lines:
            told.hear(line.rstrip("\n"))
            if killing and line == f"try {killing.step}\n":
                kill_after(child, killing.seconds)
    os.waitpid(child, 0)
    return told


def _be_the_child(play: Play, steps: Sequence[Step], prepare: Prepare, writer: int, tries: int) -> None:
    shim = Shim()

    def tell(line: str) -> None:
        os.write(writer, line.encode() + b"\n")
        shim.mark(line)

    try:
        prepare()
        perform(play, steps, tell, tries)
    except BaseException as error:  # noqa: BLE001 - whatever it is, the parent has to hear of it
        tell(f"broke {error!r}".replace("\n", " "))
    finally:
        os._exit(0)


def apart(act: Callable[[], None]) -> None:
    """Do something in a child, so that what it spoils is spoilt nowhere else."""
    child = os.fork()
    if not child:
        try:
            act()
        except BaseException:  # noqa: BLE001 - it is told, and the parent sees how the child ended
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0, "the child did not come to its end"


def kill_after(child: int, seconds: float) -> None:
    """Kill a child so long from now, if it is still there."""
    end = os.times().elapsed + seconds  # no sleep: a submit here takes a millisecond or two
    while os.times().elapsed < end:
        pass
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


# --- judging ------------------------------------------------------------------------------------------------


def wrong(play: Play, script: Script, told: Told) -> str | None:
    """What is not as it has to be after the child has stopped, or None."""
    if told.broke:
        return f"after step {told.done}: {told.broke}"
    try:
        found = truth(play)
        if found.machine != script.truths[-1].machine:
            found = _installed_again(play, found, script.truths[told.tried])
    except Exception as error:  # noqa: BLE001 - a machine that cannot be opened is the worst of faults
        return f"after step {told.done}, malformed: {error!r}"
    differences = [*_differences(found, script.truths[told.done], script.truths[told.tried])]
    where = f"between {told.done} and {told.tried} ({_name(script, told)})"
    return f"{where}: {'; '.join(differences)}" if differences else None


def _name(script: Script, told: Told) -> str:
    return script.steps[min(told.done, len(script.steps) - 1)].name


def _installed_again(play: Play, found: Truth, most: Truth) -> Truth:
    """A machine that was cut off while it was set up can be set up again, and is whole then."""
    for step in INSTALLING:
        outcome = step.deed(play)
        assert not isinstance(outcome, Refused), outcome
    whole = truth(play)
    assert whole.log in {("installed", "restart_kept"), ("installed", "restart_kept", "restart_kept")}
    assert set(whole.slips) == {"UNUSED  no record"}, whole.slips
    return found if most.machine != whole.machine or found.machine != whole.machine else whole


def _differences(found: Truth, done: Truth, tried: Truth) -> Iterable[str]:
    if found.machine not in {done.machine, tried.machine}:
        yield f"the machine is {found.machine}"
        return
    if not found.slips:
        return
    if found.phase not in {done.phase, tried.phase}:
        yield f"the session is {found.phase}"
    if found.handed not in {done.handed, tried.handed}:
        yield f"on the stick: {found.handed}"
    if not _contains(found.log, done.log) or set(found.log) - set(tried.log):
        yield f"the journal is {found.log}"
    for number, slip in enumerate(found.slips):
        if slip not in {*done.slips[number : number + 1], *tried.slips[number : number + 1]}:
            yield f"slip {number}: {slip[:200]}"


def _contains(lines: Sequence[str], wanted: Sequence[str]) -> bool:
    rest = iter(lines)
    return all(line in rest for line in wanted)


def requests(script: Script, folder: Path, kinds: Kind = CHANGES) -> list[int]:
    """How many requests of these kinds were made before each step, and in all."""
    play, shim = script.begin(folder), Shim()
    shim.watch(play.folder)
    shim.arm(kinds, 0, Manner.FAIL)
    seen: list[int] = []
    perform(play, script.steps, lambda line: seen.append(shim.seen()) if line.startswith("try") else None)
    play.room.close()
    seen.append(shim.seen())
    shutil.rmtree(folder)
    return seen


def chance(seed: int) -> random.Random:
    """Chance that repeats."""
    return random.Random(seed)
