"""Local rules read back as rules, each with the division that it is for."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy import orm

from fscore.evaluation.sources import Citation, Rule
from fscore.model.division import ChangeKind, Division, DivisionChange
from fscore.model.local_rule import LocalRule
from fscore.storage.columns import col


def read_local_rules(session: orm.Session) -> list[tuple[Rule, Division]]:
    """Return the local versions of rules that stand, in the order in which they were made."""
    wanted = (
        sa.select(LocalRule, Division)
        .join(Division, col(Division.id) == col(LocalRule.division_id))
        .where(col(LocalRule.deleted_at).is_(None))
        .order_by(col(LocalRule.id))
    )
    return [(_rule(local, division), division) for local, division in session.execute(wanted)]


def divisions_of(session: orm.Session, codes: Collection[str]) -> dict[str, Division]:
    """Return the divisions by codes that they have, or that they had until they were given another one."""
    if not codes:
        return {}
    wanted = sa.select(Division).where(col(Division.code).in_(codes))
    found = {one.code: one for one in session.scalars(wanted)}
    former = (
        sa.select(col(DivisionChange.old_code), Division)
        .join(Division, col(Division.id) == col(DivisionChange.subject_id))
        .where(col(DivisionChange.old_code).in_(codes), col(DivisionChange.kind) == ChangeKind.RECODE)
        .order_by(col(DivisionChange.id))
    )
    return dict(session.execute(former).all()) | found


def _rule(local: LocalRule, division: Division) -> Rule:
    return Rule(
        code=local.code,
        value=local.value.normalize(),
        op=local.op,
        unit=local.unit,
        effective=local.effective,
        citation=Citation(local.title, local.number, local.article),
        region=division.code,
        superseded=local.superseded,
        verified=local.verified,
        verified_on=local.verified_on,
    )
