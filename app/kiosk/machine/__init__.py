"""Whether a PC is fit for a session: looked at before it, explained in words.

`readiness` is the one list of what is looked at: for the command `self-test` (`checkup`; `doctor` adds a
file for whoever helps), for the sheet on paper, and for the proctor. `selftest` looks at the program,
`conditions` says what a machine must be, `apart` brings what a process of its own found about drawing. All
only return what they found, as a `check`.

Decisions
- 2026-11: the self-test seals to a key whose private half is already gone, in a database of its own. Price:
  it does not prove that the office can open what is sealed here; the office proves its keys when they are
  made. Alternative refused: opening in the kiosk, which would then hold what opens.
"""
