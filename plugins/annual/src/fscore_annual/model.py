"""The annual summary as a record, and what is written into it by hand: problems and priorities."""

from datetime import date
from typing import Annotated

from fscore import About, Flow, Record, entity
from fscore.labels import _
from fscore.model.choice import Choice


class SummaryState(Choice):
    """How far a summary has come."""

    DRAFT = "draft", _("草稿")
    REVIEWED = "leader_reviewed", _("领导已审")
    ISSUED = "issued", _("已印发")


@entity(
    table="annual_summary", label=_("年度总结"), title=("year",), key=("year",), dated="drafted_on", regimes=("R67",)
)
class AnnualSummary(Record):
    """The summary of a year: which file was issued, and who signed it."""

    year: Annotated[int, About(_("年份"), at_least=2000, at_most=2200)]
    drafted_on: Annotated[date, About(_("起草日期"), past=True)]
    state: Annotated[
        SummaryState,
        About(
            _("状态"),
            filtered=True,
            flow=Flow(
                {
                    SummaryState.DRAFT: frozenset({SummaryState.REVIEWED}),
                    SummaryState.REVIEWED: frozenset({SummaryState.DRAFT, SummaryState.ISSUED}),
                }
            ),
        ),
    ] = SummaryState.DRAFT
    signed_by: Annotated[str, About(_("签发人"), max_length=50)] = ""
    sha256: Annotated[str | None, About(_("文件摘要"), pattern=r"[0-9a-f]{64}", listed=False)] = None


class ProblemCategory(Choice):
    """What kind of problem stands in the way."""

    WORKLOAD = "workload", _("任务重、人手少")
    SKILL = "staff_skill", _("业务能力")
    HAZARD = "hazard", _("风险隐患")
    COORDINATION = "coordination", _("协调配合")


class ProblemState(Choice):
    """Whether a problem is still there."""

    OPEN = "open", _("未解决")
    ADDRESSED = "addressed", _("已解决")


@entity(table="annual_problem", label=_("存在问题"), title=("category", "text"), key=("year", "text"), regimes=("R64",))
class Problem(Record):
    """A problem of the year, in the office's own words."""

    year: Annotated[int, About(_("年份"), at_least=2000, at_most=2200)]
    text: Annotated[str, About(_("问题"), max_length=300, multiline=True, searchable=True)]
    category: Annotated[ProblemCategory, About(_("类别"), filtered=True)]
    measures: Annotated[str, About(_("措施"), max_length=500, multiline=True, listed=False)] = ""
    module: Annotated[str | None, About(_("涉及模块"), help=_("问题说的是哪个模块管的事"), max_length=40)] = None
    state: Annotated[
        ProblemState,
        About(_("状态"), filtered=True, flow=Flow.straight(ProblemState)),
    ] = ProblemState.OPEN


class Focus(Choice):
    """The eight priorities of the office's next steps."""

    MARKET = "market", _("餐饮市场安全整治")
    RECTIFICATION = "rectification", _("食品安全整顿活动")
    CAMPUS = "campus", _("校园食品安全整治")
    ZONE = "zone", _("餐饮安全示范区建设")
    STAFF = "staff", _("从业人员上岗培训")
    BANQUETS = "banquets", _("农村集体聚餐备案")
    HIGHLIGHTS = "highlights", _("特色亮点建设")
    COVERAGE = "coverage", _("强化监管职责，提高监管覆盖率")


# The modules whose subject a priority is about; it is left out of the summary wherever one of them is off.
SUBJECTS: dict[Focus, tuple[str, ...]] = {
    Focus.MARKET: ("inspection",),
    Focus.RECTIFICATION: ("inspection",),
    Focus.CAMPUS: ("campus",),
    Focus.ZONE: ("demonstration",),
    Focus.STAFF: ("training",),
    Focus.BANQUETS: ("banquets",),
    Focus.HIGHLIGHTS: ("demonstration",),
    Focus.COVERAGE: ("inspection",),
}


class PriorityState(Choice):
    """Whether a priority has been seen to."""

    PLANNED = "planned", _("计划中")
    DONE = "done", _("已完成")


@entity(table="annual_priority", label=_("下一步重点"), title=("focus",), key=("year", "focus"), regimes=("R65",))
class Priority(Record):
    """A priority for the year that follows, with who sees to it."""

    year: Annotated[int, About(_("总结年份"), at_least=2000, at_most=2200)]
    focus: Annotated[Focus, About(_("重点"), filtered=True)]
    tasks: Annotated[str, About(_("任务"), max_length=500, multiline=True)]
    owner: Annotated[str, About(_("负责人"), max_length=50)] = ""
    state: Annotated[
        PriorityState,
        About(_("状态"), filtered=True, flow=Flow.straight(PriorityState)),
    ] = PriorityState.PLANNED
