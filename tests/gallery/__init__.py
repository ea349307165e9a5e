"""Every screen of both doors as a picture: one page that shows them, and the pictures that the guides show.

A door hangs its scenes itself: the kiosk's are screens (`tests.kiosk_pages.gallery`), the office's are days
of work at the real window over a real office folder (`tests.office_pages.gallery`). What they share is here:
`combos` (whose eyes), `album` (the page), `shots` (a part of a screen, cut out for a page of a guide).

    make pictures                          draws all scenes for all eyes into .pictures/index.html
    make pictures ARGS=--quick             only some eyes, among which each value is seen
    make pictures ARGS="--only 'k04*'"     only some scenes
    make pictures ARGS=--guides            draws the guides' pictures anew into resources/help

A new screen is a new scene, a new picture of a guide one more shot; nothing else has to be told of it.
"""
