"""What is asked where: the round as one document, and what rooms and agencies get of it.

`roundfile` reads the files that staff write, `rounds` makes a round of one, `packaging` makes what travels
to a room, `sizes` proves that the largest answer fits, `activities` and `followup` keep what agencies did
and undertook.

Decisions
- 2026-11: the round's method is one resolved document (method file, the round's policies, corrections),
  frozen when the round is made, so that its digest names every choice behind a figure.
"""
