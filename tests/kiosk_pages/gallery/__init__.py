"""Every screen of the kiosk, as it is drawn from the real questionnaires.

A scene is one function that returns a screen for one look (`@scene(...)` in `waiting`, `asking`, `ending`,
`proctoring`, ...). The tests take the scenes from here, `make pictures` draws them (`tests.gallery`), and
`guides` names those of which the proctor's guide shows a part. A new screen is a new function; nothing else
has to be told of it.
"""
