"""What is said of rules that did not fire, condition by condition."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WORDS"]

WORDS: Mapping[str, Mapping[str, str]] = {
    "why_not.title": {"en": "Why not: {name}", "id": "Mengapa tidak: {name}"},
    "why_not.decides": {"en": "this decides", "id": "ini yang menentukan"},
    # a criterion
    "why_not.criterion": {"en": "{name} ({status}, {role})", "id": "{name} ({status}, {role})"},
    "why_not.satisfies": {"en": "What could show that it is satisfied", "id": "Apa yang dapat menunjukkan bahwa kriteria ini terpenuhi"},
    "why_not.violates": {"en": "What could show that it is violated", "id": "Apa yang dapat menunjukkan bahwa kriteria ini dilanggar"},
    "why_not.no_rule_about": {"en": "No rule concludes this.", "id": "Tidak ada aturan yang menyimpulkan hal ini."},
    # a rule with one binding
    "why_not.fired": {"en": "Rule {rule} applied: {text}", "id": "Aturan {rule} berlaku: {text}"},
    "why_not.attempt": {"en": "Rule {rule} did not apply", "id": "Aturan {rule} tidak berlaku"},
    "why_not.attempt.for": {"en": "Rule {rule} did not apply to {names}", "id": "Aturan {rule} tidak berlaku untuk {names}"},
    "why_not.attempt.other": {
        "en": "Rule {rule} did not apply to anything else either",
        "id": "Aturan {rule} juga tidak berlaku untuk yang lain",
    },
    "why_not.above": {"en": "its rules are told above", "id": "aturannya dijelaskan di atas"},
    "why_not.looked_for": {"en": "looked for, and could not be told: {fact}", "id": "sudah dicari, tetapi tidak dapat dipastikan: {fact}"},
    # a condition that asks for a fact
    "why_not.fact.held": {"en": "recorded: {fact}", "id": "tercatat: {fact}"},
    "why_not.fact.derived": {"en": "concluded: {fact}", "id": "disimpulkan: {fact}"},
    "why_not.fact.missing": {
        "en": "nothing known: {fact}. None is recorded, and nothing says that there was none",
        "id": "belum diketahui: {fact}. Tidak ada catatan, dan tidak ada keterangan bahwa hal itu tidak terjadi",
    },
    "why_not.fact.another": {
        "en": "nothing known: another {fact}. No other is recorded, and nothing says that there was none",
        "id": "belum diketahui: {fact} yang lain. Tidak ada catatan lain, dan tidak ada keterangan bahwa hal itu tidak terjadi",
    },
    "why_not.fact.perhaps": {
        "en": "nothing known: {fact}. These do not tell whether one of them is such a fact",
        "id": "belum diketahui: {fact}. Catatan berikut tidak menjelaskan apakah salah satunya termasuk",
    },
    "why_not.fact.known_to_fail": {"en": "known not to be so: {fact}", "id": "diketahui tidak terjadi: {fact}"},
    "why_not.fact.in_frame": {"en": "the case has a {fact}: {names}", "id": "kasus ini memiliki {fact}: {names}"},
    "why_not.fact.frame": {"en": "the case has no such {fact}", "id": "kasus ini tidak memiliki {fact}"},
    "why_not.fact.impossible": {
        "en": "no fact of this case could be so: {fact}",
        "id": "tidak ada fakta kasus ini yang dapat demikian: {fact}",
    },
    "why_not.fact.not_concluded": {
        "en": "not concluded: {fact}. The rules that could conclude it:",
        "id": "tidak disimpulkan: {fact}. Aturan yang dapat menyimpulkannya:",
    },
    "why_not.fact.no_other": {
        "en": "no other is concluded: {fact}. The rules that could conclude one:",
        "id": "tidak ada yang lain yang disimpulkan: {fact}. Aturan yang dapat menyimpulkannya:",
    },
    "why_not.fact.deep": {
        "en": "not concluded: {fact}. Its rules rest on too many others to be told here",
        "id": "tidak disimpulkan: {fact}. Aturannya bertumpu pada terlalu banyak aturan lain untuk dijelaskan di sini",
    },
    "why_not.fact.no_rule": {"en": "no rule could conclude this: {fact}", "id": "tidak ada aturan yang dapat menyimpulkan: {fact}"},
    # a condition that asks for known absence
    "why_not.no.held": {
        "en": "known not to be so, as the rule asks: no {fact}",
        "id": "diketahui tidak terjadi, seperti diminta aturan: tidak ada {fact}",
    },
    "why_not.no.known_to_fail": {
        "en": "it is recorded, though the rule asks for no {fact}",
        "id": "tercatat, padahal aturan meminta tidak ada {fact}",
    },
    "why_not.no.missing": {
        "en": "nothing known: no {fact}. None is recorded, but nothing says that the record is complete",
        "id": "belum diketahui: tidak ada {fact}. Tidak ada catatan, tetapi catatan tidak dinyatakan lengkap",
    },
    "why_not.no.perhaps": {
        "en": "nothing known: no {fact}. One of these may be such a fact",
        "id": "belum diketahui: tidak ada {fact}. Salah satu catatan berikut mungkin termasuk",
    },
    # a condition that counts; {what} is told by one of the last of these, or by at_most
    "why_not.at_least.held": {"en": "known: {what}; counted: {found}", "id": "diketahui: {what}; terhitung: {found}"},
    "why_not.at_least.missing": {
        "en": "nothing known: {what}; counted: {found}. Nothing says that there were no others",
        "id": "belum diketahui: {what}; terhitung: {found}. Tidak ada keterangan bahwa yang lain tidak terjadi",
    },
    "why_not.at_least.perhaps": {
        "en": "nothing known: {what}; counted: {found}. Others do not tell whether they are such facts",
        "id": "belum diketahui: {what}; terhitung: {found}. Catatan lain tidak menjelaskan apakah termasuk",
    },
    "why_not.at_least.known_to_fail": {
        "en": "known not to be so: {what}; counted: {found}, and there were no others",
        "id": "diketahui tidak demikian: {what}; terhitung: {found}, dan tidak ada yang lain",
    },
    "why_not.at_least.impossible": {
        "en": "no more facts of this case could be so: {what}; counted: {found}",
        "id": "tidak ada lagi fakta kasus ini yang dapat demikian: {what}; terhitung: {found}",
    },
    "why_not.at_least.frame": {
        "en": "the case does not have so many: {what}; counted: {found}",
        "id": "kasus ini tidak memiliki sebanyak itu: {what}; terhitung: {found}",
    },
    "why_not.at_least.not_concluded": {
        "en": "not concluded: {what}; counted: {found}. The rules that could conclude one more:",
        "id": "tidak disimpulkan: {what}; terhitung: {found}. Aturan yang dapat menyimpulkan satu lagi:",
    },
    "why_not.at_least.no_rule": {
        "en": "no rule could conclude so many: {what}; counted: {found}",
        "id": "tidak ada aturan yang dapat menyimpulkan sebanyak itu: {what}; terhitung: {found}",
    },
    "why_not.at_least.deep": {
        "en": "not concluded: {what}; counted: {found}. Their rules rest on too many others to be told here",
        "id": "tidak disimpulkan: {what}; terhitung: {found}. Aturannya bertumpu pada terlalu banyak aturan lain untuk dijelaskan di sini",
    },
    "why_not.at_most.held": {
        "en": "known, as the rule asks: {what}; counted: {found}",
        "id": "diketahui, seperti diminta aturan: {what}; terhitung: {found}",
    },
    "why_not.at_most.known_to_fail": {
        "en": "there are more, though the rule asks for {what}; counted: {found}",
        "id": "ada lebih banyak, padahal aturan meminta {what}; terhitung: {found}",
    },
    "why_not.at_most.missing": {
        "en": "nothing known: {what}; counted: {found}. Nothing says that the record is complete",
        "id": "belum diketahui: {what}; terhitung: {found}. Catatan tidak dinyatakan lengkap",
    },
    "why_not.at_most.perhaps": {
        "en": "nothing known: {what}; with those that may be such facts there are {found}",
        "id": "belum diketahui: {what}; dengan yang mungkin termasuk ada {found}",
    },
    "why_not.share_of_none": {
        "en": "cannot be true: {what}. There is nothing to be a share of",
        "id": "tidak mungkin benar: {what}. Tidak ada yang dapat dibagi",
    },
    "count.at_least": {"en": "at least {number}: {fact}", "id": "sekurang-kurangnya {number}: {fact}"},
    "count.at_least.distinct": {
        "en": "at least {number} different values ({attribute}): {fact}",
        "id": "sekurang-kurangnya {number} nilai yang berbeda ({attribute}): {fact}",
    },
    "count.share": {"en": "{number} ({share} of {of})", "id": "{number} ({share} dari {of})"},
    "count.share.none": {"en": "{share} of {of}", "id": "{share} dari {of}"},
    "count.partner": {"en": "{n} partners", "id": "{n} mitra"},
    "count.field": {"en": "{n} agreed fields", "id": "{n} bidang yang disepakati"},
    "count.year": {"en": "{n} years", "id": "{n} tahun"},
    # the others
    "why_not.every.held": {"en": "for each {fact}", "id": "untuk setiap {fact}"},
    "why_not.every.not": {"en": "not for each {fact}", "id": "tidak untuk setiap {fact}"},
    "why_not.every.empty": {
        "en": "the case has no {fact}, so nothing can be asked of each",
        "id": "kasus ini tidak memiliki {fact}, sehingga tidak ada yang dapat ditanyakan",
    },
    "why_not.instance": {"en": "{name}: {text}", "id": "{name}: {text}"},
    "why_not.waits": {
        "en": "asked only when what stands before it is known: {fact}",
        "id": "baru ditanyakan jika yang sebelumnya diketahui: {fact}",
    },
    "why_not.lacks": {
        "en": "cannot be true: {fact}. What it refers to does not state the attribute",
        "id": "tidak mungkin benar: {fact}. Yang dirujuk tidak menyebut atributnya",
    },
    "why_not.in_force": {"en": "an exception applies: {fact}", "id": "sebuah pengecualian berlaku: {fact}"},
}
