"""The custom XML part: who each figure is, and which other numbers stood in the document when it was written."""

import hashlib
import hmac
import json
import uuid
from collections.abc import Iterable
from typing import Any

import attrs
from lxml import etree

from fscore.documents.bound import BoundFigure
from fscore.documents.marks import Mark, MarkedParagraph
from fscore.documents.ooxml import FIGURES, Element, clean
from fscore.errors import FscoreError
from fscore.labels import _

VERSION = "2"


class BrokenIdentity(FscoreError, ValueError):
    """The part that says which figures a document holds can't be trusted."""


@attrs.frozen
class Identity:
    """What a document says of itself: its figures by key, and the order of figures and numbers in its paragraphs."""

    figures: tuple[BoundFigure, ...]
    paragraphs: tuple[MarkedParagraph, ...]
    title: str = ""

    def canonical(self) -> bytes:
        """Return the content in one form, however the part is written."""
        content = {
            "version": VERSION,
            "title": self.title,
            "figures": [figure.data() for figure in self.figures],
            "paragraphs": [
                [paragraph.place, *([mark.text, mark.figure] for mark in paragraph.marks)]
                for paragraph in self.paragraphs
            ],
        }
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @property
    def digest(self) -> str:
        """The sha256 over the content."""
        return hashlib.sha256(self.canonical()).hexdigest()

    def seal(self, key: bytes) -> str:
        """Return the seal that only a holder of ``key`` can make."""
        return hmac.new(key, self.canonical(), hashlib.sha256).hexdigest()


def cleaned(figure: BoundFigure) -> BoundFigure:
    """Return the figure with texts that XML can hold and gives back as they were."""
    names = (
        "id",
        "code",
        "text",
        "title",
        "definition",
        "division",
        "division_name",
        "unit",
        "state",
        "rule",
        "ground",
    )
    texts: dict[str, Any] = {name: clean(getattr(figure, name)) for name in names}
    return attrs.evolve(figure, period=attrs.evolve(figure.period, label=clean(figure.period.label)), **texts)


def identity_part(identity: Identity, key: bytes | None) -> Element:
    """Return the part; with ``key`` it is sealed, so that nobody else can write one that passes."""
    root = etree.Element(f"{{{FIGURES}}}figures", nsmap={None: FIGURES})
    for name, text in {"version": VERSION, "title": identity.title, "digest": identity.digest}.items():
        root.set(name, text)
    if key is not None:
        root.set("seal", identity.seal(key))
    for figure in identity.figures:
        element = etree.SubElement(root, f"{{{FIGURES}}}figure")
        for name, text in figure.data().items():
            element.set(name, text)
    for paragraph in identity.paragraphs:
        element = etree.SubElement(root, f"{{{FIGURES}}}paragraph", digest=paragraph.digest)
        element.set("place", paragraph.place)
        for mark in paragraph.marks:
            etree.SubElement(element, f"{{{FIGURES}}}{'control' if mark.figure else 'number'}").text = mark.text
    return root


def item_id(identity: Identity) -> str:
    """Return the identifier of the part within the file, derived from its content."""
    return "{" + str(uuid.UUID(identity.digest[:32])).upper() + "}"


def read_identity(root: Element, key: bytes | None) -> Identity:
    """Return the identity of a part.

    Raises:
        BrokenIdentity: if the part doesn't agree with its own digest or, with ``key``, its seal is missing or not ours.
    """
    if root.get("version") != VERSION:
        raise BrokenIdentity(_("数字清单是别的版本写的（{version}），这里读不了"), version=root.get("version"))
    try:
        identity = Identity(
            tuple(
                BoundFigure.from_data({str(name): str(text) for name, text in child.attrib.items()})
                for child in _named(root, "figure")
            ),
            tuple(MarkedParagraph(tuple(_marks(child)), child.get("place", "")) for child in _named(root, "paragraph")),
            root.get("title", ""),
        )
    except (KeyError, ValueError, FscoreError) as reason:
        raise BrokenIdentity(_("数字清单里有读不懂的内容，它被改过")) from reason
    recorded = [child.get("digest") for child in _named(root, "paragraph")]
    if root.get("digest") != identity.digest or recorded != [each.digest for each in identity.paragraphs]:
        raise BrokenIdentity(_("数字清单和它自己的摘要对不上，它被改过"))
    keys = [figure.key for figure in identity.figures]
    if len(set(keys)) != len(keys):
        raise BrokenIdentity(_("数字清单里有两个数字用同一个标记，它被改过"))
    if key is not None:
        _check_seal(root.get("seal"), identity, key)
    return identity


def _check_seal(seal: str | None, identity: Identity, key: bytes) -> None:
    if seal is None:
        raise BrokenIdentity(_("数字清单没有签章，不能确定是这个系统写的"))
    if not hmac.compare_digest(seal.encode(), identity.seal(key).encode()):
        raise BrokenIdentity(_("数字清单的签章对不上，它被改过，或者是别的系统写的"))


def _marks(paragraph: Element) -> Iterable[Mark]:
    for child in paragraph.iterchildren(f"{{{FIGURES}}}number", f"{{{FIGURES}}}control"):
        yield Mark(child.text or "", figure=child.tag == f"{{{FIGURES}}}control")


def _named(root: Element, name: str) -> Iterable[Element]:
    return root.iterchildren(f"{{{FIGURES}}}{name}")
