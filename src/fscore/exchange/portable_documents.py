"""PDF files that do nothing by themselves: what runs, starts, sends or unpacks something when opened is refused.

Only names are looked for, in plain sight and in the packed objects, under every spelling that a name may have; no
document is built from the file. What can't be looked into is not taken in.
"""

import re
import zlib

from fscore.errors import Problem, RefusedFile
from fscore.labels import _

UNPACKED_LIMIT = 50 * 1024 * 1024
_ACTIVE = (
    b"JavaScript",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"RichMedia",
    b"SubmitForm",
    b"ImportData",
    b"XFA",
)
_END = rb"(?=[\x00\t\n\f\r ()<>\[\]{}/%]|$)"
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_NAMES = re.compile(rb"/(?:" + b"|".join(_ACTIVE) + rb")" + _END)
_LOCKED = re.compile(rb"/Encrypt" + _END)
_PACKED = re.compile(rb"/ObjStm" + _END)
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_UNREADABLE = re.compile(rb"/(?:Predictor|ASCIIHexDecode|ASCII85Decode|LZWDecode|RunLengthDecode|Crypt)" + _END)
_DICTIONARY = 2000


def check(content: bytes, name: str) -> None:
    """Let a PDF file pass that only shows pages.

    Raises:
        RefusedFile: if it has something in it that acts, is locked, or can't be looked into.
    """
    plain = _spelt_out(content)
    if _LOCKED.search(plain):
        raise _refusal(name, _("PDF 加了密，看不到里面，请去掉密码再传"))
    if _NAMES.search(plain) or any(_NAMES.search(objects) for objects in _objects(content, name)):
        raise _refusal(name, _("PDF 里面有会自己动的内容（脚本、附件或表单提交），请打印成新的 PDF 再传"))


def _refusal(name: str, reason: str) -> RefusedFile:
    return RefusedFile(name, [Problem("", reason)])


def _unreadable(name: str) -> RefusedFile:
    return _refusal(name, _("PDF 的写法少见，看不到里面，请打印成新的 PDF 再传"))


def _spelt_out(content: bytes) -> bytes:
    """Return bytes with the characters that names may write as numbers: ``/J#61vaScript`` is the same name."""
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), content)


def _objects(content: bytes, name: str) -> list[bytes]:
    """Return what is packed into streams of objects, unpacked."""
    found: list[bytes] = []
    left = UNPACKED_LIMIT
    for start in _STREAM.finditer(content):
        before = content[max(0, start.start() - _DICTIONARY) : start.start()]
        facts = _spelt_out(before[before.rfind(b"endobj") + 1 :])
        if not _PACKED.search(facts):
            continue
        if _UNREADABLE.search(facts):
            raise _unreadable(name)
        unpacker = zlib.decompressobj()
        try:
            objects = unpacker.decompress(content[start.end() : content.find(b"endstream", start.end())], left)
        except zlib.error as fault:
            raise _unreadable(name) from fault
        left -= len(objects)
        if left <= 0:
            raise _refusal(name, _("文件解开以后太大，请删去多余的内容再传"))
        if not unpacker.eof:
            raise _unreadable(name)  # cut off, or it holds the word that ends it
        found.append(_spelt_out(objects))
    return found
