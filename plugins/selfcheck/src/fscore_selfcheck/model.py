"""What a business writes down of its own checks: day by day, week by week, month by month; and its list of risks."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fscore import About, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.labels import _, joined
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.operators import Operator
from fscore.model.roles import FIELDWORK


class Cycle(Choice):
    """How often something is checked."""

    DAILY = "daily", _("日管控")
    WEEKLY = "weekly", _("周排查")
    MONTHLY = "monthly", _("月调度")


class Checker(Choice):
    """Who answers for a check."""

    OFFICER = "officer", _("食品安全员")
    DIRECTOR = "director", _("食品安全总监")
    PRINCIPAL = "principal", _("主要负责人")


ANSWERS = {
    Cycle.DAILY: (Checker.OFFICER, Checker.DIRECTOR),
    Cycle.WEEKLY: (Checker.DIRECTOR, Checker.OFFICER),
    Cycle.MONTHLY: (Checker.PRINCIPAL,),
}


class Outcome(Choice):
    """What a check found; that there was nothing is a record too."""

    NOTHING = "nothing", _("未发现问题（零风险）")
    PROBLEMS = "problems", _("发现问题")
    CLOSED = "closed", _("当日未经营")


class MealPlace(Choice):
    """What kind of kitchen cooks for many; the number of diners that asks for a director differs."""

    KINDERGARTEN = "kindergarten", _("幼儿园食堂")
    NURSING_HOME = "nursing-home", _("养老机构食堂")
    SCHOOL = "school", _("学校食堂")
    CANTEEN = "canteen", _("其他单位食堂")
    DELIVERY = "delivery", _("集体用餐配送单位")


@entity(
    table="selfcheck_check",
    label=_("自查记录"),
    title=("cycle", "checked_on"),
    dated="checked_on",
    key=("operator_id", "cycle", "checked_on"),
    write=FIELDWORK,
    index=(("operator_id", "cycle", "checked_on"), ("cycle", "checked_on")),
)
class SelfCheck(Record):
    """One check: a day's control, a week's, or the meeting of a month."""

    operator_id: Annotated[int, About(_("经营主体")), Ref(Operator)]
    cycle: Annotated[Cycle, About(_("自查类型"), filtered=True)]
    checked_on: Annotated[date, About(_("自查日期"), past=True)]
    outcome: Annotated[Outcome, About(_("自查结果"), filtered=True)]
    answers: Annotated[Checker, About(_("负责人身份"))]
    checker: Annotated[str, About(_("自查人"), max_length=50)]
    problems: Annotated[str, About(_("发现的问题"), max_length=1000, multiline=True, listed=False)] = ""
    measures: Annotated[str, About(_("处置措施"), max_length=1000, multiline=True, listed=False)] = ""
    solved_on: Annotated[date | None, About(_("整改完成日期"), past=True, after="checked_on")] = None
    meal_place: Annotated[MealPlace | None, About(_("供餐类型"), listed=False)] = None
    diners: Annotated[
        int | None, About(_("平均每餐用餐人数"), help=_("集体供餐的在周排查里填"), unit=_("人"), at_least=0)
    ] = None

    def faults(self) -> Iterator[InvalidValue]:
        """Problems are written with what is done about them, and only then; each cycle has those who answer for it."""
        allowed = ANSWERS[self.cycle]
        if self.answers not in allowed:
            names = joined(one.label for one in allowed)
            template = _("{cycle}由{names}负责，请改“{label}”")
            yield fault_of(self, "answers", template, cycle=self.cycle.label, names=names)
        told = self.outcome is Outcome.PROBLEMS
        template = _("发现问题的，要写“{label}”") if told else _("没有发现问题的，不填“{label}”")
        for name in ("problems", "measures"):
            if bool(getattr(self, name)) is not told:
                yield fault_of(self, name, template)
        if self.solved_on is not None and not told:
            yield fault_of(self, "solved_on", template)
        if self.outcome is Outcome.CLOSED and self.cycle is not Cycle.DAILY:
            yield fault_of(self, "outcome", _("只有日管控可以填当日未经营，请改“{label}”"))
        if (self.meal_place is None) is not (self.diners is None):
            yield fault_of(self, "diners", _("“供餐类型”和“{label}”要一起填"))


@entity(
    table="selfcheck_risk_item",
    label=_("风险管控清单"),
    title=("risk",),
    dated="since",
    key=("operator_id", "cycle", "risk"),
    write=FIELDWORK,
    index=(("operator_id", "cycle"),),
)
class RiskControlItem(Record):
    """One risk on the list of a business, what holds it down, who sees to it, and how often."""

    operator_id: Annotated[int, About(_("经营主体")), Ref(Operator)]
    risk: Annotated[str, About(_("风险点"), max_length=100, searchable=True)]
    measure: Annotated[str, About(_("管控措施"), max_length=500)]
    cycle: Annotated[Cycle, About(_("管控频次"), filtered=True)]
    responsible: Annotated[str, About(_("责任人"), max_length=50)]
    since: Annotated[date, About(_("列入日期"), past=True)]
    until: Annotated[date | None, About(_("移出日期"), past=True, after="since")] = None


ENTITIES = (SelfCheck, RiskControlItem)
