"""What is on record about examinations: the question bank, papers, who sat them, and every answer."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from fscore import About, Flow, Record, Ref, entity
from fscore.errors import InvalidValue
from fscore.evaluation.rounding import Mode, Rounding
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import fault_of
from fscore.model.operators import Operator
from fscore.model.people import Credential, Person
from fscore.model.roles import BUSINESS, NOBODY, Role
from fscore_exam.marking import Marking, MultipleRule, Verdict, rounded
from fscore_exam.question_faults import faults as question_faults
from fscore_exam.questions import (
    MOST_ANSWERS,
    PERCENT_PLACES,
    POINTS_PLACES,
    ROOM,
    SEVERAL,
    TAGS,
    TOLERANCE_PLACES,
    Item,
    Option,
    Pair,
    QuestionKind,
    Scoring,
    Style,
)

LONGEST = 20_000
POINTS = POINTS_PLACES
EXACT = 7
# Whoever marks an essay as the second does not look up what the first gave.
BESIDES_MARKERS = BUSINESS - {Role.OFFICER}


class QuestionState(Choice):
    """Whether a question may be put on papers."""

    DRAFT = "draft", _("草稿")
    IN_USE = "in_use", _("启用")
    SUPERSEDED = "superseded", _("已有新版")
    RETIRED = "retired", _("停用")


QUESTION_COURSE = Flow(
    {
        QuestionState.DRAFT: frozenset({QuestionState.IN_USE, QuestionState.RETIRED}),
        QuestionState.IN_USE: frozenset({QuestionState.SUPERSEDED, QuestionState.RETIRED}),
        QuestionState.RETIRED: frozenset({QuestionState.IN_USE}),
    }
)


@entity(
    table="exam_question",
    label=_("试题"),
    title=("code", "stem"),
    key=("code", "version"),
    index=(("state", "kind", "topic"),),
)
class Question(Record):
    """One version of a question; once it stands on a paper that was sat, it does not change any more."""

    code: Annotated[str, About(_("试题编号"), max_length=ROOM["code"], searchable=True)]
    kind: Annotated[QuestionKind, About(_("题型"), filtered=True)]
    stem: Annotated[str, About(_("题干"), max_length=LONGEST, multiline=True, searchable=True)]
    state: Annotated[QuestionState, About(_("状态"), filtered=True, flow=QUESTION_COURSE)] = QuestionState.DRAFT
    topic: Annotated[str, About(_("主题"), max_length=ROOM["topic"], searchable=True)] = ""
    audience: Annotated[str, About(_("对象"), max_length=ROOM["audience"])] = ""
    points: Annotated[Decimal, About(_("分值"), places=POINTS, at_least=0)] = Decimal(1)
    source: Annotated[str, About(_("出处"), max_length=ROOM["source"], listed=False)] = ""
    explanation: Annotated[str, About(_("解析"), max_length=LONGEST, multiline=True, listed=False)] = ""
    title: Annotated[str, About(_("标题"), max_length=ROOM["title"], listed=False)] = ""
    tags: Annotated[str, About(_("标签"), help=_("几个标签之间用 | 隔开"), max_length=TAGS, listed=False)] = ""
    style: Annotated[Style, About(_("文字格式"), listed=False)] = Style.PLAIN
    case_sensitive: Annotated[bool, About(_("区分大小写"), listed=False)] = False
    shuffle: Annotated[bool, About(_("选项可以打乱"), listed=False)] = True
    scoring: Annotated[Scoring, About(_("计分"), listed=False)] = Scoring.PAPER
    lowest: Annotated[Decimal, About(_("计分下限"), unit="%", places=PERCENT_PLACES, listed=False)] = Decimal(0)
    version: Annotated[int, About(_("第几版"), at_least=1)] = 1
    content: Annotated[str, About(_("内容摘要"), write=NOBODY, listed=False)] = ""
    flaw: Annotated[str, About(_("还缺什么"), write=NOBODY, max_length=500, listed=False)] = ""
    frozen_as: Annotated[str, About(_("用时的摘要"), write=NOBODY, listed=False)] = ""

    def gather(self, parts: Sequence[Record]) -> None:
        """Draw from the options and files what the question amounts to, and what is still wrong with it."""
        options = sorted((one for one in parts if isinstance(one, QuestionOption)), key=lambda one: one.place)
        files = sorted((one for one in parts if isinstance(one, QuestionFile)), key=lambda one: (one.at, one.name))
        self.content = self.digest(options, files)
        self.flaw = next(question_faults(self.item(options)), "")

    def digest(self, options: Sequence["QuestionOption"], files: Sequence["QuestionFile"]) -> str:
        """Return what stands for the content of this version: all that is asked and all that is right."""
        own = [str(getattr(self, name)) for name in _ASKED] + [f"{self.points:f}", f"{self.lowest:f}"]
        below = [[o.text, f"{o.percent:f}", f"{o.tolerance:f}", o.left, o.feedback] for o in options]
        told = json.dumps([own, below, [[f.at, f.name, f.sha256] for f in files]], ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()

    def item(self, options: Sequence["QuestionOption"]) -> Item:
        """Return the question as marking and files know it, without its files."""
        matching = self.kind is QuestionKind.MATCHING
        return Item(
            self.kind,
            self.stem,
            title=self.title,
            code=self.code,
            style=self.style,
            options=() if matching else tuple(Option(o.text, o.percent, o.feedback, o.tolerance) for o in options),
            pairs=tuple(Pair(o.left, o.text) for o in options) if matching else (),
            case_sensitive=self.case_sensitive,
            shuffle=self.shuffle,
            scoring=self.scoring,
            lowest=self.lowest,
            points=self.points,
            explanation=self.explanation,
            topic=self.topic,
            audience=self.audience,
            source=self.source,
            tags=tuple(tag for tag in self.tags.split("|") if tag),
        )

    def faults(self) -> Iterator[InvalidValue]:
        """What was used stays as it was; what is put to use can be marked."""
        if self.frozen_as and self.content != self.frozen_as:
            yield fault_of(self, "stem", _("用过的题不能改，请另建新版"))
        elif self.state is QuestionState.IN_USE and self.flaw:
            yield fault_of(self, "state", _("这道题还不能启用：{flaw}"), flaw=self.flaw)


_ASKED = ("kind", "stem", "style", "case_sensitive", "shuffle", "scoring", "explanation", "title", "topic", "audience",
          "source", "tags")  # fmt: skip


@entity(table="exam_option", label=_("试题选项"), title=("text",), key=("question_id", "place"))
class QuestionOption(Record):
    """An option, an answer that counts, or a pair to match; what it is worth in percent of the points."""

    question_id: Annotated[int, About(_("所属试题")), Ref(Question, part=True)]
    place: Annotated[int, About(_("选项次序"), at_least=1, at_most=MOST_ANSWERS)]
    text: Annotated[str, About(_("选项或答案"), max_length=LONGEST, multiline=True)]
    percent: Annotated[Decimal, About(_("得分比例"), unit="%", places=PERCENT_PLACES, at_least=-100, at_most=100)] = (
        Decimal(0)
    )
    tolerance: Annotated[Decimal, About(_("允许误差"), places=TOLERANCE_PLACES, at_least=0, listed=False)] = Decimal(0)
    left: Annotated[
        str,
        About(
            _("匹配题左边"), help=_("匹配题才填，“选项或答案”是右边"), max_length=LONGEST, multiline=True, listed=False
        ),
    ] = ""
    feedback: Annotated[str, About(_("反馈"), max_length=LONGEST, multiline=True, listed=False)] = ""


@entity(table="exam_file", label=_("试题图片"), title=("name",), key=("question_id", "at", "name"))
class QuestionFile(Record):
    """A picture inside a question; its bytes are an attachment of the question."""

    question_id: Annotated[int, About(_("图片所属试题")), Ref(Question, part=True)]
    at: Annotated[str, About(_("图片位置"), max_length=40)]
    name: Annotated[str, About(_("图片文件名"), max_length=200)]
    sha256: Annotated[str, About(_("图片摘要"), pattern=r"[0-9a-f]{64}", listed=False)]
    path: Annotated[str, About(_("图片路径"), max_length=200, listed=False)] = "/"


class Purpose(Choice):
    """What people are examined for."""

    SPOT = "spot", _("监督抽考")
    POST = "post", _("上岗考核")
    TRAINING = "training", _("培训考试")


class PaperState(Choice):
    """How far a paper has come."""

    DRAFT = "draft", _("正在组卷")
    DRAWN = "drawn", _("已组卷")
    OPEN = "open", _("正在考试")
    CLOSED = "closed", _("考试结束")


PAPER_COURSE = Flow(
    {
        PaperState.DRAFT: frozenset({PaperState.DRAWN}),
        PaperState.DRAWN: frozenset({PaperState.OPEN, PaperState.DRAFT}),
        PaperState.OPEN: frozenset({PaperState.CLOSED}),
        PaperState.CLOSED: frozenset({PaperState.OPEN}),
    }
)


@entity(
    table="exam_paper",
    label=_("试卷"),
    title=("name",),
    dated="held_on",
    key=("name", "held_on"),
    index=(("purpose",),),
)
class Paper(Record):
    """A paper: what it draws from the bank, how long it takes, and by which rules it is marked."""

    name: Annotated[str, About(_("试卷名称"), max_length=100, searchable=True)]
    held_on: Annotated[date, About(_("考试日期"))]
    minutes: Annotated[int, About(_("考试时间"), unit=_("分钟"), at_least=1, at_most=600)]
    purpose: Annotated[Purpose, About(_("考试目的"), filtered=True)] = Purpose.SPOT
    state: Annotated[PaperState, About(_("试卷状态"), filtered=True, flow=PAPER_COURSE)] = PaperState.DRAFT
    seed: Annotated[int, About(_("抽题号"), help=_("同一个号抽出同样的题"), at_least=0, listed=False)] = 0
    pass_percent: Annotated[
        Decimal | None,
        About(_("及格线"), help=_("不填就按规定"), unit="%", at_least=0, at_most=100, listed=False),
    ] = None
    multiple: Annotated[MultipleRule, About(_("多选题计分"), listed=False)] = MultipleRule.EXACT
    partial: Annotated[Decimal, About(_("少选的固定分"), places=POINTS, at_least=0, listed=False)] = Decimal(0)
    negative: Annotated[
        Decimal, About(_("多选题最低得分比例"), places=POINTS, at_least=-1, at_most=0, listed=False)
    ] = Decimal(0)
    digits: Annotated[int, About(_("总分保留小数位"), at_least=0, at_most=4, listed=False)] = 1
    rounding: Annotated[Mode, About(_("总分取舍"), listed=False)] = Mode.HALF_UP
    shuffled: Annotated[bool, About(_("每人选项打乱"), listed=False)] = False
    four_eyes: Annotated[bool, About(_("简答题两人阅卷"), listed=False)] = False
    tells: Annotated[bool, About(_("交卷后告诉每题对错"), help=_("同一张卷子别人还要考的，不要告诉"), listed=False)] = (
        False
    )
    full: Annotated[Decimal | None, About(_("满分"), places=POINTS, write=NOBODY)] = None

    def marking(self) -> Marking:
        """Return the rules by which answers are marked."""
        return Marking(self.multiple, self.partial, self.negative, Rounding(self.digits, self.rounding))

    def gather(self, parts: Sequence[Record]) -> None:
        """Draw the full marks from the questions."""
        found = [one.points for one in parts if isinstance(one, PaperQuestion)]
        self.full = sum(found, Decimal(0)) if found else None

    def faults(self) -> Iterator[InvalidValue]:
        """Only a paper with questions is put before people."""
        if self.state is not PaperState.DRAFT and self.full is None:
            yield fault_of(self, "state", _("试卷里还没有题，请先组卷"))


@entity(table="exam_draw", label=_("抽题要求"), title=("topic", "kind"), key=("paper_id", "place"))
class PaperDraw(Record):
    """How many questions of a kind and a topic a paper draws, and what each is worth."""

    paper_id: Annotated[int, About(_("要求所属试卷")), Ref(Paper, part=True)]
    place: Annotated[int, About(_("抽题次序"), at_least=1, at_most=100)]
    kind: Annotated[QuestionKind, About(_("抽题题型"))]
    count: Annotated[int, About(_("题数"), at_least=1, at_most=200)]
    points: Annotated[Decimal, About(_("每题分值"), places=POINTS, at_least=0)]
    topic: Annotated[str, About(_("抽题主题"), help=_("不填就不限"), max_length=100)] = ""


@entity(table="exam_paper_question", label=_("试卷题目"), title=("place",), key=("paper_id", "place"), by_hand=False)
class PaperQuestion(Record):
    """A question on a paper."""

    paper_id: Annotated[int, About(_("题目所属试卷")), Ref(Paper, part=True)]
    place: Annotated[int, About(_("题号"), at_least=1)]
    question_id: Annotated[int, About(_("用的试题"), indexed=True), Ref(Question)]
    points: Annotated[Decimal, About(_("本题分值"), places=POINTS, at_least=0)]


class AttemptState(Choice):
    """How far somebody's sitting has come."""

    STARTED = "started", _("正在答题")
    SUBMITTED = "submitted", _("已交卷，待阅")
    MARKED = "marked", _("已评分")
    VOID = "void", _("作废")


