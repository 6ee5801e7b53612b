"""What is on record about market access: admissions, papers of suppliers, ledgers, pork, unlicensed trade."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated

from fscore import About, Flow, Personal, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.gates import AccessPass
from fscore.model.operators import Operator
from fscore.model.people import CONTACT, phone_fault
from fscore.model.produce import Produce
from fscore.model.roles import FIELDWORK, OFFICE

OWNER = Personal("name", _("登记入市农产品货主"), _("食品安全法第六十四条、个人信息保护法第十三条"), masked=False)
TRADER = Personal("name", _("处理无证经营"), _("食品安全法第一百二十二条、个人信息保护法第十三条"), masked=False)


class Proof(Choice):
    """What the owner of a lot shows before it is sold."""

    COMPLIANCE = "compliance_cert", _("承诺达标合格证")
    QUARANTINE = "quarantine", _("动物检疫合格证明")
    TEST_REPORT = "test_report", _("检测报告")
    PURCHASE = "purchase", _("购货凭证")


class AdmissionState(Choice):
    """How far an admission has come."""

    PRESENTED = "presented", _("已申报")
    ADMITTED = "admitted", _("准予入市")
    REFUSED = "refused", _("不准入市")


ADMISSION = Flow({AdmissionState.PRESENTED: frozenset({AdmissionState.ADMITTED, AdmissionState.REFUSED})})
DECIDED = (AdmissionState.ADMITTED, AdmissionState.REFUSED)
# The passes that lie before the sale; how it is sold shows later.
BEFORE_SALE = (AccessPass.TRAINING, AccessPass.SOURCE_QUALITY)


@entity(
    table="market_access_admission",
    label=_("市场准入登记"),
    title=("produce", "lot", "presented_on"),
    dated="presented_on",
    key=("market", "lot", "presented_on"),
    regimes=("R22",),
)
class MarketAdmission(Record):
    """A lot of farm produce at the gate of a market, with what its owner showed."""

    produce: Annotated[Produce, About(_("农产品类别"), filtered=True)]
    lot: Annotated[str, About(_("批次"), max_length=60, searchable=True)]
    market: Annotated[str, About(_("市场"), max_length=100, searchable=True)]
    owner: Annotated[str, About(_("货主"), max_length=50, searchable=True, personal=OWNER)]
    presented_on: Annotated[date, About(_("申报日期"), past=True)]
    proof: Annotated[Proof | None, About(_("证明种类"), filtered=True)] = None
    proof_number: Annotated[str, About(_("证明编号"), max_length=60)] = ""
    passes: Annotated[
        frozenset[AccessPass], About(_("已过的关"), help=_("培训关、源头质量关过了才能入市"), listed=False)
    ] = frozenset()
    state: Annotated[AdmissionState, About(_("状态"), filtered=True, flow=ADMISSION)] = AdmissionState.PRESENTED
    decided_on: Annotated[date | None, About(_("决定日期"), past=True, filled=DECIDED, after="presented_on")] = None
    reason: Annotated[
        str, About(_("不准入市的原因"), max_length=200, listed=False, filled=(AdmissionState.REFUSED,))
    ] = ""

    def faults(self) -> Iterator[InvalidValue]:
        """Who is admitted showed a proof and is past training and source; each pass stands behind the one before."""
        if self.state is AdmissionState.ADMITTED:
            if self.proof is None or not self.proof_number:
                yield fault_of(self, "proof", _("没有证明和编号，不能准予入市"))
            if not self.passes.issuperset(BEFORE_SALE):
                yield fault_of(self, "passes", _("培训关、源头质量关没有都过，不能准予入市"))
        order = list(AccessPass)
        if any(order[place] not in self.passes for place in range(max(map(order.index, self.passes), default=0))):
            yield fault_of(self, "passes", _("三个关要一个一个过：培训、源头质量、销售质量"))


class DocumentKind(Choice):
    """What a shop asks its suppliers for."""

    LICENCE = "licence", _("供货者许可证或营业执照")
    PRODUCT = "product_cert", _("产品合格证明")
    QUARANTINE = "quarantine", _("检疫合格证明")
    INVOICE = "invoice", _("进货发票或票据")


@entity(
    table="market_access_document",
    label=_("索证索票登记"),
    title=("supplier", "kind", "number"),
    dated="issued_on",
    key=("operator_id", "supplier", "kind", "number"),
    write=FIELDWORK,
    index=(("operator_id", "kind"), ("valid_to",)),
    regimes=("R37",),
)
class SupplierDocument(Record):
    """A paper that a business holds of a supplier; whether it is valid on a day is answered by its dates."""

    operator_id: Annotated[int, About(_("经营主体")), Ref(Operator)]
    supplier: Annotated[str, About(_("供货者"), max_length=100, searchable=True)]
    kind: Annotated[DocumentKind, About(_("证票种类"), filtered=True)]
    number: Annotated[str, About(_("证票编号"), max_length=60, searchable=True)]
    issued_on: Annotated[date, About(_("开具日期"), past=True)]
    valid_to: Annotated[date | None, About(_("有效期至"), after="issued_on")] = None
    revoked_on: Annotated[date | None, About(_("吊销日期"), past=True, listed=False, after="issued_on")] = None

    def valid_on(self, day: date) -> bool:
        """Tell whether the paper holds on ``day``; its last day counts, the day of its revocation doesn't."""
        ended = self.valid_to is not None and self.valid_to < day
        return self.issued_on <= day and not ended and (self.revoked_on is None or day < self.revoked_on)


