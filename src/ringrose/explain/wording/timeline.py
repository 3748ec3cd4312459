"""What is said of a judgement from year to year."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WORDS"]

WORDS: Mapping[str, Mapping[str, str]] = {
    "timeline.title": {"en": "From year to year: {case}", "id": "Dari tahun ke tahun: {case}"},
    "timeline.part.grid": {"en": "At the end of each year", "id": "Pada akhir setiap tahun"},
    "timeline.part.undated": {
        "en": "Facts that count in every year, for nothing tells when they began: {count} of {all}",
        "id": "Fakta yang dihitung pada setiap tahun, karena tidak disebutkan kapan dimulai: {count} dari {all}",
    },
    "timeline.part.after": {
        "en": "Facts that began after the review and count in its last year: {count} of {all}",
        "id": "Fakta yang dimulai setelah masa tinjauan dan dihitung pada tahun terakhirnya: {count} dari {all}",
    },
    "timeline.shorter": {
        "en": "Each year is judged as if the review ended with it. So an earlier year is judged by fewer years than the whole case: what a "
        "rule asks of every year is asked of those years alone.",
        "id": "Setiap tahun dinilai seolah-olah masa tinjauan berakhir pada tahun itu. Jadi tahun yang lebih awal dinilai dari lebih "
        "sedikit tahun daripada seluruh kasus: yang diminta sebuah aturan dari setiap tahun hanya diminta dari tahun-tahun itu.",
    },
    "timeline.undated": {
        "en": "Nothing tells when {count} of {all} facts began, so these count in every year. They are listed at the end.",
        "id": "Tidak disebutkan kapan {count} dari {all} fakta dimulai, jadi fakta itu dihitung pada setiap tahun. Daftarnya ada di akhir.",
    },
    "timeline.year": {"en": "{year}", "id": "{year}"},
    "timeline.year.part": {"en": "{year} (up to {day})", "id": "{year} (sampai {day})"},
    "timeline.years": {"en": "{first} to {last}", "id": "{first} sampai {last}"},
    "timeline.same": {"en": "No judgement and no finding changed.", "id": "Tidak ada penilaian dan temuan yang berubah."},
    "timeline.begun": {"en": "What began: {names}", "id": "Yang dimulai: {names}"},
    "timeline.begun.first": {"en": "What had begun by then: {names}", "id": "Yang sudah dimulai saat itu: {names}"},
    "timeline.begun_after": {
        "en": "Counted here, though it began after the review: {names}",
        "id": "Dihitung di sini, walaupun dimulai setelah masa tinjauan: {names}",
    },
    # elements and criteria
    "timeline.first": {"en": "{name}: {after}", "id": "{name}: {after}"},
    "timeline.still": {"en": "{name}: still {after}", "id": "{name}: masih {after}"},
    "timeline.changed": {"en": "{name}: {after} (before: {before})", "id": "{name}: {after} (sebelumnya: {before})"},
    # findings that came and went
    "timeline.came": {"en": "New: {text}", "id": "Baru: {text}"},
    "timeline.went": {"en": "No longer: {text}", "id": "Tidak lagi: {text}"},
    "timeline.rests": {"en": "It rests on what began in this year: {names}", "id": "Ini bertumpu pada yang dimulai tahun ini: {names}"},
    "timeline.by_review": {
        "en": "Because the review now reaches into this year.",
        "id": "Karena masa tinjauan kini mencakup tahun ini.",
    },
    "timeline.by_record": {
        "en": "Because of a record that is complete from this year on.",
        "id": "Karena catatan yang lengkap sejak tahun ini.",
    },
    "timeline.kept_away": {"en": "Because of what began in this year: {names}", "id": "Karena yang dimulai tahun ini: {names}"},
    "timeline.kept_away.together": {
        "en": "Because of what began in this year, taken together.",
        "id": "Karena yang dimulai tahun ini, secara bersama-sama.",
    },
    "timeline.facts": {"en": "{type}: {names}", "id": "{type}: {names}"},
}
