"""Answers come home, sealed: every file gets a verdict, nothing is dropped, and what is missing is known.

`incoming` takes a foreign file in, `intake` merges batches, `logbooks` keeps the kiosks' journals, `ledger`
holds what came against what was expected, `settling` decides about what was not accepted, `closing` ends
it; `rooms` tells from the journals what disturbed the sessions. No answer can be read here.

Decisions
- 2026-11: a rejected file never touches the store, not even by a journal line: its bytes and its verdict
  lie beside it in `quarantine/`. Price: two places to look, joined by `status`. Gain: ten thousand
  damaged sticks leave the store byte for byte as it was, and a test can say so.
- 2026-11: original bytes are kept for ever, named by their digest, in `evidence/` (accepted) and
  `quarantine/` (not accepted). They are sealed; keeping them costs disk and reveals nothing.
- 2026-11: whether a room's slips add up is asked per package, not per session: a sealed record says
  nothing of the session it came from, and must not.
- 2026-11: what officers decide about a file in quarantine is an entry of the journal, and read from there.
  Price: a list of findings reads the journal. Gain: the file and its verdict lie untouched for ever.
- 2026-11: what disturbed a survey is told by sessions, from the journals, and belongs to an agency only
  where a package held codes of nobody else; else the report says whose rooms they were, and the city's
  summary how often. Price: where agencies share a lab, no report can say what reached its own people.
  Refused: sharing incidents out by counts of slips, which would look like knowledge.
"""
