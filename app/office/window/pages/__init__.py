"""What the office's window shows: one piece of glass per part of a page, drawn from it and from nothing else.

A page is a value (`view.Page`): a title, commands, and a column of parts. `desk` draws any page; `kinds` says
which piece draws which part. A piece holds no state but the last part. Wishes go up through `intent`; parts
come down through `take`. Pages import the views, the intents and `app.ui`; never a use
case, the store or a key.

To add a page
1. `sections/NAME.py`: a `Section`: its name, icon and words for the sidebar, `take` (a wish -> a use case,
   through `Shift.run`, which works on a thread and survives leaving the page), `page` (what is shown now).
2. `present/NAME.py`, where the page has more than a few words: pure functions from facts to parts.
3. Its line in `sections/table.py`. The sidebar, the keys, both languages and the audit follow.
What no part shows yet is a new part in `view` and its piece here, named in `kinds`.

Decisions
- 2026-11: pages are composed of parts, not drawn by hand one by one. Price: a page looks like its neighbours.
  Gain: that is what a person who learns the program needs, and each part is audited once for all pages.
- 2026-11: a new view is laid over the old one part by part: what is equal stays, what knows how to change
  changes in place, the rest is made anew. So the focus, a half-written word and the place in a table stay.
- 2026-11: tables are Qt's own item views, with their keys and what they say to screen readers; only the
  cells are painted by us.
"""
