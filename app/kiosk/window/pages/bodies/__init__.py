"""The ways to answer, one room a kind: what it shows, what it is walked through by, what its keys mean.

A page knows `base.BodyWidget` only; which kind draws which view stands in `kinds` and nowhere else, so that a
new kind is a module here and one line there.
"""
