"""Whether a set of criteria makes sense: every fault at once, each with what to write instead."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from fscore.errors import Problem, RefusedFile
from fscore.evaluation.band_checks import band_problems
from fscore.evaluation.criteria import (
    BONUS,
    KEY,
    Absence,
    AnsweredBy,
    Bound,
    ByKind,
    CriteriaSet,
    Criterion,
    Method,
    Step,
    amount,
    plain,
)
from fscore.labels import _

_CODE = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*", re.ASCII)
_LONGEST_CODE = 60
_MOST_DIGITS = 4
_DIGITS_BEFORE = 6

Places = Mapping[str, str]
"""Where an item stands in its file ("第 5 行"), by the item's code."""


def checked(criteria: CriteriaSet) -> CriteriaSet:
    """Return the set as it is.

    Raises:
        RefusedFile: with all that is wrong with it.
    """
    found = problems(criteria)
    if found:
        raise RefusedFile(criteria.label or criteria.code, found)
    return criteria


def problems(criteria: CriteriaSet, places: Places | None = None) -> tuple[Problem, ...]:
    """Return all that is wrong with a set."""
    places = places or {}
    found = [*_set_problems(criteria), *_total_problems(criteria), *_code_problems(criteria, places)]
    limited = {code for limit in criteria.limits for code in limit.items}
    for place, item in enumerate(criteria.criteria, 1):
        where = item_place(place, item.label, item.code, places)
        found += [Problem(where, reason) for reason in _item_problems(criteria, item, limited)]
    return (*found, *band_problems(criteria))


def item_place(place: int, label: str, code: str, places: Places) -> str:
    """Return how an item is named in a problem."""
    named = _("第 {place} 项“{label}”（{code}）").format(place=place, label=label, code=code)
    return f"{places[code]}，{named}" if code in places else named


def _set_problems(criteria: CriteriaSet) -> Iterator[Problem]:
    where = _("指标")
    if not criteria.label:
        yield Problem(where, _("没有名称，请写 label"))
    if not criteria.criteria:
        yield Problem(where, _("一个项目也没有，至少写一项"))
    if criteria.superseded is not None and criteria.superseded <= criteria.effective:
        yield Problem(where, _("停用日期（superseded）要晚于起用日期（effective）"))
    if criteria.verified != (criteria.verified_on is not None):
        yield Problem(where, _("已核对（verified）要和核对日期（verified_on）一起写"))
    if criteria.verified and criteria.citation is None:
        yield Problem(where, _("写了已核对，却没有写依据（citation）"))
    yield from (Problem(where, reason) for reason in _rounding_problems(criteria))
    yield from (Problem(where, reason) for reason in _rule_problems(criteria))


def _rounding_problems(criteria: CriteriaSet) -> Iterator[str]:
    reweights = any(criteria.absence_of(item) is Absence.REWEIGHT for item in criteria.criteria)
    if criteria.rounding is None:
        if criteria.method is Method.MEAN or (reweights and criteria.method is Method.SUM):
            yield _("平均或折算出来的分数要取舍，请写保留几位小数（rounding）")
    elif not 0 <= criteria.rounding.digits <= _MOST_DIGITS:
        yield _("保留的小数位数要在 0 到 {most} 之间").format(most=_MOST_DIGITS)
    allowed = {
        Method.SUM: set(Absence),
        Method.MEAN: {Absence.REFUSED, Absence.REWEIGHT, Absence.CREDIT},
        Method.ALL: {Absence.REFUSED, Absence.REDUCE, Absence.CREDIT},
    }[criteria.method]
    for absence in sorted({criteria.absence, *(item.absence for item in criteria.criteria if item.absence)} - allowed):
        yield _("计分方法是“{method}”时，缺项处理（absence）不能是“{absence}”").format(
            method=criteria.method.label, absence=absence.label
        )


