"""Reads items of QTI 2.x and 3.0 whose answers are judged by ``match_correct`` or ``map_response``."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
from lxml import etree

from fscore.errors import Problem, RefusedFile
from fscore.labels import _
from fscore_exam.formats.carried import Collected, Unreadable, clean, number
from fscore_exam.formats.moodle_xml_in import xml_tree
from fscore_exam.questions import Item, Option, QuestionKind, Scoring, Style, share_of

_GAP = "_____"
_FULL = Decimal(100)
# Elements that only arrange text; what else stands in a text makes it HTML.
_BLOCKS = frozenset({
    "p", "div", "br", "prompt", "itembody", "contentbody", "modalfeedback", "choiceinteraction",
    "extendedtextinteraction",
})  # fmt: skip
_PLAIN = frozenset({"span", "simplechoice", "inlinechoice", "textentryinteraction", "inlinechoiceinteraction"})
_MARKED = frozenset({
    "b", "strong", "i", "em", "u", "sub", "sup", "small", "big", "tt", "code", "pre", "q", "cite", "h1", "h2",
    "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "table", "thead", "tbody",
    "tfoot", "tr", "th", "td", "caption", "hr",
})  # fmt: skip
_CHOICES = {"choiceinteraction": "simplechoice", "inlinechoiceinteraction": "inlinechoice"}
_INTERACTIONS = frozenset({*_CHOICES, "textentryinteraction", "extendedtextinteraction"})


def _name(element: Any) -> str:
    """Return an element's name in one spelling: simpleChoice and qti-simple-choice are the same."""
    if not isinstance(element.tag, str):
        raise Unreadable(_("有 XML 实体，不收"))
    return str(etree.QName(element).localname).removeprefix("qti-").replace("-", "").lower()


def _attribute(element: Any, name: str) -> str:
    for key, value in element.attrib.items():
        if str(key).replace("-", "").lower() == name:
            return str(value).strip()
    return ""


def _all(element: Any, name: str) -> list[Any]:
    return [one for one in element.iter() if _name(one) == name]


@attrs.frozen
class _Mapping:
    """What responses are worth: each distinct one once, others ``default``, the sum between the bounds."""

    worth: dict[str, Decimal]
    default: Decimal
    lower: Decimal | None
    upper: Decimal | None
    case_sensitive: bool

    def clamped(self, value: Decimal) -> Decimal:
        """Return a sum within the bounds."""
        value = value if self.lower is None else max(self.lower, value)
        return value if self.upper is None else min(self.upper, value)


@attrs.frozen
class _Response:
    """What an item declares about its response."""

    many: bool
    numeric: bool
    correct: tuple[str, ...]
    mapping: _Mapping | None


def read_qti(content: bytes, name: str) -> list[Item]:
    """Return the question in a file.

    Raises:
        RefusedFile: if it is no single item, or asks or judges in a way that the bank does not know.
    """
    root = xml_tree(content, name)
    found = Collected(name)
    try:
        if _name(root) != "assessmentitem":
            reason = _("最外层要是 assessmentItem，不是 {tag}").format(tag=etree.QName(root).localname)
            raise RefusedFile(name, [Problem(_("第 1 行"), reason)])
        found.keep(root.sourceline, _item(root))
    except Unreadable as fault:
        found.fault(root.sourceline, str(fault))
    return found.done()


def _item(root: Any) -> Item:
    bodies = _all(root, "itembody")
    if len(bodies) != 1:
        raise Unreadable(_("没有 itemBody"))
    asked = [one for one in bodies[0].iter() if _name(one).endswith("interaction")]
    if len(asked) != 1:
        raise Unreadable(_("一题要正好一处作答，现在有 {count} 处").format(count=len(asked)))
    kind = _name(asked[0])
    if kind not in _INTERACTIONS:
        raise Unreadable(_("还不能收这种题：{kind}").format(kind=etree.QName(asked[0]).localname))
    said = _all(root, "modalfeedback")
    style = _style([bodies[0], *said])
    facts: dict[str, Any] = {
        "title": clean(_attribute(root, "title")),
        "code": clean(_attribute(root, "identifier")),
        "style": style,
        "stem": clean(_written(bodies[0], style)),
        "explanation": clean("\n".join(_written(one, style) for one in said)),
    }
    if kind == "extendedtextinteraction":
        return Item(QuestionKind.ESSAY, **facts)
    response = _response(root, asked[0])
    mapped = _mapped(root)
    if mapped and response.mapping is None:
        raise Unreadable(_("按 map_response 计分，却没有 mapping"))
    if not mapped:
        if not response.correct:
            raise Unreadable(_("没有正确答案 correctResponse"))
        response = attrs.evolve(response, mapping=None)
    if kind in _CHOICES:
        return _chosen(asked[0], _CHOICES[kind], response, facts)
    return _entered(response, facts)


