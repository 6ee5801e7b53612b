"""PDF files are taken in if they only show pages."""

import zlib

import pytest

from fscore.errors import RefusedFile
from fscore.exchange import portable_documents
from fscore.exchange.portable_documents import check


def pdf(
    objects: bytes = b"", facts: bytes = b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", plain: bytes = b""
) -> bytes:
    packed = zlib.compress(objects)
    return (
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
        + plain
        + b"2 0 obj\n<< "
        + facts
        + b" >>\nstream\n"
        + packed
        + b"\nendstream\nendobj\n%%EOF\n"
    )


def test_a_pdf_that_only_shows_pages_is_taken_in() -> None:
    check(pdf(b"3 0 << /Type /Page /JavaScripter 1 >>", plain=b"5 0 obj (about JavaScript) endobj\n"), "a.pdf")


@pytest.mark.parametrize(
    "objects",
    [
        b"<< /S /JavaScript /JS (app.alert) >>",
        b"<</S/J#61vaScript>>",
        b"<< /S /Launch /F (cmd.exe) >>",
        b"<</XFA 3 0 R>>",
    ],
)
def test_a_pdf_that_acts_is_refused_in_plain_sight_and_packed_away(objects: bytes) -> None:
    for content in (pdf(objects), pdf(plain=b"5 0 obj " + objects + b" endobj\n")):
        with pytest.raises(RefusedFile, match="会自己动的内容"):
            check(content, "承诺书.pdf")


def test_a_pdf_that_cannot_be_looked_into_is_refused() -> None:
    with pytest.raises(RefusedFile, match="加了密"):
        check(pdf(plain=b"trailer << /Encrypt 9 0 R >>\n"), "a.pdf")
    for facts in (b"/Type /ObjStm /Filter /LZWDecode", b"/Type /Obj#53tm /Filter /ASCII85Decode"):
        with pytest.raises(RefusedFile, match="看不到里面"):
            check(pdf(facts=facts), "a.pdf")
    with pytest.raises(RefusedFile, match="看不到里面"):
        check(pdf().replace(zlib.compress(b""), b"not packed"), "a.pdf")


def test_what_stands_behind_a_false_end_is_not_passed_over() -> None:
    with pytest.raises(RefusedFile, match="看不到里面"):
        check(pdf().replace(zlib.compress(b""), zlib.compress(b"endstream", 0)), "a.pdf")


def test_a_pdf_that_swells_when_it_is_unpacked_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portable_documents, "UNPACKED_LIMIT", 1000)
    with pytest.raises(RefusedFile, match="解开以后太大"):
        check(pdf(b"0" * 1001), "a.pdf")
