"""How numbers are put into words on paper."""

from datetime import date
from decimal import Decimal

import pytest

from fscore.evaluation.ratio import PER_THOUSAND, PERCENT, State, Unit, Value
from fscore.evaluation.sources import Citation, Op, Rule
from fscore.evaluation.wording import (
    amount_text,
    claim_text,
    full_text,
    none_text,
    part_text,
    plain,
    target_sign,
    target_text,
    value_text,
    whole_text,
)

YUAN = Unit("元")


def target(value: int, op: Op = Op.GE) -> Rule:
    return Rule("test", Decimal(value), op, "%", date(2023, 1, 1), Citation("测试用的规则"))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Value.of(PERCENT, 9596, 10000), "95.9%"),
        (Value.of(PERCENT, 9999, 10000), "99.9%"),
        (Value.of(PERCENT, 19, 20), "95%"),
        (Value.of(PERCENT, 9501, 10000), "95.0%"),
        (Value.of(PERCENT, 0, 5), "0%"),
        (Value.of(PERCENT, 0, 0), None),
        (Value.of(YUAN, Decimal("50000.00")), "50000"),
        (Value.of(YUAN, Decimal("1234.50")), "1234.5"),
        (Value.of(PER_THOUSAND, 348, 65000), "5.3"),
        (Value(PERCENT, State.NO_DENOMINATOR, 46), None),
        (Value(YUAN, State.NOT_REPORTED), None),
    ],
)
def test_a_value_is_cut_and_never_invented(value: Value, text: str | None):
    assert value_text(value) == text


@pytest.mark.parametrize(
    ("value", "rule", "text"),
    [
        (Value.of(PERCENT, 79, 83), target(95), "95%以上"),
        (Value.of(PERCENT, 95, 100), target(95), "95%以上"),
        (Value.of(PERCENT, 949, 1000), target(95), "94.9%"),
        (Value.of(PERCENT, 83, 83), target(95), "100%"),
        (Value.of(PERCENT, 9999, 10000), target(100), "99.9%"),
        (Value.of(PERCENT, 96, 100), target(95, Op.GT), "96%"),
        (Value.of(PERCENT, 79, 83), None, "95.1%"),
        (Value.of(PERCENT, 0, 0), target(95), None),
        (Value.of(YUAN, 230), target(95), "230"),
    ],
)
def test_a_claim_stands_only_on_what_was_counted(value: Value, rule: Rule | None, text: str | None):
    assert claim_text(value, rule) == text


def test_none_and_all_are_said_only_where_this_was_counted():
    assert none_text(Value.of(YUAN, 0)) == "未发生"
    assert none_text(Value.of(YUAN, 1)) is None
    assert none_text(Value(YUAN, State.NOT_REPORTED, 0)) is None
    assert full_text(Value.of(PERCENT, 31, 31)) == "全部"
    assert full_text(Value.of(PERCENT, 30, 31)) is None
    assert full_text(Value.of(PERCENT, 0, 0)) is None


def test_part_and_whole_are_printed_only_if_they_are_known():
    assert (part_text(Value.of(PERCENT, 79, 83)), whole_text(Value.of(PERCENT, 79, 83))) == ("79", "83")
    assert whole_text(Value.of(YUAN, 230)) is None
    assert part_text(Value(PERCENT, State.NO_DENOMINATOR, 46)) is None


@pytest.mark.parametrize(
    ("number", "text"), [(10**20, "1" + "0" * 20), (Decimal("1E+3"), "1000"), (Decimal("0.10"), "0.1")]
)
def test_numbers_are_plain_digits(number: Decimal | int, text: str):
    assert plain(number) == text


@pytest.mark.parametrize(
    ("op", "bound", "unit", "sentence", "table"),
    [
        (Op.GE, "95", "%", "95%以上", "≥95%"),
        (Op.GE, "95.00", "percent", "95%以上", "≥95%"),
        (Op.GE, "4", "次", "4 次以上", "≥4次"),
        (Op.LE, "3", "起", "3 起以下", "≤3起"),
        (Op.GT, "3", "起", "超过 3 起", ">3起"),
        (Op.LT, "3", "起", "不满 3 起", "<3起"),
        (Op.EQ, "0", "件", "等于 0 件", "=0件"),
        (Op.EQ, "100", "%", "100%", "=100%"),
    ],
)
def test_a_target_reads_as_people_say_it(op: Op, bound: str, unit: str, sentence: str, table: str):
    rule = Rule("test", Decimal(bound), op, unit, date(2023, 1, 1), Citation("测试用的规则"))
    assert (target_text(rule), target_sign(rule)) == (sentence, table)


def test_a_sign_and_a_unit_may_be_set_apart():
    rule = Rule("test", Decimal(0), Op.EQ, "件", date(2023, 1, 1), Citation("测试用的规则"))
    assert target_sign(rule, " ") == "= 0 件"
    assert target_sign(target(95), " ") == "≥ 95%"


def test_an_amount_has_its_unit():
    assert amount_text(Value.of(Unit("件"), 1)) == "1 件"
    assert amount_text(Value.of(PERCENT, 78, 83)) == "93.9%"
    assert amount_text(Value(PERCENT, State.NOT_REPORTED)) is None
