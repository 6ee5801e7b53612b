"""What is on record about supervision: inspections with their items, and patrols."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

from fscore import About, Flow, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.operators import Operator
from fscore.model.roles import FIELDWORK, NOBODY, OFFICE
from fscore_inspection.campaigns import Campaign
from fscore_inspection.inspectors import CARD, INSPECTOR, INSPECTORS, inspector_faults


class InspectionKind(Choice):
    """The occasion of an inspection."""

    DAILY = "daily", _("日常检查")
    FLYING = "flying", _("飞行检查")
    SYSTEM = "system", _("体系检查")
    CAMPAIGN = "campaign", _("专项检查")
    EVENT = "event", _("活动保障检查")
    FOLLOW_UP = "follow_up", _("跟踪检查")


class Form(Choice):
    """The table of items that an inspection goes by; its items are the criteria set ``inspection-<form>``."""

    CATERING = "catering", _("餐饮服务检查要点")
    WORKSHOP = "workshop", _("小作坊检查要点")


class InspectionState(Choice):
    """How far an inspection has come."""

    PLANNED = "planned", _("已计划")
    DONE = "done", _("已检查")
    PUBLISHED = "published", _("结果已公示")
    CANCELLED = "cancelled", _("已取消")


INSPECTION_COURSE = Flow(
    {
        InspectionState.PLANNED: frozenset({InspectionState.DONE, InspectionState.CANCELLED}),
        InspectionState.DONE: frozenset({InspectionState.PUBLISHED}),
    }
)
INSPECTED = (InspectionState.DONE, InspectionState.PUBLISHED)


class Result(Choice):
    """What an inspector concludes."""

    NO_PROBLEM = "no_problem", _("未发现问题")
    CORRECT_ON_SPOT = "correct_on_spot", _("当场改正")
    CORRECT_BY_DAY = "correct_by_day", _("限期改正")
    STOP_AND_FILE = "stop_and_file", _("责令停业并立案")


@entity(
    table="inspection_inspection",
    label=_("监督检查"),
    title=("kind", "state"),
    dated="inspected_on",
    key=("operator_id", "planned_on", "inspected_on", "kind"),
    write=INSPECTORS,
    index=(("operator_id", "inspected_on"), ("state", "planned_on")),
    regimes=("R35", "R39"),
)
class Inspection(Record):
    """An inspection (监督检查) of an operator by two inspectors who show their cards."""

    operator_id: Annotated[int, About(_("经营主体")), Ref(Operator)]
    kind: Annotated[InspectionKind, About(_("检查类别"), filtered=True)] = InspectionKind.DAILY
    state: Annotated[InspectionState, About(_("检查进度"), filtered=True, flow=INSPECTION_COURSE)] = (
        InspectionState.DONE
    )
    planned_on: Annotated[date | None, About(_("计划日期"))] = None
    inspected_on: Annotated[date | None, About(_("检查日期"), past=True, filled=INSPECTED)] = None
    inspector: Annotated[str, About(_("检查人员"), max_length=50, personal=INSPECTOR)] = ""
    card: Annotated[str, About(_("执法证号"), max_length=30, personal=CARD, listed=False)] = ""
    second_inspector: Annotated[str, About(_("第二名检查人员"), max_length=50, personal=INSPECTOR)] = ""
    second_card: Annotated[str, About(_("第二名检查人员执法证号"), max_length=30, personal=CARD, listed=False)] = ""
    cards_shown: Annotated[bool, About(_("已出示证件并告知权利"), listed=False)] = False
    withdrawal_asked: Annotated[bool, About(_("当事人申请回避"), listed=False)] = False
    campaign_id: Annotated[int | None, About(_("所属专项整治"), listed=False), Ref(Campaign)] = None
    form: Annotated[Form | None, About(_("检查要点表"), filtered=True)] = None
    result: Annotated[Result | None, About(_("检查结果"), filtered=True, filled=INSPECTED)] = None
    problems: Annotated[str, About(_("检查发现的问题"), max_length=2000, multiline=True, listed=False)] = ""
    operator_says: Annotated[str, About(_("经营者意见"), max_length=500, listed=False)] = ""
    published_on: Annotated[
        date | None,
        About(_("公示日期"), past=True, listed=False, filled=(InspectionState.PUBLISHED,), after="inspected_on"),
    ] = None
    items_checked: Annotated[int, About(_("检查项目数"), unit=_("项"), write=NOBODY, listed=False)] = 0
    items_failed: Annotated[int, About(_("不符合项目数"), unit=_("项"), write=NOBODY)] = 0

    def gather(self, items: Sequence["InspectionItem"]) -> None:
        """Count the items: what reasonably does not apply is neither checked nor failed."""
        answers = [item.answer for item in items]
        self.items_checked = sum(answer is not ItemAnswer.ABSENT for answer in answers)
        self.items_failed = sum(answer is ItemAnswer.NO for answer in answers)

    def faults(self) -> Iterator[InvalidValue]:
        """An inspection that was made has two inspectors with cards; problems and result agree."""
        if self.state in INSPECTED:
            yield from inspector_faults(self)
            if not self.cards_shown:
                yield fault_of(self, "cards_shown", _("检查要先出示证件，请勾“{label}”"))
        if self.result not in (None, Result.NO_PROBLEM) and not self.problems:
            yield fault_of(self, "problems", _("有问题的要写“{label}”"))
        if self.result is Result.NO_PROBLEM and (self.problems or self.items_failed):
            yield fault_of(self, "result", _("有不符合的项目或问题，“{label}”不能是“未发现问题”"))


class ItemAnswer(Choice):
    """What was found for an item."""

    YES = "yes", _("符合")
    NO = "no", _("不符合")
    ABSENT = "absent", _("合理缺项")


@entity(
    table="inspection_item",
    label=_("检查项目"),
    title=("code", "answer"),
    key=("inspection_id", "code"),
    write=INSPECTORS,
    regimes=("R35", "R39"),
)
class InspectionItem(Record):
    """One item of the table that an inspection went by; the wording stands in the criteria set."""

    inspection_id: Annotated[int, About(_("所属检查")), Ref(Inspection, part=True)]
    code: Annotated[str, About(_("项目编号"), max_length=10, pattern=r"\d+(\.\d+)?")]
    answer: Annotated[ItemAnswer, About(_("检查情况"), filtered=True)]
    reason: Annotated[str, About(_("说明"), max_length=500)] = ""

    def faults(self) -> Iterator[InvalidValue]:
        """Whatever does not fit or does not apply is explained."""
        if self.answer is not ItemAnswer.YES and not self.reason:
            yield fault_of(self, "reason", _("不符合和合理缺项都要写“{label}”"))


class PatrolItem(Choice):
    """What somebody without an enforcement card can see on a round."""

    LICENCE_POSTED = "licence_posted", _("证照挂在店里")
    HEALTH_CERTIFICATES = "health_certificates", _("从业人员有健康证")
    CLEAN = "clean", _("场所干净，没有虫鼠")
    NO_EXPIRED = "no_expired", _("没有过期变质食品")
    LABELS = "labels", _("食品有标签")
    INVOICES = "invoices", _("进货票据留着")
    SEPARATED = "separated", _("生熟分开")
    DISINFECTED = "disinfected", _("餐具消过毒")
    COLD_STORAGE = "cold_storage", _("冷藏冷冻正常")
    PLEDGE_POSTED = "pledge_posted", _("承诺书贴在墙上")


class PatrolState(Choice):
    """What came of a patrol."""

    CLEAR = "clear", _("没有问题")
    FOUND = "found", _("发现问题")
    FORWARDED = "forwarded", _("已上报")
    HANDLED = "handled", _("已处理")


PATROL_COURSE = Flow(
    {
        PatrolState.FOUND: frozenset({PatrolState.FORWARDED, PatrolState.HANDLED}),
        PatrolState.FORWARDED: frozenset({PatrolState.HANDLED}),
    },
    # Who patrols passes on what was found; what becomes of it is for the office.
    only={PatrolState.HANDLED: OFFICE},
)
TROUBLED = (PatrolState.FOUND, PatrolState.FORWARDED, PatrolState.HANDLED)


@entity(
    table="inspection_patrol",
    label=_("日常巡查"),
    title=("patrolled_on", "patroller"),
    dated="patrolled_on",
    key=("operator_id", "patrolled_on"),
    write=FIELDWORK,
    index=(("operator_id", "patrolled_on"), ("state", "patrolled_on")),
    regimes=("R35", "R39"),
)
class Patrol(Record):
    """A round by a liaison or officer: what was seen is noted and passed on; ordering is for inspectors."""

    operator_id: Annotated[int, About(_("经营主体")), Ref(Operator)]
    patrolled_on: Annotated[date, About(_("巡查日期"), past=True)]
    patroller: Annotated[str, About(_("巡查人员"), max_length=50, searchable=True)]
    state: Annotated[PatrolState, About(_("巡查情况"), filtered=True, flow=PATROL_COURSE)] = PatrolState.CLEAR
    passed: Annotated[frozenset[PatrolItem], About(_("符合的项目"), listed=False)] = frozenset()
    problems: Annotated[
        str, About(_("巡查发现的问题"), max_length=1000, multiline=True, listed=False, filled=TROUBLED)
    ] = ""
    forwarded_on: Annotated[date | None, About(_("上报日期"), past=True, listed=False, after="patrolled_on")] = None
    handled: Annotated[str, About(_("处理情况"), max_length=500, listed=False, filled=(PatrolState.HANDLED,))] = ""

    def faults(self) -> Iterator[InvalidValue]:
        """What was passed on has its day."""
        if self.state is PatrolState.FORWARDED and self.forwarded_on is None:
            yield fault_of(self, "forwarded_on", _("上报了就要填“{label}”"))
