"""DOOR ONE: respondent and proctor on one lab PC.

`__main__` composes and nothing else; `line` is what may be said to it. `keeper` holds the database key and
no Qt; it starts one `window` process per respondent, which ends after them so that nothing of them stays in
memory, and starts it again after a crash. `channel` is their pipe. `settings` are read once, by
`settings_file`; `places` says where files lie.

Below the glass: `store` (the encrypted database), `seat` (what is done at one PC: installing, sitting,
leading, handing over), `room` (what a stick knows of all seats of a room, on paper), `machine` (is this PC
fit for it), `computer` (what a PC tells of itself), `lockdown` (nothing but the booth while someone sits).
`outside` is what all of these ask of the world; a test answers in its place.

It never imports `app.seal.unseal`, `app.seal.trio`, `app.scoring` or the other door: it can seal and not
open, ask and not score. The use cases and the keeper never import Qt.

Decisions
- 2026-11: two processes, and the one with the key has no window. Price: a pipe, and half a second at the
  start of each respondent. Gain: a page that crashes, or a window that somebody manages to end, takes no
  answer with it, and what a respondent read and wrote is gone from memory when they leave.
- 2026-11: what only the window knows lies in the window's room, also the halves of the conductor that call
  use cases: all below it can be tried, and is, without a screen.
"""
