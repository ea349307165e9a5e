"""PAPER: values in, PDF bytes out, the same bytes for the same values.

`page` is the sheet that all documents are drawn on, `artwork` the mark and the songket, `charts` draws the
pictures of figures that `plots` describes (for the screen too); `cards` and `keys` print what travels by hand
(access slips, the proctor's card, an officer's key); `form` is what people sign in a room: its `minutes`, the
`attendance` list, the receipt of a `handing` over and the sheet of `readiness`; `guide` the card for the day
and the whole guide; `flow` and `aloud` the sheet that is read to a respondent, `penned` the form that is
filled in with a pen, `agency` and `city` the reports, `codebook` what the variables of a release mean. Two
doors print: the kiosk what is used and signed in the room, the office the rest.

A report is made of a `dossier`: `chapter` turns its pages, `grid` rules its tables, `words` and `accounts`
say what figures are of and what may be said of them (for the screen too). What an agency reads:
`agency_face`, `agency_follow`, `agency_figures`, `agency_efforts`; how every report ends: `held`, `method`.
`city` with `city_conduct` is for the mayor, `annex` all tables, `brief` is for a head, `public` for all.

Never imports: Qt, keys, disks, the doors. The reports and what they are made of read results of
`app.scoring`; nothing else here does, so that the kiosk may print without carrying scoring along.

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
