"""A file from outside is weighed before it is opened, and refused with a reason."""

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fscore.documents import read, write
from fscore.documents.identity import BrokenIdentity, Identity, identity_part, read_identity
from fscore.documents.layout import with_figures
from fscore.errors import RefusedFile
from tests.documents.papers import BODY, edit, make_bound, make_document, verdict, written

IDENTITY = "customXml/item1.xml"
KEY = b"a key of the installation"


def test_what_is_no_zip_is_refused():
    with pytest.raises(RefusedFile, match=r"不是 \.docx 文件"):
        read(b"just text")


def test_a_file_with_a_password_is_refused_with_what_to_do():
    with pytest.raises(RefusedFile, match=r"加了密码.*另存为 \.docx"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def test_a_zip_that_is_no_document_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("hello.txt", "hello")
    with pytest.raises(RefusedFile, match=r"不是 Word 的 \.docx"):
        read(buffer.getvalue())


def test_a_zip_bomb_is_refused_before_it_is_opened():
    bomb = edit(written(), lambda xml: xml.replace("<w:sectPr", "<w:p/>" * 2_000_000 + "<w:sectPr"))
    with pytest.raises(RefusedFile, match="解开以后太大"):
        read(bomb)


def test_a_part_with_too_many_elements_is_refused_before_it_is_parsed():
    """Many small elements take far more memory than their text."""
    many = "".join(f'<w:p w:rsidR="{number:08X}"/>' for number in range(401_000))
    with pytest.raises(RefusedFile, match=r"有一部分太大：word/document\.xml"):
        read(edit(written(), lambda xml: xml.replace("<w:sectPr", many + "<w:sectPr")))


def test_a_compression_that_word_does_not_use_is_refused():
    buffer = io.BytesIO(written())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_BZIP2) as file:
        file.writestr("word/extra.xml", "<extra/>")
    with pytest.raises(RefusedFile, match="压缩的方式"):
        read(buffer.getvalue())


def test_too_many_entries_are_refused():
    buffer = io.BytesIO(written())
    with zipfile.ZipFile(buffer, "a") as file:
        for number in range(2001):
            file.writestr(f"word/media/{number}", b"")
    with pytest.raises(RefusedFile, match="解开以后太大"):
        read(buffer.getvalue())


def test_parts_nested_without_end_are_refused_or_read_but_never_crash():
    deep = "<w:ins>" * 240 + "<w:r><w:t>36</w:t></w:r>" + "</w:ins>" * 240
    nested = edit(written(), lambda xml: xml.replace("<w:sectPr", f"<w:p>{deep}</w:p><w:sectPr"))
    assert not verdict(nested).ok
    deeper = edit(written(), lambda xml: xml.replace("<w:sectPr", "<w:p>" * 5000 + "</w:p>" * 5000 + "<w:sectPr"))
    with pytest.raises(RefusedFile, match="有一部分坏了"):
        read(deeper)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_file_with_damaged_bytes_is_read_or_refused_but_never_crashes(data: st.DataObject):
    damaged = bytearray(edit(written(), lambda xml: xml + " "))
    for _each in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    refused = ""
    document = None
    try:
        document = read(bytes(damaged))
    except RefusedFile as reason:
        refused = str(reason)
    assert document is not None or "没有收下" in refused


def test_two_parts_of_one_name_are_refused():
    buffer = io.BytesIO(written())
    with zipfile.ZipFile(buffer, "a") as file, pytest.warns(UserWarning, match="Duplicate name"):
        file.writestr(BODY, "<other/>")
    with pytest.raises(RefusedFile, match="两个同名的部分"):
        read(buffer.getvalue())


@pytest.mark.parametrize("part", [BODY, IDENTITY, "word/footer1.xml", "word/_rels/document.xml.rels"])
def test_entities_are_refused_in_every_part(part: str):
    bomb = '<!DOCTYPE x [<!ENTITY a "' + "9" * 50 + '"><!ENTITY b "&a;&a;&a;&a;">]>'
    changed = edit(written(), lambda xml: xml.replace("?>", "?>" + bomb, 1), part=part)
    with pytest.raises(RefusedFile, match="外部定义"):
        read(changed)