def _rule_problems(criteria: CriteriaSet) -> Iterator[str]:
    vetoes = [item for item in criteria.criteria if item.veto]
    bonus = [item for item in criteria.criteria if item.bonus]
    if criteria.key_floor is not None:
        if not 0 < criteria.key_floor <= 1:
            yield _("关键项最低比例（key_floor）要大于 0、不大于 1，例如 0.6")
        if not any(item.key for item in criteria.criteria):
            yield _("写了关键项最低比例（key_floor），却没有关键项")
    if vetoes and criteria.passes is None and criteria.method is not Method.ALL and criteria.veto_grade is None:
        yield _("有否决项，却没有写合格条件（pass）或否决后的等级（veto_grade）")
    if criteria.passes is not None and criteria.method is Method.ALL:
        yield _("各项全部符合才合格，不必再写合格条件（pass）")
    for kind in criteria.kinds or (None,):
        if criteria.passes is not None and not 0 <= criteria.passes.value <= criteria.best_for(kind):
            yield _("合格条件（pass）的分数要在 0 到 {best} 之间").format(best=plain(criteria.best_for(kind)))
            break
    if bonus and criteria.method is not Method.SUM:
        yield _("只有各项得分相加时才能有加分项")
    if criteria.bonus_at_most is not None:
        if not bonus:
            yield _("写了加分最多（bonus_at_most），却没有加分项")
        if criteria.bonus_at_most <= 0:
            yield _("加分最多（bonus_at_most）要大于 0")


def _total_problems(criteria: CriteriaSet) -> Iterator[Problem]:
    where = _("指标")
    yield from (Problem(where, reason) for reason in _number_problems(criteria, _("总分"), criteria.total))
    for kind in criteria.kinds or (None,):
        total = amount(criteria.total, kind)
        of = _("“{kind}”的").format(kind=criteria.kinds[kind]) if kind else ""
        if total is None or total <= 0:
            yield Problem(where, _("{of}总分（total）要大于 0").format(of=of))
            continue
        kept = [item for item in criteria.criteria if not item.bonus]
        if criteria.method is not Method.MEAN:
            found = sum((item.points_for(kind) or Decimal(0) for item in kept), Decimal(0))
            if found != total:
                reason = _("{of}各项分值加起来是 {found}，总分写的是 {total}，请改其中一处").format(
                    of=of, found=plain(found), total=plain(total)
                )
                yield Problem(where, reason)
        yield from _group_problems(criteria, kind, of)


def _group_problems(criteria: CriteriaSet, kind: str | None, of: str) -> Iterator[Problem]:
    for group in criteria.groups:
        stated = None if group.points is None else amount(group.points, kind)
        if stated is None:
            continue
        members = [item.points_for(kind) or Decimal(0) for item in criteria.criteria if item.group == group.code]
        found = sum(members, Decimal(0))
        if found != stated:
            reason = _("{of}各项分值加起来是 {found}，分组写的是 {stated}，请改其中一处").format(
                of=of, found=plain(found), stated=plain(stated)
            )
            yield Problem(_("分组“{label}”").format(label=group.label), reason)


def _code_problems(criteria: CriteriaSet, places: Places) -> Iterator[Problem]:
    lists: tuple[tuple[str, Iterable[str]], ...] = (
        (_("指标"), [criteria.code]),
        (_("项目"), [item.code for item in criteria.criteria]),
        (_("对象类型"), list(criteria.kinds)),
        (_("分组"), [group.code for group in criteria.groups]),
        (_("等级限制"), [limit.code for limit in criteria.limits]),
        (_("不评级情形"), [fact.code for fact in criteria.withheld]),
    )
    for where, codes in lists:
        yield from _codes(where, codes)
    yield from _doubled_items(criteria, places)
    used = {item.group for item in criteria.criteria}
    for group in criteria.groups:
        if group.code not in used:
            yield Problem(_("分组“{label}”").format(label=group.label), _("没有项目属于这个分组，请删去或改项目的分组"))


