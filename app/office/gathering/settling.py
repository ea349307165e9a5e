"""What officers do about a file in quarantine: ask the booth to export again, and close the finding.

A file that was rejected stays rejected: closing a finding says that people dealt with it, not that the file
counts. It takes two officers and a reason, and can be read in the journal for ever. What was decided is read
from the journal's entries: the file and its verdict lie untouched.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from app.base.errors import Refused
from app.base.ids import Digest, OfficerId
from app.office.gathering.incoming import quarantined
from app.office.officers.signin import Office
from app.office.store.audit import Entry, read_acts

ASKED, CLOSED = "quarantine ask", "quarantine close"
MIN_REASON_CHARS = 10  # a word is no reason


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a file: `ASKED` or `CLOSED`, when, by whom, and why."""

    file: Digest
    act: str
    at_utc_ms: int
    officers: tuple[OfficerId, ...]
    reason: str


def read_decisions(connection: sa.Connection) -> Mapping[Digest, tuple[Decision, ...]]:
    """Every decision by the file that it is about, oldest first."""
    found: dict[Digest, tuple[Decision, ...]] = {}
    for entry in read_acts(connection):
        if entry.act in {ASKED, CLOSED}:
            one = _decision(entry)
            found[one.file] = (*found.get(one.file, ()), one)
    return found


def ask_again(office: Office, file: Digest) -> Decision | Refused:
    """Note that the booth was asked to export again."""
    return _decide(office, file, ASKED, "")


def close_finding(office: Office, file: Digest, reason: str) -> Decision | Refused:
    """Close a finding; two officers. The file stays what it is, and where it is."""
    if (refused := office.two()) is not None:
        return refused
    if len(reason.strip()) < MIN_REASON_CHARS:
        return Refused("finding.reason_short", {"min": MIN_REASON_CHARS})
    return _decide(office, file, CLOSED, reason.strip())


def _decide(office: Office, file: Digest, act: str, reason: str) -> Decision | Refused:
    if file not in {str(told.get("sha256")) for told in quarantined(office.folder)}:
        return Refused("finding.unknown", {"file": file[:12]})
    with office.store.writing() as connection:
        if any(one.act == CLOSED for one in read_decisions(connection).get(file, ())):
            return Refused("finding.closed_already", {"file": file[:12]})
        office.acted(connection, act, {"file": file, "reason": reason})
        return _decision(read_acts(connection)[-1])


def _decision(entry: Entry) -> Decision:
    details = entry.details
    file, reason = str(details.get("file", "")), str(details.get("reason", ""))
    return Decision(Digest(file), entry.act, entry.at_utc_ms, entry.officers, reason)
