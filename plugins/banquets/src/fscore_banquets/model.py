"""What is on record about a banquet: the filing, its sittings, the guidance on the spot, the samples that were kept."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

from fscore import About, Flow, Personal, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.hints import Estimate, Notice
from fscore.model.people import CONTACT, phone_fault
from fscore.model.roles import FIELDWORK, NOBODY, OFFICE

HOST = Personal("name", _("登记聚餐举办人"), _("个人信息保护法第十三条"), masked=False)


class BanquetKind(Choice):
    """The occasion."""

    WEDDING = "wedding", _("婚宴")
    BIRTHDAY = "birthday", _("生日宴")
    HOUSE_BUILDING = "house_building", _("建房宴")
    HOUSE_MOVING = "house_moving", _("乔迁宴")
    FUNERAL = "funeral", _("丧宴")
    OTHER = "other", _("其他宴席")


class CookSource(Choice):
    """Who cooks."""

    FAMILY = "family", _("自家人")
    RELATIVES = "relatives", _("亲友邻居")
    HIRED = "hired", _("雇请的厨师")


class MaterialSource(Choice):
    """Who buys what is cooked."""

    HOST = "host", _("举办人自购")
    CATERER = "caterer", _("承办人代购")
    HOME_GROWN = "home_grown", _("自种自养为主")


class TablewareSource(Choice):
    """Whose tableware is used."""

    HOST = "host", _("自备")
    RENTED = "rented", _("租借")
    DISINFECTED = "disinfected", _("集中消毒企业配送")


class Recipient(Choice):
    """Who a large banquet is reported to."""

    TOWNSHIP_OFFICE = "township_office", _("镇食安办")
    MARKET_OFFICE = "market_office", _("市场监管所")
    HEALTH_CENTRE = "health_centre", _("卫生院")


class BanquetState(Choice):
    """How far a banquet has come."""

    DRAFT = "draft", _("草稿")
    FILED = "filed", _("已申报")
    ACCEPTED = "accepted", _("已受理")
    GUIDED = "guided", _("已指导")
    HELD = "held", _("已举办")
    CLOSED = "closed", _("已办结")
    CANCELLED = "cancelled", _("已取消")


AHEAD = (BanquetState.FILED, BanquetState.ACCEPTED)
OPEN = (*AHEAD, BanquetState.GUIDED, BanquetState.HELD)
ACCEPTED = (BanquetState.ACCEPTED, BanquetState.GUIDED, BanquetState.HELD, BanquetState.CLOSED)
COURSE = Flow(
    {
        BanquetState.DRAFT: frozenset({BanquetState.FILED, BanquetState.CANCELLED}),
        BanquetState.FILED: frozenset({BanquetState.ACCEPTED, BanquetState.CANCELLED}),
        # A banquet that nobody guided is held all the same, and has to be closed like any other.
        BanquetState.ACCEPTED: frozenset({BanquetState.GUIDED, BanquetState.HELD, BanquetState.CANCELLED}),
        BanquetState.GUIDED: frozenset({BanquetState.HELD, BanquetState.CANCELLED}),
        BanquetState.HELD: frozenset({BanquetState.CLOSED}),
    },
    # Who files for a host does not accept the filing.
    only={BanquetState.ACCEPTED: OFFICE},
)


@entity(
    table="banquets_banquet",
    label=_("聚餐备案"),
    title=("host", "kind"),
    dated="filed_on",
    key=("host", "place", "filed_on"),
    write=FIELDWORK,
    index=(("division_id", "first_on"),),
    regimes=("R53",),
)
class Banquet(Record):
    """A feast in the countryside outside licensed premises (农村集体聚餐), as its host files it."""

    host: Annotated[str, About(_("举办人"), max_length=50, searchable=True, personal=HOST)]
    kind: Annotated[BanquetKind, About(_("聚餐类型"), filtered=True)]
    place: Annotated[str, About(_("举办地点"), max_length=100, searchable=True)]
    filed_on: Annotated[date, About(_("备案日期"), past=True)]
    mobile: Annotated[str | None, About(_("举办人电话"), check=phone_fault, personal=CONTACT, listed=False)] = None
    applicant: Annotated[str, About(_("申报人"), help=_("替举办人申报的人，本人申报不填"), listed=False)] = ""
    receiver: Annotated[str, About(_("受理人"), listed=False)] = ""
    cook_source: Annotated[CookSource | None, About(_("厨师来源"), listed=False)] = None
    material_source: Annotated[MaterialSource | None, About(_("原料来源"), listed=False)] = None
    tableware_source: Annotated[TablewareSource | None, About(_("餐具来源"), listed=False)] = None
    state: Annotated[BanquetState, About(_("办理状态"), filtered=True, flow=COURSE)] = BanquetState.FILED
    reported_on: Annotated[date | None, About(_("上报日期"), past=True, write=OFFICE)] = None
    reported_to: Annotated[frozenset[Recipient], About(_("上报单位"), write=OFFICE, listed=False)] = frozenset()
    ill: Annotated[int | None, About(_("发病人数"), help=_("没有人发病填 0"), unit=_("人"), at_least=0)] = None
    closed_on: Annotated[date | None, About(_("办结日期"), past=True, listed=False, after="last_on")] = None
    first_on: Annotated[date | None, About(_("首餐日期"), write=NOBODY)] = None
    last_on: Annotated[date | None, About(_("末餐日期"), write=NOBODY, listed=False)] = None
    largest_sitting: Annotated[int, About(_("单餐最多人数"), unit=_("人"), write=NOBODY)] = 0
    days_ahead: Annotated[int | None, About(_("提前备案天数"), unit=_("天"), write=NOBODY, listed=False)] = None

    def gather(self, meals: Sequence["BanquetMeal"]) -> None:
        """Draw from the sittings what rules ask for: the largest one decides, not their sum."""
        days = [meal.held_on for meal in meals]
        self.first_on, self.last_on = min(days, default=None), max(days, default=None)
        self.largest_sitting = max((meal.heads for meal in meals), default=0)
        self.days_ahead = (self.first_on - self.filed_on).days if self.first_on else None

    def faults(self) -> Iterator[InvalidValue]:
        """A banquet is not closed without saying how many fell ill."""
        if self.state is BanquetState.CLOSED and self.ill is None:
            yield fault_of(self, "ill", _("办结要填发病人数，没有人发病填 0"))


BY_TABLES = Estimate(of="tables", rule="banquets.table-seats")
LARGE = (
    Notice("banquets.filing-threshold", _("单餐达到 {value} 人：登记后镇里还要往上报，请尽早登记")),
    Notice("banquets.unlikely-heads", _("单餐超过 {value} 人，请再核对一遍人数")),
)


class Slot(Choice):
    """The meal of the day."""

    BREAKFAST = "breakfast", _("早餐")
    LUNCH = "lunch", _("午餐")
    DINNER = "dinner", _("晚餐")


@entity(
    table="banquets_meal",
    label=_("聚餐餐次"),
    title=("held_on", "slot"),
    dated="held_on",
    key=("banquet_id", "held_on", "slot"),
    write=FIELDWORK,
    regimes=("R53",),
)
class BanquetMeal(Record):
    """One sitting of a banquet: the unit that heads are counted by."""

    banquet_id: Annotated[int, About(_("所属聚餐")), Ref(Banquet, part=True)]
    held_on: Annotated[date, About(_("用餐日期"))]
    slot: Annotated[Slot, About(_("餐别"))]
    tables: Annotated[
        int | None,
        About(_("桌数"), help=_("不知道人数就填桌数，人数会按桌数算好"), unit=_("桌"), at_least=1, at_most=500),
    ] = None
    heads: Annotated[
        int, About(_("用餐人数"), unit=_("人"), at_least=1, at_most=5000, estimate=BY_TABLES, notices=LARGE)
    ]


class GuidanceItem(Choice):
    """What is looked at on the spot before the meal."""

    SITE = "site", _("场地卫生")
    WATER = "water", _("生活用水")
    MATERIALS = "materials", _("原料和票据")
    COOKS_HEALTH = "cooks_health", _("厨师健康")
    SEPARATION = "separation", _("生熟分开")
    CORE_HEAT = "core_heat", _("烧熟煮透")
    LEFTOVERS = "leftovers", _("剩余食品处理")
    TABLEWARE = "tableware", _("餐具消毒")
    SAMPLES = "samples", _("食品留样")
    FUEL = "fuel", _("燃料安全")
    LIQUOR = "liquor", _("酒水来源")


@entity(
    table="banquets_guidance",
    label=_("聚餐现场指导"),
    title=("guided_on", "guides"),
    dated="guided_on",
    key=("banquet_id", "guided_on"),
    write=FIELDWORK,
    regimes=("R53",),
)
class Guidance(Record):
    """A visit to the place of a banquet, and what was found there."""

    banquet_id: Annotated[int, About(_("所属聚餐")), Ref(Banquet)]
    guided_on: Annotated[date, About(_("指导日期"), past=True)]
    guides: Annotated[str, About(_("指导人员"), max_length=100)]
    passed: Annotated[frozenset[GuidanceItem], About(_("合格项目"), listed=False)] = frozenset()
    problems: Annotated[str, About(_("发现的问题"), max_length=1000, multiline=True, listed=False)] = ""
    signed: Annotated[bool, About(_("举办人已签字"))] = False


@entity(
    table="banquets_sample",
    label=_("聚餐留样"),
    title=("dish", "kept_on"),
    dated="kept_on",
    key=("banquet_id", "dish", "kept_on"),
    write=FIELDWORK,
    regimes=("R53",),
)
class RetainedSample(Record):
    """A dish of which some was kept, so that it can be examined if somebody falls ill."""

    banquet_id: Annotated[int, About(_("所属聚餐")), Ref(Banquet)]
    dish: Annotated[str, About(_("菜品"), max_length=50)]
    kept_on: Annotated[date, About(_("留样日期"), past=True)]
    weight: Annotated[int, About(_("留样重量"), unit=_("克"), at_least=1)]
    hours: Annotated[int, About(_("保存时间"), unit=_("小时"), at_least=1)]
    keeper: Annotated[str, About(_("留样人"), max_length=50)] = ""


ENTITIES = (Banquet, BanquetMeal, Guidance, RetainedSample)
