"""The report as Word: what pandoc and LibreOffice read in it, how it looks, and that no text becomes markup."""

import re
import shutil
import subprocess
import sys
from functools import cache
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pypandoc
import pytest
from attrs import evolve

import ringrose
from ringrose import InputError
from ringrose.explain.report.making import report_of
from ringrose.render import design
from ringrose.render.document import Address, Document, Figure, Heading, Item, Items, Marks, Paragraph, Run, Table
from ringrose.render.document_word import DEEPEST, word
from ringrose.render.figures import lettering
from ringrose.render.report_document import document_of
from ringrose.render.report_word import render
from tests.fonts import needs_font
from tests.hostile_cases import harmless_case
from tests.render.by_pandoc import found, headings, links, notes, of_word, shape, tables, told
from tests.render.test_report_markdown import report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def docx(name, lang="en"):
    """The report of a case as Word."""
    return render(report(name, lang))


def parts(content):
    """The files of a .docx by their names, as text; all that are XML can be parsed."""
    with ZipFile(BytesIO(content)) as file:
        read = {name: file.read(name) for name in file.namelist()}
    for name, part in read.items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(part)  # noqa: S314  # it was made here
    return {name: part.decode() for name, part in read.items() if not name.endswith(".png")}


@pytest.mark.parametrize(("name", "lang"), [("semarang-jung-gu", "en"), ("semarang-jung-gu", "id"), ("harmless", "en")])
def test_pandoc_reads_what_the_report_says(name, lang):
    """The .docx has the title, the headings, the tables with their rows of labels and the footnotes of the document, in its order."""
    content = document_of(report(name, lang))
    tree = of_word(docx(name, lang))
    assert told(tree["meta"]["title"]) == content.title
    expected = [(block.level - 1, "".join(run.text for run in block.words)) for block in content.blocks if isinstance(block, Heading)]
    assert headings(tree) == expected[1:]
    assert [table[0] for table in tables(tree)] == [["".join(run.text for run in cell) for cell in t.head] for t in content_tables(content)]
    assert [len(table) - 1 for table in tables(tree)] == [len(table.rows) for table in content_tables(content)]
    assert notes(tree) == ["".join(getattr(part, "text", getattr(part, "url", "")) for part in note) for note in content.notes]


def content_tables(content):
    """The tables of a document."""
    return [block for block in content.blocks if hasattr(block, "rows")]


def test_each_further_mark_of_a_footnote_refers_to_it():
    """A footnote that is named again is no second footnote: its mark is a reference to the first, with its number."""
    text = parts(docx("semarang-jung-gu"))["word/document.xml"]
    names = re.findall(r'w:name="(_Note\d+)"', text)
    assert names == [f"_Note{number}" for number in range(1, text.count("<w:footnoteReference") + 1)]
    references = re.findall(r'w:instr=" NOTEREF (_Note(\d+)) \\f \\h "><w:r><w:rPr>.*?</w:rPr><w:t>(\d+)</w:t>', text)
    assert len(references) == text.count("NOTEREF") > len(names)
    assert all(name in names and number == shown for name, number, shown in references)


@pytest.mark.parametrize(("lang", "tongue"), [("en", "en-GB"), ("id", "id-ID"), ("nl", "nl")])
def test_the_file_knows_its_title_and_its_language(lang, tongue):
    """The properties and the styles name the language, so that Word checks spelling by it; the properties name the title."""
    read = parts(word(Document(lang, "A & b", (Heading(1, (Run("A & b"),)),), ()), {}))
    assert f"<dc:language>{tongue}</dc:language>" in read["docProps/core.xml"]
    assert "<dc:title>A &amp; b</dc:title>" in read["docProps/core.xml"]
    assert f'w:val="{tongue}"' in re.findall(r"<w:lang [^>]*>", read["word/styles.xml"])[0]


