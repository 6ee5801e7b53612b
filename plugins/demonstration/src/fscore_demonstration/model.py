"""The drive for a title: what is to last, what proves it, who judged it; and the demonstrations inside a township."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated

from fscore import About, Flow, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.drive import Drive
from fscore.model.entity import fault_of
from fscore.model.operators import Operator


class Hand(Choice):
    """What a long-term programme works with: putting right on one hand, mechanisms on the other (两手抓)."""

    CAMPAIGN = "campaign", _("专项整治")
    PUBLICITY = "publicity", _("宣传机制")
    WARNING = "warning", _("预警机制")
    RIGHTS = "rights", _("维权机制")


class ProgrammeState(Choice):
    """How far a programme has come."""

    RUNNING = "running", _("实施中")
    EVALUATED = "evaluated", _("已评估")


@entity(
    table="demonstration_programme",
    label=_("长效方案"),
    title=("name",),
    dated="starts_on",
    key=("name",),
    regimes=("R69",),
)
class Programme(Record):
    """A long-term programme such as that of reassuring food (食品放心工程): its goals and what came of it."""

    name: Annotated[str, About(_("方案名称"), max_length=100, searchable=True)]
    starts_on: Annotated[date, About(_("开始日期"))]
    hands: Annotated[frozenset[Hand], About(_("抓手"), help=_("整治和机制两手都要有"))]
    goals: Annotated[str, About(_("目标任务"), max_length=2000, multiline=True, listed=False)]
    state: Annotated[ProgrammeState, About(_("方案状态"), filtered=True, flow=Flow.straight(ProgrammeState))] = (
        ProgrammeState.RUNNING
    )
    evaluated_on: Annotated[
        date | None, About(_("评估日期"), past=True, filled=(ProgrammeState.EVALUATED,), after="starts_on")
    ] = None
    outcome: Annotated[
        str, About(_("评估结果"), max_length=2000, multiline=True, listed=False, filled=(ProgrammeState.EVALUATED,))
    ] = ""

    def faults(self) -> Iterator[InvalidValue]:
        """Both hands are needed."""
        if Hand.CAMPAIGN not in self.hands or len(self.hands) == 1:
            yield fault_of(self, "hands", _("“{label}”要有专项整治，还要有至少一种机制"))


class EvidenceKind(Choice):
    """What proves something."""

    DOCUMENT = "document", _("文件")
    PHOTO = "photo", _("照片")
    LEDGER = "ledger", _("台账记录")
    OTHER = "other", _("其他")


class EvidenceState(Choice):
    """Whether somebody has looked at the evidence."""

    FILED = "filed", _("已归档")
    VERIFIED = "verified", _("已核实")
    REFUTED = "refuted", _("核查不实")


@entity(
    table="demonstration_evidence",
    label=_("创建凭据"),
    title=("criterion", "name"),
    dated="dated_on",
    key=("drive_id", "criterion", "name"),
    index=(("drive_id", "criterion", "dated_on"),),
    regimes=("R61",),
)
class Evidence(Record):
    """What is shown for one item of the form; the paper itself is attached, or lies where the record says."""

    drive_id: Annotated[int, About(_("创建活动")), Ref(Drive)]
    criterion: Annotated[
        str,
        About(
            _("指标项目"),
            help=_("指标表里项目的代码，如 plan"),
            max_length=60,
            pattern=r"[a-z0-9]+(-[a-z0-9]+)*",
            filtered=True,
        ),
    ]
    name: Annotated[str, About(_("凭据名称"), max_length=100, searchable=True)]
    kind: Annotated[EvidenceKind, About(_("凭据种类"), filtered=True)]
    dated_on: Annotated[date, About(_("形成日期"), past=True)]
    kept_at: Annotated[str, About(_("存放位置"), help=_("如档案盒号；已上传附件的不填"), max_length=100)] = ""
    state: Annotated[
        EvidenceState,
        About(
            _("核查状态"),
            filtered=True,
            flow=Flow(
                {
                    EvidenceState.FILED: frozenset({EvidenceState.VERIFIED, EvidenceState.REFUTED}),
                    EvidenceState.VERIFIED: frozenset({EvidenceState.REFUTED}),
                }
            ),
        ),
    ] = EvidenceState.FILED
    checked_by: Annotated[
        str, About(_("核查人"), max_length=50, filled=(EvidenceState.VERIFIED, EvidenceState.REFUTED))
    ] = ""


class AcceptanceState(Choice):
    """How far a drive has come after its launch."""

    SELF_ASSESSED = "self_assessed", _("已自评")
    APPLIED = "applied", _("已申请验收")
    INSPECTED = "inspected", _("已验收")
    TITLED = "titled", _("已命名")
    REFUSED = "refused", _("未通过")
    REVIEWED = "reviewed", _("已复审")


_INSPECTED = (AcceptanceState.INSPECTED, AcceptanceState.TITLED, AcceptanceState.REFUSED, AcceptanceState.REVIEWED)
_APPLIED = (AcceptanceState.APPLIED, *_INSPECTED)
_TITLED = (AcceptanceState.TITLED, AcceptanceState.REVIEWED)


@entity(
    table="demonstration_acceptance",
    label=_("示范创建验收"),
    title=("self_assessed_on", "state"),
    dated="self_assessed_on",
    key=("drive_id", "self_assessed_on"),
    index=(("drive_id", "state"),),
    regimes=("R61",),
)
class DriveAcceptance(Record):
    """One way from the self-assessment of a drive to its title, and to the review of the title."""

    drive_id: Annotated[int, About(_("创建活动")), Ref(Drive)]
    self_assessed_on: Annotated[date, About(_("自评日期"), past=True)]
    self_score: Annotated[Decimal, About(_("自评得分"), unit=_("分"), at_least=0)]
    state: Annotated[
        AcceptanceState,
        About(
            _("创建状态"),
            filtered=True,
            flow=Flow(
                {
                    AcceptanceState.SELF_ASSESSED: frozenset({AcceptanceState.APPLIED}),
                    AcceptanceState.APPLIED: frozenset({AcceptanceState.INSPECTED}),
                    AcceptanceState.INSPECTED: frozenset({AcceptanceState.TITLED, AcceptanceState.REFUSED}),
                    AcceptanceState.TITLED: frozenset({AcceptanceState.REVIEWED}),
                }
            ),
        ),
    ] = AcceptanceState.SELF_ASSESSED
    applied_on: Annotated[date | None, About(_("申请日期"), past=True, filled=_APPLIED, after="self_assessed_on")] = (
        None
    )
    inspected_on: Annotated[date | None, About(_("验收日期"), past=True, filled=_INSPECTED, after="applied_on")] = None
    assessors: Annotated[str, About(_("验收人员"), max_length=200, listed=False, filled=_INSPECTED)] = ""
    score: Annotated[Decimal | None, About(_("验收得分"), unit=_("分"), at_least=0, filled=_INSPECTED)] = None
    vetoes: Annotated[str, About(_("否决情形"), help=_("没有的不填"), max_length=500, listed=False)] = ""
    titled_on: Annotated[date | None, About(_("命名日期"), past=True, filled=_TITLED, after="inspected_on")] = None
    reviewed_on: Annotated[
        date | None,
        About(_("复审日期"), past=True, listed=False, filled=(AcceptanceState.REVIEWED,), after="titled_on"),
    ] = None

    def faults(self) -> Iterator[InvalidValue]:
        """A veto rules the title out."""
        if self.vetoes and self.state in _TITLED:
            yield fault_of(self, "vetoes", _("有“{label}”的，不能命名"))


class DemonstrationKind(Choice):
    """What is a demonstration for others."""

    VILLAGE = "village", _("示范村（社区）")
    GROUP = "group", _("示范组")
    FARM_STAY = "farm_stay", _("农家乐餐饮安全示范店")
    SCHOOL = "school", _("示范学校")
    UNIT = "unit", _("示范单位")
    ZONE = "zone", _("餐饮安全示范区")


class DemonstrationState(Choice):
    """How far a demonstration has come."""

    APPLIED = "applied", _("已申报")
    EVALUATED = "evaluated", _("已评定")
    AWARDED = "awarded", _("已授牌")
    DECLINED = "declined", _("未通过")
    REVOKED = "revoked", _("已撤牌")


_AWARDED = (DemonstrationState.AWARDED, DemonstrationState.REVOKED)
_EVALUATED = (DemonstrationState.EVALUATED, DemonstrationState.DECLINED, *_AWARDED)


@entity(
    table="demonstration_demonstration",
    label=_("示范点"),
    title=("name", "kind"),
    dated="applied_on",
    key=("kind", "name", "applied_on"),
    index=(("awarded_on", "kind"),),
    regimes=("R62", "R63"),
)
class Demonstration(Record):
    """A village, group, business, school, unit or zone held up as an example; shops have a module of their own."""

    name: Annotated[str, About(_("示范点名称"), max_length=100, searchable=True)]
    kind: Annotated[DemonstrationKind, About(_("示范类别"), filtered=True)]
    applied_on: Annotated[date, About(_("申报日期"), past=True)]
    operator_id: Annotated[int | None, About(_("经营主体"), listed=False), Ref(Operator)] = None
    extent: Annotated[
        str, About(_("范围"), help=_("示范区写街道、路段"), max_length=200, multiline=True, listed=False)
    ] = ""
    standard: Annotated[str, About(_("评定标准"), help=_("依据的文件或指标表"), max_length=100, listed=False)] = ""
    state: Annotated[
        DemonstrationState,
        About(
            _("评定状态"),
            filtered=True,
            flow=Flow(
                {
                    DemonstrationState.APPLIED: frozenset({DemonstrationState.EVALUATED}),
                    DemonstrationState.EVALUATED: frozenset({DemonstrationState.AWARDED, DemonstrationState.DECLINED}),
                    DemonstrationState.AWARDED: frozenset({DemonstrationState.REVOKED}),
                }
            ),
        ),
    ] = DemonstrationState.APPLIED
    evaluated_on: Annotated[
        date | None, About(_("评定日期"), past=True, listed=False, filled=_EVALUATED, after="applied_on")
    ] = None
    evaluator: Annotated[str, About(_("评定人"), max_length=50, listed=False, filled=_EVALUATED)] = ""
    awarded_on: Annotated[date | None, About(_("授牌日期"), past=True, filled=_AWARDED, after="evaluated_on")] = None
    expires_on: Annotated[date | None, About(_("有效期至"), help=_("长期有效的不填"), after="awarded_on")] = None
    revoked_on: Annotated[
        date | None,
        About(_("撤牌日期"), past=True, listed=False, filled=(DemonstrationState.REVOKED,), after="awarded_on"),
    ] = None

    def faults(self) -> Iterator[InvalidValue]:
        """An award rests on a standard, a zone says how far it goes."""
        if self.kind is DemonstrationKind.ZONE and not self.extent:
            yield fault_of(self, "extent", _("示范区要写“{label}”"))
        if self.state in _AWARDED and not self.standard:
            yield fault_of(self, "standard", _("授牌要写“{label}”"))


class HighlightState(Choice):
    """How far a highlight has come."""

    PLANNED = "planned", _("在谋划")
    BUILT = "built", _("已建成")
    SPREAD = "spread", _("已推广")


@entity(
    table="demonstration_highlight",
    label=_("特色亮点"),
    title=("name",),
    dated="planned_on",
    key=("name",),
    regimes=("R65",),
)
class Highlight(Record):
    """Something that a township does in its own way and that others may learn from (特色亮点)."""

    name: Annotated[str, About(_("亮点名称"), max_length=100, searchable=True)]
    text: Annotated[str, About(_("做法"), max_length=1000, multiline=True, listed=False)]
    planned_on: Annotated[date, About(_("提出日期"), past=True)]
    state: Annotated[HighlightState, About(_("亮点状态"), filtered=True, flow=Flow.straight(HighlightState))] = (
        HighlightState.PLANNED
    )
    built_on: Annotated[
        date | None,
        About(_("建成日期"), past=True, filled=(HighlightState.BUILT, HighlightState.SPREAD), after="planned_on"),
    ] = None
    spread_to: Annotated[str, About(_("推广范围"), max_length=200, listed=False, filled=(HighlightState.SPREAD,))] = ""


ENTITIES = (Programme, Evidence, DriveAcceptance, Demonstration, Highlight)
