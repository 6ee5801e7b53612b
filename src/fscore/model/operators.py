"""Operators (经营主体): the food businesses, their licences and the regimes they keep."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.division import Level
from fscore.model.entity import About, Ref, entity, fault_of
from fscore.model.identifiers import credit_code_fault, licence_number_doubt, phone_fault
from fscore.model.people import CONTACT
from fscore.model.record import Record


class OperatorKind(Choice):
    """What an operator is; the kinds exclude each other, so their counts add up."""

    CATERER = "caterer", _("餐饮业经营户")
    SUPERMARKET = "supermarket", _("连锁超市")
    GROCERY = "grocery", _("食品经营户")
    WORKSHOP = "workshop", _("食品加工小作坊")
    SCHOOL = "school", _("学校")
    NURSING_HOME = "nursing_home", _("敬老院")
    OTHER_CANTEEN = "other_canteen", _("其他集体食堂")
    STALL = "stall", _("食品小摊点")


CANTEENS = (OperatorKind.SCHOOL, OperatorKind.NURSING_HOME, OperatorKind.OTHER_CANTEEN)
SHOPS = (OperatorKind.SUPERMARKET, OperatorKind.GROCERY)


class OperatorStatus(Choice):
    """Whether an operator trades."""

    OPEN = "open", _("营业")
    SUSPENDED = "suspended", _("停业")
    CLOSED = "closed", _("歇业")
    CLOSED_DOWN = "closed_down", _("取缔")


ENDED = (OperatorStatus.CLOSED, OperatorStatus.CLOSED_DOWN)


@entity(
    table="operator",
    label=_("经营主体"),
    title=("name",),
    dated="opened_on",
    key=("name",),
    index=(("kind", "opened_on"),),
    regimes=("R66",),
)
class Operator(Record):
    """One food business of the township register."""

    name: Annotated[str, About(_("单位名称"), max_length=100, searchable=True)]
    kind: Annotated[OperatorKind, About(_("类别"), filtered=True)]
    opened_on: Annotated[date | None, About(_("开业日期"), past=True)] = None
    closed_on: Annotated[date | None, About(_("歇业日期"), after="opened_on")] = None
    status: Annotated[OperatorStatus, About(_("状态"), filtered=True)] = OperatorStatus.OPEN
    address: Annotated[str, About(_("地址"), max_length=200, searchable=True, listed=False)] = ""
    principal: Annotated[str, About(_("负责人"), max_length=50, searchable=True)] = ""
    phone: Annotated[str | None, About(_("电话"), check=phone_fault, personal=CONTACT, listed=False)] = None
    credit_code: Annotated[
        str | None, About(_("统一社会信用代码"), max_length=18, upper=True, check=credit_code_fault, listed=False)
    ] = None
    floor_area: Annotated[Decimal | None, About(_("经营面积"), unit="m²", at_least=0, listed=False)] = None

    def open_on(self, day: date) -> bool:
        """Tell whether the business existed on ``day``: opened by then, and not closed before."""
        opened = self.opened_on is None or self.opened_on <= day
        return opened and (self.closed_on is None or day < self.closed_on)

    def faults(self) -> tuple[InvalidValue, ...]:
        """A business that closed did so on a day."""
        if self.status not in ENDED or self.closed_on is not None:
            return ()
        return (fault_of(self, "closed_on", _("状态是“{state}”，就要填“{label}”"), state=self.status.label),)


class LicenceKind(Choice):
    """The credentials under which a business trades."""

    FOOD_LICENCE = "food_licence", _("食品经营许可证")
    PRODUCTION_LICENCE = "production_licence", _("食品生产许可证")
    REGISTRATION_CARD = "registration_card", _("登记证")
    PREPACKAGED_FILING = "prepackaged_filing", _("仅销售预包装食品备案")
    BUSINESS_LICENCE = "business_licence", _("营业执照")


@entity(
    table="licence",
    label=_("证照"),
    title=("kind", "number"),
    dated="issued_on",
    key=("kind", "number"),
    index=(("operator_id", "valid_to"),),
    regimes=("R41", "R44"),
)
class Licence(Record):
    """A credential of an operator, with its days of validity."""

    operator_id: Annotated[int, About(_("经营主体")), Ref(Operator)]
    kind: Annotated[LicenceKind, About(_("证照种类"), filtered=True)]
    number: Annotated[str, About(_("证号"), max_length=50, upper=True, searchable=True, doubt=licence_number_doubt)]
    issued_on: Annotated[date, About(_("发证日期"), past=True)]
    valid_to: Annotated[date | None, About(_("有效期至"), after="issued_on")] = None
    scope: Annotated[str, About(_("许可范围"), max_length=200, listed=False)] = ""

    def valid_on(self, day: date) -> bool:
        """Tell whether the licence is valid on ``day``; its last day counts."""
        return self.issued_on <= day and (self.valid_to is None or day <= self.valid_to)


class Regime(Choice):
    """The four regimes that an operator may be asked to keep."""

    CERT_INVOICE = "cert_invoice", _("索证索票制度")
    PURCHASE_LEDGER = "purchase_ledger", _("进货台账制度")
    MARKET_ACCESS = "market_access", _("食品市场准入制度")
    ACCEPTANCE = "acceptance", _("进货验收制度")


@entity(
    table="regime_adoption",
    label=_("制度建立"),
    title=("regime",),
    dated="adopted_on",
    key=("operator_id", "regime", "adopted_on"),
    index=(("operator_id", "regime"),),
    regimes=("R36", "R37", "R38", "R46"),
)
class RegimeAdoption(Record):
    """Since when an operator keeps a regime, and until when."""

    operator_id: Annotated[int, About(_("经营主体")), Ref(Operator)]
    regime: Annotated[Regime, About(_("制度"), filtered=True)]
    adopted_on: Annotated[date, About(_("建立日期"), past=True)]
    lapsed_on: Annotated[date | None, About(_("中断日期"), after="adopted_on")] = None
    evidence: Annotated[str, About(_("依据"), max_length=200, listed=False)] = ""


@entity(
    table="township_profile", label=_("镇情"), title=("year",), key=("year",), level=Level.TOWNSHIP, regimes=("R66",)
)
class TownshipProfile(Record):
    """What a township is, in one year."""

    year: Annotated[int, About(_("年份"), at_least=1949, at_most=2200)]
    area: Annotated[Decimal | None, About(_("幅员面积"), unit=_("平方公里"), at_least=0)] = None
    farmland: Annotated[int | None, About(_("耕地面积"), unit=_("亩"), at_least=0)] = None
    population: Annotated[int | None, About(_("总人口"), unit=_("人"), at_least=0)] = None
