"""PAPER: values in, PDF bytes out, the same bytes for the same values.

`sheet` is what every document is drawn on and with. On it, one room for each kind of reader: `reports`
(agencies, the mayor, heads, everybody), `room` (what is used and signed where people sit), `bureau` (what
officers print for themselves and for whom they invite), `questions` (a questionnaire on paper). Two doors
print: the kiosk what belongs to its room, the office the rest.

Never imports: Qt, keys, disks, the doors. Only `reports` reads results of `app.scoring`, so that the kiosk
may print without carrying scoring along.

Decisions
- 2026-11: drawn on reportlab's canvas from the top left in points, with Platypus paragraphs where text wraps:
  the pages are designed sheets, not flowing documents. Price: page breaks are ours. Alternative refused: HTML
  to PDF, which brings a browser, and is not deterministic.
- 2026-11: `invariant=1`, embedded subsets, no clock: the same values give the same bytes. What identifies a
  print is the run's id in its footer.
- 2026-11: text of people passes `legible` (what the fonts cannot draw becomes "?") and is escaped before it
  meets reportlab's mark-up, in one place each.
"""
