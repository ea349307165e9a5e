"""Where we are: the survey, the booth and its agencies, in the reader's language; and how time is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from app.base.clock import local_time
from app.base.ids import SeatId
from app.base.sentences import Language, say
from app.kiosk.window import view as v
from app.kiosk.window.intents import Menu
from app.kiosk.window.present.dates import Typed
from app.seal.package import PackageDocument
from app.ui.theme import Look, TextSize


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A name in Indonesian, and in English where there is one."""

    id: str
    en: str | None = None

    def in_(self, language: Language) -> str:
        """The name in `language`, or else in Indonesian."""
        return self.en if language is Language.EN and self.en else self.id


@dataclass(frozen=True, slots=True)
class AgencyName:
    """An agency as people read it."""

    name: Bilingual
    short: str
    description: Bilingual


@dataclass(frozen=True, slots=True)
class Place:
    """What every page knows: the survey, the booth, the venue."""

    survey: Bilingual
    seat: str
    venue: str
    city: str = ""
    training: bool = False
    agencies: Mapping[str, AgencyName] = field(default_factory=dict)


def place_of(document: PackageDocument, seat: SeatId) -> Place:
    """Where a package says that we are."""
    return Place(
        survey=Bilingual(document.survey_title.id, document.survey_title.en),
        seat=str(seat),
        venue=document.venue_name,
        city=document.round_title.id,
        training=document.training,
        agencies={
            agency.code: AgencyName(
                Bilingual(agency.name.id, agency.name.en),
                agency.short,
                Bilingual(agency.description.id, agency.description.en),
            )
            for agency in document.agencies
        },
    )


class Saving(Enum):
    """What is known of the last answer."""

    SAVED = auto()
    SAVING = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Glass:
    """What only the screen knows: menus, half-typed codes, the row of a matrix. None of it is an answer."""

    look: Look = field(default_factory=Look)
    menu: Menu | None = None
    list_shown: bool = True
    typed: str = ""
    written: str | None = None  # a text that was refused, and so is no answer
    ticked: bool = False
    date: Typed | None = None  # the fields of a date as they are typed; None: as it is stored
    row: int = 0
    saving: Saving = Saving.SAVED
    timer_shown: bool | None = None  # as the person wants it; None: as the questionnaire does
    warnings_read: frozenset[str] = frozenset()  # of time running out, one for each budget
    idle_s: int | None = None  # seconds until the page hides itself, when it is about to
    trouble: str = ""  # the sentence of the last refusal, spoken
    asks: str = ""  # asked once before a question is left; the next wish to leave it is granted
    reviewing: bool = False  # the question was opened from the review, and Next leads back there
    sought: str = ""  # the number of a question being typed into the list
    news: str = ""  # what happened by itself, until the page is left
    confirming: bool = False
    picks: Mapping[str, int] = field(default_factory=dict)
    toast: v.Toast | None = None
    covered: bool = False  # something else is in front: nothing of a respondent is shown

    @property
    def language(self) -> Language:
        """The reader's language."""
        return self.look.language


def clock(language: Language, utc_ms: int) -> str:
    """The time of day: 08.47 in Indonesian, 08:47 in English."""
    return local_time(utc_ms).strftime("%H.%M" if language is Language.ID else "%H:%M")


def hour(language: Language, text: str) -> str:
    """A planned time such as `09:00`, as the reader writes it."""
    return text.replace(":", ".") if language is Language.ID else text


def date(language: Language, utc_ms: int) -> str:
    """The day in words: Rabu, 19 Agustus 2026."""
    day = local_time(utc_ms)
    days = say(language, "kiosk.days").split(",")
    months = say(language, "kiosk.months").split(",")
    name, month = days[day.weekday()], months[day.month - 1]
    return say(language, "kiosk.date", day=name, date=day.day, month=month, year=day.year)


def save(language: Language, saving: Saving) -> v.Save:
    """The save state."""
    match saving:
        case Saving.SAVED:
            return v.Save(v.SaveKind.SAVED, say(language, "kiosk.saved"))
        case Saving.SAVING:
            return v.Save(v.SaveKind.SAVING, say(language, "kiosk.saving"))
        case Saving.FAILED:
            return v.Save(v.SaveKind.FAILED, say(language, "kiosk.not_saved"))


def practice(place: Place, language: Language) -> str:
    """The word of the tag that marks every page of practice; empty where it is real."""
    return say(language, "kiosk.training") if place.training else ""


def short_name(title: str) -> str:
    """The initials of a title and its year: SPI 2026."""
    words = title.split()
    initials = "".join(word[0] for word in words if word[0].isupper())
    years = [word for word in words if word.isdecimal()]
    return " ".join([initials, *years]) if len(initials) > 1 else title


def header(
    place: Place,
    glass: Glass,
    subtitle: str = "",
    *,
    saving: v.Save | None = None,
    time: v.Timer | None = None,
    short: str = "",
    menus: bool = True,
    aloud: bool = False,
) -> v.Header:
    """The bar at the top; without a subtitle it names the booth."""
    language = glass.language
    booth = say(language, "kiosk.booth_venue", seat=place.seat, venue=place.venue)
    seat = say(language, "kiosk.booth", seat=place.seat)
    title = place.survey.in_(language)
    return v.Header(
        title,
        subtitle or booth,
        say(language, "kiosk.display") if menus else "",
        say(language, "kiosk.help") if menus else "",
        saving,
        time,
        practice(place, language),
        say(language, "kiosk.aloud") if aloud else "",
        (short_name(title), short if short and glass.look.size is not TextSize.LARGEST else seat),
    )
