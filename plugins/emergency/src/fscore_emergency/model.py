"""What is on record before and when something goes wrong: plans, drills, warnings, incidents, zero-reports."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Annotated

from fscore import About, Flow, Personal, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.clock import day_of
from fscore.model.entity import fault_of
from fscore.model.operators import Operator
from fscore.model.people import CONTACT, phone_fault
from fscore.model.period import month
from fscore.model.roles import FIELDWORK, NOBODY, OFFICE

ON_DUTY = Personal("phone", _("应急时联系值守人员"), _("食品安全法第一百零二条"), masked=False)
REPORTER = Personal("name", _("核实食品安全事故"), _("食品安全法第一百零三条"))


class PlanState(Choice):
    """How far an emergency plan has come."""

    DRAFT = "draft", _("草案")
    APPROVED = "approved", _("已批准")
    REVISED = "revised", _("已被新版代替")


PLANNING = Flow.straight(PlanState)
APPROVED = (PlanState.APPROVED, PlanState.REVISED)


@entity(
    table="emergency_plan",
    label=_("应急处置预案"),
    title=("title", "version"),
    dated="approved_on",
    key=("title", "version"),
    regimes=("R58",),
)
class EmergencyPlan(Record):
    """One version of the plan; a new version is a new record, and the old one is marked as replaced."""

    title: Annotated[str, About(_("预案名称"), max_length=100, searchable=True)]
    version: Annotated[str, About(_("版次"), max_length=20)]
    phones: Annotated[
        str,
        About(
            _("值守电话"),
            help=_("每行写一个单位或人员和电话"),
            max_length=2000,
            multiline=True,
            personal=ON_DUTY,
            listed=False,
        ),
    ]
    state: Annotated[PlanState, About(_("预案状态"), flow=PLANNING, filtered=True)] = PlanState.DRAFT
    approved_on: Annotated[date | None, About(_("批准日期"), past=True, filled=APPROVED)] = None
    reviewed_on: Annotated[
        date | None, About(_("最近核对日期"), help=_("值守人员和电话核对过的日子"), past=True, after="approved_on")
    ] = None


@entity(
    table="emergency_drill",
    label=_("应急演练"),
    title=("held_on", "scenario"),
    dated="held_on",
    key=("held_on", "scenario"),
    regimes=("R58",),
)
class Drill(Record):
    """An exercise: what was played, who took part, what was learned."""

    held_on: Annotated[date, About(_("演练日期"), past=True)]
    scenario: Annotated[str, About(_("演练内容"), max_length=200, searchable=True)]
    people: Annotated[int, About(_("参加人数"), unit=_("人"), at_least=1)]
    lessons: Annotated[str, About(_("总结和改进"), max_length=2000, multiline=True, listed=False)] = ""


class WarningLevel(Choice):
    """The colours of warnings, the gravest first."""

    RED = "red", _("红色")
    ORANGE = "orange", _("橙色")
    YELLOW = "yellow", _("黄色")
    BLUE = "blue", _("蓝色")


@entity(
    table="emergency_warning",
    label=_("风险预警"),
    title=("level", "text"),
    dated="starts_on",
    key=("starts_on", "text"),
    regimes=("R58",),
)
class Warning(Record):  # noqa: A001 - the field's own word
    """A warning to the public or to businesses, for some days."""

    level: Annotated[WarningLevel, About(_("预警级别"), filtered=True)]
    text: Annotated[str, About(_("预警内容"), max_length=500, searchable=True)]
    starts_on: Annotated[date, About(_("发布日期"), past=True)]
    ends_on: Annotated[date, About(_("有效期至"), after="starts_on")]


class Source(Choice):
    """Who told of an incident first."""

    PUBLIC = "public", _("群众报告")
    CLINIC = "clinic", _("医疗机构报告")
    UNIT = "unit", _("发生单位报告")
    PATROL = "patrol", _("巡查发现")
    SUPERIOR = "superior", _("上级通报")


class Spread(Choice):
    """How far an incident reaches."""

    TOWNSHIP = "township", _("本乡镇内")
    TOWNSHIPS = "townships", _("两个以上乡镇")
    COUNTIES = "counties", _("两个以上县区")
    CITIES = "cities", _("两个以上市州")
    PROVINCES = "provinces", _("跨省")


class Setting(Choice):
    """Where people fell ill; schools and large events have thresholds of their own."""

    SCHOOL = "school", _("学校（托幼机构）")
    LARGE_EVENT = "large_event", _("重大活动")
    HOME_BANQUET = "home_banquet", _("自办酒席")
    CANTEEN = "canteen", _("其他集体食堂")
    RESTAURANT = "restaurant", _("餐饮店")
    HOUSEHOLD = "household", _("家庭")
    OTHER = "other", _("其他场所")


class Grade(Choice):
    """How grave an incident is, the gravest first."""

    FIRST = "I", _("特别重大（Ⅰ级）")
    SECOND = "II", _("重大（Ⅱ级）")
    THIRD = "III", _("较大（Ⅲ级）")
    FOURTH = "IV", _("一般（Ⅳ级）")


class IncidentState(Choice):
    """How far an incident has come."""

    REPORTED = "reported", _("已接报")
    VERIFIED = "verified", _("已核实")
    RESPONDING = "responding", _("处置中")
    CLOSED = "closed", _("已办结")
    REFUTED = "refuted", _("核实不是事故")


RESPONSE = Flow(
    {
        IncidentState.REPORTED: frozenset({IncidentState.VERIFIED, IncidentState.REFUTED}),
        IncidentState.VERIFIED: frozenset({IncidentState.RESPONDING}),
        IncidentState.RESPONDING: frozenset({IncidentState.CLOSED}),
    }
)
ENDED = (IncidentState.CLOSED, IncidentState.REFUTED)


@entity(
    table="emergency_incident",
    label=_("食品安全事故"),
    title=("found_on", "place"),
    dated="found_on",
    key=("found_at", "place"),
    write=FIELDWORK,
    index=(("division_id", "found_on"),),
    regimes=("R59",),
)
class Incident(Record):
    """People fell ill, or may have, from what they ate; the clock runs from the moment when it was found."""

    found_at: Annotated[datetime, About(_("发现时间"), listed=False)]
    place: Annotated[str, About(_("发生地点"), max_length=100, searchable=True)]
    source: Annotated[Source, About(_("信息来源"), filtered=True)]
    ill: Annotated[int, About(_("发病人数"), unit=_("人"), at_least=0)]
    exposed: Annotated[int | None, About(_("就餐（接触）人数"), unit=_("人"), at_least=0)] = None
    hospitalised: Annotated[int, About(_("住院人数"), unit=_("人"), at_least=0, listed=False)] = 0
    dead: Annotated[int, About(_("死亡人数"), unit=_("人"), at_least=0)] = 0
    setting: Annotated[Setting, About(_("发生场所"), filtered=True)] = Setting.OTHER
    spread: Annotated[Spread, About(_("波及范围"), listed=False)] = Spread.TOWNSHIP
    operator_id: Annotated[int | None, About(_("涉及经营主体"), listed=False), Ref(Operator)] = None
    food: Annotated[str, About(_("可疑食品"), max_length=200, listed=False)] = ""
    symptoms: Annotated[str, About(_("主要症状"), max_length=500, multiline=True, listed=False)] = ""
    measures: Annotated[str, About(_("已采取的措施"), max_length=1000, multiline=True, listed=False)] = ""
    reporter: Annotated[str, About(_("报告人"), max_length=50, personal=REPORTER, listed=False)] = ""
    mobile: Annotated[str | None, About(_("报告人电话"), check=phone_fault, personal=CONTACT, listed=False)] = None
    state: Annotated[IncidentState, About(_("处置状态"), flow=RESPONSE, filtered=True, write=OFFICE)] = (
        IncidentState.REPORTED
    )
    first_report_at: Annotated[
        datetime | None, About(_("首报时间"), help=_("报到县级的时间"), write=OFFICE, listed=False)
    ] = None
    grade: Annotated[Grade | None, About(_("事故级别"), filtered=True, write=OFFICE)] = None
    closed_on: Annotated[
        date | None, About(_("办结日期"), past=True, write=OFFICE, listed=False, filled=ENDED, after="found_on")
    ] = None
    found_on: Annotated[date | None, About(_("发现日期"), past=True, write=NOBODY)] = None
    minutes: Annotated[int | None, About(_("首报用时"), unit=_("分钟"), write=NOBODY)] = None

    def gather(self, _parts: Sequence[Record]) -> None:
        """Draw the day in China and the minutes until the first report, which figures count by."""
        self.found_on = day_of(self.found_at)
        first = self.first_report_at
        self.minutes = None if first is None else int((first - self.found_at).total_seconds() // 60)

    def faults(self) -> Iterator[InvalidValue]:
        """Nobody reports before it is found; the ill are among the exposed, the dead and hospitalised among the ill."""
        first = self.first_report_at
        if first is not None and first < self.found_at:
            yield fault_of(self, "first_report_at", _("“{label}”不能早于发现时间"))
        if first is None and self.state in (IncidentState.RESPONDING, IncidentState.CLOSED):
            yield fault_of(self, "first_report_at", _("处置和办结以前，要先填“{label}”"))
        if self.exposed is not None and self.ill > self.exposed:
            yield fault_of(self, "ill", _("“{label}”不能多于就餐（接触）人数"))
        for name in ("hospitalised", "dead"):
            if getattr(self, name) > self.ill:
                yield fault_of(self, name, _("“{label}”不能多于发病人数"))


@entity(
    table="emergency_zero_report",
    label=_("零报告"),
    title=("year", "month"),
    dated="filed_on",
    key=("year", "month"),
    write=FIELDWORK,
    index=(("year", "month"), ("division_id", "year", "month")),
    regimes=("R59",),
)
class ZeroReport(Record):
    """What a village or community says of one month that is over: how many incidents there were, which may be none."""

    year: Annotated[int, About(_("年份"), at_least=2000, at_most=2200, filtered=True)]
    month: Annotated[int, About(_("月份"), at_least=1, at_most=12, filtered=True)]
    filed_on: Annotated[date, About(_("报送日期"), past=True)]
    incidents: Annotated[int, About(_("事故起数"), help=_("没有发生填 0"), unit=_("起"), at_least=0)] = 0
    reporter: Annotated[str, About(_("报送人"), max_length=50)] = ""

    def faults(self) -> Iterator[InvalidValue]:
        """Of a month that is not over, nobody can say that there was nothing."""
        if self.filed_on < month(self.year, self.month).last:
            yield fault_of(self, "filed_on", _("“{label}”太早：这个月还没有过完"))


ENTITIES = (EmergencyPlan, Drill, Warning, Incident, ZeroReport)
