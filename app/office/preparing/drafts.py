"""Drafts: what was typed for a round and for a package, and where it waits."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from app.office.survey.roundfile import Correction, Frozen
from app.storage.files import discard, make_folder, read_file, write_atomic

FOLDER = "prepared"
"""In the office's folder: drafts, the round files made from them, and the office's own questionnaires."""

_MAX_DRAFT_BYTES = 4 * 1024 * 1024


class Numbers(Frozen):
    """How many there are, must answer, are drawn."""

    population: str = ""
    target: str = ""
    drawn: str = ""

    @property
    def empty(self) -> bool:
        """Whether nobody wrote anything."""
        return not (self.population.strip() or self.target.strip() or self.drawn.strip())


class AgencyDraft(Frozen):
    """An agency, and the numbers of its two groups."""

    code: str = ""
    name: str = ""
    name_en: str = ""
    short: str = ""
    about: str = ""
    about_en: str = ""
    valid_from: str = ""
    valid_to: str = ""
    reference: str = ""
    internal: Numbers = Numbers()
    external: Numbers = Numbers()

    def of(self, group: str) -> Numbers:
        """The numbers of a group."""
        return self.internal if group == "internal" else self.external


class GroupDraft(Frozen):
    """Whether a group is asked, and with which questionnaire of the library."""

    asked: str = ""
    questionnaire: str = ""
    scoring: str = ""


class PolicyDraft(Frozen):
    """The rules of a round; an empty limit leaves it to the method file."""

    late_min: str = ""
    extra_time_max_min: str = "30"
    idle_s: str = "180"
    spare_slots: str = "20"
    k_min: str = "10"
    min_n: str = ""
    disclosure_limit: str = ""
    expert_limit: str = ""
    english: str = "yes"


class RoundDraft(Frozen):
    """A round while it is being written. `corrections` come from a file and go into the next unchanged."""

    id: str = ""
    round_title: str = ""
    round_title_en: str = ""
    survey_title: str = ""
    survey_title_en: str = ""
    city: str = ""
    region: str = ""
    start: str = ""
    end: str = ""
    agencies: tuple[AgencyDraft, ...] = (AgencyDraft(),)
    internal: GroupDraft = GroupDraft(asked="yes")
    external: GroupDraft = GroupDraft(asked="yes")
    expert: GroupDraft = GroupDraft()
    experts: Numbers = Numbers()
    margin: str = "5"
    reserve: str = "20"
    method: str = ""
    policy: PolicyDraft = PolicyDraft()
    corrections: tuple[Correction, ...] = ()

    def group(self, name: str) -> GroupDraft:
        """The draft of a group."""
        match name:
            case "internal":
                return self.internal
            case "external":
                return self.external
            case _:
                return self.expert


class SessionDraft(Frozen):
    """One planned hour; `id` is kept where a file gave it."""

    date: str = ""
    start: str = ""
    end: str = ""
    label: str = ""
    id: str = ""


class ProctorDraft(Frozen):
    """One proctor; `id` is kept where a file gave it."""

    name: str = ""
    id: str = ""


class OrderDraft(Frozen):
    """A package while it is being written. `counts` are slips by `agency:group`.

    `start` and `end` are the days of the package where a file gave them; else its sessions say them.
    """

    venue_name: str = ""
    venue: str = ""
    version: str = ""
    seats: str = ""
    start: str = ""
    end: str = ""
    sessions: tuple[SessionDraft, ...] = (SessionDraft(),)
    proctors: tuple[ProctorDraft, ...] = (ProctorDraft(),)
    spare: str = "20"
    counts: Mapping[str, str] = {}


Draft = TypeVar("Draft", RoundDraft, OrderDraft)


def written(draft: Draft, place: str, text: str) -> Draft:
    """The draft with `text` at `place`, such as `agencies.2.name`; unchanged where there is no such place."""
    value = draft.model_dump(mode="json")
    *way, last = place.split(".")
    at: object = value
    for step in way:
        match at:
            case dict() if step in at:
                at = at[step]
            case list() if step.isdigit() and int(step) < len(at):
                at = at[int(step)]
            case _:
                return draft
    if not isinstance(at, dict) or not (last in at or place.startswith("counts.")):
        return draft
    at[last] = text
    return type(draft).model_validate_json(json.dumps(value))


def keep(folder: Path, name: str, draft: RoundDraft | OrderDraft) -> None:
    """Let a draft wait in the office's folder under `name`.

    Raises:
        Environment: the disk refused; what was kept before is still there.
    """
    make_folder(folder / FOLDER)
    write_atomic(_file(folder, name), draft.model_dump_json(indent=1).encode())


def recall(folder: Path, name: str, kind: type[Draft]) -> Draft:
    """The draft that waits under `name`, or a new one where none can be read.

    Raises:
        Environment: the disk refused.
    """
    file = _file(folder, name)
    if not file.is_file():
        return kind()
    try:
        return kind.model_validate_json(read_file(file, _MAX_DRAFT_BYTES))
    except ValidationError:
        return kind()


def forget(folder: Path, name: str) -> None:
    """What was written is made; the draft is not needed any more."""
    discard(_file(folder, name))


def _file(folder: Path, name: str) -> Path:
    return folder / FOLDER / f"{name}.draft.json"
