"""Whose papers and questions are whose: what was a closed unit's own is that of the unit which goes on with it."""

from collections.abc import Iterable

import sqlalchemy as sa

from fscore.model.division import Division, Level
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.places import belonging
from fscore_exam.model import Paper, Question


def owner(work: Work, division_id: int) -> Division:
    """Return the unit that has today what is of a division: itself, or the one that goes on with it."""
    place = work.place(division_id)
    return work.place(place.ancestor(Level(place.level)) or place.id)


def owned(cls: type[Paper] | type[Question], unit: Division) -> sa.ColumnElement[bool]:
    """Return the condition that a record is a unit's own, or was that of one which it goes on with."""
    return col(cls.division_id).in_(belonging(unit))


def told_once(questions: Iterable[Question]) -> list[Question]:
    """Return questions without those that are the same as one before: two banks that became one may both have it."""
    found: dict[tuple[str, str], Question] = {}
    for one in questions:
        found.setdefault((one.code, one.content), one)
    return list(found.values())
