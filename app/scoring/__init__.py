"""WHAT IT MEANS: from opened answers to an index with its uncertainty. Pure, office only.

Rows in, a `CityResult` out: item scores (`points`), design-based estimates (`estimate`), the index of every
agency and of the city (`bench`, `combine`, `index`), what may be printed of it (`disclosure`), a full account
of one figure (`trace`), and graded hints for a reviewer (`quality`). Weights, limits and bands are data
(`scheme`).

Never imports: Qt, keys, disks, paper, the kiosk or the office. numpy is allowed here and nowhere on the
kiosk; yaml is imported late, by the two readers only.

Decisions
- 2026-11: the index is a linear combination of cell means (agency x component x dimension), so every figure
  is a mapping from cells to coefficients, and one function gives the variance of all of them, of their
  differences, and tells which withheld figure would follow from printed ones. Price: only linear indices.
  Alternative refused: a formula for each kind of figure, where covariances between agencies get lost.
- 2026-11: own estimators with R's printed figures as tests. samplics is archived and carries a plotting
  stack; scipy would be 100 MB for one quantile. Price: three pages of arithmetic are ours to keep right.
- 2026-11: the seven dimensions are an enumeration, for they are the columns of every table; their labels,
  their weights and which group is asked which are data.
"""
