"""Rules as they are shipped: dated TOML beside the code that needs them."""

import tomllib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from importlib import resources
from typing import Any

import cattrs
from cattrs.errors import ClassValidationError

from fscore.errors import Problem, RefusedFile
from fscore.evaluation.sources import Op, Rule


def _day(value: Any, _kind: Any) -> date:
    if not isinstance(value, date):
        raise TypeError("要写日期，如 2023-01-01，不加引号")
    return value


_converter = cattrs.Converter(forbid_extra_keys=True)
_converter.register_structure_hook(Decimal, lambda value, _kind: Decimal(str(value)))
_converter.register_structure_hook(date, _day)
_converter.register_structure_hook(Op, lambda value, _kind: Op(value))


def read_rules(text: str, name: str) -> tuple[Rule, ...]:
    """Return the rules of a TOML text: ``[[rule]]`` tables with the fields of :class:`Rule`.

    Numbers are written as text or as whole numbers, so that none passes through binary fractions.

    Raises:
        RefusedFile: with what is wrong in each rule.
    """
    problems: list[Problem] = []
    rules: list[Rule] = []
    for place, found in enumerate(_tables(text, name), start=1):
        where = f"{name} 第 {place} 条 {found.get('code', '')}".strip()
        if isinstance(found.get("value"), float):
            problems.append(Problem(where, 'value 要写成带引号的数，如 "0.5"'))
            continue
        try:
            rules.append(_converter.structure(found, Rule))
        except ClassValidationError as fault:
            problems += [Problem(where, reason) for reason in cattrs.transform_error(fault)]
    if problems:
        raise RefusedFile(name, problems)
    return tuple(rules)


def _tables(text: str, name: str) -> list[dict[str, Any]]:
    try:
        return list(tomllib.loads(text).get("rule", []))
    except tomllib.TOMLDecodeError as fault:
        raise RefusedFile(name, [Problem(name, str(fault))]) from None


def shipped_rules(package: str) -> Iterable[Rule]:
    """Return all rules that a package ships in its folder ``rules``."""
    folder = resources.files(package).joinpath("rules")
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    return [rule for one in files for rule in read_rules(one.read_text(encoding="utf-8"), one.name)]
