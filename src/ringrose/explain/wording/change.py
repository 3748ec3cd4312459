"""What is said of changes, of repairs and threats, and of open questions."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WORDS"]

WORDS: Mapping[str, Mapping[str, str]] = {
    # changes
    "change.add": {"en": "record: {fact}", "id": "catat: {fact}"},
    "change.add.named": {"en": "record, as {id}: {fact}", "id": "catat, dengan id {id}: {fact}"},
    "change.deny": {"en": "record that there was no {fact}", "id": "catat bahwa tidak ada {fact}"},
    "change.close": {"en": "declare the record complete: {fact}", "id": "nyatakan catatan lengkap: {fact}"},
    "change.close_or_deny": {
        "en": "record that there was no {fact}; or declare that record complete",
        "id": "catat bahwa tidak ada {fact}; atau nyatakan catatan itu lengkap",
    },
    "change.reopen": {"en": "the record would not be complete: {fact}", "id": "catatan ternyata tidak lengkap: {fact}"},
    "change.withdraw": {"en": "this would not be so: {fact}", "id": "ini ternyata tidak demikian: {fact}"},
    "change.withdraw.denial": {"en": "this denial would not stand: {fact}", "id": "bantahan ini ternyata tidak berlaku: {fact}"},
    "change.withdraw.unknown": {"en": "this would be found out: {fact}", "id": "ini menjadi jelas: {fact}"},
    "change.against.fact": {"en": "against what is recorded: {fact}", "id": "bertentangan dengan catatan: {fact}"},
    "change.against.denial": {"en": "against this denial: {fact}", "id": "bertentangan dengan bantahan ini: {fact}"},
    "change.against.record": {
        "en": "against this record, which is declared complete: {fact}",
        "id": "bertentangan dengan catatan yang dinyatakan lengkap ini: {fact}",
    },
    # repair
    "repair.title": {"en": "What would make it {to}: {name}", "id": "Yang membuatnya {to}: {name}"},
    "repair.now": {"en": "Now", "id": "Sekarang"},
    "repair.evidence": {
        "en": "Evidence to obtain: what is known stays as it is",
        "id": "Bukti yang perlu dicari (fakta yang ada tidak berubah)",
    },
    "repair.world": {
        "en": "Facts that would have to be otherwise",
        "id": "Fakta yang harus berbeda",
    },
    "repair.set": {"en": "Way {n} ({size} changes)", "id": "Cara {n} ({size} perubahan)"},
    "repair.set.one": {"en": "Way {n} (1 change)", "id": "Cara {n} (1 perubahan)"},
    "repair.more": {"en": "{n} more ways: see --format json", "id": "{n} cara lain: lihat --format json"},
    "repair.none": {
        "en": "No set of up to {n} changes makes it so.",
        "id": "Tidak ada cara dengan paling banyak {n} perubahan yang cukup.",
    },
    "repair.already": {"en": "It is {to} already.", "id": "Elemen ini sudah {to}."},
    "repair.complete": {
        "en": "Every way with up to {n} changes was found; in each way, every change is needed.",
        "id": "Semua cara dengan paling banyak {n} perubahan sudah ditemukan; dalam setiap cara, semua perubahannya diperlukan.",
    },
    "repair.incomplete": {
        "en": "Every way with up to {n} changes was found. Larger ones (up to {asked}) were not all tried: there are too many.",
        "id": "Semua cara dengan paling banyak {n} perubahan sudah ditemukan. Yang lebih besar (sampai {asked}) belum semuanya dicoba: "
        "terlalu banyak.",
    },
    "repair.incomplete.all": {
        "en": "Not all ways were tried: there are too many.",
        "id": "Tidak semua cara dicoba: terlalu banyak.",
    },
    "repair.advice": {
        "en": "Past years cannot be changed. For the next review period",
        "id": "Tahun yang lalu tidak dapat diubah. Untuk masa tinjauan berikutnya",
    },
    "repair.scope": {"en": "How far this goes", "id": "Jangkauan jawaban ini"},
    # threats
    "threats.title": {"en": "What would turn it: {name}", "id": "Yang dapat mengubah penilaian: {name}"},
    "threats.losses": {"en": "Losses that would turn it", "id": "Bukti yang, jika hilang, mengubah penilaian"},
    "threats.set": {"en": "It would be {to} without", "id": "Tanpa bukti berikut, statusnya menjadi {to}"},
    "threats.not_met": {
        "en": "It is not met, so there is nothing to lose.",
        "id": "Elemen ini tidak terpenuhi, sehingga tidak ada yang dapat hilang.",
    },
    "threats.none": {
        "en": "No loss of up to {n} facts and records turns it.",
        "id": "Penilaian tidak berubah walaupun paling banyak {n} fakta dan catatan hilang.",
    },
    "threats.complete": {
        "en": "Every loss of up to {n} facts and records that would turn it was found; in each loss, every part is needed.",
        "id": "Semua gabungan dari paling banyak {n} fakta dan catatan yang, jika hilang, mengubah penilaian sudah ditemukan; dalam setiap "
        "gabungan, semuanya harus hilang.",
    },
    "threats.incomplete": {
        "en": "Every loss of up to {n} facts and records that would turn it was found. Larger ones (up to {asked}) were not all tried: "
        "there are too many.",
        "id": "Semua gabungan dari paling banyak {n} fakta dan catatan yang, jika hilang, mengubah penilaian sudah ditemukan. Yang lebih "
        "besar (sampai {asked}) belum semuanya dicoba: terlalu banyak.",
    },
    "threats.withdraw": {"en": "{fact}", "id": "{fact}"},
    "threats.reopen": {"en": "the declaration that the record is complete: {fact}", "id": "pernyataan bahwa catatan lengkap: {fact}"},
    # open questions
    "ask.title": {"en": "Open questions: {name}", "id": "Pertanyaan terbuka: {name}"},
    "ask.question": {"en": "Was there: {fact}?", "id": "Apakah ada: {fact}?"},
    "ask.another": {"en": "Was there one more: {fact}?", "id": "Apakah ada satu lagi: {fact}?"},
    "ask.any": {"en": "any", "id": "apa pun"},
    "ask.looked_for": {"en": "Looked for, and could not be told", "id": "Sudah dicari, tetapi tidak dapat dipastikan"},
    "ask.not_looked_for": {
        "en": "Never looked for: nothing of this kind is recorded",
        "id": "Belum pernah dicari: tidak ada catatan jenis ini",
    },
    "ask.record_not_complete": {
        "en": "Nothing found so far, and the record is not declared complete",
        "id": "Belum ditemukan, dan catatan tidak dinyatakan lengkap",
    },
    "ask.waits": {"en": "{element}, {criterion} waits for it", "id": "{element}, {criterion} menunggu jawabannya"},
    "ask.yes": {"en": "If yes: {changes}", "id": "Jika ya: {changes}"},
    "ask.no": {"en": "If no: {changes}", "id": "Jika tidak: {changes}"},
    "ask.becomes": {"en": "{element} becomes {status}", "id": "{element} menjadi {status}"},
    "ask.nothing": {"en": "nothing changes yet", "id": "belum ada yang berubah"},
    "ask.unsayable": {
        "en": "it must be told with {attributes} first",
        "id": "harus disebutkan dengan {attributes} terlebih dahulu",
    },
    "ask.others": {
        "en": "Further questions, which settle nothing alone: {count} (see ringrose ask)",
        "id": "Pertanyaan lain, yang sendirian tidak menentukan apa pun: {count} (lihat ringrose ask)",
    },
    "ask.none": {
        "en": "Nothing is open: no element is undetermined, and no fact is recorded as unknown.",
        "id": "Tidak ada yang terbuka: semua elemen sudah ditentukan, dan tidak ada fakta yang dicatat belum diketahui.",
    },
}
