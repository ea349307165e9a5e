"""The proctor's guide: which page of it fits where somebody is, and what is shown of it."""

from enum import StrEnum

from app.base.guide import Guide
from app.base.sentences import say
from app.kiosk.window import view as v
from app.kiosk.window.intents import Close, ReadPage
from app.kiosk.window.present.place import Glass


class Topic(StrEnum):
    """Where somebody can be who opens the guide; the values are the pages that it opens at."""

    WAITING = "day-card"
    INSTALLING = "install"
    FILE_REFUSED = "foreign-package"
    OPENING = "opening"
    CARD_REFUSED = "card-lost"
    PIN_REFUSED = "pin"
    CHECKING = "readiness"
    SESSION = "session"
    ADDING_TIME = "late-and-time"
    INCIDENTS = "incidents"
    VOIDING = "voiding"
    RESTARTING = "pc-dies"
    CLOSING = "travelling"
    OUTSIDE_PERIOD = "wrong-clock"
    EXPORTING = "export"
    STICK_REFUSED = "stick-trouble"
    PAPERS = "papers"


def guide(glass: Glass, pages: Guide, name: str, sought: str, training: str) -> v.Guide:
    """The guide open at the page `name`, its contents narrowed to what is sought."""
    language = glass.language
    page = pages.page(name)
    found = [each.name for each in pages.pages if each.has(sought)]
    at = found.index(page.name) if page.name in found else -1
    return v.Guide(
        header=v.Header(
            pages.title,
            say(language, "guide.for_proctors"),
            display=say(language, "kiosk.display"),
            training=training,
            short=(pages.title, say(language, "guide.for_proctors_short")),
        ),
        find=say(language, "guide.find"),
        sought=sought,
        note=_note(glass, len(found), sought),
        chapters=_chapters(pages, page.name, frozenset(found), sought),
        page=page,
        close=v.Button("close_guide", say(language, "guide.close"), Close(), icon="x"),
        previous=v.Button(
            "previous",
            say(language, "guide.previous"),
            ReadPage(found[max(0, at - 1)] if found else page.name),
            icon="chevron-left",
            enabled=at > 0,
        ),
        next=v.Button(
            "next",
            say(language, "guide.next"),
            ReadPage(found[min(len(found) - 1, at + 1)] if found else page.name),
            after="chevron-right",
            enabled=at + 1 < len(found),
        ),
    )


def _note(glass: Glass, count: int, sought: str) -> str:
    if not sought:
        return say(glass.language, "guide.how")
    if not count:
        return say(glass.language, "guide.nothing")
    return say(glass.language, "guide.found", count=count)


def _chapters(pages: Guide, name: str, found: frozenset[str], sought: str) -> tuple[v.GuideChapter, ...]:
    """Every chapter, the one that is read unfolded; while something is sought, what was found."""
    chapters = []
    for chapter in pages.chapters:
        here = any(page.name == name for page in chapter.pages)
        entries = tuple(
            v.GuideEntry(page.name, page.title, page.name == name)
            for page in chapter.pages
            if page.name in found
        )
        if entries:
            unfolded = entries if here or sought else ()
            chapters.append(v.GuideChapter(chapter.title, entries[0].name, unfolded))
    return tuple(chapters)
