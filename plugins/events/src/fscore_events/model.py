"""How the food of a festival, an exam or a large event is protected: plan, check before, duty, summary."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fscore import About, Flow, Record, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.roles import OFFICE


class EventKind(Choice):
    """What is protected."""

    LARGE_EVENT = "large_event", _("重大活动")
    FESTIVAL = "festival", _("节日")
    GAOKAO = "gaokao", _("高考")
    ZHONGKAO = "zhongkao", _("中考")
    OTHER = "other", _("其他保障")


class EventState(Choice):
    """How far a protection has come."""

    PLANNED = "planned", _("已安排")
    CHECKED = "checked", _("前期检查完")
    ON_DUTY = "on_duty", _("值守中")
    CLOSED = "closed", _("已总结")
    CANCELLED = "cancelled", _("已取消")


COURSE = Flow(
    {
        # An event that nobody checked before takes place all the same, and has to be summed up like any other.
        EventState.PLANNED: frozenset({EventState.CHECKED, EventState.ON_DUTY, EventState.CANCELLED}),
        EventState.CHECKED: frozenset({EventState.ON_DUTY, EventState.CANCELLED}),
        EventState.ON_DUTY: frozenset({EventState.CLOSED}),
    }
)
BEFORE = (EventState.PLANNED, EventState.CHECKED)


class CheckItem(Choice):
    """What is looked at before and during an event."""

    MENU = "menu", _("菜单审查")
    MATERIALS = "materials", _("原料和票据")
    STORAGE = "storage", _("食品贮存")
    PREPARATION = "preparation", _("粗加工")
    COOKING = "cooking", _("烧熟煮透")
    COLD_DISHES = "cold_dishes", _("凉菜制作")
    SERVING = "serving", _("备餐供餐时间")
    TABLEWARE = "tableware", _("餐具消毒")
    STAFF = "staff", _("从业人员卫生")
    SURROUNDINGS = "surroundings", _("校园和会场周边")


class Paper(Choice):
    """The papers that make up the file of an event."""

    SITUATION = "situation", _("基本情况表")
    LETTER = "letter", _("责任书")
    CHECK = "check", _("检查记录")
    OPINION = "opinion", _("监督意见书")
    DUTY_LOG = "duty_log", _("值守日志")


@entity(
    table="events_protection",
    label=_("活动保障"),
    title=("name", "kind"),
    dated="starts_on",
    key=("name", "starts_on"),
    write=OFFICE,
    index=(("state", "starts_on"),),
    regimes=("R52",),
)
class EventProtection(Record):
    """One festival, exam or event, who is on duty where, and what was found before and after."""

    name: Annotated[str, About(_("活动名称"), max_length=100, searchable=True)]
    kind: Annotated[EventKind, About(_("保障类型"), filtered=True)]
    starts_on: Annotated[date, About(_("开始日期"))]
    ends_on: Annotated[date, About(_("结束日期"), after="starts_on")]
    sites: Annotated[str, About(_("保障点位"), help=_("每行一处"), max_length=2000, multiline=True, listed=False)]
    staff: Annotated[str, About(_("保障人员"), max_length=500, multiline=True, listed=False)]
    diners: Annotated[int | None, About(_("用餐人数"), unit=_("人"), at_least=0)] = None
    state: Annotated[EventState, About(_("保障进度"), flow=COURSE, filtered=True)] = EventState.PLANNED
    checked_on: Annotated[date | None, About(_("前期检查日期"), past=True)] = None
    checks: Annotated[frozenset[CheckItem], About(_("检查合格项目"), listed=False)] = frozenset()
    samples: Annotated[int, About(_("留样份数"), unit=_("份"), at_least=0, listed=False)] = 0
    papers: Annotated[frozenset[Paper], About(_("已归档材料"), listed=False)] = frozenset()
    incidents: Annotated[int | None, About(_("事故起数"), help=_("没有发生填 0"), unit=_("起"), at_least=0)] = None
    summary: Annotated[str, About(_("工作小结"), max_length=2000, multiline=True, listed=False)] = ""

    def faults(self) -> Iterator[InvalidValue]:
        """What is checked before has its day before the event; a summary says how many incidents there were."""
        if self.state is EventState.CHECKED and self.checked_on is None:
            yield fault_of(self, "checked_on", _("前期检查完，要填“{label}”"))
        if self.checked_on is not None and self.checked_on > self.starts_on:
            yield fault_of(self, "checked_on", _("“{label}”不能晚于开始日期"))
        if self.state is EventState.CLOSED:
            if self.incidents is None:
                yield fault_of(self, "incidents", _("总结要填“{label}”，没有发生填 0"))
            if not self.summary:
                yield fault_of(self, "summary", _("总结要写“{label}”"))
        elif self.incidents is not None and self.state in BEFORE:
            yield fault_of(self, "incidents", _("活动还没有开始，不能填“{label}”"))


ENTITIES = (EventProtection,)
