"""The words of WordprocessingML: namespaces, names and how elements are made."""

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
VML = "urn:schemas-microsoft-com:vml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
FIGURES = "urn:fscore:figures:1"

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Element = etree._Element  # noqa: SLF001  # lxml gives its element no public name


def w(name: str) -> str:
    """Return the full name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


def made(name: str, /, *children: Element | None, **attributes: str | int) -> Element:
    """Make a WordprocessingML element; its attributes are of the same namespace, children that are None left out."""
    element = etree.Element(w(name), nsmap={"w": W})
    for attribute, value in attributes.items():
        element.set(w(attribute.rstrip("_")), str(value))
    element.extend(child for child in children if child is not None)
    return element


def words(name: str, text: str) -> Element:
    """Make an element that holds text, with its spaces."""
    element = made(name)
    element.text = text
    element.set(XML_SPACE, "preserve")
    return element


def serialised(element: Element) -> bytes:
    """Return a part's bytes, the same for the same element."""
    etree.cleanup_namespaces(element, keep_ns_prefixes=["w", "r"])
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def clean(text: str) -> str:
    r"""Return ``text`` as XML can hold it, on one line: what it can't hold, and every line break, becomes a space.

    >>> clean("张记\n一、伪造的标题\x00")
    '张记 一、伪造的标题 '
    """
    return "".join(char if _allowed(char) else " " for char in text)


def _allowed(char: str) -> bool:
    code = ord(char)
    return (
        0x20 <= code < 0x7F or 0xA0 <= code < 0xD800 or 0xE000 <= code < 0xFFFC or code > 0xFFFF
    ) and code not in {0x2028, 0x2029}  # fmt: skip
