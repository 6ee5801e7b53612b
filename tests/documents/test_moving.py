"""Figures that stand elsewhere than they were written are named, and honest editing is left alone."""

import re
from collections.abc import Callable

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fscore.documents import Annex, BoundFigure, Column, Document, Heading, Paragraph, Table, runs, write
from fscore.documents.marks import Mark, MarkedParagraph
from fscore.documents.moving import elsewhere, equal_blocks
from tests.documents.papers import edit, make_bound, make_document, verdict

CONTROL = re.compile(r"<w:sdt>.*?</w:sdt>")
STYLES = "word/styles.xml"


def figure(name: str, number: int) -> BoundFigure:
    """A count that is found by its number in the file."""
    return make_bound(name, number)


def paper() -> Document:
    """A summary with figures in the text, a table and an annex; two paragraphs have numbers of their own."""
    table = Table((Column("备案"), Column("检查")), ((runs(figure("I06", 606)), runs("若干")),))
    return attrs.evolve(
        make_document(),
        figure_sheet=False,
        blocks=(
            Heading(1, runs("主要工作")),
            Paragraph(runs("共备案", figure("I01", 101), "起，受理", figure("I02", 202), "起。")),
            Paragraph(runs("检查", figure("I03", 303), "户，发现", figure("I04", 404), "处，办结", figure("I05", 505))),
            Heading(1, runs("存在问题")),
            Paragraph(runs("依据2019年条例办理。")),
            table,
            Paragraph(runs("宣传", figure("I07", 707), "次。")),
        ),
        annex=(Annex("明细", (Paragraph(runs("培训", figure("I08", 808), "人。")),)),),
    )


CONTENT = write(paper())


def control(xml: str, number: int) -> str:
    """The control that shows a number."""
    return next(found.group() for found in CONTROL.finditer(xml) if f">{number}<" in found.group())


def exchanged(one: int, other: int) -> Callable[[str], str]:
    """Exchange two controls."""

    def change(xml: str) -> str:
        first, second = control(xml, one), control(xml, other)
        return xml.replace(first, "▢").replace(second, first).replace("▢", second)

    return change


def moved(number: int, before: str) -> Callable[[str], str]:
    """Drag a control before the run with a text."""

    def change(xml: str) -> str:
        dragged = control(xml, number)
        rest = xml.replace(dragged, "")
        place = rest.rindex("<w:r>", 0, rest.index(before))
        return rest[:place] + dragged + rest[place:]

    return change


def named(change: Callable[[str], str], content: bytes = CONTENT) -> list[str]:
    """The figures that are altered; all other findings are unchanged, and no number is added or lost."""
    found = verdict(edit(content, change))
    assert (found.unbound, found.lost) == ((), ())
    altered = [one for one in found.findings if one.state == "altered"]
    assert {one.state for one in found.findings} <= {"altered", "unchanged"}
    assert all(one.text == f"{one.then}（不在原来的地方）" for one in altered)
    assert found.ok is not bool(altered)
    return [one.figure.id for one in altered]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (101, 202, ["I01", "I02"]),
        (101, 404, ["I01", "I04"]),
        (202, 808, ["I02", "I08"]),
        (303, 606, ["I03", "I06"]),
    ],
)
def test_exchanged_controls_are_both_named(one: int, other: int, expected: list[str]):
    assert named(exchanged(one, other)) == expected


@pytest.mark.parametrize(
    ("number", "before", "expected"),
    [
        (505, "检查", ["I05"]),
        (101, "青禾镇2023年", ["I01"]),
        (101, "主要工作", ["I01"]),
        (101, "户，发现", ["I01"]),
        (303, "起。", ["I03"]),
        (505, "存在问题", ["I05"]),
        (505, "条例", ["I05"]),
        (606, "若干", ["I06"]),
        (707, "青禾镇食安办", ["I07"]),
        (707, ">明细<", ["I07"]),
        (808, "宣传", ["I08"]),
    ],
    ids=[
        "in its paragraph", "into the title", "into a heading", "past another", "into the paragraph before",
        "into the next heading", "to a number", "into the next cell", "into the signature", "into the annex's title",
        "out of the annex",
    ],
)  # fmt: skip
def test_a_moved_control_alone_is_named(number: int, before: str, expected: list[str]):
    assert named(moved(number, before)) == expected


def test_a_control_moved_into_the_footer_is_named():
    taken: list[str] = []

    def take(xml: str) -> str:
        taken.append(control(xml, 707))
        return xml.replace(taken[0], "")

    content = edit(CONTENT, take)
    found = verdict(edit(content, lambda xml: xml.replace("<w:r>", taken[0] + "<w:r>", 1), part="word/footer1.xml"))
    assert [one.figure.id for one in found.findings if one.state == "altered"] == ["I07"]


