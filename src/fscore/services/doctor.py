"""A look at the whole installation: what is wrong, and what to do about it."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path

import attrs
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from fscore.evaluation.workdays import provisional
from fscore.labels import _
from fscore.model.attachment import Attachment
from fscore.model.record import Record
from fscore.services import attachments
from fscore.services.system import System
from fscore.storage import audit
from fscore.storage.columns import col
from fscore.storage.tables import mappers, table_of

_BLOCK = 1 << 20
_SETTINGS = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables
NAMED = 5


@attrs.frozen
class Finding:
    """Something that is wrong, and what to do."""

    found: str
    advice: str


@attrs.frozen
class Check:
    """One thing that was looked at, with what was found wrong; nothing if all is well."""

    code: str
    title: str
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether all is well."""
        return not self.findings


def examine(system: System) -> list[Check]:
    """Look at everything, and return every check with what it found."""
    checks: tuple[tuple[str, str, Callable[[System], Iterable[Finding]]], ...] = (
        ("engine", _("数据库设置"), _engine),
        ("schema", _("表的版本"), _schema),
        ("structure", _("数据库结构"), _structure),
        ("keys", _("记录之间的连接"), _keys),
        ("audit", _("审计"), _audit),
        ("attachments", _("附件"), _attachments),
        ("plugins", _("模块"), _plugins),
        ("rows", _("按范围隔离"), _row_security),
        ("secret", _("密钥文件"), _secret),
        ("holidays", _("放假安排"), _holidays),
    )
    return [Check(code, title, tuple(look(system))) for code, title, look in checks]


def _reading(system: System) -> Connection:
    return system.engine.connect().execution_options(fscore_reading=True)


def _engine(system: System) -> Iterable[Finding]:
    if system.engine.dialect.name != "sqlite":
        return
    with _reading(system) as connection:
        version = connection.dialect.server_version_info or ()
        if version < OLDEST_SQLITE:
            said = ".".join(map(str, version))
            yield Finding(_("SQLite {said} 太旧").format(said=said), _("请换成带 SQLite 3.37 以上的 Python"))
        for name, wanted in _SETTINGS.items():
            if name == "journal_mode" and system.engine.url.database in (None, "", ":memory:"):
                continue
            found = str(connection.exec_driver_sql(f"PRAGMA {name}").scalar()).lower()
            if found != wanted:
                text = _("{name} 是 {found}，应当是 {wanted}").format(name=name, found=found, wanted=wanted)
                yield Finding(text, _("请用 fscore.open 打开数据库，或给自己的引擎设好这一项"))


def _schema(system: System) -> Iterable[Finding]:
    for name in system.behind():
        text = _("{name} 的表和程序不是一个版本").format(name=name)
        yield Finding(text, _("请运行 fscore migrate；程序比表旧时，请换回新的程序"))


def _structure(system: System) -> Iterable[Finding]:
    differing = system.differences()
    for one in differing[:NAMED]:
        yield Finding(
            _DIFFERENCES[one.kind if one.item else "table"].format(table=one.table, item=one.item),
            _("有人绕过程序改过表，或者数据库是用没发布的程序建的。请用备份恢复，或导出记录再放进新建的数据库"),
        )
    if len(differing) > NAMED:
        yield Finding(_("还有 {more} 处这样的不同").format(more=len(differing) - NAMED), "")
    if system.engine.dialect.name != "sqlite":
        return
    with _reading(system) as connection:
        for (line,) in connection.exec_driver_sql(f"PRAGMA integrity_check({NAMED})"):
            if line != "ok":
                yield Finding(str(line), _("请停下来，用最近的备份恢复：fscore restore"))


_DIFFERENCES = {
    "table": _("没有 {table} 这张表"),
    "add": _("{table} 缺少 {item}"),
    "remove": _("{table} 多了 {item}"),
    "modify": _("{table} 的 {item} 和程序说的不一样"),
}


