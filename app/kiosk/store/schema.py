"""The tables of a kiosk's database, and the reasons for their shapes.

Nothing here may tell in which order people answered. Therefore every row that an answer touches exists from
the beginning and keeps its size: SQLite then overwrites it where it lies, whereas a row that is inserted,
or grows, lands where the free room happens to be, which is the order of time. `codes.state` is one letter;
`slots` are full of random bytes before they are used and after they are purged; no index covers a column
that changes. A draft's id is random, because a counter would be an order. Only `events` come and go: for
them there are free pages from the beginning, so that neither the file's size nor the count of its free pages
tells afterwards whether somebody refused or answered everything.

`latest.mark` is the mark of the last transaction: after a commit that raised, it tells whether it happened.
"""

from app.storage.journal import TABLE as JOURNAL
from app.storage.migrate import Step

_FIRST = """
CREATE TABLE machine (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    package TEXT NOT NULL,
    seat TEXT NOT NULL,
    installation TEXT NOT NULL,
    signing_key BLOB NOT NULL,
    certificate BLOB NOT NULL
) STRICT;
CREATE TABLE proctors (id TEXT PRIMARY KEY, name TEXT NOT NULL, pin BLOB NOT NULL) STRICT;
-- u unused, d drafting, s sealed, v voided, a abandoned
CREATE TABLE codes (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('u', 'd', 's', 'v', 'a'))
) STRICT;
-- f free, s sealed
CREATE TABLE slots (
    n INTEGER PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('f', 's')),
    rid BLOB NOT NULL CHECK (length(rid) = 16),
    sealed BLOB NOT NULL
) STRICT;
CREATE TABLE drafts (
    id INTEGER PRIMARY KEY,
    code INTEGER NOT NULL UNIQUE REFERENCES codes (n),
    wrap BLOB NOT NULL,
    opening BLOB NOT NULL,
    beat BLOB NOT NULL
) STRICT;
CREATE TABLE events (
    draft INTEGER NOT NULL REFERENCES drafts (id),
    seq INTEGER NOT NULL,
    payload BLOB NOT NULL,
    PRIMARY KEY (draft, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
    one INTEGER PRIMARY KEY CHECK (one = 1), phase TEXT NOT NULL, planned TEXT NOT NULL
) STRICT;
INSERT INTO session VALUES (1, 'ready', '');
CREATE TABLE finished (planned TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE pins (one INTEGER PRIMARY KEY CHECK (one = 1), failures INTEGER NOT NULL) STRICT;
INSERT INTO pins VALUES (1, 0);
CREATE TABLE exports (
    seq INTEGER PRIMARY KEY, content TEXT NOT NULL, digest TEXT NOT NULL, facts BLOB NOT NULL
) STRICT;
CREATE TABLE latest (one INTEGER PRIMARY KEY CHECK (one = 1), mark BLOB NOT NULL) STRICT;
INSERT INTO latest VALUES (1, zeroblob(16));
"""

_FRONT_LOST = "ALTER TABLE session ADD COLUMN front_lost INTEGER NOT NULL DEFAULT 0"

STEPS: tuple[Step, ...] = ((*_FIRST.strip().rstrip(";").split(";\n"), JOURNAL), (_FRONT_LOST,))
