"""An invented county with two townships, in a database of its own, and what tests of divisions ask of it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

import fscore
from fscore.model.division import Division
from fscore.model.operators import Operator, OperatorKind
from fscore.services.divisions import LoadReport, load_divisions
from fscore.services.system import System
from fscore.services.work import Work
from fscore.storage.audit import audit
from fscore.storage.columns import col
from fscore.storage.places import inside_on

DATABASES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))
SECRET = b"k" * 32
NEW_YEAR = date(2024, 1, 1)
BEFORE = date(2023, 12, 31)
LATER = date(2024, 6, 1)
TODAY = date(2024, 12, 31)
COUNTY = """code,name,level,parent_code
990101,某区,区县,
990101101,青禾镇,乡镇,990101
990101102,白石镇,乡镇,990101
990101101200,东村,村,990101101
990101101201,西村,村,990101101
990101102200,南村,村,990101102
990101101200-1,东村一组,组,990101101200
990101101200-2,东村二组,组,990101101200
"""


def opened(folder: Path, url: str | None = None) -> System:
    """Open an empty database whose business day is the last of 2024."""
    system = fscore.open(url or f"sqlite:///{folder}/fscore.db", secret=SECRET, plugins={})
    system.set_business_day(TODAY)
    return system


def opened_for(request: pytest.FixtureRequest, folder: Path) -> Iterator[System]:
    """Open an empty database of the kind that a fixture with the parameters of DATABASES asks for."""
    system = opened(folder, request.getfixturevalue("postgresql_url") if request.param == "postgresql" else None)
    yield system
    system.engine.dispose()


def load_text(work: Work, folder: Path, text: str) -> LoadReport:
    """Load a plain list."""
    path = folder / "区划.csv"
    path.write_text(text, encoding="utf-8")
    return load_divisions(work, path)


def trail(work: Work, action: str) -> list[dict[str, object]]:
    """Return the rows of the audit trail for one kind of act."""
    rows = work.session.own_connection().execute(
        sa.select(audit).where(audit.c.action == action).order_by(audit.c.sequence)
    )
    return [dict(row) for row in rows.mappings()]


def operators(work: Work, division: Division, on: date | None = None) -> int:
    """Count the operators under a division, as it was on a day."""
    places = sa.select(col(Division.id)).where(inside_on(division, on))
    return work.count(sa.select(Operator).where(col(Operator.division_id).in_(places)))


def open_shop(work: Work, code: str, name: str = "某店") -> None:
    """Add an operator and commit."""
    work.add(Operator(division_id=work.division(code).id, name=name, kind=OperatorKind.CATERER))
    work.commit()
