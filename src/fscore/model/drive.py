"""The creation drive (创建): the days in which a township works for a title, and which some figures speak of."""

from datetime import date
from typing import Annotated

from fscore.labels import _
from fscore.model.entity import About, entity
from fscore.model.record import Record


@entity(table="drive", label=_("创建活动"), title=("name",), key=("name",), dated="starts_on", regimes=("R61",))
class Drive(Record):
    """One drive of a township, from its launch to its acceptance."""

    name: Annotated[str, About(_("创建名称"), max_length=100, searchable=True)]
    starts_on: Annotated[date, About(_("启动日期"))]
    ends_on: Annotated[date | None, About(_("验收日期"), after="starts_on")] = None
