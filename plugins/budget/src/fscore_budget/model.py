"""What is on record about money: who gives how much for which year, and what it was spent on."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

from fscore import About, Flow, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.roles import NOBODY


class BudgetKind(Choice):
    """Where the money comes from."""

    TOWNSHIP = "township", _("镇级工作经费")
    VILLAGE_MATCH = "village_match", _("村级配套经费")
    UPPER = "upper", _("上级补助经费")


class BudgetState(Choice):
    """How far the money has come."""

    BUDGETED = "budgeted", _("已预算")
    ALLOCATED = "allocated", _("已拨付")
    SPENT = "spent", _("已结清")


ALLOCATED = (BudgetState.ALLOCATED, BudgetState.SPENT)
COURSE = Flow.straight(BudgetState)


@entity(
    table="budget_budget",
    label=_("经费"),
    title=("year", "kind"),
    dated="allocated_on",
    key=("year", "kind", "payer"),
    index=(("division_id", "kind", "year"), ("state", "year")),
    regimes=("R10",),
)
class Budget(Record):
    """The money that one payer gives for one year; nothing is spent before it is there, and no more than there is."""

    year: Annotated[int, About(_("年度"), at_least=1949, at_most=2200, filtered=True)]
    kind: Annotated[BudgetKind, About(_("经费类别"), filtered=True)]
    payer: Annotated[str, About(_("安排单位"), max_length=100, searchable=True)]
    amount: Annotated[Decimal, About(_("安排金额"), unit=_("元"), at_least=0)]
    document: Annotated[str, About(_("依据文件"), help=_("文件作为附件上传"), max_length=200, listed=False)] = ""
    state: Annotated[BudgetState, About(_("状态"), flow=COURSE, filtered=True)] = BudgetState.BUDGETED
    allocated_on: Annotated[date | None, About(_("拨付日期"), past=True, filled=ALLOCATED)] = None
    spent: Annotated[Decimal, About(_("已支出"), unit=_("元"), at_least=0, write=NOBODY)] = Decimal(0)
    first_spent_on: Annotated[
        date | None, About(_("首笔支出日期"), write=NOBODY, listed=False, after="allocated_on")
    ] = None

    def gather(self, expenses: Sequence["Expense"]) -> None:
        """Draw from the expenses how much is spent, and since when."""
        self.spent = sum((one.amount for one in expenses), Decimal(0))
        self.first_spent_on = min((one.spent_on for one in expenses), default=None)

    def faults(self) -> Iterator[InvalidValue]:
        """Money is spent after it came, and no more of it than there is."""
        if self.spent > self.amount:
            yield fault_of(self, "spent", _("“{label}”不能多于安排的 {amount} 元"), amount=self.amount)
        if self.spent and self.state not in ALLOCATED:
            yield fault_of(self, "spent", _("经费还没有拨付，不能列支"))


class Purpose(Choice):
    """What money is spent on."""

    PUBLICITY = "publicity", _("宣传教育")
    TRAINING = "training", _("学习培训")
    TEST_KIT = "test_kit", _("检测试剂和设备")
    SUBSIDY = "subsidy", _("联络员补助")
    CAMPAIGN = "campaign", _("专项整治")
    OTHER = "other", _("其他")


@entity(
    table="budget_expense",
    label=_("经费支出"),
    title=("purpose", "spent_on"),
    dated="spent_on",
    key=("budget_id", "voucher"),
    regimes=("R10",),
)
class Expense(Record):
    """One payment out of one year's money."""

    budget_id: Annotated[int, About(_("经费来源")), Ref(Budget, part=True)]
    spent_on: Annotated[date, About(_("支出日期"), past=True)]
    amount: Annotated[Decimal, About(_("支出金额"), unit=_("元"), at_least=Decimal("0.01"))]
    purpose: Annotated[Purpose, About(_("用途"), filtered=True)]
    voucher: Annotated[str, About(_("凭证号"), max_length=50, searchable=True)]
    payee: Annotated[str, About(_("收款单位"), max_length=100, listed=False)] = ""


ENTITIES = (Budget, Expense)
