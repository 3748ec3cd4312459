"""What is said of an answer that was verified, and of one that does not follow."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WORDS"]

WORDS: Mapping[str, Mapping[str, str]] = {
    # what came of it
    "verify.follows": {
        "en": "The assessment follows: case {case}, rules {pack} {version}, {count} findings replayed without an engine.",
        "id": "Penilaian ini terbukti benar: kasus {case}, aturan {pack} {version}, {count} temuan diulang tanpa mesin.",
    },
    "verify.follows.one": {
        "en": "The assessment follows: case {case}, rules {pack} {version}, 1 finding replayed without an engine.",
        "id": "Penilaian ini terbukti benar: kasus {case}, aturan {pack} {version}, 1 temuan diulang tanpa mesin.",
    },
    "verify.refused": {"en": "The assessment does not follow", "id": "Penilaian ini tidak terbukti benar"},
    "verify.head.case": {"en": "Case", "id": "Kasus"},
    "verify.head.rules": {"en": "{pack} {version}", "id": "{pack} {version}"},
    "verify.part.reasons": {"en": "Why", "id": "Alasan"},
    "verify.part.notes": {"en": "Remarks", "id": "Catatan"},
    "verify.note.no_receipt": {
        "en": "It has no receipt: which case and which language it was made with is not told, so only what it says was replayed.",
        "id": "Penilaian ini tidak punya tanda terima: kasus dan bahasa asalnya tidak disebutkan, jadi hanya isinya yang diulang.",
    },
    "verify.note.no_questions": {
        "en": "Open questions were not looked for when it was made.",
        "id": "Pertanyaan terbuka tidak dicari ketika penilaian ini dibuat.",
    },
    "verify.note.version": {
        "en": "It was made by ringrose {told}, and verified by ringrose {here}. That alone is no reason against it.",
        "id": "Penilaian ini dibuat oleh ringrose {told}, dan diperiksa oleh ringrose {here}. Itu saja bukan alasan untuk menolaknya.",
    },
    # where in the answer
    "verify.at": {"en": "{place}: {what}", "id": "{place}: {what}"},
    "verify.place.element": {"en": "Element {element}", "id": "Elemen {element}"},
    "verify.place.criterion": {"en": "Element {element}, criterion {criterion}", "id": "Elemen {element}, kriteria {criterion}"},
    "verify.place.rule": {
        "en": "Element {element}, criterion {criterion}, rule {rule}",
        "id": "Elemen {element}, kriteria {criterion}, aturan {rule}",
    },
    "verify.place.finding": {
        "en": "Element {element}, criterion {criterion}, rule {rule} ({bindings})",
        "id": "Elemen {element}, kriteria {criterion}, aturan {rule} ({bindings})",
    },
    # the answer as a whole
    "verify.format": {
        "en": "The format is told as {told}, and it must be {follows}.",
        "id": "Formatnya disebut {told}, padahal seharusnya {follows}.",
    },
    "verify.engine": {"en": "The name of the engine is not a text: {told}.", "id": "Nama mesinnya bukan teks: {told}."},
    "verify.case.id": {
        "en": "It is an assessment of the case {told}, and the case that was given is {follows}.",
        "id": "Ini penilaian atas kasus {told}, sedangkan kasus yang diberikan adalah {follows}.",
    },
    "verify.case.content": {
        "en": "Another case was judged: the receipt tells the digest {told}, and the case that was given has {follows}. "
        "Something in the case was changed, added or taken away.",
        "id": "Kasus lain yang dinilai: tanda terima menyebut sidik jari {told}, sedangkan sidik jari kasus yang diberikan {follows}. "
        "Ada isi kasus yang diubah, ditambah, atau dihapus.",
    },
    "verify.pack.id": {
        "en": "It was judged by the rules {told}, and the rules that were given are {follows}.",
        "id": "Penilaian memakai aturan {told}, sedangkan aturan yang diberikan adalah {follows}.",
    },
    "verify.pack.version": {
        "en": "It was judged by version {told} of the rules, and version {follows} was given.",
        "id": "Penilaian memakai aturan versi {told}, sedangkan yang diberikan versi {follows}.",
    },
    "verify.pack.digest": {
        "en": "Other rules judged: the assessment tells the digest {told}, and the rules that were given have {follows}.",
        "id": "Aturan lain yang dipakai: penilaian menyebut sidik jari {told}, sedangkan sidik jari aturan yang diberikan {follows}.",
    },
    "verify.receipt.pack": {
        "en": "The receipt is for other rules: it tells the digest {told}, and the rules that were given have {follows}.",
        "id": "Tanda terima ini untuk aturan lain: sidik jarinya {told}, sedangkan sidik jari aturan yang diberikan {follows}.",
    },
    "verify.receipt.version": {
        "en": "The receipt does not tell a version of ringrose, but {told}.",
        "id": "Tanda terima tidak menyebut versi ringrose, melainkan {told}.",
    },
    "verify.receipt.lang": {
        "en": "The receipt tells the language {told}, and the rules have no texts in it.",
        "id": "Tanda terima menyebut bahasa {told}, padahal aturan tidak punya teks dalam bahasa itu.",
    },
    "verify.receipt.answer": {
        "en": "The assessment was changed after its receipt was made, or the receipt was: the receipt tells the digest {told}, "
        "and the assessment has {follows}.",
        "id": "Penilaian diubah setelah tanda terimanya dibuat, atau tanda terimanya yang diubah: tanda terima menyebut sidik jari {told}, "
        "sedangkan sidik jari penilaian {follows}.",
    },
    "verify.as_of.day": {
        "en": "The case cannot be judged as of {told}: {why}.",
        "id": "Kasus tidak dapat dinilai per {told}: {why}.",
    },
    "verify.as_of": {
        "en": "What was left out as of that day is told as {told}, and {follows} follows.",
        "id": "Yang ditinggalkan per hari itu disebut {told}, padahal seharusnya {follows}.",
    },
    "verify.summary": {
        "en": "The summary counts {told} elements as {status}, and there are {follows}.",
        "id": "Ringkasan menghitung {told} elemen berstatus {status}, padahal ada {follows}.",
    },
    # the shape of the answer
    "verify.shape.mapping": {"en": "In {where} keys and values are needed.", "id": "Di {where} diperlukan kunci dan nilai."},
    "verify.shape.list": {"en": "In {where} a list is needed.", "id": "Di {where} diperlukan sebuah daftar."},
    "verify.key.missing": {"en": "The key {key} is missing in {where}.", "id": "Kunci {key} tidak ada di {where}."},
    "verify.key.added": {
        "en": "The key {key} in {where} is not part of an assessment.",
        "id": "Kunci {key} di {where} bukan bagian penilaian.",
    },
    "verify.key.order": {
        "en": "The keys in {where} stand in another order than that of the format.",
        "id": "Urutan kunci di {where} bukan urutan menurut formatnya.",
    },
    # elements and criteria
    "verify.element.missing": {"en": "its judgement is missing.", "id": "penilaiannya tidak ada."},
    "verify.element.added": {"en": "the rules know no such element.", "id": "elemen ini tidak dikenal oleh aturan."},
    "verify.element.twice": {"en": "it is judged twice.", "id": "elemen ini dinilai dua kali."},
    "verify.element.order": {
        "en": "The elements do not stand in the order of the rules.",
        "id": "Urutan elemen bukan urutan menurut aturan.",
    },
    "verify.element.status": {
        "en": "the status is told as {told}, and what was found gives {follows}.",
        "id": "statusnya disebut {told}, padahal temuannya menghasilkan {follows}.",
    },
    "verify.element.standing": {
        "en": "the standing is told as {told}, and in the rules it is {follows}.",
        "id": "kedudukannya disebut {told}, padahal menurut aturan {follows}.",
    },
    "verify.criterion.missing": {"en": "it is missing.", "id": "kriteria ini tidak ada."},
    "verify.criterion.added": {"en": "the element has no such criterion.", "id": "elemen itu tidak punya kriteria ini."},
    "verify.criterion.twice": {"en": "it stands there twice.", "id": "kriteria ini tercantum dua kali."},
    "verify.criterion.order": {
        "en": "the criteria do not stand in the order of the rules.",
        "id": "urutan kriterianya bukan urutan menurut aturan.",
    },
    "verify.criterion.role": {
        "en": "the role is told as {told}, and in the rules it is {follows}.",
        "id": "perannya disebut {told}, padahal menurut aturan {follows}.",
    },
    "verify.criterion.status": {
        "en": "the status is told as {told}, and its findings give {follows}.",
        "id": "statusnya disebut {told}, padahal temuannya menghasilkan {follows}.",
    },
    # findings
    "verify.finding.missing": {"en": "this finding follows and is missing.", "id": "temuan ini berlaku, tetapi tidak tercantum."},
    "verify.finding.twice": {"en": "this finding stands there twice.", "id": "temuan ini tercantum dua kali."},
    "verify.finding.order": {"en": "the findings do not stand in their order.", "id": "urutan temuannya tidak benar."},
    "verify.finding.unnamed": {
        "en": "a finding without a rule or without bindings stands there.",
        "id": "ada temuan tanpa aturan atau tanpa ikatan.",
    },
    "verify.finding.no_rule": {"en": "the rules have no such rule.", "id": "aturan dengan nama itu tidak ada."},
    "verify.finding.elsewhere": {"en": "this rule concludes about {about}.", "id": "aturan ini menyimpulkan tentang {about}."},
    "verify.finding.aliases": {
        "en": "the rule binds {follows}, and the finding tells {told}.",
        "id": "aturan ini mengikat {follows}, sedangkan temuan menyebut {told}.",
    },
    "verify.finding.no_fact": {
        "en": "it rests on {fact}, and nothing of that name holds in the case.",
        "id": "temuan ini bertumpu pada {fact}, padahal tidak ada yang bernama demikian dan berlaku dalam kasus.",
    },
    "verify.finding.condition": {
        "en": "this finding does not follow: condition {number} of the rule does not hold.",
        "id": "temuan ini tidak berlaku: syarat ke-{number} dari aturan tidak terpenuhi.",
    },
    "verify.finding.exception": {
        "en": "this finding does not follow: an exception of the rule is in force ({fact}).",
        "id": "temuan ini tidak berlaku: ada pengecualian aturan yang berlaku ({fact}).",
    },
    "verify.finding.polarity": {
        "en": "the finding is told as {told}, and the rule says {follows}.",
        "id": "temuan disebut {told}, padahal aturannya menyatakan {follows}.",
    },
    "verify.finding.decides": {
        "en": "whether the finding decides is told as {told}, and {follows} follows.",
        "id": "apakah temuan menentukan disebut {told}, padahal seharusnya {follows}.",
    },
    "verify.finding.text": {
        "en": "the text is told as {told}, and it must be {follows}.",
        "id": "teksnya tertulis {told}, padahal seharusnya {follows}.",
    },
    "verify.finding.facts": {
        "en": "the finding is told to rest on {told}, and it rests on {follows}.",
        "id": "temuan disebut bertumpu pada {told}, padahal bertumpu pada {follows}.",
    },
    "verify.absent.missing": {
        "en": "the finding rests on the absence of {absent}, which is not told.",
        "id": "temuan bertumpu pada tidak adanya {absent}, tetapi itu tidak disebut.",
    },
    "verify.absent.added": {
        "en": "the finding does not rest on the absence of {absent}.",
        "id": "temuan tidak bertumpu pada tidak adanya {absent}.",
    },
    "verify.absent.twice": {"en": "the absence of {absent} is told twice.", "id": "tidak adanya {absent} disebut dua kali."},
    "verify.absent.order": {"en": "what is absent does not stand in its order.", "id": "urutan hal yang tidak ada tidak benar."},
    "verify.absent.closed_by": {
        "en": "the absence of {absent} is told to be known by {told}, and it is known by {follows}.",
        "id": "tidak adanya {absent} disebut diketahui dari {told}, padahal diketahui dari {follows}.",
    },
    # conflicts, open questions, recommendations
    "verify.conflict.missing": {"en": "A conflict follows and is missing: {what}.", "id": "Ada pertentangan yang tidak tercantum: {what}."},
    "verify.conflict.added": {"en": "This conflict does not follow: {what}.", "id": "Pertentangan ini tidak berlaku: {what}."},
    "verify.conflict.twice": {"en": "This conflict stands there twice: {what}.", "id": "Pertentangan ini tercantum dua kali: {what}."},
    "verify.conflict.order": {"en": "The conflicts do not stand in their order.", "id": "Urutan pertentangannya tidak benar."},
    "verify.question.missing": {
        "en": "An open question follows and is missing: {what}.",
        "id": "Ada pertanyaan terbuka yang tidak tercantum: {what}.",
    },
    "verify.question.added": {"en": "This open question does not follow: {what}.", "id": "Pertanyaan terbuka ini tidak berlaku: {what}."},
    "verify.question.twice": {
        "en": "This open question stands there twice: {what}.",
        "id": "Pertanyaan terbuka ini tercantum dua kali: {what}.",
    },
    "verify.question.order": {"en": "The open questions do not stand in their order.", "id": "Urutan pertanyaan terbukanya tidak benar."},
    "verify.recommendation.missing": {
        "en": "A recommendation follows and is missing: {what}.",
        "id": "Ada saran yang tidak tercantum: {what}.",
    },
    "verify.recommendation.added": {"en": "This recommendation does not follow: {what}.", "id": "Saran ini tidak berlaku: {what}."},
    "verify.recommendation.twice": {"en": "This recommendation stands there twice: {what}.", "id": "Saran ini tercantum dua kali: {what}."},
    "verify.recommendation.order": {"en": "The recommendations do not stand in their order.", "id": "Urutan sarannya tidak benar."},
}
