"""One item of a form with its answer: points, whether it failed, and why."""

from decimal import Decimal
from fractions import Fraction

import attrs

from fscore.evaluation.answers import (
    Answer,
    checked_count,
    checked_number,
    checked_points,
    checked_reason,
    refused_absence,
    unknown,
    wrong_answer,
)
from fscore.evaluation.criteria import Absence, AnsweredBy, CriteriaSet, Criterion, Number
from fscore.evaluation.explanation import Explanation, Ground, Said, said
from fscore.evaluation.rounding import Mode, Rounding
from fscore.labels import _
from fscore.model.choice import Choice

_SHOWN = Rounding(1, Mode.DOWN)


class ItemState(Choice):
    """How far an item has got."""

    ANSWERED = "answered", _("已答")
    MISSING = "missing", _("未答")
    ABSENT = "absent", _("合理缺项")


@attrs.frozen(kw_only=True)
class Item:
    """An item that applies to the subject, with what came of it; ``points`` is None unless it counts."""

    criterion: Criterion
    of: Decimal
    state: ItemState
    points: Decimal | None = None
    failed: bool = False
    below_floor: bool = False
    node: Explanation

    @property
    def vetoes(self) -> bool:
        """Tell whether this item alone decides against the subject."""
        return self.criterion.veto and self.failed


@attrs.frozen(kw_only=True)
class _Found:
    """What an answer amounts to, before floors and evidence are looked at."""

    points: Decimal
    failed: bool = False
    found: Said | str = ""
    reason: Said | str = ""
    children: tuple[Explanation, ...] = ()


def score_item(criteria: CriteriaSet, criterion: Criterion, of: Decimal, answer: Answer | None) -> Item:
    """Return what an item comes to.

    A bonus that nobody claims is 0; any other item without answer is missing, never 0.
    """
    if answer is None:
        if criterion.bonus:
            return _answered(
                criteria, criterion, of, Answer(code=criterion.code), _Found(points=Decimal(0), found=said(_("未申报")))
            )
        return _missing(criteria, criterion, of, said(_("没有依据")))
    if answer.unknown_because is not None:
        return _missing(criteria, criterion, of, said(_("没有依据：{because}"), because=answer.unknown_because), answer)
    if answer.absent_because is not None:
        return _absent(criteria, criterion, of, answer, answer.absent_because)
    found = _READ[criterion.answered_by](criterion, of, answer)
    if criterion.evidence_required and not answer.evidence and not found.failed and found.points == of:
        return _missing(criteria, criterion, of, said(_("缺少凭据：{evidence}"), evidence=criterion.evidence))
    return _answered(criteria, criterion, of, answer, found)


def ground_of(criteria: CriteriaSet, criterion: Criterion | None = None) -> Ground | None:
    """Return where an item, or the set, is from; None if no text is cited."""
    own = criterion.citation if criterion else None
    if own is None and (criterion is not None or criteria.citation is None):
        return None
    return Ground(
        rule=f"{criteria.code}/{criteria.version}",
        citation=own or criteria.citation,
        verified=criteria.verified,
        verified_on=criteria.verified_on,
    )


def _yes_no(criterion: Criterion, of: Decimal, answer: Answer) -> _Found:
    if answer.says is None:
        raise wrong_answer(criterion, _shown(answer))
    good = answer.says is criterion.expects
    return _Found(
        points=of if good else Decimal(0),
        failed=not good,
        found=said(_("是")) if answer.says else said(_("否")),
    )


def _given(criterion: Criterion, of: Decimal, answer: Answer) -> _Found:
    if answer.points is None:
        raise wrong_answer(criterion, _shown(answer))
    return _Found(points=checked_points(criterion, answer.points, of))


def _deducted(criterion: Criterion, of: Decimal, answer: Answer) -> _Found:
    if answer.counts is None:
        raise wrong_answer(criterion, _shown(answer))
    known = {each.code: each for each in criterion.deductions}
    for code in answer.counts:
        if code not in known:
            raise unknown(
                code,
                known,
                _("“{label}”没有代码为“{code}”的扣分情形"),
                _("“{label}”没有代码为“{code}”的扣分情形，是不是“{nearest}”？"),
                label=criterion.label,
            )
    children = [Explanation(label=said(_("满分")), points=of)]
    left = of
    for each in criterion.deductions:
        count = checked_count(criterion, each.code, answer.counts.get(each.code, 0))
        if not count:
            continue
        lost = each.points * count
        capped = each.at_most is not None and lost > each.at_most
        lost = each.at_most if capped and each.at_most is not None else lost
        left -= lost
        children.append(
            Explanation(
                label=each.label,
                code=each.code,
                found=said(_("{count} 次，每次扣 {points}"), count=count, points=each.points),
                points=-lost,
                reason=said(_("最多扣 {most}"), most=each.at_most) if capped else "",
            )
        )
    if left < 0:
        children.append(Explanation(label=said(_("扣完为止")), points=-left))
    return _Found(points=max(left, Decimal(0)), children=tuple(children))


