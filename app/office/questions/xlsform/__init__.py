"""XLSForm comes in: a workbook that others wrote becomes a questionnaire of ours, or every reason why not.

`workbook` reads cells out of untrusted .xlsx and .xls files, `headings` says what a column is and in which
language, `xpath` parses the small part of XPath that is understood and `meaning` turns it into the trees of
`app.questionnaire.expression`, `choices` gives lists their codes, `tree` nests groups, `columns`,
`questions` and `sections` make questions of rows, `drafting` is what all of them know, `form` the whole.
`importing` is the use case: it reads, asks pyxform, writes YAML and lints what it wrote.

Nothing is guessed. What Bilik cannot say is refused at its cell (`survey!F7`), everything at once; what it
says in another way (a name respelt, a choice that became a number) is told as a note.

Decisions
- 2026-11: cells are read here and not by pyxform, which neither bounds what a file unpacks to nor knows where
  a value stood; pyxform is given the rows. It says how columns and types may be spelt (`pyxform.aliases`) and
  whether the whole is an XLSForm (`pyxform.xls2xform.convert`). Price: a reader of our own for two formats.
  Refused: its `_pyxform` result, which is private and may change with any version.
- 2026-11: formulas are refused, although a file holds what they last came to: that value is whatever some
  program wrote there, and not what the author sees.
- 2026-11: XPath is two-valued, our conditions have three: below a `not` and at `!=` the translation asks
  whether there is an answer at all, so that a translated condition shows what the original showed.
- 2026-11: choices get the codes 1, 2, 3 unless all names of their list are codes already (0 to 89).
"""
