"""What is being prepared at the window: a round and its packages, half written until they are made.

A draft is what was typed, word for word, also where it is no number yet; it lies in the office's folder and
survives leaving the page, the window and the program. From a draft comes the same file that the command line
reads (`roundfile`), or every problem at once, each at the field where it is mended: a finding's place is the
path of that field in the draft.

Nothing here holds a key, a code or an answer. This room imports neither Qt nor the store.

Decisions
- 2026-11: drafts are files of their own, not rows of the store: half a round is no fact, and whoever prepares
  one must be able to carry it away. Price: two windows over one office overwrite each other's draft.
- 2026-11: numbers of a stratum belong to their agency in the draft, not to its code as in the round file, so
  that correcting a code loses no number.
"""
