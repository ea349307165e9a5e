"""A release in words: what goes out, what is held back and why, what the metadata lack, what was signed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.base.sentences import Language, say, whole
from app.office.findings import Findings
from app.office.results.publishing import Prepared, Published, Verified
from app.office.window import view as v
from app.office.window.present import publishing_wishes as w
from app.questionnaire.model import Text
from app.release.editions import Edition, data_files
from app.release.sdi.metadata import Metadata
from app.release.sdi.record import Lack, Record
from app.release.survey import Survey
from app.release.table import Table
from app.scoring.results import CityResult, Withheld
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone

PUBLIC, INTERNAL = "edition_public", "edition_internal"  # the fields that choose them
FORMATS: Mapping[str, str] = {"parquet": "Parquet", "sav": "SPSS", "dta": "Stata"}
BYTES, KILO = 1_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Content:
    """One table of an edition: how much it holds, and the endings of the files that it goes into."""

    edition: Edition
    title: Text
    rows: int
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What a release of the round would be. It holds what is said of the answers, and none of them."""

    survey: Survey
    city: CityResult
    contents: tuple[Content, ...]
    metadata: Metadata

    @property
    def held_agencies(self) -> tuple[Text, ...]:
        """The agencies whose index is not shown."""
        return tuple(one.name for one in self.city.agencies if isinstance(one.index, Withheld))


def look_of(prepared: Prepared) -> Look:
    """What of a prepared round the page may hold."""
    survey = prepared.survey
    contents = (
        *_contents(Edition.PUBLIC, survey, prepared.public),
        *_contents(Edition.INTERNAL, survey, prepared.microdata),
    )
    return Look(survey, prepared.result, contents, prepared.metadata)


def _contents(edition: Edition, survey: Survey, tables: Sequence[Table]) -> Iterator[Content]:
    files = tuple(data_files(edition, survey, tables))
    for table in tables:
        endings = dict.fromkeys(f.name.rpartition(".")[2] for f in files if f.table is table)
        yield Content(edition, table.title, table.frame.height, tuple(endings))


# --- what goes out ----------------------------------------------------------------------------------------


def released(
    look: Look,
    chosen: Sequence[Edition],
    second: tuple[v.Field, ...],
    language: Language,
    *,
    enabled: bool,
) -> v.Card:
    """The two editions, to be chosen, the fields of the `second` officer, and every table of the editions."""
    public = v.Field(
        PUBLIC,
        say(language, "publishing.choose_public"),
        "yes" if Edition.PUBLIC in chosen else "",
        v.FieldKind.CHECK,
        enabled=enabled,
    )
    internal = v.Field(
        INTERNAL,
        say(language, "publishing.choose_internal"),
        "yes" if Edition.INTERNAL in chosen else "",
        v.FieldKind.CHECK,
        enabled=enabled,
    )
    heads = (
        v.Head(say(language, "publishing.head_content"), stretch=4),
        v.Head(say(language, "publishing.head_rows"), width=64, right=True),
        v.Head(say(language, "publishing.head_formats"), stretch=3),
        v.Head(say(language, "publishing.head_for"), width=128),
    )
    rows = tuple(_content(at, one, chosen, language) for at, one in enumerate(look.contents))
    note = say(language, "publishing.second_words") if second else ""
    title = say(language, "publishing.released")
    return v.Card(
        "released_card",
        (
            v.Form("editions_form", ((public,), (internal,), *((second,) if second else ())), note=note),
            v.Text(say(language, "publishing.beside_each")),
            v.Table("contents", title, heads, rows, shown=16),
        ),
        title,
    )


def _content(at: int, one: Content, chosen: Sequence[Edition], language: Language) -> v.Row:
    goes = one.edition in chosen
    cells = (
        v.Cell(in_words(one.title, language), wrap=True, strong=goes, faint=not goes),
        v.Cell(whole(language, one.rows), right=True, faint=not goes),
        v.Cell(
            ", ".join(FORMATS.get(ending, ending.upper()) for ending in one.endings),
            wrap=True,
            faint=not goes,
        ),
        v.Cell(tag=_audience(one.edition, language, goes=goes)),
    )
    return v.Row(f"content_{at}", cells)


