"""What is said of how robust a judgement is."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WORDS"]

WORDS: Mapping[str, Mapping[str, str]] = {
    "robustness.title": {"en": "How robust the judgements are: {case}", "id": "Seberapa kokoh penilaiannya: {case}"},
    "robustness.rules": {"en": "{pack} {version}", "id": "{pack} {version}"},
    # the parts of the page
    "robustness.part.elements": {"en": "What each judgement hangs on", "id": "Penentu setiap penilaian"},
    "robustness.part.facts": {
        "en": "Load-bearing facts: without one of them, a judgement changes",
        "id": "Fakta penopang: tanpa salah satunya, sebuah penilaian berubah",
    },
    "robustness.part.sources": {
        "en": "Load-bearing sources: without one of them, a judgement changes",
        "id": "Sumber penopang: tanpa salah satunya, sebuah penilaian berubah",
    },
    "robustness.part.certainty": {"en": "Without what is not certain", "id": "Tanpa hal yang belum pasti"},
    "robustness.part.samples": {
        "en": "How often each status comes out when facts are left out at random",
        "id": "Seberapa sering setiap status muncul jika fakta dihilangkan secara acak",
    },
    # elements
    "robustness.element": {"en": "{element}: {status}", "id": "{element}: {status}"},
    "robustness.hangs": {"en": "Hangs on each of these alone: {names}", "id": "Bergantung pada masing-masing hal ini: {names}"},
    "robustness.firm": {
        "en": "No loss of a single fact or complete record changes it.",
        "id": "Hilangnya satu fakta atau satu catatan lengkap tidak mengubahnya.",
    },
    "robustness.would": {
        "en": "{element} would be {after} instead of {before}",
        "id": "{element} menjadi {after}, bukan {before}",
    },
    "robustness.change": {"en": "{element}: {after} instead of {before}", "id": "{element}: {after}, bukan {before}"},
    # what is lost
    "robustness.fact": {"en": "{fact}", "id": "{fact}"},
    "robustness.denial": {"en": "denied: {fact}", "id": "dibantah: {fact}"},
    "robustness.unknown": {"en": "could not be told: {fact}", "id": "tidak dapat dipastikan: {fact}"},
    "robustness.record": {"en": "complete record: {fact}", "id": "catatan lengkap: {fact}"},
    "robustness.source": {"en": "source {id}", "id": "sumber {id}"},
    "robustness.certainty.doubtful": {"en": "all that is doubtful", "id": "semua yang meragukan"},
    "robustness.certainty.probable": {
        "en": "all that is doubtful or probable",
        "id": "semua yang meragukan atau yang baru kemungkinan besar",
    },
    "robustness.with": {"en": "With it goes what names it: {names}", "id": "Ikut hilang karena menyebutnya: {names}"},
    "robustness.rests": {
        "en": "What rests on it alone: facts {facts}, complete records {records}",
        "id": "Yang hanya bertumpu padanya: fakta {facts}, catatan lengkap {records}",
    },
    "robustness.lost": {
        "en": "Without {what} (facts: {facts}; complete records: {records}):",
        "id": "Tanpa {what} (fakta: {facts}; catatan lengkap: {records}):",
    },
    "robustness.none_lost": {"en": "Without {what}: there is none.", "id": "Tanpa {what}: tidak ada yang demikian."},
    "robustness.same": {"en": "no judgement would change", "id": "tidak ada penilaian yang berubah"},
    "robustness.none": {
        "en": "There is none: no judgement changes when a single one is lost (facts: {facts}; complete records: {records}).",
        "id": "Tidak ada: tidak ada penilaian yang berubah jika salah satunya hilang (fakta: {facts}; catatan lengkap: {records}).",
    },
    "robustness.no_sources": {
        "en": "There is none: no judgement changes when a single one is lost (sources: {sources}).",
        "id": "Tidak ada: tidak ada penilaian yang berubah jika salah satunya hilang (sumber: {sources}).",
    },
    "robustness.others": {
        "en": "Of the others none changes a judgement when it is lost alone (facts: {facts}; complete records: {records}).",
        "id": "Yang lain, jika hilang sendiri, tidak mengubah penilaian (fakta: {facts}; catatan lengkap: {records}).",
    },
    "robustness.other_sources": {
        "en": "Of the others none changes a judgement when it is lost alone (sources: {sources}).",
        "id": "Yang lain, jika hilang sendiri, tidak mengubah penilaian (sumber: {sources}).",
    },
    "robustness.sentence": {"en": "Without this, {changes}: {what}", "id": "Tanpa hal ini, {changes}: {what}"},
    # samples
    "robustness.share": {
        "en": "{status} in {share} (standard error {error})",
        "id": "{status} pada {share} (galat baku {error})",
    },
    "robustness.shares": {"en": "{element}: {shares}", "id": "{element}: {shares}"},
    "robustness.always": {"en": "{element}: {status} in every draw", "id": "{element}: {status} pada setiap undian"},
    "robustness.drawn": {
        "en": "{count} draws with the seed {seed}; the different cases among them: {cases}.",
        "id": "{count} kali diundi dengan benih {seed}; kasus yang berbeda di antaranya: {cases}.",
    },
    "robustness.probabilities": {
        "en": "In each draw a fact (a denied one too) or a complete record stays with the probability {certain} if it is certain, "
        "{probable} if it is probable, {doubtful} if it is doubtful. What names a lost fact goes with it. Of this case {uncertain} can "
        "be lost so.",
        "id": "Dalam setiap undian, sebuah fakta (juga bantahan) atau catatan lengkap tetap ada dengan peluang {certain} jika pasti, "
        "{probable} jika kemungkinan besar, {doubtful} jika meragukan. Yang menyebut fakta yang hilang ikut hilang. Dari kasus ini, "
        "{uncertain} dapat hilang begitu.",
    },
    "robustness.conventions": {
        "en": "These probabilities are conventions; nobody measured them. Choose your own with --certain, --probable and --doubtful.",
        "id": "Peluang ini kesepakatan saja; tidak ada yang mengukurnya. Pilih sendiri dengan --certain, --probable, dan --doubtful.",
    },
}