def test_the_same_report_gives_the_same_bytes():
    """Nothing of the day, the folder or chance is in the file."""
    first, second = (render(report("semarang-jung-gu")) for _ in range(2))
    assert first == second
    assert "dcterms:created" not in parts(first)["docProps/core.xml"]
    with ZipFile(BytesIO(first)) as file:
        assert {entry.date_time[0] for entry in file.infolist()} == {1980}


@needs_font
def test_figures_stand_in_it_as_pictures():
    """The glance and the years stand in the file as pictures that are told in words; their tables stand below them."""
    with ZipFile(BytesIO(docx("semarang-jung-gu"))) as file:
        pictures = [file.read(name) for name in file.namelist() if name.endswith(".png")]
        text = file.read("word/document.xml").decode()
    assert len(pictures) == 2
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    assert "data:image" not in text
    descriptions = re.findall(r'<wp:docPr descr="([^"]*)"', text)
    assert "Commitment" in descriptions[0]
    assert "monitoring" in descriptions[1]


@needs_font
def test_without_pictures_the_tables_tell_the_same(monkeypatch):
    """Where no picture can be drawn the report is the same without them."""
    full = of_word(docx("semarang-jung-gu"))
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    bare = of_word(render(report("semarang-jung-gu")))
    assert (len(list(found(bare, "Image"))), len(list(found(full, "Image")))) == (0, 2)
    assert tables(bare) == tables(full)
    assert headings(bare) == headings(full)


@needs_font
def test_a_case_without_dates_has_no_figure_of_years():
    """Where nothing tells when it took place there is no chart, and the report says so."""
    case = {"ringrose": "case/1", "id": "c", "partners": [{"id": "a"}], "review": {"from": 2016, "to": 2018}}
    tree = of_word(render(report_of(ringrose.assess(ringrose.load_case(case)))))
    assert len(list(found(tree, "Image"))) == 1
    assert "Nothing that is recorded tells when it took place." in told(tree["blocks"])


