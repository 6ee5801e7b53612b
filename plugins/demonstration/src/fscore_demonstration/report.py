"""What the annual summary says of demonstrations, and which highlights are still to be built."""

from collections.abc import Iterable

import sqlalchemy as sa

from fscore.extension.declarations import Outline, Said, Section
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.period import Period
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.places import belonging
from fscore_demonstration.model import Highlight, HighlightState


def _planned(work: Work, area: Division, period: Period) -> Iterable[Said]:
    wanted = sa.select(Highlight).where(
        col(Highlight.division_id).in_(belonging(area, period.last)),
        col(Highlight.state) == HighlightState.PLANNED,
        col(Highlight.planned_on) <= period.last,
    )
    for one in work.all(wanted.order_by(col(Highlight.id))):
        yield Said(_("打造“{name}”：{text}").format(name=one.name, text=one.text), heading=_("特色亮点建设"))


SECTIONS = (
    Section("demonstrations", Outline.ORGANISATION, order=90),
    Section("highlights", Outline.PRIORITIES, order=80, said=_planned),
)