def _response(root: Any, interaction: Any) -> _Response:
    identifier = _attribute(interaction, "responseidentifier")
    declared = [one for one in _all(root, "responsedeclaration") if _attribute(one, "identifier") == identifier]
    if len(declared) != 1:
        raise Unreadable(_("没有作答 {identifier} 的 responseDeclaration").format(identifier=identifier))
    cardinality = _attribute(declared[0], "cardinality")
    if cardinality not in ("single", "multiple"):
        raise Unreadable(_("还不能收 cardinality 是 {text} 的题").format(text=cardinality))
    correct = [clean(value.text or "") for one in _all(declared[0], "correctresponse") for value in _all(one, "value")]
    mappings = _all(declared[0], "mapping")
    return _Response(
        many=cardinality == "multiple",
        numeric=_attribute(declared[0], "basetype") in ("float", "integer"),
        correct=tuple(correct),
        mapping=_mapping(mappings[0], root) if mappings else None,
    )


def _mapping(element: Any, root: Any) -> _Mapping:
    def bound(name: str) -> Decimal | None:
        text = _attribute(element, name)
        return number(text, name) if text else None

    # The binding of version 3 matches without regard to case unless told; that of version 2 with.
    usual = "false" if str(etree.QName(root).localname).startswith("qti-") else "true"
    entries = _all(element, "mapentry")
    cases = {_attribute(one, "casesensitive") or usual for one in entries}
    if len(cases) > 1:
        raise Unreadable(_("有的答案区分大小写，有的不区分，还不能收"))
    worth = {
        clean(_attribute(one, "mapkey")): number(_attribute(one, "mappedvalue"), _("mappedValue")) for one in entries
    }
    return _Mapping(
        worth, bound("defaultvalue") or Decimal(0), bound("lowerbound"), bound("upperbound"), cases == {"true"}
    )


def _mapped(root: Any) -> bool:
    """Tell whether responses are mapped, or matched with the correct one."""
    processing = _all(root, "responseprocessing")
    if len(processing) != 1:
        raise Unreadable(_("没有计分方法 responseProcessing"))
    template = _attribute(processing[0], "template").rsplit("/", maxsplit=1)[-1].removesuffix(".xml")
    if not template:
        words = {_name(one) for one in processing[0].iter()} - {"responseprocessing"}
        if words <= _MATCH_WORDS and {"match", "correct"} <= words:
            template = "match_correct"
        elif words <= _MAP_WORDS and "mapresponse" in words:
            template = "map_response"
    if template not in ("match_correct", "map_response"):
        shown = template or _("自编的 responseProcessing")
        raise Unreadable(_("还不能按 {template} 计分，只会 match_correct 和 map_response").format(template=shown))
    return template == "map_response"


_MATCH_WORDS = frozenset({
    "responsecondition", "responseif", "responseelse", "match", "variable", "correct", "setoutcomevalue",
    "basevalue",
})  # fmt: skip
_MAP_WORDS = frozenset({
    "responsecondition", "responseif", "responseelse", "isnull", "variable", "setoutcomevalue", "basevalue",
    "mapresponse",
})  # fmt: skip


def _chosen(interaction: Any, part: str, response: _Response, facts: dict[str, Any]) -> Item:
    parts = [one for one in interaction.iter() if _name(one) == part]
    names = [_attribute(one, "identifier") for one in parts]
    texts = [clean(_written(one, facts["style"])) for one in parts]
    unknown = [one for one in response.correct if one not in names]
    if unknown:
        raise Unreadable(_("正确答案 {name} 不在选项里").format(name=unknown[0]))
    facts["shuffle"] = _attribute(interaction, "shuffle") == "true"
    kind = QuestionKind.MULTIPLE if response.many else QuestionKind.SINGLE
    if response.mapping is None:
        right = [name in response.correct for name in names]
        each = _FULL if not response.many else (_FULL / max(1, sum(right))).quantize(Decimal("0.00001"))
        options = tuple(Option(text, each if good else Decimal(0)) for text, good in zip(texts, right, strict=True))
        scoring = Scoring.EXACT if response.many else Scoring.PAPER
        return Item(kind, options=options, scoring=scoring, **facts)
    most = number(_attribute(interaction, "maxchoices") or "0", "maxChoices")
    worth = [response.mapping.worth.get(name, response.mapping.default) for name in names]
    if response.many:
        return _summed(list(zip(texts, worth, strict=True)), response.mapping, int(most), facts)
    worth = [response.mapping.clamped(one) for one in worth]
    points = _full(max(worth, default=Decimal(0)))
    options = tuple(Option(text, _percent(one, points)) for text, one in zip(texts, worth, strict=True))
    return Item(kind, options=options, points=points, **facts)


