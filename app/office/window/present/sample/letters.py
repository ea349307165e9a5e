"""Invitations."""

from app.base.sentences import Language, say
from app.office.sample.fieldwork import Standing
from app.office.window import view as v
from app.office.window.present import sample_wishes as w
from app.office.window.present.sample.look import Held, Look
from app.office.window.present.sample.names import names_card
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone


def letters(look: Look, held: Held, language: Language) -> tuple[v.Part, ...]:
    """Invitations."""
    if look.status is None or not look.draws:
        go = v.Button("to_draw", say(language, "sample.stage_draw"), w.See(w.Step.DRAW))
        return (v.Notice(Tone.INFO, "info", say(language, "sample.draw_first"), go),)
    used = [one for one in look.status.persons if one.in_use]
    waiting = sum(one.standing is Standing.DRAWN for one in used)
    telephone = v.Field(
        "telephone",
        say(language, "sample.telephone"),
        held.word("telephone"),
        hint=say(language, "sample.telephone_hint"),
        example="0711 318 456",
    )
    find = v.Button(
        "find_order",
        say(language, "sample.make_letters"),
        w.FindOrder(),
        Kind.PRIMARY,
        "printer",
        enabled=not held.busy and bool(waiting),
    )
    note = say(language, "sample.letters_note" if waiting else "sample.letters_all")
    form = v.Form("letters_form", ((telephone,),), (find,), note)
    main: list[v.Part] = [v.Card("letters_card", (form,), say(language, "sample.stage_letters"))]
    if held.files:
        lines = tuple(
            v.Line(
                "file-text",
                path.name,
                button=v.Button(f"open_{at}", say(language, "sample.open"), w.Open(path), Kind.TEXT),
            )
            for at, path in enumerate(held.files)
        )
        main.append(v.Card("letter_files", (v.Lines(lines),), say(language, "sample.written")))
    facts = (
        v.Fact(say(language, "sample.letters_made"), str(len(used) - waiting), strong=True),
        v.Fact(say(language, "sample.letters_waiting"), str(waiting), strong=True),
    )
    side = (
        v.Card(
            "letters_facts",
            (v.Facts(facts), v.Text(say(language, "sample.letters_words"))),
            say(language, "sample.stage_letters"),
        ),
        names_card(look, language),
    )
    return (v.Beside(tuple(main), side),)
