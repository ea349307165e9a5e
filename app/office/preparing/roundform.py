"""A draft of a round and the round file: from one to the other and back."""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml
from pydantic import BaseModel, ValidationError

from app.base.errors import Bug
from app.office.findings import Finding
from app.office.preparing.drafts import (
    AgencyDraft,
    GroupDraft,
    Numbers,
    PolicyDraft,
    RoundDraft,
)
from app.office.preparing.entries import Reader, day_written, number_of
from app.office.sample.size import MARGIN, sample_size
from app.office.survey.roundfile import Agency, RoundFile, Stratum, Words, check_round

OF_AGENCIES = ("internal", "external")
GROUPS = (*OF_AGENCIES, "expert")
MOST_AGENCIES = 200
MARGINS = ("5", "7", "10")  # percent
_MOST_PEOPLE, _MOST_DRAWN = 100_000_000, 100_000
_LIMITS = {
    "late_min": (0, 240),
    "extra_time_max_min": (0, 240),
    "idle_s": (30, 1800),
    "spare_slots": (0, 1000),
    "k_min": (10, 100_000),
    "min_n": (2, 1000),
    "disclosure_limit": (3, 1000),
    "expert_limit": (3, 1000),
}
_REQUIRED = {"extra_time_max_min", "idle_s", "spare_slots", "k_min"}


@dataclass(frozen=True, slots=True)
class RoundRead:
    """What a draft comes to: the file, or what is still wrong with it."""

    file: RoundFile | None
    findings: tuple[Finding, ...]


def yaml_of(file: BaseModel) -> bytes:
    """The file that `bilik-office round new` and `bilik-office package` read, without what was left empty."""
    plain = json.loads(file.model_dump_json(exclude_none=True))
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=110).encode()


def read_round_draft(draft: RoundDraft) -> RoundRead:
    """The round that was written; every problem at once, at its field."""
    reader = Reader()
    groups = _groups(draft, reader)
    if not groups:
        reader.wrong("internal.asked", "prepare.no_group")
    if not draft.agencies:
        reader.wrong("agencies", "prepare.no_agency")
    codes = [reader.code(f"agencies.{at}.code", one.code) for at, one in enumerate(draft.agencies)]
    named = [_agency(one, f"agencies.{at}", reader) for at, one in enumerate(draft.agencies)]
    agencies = [{"code": code, **rest} for code, rest in zip(codes, named, strict=True)]
    strata, places = _strata(draft, codes, [str(one["code"]) for one in groups], reader)
    value = {
        "id": reader.name("id", draft.id),
        "title": _words(reader, "round_title", draft.round_title, draft.round_title_en),
        "survey_title": _words(reader, "survey_title", draft.survey_title, draft.survey_title_en),
        "start": reader.day("start", draft.start),
        "end": reader.day("end", draft.end),
        "city": reader.line("city", draft.city),
        "region_code": _region(draft, reader),
        "agencies": agencies,
        "groups": groups,
        "strata": strata,
        "method": reader.line("method", draft.method),
        "policy": _policy(draft, reader),
        "corrections": [one.model_dump() for one in draft.corrections],
    }
    if reader.found:
        return RoundRead(None, tuple(reader.found))
    if not strata:
        reader.wrong("agencies.0.internal.target", "prepare.no_target")
        return RoundRead(None, tuple(reader.found))
    try:
        file = RoundFile.model_validate_json(json.dumps(value, default=str))
    except ValidationError as error:  # every entry was looked at above
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise Bug("prepare.misread", place=place) from error
    found = tuple(_moved(one, places) for one in check_round(file))
    return RoundRead(None if found else file, found)


def draft_of(file: RoundFile) -> RoundDraft:
    """A draft that comes to this file again."""
    numbers: dict[tuple[str, str], Numbers] = {(one.agency, one.group): _numbers(one) for one in file.strata}
    policy = file.policy.model_dump()
    return RoundDraft(
        id=file.id,
        round_title=file.title.id,
        round_title_en=file.title.en or "",
        survey_title=file.survey_title.id,
        survey_title_en=file.survey_title.en or "",
        city=file.city,
        region=file.region_code or "",
        start=day_written(file.start),
        end=day_written(file.end),
        agencies=tuple(_agency_draft(one, numbers) for one in file.agencies),
        experts=numbers.get(("", "expert"), Numbers()),
        method=file.method,
        policy=PolicyDraft(
            **{name: "" if policy[name] is None else str(policy[name]) for name in _LIMITS},
            english="yes" if "en" in file.policy.languages else "",
        ),
        corrections=file.corrections,
        internal=_group_draft(file, "internal"),
        external=_group_draft(file, "external"),
        expert=_group_draft(file, "expert"),
    )


def targets_by_formula(draft: RoundDraft) -> RoundDraft:
    """Target and draw of every stratum whose population is known, by the formula of BPS.

    The target is rounded up; drawn are so many per cent more, and never more than there are.
    """
    agencies = tuple(
        one.model_copy(update={name: _by_formula(one.of(name), draft) for name in OF_AGENCIES})
        for one in draft.agencies
    )
    return draft.model_copy(update={"agencies": agencies})


def wanted_by_formula(numbers: Numbers, margin: str) -> int | None:
    """How many must answer, when the population is known."""
    population = number_of(numbers.population)
    if not population or population > _MOST_PEOPLE:
        return None
    return math.ceil(sample_size(population, (number_of(margin) or 0) / 100 or MARGIN))


