"""What reports say, and what all explanations say alike."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WORDS"]

WORDS: Mapping[str, Mapping[str, str]] = {
    # the four statuses of an element
    "status.met": {"en": "met", "id": "terpenuhi"},
    "status.not_met": {"en": "not met", "id": "tidak terpenuhi"},
    "status.contested": {"en": "contested", "id": "diperdebatkan"},
    "status.undetermined": {"en": "undetermined", "id": "belum dapat ditentukan"},
    # the four statuses of a criterion
    "criterion.satisfied": {"en": "satisfied", "id": "terpenuhi"},
    "criterion.violated": {"en": "violated", "id": "dilanggar"},
    "criterion.contested": {"en": "contested", "id": "diperdebatkan"},
    "criterion.unknown": {"en": "unknown", "id": "belum diketahui"},
    "role.essential": {"en": "essential", "id": "pokok"},
    "role.safeguard": {"en": "safeguard", "id": "pengaman"},
    "role.informative": {"en": "for information", "id": "sebagai informasi"},
    "standing.attested": {"en": "attested", "id": "berdasar rujukan"},
    "standing.provisional": {"en": "provisional", "id": "belum terverifikasi"},
    "standing.attested.long": {
        "en": "Attested: a source of these rules names this element.",
        "id": "Berdasar rujukan: sebuah rujukan aturan ini menyebut elemen ini.",
    },
    "standing.provisional.long": {
        "en": "Provisional: no primary text that names this element could be read.",
        "id": "Belum terverifikasi: naskah asli yang menyebut elemen ini belum dapat dibaca.",
    },
    # the head of a report
    "head.partners": {"en": "Partners", "id": "Mitra"},
    "head.review": {"en": "Review", "id": "Masa tinjauan"},
    "head.rules": {"en": "Rules", "id": "Aturan"},
    "head.review.span": {"en": "{start} to {end}", "id": "{start} sampai {end}"},
    "head.rules.pack": {
        "en": "{pack} {version}, inferred by the engine {engine}",
        "id": "{pack} {version}, disimpulkan oleh mesin {engine}",
    },
    "head.as_of": {"en": "As of", "id": "Per tanggal"},
    "head.as_of.told": {
        "en": "{day} (left out, since later: {left_out}; kept, though nothing tells when: {undated})",
        "id": "{day} (tidak dihitung, karena sesudahnya: {left_out}; tetap dihitung, walaupun waktunya tidak disebutkan: {undated})",
    },
    # the parts of a report
    "part.element": {"en": "Element", "id": "Elemen"},
    "part.status": {"en": "Status", "id": "Status"},
    "part.standing": {"en": "Standing", "id": "Kedudukan"},
    "part.why": {"en": "Why", "id": "Mengapa"},
    "part.also": {"en": "Also found", "id": "Temuan lain"},
    "part.unknown": {"en": "Still unknown", "id": "Belum diketahui"},
    "part.conflicts": {"en": "Conflicts", "id": "Pertentangan"},
    "part.questions": {"en": "Open questions", "id": "Pertanyaan terbuka"},
    "part.recommendations": {"en": "Recommendations", "id": "Saran"},
    "part.sources": {"en": "Sources", "id": "Sumber"},
    "part.references": {"en": "What the rules rest on", "id": "Dasar aturan"},
    # a reason, down to its facts
    "every": {"en": "for each of {names}", "id": "untuk setiap {names}"},
    "structural.year": {"en": "year of the review: {names}", "id": "tahun dalam masa tinjauan: {names}"},
    "structural.partner": {"en": "partner: {names}", "id": "mitra: {names}"},
    "structural.field": {"en": "agreed field: {names}", "id": "bidang yang disepakati: {names}"},
    "absent": {"en": "no {fact}", "id": "tidak ada {fact}"},
    "at_least": {"en": "at least {needed}: {fact}; found: {found}", "id": "diperlukan sekurang-kurangnya {needed}, ada {found}: {fact}"},
    "at_least.distinct": {
        "en": "at least {needed} different values ({attribute}): {fact}; found: {found}",
        "id": "diperlukan sekurang-kurangnya {needed} nilai yang berbeda ({attribute}), ada {found}: {fact}",
    },
    "at_most": {"en": "no more than {number}: {fact}", "id": "tidak lebih dari {number}: {fact}"},
    "at_most.distinct": {
        "en": "no more than {number} different values ({attribute}): {fact}",
        "id": "tidak lebih dari {number} nilai yang berbeda ({attribute}): {fact}",
    },
    "denied": {"en": "a source denies: {fact}", "id": "dibantah oleh sebuah sumber: {fact}"},
    "complete": {"en": "the record is complete: {fact}", "id": "catatan sudah lengkap: {fact}"},
    "above": {"en": "as above", "id": "seperti di atas"},
    "below": {"en": "told below", "id": "dijelaskan di bawah"},
    "when": {"en": "when", "id": "kapan"},
    "certainty.probable": {"en": "probable", "id": "kemungkinan besar"},
    "certainty.doubtful": {"en": "doubtful", "id": "meragukan"},
    "note": {"en": "Note: {text}", "id": "Catatan: {text}"},
    "quote": {"en": 'Quote: "{text}"', "id": 'Kutipan: "{text}"'},
    "rule": {"en": "Rule {rule}", "id": "Aturan {rule}"},
    "rule.after": {"en": "Rule {rule}, after {reference}", "id": "Aturan {rule}, menurut {reference}"},
    "no_source": {"en": "no source given", "id": "tanpa sumber"},
    "no_title": {"en": "no title given", "id": "tanpa judul"},
    # tests on an attribute, and ranges of a denial or a complete record
    "test.is": {"en": "{value}", "id": "{value}"},
    "test.in": {"en": "{value}", "id": "{value}"},
    "test.not": {"en": "other than {value}", "id": "selain {value}"},
    "test.lt": {"en": "below {value}", "id": "kurang dari {value}"},
    "test.lte": {"en": "at most {value}", "id": "paling banyak {value}"},
    "test.gt": {"en": "above {value}", "id": "lebih dari {value}"},
    "test.gte": {"en": "at least {value}", "id": "sekurang-kurangnya {value}"},
    "test.between": {"en": "{first} to {last}", "id": "{first} sampai {last}"},
    "test.within": {"en": "one of the {years} years that end with {to}", "id": "salah satu dari {years} tahun yang berakhir pada {to}"},
    "test.stated": {"en": "stated", "id": "disebutkan"},
    "test.unstated": {"en": "not stated", "id": "tidak disebutkan"},
    # what is open
    "missing": {"en": "Nothing recorded settles this: {question}", "id": "Belum ada catatan yang menjawab: {question}"},
    "unknown": {"en": "{question}", "id": "{question}"},
    "published": {"en": "What a source concluded: {status}", "id": "Penilaian dalam sumber: {status}"},
    "disputed": {"en": "Another source denies this: {fact}", "id": "Dibantah oleh sumber lain: {fact}"},
    "element.disputed": {
        "en": "Disputed: a source denies what this rests on ({facts}); it still counts. See Conflicts.",
        "id": "Dibantah: sebuah sumber membantah dasar penilaian ini ({facts}); fakta itu tetap dihitung. Lihat Pertentangan.",
    },
    "conflict": {"en": "recorded as so, and denied:", "id": "dicatat terjadi, dan dibantah:"},
    "none": {"en": "none", "id": "tidak ada"},
    # lists of two, of three or more, and of names that have commas or such a word in them
    "list.and.two": {"en": "{first} and {last}", "id": "{first} dan {last}"},
    "list.and.many": {"en": "{first} and {last}", "id": "{first}, dan {last}"},
    "list.and.clear": {"en": "{first}; and {last}", "id": "{first}; dan {last}"},
    "list.or.two": {"en": "{first} or {last}", "id": "{first} atau {last}"},
    "list.or.many": {"en": "{first} or {last}", "id": "{first}, atau {last}"},
    "list.or.clear": {"en": "{first}; or {last}", "id": "{first}; atau {last}"},
}
