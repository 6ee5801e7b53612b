"""Attachments: files beside records, named by what is in them."""

from typing import Annotated

from fscore.labels import _
from fscore.model.entity import About, entity
from fscore.model.record import Record
from fscore.model.roles import FIELDWORK


@entity(
    table="attachment",
    label=_("附件"),
    title=("filename",),
    key=("subject", "subject_id", "sha256"),
    write=FIELDWORK,
    index=(("subject", "subject_id"),),
)
class Attachment(Record):
    """A file that belongs to a record; its bytes are stored under their sha256, its name is only data."""

    subject: Annotated[str, About(_("记录种类"), max_length=60)]
    subject_id: Annotated[int, About(_("记录编号"))]
    sha256: Annotated[str, About(_("内容摘要"), pattern=r"[0-9a-f]{64}", listed=False)]
    filename: Annotated[str, About(_("文件名"), max_length=200, searchable=True)]
    media_type: Annotated[str, About(_("文件类型"), max_length=100)]
    size: Annotated[int, About(_("大小"), unit=_("字节"), at_least=0)]
