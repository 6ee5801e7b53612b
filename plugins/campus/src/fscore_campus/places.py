"""The campuses and canteens of a day, as selects."""

from datetime import date

import sqlalchemy as sa

from fscore.storage.columns import col
from fscore.storage.standing import begun, not_yet
from fscore_campus.model import SCHOOLS, Campus, CampusKind, Canteen, CanteenMode

FED = (CanteenMode.SELF, CanteenMode.CONTRACTED, CanteenMode.DELIVERED)


def campuses(on: date, *kinds: CampusKind) -> "sa.Select[Campus]":
    """Return the campuses of some kinds that are open on a day."""
    return sa.select(Campus).where(
        col(Campus.kind).in_(kinds), begun(col(Campus.opened_on), on), not_yet(col(Campus.closed_on), on)
    )


def schools_with_meals(on: date) -> "sa.Select[Campus]":
    """Return the schools and kindergartens in which pupils are fed on a day."""
    return campuses(on, *SCHOOLS).where(col(Campus.mode).in_(FED))


def school_canteens(on: date) -> "sa.Select[Canteen]":
    """Return the canteens of schools that are in use on a day."""
    return sa.select(Canteen).where(
        begun(col(Canteen.opened_on), on),
        not_yet(col(Canteen.closed_on), on),
        schools_with_meals(on).where(col(Campus.id) == col(Canteen.host_id)).exists(),
    )
