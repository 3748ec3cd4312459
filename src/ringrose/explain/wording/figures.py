"""What figures say: legends, descriptions for who cannot see them."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WORDS"]

WORDS: Mapping[str, Mapping[str, str]] = {
    # the glance
    "figure.glance": {"en": "{case}: the elements at a glance", "id": "{case}: ringkasan elemen"},
    "figure.glance.element": {"en": "{element}: {status} ({standing}).", "id": "{element}: {status} ({standing})."},
    "figure.glance.element.plain": {"en": "{element}: {status}.", "id": "{element}: {status}."},
    "figure.made": {"en": "Made with {made}", "id": "Dibuat dengan {made}"},
    # the years
    "figure.years": {"en": "{case}: what is recorded, year by year", "id": "{case}: catatan dari tahun ke tahun"},
    "figure.years.nothing": {
        "en": "Nothing that happens at a time is recorded, and of nothing is it known that there was none.",
        "id": "Tidak ada catatan tentang hal yang terjadi pada suatu waktu, dan tidak ada yang diketahui tidak terjadi.",
    },
    "figure.years.recorded": {
        "en": "recorded; a number says how many facts, where there is more than one",
        "id": "tercatat; angka menunjukkan banyaknya fakta, jika lebih dari satu",
    },
    "figure.years.none": {"en": "a known gap: it is known that there was none", "id": "kosong: diketahui memang tidak ada"},
    "figure.years.unknown": {"en": "looked for, could not be told", "id": "dicari, tidak dapat dipastikan"},
    "figure.years.open": {
        "en": "nothing recorded; that does not mean that there was nothing",
        "id": "tidak ada catatan; itu tidak berarti bahwa memang tidak ada",
    },
    "figure.years.partial": {
        "en": "only a part of this time lies within the review",
        "id": "hanya sebagian waktu ini termasuk masa tinjauan",
    },
    "figure.undated": {"en": "undated", "id": "tanpa tahun"},
    "figure.undated.short": {"en": "n.d.", "id": "t.t."},
    "figure.cell.before": {"en": "{what}, before the review: {number} recorded", "id": "{what}, sebelum masa tinjauan: {number} tercatat"},
    "figure.cell.after": {"en": "{what}, after the review: {number} recorded", "id": "{what}, sesudah masa tinjauan: {number} tercatat"},
    "figure.cell.undated": {
        "en": "{what}, at an unknown time: {number} recorded",
        "id": "{what}, waktunya tidak diketahui: {number} tercatat",
    },
    "figure.row": {"en": "{what}: {told}.", "id": "{what}: {told}."},
    "figure.row.recorded": {"en": "recorded in {years}", "id": "tercatat pada {years}"},
    "figure.row.none": {"en": "known to be none in {years}", "id": "diketahui tidak ada pada {years}"},
    "figure.row.unknown": {"en": "could not be told for {years}", "id": "tidak dapat dipastikan untuk {years}"},
    "figure.row.before": {"en": "{number} before the review", "id": "{number} sebelum masa tinjauan"},
    "figure.row.after": {"en": "{number} after the review", "id": "{number} sesudah masa tinjauan"},
    "figure.row.undated": {"en": "{number} at an unknown time", "id": "{number} tanpa waktu yang diketahui"},
    # the tree
    "figure.tree": {"en": "{case}: why each element has its status", "id": "{case}: alasan status setiap elemen"},
    "figure.tree.element": {"en": "{element}: {status}, and why", "id": "{element}: {status}, dan alasannya"},
    "figure.tree.satisfies": {"en": "speaks for it", "id": "mendukung"},
    "figure.tree.violates": {"en": "speaks against it", "id": "menentang"},
    "figure.tree.others": {"en": "Other criteria", "id": "Kriteria lain"},
    "figure.tree.finding": {"en": "what a rule found", "id": "temuan sebuah aturan"},
    "figure.tree.derived": {"en": "derived by a rule", "id": "disimpulkan oleh aturan"},
    "figure.tree.fact": {"en": "fact, with its source", "id": "fakta, dengan sumbernya"},
    "figure.tree.absent": {"en": "known not to be", "id": "diketahui tidak ada"},
    "figure.tree.frame": {"en": "for each, or how many", "id": "berlaku untuk setiap …, atau jumlah"},
    "figure.tree.question": {"en": "not known", "id": "belum diketahui"},
}
