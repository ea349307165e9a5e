"""Everything a screen says, as frozen values: a page draws exactly this and knows nothing else.

One file for each part of the house: `pieces` that all use, `around` the questionnaire, `asking` with its
`bodies`, the `proctor`, and what lies `over` a page.
"""

from dataclasses import dataclass, field

from app.kiosk.window.view.around import Aloud as Aloud
from app.kiosk.window.view.around import Code as Code
from app.kiosk.window.view.around import Enrolment as Enrolment
from app.kiosk.window.view.around import Locked as Locked
from app.kiosk.window.view.around import Message as Message
from app.kiosk.window.view.around import Promise as Promise
from app.kiosk.window.view.around import Quiet as Quiet
from app.kiosk.window.view.around import Rules as Rules
from app.kiosk.window.view.around import Sealed as Sealed
from app.kiosk.window.view.asking import Doubt as Doubt
from app.kiosk.window.view.asking import Hint as Hint
from app.kiosk.window.view.asking import ListTile as ListTile
from app.kiosk.window.view.asking import Question as Question
from app.kiosk.window.view.asking import QuestionList as QuestionList
from app.kiosk.window.view.asking import Rail as Rail
from app.kiosk.window.view.asking import RailStop as RailStop
from app.kiosk.window.view.asking import Review as Review
from app.kiosk.window.view.bodies import Body as Body
from app.kiosk.window.view.bodies import Date as Date
from app.kiosk.window.view.bodies import DateField as DateField
from app.kiosk.window.view.bodies import Grid as Grid
from app.kiosk.window.view.bodies import ListRow as ListRow
from app.kiosk.window.view.bodies import Number as Number
from app.kiosk.window.view.bodies import Options as Options
from app.kiosk.window.view.bodies import Ranked as Ranked
from app.kiosk.window.view.bodies import Ranking as Ranking
from app.kiosk.window.view.bodies import Reading as Reading
from app.kiosk.window.view.bodies import Roster as Roster
from app.kiosk.window.view.bodies import Row as Row
from app.kiosk.window.view.bodies import Scale as Scale
from app.kiosk.window.view.bodies import Worked as Worked
from app.kiosk.window.view.bodies import Writing as Writing
from app.kiosk.window.view.over import Dialog as Dialog
from app.kiosk.window.view.over import DisplayMenu as DisplayMenu
from app.kiosk.window.view.over import Overlay as Overlay
from app.kiosk.window.view.over import Remark as Remark
from app.kiosk.window.view.over import Toast as Toast
from app.kiosk.window.view.pieces import Badge as Badge
from app.kiosk.window.view.pieces import Button as Button
from app.kiosk.window.view.pieces import Choice as Choice
from app.kiosk.window.view.pieces import Group as Group
from app.kiosk.window.view.pieces import Header as Header
from app.kiosk.window.view.pieces import Languages as Languages
from app.kiosk.window.view.pieces import Level as Level
from app.kiosk.window.view.pieces import Line as Line
from app.kiosk.window.view.pieces import Notice as Notice
from app.kiosk.window.view.pieces import RailState as RailState
from app.kiosk.window.view.pieces import Save as Save
from app.kiosk.window.view.pieces import SaveKind as SaveKind
from app.kiosk.window.view.pieces import Timer as Timer
from app.kiosk.window.view.proctor import BigButton as BigButton
from app.kiosk.window.view.proctor import Blank as Blank
from app.kiosk.window.view.proctor import Export as Export
from app.kiosk.window.view.proctor import Figure as Figure
from app.kiosk.window.view.proctor import Guide as Guide
from app.kiosk.window.view.proctor import GuideChapter as GuideChapter
from app.kiosk.window.view.proctor import GuideEntry as GuideEntry
from app.kiosk.window.view.proctor import Journal as Journal
from app.kiosk.window.view.proctor import LogDay as LogDay
from app.kiosk.window.view.proctor import LogLine as LogLine
from app.kiosk.window.view.proctor import Looked as Looked
from app.kiosk.window.view.proctor import Meter as Meter
from app.kiosk.window.view.proctor import PanelView as PanelView
from app.kiosk.window.view.proctor import Papers as Papers
from app.kiosk.window.view.proctor import Pin as Pin
from app.kiosk.window.view.proctor import ProctorBar as ProctorBar
from app.kiosk.window.view.proctor import Readiness as Readiness
from app.kiosk.window.view.proctor import RestartCard as RestartCard
from app.kiosk.window.view.proctor import Stage as Stage
from app.kiosk.window.view.proctor import Tries as Tries
from app.ui.theme import Look

Page = (
    Locked
    | Code
    | Promise
    | Aloud
    | Question
    | Review
    | Quiet
    | Sealed
    | Message
    | Enrolment
    | Pin
    | PanelView
    | Journal
    | Export
    | Papers
    | Readiness
    | Guide
)


@dataclass(frozen=True, slots=True)
class Screen:
    """All of it."""

    page: Page
    look: Look = field(default_factory=Look)
    over: Overlay | None = None
    toast: Toast | None = None
