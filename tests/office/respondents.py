"""Respondents for tests: they answer the whole path of a questionnaire and send it."""

import itertools
import random
from collections.abc import Sequence

from app.base.errors import Refused
from app.base.ids import AgencyCode, GroupCode, Nullifier
from app.base.sentences import Language
from app.questionnaire.model import Multi, Note, Number, Questionnaire, Section, Single, TextItem
from app.questionnaire.read import questionnaire_digest
from app.questionnaire.route import Slot, Step, item_of, screened_out, section_of, slots_of, visible_options
from app.sitting.events import Act, Choose, ChooseSubjects, Consent, Final, GoTo, Mode, Review, Submit
from app.sitting.machine import begin, step
from app.sitting.response import close, response_bytes
from app.sitting.state import Opening, Sitting, can_go_to, choosing_is_due, unanswered


def opening(questionnaire: Questionnaire, agency: str, agencies: Sequence[str], seed: int) -> Opening:
    return Opening(
        questionnaire=questionnaire,
        digest=questionnaire_digest(questionnaire),
        agency=AgencyCode(agency),
        group=GroupCode(questionnaire.respondent_group),
        agencies=tuple(AgencyCode(one) for one in agencies),
        language=Language.ID,
        mode=Mode.SELF,
        seed=seed.to_bytes(32, "big"),
    )


def act(sitting: Sitting, what: Act, spent_ms: int = 500_000) -> Sitting:
    done = step(sitting, what, spent_ms)
    assert not isinstance(done, Refused), (what, done)
    return done[1]


def admission(section: Section) -> dict[str, int]:
    """Answers to the questions of a screening that let the respondent go on."""
    asked = [item for item in section.items if isinstance(item, Single)]
    if section.eligible_if is None:
        return {}
    for codes in itertools.product(*([option.code for option in item.options] for item in asked)):
        answers = {Slot(item.id): code for item, code in zip(asked, codes, strict=True)}
        if not screened_out(section, answers):
            return {slot.variable: code for slot, code in answers.items()}
    raise AssertionError(section.id)


def answer(sitting: Sitting, where: Step, rng: random.Random) -> Sitting:
    """Answer one screen as its kind wants; a screening question is answered so that the sitting goes on."""
    item = item_of(sitting.questionnaire, where)
    for slot in slots_of(item, where.subject):
        match item:
            case Note():
                continue
            case Number():
                value: int | str | tuple[int, ...] = item.min
            case TextItem():
                value = "Layanan baik"
            case Multi():
                value = (item.options[0].code,)
            case _:
                options = visible_options(sitting.questionnaire, sitting.plan, where, sitting.answers)
                codes = [option.code for option in options]
                admitted = admission(section_of(sitting.questionnaire, where.section))
                value = admitted[slot.variable] if slot.variable in admitted else rng.choice(codes)
        sitting = act(sitting, Choose(slot, value))
    return sitting


def complete(
    questionnaire: Questionnaire, nullifier: bytes, agency: str, agencies: Sequence[str], seed: int
) -> bytes:
    """Answer everything and send."""
    rng = random.Random(seed)
    sitting = act(begin(opening(questionnaire, agency, agencies, seed)), Consent())
    while todo := unanswered(sitting):
        if not all(can_go_to(sitting, one) for one in todo[:1]):
            break
        sitting = answer(act(sitting, GoTo(todo[0])), todo[0], rng)
    if choosing_is_due(sitting):
        sitting = act(sitting, ChooseSubjects(tuple(AgencyCode(one) for one in agencies)))
        while todo := unanswered(sitting):
            sitting = answer(act(sitting, GoTo(todo[0])), todo[0], rng)
    sitting = act(act(sitting, Review()), Submit(Final.COMPLETE))
    return response_bytes(close(sitting), Nullifier(nullifier))


def cut_short(questionnaire: Questionnaire, nullifier: bytes, agency: str, agencies: Sequence[str]) -> bytes:
    """The session ended before anything was answered."""
    sitting = act(begin(opening(questionnaire, agency, agencies, 1)), Consent())
    return response_bytes(close(act(sitting, Submit(Final.ENDED))), Nullifier(nullifier))


def decline(questionnaire: Questionnaire, nullifier: bytes, agency: str, agencies: Sequence[str]) -> bytes:
    """The promise was read and not accepted."""
    sitting = begin(opening(questionnaire, agency, agencies, 1))
    return response_bytes(close(act(sitting, Submit(Final.DECLINED))), Nullifier(nullifier))
