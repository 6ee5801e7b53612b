"""Which characters of a text are numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fscore.documents import numerals
from fscore.documents.numerals import CONTROL


def found(text: str) -> list[str]:
    return [number.text for number in numerals(text)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2023年4月3日", ["2023", "4", "3"]),
        ("达95.1%以上", ["95.1%"]),
        ("５万元，６．５万余人", ["5万", "6.5万"]),
        ("②④", ["24"]),
        ("二〇二三年", ["二〇二三"]),
        ("二百三十起、三十二户、十二批", ["二百三十", "三十二", "十二"]),
        ("百分之九十五", ["百分之九十五"]),
        ("百分之百", ["百分之百"]),
        ("万分之三", ["万分之三"]),
        ("近一半的户，过半数，七成以上", ["一半", "过半", "七成"]),
        ("三分之一的户，八点五分", ["三分之一", "八点五"]),
        ("十余起，百余户，近千人，上百场", ["十余", "百余", "近千", "上百"]),
        ("几百家，数十次，十几人，千多份", ["几百", "数十", "十几", "千多"]),
        ("壹拾贰元", ["壹拾贰"]),
        ("镇食安办〔2023〕5号", ["2023", "5"]),
        ("面积20m²、3m³", ["20", "3"]),
    ],
)
def test_numbers_of_every_kind_are_found(text: str, numbers: list[str]):
    assert found(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "一是二是三是",
        "把好四个关口，进村组、五进",
        "统一部署，进一步落实",
        "万一、千万、百姓、十分",
        "三三两两，一一核对",
        "一人要管好几家，下午三点开会，三点意见",
        "多余、业余、千万多加小心，最近十分忙",
        "完成、建成、统一成立",
        "党的二十大精神",
        "“十四五”规划",
    ],
)
def test_ordinary_wording_has_no_numbers(text: str):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("{}起", 0),
        ("{}万元", 1),
        ("-{}起", 1),
        ("{}%", 1),
        ("{}5", 1),
        ("近{}起", 1),
        ("不足 {}起", 1),
        ("{}余起", 1),
        ("附近{}户", 0),
    ],
)
def test_what_touches_a_figure_counts_with_it(text: str, numbers: int):
    assert len(found(text.format(CONTROL))) == numbers


def test_the_words_around_a_number_are_given_for_the_reader():
    (number,) = numerals("甲乙丙丁戊己庚辛壬癸共36户，其余的都已经复查完毕了")
    assert number.context == "丙丁戊己庚辛壬癸共36户，其余的都已经"[1:]
    assert (number.start, number.end) == (11, 13)


@given(st.text(), st.integers(0, 10**6))
def test_a_number_is_found_in_any_surroundings(around: str, number: int):
    assert any(str(number) in text for text in found(f"甲{number}乙{around}"))


@given(st.text())
def test_every_digit_belongs_to_a_number(text: str):
    digits = sum(char.isdecimal() for char in text)
    assert sum(char.isdecimal() for number in found(text) for char in number) >= digits
