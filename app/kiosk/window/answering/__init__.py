"""The respondent's half of the conductor: from the access code to the thank-you.

`respondent` says which part a wish belongs to and which page is shown. The parts, in the order in which a
person meets them: `entry` (code, promise, coming back, choice of agencies), `questions` (an answer is
entered: one room for each kind of question: `closed`, `ranking`, `number`, `date`, `writing`, `roster`),
`travel` (from question to question, and the review) with `leaving` (may this one be left?) and `seeking` (a
number is typed into the list), `pace` (seconds, sections, idleness), `ending` (sealing and the last pages),
and `saving` for the moment when the disk says no. They all act through the `chair`, which lets the sitting
take an act and shows a refusal.

What is typed and is no answer stays on the pane, none is kept in its place, and the header says so; the
person is told why before they go on.

A new kind of question is a module beside `closed` and one case in `questions`.

Decisions
- 2026-11: what may be left open is asked about once, on the way forward only; going back or to a number is a
  deliberate step and free. That it was asked is not stored: after a kill it is asked once more. Alternative
  refused: an event, which would tell who hesitated where.
- 2026-11: while the disk says no, nobody's time runs and the open wish is tried again on every beat. Price: a
  broken disk gives time away. Gain: an answer given in time is never refused as late.
- 2026-11: each budget warns once, and once more when it was extended. The one that ends first is shown; one
  that only suggests gives way to any that ends something.
"""
