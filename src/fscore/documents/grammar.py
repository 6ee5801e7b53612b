"""The small grammar of section templates: read character by character, never evaluated.

A template is plain text. ``# `` to ``#### `` begin a heading, every other line is a paragraph. Between braces stand::

    {I38}  {I38.part}  {I38.whole}  {I34.claim}      a figure: its number, or a claim that it bears out
    {I40.none}  {I26.full}                           未发生 and 全部, where this is what was counted
    {name}                                           a fact that the program gives
    {if I34.met and not I40.none}…{else}…{end}       words that depend on a figure or a fact
    {{  }}                                           braces as such

    condition  = both { "or" both }
    both       = denial { "and" denial }
    denial     = "not" denial | "(" condition ")" | name [ "." ("met" | "full" | "none") ]
"""

import re
from collections.abc import Iterator
from typing import cast

import attrs

from fscore.documents.bound import FORMS, Form
from fscore.errors import FscoreError, Problem
from fscore.labels import _, joined

TESTS = ("met", "full", "none")
MAX_DEPTH = 20
_NAME = re.compile(r"[^\W\d][\w-]*")
_KEYWORDS = ("if", "else", "end", "and", "or", "not")
_TOKEN = re.compile(r"\s*(?:(?P<name>[^\W\d][\w-]*)|(?P<sign>[().]))")


class BadTemplate(FscoreError, ValueError):
    """A template that can't be used; :attr:`problems` says where, what is wrong and what to write."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("{faults}", faults="；".join(map(str, problems)))
        self.problems = problems


@attrs.frozen
class Place:
    """A place in a template: line and column, both from 1."""

    line: int
    column: int

    def problem(self, reason: str) -> Problem:
        """Return what is wrong here."""
        return Problem(_("第 {line} 行第 {column} 个字").format(line=self.line, column=self.column), reason)


@attrs.frozen
class Text:
    """Words as they are; a line break ends a paragraph."""

    text: str
    place: Place


@attrs.frozen
class Placeholder:
    """Where a figure or a fact is set in."""

    name: str
    form: Form | None
    place: Place


@attrs.frozen
class Question:
    """Whether a figure has a number, a fact is given, or what the figure says of itself."""

    name: str
    which: str | None
    place: Place


@attrs.frozen
class Not:
    """The opposite of a condition."""

    condition: "Condition"


@attrs.frozen
class Every:
    """Every one of several conditions."""

    conditions: "tuple[Condition, ...]"


@attrs.frozen
class Either:
    """At least one of several conditions."""

    conditions: "tuple[Condition, ...]"


Condition = Question | Not | Every | Either


@attrs.frozen
class Choice:
    """Words for a condition that holds, and words for one that doesn't."""

    condition: Condition
    then: "tuple[Node, ...]"
    otherwise: "tuple[Node, ...]"


Node = Text | Placeholder | Choice


def parse(source: str) -> tuple[Node, ...]:
    """Return the parts of a template.

    Raises:
        BadTemplate: at the first place that can't be understood.
    """
    parser = _Parser(source.replace("\r\n", "\n").replace("\r", "\n"))
    nodes = parser.nodes(depth=0)
    if parser.stopped_at is not None:
        word, place = parser.stopped_at
        raise _fault(place, _("这里的 {{{word}}} 前面没有 {{if …}}。请补上，或者去掉它").format(word=word))
    return nodes


def _fault(place: Place, reason: str) -> BadTemplate:
    return BadTemplate((place.problem(reason),))