def _summed(parts: list[tuple[str, Decimal]], mapping: _Mapping, most: int, facts: dict[str, Any]) -> Item:
    """Return a question of several choices whose full points are the best sum that can be reached."""
    gains = sorted((worth for _text, worth in parts if worth > 0), reverse=True)[: most or None]
    points = _full(mapping.clamped(sum(gains, Decimal(0))))
    least = sum((worth for _text, worth in parts if worth < 0), Decimal(0))
    lowest = least if mapping.lower is None else max(mapping.lower, least)
    if lowest > 0:
        raise Unreadable(_("还不能收下限大于 0 的题"))
    return Item(
        QuestionKind.MULTIPLE,
        options=tuple(Option(text, _percent(worth, points)) for text, worth in parts),
        points=points,
        scoring=Scoring.MAPPED,
        lowest=_percent(lowest, points),
        **facts,
    )


def _full(points: Decimal) -> Decimal:
    if points <= 0:
        raise Unreadable(_("怎么答都没有分"))
    return points


def _percent(value: Decimal, points: Decimal) -> Decimal:
    found = (value * 100 / points).quantize(Decimal("0.00001"))
    if share_of(found) != Fraction(value) / Fraction(points):
        raise Unreadable(_("分值 {value} 占满分 {points} 的比例写不准").format(value=value, points=points))
    return found


def _entered(response: _Response, facts: dict[str, Any]) -> Item:
    if response.many:
        raise Unreadable(_("还不能收一个空里填几个答案的题"))
    mapping = response.mapping
    worth = {text: Decimal(1) for text in response.correct} if mapping is None else mapping.worth
    default = Decimal(0) if mapping is None else mapping.default
    if mapping is not None:
        worth = {text: mapping.clamped(one) for text, one in worth.items()}
        default = mapping.clamped(default)
    points = _full(max([*worth.values(), default]))
    options = [Option(_answer(text, response), _percent(one, points)) for text, one in worth.items()]
    if default:
        if any(option.percent < _percent(default, points) for option in options):
            raise Unreadable(_("还不能收没有列出的答案比列出的分多的题"))
        options.append(Option("*", _percent(default, points)))
    kind = QuestionKind.NUMERICAL if response.numeric else QuestionKind.SHORT
    case = not response.numeric and (mapping is None or mapping.case_sensitive)
    return Item(kind, options=tuple(options), points=points, case_sensitive=case, **facts)


def _answer(text: str, response: _Response) -> str:
    return f"{number(text, _('答案')).normalize():f}" if response.numeric else text.replace("*", "\\*")


def _style(parts: list[Any]) -> Style:
    names = {_name(one) for part in parts for one in part.iter()}
    unknown = names - _BLOCKS - _PLAIN - _MARKED
    if unknown:
        raise Unreadable(_("题里有收不进来的内容：{names}").format(names="、".join(sorted(unknown))))
    return Style.HTML if names & _MARKED else Style.PLAIN


def _written(element: Any, style: Style) -> str:
    """Return the text of an element, without the options and with a gap where an answer is entered."""
    pieces = "".join(_pieces(element, style, outermost=True))
    lines = [" ".join(line.split()) for line in pieces.split("\n")]
    return "\n".join(line for line in lines if line)


def _pieces(element: Any, style: Style, *, outermost: bool = False) -> Iterator[str]:
    name = _name(element)
    if name in ("simplechoice", "inlinechoice") and not outermost:
        return
    if name in ("textentryinteraction", "inlinechoiceinteraction"):
        yield _GAP
    kept = style is Style.HTML and name in _MARKED
    if kept:
        yield f"<{name}>"
    yield _text(element.text, style)
    for part in element:
        yield from _pieces(part, style)
        yield _text(part.tail, style)
    if kept:
        yield f"</{name}>"
    if name in _BLOCKS:
        yield "\n"


def _text(text: str | None, style: Style) -> str:
    found = " ".join((text or "").replace("\n", " ").split(" "))
    if style is Style.HTML:
        found = found.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return found
