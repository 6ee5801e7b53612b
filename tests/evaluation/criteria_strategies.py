"""Sets of criteria and answers to them, made up by hypothesis; every set is one that the checks let pass."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from fscore.evaluation.answers import Answer
from fscore.evaluation.criteria import (
    Absence,
    AnsweredBy,
    Band,
    Bound,
    CriteriaSet,
    Criterion,
    Deduction,
    Method,
    Step,
)
from fscore.evaluation.rounding import Mode, Rounding
from fscore.evaluation.sources import Citation, Op

Case = tuple[CriteriaSet, str | None, tuple[Answer, ...]]

KINDS = {"large": "大型餐饮", "small": "小（微）型"}

texts = st.text("证照台账（）、“”,=+-@\"\\'0aB", min_size=1, max_size=12).map(lambda text: "项" + text + "项")
points = st.integers(1, 400).map(lambda units: Decimal(units) / 10)


@st.composite
def _items(draw: st.DrawFn, place: int, method: Method, kinds: dict[str, str]) -> Criterion:
    answered_by = draw(st.sampled_from(list(AnsweredBy)))
    most = Decimal(10) if method is Method.MEAN else draw(points)
    weight = most
    if kinds and method is Method.SUM and draw(st.booleans()):
        weight = {
            kind: draw(points.filter(lambda own: own >= most))
            for kind in draw(st.sets(st.sampled_from(list(kinds)), min_size=1))
        }
    group = draw(
        st.sampled_from(["key", "basic", "own", "bonus"] if method is Method.SUM and place else ["key", "basic"])
    )
    more: dict[str, Any] = {}
    if answered_by is AnsweredBy.DEDUCTIONS:
        each = draw(st.integers(1, int(most * 10))) / Decimal(10)
        capped = draw(st.booleans())
        more["deductions"] = (Deduction(code="late", label=draw(texts), points=each, at_most=most if capped else None),)
    if answered_by is AnsweredBy.INDICATOR:
        more.update(query="rate", unit="%")
        if isinstance(weight, dict) or draw(st.booleans()):
            more["target"] = Bound(draw(st.sampled_from(list(Op))), Decimal(95))
        else:
            more["steps"] = (Step(Bound(Op.GE, Decimal(95)), most), Step(Bound(Op.GE, Decimal(50)), Decimal("0.1")))
    return Criterion(
        code=f"item-{place}",
        label=draw(texts),
        points=weight,
        group=group,
        floor=Decimal("0.6") if group == "key" and draw(st.booleans()) else None,
        answered_by=answered_by,
        expects=answered_by is not AnsweredBy.YES_NO or draw(st.booleans()),
        absence=None if method is Method.MEAN else draw(st.sampled_from([None, *Absence])),
        evidence=draw(st.sampled_from(["", "照片"])),
        citation=draw(st.sampled_from([None, Citation("办法", article="第三条")])),
        **more,
    )


@st.composite
def criteria_sets(draw: st.DrawFn) -> CriteriaSet:
    method = draw(st.sampled_from([Method.SUM, Method.SUM, Method.MEAN]))
    kinds = draw(st.sampled_from([{}, KINDS]))
    items = [draw(_items(place, method, kinds)) for place in range(draw(st.integers(1, 6)))]
    if method is Method.SUM:
        items.append(Criterion(code="rest", label="其余", points=Decimal(5)))
        items.append(Criterion(code="veto", label="事故", points=Decimal(0), veto=True, expects=False))
    totals = {
        kind: sum((item.points_for(kind) or Decimal(0) for item in items if not item.bonus), Decimal(0))
        for kind in kinds or (None,)
    }
    total = Decimal(10) if method is Method.MEAN else dict(totals) if kinds else totals[None]
    least = Decimal(10) if method is Method.MEAN else min(totals.values())
    edge = (least / 2).quantize(Decimal(1)) if least > 1 else least
    bonus = any(item.bonus for item in items)
    return CriteriaSet(
        code="made-up",
        label=draw(texts),
        effective=date(2024, 1, 1),
        superseded=draw(st.sampled_from([None, date(2025, 1, 1)])),
        region=draw(st.sampled_from([None, "990101000000"])),
        method=method,
        total=total,
        rounding=Rounding(draw(st.integers(0, 2)), draw(st.sampled_from(list(Mode)))),
        absence=draw(st.sampled_from([Absence.REFUSED, Absence.REWEIGHT, Absence.CREDIT])),
        passes=Bound(Op.GE, edge),
        bonus_at_most=Decimal(3) if bonus and draw(st.booleans()) else None,
        kinds=kinds,
        bands=draw(
            st.sampled_from(
                [
                    (),
                    (
                        Band(bounds=(Bound(Op.GE, edge),), grade="好", names={"face": "笑脸"}),
                        Band(bounds=(Bound(Op.LT, edge),), reason="分数不够"),
                    ),
                ]
            )
        ),
        criteria=tuple(items),
        citation=Citation("示例办法", "示例〔2024〕1号"),
    )


@st.composite
def scored(draw: st.DrawFn) -> Case:
    """A set, the kind of subject, and an answer to every item that applies."""
    criteria = draw(criteria_sets())
    kind = draw(st.sampled_from(list(criteria.kinds))) if criteria.kinds else None
    answers = []
    for item in criteria.criteria:
        of = item.points_for(kind)
        if of is None:
            continue
        if criteria.absence_of(item) is not Absence.REFUSED and draw(st.integers(0, 3)) == 0:
            answers.append(Answer.absent(item.code, "没有这项经营"))
        elif item.answered_by is AnsweredBy.YES_NO:
            answers.append(Answer(code=item.code, says=draw(st.booleans())))
        elif item.answered_by is AnsweredBy.POINTS:
            answers.append(Answer.given(item.code, draw(st.integers(0, int(of * 10))) / Decimal(10)))
        elif item.answered_by is AnsweredBy.DEDUCTIONS:
            answers.append(Answer.counted(item.code, {"late": draw(st.integers(0, 30))}))
        else:
            answers.append(Answer.measured(item.code, draw(st.fractions(0, 100))))
    return criteria, kind, tuple(answers)