def _audience(edition: Edition, language: Language, *, goes: bool = True) -> v.Tag:
    tone = Tone.OK if goes else None
    if edition is Edition.PUBLIC:
        return v.Tag(say(language, "publishing.for_public"), "globe", tone)
    return v.Tag(say(language, "publishing.for_kpk"), "lock", tone)


# --- what is held back ------------------------------------------------------------------------------------


def protection(look: Look, language: Language) -> v.Card:
    """How respondents are protected: the limits, every reason with its figures, and what no file holds."""
    method, withheld = look.city.method, look.city.withheld
    agencies = look.held_agencies
    figures = v.Across(
        (
            v.Figure(str(method.disclosure_limit), say(language, "publishing.least_persons")),
            v.Figure(str(method.expert_limit), say(language, "publishing.least_experts")),
            v.Figure(whole(language, len(withheld)), say(language, "publishing.figures_held")),
            v.Figure(str(len(agencies)), say(language, "publishing.agencies_held")),
        )
    )
    names = {one.agency: in_words(one.name, language) for one in look.city.agencies}
    reasons = Counter(one.withheld.why.spoken(language) for one in withheld)
    concerned: dict[str, dict[str, None]] = {}
    city = say(language, "publishing.whole_city")
    for one in withheld:
        place = names.get(one.agency, city) if one.agency is not None else city
        concerned.setdefault(one.withheld.why.spoken(language), {})[place] = None
    heads = (
        v.Head(say(language, "publishing.head_why"), stretch=4),
        v.Head(say(language, "publishing.head_where"), stretch=3),
        v.Head(say(language, "publishing.head_figures"), width=72, right=True),
    )
    rows = tuple(
        v.Row(
            f"reason_{at}",
            (
                v.Cell(why, wrap=True),
                v.Cell(", ".join(concerned[why]), wrap=True),
                v.Cell(whole(language, count), right=True, strong=True),
            ),
        )
        for at, (why, count) in enumerate(reasons.most_common())
    )
    title = say(language, "publishing.protection")
    promises = v.Lines(
        (
            v.Line("lock", say(language, "publishing.own_words_held")),
            v.Line("shield-check", say(language, "publishing.no_origin")),
        )
    )
    spoken = say(language, "publishing.reasons")
    table = v.Table("reasons", spoken, heads, rows, say(language, "publishing.none_held"), shown=6)
    return v.Card("protection_card", (figures, promises, table), title)


# --- the metadata -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Station:
    words: str
    lacking: bool
    value: str


def metadata(look: Look, form: str, language: Language, *, enabled: bool) -> v.Card:
    """The forms of Satu Data Indonesia, what they lack, and the file they are in; `form` is its name."""
    stations = tuple(_stations(look, language))
    done = sum(not one.lacking for one in stations)
    total = len(stations)
    value = say(language, "publishing.of_total", done=done, total=total)
    lines = tuple(
        v.Line(
            "circle-dashed" if one.lacking else "circle-check",
            one.words,
            one.value,
            "gold-700" if one.lacking else "ok-700",
        )
        for one in stations
    )
    write = v.Button(
        "write_form", say(language, "publishing.write_form"), w.WriteForm(), icon="save", enabled=enabled
    )
    read = v.Button(
        "read_form", say(language, "publishing.read_form"), w.ReadForm(), icon="folder-open", enabled=enabled
    )
    parts: list[v.Part] = [
        v.Meter("metadata_meter", say(language, "publishing.metadata_ready"), done, total, value),
        v.Lines(lines),
        v.Buttons((write, read)),
    ]
    if form:
        parts.append(v.Facts((v.Fact(say(language, "publishing.form_in_use"), form, mono=True),)))
    if look.metadata.lacking:
        parts.append(_missing(look.metadata.lacking, language))
    return v.Card("metadata_card", tuple(parts), say(language, "publishing.metadata"))


