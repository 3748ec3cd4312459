"""What a case file to fill in says in its remarks."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WORDS"]

WORDS: Mapping[str, Mapping[str, str]] = {
    # the head of the file
    "new.head": {
        "en": "A case for the rules {pack} {version}: what is known of one partnership, written down so that it can be judged.",
        "id": "Kasus untuk aturan {pack} {version}: apa yang diketahui tentang satu kerja sama, ditulis agar dapat dinilai.",
    },
    "new.head.titled": {
        "en": 'A case for the rules {pack} {version} ("{title}"): what is known of one partnership, written down so that it can be judged.',
        "id": 'Kasus untuk aturan {pack} {version} ("{title}"): apa yang diketahui tentang satu kerja sama, ditulis agar dapat dinilai.',
    },
    "new.how": {
        "en": (
            "A line that begins with # and a space is a remark. A line that begins with #- is an example: take the # away, put in what "
            "your sources say, and repeat the line for each further fact. Leave the others as they are, or take them out."
        ),
        "id": (
            "Baris yang diawali # dan spasi adalah keterangan. Baris yang diawali #- adalah contoh: hapus tanda #, isi dengan apa yang "
            "dikatakan sumber Anda, dan ulangi baris itu untuk setiap fakta berikutnya. Biarkan yang lain, atau hapus."
        ),
    },
    "new.then": {
        "en": "Look for mistakes with `{check}`, and judge with `{assess}`.",
        "id": "Periksa kesalahan dengan `{check}`, dan nilailah dengan `{assess}`.",
    },
    # its parts
    "new.title": {"en": "How reports name the case.", "id": "Nama kasus dalam laporan."},
    "new.partners": {
        "en": (
            "The partners. `id` is a short name of your own, by which the lines below name the partner; `country` is a code of two "
            "capital letters, such as ID or KR, and may be left out."
        ),
        "id": (
            "Para mitra. `id` adalah nama pendek pilihan Anda, yang dipakai baris-baris di bawah untuk menyebut mitra; `country` adalah "
            "kode dua huruf besar, misalnya ID atau KR, dan boleh tidak diisi."
        ),
    },
    "new.review": {
        "en": "The period that is judged: years, or days such as 2016-11-25.",
        "id": "Masa yang dinilai: tahun, atau tanggal seperti 2016-11-25.",
    },
    "new.fields": {
        "en": "The fields of cooperation that the partners agreed on, each with a short name of your own.",
        "id": "Bidang kerja sama yang disepakati para mitra, masing-masing dengan nama pendek pilihan Anda.",
    },
    "new.sources": {
        "en": "What you read or heard: documents, interviews, pages. Facts name them by `id`, with the place where it stands as `at`.",
        "id": "Apa yang Anda baca atau dengar: dokumen, wawancara, laman. Fakta menyebutnya dengan `id`, dan tempatnya dengan `at`.",
    },
    "new.complete": {
        "en": (
            "Kinds of facts of which this file holds all that there were, as far as you can vouch for it. Only then does silence count "
            "as evidence that there was no other. By these rules it matters for:"
        ),
        "id": (
            "Jenis fakta yang dicatat seluruhnya dalam berkas ini, sejauh dapat Anda pertanggungjawabkan. Hanya dengan demikian ketiadaan "
            "catatan menjadi bukti bahwa tidak ada yang lain. Menurut aturan ini, hal itu penting untuk:"
        ),
    },
    "new.facts": {
        "en": (
            "The facts, each in one line: what a source says, and no more. Leave out what it does not say. Every fact may also have "
            "`id` (a name of its own), `holds: false` (a source says that it did not happen; what is left out is then meant in every "
            "way), `holds: unknown` (it could not be told), `certainty` (certain, probable or doubtful), `when` and `note`."
        ),
        "id": (
            "Fakta, satu baris untuk setiap fakta: apa yang dikatakan sumber, tidak lebih. Jangan isi apa yang tidak dikatakannya. Setiap "
            "fakta juga boleh memiliki `id` (nama tersendiri), `holds: false` (sumber mengatakan bahwa hal itu tidak terjadi; apa yang "
            "tidak diisi berarti dalam segala bentuk), `holds: unknown` (tidak dapat dipastikan), `certainty` (certain, probable atau "
            "doubtful), `when` dan `note`."
        ),
    },
    "new.facts.none": {"en": "These rules read no facts.", "id": "Aturan ini tidak membaca fakta."},
    "new.published": {
        "en": (
            "What the author of a source concluded, to set beside the judgement; rules never read it. Elements: "
            "{elements}. Statuses: {statuses}."
        ),
        "id": (
            "Kesimpulan penulis sebuah sumber, untuk dibandingkan dengan penilaian; aturan tidak pernah membacanya. Elemen: {elements}. "
            "Status: {statuses}."
        ),
    },
    # what an attribute may hold
    "new.attribute": {"en": "{name}: {value}", "id": "{name}: {value}"},
    "new.attribute.required": {"en": "{name} (needed): {value}", "id": "{name} (wajib): {value}"},
    "new.type": {"en": "{type}: {means}", "id": "{type}: {means}"},
    "new.value.text": {"en": "a text", "id": "teks"},
    "new.value.number": {"en": "a number", "id": "angka"},
    "new.value.integer": {"en": "a whole number", "id": "bilangan bulat"},
    "new.value.boolean": {"en": "true or false", "id": "true atau false"},
    "new.value.date": {"en": "a day, such as 2016-11-25", "id": "tanggal, misalnya 2016-11-25"},
    "new.value.year": {"en": "a year", "id": "tahun"},
    "new.value.partner": {"en": "the id of a partner", "id": "id sebuah mitra"},
    "new.value.field": {"en": "the id of a field", "id": "id sebuah bidang"},
    "new.value.fact": {"en": "the id of another fact", "id": "id sebuah fakta lain"},
    # what is put in to begin with
    "new.partner.1": {"en": "First partner", "id": "Mitra pertama"},
    "new.partner.2": {"en": "Second partner", "id": "Mitra kedua"},
    "new.field": {"en": "First field", "id": "Bidang pertama"},
    "new.source": {"en": "Title of the first source", "id": "Judul sumber pertama"},
    "new.at": {"en": "p. 1", "id": "hlm. 1"},
    "new.words": {"en": "your own words", "id": "kata-kata Anda sendiri"},
}
