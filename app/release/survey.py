"""What the documents of a release say about the round, besides its figures."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from app.base.ids import Digest, RoundId
from app.questionnaire.model import Questionnaire, Text
from app.release.regions import PROVINCE_DIGITS, region_name
from app.scoring.scheme import Scheme


@dataclass(frozen=True, slots=True)
class AgencyCode:
    """An agency's code with the days on which it is valid (no end: still)."""

    code: str
    name: Text
    reference: str | None
    valid_from: dt.date
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True)
class Sampled:
    """A stratum: how many were drawn, and are on the list (None: no list)."""

    drawn: int
    population: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A questionnaire of the round and how it is scored."""

    questionnaire: Questionnaire
    digest: Digest
    scheme: Scheme
    scheme_digest: Digest


@dataclass(frozen=True, slots=True)
class Survey:
    """A scored round. `practice`: its data are rehearsals. `version` is that of the analysis."""

    round: RoundId
    title: Text
    survey_title: Text
    start: dt.date
    end: dt.date
    city: str
    region_code: str | None
    office: str
    practice: bool
    example: bool
    agencies: tuple[AgencyCode, ...]
    strata: tuple[Sampled, ...]
    asked: Mapping[str, Asked]
    method_name: Text
    method_digest: Digest
    run_id: Digest
    version: str

    @property
    def day(self) -> dt.date:
        """The day that files are dated: the round's last, so that two releases of one run are equal."""
        return self.end

    @property
    def origin(self) -> Mapping[str, str]:
        """Where every figure comes from, as files carry it."""
        return {
            "round": str(self.round),
            "run_id": str(self.run_id),
            "method_sha256": str(self.method_digest),
            **{f"questionnaire_{group}_sha256": str(one.digest) for group, one in self.asked.items()},
            **{f"scoring_{group}_sha256": str(one.scheme_digest) for group, one in self.asked.items()},
            "analysis_version": self.version,
        }

    @property
    def province(self) -> tuple[str, str | None] | None:
        """Code and name of the province."""
        if self.region_code is None:
            return None
        code = self.region_code[:PROVINCE_DIGITS]
        return code, region_name(code)
