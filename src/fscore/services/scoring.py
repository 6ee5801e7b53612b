"""Scoring a subject under a set of criteria: which set, which subject, whose answers."""

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

import attrs

from fscore.errors import NotPossible, UnknownCode
from fscore.evaluation.answers import Answer, by_code
from fscore.evaluation.scoring import Score, score
from fscore.extension.declarations import Answers
from fscore.extension.guarded import Failure
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.period import check_day
from fscore.services.answering import Given, answers_for
from fscore.services.criteria_sets import criteria_in_force, known_codes
from fscore.services.findings import Case
from fscore.services.subjects import find_subject, named_as, place_of
from fscore.services.work import Work

__all__ = ["Found", "criteria_in_force", "find_subject", "named_as", "score_subject", "subject_of"]

_SECONDS = 60


@attrs.frozen(kw_only=True)
class Found:
    """A subject under the set that holds for it, and the plugin that reads the records for that set, if one does."""

    case: Case
    place: Division
    plugin: str
    answers: Answers | None


def subject_of(work: Work, code: str, named: str, on: date, *, kind: str | None = None) -> Found:
    """Return the subject that is meant, with the set that holds for it on a day.

    Raises:
        UnknownCode: if there is no such set.
        NotFound: if there is no such subject.
        NotPossible: if the set does not hold on the day, or its module is off there, or the day is out of reach.
    """
    check_day(on)
    plugin, answers = _offered(work, code)
    subject = find_subject(work, named, None if answers is None else answers.subject)
    place = place_of(work, subject)
    if plugin and plugin in work.scope.reach and not work.scope.reach[plugin].on_at(place):
        title = work.system.plugins.title(plugin)
        raise NotPossible(_("{place}没有启用模块“{title}”"), place=place.name, title=title)
    criteria = criteria_in_force(work, code, on, place)
    own = getattr(getattr(subject, "kind", None), "value", None)
    case = Case(subject=subject, criteria=criteria, on=on, kind=kind or (own if own in criteria.kinds else None))
    return Found(case=case, place=place, plugin=plugin, answers=answers)


def score_subject(
    work: Work,
    code: str,
    named: str,
    on: date,
    *,
    kind: str | None = None,
    tried: Iterable[Answer] = (),
    facts: Iterable[str] = (),
) -> tuple[Score, Any]:
    """Return what a subject comes to on a day, and the subject.

    Args:
        work: the unit of work of whoever asks.
        code: the code of the set.
        named: the subject, see :func:`~fscore.services.subjects.find_subject`.
        on: the day of the judgement; the set in force on it counts.
        kind: the kind of subject, where the set has points by kind and the subject does not say.
        tried: answers to be tried out; they come before all that is on record, and are not kept.
        facts: codes of facts for which the subject is not graded, besides those on record.

    Raises:
        UnknownCode: if there is no such set, item or fact.
        NotFound: if there is no such subject.
        NotPossible: if the set does not hold on the day, its module is off there, or its answers can't be read.
        InvalidValue: if the set has points by kind and nobody says which it is.
    """
    found = subject_of(work, code, named, on, kind=kind)
    case = found.case
    read, withheld = _read(work, found)
    known = {fact.code for fact in case.criteria.withheld}
    given = Given(
        answers=tuple(read),
        facts=frozenset(one for one in withheld if one in known),
        tried=by_code(case.criteria, tried),
    )
    answers, held = answers_for(work, case, given)
    named_so = named_as(case.subject)
    scored = score(case.criteria, answers, kind=case.kind, withheld={*held, *facts}, subject=named_so, on=on)
    return scored, case.subject


def _read(work: Work, found: Found) -> tuple[list[Answer], list[str]]:
    """Return what the set's plugin reads, guarded: it neither takes the rest along nor goes unnamed when it fails."""
    answers, case = found.answers, found.case
    if answers is None:
        return [], []

    def ask() -> tuple[list[Answer], list[str]]:
        with work.session.apart():
            withheld = answers.withheld
            facts = [] if withheld is None else list(withheld(work, case.subject, case.on))
            return list(answers.find(work, case.subject, case.on)), facts

    read = work.system.plugins.run(found.plugin, answers.criteria, ask, _SECONDS)
    if isinstance(read, Failure) and read.refusal is not None:
        raise read.refusal
    if isinstance(read, Failure):
        raise NotPossible(_("模块 {plugin} 出错：{reason}"), plugin=found.plugin, reason=read.reason)
    return read


def _offered(work: Work, code: str) -> tuple[str, Answers | None]:
    """Return the plugin that ships or answers a set, "" for a set that only the office has, and how it answers."""
    answered: Mapping[str, tuple[str, Answers]] = {
        one.criteria: (plugin, one) for plugin, one in work.system.plugins.answers()
    }
    if code in answered:
        return answered[code]
    shipping = next((plugin for plugin, one in work.system.plugins.criteria() if one.code == code), None)
    if shipping is not None:
        return shipping, None
    known = known_codes(work)
    if code in known:
        return "", None
    near = get_close_matches(code, known, n=1)
    hint = _("是不是 {nearest}？").format(nearest=near[0]) if near else ""
    told = "、".join(known) or _("一个也没有")
    raise UnknownCode(_("没有指标表 {code}。{hint}现有：{known}"), code=code, hint=hint, known=told)
