"""Chinese takes two places for a character."""

from fscore.cli.columns import padded, table, width, wrapped


def test_columns_are_even_whatever_is_in_them():
    lines = table(("编号", "指标"), [("I1", "覆盖率"), ("I100", "x")])
    assert lines == ["编号  指标", "I1    覆盖率", "I100  x"]


def test_numbers_are_set_to_the_right():
    assert table(("数",), [("7",), ("123",)], numbers=(0,)) == [" 数", "  7", "123"]


def test_marks_that_combine_take_no_place():
    assert width("e\u0301") == 1


def test_full_width_signs_take_two_places():
    assert width("：Ａ") == 4


def test_a_text_longer_than_its_column_is_not_cut():
    assert padded("青禾镇", 2) == "青禾镇"


def test_a_line_is_never_wider_than_asked_and_nothing_is_lost():
    text = "列出指标：完成、总数、值、目标，以及背后的记录，见 indicators records"
    lines = wrapped(text, 20)
    assert len(lines) > 2
    assert max(width(line) for line in lines) <= 22  # a closing mark may hang over the edge
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_no_line_begins_with_a_closing_mark():
    assert wrapped("一二三四五，六七八", 10) == ["一二三四五，", "六七八"]
