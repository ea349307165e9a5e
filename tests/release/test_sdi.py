"""The metadata forms: every field there, known ones filled in, missing ones listed, wrong ones said."""

import pytest

from app.questionnaire.model import Text
from app.release.sdi.forms import FormField, Kind, activity_form, indicator_form, variable_form
from app.release.sdi.record import check, fill

_ACTIVITY = """
judul_kegiatan tahun kode_kegiatan jenis_statistik cara_pengumpulan_data sektor_kegiatan rekomendasi
identitas_rekomendasi instansi alamat telepon faksimile email eselon1 eselon2 pj_nama pj_jabatan
pj_alamat pj_telepon pj_faksimile pj_email latar_belakang tujuan jadwal_perencanaan_awal
jadwal_perencanaan_akhir jadwal_desain_awal jadwal_desain_akhir jadwal_pengumpulan_awal
jadwal_pengumpulan_akhir jadwal_pengolahan_awal jadwal_pengolahan_akhir jadwal_analisis_awal
jadwal_analisis_akhir jadwal_diseminasi_awal jadwal_diseminasi_akhir jadwal_evaluasi_awal
jadwal_evaluasi_akhir variabel_dikumpulkan berulang frekuensi tipe_pengumpulan cakupan_wilayah wilayah
metode sarana unit_pengumpulan rancangan_sampel pemilihan_sampel metode_sampel kerangka_sampel
fraksi_sampel sampling_error unit_sampel unit_observasi uji_coba pemeriksaan_kualitas
penyesuaian_nonrespon petugas pendidikan_terendah jumlah_supervisor jumlah_enumerator pelatihan
penyuntingan penyandian data_entry penyahihan metode_analisis unit_analisis tingkat_penyajian
produk_tercetak rilis_tercetak produk_digital rilis_digital produk_mikrodata rilis_mikrodata
"""

_INDICATOR = """
nama konsep definisi interpretasi metode_perhitungan rumus ukuran satuan variabel_disagregasi komposit
indikator_pembangun variabel_pembangun level_estimasi akses_umum id_sds
"""

_VARIABLE = """
nama alias konsep definisi referensi_pemilihan referensi_waktu ukuran satuan tipe_data value_domain
aturan_validasi kalimat_pertanyaan akses_umum id_sds ms_keg_id
"""

ACTIVITY, INDICATOR, VARIABLE = _ACTIVITY.split(), _INDICATOR.split(), _VARIABLE.split()


def test_the_forms_have_every_field_of_the_published_ones() -> None:
    assert [field.key for field in activity_form().fields] == ACTIVITY
    assert [field.key for field in indicator_form().fields] == INDICATOR
    assert [field.key for field in variable_form().fields] == VARIABLE
    roman = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
    assert tuple(block.name for block in activity_form().blocks) == ("pokok", *roman)


def test_what_depends_on_another_answer_is_only_then_missing() -> None:
    form = activity_form()
    once = fill(form, "", {}, {"berulang": 1})
    often = fill(form, "", {}, {"berulang": 2})
    assert "frekuensi" not in {lack.key for lack in once.lacking}
    assert "frekuensi" in {lack.key for lack in often.lacking}


def test_the_office_wins_over_the_program_and_an_empty_line_does_not() -> None:
    form = activity_form()
    known = {"judul_kegiatan": "Dari putaran", "instansi": "BPS"}
    record = fill(form, "", known, {"judul_kegiatan": "Dari kantor", "instansi": ""})
    assert (record.values["judul_kegiatan"], record.values["instansi"]) == ("Dari kantor", "BPS")
    assert record.written == {"judul_kegiatan"}


def test_every_field_stands_in_the_record_even_where_nothing_is_known() -> None:
    record = fill(activity_form(), "", {}, {})
    assert list(record.values) == ACTIVITY
    optional = {field.key for field in activity_form().fields if field.optional or field.when}
    assert {lack.key for lack in record.lacking} == set(ACTIVITY) - optional


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Kind.TEXT, "x", 1),
        (Kind.LONG, "x", ["x"]),
        (Kind.DATE, "2026-11-30", "2026-11-31"),
        (Kind.YES_NO, True, 1),
        (Kind.NUMBER, 3, True),
        (Kind.CHOICE, 2, 3),
        (Kind.SUM, 3, 4),
        (Kind.MANY, [1, 2], [3]),
        (Kind.MANY_TEXTS, ["x"], [1]),
    ],
)
def test_a_field_takes_its_kind_and_nothing_else(kind: Kind, good: object, bad: object) -> None:
    field = FormField(key="x", label=Text(id="X"), kind=kind, options={1: Text(id="Satu"), 2: Text(id="Dua")})
    form = activity_form().model_copy(
        update={"blocks": (activity_form().blocks[0].model_copy(update={"fields": (field,)}),)}
    )
    assert list(check(form, {"x": good}, "f")) == []  # type: ignore[dict-item]  # any value that YAML has
    assert [one.place for one in check(form, {"x": bad}, "f")] == ["f.x"]  # type: ignore[dict-item]
