"""What files are taken in, and as what."""

import io
import zipfile

import pytest

from fscore.errors import RefusedFile
from fscore.exchange.file_types import CSV, DOCX, IMAGE_LIMIT, JPEG, PDF, PNG, WEBP, XLSX, taken_in, type_of
from tests.exchange.photos import look, photo


def _office(part: str, content: bytes = b"<xml/>", extra: str = "x.xml") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, b"<xml/>")
        archive.writestr(extra, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (photo(), "a.txt", JPEG),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 20 + b"IEND\xaeB`\x82", "a.png", PNG),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a.webp", WEBP),
        (b"%PDF-1.7\nx\n%%EOF\n", "a.pdf", PDF),
        (_office("xl/workbook.xml"), "a.docx", XLSX),
        (_office("word/document.xml"), "a.xlsx", DOCX),
        ("名称,电话\n福满饭店,1\n".encode("gb18030"), "a.CSV", CSV),
    ],
)
def test_a_file_is_what_its_bytes_say(content: bytes, name: str, kind: object) -> None:
    assert type_of(content, name) is kind


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html><script>alert(1)</script>", "a.jpg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png"),
        (b"MZ\x90\x00", "a.pdf"),
        (b"%PDF-1.7 cut off", "a.pdf"),
        (b"a,b\n1,\x00\n", "a.csv"),
        (b"a,b\n", "a.txt"),
        (b"\x81\x00", "a.csv"),
        (_office("other.xml"), "a.docx"),
        (b"PK\x03\x04 cut off", "a.xlsx"),
        (b"", "a.csv.exe"),
    ],
)
def test_what_is_none_of_the_types_is_refused(content: bytes, name: str) -> None:
    with pytest.raises(RefusedFile, match="只收 jpg、png、webp、pdf、xlsx、docx、csv 文件"):
        type_of(content, name)


def test_a_photo_that_is_too_large_is_refused_with_the_limit() -> None:
    with pytest.raises(RefusedFile, match="最大 10 MB"):
        type_of(b"\xff\xd8\xff" + b"x" * IMAGE_LIMIT + b"\xff\xd9", "a.jpg")


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        (("word/vbaProject.bin", b"x"), "宏或嵌入的程序"),
        (("word/activeX/activeX1.xml", b"x"), "宏或嵌入的程序"),
        (("word/embeddings/oleObject1.bin", b"x"), "宏或嵌入的程序"),
        (("word/media/a.bmp", b"0" * 5_000_000), "解开以后太大"),
        (
            (
                "word/_rels/settings.xml.rels",
                b'<Relationship Type="x/attachedTemplate" Target="http://a.example/t" TargetMode="External"/>',
            ),
            "去别处取",
        ),
    ],
)
def test_a_document_that_could_do_harm_is_refused_with_the_reason(part: tuple[str, bytes], reason: str) -> None:
    with pytest.raises(RefusedFile, match=reason):
        type_of(_office("word/document.xml", part[1], part[0]), "通知.docx")


def test_a_document_may_have_links_that_are_only_shown() -> None:
    link = b'<Relationship Target="http://a.example" Type="x/hyperlink" TargetMode="External"/>'
    assert type_of(_office("word/document.xml", link, "word/_rels/document.xml.rels"), "通知.docx") is DOCX


def test_a_photo_that_this_computer_does_not_read_is_refused_with_what_to_do() -> None:
    with pytest.raises(RefusedFile, match="HEIC 照片还不能收，请在手机上另存为 jpg 再传"):
        type_of(b"\0\0\0\x18ftypheic\0\0\0\0", "IMG_0001.HEIC")


def test_of_a_photo_the_dots_are_kept_whatever_its_name_says() -> None:
    kind, content = taken_in(photo("PNG") + b"<script>", "合同.pdf")
    assert kind is PNG
    assert b"<script>" not in content
    assert look(content).size == (8, 4)


def test_a_pdf_that_acts_is_not_taken_in() -> None:
    with pytest.raises(RefusedFile, match="会自己动的内容"):
        taken_in(b"%PDF-1.7\n<< /S /JavaScript >>\n%%EOF\n", "a.pdf")
