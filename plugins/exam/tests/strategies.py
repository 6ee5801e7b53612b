"""Invented questions of every kind, in the form in which the bank keeps them."""

from decimal import Decimal

from hypothesis import strategies as st

from fscore.model.text import forbidden, normal
from fscore_exam.question_faults import faults
from fscore_exam.questions import EmbeddedFile, Item, Option, Pair, QuestionKind, Scoring, Style, judged

NASTY = st.sampled_from(list("~=#{}:\\[]%/->\n\"'<>&;|*中文答案 １ABn,、"))
TEXT = st.text(NASTY | st.characters(codec="utf-8"), min_size=1, max_size=12)


def kept(text: str) -> str:
    return normal("".join(char for char in text if not forbidden(char) and char != "\r"))


FILLED = TEXT.map(kept).filter(bool).filter(lambda text: normal(text) == text)
SAID = st.just("") | FILLED
LINE = FILLED.map(lambda text: " ".join(text.split())).filter(bool).filter(lambda text: ":" not in text)
PERCENT = st.sampled_from(["0", "-50", "33.33333", "25", "50"]).map(Decimal)
AMOUNT = st.decimals(Decimal(-999), Decimal(999), places=2)
MULTI = st.sampled_from([("50", "50", "0"), ("33.33333", "33.33333", "33.33333", "-100"), ("100", "-25"), ("60", "40")])


def _common(styles: st.SearchStrategy[Style]) -> dict[str, st.SearchStrategy[object]]:
    return {
        "stem": FILLED,
        "title": st.just("") | LINE,
        "code": st.just("") | st.text("ABC0123-]\\", min_size=1, max_size=8),
        "style": styles,
        "points": st.sampled_from(["1", "2", "0.5", "2.25"]).map(Decimal),
        "explanation": SAID,
        "topic": st.just("") | st.sampled_from(["食品添加剂", "餐饮/留样", "法律"]),
        "audience": st.sampled_from(["", "厨师", "负责人"]),
        "source": st.just("") | LINE,
        "tags": st.lists(LINE, max_size=2).map(tuple),
    }


def _option(percent: st.SearchStrategy[Decimal], text: st.SearchStrategy[str] = FILLED) -> st.SearchStrategy[Option]:
    return st.builds(Option, text=text, percent=percent, feedback=SAID)


@st.composite
def items(draw: st.DrawFn, *, files: bool = False) -> Item:
    kind = draw(st.sampled_from(list(QuestionKind)))
    facts: dict[str, object] = {name: draw(one) for name, one in _common(st.sampled_from(list(Style))).items()}
    if kind is QuestionKind.SINGLE:
        others = draw(st.lists(_option(PERCENT), min_size=1, max_size=4))
        facts["options"] = tuple(draw(st.permutations([draw(_option(st.just(Decimal(100)))), *others])))
    elif kind is QuestionKind.MULTIPLE:
        facts["options"] = tuple(draw(_option(st.just(Decimal(one)))) for one in draw(MULTI))
        scoring = draw(st.sampled_from(list(Scoring)))
        lowest = Decimal(draw(st.sampled_from([0, -50]))) if scoring is not Scoring.PAPER else Decimal(0)
        facts |= {"scoring": scoring, "lowest": lowest}
    elif kind is QuestionKind.TRUE_FALSE:
        said = draw(st.tuples(SAID, SAID))
        facts["options"] = tuple(
            Option(one.text, one.percent, text)
            for one, text in zip(judged(true=draw(st.booleans())), said, strict=True)
        )
    elif kind is QuestionKind.SHORT:
        others = draw(st.lists(_option(PERCENT), max_size=3))
        facts["options"] = (draw(_option(st.just(Decimal(100)))), *others)
        facts["case_sensitive"] = draw(st.booleans())
    elif kind is QuestionKind.NUMERICAL:
        number = AMOUNT.map(lambda one: f"{one.normalize():f}").map(lambda text: "0" if text == "-0" else text)
        near = st.decimals(0, 9, places=1)
        facts["options"] = tuple(
            Option(draw(number), Decimal(percent), draw(SAID), draw(near))
            for percent in ("100", *draw(st.lists(st.sampled_from(["50", "0"]), max_size=2)))
        )
    elif kind is QuestionKind.MATCHING:
        pairs = draw(st.lists(st.builds(Pair, left=FILLED, right=FILLED), min_size=2, max_size=4))
        facts["pairs"] = (*pairs, *draw(st.lists(st.builds(Pair, left=st.just(""), right=FILLED), max_size=1)))
    elif kind is QuestionKind.CLOZE:
        facts["stem"] = f"{facts['stem']} {{1:SHORTANSWER:=a~%50%b#c}}"
    if kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.MATCHING):
        facts["shuffle"] = draw(st.booleans())
    if files:
        places = st.sampled_from(["stem", "explanation"])
        facts["files"] = tuple(
            EmbeddedFile(place, f"{number}.png", draw(st.binary(max_size=20)))
            for number, place in enumerate(sorted(draw(st.lists(places, max_size=2)), reverse=True))
        )
    return Item(kind, **facts)  # type: ignore[arg-type]


def good(item: Item) -> bool:
    return not list(faults(item))