ATTEMPT_COURSE = Flow(
    {
        AttemptState.STARTED: frozenset({AttemptState.SUBMITTED, AttemptState.MARKED, AttemptState.VOID}),
        AttemptState.SUBMITTED: frozenset({AttemptState.MARKED, AttemptState.VOID}),
        AttemptState.MARKED: frozenset({AttemptState.VOID}),
    }
)


class Band(Choice):
    """How good a result is."""

    FAIL = "fail", _("不合格")
    PASS = "pass", _("合格")
    GOOD = "good", _("良好")
    EXCELLENT = "excellent", _("优秀")


@entity(
    table="exam_attempt",
    label=_("考试成绩"),
    title=("examinee", "number"),
    dated="submitted_on",
    key=("paper_id", "person_id", "number"),
    index=(("submitted_on", "state", "number"), ("state", "due_at"), ("person_id",)),
)
class Attempt(Record):
    """One person's sitting of a paper, from the first question to the result."""

    paper_id: Annotated[int, About(_("试卷"), indexed=True), Ref(Paper)]
    person_id: Annotated[int, About(_("考试人员")), Ref(Person)]
    examinee: Annotated[
        str, About(_("考生姓名"), help=_("写在卷面上的姓名"), max_length=50, searchable=True, listed=False)
    ] = ""
    operator_id: Annotated[int | None, About(_("所在经营主体"), listed=False), Ref(Operator)] = None
    number: Annotated[int, About(_("第几次考"), at_least=1)] = 1
    state: Annotated[AttemptState, About(_("考试状态"), filtered=True, flow=ATTEMPT_COURSE)] = AttemptState.STARTED
    submitted_on: Annotated[date | None, About(_("交卷日期"), past=True)] = None
    score: Annotated[Decimal | None, About(_("得分"), places=POINTS)] = None
    passed: Annotated[bool | None, About(_("是否合格"))] = None
    band: Annotated[Band | None, About(_("等级"), write=NOBODY, filtered=True)] = None
    started_at: Annotated[datetime | None, About(_("开始时间"), write=NOBODY, listed=False)] = None
    due_at: Annotated[datetime | None, About(_("截止时间"), write=NOBODY, listed=False, after="started_at")] = None
    seed: Annotated[str, About(_("打乱号"), write=NOBODY, listed=False)] = ""
    full: Annotated[Decimal | None, About(_("试卷满分"), places=POINTS, write=NOBODY, listed=False)] = None
    pass_percent: Annotated[Decimal | None, About(_("当时的及格线"), unit="%", write=NOBODY, listed=False)] = None
    digits: Annotated[int, About(_("得分保留小数位"), write=NOBODY, listed=False)] = 1
    rounding: Annotated[Mode, About(_("得分取舍"), write=NOBODY, listed=False)] = Mode.HALF_UP
    credential_id: Annotated[int | None, About(_("合格证明"), write=NOBODY, listed=False), Ref(Credential)] = None

    def gather(self, answers: Sequence["Answer"]) -> None:
        """Add up the answers once all are marked; a result typed in from paper has none and stays as it is."""
        if not answers or self.state is not AttemptState.MARKED:
            return
        total = sum((Fraction(one.exact or 0) for one in answers), Fraction(0))
        self.score = rounded(total, Rounding(self.digits, self.rounding))
        if self.full and self.pass_percent is not None:
            self.passed = self.score * 100 >= self.pass_percent * self.full

    def faults(self) -> Iterator[InvalidValue]:
        """A paper handed in has its day, one that is marked its result."""
        if self.state in (AttemptState.SUBMITTED, AttemptState.MARKED) and self.submitted_on is None:
            yield fault_of(self, "submitted_on", _("交了卷就要填“{label}”"))
        if self.state is AttemptState.MARKED:
            for name in ("score", "passed"):
                if getattr(self, name) is None:
                    yield fault_of(self, name, _("评了分就要填“{label}”"))


