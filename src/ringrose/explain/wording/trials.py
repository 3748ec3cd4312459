"""What is said of the tests of a pack: what is not as expected, what they do not cover, and which mutants they do not notice."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WORDS"]

WORDS: Mapping[str, Mapping[str, str]] = {
    "trials.title": {"en": "Tests of {pack} {version}", "id": "Pengujian {pack} {version}"},
    "trials.head.tests": {"en": "Tests", "id": "Pengujian"},
    "trials.all_passed": {"en": "{count}, all as expected", "id": "{count}, semuanya sesuai harapan"},
    "trials.some_failed": {"en": "{count}, of which {failed} not as expected", "id": "{count}, {failed} di antaranya tidak sesuai harapan"},
    "trials.place": {"en": "{file}, line {line}", "id": "{file}, baris {line}"},
    # what is not as expected
    "trials.status": {"en": "{about} should be {expected}, and is {found}", "id": "{about} seharusnya {expected}, tetapi {found}"},
    "trials.is_silent": {"en": "rule {about} should fire, and is silent", "id": "aturan {about} seharusnya berlaku, tetapi tidak berlaku"},
    "trials.fires": {"en": "rule {about} should be silent, and fires", "id": "aturan {about} seharusnya tidak berlaku, tetapi berlaku"},
    "trials.rests": {
        "en": "rule {about} fires, but for another reason",
        "id": "aturan {about} berlaku, tetapi karena alasan lain",
    },
    "trials.derived": {"en": "this should be concluded, and is not: {fact}", "id": "ini seharusnya disimpulkan, tetapi tidak: {fact}"},
    # and what was found instead
    "trials.concluded": {"en": "rule {rule} fired: {text}", "id": "aturan {rule} berlaku: {text}"},
    "trials.none_concluded": {"en": "no rule about it fired", "id": "tidak ada aturan tentang ini yang berlaku"},
    "trials.of_criterion": {"en": "{criterion} is {status} ({role})", "id": "{criterion}: {status} ({role})"},
    "trials.fired_on": {"en": "it fired: {text}", "id": "aturan itu berlaku: {text}"},
    "trials.expected_reason": {"en": "expected: {reason}", "id": "yang diharapkan: {reason}"},
    "trials.found_reason": {"en": "found: {reason}", "id": "yang ditemukan: {reason}"},
    "trials.facts": {"en": "facts {names}", "id": "fakta {names}"},
    "trials.no_facts": {"en": "no facts", "id": "tanpa fakta"},
    "trials.names": {"en": "among others {names}", "id": "antara lain {names}"},
    "trials.absent": {"en": "known not to be so: {patterns}", "id": "diketahui tidak terjadi: {patterns}"},
    "trials.no_absent": {"en": "nothing known not to be so", "id": "tidak ada yang diketahui tidak terjadi"},
    "trials.at_most": {"en": "more than {number} {fact}", "id": "lebih dari {number} {fact}"},
    "trials.text": {"en": "the sentence “{text}”", "id": "kalimat “{text}”"},
    "trials.more": {"en": "and {count} times more, less far", "id": "dan {count} kali lagi, tidak sejauh itu"},
    # what the tests do not show
    "trials.head.coverage": {"en": "Coverage", "id": "Cakupan"},
    "trials.covered": {"en": "{seen} of {count} shown", "id": "{seen} dari {count} ditunjukkan"},
    "trials.covered.impossible": {
        "en": "{seen} of {count} shown, {accepted} said to be impossible",
        "id": "{seen} dari {count} ditunjukkan, {accepted} dinyatakan mustahil",
    },
    "trials.part.gaps": {"en": "What no test shows", "id": "Yang tidak ditunjukkan oleh pengujian mana pun"},
    "trials.gap.fires": {"en": "in no test does it fire", "id": "aturan ini tidak berlaku dalam pengujian mana pun"},
    "trials.gap.true": {"en": "in no test is this true: {part}", "id": "ini tidak benar dalam pengujian mana pun: {part}"},
    "trials.gap.false": {
        "en": "in no test is this false while all before it is true: {part}",
        "id": "dalam pengujian mana pun ini tidak pernah salah sedangkan semua yang sebelumnya benar: {part}",
    },
    "trials.gap.none": {
        "en": "in every test there is something to go over: {part}",
        "id": "dalam setiap pengujian selalu ada yang ditinjau: {part}",
    },
    "trials.gap.each_true": {
        "en": "in no test is what it asks true of one of them: {part}",
        "id": "dalam pengujian mana pun yang diminta tidak benar untuk satu pun: {part}",
    },
    "trials.gap.each_false": {
        "en": "in no test is what it asks false of one of them: {part}",
        "id": "dalam pengujian mana pun yang diminta tidak salah untuk satu pun: {part}",
    },
    "trials.gap.unless_true": {
        "en": "in no test does this exception apply where the conditions are true: {part}",
        "id": "dalam pengujian mana pun pengecualian ini tidak berlaku ketika syaratnya benar: {part}",
    },
    "trials.gap.unless_false": {
        "en": "in no test are the conditions true without this exception: {part}",
        "id": "dalam pengujian mana pun syaratnya tidak benar tanpa pengecualian ini: {part}",
    },
    "trials.gap.status": {"en": "in no test is it {part}", "id": "statusnya tidak pernah {part} dalam pengujian mana pun"},
    "trials.gap.together": {
        "en": "in no test is it {part}; it would be if what these two are given were given together: “{first}” and “{second}”",
        "id": "statusnya tidak pernah {part}; padahal akan demikian jika kedua hal ini diberikan bersama: “{first}” dan “{second}”",
    },
    "trials.gap.in_force": {
        "en": "in no test does the review end while it is {part}",
        "id": "dalam pengujian mana pun masa tinjauan tidak berakhir ketika nilainya {part}",
    },
    # mutants
    "trials.head.mutants": {"en": "Mutants", "id": "Mutan"},
    "trials.noticed": {"en": "{noticed} of {count} noticed", "id": "{noticed} dari {count} diketahui"},
    "trials.noticed.equivalent": {
        "en": "{noticed} of {count} noticed, {accepted} said to mean the same",
        "id": "{noticed} dari {count} diketahui, {accepted} dinyatakan bermakna sama",
    },
    "trials.not_mutated": {
        "en": "not tried, for not all tests are as expected",
        "id": "tidak dicoba, karena tidak semua pengujian sesuai harapan",
    },
    "trials.part.mutants": {"en": "Mutants that no test notices", "id": "Mutan yang tidak diketahui oleh pengujian mana pun"},
    "trials.before": {"en": "before: {text}", "id": "sebelum: {text}"},
    "trials.after": {"en": "after: {text}", "id": "sesudah: {text}"},
    "trials.last_day": {
        "en": "only a test whose review ends on {day} can notice it",
        "id": "hanya pengujian yang masa tinjauannya berakhir pada {day} yang dapat mengetahuinya",
    },
    "trials.nothing": {"en": "(nothing)", "id": "(tidak ada)"},
}
