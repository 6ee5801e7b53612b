"""What is on record about surveys: how they were done, and what each nameless person answered."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fscore import About, Flow, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.roles import FIELDWORK


class Method(Choice):
    """How people were asked."""

    HOUSEHOLD = "household", _("入户")
    INTERCEPT = "intercept", _("拦访")
    PHONE = "phone", _("电话")
    ONLINE = "online", _("网络")


class SurveyState(Choice):
    """How far a survey has come."""

    DESIGNED = "designed", _("已设计")
    FIELDED = "fielded", _("调查中")
    CLOSED = "closed", _("已结束")


COURSE = Flow.straight(SurveyState)


@entity(
    table="survey_survey",
    label=_("问卷调查"),
    title=("name",),
    dated="closed_on",
    key=("name",),
    index=(("state", "ends_on"),),
    regimes=("R18",),
)
class Survey(Record):
    """One survey: what was asked, who counts as aware, how many were to be asked; it counts once it is closed."""

    name: Annotated[str, About(_("调查名称"), max_length=100, searchable=True)]
    method: Annotated[Method, About(_("调查方式"), filtered=True)]
    starts_on: Annotated[date, About(_("开始日期"))]
    ends_on: Annotated[date, About(_("计划结束日期"), after="starts_on")]
    sample: Annotated[int, About(_("计划样本数"), unit=_("份"), at_least=1)]
    questions: Annotated[str, About(_("问卷题目"), max_length=8000, multiline=True, listed=False)]
    answer_key: Annotated[
        str, About(_("标准答案"), help=_("按题目顺序写，如 ACBD；没有知识题的不填"), pattern=r"[A-Z]*", listed=False)
    ] = ""
    aware_means: Annotated[
        str, About(_("知晓的定义"), help=_("多少分算知晓，哪些题计分"), max_length=500, multiline=True, listed=False)
    ] = ""
    conducted_by: Annotated[str, About(_("调查单位"), help=_("食安办或第三方机构"), max_length=100)] = ""
    state: Annotated[SurveyState, About(_("状态"), flow=COURSE, filtered=True)] = SurveyState.DESIGNED
    closed_on: Annotated[
        date | None, About(_("结束日期"), past=True, filled=(SurveyState.CLOSED,), after="starts_on")
    ] = None

    def faults(self) -> Iterator[InvalidValue]:
        """Who has questions with right answers says what being aware means."""
        if self.answer_key and not self.aware_means:
            yield fault_of(self, "aware_means", _("有知识题的，要写“{label}”"))


class Satisfaction(Choice):
    """What somebody thinks of food safety in the place."""

    VERY = "very", _("很满意")
    SATISFIED = "satisfied", _("满意")
    FAIR = "fair", _("一般")
    DISSATISFIED = "dissatisfied", _("不满意")
    UNKNOWN = "unknown", _("说不清")


CONTENT = (Satisfaction.VERY, Satisfaction.SATISFIED)


@entity(
    table="survey_answer",
    label=_("问卷答卷"),
    title=("number",),
    dated="answered_on",
    key=("survey_id", "number"),
    write=FIELDWORK,
    index=(("survey_id", "valid"),),
    regimes=("R18",),
)
class SurveyAnswer(Record):
    """What one person answered; the sheet has a number and never a name."""

    survey_id: Annotated[int, About(_("问卷调查")), Ref(Survey)]
    number: Annotated[str, About(_("问卷编号"), help=_("不记姓名和电话"), max_length=30)]
    answered_on: Annotated[date, About(_("答卷日期"), past=True)]
    group: Annotated[str, About(_("村（居）民小组"), max_length=50, listed=False)] = ""
    answers: Annotated[
        str, About(_("各题答案"), help=_("按题目顺序写，没有答的写 -"), pattern=r"[A-Z-]*", listed=False)
    ] = ""
    score: Annotated[int | None, About(_("知识得分"), unit=_("分"), at_least=0, at_most=100)] = None
    satisfaction: Annotated[Satisfaction | None, About(_("满意程度"), filtered=True)] = None
    valid: Annotated[bool, About(_("有效答卷"), filtered=True)] = True
    invalid_because: Annotated[str, About(_("无效原因"), max_length=200, listed=False)] = ""

    def faults(self) -> Iterator[InvalidValue]:
        """A valid sheet says something; one that is not says why."""
        if self.valid and self.score is None and self.satisfaction is None:
            yield fault_of(self, "score", _("有效答卷至少要有“{label}”或者满意程度"))
        if self.valid is bool(self.invalid_because):
            template = _("有效答卷不填“{label}”") if self.valid else _("无效答卷要写“{label}”")
            yield fault_of(self, "invalid_because", template)


ENTITIES = (Survey, SurveyAnswer)
