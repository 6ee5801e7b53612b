"""Which cadre answers for which business (包保), and the visits that this asks for; a visit is no law enforcement."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fscore import About, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.labels import _, joined
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.operators import Operator
from fscore.model.people import Person
from fscore.model.roles import FIELDWORK, OFFICE

ENFORCEMENT = ("责令", "处罚", "罚款", "没收", "查封", "扣押", "立案", "吊销", "评级", "定级", "巡查")
"""Acts of inspectors, and the look of helpers: a visit of a cadre is neither."""


class RiskGrade(Choice):
    """The risk of a business; D is the highest."""

    A = "a", _("A级")
    B = "b", _("B级")
    C = "c", _("C级")
    D = "d", _("D级")


class Tier(Choice):
    """The level at which a cadre serves, the highest first."""

    PROVINCE = "province", _("省级")
    CITY = "city", _("市级")
    COUNTY = "county", _("县级")
    TOWNSHIP = "township", _("乡镇级")
    VILLAGE = "village", _("村级")


@entity(
    table="custody_custody",
    label=_("包保关系"),
    title=("grade", "tier"),
    dated="starts_on",
    key=("operator_id", "person_id", "starts_on"),
    write=OFFICE,
    index=(("operator_id", "starts_on"), ("grade", "starts_on")),
)
class Custody(Record):
    """A cadre holds a business from one day to another; another cadre or grade is a new record."""

    operator_id: Annotated[int, About(_("包保主体")), Ref(Operator)]
    person_id: Annotated[int, About(_("包保干部")), Ref(Person)]
    grade: Annotated[RiskGrade, About(_("主体分级"), filtered=True)]
    tier: Annotated[Tier, About(_("干部层级"), filtered=True)]
    starts_on: Annotated[date, About(_("包保开始日期"))]
    ends_on: Annotated[date | None, About(_("包保结束日期"), after="starts_on")] = None
    pledged_on: Annotated[date | None, About(_("承诺书签订日期"), past=True, listed=False)] = None


class VisitMode(Choice):
    """How a visit is made."""

    ON_SITE = "on_site", _("现场")
    GROUPED = "grouped", _("集中")
    VIDEO = "video", _("视频")


class VisitItem(Choice):
    """What a cadre asks about and looks at."""

    LICENCE = "licence", _("证照公示")
    MANAGER = "manager", _("食品安全管理人员")
    SELF_CHECK = "self_check", _("日管控、周排查、月调度")
    PURCHASE = "purchase", _("进货查验")
    HEALTH = "health", _("从业人员健康证明")
    ENVIRONMENT = "environment", _("场所环境")
    TRAINING = "training", _("培训考核")


class Handler(Choice):
    """Who sees to a problem: what needs power of enforcement goes to the regulator."""

    OPERATOR = "operator", _("主体自行整改")
    CADRE = "cadre", _("包保干部协调")
    REGULATOR = "regulator", _("移交监管部门")


def enforcement_fault(text: str) -> str | None:
    """Return what a visit must not hold, or None."""
    found = [word for word in ENFORCEMENT if word in text]
    if not found:
        return None
    return _("督导不是执法检查，也不是巡查，不能写“{words}”，要执法的请移交监管部门").format(words=joined(found))


@entity(
    table="custody_visit",
    label=_("包保督导"),
    title=("visited_on", "mode"),
    dated="visited_on",
    key=("custody_id", "visited_on"),
    write=FIELDWORK,
    index=(("custody_id", "visited_on"),),
)
class CustodyVisit(Record):
    """What a cadre saw at the business, which problems there were, and who sees to them by when."""

    custody_id: Annotated[int, About(_("包保关系")), Ref(Custody)]
    visited_on: Annotated[date, About(_("督导日期"), past=True)]
    mode: Annotated[VisitMode, About(_("督导方式"), filtered=True)]
    manager_met: Annotated[bool, About(_("见到负责人或管理员"), listed=False)] = False
    self_check_seen: Annotated[bool, About(_("看过自查记录"), listed=False)] = False
    items: Annotated[frozenset[VisitItem], About(_("已看项目"), listed=False)] = frozenset()
    problems: Annotated[
        str, About(_("发现的问题"), max_length=1000, multiline=True, check=enforcement_fault, listed=False)
    ] = ""
    handler: Annotated[Handler | None, About(_("处理方"), filtered=True)] = None
    due_on: Annotated[date | None, About(_("整改期限"), after="visited_on")] = None
    solved_on: Annotated[date | None, About(_("整改完成日期"), past=True, after="visited_on")] = None
    signed: Annotated[bool, About(_("双方已签字"), listed=False)] = False

    def faults(self) -> Iterator[InvalidValue]:
        """A problem has somebody who sees to it and a day; without a problem there is neither."""
        found = bool(self.problems)
        template = _("有问题的，要填“{label}”") if found else _("没有问题的，不填“{label}”")
        for name in ("handler", "due_on"):
            if (getattr(self, name) is None) is found:
                yield fault_of(self, name, template)
        if self.solved_on is not None and not found:
            yield fault_of(self, "solved_on", template)


ENTITIES = (Custody, CustodyVisit)
