"""What is on record about small food workshops: the yearly census, and the office's file on each of them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated

from fscore import About, Flow, Personal, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.operators import Operator
from fscore.model.people import CONTACT, phone_fault
from fscore.model.roles import FIELDWORK, OFFICE

OWNER = Personal("name", _("小作坊普查登记"), _("食品安全法第三十六条、个人信息保护法第十三条"), masked=False)


class Goods(Choice):
    """What a workshop makes; which of it a workshop may not make is a rule of the place."""

    BEAN = "bean", _("豆制品")
    NOODLES = "noodles", _("米面制品")
    OIL = "oil", _("食用植物油")
    PASTRY = "pastry", _("糕点")
    COOKED_MEAT = "cooked_meat", _("熟肉制品")
    LIQUOR = "liquor", _("白酒")
    PICKLES = "pickles", _("酱腌菜")
    DAIRY = "dairy", _("乳制品")
    CANNED = "canned", _("罐头制品")
    SPECIAL = "special", _("特殊食品")
    OTHER = "other", _("其他传统食品")


FORBIDDABLE = (Goods.DAIRY, Goods.CANNED, Goods.SPECIAL)


class CardKind(Choice):
    """Under what a province lets small producers work: a card that is issued, or a filing that is taken."""

    REGISTRATION = "registration_card", _("登记证")
    FILING = "filing", _("备案")


class Material(Choice):
    """What is handed in with an application for a card."""

    APPLICATION = "application", _("申请书")
    IDENTITY = "identity", _("经营者身份证明")
    PREMISES = "premises", _("场所证明")
    GOODS_LIST = "goods_list", _("产品和添加剂清单")
    PLEDGE = "pledge", _("食品安全承诺书")


class WorkshopState(Choice):
    """How far a workshop has come; one that closed stays on record."""

    FOUND = "found", _("已查到")
    REGISTERED = "registered", _("已登记")
    CLOSED = "closed", _("已关闭")


COURSE = Flow(
    {
        WorkshopState.FOUND: frozenset({WorkshopState.REGISTERED, WorkshopState.CLOSED}),
        WorkshopState.REGISTERED: frozenset({WorkshopState.CLOSED}),
    }
)


@entity(
    table="workshops_workshop",
    label=_("小作坊普查登记"),
    title=("name", "year"),
    dated="found_on",
    key=("year", "name"),
    write=FIELDWORK,
    index=(("operator_id", "year"), ("year", "division_id")),
    regimes=("R31",),
)
class Workshop(Record):
    """A workshop as one year's census found it; once registered it is a business of the core's register.

    Its card is a licence of that business (``Licence``), with number and days of validity, and not kept here again.
    """

    year: Annotated[int, About(_("普查年度"), at_least=1949, at_most=2200, filtered=True)]
    name: Annotated[str, About(_("小作坊名称"), max_length=100, searchable=True)]
    found_on: Annotated[date, About(_("查到日期"), past=True)]
    owner: Annotated[str, About(_("经营者"), max_length=50, searchable=True, personal=OWNER)] = ""
    phone: Annotated[str | None, About(_("电话"), check=phone_fault, personal=CONTACT, listed=False)] = None
    address: Annotated[str, About(_("地址"), max_length=200, searchable=True, listed=False)] = ""
    goods: Annotated[frozenset[Goods], About(_("生产的食品"))] = frozenset()
    employees: Annotated[int | None, About(_("从业人数"), unit=_("人"), at_least=0, at_most=500, listed=False)] = None
    floor_area: Annotated[Decimal | None, About(_("场所面积"), unit="m²", at_least=0, listed=False)] = None
    card_kind: Annotated[CardKind | None, About(_("应办证类"), filtered=True, listed=False)] = None
    zone: Annotated[str, About(_("生产区域"), max_length=100, listed=False)] = ""
    hours: Annotated[str, About(_("生产时间"), max_length=50, listed=False)] = ""
    applied_on: Annotated[date | None, About(_("申请办证日期"), past=True, listed=False)] = None
    materials: Annotated[frozenset[Material], About(_("已交材料"), listed=False)] = frozenset()
    state: Annotated[WorkshopState, About(_("状态"), filtered=True, flow=COURSE, write=OFFICE)] = WorkshopState.FOUND
    operator_id: Annotated[int | None, About(_("经营主体"), write=OFFICE), Ref(Operator)] = None
    registered_on: Annotated[date | None, About(_("登记日期"), past=True, write=OFFICE, after="found_on")] = None
    closed_on: Annotated[
        date | None,
        About(
            _("关闭日期"), past=True, write=OFFICE, listed=False, filled=(WorkshopState.CLOSED,), after="registered_on"
        ),
    ] = None

    def faults(self) -> Iterator[InvalidValue]:
        """Registered means a day and a business of the register; what is closed may have been registered or not."""
        if self.state is WorkshopState.CLOSED:
            return
        wanted = self.state is WorkshopState.REGISTERED
        template = _("状态是“{state}”，就要填“{label}”") if wanted else _("状态是“{state}”，不能填“{label}”")
        for name in ("registered_on", "operator_id"):
            if (getattr(self, name) is None) is wanted:
                yield fault_of(self, name, template, state=self.state.label)


class FileSection(Choice):
    """What lies in the file of a workshop."""

    CARD = "card", _("证照")
    MAP = "map", _("平面图")
    PLEDGE = "pledge", _("承诺书")
    INSPECTIONS = "inspections", _("检查记录")
    TESTS = "tests", _("抽检报告")
    ORDERS = "orders", _("整改通知")


class FileState(Choice):
    """Whether a file is in use."""

    OPEN = "open", _("在用")
    ARCHIVED = "archived", _("已归档")


@entity(
    table="workshops_supervision_file",
    label=_("小作坊监管档案"),
    title=("number", "opened_on"),
    dated="opened_on",
    key=("operator_id",),
    index=(("operator_id", "opened_on"),),
    regimes=("R32",),
)
class SupervisionFile(Record):
    """The office's file on one workshop; there is one for each."""

    operator_id: Annotated[int, About(_("经营主体")), Ref(Operator)]
    number: Annotated[str, About(_("档案号"), max_length=40, searchable=True)]
    opened_on: Annotated[date, About(_("建档日期"), past=True)]
    sections: Annotated[frozenset[FileSection], About(_("档案内容"))] = frozenset()
    keeper: Annotated[str, About(_("保管人"), max_length=50, listed=False)] = ""
    state: Annotated[FileState, About(_("状态"), filtered=True, flow=Flow.straight(FileState))] = FileState.OPEN
    archived_on: Annotated[
        date | None, About(_("归档日期"), past=True, filled=(FileState.ARCHIVED,), after="opened_on")
    ] = None


ENTITIES = (Workshop, SupervisionFile)
