"""What is said of packs: which there are, what one changes in another, and what that makes of many cases."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WORDS"]

WORDS: Mapping[str, Mapping[str, str]] = {
    # which packs there are
    "packs.title": {"en": "Packs that can be named here", "id": "Paket aturan yang dapat disebut di sini"},
    "packs.pack": {"en": "{name} {version}{title}", "id": "{name} {version}{title}"},
    "packs.other_name": {"en": "{name} (it calls itself {id})", "id": "{name} (menyebut dirinya {id})"},
    "packs.broken": {
        "en": "{name}: cannot be used; `ringrose check {name}` tells what is wrong with it ({count})",
        "id": "{name}: tidak dapat dipakai; `ringrose check {name}` menjelaskan kesalahannya ({count})",
    },
    "packs.nothing": {"en": "{name}: cannot be used; it has no pack.yaml", "id": "{name}: tidak dapat dipakai; tidak ada pack.yaml"},
    "packs.shadowed": {
        "en": "Not used by this name: the one above is found before it.",
        "id": "Tidak dipakai dengan nama ini: yang di atas ditemukan lebih dahulu.",
    },
    "packs.extends": {"en": "Extends {pack} {version}.", "id": "Memperluas {pack} {version}."},
    "packs.elements": {"en": "Elements: {told}.", "id": "Elemen: {told}."},
    "packs.attested": {"en": "{count} attested", "id": "{count} berdasar rujukan"},
    "packs.provisional": {"en": "{count} provisional", "id": "{count} belum terverifikasi"},
    "packs.in": {"en": "In {place} (RINGROSE_PACKS).", "id": "Di {place} (RINGROSE_PACKS)."},
    "packs.shipped": {"en": "Comes with ringrose.", "id": "Disertakan dalam ringrose."},
    "packs.installed": {"en": "Installed with {by}.", "id": "Dipasang bersama {by}."},
    # what a pack changes in another
    "changes.title": {"en": "What {pack} changes in {other}", "id": "Yang diubah {pack} pada {other}"},
    "changes.pack": {"en": "Pack", "id": "Paket"},
    "changes.parent": {"en": "Extends", "id": "Memperluas"},
    "changes.other": {"en": "Compared with", "id": "Dibandingkan dengan"},
    "changes.thing.added": {"en": "{what} {id}: added", "id": "{what} {id}: ditambahkan"},
    "changes.thing.removed": {"en": "{what} {id}: taken out", "id": "{what} {id}: dihapus"},
    "changes.thing.changed": {"en": "{what} {id}: {keys}", "id": "{what} {id}: {keys}"},
    "changes.rest": {"en": "All else is as in {other}.", "id": "Selebihnya sama dengan {other}."},
    "changes.nothing": {
        "en": "Nothing but the name and the version: all is as in {other}.",
        "id": "Tidak ada selain nama dan versi: semuanya sama dengan {other}.",
    },
    # what differs in one thing of a pack
    "pack.key": {"en": "{key}: from {before} to {after}", "id": "{key}: dari {before} menjadi {after}"},
    "pack.key.of": {"en": "{key} ({of})", "id": "{key} ({of})"},
    "pack.value.told": {"en": "{value} ({told})", "id": "{value} ({told})"},
    "pack.value.from": {"en": "{value} from {day}", "id": "{value} mulai {day}"},
    # what that makes of many cases
    "effect.title": {"en": "Judged by both", "id": "Dinilai dengan keduanya"},
    "effect.none": {
        "en": "No case of {cases} has an element with another status.",
        "id": "Tidak ada kasus dari {cases} yang status elemennya lain.",
    },
    "effect.alike": {
        "en": "Their findings are the same by both, too.",
        "id": "Temuannya pun sama dengan keduanya.",
    },
    "effect.moved": {
        "en": "Cases in which only findings differ: {moved} of {cases}, such as {name}. `--case FILE` tells one case whole.",
        "id": "Kasus yang hanya temuannya berbeda: {moved} dari {cases}, misalnya {name}. `--case BERKAS` menerangkannya.",
    },
    "effect.some": {
        "en": "Cases with an element that has another status: {turned} of {cases}.",
        "id": "Kasus dengan elemen yang statusnya lain: {turned} dari {cases}.",
    },
    "effect.element": {"en": "{name}: {turned} of {cases} ({how})", "id": "{name}: {turned} dari {cases} ({how})"},
    "effect.how": {"en": "{count} from {before} to {after}", "id": "{count} dari {before} menjadi {after}"},
    "effect.legend": {
        "en": "Each row is a case, each column an element; a dot: the same by both.",
        "id": "Setiap baris adalah kasus, setiap kolom elemen; titik: sama dengan keduanya.",
    },
}
