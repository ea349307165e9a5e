"""WHAT IS ASKED: questionnaires as values, the path through them, and their order. Pure.

`model` says what a questionnaire is, `read` turns YAML or canonical JSON into one and reports every problem
at once, each a `finding`, `lint` holds the rules beyond types, `expression` decides conditions, `order`
shuffles, `route` says what is shown, `answer` judges what is entered, `scenario` holds answer paths with
where they must lead (`app.sitting.rehearse` plays them), `compare` says what two versions do to the series
of answers, `schema` writes the JSON Schema for editors. It imports pydantic and `app.base`, and PyYAML only
inside `read`'s reader of YAML, so that the kiosk never needs it. Never Qt, keys, disks; only `schema`, run by
hand, writes a file.

Decisions
- 2026-11: conditions are JSON trees with Kleene's three values; unanswered and absent are unknown, and
  unknown is hidden. Price: writers must say `{"is": ["a1", -98]}` when they mean "don't know". Refused:
  text that is evaluated (an injection waiting to happen) and two values (every unanswered item then has to
  be guarded by hand).
- 2026-11: an answer counts in conditions only while its item is on the path, so the path follows from the
  answers alone and not from the order in which they were given. It is kept all the same and returns with
  the path.
- 2026-11: a screening that has not been passed hides all that follows: what comes next is not yet known.
- 2026-11: agencies loop on the outside: every section marked `per_subject` of one run is asked about the
  first agency, then about the second. Price: no comparison of agencies item by item. Reason: experts think
  of one agency at a time.
- 2026-11: shuffles follow from 32 random bytes of the sitting and a label, by a construction of a few lines
  that any language repeats. Refused: Python's `random`, whose order may differ between versions.
- 2026-11: an item cannot refer to something asked later, nor to another item of its own shuffled section:
  so one walk decides the path, and no condition can point at what has not been seen.
- 2026-11: the sense of a questionnaire is looked at by the office before it is signed and by a kiosk when it
  is installed (`read.admit`), its form every time it is read: every window reads one, and the rules beyond
  types take several times longer. Nothing is believed twice: what is read is what two officers signed.
"""
