"""Every screen of the kiosk, as it is drawn from the real questionnaires, in every combination of eyes.

A scene is one function that returns a screen for one look (`@scene(...)` in `waiting`, `asking`, `ending`,
`proctoring`); a combination is a size of window, a language, a contrast and a size of text. The tests take
both from here, and

    make pictures                          draws all scenes in all combinations into .pictures/index.html
    make pictures ARGS=--quick             only the designs' own combination, and one of each other kind
    make pictures ARGS="--only 'k04*'"     only some scenes

A new screen is a new function; nothing else has to be told of it.
"""
