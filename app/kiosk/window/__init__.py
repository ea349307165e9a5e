"""The glass: a page sends an `intent` up and draws a `view`.

Between the two stands the `conductor`, which asks who is before the screen and lets that half fulfil the
wish: `installing` (no database yet), `proctoring` with `exporting`, `paperwork` and `checking` (the panel,
the sticks, the papers, the checks), `answering` (the respondent). Only these call use cases. Over the
proctor's pages, and while nobody has the screen, `guiding` lays the guide. They share one `pane`, which is
what only the screen knows.

`present` turns state into views, without clock or store; `pages` draw them; `main` is the process around it
all, and `opening` its beginning: a curtain, painted before anything heavy is loaded. `preview` draws one
question for those who write questionnaires, `drawing` tries whether a machine can draw; both end with their
picture.

Decisions
- 2026-11: a window paints a curtain before it loads anything heavy, and what its first page does not need
  (other pages, questionnaires, the linter) when that is first needed. Price: imports inside functions.
  Refused: lighter rooms of our own in place of the validator and the locks; those are why it takes long.
"""
