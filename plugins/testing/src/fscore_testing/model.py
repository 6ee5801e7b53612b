"""What is on record about tests of farm produce: lots on offer, tests, re-tests, disposal and publication."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from fscore import About, Flow, Personal, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.produce import Produce
from fscore.model.roles import FIELDWORK, NOBODY

OWNER = Personal("name", _("追溯农产品来源"), _("农产品质量安全法、个人信息保护法第十三条"), masked=False)
_READING = re.compile(r"(?P<below><)?(?P<number>-?\d{1,7}(\.\d{1,3})?)", re.ASCII)
# Below this a meter has failed, and above 100 % nothing is left to inhibit: limits of the field, not of the law.
_INHIBITION = (Decimal(-20), Decimal(100))


def reading_fault(text: str) -> str | None:
    """Return what is wrong with a value as it was read off: a number, or ``<`` and the detection limit."""
    return None if _READING.fullmatch(text) else _("写数，如 12.5；低于检出限的写 <5.0")


@entity(
    table="testing_offering",
    label=_("农产品上市登记"),
    title=("market", "offered_on", "produce"),
    dated="offered_on",
    key=("market", "offered_on", "produce"),
    write=FIELDWORK,
    regimes=("R30",),
)
class Offering(Record):
    """How many lots of a kind were on offer in one place on one day: what the share of tested lots is a share of."""

    market: Annotated[str, About(_("市场（销售点）"), max_length=100, searchable=True)]
    offered_on: Annotated[date, About(_("上市日期"), past=True)]
    produce: Annotated[Produce, About(_("农产品类别"), filtered=True)]
    lots: Annotated[
        int, About(_("上市批次"), help=_("同一货主同一天运来的同一品种算一批"), unit=_("批"), at_least=1, at_most=10000)
    ]
    tested: Annotated[int, About(_("已检批次"), unit=_("批"), write=NOBODY)] = 0

    def gather(self, tests: Sequence["Test"]) -> None:
        """Count the lots with a valid test, each lot once, however often it was tested."""
        self.tested = len({test.lot for test in tests if test.result in VALID})

    def faults(self) -> Iterator[InvalidValue]:
        """No more lots are tested than are on offer."""
        if self.tested > self.lots:
            yield fault_of(self, "lots", _("“{label}”只有 {value}，检测的却有 {tested} 批"), tested=self.tested)


class Mode(Choice):
    """Where the sample comes from."""

    ON_FARM = "on_farm", _("产地抽检")
    SUBMITTED = "submitted", _("农户送检")
    MARKET = "market", _("市场检测")


class Item(Choice):
    """What is looked for."""

    PESTICIDE = "pesticide", _("农药残留（抑制率，%）")
    CLENBUTEROL = "clenbuterol", _("瘦肉精（克伦特罗）")
    RACTOPAMINE = "ractopamine", _("瘦肉精（莱克多巴胺）")
    SALBUTAMOL = "salbutamol", _("瘦肉精（沙丁胺醇）")
    MALACHITE_GREEN = "malachite_green", _("孔雀石绿")
    FORMALDEHYDE = "formaldehyde", _("甲醛")


class Method(Choice):
    """How it is looked for."""

    RAPID = "rapid", _("快速检测")
    LABORATORY = "laboratory", _("实验室检测")


class Result(Choice):
    """What a test says; one that failed says nothing of the sample."""

    NEGATIVE = "negative", _("合格（阴性）")
    POSITIVE = "positive", _("不合格（阳性）")
    INVALID = "invalid", _("检测无效")


VALID = (Result.NEGATIVE, Result.POSITIVE)


class TestState(Choice):
    """How far a test has come; a positive goes on until its lot is dealt with and the public knows."""

    TAKEN = "taken", _("已取样")
    RESULTED = "resulted", _("已出结果")
    SEALED = "sealed", _("已封存")
    CLOSED = "closed", _("已办结")


COURSE = Flow(
    {
        TestState.TAKEN: frozenset({TestState.RESULTED}),
        TestState.RESULTED: frozenset({TestState.SEALED, TestState.CLOSED}),
        # A lot that the re-tests cleared is unsealed and closed without disposal.
        TestState.SEALED: frozenset({TestState.CLOSED}),
    }
)
WITH_RESULT = (TestState.RESULTED, TestState.SEALED, TestState.CLOSED)


@entity(
    table="testing_test",
    label=_("农产品检测"),
    title=("sample", "item", "tested_on"),
    dated="tested_on",
    key=("sample_no",),
    index=(("offering_id", "lot"), ("result", "tested_on")),
    regimes=("R26", "R27", "R29", "R30"),
)
class Test(Record):
    """One sample and what was found in it; what follows a positive is drawn from re-tests, disposal and publication."""

    sample_no: Annotated[str, About(_("样品编号"), max_length=40, searchable=True)]
    mode: Annotated[Mode, About(_("检测方式"), filtered=True)]
    produce: Annotated[Produce, About(_("农产品类别"), filtered=True)]
    sample: Annotated[str, About(_("样品名称"), max_length=50, searchable=True)]
    item: Annotated[Item, About(_("检测项目"), filtered=True)]
    sampled_on: Annotated[date, About(_("取样日期"), past=True)]
    owner: Annotated[str, About(_("货主（农户、摊主）"), max_length=50, searchable=True, personal=OWNER)] = ""
    offering_id: Annotated[
        int | None,
        About(_("上市登记"), help=_("市场检测必填；产地检过、当天上市的也可以填"), listed=False),
        Ref(Offering, part=True),
    ] = None
    lot: Annotated[str, About(_("批次"), help=_("填了上市登记的，写是其中哪一批"), max_length=40, listed=False)] = ""
    method: Annotated[Method, About(_("检测方法"), listed=False)] = Method.RAPID
    state: Annotated[TestState, About(_("状态"), filtered=True, flow=COURSE)] = TestState.TAKEN
    tested_on: Annotated[date | None, About(_("检测日期"), past=True, filled=WITH_RESULT, after="sampled_on")] = None
    reading: Annotated[
        str, About(_("检测值"), help=_("写数，如 12.5；低于检出限的写 <5.0"), max_length=12, check=reading_fault)
    ] = ""
    result: Annotated[Result | None, About(_("检测结果"), filtered=True, filled=WITH_RESULT)] = None
    tester: Annotated[str, About(_("检测人"), max_length=50, listed=False, filled=WITH_RESULT)] = ""
    informed_at: Annotated[datetime | None, About(_("告知货主时间"), listed=False)] = None
    measured: Annotated[Decimal | None, About(_("检测数值"), places=3, write=NOBODY, listed=False)] = None
    reruns: Annotated[int, About(_("复测次数"), write=NOBODY, listed=False)] = 0
    reruns_failed: Annotated[int, About(_("复测不合格次数"), write=NOBODY, listed=False)] = 0
    overruled: Annotated[bool, About(_("法定复检合格"), write=NOBODY, listed=False)] = False
    disposed_on: Annotated[date | None, About(_("处置日期"), write=NOBODY, listed=False)] = None
    destroyed_on: Annotated[date | None, About(_("销毁日期"), write=NOBODY, listed=False)] = None
    published_on: Annotated[date | None, About(_("公示日期"), write=NOBODY, listed=False, after="disposed_on")] = None

    def __attrs_post_init__(self) -> None:
        """Read the number off the value, so that tests written in bulk have it too."""
        self._measure()

    def _measure(self) -> None:
        found = _READING.fullmatch(self.reading)
        self.measured = Decimal(found["number"]) if found and not found["below"] else None

    def gather(self, parts: Sequence[Record]) -> None:
        """Draw from re-tests, disposals and publications what became of the lot."""
        self._measure()
        reruns = [one for one in parts if isinstance(one, Retest) and one.result in VALID]
        rapid = [one for one in reruns if one.kind is RetestKind.RERUN]
        disposals = [one for one in parts if isinstance(one, Disposal)]
        self.reruns = len(rapid)
        self.reruns_failed = sum(one.result is Result.POSITIVE for one in rapid)
        self.overruled = any(one.kind is RetestKind.RECHECK and one.result is Result.NEGATIVE for one in reruns)
        self.disposed_on = min((one.disposed_on for one in disposals), default=None)
        destroyed = (one.disposed_on for one in disposals if one.method is DisposalMethod.DESTROY)
        self.destroyed_on = min(destroyed, default=None)
        self.published_on = min((one.published_on for one in parts if isinstance(one, Publication)), default=None)

    def faults(self) -> Iterator[InvalidValue]:
        """A market test has its lot on offer, and a positive its order of steps."""
        yield from self._origin_faults()
        yield from self._reading_faults()
        yield from self._step_faults()

    def _origin_faults(self) -> Iterator[InvalidValue]:
        if self.mode is Mode.MARKET and self.offering_id is None:
            yield fault_of(self, "offering_id", _("市场检测要填“{label}”，不然算不出抽检率"))
        if self.offering_id is not None and not self.lot:
            yield fault_of(self, "lot", _("填了上市登记，就要填“{label}”"))

    def _reading_faults(self) -> Iterator[InvalidValue]:
        low, high = _INHIBITION
        if self.item is Item.PESTICIDE and self.measured is not None and not low <= self.measured <= high:
            yield fault_of(self, "reading", _("“{label}”是抑制率，在 {low} 到 {high} 之间"), low=low, high=high)
        if self.item is Item.PESTICIDE and self.result in VALID and not self.reading:
            yield fault_of(self, "reading", _("农药残留要填“{label}”"))
        if self.reading.startswith("<") and self.result is Result.POSITIVE:
            yield fault_of(self, "result", _("低于检出限的，“{label}”不能写不合格"))

    def _step_faults(self) -> Iterator[InvalidValue]:
        positive = self.result is Result.POSITIVE
        if self.state is TestState.SEALED and not positive:
            yield fault_of(self, "state", _("检测不合格的才封存"))
        if self.disposed_on is not None and self.state not in (TestState.SEALED, TestState.CLOSED):
            yield fault_of(self, "state", _("先封存，再处置"))
        if self.published_on is not None and self.disposed_on is None:
            yield fault_of(self, "published_on", _("先处置，再公示"))
        cleared = self.overruled or self.reruns_failed < self.reruns
        if self.state is TestState.CLOSED and positive and not cleared and self.published_on is None:
            yield fault_of(self, "state", _("不合格的要处置并公示以后才能办结"))


class RetestKind(Choice):
    """Why a sample is tested again."""

    RERUN = "rerun", _("复测（快检再做一次）")
    RECHECK = "recheck", _("法定复检（货主申请）")


@entity(
    table="testing_retest",
    label=_("农产品复测复检"),
    title=("kind", "number"),
    dated="tested_on",
    key=("test_id", "kind", "number"),
    regimes=("R26",),
)
class Retest(Record):
    """The same sample once more: the tester runs it again, or its owner asks for a re-inspection."""

    test_id: Annotated[int, About(_("所属检测")), Ref(Test, part=True)]
    kind: Annotated[RetestKind, About(_("种类"), filtered=True)]
    number: Annotated[int, About(_("第几次"), at_least=1, at_most=9)]
    method: Annotated[Method, About(_("检测方法"))]
    asked_at: Annotated[datetime | None, About(_("申请时间"))] = None
    tested_on: Annotated[date | None, About(_("检测日期"), past=True)] = None
    reading: Annotated[str, About(_("检测值"), max_length=12, check=reading_fault)] = ""
    result: Annotated[Result | None, About(_("检测结果"), filtered=True)] = None
    tester: Annotated[str, About(_("检测人（机构）"), max_length=100, listed=False)] = ""

    def faults(self) -> Iterator[InvalidValue]:
        """A re-inspection is asked for, and not done by the rapid method; a result has its day."""
        if self.kind is RetestKind.RECHECK and self.method is Method.RAPID:
            yield fault_of(self, "method", _("法定复检不得用快速检测方法"))
        if self.kind is RetestKind.RECHECK and self.asked_at is None:
            yield fault_of(self, "asked_at", _("法定复检要填“{label}”"))
        if (self.result is None) is not (self.tested_on is None):
            yield fault_of(self, "tested_on", _("“检测结果”和“{label}”要一起填"))


class DisposalMethod(Choice):
    """What becomes of a lot that failed."""

    DESTROY = "destroy", _("销毁")
    RETURN = "return", _("退回产地")
    REWORK = "rework", _("无害化处理后改作他用")


@entity(
    table="testing_disposal",
    label=_("不合格农产品处置"),
    title=("method", "disposed_on"),
    dated="disposed_on",
    key=("test_id", "method", "disposed_on"),
    regimes=("R29",),
)
class Disposal(Record):
    """What was done with a lot that failed, in front of whom; the photo is attached."""

    test_id: Annotated[int, About(_("所属检测")), Ref(Test, part=True)]
    disposed_on: Annotated[date, About(_("处置日期"), past=True)]
    method: Annotated[DisposalMethod, About(_("处置方式"), filtered=True)]
    quantity: Annotated[Decimal, About(_("处置数量"), unit=_("公斤"), at_least=0)]
    witness: Annotated[str, About(_("见证人"), max_length=50)]


@entity(
    table="testing_publication",
    label=_("检测结果公示"),
    title=("place", "published_on"),
    dated="published_on",
    key=("test_id", "place", "published_on"),
    regimes=("R29",),
)
class Publication(Record):
    """Where and how long the public could read of a positive."""

    test_id: Annotated[int, About(_("所属检测")), Ref(Test, part=True)]
    place: Annotated[str, About(_("公示地点"), max_length=100)]
    published_on: Annotated[date, About(_("公示日期"), past=True)]
    until: Annotated[date | None, About(_("公示截止"), after="published_on")] = None


ENTITIES = (Offering, Test, Retest, Disposal, Publication)
