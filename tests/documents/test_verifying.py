"""What verification finds in a file that came back, and what it lets pass."""

import re
from decimal import Decimal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fscore.documents import BoundFigure, Paragraph, compare, read, runs, write
from fscore.evaluation.figures import Figure
from tests.documents.papers import AT_LEAST_95, edit, make_bound, make_document, make_figure, verdict, written

CONTROL = re.compile(r"<w:sdt>.*?</w:sdt>")


def states(content: bytes, **now: object) -> list[str]:
    return [finding.state for finding in verdict(content, **now).findings]  # type: ignore[arg-type]


def test_a_file_as_it_was_written_passes():
    found = verdict(written())
    assert found.ok
    assert states(written()) == ["unchanged", "unchanged"]
    assert (found.unbound, found.lost) == ((), ())


def test_a_digit_changed_in_a_control_is_found():
    found = verdict(edit(written(), lambda xml: xml.replace(">230<", ">250<", 1)))
    assert not found.ok
    (finding,) = [each for each in found.findings if each.state == "altered"]
    assert (finding.figure.id, finding.text, finding.then, finding.now) == ("I38", "250", "230", "230")


@pytest.mark.parametrize(
    ("before", "after", "unbound", "lost"),
    [
        ("2023年全年", "2024年全年", "2024", "2023"),
        ("青禾镇2023年食品", "青禾镇2022年食品", "2022", "2023"),
        ("2023年12月31日", "2023年12月30日", "30", "31"),
        (">79/83<", ">83/83<", "83", "79"),
    ],
    ids=["text", "title", "date", "annex"],
)
def test_a_digit_changed_outside_the_controls_is_found(before: str, after: str, unbound: str, lost: str):
    found = verdict(edit(written(), lambda xml: xml.replace(before, after, 1)))
    assert not found.ok
    assert found.unbound[0].startswith(unbound)
    assert found.lost == (lost,)


def test_a_removed_control_is_found():
    found = verdict(edit(written(), lambda xml: CONTROL.sub("", xml, count=1)))
    assert not found.ok
    assert [each.state for each in found.findings] == ["removed", "unchanged"]
    assert found.unbound == ()


def test_a_control_taken_away_with_its_text_kept_is_removed_and_its_number_unbound():
    found = verdict(edit(written(), lambda xml: CONTROL.sub("<w:r><w:t>230</w:t></w:r>", xml, count=1)))
    assert [each.state for each in found.findings] == ["removed", "unchanged"]
    assert found.unbound == ("230（“年共备案自办酒席230起，没有发生事故”）",)


def test_text_moved_out_of_its_control_is_found():
    moved = edit(written(), lambda xml: xml.replace(">230<", "><", 1).replace(">起，", ">230起，", 1))
    found = verdict(moved)
    assert [each.state for each in found.findings] == ["removed", "unchanged"]
    assert len(found.unbound) == 1


def test_wording_may_be_edited():
    def reworded(xml: str) -> str:
        return xml.replace("起，没有发生事故", "起，一是管得住，二是没有一例事故").replace("主要工作", "工作成效")

    assert verdict(edit(written(), reworded)).ok


def test_a_new_paragraph_without_digits_may_be_added():
    added = "<w:p><w:r><w:t>各村进一步统一了做法。</w:t></w:r></w:p>"
    assert verdict(edit(written(), lambda xml: xml.replace("<w:sectPr", added + "<w:sectPr"))).ok


@pytest.mark.parametrize("number", ["36", "３６", "③", "二百三十", "百分之九", "二〇二四"])
def test_a_new_paragraph_with_a_number_of_any_kind_is_found(number: str):
    added = f"<w:p><w:r><w:t>新增检查{number}户。</w:t></w:r></w:p>"
    found = verdict(edit(written(), lambda xml: xml.replace("<w:sectPr", added + "<w:sectPr")))
    assert not found.ok
    assert len(found.unbound) == 1


def test_a_paragraph_split_in_two_still_passes():
    split = edit(written(), lambda xml: xml.replace("年全年共", "年</w:t></w:r></w:p><w:p><w:r><w:t>全年共", 1))
    assert verdict(split).ok


def test_two_paragraphs_joined_still_pass():
    joined = edit(
        written(), lambda xml: re.sub(r"起，没有发生事故。</w:t></w:r></w:p><w:p>", "起。</w:t></w:r>", xml, count=1)
    )
    assert verdict(joined).ok


