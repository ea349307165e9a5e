"""THE REHEARSAL: a whole city played through the real code of both doors, without windows.

It is the README's first command, the training kiosk's source of slips, and the simulator that a newcomer
reads to see what follows what. It stands above both doors and may import everything; nothing imports it.

Decisions
- 2026-11: the demo goes through the doors' use cases (`app.kiosk.seat.desk`, `app.office.gathering.intake`,
  ...) and through real files, never around them: what it reports was stored, exported, read back, merged,
  opened. Price: a minute of real key stretching. Alternative refused: writing rows straight into the
  stores.
- 2026-11: keys are made fresh at every run and only answers come from the seed: the same seed gives the
  same index, never the same keys. Alternative refused: seeded keys, which someone would ship one day.
- 2026-11: the round's root is a rehearsal root, declared as such in the signed root, so that its lighter
  key stretching can never be mistaken for, or used in, a real round.
"""
