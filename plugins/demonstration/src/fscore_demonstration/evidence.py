"""The evidence of a drive: what counts on a day, and what is still lacking for the form."""

from collections.abc import Mapping, Sequence
from datetime import date

import attrs
import sqlalchemy as sa

from fscore.evaluation.criteria import CriteriaSet, Criterion
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.drive import Drive
from fscore.services.scoring import criteria_in_force, score_subject
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.places import belonging
from fscore.storage.standing import standing
from fscore_demonstration.model import Evidence, EvidenceState

CRITERIA = "demonstration-township"


def drives_running(on: date) -> "sa.Select[Drive]":
    """Return the drives that were launched by a day and did not end before it."""
    return standing(on, since=Drive.starts_on, last=Drive.ends_on)


def evidence_of(work: Work, township: Division, on: date) -> Sequence[Evidence]:
    """Return all evidence of the drives of a township that run on a day, whatever its age and state."""
    drives = (
        drives_running(on).where(col(Drive.division_id).in_(belonging(township, on))).with_only_columns(col(Drive.id))
    )
    wanted = sa.select(Evidence).where(col(Evidence.drive_id).in_(drives), col(Evidence.dated_on) <= on)
    return work.all(wanted.order_by(col(Evidence.criterion), col(Evidence.id)))


def counting(work: Work, found: Sequence[Evidence], on: date) -> Mapping[str, list[Evidence]]:
    """Return the evidence that counts, by item: not found false, and not too old."""
    since = work.rules.back("demonstration.evidence-months", on)
    kept: dict[str, list[Evidence]] = {}
    for one in found:
        if one.state is not EvidenceState.REFUTED and one.dated_on >= since:
            kept.setdefault(one.criterion, []).append(one)
    return kept


def asking_for_papers(criteria: CriteriaSet) -> tuple[Criterion, ...]:
    """Return the items that say what has to be shown."""
    return tuple(item for item in criteria.criteria if item.evidence)


@attrs.frozen
class Gap:
    """What is still lacking for one item of the form."""

    code: str
    label: str
    reason: str


def gaps(work: Work, township: Division, on: date) -> list[Gap]:
    """Return what is lacking: items that nothing answers, that fall short, or that lack the papers they ask for.

    Raises:
        NotPossible: if no form holds on the day.
    """
    scored, _subject = score_subject(work, CRITERIA, township.code, on)
    criteria = criteria_in_force(work, CRITERIA, on, township)
    kept = counting(work, evidence_of(work, township, on), on)
    missing = {item.code for item in scored.missing}
    nodes = {node.code: node for group in scored.explanation.children for node in (group, *group.children)}
    found = []
    for item in criteria.criteria:
        node = nodes[item.code]
        if item.code in missing:
            found.append(Gap(item.code, item.label, _("没有记录可答")))
        elif node.failed or (node.points is not None and node.of is not None and node.points < node.of):
            found.append(Gap(item.code, item.label, _("没有达到满分的要求")))
        if item.evidence and item.code not in kept:
            found.append(Gap(item.code, item.label, _("缺凭据：{evidence}").format(evidence=item.evidence)))
    return found
