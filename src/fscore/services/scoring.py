"""Scoring a subject under a set of criteria, with the answers that the records give."""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

import sqlalchemy as sa

from fscore.errors import NotFound, NotPossible, UnknownCode
from fscore.evaluation.criteria import CriteriaSet, set_in_force
from fscore.evaluation.scoring import Score, score
from fscore.extension.declarations import Answers
from fscore.extension.guarded import Failure, guarded
from fscore.extension.plugins import CORE
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.model.entity import about
from fscore.services.work import Work
from fscore.storage.columns import col

_SECONDS = 60
_LONGEST_ID = 11


def score_subject(work: Work, code: str, named: str, on: date) -> tuple[Score, Any]:
    """Return what a subject comes to on a day, and the subject.

    Args:
        work: the unit of work of whoever asks.
        code: the code of the set.
        named: the subject: a division's code, else a record's name or number.
        on: the day of the judgement; the set in force on it counts.

    Raises:
        UnknownCode: if there is no such set, or none that records can answer.
        NotFound: if there is no such subject.
        NotPossible: if the set does not hold on the day, its module is off there, or its answers can't be read.
    """
    plugin, answers = _answers(work, code)
    subject = find_subject(work, answers.subject, named)
    place = subject if isinstance(subject, Division) else work.place(subject.division_id)
    if plugin != CORE and not work.scope.reach[plugin].on_at(place):
        title = work.system.plugins.title(plugin)
        raise NotPossible(_("{place}没有启用模块“{title}”"), place=place.name, title=title)
    criteria = criteria_in_force(work, code, on, place)
    found = guarded(plugin, answers.criteria, lambda: list(answers.find(work, subject, on)), seconds=_SECONDS)
    if isinstance(found, Failure):
        work.system.plugins.fail(found)
        raise NotPossible(_("模块 {plugin} 出错：{reason}"), plugin=plugin, reason=found.reason)
    kind = getattr(getattr(subject, "kind", None), "value", None)
    scored = score(criteria, found, kind=kind if kind in criteria.kinds else None, subject=named_as(subject), on=on)
    return scored, subject


def find_subject(work: Work, cls: type, named: str) -> Any:
    """Return the record of a class that has a name or a number; a division has its code.

    Raises:
        NotFound: if there is none in scope.
        NotPossible: if several have the name.
    """
    if cls is Division:
        return work.division(named)
    if named.isascii() and named.isdigit() and len(named) <= _LONGEST_ID:
        return work.get(cls, int(named))
    (first, *_rest) = about(cls).title
    found: Sequence[Any] = work.all(sa.select(cls).where(col(getattr(cls, first)) == named).limit(2))
    if not found:
        raise NotFound(_("没有叫“{name}”的{label}"), name=named, label=about(cls).label)
    if len(found) > 1:
        numbers = "、".join(str(one.id) for one in found)
        raise NotPossible(_("不止一个叫“{name}”，请写编号，例如 {numbers}"), name=named, numbers=numbers)
    return found[0]


def named_as(subject: Any) -> Any:
    """Return what stands for a subject in an answer: a division's code, else entity and number."""
    return subject.code if isinstance(subject, Division) else {"entity": about(type(subject)).name, "id": subject.id}


def criteria_in_force(work: Work, code: str, on: date, place: Division) -> CriteriaSet:
    """Return the set that holds in a division on a day: that of the nearest region, and there the latest.

    Raises:
        NotPossible: if none holds.
    """
    sets = [one for _plugin, one in work.system.plugins.criteria()]
    around = [place.ancestor(level) for level in reversed(Level)]
    region = [work.place(one).code for one in around if one is not None]
    found = set_in_force(sets, code, on, region)
    if found is None:
        raise NotPossible(_("指标表 {code} 在 {day} 还没有施行，或已经废止"), code=code, day=on)
    return found


def _answers(work: Work, code: str) -> tuple[str, Answers]:
    answered = {one.criteria: (plugin, one) for plugin, one in work.system.plugins.answers()}
    if code in answered:
        return answered[code]
    if code in {one.code for _plugin, one in work.system.plugins.criteria()}:
        raise UnknownCode(_("指标表 {code} 要人来打分，不能从记录里算出来"), code=code)
    near = get_close_matches(code, answered, n=1)
    hint = _("是不是 {nearest}？").format(nearest=near[0]) if near else ""
    known = "、".join(sorted(answered)) or _("一个也没有")
    raise UnknownCode(_("没有指标表 {code}。{hint}能从记录里算的有：{known}"), code=code, hint=hint, known=known)
