"""Read a finished file: which figures it says it holds, and what stands in it now."""

from collections.abc import Iterator, Mapping

import attrs

from fscore.documents.bound import BoundFigure
from fscore.documents.identity import BrokenIdentity, Identity, read_identity
from fscore.documents.numerals import Numeral, numerals
from fscore.documents.ooxml import FIGURES, Element, w
from fscore.documents.package import Package, refused
from fscore.documents.stories import Reader, Story, hidden_styles, numbered_automatically
from fscore.labels import _

_MARGINS = ("header", "footer", "footnotes", "endnotes")


@attrs.frozen(kw_only=True)
class ReadDocument:
    """A file as it is now, beside what it was when it was written.

    ``texts`` has what stands in the control of each figure, once for each place; a figure whose control is gone has
    none. ``paragraphs`` has the numbers outside the controls; ``loose`` are numbers where the writer sets none: in
    margins and notes, hidden, computed by Word, or embedded. ``sealed`` says that the seal was checked and is ours.
    """

    title: str
    figures: tuple[BoundFigure, ...]
    texts: Mapping[str, tuple[str, ...]]
    paragraphs: tuple[tuple[Numeral, ...], ...]
    written: tuple[tuple[str, ...], ...]
    loose: tuple[str, ...] = ()
    sealed: bool = False


def read(content: bytes, key: bytes | None = None) -> ReadDocument:
    """Return what a file written by :func:`fscore.documents.write` holds now.

    Args:
        key: the key that the file was sealed with; without it a forged identity can't be told from a true one.

    Raises:
        RefusedFile: if the file is no .docx, too large, not written by us, or its identity part was changed.
    """
    package = Package(content)
    identity = _identity(package, key)
    keys = [str(figure.key) for figure in identity.figures]
    hidden = _hidden(package)
    root = package.root(package.main)
    body = Reader(keys, hidden).read(root)
    margins = [
        Reader(keys, hidden, margin=kind in {"header", "footer"}).read(package.root(name))
        for kind in _MARGINS
        for name in sorted(set(package.related(package.main, kind)))
    ]
    texts: dict[str, tuple[str, ...]] = {}
    for story in (body, *margins):
        for tag, text in story.controls:
            texts[tag] = (*texts.get(tag, ()), text)
    found = (tuple(numerals(text)) for text in body.paragraphs)
    return ReadDocument(
        title=identity.title,
        figures=identity.figures,
        texts=texts,
        paragraphs=tuple(numbers for numbers in found if numbers),
        written=tuple(paragraph.numbers for paragraph in identity.paragraphs),
        loose=tuple(_loose(package, root, body, margins)),
        sealed=key is not None,
    )


def _identity(package: Package, key: bytes | None) -> Identity:
    names = sorted(set(package.related(package.main, "customXml")))
    roots = [root for root in map(package.root, names) if root.tag == f"{{{FIGURES}}}figures"]
    if not roots:
        raise refused(_("它里面没有数字清单：不是这个系统写的，或者被别的程序重新存过。请用原来的文件"))
    if len(roots) > 1:
        raise refused(_("它里面有两份数字清单，不能确定哪一份是真的"))
    try:
        return read_identity(roots[0], key)
    except BrokenIdentity as reason:
        raise refused(str(reason)) from reason


def _hidden(package: Package) -> frozenset[str]:
    return frozenset(
        style for name in package.related(package.main, "styles") for style in hidden_styles(package.root(name))
    )


def _loose(package: Package, root: Element, body: Story, margins: list[Story]) -> Iterator[str]:
    for story in margins:
        for text in story.paragraphs:
            yield from (_("{number}（页眉、页脚或脚注）").format(number=found.text) for found in numerals(text))
    for story in (body, *margins):
        for text in story.aside:
            yield from (_("{number}（隐藏文字）").format(number=found.text) for found in numerals(text))
        yield from story.computed
    numbering = [package.root(name) for name in package.related(package.main, "numbering")]
    yield from numbered_automatically(root, numbering[0] if numbering else None)
    if root.find(f".//{w('altChunk')}") is not None:
        yield _("嵌入的另一份文件")
