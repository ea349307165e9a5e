"""What stands at several stages: counts, a second officer, and the end of the names."""

from app.base.errors import Refused
from app.base.sentences import Language, Sentence, say
from app.office.days import day_in_words
from app.office.sample.names import erased_by
from app.office.window import view as v
from app.office.window.present import sample_wishes as w
from app.office.window.present.sample.look import Held, Look
from app.ui.parts.tone import Tone


def second_officer(held: Held, enter: object, language: Language) -> tuple[tuple[v.Field, ...], ...]:
    """The fields of an act that takes another officer and a reason."""
    others = tuple(v.Option(officer, name) for officer, name in held.others)
    first = others[0].code if others else ""
    return (
        (v.Field("second", say(language, "sample.second_officer"), held.word("second", first),
                 v.FieldKind.CHOICE, options=others),),
        (v.Field("secret", say(language, "sample.second_secret"), held.word("secret"), v.FieldKind.SECRET),),
        (v.Field("why", say(language, "sample.reason"), held.word("why"), enter=enter),),
    )  # fmt: skip


def names_card(look: Look, language: Language) -> v.Card:
    """How long the names stay."""
    words = say(language, "sample.names_until", day=day_in_words(erased_by(look.plan), language))
    return v.Card(
        "names_card",
        (v.Text(words, say(language, "sample.names_title"), "user-round-x"),),
        tone=Tone.INFO,
    )


def end_card(look: Look, held: Held, language: Language) -> v.Card:
    """How the names of a round are destroyed: why, and with whom."""
    day = day_in_words(erased_by(look.plan), language)
    words = v.Text(say(language, "sample.end_words", day=day))
    go = v.Button(
        "destroy", say(language, "sample.destroy"), w.Destroy(), icon="trash-2", enabled=not held.busy
    )
    form = v.Form("end_form", second_officer(held, w.Destroy(), language), (go,))
    return v.Card("end_card", (words, form), say(language, "sample.end_title"), tone=Tone.WARN)


def ended(look: Look, refused: Refused, held: Held, language: Language) -> tuple[v.Part, ...]:
    """After the end: what is left to do, or nothing."""
    notice = v.Notice(Tone.INFO, "user-round-x", Sentence.of(refused).spoken(language))
    if refused.code == "sample.being_destroyed":
        return (notice, end_card(look, held, language))
    return (notice,)
