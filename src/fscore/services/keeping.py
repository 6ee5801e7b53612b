"""Keeping a copy: backup, verification and restoring of an SQLite installation with its attachments.

A backup is one zip file: ``manifest.json``, ``fscore.db`` and ``files/``. Its last bytes are the sha256 of all before
them, so that a single changed byte is noticed before anything else is looked at. The key of the installation is left
out unless it is asked for: whoever has both can rewrite the audit trail.
"""

import hashlib
import hmac
import json
import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs

from fscore.errors import NotAllowed, NotPossible, Problem, RefusedFile
from fscore.labels import _
from fscore.model.roles import Role
from fscore.services import attachments
from fscore.services.system import System
from fscore.services.work import Actor
from fscore.storage import audit
from fscore.storage.audit import Act
from fscore.storage.sessions import open_engine
from fscore.version import VERSION

FORM = "fscore-backup-1"
_MARK = b"sha256:"
_HEX = 64
_BLOCK = 1 << 20
_MAY = frozenset({Role.INSTALLATION, Role.SYSADMIN})


@attrs.frozen
class Backup:
    """What a backup holds: when it was made, how many records of each table, and which attachments were not there."""

    made_at: str
    version: str
    rows: Mapping[str, int]
    files: int
    missing: tuple[str, ...]
    has_key: bool


def back_up(system: System, actor: Actor, path: Path, *, with_key: bool = False) -> Backup:
    """Write a backup while the installation goes on working; the audit trail says so, and is signed at its end.

    Raises:
        NotAllowed: unless whoever runs the installation asks.
        NotPossible: for a database that is not an SQLite file, or if the file is there already.
    """
    database = database_file(system, path)
    if actor.role not in _MAY:
        raise NotAllowed(_("{role}不能备份，请找系统管理员"), role=actor.role.label)
    with system.work(actor) as work:
        work.note(Act("backup", "installation", changes={"file": [None, path.name], "key": [None, with_key]}))
        audit.sign(work.session.own_connection(), system.secret)
        work.commit()
    return write_backup(database, attachments.folder(system), path, key=system.secret if with_key else None)


def database_file(system: System, path: Path) -> Path:
    """Return the file of an SQLite database.

    Raises:
        NotPossible: for any other database, with how it is backed up.
    """
    if system.engine.dialect.name != "sqlite":
        raise NotPossible(
            _("{kind} 数据库请用它自己的工具备份：pg_dump -Fc -f {file} …，恢复用 pg_restore；附件文件夹另外复制"),
            kind=system.engine.dialect.name,
            file=path,
        )
    place = system.engine.url.database
    if place in (None, "", ":memory:"):
        raise NotPossible(_("内存里的数据库不能备份，请用文件"))
    return Path(str(place))


def write_backup(database: Path, files: Path, path: Path, *, key: bytes | None = None) -> Backup:
    """Write a backup of an SQLite file and the attachments in a folder, without opening the installation.

    Raises:
        NotPossible: if the file is there already, or can't be written.
    """
    if path.exists():
        raise NotPossible(_("{file} 已经有了，请换一个文件名"), file=path)
    if not path.absolute().parent.is_dir():
        raise NotPossible(_("没有文件夹 {folder}"), folder=path.absolute().parent)
    with tempfile.TemporaryDirectory(prefix=".fscore-", dir=path.absolute().parent) as folder:
        copy, unfinished = Path(folder) / "fscore.db", Path(folder) / "backup"
        _copy(database, copy)
        facts = _facts(copy, files)
        facts["key"] = key is not None
        with unfinished.open("xb") as target:
            unfinished.chmod(0o600)
            _pack(target, copy, files, facts, key)
        _seal(unfinished)
        unfinished.replace(path)
        _settle(path.absolute().parent)
    return _backup(facts)


def _copy(database: Path, copy: Path) -> None:
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")  # one file, complete in itself


