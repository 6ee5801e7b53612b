"""Section templates: the township's wording, filled with figures and facts.

A sentence whose number is missing is left out and named as a gap: a rate without a total is not printed, and what was
not reported is not none. Whoever wants other words for that case asks with ``{if I38}``.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

import attrs

from fscore.documents.bound import BoundFigure, Form
from fscore.documents.grammar import (
    BadTemplate,
    Choice,
    Condition,
    Either,
    Every,
    Node,
    Not,
    Place,
    Placeholder,
    Question,
    Text,
    parse,
)
from fscore.documents.layout import LEVELS, Block, FigureRun, Heading, Paragraph, Run, TextRun
from fscore.documents.numerals import CONTROL, numerals
from fscore.documents.ooxml import clean
from fscore.errors import Problem
from fscore.evaluation.figures import Figure
from fscore.evaluation.ratio import State
from fscore.labels import _, joined
from fscore.model.period import chinese_date

Fact = str | date | None

_HEADING = re.compile(r"(#+)[ \u3000]*")
_TITLE = re.compile(r"《[^《》\n]*》")
_SENTENCE = re.compile(r"[^。！？；]*[。！？；]+[”’』」）)]*|[^。！？；]+")
_ENDS = "。！？；"


@attrs.frozen
class Gap:
    """A sentence that was left out, since the number or fact ``name`` is missing.

    ``state`` says why: None for a fact, OK for a figure that has a number which doesn't bear the words out.
    """

    name: str
    state: State | None
    sentence: str

    def __str__(self) -> str:
        unfounded = self.state is State.OK
        why = _("有数，但不能这样说") if unfounded else self.state.label if self.state else _("没有填")
        return _("{name}：{why}，这句没有写：{sentence}").format(name=self.name, why=why, sentence=self.sentence)


@attrs.frozen
class Rendered:
    """What a template became: blocks of the document, and what had to be left out."""

    blocks: tuple[Block, ...]
    gaps: tuple[Gap, ...]


@attrs.frozen
class _Missing:
    """Where a number or a fact should stand and there is none."""

    name: str
    state: State | None


@attrs.frozen
class _Given:
    """The text of a fact: set in as it is, it makes no heading, no paragraph and no sentence."""

    text: str


_Piece = str | _Given | BoundFigure | _Missing


class Template:
    """A section's wording.

    Raises:
        BadTemplate: if it can't be understood; says line, column and what to write.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._nodes = parse(source)

    @property
    def names(self) -> frozenset[str]:
        """Every figure and fact that the template speaks of."""
        return frozenset(name for name, _figure, _place in _names(self._nodes))

    def check(self, figures: Collection[str], facts: Collection[str], allowed: Collection[str] = ()) -> None:
        """Look for names that nobody knows and for numbers typed into the wording.

        Args:
            figures: the ids of all indicators, whether their modules are on or not.
            facts: the names of what the program gives.
            allowed: words with digits that are no figures, such as a telephone number.

        Raises:
            BadTemplate: with everything that was found.
        """
        problems = [*_unknown(self._nodes, figures, facts), *_typed(self._nodes, allowed), *_too_deep(self.source)]
        if problems:
            raise BadTemplate(tuple(problems))

    def render(self, figures: Mapping[str, Figure], facts: Mapping[str, Fact]) -> Rendered:
        """Return the section with its numbers; a figure that is not given counts as one whose module is absent."""
        pieces = list(_pieces(self._nodes, figures, facts))
        blocks: list[Block] = []
        gaps: list[Gap] = []
        for line in _lines(pieces):
            block = _block(line, gaps)
            if block is not None:
                blocks.append(block)
        return Rendered(tuple(blocks), tuple(gaps))


