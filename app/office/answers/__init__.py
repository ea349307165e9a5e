"""What was answered, once two officers have opened the round: rows, and nothing of where each came from.

`opening` opens everything at once, `pile` orders it in little memory, `rows` is how it is kept, `study`
says what scoring needs besides, `signs` and `review` are for responses that bear a sign of quality,
`sign_words` names these.

Decisions
- 2026-11: a round is opened room by room, and the rows wait for their order in memory, compressed (`pile`):
  a hundred thousand take less than the program itself. Refused: a table for them to wait in, whose order on
  the disk would say which sealed record a row came from.
- 2026-11: what bears a sign of quality is approved by one officer or set aside by two (`review`), never
  deleted: the rows stay, the decision lies beside them, figures and open data leave out what is set aside and
  say how much and why. Price: a figure's run is that of the rows that count, no longer that of the opening.
  Refused: setting aside what bears no sign, which would be choosing answers.
- 2026-11: opened rows carry no id of their own but a position in a canonical order; codes, and with them
  the only list of nullifiers, are destroyed in the transaction that writes the rows.
"""
