"""What is wrong with a question, so that it can't be put or marked."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from fscore.errors import NotPossible
from fscore.labels import _
from fscore_exam.cloze import gaps
from fscore_exam.questions import (
    LETTERS,
    MOST_ANSWERS,
    PERCENT_PLACES,
    POINTS_PLACES,
    ROOM,
    TAGS,
    TOLERANCE_PLACES,
    Item,
    QuestionKind,
    Scoring,
)

FULL = Decimal(100)
_NEAR = Fraction(1, 1000)


def faults(item: Item) -> Iterator[str]:
    """Yield what is wrong with a question, in words for people."""
    if not item.stem.strip():
        yield _("没有题干")
    if item.points <= 0:
        yield _("分值要大于 0")
    yield from _OF_KIND.get(item.kind, _nothing)(item)
    for option in item.options:
        if not -FULL <= option.percent <= FULL:
            yield _("“{text}”的分值比例要在 -100% 到 100% 之间").format(text=option.text)
        if not option.text.strip():
            yield _("有一个选项是空的")
    yield from _room(item)


_WORDS = {"title": _("标题"), "code": _("编号"), "topic": _("主题"), "audience": _("对象"), "source": _("来源")}


def _room(item: Item) -> Iterator[str]:
    """Yield what the bank has no room for."""
    lengths = [(word, len(getattr(item, name)), ROOM[name]) for name, word in _WORDS.items()]
    for word, length, most in [*lengths, (_("标签"), len("|".join(item.tags)), TAGS)]:
        if length > most:
            yield _("{what}太长，最多 {most} 个字，现在有 {length} 个").format(what=word, most=most, length=length)
    if max(len(item.options), len(item.pairs)) > MOST_ANSWERS:
        yield _("一题最多 {most} 个答案").format(most=MOST_ANSWERS)
    numbers = [(_("分值"), item.points, POINTS_PLACES), (_("计分下限"), item.lowest, PERCENT_PLACES)]
    for option in item.options:
        numbers += [(_("分值比例"), option.percent, PERCENT_PLACES), (_("误差"), option.tolerance, TOLERANCE_PLACES)]
    for word, value, places in numbers:
        if -int(value.normalize().as_tuple().exponent) > places:
            shown = f"{value.normalize():f}"
            yield _("{what}最多 {places} 位小数，不是 {shown}").format(what=word, places=places, shown=shown)


def _nothing(_item: Item) -> Iterator[str]:
    yield from ()


def _counted(item: Item) -> Iterator[str]:
    if not 2 <= len(item.options) <= len(LETTERS):
        yield _("选项要有 2 到 {most} 个").format(most=len(LETTERS))


def _single(item: Item) -> Iterator[str]:
    yield from _counted(item)
    if item.options and max(option.percent for option in item.options) != FULL:
        yield _("至少要有一个选项得满分（100%）")


def _multiple(item: Item) -> Iterator[str]:
    yield from _counted(item)
    if item.scoring is Scoring.MAPPED:
        return
    total = sum((option.share for option in item.options if option.percent > 0), Fraction(0))
    if abs(total - 1) >= _NEAR:
        shown = round(float(total) * 100, 2)
        yield _("多选题正确选项的分值比例加起来要是 100%，现在是 {total}%").format(total=shown)


def _true_false(item: Item) -> Iterator[str]:
    if sorted(option.percent for option in item.options) != [0, FULL]:
        yield _("判断题只有对和错，其中一个是答案")


def _written(item: Item) -> Iterator[str]:
    if not item.options:
        yield _("没有答案")
    elif max(option.percent for option in item.options) != FULL:
        yield _("至少要有一个答案得满分（100%）")


def _matching(item: Item) -> Iterator[str]:
    if len([pair for pair in item.pairs if pair.left]) < 2:
        yield _("匹配题至少要有两对")
    if any(not pair.right for pair in item.pairs):
        yield _("匹配题每一对都要有右边")


def _cloze(item: Item) -> Iterator[str]:
    try:
        found = gaps(item.stem)
    except NotPossible as fault:
        yield str(fault)
    else:
        if not found:
            yield _("综合填空题里没有空")


_OF_KIND: dict[QuestionKind, Callable[[Item], Iterator[str]]] = {
    QuestionKind.SINGLE: _single,
    QuestionKind.MULTIPLE: _multiple,
    QuestionKind.TRUE_FALSE: _true_false,
    QuestionKind.SHORT: _written,
    QuestionKind.NUMERICAL: _written,
    QuestionKind.MATCHING: _matching,
    QuestionKind.CLOZE: _cloze,
}
