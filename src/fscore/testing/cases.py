"""Worked cases: TOML files that an official can read, which say what is on record and what it must amount to.

::

    [[case]]
    name = "刚好一百人，已经上报"
    period = [2023-01-01, 2023-12-31]
    given = [
      { "聚餐备案" = { "办理状态" = "已受理", "聚餐餐次" = [{ "用餐人数" = 100 }] } },
    ]
    expect = { I39 = [0, 1], I38 = 1, D04 = "没有要算的" }

Records and fields are named by their label or by their name in the code. What is required and not said is filled in.
A list under the name of another kind of record holds records that belong to the one around it. ``as = "张家"`` names a
record, and ``"@张家"`` refers to it; ``times = 19`` makes as many of a kind.
All lies in 甲村 unless ``division_id`` names another place of the invented county (:mod:`fscore.testing.fixtures`).
What is expected is a count, ``[part, whole]``, or a state by its code or label.

Also known to a case: ``area`` (某县), ``today`` (the last day of the period), ``rules`` (local rules, ``region`` by the
name of a place), ``also`` (further plugins that are on).
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from fscore.errors import UnknownCode, WrongUse
from fscore.evaluation.ratio import State, Value
from fscore.evaluation.sources import Citation, Op, Rule
from fscore.extension.plugins import CORE, GROUP
from fscore.model.division import Division
from fscore.model.entity import about, describe
from fscore.model.period import Period
from fscore.services.figures import reading
from fscore.services.work import Work
from fscore.testing.fixtures import PLACES, VILLAGE, county, filled, with_required

_OWN = "fscore"
LOCAL = Citation("本地规定")


@attrs.frozen(kw_only=True)
class Case:
    """One worked case as it is written."""

    name: str
    period: Sequence[date]
    given: Sequence[Mapping[str, Any]]
    expect: Mapping[str, int | str | Sequence[int]]
    area: str = "某县"
    today: date | None = None
    rules: Sequence[Mapping[str, Any]] = ()
    also: Sequence[str] = ()


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file.

    Raises:
        WrongUse: naming the file, if it is not one of cases.
    """
    try:
        return [Case(**found) for found in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as fault:
        raise WrongUse("{file} is not a file of cases: {fault}", file=path.name, fault=fault) from fault


def plugin_of(path: Path) -> str:
    """Return the plugin whose folder a file lies in, or the core.

    Raises:
        WrongUse: if no folder around it declares a plugin.
    """
    for folder in path.resolve().parents:
        project = folder / "pyproject.toml"
        if project.is_file():
            declared = tomllib.loads(project.read_text(encoding="utf-8")).get("project", {})
            for name in declared.get("entry-points", {}).get(GROUP, {}):
                return str(name)
            if declared.get("name") == _OWN:
                return CORE
    raise WrongUse("{file} lies in no plugin's folder", file=str(path))


def differences(case: Case, plugin: str) -> list[str]:
    """Work a case out with nothing but the plugin, what it requires, and what the case names; return what is wrong."""
    first, last = case.period
    period = Period(first, last)
    system = county(
        with_required(name for name in (plugin, *case.also) if name != CORE),
        today=case.today or period.last,
        rules=[_local_rule(found) for found in case.rules],
    )
    with system.work() as work:
        _Given(work, period.first).keep(case.given)
        area = work.division(PLACES[case.area][0])
        found = []
        for code, wanted in case.expect.items():
            value = reading(work, code, area, period).value
            if not _as_wanted(value, wanted):
                found.append(f"{code} 应为 {wanted}，算出来是 {_shown(value)}")
    system.engine.dispose()
    return found


def _as_wanted(value: Value, wanted: int | str | Sequence[int]) -> bool:
    if isinstance(wanted, str):
        return value.state is State.named(wanted)
    if isinstance(wanted, int):
        return value.state is State.OK and value.whole is None and value.part == wanted
    return value.state is State.OK and [value.part, value.whole] == list(wanted)


def _shown(value: Value) -> str:
    if value.state is not State.OK:
        return f"{value.state.label}{value.reason and f'（{value.reason}）'}"
    return str(value.part if value.whole is None else [value.part, value.whole])


def _local_rule(found: Mapping[str, Any]) -> Rule:
    region = found.get("region")
    values = {**found, "value": Decimal(str(found["value"])), "op": Op(found["op"])}
    if region is not None:
        values["region"] = PLACES[region][0]
    return Rule(**{"citation": LOCAL, "unit": "", **values})


class _Given:
    """The records of one case, written in the order in which they stand."""

    def __init__(self, work: Work, day: date) -> None:
        self._work = work
        self._day = day
        self._named: dict[str, Any] = {}
        self._kinds: dict[str, type] = {}
        for name, cls in work.system.plugins.entities.items():
            self._kinds |= {name: cls, about(cls).label: cls}

    def keep(self, given: Sequence[Mapping[str, Any]]) -> None:
        """Write all records."""
        for one in given:
            for kind, values in one.items():
                for _each in range(values.get("times", 1)):
                    self._keep(self._kind(kind), values, {"division_id": self._place(VILLAGE).id})

    def _keep(self, cls: type, values: Mapping[str, Any], around: Mapping[str, Any]) -> None:
        names = {word: one.name for one in describe(cls) for word in (one.name, one.about.label)}
        own, below = dict(around), []
        for word, value in values.items():
            if word in names:
                own[names[word]] = self._meant(names[word], value)
            elif word in self._kinds:
                below.append((self._kinds[word], value))
            elif word not in ("as", "times"):
                raise WrongUse("{kind} has no field '{word}'", kind=about(cls).name, word=word)
        record: Any = self._work.create(cls, filled(cls, own, self._day))
        if "as" in values:
            self._named[values["as"]] = record
        for part, group in below:
            tie = next(one.name for one in describe(part) if one.ref is cls)
            for inner in group:
                for _each in range(inner.get("times", 1)):
                    self._keep(part, inner, {"division_id": record.division_id, tie: record.id})

    def _meant(self, name: str, value: Any) -> Any:
        if name == "division_id":
            return self._place(value).id
        if isinstance(value, str) and value.startswith("@"):
            if value[1:] not in self._named:
                raise UnknownCode("No record before this one is called '{code}'", code=value[1:])
            return self._named[value[1:]].id
        return value

    def _kind(self, word: str) -> type:
        if word not in self._kinds:
            raise UnknownCode("There is no kind of record '{code}'", code=word)
        return self._kinds[word]

    def _place(self, name: str) -> Division:
        if name not in PLACES:
            raise UnknownCode("The invented county has no place '{code}'", code=name)
        return self._work.division(PLACES[name][0])