def _keys(system: System) -> Iterable[Finding]:
    if system.engine.dialect.name != "sqlite":
        return
    with _reading(system) as connection:
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    for table, row, parent, _number in broken[:NAMED]:
        text = _("{table} 第 {row} 条连着的 {parent} 不在了").format(table=table, row=row, parent=parent)
        yield Finding(text, _("请查审计 fscore audit show，再用备份找回那一条"))
    if len(broken) > NAMED:
        yield Finding(_("还有 {more} 条这样的记录").format(more=len(broken) - NAMED), "")


def _audit(system: System) -> Iterable[Finding]:
    with _reading(system) as connection:
        _count, broken = audit.verify(connection, system.secret)
    for one in broken[:NAMED]:
        text = _("审计第 {sequence} 条：{reason}").format(sequence=one.sequence, reason=audit_reason(one.reason))
        yield Finding(text, _("有人绕过程序改过数据库，或换了密钥。请保留现场，用备份对照"))


def audit_reason(reason: str) -> str:
    """Return why the audit trail does not hold at a place, in words."""
    return _REASONS[reason]


_REASONS = {
    "missing": _("前面缺了"),
    "changed": _("内容和它的摘要对不上"),
    "checkpoint": _("和签过名的标记对不上"),
}


def _attachments(system: System) -> Iterable[Finding]:
    with system.work(reading=True) as work:
        wanted = sa.select(Attachment).order_by(col(Attachment.id))
        kept = [(one.id, one.filename, one.sha256) for one in work.all(wanted)]
    if not kept:
        return
    root = attachments.folder(system)
    for number, name, digest in kept:
        place = attachments.stored_at(root, digest)
        if not place.is_file():
            text = _("附件 {number}（{name}）的文件不在了").format(number=number, name=name)
            yield Finding(text, _("请从备份里找回 {place}").format(place=place))
        elif _digest(place) != digest:
            text = _("附件 {number}（{name}）的内容变了").format(number=number, name=name)
            yield Finding(text, _("请从备份里换回 {place}").format(place=place))


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _plugins(system: System) -> Iterable[Finding]:
    for name, failure in sorted(system.plugins.failures.items()):
        text = _("模块 {name} 不能用：{reason}").format(name=name, reason=failure.reason)
        yield Finding(text, _("请更新或卸下这个模块；它的数据留着"))


def _row_security(system: System) -> Iterable[Finding]:
    if system.engine.dialect.name != "postgresql":
        return
    wanted = sa.text("SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity AND relforcerowsecurity")
    strong = sa.text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    with _reading(system) as connection:
        there = set(sa.inspect(connection).get_table_names())
        safe = set(connection.scalars(wanted))
        around = bool(connection.scalar(strong))
    records = {table_of(one.class_).name for one in mappers.mappers if issubclass(one.class_, Record)}
    for name in sorted((records & there) - safe):
        yield Finding(_("{name} 表没有按范围隔离").format(name=name), _("请运行 fscore migrate"))
    if around:
        text = _("数据库用户可以绕过按范围的隔离")
        yield Finding(text, _("请换一个普通用户：不是 SUPERUSER，没有 BYPASSRLS"))


def _holidays(system: System) -> Iterable[Finding]:
    """Look whether the working days of this year are known: what the State Council published comes with a package."""
    day = system.business_day()
    if provisional(day):
        text = _("程序不知道 {year} 年的放假安排，工作日先按周一至周五算").format(year=day.year)
        yield Finding(text, _("请更新 chinesecalendar：pip install -U chinesecalendar"))


def _secret(system: System) -> Iterable[Finding]:
    place = system.engine.url.database
    if os.environ.get("FSCORE_SECRET") or system.engine.dialect.name != "sqlite" or place in (None, "", ":memory:"):
        return
    path = Path(f"{place}.key")
    if not path.exists():
        yield Finding(_("没有密钥文件 {path}").format(path=path), _("请找回原来的密钥文件，否则审计的签名对不上"))
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        text = _("别的用户也能读密钥文件 {path}（权限 {mode:o}）").format(path=path, mode=mode)
        yield Finding(text, _("请运行 chmod 600 {path}").format(path=path))
