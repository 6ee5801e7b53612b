"""What is on record about leading the work: meetings and their decisions, plans, and which agency answers for what."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fscore import About, Flow, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.gates import Gate
from fscore.model.roles import FIELDWORK
from fscore_meetings.agencies import former_name_doubt


class MeetingKind(Choice):
    """What kind of meeting it is."""

    JOINT = "joint", _("联席会议")
    REGULAR = "regular", _("例会")
    COMMISSION = "commission", _("食安委会议")


class MeetingState(Choice):
    """How far a meeting has come."""

    PLANNED = "planned", _("已计划")
    HELD = "held", _("已召开")
    MINUTED = "minuted", _("已形成纪要")
    CANCELLED = "cancelled", _("已取消")


HELD = (MeetingState.HELD, MeetingState.MINUTED)
MEETING_COURSE = Flow(
    {
        MeetingState.PLANNED: frozenset({MeetingState.HELD, MeetingState.CANCELLED}),
        MeetingState.HELD: frozenset({MeetingState.MINUTED}),
    }
)


@entity(
    table="meetings_meeting",
    label=_("会议"),
    title=("kind", "title"),
    dated="held_on",
    key=("kind", "title", "planned_on"),
    regimes=("R06",),
)
class Meeting(Record):
    """One meeting with its agenda, who came, and the minutes."""

    title: Annotated[str, About(_("会议名称"), max_length=100, searchable=True)]
    kind: Annotated[MeetingKind, About(_("会议类别"), filtered=True)]
    planned_on: Annotated[date, About(_("计划日期"))]
    chair: Annotated[str, About(_("主持人"), max_length=50)]
    agenda: Annotated[str, About(_("议题"), max_length=2000, multiline=True, searchable=True, listed=False)]
    state: Annotated[MeetingState, About(_("状态"), flow=MEETING_COURSE, filtered=True)] = MeetingState.PLANNED
    held_on: Annotated[date | None, About(_("召开日期"), past=True, filled=HELD)] = None
    attendees: Annotated[str, About(_("参会单位和人员"), max_length=2000, multiline=True, listed=False)] = ""
    minutes: Annotated[
        str, About(_("会议纪要"), help=_("纪要文件作为附件上传"), max_length=8000, multiline=True, listed=False)
    ] = ""

    def faults(self) -> Iterator[InvalidValue]:
        """Held means that somebody came; minuted means that there are minutes."""
        if self.state in HELD and not self.attendees:
            yield fault_of(self, "attendees", _("会议开过了，要填“{label}”"))
        if self.state is MeetingState.MINUTED and not self.minutes:
            yield fault_of(self, "minutes", _("已形成纪要的，要填“{label}”"))


class DecisionState(Choice):
    """How far a decision has come."""

    PLANNED = "planned", _("待落实")
    DONE = "done", _("已落实")
    MISSED = "missed", _("未落实")
    CANCELLED = "cancelled", _("已撤销")


DECISION_COURSE = Flow(
    {DecisionState.PLANNED: frozenset({DecisionState.DONE, DecisionState.MISSED, DecisionState.CANCELLED})}
)


@entity(
    table="meetings_decision",
    label=_("会议决定"),
    title=("task",),
    dated="due_on",
    key=("meeting_id", "task"),
    index=(("state", "due_on"),),
    regimes=("R06",),
)
class Decision(Record):
    """Something that a meeting decided, with who sees to it and by when."""

    meeting_id: Annotated[int, About(_("会议")), Ref(Meeting, part=True)]
    task: Annotated[str, About(_("决定事项"), max_length=300, multiline=True, searchable=True)]
    owner: Annotated[str, About(_("责任人（单位）"), max_length=100, doubt=former_name_doubt)]
    due_on: Annotated[date, About(_("完成期限"))]
    state: Annotated[DecisionState, About(_("落实情况"), flow=DECISION_COURSE, filtered=True)] = DecisionState.PLANNED
    done_on: Annotated[date | None, About(_("落实日期"), past=True)] = None

    def faults(self) -> Iterator[InvalidValue]:
        """Done means a day."""
        wanted = self.state is DecisionState.DONE
        if wanted is not (self.done_on is not None):
            template = (
                _("落实情况是“{state}”，就要填“{label}”") if wanted else _("落实情况是“{state}”，不能填“{label}”")
            )
            yield fault_of(self, "done_on", template, state=self.state.label)


class PlanKind(Choice):
    """What a plan is for."""

    CREATION = "creation", _("创建实施方案")
    ANNUAL = "annual", _("年度工作方案")
    VILLAGE = "village", _("村（社区）工作方案")
    DEPARTMENT = "dept", _("部门工作方案")
    PUBLICITY = "publicity", _("宣传教育方案")
    CAMPAIGN = "campaign", _("专项整治方案")
    EMERGENCY = "emergency", _("应急处置预案")


class PlanState(Choice):
    """How far a plan has come."""

    DRAFT = "draft", _("草稿")
    ISSUED = "issued", _("已印发")
    SUPERSEDED = "superseded", _("已被替代")


AFTER_ISSUE = (PlanState.ISSUED, PlanState.SUPERSEDED)
PLAN_COURSE = Flow.straight(PlanState)


@entity(
    table="meetings_plan",
    label=_("工作方案"),
    title=("year", "title"),
    dated="issued_on",
    key=("kind", "year", "title"),
    write=FIELDWORK,
    index=(("division_id", "kind", "year"),),
    regimes=("R05",),
)
class Plan(Record):
    """A plan for a year; it counts from its issue until the day another one takes its place."""

    title: Annotated[str, About(_("方案名称"), help=_("文件作为附件上传"), max_length=100, searchable=True)]
    kind: Annotated[PlanKind, About(_("方案类别"), filtered=True)]
    year: Annotated[int, About(_("年度"), at_least=1949, at_most=2200, filtered=True)]
    issuer: Annotated[str, About(_("印发单位"), max_length=100, doubt=former_name_doubt)]
    state: Annotated[PlanState, About(_("状态"), flow=PLAN_COURSE, filtered=True)] = PlanState.DRAFT
    issued_on: Annotated[date | None, About(_("印发日期"), past=True, filled=AFTER_ISSUE)] = None
    number: Annotated[str, About(_("文号"), max_length=60)] = ""
    superseded_on: Annotated[
        date | None, About(_("替代日期"), past=True, listed=False, filled=(PlanState.SUPERSEDED,), after="issued_on")
    ] = None


@entity(
    table="meetings_duty",
    label=_("部门职责分工"),
    title=("gate", "topic"),
    key=("gate", "topic"),
    regimes=("R09", "R19"),
)
class DutyMatrix(Record):
    """Which agency leads at one of the four gates, and which ones support it."""

    gate: Annotated[Gate, About(_("关口"), filtered=True)]
    topic: Annotated[str, About(_("事项"), max_length=100, searchable=True)]
    lead: Annotated[str, About(_("牵头部门"), max_length=100, doubt=former_name_doubt)]
    support: Annotated[
        str, About(_("配合部门"), help=_("几个部门用顿号隔开"), max_length=300, doubt=former_name_doubt)
    ] = ""

    def faults(self) -> Iterator[InvalidValue]:
        """Who leads does not support as well."""
        if self.lead in self.support.split("、"):
            yield fault_of(self, "support", _("“{label}”里不再写牵头部门"))


ENTITIES = (Meeting, Decision, Plan, DutyMatrix)
