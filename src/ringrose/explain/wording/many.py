"""What comparisons of many cases say."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WORDS"]

WORDS: Mapping[str, Mapping[str, str]] = {
    "many.written": {"en": "a comparison of {n} cases", "id": "perbandingan {n} kasus"},
    "many.written.one": {"en": "a comparison of {n} case", "id": "perbandingan {n} kasus"},
    "many.title": {"en": "{count} cases side by side", "id": "{count} kasus berdampingan"},
    "many.title.one": {"en": "One case in a comparison", "id": "Satu kasus dalam perbandingan"},
    "many.rules": {"en": "Judged by the rules {pack} {version}", "id": "Dinilai dengan aturan {pack} {version}"},
    "many.digest": {"en": "Digest of the rules: {digest}", "id": "Sidik jari aturan (hash): {digest}"},
    "many.made": {"en": "Made by {made}.", "id": "Dibuat oleh {made}."},
    "many.same_id": {
        "en": "Several cases have the id {id}; the later ones have a number behind it here.",
        "id": "Beberapa kasus memakai id {id}; yang belakangan diberi nomor di belakangnya di sini.",
    },
    # the parts
    "many.part.summary": {"en": "In short", "id": "Ringkasan"},
    "many.part.matrix": {"en": "All cases", "id": "Semua kasus"},
    "many.part.failures": {"en": "How often each criterion fails", "id": "Seberapa sering setiap kriteria gagal"},
    "many.part.agreement": {
        "en": "Agreement with published judgements",
        "id": "Kesesuaian dengan penilaian dalam sumber",
    },
    "many.part.years": {"en": "The years of each case", "id": "Tahun-tahun setiap kasus"},
    "many.part.cases": {"en": "Case by case", "id": "Kasus demi kasus"},
    "many.contents": {"en": "On this page", "id": "Di halaman ini"},
    # the summary
    "many.summary.element": {"en": "Element", "id": "Elemen"},
    "many.summary.lead": {
        "en": "In how many of the {count} cases each element has which status.",
        "id": "Untuk setiap elemen: jumlah kasus menurut statusnya, dari {count} kasus.",
    },
    "many.summary.fails": {
        "en": "Violated most often, in {number} of {count} cases: {criteria}.",
        "id": "Paling sering dilanggar, pada {number} dari {count} kasus: {criteria}.",
    },
    "many.summary.unknown": {
        "en": "Unknown most often, in {number} of {count} cases: {criteria}.",
        "id": "Paling sering belum diketahui, pada {number} dari {count} kasus: {criteria}.",
    },
    "many.summary.criterion": {"en": "{criterion} ({element})", "id": "{criterion} ({element})"},
    "many.summary.others": {"en": "{count} others", "id": "{count} lainnya"},
    "many.summary.agrees": {
        "en": "Of {compared} published judgements, {agreed} ({percent}) agree with the judgement here.",
        "id": "Dari {compared} penilaian dalam sumber, {agreed} ({percent}) sesuai dengan penilaian di sini.",
    },
    "many.legend.met": {"en": "met, or satisfied", "id": "terpenuhi"},
    "many.legend.contested": {"en": "contested", "id": "diperdebatkan"},
    "many.legend.undetermined": {"en": "undetermined, or unknown", "id": "belum dapat ditentukan, atau belum diketahui"},
    "many.legend.not_met": {"en": "not met, or violated", "id": "tidak terpenuhi, atau dilanggar"},
    # the matrix
    "many.case": {"en": "Case", "id": "Kasus"},
    "many.matrix.lead": {
        "en": "Each status leads to its reasons.",
        "id": "Klik status untuk melihat alasannya.",
    },
    "many.matrix.show": {"en": "Show also the criteria of", "id": "Tampilkan juga kriteria dari"},
    "many.matrix.sort": {
        "en": "The head of a column sorts by it. The order is: met or satisfied, contested, undetermined or unknown, not met or "
        "violated. Cases "
        "that are alike keep the order in which they stand, so that one can sort by one column and then by another.",
        "id": "Klik kepala kolom untuk mengurutkan menurut kolom itu. Urutannya: terpenuhi, diperdebatkan, belum dapat ditentukan atau "
        "belum diketahui, tidak terpenuhi atau dilanggar. Kasus yang sama statusnya tetap pada urutan semula, sehingga tabel dapat "
        "diurutkan menurut satu kolom lalu menurut kolom lain.",
    },
    "many.matrix.sorted.up": {
        "en": "Sorted by {column}: what is met comes first.",
        "id": "Diurutkan menurut {column}: yang terpenuhi lebih dulu.",
    },
    "many.matrix.sorted.down": {
        "en": "Sorted by {column}: what is not met comes first.",
        "id": "Diurutkan menurut {column}: yang tidak terpenuhi lebih dulu.",
    },
    "many.matrix.named.up": {"en": "Sorted by {column}, from A to Z.", "id": "Diurutkan menurut {column}, dari A sampai Z."},
    "many.matrix.named.down": {"en": "Sorted by {column}, from Z to A.", "id": "Diurutkan menurut {column}, dari Z sampai A."},
    # how often criteria fail
    "many.failures.lead": {
        "en": "In how many of the {count} cases each criterion is satisfied, contested, unknown or violated. An essential "
        "criterion must be "
        "satisfied; a safeguard sinks the element when it is violated, and may stay unknown.",
        "id": "Untuk setiap kriteria: jumlah kasus menurut statusnya (terpenuhi, diperdebatkan, belum diketahui, atau dilanggar), dari "
        "{count} kasus. Kriteria pokok harus terpenuhi; pengaman menggagalkan elemen jika dilanggar, dan boleh belum diketahui.",
    },
    "many.failures.criterion": {"en": "Criterion", "id": "Kriteria"},
    "many.failures.role": {"en": "Role", "id": "Peran"},
    "many.failures.roles": {"en": "All criteria of a role", "id": "Semua kriteria menurut peran"},
    "many.count": {"en": "{count} ({percent})", "id": "{count} ({percent})"},
    # agreement
    "many.agreement.none": {
        "en": "The cases state no published judgement that could be compared.",
        "id": "Kasus-kasus ini tidak memuat penilaian dalam sumber yang dapat dibandingkan.",
    },
    "many.agreement.lead": {
        "en": "Sources often judge the partnership themselves. Here each such judgement stands beside the one that the rules "
        "make of the facts.",
        "id": "Sumber sering menilai sendiri kerja sama itu. Di sini setiap penilaian dalam sumber disandingkan dengan penilaian menurut "
        "aturan berdasarkan fakta.",
    },
    "many.agreement.how": {
        "en": "Kappa tells how much more often two judges agree than they would by chance: 1 is full agreement, 0 is no more "
        "than chance, below "
        '0 is less than chance. It weighs every difference alike, also that between "not met" and "undetermined". Few pairs say '
        "little: with "
        "fewer than some thirty, one pair more can turn it.",
        "id": "Kappa menunjukkan seberapa jauh kesesuaian dua penilai melebihi kesesuaian yang terjadi secara kebetulan: 1 berarti "
        "sesuai sepenuhnya, 0 berarti tidak lebih dari kebetulan, dan di bawah 0 berarti kurang dari kebetulan. Setiap perbedaan "
        'dihitung sama, juga perbedaan antara "tidak terpenuhi" dan "belum dapat ditentukan". Jika pasangannya sedikit, kappa kurang '
        "dapat diandalkan: dengan kurang dari sekitar tiga puluh pasangan, satu pasangan lagi saja dapat mengubahnya.",
    },
    "many.agreement.of": {"en": "Element", "id": "Elemen"},
    "many.agreement.all": {"en": "All elements", "id": "Semua elemen"},
    "many.agreement.compared": {"en": "Compared", "id": "Dibandingkan"},
    "many.agreement.agreed": {"en": "Agree", "id": "Sesuai"},
    "many.agreement.kappa": {"en": "Cohen's kappa", "id": "Kappa Cohen"},
    "many.agreement.table": {
        "en": "Published (rows) and judged here (columns)",
        "id": "Menurut sumber (baris) dan dinilai di sini (kolom)",
    },
    "many.agreement.published": {"en": "Published", "id": "Menurut sumber"},
    "many.agreement.judged": {"en": "Judged here", "id": "Dinilai di sini"},
    "many.agreement.differ": {"en": "Where they differ", "id": "Yang berbeda"},
    "many.agreement.all_agree": {"en": "All of them agree.", "id": "Semuanya sesuai."},
    "many.agreement.pair": {
        "en": "{case}, {element}: published {published}, judged {judged} here.",
        "id": "{case}, {element}: menurut sumber {published}, di sini {judged}.",
    },
    "many.agreement.told": {
        "en": "{element}: {agreed} of {compared} agree ({percent}); Cohen's kappa: {kappa}",
        "id": "{element}: {agreed} dari {compared} sesuai ({percent}); kappa Cohen: {kappa}",
    },
    "many.agreement.not_counted": {"en": "Not counted", "id": "Tidak dihitung"},
    "many.agreement.words": {
        "en": '{case}, {element}: "{published}". This is none of the four statuses.',
        "id": '{case}, {element}: "{published}". Ini bukan salah satu dari keempat status.',
    },
    "many.agreement.element": {
        "en": "{case}, {element}: {published}. These rules do not judge this element.",
        "id": "{case}, {element}: {published}. Aturan ini tidak menilai elemen tersebut.",
    },
    "many.kappa.few": {
        "en": "not told, since there are fewer than two pairs",
        "id": "tidak dihitung, karena kurang dari dua pasangan",
    },
    "many.kappa.one_status": {
        "en": "not told, since all judgements on both sides are the same",
        "id": "tidak dihitung, karena semua penilaian di kedua pihak sama",
    },
    "many.kappa.not_installed": {
        "en": 'not told, since scikit-learn is not installed: pip install "ringrose[agreement]"',
        "id": 'tidak dihitung, karena scikit-learn belum dipasang: pip install "ringrose[agreement]"',
    },
    # the years
    "many.years.lead": {
        "en": "What is recorded in each year of the review, of which kind: a full bar where something is recorded, an empty one "
        "that is struck "
        "out where it is known that there was nothing, a dotted one where it was looked for and could not be told. Where there is a thin "
        "line alone, nothing is recorded, and nobody says that there was nothing.",
        "id": "Apa yang tercatat pada setiap tahun tinjauan, menurut jenisnya: batang penuh jika ada yang tercatat, batang "
        "kosong yang dicoret "
        "jika diketahui tidak ada apa-apa, batang putus-putus jika sudah dicari tetapi tidak dapat dipastikan. Jika hanya ada garis "
        "tipis, tidak ada yang tercatat, dan tidak ada yang mengatakan bahwa tidak ada apa-apa.",
    },
    "many.years.chart": {"en": "The years of {case}", "id": "Tahun-tahun {case}"},
    # one case
    "many.case.partners": {"en": "Partners", "id": "Mitra"},
    "many.case.review": {"en": "Review", "id": "Masa tinjauan"},
    "many.case.as_of": {"en": "Judged as of", "id": "Dinilai per tanggal"},
    "many.case.facts": {"en": "Facts", "id": "Fakta"},
    "many.case.conflicts": {"en": "Conflicts", "id": "Pertentangan"},
    "many.case.id": {"en": "Id", "id": "Id"},
    "many.case.back": {"en": "Back to the table", "id": "Kembali ke tabel"},
    "many.published": {"en": "Published: {status}", "id": "Menurut sumber: {status}"},
    "many.places.more": {"en": "{places}; and {count} more places", "id": "{places}; dan {count} tempat lain"},
    "many.no_reason": {"en": "No fact that is recorded bears on this.", "id": "Tidak ada fakta tercatat yang menyangkut ini."},
    # what is odd, and what is left out
    "many.summary.as_of": {
        "en": "Judged as of {days}: what began later is left out.",
        "id": "Dinilai per {days}: yang dimulai sesudahnya tidak diikutkan.",
    },
    "many.summary.conflicts": {
        "en": "Conflicts, where something is recorded as so and also denied: {cases}.",
        "id": "Pertentangan, yaitu sesuatu yang dicatat terjadi dan juga dibantah: {cases}.",
    },
    "many.summary.conflicts.case": {"en": "{count} in {case}", "id": "{count} pada {case}"},
    "many.same_case": {
        "en": "The case {id} was given {times} times and says the same each time. Name it once, or everything here counts it "
        "{times} times.",
        "id": "Kasus {id} diberikan {times} kali dengan isi yang sama. Sebutkan sekali saja; jika tidak, semua hitungan di sini "
        "menghitungnya {times} kali.",
    },
    "many.agreement.left_out": {
        "en": "Published judgements that are not counted",
        "id": "Penilaian dalam sumber yang tidak dihitung",
    },
    "many.agreement.one": {"en": "{element} ({published})", "id": "{element} ({published})"},
    "many.agreement.elements": {
        "en": "{case}: {elements}. These rules do not judge these elements.",
        "id": "{case}: {elements}. Aturan ini tidak menilai elemen-elemen tersebut.",
    },
}
