"""What somebody found out about one item of a form, for one subject on one day."""

from datetime import date
from typing import Annotated

from fscore.labels import _
from fscore.model.entity import About, entity
from fscore.model.record import Record
from fscore.model.roles import Role

ASSESSORS = frozenset({Role.OFFICER, Role.LEADER, Role.DISTRICT, Role.INSTALLATION})


@entity(
    table="item_finding",
    label=_("逐项认定"),
    title=("criteria", "item", "found_on"),
    dated="found_on",
    key=("criteria", "item", "subject", "subject_id", "found_on"),
    write=ASSESSORS,
    index=(("criteria", "subject", "subject_id", "found_on"),),
    by_hand=False,
)
class ItemFinding(Record):
    """The answer to one item of a set of criteria, as people write it, and what it rests on.

    It lies where its subject lies. A later one takes the place of an earlier one; both stay on record.
    """

    criteria: Annotated[str, About(_("指标表"), max_length=60, filtered=True)]
    item: Annotated[str, About(_("项目"), max_length=60)]
    subject: Annotated[str, About(_("对象种类"), max_length=40)]
    subject_id: Annotated[int, About(_("对象编号"))]
    found_on: Annotated[date, About(_("认定日期"), past=True)]
    answer: Annotated[str, About(_("认定结果"), max_length=500)]
    basis: Annotated[str, About(_("依据"), help=_("看了什么、问了谁，例如台账照片"), max_length=500)] = ""
