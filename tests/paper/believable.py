"""A whole city of believable answers to the questionnaires that travel with the program, scored."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from app.base.ids import AgencyCode, GroupCode, QuestionnaireId
from app.base.resources import QUESTIONNAIRES
from app.base.session import Category
from app.paper.reports.dossier import Dossier, dossier_of
from app.paper.reports.figures import Imprint
from app.questionnaire.model import Questionnaire, Text
from app.questionnaire.read import read_yaml
from app.scoring.answers import Answers
from app.scoring.change import changes
from app.scoring.index import Published, publish
from app.scoring.points import Answer, OpenedRow, Scorer, item_points
from app.scoring.results import (
    Activity,
    ActivityKind,
    Agency,
    CityResult,
    Conduct,
    Correction,
    ItemWords,
    Recorder,
    Reports,
    Rooms,
    Study,
    Target,
)
from app.scoring.scheme import Component, Method, read_method, read_scheme

NAMES = (
    "Badan Pengelolaan Pajak Daerah",
    "Dinas Kesehatan",
    "Dinas Perhubungan",
    "Dinas Pekerjaan Umum dan Penataan Ruang",
    "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
    "Unit Layanan Pengadaan",
    "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    "Badan Pengelolaan Keuangan dan Aset Daerah",
    "Badan Penanggulangan Bencana Daerah",
    "Dinas Kependudukan dan Pencatatan Sipil",
    "Dinas Komunikasi dan Informatika",
    "Dinas Koperasi dan Usaha Kecil Menengah",
    "Dinas Lingkungan Hidup",
    "Dinas Pariwisata",
    "Dinas Pendidikan",
    "Dinas Perdagangan",
    "Dinas Perindustrian",
    "Dinas Perumahan Rakyat dan Kawasan Permukiman",
    "Dinas Sosial",
    "Satuan Polisi Pamong Praja",
)
LEVELS = (74, 81, 66, 60, 85, 70)
CODES = tuple(AgencyCode(f"opd{place:02d}") for place in range(len(NAMES)))
THIRD = CODES[2]
IMPRINT = Imprint(
    "Survei Penilaian Integritas 2026", "Kota Palembang", "10–28 Agustus 2026", "BPS Kota Palembang"
)
SHARED = Rooms(5, {Category.POWER: 1, Category.PRESSURE: 1}, 2, 3, 3, 1, shared=True)
ACTIVITIES = (
    Activity(
        THIRD,
        ActivityKind.OUTREACH,
        "2026-02-17",
        Text(id="Sosialisasi antikorupsi bagi semua petugas uji kendaraan", en="Anti-corruption talk"),
        62,
        Recorder.AGENCY,
        "Notula 12/Dishub/2026",
    ),
    Activity(
        THIRD,
        ActivityKind.CHANNEL,
        "2026-03-02",
        Text(id="Loket pengaduan dibuka di setiap terminal"),
        None,
        Recorder.INSPECTORATE,
        "Berita acara pemeriksaan Inspektorat 4/2026",
    ),
    Activity(
        THIRD,
        ActivityKind.CONTROL,
        "2026-05-11",
        Text(id="Pembayaran nontunai untuk retribusi"),
        None,
        Recorder.AGENCY,
        "Keputusan Kepala Dinas 88/2026",
    ),
)


@dataclass(frozen=True)
class Asked:
    """One group's questionnaire and how it is scored."""

    questionnaire: Questionnaire
    scorer: Scorer
    worth: Mapping[str, Mapping[int, float]]

    @property
    def words(self) -> Mapping[str, ItemWords]:
        found: dict[str, ItemWords] = {}
        for section in self.questionnaire.sections:
            for item in section.items:
                for each in item.rows if item.kind == "matrix" else (item,):
                    found[each.id] = ItemWords(each.text, each.reference.konsep if each.reference else None)
        return found


@cache
def asked(component: Component) -> Asked:
    folder = QUESTIONNAIRES / f"spi-{component.value}"
    questionnaire = read_yaml((folder / "questionnaire.yaml").read_bytes())
    scheme = read_scheme((folder / "scoring.yaml").read_bytes(), questionnaire)
    scorer = Scorer.of(scheme, questionnaire)
    worth: dict[str, dict[int, float]] = {}
    for part in scheme.dimensions.values():
        for rule in part.items:
            points = {
                c: item_points(rule, scorer.codes[rule.item], c).points for c in scorer.codes[rule.item]
            }
            worth[rule.item] = {c: float(p) for c, p in points.items() if p is not None}
    return Asked(questionnaire, scorer, worth)


