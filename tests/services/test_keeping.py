"""Backups: complete, sealed, checked before anything is touched."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

import fscore
from fscore.errors import NotAllowed, NotPossible, RefusedFile
from fscore.exchange.pictures import made_anew
from fscore.model.division import Level
from fscore.model.operators import Operator, OperatorKind
from fscore.model.roles import Role
from fscore.services import attachments, keeping
from fscore.services.divisions import add_division
from fscore.services.system import System
from fscore.services.work import OPERATOR_OF_INSTALLATION, Actor
from fscore.storage import audit
from tests.exchange.photos import photo

PNG = made_anew(photo("PNG"), "PNG", "a.png")
SECRET = b"a key that only tests have 01234"


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[System]:
    """An installation with one village, one shop and one photo."""
    monkeypatch.delenv("FSCORE_FILES", raising=False)
    monkeypatch.delenv("FSCORE_SECRET", raising=False)
    opened = fscore.open(f"sqlite:///{tmp_path / 'own.db'}", plugins={}, secret=SECRET)
    with opened.work() as work:
        village = add_division(work, code="990101101200", name="甲村", level=Level.VILLAGE)
        shop = work.add(Operator(division_id=village.id, name="小店", kind=OperatorKind.GROCERY))
        attachments.attach(work, shop, "门头.png", PNG)
        work.commit()
    yield opened
    opened.engine.dispose()


@pytest.fixture
def kept(system: System, tmp_path: Path) -> Path:
    """A backup of it."""
    path = tmp_path / "kept.backup"
    keeping.back_up(system, OPERATOR_OF_INSTALLATION, path)
    return path


def test_a_backup_holds_every_record_and_every_file(system: System, tmp_path: Path) -> None:
    path = tmp_path / "kept.backup"
    made = keeping.back_up(system, OPERATOR_OF_INSTALLATION, path)
    assert (made.rows["operator"], made.rows["attachment"], made.files, made.missing) == (1, 1, 1, ())
    assert keeping.check_backup(path, SECRET) == made
    assert path.stat().st_mode & 0o777 == 0o600
    assert sorted(one.name for one in tmp_path.iterdir() if "fscore-" in one.name) == []  # nothing left over


def test_a_backup_made_while_somebody_writes_is_whole(system: System, tmp_path: Path) -> None:
    path = tmp_path / "kept.backup"
    with system.work() as work:
        place = work.division("990101101200").id
    with system.work() as writing:
        writing.add(Operator(division_id=place, name="没写完", kind=OperatorKind.GROCERY))
        made = keeping.write_backup(tmp_path / "own.db", tmp_path / "own.db.files", path)
        writing.commit()
    assert made.rows["operator"] == 1
    keeping.check_backup(path, SECRET)


def test_one_changed_byte_anywhere_is_noticed(kept: Path) -> None:
    content = kept.read_bytes()
    places = {0, 10, 100, len(content) // 3, len(content) // 2, len(content) - 200, len(content) - 70, len(content) - 1}
    for place in sorted(places):
        damaged = bytearray(content)
        damaged[place] ^= 1
        kept.write_bytes(damaged)
        with pytest.raises(RefusedFile, match="有内容被改过"):
            keeping.check_backup(kept, SECRET)
    kept.write_bytes(content[: len(content) // 2])
    with pytest.raises(RefusedFile, match="没有复制完"):
        keeping.check_backup(kept, SECRET)


def resealed(path: Path, change: dict[str, bytes]) -> None:
    """Change parts of a backup and seal it again, as somebody might who knows how it is made."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()} | change
    with zipfile.ZipFile(path, "w") as archive:
        archive.comment = keeping._MARK + b"0" * keeping._HEX
        for name, content in parts.items():
            archive.writestr(name, content)
    keeping._seal(path)


def test_a_file_that_was_exchanged_and_sealed_again_is_noticed(kept: Path) -> None:
    with zipfile.ZipFile(kept) as archive:
        name = next(one for one in archive.namelist() if one.startswith("files/"))
        database = archive.read("fscore.db")
    resealed(kept, {name: b"another photo"})
    with pytest.raises(RefusedFile, match="的内容变了"):
        keeping.check_backup(kept, SECRET)
    resealed(kept, {"fscore.db": database[:-1] + b"x"})
    with pytest.raises(RefusedFile, match="摘要不一样"):
        keeping.check_backup(kept, SECRET)


def test_a_name_that_leads_elsewhere_is_refused(kept: Path) -> None:
    with zipfile.ZipFile(kept) as archive:
        manifest = archive.read("manifest.json").decode()
    digest = keeping.json.loads(manifest)["files"][0]
    resealed(kept, {"manifest.json": manifest.replace(digest, "../../etc/passwd").encode()})
    with pytest.raises(RefusedFile, match="不是附件的文件名"):
        keeping.check_backup(kept, SECRET)
    resealed(kept, {"manifest.json": manifest.replace("fscore-backup-1", "fscore-backup-9").encode()})
    with pytest.raises(RefusedFile, match="别的版本"):
        keeping.check_backup(kept, SECRET)


