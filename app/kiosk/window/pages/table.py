"""Which page shows which view. A page is loaded when it is first shown: one window needs few of them."""

from typing import TYPE_CHECKING, assert_never

from app.kiosk.window import view as v
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.kiosk.window.pages.aloud import AloudPage
    from app.kiosk.window.pages.code import CodePage
    from app.kiosk.window.pages.enrolment import EnrolmentPage
    from app.kiosk.window.pages.export import ExportPage
    from app.kiosk.window.pages.guide import GuidePage
    from app.kiosk.window.pages.journal import JournalPage
    from app.kiosk.window.pages.locked import LockedPage
    from app.kiosk.window.pages.message import MessagePage
    from app.kiosk.window.pages.panel import PanelPage
    from app.kiosk.window.pages.papers import PapersPage
    from app.kiosk.window.pages.pin import PinPage
    from app.kiosk.window.pages.promise import PromisePage
    from app.kiosk.window.pages.question import QuestionPage
    from app.kiosk.window.pages.quiet import QuietPage
    from app.kiosk.window.pages.readiness import ReadinessPage
    from app.kiosk.window.pages.review import ReviewPage
    from app.kiosk.window.pages.sealed import SealedPage

    AnyPage = (
        LockedPage
        | CodePage
        | PromisePage
        | AloudPage
        | QuestionPage
        | ReviewPage
        | QuietPage
        | SealedPage
        | MessagePage
        | EnrolmentPage
        | PinPage
        | PanelPage
        | JournalPage
        | ExportPage
        | PapersPage
        | ReadinessPage
        | GuidePage
    )


def page_for(theme: Theme, view: v.Page) -> "AnyPage":  # noqa: C901, PLR0911, PLR0912 - a table: view to page
    """An empty page of the kind that shows `view`."""
    match view:
        case v.Locked():
            from app.kiosk.window.pages.locked import LockedPage

            return LockedPage(theme)
        case v.Code():
            from app.kiosk.window.pages.code import CodePage

            return CodePage(theme)
        case v.Promise():
            from app.kiosk.window.pages.promise import PromisePage

            return PromisePage(theme)
        case v.Aloud():
            from app.kiosk.window.pages.aloud import AloudPage

            return AloudPage(theme)
        case v.Question():
            from app.kiosk.window.pages.question import QuestionPage

            return QuestionPage(theme)
        case v.Review():
            from app.kiosk.window.pages.review import ReviewPage

            return ReviewPage(theme)
        case v.Quiet():
            from app.kiosk.window.pages.quiet import QuietPage

            return QuietPage(theme)
        case v.Sealed():
            from app.kiosk.window.pages.sealed import SealedPage

            return SealedPage(theme)
        case v.Message():
            from app.kiosk.window.pages.message import MessagePage

            return MessagePage(theme)
        case v.Enrolment():
            from app.kiosk.window.pages.enrolment import EnrolmentPage

            return EnrolmentPage(theme)
        case v.Pin():
            from app.kiosk.window.pages.pin import PinPage

            return PinPage(theme)
        case v.PanelView():
            from app.kiosk.window.pages.panel import PanelPage

            return PanelPage(theme)
        case v.Journal():
            from app.kiosk.window.pages.journal import JournalPage

            return JournalPage(theme)
        case v.Export():
            from app.kiosk.window.pages.export import ExportPage

            return ExportPage(theme)
        case v.Papers():
            from app.kiosk.window.pages.papers import PapersPage

            return PapersPage(theme)
        case v.Readiness():
            from app.kiosk.window.pages.readiness import ReadinessPage

            return ReadinessPage(theme)
        case v.Guide():
            from app.kiosk.window.pages.guide import GuidePage

            return GuidePage(theme)
        case _:
            assert_never(view)
