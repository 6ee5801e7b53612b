"""Files beside records: taken in after a look at what is in them, kept under their sha256, given out by id."""

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa

from fscore.errors import NotFound, NotPossible
from fscore.exchange.file_types import FileType, taken_in, type_of
from fscore.labels import _
from fscore.model.attachment import Attachment
from fscore.model.entity import about
from fscore.model.record import Record
from fscore.model.text import forbidden, normal
from fscore.services.system import System
from fscore.services.work import Work
from fscore.storage.columns import col

NAME_LIMIT = 200


def folder(system: System) -> Path:
    """Return the folder of the installation's files: ``$FSCORE_FILES``, or for an SQLite file the folder beside it.

    Raises:
        NotPossible: if there is neither.
    """
    given = os.environ.get("FSCORE_FILES")
    if given:
        return Path(given)
    place = system.engine.url.database
    if system.engine.dialect.name != "sqlite" or place in (None, "", ":memory:"):
        raise NotPossible(_("还没有放附件的文件夹，请先设置环境变量 FSCORE_FILES"))
    return Path(f"{place}.files")


def stored_at(root: Path, sha256: str) -> Path:
    """Return where the bytes with a digest are kept under ``root``."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256, re.ASCII):
        raise NotFound(_("没有这个附件"))
    return root / sha256[:2] / sha256


def shown_name(name: str, kind: FileType) -> str:
    r"""Return a file's name as data: without folders and control characters, with the ending of what it is.

    >>> from fscore.exchange.file_types import JPEG
    >>> shown_name(r"C:\照片\张三健康证.JPG", JPEG)
    '张三健康证.jpg'
    """
    bare = re.split(r"[\\/]", name)[-1]
    clean = normal("".join(char for char in bare if not forbidden(char) and char not in "\t\n")) or _("附件")
    stem = clean.rpartition(".")[0] or clean
    return f"{stem[: NAME_LIMIT - 6]}.{kind.ending}"


def as_kept(system: System, name: str, content: bytes) -> tuple[FileType, bytes]:
    """Return what a file is and the bytes that are kept of it; what was handed out from here comes back as it is.

    Raises:
        RefusedFile: as :func:`attach` does.
    """
    known = stored_at(folder(system), hashlib.sha256(content).hexdigest())
    return (type_of(content, name), content) if known.is_file() else taken_in(content, name)


def attach(work: Work, record: Record, name: str, content: bytes) -> Attachment:
    """Keep a file beside a record; the same file twice is kept once. Of a photo its dots are kept and nothing else.

    Raises:
        RefusedFile: if the file is not one of the types taken in, or could do something when it is opened.
        NotAllowed: if the role may not add files.
    """
    kind, content = as_kept(work.system, name, content)
    digest = hashlib.sha256(content).hexdigest()
    _keep(stored_at(folder(work.system), digest), content)
    kept, _new = work.put(
        Attachment(
            division_id=record.division_id,
            subject=about(type(record)).name,
            subject_id=record.id,
            sha256=digest,
            filename=shown_name(name, kind),
            media_type=kind.media_type,
            size=len(content),
        )
    )
    return kept


def _keep(path: Path, content: bytes) -> None:
    """Write bytes so that they are there whole, or not at all, and stay through a loss of power."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(f".{os.getpid()}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    above = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(above)
    finally:
        os.close(above)


def attachments(work: Work, record: Record) -> Sequence[Attachment]:
    """Return the files beside a record, oldest first."""
    wanted = sa.select(Attachment).where(
        col(Attachment.subject) == about(type(record)).name, col(Attachment.subject_id) == record.id
    )
    return work.all(wanted.order_by(col(Attachment.id)))


def content_of(work: Work, attachment_id: int) -> tuple[Attachment, bytes]:
    """Return a file with its bytes, if the actor may see the record that it belongs to.

    Raises:
        NotFound: if there is no such file, or none in scope.
        NotPossible: if the bytes are missing or are not those that were taken in.
    """
    attachment = work.get(Attachment, attachment_id)
    subject = work.system.plugins.entities.get(attachment.subject)
    if subject is None or not work.scope.may_read(subject):
        raise NotFound(_("没有这个附件"))
    work.get(subject, attachment.subject_id)
    path = stored_at(folder(work.system), attachment.sha256)
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != attachment.sha256:
        raise NotPossible(_("附件 {name} 的内容不在了，或和当初的不一样"), name=attachment.filename)
    return attachment, content
