"""What reports say beside the reasons: charts, footnotes, sources, figures."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WORDS"]

WORDS: Mapping[str, Mapping[str, str]] = {
    "report.written": {"en": "a report of {title}", "id": "laporan tentang {title}"},
    "report.fields": {"en": "Agreed fields", "id": "Bidang yang disepakati"},
    "report.digest": {"en": "Digest of the rules", "id": "Sidik jari aturan (hash)"},
    "report.unknown": {"en": "looked for, could not be told: {fact}", "id": "dicari, tidak dapat dipastikan: {fact}"},
    "report.more.repair": {
        "en": "Further ways: {n} (the command ringrose repair tells them)",
        "id": "Cara lain: {n} (dijelaskan oleh perintah ringrose repair)",
    },
    "report.more.threats": {
        "en": "Further losses: {n} (the command ringrose threats tells them)",
        "id": "Bukti lain yang, jika hilang, mengubah penilaian: {n} (dijelaskan oleh perintah ringrose threats)",
    },
    # the cells of the chart of years
    "chart.recorded": {"en": "{what}, {when}: {number} recorded", "id": "{what}, {when}: {number} tercatat"},
    "chart.none": {"en": "{what}, {when}: known to be none", "id": "{what}, {when}: diketahui tidak ada"},
    "chart.unknown": {"en": "{what}, {when}: looked for, could not be told", "id": "{what}, {when}: dicari, tidak dapat dipastikan"},
    "chart.open": {"en": "{what}, {when}: nothing recorded", "id": "{what}, {when}: tidak ada catatan"},
    # the report as a web page
    "report.kicker": {"en": "Report on a city partnership", "id": "Laporan tentang kerja sama kota"},
    "report.word": {"en": "Report", "id": "Laporan"},
    "report.summary": {"en": "{met} of {all} elements are met", "id": "{met} dari {all} elemen terpenuhi"},
    "report.summary.one": {"en": "1 of {all} elements is met", "id": "1 dari {all} elemen terpenuhi"},
    "report.summary.rest": {"en": "{number} {status}", "id": "{number} {status}"},
    "report.summary.both": {"en": "{met}; {rest}", "id": "{met}; {rest}"},
    "report.glance": {"en": "The elements at a glance", "id": "Ringkasan elemen"},
    "report.contents": {"en": "Contents", "id": "Daftar isi"},
    "report.criteria": {"en": "Criteria", "id": "Kriteria"},
    "report.criterion": {"en": "Criterion", "id": "Kriteria"},
    "report.question": {"en": "Question", "id": "Pertanyaan"},
    "report.disputed": {"en": "disputed", "id": "dibantah"},
    "report.role": {"en": "Role", "id": "Peran"},
    "report.rests": {"en": "What this rests on", "id": "Dasar alasan ini"},
    "report.places": {"en": "Its {number} places in the sources", "id": "{number} tempatnya dalam sumber"},
    "report.missing": {"en": "What is missing", "id": "Yang belum ada"},
    "report.ways": {"en": "What would change this", "id": "Yang dapat mengubah penilaian ini"},
    "report.advice": {"en": "Advice", "id": "Saran"},
    "report.years": {"en": "The years", "id": "Tahun demi tahun"},
    "report.years.lead": {
        "en": "What is recorded of each year of the review. A year in which nobody looked is not the same as a year without anything.",
        "id": "Apa yang tercatat untuk setiap tahun tinjauan. Tahun yang tidak diteliti tidak sama dengan tahun tanpa kejadian.",
    },
    "report.years.none": {
        "en": "Nothing that is recorded tells when it took place.",
        "id": "Tidak ada catatan yang menyebutkan waktu kejadiannya.",
    },
    "report.years.table": {"en": "The years as a table", "id": "Tahun demi tahun sebagai tabel"},
    "report.years.partial": {"en": "* The review holds only a part of it.", "id": "* Hanya sebagian yang termasuk masa tinjauan."},
    "report.years.legend": {
        "en": "A number: so many are recorded. –: it is known that there were none. ?: could not be told. Empty: nothing is recorded.",
        "id": "Angka: jumlah yang tercatat. –: diketahui tidak ada. ?: tidak dapat dipastikan. Kosong: tidak ada catatan.",
    },
    "report.years.outside": {"en": "Recorded outside these years:", "id": "Tercatat di luar tahun-tahun ini:"},
    "report.type": {"en": "Kind of fact", "id": "Jenis fakta"},
    "report.before": {"en": "Before", "id": "Sebelumnya"},
    "report.after": {"en": "After", "id": "Sesudahnya"},
    "report.undated": {"en": "No date given", "id": "Tanpa tanggal"},
    "report.cell.recorded": {"en": "{number} recorded", "id": "{number} tercatat"},
    "report.cell.none": {"en": "known to be none", "id": "diketahui tidak ada"},
    "report.cell.unknown": {"en": "could not be told", "id": "tidak dapat dipastikan"},
    "report.cell.open": {"en": "nothing recorded", "id": "tidak ada catatan"},
    "report.conflicts.lead": {
        "en": "Sources say opposite things here. The fact still counts; who reads this should weigh both.",
        "id": "Sumber-sumber saling bertentangan di sini. Faktanya tetap dihitung; pembaca perlu menimbang keduanya.",
    },
    "report.holds": {"en": "Recorded as so", "id": "Dicatat terjadi"},
    "report.denied": {"en": "Denied", "id": "Dibantah"},
    "report.others": {"en": "Other facts", "id": "Fakta lain"},
    "report.others.lead": {
        "en": "Facts of the case that are not shown in full above.",
        "id": "Fakta kasus ini yang belum ditampilkan lengkap di atas.",
    },
    "report.sources.lead": {
        "en": "How much of the case rests on each source, and which statuses do.",
        "id": "Seberapa banyak isi kasus bertumpu pada setiap sumber, dan status mana yang bertumpu padanya.",
    },
    "report.sources.bars": {
        "en": "The longer the bar below a source, the more often the case cites it.",
        "id": "Semakin panjang batang di bawah suatu sumber, semakin sering kasus ini mengutipnya.",
    },
    "report.source": {"en": "Source", "id": "Sumber"},
    "report.facts": {"en": "Facts", "id": "Fakta"},
    "report.denials": {"en": "Denials", "id": "Bantahan"},
    "report.unknowns": {"en": "Unknown", "id": "Tidak dapat dipastikan"},
    "report.records": {"en": "Complete records", "id": "Catatan lengkap"},
    "report.decides": {"en": "Decides the status of", "id": "Menentukan status"},
    "report.notes": {"en": "Notes", "id": "Catatan kaki"},
    "report.back": {"en": "Back to where note {number} is used", "id": "Kembali ke tempat catatan {number} dipakai"},
    "report.back.nth": {
        "en": "Back to where note {number} is used, place {nth}",
        "id": "Kembali ke tempat catatan {number} dipakai, tempat {nth}",
    },
    "report.back.more": {"en": "and {number} more", "id": "dan {number} lagi"},
    "report.made": {"en": "Made by {made} by the rules {digest}", "id": "Dibuat oleh {made} menurut aturan {digest}"},
    "report.howto": {"en": "How to read this report", "id": "Cara membaca laporan ini"},
    "report.howto.met": {
        "en": "All that is essential is satisfied, and no safeguard is violated.",
        "id": "Semua yang pokok terpenuhi, dan tidak ada pengaman yang dilanggar.",
    },
    "report.howto.not_met": {
        "en": "Something essential, or a safeguard, is violated.",
        "id": "Ada hal pokok, atau pengaman, yang dilanggar.",
    },
    "report.howto.contested": {
        "en": "Findings speak for it and against it.",
        "id": "Ada temuan yang mendukung dan ada yang menentang.",
    },
    "report.howto.undetermined": {
        "en": "Too little is recorded to tell. That nothing was found does not mean that nothing happened.",
        "id": "Catatan belum cukup untuk menilai. Tidak ditemukan tidak berarti tidak terjadi.",
    },
}
