"""DOOR TWO: the BPS office, where a survey is prepared, answers come home, and the index is made.

One room per act, each named for what is done: `ceremony` (three officers and their keys), `rounds`,
`packaging`, `intake` (merging batches), `ledger` (what was expected, what came), `closing`, `opening` (two
officers, once), `review` (what bears a sign of quality), `analysis`, `reports`, `publishing` (open data),
`recovery`. Each act is a plain function that takes the `Office` (store, signed-in officers, clock) and
returns its result or a `Refused`. The command line only parses and prints, the window only shows and asks,
and the demo city calls the same functions. `sample` is a room inside this one: the names of those who are
invited, in a store of their own, which the rooms of the answers may not even import. `authoring`, `xlsform`,
`aloud` and `onpaper` serve those who write, bring in, read out and print questionnaires: they take files, and
need neither office nor officer. `backup` copies the whole office and puts it back, `breach` prints the
notice that a breach of personal data asks for, `selftest` looks at program and machine, `checking`
at all that is kept.

The window, from above: `window` (Qt, threads, files, sticks), `conductor` (a wish -> a section -> a screen),
`sections` (what each page does), `present` (facts -> words), `shift` (who is signed in, what is being done),
`pages` (glass).

The acts never import Qt. Nothing here imports the kiosk, SQLCipher or the crypto libraries: keys pass
through `app.seal`, disks through `app.storage`, paper through `app.paper`.

Decisions
- 2026-11: the store is SQLAlchemy Core on SQLCipher, `journal_mode=TRUNCATE` and `secure_delete=ON`, so
  that a PostgreSQL server can follow without another set of statements. Price: only portable types and
  statements. Alternative refused: an ORM, which would hide when a row is read.
- 2026-11: a rejected file never touches the store, not even by a journal line: its bytes and its verdict
  lie beside it in `quarantine/`. Price: two places to look, joined by `status`. Gain: ten thousand
  damaged sticks leave the store byte for byte as it was, and a test can say so.
- 2026-11: original bytes are kept for ever, named by their digest, in `evidence/` (accepted) and
  `quarantine/` (not accepted). They are sealed; keeping them costs disk and reveals nothing.
- 2026-11: the round's method is one resolved document (method file, the round's policies, corrections),
  frozen when the round is made, so that its digest names every choice behind a figure.
- 2026-11: whether a room's slips add up is asked per package, not per session: a sealed record says
  nothing of the session it came from, and must not.
- 2026-11: every act of the window runs on a thread over a store of its own, also mere reading: a store that
  another clerk holds for a minute never freezes the screen. Price: a page shows what was so a moment ago, and
  each act opens the store anew. What it shows comes from one reading, `standing`.
- 2026-11: the window holds keys, never an open store; locking drops the keys, and work that was begun goes
  on.
- 2026-11: a round is opened room by room, and the rows wait for their order in memory, compressed (`pile`):
  a hundred thousand take less than the program itself. Refused: a table for them to wait in, whose order on
  the disk would say which sealed record a row came from.
- 2026-11: what bears a sign of quality is approved by one officer or set aside by two (`review`), never
  deleted: the rows stay, the decision lies beside them, figures and open data leave out what is set aside and
  say how much and why. Price: a figure's run is that of the rows that count, no longer that of the opening.
  Refused: setting aside what bears no sign, which would be choosing answers.
- 2026-11: opened rows carry no id of their own but a position in a canonical order; codes, and with them
  the only list of nullifiers, are destroyed in the transaction that writes the rows.
- 2026-11: a backup is one file of everything in the folder, as it lies there, and is read again before it is
  believed. Putting back is laid out beside, opened, and then two renames; the office that was is set aside.
  Price: twice the room, and a moment without an office under its name, which the next command ends. Refused:
  replacing file by file, which can stop half way.
- 2026-11: a migration begins with a copy of the store beside it. Price: the copy holds what the store held
  then, and stays until a round is opened or its key is destroyed: what is destroyed must not live on in it.
- 2026-11: a change of officers is decided by one file and then carried out, also by whoever signs in next;
  the roots before stay beside the one in force, so that what was signed under them stays valid. Price: the
  key of the store is not changed, and a copy of the whole folder from before can be read by who was an
  officer then.
- 2026-11: what officers decide about a file in quarantine is an entry of the journal, and read from there.
  Price: a list of findings reads the journal. Gain: the file and its verdict lie untouched for ever.
- 2026-11: a question is previewed by the kiosk's own program in a process of its own, which hands back a
  picture. Price: a second for each, and an office without the kiosk's bundle shows none. Refused: importing
  the kiosk's pages, which would join what the contracts keep apart.
"""