class _Parser:
    """Reads a template once, from left to right."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self.stopped_at: tuple[str, Place] | None = None

    def _place(self, at: int) -> Place:
        before = self._source[:at]
        return Place(before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1)

    def nodes(self, depth: int) -> tuple[Node, ...]:
        """Read to the end, or to an ``{else}`` or ``{end}``, which is left in :attr:`stopped_at`."""
        found: list[Node] = []
        self.stopped_at = None
        while self._at < len(self._source):
            start = self._at
            text = self._words()
            if text:
                found.append(Text(text, self._place(start)))
                continue
            place = self._place(start)
            inside = self._braces(place)
            if inside in {"else", "end"}:
                self.stopped_at = (inside, place)
                break
            if re.match(r"if\b", inside):
                found.append(self._choice(inside[2:], self._place(start + 3), place, depth))
            else:
                found.append(_placeholder(inside, place))
        return tuple(found)

    def _words(self) -> str:
        """Read words up to the next placeholder."""
        found = []
        while self._at < len(self._source):
            char = self._source[self._at]
            if char in "{}":
                if self._source[self._at : self._at + 2] != char * 2:
                    if char == "}":
                        raise _fault(self._place(self._at), _("这里多了一个 }。要写花括号本身，请写 }}"))
                    break
                self._at += 1
            found.append(char)
            self._at += 1
        return "".join(found)

    def _braces(self, place: Place) -> str:
        end = self._source.find("}", self._at)
        inside = self._source[self._at + 1 : end]
        if end < 0 or "{" in inside or "\n" in inside:
            raise _fault(place, _("这里的 { 没有配上 }。请补上；要写花括号本身，请写 {{"))
        self._at = end + 1
        return inside.strip()

    def _choice(self, source: str, inner: Place, place: Place, depth: int) -> Choice:
        if depth >= MAX_DEPTH:
            raise _fault(place, _("{{if}} 套得太深，最多 {depth} 层").format(depth=MAX_DEPTH))
        condition = _ConditionParser(source, inner).whole()
        then = self.nodes(depth + 1)
        otherwise: tuple[Node, ...] = ()
        if self.stopped_at is not None and self.stopped_at[0] == "else":
            otherwise = self.nodes(depth + 1)
        if self.stopped_at is None or self.stopped_at[0] != "end":
            raise _fault(place, _("这里的 {if …} 没有结束。请在它管的话后面写 {end}"))
        self.stopped_at = None
        return Choice(condition, then, otherwise)


def _placeholder(inside: str, place: Place) -> Placeholder:
    name, dot, form = inside.partition(".")
    if not _NAME.fullmatch(name) or name in _KEYWORDS:
        raise _fault(
            place, _("看不懂 {{{inside}}}。花括号里写指标编号（如 {{I38}}）或事实的名字").format(inside=inside)
        )
    if dot and form not in FORMS:
        known = joined(f"{name}.{each}" for each in FORMS)
        raise _fault(place, _("没有 {{{inside}}} 这种写法，可以写 {known}").format(inside=inside, known=known))
    return Placeholder(name, cast("Form", form) if dot else None, place)


class _ConditionParser:
    """Recursive descent over the words of one condition."""

    def __init__(self, source: str, start: Place) -> None:
        self._start = start
        self._tokens = list(self._split(source))
        self._depth = 0

    def _split(self, source: str) -> Iterator[tuple[str, Place]]:
        at = 0
        while source[at:].strip():
            found = _TOKEN.match(source, at)
            if found is None:
                wrong = source[at:].lstrip()
                place = Place(self._start.line, self._start.column + len(source) - len(wrong))
                raise _fault(place, _("条件里不能写“{wrong}”，只能写指标、and、or、not 和括号").format(wrong=wrong[0]))
            word = found.group().lstrip()
            yield word, Place(self._start.line, self._start.column + found.end() - len(word))
            at = found.end()

    def whole(self) -> Condition:
        """Read the whole condition."""
        condition = self._any()
        if self._tokens:
            word, place = self._tokens[0]
            raise _fault(place, _("条件在“{word}”之前就完了。请用 and 或 or 连起来").format(word=word))
        return condition

    def _next(self) -> str:
        return self._tokens[0][0] if self._tokens else ""

    def _any(self) -> Condition:
        found = [self._all()]
        while self._next() == "or":
            self._tokens.pop(0)
            found.append(self._all())
        return found[0] if len(found) == 1 else Either(tuple(found))

    def _all(self) -> Condition:
        found = [self._denial()]
        while self._next() == "and":
            self._tokens.pop(0)
            found.append(self._denial())
        return found[0] if len(found) == 1 else Every(tuple(found))

    def _denial(self) -> Condition:
        if not self._tokens:
            raise _fault(self._start, _("条件没有写完。请写指标，例如 {if I34.met}"))
        word, place = self._tokens.pop(0)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _fault(place, _("条件太长，请分成几个 {if}"))
        if word == "not":
            return Not(self._denial())
        if word == "(":
            inside = self._any()
            if self._next() != ")":
                raise _fault(place, _("这里的括号没有配上。请补上 )"))
            self._tokens.pop(0)
            return inside
        if word in _KEYWORDS or not _NAME.fullmatch(word):
            raise _fault(place, _("“{word}”这里要写指标，例如 I34.met").format(word=word))
        return self._test(word, place)

    def _test(self, name: str, place: Place) -> Question:
        if self._next() != ".":
            return Question(name, None, place)
        self._tokens.pop(0)
        which = self._tokens.pop(0)[0] if self._tokens else ""
        if which not in TESTS:
            known = joined(f"{name}.{each}" for each in TESTS)
            raise _fault(place, _("没有 {name}.{which} 这种条件，可以写 {name} 或 {known}").format(
                name=name, which=which, known=known))  # fmt: skip
        return Question(name, which, place)
