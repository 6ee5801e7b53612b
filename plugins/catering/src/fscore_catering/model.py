"""What caterers and canteens keep themselves: acceptance, disinfection, the hygiene file, and who sees to it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated

from fscore import About, Flow, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.operators import Operator
from fscore.model.people import Person
from fscore.model.roles import FIELDWORK


@entity(
    table="catering_acceptance",
    label=_("进货验收"),
    title=("goods", "accepted_on"),
    dated="accepted_on",
    key=("operator_id", "accepted_on", "goods", "supplier"),
    write=FIELDWORK,
    index=(("operator_id", "accepted_on"),),
    regimes=("R46",),
)
class Acceptance(Record):
    """Goods that were looked at when they came, and taken or sent back."""

    operator_id: Annotated[int, About(_("经营主体")), Ref(Operator)]
    accepted_on: Annotated[date, About(_("验收日期"), past=True)]
    goods: Annotated[str, About(_("货品"), max_length=100, searchable=True)]
    supplier: Annotated[str, About(_("供货者"), max_length=100, searchable=True)]
    accepted_by: Annotated[str, About(_("验收人"), max_length=50)]
    second_by: Annotated[
        str, About(_("第二名验收人"), help=_("学校食堂大宗食材要两人以上验收"), max_length=50, listed=False)
    ] = ""
    documents: Annotated[bool, About(_("票证齐全"))] = False
    temperature: Annotated[
        Decimal | None, About(_("到货温度"), unit=_("摄氏度"), at_least=-60, at_most=120, places=1, listed=False)
    ] = None
    taken: Annotated[bool, About(_("验收合格"))] = True
    refused_because: Annotated[str, About(_("拒收原因"), max_length=200, listed=False)] = ""

    def faults(self) -> Iterator[InvalidValue]:
        """What was sent back says why; what was taken had its documents; two persons are two."""
        if not self.taken and not self.refused_because:
            yield fault_of(self, "refused_because", _("不合格的要写“{label}”"))
        if self.taken and self.refused_because:
            yield fault_of(self, "refused_because", _("验收合格的不填“{label}”"))
        if self.taken and not self.documents:
            yield fault_of(self, "documents", _("票证不齐全的货不能收"))
        if self.second_by and self.second_by == self.accepted_by:
            yield fault_of(self, "second_by", _("两名验收人不能是同一个人"))


class Method(Choice):
    """How something is disinfected."""

    HEAT = "heat", _("热力消毒")
    CHEMICAL = "chemical", _("化学消毒")


@entity(
    table="catering_disinfection",
    label=_("消毒记录"),
    title=("thing", "done_on"),
    dated="done_on",
    key=("operator_id", "done_on", "thing"),
    write=FIELDWORK,
    index=(("operator_id", "done_on"),),
    regimes=("R48",),
)
class DisinfectionLog(Record):
    """What was disinfected on a day, how and by whom."""

    operator_id: Annotated[int, About(_("经营主体")), Ref(Operator)]
    done_on: Annotated[date, About(_("消毒日期"), past=True)]
    thing: Annotated[str, About(_("消毒物品"), max_length=100)]
    method: Annotated[Method, About(_("消毒方法"), filtered=True)]
    done_by: Annotated[str, About(_("消毒人"), max_length=50)]
    agent: Annotated[str, About(_("消毒剂和浓度"), help=_("化学消毒的要写"), max_length=100, listed=False)] = ""
    minutes: Annotated[int | None, About(_("消毒时间"), unit=_("分钟"), at_least=1, at_most=1440, listed=False)] = None

    def faults(self) -> Iterator[InvalidValue]:
        """Chemical disinfection says with what."""
        if self.method is Method.CHEMICAL and not self.agent:
            yield fault_of(self, "agent", _("化学消毒要写“{label}”"))


class FileSection(Choice):
    """The parts of a hygiene-management file."""

    CERTIFICATES = "certificates", _("证照资料")
    STAFF = "staff", _("从业人员")
    TRAINING = "training", _("培训记录")
    PURCHASE = "purchase", _("进货查验")
    DISINFECTION = "disinfection", _("消毒记录")
    SELF_CHECK = "self_check", _("自查记录")


class Dining(Choice):
    """Who is fed: how many of them ask for a safety director differs."""

    KINDERGARTEN = "kindergarten", _("幼儿园食堂")
    NURSING_HOME = "nursing_home", _("养老机构食堂")
    SCHOOL = "school", _("学校食堂")
    UNIT = "unit", _("其他单位食堂")
    DELIVERY = "delivery", _("集体用餐配送")
    GUESTS = "guests", _("对外经营的餐饮")


@entity(
    table="catering_file",
    label=_("卫生管理档案"),
    title=("opened_on", "dining"),
    dated="opened_on",
    key=("operator_id",),
    write=FIELDWORK,
    index=(("operator_id",), ("dining", "diners")),
    regimes=("R51",),
)
class OperatorFile(Record):
    """The hygiene-management file of one operator: which parts it has, and how many people are fed at a sitting."""

    operator_id: Annotated[int, About(_("经营主体")), Ref(Operator)]
    opened_on: Annotated[date, About(_("建档日期"), past=True)]
    sections: Annotated[frozenset[FileSection], About(_("已有的部分"))] = frozenset()
    dining: Annotated[Dining, About(_("供餐类型"), filtered=True)] = Dining.GUESTS
    diners: Annotated[int | None, About(_("平均每餐就餐人数"), unit=_("人"), at_least=0, at_most=100000)] = None
    updated_on: Annotated[date | None, About(_("更新日期"), past=True, after="opened_on")] = None


class ManagerKind(Choice):
    """What a safety manager answers for."""

    OFFICER = "officer", _("食品安全员")
    DIRECTOR = "director", _("食品安全总监")


class ManagerState(Choice):
    """How far an appointment has come."""

    APPOINTED = "appointed", _("已任命")
    EXAMINED = "examined", _("考核合格")
    LEFT = "left", _("已离任")


COURSE = Flow(
    {
        ManagerState.APPOINTED: frozenset({ManagerState.EXAMINED, ManagerState.LEFT}),
        ManagerState.EXAMINED: frozenset({ManagerState.LEFT}),
    }
)


@entity(
    table="catering_manager",
    label=_("食品安全管理人员"),
    title=("kind", "state"),
    dated="appointed_on",
    key=("operator_id", "person_id", "kind", "appointed_on"),
    write=FIELDWORK,
    index=(("operator_id", "appointed_on"), ("state", "appointed_on")),
    regimes=("R55",),
)
class SafetyManager(Record):
    """Whom an operator appointed to see to food safety (食品卫生管理员, today 食品安全员 or 食品安全总监)."""

    operator_id: Annotated[int, About(_("经营主体")), Ref(Operator)]
    person_id: Annotated[int, About(_("人员")), Ref(Person)]
    kind: Annotated[ManagerKind, About(_("职务"), filtered=True)]
    appointed_on: Annotated[date, About(_("任命日期"), past=True)]
    state: Annotated[ManagerState, About(_("任职状态"), filtered=True, flow=COURSE)] = ManagerState.APPOINTED
    examined_on: Annotated[date | None, About(_("考核合格日期"), past=True, after="appointed_on")] = None
    left_on: Annotated[
        date | None, About(_("离任日期"), past=True, filled=(ManagerState.LEFT,), after="appointed_on")
    ] = None

    def faults(self) -> Iterator[InvalidValue]:
        """Who was examined has the day, and is more than appointed."""
        if self.state is ManagerState.EXAMINED and self.examined_on is None:
            yield fault_of(self, "examined_on", _("考核合格要填“{label}”"))
        if self.state is ManagerState.APPOINTED and self.examined_on is not None:
            yield fault_of(self, "examined_on", _("填了“{label}”，状态要改成考核合格"))


ENTITIES = (Acceptance, DisinfectionLog, OperatorFile, SafetyManager)