def test_an_audit_trail_signed_with_another_key_is_noticed(kept: Path) -> None:
    with pytest.raises(RefusedFile, match=r"审计在第 .* 条断了"):
        keeping.check_backup(kept, b"another key that only tests have")
    keeping.check_backup(kept)  # without any key the chain alone is looked at


def test_what_is_restored_is_what_was_kept(system: System, kept: Path, tmp_path: Path) -> None:
    system.engine.dispose()
    place = tmp_path / "elsewhere"
    place.mkdir()
    found, aside = keeping.restore(kept, place / "new.db", secret=SECRET)
    assert (found.files, aside) == (1, None)
    again = fscore.open(f"sqlite:///{place / 'new.db'}", plugins={}, secret=SECRET)
    with again.work() as work:
        _attachment, content = attachments.content_of(work, 1)
        assert content == PNG
        assert audit.verify(work.session.own_connection(), SECRET)[1] == ()
    again.engine.dispose()


def test_a_database_that_is_there_is_only_replaced_when_asked_and_then_kept(kept: Path, tmp_path: Path) -> None:
    before = (tmp_path / "own.db").read_bytes()
    with pytest.raises(NotPossible, match="已经有了"):
        keeping.restore(kept, tmp_path / "own.db", secret=SECRET)
    _found, aside = keeping.restore(kept, tmp_path / "own.db", secret=SECRET, replace=True)
    assert aside is not None
    assert aside.read_bytes() == before


def test_without_a_key_nothing_is_restored_and_with_one_inside_it_is_laid_down(system: System, kept: Path) -> None:
    target = kept.with_name("new.db")
    with pytest.raises(NotPossible, match="这份备份里没有密钥"):
        keeping.restore(kept, target, secret=None)
    assert not target.exists()
    with_key = kept.with_name("with-key.backup")
    assert keeping.back_up(system, OPERATOR_OF_INSTALLATION, with_key, with_key=True).has_key
    keeping.restore(with_key, target, secret=None)
    key = kept.with_name("new.db.key")
    assert (key.read_bytes(), key.stat().st_mode & 0o777) == (SECRET, 0o600)


def test_a_missing_attachment_is_named_in_the_backup(system: System, tmp_path: Path) -> None:
    (photo,) = [path for path in (tmp_path / "own.db.files").rglob("*") if path.is_file()]
    photo.unlink()
    made = keeping.back_up(system, OPERATOR_OF_INSTALLATION, tmp_path / "kept.backup")
    assert made.missing == (photo.name,)
    assert keeping.check_backup(tmp_path / "kept.backup", SECRET).missing == (photo.name,)


def test_a_backup_is_written_into_the_audit_trail(system: System, kept: Path) -> None:
    with system.work() as work:
        rows = work.session.own_connection().execute(audit.audit.select()).mappings().all()
        marks = work.session.own_connection().execute(audit.checkpoint.select()).mappings().all()
    assert (rows[-1]["action"], rows[-1]["entity"]) == ("backup", "installation")
    assert kept.name in rows[-1]["changes"]
    assert [mark["sequence"] for mark in marks] == [rows[-1]["sequence"]]


def test_only_who_runs_the_installation_may(system: System, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="镇食安办专干不能备份"):
        keeping.back_up(system, Actor("王某", Role.OFFICER), tmp_path / "kept.backup")
    assert not (tmp_path / "kept.backup").exists()


def test_another_kind_of_database_says_with_what_it_is_kept() -> None:
    server = SimpleNamespace(engine=SimpleNamespace(dialect=SimpleNamespace(name="postgresql")))
    with pytest.raises(NotPossible, match=r"pg_dump -Fc -f kept.dump .*pg_restore"):
        keeping.database_file(server, Path("kept.dump"))
    url = SimpleNamespace(database=None)
    memory = SimpleNamespace(engine=SimpleNamespace(dialect=SimpleNamespace(name="sqlite"), url=url))
    with pytest.raises(NotPossible, match="内存里的数据库不能备份"):
        keeping.database_file(memory, Path("kept.backup"))


def test_a_file_that_is_there_is_not_overwritten(system: System, kept: Path) -> None:
    with pytest.raises(NotPossible, match="已经有了，请换一个文件名"):
        keeping.back_up(system, OPERATOR_OF_INSTALLATION, kept)
    with pytest.raises(NotPossible, match="没有文件"):
        keeping.check_backup(kept.with_name("none"))
