"""The audit of the real screens: what is painted, where it lies, what can be reached.

`layers` finds what a person sees now: the page, or what lies over it. `painted` reads every text and icon out
of the paint calls of the real widgets (drawn once more, as SVG), so that colours and sizes are those really
used. `contrast`, `room` and `reach` each return faults as sentences; a screen without faults returns none.
Neither needs to know a page: a new page is audited because it hangs in the gallery.
"""

from app.kiosk.window.pages.stage import Stage
from tests.kiosk_pages.audit import contrast, reach, room
from tests.kiosk_pages.audit.layers import layers


def faults(stage: Stage) -> list[str]:
    """Everything that is wrong with what the stage shows."""
    found: list[str] = []
    for layer in layers(stage):
        found += contrast.faults(layer)
        found += room.faults(layer)
        found += reach.faults(layer)
    return found
