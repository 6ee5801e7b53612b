"""Files beside records: what is taken in, where it is kept, who gets it."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
import sqlalchemy as sa

from fscore.errors import NotAllowed, NotFound, NotPossible, RefusedFile
from fscore.extension.plugins import Plugins
from fscore.model.attachment import Attachment
from fscore.model.operators import Operator, OperatorKind
from fscore.model.roles import Role
from fscore.services.attachments import (
    CSV,
    DOCX,
    IMAGE_LIMIT,
    JPEG,
    PDF,
    PNG,
    WEBP,
    XLSX,
    attach,
    attachments,
    content_of,
    folder,
    shown_name,
    stored_at,
    type_of,
)
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.version import VERSION
from tests.conftest import liaison, officer, places

PHOTO = b"\xff\xd8\xff\xe0" + b"a photo" * 20 + b"\xff\xd9"


def _office(part: str, filler: bytes = b"<xml/>", extra: str = "x.xml") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, filler)
        archive.writestr(extra, b"<xml/>")
    return made.getvalue()


@pytest.fixture
def kept(system: System, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> System:
    """A system with a folder for files, and a shop in the first village."""
    monkeypatch.setenv("FSCORE_FILES", str(tmp_path / "files"))
    with system.work() as work:
        work.add(Operator(division_id=places(system).village.id, name="福满饭店", kind=OperatorKind.CATERER))
        work.commit()
    return system


def _kept(system: System, name: str = "张三健康证.jpg") -> Attachment:
    with system.work(liaison(places(system).village)) as work:
        made = attach(work, _shop(work), name, PHOTO)
        work.commit()
    return made


def _shop(work: Work) -> Operator:
    return work.get(Operator, 1)


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (PHOTO, "a.txt", JPEG),
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
        (b"\xff\xd8\xff\xe0 cut off", "a.jpg"),
        (b"%PDF-1.7 cut off", "a.pdf"),
        (b"a,b\n1,\x00\n", "a.csv"),
        (b"a,b\n", "a.txt"),
        (b"\x81\x00", "a.csv"),
        (_office("other.xml"), "a.docx"),
        (_office("word/document.xml", extra="word/vbaProject.bin"), "a.docx"),
        (_office("word/document.xml", b"0" * 5_000_000), "bomb.docx"),
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
    ("sent", "shown"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\照片\\店.PNG", "店.jpg"),
        ("张三健康证.jpg", "张三健康证.jpg"),
        ("a\r\nSet-Cookie: x.jpg", "aSet-Cookie: x.jpg"),
        ("", "附件.jpg"),
        ("长" * 300, "长" * 194 + ".jpg"),
    ],
)
def test_a_name_is_only_data_and_ends_as_the_file_is(sent: str, shown: str) -> None:
    assert shown_name(sent, JPEG) == shown


def test_the_bytes_lie_under_their_digest_whatever_the_name(kept: System) -> None:
    made = _kept(kept)
    digest = hashlib.sha256(PHOTO).hexdigest()
    assert made.sha256 == digest
    assert stored_at(folder(kept), digest).read_bytes() == PHOTO
    assert (made.filename, made.media_type, made.size) == ("张三健康证.jpg", "image/jpeg", len(PHOTO))


def test_the_same_file_twice_is_kept_once(kept: System) -> None:
    first, second = _kept(kept), _kept(kept, "另一个名字.jpg")
    assert first.id == second.id
    with kept.work(reading=True) as work:
        assert len(attachments(work, _shop(work))) == 1


def test_only_those_who_see_the_record_get_the_file(kept: System) -> None:
    made, there = _kept(kept), places(kept)
    with kept.work(officer(there.town), reading=True) as work:
        assert content_of(work, made.id)[1] == PHOTO
    with kept.work(officer(there.other_town), reading=True) as work, pytest.raises(NotFound):
        content_of(work, made.id)
    with kept.work(officer(there.town), reading=True) as work, pytest.raises(NotFound):
        content_of(work, made.id + 1)


def test_a_file_goes_with_its_record(kept: System) -> None:
    made = _kept(kept)
    with kept.work() as work:
        work.remove(_shop(work), "登记重了")
        work.commit()
    with kept.work(reading=True) as work, pytest.raises(NotFound):
        content_of(work, made.id)


def test_whoever_may_not_write_files_adds_none(kept: System) -> None:
    leader = Actor("刘建平", Role.LEADER, places(kept).town)
    with kept.work(leader) as work, pytest.raises(NotAllowed):
        attach(work, _shop(work), "a.jpg", PHOTO)


def test_bytes_that_are_gone_or_changed_are_not_handed_out(kept: System) -> None:
    made = _kept(kept)
    path = stored_at(folder(kept), made.sha256)
    path.write_bytes(PHOTO + b"x")
    with kept.work(reading=True) as work, pytest.raises(NotPossible, match="不在了，或和当初的不一样"):
        content_of(work, made.id)
    path.unlink()
    with kept.work(reading=True) as work, pytest.raises(NotPossible, match="不在了"):
        content_of(work, made.id)


def test_a_digest_is_no_way_out_of_the_folder(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        stored_at(tmp_path, "../../etc/passwd")


def test_a_server_without_a_folder_for_files_takes_none_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FSCORE_FILES", raising=False)
    server = System(sa.create_engine("postgresql+psycopg://localhost/fscore"), b"secret", Plugins(VERSION, {}))
    with pytest.raises(NotPossible, match="FSCORE_FILES"):
        folder(server)
    monkeypatch.setenv("FSCORE_FILES", "/srv/fscore/files")
    assert folder(server) == Path("/srv/fscore/files")


def test_the_files_of_an_sqlite_database_lie_beside_it(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FSCORE_FILES", raising=False)
    assert folder(system) == Path(f"{system.engine.url.database}.files")
