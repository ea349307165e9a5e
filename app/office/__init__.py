"""DOOR TWO: the BPS office, where a survey is prepared, answers come home, and the index is made.

One room per step of a round, in their order: `officers` (who may act, and the office's keys), `survey` (the
round, its packages, what agencies did), `gathering` (merging, the ledger, closing), `answers` (opening, once,
by two; what was opened; signs of quality), `results` (the index, papers, open data). Each act is a plain
function that takes the `Office` (store, signed-in officers, clock) and returns its result or a `Refused`. The
command line only parses and prints, the window only shows and asks, and the demo city calls the same
functions. `store` keeps it all; `upkeep` copies, checks, recovers and ends it; `standing` and `daily` say how
it stands.

`sample` holds the names of those who are invited, in a store of their own, which the rooms of the answers may
not even import. `questions` serves those who write, bring in, read out and print questionnaires: it takes
files, and needs neither office nor officer. `preparing` keeps what is half written at the window.

Two ways in: `commands` (the command line) and `window`. Beside the rooms lie what several share: `findings`
and `marks` (files that people write), `days` and `words` (how dates and states are said), `window_settings`
(where an office is found again).

The acts never import Qt, a terminal or each other's door. Nothing here imports the kiosk, SQLCipher or the
crypto libraries: keys pass through `app.seal`, disks through `app.storage`, paper through `app.paper`.

Decisions
- 2026-11: the rooms follow a round's way, and each may know only those before it; a contract lists them
  all, so that a new room is placed before it can exist. Price: what needs two rooms lies in the later one.
  Refused: one room per kind of thing (all acts, all tables, all files), where every change touches every
  room.
"""
