"""What the declarations of a plugin must be before any of them is used: the right kinds, well filled, and not taken."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any

import attrs

from fscore.documents.template import Template
from fscore.evaluation.criteria import CriteriaSet
from fscore.evaluation.ratio import Unit
from fscore.evaluation.sources import Citation, Op, Rule
from fscore.extension.declarations import (
    Answers,
    Demonstration,
    OperatorPost,
    Outline,
    Part,
    Remarks,
    Reminder,
    Report,
    Section,
    Urgency,
)
from fscore.labels import _
from fscore.model.entity import about
from fscore.storage.indicators import Indicator, Span
from fscore.storage.rules import Requirement

PARTS: Mapping[str, type] = {
    "entities": type,
    "rules": Rule,
    "indicators": Indicator,
    "criteria": CriteriaSet,
    "answers": Answers,
    "requirements": Requirement,
    "posts": OperatorPost,
    "remarks": Remarks,
    "reminders": Reminder,
    "sections": Section,
    "reports": Report,
}
"""What each ``register_…`` returns, in the order in which it is asked for."""

_CALLABLE: Any = Callable
# attrs does not look at types; these are the fields that a wrong value would break far away from its plugin.
_FILLED: Mapping[type, Mapping[str, Any]] = {
    Rule: {"code": str, "value": Decimal, "op": Op, "unit": str, "effective": date, "citation": Citation},
    Citation: {"title": str},
    Indicator: {
        "id": str,
        "code": str,
        "label": str,
        "unit": Unit,
        "definition": str,
        "formula": _CALLABLE,
        "span": Span,
        "needs": tuple,
    },
    Reminder: {
        "code": str,
        "title": str,
        "select": _CALLABLE,
        "rule": str,
        "since": str | tuple,
        "due": str | _CALLABLE,
        "ends": str | _CALLABLE,
        "notice": str,
        "until": str,
        "urgency": Urgency,
    },
    Section: {"code": str, "place": Outline, "template": str, "order": int, "speaks_of": tuple},
    Report: {"code": str, "title": str, "lead": Outline, "parts": tuple},
    Answers: {"criteria": str, "subject": type, "find": _CALLABLE},
    OperatorPost: {"value": str, "label": str, "held": _CALLABLE},
    Remarks: {"entity": type, "find": _CALLABLE},
    Requirement: {"instead_of": str, "judge": _CALLABLE},
    Demonstration: {"code": str, "make": _CALLABLE, "after": tuple},
}
_MAY_BE_EMPTY = frozenset(
    {"template", "unit", "order", "needs", "speaks_of", "after", "value", "since", "due", "ends", "notice", "until"}
)


_NAMES: Mapping[str, tuple[str, Callable[[Any], tuple[str, ...]]]] = {
    "entities": (_("记录名"), lambda one: (about(one).name,)),
    "rules": (_("规则的这一版"), lambda one: (one.version,)),
    "indicators": (_("指标编号"), lambda one: (one.id, one.code)),
    "posts": (_("职务代码"), lambda one: (one.value,)),
    "reports": (_("提纲代码"), lambda one: (one.code,)),
}
"""Of the parts whose names are unique over all plugins, what the names are called and which they are."""


@attrs.frozen
class Taken:
    """What the core and the plugins before have declared: rules, and by part whose each name is (None: the core's)."""

    rules: Collection[Rule]
    names: Mapping[str, Mapping[str, str | None]]


def named(part: str, declared: Iterable[Any]) -> Iterator[str]:
    """Return the names in a part that no other plugin may use again."""
    return (name for one in declared for name in _NAMES[part][1](one)) if part in _NAMES else iter(())


def clashes(part: str, declared: Iterable[Any], taken: Taken) -> Iterator[str]:
    """Say which names in a part stand there twice, or are those of others, and whose."""
    for name, times in Counter(named(part, declared)).items():
        what = _NAMES[part][0]
        if times > 1:
            yield _("{what} {name} 写了 {times} 遍").format(what=what, name=name, times=times)
        elif name in taken.names[part]:
            owner = taken.names[part][name]
            if owner is None:
                yield _("{what} {name} 已被 fscore 自己占用").format(what=what, name=name)
            else:
                yield _("{what} {name} 已被模块“{owner}”占用").format(what=what, name=name, owner=owner)


def declared_fault(
    plugin: str, part: str, declared: tuple[Any, ...], taken: Taken, own: Collection[Rule]
) -> str | None:
    """Return what is wrong with what a plugin declares for one part, or None.

    Args:
        own: the rules that the plugin itself brings.
    """
    found = _misfits(PARTS.get(part, Demonstration), declared)
    for fault in found:
        return fault
    checks: Mapping[str, Callable[[], Iterator[str]]] = {
        "entities": lambda: _entities(plugin, declared),
        "rules": lambda: _rules(declared),
        "indicators": lambda: _indicators(declared, taken, own),
        "reminders": lambda: _reminders(declared, taken, own),
        "sections": lambda: _sections(declared),
        "reports": lambda: _reports(declared),
    }
    own_faults = checks[part]() if part in checks else iter(())
    return next(chain(own_faults, clashes(part, declared, taken)), None)


def _misfits(kind: type, declared: Iterable[Any]) -> Iterator[str]:
    for place, one in enumerate(declared, start=1):
        if not isinstance(one, kind):
            yield _("第 {place} 项要是 {kind}，却是 {found}").format(
                place=place, kind=kind.__name__, found=type(one).__name__
            )
            continue
        yield from _unfilled(one, f"{_named(one)}.")


def _named(one: Any) -> str:
    return str(getattr(one, "id", None) or getattr(one, "code", None) or type(one).__name__)


def _unfilled(one: Any, where: str) -> Iterator[str]:
    for field, kind in _FILLED.get(type(one), {}).items():
        value = getattr(one, field)
        wrong = not isinstance(value, kind) or (kind is date and isinstance(value, datetime))
        if wrong:
            yield _("{where}{field} 要是 {kind}，却是 {found}").format(
                where=where, field=field, kind=getattr(kind, "__name__", "Callable"), found=type(value).__name__
            )
        elif not value and field not in _MAY_BE_EMPTY:
            yield _("{where}{field} 是空的").format(where=where, field=field)
        elif attrs.has(type(value)):
            yield from _unfilled(value, f"{where}{field}.")


def _entities(plugin: str, declared: Iterable[type]) -> Iterator[str]:
    found = [about(cls) for cls in declared]
    wrong = [one.table for one in found if not one.table.startswith(f"{plugin}_")]
    if wrong:
        yield _("表名要以“{prefix}_”开头：{wrong}").format(prefix=plugin, wrong="、".join(wrong))


def _rules(declared: Iterable[Rule]) -> Iterator[str]:
    for rule in declared:
        if not rule.value.is_finite():
            yield _("规则 {code} 的数值不是数").format(code=rule.code)
        if rule.superseded is not None and rule.superseded <= rule.effective:
            yield _("规则 {code} 还没有施行就失效了").format(code=rule.code)


def _indicators(declared: Iterable[Indicator], taken: Taken, own: Collection[Rule]) -> Iterator[str]:
    odd = [one.id for one in declared if not one.id.isidentifier() or not one.id.isascii()]
    if odd:
        yield _("指标编号只用字母和数字：{names}").format(names="、".join(odd))
    yield from _unknown_rules(((one.id, one.target) for one in declared if one.target is not None), taken, own)


def _reminders(declared: Iterable[Reminder], taken: Taken, own: Collection[Rule]) -> Iterator[str]:
    for one in declared:
        if sum(bool(day) for day in (one.since, one.due, one.ends)) > 1 or (one.until and not one.ends):
            yield _("{code} 的日子只能说一次：since、due、ends 中的一个；until 要和 ends 一起用").format(code=one.code)
        if one.notice and one.due:
            yield _("{code} 的 notice 不能和 due 一起用").format(code=one.code)
    named = ((one.code, rule) for one in declared for rule in (one.rule, one.notice, one.until) if rule)
    yield from _unknown_rules(named, taken, own)


def _unknown_rules(wanted: Iterable[tuple[str, str]], taken: Taken, own: Collection[Rule]) -> Iterator[str]:
    known = {rule.code for rule in (*taken.rules, *own)}
    for name, code in wanted:
        if code not in known:
            yield _("{name} 要用规则 {code}，没有这条规则").format(name=name, code=code)


def _sections(declared: Iterable[Section]) -> Iterator[str]:
    for section in declared:
        if section.said is not None and not callable(section.said):
            yield _("{code}.said 要能调用").format(code=section.code)
        Template(section.template)


def _reports(declared: Iterable[Report]) -> Iterator[str]:
    for report in declared:
        if not all(isinstance(part, Part) for part in report.parts):
            yield _("提纲 {code} 里有的部分不是 Part").format(code=report.code)
