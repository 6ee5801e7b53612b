"""What every record carries: where it belongs, who wrote it down, when, by which door, and how often it was changed."""

from datetime import datetime
from typing import Annotated

import attrs

from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.division import Division
from fscore.model.entity import About, Ref, record
from fscore.model.roles import NOBODY


class Door(Choice):
    """The way by which a record came in."""

    WEB = "web", _("网页")
    PHONE = "phone", _("手机")
    IMPORT = "import", _("导入")
    API = "api", _("接口")
    CLI = "cli", _("命令行")
    PAPER = "paper", _("纸质补录")


@record
class Record:
    """The fields of every record; a record is never removed, only marked as deleted with a reason."""

    division_id: Annotated[int, About(_("所在村（社区）"), filtered=True), Ref(Division)]
    id: Annotated[int, About(_("编号"), write=NOBODY, listed=False)] = attrs.field(init=False)
    key: Annotated[str | None, About(_("唯一标识"), max_length=200, listed=False, write=NOBODY)] = None
    note: Annotated[str, About(_("备注"), max_length=2000, multiline=True, listed=False)] = ""
    recorded_by: Annotated[str, About(_("登记人"), write=NOBODY, listed=False)] = ""
    recorded_at: Annotated[datetime | None, About(_("登记时间"), write=NOBODY, listed=False)] = None
    door: Annotated[Door, About(_("来源"), write=NOBODY, listed=False)] = Door.CLI
    revision: Annotated[int, About(_("版本"), write=NOBODY, listed=False)] = attrs.field(init=False)
    deleted_at: Annotated[datetime | None, About(_("删除时间"), write=NOBODY, listed=False)] = None
    deleted_reason: Annotated[str, About(_("删除原因"), write=NOBODY, listed=False)] = ""
