"""Figures: indicators asked for an area and a period, by level, as lists, and as what a document prints."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from functools import reduce
from typing import Any, TypeVar

import attrs
import sqlalchemy as sa

from fscore.errors import NotAllowed, NotPossible, UnknownCode, WrongUse
from fscore.evaluation.ratio import Number, State, Value
from fscore.evaluation.sources import Rule
from fscore.extension.guarded import Failure
from fscore.extension.plugins import CORE
from fscore.labels import _, joined
from fscore.model.division import Division, Level
from fscore.model.drive import Drive
from fscore.model.period import Period, check_day, chinese_date
from fscore.model.roles import BUSINESS
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.indicators import Count, Indicator, PerHead, Reporting, Share, Span, entity_of
from fscore.storage.measure import Measure, Question, amounts_of, sides
from fscore.storage.places import belonging
from fscore.storage.rules import Rules
from fscore.storage.scope import Reach

MEASURING_SECONDS = 600.0
T = TypeVar("T")


@attrs.frozen
class Reading:
    """An indicator as it stands: its value, the target in force, and whether that is met."""

    indicator: Indicator
    plugin: str
    area: Division
    period: Period
    value: Value
    target: Rule | None

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is no target or no number."""
        return self.value.met(self.target)


@attrs.frozen
class Line:
    """One division's share of a reading; ``division`` is None for what lies in none of the divisions listed."""

    division: Division | None
    value: Value
    met: bool | None


def find_indicator(work: Work, code: str) -> tuple[str, Indicator]:
    """Return an indicator and its plugin by id (``I38``) or code (``banquets-filed``).

    Raises:
        UnknownCode: with the nearest code that there is.
    """
    known: dict[str, tuple[str, Indicator]] = {}
    for id_, (plugin, one) in work.system.plugins.indicators.items():
        known[id_] = known[one.code] = (plugin, one)
    if code not in known:
        near = get_close_matches(code, known, n=1)
        hint = _("是不是 {nearest}？").format(nearest=near[0]) if near else ""
        raise UnknownCode(_("没有指标 {code}。{hint}"), code=code, hint=hint, nearest=near[0] if near else None)
    return known[code]


def listed_indicators(work: Work, area: Division) -> list[tuple[str, Indicator]]:
    """Return the indicators that are on somewhere in an area, in the order of their ids."""
    found = [
        (plugin, one)
        for plugin, one in work.system.plugins.indicators.values()
        if plugin == CORE or work.scope.reach[plugin].on_somewhere(area)
    ]
    return sorted(found, key=lambda pair: _order(pair[1].id))


def _order(id_: str) -> tuple[int, str]:
    return ("IDX".find(id_[0]), id_)


def check_begun(work: Work, period: Period) -> None:
    """Refuse to measure what has not begun: nothing is done in it yet, and nothing is missed.

    Raises:
        NotPossible: if the period begins after the business day.
    """
    if period.first > work.today:
        raise NotPossible(
            _("{period}还没有开始（业务日期 {today}），没有数可算"), period=str(period), today=chinese_date(work.today)
        )


def check_business(work: Work) -> None:
    """Refuse to measure for whoever runs, grants or audits the system, and works with no records.

    Raises:
        NotAllowed: naming the role.
    """
    if work.actor.role not in BUSINESS:
        raise NotAllowed(_("{role}不办业务，看不了指标和提醒"), role=work.actor.role.label)


def readings(work: Work, area: Division, period: Period) -> list[Reading]:
    """Return all indicators of an area; those of plugins that are off there are left out.

    Raises:
        NotAllowed: if the role works with no records.
        NotPossible: if the period begins after the business day.
    """
    check_business(work)
    check_begun(work, period)
    return [reading(work, one.id, area, period) for _plugin, one in listed_indicators(work, area)]


def reading(work: Work, code: str, area: Division, period: Period) -> Reading:
    """Return one indicator of an area, by id or code."""
    plugin, indicator = find_indicator(work, code)
    span = asked(work, indicator, area, period)
    return Reading(
        indicator, plugin, area, span, _value(work, plugin, indicator, area, span), target(work, indicator, area, span)
    )


def asked(work: Work, indicator: Indicator, area: Division, period: Period) -> Period:
    """Return the days that an indicator is asked for.

    A momentary one stands on the business day if that is earlier; one of the creation drive speaks of the drive's days
    within the period, if there was a drive.

    Raises:
        NotPossible: if the period reaches beyond the days that may be asked for.
    """
    check_day(period.first)
    check_day(period.last)
    if indicator.span is Span.MOMENT:
        return period.until(work.today)
    return _drive(work, area, period) if indicator.span is Span.DRIVE else period


