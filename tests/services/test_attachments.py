"""Files beside records: what is taken in, where it is kept, who gets it."""

import hashlib
from pathlib import Path

import pytest
import sqlalchemy as sa

from fscore.errors import NotAllowed, NotFound, NotPossible, RefusedFile
from fscore.exchange.file_types import JPEG
from fscore.exchange.pictures import made_anew
from fscore.extension.plugins import Plugins
from fscore.model.attachment import Attachment
from fscore.model.operators import Operator, OperatorKind
from fscore.model.roles import Role
from fscore.services.attachments import attach, attachments, content_of, folder, shown_name, stored_at
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.version import VERSION
from tests.conftest import liaison, officer, places
from tests.exchange.photos import motley, photo

PHOTO = made_anew(photo(), "JPEG", "a.jpg")


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
        made = attach(work, _shop(work), name, photo() + b"<script>")
        work.commit()
    return made


def _shop(work: Work) -> Operator:
    return work.get(Operator, 1)


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


def test_what_is_refused_leaves_nothing_behind(kept: System) -> None:
    with kept.work(officer(places(kept).town)) as work, pytest.raises(RefusedFile, match="没有收下"):
        attach(work, _shop(work), "a.pdf", b"%PDF-1.7\n<</S/JavaScript>>\n%%EOF\n")
    assert not folder(kept).exists()


def test_the_same_file_twice_is_kept_once(kept: System) -> None:
    first, second = _kept(kept), _kept(kept, "另一个名字.jpg")
    assert first.id == second.id
    with kept.work(reading=True) as work:
        assert len(attachments(work, _shop(work))) == 1


def test_what_was_handed_out_from_here_comes_back_as_it_is(kept: System) -> None:
    with kept.work(officer(places(kept).town)) as work:
        first = attach(work, _shop(work), "a.jpg", motley())
        again = attach(work, _shop(work), "b.jpg", content_of(work, first.id)[1])
        assert again.id == first.id


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