def test_a_copy_whose_original_was_emptied_is_named():
    def change(xml: str) -> str:
        copy = control(xml, 303)
        emptied = xml.replace(">303<", "><")
        return emptied.replace('<w:t xml:space="preserve">共备案', "<w:t>见</w:t></w:r>" + copy + "<w:r><w:t>共备案")

    assert named(change) == ["I03"]


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace("起，受理", "起。</w:t></w:r></w:p><w:p><w:r><w:t>全年受理", 1),
        lambda xml: re.sub(r"起。</w:t></w:r></w:p><w:p>", "起；</w:t></w:r>", xml, count=1),
        lambda xml: xml.replace("主要工作", "工作成效").replace("户，发现", "户，现场整改一处不落，共发现"),
        lambda xml: xml.replace("宣传", "到村里、到学校、到集市上宣传"),
        lambda xml: xml.replace("<w:p>", "<w:p><w:r><w:t>各村统一了做法。</w:t></w:r></w:p><w:p>"),
        lambda xml: xml.replace("依据2019年条例办理。", "依据2019</w:t></w:r></w:p><w:p><w:r><w:t>年条例。"),
    ],
    ids=["split", "joined", "reworded", "longer", "added", "split behind a number"],
)
def test_honest_editing_names_no_figure(change: Callable[[str], str]):
    assert named(change) == []


def test_words_style_ids_of_its_own_do_not_matter():
    """Word in Chinese writes ``1`` for Heading1 and ``a3`` for Title; the names of the styles stay."""
    heading = write(attrs.evolve(paper(), blocks=(Heading(1, runs("备案", figure("I01", 101), "起")),)))

    def renamed(xml: str) -> str:
        return xml.replace('"Heading1"', '"1"').replace('"Title"', '"a3"')

    content = edit(heading, renamed)
    styles = edit(content, lambda xml: xml.replace('styleId="Heading1"', 'styleId="1"'), part=STYLES)
    assert verdict(styles).ok


def test_a_control_that_word_sets_around_its_paragraph_is_at_its_place():
    """A control that is all of a paragraph may come back with the paragraph inside."""
    alone = write(attrs.evolve(paper(), blocks=(Paragraph(runs(figure("I01", 101))), Paragraph(runs("见上。")))))

    def around(xml: str) -> str:
        inner = re.search(r"<w:p>(<w:sdt>.*?)<w:sdtContent>(.*?)</w:sdtContent></w:sdt></w:p>", xml)
        assert inner is not None
        head, content = inner.groups()
        return xml.replace(inner.group(), f"{head}<w:sdtContent><w:p>{content}</w:p></w:sdtContent></w:sdt>")

    assert named(around, alone) == []


def test_a_changed_number_does_not_accuse_the_figures_around_it():
    """Which of two like numbers was deleted is told by the figures between them."""
    text = Paragraph(runs("2023年", figure("I01", 101), "起，2023年", figure("I02", 202), "起。"))
    content = write(attrs.evolve(paper(), blocks=(text,), title="总结", dated=None, annex=()))
    found = verdict(edit(content, lambda xml: xml.replace("2023年", "当年", 1)))
    assert found.lost == ("2023",)
    assert [one.state for one in found.findings] == ["unchanged", "unchanged"]


def paragraph(*keys: str) -> MarkedParagraph:
    return MarkedParagraph(tuple(Mark(key, figure=not key.isdigit()) for key in keys))


def test_a_figure_at_the_edge_of_its_paragraph_that_joins_the_next_is_named():
    written = [paragraph("1", "a"), paragraph("b", "2")]
    assert elsewhere(written, [paragraph("1"), paragraph("a", "b", "2")], {"a", "b"}) == {"a"}
    assert elsewhere(written, [paragraph("1"), paragraph("a"), paragraph("b", "2")], {"a", "b"}) == set()
    assert elsewhere(written, [paragraph("1", "a", "b", "2")], {"a", "b"}) == set()


def test_a_figure_that_passes_a_number_is_named():
    assert elsewhere([paragraph("1", "a", "2")], [paragraph("1", "2", "a")], {"a"}) == {"a"}
    assert elsewhere([paragraph("1", "a", "2")], [paragraph("1", "a", "3")], {"a"}) == set()


@settings(max_examples=100, deadline=None)
@given(st.integers(4, 30), st.data())
def test_one_figure_moved_past_two_or_more_is_the_only_one_named(size: int, data: st.DataObject):
    keys = [f"k{number}" for number in range(size)]
    start = data.draw(st.integers(0, size - 1))
    target = data.draw(st.integers(0, size - 1).filter(lambda place: abs(place - start) >= 2))
    changed = [key for key in keys if key != keys[start]]
    changed.insert(target, keys[start])
    assert elsewhere([paragraph(*keys)], [paragraph(*changed)], set(keys)) == {keys[start]}


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
def test_equal_blocks_are_equal_and_in_order(before: list[str], after: list[str]):
    old_end = new_end = 0
    for old, new, size in equal_blocks(before, after):
        assert old >= old_end
        assert new >= new_end
        assert before[old : old + size] == after[new : new + size]
        old_end, new_end = old + size, new + size
