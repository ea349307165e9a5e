"""OPEN DATA: a scored round as files that others can use. Office only; values in, files out.

Two editions, two folders, two manifests. The public one (`aggregates`) is made of a `CityResult` alone,
which has passed disclosure control; the internal one (`microdata`) of the opened rows, for the statistics
office and KPK. An import contract keeps the first from ever seeing a row. One description (`table`) of
columns and values is what every format writes (`formats`) and every document tells (`codebook`, `ddi`,
`datapackage`, `sdi`); `folder` writes all of it into `NAME.part`, reads every file back, compares value by
value, and only then gives the folder its name. `check` holds a release against its signed manifest.

It never imports Qt, keys, paper, the kiosk or the office: the manifest's bytes and the codebook's pages
are given to it as bytes. polars, pyreadstat and openpyxl are imported inside functions, so that the
office's command line starts without them.

Decisions
- 2026-11: the frame of a table is polars, because a hundred thousand rows must cost what polars costs, and
  rows of Python objects cost several times that. Price: one large library, loaded late.
- 2026-11: formats that note the minute of their writing get the last day of the round instead, patched at
  offsets that the formats fix, so that two runs give the same bytes. Alternative refused: own writers.
- 2026-11: Stata gets .a to .e in the place of -99 to -95, SPSS the range; CSV, JSON and Parquet keep the
  codes.
- 2026-11: what respondents wrote in their own words is not in the microdata, only whether they wrote: it
  may name people, and two officers read it first.
- 2026-11: DDI-Codebook 2.6 is held against an order of elements (`ddi_order`): its XML Schema is in no
  package of PyPI or Debian. Both editions of the rehearsal were valid against a transcription of the
  publication edition of 2026-04-15, reduced to the elements that a release uses; the whole set of schemas,
  with XHTML and Dublin Core, was not run. BILIK_DDI_SCHEMA, naming a copy, turns on the test that does.
- 2026-11: a round is opened once and its method is frozen, so two releases of it are equal byte for byte,
  and nothing can follow from their difference.
"""
