"""Papers that go to an operator: supervision opinions, and orders to correct in the form of today."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fscore import About, Flow, Personal, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import fault_of, record
from fscore.model.operators import Operator
from fscore.model.rectification import Rectification
from fscore_inspection.inspectors import CARD, INSPECTOR, INSPECTORS, inspector_faults
from fscore_inspection.model import Inspection

RECIPIENT = Personal("name", _("证明文书已经送达"), _("个人信息保护法第十三条"))


class PaperState(Choice):
    """How far a paper has come."""

    DRAFT = "draft", _("草稿")
    ISSUED = "issued", _("已发出")
    SERVED = "served", _("已送达")
    WITHDRAWN = "withdrawn", _("已撤回")


COURSE = Flow(
    {
        PaperState.DRAFT: frozenset({PaperState.ISSUED, PaperState.WITHDRAWN}),
        PaperState.ISSUED: frozenset({PaperState.SERVED, PaperState.WITHDRAWN}),
        PaperState.SERVED: frozenset({PaperState.WITHDRAWN}),
    }
)
SENT = (PaperState.ISSUED, PaperState.SERVED)


@record
class Paper(Record):
    """What opinions and orders share: number, operator, facts, deadline, two inspectors, and how it was served."""

    number: Annotated[str, About(_("文书编号"), max_length=50, searchable=True)]
    operator_id: Annotated[int, About(_("经营主体")), Ref(Operator)]
    issued_on: Annotated[date, About(_("发出日期"), past=True)]
    facts: Annotated[str, About(_("查明的事实"), max_length=2000, multiline=True, listed=False)]
    due_on: Annotated[date, About(_("整改期限"), help=_("要求立即改正的，填发出日期"), after="issued_on")]
    inspector: Annotated[str, About(_("检查人员"), max_length=50, personal=INSPECTOR, listed=False)]
    card: Annotated[str, About(_("执法证号"), max_length=30, personal=CARD, listed=False)]
    second_inspector: Annotated[str, About(_("第二名检查人员"), max_length=50, personal=INSPECTOR, listed=False)]
    second_card: Annotated[str, About(_("第二名检查人员执法证号"), max_length=30, personal=CARD, listed=False)]
    state: Annotated[PaperState, About(_("文书状态"), filtered=True, flow=COURSE)] = PaperState.DRAFT
    inspection_id: Annotated[int | None, About(_("所依据的检查"), listed=False), Ref(Inspection)] = None
    rectification_id: Annotated[int | None, About(_("整改记录"), listed=False), Ref(Rectification)] = None
    served_on: Annotated[date | None, About(_("送达日期"), past=True, listed=False, after="issued_on")] = None
    recipient: Annotated[str, About(_("签收人"), max_length=50, personal=RECIPIENT, listed=False)] = ""
    refused: Annotated[str, About(_("拒收情况"), max_length=200, listed=False)] = ""

    def faults(self) -> Iterator[InvalidValue]:
        """Two inspectors sign; what was served was signed for, or the refusal is noted."""
        yield from inspector_faults(self)
        if self.state is PaperState.SERVED:
            if self.served_on is None:
                yield fault_of(self, "served_on", _("送达了就要填“{label}”"))
            if not self.recipient and not self.refused:
                yield fault_of(self, "recipient", _("送达要有“{label}”，拒收的写明情况"))


@entity(
    table="inspection_opinion",
    label=_("监督意见书"),
    title=("number",),
    dated="issued_on",
    key=("number",),
    write=INSPECTORS,
    index=(("operator_id", "issued_on"),),
    regimes=("R49",),
)
class SupervisionOpinion(Paper):
    """A supervision opinion (监督意见书): what the operator is told to put right by a day."""

    opinions: Annotated[str, About(_("监督意见"), help=_("一条一行"), max_length=2000, multiline=True, listed=False)]


@entity(
    table="inspection_order",
    label=_("责令改正通知书"),
    title=("number",),
    dated="issued_on",
    key=("number",),
    write=INSPECTORS,
    index=(("operator_id", "issued_on"),),
    regimes=("R44", "R49"),
)
class CorrectionOrder(Paper):
    """An order to correct (责令改正通知书): the law that was broken, and what is to be done by when."""

    basis: Annotated[str, About(_("违反的规定和依据"), max_length=1000, multiline=True, listed=False)]
    corrections: Annotated[str, About(_("改正内容和要求"), max_length=2000, multiline=True, listed=False)]
