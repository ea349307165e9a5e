"""What is done at one PC, named by who does it.

`enrol` makes it a bilik (root, package, card), `desk` is the respondent, `proctor` leads the session,
`handover` carries batches away and takes receipts, `restart` knows whether the machine keeps over a restart
what is written.

Decisions
- 2026-11: a sitting is nothing but its events on the disk. The desk decides with the pure machine, commits,
  and only then believes. After any trouble it believes the disk: it replays. Price: a replay of some
  hundred events, a few milliseconds.
- 2026-11: the session's deeds reach the sitting through `proctor.Session`, sitting first, session second:
  a cut between the two leaves a hidden page that the next opening shows again.
- 2026-11: an export is remembered before it leaves. Price: a number may be spent on a file that never
  reached a stick; the next export of the same contents gives that very file.
- 2026-11: the contents that decide "unchanged" are the records, the counts and the head of the journal.
- 2026-11: whether a machine forgets at restarts is remembered by the proctor, in three words on paper: a
  machine that forgets cannot tell it from never having been asked. Price: a restart and a look at paper for
  each machine. Alternatives refused: a mark alone, which an image with an old mark in it would pass; a mark
  on the stick, which most labs see only at the end of the day.
"""
