"""The rehearsal's round on paper: six agencies, a lab, a travelling laptop, and who sits where.

The round and the orders are written as the YAML files that office staff write, and read back through the
office's own readers.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from app.base.ids import AgencyCode, GroupCode, SeatId

ROUND = "plg26"
LAB = "lab-diskominfo"
LAPTOP = "bilik-keliling"
INTERNAL, EXTERNAL, EXPERT = GroupCode("internal"), GroupCode("external"), GroupCode("expert")

AGENCIES: Mapping[str, tuple[str, str, str, str]] = {
    # code: name, short, English name, what it does
    "bppd": ("Badan Pengelolaan Pajak Daerah", "BPPD", "Regional Tax Agency", "Pajak dan retribusi daerah"),
    "dinkes": ("Dinas Kesehatan", "Dinkes", "Health Office", "Puskesmas, izin, dan layanan kesehatan"),
    "dishub": (
        "Dinas Perhubungan",
        "Dishub",
        "Transport Office",
        "Terminal, uji kendaraan, parkir, dan izin trayek",
    ),
    "dpmptsp": (
        "Dinas Penanaman Modal dan PTSP",
        "DPMPTSP",
        "Investment and One-Stop Service Office",
        "Perizinan dan penanaman modal",
    ),
    "pupr": (
        "Dinas Pekerjaan Umum dan Penataan Ruang",
        "PUPR",
        "Public Works and Spatial Planning Office",
        "Jalan, bangunan, dan tata ruang",
    ),
    "ulp": (
        "Unit Layanan Pengadaan",
        "ULP",
        "Procurement Service Unit",
        "Pengadaan barang dan jasa pemerintah kota",
    ),
}
SHORT = AgencyCode("ulp")
"""The agency whose users hardly came: its index must be withheld."""
SHORT_USERS = 3
INTERNAL_TEAM = 4
_WEEK = tuple(dt.date(2026, 11, 2) + dt.timedelta(days) for days in range(5))  # Monday to Friday
_LAB_DAY = _WEEK[1]


@dataclass(frozen=True, slots=True)
class Size:
    """How large the rehearsal is."""

    seats: int = 3
    staff: int = 15
    users: int = 15
    experts: int = 10

    @property
    def agencies(self) -> tuple[AgencyCode, ...]:
        """The agencies of the round."""
        return tuple(AgencyCode(code) for code in AGENCIES)

    @property
    def panel(self) -> int:
        """The internal team and the external experts."""
        return INTERNAL_TEAM + self.experts

    @property
    def lab_seats(self) -> tuple[SeatId, ...]:
        """The seats of the lab."""
        return tuple(SeatId(f"{number:02}") for number in range(1, self.seats + 1))

    def coming(self, agency: AgencyCode) -> int:
        """How many users of an agency come to the laptop."""
        return min(SHORT_USERS, self.users) if agency == SHORT else self.users


@dataclass(frozen=True, slots=True)
class Files:
    """The YAML files of the round, its two orders, and what agencies did against corruption."""

    round: Path
    lab: Path
    laptop: Path
    activities: Path


LAB_SESSIONS = ("S1", "S2")
LAPTOP_SESSIONS = tuple(f"H{number}" for number in range(1, len(_WEEK) + 1))
BEFORE_THE_WEEK_MS = int(dt.datetime(2026, 11, 2, 1, tzinfo=dt.UTC).timestamp() * 1000)  # 08.00 WIB


def write_files(folder: Path, size: Size) -> Files:
    """Write what the office's staff would have written."""
    folder.mkdir(parents=True, exist_ok=True)
    files = Files(
        *(folder / f"{name}.yaml" for name in ("periode", "paket-lab", "paket-keliling", "kegiatan"))
    )
    _write(files.round, _round(size))
    lab = [
        {"id": s, "date": _LAB_DAY, "start": a, "end": b, "label": f"Sesi {n}"} for s, a, b, n in _LAB_HOURS
    ]
    lab_slips = [
        *_slips(size, INTERNAL, size.staff + _SPARE),
        {"group": EXPERT, "count": size.panel + _SPARE},
    ]
    _write(files.lab, _order(LAB, "Lab Diskominfo, Kota Palembang", size.lab_seats, lab, lab_slips))
    days = [
        {"id": name, "date": day, "start": "08:00", "end": "15:00", "label": f"Hari {number}"}
        for number, (name, day) in enumerate(zip(LAPTOP_SESSIONS, _WEEK, strict=True), start=1)
    ]
    users = _slips(size, EXTERNAL, size.users)
    _write(files.laptop, _order(LAPTOP, "Bilik keliling, loket layanan", ("01",), days, users))
    _write(files.activities, _activities(size))
    return files


