"""What is on record about farms: growers, what they use and give, what they produce, and where inputs are sold."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated

from fscore import About, Flow, Personal, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.identifiers import credit_code_fault
from fscore.model.people import CONTACT, phone_fault
from fscore.model.period import chinese_date
from fscore.model.produce import Produce
from fscore.model.roles import FIELDWORK, NOBODY

GROWER = Personal("name", _("登记农产品生产者"), _("农产品质量安全法、个人信息保护法第十三条"), masked=False)


class GrowerKind(Choice):
    """Who grows or raises."""

    HOUSEHOLD = "household", _("农户")
    COOP = "coop", _("专业合作社")
    COMPANY = "company", _("农业企业")
    BASE = "base", _("标准化生产基地")


@entity(
    table="farm_grower",
    label=_("农产品生产者"),
    title=("name",),
    dated="registered_on",
    key=("name",),
    write=FIELDWORK,
    index=(("kind", "registered_on"),),
    regimes=("R20", "R68"),
)
class Grower(Record):
    """A household, co-operative, company or base that grows or raises what others eat."""

    name: Annotated[str, About(_("名称"), max_length=100, searchable=True)]
    kind: Annotated[GrowerKind, About(_("类别"), filtered=True)]
    registered_on: Annotated[date, About(_("登记日期"), past=True)]
    produce: Annotated[frozenset[Produce], About(_("主要产品"))] = frozenset()
    scaled: Annotated[bool, About(_("规模生产"), help=_("规模生产的要建生产档案"), filtered=True)] = False
    contact: Annotated[str, About(_("联系人"), max_length=50, searchable=True, personal=GROWER)] = ""
    phone: Annotated[str | None, About(_("电话"), check=phone_fault, personal=CONTACT, listed=False)] = None
    credit_code: Annotated[
        str | None, About(_("统一社会信用代码"), max_length=18, upper=True, check=credit_code_fault, listed=False)
    ] = None
    area: Annotated[Decimal | None, About(_("种养面积"), unit=_("亩"), at_least=0, listed=False)] = None
    members: Annotated[int | None, About(_("社员户数"), unit=_("户"), at_least=0, listed=False)] = None
    law_told_on: Annotated[date | None, About(_("最近一次宣传农产品质量安全法"), past=True, listed=False)] = None
    ended_on: Annotated[date | None, About(_("停产日期"), past=True, listed=False, after="registered_on")] = None

    def faults(self) -> Iterator[InvalidValue]:
        """Only a co-operative has members."""
        if self.members is not None and self.kind is not GrowerKind.COOP:
            yield fault_of(self, "members", _("专业合作社才填“{label}”"))


class CertKind(Choice):
    """What a base is certified for."""

    POLLUTION_FREE = "pollution_free", _("无公害农产品（旧制）")
    GREEN = "green", _("绿色食品")
    ORGANIC = "organic", _("有机农产品")
    GI = "gi", _("农产品地理标志")


@entity(
    table="farm_base_cert",
    label=_("基地认证"),
    title=("kind", "number"),
    dated="issued_on",
    key=("kind", "number"),
    regimes=("R20",),
)
class BaseCert(Record):
    """A certificate of a grower, with its days of validity."""

    grower_id: Annotated[int, About(_("生产者")), Ref(Grower)]
    kind: Annotated[CertKind, About(_("认证种类"), filtered=True)]
    number: Annotated[str, About(_("证书编号"), max_length=50, searchable=True)]
    issued_on: Annotated[date, About(_("发证日期"), past=True)]
    valid_to: Annotated[date | None, About(_("有效期至"), after="issued_on")] = None
    revoked_on: Annotated[date | None, About(_("撤销日期"), past=True, listed=False, after="issued_on")] = None


class ProductionState(Choice):
    """Whether a production record is still being written."""

    OPEN = "open", _("生产中")
    CLOSED = "closed", _("已结档")


@entity(
    table="farm_production_record",
    label=_("农产品生产记录"),
    title=("batch", "produce"),
    dated="started_on",
    key=("grower_id", "batch"),
    write=FIELDWORK,
    index=(("grower_id", "started_on"), ("state", "free_on")),
    regimes=("R24",),
)
class ProductionRecord(Record):
    """One batch from sowing or stocking to harvest or slaughter.

    Inputs and drugs say on which day it is free of them; before that day nothing is harvested, slaughtered or sold.
    What happened all the same is written down as a breach, and does not disappear.
    """

    grower_id: Annotated[int, About(_("生产者")), Ref(Grower)]
    batch: Annotated[str, About(_("批次"), max_length=60, searchable=True)]
    produce: Annotated[Produce, About(_("农产品类别"), filtered=True)]
    started_on: Annotated[date, About(_("播种（进栏）日期"), past=True)]
    disease: Annotated[str, About(_("病虫害、疫病情况"), max_length=500, multiline=True, listed=False)] = ""
    harvested_on: Annotated[date | None, About(_("采收（出栏）日期"), past=True, after="started_on")] = None
    sold_on: Annotated[date | None, About(_("销售日期"), past=True, listed=False, after="harvested_on")] = None
    breach: Annotated[
        str,
        About(
            _("提前采收（出栏）的情况"),
            help=_("间隔期没有满就采收、出栏、销售了的，在这里写明数量和去向"),
            max_length=500,
            multiline=True,
            listed=False,
        ),
    ] = ""
    state: Annotated[ProductionState, About(_("状态"), filtered=True, flow=Flow.straight(ProductionState))] = (
        ProductionState.OPEN
    )
    free_on: Annotated[date | None, About(_("间隔期满日期"), write=NOBODY)] = None

    def gather(self, uses: Sequence["InputUse | DrugUse"]) -> None:
        """Draw from what was used and given the first day on which the batch is free of all of it."""
        self.free_on = max((use.free_on for use in uses), default=None)

    @property
    def early(self) -> bool:
        """Whether it was harvested or sold before that day."""
        days = [day for day in (self.harvested_on, self.sold_on) if day is not None]
        return self.free_on is not None and any(day < self.free_on for day in days)

    def faults(self) -> Iterator[InvalidValue]:
        """Nothing leaves the farm before the interval is over; a closed record was harvested."""
        if self.state is ProductionState.CLOSED and self.harvested_on is None:
            yield fault_of(self, "harvested_on", _("结档要填“{label}”"))
        if self.early and not self.breach and self.free_on is not None:
            template = _("安全间隔期（休药期）到{free_on}才满，以前不能采收、出栏、销售；已经发生的，写明“{breach}”")
            words = {"free_on": chinese_date(self.free_on), "breach": _("提前采收（出栏）的情况")}
            yield fault_of(self, "harvested_on", template, **words)
        if self.breach and not self.early:
            yield fault_of(self, "breach", _("没有提前采收、出栏，不填“{label}”"))


class InputKind(Choice):
    """What is put on or into the ground."""

    SEED = "seed", _("种子种苗")
    PESTICIDE = "pesticide", _("农药")
    FERTILISER = "fertiliser", _("肥料")


@entity(
    table="farm_input_use",
    label=_("种苗、农药使用登记"),
    title=("input_name", "used_on"),
    dated="used_on",
    key=("grower_id", "input_name", "used_on", "plot"),
    write=FIELDWORK,
    index=(("grower_id", "used_on"),),
    regimes=("R21",),
)
class InputUse(Record):
    """What a grower used, where it came from, how much, and from when to when."""

    grower_id: Annotated[int, About(_("生产者")), Ref(Grower)]
    kind: Annotated[InputKind, About(_("投入品种类"), filtered=True)]
    input_name: Annotated[str, About(_("投入品名称"), max_length=100, searchable=True)]
    source: Annotated[str, About(_("投入品来源"), max_length=100)]
    used_on: Annotated[date, About(_("使用日期"), past=True)]
    crop: Annotated[str, About(_("作物"), max_length=50)]
    production_id: Annotated[int | None, About(_("所属生产记录"), listed=False), Ref(ProductionRecord, part=True)] = (
        None
    )
    usage: Annotated[str, About(_("用法"), max_length=100, listed=False)] = ""
    dosage: Annotated[str, About(_("用量"), max_length=50, listed=False)] = ""
    plot: Annotated[str, About(_("地块"), max_length=50, listed=False)] = ""
    stopped_on: Annotated[date | None, About(_("停用日期"), past=True, listed=False, after="used_on")] = None
    safety_days: Annotated[
        int | None, About(_("安全间隔期"), help=_("按农药标签填"), unit=_("天"), at_least=0, at_most=365)
    ] = None

    @property
    def free_on(self) -> date:
        """The first day on which the crop may be harvested."""
        return (self.stopped_on or self.used_on) + timedelta(days=self.safety_days or 0)

    def faults(self) -> Iterator[InvalidValue]:
        """A pesticide has its interval."""
        if self.kind is InputKind.PESTICIDE and self.safety_days is None:
            yield fault_of(self, "safety_days", _("农药要填“{label}”，没有规定的填 0"))


@entity(
    table="farm_drug_use",
    label=_("防疫用药档案"),
    title=("drug", "given_on"),
    dated="given_on",
    key=("grower_id", "animal", "drug", "given_on"),
    write=FIELDWORK,
    index=(("grower_id", "given_on"),),
    regimes=("R25",),
)
class DrugUse(Record):
    """A drug or vaccine that animals were given, and how long they may not be sold behind it."""

    grower_id: Annotated[int, About(_("养殖场户")), Ref(Grower)]
    animal: Annotated[str, About(_("畜禽种类"), max_length=50, searchable=True)]
    drug: Annotated[str, About(_("药品（疫苗）名称"), max_length=100, searchable=True)]
    given_on: Annotated[date, About(_("用药日期"), past=True)]
    withdrawal_days: Annotated[
        int, About(_("休药期"), help=_("按说明书填，没有规定的填 0"), unit=_("天"), at_least=0, at_most=365)
    ]
    production_id: Annotated[int | None, About(_("所属生产记录"), listed=False), Ref(ProductionRecord, part=True)] = (
        None
    )
    dose: Annotated[str, About(_("用量"), max_length=50, listed=False)] = ""
    vet: Annotated[str, About(_("兽医（用药人）"), max_length=50, listed=False)] = ""

    @property
    def free_on(self) -> date:
        """The first day on which the animal may be sold or slaughtered."""
        return self.given_on + timedelta(days=self.withdrawal_days)


@entity(
    table="farm_input_shop",
    label=_("农资店"),
    title=("name",),
    key=("name",),
    write=FIELDWORK,
    regimes=("R28",),
)
class InputShop(Record):
    """A shop that sells seed, pesticides, feed or veterinary drugs."""

    name: Annotated[str, About(_("店名"), max_length=100, searchable=True)]
    keeper: Annotated[str, About(_("负责人"), max_length=50, searchable=True, personal=GROWER)] = ""
    phone: Annotated[str | None, About(_("电话"), check=phone_fault, personal=CONTACT, listed=False)] = None
    address: Annotated[str, About(_("地址"), max_length=200, listed=False)] = ""
    licence_number: Annotated[str, About(_("经营许可证号"), max_length=50)] = ""
    licence_valid_to: Annotated[date | None, About(_("许可证有效期至"))] = None
    closed_on: Annotated[date | None, About(_("歇业日期"), past=True, listed=False)] = None


class Direction(Choice):
    """Which way goods go."""

    IN = "in", _("购进")
    OUT = "out", _("售出")


@entity(
    table="farm_input_ledger_entry",
    label=_("农资购销台账"),
    title=("item", "traded_on"),
    dated="traded_on",
    key=("shop_id", "direction", "item", "batch", "traded_on", "party"),
    write=FIELDWORK,
    index=(("shop_id", "traded_on"),),
    regimes=("R28",),
)
class InputLedgerEntry(Record):
    """One purchase or sale of an input shop."""

    shop_id: Annotated[int, About(_("农资店")), Ref(InputShop)]
    direction: Annotated[Direction, About(_("方向"), filtered=True)]
    traded_on: Annotated[date, About(_("日期"), past=True)]
    item: Annotated[str, About(_("品名"), max_length=100, searchable=True)]
    quantity: Annotated[Decimal, About(_("数量"), at_least=0, places=3)]
    measure: Annotated[str, About(_("计量单位"), max_length=10)]
    party: Annotated[str, About(_("供货者（购买者）"), max_length=100, searchable=True, personal=GROWER)]
    specification: Annotated[str, About(_("规格"), max_length=50, listed=False)] = ""
    batch: Annotated[str, About(_("产品批号"), max_length=50, listed=False)] = ""


class Focus(Choice):
    """What an inspection of inputs looks for."""

    PESTICIDES = "pesticides", _("农药")
    BETA_AGONISTS = "beta_agonists", _("瘦肉精")
    DRUGS_AND_FEED = "drugs_and_feed", _("兽药和饲料")
    SEEDS = "seeds", _("种子种苗")


@entity(
    table="farm_input_inspection",
    label=_("农业投入品检查"),
    title=("focus", "inspected_on"),
    dated="inspected_on",
    key=("shop_id", "grower_id", "focus", "inspected_on"),
    regimes=("R28",),
)
class InputInspection(Record):
    """One inspection of a shop or a farm; that nothing was found says something only beside how often one looked."""

    focus: Annotated[Focus, About(_("检查重点"), filtered=True)]
    inspected_on: Annotated[date, About(_("检查日期"), past=True)]
    inspector: Annotated[str, About(_("检查人员"), max_length=50)]
    second_inspector: Annotated[str, About(_("另一名检查人员"), help=_("检查要两人以上"), max_length=50)]
    violations: Annotated[int, About(_("违规案件数"), help=_("没有发现的填 0"), unit=_("件"), at_least=0, at_most=100)]
    shop_id: Annotated[int | None, About(_("农资店")), Ref(InputShop)] = None
    grower_id: Annotated[int | None, About(_("生产者")), Ref(Grower)] = None
    found: Annotated[str, About(_("检查情况"), max_length=1000, multiline=True, listed=False)] = ""

    def faults(self) -> Iterator[InvalidValue]:
        """Two people inspect one shop or one farm, and a violation is described."""
        if (self.shop_id is None) is (self.grower_id is None):
            yield fault_of(self, "shop_id", _("“{label}”和“生产者”要填一个，只填一个"))
        if self.inspector == self.second_inspector:
            yield fault_of(self, "second_inspector", _("检查要两人以上，“{label}”不能是同一个人"))
        if self.violations and not self.found:
            yield fault_of(self, "found", _("发现违规的，要写“{label}”"))


ENTITIES = (Grower, BaseCert, ProductionRecord, InputUse, DrugUse, InputShop, InputLedgerEntry, InputInspection)