@entity(
    table="exam_answer",
    label=_("答案"),
    title=("place",),
    key=("attempt_id", "place"),
    by_hand=False,
    index=(("question_id",),),
)
class Answer(Record):
    """What somebody answered to one question, and what it earned; two markers of an essay each have their own line."""

    attempt_id: Annotated[int, About(_("所属成绩")), Ref(Attempt, part=True)]
    place: Annotated[int, About(_("答题题号"), at_least=1)]
    question_id: Annotated[int, About(_("回答的试题")), Ref(Question)]
    given: Annotated[str, About(_("作答"), max_length=LONGEST, multiline=True)] = ""
    verdict: Annotated[Verdict | None, About(_("评判"))] = None
    points: Annotated[Decimal | None, About(_("本题得分"), places=EXACT)] = None
    exact: Annotated[str, About(_("准确得分"), max_length=60, listed=False)] = ""
    first_points: Annotated[Decimal | None, About(_("初评得分"), places=POINTS, read=BESIDES_MARKERS, listed=False)] = (
        None
    )
    first_by: Annotated[str, About(_("初评人"), max_length=50, listed=False)] = ""
    second_points: Annotated[
        Decimal | None, About(_("复评得分"), places=POINTS, read=BESIDES_MARKERS, listed=False)
    ] = None
    second_by: Annotated[str, About(_("复评人"), max_length=50, listed=False)] = ""

    def parts(self, kind: QuestionKind) -> str | list[str]:
        """Return what was given to a question of a kind: one text, or for one of several parts a list of texts."""
        if kind not in SEVERAL:
            return self.given
        return [str(one) for one in json.loads(self.given or "[]")]


ENTITIES = (Question, QuestionOption, QuestionFile, Paper, PaperDraw, PaperQuestion, Attempt, Answer)
