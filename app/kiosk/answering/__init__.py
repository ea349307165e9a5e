"""The respondent's half of the conductor: from the access code to the thank-you.

`respondent` says which part a wish belongs to and which page is shown. The parts, in the order in which a
person meets them: `entry` (code, promise, coming back, choice of agencies), `questions` (an answer is
entered: one room for each kind of question: `closed`, `ranking`, `number`, `date`, `writing`, `roster`),
`travel` (from question to question, and the review), `pace` (seconds, sections, idleness), `ending` (sealing
and the last pages), and `saving` for the moment when the disk says no. They all act through the `chair`,
which lets the sitting take an act and shows a refusal.

What is typed and is no answer stays on the pane, none is kept in its place, and the header says so; the
person is told why before they go on.

A new kind of question is a module beside `closed` and one case in `questions`.
"""