def _doubled_items(criteria: CriteriaSet, places: Places) -> Iterator[Problem]:
    """Yield where a code is used again: its first place alone does not say which item to change."""
    seen: dict[str, int] = {}
    for place, item in enumerate(criteria.criteria, 1):
        if item.code in seen:
            first = criteria.criteria[seen[item.code] - 1]
            reason = _("代码和{first}一样，请改一个").format(
                first=item_place(seen[item.code], first.label, first.code, places)
            )
            yield Problem(item_place(place, item.label, item.code, {}), reason)
        seen.setdefault(item.code, place)


def _codes(where: str, codes: Iterable[str]) -> Iterator[Problem]:
    for code, count in Counter(codes).items():
        if not _CODE.fullmatch(code):
            yield Problem(where, _("代码“{code}”只能用小写英文字母、数字和连字符，例如 notice-board").format(code=code))
        elif len(code) > _LONGEST_CODE:
            yield Problem(where, _("代码“{code}”太长，最多 {most} 个字").format(code=code, most=_LONGEST_CODE))
        if count > 1:
            yield Problem(where, _("代码“{code}”用了 {count} 次，每个代码只能用一次").format(code=code, count=count))


def _number_problems(criteria: CriteriaSet, name: str, points: ByKind) -> Iterator[str]:
    numbers = [points] if isinstance(points, Decimal) else list(points.values())
    if not isinstance(points, Decimal):
        for kind in points:
            if kind not in criteria.kinds:
                yield _("{name}里的对象类型“{kind}”没有在 kinds 里写明").format(name=name, kind=kind)
    for number in numbers:
        if not _plain_number(number):
            yield _("{name} {number} 要是 0 或更大的数，整数最多 {before} 位，小数最多 {after} 位").format(
                name=name, number=number, before=_DIGITS_BEFORE, after=_MOST_DIGITS
            )


def _plain_number(number: Decimal) -> bool:
    if not number.is_finite() or number < 0 or number >= 10**_DIGITS_BEFORE:
        return False
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_MOST_DIGITS


def _item_problems(criteria: CriteriaSet, item: Criterion, limited: set[str]) -> Iterator[str]:
    if not item.label:
        yield _("没有名称，请写 label")
    yield from _number_problems(criteria, _("分值"), item.points)
    yield from _weight_problems(criteria, item, limited)
    yield from _role_problems(criteria, item)
    yield from _deduction_problems(criteria, item)
    yield from _indicator_problems(criteria, item)
    if item.evidence_required and not item.evidence:
        yield _("要求有凭据，却没有写什么凭据（evidence）")
    if not item.expects and item.answered_by is not AnsweredBy.YES_NO:
        yield _("只有“是否”项目才写好的答案（expects）")


def _points(criteria: CriteriaSet, item: Criterion) -> list[Decimal]:
    """Return the item's points for each kind that it applies to."""
    found = (item.points_for(kind) for kind in criteria.kinds or (None,))
    return [points for points in found if points is not None]


def _weight_problems(criteria: CriteriaSet, item: Criterion, limited: set[str]) -> Iterator[str]:
    points = _points(criteria, item)
    if not points:
        yield _("对哪一类对象都没有分值，请写 points")
        return
    fact = item.veto or item.code in limited
    if 0 in points and not fact:
        yield _("分值是 0，又不是否决项，也不用于等级限制，请写分值")
    decides = item.answered_by is AnsweredBy.YES_NO or item.target is not None
    if 0 in points and not decides:
        yield _("分值是 0 的项目只能用“是否”或写明目标值（target）")
    if criteria.method is Method.MEAN:
        for kind in criteria.kinds or (None,):
            own, total = item.points_for(kind), amount(criteria.total, kind)
            if own not in (None, Decimal(0), total):
                yield _("取平均时，每项分值都要等于总分 {total}，现在是 {own}").format(
                    total=plain(total), own=plain(own)
                )


