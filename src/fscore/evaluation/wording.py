"""How a number is put into words on paper: cut, never rounded up, and never claimed beyond what was counted."""

from decimal import Decimal

from fscore.evaluation.ratio import Number, State, Value
from fscore.evaluation.sources import Op, Rule
from fscore.labels import Text, _

SIGNS = {Op.GE: "≥", Op.GT: ">", Op.LE: "≤", Op.LT: "<", Op.EQ: "="}


def plain(number: Number) -> str:
    """Return ``number`` in Arabic digits, without grouping and without empty decimals.

    >>> plain(Decimal("50000.00"))
    '50000'
    """
    exact = Decimal(number)
    return f"{exact.to_integral_value() if exact == exact.to_integral_value() else exact.normalize():f}"


def value_text(value: Value) -> str | None:
    """Return the value as a document prints it, or None when there is no number to print.

    A rate over nothing, or whose total is missing, has none. A rate keeps one decimal unless it is exactly whole.

    >>> from fscore.evaluation.ratio import PERCENT
    >>> value_text(Value.of(PERCENT, 79, 83)), value_text(Value.of(PERCENT, 83, 83))
    ('95.1%', '100%')
    """
    number, shown = value.number, value.shown
    if number is None or shown is None or value.part is None:
        return None
    if value.unit.scale is None:
        return plain(value.part)
    text = plain(number) if number == number.to_integral_value() else shown
    return f"{text}%" if value.unit.label == "%" else text


def part_text(value: Value) -> str | None:
    """Return what was counted, or None when it is not known."""
    return plain(value.part) if value.state is State.OK and value.part is not None else None


def whole_text(value: Value) -> str | None:
    """Return what it was counted out of, or None when it is not known; a count has none."""
    return plain(value.whole) if value.state is State.OK and value.whole is not None else None


def none_text(value: Value) -> str | None:
    """Return 未发生 if there was none and this is known, else None: what was not reported is not none."""
    return _("未发生") if value.state is State.OK and value.part == 0 else None


def full_text(value: Value) -> str | None:
    """Return 全部 if every one of at least one was counted, else None."""
    known = value.state is State.OK and bool(value.whole)
    return _("全部") if known and value.part == value.whole else None


def claim_text(value: Value, target: Rule | None) -> str | None:
    """Return the claim that the numbers bear out, or None when there is no number to print.

    "95%以上" stands only if 100·part ≥ 95·whole, "100%" only if part and whole are equal; below its target a rate is
    printed as it is.

    >>> from datetime import date
    >>> from fscore.evaluation.ratio import PERCENT
    >>> from fscore.evaluation.sources import Citation
    >>> target = Rule("catering.graded", Decimal(95), Op.GE, "%", date(2023, 1, 1), Citation("…"))
    >>> claim_text(Value.of(PERCENT, 79, 83), target), claim_text(Value.of(PERCENT, 78, 83), target)
    ('95%以上', '93.9%')
    """
    text = value_text(value)
    if text is None or target is None or value.unit.scale is None or value.part == value.whole:
        return text
    if target.op is Op.GE and target.value < value.unit.scale and value.met(target):
        return f"{plain(target.value)}{'%' if value.unit.label == '%' else ''}以上"
    return text


def amount_text(value: Value) -> str | None:
    """Return the value with its unit, as a sentence takes it: "93.9%", "1 件"; None when there is no number."""
    text = value_text(value)
    return text if text is None or value.unit.label == "%" else f"{text} {value.unit.label}"


def target_text(target: Rule) -> str:
    """Return a target as a sentence takes it: 以上 and 以下 follow the number, the others go before it.

    >>> from datetime import date
    >>> from fscore.evaluation.sources import Citation
    >>> def rule(op: Op, value: int, unit: str) -> Rule:
    ...     return Rule("…", Decimal(value), op, unit, date(2023, 1, 1), Citation("…"))
    >>> target_text(rule(Op.GE, 95, "%")), target_text(rule(Op.GE, 4, "次")), target_text(rule(Op.EQ, 0, "件"))
    ('95%以上', '4 次以上', '等于 0 件')
    """
    amount = _amount(target, " ")
    if target.op in (Op.GE, Op.LE):
        return _("{amount}{op}").format(amount=amount, op=target.op.label)
    return amount if amount == "100%" else _("{op} {amount}").format(op=target.op.label, amount=amount)


def target_sign(target: Rule, space: str = "") -> str:
    """Return a target with a sign, as tables have it: "≥95%", "=0件"; ``space`` sets sign and unit apart."""
    template = _("{sign} {amount}") if space else _("{sign}{amount}")
    return template.format(sign=SIGNS[target.op], amount=_amount(target, space))


def amount_of(rule: Rule) -> str:
    """Return the number that a rule sets with its unit, however it is compared: "7 个工作日"."""
    return _amount(rule, " ")


def _amount(target: Rule, space: str) -> str:
    number = plain(target.value)
    if target.unit in ("%", "percent"):
        return f"{number}%"
    template = _("{number} {unit}") if space else _("{number}{unit}")
    return template.format(number=number, unit=Text(target.unit)) if target.unit else number
