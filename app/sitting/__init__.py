"""WHAT HAPPENED: the events of one sitting, and what follows from them.

A sitting is `replay(events)`: the kiosk stores events and computes everything else, so that power cut,
crash, restart and normal running are one path through this room. `machine.step` decides without I/O and
never reads a clock: the caller says how much active time has passed. `state` is where a sitting stands,
`law` what may happen next in it, `events` what happened, `timing` a stopwatch as a value, `response` what
is sealed, `size` how large that can become. `rehearse` plays a questionnaire's scenarios through all of
it and tells what differs.

It imports `questionnaire` and `base`, and never Qt, a disk, a key or scoring: there is nothing here from
which a score could be shown to a respondent.

Decisions
- 2026-11: an unanswered question on the path is coded -96 in the response, whether the time ran out or the
  respondent left it blank and sealed: both are "no answer was given". Refusal (-99) stays what a person
  chose. Price: the two are told apart only by the response's state. Alternative refused: -99 for blanks,
  which puts words into a respondent's mouth.
- 2026-11: the clock of a sitting counts from consent, not from the code: reading the promise costs nobody
  time.
- 2026-11: a session that ends while someone reads the promise seals a partial response without answers.
  Price: a record that says nothing. Reason: no begun sitting is left behind, whatever ends it.
- 2026-11: a screening whose questions are all answered and whose condition is unknown is not passed. Price:
  who declines to say is turned away. Alternative refused: asking people who may not belong to the survey.
- 2026-11: only answers on the path count, here as in conditions: screening, checks and choices never look
  at an answer whose question is no longer asked.
- 2026-11: a declined and an ineligible response have the same slots as a full one, so that after padding
  nothing on disk tells them apart.
"""