@cache
def method() -> Method:
    return read_method((QUESTIONNAIRES / "method-example.yaml").read_bytes())


def study(number: int, conduct: Mapping[AgencyCode, Conduct] | None = None) -> Study:
    """A round of `number` agencies."""
    agencies = tuple(Agency(CODES[at], Text(id=NAMES[at])) for at in range(number))
    everyone = {Component.INTERNAL: (15, 12), Component.EXTERNAL: (15, 12)}
    return Study(
        agencies,
        method(),
        {QuestionnaireId(asked(c).questionnaire.id): asked(c).scorer for c in Component},
        "test",
        (Correction(THIRD, 5, "1 pengaduan terbukti"),) if number > 2 else (),
        dict.fromkeys(CODES[:number], 80),
        {(code, c): Target(*pair) for code in CODES[:number] for c, pair in everyone.items()},
        conduct
        or {code: Conduct(None, SHARED if code == THIRD else Rooms(5), 1, 1) for code in CODES[:number]},
        {QuestionnaireId(asked(c).questionnaire.id): asked(c).words for c in Component},
    )


def scored(
    number: int, sizes: Mapping[AgencyCode, tuple[int, int]] | None = None, seed: int = 1, shift: float = 0
) -> CityResult:
    """`number` agencies of 12 staff, 13 users and 11 experts, or of other `sizes` (staff, users)."""
    given = study(number)
    result = publish(Answers.of(list(_rows(number, sizes or {}, seed, shift)), given), given)
    assert isinstance(result, Published)
    return result.city


def dossier(
    number: int,
    sizes: Mapping[AgencyCode, tuple[int, int]] | None = None,
    *,
    before: bool = False,
) -> Dossier:
    """Everything that the papers are made of; `before`: there was an earlier period, a little worse."""
    result = scored(number, sizes)
    since = changes(result, scored(number, sizes, 2, -5)) if before else None
    return dossier_of(result, IMPRINT, ACTIVITIES if number > 2 else (), since)


def shared(given: Dossier) -> Dossier:
    """All agencies in the same rooms, where something happened."""
    agencies = tuple(
        replace(one, conduct=replace(one.conduct, rooms=SHARED)) for one in given.result.agencies
    )
    result = replace(
        given.result,
        agencies=agencies,
        rooms=SHARED,
        steering=Reports(10, 19),
        experts_steering=Reports(0, 4),
    )
    return replace(given, result=result)


def practice(given: Dossier) -> Dossier:
    return replace(given, imprint=replace(given.imprint, practice=True))


def _rows(
    number: int, sizes: Mapping[AgencyCode, tuple[int, int]], seed: int, shift: float
) -> Iterator[OpenedRow]:
    chance = random.Random(seed)
    tempers = [chance.gauss(0, 6) for _ in range(11)]
    count = dict.fromkeys(Component, 0)
    for at, code in enumerate(CODES[:number]):
        staff, users = sizes.get(code, (12, 13))
        level = LEVELS[at % len(LEVELS)] + shift
        for component, people, apart in (
            (Component.INTERNAL, staff, 6),
            (Component.EXTERNAL, users, -4),
        ):
            for _ in range(people):
                count[component] += 1
                yield _row(code, component, count[component], level + apart + chance.gauss(0, 12), chance)
        for expert, temper in enumerate(tempers):
            yield _row(code, Component.EXPERT, expert, level - 3 + temper, chance)


def _row(
    code: AgencyCode, component: Component, person: int, level: float, chance: random.Random
) -> OpenedRow:
    found: dict[str, Answer] = {}
    of = asked(component)
    leaning = random.Random(f"{component}{code}")
    for item, worth in of.worth.items():
        wanted = level + leaning.gauss(0, 9) + chance.gauss(0, 16)
        found[item] = min(worth, key=lambda answer: abs(worth[answer] - wanted))
    for took in of.scorer.scheme.took_part:
        found[took.item] = (took.any_of[0],) if chance.random() < 0.55 else (98,)
    name = QuestionnaireId(of.questionnaire.id)
    return OpenedRow(code, GroupCode(component.value), name, person, found, "complete", 2)
