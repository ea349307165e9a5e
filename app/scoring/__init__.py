"""WHAT IT MEANS: from opened answers to an index with its uncertainty. Pure, office only.

Rows in, a `CityResult` out: compact vectors (`answers`), their scores (`marking` in arrays, `points`
exactly), the means and covariances of all cells (`bench`, `estimate`, `combine`), every figure by name
(`figures`), what it must pass by itself (`gates`) and with all others (`disclosure`, `secrecy`), put together
by `index`; the list of what was held back (`withheld`). From results alone: the change since the last period
(`change`), where to begin (`priorities`), what was done (`prevention`). For who checks: the full account of
one figure (`trace`), the same errors by drawing persons (`bootstrap`), for how many one stands (`weights`),
graded hints for a reviewer (`quality`). How many said that they were steered is told by `steering`, as far as
it may be. Weights, limits and bands are data (`scheme`).

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
- 2026-11: figures are reckoned in arrays of doubles, persons who were drawn together as one block with one
  covariance; exact fractions stay as the definition of a score, in the trace and as a test. Price: two
  spellings of a score. Alternative refused: fractions throughout, fifty times slower at 100,000 responses.
- 2026-11: disclosure control reckons with items, as if everyone had answered everything, and with persons
  by the releases that they were in. A mean within two points of an end of the scale gives no cover, because
  a sum that is as great as it can be tells its parts; that and the rest is attacked with linear programs in
  the tests. Price: some figures are withheld that no attacker would reach. Alternative refused: a linear
  program in the program itself, for scipy's size and for results that depend on a solver.
- 2026-11: that answers were steered is known from respondents, who are asked, and not from the rooms'
  journals, whose incidents stand beside it: a proctor sees a visitor, not what a head said the day before.
  It is never counted out, so "nobody" is never said either: a head who steered would learn whether anybody
  told. It counts who answered, also who was set aside, so that no second release says more than the first.
  Price: small agencies print nothing, large ones "fewer than" or "at least". Refused: the count as an item's
  mean, which prints a share of three persons in twelve.
"""
