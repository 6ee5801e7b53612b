"""Reads the tables of a file key by key, and collects every fault with the place where it stands."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any, TypeVar

from fscore.errors import Problem
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.text import forbidden, normal

ChoiceOf = TypeVar("ChoiceOf", bound=Choice)

_LONGEST = 1000
_MOST_DIGITS = 12


class Reader:
    """One table of a file; :meth:`close` reports the keys that nobody asked for.

    ``names`` has what the keys are called in Chinese.
    """

    def __init__(self, table: Mapping[str, Any], where: str, problems: list[Problem], names: Mapping[str, str]) -> None:
        self._names = names
        self._table = dict(table)
        self._asked: set[str] = set()
        self.where = where
        self.problems = problems

    def __contains__(self, key: str) -> bool:
        return self._table.get(key) is not None

    def fault(self, reason: str) -> None:
        """Note that something in this table is wrong."""
        self.problems.append(Problem(self.where, reason))

    def close(self) -> None:
        """Report the keys that mean nothing here."""
        for key in self._table:
            if key not in self._asked:
                near = get_close_matches(key, self._asked, n=1)
                hint = _("，是不是“{near}”？").format(near=near[0]) if near else _("，请删去")
                self.fault(_("不认识“{key}”{hint}").format(key=key, hint=hint))

    def _get(self, key: str, *, required: bool) -> Any:
        self._asked.add(key)
        value = self._table.get(key)
        if value is None and required:
            self.fault(_("没有写{key}").format(key=self.named(key)))
        return value

    def _wrong(self, key: str, wanted: str, value: Any) -> None:
        self.fault(_("{key}要写{wanted}，现在是“{value}”").format(key=self.named(key), wanted=wanted, value=value))

    def named(self, key: str) -> str:
        """Return a key as people know it: 分值（points）."""
        return f"“{self._names[key]}”（{key}）" if key in self._names else f"“{key}”"

    def text(self, key: str, *, required: bool = False) -> str:
        """Return a text, "" if it is not there."""
        value = self._get(key, required=required)
        if value is None:
            return ""
        if not isinstance(value, str):
            self._wrong(key, _("文字（放在引号里）"), value)
            return ""
        found = forbidden(value)
        if found or len(value) > _LONGEST:
            self._wrong(key, _("不超过 {most} 个字、没有特殊字符的文字").format(most=_LONGEST), found or value[:20])
            return ""
        return normal(value)

    def number(self, key: str, *, required: bool = False) -> Decimal | None:
        """Return a number exactly as it is written."""
        return self._number(key, self._get(key, required=required))

    def _number(self, key: str, value: Any) -> Decimal | None:
        if value is None:
            return None
        if isinstance(value, str):
            try:
                value = Decimal(value.strip())
            except InvalidOperation:
                self._wrong(key, _("数字"), value)
                return None
        if isinstance(value, bool) or not isinstance(value, Decimal | int):
            self._wrong(key, _("数字"), value)
            return None
        number = Decimal(value)
        if not number.is_finite() or number.adjusted() >= _MOST_DIGITS or len(number.as_tuple().digits) > _MOST_DIGITS:
            self._wrong(key, _("最多 {most} 位的数字").format(most=_MOST_DIGITS), str(value)[:30])
            return None
        return number

    def whole(self, key: str, *, required: bool = False) -> int | None:
        """Return a whole number."""
        number = self.number(key, required=required)
        if number is None:
            return None
        if number != number.to_integral_value():
            self._wrong(key, _("整数"), number)
            return None
        return int(number)

    def numbers(self, key: str, *, required: bool = False) -> Decimal | dict[str, Decimal] | None:
        """Return one number, or one for each key of a table."""
        value = self._get(key, required=required)
        if not isinstance(value, Mapping):
            return self._number(key, value)
        read = {str(kind): self._number(f"{key}.{kind}", number) for kind, number in value.items()}
        return {kind: number for kind, number in read.items() if number is not None}

    def day(self, key: str, *, required: bool = False) -> date | None:
        """Return a day."""
        value = self._get(key, required=required)
        if isinstance(value, str):
            try:
                return date.fromisoformat(value.strip())
            except ValueError:
                self._wrong(key, _("日期，例如 2025-01-01"), value)
                return None
        if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
            self._wrong(key, _("日期，例如 2025-01-01"), value)
            return None
        return value

    def flag(self, key: str) -> bool:
        """Return true or false, false if it is not there."""
        value = self._get(key, required=False)
        if value is not None and not isinstance(value, bool):
            self._wrong(key, _(" true 或 false"), value)
            return False
        return bool(value)

    def choice(self, key: str, choices: type[ChoiceOf], *, required: bool = False) -> ChoiceOf | None:
        """Return one of a closed list."""
        value = self._get(key, required=required)
        if value is None:
            return None
        found = choices.named(value) if isinstance(value, str) else None
        if found is None:
            offered = "、".join(f"{each.value}（{each.label}）" for each in choices)
            self._wrong(key, _("其中之一：{offered}").format(offered=offered), value)
        return found

    def names(self, key: str) -> dict[str, str]:
        """Return a table of texts."""
        value = self._get(key, required=False)
        if value is None:
            return {}
        if not isinstance(value, Mapping) or not all(isinstance(text, str) for text in value.values()):
            self._wrong(key, _('名称，例如 { face = "笑脸" }'), value)
            return {}
        return {str(name): normal(text) for name, text in value.items()}

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self._get(key, required=False)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            self._wrong(key, _('一列文字，例如 ["licence"]'), value)
            return ()
        return tuple(normal(text) for text in value)

    def table(self, key: str, *, required: bool = False) -> "Reader | None":
        """Return the reader of a table within this one."""
        value = self._get(key, required=required)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self._wrong(key, _('一组值，例如 { op = "ge", value = 90 }'), value)
            return None
        return Reader(
            value, _("{where}{key}").format(where=self.where, key=self.named(key)), self.problems, self._names
        )

    def tables(self, key: str, name: str) -> Iterator["Reader"]:
        """Yield the readers of a list of tables; ``name`` is what one of them is called."""
        value = self._get(key, required=False)
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(table, Mapping) for table in value):
            self._wrong(key, _("一列组，每组以 [[{key}]] 开头").format(key=key), value)
            return
        for place, table in enumerate(value, 1):
            label = table.get("label") or table.get("grade") or table.get("code") or ""
            own = table.get("_place") or _("第 {place} 个{name}").format(place=place, name=name)
            where = f"{own}“{label}”" if label else str(own)
            inner = self.where if self.where and not table.get("_place") else ""
            kept = {word: held for word, held in table.items() if word != "_place"}
            yield Reader(kept, f"{inner}{'的' if inner else ''}{where}", self.problems, self._names)