def _drive(work: Work, area: Division, period: Period) -> Period:
    ends = col(Drive.ends_on)
    wanted = sa.select(Drive).where(
        col(Drive.division_id).in_(belonging(area, period.last)),
        col(Drive.starts_on) <= period.last,
        sa.or_(ends.is_(None), ends >= period.first),
    )
    drive = work.first(wanted.order_by(col(Drive.starts_on).desc()))
    if drive is None:
        return period
    last = min(period.last, drive.ends_on or period.last)
    return Period(max(period.first, drive.starts_on), last, period.label)


def target(work: Work, indicator: Indicator, area: Division, period: Period) -> Rule | None:
    """Return the target in force at the end of a period."""
    if indicator.target is None or indicator.target not in work.rules.book:
        return None  # what a plugin that can't be loaded declared is known without its rules
    return work.rules.find(indicator.target, period.last, area)


def breakdown(work: Work, code: str, area: Division, period: Period, level: Level) -> list[Line]:
    """Return an indicator for each division of a level in the area; the lines add up to the area's value."""
    plugin, indicator = find_indicator(work, code)
    span = asked(work, indicator, area, period)
    question = _question(work, plugin, indicator, area, span)
    if isinstance(question, Value):
        return []
    aim = target(work, indicator, area, span)
    rows = _measured(work, plugin, indicator, area, lambda measure: measure.by_level(question, level), on=span.last)
    if isinstance(rows, Failure):
        return []
    return [Line(row.division, row.value, row.value.met(aim)) for row in rows]


@attrs.frozen
class Side:
    """One side of an indicator as a list of records: how many there are, and those asked for.

    Where records are added up and not counted, ``amounts`` has what each of those listed adds and ``total`` the sum.
    """

    size: int
    records: Sequence[Any]
    amounts: Sequence[Number] | None = None
    total: Number | None = None

    @property
    def added(self) -> Iterable[tuple[Any, Number | None]]:
        """The records, each with what it adds (None where it counts as one)."""
        amounts: Sequence[Number | None] = [None] * len(self.records) if self.amounts is None else self.amounts
        return zip(self.records, amounts, strict=True)


def opened(
    work: Work, code: str, area: Division, period: Period, *, limit: int | None = None, offset: int = 0
) -> tuple[Side, Side | None]:
    """Return the records behind an indicator: those that count, and those that are measured (None for a count).

    Raises:
        NotPossible: if its module is off or failed, or the period has not begun; none are not the same as nobody knows.
    """
    check_begun(work, period)
    plugin, indicator = find_indicator(work, code)
    span = asked(work, indicator, area, period)
    question = _question(work, plugin, indicator, area, span)
    if isinstance(question, Value):
        raise _unknown(indicator, area, question.reason)

    def look(measure: Measure) -> list[Side]:
        return [
            _side(measure, one, amount, limit, offset)
            for one, amount in zip(sides(question.pair), amounts_of(question.pair), strict=True)
        ]

    both = _measured(work, plugin, indicator, area, look, on=span.last)
    if isinstance(both, Failure):
        raise _unknown(indicator, area, both.reason)
    return both[0], both[1] if len(both) > 1 else None


def _side(measure: Measure, statement: "sa.Select[Any]", amount: Any, limit: int | None, offset: int) -> Side:
    size, records = measure.size(statement), measure.records(statement, limit=limit, offset=offset)
    if amount is None:
        return Side(size, records)
    added = measure.amounts(statement, amount, limit=limit, offset=offset)
    return Side(size, records, added, measure.total(statement, amount))


def absent(work: Work, code: str, area: Division, period: Period) -> Sequence[Any]:
    """Return the records of the whole that are not in the part.

    That can be told only of a share whose two sides list the same records, one record for one; of others, there are
    none.
    """
    plugin, indicator = find_indicator(work, code)
    question = _question(work, plugin, indicator, area, asked(work, indicator, area, period))
    pair = None if isinstance(question, Value) else question.pair
    if not isinstance(pair, Share) or pair.times != 1 or entity_of(pair.part) is not entity_of(pair.whole):
        return ()
    part, whole = opened(work, code, area, period)
    counted = {record.id for record in part.records}
    measured = whole.records if whole is not None else ()
    return [one for one in measured if one.id not in counted] if counted <= {one.id for one in measured} else ()


def _unknown(indicator: Indicator, area: Division, reason: str) -> NotPossible:
    return NotPossible(
        _("{area}的指标 {id} {label}查不到记录：{reason}"),
        area=area.name,
        id=indicator.id,
        label=indicator.label,
        reason=reason,
    )


