"""THE RULES BEYOND TYPES: all that can be said against a questionnaire, at once, before anyone sits it.

`linter` runs the families: `structure` (ids, codes, limits), `references` (what a condition may look at),
`wording` (languages, placeholders), `timing`, `privacy`, `scales`, `export` (names and labels in SPSS and
Stata), `reach` (what no answers can show) and `checks` (what no answer can pass). `outline` says where
everything stands and in which order it is asked; `worlds` tries answers. Each family takes the outline and
yields findings; none knows another, but for what `worlds` shares.

Decisions
- 2026-11: an error is what would show a respondent something wrong, lose an answer, or can only be a
  mistake because it was proven to do nothing; a warning is what a careful author may have meant. Price: a
  question that is switched off by an impossible condition is refused; it belongs in a comment.
- 2026-11: a package is held to `faults` alone (what the program itself relies on) when it is installed: who
  signed it was held to all rules, and a seat must not grow slower, or refuse a round under way, with every
  rule that is added for authors.
- 2026-11: conditions are decided by trying every answer that any condition could tell apart, under a hard
  limit, above which the linter says nothing. Refused: a solver (a dependency, and a proof nobody reads) and
  guesses ("looks unsatisfiable"), because an author who was misled once stops reading findings.
- 2026-11: whether a scale is balanced cannot be known from codes. It is judged from Indonesian labels whose
  words repeat (`Tidak setuju`, `Setuju`), and not at all where they do not (`Jarang`, `Sering`).
"""
