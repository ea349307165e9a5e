"""A note: nothing to answer."""

from collections.abc import Hashable

from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.pages.bodies.base import Drawn


class ReadingWidget(Drawn[v.Reading]):
    """Takes no room: the text of the question is all there is."""

    clears = False

    @override
    @classmethod
    def fixed(cls, body: v.Reading) -> Hashable:
        return ()