def _measured(criterion: Criterion, of: Decimal, answer: Answer) -> _Found:
    if answer.value is None:
        raise wrong_answer(criterion, _shown(answer))
    value: Number = answer.value
    if not isinstance(value, Fraction):
        value = checked_number(criterion, value)
    found = said(_("{value}{unit}"), value=_short(value), unit=criterion.unit)
    if criterion.target is not None:
        met = criterion.target.holds(value)
        reason = said(_("要求{bound}"), bound=criterion.target.with_unit(criterion.unit))
        return _Found(points=of if met else Decimal(0), failed=not met, found=found, reason=reason)
    for step in criterion.steps:
        if step.bound.holds(value):
            reason = said(_("{bound}得 {points}"), bound=step.bound.with_unit(criterion.unit), points=step.points)
            return _Found(points=min(step.points, of), found=found, reason=reason)
    return _Found(points=Decimal(0), found=found, reason=said(_("哪一档都不够")))


_READ = {
    AnsweredBy.YES_NO: _yes_no,
    AnsweredBy.POINTS: _given,
    AnsweredBy.DEDUCTIONS: _deducted,
    AnsweredBy.INDICATOR: _measured,
}


def _answered(criteria: CriteriaSet, criterion: Criterion, of: Decimal, answer: Answer, found: _Found) -> Item:
    floor = criteria.floor_of(criterion)
    least = floor * of if floor is not None else None
    below = least is not None and found.points < least
    reasons: list[Said | str] = [found.reason, answer.note]
    if below and least is not None:
        reasons.append(said(_("关键项至少要得 {least}"), least=least.normalize()))
    failed = found.failed or below
    if failed and criterion.veto:
        reasons.append(said(_("一票否决")))
    return Item(
        criterion=criterion,
        of=of,
        state=ItemState.ANSWERED,
        points=found.points,
        failed=failed and not criterion.bonus,
        below_floor=below,
        node=Explanation(
            label=criterion.label,
            code=criterion.code,
            found=found.found,
            points=found.points if of else None,
            of=of or None,
            failed=failed and not criterion.bonus,
            reason=joined(reasons),
            ground=ground_of(criteria, criterion),
            evidence=answer.evidence,
            children=found.children,
        ),
    )


def _missing(criteria: CriteriaSet, criterion: Criterion, of: Decimal, why: Said, answer: Answer | None = None) -> Item:
    node = Explanation(
        label=criterion.label,
        code=criterion.code,
        of=of or None,
        reason=why,
        ground=ground_of(criteria, criterion),
        evidence=answer.evidence if answer else (),
    )
    return Item(criterion=criterion, of=of, state=ItemState.MISSING, node=node)


def _absent(criteria: CriteriaSet, criterion: Criterion, of: Decimal, answer: Answer, because: str) -> Item:
    absence = criteria.absence_of(criterion)
    if absence is Absence.REFUSED:
        raise refused_absence(criterion, because)
    points = of if absence is Absence.CREDIT and not criterion.bonus else None
    node = Explanation(
        label=criterion.label,
        code=criterion.code,
        found=said(_("合理缺项")),
        points=points,
        of=of if points is not None else None,
        reason=said(
            _("{because}（{absence}）"), because=checked_reason(criterion, because), absence=said(absence.label)
        ),
        ground=ground_of(criteria, criterion),
        evidence=answer.evidence,
    )
    return Item(criterion=criterion, of=of, state=ItemState.ABSENT, points=points, node=node)


def joined(parts: list[Said | str]) -> Said | str:
    """Return several reasons as one."""
    told = [part for part in parts if part]
    if len(told) < 2:
        return told[0] if told else ""
    return said(
        "；".join(f"{{part{place}}}" for place in range(len(told))),
        **{f"part{place}": part for place, part in enumerate(told)},
    )


def _short(value: Number) -> Decimal | int:
    if not isinstance(value, Fraction):
        return value
    cut = _SHOWN.apply(abs(value))
    return cut if value >= 0 else -cut


def _shown(answer: Answer) -> object:
    """Return whatever the answer holds, to be named in a refusal."""
    held = (answer.says, answer.points, answer.counts, answer.value)
    return next((each for each in held if each is not None), "")
