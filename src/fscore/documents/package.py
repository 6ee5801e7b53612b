"""The zip file around a document: written the same from the same parts, and opened with suspicion."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from lxml import etree

from fscore.documents.ooxml import RELATIONSHIPS, Element, R
from fscore.errors import Problem, RefusedFile
from fscore.labels import _

MAX_UNZIPPED = 200 * 1024 * 1024
MAX_RATIO = 100
MAX_ENTRIES = 2_000
MAX_PART = 16 * 1024 * 1024
MAX_TAGS = 400_000

# The first day that a zip file can name.
_EPOCH = (1980, 1, 1, 0, 0, 0)
# What a damaged entry raises when it is unpacked or parsed.
_BROKEN = (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip file with ``parts`` in their order.

    Nothing is compressed: what a compressor makes differs from one build of zlib to the next, and the same data has to
    give the same bytes on every machine.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as file:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            file.writestr(entry, content)
    return buffer.getvalue()


def refused(reason: str) -> RefusedFile:
    """Return the refusal of a Word file for one reason."""
    return RefusedFile(_("这份 Word 文件"), [Problem("", reason)])


class Package:
    """A .docx file, opened for reading: first its size is weighed, then parts are parsed one by one.

    Raises:
        RefusedFile: if it is no .docx, is encrypted, or would unpack to more than we are ready to hold.
    """

    def __init__(self, content: bytes) -> None:
        if content.startswith(_OLE):
            raise refused(_("它加了密码，或者是老的 .doc 格式。请在 Word 里去掉密码，另存为 .docx"))
        try:
            self._file = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as reason:
            raise refused(_("它不是 .docx 文件，或者没有传完整")) from reason
        self._weigh(self._file.infolist(), len(content))
        self.names = frozenset(self._file.namelist())
        self.main = self._main()

    @staticmethod
    def _weigh(entries: list[zipfile.ZipInfo], size: int) -> None:
        unzipped = sum(entry.file_size for entry in entries)
        if len(entries) > MAX_ENTRIES or unzipped > MAX_UNZIPPED or unzipped > MAX_RATIO * max(size, 1):
            raise refused(_("它解开以后太大，不像一份正常的文件"))
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise refused(_("它加了密码。请去掉密码再试"))
        if {entry.compress_type for entry in entries} - {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise refused(_("它压缩的方式不像 Word 存的"))
        if len({entry.filename for entry in entries}) != len(entries):
            raise refused(_("它里面有两个同名的部分，不像 Word 存的"))

    def root(self, name: str) -> Element:
        """Return the root element of a part; no entity is expanded and nothing is fetched.

        Raises:
            RefusedFile: if the part is missing, too large, or no clean XML.
        """
        if name not in self.names:
            raise refused(_("它里面缺少一部分：{name}").format(name=name))
        if self._file.getinfo(name).file_size > MAX_PART:
            raise refused(_("它里面有一部分太大：{name}").format(name=name))
        try:
            content = self._file.read(name)
        except _BROKEN as reason:
            raise refused(_("它里面有一部分坏了：{name}").format(name=name)) from reason
        if content.count(b"<") > MAX_TAGS:
            raise refused(_("它里面有一部分太大：{name}").format(name=name))
        try:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
            root = etree.fromstring(content, parser)
        except _BROKEN as reason:
            raise refused(_("它里面有一部分坏了：{name}").format(name=name)) from reason
        if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
            raise refused(_("它里面有一部分带着外部定义，不像 Word 存的：{name}").format(name=name))
        return root

    def related(self, source: str, kind: str) -> Iterator[str]:
        """Return the parts that ``source`` points to as ``kind``, the last word of the relationship's type."""
        folder, name = posixpath.split(source)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self.names:
            return
        for relation in self.root(relations).iterchildren(f"{{{RELATIONSHIPS}}}Relationship"):
            inside = relation.get("TargetMode") != "External"
            if inside and relation.get("Type", "").rpartition("/")[2] == kind:
                target = relation.get("Target", "")
                yield posixpath.normpath(
                    target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                )

    def _main(self) -> str:
        """Return the part that Word shows, which need not be called word/document.xml."""
        found = list(self.related("", "officeDocument"))
        if len(found) != 1 or "[Content_Types].xml" not in self.names:
            raise refused(_("它是压缩文件，但不是 Word 的 .docx"))
        return found[0]


def relationships(targets: Mapping[str, tuple[str, str]]) -> bytes:
    """Return a part of relationships: by its id, the kind and the target of each."""
    root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
    for name, (kind, target) in targets.items():
        kind_of = kind if "/" in kind else f"{R}/{kind}"
        etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", Id=name, Type=kind_of, Target=target)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
