"""What the kiosk shows: one widget per view, drawn from it and from nothing else.

A page holds no state but the last view. Wishes go up through `intent`, views come down through `show_view`.
It imports the views, the intents and `app.ui`; never a use case, the store or a key.

Decisions
- 2026-11: a page rebuilds its widgets only when the shape of the view changes; answers, clocks and counts
  are changed in place. Price: `shape` names what is fixed. Gain: the focus and the screen reader keep their
  place.
- 2026-11: Enter on an answer means "next"; Enter on a command presses it.
"""
