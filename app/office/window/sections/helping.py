"""The office's guide, what Bilik is made of, and the notice that a breach of personal data asks for."""

from pathlib import Path
from typing import ClassVar

from typing_extensions import override

from app.base.errors import Environment, Integrity, Problem, Refused
from app.base.guide import HELP, Guide, read_guide
from app.base.sentences import Language, Sentence, say
from app.office.officers.signin import Office
from app.office.upkeep.breach import write_notice
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.outside import Progress, Tell
from app.office.window.present import helping as present
from app.office.window.present.helping import ABOUT, PrintNotice, ReadPage
from app.office.window.sections.section import Section
from app.office.window.shift import Shift
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone
from app.ui.tasks import Stopped

GUIDE = HELP / "office"
_BREACH = "breach"


class Help(Section):
    """Pages to read; beside them what can be done about what they say."""

    name: ClassVar[str] = "help"
    icon: ClassVar[str] = "circle-question-mark"

    def __init__(self, shift: Shift) -> None:
        super().__init__(shift)
        self._page = ""
        self._written: Path | None = None
        self._language = Language.ID

    @override
    def words(self, language: Language) -> str:
        return say(language, "help.help")

    @override
    def take(self, intent: object) -> None:
        match intent:
            case ReadPage(name):
                self._page, self._written = name, None
            case PrintNotice():
                title = say(self._language, "help.choose_folder")
                self.shift.outside.ask_folder(title, self._print)
            case _:
                return

    def _print(self, folder: Path) -> None:
        def work(office: Office, _progress: Progress, _tell: Tell) -> Path:
            return write_notice(office.root.document.office, None, folder, self._language, office.clock)

        self.shift.run(work, self._done)

    def _done(self, result: Path | Refused | Problem | Stopped) -> None:
        if isinstance(result, Path):
            self._written = result
            self.shift.outside.show_file(result)
        else:
            self.shift.say(result)

    @override
    def page(self, language: Language) -> v.Page:
        self._language = language
        try:
            guide = read_guide(language, GUIDE)
        except (Environment, Integrity) as trouble:
            words = Sentence.of(trouble).spoken(language)
            return v.Page(self.name, self.words(language), (v.Notice(Tone.DANGER, "circle-alert", words),))
        here = self._page or guide.pages[0].name
        return v.Page(
            f"{self.name}_{here}",
            self.words(language),
            (
                v.Beside(
                    self._main(guide, here, language),
                    tuple(present.contents(guide, here, language)),
                    left=True,
                ),
            ),
            subtitle=say(language, "help.note"),
            leaving=i.Go("overview"),
        )

    def _main(self, guide: Guide, here: str, language: Language) -> tuple[v.Part, ...]:
        if here == ABOUT:
            return tuple(present.about(language))
        page = guide.page(here)
        parts: list[v.Part] = [v.Text("", page.title), *present.article(page)]
        if page.name == _BREACH:
            words = say(language, "help.print_notice")
            parts.append(
                v.Buttons((v.Button("print_notice", words, PrintNotice(), Kind.PRIMARY, "printer"),))
            )
            if self._written is not None:
                told = say(language, "help.notice_written", file=str(self._written))
                parts.append(v.Notice(Tone.OK, "circle-check", told))
        return tuple(parts)