def test_a_broken_part_is_refused_by_name():
    with pytest.raises(RefusedFile, match=r"有一部分坏了：word/document\.xml"):
        read(edit(written(), lambda xml: xml[: len(xml) // 2]))


def test_the_part_that_word_shows_is_the_one_that_is_read():
    """A second body elsewhere in the zip doesn't distract: the relationship decides."""
    source, target = zipfile.ZipFile(io.BytesIO(written())), io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name in source.namelist():
            text = source.read(name).decode()
            if name == "_rels/.rels":
                text = text.replace("word/document.xml", "word/shown.xml")
            file.writestr(name, text)
            if name in {BODY, "word/_rels/document.xml.rels"}:
                file.writestr(name.replace("document", "shown"), text.replace(">230<", ">999<"))
    assert not verdict(target.getvalue()).ok


def test_a_file_without_the_identity_part_is_refused():
    changed = edit(
        written(), lambda xml: re.sub(r'<Relationship Id="rId6"[^>]*>', "", xml), "word/_rels/document.xml.rels"
    )
    with pytest.raises(RefusedFile, match="没有数字清单"):
        read(changed)


@pytest.mark.parametrize(
    ("before", "after"),
    [('text="230"', 'text="250"'), ('part="230"', 'part="250"'), ("<number>2023</number>", "<number>2024</number>"),
     ('verified="true"', 'verified="false"'), ('part="230"', 'part="2e9"'), ('first="2023-01-01"', 'first="gestern"'),
     ('form="value"', 'form="other"')],
)  # fmt: skip
def test_an_identity_that_was_changed_is_refused(before: str, after: str):
    with pytest.raises(RefusedFile, match="它被改过"):
        read(edit(written(), lambda xml: xml.replace(before, after, 1), part=IDENTITY))


def test_an_identity_with_one_key_for_two_figures_is_refused():
    figures = read(written()).figures
    twice = Identity((figures[0], figures[0]), ())
    with pytest.raises(BrokenIdentity, match="两个数字用同一个标记"):
        read_identity(identity_part(twice, None), None)


def test_an_identity_of_another_version_is_refused_by_its_version():
    with pytest.raises(RefusedFile, match="别的版本写的（9）"):
        read(edit(written(), lambda xml: xml.replace('version="2"', 'version="9"', 1), part=IDENTITY))


def test_a_seal_passes_with_its_key_only():
    sealed = write(make_document(), KEY)
    assert read(sealed, KEY).sealed
    assert not read(sealed).sealed
    with pytest.raises(RefusedFile, match="签章对不上"):
        read(sealed, b"another key")


def test_a_file_without_a_seal_is_refused_where_one_is_wanted():
    with pytest.raises(RefusedFile, match="没有签章"):
        read(written(), KEY)


def test_a_forged_identity_that_agrees_with_itself_does_not_pass_the_seal():
    """Whoever writes number, identity and digest anew makes a consistent file; only the seal tells."""
    honest = write(make_document(), KEY)
    seal = re.search(r'seal="(\w+)"', zipfile.ZipFile(io.BytesIO(honest)).read(IDENTITY).decode())
    assert seal is not None
    document = make_document()
    forged_figures = iter([make_bound("I38", 999), make_bound("I34", 83, 83, "claim")])
    forged = edit(
        write(with_figures(document, lambda _figure: next(forged_figures)), b"own key"),
        lambda xml: re.sub(r'seal="\w+"', seal.group(), xml),
        part=IDENTITY,
    )
    assert verdict(forged).ok
    with pytest.raises(RefusedFile, match="签章对不上"):
        read(forged, KEY)


def test_the_identity_may_be_written_in_another_way():
    """Word writes parts anew when it saves: with other line breaks and prefixes."""
    pretty = edit(written(), lambda xml: xml.replace("><", ">\n  <"), part=IDENTITY)
    assert verdict(pretty).ok