def _stations(look: Look, language: Language) -> Iterator[_Station]:
    made = look.metadata
    yield _station(say(language, "publishing.ms_keg"), (made.activity,), "", language)
    count = say(language, "publishing.indicators", count=len(made.indicators))
    yield _station(say(language, "publishing.ms_ind"), made.indicators, count, language)
    count = say(language, "publishing.variables", count=len(made.variables))
    yield _station(say(language, "publishing.ms_var"), made.variables, count, language)
    absent = say(language, "publishing.absent")
    yield _Station(say(language, "publishing.licence"), made.licence is None, made.licence or absent)
    code = look.survey.region_code
    yield _Station(say(language, "publishing.region_code"), code is None, code or absent)
    agencies = look.survey.agencies
    without = sum(one.reference is None for one in agencies)
    if without:
        value = say(language, "publishing.lacking", count=without)
    else:
        value = say(language, "publishing.codes", count=len(agencies))
    yield _Station(say(language, "publishing.agency_codes"), without > 0, value)


def _station(words: str, records: Sequence[Record], value: str, language: Language) -> _Station:
    lacking = sum(len(record.lacking) for record in records)
    return _Station(
        words, lacking > 0, say(language, "publishing.lacking", count=lacking) if lacking else value
    )


def _missing(lacking: Sequence[Lack], language: Language) -> v.Table:
    """What nobody has filled in: a field that several variables lack stands there once, with their number."""
    many = Counter((lack.form, lack.key) for lack in lacking)
    labels = {(lack.form, lack.key): lack for lack in lacking}
    heads = (
        v.Head(say(language, "publishing.head_form"), width=76),
        v.Head(say(language, "publishing.head_field"), stretch=3),
        v.Head(say(language, "publishing.head_times"), width=64, right=True),
    )
    rows = tuple(
        v.Row(
            f"lack_{form}_{key}",
            (
                v.Cell(form or "–"),
                v.Cell(in_words(labels[form, key].label, language), wrap=True),
                v.Cell(str(count), right=True),
            ),
        )
        for (form, key), count in many.items()
    )
    title = say(language, "publishing.missing")
    return v.Table("missing", title, heads, rows, shown=7)


def findings(found: Findings, language: Language) -> v.Card:
    """What a form says that its fields do not take, place by place."""
    heads = (
        v.Head(say(language, "publishing.head_place"), stretch=2),
        v.Head(say(language, "publishing.head_problem"), stretch=3),
    )
    rows = tuple(
        v.Row(
            f"finding_{at}",
            (
                v.Cell(one.place or "–", mono=True, wrap=True),
                v.Cell(one.sentence.spoken(language), wrap=True),
            ),
        )
        for at, one in enumerate(found.findings)
    )
    title = say(language, "publishing.findings", file=found.file)
    words = v.Notice(Tone.DANGER, "circle-alert", say(language, "publishing.findings_words", count=len(rows)))
    return v.Card("findings_card", (words, v.Table("findings", title, heads, rows, shown=8)), title)


# --- what was written and what was checked ----------------------------------------------------------------


