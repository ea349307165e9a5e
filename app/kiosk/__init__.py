"""DOOR ONE: respondent and proctor on one lab PC.

`__main__` composes and nothing else. `keeper` holds the database key and no Qt; it starts one window
process per respondent, which ends after them so that nothing of them stays in memory, and starts it again
after a crash. `channel` is their pipe. `settings` are read once, by `settings_file`. `store` is all SQL,
over `schema`; the use cases are named by who does what: `enrol` (root, package, card), `proctor` (the
session), `desk` (the respondent, with `draft` for the keys of a sitting), `handover` (batches and
receipts), all given a `booth`. `carried` verifies what a drive holds of a whole room (and `sheet` what was
counted there before), `stretches` tells the sessions of an installation apart, `minutes` reckons one
session of the room, and `papers` prints it; these need the package alone, so that any seat can print for
all.

The glass: a page sends an `intent` up and draws a `view`. Between the two stands the `conductor`, which asks
who is before the screen and lets that half fulfil the wish: `installing` (no database yet), `proctoring` with
`exporting`, `paperwork` and `checking` (the panel, the sticks, the papers, the checks), `answering` (the
respondent). Only these call use cases. Over the proctor's pages, and while nobody has the screen, `guiding`
lays the guide. They share one `pane`, which is what only the screen knows, and see the world
through `outside`.
`present` turns state into views, without clock or store; `window` is the process around it all, and `opening`
its beginning: a curtain, painted before anything heavy is loaded.

`readiness` is the one list of what is looked at before a session: for the command `self-test` (`checkup`;
`doctor` adds a file for whoever helps), the sheet on paper, and the proctor. `selftest` looks at the
program: words, package, scenarios, storage; `drawing`, in a process `apart`, whether the machine can draw;
`computer` is what a machine tells of itself, `conditions` what it must be. All only return what they found,
as a `check`. `restart` knows whether the machine keeps over a restart what is written.

It never imports `app.seal.unseal`, `app.seal.trio`, `app.scoring` or the other door: it can seal and not
open, ask and not score. The use cases and the keeper never import Qt.

Decisions
- 2026-11: a sitting is nothing but its events on the disk. The desk decides with the pure machine, commits,
  and only then believes. After any trouble it believes the disk: it replays. Price: a replay of some
  hundred events, a few milliseconds.
- 2026-11: the self-test seals to a key whose private half is already gone, in a database of its own. Price:
  it does not prove that the office can open what is sealed here; the office proves its keys when they are
  made. Alternative refused: opening in the kiosk, which would then hold what opens.
- 2026-11: whether a machine forgets at restarts is remembered by the proctor, in three words on paper: a
  machine that forgets cannot tell it from never having been asked. Price: a restart and a look at paper for
  each machine. Alternatives refused: a mark alone, which an image with an old mark in it would pass; a mark
  on the stick, which most labs see only at the end of the day.
- 2026-11: the heartbeat is one row overwritten in place every five seconds with the time used, so that a
  kill costs the respondent nothing and gives at most five seconds. Alternative refused: an event per beat,
  which would make drafts grow with time and tell how long someone thought.
- 2026-11: the session's deeds reach the sitting through `proctor.Session`, sitting first, session second:
  a cut between the two leaves a hidden page that the next opening shows again.
- 2026-11: an export is remembered before it leaves. Price: a number may be spent on a file that never
  reached a stick; the next export of the same contents gives that very file.
- 2026-11: a window paints a curtain before it loads anything heavy, and what its first page does not need
  (other pages, questionnaires, the linter) when that is first needed. Price: imports inside functions.
  Refused: lighter rooms of our own in place of the validator and the locks; those are why it takes long.
- 2026-11: the contents that decide "unchanged" are the records, the counts and the head of the journal.
- 2026-11: a session's counts are the difference of two manifests, placed by lines of the journal, because a
  batch counts over the whole package. Price: sessions between which nothing whole was exported, as on a
  laptop that keeps a draft overnight, are counted together, in the minutes of the later. Alternative
  refused: counts by session in the manifest, or by line in the journal, which would tell a thief of the
  database when who sat.
- 2026-11: what the proctors counted is typed in, never filled in from the files: minutes that agree with
  themselves prove nothing. What the journals know (begun anew, made void) is filled in and can be changed,
  and so is what the proctors themselves wrote onto the stick with the minutes of other sessions.
- 2026-11: a slip that was begun anew is taken off the count only when what it left at its first seat is in a
  file: a PC that never revives sends nothing. Price: where somebody else walked away in that session, the
  proctor has to correct the figure; the page says which slips are in doubt.
"""
