"""Where the answers to a form come from: what a plugin reads, figures, findings; what nobody knows stays open."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from fscore.evaluation.answers import Answer
from fscore.evaluation.criteria import Absence, CriteriaSet, Criterion, Number
from fscore.evaluation.explanation import Evidence
from fscore.evaluation.ratio import State, Value
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.entity import about
from fscore.model.item_finding import ItemFinding
from fscore.model.period import Period, chinese_date, year
from fscore.services.criteria_sets import indicator_of
from fscore.services.figures import Reading, reading
from fscore.services.findings import FACT, Case, answer_of, findings_of
from fscore.services.subjects import area_of
from fscore.services.work import Work

TRIED = _("试算填的")


@attrs.frozen(kw_only=True)
class Given:
    """What is handed in besides the records: a plugin's answers, and answers that are only tried out."""

    answers: tuple[Answer, ...] = ()
    facts: frozenset[str] = frozenset()
    tried: Mapping[str, Answer] = attrs.field(factory=dict)


def answers_for(work: Work, case: Case, given: Given) -> tuple[list[Answer], set[str]]:
    """Return an answer for each item that applies, and the facts for which the subject is not graded.

    For each item counts, in this order: what is tried out, what the set's plugin reads, the indicator that the item
    names, what somebody found out. Where there is none of these, the answer says why.
    """
    read = {one.code: one for one in given.answers}
    found = findings_of(work, case)
    area = area_of(work, case.subject, case.on)
    answers = []
    for item in case.criteria.criteria:
        if item.points_for(case.kind) is None:
            continue
        own = read.get(item.code)
        if item.code in given.tried:
            answers.append(attrs.evolve(given.tried[item.code], evidence=(Evidence(text=TRIED),)))
        elif own is not None and own.fits(item) and _may_be_absent(case.criteria, item, own):
            answers.append(own)
        else:
            answer = _on_record(work, case, item, area, found.get(item.code))
            answers += [] if answer is None else [answer]
    facts = {fact.code for fact in case.criteria.withheld if fact.code in found and found[fact.code].answer == FACT[0]}
    return answers, facts | given.facts


def _on_record(
    work: Work, case: Case, item: Criterion, area: Division | None, finding: ItemFinding | None
) -> Answer | None:
    """Return what figures or findings answer; None for a bonus that nobody claims."""
    measured = _by_indicator(work, case, item, area)
    if measured is not None and (measured.unknown_because is None or finding is None):
        return measured
    if finding is not None:
        return _checked(case.criteria, item, answer_of(work, item, finding))
    return None if item.bonus else Answer.unknown(item.code, _nobody(item))


def _nobody(item: Criterion) -> str:
    if item.evidence:
        return _("还没有人认定，要看{evidence}").format(evidence=item.evidence)
    return _("还没有人认定")


def _may_be_absent(criteria: CriteriaSet, item: Criterion, answer: Answer) -> bool:
    return answer.absent_because is None or criteria.absence_of(item) is not Absence.REFUSED


def _checked(criteria: CriteriaSet, item: Criterion, answer: Answer) -> Answer:
    if _may_be_absent(criteria, item, answer):
        return answer
    reason = _("认定为缺项，这一项不允许缺项")
    return Answer.unknown(item.code, reason, answer.evidence)


def _by_indicator(work: Work, case: Case, item: Criterion, area: Division | None) -> Answer | None:
    """Return what an item's indicator says of a subject; None if it names none."""
    indicator = indicator_of(work, item.query)
    if indicator is None:
        return None
    if area is None:
        reason = _("指标 {id} 按区划算，这一天算不到这个{kind}").format(
            id=indicator.id, kind=about(type(case.subject)).label
        )
        return Answer.unknown(item.code, reason)
    read = reading(work, indicator.id, area, Period(year(case.on.year).first, case.on))
    number = exact_number(read.value)
    if number is not None:
        return Answer.measured(item.code, number, evidence=[Evidence(text=told(read))])
    reason = _("指标 {id}：{reason}").format(id=indicator.id, reason=read.value.reason or read.value.state.label)
    nothing = read.value.state is State.NOTHING and case.criteria.absence_of(item) is not Absence.REFUSED
    return Answer.absent(item.code, reason) if nothing else Answer.unknown(item.code, reason)


def exact_number(value: Value) -> Number | None:
    """Return the number of a value without a digit lost; None where there is none."""
    if value.state is not State.OK or value.part is None:
        return None
    if value.unit.scale is None:
        return value.part
    return Fraction(value.part) / Fraction(value.whole or 1) * value.unit.scale


def told(read: Reading) -> str:
    """Return an indicator as evidence: which, where, when, how many of how many."""
    facts = {
        "id": read.indicator.id,
        "title": read.indicator.label,
        "area": read.area.name,
        "first": chinese_date(read.period.first),
        "last": chinese_date(read.period.last),
        "part": read.value.part,
        "whole": read.value.whole,
    }
    if read.value.whole is None:
        return _("指标 {id} {title}，{area}，{first}至{last}：{part}").format(**facts)
    return _("指标 {id} {title}，{area}，{first}至{last}：{whole} 中有 {part}").format(**facts)
