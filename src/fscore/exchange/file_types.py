"""What a file is, judged by its bytes, and what of it is kept.

A file comes from anybody's phone and is opened on the office's computer. Its name says nothing; a photo is painted
again from its dots, so that nothing else in the file comes along; what could act when it is opened is refused with the
reason.
"""

import re
import zipfile
from contextlib import suppress
from io import BytesIO

import attrs

from fscore.errors import Problem, RefusedFile
from fscore.exchange import pictures, portable_documents
from fscore.labels import _

MB = 1024 * 1024
IMAGE_LIMIT = 10 * MB
DOCUMENT_LIMIT = 20 * MB
UNPACKED_LIMIT = 200 * MB
RATIO_LIMIT = 100
PARTS_LIMIT = 2000
RELATIONS_LIMIT = MB


@attrs.frozen
class FileType:
    """A type of file that may be kept: what it is called, its ending, and how large it may be."""

    media_type: str
    ending: str
    limit: int


JPEG = FileType("image/jpeg", "jpg", IMAGE_LIMIT)
PNG = FileType("image/png", "png", IMAGE_LIMIT)
WEBP = FileType("image/webp", "webp", IMAGE_LIMIT)
PDF = FileType("application/pdf", "pdf", DOCUMENT_LIMIT)
XLSX = FileType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", DOCUMENT_LIMIT)
DOCX = FileType("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", DOCUMENT_LIMIT)
CSV = FileType("text/csv", "csv", DOCUMENT_LIMIT)
_PARTS = {"xl/workbook.xml": XLSX, "word/document.xml": DOCX}
_PICTURES = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1")
_ACTIVE = re.compile(r"vbaProject\.bin$|/(?:activeX|macrosheets)/|embeddings/[^/]*\.bin$", re.IGNORECASE)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.DOTALL)
_OUTSIDE = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']")
_HYPERLINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']")


def taken_in(content: bytes, name: str) -> tuple[FileType, bytes]:
    """Return what a file is, and the bytes to keep of it.

    Raises:
        RefusedFile: if it is none of the types taken in, is not whole or too large, or could do something when opened.
    """
    found = type_of(content, name)
    if found in _PICTURES:
        return found, pictures.made_anew(content, _PICTURES[found], name)
    if found is PDF:
        portable_documents.check(content, name)
    return found, content


def type_of(content: bytes, name: str) -> FileType:
    """Return what a file is, judged by its bytes; only a table of text is told by its name as well.

    Raises:
        RefusedFile: if it is none of the types taken in, or is too large.
    """
    found = _recognised(content, name)
    if found is None:
        heic = content[4:12] in _HEIC
        raise _refusal(
            name,
            _("苹果手机的 HEIC 照片还不能收，请在手机上另存为 jpg 再传")
            if heic
            else _("只收 jpg、png、webp、pdf、xlsx、docx、csv 文件"),
        )
    if len(content) > found.limit:
        raise _refusal(name, _("最大 {limit} MB").format(limit=found.limit // MB))
    return found


def _refusal(name: str, reason: str) -> RefusedFile:
    return RefusedFile(name, [Problem("", reason)])


def _recognised(content: bytes, name: str) -> FileType | None:
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return _office(content, name)
    return CSV if name.lower().endswith(".csv") and _is_text(content) else None


def _office(content: bytes, name: str) -> FileType | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            found = next((kind for part, kind in _PARTS.items() if part in names), None)
            if found is None:
                return None
            _check_size(parts, name)
            if any(_ACTIVE.search(part) for part in names):
                raise _refusal(name, _("里面有宏或嵌入的程序，请去掉以后再传"))
            if any(_reaches_out(archive, part) for part in parts if part.filename.endswith(".rels")):
                raise _refusal(name, _("打开时会去别处取模板或图片，请另存为不带外部链接的文件再传"))
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError):
        return None
    return found


def _check_size(parts: list[zipfile.ZipInfo], name: str) -> None:
    """Refuse what is small while packed and huge when opened."""
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if len(parts) > PARTS_LIMIT or unpacked > UNPACKED_LIMIT or unpacked / packed > RATIO_LIMIT:
        raise _refusal(name, _("文件解开以后太大，请删去多余的内容再传"))


def _reaches_out(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Tell whether a part names something outside the file that is fetched when it is opened; links are only shown."""
    with archive.open(part) as stream:
        text = stream.read(RELATIONS_LIMIT)
    named = _RELATION.findall(text)
    return any(_OUTSIDE.search(one) and not _HYPERLINK.search(one) for one in named)


def _is_text(content: bytes) -> bool:
    if b"\0" in content:
        return False
    for encoding in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            content.decode(encoding)
            return True
    return False