def published(made: Published, language: Language) -> v.Card:
    """The folders that were just written, with every file and the digest of each manifest."""
    heads = (
        v.Head(say(language, "publishing.head_file"), stretch=4),
        v.Head(say(language, "publishing.head_size"), width=84, right=True),
        v.Head(say(language, "publishing.head_for"), width=128),
    )
    rows = tuple(
        v.Row(
            f"file_{folder.edition}_{at}",
            (
                v.Cell(file.name, mono=True, wrap=True),
                v.Cell(size_in_words(file.size, language), right=True),
                v.Cell(tag=_audience(folder.edition, language)),
            ),
        )
        for folder in made.folders
        for at, file in enumerate(folder.files)
    )
    facts = tuple(
        fact
        for folder in made.folders
        for fact in (
            v.Fact(_edition(folder.edition, language), str(folder.path), mono=True),
            v.Fact(say(language, "publishing.manifest"), _in_eights(folder.manifest), mono=True),
        )
    )
    title = say(language, "publishing.published")
    reveal = v.Button(
        "reveal",
        say(language, "publishing.reveal"),
        w.Reveal(made.folders[0].path.parent),
        Kind.TEXT,
        "folder-open",
    )
    return v.Card(
        "published_card", (v.Facts(facts), v.Table("written", title, heads, rows, shown=7)), title, reveal
    )


def verified(name: str, found: Verified, language: Language) -> v.Card:
    """The verdict on a release in the folder called `name`, on the whole and file by file."""
    wrong = sum(verdict.fault is not None for verdict in found.files)
    signers = ", ".join(found.officers)
    if found.sound:
        words = say(language, "publishing.sound", folder=name, count=len(found.files), officers=signers)
        notice = v.Notice(Tone.OK, "shield-check", words)
    else:
        words = say(language, "publishing.unsound", folder=name, count=wrong)
        notice = v.Notice(Tone.DANGER, "shield-alert", words)
    manifest = found.manifest
    edition = _edition(Edition(manifest.edition), language)
    state = (
        say(language, "publishing.complete")
        if manifest.complete
        else say(language, "publishing.incomplete", count=manifest.lacking)
    )
    facts = (
        v.Fact(say(language, "publishing.fact_round"), manifest.round, mono=True),
        v.Fact(say(language, "publishing.fact_edition"), edition),
        v.Fact(say(language, "publishing.fact_run"), _in_eights(manifest.run), mono=True),
        v.Fact(say(language, "publishing.fact_metadata"), state),
    )
    heads = (
        v.Head(say(language, "publishing.head_file"), stretch=3),
        v.Head(say(language, "publishing.head_verdict"), stretch=4),
        v.Head("", width=96),
    )
    files = sorted(found.files, key=lambda one: (one.fault is None, one.name))
    rows = tuple(
        v.Row(
            f"verdict_{at}",
            (
                v.Cell(one.name, mono=True, wrap=True),
                v.Cell(one.sentence().spoken(language), wrap=True),
                v.Cell(
                    tag=v.Tag(say(language, "publishing.file_right"), "circle-check", Tone.OK)
                    if one.fault is None
                    else v.Tag(say(language, "publishing.file_wrong"), "circle-alert", Tone.DANGER)
                ),
            ),
        )
        for at, one in enumerate(files)
    )
    title = say(language, "publishing.verified", folder=name)
    table = v.Table("verdicts", title, heads, rows, shown=7)
    return v.Card("verified_card", (notice, v.Facts(facts), table), title)


# --- small words ------------------------------------------------------------------------------------------


def in_words(text: Text, language: Language) -> str:
    """A label, in Indonesian where nobody translated it."""
    return text.en if language is Language.EN and text.en else text.id


def size_in_words(size: int, language: Language) -> str:
    """`0,8 MB`, `46 KB`, in thousands as file managers count."""
    if size < BYTES:
        return f"{size} B"
    if size < KILO:
        return f"{(size + BYTES // 2) // BYTES} KB"
    tenths = (size + KILO // 20) // (KILO // 10)
    return f"{tenths // 10}{',' if language is Language.ID else '.'}{tenths % 10} MB"


def _edition(edition: Edition, language: Language) -> str:
    if edition is Edition.PUBLIC:
        return say(language, "publishing.edition_public")
    return say(language, "publishing.edition_internal")


def _in_eights(digest: str) -> str:
    """A digest in groups of eight digits: two people can compare it, and it finds room on a narrow page."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
