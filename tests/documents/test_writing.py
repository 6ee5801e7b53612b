"""What a written file is: the same bytes, the layout of the standard, and XML that Word takes."""

import io
import zipfile
from datetime import datetime

import attrs
import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from lxml import etree

from fscore.documents import Annex, Column, Heading, Paragraph, Properties, Table, read, runs, write
from fscore.documents.bound import control_ids
from fscore.documents.ooxml import W, w
from fscore.errors import WrongUse
from tests.documents.papers import BODY, make_bound, make_document, written


def part(content: bytes, name: str = BODY) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(name))


def text_of(content: bytes) -> list[str]:
    return ["".join(found.itertext(w("t"))) for found in part(content).iter(w("p"))]


def test_the_same_data_gives_the_same_bytes():
    assert write(make_document()) == write(make_document())


def test_nothing_in_the_zip_depends_on_the_machine():
    entries = zipfile.ZipFile(io.BytesIO(written())).infolist()
    assert {(entry.date_time, entry.create_system, entry.compress_type) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 0, zipfile.ZIP_STORED)
    }


def test_one_figure_more_changes_the_bytes():
    document = make_document()
    more = attrs.evolve(document, blocks=(*document.blocks, Paragraph(runs(make_bound("I09", 6000), "份。"))))
    assert write(more) != write(document)


def test_python_docx_opens_the_file_and_finds_its_properties():
    document = attrs.evolve(make_document(), properties=Properties("青禾镇食安办", datetime(2023, 12, 31, 9, 0)))  # noqa: DTZ001
    opened = docx.Document(io.BytesIO(write(document)))
    assert opened.core_properties.author == "青禾镇食安办"
    assert opened.core_properties.created.year == 2023
    assert opened.paragraphs[0].text == "青禾镇2023年食品安全工作总结"


def test_the_page_is_a4_with_the_margins_and_lines_of_the_standard():
    section = docx.Document(io.BytesIO(written())).sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin, section.left_margin,
             section.right_margin)  # fmt: skip
    for found, wanted in zip(sizes, (210, 297, 37, 35, 28, 26), strict=True):
        assert abs(found - Mm(wanted)) < Mm(0.1)
    grid = part(written()).find(f".//{w('docGrid')}")
    assert 22 <= 225 / (int(grid.get(w("linePitch"))) / 1440 * 25.4) < 22.1


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Normal", "仿宋_GB2312", 16),
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
    ],
)
def test_each_style_names_its_chinese_font(style: str, font: str, size: int):
    found = docx.Document(io.BytesIO(written())).styles[style]
    assert found.element.rPr.rFonts.get(w("eastAsia")) == font
    assert found.font.size.pt == size


def test_every_run_names_its_chinese_font():
    runs_found = list(part(written()).iter(w("r")))
    assert runs_found
    assert all(run.find(f"{w('rPr')}/{w('rFonts')}").get(w("eastAsia")) for run in runs_found)


def test_each_font_has_a_stand_in_that_comes_with_windows():
    names = {
        font.get(w("name")): font.find(w("altName")).get(w("val")) for font in part(written(), "word/fontTable.xml")
    }
    assert "仿宋" in names["仿宋_GB2312"].split(",")
    assert "宋体" in names["方正小标宋简体"].split(",")


def test_headings_are_numbered_by_the_writer_and_start_anew_below_a_higher_one():
    levels = (1, 2, 2, 3, 4, 4, 3, 1, 2)
    blocks = tuple(Heading(level, runs("题")) for level in levels)
    content = write(attrs.evolve(make_document(), blocks=blocks, signature="", dated=None))
    found = [text for text in text_of(content) if text.endswith("题")]
    assert found == [
        "一、题", "（一）题", "（二）题", "1. 题", "（1）题", "（2）题", "2. 题", "二、题", "（一）题",
    ]  # fmt: skip


def test_page_numbers_stand_between_dashes_outside_on_odd_and_even_pages():
    sides = {}
    for name in ("word/footer1.xml", "word/footer2.xml"):
        footer = part(written(), name)
        assert "".join(footer.itertext(w("t"))) == "— 1 —"
        sides[name] = footer.find(f".//{w('jc')}").get(w("val"))
    assert list(sides.values()) == ["right", "left"]
    assert part(written(), "word/settings.xml").find(w("evenAndOddHeaders")) is not None


def test_the_annexes_are_listed_and_each_begins_a_page():
    texts = text_of(written())
    assert "附件：数字来源表" in texts
    assert texts.index("附件") > texts.index("2023年12月31日")
    mark = next(p for p in part(written()).iter(w("p")) if "".join(p.itertext(w("t"))) == "附件")
    assert mark.find(f"{w('pPr')}/{w('pStyle')}").get(w("val")) == "AnnexMark"
    styles = docx.Document(io.BytesIO(written())).styles
    assert styles["Annex Mark"].paragraph_format.page_break_before


def test_the_figure_sheet_has_a_line_for_each_indicator_with_its_part_and_whole():
    sheet = docx.Document(io.BytesIO(written())).tables[-1]
    lines = [[cell.text for cell in row.cells] for row in sheet.rows]
    assert [line[0] for line in lines] == ["编号", "I38", "I34"]
    assert lines[2][2:4] == ["95%以上", "79/83"]


