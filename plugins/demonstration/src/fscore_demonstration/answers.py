"""What the records answer to the form: figures where there are any, evidence for the rest.

An item with a ``query`` is measured by the indicator of that id; where its module is off, or there is nothing to
measure, the item is reasonably absent. An item without one is answered by the papers on record for it. So a place's own
form needs no code.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from fscore.errors import UnknownCode
from fscore.evaluation import explanation
from fscore.evaluation.answers import Answer
from fscore.evaluation.criteria import CriteriaSet, Criterion, Number
from fscore.evaluation.ratio import State, Value
from fscore.extension.declarations import Answers
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.period import Period, chinese_date, year
from fscore.services.answering import exact_number
from fscore.services.figures import reading
from fscore.services.scoring import criteria_in_force
from fscore.services.work import Work
from fscore_demonstration.evidence import CRITERIA, asking_for_papers, counting, evidence_of
from fscore_demonstration.model import Evidence, EvidenceState

Kept = Mapping[str, Sequence[Evidence]]
ABSENT = (State.ABSENT, State.NOTHING)


def about_township(work: Work, township: Division, on: date) -> Iterator[Answer]:
    """Return what is on record about a township, from the beginning of the year to a day.

    What was not reported, or failed, has no answer: the score then stays open instead of being wrong.
    """
    criteria = criteria_in_force(work, CRITERIA, on, township)
    papers = evidence_of(work, township, on)
    kept = counting(work, papers, on)
    period = Period(year(on.year).first, on)
    for item in criteria.criteria:
        shown = [_shown(one) for one in kept.get(item.code, ())]
        if item.query in _OF_PAPERS:
            value = _OF_PAPERS[item.query](criteria, papers, kept)
            if value is not None:
                yield Answer.measured(item.code, value, evidence=shown)
        elif item.query is not None:
            answer = _measured(item, lambda code: reading(work, code, township, period).value, shown)
            if answer is not None:
                yield answer
        elif shown:
            yield Answer.yes(item.code, evidence=shown)
        else:
            yield Answer.no(item.code, _("没有登记还算数的凭据"))


def _measured(item: Criterion, read: Callable[[str], Value], shown: Iterable[explanation.Evidence]) -> Answer | None:
    """Return the value of an item's indicator, or why the item does not apply; None as long as nobody can say."""
    indicator = item.query or ""
    try:
        value = read(indicator)
    except UnknownCode:
        return Answer.absent(item.code, _("没有装能算 {indicator} 的模块").format(indicator=indicator))
    if value.state in ABSENT:
        return Answer.absent(item.code, value.reason or _("没有要算的"))
    number = exact_number(value)
    return None if number is None else Answer.measured(item.code, number, _told(indicator, value), shown)


def _told(indicator: str, value: Value) -> str:
    if value.whole is None:
        return _("指标 {indicator}").format(indicator=indicator)
    return _("指标 {indicator}：{whole} 中有 {part}").format(indicator=indicator, whole=value.whole, part=value.part)


def _shown(one: Evidence) -> explanation.Evidence:
    return explanation.Evidence.of(one, _("{name}，{day}").format(name=one.name, day=chinese_date(one.dated_on)))


def _share(criteria: CriteriaSet, _papers: Sequence[Evidence], kept: Kept) -> Number | None:
    """Return the percentage of the items asking for papers that have some."""
    items = asking_for_papers(criteria)
    return Fraction(sum(item.code in kept for item in items) * 100, len(items)) if items else None


def _refuted(_criteria: CriteriaSet, papers: Sequence[Evidence], _kept: Kept) -> Number | None:
    """Return how many papers were found false; as long as nobody has looked at any, that is not known."""
    looked_at = [one for one in papers if one.state is not EvidenceState.FILED]
    return sum(one.state is EvidenceState.REFUTED for one in looked_at) if looked_at else None


_OF_PAPERS: Mapping[str | None, Callable[[CriteriaSet, Sequence[Evidence], Kept], Number | None]] = {
    "evidence-share": _share,
    "evidence-refuted": _refuted,
}
FROM_RECORDS = Answers(CRITERIA, Division, about_township)
