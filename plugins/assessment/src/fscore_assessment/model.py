"""What is on record about assessing: the points of a village or liaison, and who was held to account for what."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

from fscore import About, Flow, Personal, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.people import Person
from fscore.model.roles import NOBODY, Role

ASSESSORS = frozenset({Role.OFFICER, Role.LEADER, Role.INSTALLATION})
NOT_FOR_LIAISONS = ASSESSORS | {Role.DISTRICT}
HELD_TO_ACCOUNT = Personal("name", _("食品安全责任追究"), _("食品安全法第一百四十二条、个人信息保护法第十三条"))


class AssessmentKind(Choice):
    """Who is assessed."""

    VILLAGE = "village", _("村（社区）考核")
    LIAISON = "liaison", _("联络员考核")


class Grade(Choice):
    """What the points are worth."""

    EXCELLENT = "excellent", _("优秀")
    PASS = "pass", _("合格")
    FAIL = "fail", _("不合格")


class AssessmentState(Choice):
    """How far an assessment has come."""

    SCORED = "scored", _("已评分")
    CONFIRMED = "confirmed", _("已确认")
    PUBLISHED = "published", _("已公布")


CONFIRMED = (AssessmentState.CONFIRMED, AssessmentState.PUBLISHED)
COURSE = Flow.straight(AssessmentState)


@entity(
    table="assessment_assessment",
    label=_("考核"),
    title=("year", "kind"),
    dated="assessed_on",
    key=("kind", "year", "quarter", "person_id"),
    write=ASSESSORS,
    index=(("division_id", "kind", "year"), ("state", "assessed_on")),
    regimes=("R08",),
)
class Assessment(Record):
    """The points of one village or liaison for a year or a quarter; once confirmed they stay as they are."""

    year: Annotated[int, About(_("年度"), at_least=1949, at_most=2200, filtered=True)]
    kind: Annotated[AssessmentKind, About(_("考核类别"), filtered=True)]
    assessed_on: Annotated[date, About(_("评分日期"), past=True)]
    quarter: Annotated[int | None, About(_("季度"), help=_("全年考核不填"), at_least=1, at_most=4)] = None
    person_id: Annotated[int | None, About(_("联络员"), help=_("考核村（社区）的不填")), Ref(Person)] = None
    criteria: Annotated[str, About(_("考核标准"), max_length=80, listed=False)] = ""
    total: Annotated[Decimal, About(_("得分"), unit=_("分"), write=NOBODY)] = Decimal(0)
    grade: Annotated[Grade | None, About(_("等次"), filtered=True)] = None
    state: Annotated[AssessmentState, About(_("状态"), flow=COURSE, filtered=True)] = AssessmentState.SCORED
    confirmed_total: Annotated[Decimal | None, About(_("确认的得分"), unit=_("分"), listed=False, filled=CONFIRMED)] = (
        None
    )
    confirmed_by: Annotated[str, About(_("确认人"), max_length=50, listed=False, filled=CONFIRMED)] = ""
    published_on: Annotated[
        date | None,
        About(_("公布日期"), past=True, listed=False, filled=(AssessmentState.PUBLISHED,), after="assessed_on"),
    ] = None

    def gather(self, items: Sequence["AssessmentItem"]) -> None:
        """Draw the points from the items."""
        self.total = sum((item.points for item in items), Decimal(0))

    def faults(self) -> Iterator[InvalidValue]:
        """A liaison is a person and a village is none; what was confirmed is what the items come to."""
        if (self.kind is AssessmentKind.LIAISON) is not (self.person_id is not None):
            yield fault_of(self, "person_id", _("考核联络员要填“{label}”，考核村（社区）不填"))
        if self.state in CONFIRMED and self.grade is None:
            yield fault_of(self, "grade", _("确认考核要填“{label}”"))
        if self.state in CONFIRMED and self.confirmed_total is not None and self.confirmed_total != self.total:
            template = _("考核确认后不能再改得分：“{label}”是 {value}，各项合计是 {total}")
            yield fault_of(self, "confirmed_total", template, total=self.total)


@entity(
    table="assessment_item",
    label=_("考核得分项"),
    title=("name",),
    key=("assessment_id", "name"),
    write=ASSESSORS,
    regimes=("R08",),
)
class AssessmentItem(Record):
    """One line of an assessment: what was judged, the points given and the most there are."""

    assessment_id: Annotated[int, About(_("考核")), Ref(Assessment, part=True)]
    name: Annotated[str, About(_("考核项目"), max_length=200)]
    points: Annotated[Decimal, About(_("得分"), unit=_("分"), at_least=0)]
    most: Annotated[Decimal | None, About(_("满分"), unit=_("分"), at_least=0)] = None
    finding: Annotated[str, About(_("情况"), max_length=500, multiline=True)] = ""

    def faults(self) -> Iterator[InvalidValue]:
        """Nobody gets more than the most."""
        if self.most is not None and self.points > self.most:
            yield fault_of(self, "points", _("“{label}”不能多于满分 {most}"), most=self.most)


class Measure(Choice):
    """What being held to account comes to."""

    TALK = "talk", _("约谈")
    NOTICE = "notice", _("通报批评")
    DISCIPLINE = "discipline", _("纪律处分")
    TRANSFER = "transfer", _("移送处理")


class AccountabilityState(Choice):
    """How far a case has come."""

    OPENED = "opened", _("已立案")
    DECIDED = "decided", _("已决定")
    CLOSED = "closed", _("已结案")


DECIDED = (AccountabilityState.DECIDED, AccountabilityState.CLOSED)
CASE_COURSE = Flow.straight(AccountabilityState)


@entity(
    table="assessment_accountability",
    label=_("责任追究"),
    title=("opened_on", "measure"),
    dated="opened_on",
    key=("subject", "opened_on"),
    write=ASSESSORS,
    index=(("division_id", "decided_on"), ("state", "opened_on")),
    regimes=("R08",),
)
class Accountability(Record):
    """Somebody or some body that was held to account; who and why is not for liaisons to read."""

    subject: Annotated[
        str,
        About(_("追究对象"), max_length=100, personal=HELD_TO_ACCOUNT, read=NOT_FOR_LIAISONS, listed=False),
    ]
    opened_on: Annotated[date, About(_("立案日期"), past=True)]
    fact: Annotated[str, About(_("事实"), max_length=2000, multiline=True, read=NOT_FOR_LIAISONS, listed=False)]
    basis: Annotated[str, About(_("依据"), max_length=300, read=NOT_FOR_LIAISONS, listed=False)]
    state: Annotated[AccountabilityState, About(_("状态"), flow=CASE_COURSE, filtered=True)] = (
        AccountabilityState.OPENED
    )
    measure: Annotated[Measure | None, About(_("追究方式"), filtered=True, filled=DECIDED)] = None
    decided_on: Annotated[date | None, About(_("决定日期"), past=True, filled=DECIDED, after="opened_on")] = None
    closed_on: Annotated[
        date | None,
        About(_("结案日期"), past=True, listed=False, filled=(AccountabilityState.CLOSED,), after="decided_on"),
    ] = None


ENTITIES = (Assessment, AssessmentItem, Accountability)
