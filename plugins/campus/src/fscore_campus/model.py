"""What is on record about schools and homes: the place, its canteens, accompanied meals, checks before term."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fscore import About, Flow, Personal, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.operators import Operator
from fscore.model.people import PUBLIC_DUTY, phone_fault
from fscore.model.roles import FIELDWORK

PRINCIPAL = Personal("name", _("明确食堂食品安全第一责任人"), _("食品安全法第五十七条"), masked=False)


class CampusKind(Choice):
    """What a campus is."""

    KINDERGARTEN = "kindergarten", _("幼儿园")
    PRIMARY = "primary", _("小学")
    MIDDLE = "middle", _("初中")
    HIGH = "high", _("高中")
    NURSING_HOME = "nursing_home", _("敬老院")
    OTHER = "other", _("其他集体单位")


SCHOOLS = (CampusKind.KINDERGARTEN, CampusKind.PRIMARY, CampusKind.MIDDLE, CampusKind.HIGH)


class CanteenMode(Choice):
    """How people on a campus get their meals."""

    SELF = "self", _("自办食堂")
    CONTRACTED = "contracted", _("承包经营")
    DELIVERED = "delivered", _("外送配餐")
    NONE = "none", _("不供餐")


@entity(
    table="campus_campus",
    label=_("学校和养老机构"),
    title=("name", "kind"),
    dated="opened_on",
    key=("name",),
    index=(("kind", "opened_on"),),
    regimes=("R56", "R57"),
)
class Campus(Record):
    """A school, kindergarten, home or other body in which many people eat together."""

    name: Annotated[str, About(_("单位名称"), max_length=100, searchable=True)]
    kind: Annotated[CampusKind, About(_("单位类型"), filtered=True)]
    principal: Annotated[str, About(_("负责人"), help=_("食品安全第一责任人"), max_length=50, personal=PRINCIPAL)]
    phone: Annotated[str | None, About(_("负责人电话"), check=phone_fault, personal=PUBLIC_DUTY, listed=False)] = None
    operator_id: Annotated[int | None, About(_("经营主体")), Ref(Operator)] = None
    mode: Annotated[CanteenMode, About(_("供餐方式"), filtered=True)] = CanteenMode.SELF
    students: Annotated[int | None, About(_("在校（院）人数"), unit=_("人"), at_least=0)] = None
    diners: Annotated[int | None, About(_("用餐人数"), unit=_("人"), at_least=0)] = None
    opened_on: Annotated[date | None, About(_("开办日期"), past=True, listed=False)] = None
    closed_on: Annotated[date | None, About(_("停办日期"), listed=False, after="opened_on")] = None

    def faults(self) -> Iterator[InvalidValue]:
        """Where nobody is fed there are no diners."""
        if self.mode is CanteenMode.NONE and self.diners:
            yield fault_of(self, "diners", _("不供餐的不填“{label}”"))


@entity(
    table="campus_canteen",
    label=_("集体食堂"),
    title=("name",),
    dated="opened_on",
    key=("host_id", "name"),
    index=(("host_id",),),
    regimes=("R56", "R57"),
)
class Canteen(Record):
    """A canteen of a campus; one that is contracted out names who runs it."""

    host_id: Annotated[int, About(_("所属单位")), Ref(Campus)]
    name: Annotated[str, About(_("食堂名称"), max_length=100, searchable=True)]
    contracted: Annotated[bool, About(_("承包经营"))] = False
    contractor: Annotated[str, About(_("承包单位"), max_length=100, listed=False)] = ""
    diners: Annotated[int | None, About(_("每餐就餐人数"), unit=_("人"), at_least=0)] = None
    opened_on: Annotated[date | None, About(_("启用日期"), past=True)] = None
    closed_on: Annotated[date | None, About(_("停用日期"), listed=False, after="opened_on")] = None

    def faults(self) -> Iterator[InvalidValue]:
        """Whoever runs a contracted canteen is named, and nobody else."""
        if self.contracted is not bool(self.contractor):
            template = _("承包经营的要写“{label}”") if self.contracted else _("不是承包经营，不填“{label}”")
            yield fault_of(self, "contractor", template)


class Meal(Choice):
    """The meal of the day."""

    BREAKFAST = "breakfast", _("早餐")
    LUNCH = "lunch", _("午餐")
    DINNER = "dinner", _("晚餐")


@entity(
    table="campus_accompany",
    label=_("陪餐记录"),
    title=("accompanied_on", "meal"),
    dated="accompanied_on",
    key=("canteen_id", "accompanied_on", "meal"),
    write=FIELDWORK,
    index=(("canteen_id", "accompanied_on"),),
    regimes=("R56",),
)
class MealAccompany(Record):
    """A meal that somebody who answers for it ate together with those who are fed."""

    canteen_id: Annotated[int, About(_("食堂")), Ref(Canteen)]
    accompanied_on: Annotated[date, About(_("陪餐日期"), past=True)]
    meal: Annotated[Meal, About(_("餐别"))]
    companion: Annotated[str, About(_("陪餐人"), help=_("写职务，例如校长、值周教师"), max_length=50)]
    dishes: Annotated[str, About(_("菜品"), max_length=200, listed=False)] = ""
    problems: Annotated[str, About(_("陪餐发现的问题"), max_length=500, multiline=True, listed=False)] = ""
    handled: Annotated[str, About(_("处理情况"), max_length=500, listed=False)] = ""

    def faults(self) -> Iterator[InvalidValue]:
        """Without a problem there is nothing to handle."""
        if self.handled and not self.problems:
            yield fault_of(self, "problems", _("写了处理情况，就要写“{label}”"))


class TermItem(Choice):
    """What is looked at before the canteen opens for a term."""

    LICENCE = "licence", _("许可证有效")
    PRINCIPAL = "principal", _("第一责任人和食品安全员明确")
    HEALTH = "health", _("从业人员健康证有效")
    TRAINED = "trained", _("从业人员培训过")
    STOCK = "stock", _("库存食品清查过")
    SUPPLIERS = "suppliers", _("大宗食材供货单位审核过")
    FACILITIES = "facilities", _("设施设备检修清洗过")
    WATER = "water", _("供水设施清洗消毒过")
    SAMPLES = "samples", _("留样设备和制度就位")
    ACCOMPANY = "accompany", _("陪餐安排就位")


class TermState(Choice):
    """What came of the check."""

    PASSED = "passed", _("可以开餐")
    TO_CORRECT = "to_correct", _("整改后开餐")
    CORRECTED = "corrected", _("已整改")


FLAWED = (TermState.TO_CORRECT, TermState.CORRECTED)
COURSE = Flow({TermState.TO_CORRECT: frozenset({TermState.CORRECTED})})


@entity(
    table="campus_term_check",
    label=_("开学前检查"),
    title=("checked_on", "state"),
    dated="checked_on",
    key=("campus_id", "checked_on"),
    index=(("campus_id", "checked_on"), ("state", "checked_on")),
    regimes=("R56",),
)
class TermCheck(Record):
    """The look at a canteen before a term begins."""

    campus_id: Annotated[int, About(_("学校")), Ref(Campus)]
    checked_on: Annotated[date, About(_("检查日期"), past=True)]
    checked_by: Annotated[str, About(_("检查人员"), max_length=100)]
    state: Annotated[TermState, About(_("检查结论"), filtered=True, flow=COURSE)] = TermState.PASSED
    passed: Annotated[frozenset[TermItem], About(_("合格项目"), listed=False)] = frozenset()
    problems: Annotated[
        str, About(_("检查发现的问题"), max_length=1000, multiline=True, listed=False, filled=FLAWED)
    ] = ""
    due_on: Annotated[date | None, About(_("整改期限"), listed=False, filled=FLAWED, after="checked_on")] = None
    corrected_on: Annotated[
        date | None,
        About(_("整改完成日期"), past=True, listed=False, filled=(TermState.CORRECTED,), after="checked_on"),
    ] = None

    def faults(self) -> Iterator[InvalidValue]:
        """A canteen may open when all items are in order."""
        if self.state is TermState.PASSED and self.passed != frozenset(TermItem):
            yield fault_of(self, "passed", _("可以开餐的，“{label}”要样样都有"))


ENTITIES = (Campus, Canteen, MealAccompany, TermCheck)