def _facts(copy: Path, files: Path) -> dict[str, Any]:
    with closing(sqlite3.connect(copy)) as connection:
        rows = _rows(connection)
        wanted: list[str] = []
        if "attachment" in rows:
            wanted = [one for (one,) in connection.execute("SELECT DISTINCT sha256 FROM attachment ORDER BY 1")]
        end = _end(connection) if "audit" in rows else None
    there = [one for one in wanted if attachments.stored_at(files, one).is_file()]
    return {
        "form": FORM,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": VERSION,
        "database": _digest(copy),
        "rows": rows,
        "files": there,
        "missing": [one for one in wanted if one not in set(there)],
        "audit": end,
    }


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    wanted = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    names = [name for (name,) in connection.execute(wanted)]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608 - names from the catalogue itself


def _end(connection: sqlite3.Connection) -> list[Any] | None:
    found = connection.execute("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1").fetchone()
    return None if found is None else list(found)


def _pack(target: Any, copy: Path, files: Path, facts: Mapping[str, Any], key: bytes | None) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        archive.comment = _MARK + b"0" * _HEX
        archive.writestr("manifest.json", json.dumps(facts, ensure_ascii=False, indent=1))
        archive.write(copy, "fscore.db")
        if key is not None:
            archive.writestr("fscore.key", key)
        for one in facts["files"]:
            archive.write(attachments.stored_at(files, one), f"files/{one}", zipfile.ZIP_STORED)


def _seal(path: Path) -> None:
    digest = _digest(path, leave=_HEX).encode()
    with path.open("r+b") as file:
        file.seek(-_HEX, os.SEEK_END)
        file.write(digest)
        file.flush()
        os.fsync(file.fileno())


def _digest(path: Path, leave: int = 0) -> str:
    """Return the sha256 of a file without its last bytes."""
    digest, rest = hashlib.sha256(), path.stat().st_size - leave
    with path.open("rb") as file:
        while rest > 0 and (block := file.read(min(_BLOCK, rest))):
            digest.update(block)
            rest -= len(block)
    return digest.hexdigest()


