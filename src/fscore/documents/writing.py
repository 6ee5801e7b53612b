"""Write a document as a .docx file, with the identity of its figures inside."""

from datetime import UTC

import attrs
from lxml import etree

from fscore.documents import styles
from fscore.documents.body import Writer
from fscore.documents.identity import Identity, cleaned, identity_part, item_id
from fscore.documents.layout import Document, Properties, bind, with_figures
from fscore.documents.marks import marked
from fscore.documents.ooxml import CONTENT_TYPES, CUSTOM_XML, FIGURES, Element, clean, made, serialised
from fscore.documents.package import relationships, zipped
from fscore.documents.sheet import figure_sheet
from fscore.documents.stories import Looks, Reader

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def write(document: Document, key: bytes | None = None) -> bytes:
    """Return ``document`` as a .docx file: the same bytes from the same data.

    With ``key`` the identity of the figures is sealed: only who holds the key can write one that passes.
    """
    prepared = bind(with_figures(document, cleaned))
    if document.figure_sheet and prepared.figures:
        prepared = attrs.evolve(prepared, annex=(*prepared.annex, figure_sheet(prepared)))
    body = made("body", *Writer(prepared).elements(), styles.section("rId4", "rId5"))
    root = made("document", body)
    identity = identified(root, prepared)
    return zipped(
        {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": relationships(
                {
                    "rId1": ("officeDocument", "word/document.xml"),
                    "rId2": (_CORE_RELATION, "docProps/core.xml"),
                    "rId3": ("extended-properties", "docProps/app.xml"),
                }
            ),
            "word/document.xml": serialised(root),
            "word/_rels/document.xml.rels": relationships(
                {
                    "rId1": ("styles", "styles.xml"),
                    "rId2": ("settings", "settings.xml"),
                    "rId3": ("fontTable", "fontTable.xml"),
                    "rId4": ("footer", "footer1.xml"),
                    "rId5": ("footer", "footer2.xml"),
                    "rId6": ("customXml", "../customXml/item1.xml"),
                }
            ),
            "word/styles.xml": serialised(styles.styles()),
            "word/settings.xml": serialised(styles.settings()),
            "word/fontTable.xml": serialised(styles.font_table()),
            "word/footer1.xml": serialised(styles.page_number(even=False)),
            "word/footer2.xml": serialised(styles.page_number(even=True)),
            "customXml/item1.xml": _xml(identity_part(identity, key)),
            "customXml/_rels/item1.xml.rels": relationships({"rId1": ("customXmlProps", "itemProps1.xml")}),
            "customXml/itemProps1.xml": _xml(_item_properties(identity)),
            "docProps/core.xml": _xml(_core(document.title, document.properties)),
            "docProps/app.xml": _xml(_application()),
        }
    )


def identified(root: Element, document: Document) -> Identity:
    """Return the identity of a body, by reading it as it will be read when the file is verified."""
    figures = document.figures
    looks = Looks.of([styles.styles()])
    story = Reader((figure.key for figure in figures if figure.key), looks).read(root)
    return Identity(figures, tuple(marked(story.paragraphs)), clean(document.title))


def _xml(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _content_types() -> bytes:
    root = etree.Element(f"{{{CONTENT_TYPES}}}Types", nsmap={None: CONTENT_TYPES})
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    for extension, kind in defaults.items():
        etree.SubElement(root, f"{{{CONTENT_TYPES}}}Default", Extension=extension, ContentType=kind)
    overrides = {
        "word/document.xml": f"{_WORD}.document.main+xml",
        "word/styles.xml": f"{_WORD}.styles+xml",
        "word/settings.xml": f"{_WORD}.settings+xml",
        "word/fontTable.xml": f"{_WORD}.fontTable+xml",
        "word/footer1.xml": f"{_WORD}.footer+xml",
        "word/footer2.xml": f"{_WORD}.footer+xml",
        "customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    for name, kind in overrides.items():
        etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
    return _xml(root)


def _item_properties(identity: Identity) -> Element:
    root = etree.Element(f"{{{CUSTOM_XML}}}datastoreItem", nsmap={"ds": CUSTOM_XML})
    root.set(f"{{{CUSTOM_XML}}}itemID", item_id(identity))
    schemas = etree.SubElement(root, f"{{{CUSTOM_XML}}}schemaRefs")
    etree.SubElement(schemas, f"{{{CUSTOM_XML}}}schemaRef").set(f"{{{CUSTOM_XML}}}uri", FIGURES)
    return root


def _core(title: str, properties: Properties) -> Element:
    names = {"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap=names)
    texts = {"title": title, "subject": properties.subject, "creator": properties.author}
    for name, text in texts.items():
        etree.SubElement(root, f"{{{_DC}}}{name}").text = clean(text)
    etree.SubElement(root, f"{{{_CORE}}}lastModifiedBy").text = clean(properties.author)
    if properties.created is not None:
        in_utc = properties.created.astimezone(UTC) if properties.created.tzinfo else properties.created
        moment = in_utc.strftime("%Y-%m-%dT%H:%M:%SZ")
        for name in ("created", "modified"):
            element = etree.SubElement(root, f"{{{_TERMS}}}{name}")
            element.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
            element.text = moment
    etree.SubElement(root, f"{{{_DC}}}language").text = "zh-CN"
    return root


def _application() -> Element:
    root = etree.Element(f"{{{_APP}}}Properties", nsmap={None: _APP})
    etree.SubElement(root, f"{{{_APP}}}Application").text = "fscore"
    return root
