"""THE SAMPLE: who is asked to come. Names live here, and nowhere else in the house.

Lists come in (`frame`: `table` reads CSV and XLSX, `columns` and `values` understand them), are held
against `rules` and each other (`duplicates`), drawn before witnesses (`lots` is the arithmetic, specified
in `FORMAT.md`; `drawing` the act), invited (`letters`), followed (`fieldwork`) and destroyed
(`destruction`).

The names of a round lie in one encrypted file of their own, `sample/<round>.db`, with a random key of its
own that lies beside it, wrapped. No code, nullifier, slip, seat or answer is ever in it, and none of its
names in the store of the answers: two contracts keep this room and the rooms of the answers from importing
each other, and a test looks for names byte by byte in everything else that the office keeps.

It never imports: Qt, the terminal, `gathering`, `answers`, `results`, `upkeep`, packaging.

Decisions
- 2026-11: one key per round, random, wrapped under a key derived from the officers' store key for this
  purpose alone. The key of the answers' store does not open the names, not even by mistake; and destroying
  the few wrapped bytes destroys every name in the file and in any copy of the file. Price: who has copied
  both the file and the wrapped key still needs an officer's passphrase, but has them. Alternative refused:
  a key that is only derived, which nobody could ever destroy.
- 2026-11: what happened to a person is kept by the day, never by the hour, and without a seat. A session
  seals a dozen answers in two hours: a clock time in the contact log would be the only thing in the house
  that could put a name near one of them. Price: two calls on one day stand in no order.
- 2026-11: the acts have a journal of their own in the transaction that does them, and the office's journal
  gets a copy without names right after. A power cut between the two leaves the copy for the next act.
  Alternative refused: only the office's journal, which could then miss a draw that did take place.
- 2026-11: people are spread over the sessions in turn, agency by agency, not agency per session: a session
  that fails then costs every agency a little, and no session belongs to one small group alone.
- 2026-11: a list that breaks any rule of form is not taken in at all, with every problem named by row and
  column. Who is not eligible is taken in and counted with the reason; what the rules asked for (years of
  service and the like) is not kept once they have been applied.
- 2026-11: experts are chosen, not drawn: the order of their list is the order in which they are asked.
"""
