"""Demonstration shops: how they were evaluated, by whom, on what evidence, and what became of the award."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fscore import About, Flow, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.operators import Operator
from fscore.model.roles import FIELDWORK, OFFICE


class Occasion(Choice):
    """Why a shop is evaluated; a review leaves the award as it is, whatever it finds."""

    APPLICATION = "application", _("申报评定")
    REVIEW = "review", _("年度复核")


class EvaluationState(Choice):
    """How far an evaluation has come."""

    APPLIED = "applied", _("已申报")
    EVALUATED = "evaluated", _("已评定")
    AWARDED = "awarded", _("已授牌")
    REVOKED = "revoked", _("已撤牌")


COURSE = Flow(
    {
        EvaluationState.APPLIED: frozenset({EvaluationState.EVALUATED}),
        EvaluationState.EVALUATED: frozenset({EvaluationState.AWARDED}),
        EvaluationState.AWARDED: frozenset({EvaluationState.REVOKED}),
    },
    # Who files an application does not evaluate it.
    only={EvaluationState.EVALUATED: OFFICE, EvaluationState.AWARDED: OFFICE, EvaluationState.REVOKED: OFFICE},
)
EVALUATED = (EvaluationState.EVALUATED, EvaluationState.AWARDED, EvaluationState.REVOKED)
AWARDED = (EvaluationState.AWARDED, EvaluationState.REVOKED)
ITEMS = ("licence", "ledger", "invoices", "notice_board")


@entity(
    table="four_complete_evaluation",
    label=_("示范店评定"),
    title=("occasion", "applied_on"),
    dated="evaluated_on",
    key=("operator_id", "occasion", "applied_on"),
    write=FIELDWORK,
    index=(("operator_id", "evaluated_on"),),
    regimes=("R42",),
)
class DemoShopEvaluation(Record):
    """What was found in a shop on one day; whether its licence still holds is asked of the register, not of this."""

    operator_id: Annotated[int, About(_("经营主体")), Ref(Operator)]
    applied_on: Annotated[date, About(_("申报日期"), past=True)]
    occasion: Annotated[Occasion, About(_("事由"), filtered=True)] = Occasion.APPLICATION
    state: Annotated[EvaluationState, About(_("状态"), flow=COURSE, filtered=True)] = EvaluationState.APPLIED
    evaluated_on: Annotated[date | None, About(_("评定日期"), past=True, filled=EVALUATED, after="applied_on")] = None
    licence: Annotated[bool, About(_("证照齐全"))] = False
    ledger: Annotated[bool, About(_("台账齐全"))] = False
    invoices: Annotated[bool, About(_("票证齐全"))] = False
    notice_board: Annotated[bool, About(_("食品信息公示栏齐全"))] = False
    evidence: Annotated[
        str,
        About(_("照片和凭据"), help=_("四项各一张照片，作为附件上传，这里写照片编号"), max_length=500, listed=False),
    ] = ""
    evaluator: Annotated[str, About(_("评定人"), max_length=50, filled=EVALUATED)] = ""
    awarded_on: Annotated[date | None, About(_("授牌日期"), past=True, filled=AWARDED, after="evaluated_on")] = None
    revoked_on: Annotated[
        date | None,
        About(_("撤牌日期"), past=True, listed=False, filled=(EvaluationState.REVOKED,), after="awarded_on"),
    ] = None

    @property
    def complete(self) -> bool:
        """Whether the evaluator found all four."""
        return all(getattr(self, item) for item in ITEMS)

    def faults(self) -> Iterator[InvalidValue]:
        """What was found rests on evidence; only a complete shop is given the award, and a review gives none."""
        if any(getattr(self, item) for item in ITEMS) and not self.evidence:
            yield fault_of(self, "evidence", _("评定为齐全的，要写“{label}”"))
        if self.state in AWARDED and not self.complete:
            yield fault_of(self, "state", _("四项没有都齐全，不能授牌"))
        if self.state in AWARDED and self.occasion is Occasion.REVIEW:
            yield fault_of(self, "occasion", _("复核不另行授牌；要撤牌，请改原来的申报评定"))