_SPARE = 1
_LAB_HOURS = (("S1", "08:00", "11:00", 1), ("S2", "13:00", "16:00", 2))


def _activities(size: Size) -> Mapping[str, object]:
    """Every agency trained its staff; every other one showed its users where to report."""
    trained = [
        {
            "agency": str(agency),
            "kind": "training",
            "date": f"2026-{4 + place % 6:02d}-{5 + place:02d}",
            "title": {"id": "Pelatihan pengendalian gratifikasi", "en": "Training on gratuity control"},
            "participants": 20 + 5 * place,
            "recorded_by": "agency",
            "evidence": f"Daftar hadir {place + 1}/2026",
        }
        for place, agency in enumerate(size.agencies)
    ]
    shown = [
        {
            "agency": str(agency),
            "kind": "channel",
            "date": "2026-07-06",
            "title": {
                "id": "Poster saluran pelaporan di loket",
                "en": "Posters on how to report, at counters",
            },
            "recorded_by": "inspectorate",
            "evidence": "Laporan pemantauan 7/2026",
        }
        for agency in size.agencies[::2]
    ]
    return {"round": ROUND, "activities": [*trained, *shown]}


def _round(size: Size) -> Mapping[str, object]:
    strata = [
        {
            "agency": str(agency),
            "group": str(group),
            "drawn": drawn,
            "target": max(1, drawn * 4 // 5),
            **({"population": 4 * drawn} if group == INTERNAL else {}),
        }
        for agency in size.agencies
        for group, drawn in ((INTERNAL, size.staff), (EXTERNAL, size.users))
    ]
    strata.append({"group": str(EXPERT), "drawn": size.panel, "target": max(1, size.panel - 2)})
    return {
        "id": ROUND,
        "title": {"id": "Penilaian integritas layanan 2026", "en": "Service integrity assessment 2026"},
        "survey_title": {
            "id": "Penilaian Integritas Layanan (metode contoh)",
            "en": "Service Integrity Assessment (example method)",
        },
        "start": _WEEK[0],
        "end": _WEEK[-1],
        "city": "Kota Palembang",
        "region_code": "1671",
        "agencies": [
            {
                "code": code,
                "name": {"id": name, "en": english},
                "short": short,
                "description": {"id": what},
                "valid_from": dt.date(2020, 1, 1),
            }
            for code, (name, short, english, what) in AGENCIES.items()
        ],
        "groups": [
            {
                "code": str(group),
                "questionnaire": f"spi-{group}/questionnaire.yaml",
                "scoring": f"spi-{group}/scoring.yaml",
            }
            for group in (INTERNAL, EXTERNAL, EXPERT)
        ],
        "strata": strata,
        "method": "method-example.yaml",
        "corrections": [
            {"agency": "dishub", "points": 0.5, "reason": "Contoh: satu pengaduan terbukti"},
        ],
    }


def _slips(size: Size, group: GroupCode, count: int) -> list[Mapping[str, object]]:
    return [{"agency": str(agency), "group": str(group), "count": count} for agency in size.agencies]


def _order(
    venue: str,
    name: str,
    seats: Sequence[str],
    sessions: Sequence[Mapping[str, object]],
    slips: Sequence[Mapping[str, object]],
) -> Mapping[str, object]:
    return {
        "round": ROUND,
        "venue": venue,
        "venue_name": name,
        "start": _WEEK[0],
        "end": _WEEK[-1],
        "sessions": list(sessions),
        "seats": [str(seat) for seat in seats],
        "slips": [dict(slip) for slip in slips],
        "proctors": [{"id": "rina", "name": "Rina Marlina"}, {"id": "yusuf", "name": "Yusuf Hamzah"}],
    }


def _write(path: Path, value: Mapping[str, object]) -> None:
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")
