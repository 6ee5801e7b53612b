"""What a reader of the paper would see: the text of each paragraph, and the text of each figure's control.

Word writes a sentence in pieces (``w:r``), marks spelling between them and keeps deleted text beside the new. This
module puts the pieces together again. It looks at the XML, since libraries that offer "the text of a paragraph"
leave content controls out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Self

import attrs

from fscore.documents.numerals import CONTROL
from fscore.documents.ooxml import VML, A, Element, M, w
from fscore.labels import _

# Settings of text, text that was deleted or moved away, and what only programs read.
_SETTINGS = ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr")
_UNSEEN = frozenset(map(w, (*_SETTINGS, "del", "moveFrom", "delText", "delInstrText")))
_TEXT = frozenset({w("t"), f"{{{M}}}t", f"{{{A}}}t"})
_FIXED = {w("tab"): " ", w("br"): " ", w("cr"): " ", w("ptab"): " ", w("noBreakHyphen"): "-"}
_OFF = {"0", "false", "off"}

# Fields that print no number of their own: links, and lists of headings, whose text is counted as it stands.
_SILENT_FIELDS = frozenset({"HYPERLINK", "TOC"})
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})


# Kinds of paragraphs by the name of their style. Names are kept by Word, which gives styles new ids when it saves.
_ANNEX = "annex mark"
_KINDS = {"title": "title", "document number": "number", "signature": "signature", _ANNEX: "mark"}


@attrs.frozen
class StoryParagraph:
    """The text of a paragraph with :data:`CONTROL` for each figure, the keys of these, and where it stands.

    The key of a figure without text is empty: it is not seen there.
    """

    text: str
    keys: tuple[str, ...] = ()
    place: str = ""


@attrs.define
class _Sink:
    """Where text goes until its paragraph or control ends."""

    pieces: list[str] = attrs.Factory(list)
    keys: list[str] = attrs.Factory(list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


@attrs.define
class Story:
    """One part of a document: its paragraphs, the texts of its controls by tag, and what else may print a number.

    ``aside`` has text that is hidden and fields that compute; each is worth a look if it brings a number.
    """

    paragraphs: list[StoryParagraph] = attrs.Factory(list)
    controls: list[tuple[str, str]] = attrs.Factory(list)
    aside: list[str] = attrs.Factory(list)
    computed: list[str] = attrs.Factory(list)


@attrs.define
class _Field:
    instruction: str = ""
    shows_result: bool = False

    @property
    def name(self) -> str:
        words = self.instruction.split()
        return words[0].upper() if words else ""


class Reader:
    """Reads one part; ``keys`` are those of the figures, ``looks`` the styles. Page numbers are the ``margin``'s."""

    def __init__(self, keys: Iterable[str], looks: "Looks", *, margin: bool = False) -> None:
        self._keys = frozenset(keys)
        self._looks = looks
        self._margin = margin
        self._fields: list[_Field] = []
        self._sink = _Sink()
        self._in_control = 0
        self._in_paragraph = False
        self._annexes = 0
        self._column: int | None = None
        self._style_hides = False
        self._special: dict[str, Callable[[Element], None]] = {
            w("p"): self._paragraph,
            w("r"): self._run,
            w("sdt"): self._control,
            w("tr"): self._row,
            w("tc"): self._cell,
            w("sym"): self._symbol,
            w("fldChar"): self._field_mark,
            w("instrText"): self._instruction,
            w("fldSimple"): self._simple_field,
            f"{{{VML}}}textpath": self._word_art,
        }
        self.story = Story()

    def read(self, root: Element) -> Story:
        """Return the story of the part whose root is given."""
        self._descend(root)
        if self._sink.text.strip():
            self._keep(self._sink, "")
        return self.story

    def _descend(self, element: Element) -> None:
        for child in element.iterchildren():
            name = child.tag
            if name in _UNSEEN:
                continue
            if name in _TEXT:
                self._text(child.text or "")
            elif name in _FIXED:
                self._text(_FIXED[str(name)])
            else:
                self._special.get(str(name), self._descend)(child)

    def _word_art(self, element: Element) -> None:
        self._text(element.get("string", ""))

    def _symbol(self, element: Element) -> None:
        self._text(_symbol(element.get(w("char"), "")))

    def _instruction(self, element: Element) -> None:
        if self._fields:
            self._fields[-1].instruction += element.text or ""

    def _text(self, text: str) -> None:
        shown = [field for field in self._fields if field.shows_result]
        if self._margin and any(field.name in _PAGE_FIELDS for field in shown):
            return
        self._sink.pieces.append(text.replace(CONTROL, " "))

    def _keep(self, sink: _Sink, kind: str) -> None:
        column = "" if self._column is None else f"column {self._column}"
        annex = f"annex {self._annexes}" if self._annexes else ""
        place = " ".join(part for part in (annex, column, kind) if part)
        self.story.paragraphs.append(StoryParagraph(sink.text, tuple(sink.keys), place))

    def _row(self, row: Element) -> None:
        outside, self._column = self._column, 0
        self._descend(row)
        self._column = outside

    def _cell(self, cell: Element) -> None:
        self._column = (self._column or 0) + 1
        self._descend(cell)

    def _paragraph(self, paragraph: Element) -> None:
        """Text of a paragraph within a control is the control's; otherwise it is a paragraph of the story."""
        before = self._style_hides
        style = _style_of(paragraph, "pPr", "pStyle")
        self._style_hides = style in self._looks.hidden
        if self._in_control:
            self._descend(paragraph)
        else:
            within, self._in_paragraph = self._in_paragraph, True
            outside, self._sink = self._sink, _Sink()
            kind = self._kind(style)
            self._descend(paragraph)
            self._keep(self._sink, kind)
            self._sink, self._in_paragraph = outside, within
        self._style_hides = before

    def _kind(self, style: str | None) -> str:
        name = self._looks.names.get(style or "", "").casefold()
        self._annexes += name == _ANNEX
        return "heading" if name.startswith("heading ") else _KINDS.get(name, "")

    def _run(self, run: Element) -> None:
        vanish = run.find(f"{w('rPr')}/{w('vanish')}")
        direct = None if vanish is None else vanish.get(w("val"), "1") not in _OFF
        styled = self._style_hides or _style_of(run, "rPr", "rStyle") in self._looks.hidden
        if styled if direct is None else direct:
            outside, self._sink = self._sink, _Sink()
            self._descend(run)
            self.story.aside.append(self._sink.text)
            self._sink = outside
        else:
            self._descend(run)

    def _control(self, control: Element) -> None:
        key = self._key(control)
        if key is None:
            self._descend(control)
            return
        outside, self._sink = self._sink, _Sink()
        self._in_control += 1
        self._descend(control)
        self._in_control -= 1
        text, self._sink = self._sink.text, outside
        self.story.controls.append((key, text))
        shown = key if text.strip() else ""
        if self._in_paragraph or self._in_control:
            self._sink.pieces.append(CONTROL)
            self._sink.keys.append(shown)
        else:  # Word sets a control around the paragraph when it is all that the paragraph holds
            style = next((_style_of(one, "pPr", "pStyle") for one in control.iter(w("p"))), None)
            self._keep(_Sink([CONTROL], [shown]), self._kind(style))

    def _key(self, control: Element) -> str | None:
        """Return the key of a figure's control, None for a control that is none of ours."""
        tag = control.find(f"{w('sdtPr')}/{w('tag')}")
        key = "" if tag is None else tag.get(w("val"), "")
        return key if key in self._keys else None

    def _field_mark(self, element: Element) -> None:
        kind = element.get(w("fldCharType"), "")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows_result = True
        elif kind == "end" and self._fields:
            self._note_field(self._fields.pop())

    def _simple_field(self, element: Element) -> None:
        field = _Field(element.get(w("instr"), ""), shows_result=True)
        self._fields.append(field)
        self._descend(element)
        self._fields.remove(field)
        self._note_field(field)

    def _note_field(self, field: _Field) -> None:
        if field.name in _SILENT_FIELDS or (self._margin and field.name in _PAGE_FIELDS):
            return
        self.story.computed.append(_("域：{instruction}").format(instruction=field.instruction.strip()))


