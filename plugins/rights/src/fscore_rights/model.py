"""How people are heard: hotlines, rights stations, cards of complaints and tip-offs, and their verification."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

from fscore import About, Flow, Personal, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.evaluation.workdays import taken
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.operators import Operator
from fscore.model.people import PUBLIC_DUTY, phone_fault
from fscore.model.roles import FIELDWORK, NOBODY, OFFICE

REPORTER = Personal("name", _("核实和答复投诉举报"), _("食品安全法第一百一十五条"))
REPORTER_PHONE = Personal("phone", _("核实和答复投诉举报"), _("食品安全法第一百一十五条"))


@entity(
    table="rights_hotline",
    label=_("投诉举报电话"),
    title=("number", "scope"),
    dated="published_on",
    key=("number",),
    regimes=("R60",),
)
class Hotline(Record):
    """A number under which people are heard, and where it was made known."""

    number: Annotated[str, About(_("电话号码"), check=phone_fault, personal=PUBLIC_DUTY, searchable=True)]
    scope: Annotated[str, About(_("受理范围"), max_length=200)]
    published_on: Annotated[date, About(_("公布日期"), past=True)]
    withdrawn_on: Annotated[date | None, About(_("停用日期"), past=True, after="published_on")] = None


@entity(
    table="rights_station", label=_("消费维权站"), title=("name",), dated="opened_on", key=("name",), regimes=("R60",)
)
class RightsStation(Record):
    """A place in a village or market where consumers are helped."""

    name: Annotated[str, About(_("站点名称"), max_length=100, searchable=True)]
    keeper: Annotated[str, About(_("负责人"), max_length=50, searchable=True)]
    opened_on: Annotated[date, About(_("设立日期"), past=True)]
    phone: Annotated[str | None, About(_("联系电话"), check=phone_fault, personal=PUBLIC_DUTY)] = None
    closed_on: Annotated[date | None, About(_("撤销日期"), past=True, after="opened_on")] = None


class CaseKind(Choice):
    """What somebody wants: the own dispute settled, or a violation looked into; their clocks differ."""

    COMPLAINT = "complaint", _("投诉")
    TIPOFF = "tipoff", _("举报")


class Channel(Choice):
    """The way by which it came."""

    HOTLINE = "hotline", _("电话")
    VISIT = "visit", _("来访")
    STATION = "station", _("维权站转来")
    PLATFORM = "platform", _("平台转来")
    LETTER = "letter", _("来信")


class CaseState(Choice):
    """How far a complaint or tip-off has come."""

    RECEIVED = "received", _("已接收")
    ACCEPTED = "accepted", _("已受理")
    HANDLED = "handled", _("已处理")
    ANSWERED = "answered", _("已答复")
    CLOSED = "closed", _("已办结")
    REJECTED = "rejected", _("不予受理")


COURSE = Flow(
    {
        CaseState.RECEIVED: frozenset({CaseState.ACCEPTED, CaseState.REJECTED}),
        CaseState.ACCEPTED: frozenset({CaseState.HANDLED}),
        CaseState.HANDLED: frozenset({CaseState.ANSWERED}),
        CaseState.ANSWERED: frozenset({CaseState.CLOSED}),
    },
    # Who writes down in the village what came does not decide on it.
    only={state: OFFICE for state in CaseState if state is not CaseState.RECEIVED},
)
ENDED = (CaseState.CLOSED, CaseState.REJECTED)
HANDLED = (CaseState.HANDLED, CaseState.ANSWERED, CaseState.CLOSED)


@entity(
    table="rights_complaint",
    label=_("投诉举报"),
    title=("kind", "subject"),
    dated="received_on",
    key=("received_on", "kind", "subject"),
    write=FIELDWORK,
    index=(("kind", "clock_on"), ("state", "received_on")),
    regimes=("R60",),
)
class Complaint(Record):
    """The card of one complaint or tip-off; who brought it is masked wherever it is shown."""

    kind: Annotated[CaseKind, About(_("类型"), filtered=True)]
    received_on: Annotated[date, About(_("接收日期"), past=True)]
    subject: Annotated[str, About(_("事由"), help=_("不要写投诉举报人的姓名和电话"), max_length=200, searchable=True)]
    channel: Annotated[Channel, About(_("来源渠道"), filtered=True)]
    operator_id: Annotated[int | None, About(_("涉及经营主体")), Ref(Operator)] = None
    anonymous: Annotated[bool, About(_("匿名"), listed=False)] = False
    reporter: Annotated[str, About(_("投诉举报人"), max_length=50, personal=REPORTER, read=FIELDWORK, listed=False)] = (
        ""
    )
    mobile: Annotated[
        str | None, About(_("投诉举报人电话"), check=phone_fault, personal=REPORTER_PHONE, read=FIELDWORK, listed=False)
    ] = None
    state: Annotated[CaseState, About(_("办理进度"), flow=COURSE, filtered=True)] = CaseState.RECEIVED
    transferred_on: Annotated[date | None, About(_("转办日期"), past=True, after="received_on")] = None
    transferred_to: Annotated[str, About(_("转往单位"), max_length=100, listed=False)] = ""
    accepted_on: Annotated[
        date | None,
        About(_("受理日期"), past=True, listed=False, filled=(CaseState.ACCEPTED, *HANDLED), after="received_on"),
    ] = None
    result: Annotated[str, About(_("处理结果"), max_length=1000, multiline=True, listed=False, filled=HANDLED)] = ""
    answered_on: Annotated[
        date | None,
        About(
            _("答复日期"), past=True, listed=False, filled=(CaseState.ANSWERED, CaseState.CLOSED), after="accepted_on"
        ),
    ] = None
    closed_on: Annotated[
        date | None, About(_("办结日期"), help=_("不予受理的填告知日期"), past=True, filled=ENDED, after="answered_on")
    ] = None
    clock_on: Annotated[date | None, About(_("计时起日"), write=NOBODY, listed=False)] = None
    workdays: Annotated[int | None, About(_("办理用时"), unit=_("个工作日"), write=NOBODY)] = None
    extended: Annotated[bool, About(_("已延长期限"), write=NOBODY, listed=False)] = False
    verified: Annotated[bool, About(_("已核查"), write=NOBODY, listed=False)] = False

    def gather(self, parts: Sequence["Tipoff"]) -> None:
        """Draw what the clocks ask for: a complaint's runs from its acceptance, a tip-off's from its receipt."""
        accepted = self.accepted_on if self.kind is CaseKind.COMPLAINT else None
        self.clock_on = accepted or self.received_on
        self.workdays = None if self.closed_on is None else taken(self.clock_on, self.closed_on)
        self.extended = any(part.extended_on is not None for part in parts)
        self.verified = bool(parts)

    def faults(self) -> Iterator[InvalidValue]:
        """Who is anonymous has no name; what is passed on goes somewhere; only tip-offs are verified."""
        if self.anonymous and (self.reporter or self.mobile):
            yield fault_of(self, "anonymous", _("“{label}”的，不留姓名和电话"))
        if self.transferred_on is not None and not self.transferred_to:
            yield fault_of(self, "transferred_to", _("转办要写“{label}”"))
        if self.verified and self.kind is CaseKind.COMPLAINT:
            yield fault_of(self, "kind", _("举报才有核查，投诉没有"))


class Decision(Choice):
    """What came of the verification."""

    FILED = "filed", _("立案")
    NOT_FILED = "not_filed", _("不予立案")


@entity(
    table="rights_tipoff",
    label=_("举报核查"),
    title=("decision", "decided_on"),
    dated="decided_on",
    key=("complaint_id",),
    write=OFFICE,
    index=(("complaint_id",),),
    regimes=("R60",),
)
class Tipoff(Record):
    """How a tip-off was verified and decided, and that whoever gave a name was told."""

    complaint_id: Annotated[int, About(_("所属举报")), Ref(Complaint, part=True)]
    verified_on: Annotated[date | None, About(_("核查日期"), past=True)] = None
    findings: Annotated[str, About(_("核查情况"), max_length=1000, multiline=True, listed=False)] = ""
    extended_on: Annotated[date | None, About(_("批准延期日期"), past=True, listed=False)] = None
    decision: Annotated[Decision | None, About(_("核查决定"), filtered=True)] = None
    decided_on: Annotated[date | None, About(_("决定日期"), past=True, after="verified_on")] = None
    informed_on: Annotated[date | None, About(_("告知举报人日期"), past=True, listed=False, after="decided_on")] = None

    def faults(self) -> Iterator[InvalidValue]:
        """A decision has a day; nobody is told before."""
        if (self.decision is None) is not (self.decided_on is None):
            yield fault_of(self, "decided_on", _("“核查决定”和“{label}”要一起填"))
        if self.informed_on is not None and self.decided_on is None:
            yield fault_of(self, "informed_on", _("还没有决定，不能填“{label}”"))


ENTITIES = (Hotline, RightsStation, Complaint, Tipoff)
