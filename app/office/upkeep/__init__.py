"""Keeping the office itself: its copies, its keys, its soundness, and what to do when something got lost.

`backup` copies the whole office and puts it back, `checking` looks at all that is kept, `keys` at whether
they open and when they are destroyed, `from_paper` makes the officers' file of them again, `recovery` opens a
kiosk whose card or machine is lost, `selftest` looks at program and machine, `breach` prints the notice that
a breach of personal data asks for.

Decisions
- 2026-11: a backup is one file of everything in the folder, as it lies there, and is read again before it is
  believed. Putting back is laid out beside, opened, and then two renames; the office that was is set aside.
  Price: twice the room, and a moment without an office under its name, which the next command ends. Refused:
  replacing file by file, which can stop half way.
"""
