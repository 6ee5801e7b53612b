"""What one field takes: the only validation there is, for forms, sheets, programs and the command line alike."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from fscore.errors import InvalidValue
from fscore.labels import _, joined
from fscore.model.choice import Choice
from fscore.model.period import EARLIEST, LATEST
from fscore.model.text import forbidden, normal

if TYPE_CHECKING:
    from fscore.model.entity import Described

INT64 = 2**63 - 1
DEFAULT_LENGTH = 200
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", re.ASCII)
_TRUE = frozenset({"1", "true", "yes", "on", "y", "是", "有", "对"})
_FALSE = frozenset({"0", "false", "no", "off", "n", "否", "无", "错", "没有"})
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


def accept(field: "Described", value: Any) -> Any:
    """Return ``value`` as the field keeps it.

    Text is read as people write it (``2023年4月3日``, ``１５``, ``是``); values of the field's own type are checked.

    Raises:
        InvalidValue: with the field's label, what was found, and what to write.
    """
    if isinstance(value, str):
        value = _clean(field, value)
    if value is None or value == "":
        if field.type is str and value == "" and not field.required:
            return None if field.optional else ""
        if field.optional:
            return None
        raise _fault(field, value, _("“{label}”要填"))
    return _reader(field)(field, value)


def _fault(field: "Described", value: Any, template: str, **data: Any) -> InvalidValue:
    return InvalidValue(template, field=field.name, label=field.about.label, value=value, **data)


def _clean(field: "Described", value: str) -> str:
    found = forbidden(value)
    if found:
        raise _fault(field, value, _("“{label}”里有不能保存的字符 {found}，请删掉"), found=found)
    return normal(value).upper() if field.about.upper else normal(value)


def _text(field: "Described", value: Any) -> str:
    if not isinstance(value, str):
        raise _fault(field, value, _("“{label}”要写文字，不是 {value}"))
    limit = field.about.max_length or DEFAULT_LENGTH
    if len(value) > limit:
        raise _fault(field, value, _("“{label}”最多 {limit} 个字，现在 {count} 个"), limit=limit, count=len(value))
    if "\n" in value and not field.about.multiline:
        raise _fault(field, value, _("“{label}”只写一行"))
    pattern = field.about.pattern
    if pattern and not re.fullmatch(pattern, value, re.ASCII):
        raise _fault(field, value, _("“{label}”不合要求：{wanted}"), wanted=field.about.help or pattern)
    check = field.about.check
    reason = check(value) if check else None
    if reason:
        raise _fault(field, value, _("“{label}”不对：{reason}"), reason=reason)
    return value


def _whole(field: "Described", value: Any) -> int:
    if isinstance(value, str) and re.fullmatch(r"[+-]?\d{1,19}", value.replace(",", ""), re.ASCII):
        value = int(value.replace(",", ""))
    if isinstance(value, float | Decimal) and Decimal(value).is_finite() and value == int(value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise _fault(field, value, _("“{label}”要写整数，不是“{value}”"))
    return int(_within(field, value))


def _amount(field: "Described", value: Any) -> Decimal:
    if isinstance(value, str) and _NUMBER.fullmatch(value.replace(",", "")):
        value = Decimal(value.replace(",", ""))
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = Decimal(str(value))
    if not isinstance(value, Decimal) or not value.is_finite():
        raise _fault(field, value, _("“{label}”要写数，不是“{value}”"))
    places = field.about.places
    try:
        exact = value.quantize(Decimal(1).scaleb(-places))
    except InvalidOperation:
        raise _fault(field, value, _("“{label}”的数太大")) from None
    if exact != value:
        raise _fault(field, value, _("“{label}”最多 {places} 位小数"), places=places)
    if abs(exact.scaleb(places)) > INT64:
        raise _fault(field, value, _("“{label}”的数太大"))
    return Decimal(_within(field, exact))


def _within(field: "Described", value: Any) -> Any:
    low, high = field.about.at_least, field.about.at_most
    if low is not None and value < low:
        raise _fault(field, value, _("“{label}”不能小于 {low}，现在是 {value}"), low=low)
    if high is not None and value > high:
        raise _fault(field, value, _("“{label}”不能大于 {high}，现在是 {value}"), high=high)
    if abs(value) > INT64:
        raise _fault(field, value, _("“{label}”的数太大"))
    return value


def _flag(field: "Described", value: Any) -> bool:
    word = value.lower() if isinstance(value, str) else str(value).lower() if isinstance(value, int) else ""
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise _fault(field, value, _("“{label}”要写“是”或“否”，不是“{value}”"))


def _day(field: "Described", value: Any) -> date:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, str):
        found = _DATE.fullmatch(value)
        try:
            value = date(*map(int, found.groups())) if found else value
        except ValueError:
            raise _fault(field, value, _("“{label}”没有这一天：{value}")) from None
    if not isinstance(value, date):
        raise _fault(field, value, _("“{label}”要写日期，如 2023年4月3日，不是“{value}”"))
    if not EARLIEST <= value <= LATEST:
        raise _fault(field, value, _("“{label}”的年份不对：{value}"))
    return value


def _moment(field: "Described", value: Any) -> datetime:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise _fault(field, value, _("“{label}”要写日期和时间，如 2023-04-03 12:00")) from None
    if not isinstance(value, datetime):
        raise _fault(field, value, _("“{label}”要写日期和时间，如 2023-04-03 12:00"))
    if value.tzinfo is None:
        raise _fault(field, value, _("“{label}”的时间没有说明时区"))
    return value.astimezone(UTC)


def _choice(field: "Described", value: Any) -> Choice:
    kind: type[Choice] = field.type
    made = value if isinstance(value, kind) else kind.named(value) if isinstance(value, str) else None
    if made is None:
        choices = joined(member.label for member in kind)
        raise _fault(field, value, _("“{label}”没有“{value}”这一项，请从这些里选：{choices}"), choices=choices)
    return made


def _choices(field: "Described", value: Any) -> frozenset[Choice]:
    if isinstance(value, str):
        parts: list[Any] = re.split("[、,，;；|]", value)
    elif isinstance(value, Iterable):
        parts = list(value)
    else:
        parts = [value]
    return frozenset(_choice(field, part) for part in parts if part not in ("", None))


_READERS: dict[type, Callable[["Described", Any], Any]] = {
    str: _text,
    int: _whole,
    Decimal: _amount,
    bool: _flag,
    date: _day,
    datetime: _moment,
}


def _reader(field: "Described") -> Callable[["Described", Any], Any]:
    if field.many:
        return _choices
    if issubclass(field.type, Choice):
        return _choice
    return _READERS[field.type]
