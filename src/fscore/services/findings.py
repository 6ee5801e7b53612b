"""What people found out, item by item: written down once, and answered from until it is too old."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import attrs
import sqlalchemy as sa

from fscore.errors import InvalidValue, NotPossible
from fscore.evaluation.answers import Answer, answer_written, item_of, written
from fscore.evaluation.criteria import CriteriaSet, Criterion
from fscore.evaluation.explanation import Evidence
from fscore.labels import _
from fscore.model.attachment import Attachment
from fscore.model.entity import about
from fscore.model.item_finding import ItemFinding
from fscore.model.period import chinese_date
from fscore.services.subjects import place_of
from fscore.services.work import Work
from fscore.storage.columns import col

FACT = ("是", "否")


@attrs.frozen(kw_only=True)
class Case:
    """One subject under one set on one day; ``kind`` is what it counts as, where the set has points by kind."""

    subject: Any
    criteria: CriteriaSet
    on: date
    kind: str | None = None

    @property
    def about_it(self) -> tuple[sa.ColumnElement[bool], ...]:
        """What the findings of this subject under this set have in common."""
        return (
            col(ItemFinding.criteria) == self.criteria.code,
            col(ItemFinding.subject) == about(type(self.subject)).name,
            col(ItemFinding.subject_id) == self.subject.id,
        )


def record_findings(work: Work, case: Case, answers: Iterable[Answer], facts: Mapping[str, bool] | None = None) -> int:
    """Write down what was found for a subject on a day, and return how many of it are new or changed.

    The same findings twice add nothing; the note of an answer is what it rests on.

    Args:
        work: the unit of work of whoever found it.
        case: what was looked at, on which day, and the set in force on it.
        answers: what was found, each item once.
        facts: for the facts for which a subject is not graded, whether they hold.

    Raises:
        UnknownCode: if the set has no such item or fact.
        InvalidValue: if an answer is not one that its item takes.
        NotPossible: for a day to come.
    """
    if case.on > work.today:
        raise NotPossible(_("认定日期不能晚于今天（{today}）"), today=work.today.isoformat())
    items = {item.code: item for item in case.criteria.criteria}
    told = [(item_of(items, one.code).code, written(items[one.code], one), one.note) for one in answers]
    told += [(code, FACT[0] if held else FACT[1], "") for code, held in (facts or {}).items()]
    return sum(_keep(work, case, code, text, basis) for code, text, basis in told)


def _keep(work: Work, case: Case, code: str, text: str, basis: str) -> bool:
    same = sa.select(ItemFinding).where(
        *case.about_it, col(ItemFinding.item) == code, col(ItemFinding.found_on) == case.on
    )
    found = work.first(same)
    if found is None:
        work.add(
            ItemFinding(
                division_id=place_of(work, case.subject).id,
                criteria=case.criteria.code,
                item=code,
                subject=about(type(case.subject)).name,
                subject_id=case.subject.id,
                found_on=case.on,
                answer=text,
                basis=basis,
            )
        )
        return True
    if (found.answer, found.basis) == (text, basis):
        return False
    found.answer, found.basis = text, basis
    work.session.flush()
    return True


def findings_of(work: Work, case: Case) -> dict[str, ItemFinding]:
    """Return the last finding of each item by the day, by item.

    One that is older than the months of the rule, or than the version of the set, no longer says anything.
    """
    oldest = work.rules.back("criteria.finding-months", case.on, place_of(work, case.subject))
    since = max(oldest, case.criteria.effective)
    wanted = sa.select(ItemFinding).where(*case.about_it, col(ItemFinding.found_on).between(since, case.on))
    rows = work.all(wanted.order_by(col(ItemFinding.found_on), col(ItemFinding.id)))
    return {row.item: row for row in rows}


def answer_of(work: Work, item: Criterion, finding: ItemFinding) -> Answer:
    """Return a finding as the answer to an item, with the record and its files as evidence."""
    shown = evidence_of(work, finding)
    try:
        found = answer_written(item, finding.answer)
    except (InvalidValue, LookupError):
        reason = _("{day}认定的“{answer}”不合这一项现在的写法").format(
            day=chinese_date(finding.found_on), answer=finding.answer
        )
        return Answer.unknown(item.code, reason, shown)
    against = found.absent_because is not None or (found.says is not None and found.says is not item.expects)
    if item.evidence_required and not against and not finding.basis and len(shown) == 1:
        return Answer.unknown(item.code, _("认定时没有写凭据：{evidence}").format(evidence=item.evidence), shown)
    return Answer(
        code=item.code,
        says=found.says,
        points=found.points,
        counts=found.counts,
        value=found.value,
        absent_because=found.absent_because,
        evidence=shown,
    )


def evidence_of(work: Work, finding: ItemFinding) -> tuple[Evidence, ...]:
    """Return the record of a finding and the files beside it."""
    name = about(ItemFinding).name
    text = _("{who} {day} 认定").format(who=finding.recorded_by, day=chinese_date(finding.found_on))
    if finding.basis:
        text = _("{text}，依据：{basis}").format(text=text, basis=finding.basis)
    files = sa.select(Attachment).where(col(Attachment.subject) == name, col(Attachment.subject_id) == finding.id)
    kept = work.all(files.order_by(col(Attachment.id)))
    return (Evidence(name, finding.id, text), *(Evidence(about(Attachment).name, one.id, one.filename) for one in kept))
