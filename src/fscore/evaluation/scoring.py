"""The result of a form: points, grade, whether it is passed, and why."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from fscore.errors import InvalidValue, WrongUse
from fscore.evaluation.answers import Answer, by_code, unknown
from fscore.evaluation.criteria import Absence, CriteriaSet, Criterion, Method, amount
from fscore.evaluation.explanation import Explanation, Said, number, said, words
from fscore.evaluation.grading import Grade, grade_of, passed
from fscore.evaluation.items import Item, ItemState, ground_of, joined, score_item
from fscore.evaluation.rounding import exact
from fscore.labels import _
from fscore.model.choice import Choice

_NONE = Decimal(0)


class ScoreState(Choice):
    """Whether there is a result."""

    COMPLETE = "complete", _("已完成")
    INCOMPLETE = "incomplete", _("未答完")
    NOTHING = "nothing-to-measure", _("没有可评的项目")


@attrs.frozen(kw_only=True)
class Score:
    """What a subject's answers come to under one set.

    ``points`` and ``grade`` are None and ``missing`` names the items as long as one is not answered. ``passed`` is
    then False if the answers already rule it out, else None. ``total`` is what the points are out of; bonus comes on
    top. ``reasons`` says why there is no grade, a lower one, or no pass.
    """

    criteria: CriteriaSet
    kind: str | None
    subject: Any
    on: date | None
    state: ScoreState
    points: Decimal | None
    total: Decimal
    grade: str | None
    names: Mapping[str, str]
    passed: bool | None
    vetoes: tuple[Criterion, ...]
    missing: tuple[Criterion, ...]
    reasons: tuple[Said | str, ...]
    explanation: Explanation

    def to_json(self, language: str = "zh") -> dict[str, Any]:
        """Return the score as the command ``fscore score --json`` prints it."""
        return {
            "set": self.criteria.code,
            "version": self.criteria.version,
            "region": self.criteria.region,
            "digest": self.criteria.digest or None,
            "subject": self.subject,
            "on": self.on.isoformat() if self.on else None,
            "kind": self.kind,
            "state": self.state.value,
            "points": number(self.points),
            "total": number(self.total),
            "grade": self.grade,
            "names": dict(self.names),
            "passed": self.passed,
            "vetoes": [{"code": item.code, "label": item.label} for item in self.vetoes],
            "missing": [
                {"code": item.code, "label": item.label, "reason": words(self.why_missing(item), language)}
                for item in self.missing
            ],
            "reasons": [words(reason, language) for reason in self.reasons],
            "verified": self.criteria.verified,
            "explanation": self.explanation.to_json(language),
        }

    def why_missing(self, item: Criterion) -> Said | str:
        """Return why there is no answer to an item."""
        return next((node.reason for node in self.explanation.walk() if node.code == item.code and node.reason), "")

    def lines(self, language: str = "zh") -> list[str]:
        """Return the result and its explanation as lines for a terminal."""
        return list(self.explanation.lines(language))


@attrs.frozen(kw_only=True)
class _Sum:
    """What the items come to before anything is judged."""

    points: Decimal | None
    total: Decimal
    children: tuple[Explanation, ...]


def score(
    criteria: CriteriaSet,
    answers: Iterable[Answer],
    *,
    kind: str | None = None,
    withheld: Iterable[str] = (),
    subject: Any = None,
    on: date | None = None,
) -> Score:
    """Return what the answers come to.

    Args:
        kind: the kind of subject, where the set has points by kind; else it changes nothing.
        withheld: codes of the set's facts for which the subject is not graded, as far as they hold.
        subject: what is scored, carried into the result as it is.
        on: the day of the judgement.

    Raises:
        UnknownCode: for an item, deduction, fact or kind that the set does not have.
        InvalidValue: for a second answer, points outside 0 to the item's most, an absence that is not allowed.
        WrongUse: if the set does not hold on that day.
    """
    if on is not None and not criteria.in_force(on):
        raise WrongUse("The set {code} does not hold on {on}", code=criteria.code, on=on)
    kind = _kind(criteria, kind)
    facts = _facts(criteria, withheld)
    items = _items(criteria, kind, by_code(criteria, answers))
    missing = tuple(item.criterion for item in items if item.state is ItemState.MISSING)
    vetoes = tuple(item.criterion for item in items if item.vetoes)
    summed = _mean(criteria, items) if criteria.method is Method.MEAN else _add(criteria, kind, items)
    points = None if missing else summed.points
    state = ScoreState.INCOMPLETE if missing else ScoreState.NOTHING if points is None else ScoreState.COMPLETE
    grade = grade_of(criteria, items, points, facts, vetoes)
    verdict, why = passed(criteria, items, points, facts)
    unanswered = (said(_("还有 {count} 项没有依据"), count=len(missing)),) if missing else ()
    reasons = unanswered + grade.reasons + why
    return Score(
        criteria=criteria,
        kind=kind,
        subject=subject,
        on=on,
        state=state,
        points=points,
        total=summed.total,
        grade=grade.grade,
        names=grade.names,
        passed=verdict,
        vetoes=vetoes,
        missing=missing,
        reasons=reasons,
        explanation=Explanation(
            label=criteria.label,
            code=criteria.code,
            found=_verdict(grade, verdict=verdict),
            points=points,
            of=summed.total,
            failed=verdict is False,
            reason=joined(list(reasons)),
            ground=ground_of(criteria),
            children=summed.children,
        ),
    )


def _kind(criteria: CriteriaSet, kind: str | None) -> str | None:
    if not criteria.kinds:
        return None
    if kind is None:
        known = "、".join(criteria.kinds)
        raise InvalidValue(
            _("“{label}”按对象类型计分，要写明类型：{known}"),
            field="kind",
            label=criteria.label,
            value=None,
            known=known,
        )
    if kind not in criteria.kinds:
        raise unknown(
            kind,
            criteria.kinds,
            _("指标里没有代码为“{code}”的对象类型"),
            _("指标里没有代码为“{code}”的对象类型，是不是“{nearest}”？"),
        )
    return kind


def _facts(criteria: CriteriaSet, codes: Iterable[str]) -> tuple[str, ...]:
    labels = {fact.code: fact.label for fact in criteria.withheld}
    held = set(codes)
    for code in sorted(held - set(labels)):
        raise unknown(
            code,
            labels,
            _("指标里没有代码为“{code}”的不评级情形"),
            _("指标里没有代码为“{code}”的不评级情形，是不是“{nearest}”？"),
        )
    return tuple(label for code, label in labels.items() if code in held)


def _items(criteria: CriteriaSet, kind: str | None, answers: Mapping[str, Answer]) -> tuple[Item, ...]:
    items = []
    for criterion in criteria.criteria:
        of = criterion.points_for(kind)
        answer = answers.get(criterion.code)
        if of is not None:
            items.append(score_item(criteria, criterion, of, answer))
        elif answer is not None:
            raise InvalidValue(
                _("“{label}”不适用于“{kind}”，不要作答"),
                field=criterion.code,
                label=criterion.label,
                value=criterion.code,
                kind=criteria.kinds[kind] if kind else "",
            )
    return tuple(items)


def _add(criteria: CriteriaSet, kind: str | None, items: tuple[Item, ...]) -> _Sum:
    """Add the points; items reasonably absent leave the total or are made up for by the others."""
    gone = {absence: _absent_points(criteria, items, absence) for absence in (Absence.REWEIGHT, Absence.REDUCE)}
    total = (amount(criteria.total, kind) or _NONE) - gone[Absence.REDUCE]
    counted = total - gone[Absence.REWEIGHT]
    earned = sum((item.points or _NONE for item in items if not item.criterion.bonus), _NONE)
    claimed = sum((item.points or _NONE for item in items if item.criterion.bonus), _NONE)
    bonus = claimed if criteria.bonus_at_most is None else min(claimed, criteria.bonus_at_most)
    rounded = criteria.rounding.apply(total) if criteria.rounding else total
    shown = total if rounded == total else rounded
    children = _grouped(criteria, items, with_points=True)
    if counted <= 0:
        return _Sum(points=None, total=shown, children=children)
    points = _rounded(criteria, Fraction(earned) * Fraction(total) / Fraction(counted) + Fraction(bonus))
    added = []
    if bonus != claimed:
        added.append(
            Explanation(label=said(_("加分封顶")), found=said(_("最多加 {most}"), most=bonus), points=bonus - claimed)
        )
    change = points - earned - bonus
    if counted != total:
        found = said(_("{earned} ÷ {counted} × {total}"), earned=earned, counted=counted, total=total)
        added.append(
            Explanation(label=said(_("合理缺项折算")), found=found, points=change, reason=_rounding_note(criteria))
        )
    elif change:
        added.append(Explanation(label=said(_("取舍")), points=change, reason=_rounding_note(criteria)))
    return _Sum(points=points, total=shown, children=(*children, *added))


def _absent_points(criteria: CriteriaSet, items: tuple[Item, ...], absence: Absence) -> Decimal:
    absent = (item for item in items if item.state is ItemState.ABSENT and not item.criterion.bonus)
    return sum((item.of for item in absent if criteria.absence_of(item.criterion) is absence), _NONE)


def _mean(criteria: CriteriaSet, items: tuple[Item, ...]) -> _Sum:
    """Average the items that were checked; items without points of their own only veto or limit."""
    total = next((item.of for item in items if item.of), _NONE)
    checked = [item.points for item in items if item.points is not None and item.of]
    heading = Explanation(
        label=said(_("检查项目")),
        found=said(_("检查了 {count} 项，每项满分 {total}"), count=len(checked), total=total),
        children=_grouped(criteria, items, with_points=False),
    )
    if not checked:
        return _Sum(points=None, total=total, children=(heading,))
    earned = sum(checked, _NONE)
    points = _rounded(criteria, Fraction(earned) / len(checked))
    mean = Explanation(
        label=said(_("平均分")),
        found=said(_("{earned} ÷ {count}"), earned=earned, count=len(checked)),
        points=points,
        of=total,
        reason=_rounding_note(criteria),
    )
    return _Sum(points=points, total=total, children=(heading, mean))


def _grouped(criteria: CriteriaSet, items: tuple[Item, ...], *, with_points: bool) -> tuple[Explanation, ...]:
    groups: dict[str, list[Item]] = {group.code: [] for group in criteria.groups}
    for item in items:
        groups.setdefault(item.criterion.group, []).append(item)
    groups = {code: members for code, members in groups.items() if members}
    if len(groups) < 2:
        return tuple(item.node for item in items)
    return tuple(
        Explanation(
            label=criteria.group_label(code),
            code=code,
            points=sum((item.points or _NONE for item in members), _NONE) if with_points else None,
            of=sum((item.of for item in members), _NONE) if with_points else None,
            children=tuple(item.node for item in members),
        )
        for code, members in groups.items()
    )


def _rounded(criteria: CriteriaSet, value: Fraction) -> Decimal:
    if criteria.rounding:
        return criteria.rounding.apply(value)
    found = exact(value)
    if found is None:
        raise WrongUse(
            "The set {code} needs a rounding: its result {value} has no end", code=criteria.code, value=value
        )
    return found


def _rounding_note(criteria: CriteriaSet) -> Said | str:
    if criteria.rounding is None:
        return ""
    mode = said(criteria.rounding.mode.label)
    return said(_("保留 {digits} 位小数，{mode}"), digits=criteria.rounding.digits, mode=mode)


def _verdict(grade: Grade, *, verdict: bool | None) -> Said | str:
    parts: list[Said | str] = []
    if grade.grade is not None:
        names = "、".join(grade.names.values())
        parts.append(said(_("{grade}（{names}）"), grade=grade.grade, names=names) if names else grade.grade)
    if verdict is not None:
        parts.append(said(_("合格")) if verdict else said(_("不合格")))
    return joined(parts)
