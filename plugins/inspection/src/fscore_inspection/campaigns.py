"""Special campaigns (专项整治): planned, running, summarised."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated

from fscore import About, Flow, Record, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.gates import FocusKind


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
    ends_on: Annotated[date, About(_("结束日期"), after="starts_on")]
    focus_on: Annotated[
        frozenset[FocusKind], About(_("重点方面"), help=_("重点时段、地区、环节、品种"), listed=False)
    ] = frozenset()
    focus: Annotated[str, About(_("整治重点"), max_length=500, multiline=True, listed=False)] = ""
    state: Annotated[CampaignState, About(_("整治进度"), filtered=True, flow=CAMPAIGN_COURSE)] = CampaignState.PLANNED
    inspected: Annotated[
        int | None,
        About(
            _("检查户次"),
            help=_("各部门合计"),
            unit=_("户次"),
            at_least=0,
            listed=False,
            filled=(CampaignState.SUMMARISED,),
        ),
    ] = None
    found: Annotated[
        int | None, About(_("发现问题数"), unit=_("个"), at_least=0, listed=False, filled=(CampaignState.SUMMARISED,))
    ] = None
    fixed: Annotated[
        int | None, About(_("已整改问题数"), unit=_("个"), at_least=0, listed=False, filled=(CampaignState.SUMMARISED,))
    ] = None
    seized: Annotated[Decimal | None, About(_("查扣数量"), unit=_("公斤"), at_least=0, listed=False)] = None
    cases: Annotated[int | None, About(_("立案数"), unit=_("件"), at_least=0, listed=False)] = None
    summarised_on: Annotated[
        date | None, About(_("总结日期"), past=True, after="starts_on", filled=(CampaignState.SUMMARISED,))
    ] = None

    def faults(self) -> Iterator[InvalidValue]:
        """No more is fixed than was found."""
        if self.found is not None and self.fixed is not None and self.fixed > self.found:
            yield fault_of(self, "fixed", _("“{label}”不能多于发现问题数"))
