"""GLASS that the doors share: colours, type, controls, focus ring, the only threads, crash page and notice.

It knows no use case, no questionnaire and no key; it imports `app.base` and Qt, nothing else.

Decisions
- 2026-11: the controls are painted by hand (`QAbstractButton` and `QPainter`), not styled sheets over stock
  widgets. Price: every state is drawn by us. Gain: a control never ticks itself, the pictures are met to the
  pixel, and high contrast is a table of colours. Alternative refused: QSS, which cannot set line or word
  spacing, icon gaps, or a focus ring outside the box.
- 2026-11: one overlay per window draws the focus ring, so that no control can forget it.
- 2026-11: threads live in `tasks` alone; a worker opens its own connections.
- 2026-11: icons are Lucide (ISC), type is Plus Jakarta Sans and JetBrains Mono (OFL), shipped as files: a
  lab PC without fonts must look the same.
"""
