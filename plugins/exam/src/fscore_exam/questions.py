"""Questions as such: what is asked and what is right, in one form for the bank, every file format and every marking."""

import unicodedata
from decimal import Decimal
from fractions import Fraction

import attrs

from fscore.labels import _
from fscore.model.choice import Choice

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NEAR = Fraction(5, 10**5)
_SMALL = 20
# What the bank has room for: characters of a text, digits after the point of a number, answers of a question.
ROOM = {"title": 200, "code": 60, "topic": 100, "audience": 100, "source": 200}
TAGS = 500
POINTS_PLACES, PERCENT_PLACES, TOLERANCE_PLACES = 4, 5, 7
MOST_ANSWERS = 100


class QuestionKind(Choice):
    """How a question is answered, and therefore marked."""

    SINGLE = "single", _("单选题")
    MULTIPLE = "multiple", _("多选题")
    TRUE_FALSE = "true_false", _("判断题")
    SHORT = "short", _("填空题")
    NUMERICAL = "numerical", _("数值题")
    MATCHING = "matching", _("匹配题")
    CLOZE = "cloze", _("综合填空题")
    ESSAY = "essay", _("简答题")


CHOSEN = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE})
SEVERAL = frozenset({QuestionKind.MATCHING, QuestionKind.CLOZE})


class Style(Choice):
    """How the text of a question is written."""

    PLAIN = "plain", _("纯文本")
    HTML = "html", _("HTML 格式")
    MARKDOWN = "markdown", _("Markdown 格式")
    MOODLE = "moodle", _("Moodle 自动格式")


class Scoring(Choice):
    """Who says what a choice is worth: the paper, or the question itself, as items of QTI do."""

    PAPER = "paper", _("按试卷的规则")
    EXACT = "exact", _("本题全对才得分")
    MAPPED = "mapped", _("本题按选项分值相加")


@attrs.frozen
class Option:
    """One answer that is foreseen: an option to choose, or a text or number that counts as an answer.

    ``percent`` of the points is what it is worth. ``tolerance`` is for numbers.
    """

    text: str
    percent: Decimal = Decimal(0)
    feedback: str = ""
    tolerance: Decimal = Decimal(0)

    @property
    def share(self) -> Fraction:
        """What it is worth, exactly: 33.33333 % is a third."""
        return share_of(self.percent)


@attrs.frozen
class Pair:
    """What belongs to what; a pair without ``left`` is only one more thing to choose from."""

    left: str
    right: str


@attrs.frozen
class EmbeddedFile:
    """A picture or another file inside a question; ``place`` is where it belongs: stem, explanation or option-1."""

    place: str
    name: str
    content: bytes
    path: str = "/"


@attrs.frozen
class Item:
    """One question.

    The stem of a cloze question has its gaps in Moodle's notation. A true/false question has two options, right and
    wrong in this order. Under MAPPED scoring the sum of the options falls no lower than ``lowest`` percent.
    """

    kind: QuestionKind
    stem: str
    title: str = ""
    code: str = ""
    style: Style = Style.PLAIN
    options: tuple[Option, ...] = ()
    pairs: tuple[Pair, ...] = ()
    case_sensitive: bool = False
    shuffle: bool = True
    scoring: Scoring = Scoring.PAPER
    lowest: Decimal = Decimal(0)
    points: Decimal = Decimal(1)
    explanation: str = ""
    topic: str = ""
    audience: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    files: tuple[EmbeddedFile, ...] = ()

    @property
    def right(self) -> frozenset[str]:
        """The letters of the options that are worth something."""
        return frozenset(letter for letter, option in zip(LETTERS, self.options, strict=False) if option.percent > 0)

    @property
    def true(self) -> bool:
        """Whether a true/false question is to be answered with true."""
        return self.options[0].percent > 0


def judged(*, true: bool) -> tuple[Option, ...]:
    """Return the two options of a true/false question."""
    return (
        Option(_("对"), Decimal(100 if true else 0)),
        Option(_("错"), Decimal(0 if true else 100)),
    )


def share_of(percent: Decimal) -> Fraction:
    """Return a percentage as a share; one that stands for a fraction with few parts is that fraction.

    >>> share_of(Decimal("33.33333")), share_of(Decimal("16.67")), share_of(Decimal("33.3"))
    (Fraction(1, 3), Fraction(1, 6), Fraction(333, 1000))
    """
    exact = Fraction(percent) / 100
    simple = exact.limit_denominator(_SMALL)
    return simple if abs(exact - simple) < _NEAR else exact


def folded(text: str, *, case_sensitive: bool = False) -> str:
    """Return a written answer in the form that is compared: half-width, single spaces, letters of one case.

    >>> folded("ＡＢ　 c")
    'ab c'
    """
    found = " ".join(unicodedata.normalize("NFKC", text).split())
    return found if case_sensitive else found.casefold()
