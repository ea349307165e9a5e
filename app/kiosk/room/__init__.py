"""What the files on a stick know of a whole room, whichever seats they came from, and its papers.

`carried` verifies what a drive holds, `sheet` is what was counted there before, `stretches` tells the
sessions of an installation apart, `minutes` reckons one session, `papers` prints it. These need the package
alone, so that any seat can print for all.

Decisions
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
