"""What is on record about grades: the hygiene grade with the scores behind it, and the risk grade."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

from fscore import About, Flow, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.operators import Operator
from fscore_grading.hygiene import face, judge, judge_average
from fscore_inspection.inspectors import INSPECTORS
from fscore_inspection.model import Inspection


class Letter(Choice):
    """The hygiene grade; each letter has a face."""

    A = "A", _("A级（优秀）")
    B = "B", _("B级（良好）")
    C = "C", _("C级（一般）")


class NoGrade(Choice):
    """Why there is no grade."""

    NEW = "new", _("新办证不满期限")
    INCIDENT = "incident", _("发生食品安全事故")
    KEYS = "keys", _("关键项不合格")
    LOW = "low", _("得分不够")


WITHHELD = (NoGrade.NEW, NoGrade.INCIDENT)


class Term(Choice):
    """Whether a grade is that of one visit, or that of the year."""

    DYNAMIC = "dynamic", _("动态等级")
    ANNUAL = "annual", _("年度等级")


class GradeState(Choice):
    """How far a hygiene grade has come."""

    SCORED = "scored", _("已打分")
    GRADED = "graded", _("已评定")
    POSTED = "posted", _("已张贴公示")
    SUPERSEDED = "superseded", _("已被新的代替")


COURSE = Flow(
    {
        GradeState.SCORED: frozenset({GradeState.GRADED}),
        GradeState.GRADED: frozenset({GradeState.POSTED, GradeState.SUPERSEDED}),
        GradeState.POSTED: frozenset({GradeState.SUPERSEDED}),
    }
)
JUDGED = (GradeState.GRADED, GradeState.POSTED, GradeState.SUPERSEDED)


@entity(
    table="grading_hygiene",
    label=_("量化分级"),
    title=("term", "graded_on"),
    dated="graded_on",
    key=("operator_id", "graded_on", "term"),
    write=INSPECTORS,
    index=(("operator_id", "graded_on"), ("state", "graded_on")),
    regimes=("R50",),
)
class HygieneGrade(Record):
    """The hygiene grade (量化分级) of a caterer or canteen: reckoned from its scores, or as the paper says."""

    operator_id: Annotated[int, About(_("经营主体")), Ref(Operator)]
    graded_on: Annotated[date, About(_("评定日期"), past=True)]
    term: Annotated[Term, About(_("等级种类"), filtered=True)] = Term.DYNAMIC
    state: Annotated[GradeState, About(_("评定进度"), filtered=True, flow=COURSE)] = GradeState.SCORED
    average: Annotated[
        Decimal | None, About(_("平均分"), help=_("有分项得分的，由系统算"), at_least=0, at_most=10, places=1)
    ] = None
    key_failures: Annotated[int, About(_("不合格的关键项"), unit=_("项"), at_least=0, listed=False)] = 0
    letter: Annotated[Letter | None, About(_("等级"), filtered=True)] = None
    reason: Annotated[NoGrade | None, About(_("不评级的原因"), filtered=True)] = None
    posted_on: Annotated[date | None, About(_("张贴日期"), past=True, listed=False, after="graded_on")] = None
    inspection_id: Annotated[int | None, About(_("所依据的检查"), listed=False), Ref(Inspection)] = None

    @property
    def face(self) -> str:
        """The face on the card, if there is a grade."""
        return face(self.graded_on, self.letter.value) if self.letter is not None else ""

    def gather(self, scores: Sequence["HygieneScore"]) -> None:
        """Reckon mean, failed key items and grade from the scores; what is withheld stays so whatever they are."""
        found = judge(self.graded_on, {score.item.code: score.points for score in scores})
        if found is None:
            return
        self.average, self.key_failures = found.average, found.key_failures
        if self.reason in WITHHELD:
            self.letter = None
        elif found.letter is not None:
            self.letter, self.reason = Letter.of(found.letter), None
        else:
            self.letter, self.reason = None, NoGrade.KEYS if found.too_many_keys else NoGrade.LOW

    def faults(self) -> Iterator[InvalidValue]:
        """There is a grade or a reason why there is none, the grade is that of the mean, and only a grade is posted."""
        if self.state in JUDGED and (self.letter is None) is (self.reason is None):
            yield fault_of(self, "letter", _("评定了就要填“{label}”或不评级的原因，只填一个"))
        if self.state is GradeState.POSTED and (self.posted_on is None or self.letter is None):
            yield fault_of(self, "posted_on", _("张贴公示要有等级和“{label}”"))
        if self.letter is not None and self.average is not None:
            due = judge_average(self.graded_on, self.average, self.key_failures)
            if due is not None and due.letter != self.letter.value:
                yield fault_of(self, "letter", _("“{label}”和平均分、关键项对不上"))


class HygieneItem(Choice):
    """The items that are scored; wording and key items stand in the criteria set ``hygiene-grade``."""

    LICENCE = "licence", _("许可管理")
    STAFF_HEALTH = "staff_health", _("从业人员健康")
    STAFF_TRAINING = "staff_training", _("从业人员培训")
    PREMISES = "premises", _("场所环境")
    FACILITIES = "facilities", _("设施设备")
    PURCHASE = "purchase", _("采购查验")
    STORAGE = "storage", _("贮存")
    PROCESSING = "processing", _("加工制作")
    DISINFECTION = "disinfection", _("清洗消毒")
    ADDITIVES = "additives", _("食品添加剂")
    TESTING = "testing", _("检验")
    TRANSPORT = "transport", _("运输")


@entity(
    table="grading_score",
    label=_("量化分级得分"),
    title=("item", "points"),
    key=("grade_id", "item"),
    write=INSPECTORS,
    regimes=("R50",),
)
class HygieneScore(Record):
    """The points of one item that was checked; an item without a score was not."""

    grade_id: Annotated[int, About(_("所属量化分级")), Ref(HygieneGrade, part=True)]
    item: Annotated[HygieneItem, About(_("评分项目"), filtered=True)]
    points: Annotated[Decimal, About(_("得分"), unit=_("分"), at_least=0, at_most=10, places=1)]


class Risk(Choice):
    """The risk grade; D is the riskiest."""

    A = "A", _("A级风险")
    B = "B", _("B级风险")
    C = "C", _("C级风险")
    D = "D", _("D级风险")


@entity(
    table="grading_risk",
    label=_("风险分级"),
    title=("risk", "graded_on"),
    dated="graded_on",
    key=("operator_id", "graded_on"),
    write=INSPECTORS,
    index=(("operator_id", "graded_on"),),
)
class RiskGrade(Record):
    """The risk grade (风险等级) of an operator: static and dynamic points, and how often it asks for a visit."""

    operator_id: Annotated[int, About(_("经营主体")), Ref(Operator)]
    graded_on: Annotated[date, About(_("评定日期"), past=True)]
    risk: Annotated[Risk, About(_("风险等级"), filtered=True)]
    static_points: Annotated[Decimal | None, About(_("静态风险分值"), at_least=0, at_most=100, places=1)] = None
    dynamic_points: Annotated[Decimal | None, About(_("动态风险分值"), at_least=0, at_most=100, places=1)] = None
    raised_because: Annotated[
        str, About(_("调高一级的原因"), help=_("当年有违法行为或事故的"), max_length=200, listed=False)
    ] = ""

    def faults(self) -> Iterator[InvalidValue]:
        """Both kinds of points are known, or neither is."""
        if (self.static_points is None) is not (self.dynamic_points is None):
            yield fault_of(self, "dynamic_points", _("静态和动态分值要一起填，缺“{label}”"))


ENTITIES = (HygieneGrade, HygieneScore, RiskGrade)
