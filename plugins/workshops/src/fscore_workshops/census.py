"""The acts of a census: register what was found, and tell what is unusual. Whoever calls them commits."""

from datetime import date

import sqlalchemy as sa

from fscore.labels import _
from fscore.model.operators import Licence, LicenceKind, Operator, OperatorKind
from fscore.model.period import months_after
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.places import belonging
from fscore.storage.register import licences_valid
from fscore.storage.writing import natural_key
from fscore_workshops.model import FORBIDDABLE, Goods, Workshop, WorkshopState

CARDS = (LicenceKind.REGISTRATION_CARD, LicenceKind.PRODUCTION_LICENCE)


def register_workshop(work: Work, workshop: Workshop, on: date | None = None) -> Operator:
    """Take a workshop that was found into the register; one that is there already by name is linked, not doubled.

    Raises:
        NotPossible: if it is closed.
    """
    place = work.heir(work.place(workshop.division_id), work.today)
    own = col(Operator.division_id).in_(belonging(place))
    wanted = Operator(
        division_id=place.id,
        name=workshop.name,
        kind=OperatorKind.WORKSHOP,
        principal=workshop.owner,
        phone=workshop.phone,
        address=workshop.address,
        floor_area=workshop.floor_area,
    )
    same = sa.select(Operator).where(own, col(Operator.key) == natural_key(wanted))
    operator = work.first(same) or work.add(wanted)
    registered = {"registered_on": on or work.today, "operator_id": operator.id}
    work.change(workshop, {"state": WorkshopState.REGISTERED, **registered})
    return operator


def remarks(work: Work, workshop: Workshop) -> list[str]:
    """Return what the person who writes a census down should know; none of it stands in the way."""
    found = [_("{goods}不允许小作坊生产").format(goods=goods.label) for goods in forbidden(work, workshop)]
    if workshop.operator_id is None:
        return found
    own = col(Licence.operator_id) == workshop.operator_id
    cards = work.all(licences_valid(work.today).where(own, col(Licence.kind).in_(CARDS)))
    place = work.place(workshop.division_id)
    if not cards:
        found.append(_("没有有效的小作坊登记证"))
    for card in cards:
        longest = work.rules.number("workshops.card-longest", card.issued_on, place)
        if card.valid_to is None or card.valid_to >= months_after(card.issued_on, longest):
            found.append(_("登记证 {number} 的有效期超过 {months} 个月").format(number=card.number, months=longest))
    return found


def forbidden(work: Work, workshop: Workshop) -> list[Goods]:
    """Return what a workshop makes and, by the rule of the day it was found and of its place, may not make."""
    place = work.place(workshop.division_id)
    return [
        goods
        for goods in FORBIDDABLE
        if goods in workshop.goods
        and not work.rules.value(f"workshops.makers-of-{goods.value}", workshop.found_on, place).met(1)
    ]