def evidence(work: Work, code: str, area: Division, period: Period) -> str | None:
    """Return the digest over the records behind an indicator, or None if its module is off or failed."""
    plugin, indicator = find_indicator(work, code)
    span = asked(work, indicator, area, period)
    question = _question(work, plugin, indicator, area, span)
    if isinstance(question, Value):
        return None
    found = _measured(work, plugin, indicator, area, lambda measure: measure.evidence(question.pair), on=span.last)
    return None if isinstance(found, Failure) else found


def _value(work: Work, plugin: str, indicator: Indicator, area: Division, period: Period) -> Value:
    question = _question(work, plugin, indicator, area, period)
    if isinstance(question, Value):
        return question
    reach = _reach(work, plugin, indicator)
    left_out = () if reach is None else tuple(one.name for one in _left_out(work, reach, area))
    found = _measured(work, plugin, indicator, area, lambda measure: measure.value(question, left_out), on=period.last)
    return _failed(indicator, found) if isinstance(found, Failure) else found


def _failed(indicator: Indicator, found: Failure) -> Value:
    """Return the value that says why: on a day on which its rule was not in force yet there is nothing to go by."""
    state = State.FAILED if found.refusal is None else State.NO_DENOMINATOR
    return Value(indicator.unit, state, reason=found.reason)


def _question(work: Work, plugin: str, indicator: Indicator, area: Division, period: Period) -> Question | Value:
    """Return what is asked of the database, or the value that says why nothing can be asked."""
    missing = _missing(work, plugin, indicator, area)
    if missing is not None:
        return missing
    rules = work.rules
    chain = _chain(work, indicator)

    def ask() -> Question:
        made = indicator.formula(period, rules)
        if not isinstance(made, Share | Count | PerHead):
            raise WrongUse("The formula of {id} gives neither Share nor Count nor PerHead", id=indicator.id)
        if not isinstance(made, Count) and made.near is not None:
            made = attrs.evolve(made, part=made.near(area))
        if chain is None:
            return Question(indicator.unit, made)
        reports = chain(period.until(work.today), rules)
        return Question(indicator.unit, made, reports, reports.against.get(indicator.code))

    found = work.system.plugins.run(plugin, indicator.code, ask)
    return _failed(indicator, found) if isinstance(found, Failure) else found


def _chain(work: Work, indicator: Indicator) -> Callable[[Period, Rules], Reporting] | None:
    """Return the chain of reports behind an indicator; one whose other half lies in a plugin stands on its chain."""
    if indicator.reported is not None:
        return indicator.reported
    plugins = work.system.plugins
    chains = [one.reported for needed in indicator.needs for one in plugins[needed].indicators if one.reported]
    return chains[0] if chains else None


def _measured(
    work: Work, plugin: str, indicator: Indicator, area: Division, look: Callable[[Measure], T], *, on: date
) -> T | Failure:
    # Counting takes as long as it takes; what is guarded against is a select that the database refuses.
    measure = Measure(work.session, area, _reach(work, plugin, indicator), on=on)

    def count() -> T:
        with work.session.apart():
            return look(measure)

    return work.system.plugins.run(plugin, indicator.code, count, MEASURING_SECONDS)


def _reach(work: Work, plugin: str, indicator: Indicator) -> Reach | None:
    """Return where an indicator is on: its plugin, and those that its other half lies in."""
    names = (*(() if plugin == CORE else (plugin,)), *indicator.needs)
    return reduce(Reach.both, (work.scope.reach.get(name, Reach()) for name in names)) if names else None


def _missing(work: Work, plugin: str, indicator: Indicator, area: Division) -> Value | None:
    """Return the value that says which module is off or failed, or None if all are there."""
    plugins = work.system.plugins
    names = (*(() if plugin == CORE else (plugin,)), *indicator.needs)
    off = [name for name in names if not work.scope.reach.get(name, Reach()).on_somewhere(area)]
    if plugin in off:
        reason = _("模块“{title}”没有启用").format(title=plugins.title(plugin))
        return Value(indicator.unit, State.ABSENT, reason=reason)
    if not off and names and not _somewhere(_reach(work, plugin, indicator), area):
        off = list(indicator.needs)
    if off:
        titles = joined(plugins.title(name) for name in off)
        return Value(indicator.unit, State.ABSENT, reason=_("模块“{title}”没有启用，所以没有登记").format(title=titles))
    for name in names:
        if name not in plugins:
            return Value(indicator.unit, State.FAILED, reason=plugins.failures[name].reason)
    return None


def _somewhere(reach: Reach | None, area: Division) -> bool:
    return reach is None or reach.on_somewhere(area)


def _left_out(work: Work, reach: Reach, area: Division) -> Iterable[Division]:
    """Return the divisions of an area that a plugin is off in, each as high up as it is off throughout."""
    if reach.on_throughout(area):
        return
    if not reach.on_somewhere(area):
        yield area
        return
    for child in work.children(area):
        yield from _left_out(work, reach, child)
