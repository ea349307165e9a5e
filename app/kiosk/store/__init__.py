"""What a seat keeps: one encrypted database, and what every use case is given of it.

`schema` are the tables and the reasons for their shapes, `database` is all SQL, `log` the journal (events
of a session, never of a person), `draft` the keys of a sitting that is not sealed, `booth` the seat with
its database open.

Decisions
- 2026-11: the heartbeat is one row overwritten in place every five seconds with the time used, so that a
  kill costs the respondent nothing and gives at most five seconds. Alternative refused: an event per beat,
  which would make drafts grow with time and tell how long someone thought.
"""
