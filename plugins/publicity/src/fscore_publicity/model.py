"""What is on record about publicity: what was printed and handed out, what was held where, what hangs on the boards."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fscore import About, Flow, Record, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.gates import Venue
from fscore.model.roles import FIELDWORK


class MaterialKind(Choice):
    """What was printed."""

    PLAN = "plan", _("宣传教育方案")
    LEAFLET = "leaflet", _("宣传资料")
    LAW_TEXT = "law_text", _("法律法规宣传材料")
    POSTER = "poster", _("海报")
    LETTER = "letter", _("公开信")
    BANNER = "banner", _("横幅")
    SLOGAN = "slogan", _("标语")


EDUCATION = (MaterialKind.PLAN, MaterialKind.LEAFLET)


class MaterialState(Choice):
    """How far a batch has come."""

    PRINTED = "printed", _("已印制")
    DISTRIBUTED = "distributed", _("已发放")


PRINTING = Flow.straight(MaterialState)


@entity(
    table="publicity_material",
    label=_("宣传材料"),
    title=("campaign", "title"),
    dated="distributed_on",
    key=("campaign", "title", "printed_on"),
    write=FIELDWORK,
    regimes=("R11",),
)
class PublicityMaterial(Record):
    """One kind of paper of one campaign in one place; copies count there once they are handed out or posted."""

    campaign: Annotated[str, About(_("宣传活动名称"), max_length=100, searchable=True)]
    title: Annotated[str, About(_("材料名称"), max_length=100, searchable=True)]
    kind: Annotated[MaterialKind, About(_("材料种类"), filtered=True)]
    printed_on: Annotated[date, About(_("印制（领取）日期"), past=True)]
    copies: Annotated[int, About(_("印制（领取）份数"), unit=_("份"), at_least=1)]
    quota: Annotated[int | None, About(_("任务份数"), help=_("镇里分给村（社区）的任务"), unit=_("份"), at_least=0)] = (
        None
    )
    state: Annotated[MaterialState, About(_("状态"), flow=PRINTING, filtered=True)] = MaterialState.PRINTED
    distributed_on: Annotated[
        date | None, About(_("发放（张贴）日期"), past=True, filled=(MaterialState.DISTRIBUTED,), after="printed_on")
    ] = None
    distributed: Annotated[
        int | None, About(_("发放（张贴）份数"), unit=_("份"), at_least=0, filled=(MaterialState.DISTRIBUTED,))
    ] = None
    place: Annotated[str, About(_("发放（张贴）地点"), max_length=100, listed=False)] = ""

    def faults(self) -> Iterator[InvalidValue]:
        """No more is handed out than there was."""
        if self.distributed is not None and self.distributed > self.copies:
            yield fault_of(self, "distributed", _("“{label}”不能多于印制（领取）的 {copies} 份"), copies=self.copies)


class EventKind(Choice):
    """What an event is counted as."""

    WEEK = "week", _("食品安全宣传周活动")
    FIVE_ENTERS = "five_enters", _("“五进”宣传活动")
    OTHER = "other", _("其他宣传活动")


class EventState(Choice):
    """How far an event has come."""

    PLANNED = "planned", _("已计划")
    DONE = "done", _("已举办")
    MISSED = "missed", _("未举办")
    CANCELLED = "cancelled", _("已取消")


COURSE = Flow({EventState.PLANNED: frozenset({EventState.DONE, EventState.MISSED, EventState.CANCELLED})})


@entity(
    table="publicity_event",
    label=_("宣传活动"),
    title=("name",),
    dated="done_on",
    key=("name", "starts_on", "venue"),
    write=FIELDWORK,
    regimes=("R12", "R13"),
)
class PublicityEvent(Record):
    """Something that was held for people to see and hear, at one of the five kinds of places."""

    name: Annotated[str, About(_("活动名称"), max_length=100, searchable=True)]
    kind: Annotated[EventKind, About(_("活动类别"), filtered=True)]
    venue: Annotated[Venue, About(_("进入的场所"), filtered=True)]
    starts_on: Annotated[date, About(_("开始日期"))]
    ends_on: Annotated[date | None, About(_("结束日期"), help=_("只有一天的不填"), after="starts_on")] = None
    state: Annotated[EventState, About(_("状态"), flow=COURSE, filtered=True)] = EventState.PLANNED
    done_on: Annotated[date | None, About(_("举办日期"), past=True, filled=(EventState.DONE,), after="starts_on")] = (
        None
    )
    theme: Annotated[str, About(_("主题"), max_length=100)] = ""
    place: Annotated[str, About(_("地点"), max_length=100, listed=False)] = ""
    attendees: Annotated[int | None, About(_("参加人数"), unit=_("人"), at_least=0, listed=False)] = None
    copies: Annotated[
        int | None,
        About(
            _("现场发放份数"), help=_("只记现场情况，统计份数按“宣传材料”登记"), unit=_("份"), at_least=0, listed=False
        ),
    ] = None

    def faults(self) -> Iterator[InvalidValue]:
        """A publicity week has a theme."""
        if self.kind is EventKind.WEEK and not self.theme:
            yield fault_of(self, "theme", _("宣传周活动要写“{label}”"))


class BoardContent(Choice):
    """What hangs on a notice board."""

    LIAISONS = "liaisons", _("联络员姓名和电话")
    HOTLINE = "hotline", _("投诉举报电话")
    KNOWLEDGE = "knowledge", _("食品安全知识")
    LAWS = "laws", _("法律法规")
    RESULTS = "results", _("检查和检测结果")
    WARNINGS = "warnings", _("消费提示和预警")


PHONES = (BoardContent.LIAISONS, BoardContent.HOTLINE)


@entity(
    table="publicity_notice_board",
    label=_("食品安全宣传栏"),
    title=("place",),
    dated="updated_on",
    key=("place",),
    write=FIELDWORK,
    regimes=("R14",),
)
class NoticeBoard(Record):
    """A board of a township, village or community; that it is stale is told by its last change and the rule."""

    place: Annotated[str, About(_("宣传栏位置"), max_length=100, searchable=True)]
    put_up_on: Annotated[date, About(_("设立日期"), past=True)]
    updated_on: Annotated[date, About(_("最近更新日期"), past=True, after="put_up_on")]
    contents: Annotated[frozenset[BoardContent], About(_("公示内容"), help=_("照片作为附件上传"))] = frozenset()
    removed_on: Annotated[date | None, About(_("撤除日期"), past=True, listed=False, after="updated_on")] = None


ENTITIES = (PublicityMaterial, PublicityEvent, NoticeBoard)
