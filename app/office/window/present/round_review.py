"""The last stage of a round that is prepared: what is still wrong, or what will be made and by whom."""

from app.base.ids import GroupCode
from app.base.sentences import Language, say
from app.office.days import period_in_words
from app.office.findings import Finding, Findings
from app.office.survey.packaging import group_in_words
from app.office.survey.roundfile import RoundFile
from app.office.window import view as v
from app.office.window.present import round_wishes as w
from app.office.window.present.around import in_language
from app.office.window.present.entries import SHOWN, still_wrong
from app.office.window.present.round_form import Held, names_of_steps, step_of
from app.ui.parts.tone import Tone


def review(held: Held, officers: tuple[v.Field, ...], language: Language) -> tuple[v.Part, ...]:
    """What becomes of the draft: everything that is wrong, or what will be made and by whom."""
    file, whole = held.read.file, held.whole
    if file is None:
        return (_wrong(held.read.findings, language),)
    facts = v.Card("round_facts", (v.Facts(_facts(file, language)),), say(language, "prepare.becomes"))
    if isinstance(whole, Findings):
        return (_not_whole(whole, language), facts)
    side: list[v.Part] = []
    if whole is None:
        side.append(v.Card("looking_card", (v.Text(say(language, "prepare.looking_through")),)))
    else:
        good = v.Notice(Tone.OK, "circle-check", say(language, "prepare.all_good"))
        note = say(language, "window.look_away")
        form = v.Form("officers_form", tuple((one,) for one in officers), note=note)
        side += [good, v.Card("officers_card", (form,), say(language, "prepare.three_officers"))]
    return (v.Beside((facts,), tuple(side), 360),)


def _facts(file: RoundFile, language: Language) -> tuple[v.Fact, ...]:
    t = language
    by_group = [
        say(
            t, "prepare.stratum_sum", group=group_in_words(GroupCode(group.code), t),
            target=sum(s.target for s in file.strata if s.group == group.code),
            drawn=sum(s.drawn for s in file.strata if s.group == group.code),
            agencies=sum(s.group == group.code for s in file.strata),
        )
        for group in file.groups
    ]  # fmt: skip
    asked = ", ".join(one.questionnaire for one in file.groups)
    facts = [
        v.Fact(say(t, "prepare.title"), in_language(file.title, t), strong=True),
        v.Fact(say(t, "prepare.survey"), in_language(file.survey_title, t)),
        v.Fact(say(t, "window.head_period"), period_in_words(file.start, file.end, t)),
        v.Fact(say(t, "prepare.id"), file.id, mono=True),
        v.Fact(
            say(t, "prepare.step_agencies"),
            say(t, "prepare.agencies_are", count=len(file.agencies),
                names=", ".join(one.short for one in file.agencies)),
        ),
        *(v.Fact(say(t, "prepare.step_targets"), words) for words in by_group),
        v.Fact(say(t, "prepare.questionnaire"), asked, mono=True),
        v.Fact(say(t, "prepare.method"), file.method, mono=True),
    ]  # fmt: skip
    if file.corrections:
        names = ", ".join(one.agency for one in file.corrections)
        facts.append(v.Fact(say(t, "prepare.corrections"), names))
    return tuple(facts)


def _wrong(found: tuple[Finding, ...], language: Language) -> v.Card:
    names = names_of_steps(language)

    def way(place: str) -> tuple[str, w.See]:
        return names[step_of(place)], w.See(step_of(place))

    return still_wrong("round_findings", found, way, language)


def _not_whole(found: Findings, language: Language) -> v.Card:
    lines = tuple(
        v.Line("triangle-alert", one.sentence.spoken(language), one.place, "danger-700")
        for one in found.findings[:SHOWN]
    )
    title = say(language, "prepare.still_wrong", count=len(found.findings))
    return v.Card("round_findings", (v.Lines(lines),), title, tone=Tone.DANGER)