@entity(
    table="market_access_ledger_entry",
    label=_("进货台账"),
    title=("name", "bought_on"),
    dated="bought_on",
    key=("operator_id", "bought_on", "name", "specification", "batch", "supplier"),
    write=FIELDWORK,
    index=(("operator_id", "bought_on"),),
    regimes=("R38",),
)
class LedgerEntry(Record):
    """One purchase as the ledger of a business has it; how long it is kept, :mod:`retention` says."""

    operator_id: Annotated[int, About(_("经营主体")), Ref(Operator)]
    bought_on: Annotated[date, About(_("进货日期"), past=True, after="produced_on")]
    name: Annotated[str, About(_("食品名称"), max_length=100, searchable=True)]
    quantity: Annotated[Decimal, About(_("数量"), at_least=0, places=3)]
    measure: Annotated[str, About(_("计量单位"), max_length=10)]
    supplier: Annotated[str, About(_("供货者"), max_length=100, searchable=True)]
    supplier_phone: Annotated[str | None, About(_("供货者电话"), check=phone_fault, personal=CONTACT, listed=False)] = (
        None
    )
    specification: Annotated[str, About(_("规格"), max_length=50, listed=False)] = ""
    batch: Annotated[str, About(_("生产批号"), max_length=50, listed=False)] = ""
    produced_on: Annotated[date | None, About(_("生产日期"), past=True, listed=False)] = None
    shelf_life: Annotated[
        int | None, About(_("保质期"), help=_("没有明确保质期的不填"), unit=_("天"), at_least=1, listed=False)
    ] = None

    @property
    def expires_on(self) -> date | None:
        """The last day of the shelf life, counted from the purchase if nobody knows when it was produced."""
        if self.shelf_life is None:
            return None
        return (self.produced_on or self.bought_on) + timedelta(days=self.shelf_life)

    def faults(self) -> Iterator[InvalidValue]:
        """A purchase can be traced by its batch or its day of production."""
        if self.produced_on is None and not self.batch:
            yield fault_of(self, "batch", _("“{label}”和“生产日期”至少填一个"))


@entity(
    table="market_access_slaughterhouse",
    label=_("定点屠宰场"),
    title=("name",),
    key=("name",),
    regimes=("R40",),
)
class Slaughterhouse(Record):
    """A designated slaughterhouse that pork comes from."""

    name: Annotated[str, About(_("名称"), max_length=100, searchable=True)]
    code: Annotated[str, About(_("定点屠宰代码"), max_length=30)]
    address: Annotated[str, About(_("地址"), max_length=200, listed=False)] = ""
    phone: Annotated[str | None, About(_("电话"), check=phone_fault, personal=CONTACT, listed=False)] = None


@entity(
    table="market_access_pork_lot",
    label=_("猪肉进货登记"),
    title=("bought_on", "quarantine_number"),
    dated="bought_on",
    key=("operator_id", "bought_on", "quarantine_number", "weight"),
    write=FIELDWORK,
    index=(("operator_id", "bought_on"),),
    regimes=("R40",),
)
class PorkLot(Record):
    """Pork that one business bought; what is missing is left empty, so that it shows."""

    operator_id: Annotated[int, About(_("购货单位")), Ref(Operator)]
    bought_on: Annotated[date, About(_("购货日期"), past=True)]
    weight: Annotated[Decimal, About(_("重量"), unit=_("公斤"), at_least=0)]
    slaughterhouse_id: Annotated[int | None, About(_("定点屠宰场"), help=_("来源不明的不填")), Ref(Slaughterhouse)] = (
        None
    )
    quarantine_number: Annotated[str, About(_("动物检疫合格证明编号"), max_length=60)] = ""
    quality_number: Annotated[str, About(_("肉品品质检验合格证编号"), max_length=60)] = ""


class CaseState(Choice):
    """How far a case of trade without a licence has come."""

    FOUND = "found", _("已发现")
    GUIDED = "guided", _("已指导办证")
    LICENSED = "licensed", _("已办证")
    CLOSED_DOWN = "closed_down", _("已取缔")


CASE = Flow(
    {
        CaseState.FOUND: frozenset({CaseState.GUIDED}),
        CaseState.GUIDED: frozenset({CaseState.LICENSED, CaseState.CLOSED_DOWN}),
    }
)
AFTER_GUIDANCE = (CaseState.GUIDED, CaseState.LICENSED, CaseState.CLOSED_DOWN)
ENDED = (CaseState.LICENSED, CaseState.CLOSED_DOWN)


@entity(
    table="market_access_unlicensed_case",
    label=_("无证无照经营"),
    title=("place", "found_on"),
    dated="found_on",
    key=("place", "found_on"),
    write=FIELDWORK,
    regimes=("R41",),
)
class UnlicensedCase(Record):
    """Somebody who trades without a licence; a liaison finds and reports it, the office does the rest."""

    place: Annotated[str, About(_("地点"), max_length=100, searchable=True)]
    found_on: Annotated[date, About(_("发现日期"), past=True)]
    person: Annotated[str, About(_("经营者"), max_length=50, searchable=True, personal=TRADER)] = ""
    sells: Annotated[str, About(_("经营内容"), max_length=100)] = ""
    state: Annotated[CaseState, About(_("状态"), filtered=True, flow=CASE, write=OFFICE)] = CaseState.FOUND
    guided_on: Annotated[
        date | None, About(_("指导日期"), past=True, write=OFFICE, filled=AFTER_GUIDANCE, after="found_on")
    ] = None
    ended_on: Annotated[date | None, About(_("办结日期"), past=True, write=OFFICE, filled=ENDED, after="guided_on")] = (
        None
    )
    licence_number: Annotated[
        str, About(_("所办证号"), max_length=50, write=OFFICE, listed=False, filled=(CaseState.LICENSED,))
    ] = ""


ENTITIES = (MarketAdmission, SupplierDocument, LedgerEntry, Slaughterhouse, PorkLot, UnlicensedCase)
