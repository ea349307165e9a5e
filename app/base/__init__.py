"""THE FLOOR: what every room stands on.

Ids, clocks, canonical bytes, errors, sentences, what the journal of a session knows, checks of a
machine, which build this is, what charts say, what a model wanted, and the guide. It knows nothing of
questionnaires, sittings, keys, disks or windows, and imports only the standard library.

Decisions
- 2026-11: sentences are gettext catalogues with symbolic keys (`domain.name`), one domain a file, so that
  a code in an error is also the key of its sentence. Price: a reader of the code sees the key, not the
  words. Alternative refused: Indonesian text as key, which breaks every translation when a comma moves.
- 2026-11: the language is an argument, never a global: two languages can be on one screen (the language
  menu), and pure rooms stay pure.
- 2026-11: the guide's pages are Markdown of which little is allowed, read here by a reader of our own,
  because screen, paper and tests need its parts and the kiosk carries no library for it. Refused: Qt's text
  browser, which brings links, a clipboard and a menu, and cannot print; a test holds our reading against
  Qt's. Price: whoever writes a page learns from an error what may stand in it.
"""
