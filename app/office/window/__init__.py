"""The office's window: it shows and asks, and every act is a use case's.

From above: `main` (Qt, threads, files, sticks), `conductor` (a wish -> a section -> a screen), `sections`
(what each page does), `present` (facts -> words), `shift` (who is signed in, what is being done), `pages`
(glass). `view` and `intents` are what goes down and up between them, `outside` what the conductor asks of
the world.

Decisions
- 2026-11: every act of the window runs on a thread over a store of its own, also mere reading: a store that
  another clerk holds for a minute never freezes the screen. Price: a page shows what was so a moment ago, and
  each act opens the store anew. What it shows comes from one reading, `standing`.
- 2026-11: the window holds keys, never an open store; locking drops the keys, and work that was begun goes
  on.
"""
