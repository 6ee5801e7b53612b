"""What is on record about training: the sessions, whom they were for, and who came."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

from fscore import About, Flow, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.labels import _, joined
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.people import Person


class SessionKind(Choice):
    """What a session is counted as; the kinds exclude each other."""

    SESSION = "session", _("学习培训期次")
    BATCH = "batch", _("农村厨师培训批次")
    QUARTERLY = "quarterly", _("每季度卫生知识培训")
    BY_MEETING = "by_meeting", _("以会代训")
    MARKET_ACCESS = "market_access", _("市场准入培训")


class Audience(Choice):
    """Whom a session is for."""

    LIAISON = "liaison", _("食品安全联络员")
    VILLAGE_CADRE = "village_cadre", _("村（社区）干部")
    SCHOOL_HEAD = "school_head", _("学校负责人")
    HEAD = "head", _("食堂和餐饮单位负责人")
    COOK = "cook", _("厨师")
    PURCHASER = "purchaser", _("采购员")
    EMPLOYEE = "employee", _("从业人员")
    MANAGER = "manager", _("食品安全管理员")
    GROWER = "grower", _("种养户和经销户")
    TESTER = "tester", _("检测员")


class Topic(Choice):
    """What is taught."""

    HYGIENE = "hygiene", _("卫生管理")
    PROCESSING = "processing", _("加工操作")
    PURCHASING = "purchasing", _("原料采购")
    CERTIFICATES = "certificates", _("索证制度")
    LEDGERS = "ledgers", _("台账建立")
    LAW = "law", _("法律法规")
    DUTIES = "duties", _("岗位职责和巡查方法")
    BANQUETS = "banquets", _("农村集体聚餐")
    MARKET_ACCESS = "market_access", _("市场准入")
    TESTING = "testing", _("快速检测")
    EMERGENCY = "emergency", _("应急处置")


QUARTERLY_AUDIENCE = frozenset({Audience.HEAD, Audience.COOK, Audience.PURCHASER})
QUARTERLY_TOPICS = frozenset({Topic.HYGIENE, Topic.PROCESSING, Topic.PURCHASING, Topic.CERTIFICATES, Topic.LEDGERS})


class SessionState(Choice):
    """How far a session has come."""

    PLANNED = "planned", _("已计划")
    HELD = "held", _("已举办")
    RECORDED = "recorded", _("已归档")
    CANCELLED = "cancelled", _("已取消")


COURSE = Flow(
    {
        SessionState.PLANNED: frozenset({SessionState.HELD, SessionState.CANCELLED}),
        SessionState.HELD: frozenset({SessionState.RECORDED}),
    }
)
HELD = (SessionState.HELD, SessionState.RECORDED)


@entity(
    table="training_session",
    label=_("培训"),
    title=("title", "planned_on"),
    dated="held_on",
    key=("title", "planned_on"),
    regimes=("R15", "R16", "R17", "R23", "R34"),
)
class TrainingSession(Record):
    """One session: what kind it counts as, whom it was for, what was taught, and how many came."""

    title: Annotated[str, About(_("培训名称"), max_length=100, searchable=True)]
    kind: Annotated[SessionKind, About(_("培训类别"), filtered=True)]
    planned_on: Annotated[date, About(_("计划日期"))]
    audience: Annotated[frozenset[Audience], About(_("参训对象"), help=_("至少选一类"))]
    topics: Annotated[frozenset[Topic], About(_("培训内容"), help=_("至少选一项"), listed=False)]
    state: Annotated[SessionState, About(_("状态"), flow=COURSE, filtered=True)] = SessionState.PLANNED
    held_on: Annotated[date | None, About(_("举办日期"), past=True, filled=HELD)] = None
    hours: Annotated[Decimal | None, About(_("学时"), unit=_("小时"), at_least=0, at_most=80, listed=False)] = None
    trainer: Annotated[str, About(_("主讲人"), max_length=100)] = ""
    place: Annotated[str, About(_("地点"), max_length=100, listed=False)] = ""
    joint_with: Annotated[
        str, About(_("联合举办部门"), help=_("如市场监督管理所、卫生院"), max_length=100, listed=False)
    ] = ""
    headcount: Annotated[
        int | None, About(_("到会人数"), help=_("逐人登记签到的，按签到算"), unit=_("人"), at_least=1, at_most=5000)
    ] = None

    def gather(self, sign_ins: Sequence["Attendance"]) -> None:
        """Draw the number of people from the sign-in sheet, where there is one."""
        if sign_ins:
            self.headcount = sum(one.present for one in sign_ins) or None

    def faults(self) -> Iterator[InvalidValue]:
        """Filed means how many came; every quarter's course is for those whom the rules name."""
        for name in ("audience", "topics"):
            if not getattr(self, name):
                yield fault_of(self, name, _("“{label}”至少选一项"))
        if self.state is SessionState.RECORDED and self.headcount is None:
            yield fault_of(self, "headcount", _("归档要填“{label}”，或者登记签到"))
        if self.kind is SessionKind.QUARTERLY:
            yield from self._quarterly_faults()

    def _quarterly_faults(self) -> Iterator[InvalidValue]:
        absent = [one.label for one in Audience if one in QUARTERLY_AUDIENCE - self.audience]
        if self.audience and absent:
            yield fault_of(self, "audience", _("每季度卫生知识培训的“{label}”还要有：{absent}"), absent=joined(absent))
        if self.topics and not self.topics & QUARTERLY_TOPICS:
            wanted = joined(one.label for one in Topic if one in QUARTERLY_TOPICS)
            yield fault_of(self, "topics", _("每季度卫生知识培训的“{label}”至少要有一项：{wanted}"), wanted=wanted)


@entity(
    table="training_attendance",
    label=_("培训签到"),
    title=("person_id",),
    key=("session_id", "person_id"),
    index=(("person_id", "present"),),
    regimes=("R15", "R17"),
)
class Attendance(Record):
    """One person at one session, and the score of the test afterwards, if there was one."""

    session_id: Annotated[int, About(_("培训")), Ref(TrainingSession, part=True)]
    person_id: Annotated[int, About(_("人员")), Ref(Person)]
    present: Annotated[bool, About(_("到会"), filtered=True)] = True
    score: Annotated[Decimal | None, About(_("测试得分"), unit=_("分"), at_least=0, at_most=100)] = None

    def faults(self) -> Iterator[InvalidValue]:
        """Who was not there has no score."""
        if not self.present and self.score is not None:
            yield fault_of(self, "score", _("没有到会的，不能填“{label}”"))


ENTITIES = (TrainingSession, Attendance)
