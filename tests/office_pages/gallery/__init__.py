"""Every page of the office's window, in the states that a round brings it to.

A story is one function (`@story(...)` in `preparing`, `collecting`, `reporting`) in which an officer works at
the real window over a real office folder, and asks for a look wherever a page is as nobody saw it before. The
tests audit every look, `make pictures` draws it (`tests.gallery`), and `guides` names those of which the
office's guide shows a part. A page of the sidebar is looked at by itself, a new state is one more look.
"""
