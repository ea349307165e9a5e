"""THE FLOOR: what every room stands on.

Ids, clocks, canonical bytes, errors and sentences. It knows nothing of questionnaires, sittings, keys,
disks or windows, and imports only the standard library.

Decisions
- 2026-11: sentences are gettext catalogues with symbolic keys (`domain.name`), one domain a file, so that
  a code in an error is also the key of its sentence. Price: a reader of the code sees the key, not the
  words. Alternative refused: Indonesian text as key, which breaks every translation when a comma moves.
- 2026-11: the language is an argument, never a global: two languages can be on one screen (the language
  menu), and pure rooms stay pure.
"""