def _symbol(code: str) -> str:
    """Return the character of a symbol; symbol fonts keep theirs at F000 and above."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number & 0xFF if 0xF000 <= number <= 0xF0FF else number) if 0 < number < 0x11000 else ""


def _style_of(element: Element, properties: str, name: str) -> str | None:
    style = element.find(f"{w(properties)}/{w(name)}")
    return None if style is None else style.get(w("val"))


@attrs.frozen
class Looks:
    """The styles of a document: those whose text is not shown, and the name of each."""

    hidden: frozenset[str] = frozenset()
    names: Mapping[str, str] = attrs.Factory(dict)

    @classmethod
    def of(cls, parts: Iterable[Element]) -> Self:
        """Return the looks of parts with styles."""
        hidden: frozenset[str] = frozenset()
        names: dict[str, str] = {}
        for part in parts:
            hidden |= _hidden_styles(part)
            for style in part.iterchildren(w("style")):
                name = style.find(w("name"))
                names[style.get(w("styleId"), "")] = "" if name is None else name.get(w("val"), "")
        return cls(hidden, names)


def _hidden_styles(styles: Element) -> frozenset[str]:
    """Return the styles whose text is not shown, directly or through the style they are based on."""
    hidden: dict[str, bool] = {}
    parents: dict[str, str] = {}
    for style in styles.iterchildren(w("style")):
        name = style.get(w("styleId"), "")
        vanish = style.find(f"{w('rPr')}/{w('vanish')}")
        if vanish is not None:
            hidden[name] = vanish.get(w("val"), "1") not in _OFF
        based_on = style.find(w("basedOn"))
        if based_on is not None:
            parents[name] = based_on.get(w("val"), "")

    def shown_state(name: str) -> bool:
        seen: set[str] = set()
        while name not in hidden and name in parents and name not in seen:
            seen.add(name)
            name = parents[name]
        return hidden.get(name, False)

    return frozenset(name for name in {*hidden, *parents} if shown_state(name))


def numbered_automatically(root: Element, numbering: Element | None) -> Iterator[str]:
    """Return a word for each paragraph that Word itself numbers in digits; bullets and 一、 are no digits."""
    formats = {} if numbering is None else _formats(numbering)
    for setting in root.iter(w("numPr")):
        which = {child.tag: child.get(w("val"), "") for child in setting.iterchildren()}
        number, level = str(which.get(w("numId"), "0")), str(which.get(w("ilvl"), "0"))
        if number != "0" and formats.get((number, level), "decimal") not in _WITHOUT_DIGITS:
            yield _("自动编号")


_WITHOUT_DIGITS = frozenset({"bullet", "none", "chineseCounting", "chineseCountingThousand", "ideographTraditional",
                             "taiwaneseCounting", "japaneseCounting", "ideographDigital"})  # fmt: skip


def _formats(numbering: Element) -> dict[tuple[str, str], str]:
    """Return the kind of number by list and level; a label that holds digits of its own counts as digits."""
    abstract: dict[str, dict[str, str]] = {}
    for one in numbering.iterchildren(w("abstractNum")):
        levels = abstract[one.get(w("abstractNumId"), "")] = {}
        for level in one.iterchildren(w("lvl")):
            kind, label = level.find(w("numFmt")), level.find(w("lvlText"))
            text = "" if label is None else label.get(w("val"), "")
            literal = any(char.isdigit() and text[max(0, place - 1)] != "%" for place, char in enumerate(text))
            found = "decimal" if kind is None else kind.get(w("val"), "decimal")
            levels[level.get(w("ilvl"), "0")] = "decimal" if literal else found
    found_formats: dict[tuple[str, str], str] = {}
    for number in numbering.iterchildren(w("num")):
        which = number.find(w("abstractNumId"))
        levels = {} if which is None else abstract.get(which.get(w("val"), ""), {})
        for name, kind_name in levels.items():
            found_formats[number.get(w("numId"), ""), name] = kind_name
    return found_formats
