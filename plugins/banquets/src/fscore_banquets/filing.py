"""The acts in the life of a banquet, in their order: file, guide, close. Whoever calls them commits."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fscore.errors import InvalidRecord, InvalidValue
from fscore.labels import _
from fscore.model.entity import describe
from fscore.services.hints import filled_in
from fscore.services.work import Work
from fscore_banquets.model import Banquet, BanquetKind, BanquetMeal, BanquetState, Guidance


def file_banquet(work: Work, values: Mapping[str, Any], meals: Sequence[Mapping[str, Any]]) -> Banquet:
    """File a banquet with its sittings; one that is filed late is taken all the same, and :func:`remarks` says so.

    Args:
        meals: ``held_on``, ``slot`` and ``heads`` of each sitting; ``tables`` alone will do.

    Raises:
        InvalidRecord: with every fault of the filing, or of the first sitting that has any.
    """
    if not meals:
        raise InvalidRecord([InvalidValue(_("至少要填一餐"), field="meals", label=_("聚餐餐次"), value=None)])
    banquet = work.create(Banquet, values)
    place = work.place(banquet.division_id)
    for meal in meals:
        sitting = filled_in(work, describe(BanquetMeal), meal, banquet.filed_on, place)
        work.create(BanquetMeal, {"division_id": place.id, "banquet_id": banquet.id, **sitting})
    return banquet


def guide_banquet(work: Work, banquet: Banquet, values: Mapping[str, Any]) -> Guidance:
    """Write down a visit to the place of a banquet."""
    visit = work.create(Guidance, {"division_id": banquet.division_id, "banquet_id": banquet.id, **values})
    if banquet.state is BanquetState.ACCEPTED:
        work.change(banquet, {"state": BanquetState.GUIDED})
    return visit


def close_banquet(work: Work, banquet: Banquet, ill: int, on: date | None = None) -> Banquet:
    """Close a banquet after its last sitting; nobody fell ill is 0, and has to be said.

    Raises:
        NotPossible: if it was never accepted, or is closed or cancelled already.
    """
    work.change(banquet, {"state": BanquetState.HELD})
    return work.change(banquet, {"state": BanquetState.CLOSED, "ill": ill, "closed_on": on or work.today})


def remarks(work: Work, banquet: Banquet) -> list[str]:
    """Return what the person who files should know; none of it stands in the way of filing."""
    place = work.place(banquet.division_id)
    lead_time, threshold, unlikely = (
        work.rules.value(f"banquets.{code}", banquet.filed_on, place)
        for code in ("lead-time", "filing-threshold", "unlikely-heads")
    )
    found = [_("还没受理，受理了才算备案")] if banquet.state is BanquetState.FILED else []
    ahead = banquet.days_ahead
    if ahead is not None and not lead_time.met(ahead):
        funeral = banquet.kind is BanquetKind.FUNERAL  # nobody plans one: it is marked, and not counted as late
        late = _("丧宴晚备案，照收，不算不及时") if funeral else _("晚备案：应当提前 {days} 天")
        found.append(late.format(days=lead_time.value))
    if threshold.met(banquet.largest_sitting) and banquet.reported_on is None:
        found.append(_("单餐{heads}人，备案后要上报").format(heads=banquet.largest_sitting))
    if unlikely.met(banquet.largest_sitting):
        found.append(_("单餐{heads}人，请再核对一遍人数").format(heads=banquet.largest_sitting))
    return found
