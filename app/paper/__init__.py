"""PAPER: values in, PDF bytes out, the same bytes for the same values.

`page` is the sheet that all documents are drawn on, `artwork` the mark and the songket, `charts` draws the
pictures of figures that `plots` describes (for the screen too); `cards` and `keys` print what travels by hand
(access slips, the proctor's card, an officer's key); `form` is what people sign in a room: its `minutes`, the
`attendance` list, the receipt of a `handing` over and the sheet of `readiness`; `guide` the card for the day
and the whole guide; `flow` and `aloud` the sheet that is read to a respondent, `penned` the form that is
filled in with a pen, `agency` and `city` the reports, `codebook` what the variables of a release mean. Two
doors print: the kiosk what is used and signed in the room, the office the rest.

Never imports: Qt, keys, disks, the doors. `agency`, `city` and `plots` read results of `app.scoring`;
everything else here does not, so that the kiosk may print without carrying scoring along.

Decisions
- 2026-11: drawn on reportlab's canvas from the top left in points, with Platypus paragraphs where text wraps:
  the pages are designed sheets, not flowing documents. Price: page breaks are ours. Alternative refused: HTML
  to PDF, which brings a browser, and is not deterministic.
- 2026-11: `invariant=1`, embedded subsets, no clock: the same values give the same bytes. What identifies a
print
  is the run's id in its footer.
- 2026-11: text of people passes `legible` (what the fonts cannot draw becomes "?") and is escaped before it
meets
  reportlab's mark-up, in one place each.
"""