def _role_problems(criteria: CriteriaSet, item: Criterion) -> Iterator[str]:
    decides = item.answered_by is AnsweredBy.YES_NO or item.target is not None
    if item.veto and not decides and criteria.floor_of(item) is None:
        yield _("否决项要用“是否”，或写明目标值（target），或是有最低比例的关键项")
    if criteria.method is Method.ALL and not decides:
        yield _("各项全部符合才合格时，项目要用“是否”或写明目标值（target）")
    if item.bonus and (item.key or item.veto):
        yield _("加分项不能同时是关键项或否决项")
    if item.group == KEY and not item.key:
        yield _("放在关键项分组里，就要是关键项（key）")
    if (item.group == BONUS) and not item.bonus:
        yield _("放在加分项分组里，就要是加分项（bonus）")
    if item.floor is not None:
        if not item.key:
            yield _("只有关键项才写最低比例（floor）")
        if not 0 < item.floor <= 1:
            yield _("最低比例（floor）要大于 0、不大于 1，例如 0.6")


def _deduction_problems(criteria: CriteriaSet, item: Criterion) -> Iterator[str]:
    if (item.answered_by is AnsweredBy.DEDUCTIONS) != bool(item.deductions):
        yield _("用“扣分”作答的项目要写扣分情形（deductions），别的项目不写")
    yield from (problem.reason for problem in _codes("", [each.code for each in item.deductions]))
    least = min(_points(criteria, item), default=Decimal(0))
    for each in item.deductions:
        if not _plain_number(each.points) or each.points == 0:
            yield _("扣分情形“{label}”每次扣的分要大于 0").format(label=each.label)
        most = each.points if each.at_most is None else each.at_most
        if each.at_most is not None and each.at_most < each.points:
            yield _("扣分情形“{label}”最多扣 {most}，却每次扣 {points}，最多扣的分不能更少").format(
                label=each.label, most=plain(each.at_most), points=plain(each.points)
            )
        if most > least:
            yield _("扣分情形“{label}”扣 {most}，超过本项分值 {least}").format(
                label=each.label, most=plain(most), least=plain(least)
            )


def _indicator_problems(criteria: CriteriaSet, item: Criterion) -> Iterator[str]:
    if item.answered_by is not AnsweredBy.INDICATOR:
        if item.query or item.target or item.steps:
            yield _("只有用“数据”作答的项目才写数据代码（query）、目标值（target）或档次（steps）")
        return
    if not item.query:
        yield _("用“数据”作答的项目要写数据代码（query）")
    if (item.target is None) == (not item.steps):
        yield _("用“数据”作答的项目要写目标值（target）或档次（steps），只写其中一种")
    least = min(_points(criteria, item), default=Decimal(0))
    for step in item.steps:
        if not _plain_number(step.points) or step.points > least:
            yield _("档次“{bound}”的得分要在 0 到 {least} 之间，现在是 {points}").format(
                bound=step.bound, least=plain(least), points=plain(step.points)
            )
    if item.steps and len(set(_points(criteria, item))) > 1:
        yield _("写了档次（steps）的项目，各类对象的分值要相同，不然请按类型分成几项")
    if item.steps and max(step.points for step in item.steps) < least:
        yield _("哪一档都得不到满分 {least}，请改档次或分值").format(least=plain(least))
    for bound in _never_first(item.steps):
        yield _("档次“{bound}”没有数值能到，请把要求高的档次写在前面").format(bound=bound)


def _never_first(steps: tuple[Step, ...]) -> Iterator[Bound]:
    """Yield the bounds of steps that an earlier step always takes the value from."""
    ends = sorted({step.bound.value for step in steps})
    if not ends:
        return
    between = [(one + other) / 2 for one, other in pairwise(ends)]
    firsts = set()
    for value in (ends[0] - 1, *ends, *between, ends[-1] + 1):
        fitting = (place for place, step in enumerate(steps) if step.bound.holds(value))
        firsts.add(next(fitting, None))
    yield from (step.bound for place, step in enumerate(steps) if place not in firsts)
