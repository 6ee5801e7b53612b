"""Special campaigns (专项整治): planned, running, summarised."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from fscore import About, Flow, Record, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.gates import FocusKind
from fscore.model.people import order_faults
from fscore.model.stages import fault_of, stage_faults


class CampaignTarget(Choice):
    """What a campaign is directed at."""

    SCHOOL_CANTEENS = "school_canteens", _("学校食堂")
    SMALL_SHOPS = "small_shops", _("小食品店")
    HOME_BANQUETS = "home_banquets", _("自办宴席")
    SMALL_RESTAURANTS = "small_restaurants", _("小餐饮店")
    WHOLESALE_MARKETS = "wholesale_markets", _("批发市场")
    FAIRS = "fairs", _("集贸市场")
    WORKSHOPS = "workshops", _("小作坊")


class CampaignState(Choice):
    """How far a campaign has come."""

    PLANNED = "planned", _("已部署")
    RUNNING = "running", _("进行中")
    SUMMARISED = "summarised", _("已总结")
    CANCELLED = "cancelled", _("已取消")


CAMPAIGN_COURSE = Flow(
    {
        CampaignState.PLANNED: frozenset({CampaignState.RUNNING, CampaignState.CANCELLED}),
        CampaignState.RUNNING: frozenset({CampaignState.SUMMARISED}),
    }
)
BEGUN = (CampaignState.RUNNING, CampaignState.SUMMARISED)


@entity(
    table="inspection_campaign",
    label=_("专项整治"),
    title=("name",),
    dated="starts_on",
    key=("name", "starts_on"),
    regimes=("R19", "R43"),
)
class Campaign(Record):
    """A special campaign (专项整治): what it is directed at, and what all who took part came to in the end."""

    name: Annotated[str, About(_("整治名称"), max_length=100, searchable=True)]
    targets: Annotated[frozenset[CampaignTarget], About(_("整治对象"))]
    starts_on: Annotated[date, About(_("开始日期"))]
    ends_on: Annotated[date, About(_("结束日期"))]
    focus_on: Annotated[
        frozenset[FocusKind], About(_("重点方面"), help=_("重点时段、地区、环节、品种"), listed=False)
    ] = frozenset()
    focus: Annotated[str, About(_("整治重点"), max_length=500, multiline=True, listed=False)] = ""
    state: Annotated[CampaignState, About(_("整治进度"), filtered=True, flow=CAMPAIGN_COURSE)] = CampaignState.PLANNED
    inspected: Annotated[
        int | None, About(_("检查户次"), help=_("各部门合计"), unit=_("户次"), at_least=0, listed=False)
    ] = None
    found: Annotated[int | None, About(_("发现问题数"), unit=_("个"), at_least=0, listed=False)] = None
    fixed: Annotated[int | None, About(_("已整改问题数"), unit=_("个"), at_least=0, listed=False)] = None
    seized: Annotated[Decimal | None, About(_("查扣数量"), unit=_("公斤"), at_least=0, listed=False)] = None
    cases: Annotated[int | None, About(_("立案数"), unit=_("件"), at_least=0, listed=False)] = None
    summarised_on: Annotated[date | None, About(_("总结日期"), past=True)] = None

    def faults(self) -> tuple[InvalidValue, ...]:
        """A campaign is summarised with its counts, not before it begins; no more is fixed than was found."""
        summed = (CampaignState.SUMMARISED,)
        found = [
            *order_faults(self, "starts_on", "ends_on"),
            *order_faults(self, "starts_on", "summarised_on"),
            *stage_faults(self, dict.fromkeys(("summarised_on", "inspected", "found", "fixed"), summed)),
        ]
        if self.found is not None and self.fixed is not None and self.fixed > self.found:
            found.append(fault_of(self, "fixed", _("“{label}”不能多于发现问题数")))
        return tuple(found)