def _by_formula(numbers: Numbers, draft: RoundDraft) -> Numbers:
    target = wanted_by_formula(numbers, draft.margin)
    population = number_of(numbers.population)
    if target is None or population is None:
        return numbers
    more = -(-target * (100 + min(number_of(draft.reserve) or 0, 300)) // 100)
    drawn = min(population, more)
    return numbers.model_copy(update={"target": str(target), "drawn": str(drawn)})


def _words(reader: Reader, place: str, text: str, english: str) -> dict[str, str | None]:
    return {
        "id": reader.line(place, text),
        "en": reader.line(f"{place}_en", english, needed=False),
    }


def _region(draft: RoundDraft, reader: Reader) -> str | None:
    code = draft.region.strip()
    if code and not (code.isascii() and code.isdigit() and 2 <= len(code) <= 10):
        reader.wrong("region", "prepare.region_shape", value=code[:20])
        return None
    return code or None


def _agency(one: AgencyDraft, place: str, reader: Reader) -> dict[str, object]:
    about = reader.line(f"{place}.about", one.about, needed=False)
    about_en = reader.line(f"{place}.about_en", one.about_en, needed=False)
    if about is None and about_en is not None:
        reader.wrong(f"{place}.about", "prepare.needed")
    return {
        "name": _words(reader, f"{place}.name", one.name, one.name_en),
        "short": reader.line(f"{place}.short", one.short, 24),
        "description": None if about is None else {"id": about, "en": about_en},
        "valid_from": reader.day(f"{place}.valid_from", one.valid_from),
        "valid_to": reader.day(f"{place}.valid_to", one.valid_to, needed=False),
        "kode_referensi": reader.line(f"{place}.reference", one.reference, 40, needed=False),
    }


def _groups(draft: RoundDraft, reader: Reader) -> list[dict[str, str | None]]:
    found: list[dict[str, str | None]] = []
    for name in GROUPS:
        group = draft.group(name)
        if group.asked:
            if not group.questionnaire:
                reader.wrong(f"{name}.questionnaire", "prepare.choose_questionnaire")
            found.append({"code": name, "questionnaire": group.questionnaire, "scoring": group.scoring})
    return found


def _strata(
    draft: RoundDraft, codes: Sequence[str | None], groups: Sequence[str], reader: Reader
) -> tuple[list[dict[str, object]], list[str]]:
    strata: list[dict[str, object]] = []
    places: list[str] = []
    for agency, group, place, numbers in _asked(draft, codes, groups):
        target = reader.number(f"{place}.target", numbers.target, 1, _MOST_DRAWN, needed=True)
        drawn = reader.number(f"{place}.drawn", numbers.drawn, 1, _MOST_DRAWN)
        strata.append(
            {
                "agency": agency or "",
                "group": group,
                "drawn": target if drawn is None else drawn,
                "target": target,
                "population": reader.number(f"{place}.population", numbers.population, 1, _MOST_PEOPLE),
            }
        )
        places.append(place)
    return strata, places


def _asked(
    draft: RoundDraft, codes: Sequence[str | None], groups: Sequence[str]
) -> Iterator[tuple[str | None, str, str, Numbers]]:
    """Agency, group, place and numbers of what somebody wrote numbers for; of experts in any case."""
    for name in (one for one in OF_AGENCIES if one in groups):
        for at, (code, one) in enumerate(zip(codes, draft.agencies, strict=True)):
            if not one.of(name).empty:
                yield code, name, f"agencies.{at}.{name}", one.of(name)
    if "expert" in groups:
        yield "", "expert", "experts", draft.experts


def _policy(draft: RoundDraft, reader: Reader) -> dict[str, object]:
    value: dict[str, object] = {
        name: reader.number(f"policy.{name}", getattr(draft.policy, name), *limits, needed=name in _REQUIRED)
        for name, limits in _LIMITS.items()
    }
    value["languages"] = ["id", "en"] if draft.policy.english else ["id"]
    return value


def _moved(one: Finding, places: Sequence[str]) -> Finding:
    """A finding of the file, at the field of the draft where it is mended."""
    match one.place.split("."):
        case ["strata", at]:
            where = "population" if one.sentence.key == "office.find_drawn" else "drawn"
            return Finding(f"{places[int(at)]}.{where}", one.sentence)
        case ["agencies", at]:
            return Finding(f"agencies.{at}.valid_from", one.sentence)
        case ["start"]:
            return Finding("end", one.sentence)
        case _:
            return one


def _group_draft(file: RoundFile, name: str) -> GroupDraft:
    one = next((one for one in file.groups if one.code == name), None)
    if one is None:
        return GroupDraft()
    return GroupDraft(asked="yes", questionnaire=one.questionnaire, scoring=one.scoring)


def _numbers(one: Stratum) -> Numbers:
    population = "" if one.population is None else str(one.population)
    return Numbers(population=population, target=str(one.target), drawn=str(one.drawn))


def _agency_draft(one: Agency, numbers: dict[tuple[str, str], Numbers]) -> AgencyDraft:
    about = one.description or Words.model_construct(id="", en=None)
    return AgencyDraft(
        code=one.code,
        name=one.name.id,
        name_en=one.name.en or "",
        short=one.short,
        about=about.id,
        about_en=about.en or "",
        valid_from=day_written(one.valid_from),
        valid_to=day_written(one.valid_to) if one.valid_to is not None else "",
        reference=one.kode_referensi or "",
        internal=numbers.get((one.code, "internal"), Numbers()),
        external=numbers.get((one.code, "external"), Numbers()),
    )
