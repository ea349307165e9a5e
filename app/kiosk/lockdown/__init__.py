"""What the kiosk does so that nothing but Bilik is on the screen, and gives back afterwards.

This is comfort, not security: the locks of the operating system are (`resources/deploy`). One file per
platform behind one interface, `system.System`: `linux`, `windows`, `elsewhere`; `chosen` picks one. They know
no Qt. `watchdog` writes down what a setting was before it is changed, and changes it back: at the end, at the
next start after a crash, and from a window that sees its keeper die. `guard` and `shutters` are the window's
half: the focus, the keys, the clipboard and the other screens.

It never records a key, a picture or a moment, and it accuses nobody: that another window was in front is
counted, once in the journal of a session.
"""
