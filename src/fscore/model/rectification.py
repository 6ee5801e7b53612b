"""Rectification (整改): found, ordered by a day, reported done, looked at again, closed."""

from datetime import date
from typing import Annotated

from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import About, Ref, entity, fault_of
from fscore.model.flow import Flow
from fscore.model.operators import Operator
from fscore.model.record import Record
from fscore.model.roles import NOBODY


class RectificationState(Choice):
    """How far a rectification has come."""

    FOUND = "found", _("已发现")
    ORDERED = "ordered", _("已责令整改")
    REPORTED = "reported_done", _("已报整改")
    RECHECKED = "rechecked_ok", _("复查合格")
    CLOSED = "closed", _("已办结")
    ESCALATED = "escalated", _("已移交")


STEPS = Flow(
    {
        RectificationState.FOUND: frozenset({RectificationState.ORDERED, RectificationState.ESCALATED}),
        RectificationState.ORDERED: frozenset({RectificationState.REPORTED, RectificationState.ESCALATED}),
        # Back to "ordered" is a re-inspection that failed.
        RectificationState.REPORTED: frozenset(
            {RectificationState.RECHECKED, RectificationState.ORDERED, RectificationState.ESCALATED}
        ),
        RectificationState.RECHECKED: frozenset({RectificationState.CLOSED}),
        RectificationState.ESCALATED: frozenset({RectificationState.CLOSED}),
    }
)


@entity(
    table="rectification",
    label=_("整改"),
    title=("problem",),
    dated="found_on",
    index=(("operator_id", "state"), ("state", "due_on")),
    regimes=("R35", "R39", "R44", "R49"),
)
class Rectification(Record):
    """A problem that has to be put right by a day; closing it needs a re-inspection."""

    problem: Annotated[str, About(_("问题"), max_length=500, multiline=True, searchable=True)]
    found_on: Annotated[date, About(_("发现日期"), past=True)]
    operator_id: Annotated[int | None, About(_("经营主体")), Ref(Operator)] = None
    source: Annotated[
        str, About(_("来源记录"), help=_("哪种记录发现的"), max_length=60, listed=False, write=NOBODY)
    ] = ""
    source_id: Annotated[int | None, About(_("来源编号"), listed=False, write=NOBODY)] = None
    state: Annotated[RectificationState, About(_("状态"), filtered=True, flow=STEPS)] = RectificationState.FOUND
    due_on: Annotated[date | None, About(_("整改期限"), after="found_on")] = None
    rechecked_on: Annotated[date | None, About(_("复查日期"), past=True)] = None
    rechecks_failed: Annotated[int, About(_("复查不合格次数"), at_least=0, write=NOBODY)] = 0
    closed_on: Annotated[date | None, About(_("办结日期"), past=True)] = None

    def faults(self) -> tuple[InvalidValue, ...]:
        """What was ordered is due on a day; closing needs a re-inspection, or a transfer."""
        found = []
        if self.state is not RectificationState.FOUND and self.due_on is None:
            found.append(fault_of(self, "due_on", _("责令整改要写“{label}”")))
        if self.state is RectificationState.RECHECKED and self.rechecked_on is None:
            found.append(fault_of(self, "rechecked_on", _("复查合格要写“{label}”")))
        if self.state is RectificationState.CLOSED and self.closed_on is None:
            found.append(fault_of(self, "closed_on", _("办结要写“{label}”")))
        return tuple(found)
