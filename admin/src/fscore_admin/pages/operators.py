"""The file of a business on one page: what is due, who answers, what happened, under which credentials it trades."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import attrs
from flask import url_for

from fscore.labels import _
from fscore.model.division import Division
from fscore.model.entity import about
from fscore.model.operators import Licence, Operator, OperatorStatus, RegimeAdoption
from fscore.services import listing
from fscore.services.chain import chain
from fscore.services.display import heading, plain
from fscore.services.work import Work
from fscore_admin.dues import posts
from fscore_admin.entity_view import EntityView
from fscore_admin.pages.divisions import crumbs

EACH = 50
SHOWN = 60
SOON_DAYS = 30
_TRADES = {OperatorStatus.OPEN: "info", OperatorStatus.SUSPENDED: "due"}


@attrs.frozen
class Event:
    """A record that refers to the business, as a point of its timeline."""

    day: date
    label: str
    name: str
    address: str


@attrs.frozen
class Credential:
    """A licence, and how it stands today."""

    name: str
    until: str
    chip: str
    verdict: str
    address: str


def timeline(work: Work, operator: Operator) -> list[Event]:
    """Return the records of all kinds that refer to a business, the latest first."""
    events = []
    for cls, one in listing.referring(work, Operator):
        day = about(cls).dated
        if day is None:
            continue
        statement = listing.narrowed(work, cls, {one.name: str(operator.id)}).select
        records: Sequence[Any] = work.all(listing.ordered(work, cls, statement, f"-{day}").limit(EACH))
        for record in records:
            on = getattr(record, day)
            if on is not None:
                address = url_for(f"{about(cls).name}.details_view", id=record.id)
                events.append(Event(on, about(cls).label, heading(record), address))
    return sorted(events, key=lambda event: event.day, reverse=True)[:SHOWN]


def credentials(work: Work, operator: Operator) -> list[Credential]:
    """Return the licences of a business, the one that ends last first."""
    statement = listing.narrowed(work, Licence, {"operator_id": str(operator.id)}).select
    found: Sequence[Licence] = work.all(listing.ordered(work, Licence, statement, "-valid_to").limit(EACH))
    return [_credential(work.today, one) for one in found]


def _credential(today: date, one: Licence) -> Credential:
    address = url_for("licence.details_view", id=one.id)
    if one.valid_to is None:
        return Credential(heading(one), _("长期"), "ok", _("有效"), address)
    left = (one.valid_to - today).days
    if left < 0:
        return Credential(heading(one), plain(one.valid_to), "late", _("过期 {count} 天").format(count=-left), address)
    chip = "due" if left <= SOON_DAYS else "ok"
    return Credential(heading(one), plain(one.valid_to), chip, _("还有 {count} 天").format(count=left), address)


class OperatorView(EntityView):
    """List and form as of any record; the details are the file."""

    details_template = "fscore/operator.html"

    def more(self, work: Work, record: Any) -> dict[str, Any]:
        """Add what belongs to the file of a business."""
        place: Division = work.place(record.division_id)
        regimes = listing.narrowed(work, RegimeAdoption, {"operator_id": str(record.id)}).select
        kept: Sequence[RegimeAdoption] = work.all(regimes.limit(EACH))
        return {
            "around": [*crumbs(work, place), place],
            "status": (_TRADES.get(record.status, "off"), record.status.label),
            "links": posts(chain(work, record, work.today)),
            "credentials": credentials(work, record),
            "regimes": [(one.regime.label, plain(one.adopted_on), one.lapsed_on) for one in kept],
            "events": timeline(work, record),
        }