def test_runs_that_word_has_split_still_pass():
    def split(xml: str) -> str:
        inside = '>2</w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidR="00A1"><w:t>30<'
        return xml.replace(">230<", inside, 1).replace(">2023年全年", ">20</w:t></w:r><w:r><w:t>23年全年", 1)

    assert verdict(edit(written(), split)).ok


def test_a_digit_changed_in_one_of_the_split_runs_is_found():
    inside = ">2</w:t></w:r><w:r><w:t>50<"
    assert states(edit(written(), lambda xml: xml.replace(">230<", inside, 1))) == ["altered", "unchanged"]


def test_a_copied_control_is_found():
    found = verdict(edit(written(), lambda xml: CONTROL.sub(lambda sdt: sdt.group() * 2, xml, count=1)))
    assert not found.ok
    assert found.unbound == ("230（复制出来的数字）",)


def test_a_copy_that_was_changed_is_found_beside_its_original():
    def copied(xml: str) -> str:
        return CONTROL.sub(lambda sdt: sdt.group() + sdt.group().replace(">230<", ">250<"), xml, count=1)

    found = verdict(edit(written(), copied))
    assert [each.state for each in found.findings] == ["unchanged", "unchanged"]
    assert found.unbound == ("250（复制出来的数字）",)


def test_a_page_number_in_the_text_is_found_as_a_number_and_as_a_field():
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>'
    found = verdict(edit(written(), lambda xml: xml.replace("<w:sdt>", field + "<w:sdt>", 1)))
    assert [each[:1] for each in found.unbound] == ["3", "域"]


def test_an_embedded_chart_is_named():
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
    chart = f'<Relationship Id="rId9" Type="{kind}" Target="charts/chart1.xml"/></Relationships>'
    changed = edit(written(), lambda xml: xml.replace("</Relationships>", chart), part="word/_rels/document.xml.rels")
    assert verdict(changed).unbound == ("嵌入的图表或文件：word/charts/chart1.xml",)


def test_the_records_are_asked_once_for_each_figure_and_answer_by_key():
    asked = []

    def find(figure: BoundFigure) -> Figure | None:
        asked.append(figure.id)
        return make_figure("I38", 231) if figure.id == "I38" else None

    both = (make_bound("I38", 230), "，", make_bound("I38", 230), "，", make_bound("I34", 79, 83))
    document = read(write(attrs.evolve(make_document(), blocks=(Paragraph(runs(*both)),))))
    again = document.again(find)
    assert asked == ["I38", "I34"]
    assert [figure.text for figure in again.values()] == ["231", "231"]
    assert all(figure.key == key for key, figure in again.items())
    assert [each.state for each in compare(document, again).findings] == ["changed"] * 3


def test_digits_set_against_a_control_are_found():
    assert (
        verdict(edit(written(), lambda xml: xml.replace("自办酒席</w:t>", "自办酒席1</w:t>")))
        .unbound[0]
        .startswith("1（")
    )
    assert not verdict(edit(written(), lambda xml: xml.replace(">起，", ">万起，", 1))).ok


def test_a_decimal_point_or_a_percent_sign_moved_is_found():
    document = attrs.evolve(make_document(), blocks=(Paragraph(runs("比例为95.1%。")),))
    content = write(document)
    assert not verdict(edit(content, lambda xml: xml.replace("95.1%", "9.51%"))).ok
    assert not verdict(edit(content, lambda xml: xml.replace("95.1%", "95.1"))).ok


def test_numbers_that_swap_places_are_found():
    document = attrs.evolve(make_document(), blocks=(Paragraph(runs("甲村12户。")), Paragraph(runs("乙村34户。"))))
    swapped = edit(
        write(document), lambda xml: xml.replace("12户", "00户").replace("34户", "12户").replace("00户", "34户")
    )
    assert not verdict(swapped).ok


def test_a_number_deleted_from_the_text_is_found():
    found = verdict(edit(written(), lambda xml: xml.replace("2023年全年", "全年", 1)))
    assert not found.ok
    assert found.lost == ("2023",)


@pytest.mark.parametrize(
    "hidden",
    [
        "<w:del><w:r><w:t>{}</w:t></w:r></w:del>",
        "<w:del><w:r><w:delText>{}</w:delText></w:r></w:del>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r>",
    ],
    ids=["deleted", "deleted text", "hidden"],
)
def test_a_figure_that_nobody_sees_is_removed(hidden: str):
    pattern = re.compile(r"<w:sdtContent>.*?</w:sdtContent>")
    inside = "<w:sdtContent>" + hidden.format("230") + "</w:sdtContent>"
    assert states(edit(written(), lambda xml: pattern.sub(inside, xml, count=1))) == ["removed", "unchanged"]


