"""Read a finished file: which figures it says it holds, and what stands in it now."""

from collections.abc import Callable, Iterator, Mapping

import attrs

from fscore.documents.bound import BoundFigure
from fscore.documents.identity import BrokenIdentity, Identity, read_identity
from fscore.documents.marks import MarkedParagraph, marked
from fscore.documents.numerals import numerals
from fscore.documents.ooxml import FIGURES, Element
from fscore.documents.package import Package, refused
from fscore.documents.stories import Looks, Reader, Story, numbered_automatically
from fscore.evaluation.figures import Figure
from fscore.labels import _

# Their numbers come from somewhere else, and are not looked at one by one.
_EMBEDDED = ("chart", "chartEx", "diagramData", "oleObject", "package", "aFChunk", "subDocument")
_MARGINS = ("header", "footer", "footnotes", "endnotes")


@attrs.frozen(kw_only=True)
class ReadDocument:
    """A file as it is now, beside what it was when it was written.

    ``texts`` has what stands in the control of each figure, once for each place; a figure whose control is gone has
    none. ``paragraphs`` has the controls and the numbers outside of them, ``written`` has them as they were written;
    ``loose`` are numbers where the writer sets none: in margins and notes, hidden, computed by Word, or embedded.
    ``sealed`` says that the seal was checked and is ours.
    """

    title: str
    figures: tuple[BoundFigure, ...]
    texts: Mapping[str, tuple[str, ...]]
    paragraphs: tuple[MarkedParagraph, ...]
    written: tuple[MarkedParagraph, ...]
    loose: tuple[str, ...] = ()
    sealed: bool = False

    def again(self, find: Callable[[BoundFigure], Figure | None]) -> dict[str, BoundFigure]:
        """Return the figures as the records give them now, by their key; what has no number any more is left out.

        Args:
            find: computes the figure of the same indicator, division and period; asked once for each of these.
        """
        asked: dict[tuple[object, ...], Figure | None] = {}
        found: dict[str, BoundFigure] = {}
        for figure in self.figures:
            what = figure.place[:-1]
            if what not in asked:
                asked[what] = find(figure)
            current = asked[what]
            bound = None if current is None else BoundFigure.of(current, figure.form, figure.key)
            if bound is not None:
                found[str(figure.key)] = bound
        return found


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
    looks = Looks.of(package.root(name) for name in package.related(package.main, "styles"))
    root = package.root(package.main)
    body = Reader(keys, looks).read(root)
    margins = [
        Reader(keys, looks, margin=kind in {"header", "footer"}).read(package.root(name))
        for kind in _MARGINS
        for name in sorted(set(package.related(package.main, kind)))
    ]
    texts: dict[str, tuple[str, ...]] = {}
    for story in (body, *margins):
        for tag, text in story.controls:
            texts[tag] = (*texts.get(tag, ()), text)
    return ReadDocument(
        title=identity.title,
        figures=identity.figures,
        texts=texts,
        paragraphs=tuple(marked(body.paragraphs)),
        written=identity.paragraphs,
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


def _loose(package: Package, root: Element, body: Story, margins: list[Story]) -> Iterator[str]:
    for story in margins:
        for paragraph in story.paragraphs:
            found = numerals(paragraph.text)
            yield from (_("{number}（页眉、页脚或脚注）").format(number=number.text) for number in found)
    for story in (body, *margins):
        for text in story.aside:
            yield from (_("{number}（隐藏文字）").format(number=found.text) for found in numerals(text))
        yield from story.computed
    numbering = [package.root(name) for name in package.related(package.main, "numbering")]
    yield from numbered_automatically(root, numbering[0] if numbering else None)
    for kind in _EMBEDDED:
        yield from (_("嵌入的图表或文件：{name}").format(name=name) for name in package.related(package.main, kind))
