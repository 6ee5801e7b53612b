"""Which encoding a text file is written in: UTF-8 as a rule, GB18030 from older Chinese programs."""

import codecs
import hashlib
from pathlib import Path

import attrs

from fscore.errors import Problem, RefusedFile
from fscore.labels import _

_PIECE = 1 << 20
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


@attrs.frozen
class TextFile:
    """How to open a text file, and the sha256 of its bytes."""

    path: Path
    encoding: str
    digest: str


def recognise(path: Path) -> TextFile:
    """Find the encoding of a text file by reading it once.

    GB18030 takes almost any bytes for text, so a UTF-8 file with one broken line would come out as nonsense. Therefore
    a file counts as GB18030 only if its lines are more often GB18030 than UTF-8.

    Raises:
        RefusedFile: if the file is a workbook, binary, empty, or text in neither encoding; with the lines at fault.
    """
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    utf8 = True
    empty = True
    with path.open("rb") as file:
        start = file.read(_PIECE)
        _refuse_binary(path, start)
        piece = start
        while piece:
            digest.update(piece)
            if b"\x00" in piece:
                raise RefusedFile(path.name, [Problem("", _("文件里有空字节，不是文字文件。请另存为 CSV（UTF-8）"))])
            empty = empty and not piece.removeprefix(codecs.BOM_UTF8).strip()
            utf8 = utf8 and _decodes(decoder, piece)
            piece = file.read(_PIECE)
    if empty:
        raise RefusedFile(path.name, [Problem("", _("文件是空的"))])
    utf8 = utf8 and _decodes(decoder, b"", final=True)
    if utf8:
        return TextFile(path, "utf-8-sig", digest.hexdigest())
    _refuse_broken(path, marked=start.startswith(codecs.BOM_UTF8))
    return TextFile(path, "gb18030", digest.hexdigest())


def _refuse_binary(path: Path, start: bytes) -> None:
    if start.startswith((_ZIP, _OLD_OFFICE)):
        raise RefusedFile(path.name, [Problem("", _("这是 Excel 或压缩文件，不是 CSV。请另存为 CSV（UTF-8）"))])
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise RefusedFile(path.name, [Problem("", _("文件是 UTF-16 代码。请另存为 CSV（UTF-8）"))])


def _decodes(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True


def _is(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_broken(path: Path, *, marked: bool) -> None:
    utf8 = 0
    wrong: dict[str, list[int]] = {"utf-8": [], "gb18030": []}
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.isascii():
                continue
            if _is(line, "utf-8"):
                utf8 += 1
            else:
                wrong["utf-8"].append(number)
            if not _is(line, "gb18030"):
                wrong["gb18030"].append(number)
    encoding = "utf-8" if marked or utf8 > len(wrong["utf-8"]) else "gb18030"
    if wrong[encoding]:
        reason = _("不是 UTF-8，也不是 GB18030 的文字。请改好这一行，另存为 CSV（UTF-8）")
        problems = [Problem(_("第 {number} 行").format(number=number), reason) for number in wrong[encoding][:100]]
        raise RefusedFile(path.name, problems, len(wrong[encoding]))
