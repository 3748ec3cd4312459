"""What the pages of a pack say: rules in words, and the headings around them."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WORDS"]

WORDS: Mapping[str, Mapping[str, str]] = {
    # -- a rule as one sentence: its clauses
    "clause.each": {"en": "for each {fact},", "id": "untuk setiap {fact},"},
    "clause.each.and": {"en": "and for each {fact},", "id": "dan untuk setiap {fact},"},
    "clause.if": {"en": "if {condition},", "id": "jika {condition},"},
    "clause.and": {"en": "and {condition},", "id": "dan {condition},"},
    "clause.unless": {"en": "unless {exception},", "id": "kecuali jika {exception},"},
    "clause.or": {"en": "or {exception},", "id": "atau {exception},"},
    "clause.then": {"en": "then {conclusion}", "id": "maka {conclusion}"},
    "clause.satisfies": {"en": 'the criterion "{criterion}" is satisfied.', "id": 'kriteria "{criterion}" terpenuhi.'},
    "clause.violates": {"en": 'the criterion "{criterion}" is violated.', "id": 'kriteria "{criterion}" dilanggar.'},
    "clause.derives": {"en": "this follows: {fact}.", "id": "disimpulkan: {fact}."},
    # conditions
    "says.fact": {"en": "there is at least one {fact}", "id": "ada sekurang-kurangnya satu {fact}"},
    "says.no": {"en": "it is known that there is no {fact}", "id": "diketahui bahwa tidak ada {fact}"},
    "says.every.has": {
        "en": "for each {domain} there is at least one {fact}",
        "id": "untuk setiap {domain} ada sekurang-kurangnya satu {fact}",
    },
    "says.every.no": {
        "en": "for each {domain} it is known that there is no {fact}",
        "id": "untuk setiap {domain} diketahui bahwa tidak ada {fact}",
    },
    "says.every.some.has": {
        "en": "for each {domain}, of which there must be one, there is at least one {fact}",
        "id": "untuk setiap {domain}, yang harus ada sekurang-kurangnya satu, ada sekurang-kurangnya satu {fact}",
    },
    "says.every.some.no": {
        "en": "for each {domain}, of which there must be one, it is known that there is no {fact}",
        "id": "untuk setiap {domain}, yang harus ada sekurang-kurangnya satu, diketahui bahwa tidak ada {fact}",
    },
    "says.at_least": {"en": "there are at least {number} of these: {fact}", "id": "ada sekurang-kurangnya {number} dari ini: {fact}"},
    "says.at_most": {
        "en": "it is known that there are at most {number} of these: {fact}",
        "id": "diketahui bahwa ada paling banyak {number} dari ini: {fact}",
    },
    "says.at_least.distinct": {
        "en": "there are at least {number} different values of {attribute} among these: {fact}",
        "id": "ada sekurang-kurangnya {number} nilai {attribute} yang berbeda di antara ini: {fact}",
    },
    "says.at_most.distinct": {
        "en": "it is known that there are at most {number} different values of {attribute} among these: {fact}",
        "id": "diketahui bahwa ada paling banyak {number} nilai {attribute} yang berbeda di antara ini: {fact}",
    },
    "says.at_least.share": {
        "en": "the number of these is at least {number} of the number of all {domain}: {fact}",
        "id": "banyaknya ini sekurang-kurangnya {number} dari banyaknya semua {domain}: {fact}",
    },
    "says.at_most.share": {
        "en": "it is known that the number of these is at most {number} of the number of all {domain}: {fact}",
        "id": "diketahui bahwa banyaknya ini paling banyak {number} dari banyaknya semua {domain}: {fact}",
    },
    "says.at_least.distinct.share": {
        "en": "the number of different values of {attribute} among these is at least {number} of the number of all {domain}: {fact}",
        "id": "banyaknya nilai {attribute} yang berbeda di antara ini sekurang-kurangnya {number} dari banyaknya semua {domain}: {fact}",
    },
    "says.at_most.distinct.share": {
        "en": (
            "it is known that the number of different values of {attribute} among these is at most {number} of the number "
            "of all {domain}: {fact}"
        ),
        "id": (
            "diketahui bahwa banyaknya nilai {attribute} yang berbeda di antara ini paling banyak {number} dari banyaknya "
            "semua {domain}: {fact}"
        ),
    },
    "says.recorded": {"en": "at least one {fact} is recorded", "id": "tercatat sekurang-kurangnya satu {fact}"},
    "says.concluded": {"en": "other rules conclude {fact}", "id": "aturan lain menyimpulkan {fact}"},
    # facts and what is asked of their attributes
    "says.named": {"en": "{fact} {alias}", "id": "{fact} {alias}"},
    "says.with": {"en": "{fact} ({tests})", "id": "{fact} ({tests})"},
    "says.test": {"en": "{attribute}: {value}", "id": "{attribute}: {value}"},
    "says.that": {"en": "that {fact}", "id": "{fact} itu"},
    "says.of": {"en": "the {attribute} of {fact}", "id": "{attribute} dari {fact}"},
    "says.year.before": {"en": "the year before {year}", "id": "tahun sebelum {year}"},
    "says.year.after": {"en": "that comes right after {year}", "id": "yang tepat sesudah {year}"},
    "says.year.full": {"en": "that lies wholly within the review", "id": "yang seluruhnya berada dalam masa tinjauan"},
    "says.year.partial": {"en": "that lies only partly within the review", "id": "yang hanya sebagian berada dalam masa tinjauan"},
    "says.year.later": {"en": "that is not the first of the review", "id": "yang bukan tahun pertama masa tinjauan"},
    "says.year.from": {
        "en": "that comes {years} or more years after the first of the review",
        "id": "yang {years} tahun atau lebih sesudah tahun pertama masa tinjauan",
    },
    "says.year.first": {"en": "that is the first of the review", "id": "yang merupakan tahun pertama masa tinjauan"},
    "says.within": {
        "en": "one of the {years} years that end with {year}",
        "id": "salah satu dari {years} tahun yang berakhir dengan {year}",
    },
    "says.time.gt": {"en": "after {value}", "id": "sesudah {value}"},
    "says.time.gte": {"en": "from {value} on", "id": "sejak {value}"},
    "says.time.lt": {"en": "before {value}", "id": "sebelum {value}"},
    "says.time.lte": {"en": "up to {value}", "id": "sampai dengan {value}"},
    "says.type.partner": {"en": "partner", "id": "mitra"},
    "says.type.field": {"en": "agreed field", "id": "bidang yang disepakati"},
    "says.type.year": {"en": "year", "id": "tahun"},
    # -- the words of boxes in diagrams
    "box.each": {"en": "for each", "id": "untuk setiap"},
    "box.fact": {"en": "there is", "id": "ada"},
    "box.absent": {"en": "known that there is none", "id": "diketahui tidak ada"},
    "box.every": {"en": "for all of them", "id": "untuk semuanya"},
    "box.count": {"en": "counted", "id": "dihitung"},
    "box.unless": {"en": "unless", "id": "kecuali"},
    "box.rule": {"en": "rule", "id": "aturan"},
    "box.satisfies": {"en": "satisfied", "id": "terpenuhi"},
    "box.violates": {"en": "violated", "id": "dilanggar"},
    "box.criterion": {"en": "criterion, {role}", "id": "kriteria, {role}"},
    "box.derived": {"en": "follows", "id": "disimpulkan"},
    "box.element": {"en": "element", "id": "elemen"},
    "diagram.rule": {
        "en": "The rule {name}: what it asks for, and what follows",
        "id": "Aturan {name}: apa yang diminta, dan apa yang disimpulkan",
    },
    "diagram.element": {"en": "Which rules settle which criteria of {name}", "id": "Aturan mana yang menentukan kriteria mana dari {name}"},
    # -- kinds of pages, and where one is
    "page.pack": {"en": "Pack of rules", "id": "Paket aturan"},
    "page.element": {"en": "Element", "id": "Elemen"},
    "page.criterion": {"en": "Criterion", "id": "Kriteria"},
    "page.rule": {"en": "Rule", "id": "Aturan"},
    "page.vocabulary": {"en": "Vocabulary", "id": "Kosakata"},
    "page.references": {"en": "References", "id": "Rujukan"},
    "page.parameters": {"en": "Parameters", "id": "Parameter"},
    "page.before": {"en": "Back", "id": "Sebelumnya"},
    "page.after": {"en": "Next", "id": "Berikutnya"},
    "page.where": {"en": "Where you are", "id": "Posisi Anda"},
    "page.neighbours": {"en": "Neighbouring pages", "id": "Halaman di sebelahnya"},
    "page.skip": {"en": "To the text", "id": "Ke teks"},
    "page.made": {
        "en": "Written by {by} from the pack {pack} {version} ({digest}).",
        "id": "Ditulis oleh {by} dari paket {pack} {version} ({digest}).",
    },
    # -- headings
    "part.words": {"en": "In words", "id": "Dengan kata-kata"},
    "part.diagram": {"en": "As a diagram", "id": "Sebagai diagram"},
    "part.texts": {"en": "What reports say", "id": "Apa yang dikatakan laporan"},
    "part.rests": {"en": "What it rests on", "id": "Dasarnya"},
    "part.values": {"en": "Values that may change", "id": "Nilai yang dapat berubah"},
    "part.fires": {"en": "What makes it fire", "id": "Apa yang membuatnya berlaku"},
    "part.silent": {"en": "What does not", "id": "Apa yang tidak"},
    "part.linked": {"en": "What it reads and feeds", "id": "Apa yang dibaca dan dilayaninya"},
    "part.written": {"en": "As it is written", "id": "Sebagaimana ditulis"},
    "part.changes": {"en": "Changes", "id": "Perubahan"},
    "part.waived": {"en": "Accepted findings of the check", "id": "Temuan pemeriksaan yang diterima"},
    "part.role": {"en": "Its role", "id": "Perannya"},
    "part.settled": {"en": "What settles it", "id": "Apa yang menentukannya"},
    "part.tests": {"en": "Tests", "id": "Pengujian"},
    "part.criteria": {"en": "Criteria", "id": "Kriteria"},
    "part.rules": {"en": "Rules", "id": "Aturan"},
    "part.becomes": {"en": "How its status comes about", "id": "Bagaimana statusnya terbentuk"},
    "part.elements": {"en": "Elements", "id": "Elemen"},
    "part.more": {"en": "More pages", "id": "Halaman lain"},
    "part.differs": {"en": "What differs from {pack}", "id": "Apa yang berbeda dari {pack}"},
    # -- labels
    "label.element": {"en": "Element", "id": "Elemen"},
    "label.criterion": {"en": "Criterion", "id": "Kriteria"},
    "label.rule": {"en": "Rule", "id": "Aturan"},
    "label.role": {"en": "Role", "id": "Peran"},
    "label.question": {"en": "Question", "id": "Pertanyaan"},
    "label.standing": {"en": "Standing", "id": "Kedudukan"},
    "label.concludes": {"en": "Concludes", "id": "Menyimpulkan"},
    "label.finding": {"en": "Finding", "id": "Temuan"},
    "label.advice": {"en": "Advice", "id": "Saran"},
    "label.note": {"en": "Note", "id": "Catatan"},
    "label.version": {"en": "Version", "id": "Versi"},
    "label.digest": {"en": "Digest", "id": "Sidik jari (hash)"},
    "label.languages": {"en": "Languages", "id": "Bahasa"},
    "label.extends": {"en": "Stands on", "id": "Berdiri di atas"},
    "label.holds": {"en": "Holds", "id": "Berisi"},
    "label.attribute": {"en": "Attribute", "id": "Atribut"},
    "label.value": {"en": "Value", "id": "Nilai"},
    "label.values": {"en": "What may stand there", "id": "Apa yang boleh diisi"},
    "label.since": {"en": "From", "id": "Sejak"},
    "label.told": {"en": "Told as", "id": "Disebut"},
    "label.reference": {"en": "Reference", "id": "Rujukan"},
    "label.says": {"en": "What it says", "id": "Apa yang dikatakannya"},
    "label.what": {"en": "What", "id": "Apa"},
    "label.difference": {"en": "Difference", "id": "Perbedaan"},
    "label.day": {"en": "Day", "id": "Tanggal"},
    "label.change": {"en": "Change", "id": "Perubahan"},
    "label.code": {"en": "Code", "id": "Kode"},
    "label.reason": {"en": "Reason", "id": "Alasan"},
    # -- sentences
    "concludes.satisfies": {"en": "{criterion} is satisfied", "id": "{criterion} terpenuhi"},
    "concludes.violates": {"en": "{criterion} is violated", "id": "{criterion} dilanggar"},
    "concludes.derives": {"en": "{fact}, for other rules", "id": "{fact}, untuk aturan lain"},
    "role.essential.long": {
        "en": "Essential: the element is met only where this is satisfied, and not met where it is violated.",
        "id": "Pokok: elemen hanya terpenuhi jika kriteria ini terpenuhi, dan tidak terpenuhi jika kriteria ini dilanggar.",
    },
    "role.safeguard.long": {
        "en": "Safeguard: where this is violated the element is not met; it may stay unknown.",
        "id": "Pengaman: jika kriteria ini dilanggar, elemen tidak terpenuhi; kriteria ini boleh tetap belum diketahui.",
    },
    "role.informative.long": {
        "en": "For information: it is reported, and changes no status of the element.",
        "id": "Sebagai informasi: dilaporkan, dan tidak mengubah status elemen.",
    },
    "settled.satisfies": {"en": "These rules show that it is satisfied:", "id": "Aturan berikut menunjukkan bahwa kriteria ini terpenuhi:"},
    "settled.violates": {"en": "These rules show that it is violated:", "id": "Aturan berikut menunjukkan bahwa kriteria ini dilanggar:"},
    "settled.satisfies.none": {
        "en": "No rule shows that it is satisfied.",
        "id": "Tidak ada aturan yang menunjukkan bahwa kriteria ini terpenuhi.",
    },
    "settled.violates.none": {
        "en": "No rule shows that it is violated.",
        "id": "Tidak ada aturan yang menunjukkan bahwa kriteria ini dilanggar.",
    },
    "settled.between": {
        "en": "Where no rule of either kind applies it is unknown, and where rules of both kinds do it is contested.",
        "id": (
            "Jika tidak ada aturan dari kedua jenis itu yang berlaku, kriteria ini belum diketahui; jika keduanya berlaku, diperdebatkan."
        ),
    },
    "becomes.not_met": {
        "en": "{status}: where one of these is violated: {criteria}.",
        "id": "{status}: jika salah satu dari ini dilanggar: {criteria}.",
    },
    "becomes.contested": {
        "en": "{status}: else, where one of these is contested.",
        "id": "{status}: selain itu, jika salah satunya diperdebatkan.",
    },
    "becomes.undetermined": {
        "en": "{status}: else, where one of these is still unknown: {criteria}.",
        "id": "{status}: selain itu, jika salah satu dari ini belum diketahui: {criteria}.",
    },
    "becomes.met": {
        "en": "{status}: else; then all of these are satisfied: {criteria}.",
        "id": "{status}: selain itu; maka semua ini terpenuhi: {criteria}.",
    },
    "becomes.informative": {"en": "Only reported: {criteria}.", "id": "Hanya dilaporkan: {criteria}."},
    "linked.reads": {"en": "It reads {fact}, which follows by {rules}.", "id": "Membaca {fact}, yang disimpulkan oleh {rules}."},
    "linked.reads.none": {
        "en": "It reads {fact}, which no rule concludes.",
        "id": "Membaca {fact}, yang tidak disimpulkan oleh aturan mana pun.",
    },
    "linked.feeds": {"en": "What it concludes is read by {rules}.", "id": "Kesimpulannya dibaca oleh {rules}."},
    "linked.feeds.none": {"en": "No rule reads what it concludes.", "id": "Tidak ada aturan yang membaca kesimpulannya."},
    "linked.criterion": {"en": "It settles {criterion}, {role}, of {element}.", "id": "Menentukan {criterion}, {role}, dari {element}."},
    "linked.word": {"en": "{fact}: {means}", "id": "{fact}: {means}"},
    "reference.of.element": {
        "en": "The rule has no reference of its own; this is the element's.",
        "id": "Aturan ini tidak memiliki rujukan sendiri; ini rujukan elemennya.",
    },
    "reference.none": {"en": "No reference is given.", "id": "Tidak ada rujukan."},
    "reference.at": {"en": "{document} Place: {at}.", "id": "{document} Tempat: {at}."},
    "reference.used": {"en": "Named by {things}.", "id": "Disebut oleh {things}."},
    "reference.unused": {"en": "Nothing in the pack names it.", "id": "Tidak ada yang menyebutnya dalam paket ini."},
    "tests.none": {"en": "No test of the pack names this.", "id": "Tidak ada pengujian paket ini yang menyebutnya."},
    "tests.parent": {
        "en": "No test of the pack names this, but tests of {pack} do.",
        "id": "Tidak ada pengujian paket ini yang menyebutnya, tetapi pengujian {pack} menyebutnya.",
    },
    "waived.by": {"en": "{reason} (accepted in {pack})", "id": "{reason} (diterima dalam {pack})"},
    "tests.case": {"en": "Given: the case {case} (facts: {count}).", "id": "Diberikan: kasus {case} (fakta: {count})."},
    "tests.nothing": {"en": "Given: no facts.", "id": "Diberikan: tanpa fakta."},
    "tests.frame": {
        "en": (
            "What an example leaves out: the partners alpha and beta, the agreed fields health and education, and a review "
            "from 2018 to 2020."
        ),
        "id": (
            "Apa yang tidak disebut dalam contoh: mitra alpha dan beta, bidang health dan education yang disepakati, dan "
            "masa tinjauan 2018 sampai 2020."
        ),
    },
    "tests.then": {"en": "Then: {statuses}.", "id": "Maka: {statuses}."},
    "tests.status": {"en": "{name} {status}", "id": "{name} {status}"},
    "changes.none": {
        "en": "The changelog of the pack does not name it; it goes back to version {version}.",
        "id": "Catatan perubahan paket ini tidak menyebutnya; catatan itu dimulai dari versi {version}.",
    },
    "changes.no_log": {"en": "The pack has no changelog.", "id": "Paket ini tidak memiliki catatan perubahan."},
    "changes.kind": {"en": "{kind}: {text}", "id": "{kind}: {text}"},
    "values.parameter": {"en": "{parameter}: {means}", "id": "{parameter}: {means}"},
    "values.beginning": {"en": "from the beginning", "id": "sejak awal"},
    "values.latest": {
        "en": "The words above take the latest values.",
        "id": "Kata-kata di atas memakai nilai terbaru.",
    },
    "values.named": {"en": "Named by {things}.", "id": "Disebut oleh {things}."},
    "values.force": {
        "en": "The value that counts is the one in force on the last day of the review of a case.",
        "id": "Nilai yang berlaku adalah nilai pada hari terakhir masa tinjauan sebuah kasus.",
    },
    "pack.counts": {
        "en": "{elements} elements, {criteria} criteria, {rules} rules, {types} types of facts, {tests} tests",
        "id": "{elements} elemen, {criteria} kriteria, {rules} aturan, {types} jenis fakta, {tests} pengujian",
    },
    "pack.extends": {"en": "{pack} {version} ({digest})", "id": "{pack} {version} ({digest})"},
    "pack.vocabulary": {
        "en": "the words in which a case is told, and which rules read them",
        "id": "kata-kata yang dipakai sebuah kasus, dan aturan yang membacanya",
    },
    "pack.references": {"en": "what the rules rest on", "id": "dasar aturan"},
    "pack.parameters": {
        "en": "values that change with time, and who says so",
        "id": "nilai yang berubah menurut waktu, dan siapa yang menetapkannya",
    },
    "pack.page": {"en": "{page}: {about}", "id": "{page}: {about}"},
    "differs.added": {"en": "added", "id": "ditambahkan"},
    "differs.removed": {"en": "taken out", "id": "dihapus"},
    "differs.changed": {"en": "changed: {keys}", "id": "diubah: {keys}"},
    "differs.changed.texts": {"en": "changed, its words alone: {keys}", "id": "diubah, hanya kata-katanya: {keys}"},
    "differs.nothing": {"en": "Nothing.", "id": "Tidak ada."},
    "word.intro": {
        "en": "A case records facts of these types; rules conclude others from them, and some come with every case.",
        "id": (
            "Sebuah kasus mencatat fakta dari jenis-jenis ini; aturan menyimpulkan yang lain darinya, dan beberapa ada dalam setiap kasus."
        ),
    },
    "word.recorded": {"en": "A case records it.", "id": "Dicatat dalam kasus."},
    "word.derived": {
        "en": "Rules conclude it; a case never records it.",
        "id": "Disimpulkan oleh aturan; tidak pernah dicatat dalam kasus.",
    },
    "word.structural": {"en": "It comes with every case.", "id": "Ada dalam setiap kasus."},
    "word.partner": {"en": "A partner of the tie.", "id": "Sebuah mitra kerja sama."},
    "word.field": {"en": "A field of cooperation that the partners agreed on.", "id": "Bidang kerja sama yang disepakati para mitra."},
    "word.year": {
        "en": "A calendar year of the review; nth counts from 0, and full says that the year lies wholly within the review.",
        "id": (
            "Tahun kalender dalam masa tinjauan; nth dihitung dari 0, dan full menyatakan bahwa tahun itu seluruhnya "
            "berada dalam masa tinjauan."
        ),
    },
    "word.concluded": {"en": "Concluded by {rules}.", "id": "Disimpulkan oleh {rules}."},
    "word.read": {"en": "Read by {rules}.", "id": "Dibaca oleh {rules}."},
    "word.unread": {"en": "No rule reads it.", "id": "Tidak ada aturan yang membacanya."},
    "word.example": {"en": "For instance:", "id": "Misalnya:"},
    "word.required": {"en": "{name} (needed)", "id": "{name} (wajib)"},
    "word.no_attributes": {"en": "It has no attributes.", "id": "Tidak memiliki atribut."},
}