def test_the_figure_sheet_names_the_text_that_set_the_target_and_its_day():
    sheet = docx.Document(io.BytesIO(written())).tables[-1]
    assert [row.cells[5].text for row in sheet.rows] == ["规则", "只是计数", "《测试用的规则》，2023年1月1日起"]


def test_the_figure_sheet_gathers_the_forms_of_one_figure_in_one_line():
    both = (make_bound("I34", 79, 83), "，", make_bound("I34", 79, 83, "part"), "，", make_bound("I34", 79, 83, "part"))
    content = write(attrs.evolve(make_document(), blocks=(Paragraph(runs(*both)),)))
    sheet = docx.Document(io.BytesIO(content)).tables[-1]
    assert [row.cells[2].text for row in sheet.rows] == ["文中数字", "95.1%、79"]


def test_the_ids_of_controls_differ_even_where_their_digests_meet():
    assert len(set(control_ids(str(number) for number in range(150_000)).values())) == 150_000


def test_a_rule_that_nobody_has_compared_with_its_text_says_so_on_paper():
    figure = make_bound("I34", 79, 83, rule="分级规则", verified=False)
    content = write(attrs.evolve(make_document(), blocks=(Paragraph(runs(figure)),)))
    assert any("分级规则（还没人对过原文）" in text for text in text_of(content))


def test_the_signature_and_the_date_stand_at_the_right():
    opened = docx.Document(io.BytesIO(written()))
    signed = [p for p in opened.paragraphs if p.text in {"青禾镇食安办", "2023年12月31日"}]
    assert len(signed) == 2
    assert all(p.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.RIGHT for p in signed)


@pytest.mark.parametrize(
    ("issuer", "aside"),
    [("青禾镇食安办", 400 + (11 + 3 - 12) * 25), ("青禾镇食品安全办公室", 400 + (14 - 20) * 25), ("镇" * 30, 200)],
)
def test_the_issuer_stands_over_the_middle_of_the_date(issuer: str, aside: int):
    """The date, 2023年12月31日, is as wide as 7 Chinese characters and stands 4 from the right."""
    content = write(attrs.evolve(make_document(), signature=issuer))
    found = [p.find(f"{w('pPr')}/{w('ind')}") for p in part(content).iter(w("p"))]
    assert [each.get(w("rightChars")) for each in found if each is not None] == [str(aside), "400"]


def test_the_signature_never_stands_on_a_page_without_text():
    paragraphs = list(part(written()).iter(w("p")))
    texts = ["".join(found.itertext(w("t"))) for found in paragraphs]
    last, signed = texts.index("餐饮单位量化分级率达95%以上。依据《条例》办理。"), texts.index("2023年12月31日")
    kept = [found.find(f"{w('pPr')}/{w('keepNext')}") is not None for found in paragraphs[last : signed + 1]]
    assert kept == [True] * (signed - last) + [False]


def test_a_table_refuses_a_row_of_another_length():
    with pytest.raises(WrongUse, match="Row 1 has 1 cells for 2 columns"):
        Table((Column("甲"), Column("乙")), ((runs("只有一格"),),))


def test_a_heading_refuses_a_fifth_level():
    with pytest.raises(WrongUse, match="1 to 4, not 5"):
        Heading(5, runs("题"))


def test_tags_are_short_and_ids_differ_and_both_come_from_the_data():
    figures = [make_bound("I38", 230, division="甲" * 40), *(make_bound("I38", 230) for _each in range(50))]
    content = write(attrs.evolve(make_document(), blocks=tuple(Paragraph(runs(figure)) for figure in figures)))
    settings = [sdt.find(w("sdtPr")) for sdt in part(content).iter(w("sdt"))]
    tags = [each.find(w("tag")).get(w("val")) for each in settings]
    ids = [int(each.find(w("id")).get(w("val"))) for each in settings]
    assert len(set(tags)) == len(set(ids)) == 51
    assert max(map(len, tags)) <= 64
    assert all(0 < number < 2**31 for number in ids)
    assert all(each.find(f"{{{W}}}dataBinding") is None for each in settings)


def test_names_with_xml_signs_survive_and_forge_no_paragraph():
    name = "张记<餐馆>&李记</w:t></w:r></w:p><w:p><w:r><w:t>伪造结论：合格\n一、伪造"
    document = attrs.evolve(
        make_document(), blocks=(Paragraph(runs(name)),), annex=(Annex("名单", (Paragraph(runs(name)),)),)
    )
    texts = text_of(write(document))
    assert texts.count(name.replace("\n", " ")) == 2
    assert not any(text.startswith(("伪造", "一、")) for text in texts)


@pytest.mark.parametrize("text", ["铃\x07响", "半\ud83d字", "空\x00白", "标\ufffc记"])
def test_characters_that_a_file_cannot_hold_become_spaces(text: str):
    content = write(attrs.evolve(make_document(), blocks=(Paragraph(runs(text)),)))
    assert text[0] + " " + text[2:] in text_of(content)


def test_the_identity_of_a_figure_comes_back_as_it_was():
    before = make_bound("I34", 79, 83, title="名称<&>\"'", rule="规则", verified=False)
    document = attrs.evolve(make_document(), blocks=(Paragraph(runs(before)),))
    (after,) = read(write(document)).figures
    assert attrs.evolve(after, key=None) == before
    assert after.period.label == "2023年"