def test_a_hostile_case_has_the_shape_of_a_harmless_one(monkeypatch):
    """A case whose every text is markup becomes a file in which the same stands where, with the same links to other places."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    hostile, twin = (render(report(name)) for name in ("hostile", "twin"))
    assert shape(of_word(hostile)) == shape(of_word(twin))
    outside = [
        re.findall(r'Target="([^"]*)" TargetMode="External"', parts(content)["word/_rels/document.xml.rels"]) for content in (hostile, twin)
    ]
    assert outside == [[], []]
    assert "<script>alert(1)</script>" in told(of_word(hostile)["blocks"])


def test_only_addresses_of_the_web_become_links():
    """An address that a source states is a link where it is one of the web; any other is text."""
    urls = ("https://example.org/a?b=c&d", "javascript:alert(1)", "file:///etc/passwd")
    tree = of_word(word(Document("en", "x", (Paragraph(tuple(map(Address, urls))),), ()), {}))
    assert links(tree) == ["https://example.org/a?b=c&d"]
    assert told(tree["blocks"]) == "".join(urls)


def test_pandoc_can_read_nothing_else(monkeypatch):
    """Pandoc runs in its sandbox, and is given the document as data and the look as a file."""
    asked = {}

    def convert(source, to, format, extra_args, **options):
        asked.update(source=source, to=to, format=format, arguments=extra_args)
        return real(source, to, format, extra_args, **options)

    real = pypandoc.convert_text
    monkeypatch.setattr(pypandoc, "convert_text", convert)
    word(Document("en", "x", (), ()), {})
    assert (asked["to"], asked["format"], asked["arguments"][0]) == ("docx", "json", "--sandbox")
    assert [argument.partition("=")[0] for argument in asked["arguments"]] == ["--sandbox", "--reference-doc"]


def test_lists_that_are_too_deep_for_word_go_on_at_the_last_level():
    """Word has nine levels; what stands deeper stands below, on the last, and nothing is lost."""
    item = Item((Run("level 12"),))
    for level in range(11, 0, -1):
        item = Item((Run(f"level {level}"),), (), (item,))
    text = parts(word(Document("en", "x", (Items((item,)),), ()), {}))["word/document.xml"]
    levels = [int(level) for level in re.findall(r'w:ilvl w:val="(\d+)"', text)]
    assert levels == [*range(DEEPEST), *[DEEPEST - 1] * 3]
    assert re.findall(r"level \d+", text) == [f"level {number}" for number in range(1, 13)]


def test_marks_beside_one_another_are_told_apart():
    """Two footnotes at one place have a comma between their marks."""
    notes_of = ((Run("a"),), (Run("b"),))
    text = parts(word(Document("en", "x", (Paragraph((Run("x"), Marks((1, 2)))), Paragraph((Marks((2,)),))), notes_of), {}))[
        "word/document.xml"
    ]
    assert re.findall(r"<w:t[^>]*>([^<]*)</w:t>|(footnoteReference) w:id", text) == [
        *[("x", "")] * 2,  # the title and the paragraph
        ("", "footnoteReference"),
        (", ", ""),
        ("", "footnoteReference"),
        ("2", ""),
    ]


def test_the_look_is_that_of_the_design():
    """The statuses have the colours of the design, the page is A4, and its foot has the title and the numbers of pages."""
    read = parts(word(Document("en", "A <title> " + "x" * 100, (Figure("glance"),), ()), {}))
    styles = ElementTree.fromstring(read["word/styles.xml"])  # noqa: S314
    colours = {style.get(f"{W}styleId"): next(iter(style.iter(f"{W}color")), None) for style in styles.iter(f"{W}style")}
    for status, style in (
        ("met", "StatusMet"),
        ("not_met", "StatusNotMet"),
        ("contested", "StatusContested"),
        ("undetermined", "StatusUndetermined"),
    ):
        assert f"#{colours[style].get(f'{W}val')}".lower() == design.look(status).colour
    assert f"#{colours['Normal'].get(f'{W}val')}".lower() == design.INK
    assert f"#{colours['Remark'].get(f'{W}val')}".lower() == design.QUIET
    assert '<w:pgSz w:h="16838" w:w="11906" />' in read["word/document.xml"]
    assert "PAGE" in read["word/footer1.xml"]
    assert f"A &lt;title&gt; {'x' * 67}...</w:t>" in read["word/footer1.xml"]


def test_tables_have_rows_of_labels_that_come_again_on_each_page():
    """The first row of each table is marked as its labels, and tables are as wide as the text."""
    text = parts(docx("semarang-jung-gu"))["word/document.xml"]
    assert text.count("<w:tblHeader") == text.count("<w:tbl>")
    for grid in re.findall(r"<w:tblGrid>(.*?)</w:tblGrid>", text):
        assert 9060 <= sum(map(int, re.findall(r'w:w="(\d+)"', grid))) <= 9072


def kept(rows):
    """For each row of a table of so many rows: whether it stays with the next one, and whether it is not torn."""
    table = Table(((Run("Label"),),), tuple(((Run(f"row {n}"),),) for n in range(rows)), (1.0,))
    text = parts(word(Document("en", "x", (table,), ()), {}))["word/document.xml"]
    return [("Leading" in row or "CellHead" in row, "cantSplit" in row) for row in re.findall(r"<w:tr>.*?</w:tr>", text, re.DOTALL)]


@pytest.mark.parametrize("rows", [1, 3, 8, 9, 40])
def test_no_row_is_torn_and_small_tables_stay_on_one_page(rows):
    """Rows are whole; all rows of a small table stay together, and the first rows of a large one with its labels."""
    told = kept(rows)
    together = rows if rows <= 8 else 2
    assert told == [(True, True)] * together + [(False, True)] * (rows + 1 - together)


def test_what_leads_stays_with_what_follows():
    """Paragraphs and lists that lead to something have a style by which they stay with it."""
    blocks = (Paragraph((Run("a"),), leading=True), Items((Item((Run("b"),), below=(Item((Run("c"),)),)),), leading=True))
    read = parts(word(Document("en", "x", blocks, ()), {}))
    styles = re.findall(r'<w:pStyle w:val="(\w+)"', read["word/document.xml"])
    assert [style for style in styles if style != "Title"] == ["Leading", "CompactLeading", "CompactLeading"]
    for style in ("Leading", "CompactLeading", "CellLeading", "CellHead", "Heading1", "Heading2", "Heading3"):
        assert "keepNext" in re.search(rf'w:styleId="{style}".*?</w:style>', read["word/styles.xml"], re.DOTALL)[0]


@pytest.mark.parametrize("lang", ["en", "id"])
def test_no_label_of_the_sources_and_criteria_is_broken(lang):
    """The columns are as wide as the longest word of their labels and of their statuses."""
    checked = 0
    for table in content_tables(document_of(report("semarang-jung-gu", lang))):
        if len(table.head) in (4, 6):
            for place, share in enumerate(table.widths):
                cells = [table.head[place], *(row[place] for row in table.rows if place == 3 and len(table.head) == 4)]
                words = [one for cell in cells for run in cell for one in run.text.split()]
                assert max(lettering.width(one, 9) for one in words) <= share * 453.6 - 8.5
                checked += 1
    assert checked >= 10


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (None, "pypandoc is not installed."),
        (OSError("No pandoc was found"), "pandoc is not installed."),
        (RuntimeError("Pandoc died:\nJSON parse error"), "pandoc failed: Pandoc died: JSON parse error."),
    ],
)
def test_what_is_missing_is_told_in_one_sentence(monkeypatch, error, why):
    """Without pypandoc, without pandoc, or with one that is too old, one line says what to type."""

    def fail(*_arguments, **_options):
        raise error

    if error is None:
        monkeypatch.setitem(sys.modules, "pypandoc", None)
    else:
        monkeypatch.setattr(pypandoc, "convert_text", fail)
    with pytest.raises(InputError) as refused:
        render(report("semarang-jung-gu"))
    assert str(refused.value) == f'docx: Word cannot be written. {why} Install it: pip install "ringrose[word]".'


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed, so no .docx is laid out by it")
def test_libreoffice_lays_it_out(tmp_path):
    """LibreOffice makes an A4 PDF of it that has the title, every fact and every footnote of the case, and numbers of pages."""
    case = ringrose.load_case(harmless_case())
    (tmp_path / "report.docx").write_bytes(docx("harmless"))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    subprocess.run(["soffice", "--headless", home, "--convert-to", "pdf", "report.docx"], cwd=tmp_path, check=True, capture_output=True)
    words = subprocess.run(["pdftotext", "report.pdf", "-"], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    about = subprocess.run(["pdfinfo", "report.pdf"], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert "(A4)" in about
    pages = int(re.search(r"Pages: *(\d+)", about)[1])
    assert [f"{page} / {pages}" in words for page in range(1, pages + 1)] == [True] * pages
    flat = re.sub(r"\s+", "", words)
    for fact in case.facts:
        assert fact.id.replace("-", "") in flat.replace("-", "")
    for note in document_of(report("harmless")).notes:
        assert re.sub(r"\s+", "", note[0].text) in flat


def test_a_document_of_many_facts_grows_in_proportion():
    """A report with ten times as many other facts is not much more than ten times as large."""
    content = report("semarang-jung-gu")
    few, many = (evolve(content, others=content.others * times) for times in (10, 100))
    sizes = [
        len(parts(render(one))["word/document.xml"]) - len(parts(docx("semarang-jung-gu"))["word/document.xml"]) for one in (few, many)
    ]
    assert sizes[1] < 12 * sizes[0]
