"""DISKS: encrypted databases, the journal, atomic files, drives that can be pulled out.

The only room that imports SQLCipher. Bytes and rows in, bytes and rows out: it never sees a sitting, a
key that opens anything but a database, a package or a window, and never imports `app.seal`,
`app.questionnaire`, `app.sitting`, a door or Qt. Every failure of a disk leaves this room as an
`Environment` (nothing stored is lost) or an `Integrity` (bytes are not what they were) with a sentence of
its own; no exception of SQLCipher or the operating system does.

Decisions
- 2026-11: `journal_mode=TRUNCATE`, `synchronous=EXTRA`, `secure_delete=ON`. Price: three syncs a commit.
  Alternatives refused: WAL, where one flipped bit in a hot log silently drops acknowledged answers, and
  NORMAL, which loses answers when the power fails.
- 2026-11: no row factory, no mapper: statements are written by hand at one home each and return tuples.
  Price: a few casts. Alternative refused: SQLAlchemy in the kiosk, for its size and its start.
- 2026-11: a lock file held by the operating system's own lock, not by a number in a file: it disappears
  with its process, also after kill -9. Price: one implementation per platform family.
- 2026-11: the journal's hash covers the bytes of a line, not its columns, so that a line is verified
  before it is parsed. Its bytes are in `FORMAT.md`.
"""
