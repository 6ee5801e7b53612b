"""What was promised or handed out: letters of the villages, pledges of the businesses, appeals and their delivery."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fscore import About, Flow, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import fault_of, record
from fscore.model.operators import Operator
from fscore.model.roles import FIELDWORK


class PledgeState(Choice):
    """How far a letter or a pledge has come."""

    DRAFTED = "drafted", _("已拟稿")
    ISSUED = "issued", _("已发出")
    SIGNED = "signed", _("已签订")
    EXPIRED = "expired", _("已到期")
    REVOKED = "revoked", _("已撤销")


SIGNING = Flow(
    {
        PledgeState.DRAFTED: frozenset({PledgeState.ISSUED}),
        PledgeState.ISSUED: frozenset({PledgeState.SIGNED}),
        PledgeState.SIGNED: frozenset({PledgeState.EXPIRED, PledgeState.REVOKED}),
    }
)
AFTER_SIGNING = (PledgeState.SIGNED, PledgeState.EXPIRED, PledgeState.REVOKED)


class Proof(Choice):
    """What shows that a paper was signed."""

    SCAN = "scan", _("扫描件")
    ON_SCREEN = "on_screen", _("屏幕签名")


class PledgeKind(Choice):
    """Which text a pledge has."""

    WORKSHOP = "workshop", _("小作坊承诺书")
    SHOP = "shop", _("食品销售承诺书")
    CATERER = "caterer", _("餐饮服务承诺书")
    CANTEEN = "canteen", _("集体食堂承诺书")
    STALL = "stall", _("食品摊点承诺书")
    COOP = "coop", _("专业合作社自律承诺书")


@record
class Signed(Record):
    """A paper for one year that counts once it is signed; what is asked of a day is answered by its dates."""

    year: Annotated[int, About(_("年度"), at_least=1949, at_most=2200, filtered=True)]
    state: Annotated[PledgeState, About(_("状态"), flow=SIGNING, filtered=True)] = PledgeState.DRAFTED
    signed_on: Annotated[date | None, About(_("签订日期"), past=True, filled=AFTER_SIGNING)] = None
    proof: Annotated[
        Proof | None, About(_("签字凭据"), help=_("扫描件作为附件上传"), listed=False, filled=AFTER_SIGNING)
    ] = None
    revoked_on: Annotated[
        date | None, About(_("撤销日期"), past=True, listed=False, filled=(PledgeState.REVOKED,), after="signed_on")
    ] = None


@entity(
    table="pledges_responsibility_letter",
    label=_("食品安全责任状"),
    title=("year", "party_b"),
    dated="signed_on",
    key=("year",),
    regimes=("R07",),
)
class ResponsibilityLetter(Signed):
    """What a village or community answers for in one year; it ends with the year."""

    party_a: Annotated[str, About(_("甲方"), help=_("镇人民政府"), max_length=100, listed=False)]
    party_b: Annotated[str, About(_("乙方"), help=_("村（居）民委员会"), max_length=100, searchable=True)]
    signer_a: Annotated[str, About(_("甲方签字人"), max_length=50, listed=False)] = ""
    signer_b: Annotated[str, About(_("乙方签字人"), max_length=50, searchable=True)] = ""
    duties: Annotated[str, About(_("责任内容"), max_length=4000, multiline=True, listed=False)] = ""


@entity(
    table="pledges_pledge",
    label=_("食品安全承诺书"),
    title=("kind", "signer", "year"),
    dated="signed_on",
    key=("operator_id", "party", "year", "text_version"),
    write=FIELDWORK,
    index=(("operator_id", "year"),),
    regimes=("R33", "R68"),
)
class Pledge(Signed):
    """What one business promises; a body outside the register, such as a co-operative, is named instead."""

    kind: Annotated[PledgeKind, About(_("承诺书种类"), filtered=True)]
    text_version: Annotated[str, About(_("文本版本"), max_length=50, listed=False)]
    operator_id: Annotated[int | None, About(_("经营主体")), Ref(Operator)] = None
    party: Annotated[
        str, About(_("承诺单位"), help=_("不在经营主体名录里的，写单位名称"), max_length=100, searchable=True)
    ] = ""
    signer: Annotated[str, About(_("承诺人"), max_length=50, searchable=True)] = ""
    valid_to: Annotated[date | None, About(_("有效期至"), help=_("没有写明的，按规定每年续签"), after="signed_on")] = (
        None
    )

    def faults(self) -> Iterator[InvalidValue]:
        """Somebody promises: one business of the register, or one body that is not in it."""
        if (self.operator_id is None) is not bool(self.party):
            yield fault_of(self, "party", _("“经营主体”和“{label}”要填一个，只填一个"))


@entity(
    table="pledges_appeal", label=_("食品安全倡议书"), title=("title", "version"), dated="issued_on", regimes=("R45",)
)
class Appeal(Record):
    """A text that the office hands out; nobody signs it."""

    title: Annotated[str, About(_("标题"), max_length=100, searchable=True)]
    version: Annotated[str, About(_("文本版本"), max_length=50)]
    issued_on: Annotated[date, About(_("发出日期"), past=True)]
    text: Annotated[str, About(_("倡议内容"), max_length=4000, multiline=True, listed=False)] = ""


@entity(
    table="pledges_delivery",
    label=_("倡议书送达"),
    title=("delivered_on", "delivered_by"),
    dated="delivered_on",
    key=("appeal_id", "operator_id"),
    write=FIELDWORK,
    index=(("operator_id", "delivered_on"),),
    regimes=("R45",),
)
class Delivery(Record):
    """An appeal as it reached one business."""

    appeal_id: Annotated[int, About(_("倡议书")), Ref(Appeal)]
    operator_id: Annotated[int, About(_("经营主体")), Ref(Operator)]
    delivered_on: Annotated[date, About(_("送达日期"), past=True)]
    delivered_by: Annotated[str, About(_("送达人"), max_length=50)]
    acknowledged: Annotated[bool, About(_("已签回执"))] = False
