"""What is used and signed in the room where people sit.

`cards` are the access slips and the proctor's card, `guide` the card for the day and the whole guide,
`readiness` the sheet of the checks, `attendance` the list, `minutes` with `sums` the report of a session,
`handing` the receipt of a handing over.
"""