def without_empty_headings(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return ``blocks`` without headings that nothing stands under, since all of it was left out."""
    kept: list[Block] = []
    below = 0
    for block in reversed(list(blocks)):
        if isinstance(block, Heading):
            if below <= block.level:
                continue
            below = block.level
        else:
            below = LEVELS + 1
        kept.append(block)
    return tuple(reversed(kept))


def _names(nodes: Iterable[Node]) -> Iterator[tuple[str, bool | None, Place]]:
    """Return each name, whether it must be a figure (None: must be nothing in particular), and its place."""
    for node in nodes:
        if isinstance(node, Placeholder):
            yield node.name, node.form is not None, node.place
        elif isinstance(node, Choice):
            yield from _asked(node.condition)
            yield from _names(node.then)
            yield from _names(node.otherwise)


def _asked(condition: Condition) -> Iterator[tuple[str, bool | None, Place]]:
    if isinstance(condition, Question):
        yield condition.name, condition.which is not None, condition.place
    elif isinstance(condition, Not):
        yield from _asked(condition.condition)
    else:
        for each in condition.conditions:
            yield from _asked(each)


def _unknown(nodes: Iterable[Node], figures: Collection[str], facts: Collection[str]) -> Iterator[Problem]:
    for name, must_be_figure, place in _names(nodes):
        if name in figures or (name in facts and not must_be_figure):
            continue
        if name in facts:
            yield place.problem(_("{name} 不是指标，后面不能加点").format(name=name))
        else:
            known = joined(sorted(facts)[:5])
            reason = _("没有叫 {name} 的指标或事实。指标写编号，如 I38；能用的事实有：{known}")
            yield place.problem(reason.format(name=name, known=known or _("没有")))


def _typed(nodes: tuple[Node, ...], allowed: Collection[str]) -> Iterator[Problem]:
    """Numbers typed into the wording; what stands in 《》 is the title of a text."""
    text, starts = "", []
    for node in nodes:
        starts.append(len(text))
        text += node.text if isinstance(node, Text) else CONTROL
    plain = _TITLE.sub(lambda found: "·" * len(found.group()), text)
    for word in sorted(allowed, key=len, reverse=True):
        plain = plain.replace(word, "·" * len(word))
    for found in numerals(plain):
        which = bisect_right(starts, found.start) - 1
        node = nodes[which]
        place = _place(node, found.start - starts[which]) if isinstance(node, Text) else _first_place(node)
        yield place.problem(_reason(found.text))
    for node in nodes:
        if isinstance(node, Choice):
            yield from _typed(node.then, allowed)
            yield from _typed(node.otherwise, allowed)


def _reason(number: str) -> str:
    if CONTROL in number:
        around = number.replace(CONTROL, "{…}")
        return _("“{around}”会让人读成另一个数。请把紧挨着的字去掉").format(around=around)
    return _("这里直接写了数字“{number}”。数字请用指标，如 {{I38}}；年份和日期请用事实，如 {{year}}").format(
        number=number
    )


def _place(node: Text, offset: int) -> Place:
    before = node.text[:offset]
    if "\n" not in before:
        return Place(node.place.line, node.place.column + offset)
    return Place(node.place.line + before.count("\n"), offset - before.rfind("\n"))


def _first_place(node: Node) -> Place:
    return next(_asked(node.condition))[2] if isinstance(node, Choice) else node.place


def _too_deep(source: str) -> Iterator[Problem]:
    for number, line in enumerate(source.splitlines(), 1):
        marks = _HEADING.match(line)
        if marks and len(marks.group(1)) > LEVELS:
            yield Place(number, 1).problem(_("标题最多四级，请用一到四个 #"))


def _holds(condition: Condition, figures: Mapping[str, Figure], facts: Mapping[str, Fact]) -> bool:
    if isinstance(condition, Not):
        return not _holds(condition.condition, figures, facts)
    if isinstance(condition, Every):
        return all(_holds(each, figures, facts) for each in condition.conditions)
    if isinstance(condition, Either):
        return any(_holds(each, figures, facts) for each in condition.conditions)
    figure = figures.get(condition.name)
    if figure is None:
        return condition.which is None and bool(facts.get(condition.name))
    if condition.which is None:
        return BoundFigure.of(figure) is not None
    return {"met": figure.met is True, "full": figure.full, "none": figure.none}[condition.which]


def _pieces(nodes: Iterable[Node], figures: Mapping[str, Figure], facts: Mapping[str, Fact]) -> Iterator[_Piece]:
    for node in nodes:
        if isinstance(node, Text):
            yield node.text
        elif isinstance(node, Choice):
            chosen = node.then if _holds(node.condition, figures, facts) else node.otherwise
            yield from _pieces(chosen, figures, facts)
        elif node.form is None and node.name in facts and node.name not in figures:
            yield _fact(node.name, facts[node.name])
        else:
            yield _figure(node.name, node.form, figures.get(node.name))


def _fact(name: str, fact: Fact) -> _Piece:
    text = chinese_date(fact) if isinstance(fact, date) else clean(fact or "").strip()
    return _Given(text) if text else _Missing(name, None)


def _figure(name: str, form: Form | None, figure: Figure | None) -> _Piece:
    if figure is None:
        return _Missing(name, State.ABSENT)
    bound = BoundFigure.of(figure, form or "value")
    if bound is not None:
        return bound
    state = figure.value.state
    return _Missing(name, State.NO_DENOMINATOR if state is State.OK and form == "whole" else state)


def _lines(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    """Cut at the line breaks of the wording; those of facts were made spaces."""
    line: list[_Piece] = []
    for piece in pieces:
        if not isinstance(piece, str):
            line.append(piece)
            continue
        first, *more = piece.split("\n")
        line.append(first)
        for text in more:
            yield line
            line = [text]
    yield line


def _block(line: list[_Piece], gaps: list[Gap]) -> Block | None:
    level = 0
    if line and isinstance(line[0], str):
        lead = line[0].lstrip(" \u3000\t")
        marks = _HEADING.match(lead) if line[0] == lead else None
        level = len(marks.group(1)) if marks else 0
        line = [lead[marks.end() :] if marks else lead, *line[1:]]
    kept: list[list[_Piece]] = []
    dropped_last = False
    for sentence in _sentences(line):
        missing = [piece for piece in sentence if isinstance(piece, _Missing)]
        dropped_last = bool(missing)
        gaps.extend(Gap(each.name, each.state, _shown(sentence)) for each in missing)
        if not missing:
            kept.append(sentence)
    runs = _ended([piece for sentence in kept for piece in sentence], dropped_last)
    if not any(isinstance(run, FigureRun) or run.text.strip() for run in runs):
        return None
    return Heading(level, runs) if level else Paragraph(runs)


def _sentences(line: list[_Piece]) -> Iterator[list[_Piece]]:
    sentence: list[_Piece] = []
    for piece in line:
        if not isinstance(piece, str):
            sentence.append(piece)
            continue
        for part in _SENTENCE.findall(piece):
            sentence.append(part)
            if any(mark in part for mark in _ENDS):
                yield sentence
                sentence = []
    if sentence:
        yield sentence


def _shown(sentence: list[_Piece]) -> str:
    words = (
        piece if isinstance(piece, str) else f"〔{piece.name}〕" if isinstance(piece, _Missing) else piece.text
        for piece in sentence
    )
    return "".join(words).strip()


def _ended(pieces: list[_Piece], dropped_last: bool) -> tuple[Run, ...]:  # noqa: FBT001  # one caller, one meaning
    """Return the runs of a paragraph; if its last sentence was left out, the one before it ends with 。"""
    runs: list[Run] = []
    for piece in pieces:
        if isinstance(piece, BoundFigure):
            runs.append(FigureRun(piece))
        elif not isinstance(piece, _Missing):
            runs.append(TextRun(piece if isinstance(piece, str) else piece.text))
    if dropped_last and runs and isinstance(runs[-1], TextRun) and runs[-1].text.rstrip().endswith("；"):
        runs[-1] = TextRun(runs[-1].text.rstrip()[:-1] + "。")
    return tuple(run for run in runs if isinstance(run, FigureRun) or run.text)