def test_a_number_inserted_with_tracked_changes_is_found():
    added = '<w:ins w:id="1" w:author="某人"><w:r><w:t>另有8起。</w:t></w:r></w:ins><w:sdt>'
    assert not verdict(edit(written(), lambda xml: xml.replace("<w:sdt>", added, 1))).ok


@pytest.mark.parametrize(
    "inside",
    [
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> = 200 + 50 </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
        '<w:fldSimple w:instr=" PAGE "/>',
        '<w:r><w:sym w:font="Symbol" w:char="F035"/></w:r>',
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>5</w:t></w:r>",
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>5起</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="5起"/></w:pict></w:r>',
        (
            '<w:r><w:t>乙</w:t></w:r><w:sdt><w:sdtPr><w:tag w:val="other"/></w:sdtPr><w:sdtContent>'
            "<w:r><w:t>5</w:t></w:r></w:sdtContent></w:sdt>"
        ),
    ],
    ids=["formula", "page", "symbol", "hidden", "text box", "word art", "foreign control"],
)
def test_a_number_brought_in_by_another_way_is_found(inside: str):
    added = f"<w:p><w:r><w:t>新增</w:t></w:r>{inside}</w:p><w:sectPr"
    assert len(verdict(edit(written(), lambda xml: xml.replace("<w:sectPr", added))).unbound) == 1


def test_a_number_in_a_footer_is_found_but_not_the_page_number():
    changed = edit(written(), lambda xml: xml.replace("— ", "第8期 — ", 1), part="word/footer1.xml")
    assert verdict(changed).unbound == ("8（页眉、页脚或脚注）",)


def test_paragraphs_numbered_by_word_are_found():
    numbered = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr></w:pPr></w:p><w:sectPr"
    assert verdict(edit(written(), lambda xml: xml.replace("<w:sectPr", numbered))).unbound == ("自动编号",)


def test_records_that_have_changed_since_are_no_fault_of_the_file():
    found = verdict(written(), I38=make_bound("I38", 231))
    assert found.ok
    changed = found.findings[0]
    assert (changed.state, changed.then, changed.now) == ("changed", "230", "231")


def test_the_same_claim_on_other_numbers_shows_both():
    found = verdict(written(), I34=make_bound("I34", 80, 83, "claim", target=AT_LEAST_95))
    changed = found.findings[1]
    assert (changed.state, changed.then, changed.now) == ("changed", "95%以上（79/83）", "95%以上（80/83）")


def test_the_same_number_on_other_records_is_unchanged_and_says_so():
    (first, _second) = verdict(written(), I38=make_bound("I38", 230, evidence="cd34" * 16)).findings
    assert (first.state, first.same_evidence) == ("unchanged", False)


def test_a_figure_that_the_records_no_longer_give_has_changed_to_nothing():
    found = compare(read(written()), {})
    assert {(each.state, each.now) for each in found.findings} == {("changed", None)}
    assert found.ok


def test_the_verdict_is_plain_data_with_the_promised_keys():
    data = verdict(written()).data()
    assert set(data) == {"ok", "figures", "unbound", "lost"}
    assert {"id", "text", "then", "now", "state"} <= set(data["figures"][0])  # type: ignore[index]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 9), st.data())
def test_whatever_digit_is_changed_anywhere_in_the_body_is_found(digit: int, data: st.DataObject):
    def change(xml: str) -> str:
        places = [found.start(1) + at for found in re.finditer(r"<w:t [^>]*>([^<]*)</w:t>", xml)
                  for at, char in enumerate(found.group(1)) if char.isdigit() and char != str(digit)]  # fmt: skip
        place = data.draw(st.sampled_from(places))
        return xml[:place] + str(digit) + xml[place + 1 :]

    assert not verdict(edit(written(), change)).ok


@settings(max_examples=40, deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["N", "C"]), max_size=20), st.decimals(0, 10**6, places=2)
)
def test_any_words_and_any_amount_come_back_unchanged(text: str, amount: Decimal):
    figure = make_bound("I07", amount, title=text, definition=text)
    content = write(attrs.evolve(make_document(), blocks=(Paragraph(runs(text, figure, text)),)))
    found = verdict(content)
    assert found.ok
    assert found.findings[0].figure.part == amount


def test_large_numbers_of_numbers_are_compared_without_endless_search():
    many = " ".join(str(number) for number in range(3000))
    document = attrs.evolve(make_document(), blocks=(Paragraph(runs(many)),))
    backwards = " ".join(str(number) for number in reversed(range(3000)))
    assert not verdict(edit(write(document), lambda xml: xml.replace(many, backwards))).ok