def _settle(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _backup(facts: Mapping[str, Any]) -> Backup:
    missing = tuple(facts["missing"])
    return Backup(facts["made_at"], facts["version"], facts["rows"], len(facts["files"]), missing, facts["key"])


def check_backup(path: Path, secret: bytes | None = None) -> Backup:
    """Return what a backup holds, after looking at every byte of it.

    Args:
        path: the backup.
        secret: the key of the installation, which the signatures in the audit trail are checked with; without it, and
            without a key in the backup, only the chain itself is.

    Raises:
        RefusedFile: if anything in it is not as it was written.
    """
    with tempfile.TemporaryDirectory(prefix="fscore-") as folder:
        facts, _key = _unpacked(path, Path(folder), secret)
    return _backup(facts)


def _unpacked(path: Path, folder: Path, secret: bytes | None) -> tuple[Mapping[str, Any], bytes | None]:
    """Lay a backup out in a folder, refuse it if it is not sound, and return its manifest and its key."""
    if not path.is_file():
        raise NotPossible(_("没有文件 {file}"), file=path)
    if not _sealed(path):
        raise _refused(path, _("它不是备份文件，或者有内容被改过、没有复制完。请换另一份备份"))
    with zipfile.ZipFile(path) as archive:
        facts: Mapping[str, Any] = json.loads(archive.read("manifest.json"))
        if facts.get("form") != FORM:
            raise _refused(path, _("它是别的版本写的，请用那个版本的 fscore 恢复"))
        if not all(re.fullmatch(r"[0-9a-f]{64}", one, re.ASCII) for one in facts["files"]):
            raise _refused(path, _("它的清单里有不是附件的文件名"))
        names = ["fscore.db", *(f"files/{one}" for one in facts["files"])]
        for name in names:
            archive.extract(name, folder)
        key = archive.read("fscore.key") if facts["key"] else None
    faults = [*_wrong_database(folder / "fscore.db", facts, secret or key), *_wrong_files(folder, facts)]
    if faults:
        raise RefusedFile(path.name, [Problem("", fault) for fault in faults])
    return facts, key


def _sealed(path: Path) -> bool:
    size = path.stat().st_size
    if size < _HEX + len(_MARK):
        return False
    with path.open("rb") as file:
        file.seek(size - _HEX - len(_MARK))
        mark, said = file.read(len(_MARK)), file.read(_HEX)
    return mark == _MARK and hmac.compare_digest(said, _digest(path, leave=_HEX).encode())


def _refused(path: Path, reason: str) -> RefusedFile:
    return RefusedFile(path.name, [Problem("", reason)])


def _wrong_database(copy: Path, facts: Mapping[str, Any], secret: bytes | None) -> Iterable[str]:
    if _digest(copy) != facts["database"]:
        yield _("数据库和清单上的摘要不一样")
        return
    with closing(sqlite3.connect(copy)) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if sound != "ok":
            yield _("数据库的结构坏了：{sound}").format(sound=sound)
            return
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            yield _("有 {count} 条记录连着的记录不在了，第一处在 {table}").format(count=len(broken), table=broken[0][0])
        if _rows(connection) != facts["rows"]:
            yield _("记录条数和清单上的不一样")
        if facts["audit"] != (_end(connection) if "audit" in facts["rows"] else None):
            yield _("审计的末尾和清单上的不一样")
    yield from _wrong_trail(copy, facts, secret)


def _wrong_trail(copy: Path, facts: Mapping[str, Any], secret: bytes | None) -> Iterable[str]:
    if "audit_checkpoint" not in facts["rows"]:
        return
    engine = open_engine(f"sqlite:///{copy}")
    try:
        with engine.connect().execution_options(fscore_reading=True) as connection:
            _count, broken = audit.verify(connection, secret or b"")
    finally:
        engine.dispose()
    found = [one for one in broken if secret is not None or one.reason != "checkpoint"]
    if found:
        yield _("审计在第 {sequence} 条断了，共 {count} 处").format(sequence=found[0].sequence, count=len(found))


def _wrong_files(folder: Path, facts: Mapping[str, Any]) -> Iterable[str]:
    for one in facts["files"]:
        if _digest(folder / "files" / one) != one:
            yield _("附件 {digest}… 的内容变了").format(digest=one[:12])


def restore(path: Path, database: Path, *, secret: bytes | None, replace: bool = False) -> tuple[Backup, Path | None]:
    """Put a backup in the place of a database; return what it holds, and where the one before it lies now.

    Args:
        path: the backup.
        database: the SQLite file to be.
        secret: the key that is at hand; the one in the backup is taken if there is none.
        replace: move a database that is there aside.

    Raises:
        RefusedFile: if the backup is not sound; nothing is touched then.
        NotPossible: if a database is in the way, or there is no key.
    """
    if database.exists() and not replace:
        raise NotPossible(_("{file} 已经有了。要换掉它请加 --replace，原来的会改名留下"), file=database)
    with tempfile.TemporaryDirectory(prefix=".fscore-", dir=database.absolute().parent) as folder:
        facts, key = _unpacked(path, Path(folder), secret)
        if key is None and secret is None:
            raise NotPossible(
                _("这份备份里没有密钥。请先把原来的密钥文件放到 {file}，或设置环境变量 FSCORE_SECRET"),
                file=f"{database}.key",
            )
        aside = _aside(database)
        _bring_files(Path(folder) / "files", Path(os.environ.get("FSCORE_FILES") or f"{database}.files"))
        if secret is None and key is not None:
            _write_key(Path(f"{database}.key"), key)
        copy = Path(folder) / "fscore.db"
        copy.chmod(0o600)
        with copy.open("rb") as file:
            os.fsync(file.fileno())
        copy.replace(database)
        _settle(database.absolute().parent)
    return _backup(facts), aside


def _aside(database: Path) -> Path | None:
    if not database.exists():
        return None
    stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
    aside = Path(f"{database}.before-{stamp}")
    for ending in ("-wal", "-shm", ""):
        part = Path(f"{database}{ending}")
        if part.exists():
            part.replace(f"{aside}{ending}")
    return aside


def _bring_files(packed: Path, root: Path) -> None:
    for one in sorted(packed.iterdir()) if packed.is_dir() else ():
        place = attachments.stored_at(root, one.name)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(one, place)


def _write_key(place: Path, key: bytes) -> None:
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
