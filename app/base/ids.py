"""Names for the kinds of identity in Bilik, so that one is never taken for another."""

from typing import NewType

AgencyCode = NewType("AgencyCode", str)
"""Short stable code of an agency in a round, e.g. `dishub`: `^[a-z][a-z0-9_]{0,31}$`."""
GroupCode = NewType("GroupCode", str)
"""Respondent group: `internal` (staff), `external` (service users) or `expert`."""
QuestionnaireId = NewType("QuestionnaireId", str)
Digest = NewType("Digest", str)
"""SHA-256 as 64 lower-case hexadecimal digits."""
RoundId = NewType("RoundId", str)
VenueId = NewType("VenueId", str)
SeatId = NewType("SeatId", str)
"""Label of a booth in a package, e.g. `07`."""
InstallationId = NewType("InstallationId", str)
"""16 random bytes made in a kiosk's database, as 32 hexadecimal digits."""
CodeId = NewType("CodeId", bytes)
"""32 bytes derived from an access code; safe to publish in a signed package."""
Nullifier = NewType("Nullifier", bytes)
"""32 bytes derived from an access code; travels only sealed, shows that a slip was used twice."""
RecordId = NewType("RecordId", bytes)
"""16 random bytes naming one sealed record."""
OfficerId = NewType("OfficerId", str)
"""Short name of an officer at the ceremony, e.g. `a`."""
ProctorId = NewType("ProctorId", str)
