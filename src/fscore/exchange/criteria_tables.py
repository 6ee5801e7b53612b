"""Turns a set of criteria into plain tables, the shape that TOML and Excel share."""

import attrs

from fscore.evaluation.criteria import (
    BASIC,
    BONUS,
    KEY,
    Absence,
    Band,
    Bound,
    CriteriaSet,
    Criterion,
    GradeLimit,
    Method,
)
from fscore.evaluation.rounding import Rounding
from fscore.evaluation.sources import Citation
from fscore.exchange.criteria_document import Document, Good, usual_answer


def write_document(criteria: CriteriaSet) -> Document:
    """Return the set as tables; what is as usual is left out."""
    return _kept(
        {
            "code": criteria.code,
            "label": criteria.label,
            "version": criteria.version if criteria.version != criteria.effective.isoformat() else None,
            "effective": criteria.effective,
            "superseded": criteria.superseded,
            "region": criteria.region,
            "method": criteria.method.value if criteria.method is not Method.SUM else None,
            "total": criteria.total,
            "unit": criteria.unit if criteria.unit != "分" else None,
            "rounding": _rounding_table(criteria.rounding),
            "absence": criteria.absence.value if criteria.absence is not Absence.REFUSED else None,
            "key_floor": criteria.key_floor,
            "pass": _bound_table(criteria.passes),
            "bonus_at_most": criteria.bonus_at_most,
            "veto_grade": criteria.veto_grade,
            "citation": _citation_table(criteria.citation),
            "verified": criteria.verified,
            "verified_on": criteria.verified_on,
            "kinds": dict(criteria.kinds),
            "groups": [_kept(attrs.asdict(group, recurse=False)) for group in criteria.groups],
            "criteria": [_criterion_table(item) for item in criteria.criteria],
            "bands": [_band_table(band) for band in criteria.bands],
            "limits": [_limit_table(limit) for limit in criteria.limits],
            "withheld": [attrs.asdict(fact) for fact in criteria.withheld],
        }
    )


def _kept(table: Document) -> Document:
    return {key: value for key, value in table.items() if value is not None and value not in ({}, [], ())}


def _bound_table(bound: Bound | None) -> Document | None:
    return None if bound is None else {"op": bound.op.value, "value": bound.value}


def _rounding_table(rounding: Rounding | None) -> Document | None:
    return None if rounding is None else {"digits": rounding.digits, "mode": rounding.mode.value}


def _citation_table(citation: Citation | None) -> Document | None:
    return None if citation is None else {key: value for key, value in attrs.asdict(citation).items() if value}


def _criterion_table(item: Criterion) -> Document:
    usual = item.answered_by is usual_answer(item.deductions, item.query)
    return _kept(
        {
            "code": item.code,
            "label": item.label,
            "group": item.group if item.group != BASIC else None,
            "points": item.points,
            "veto": item.veto or None,
            "key": (item.key and item.group != KEY) or None,
            "bonus": (item.bonus and item.group != BONUS) or None,
            "floor": item.floor,
            "answer": None if usual else item.answered_by.value,
            "expects": None if item.expects else Good.NO.value,
            "query": item.query,
            "unit": item.unit or None,
            "target": _bound_table(item.target),
            "steps": [{**(_bound_table(step.bound) or {}), "points": step.points} for step in item.steps],
            "deductions": [_kept(attrs.asdict(each)) for each in item.deductions],
            "absence": item.absence.value if item.absence else None,
            "evidence": item.evidence or None,
            "evidence_required": item.evidence_required or None,
            "citation": _citation_table(item.citation),
        }
    )


def _band_table(band: Band) -> Document:
    first, *others = (_bound_table(bound) for bound in band.bounds)
    return _kept(
        {
            **(first or {}),
            "and": others[0] if others else None,
            "grade": band.grade,
            "names": dict(band.names),
            "reason": band.reason or None,
        }
    )


def _limit_table(limit: GradeLimit) -> Document:
    return _kept(
        {
            "code": limit.code,
            "label": limit.label,
            "counts": limit.counts.value,
            **(_bound_table(limit.bound) or {}),
            "items": list(limit.items),
            "grade": limit.grade,
            "down": limit.down or None,
        }
    )
