"""Personal data in full: one field of one record at a time, with a reason, written into the audit trail."""

from fscore.errors import InvalidRecord, InvalidValue, NotFound
from fscore.labels import _
from fscore.model.entity import about, readable
from fscore.model.record import Record
from fscore.services.display import hidden, plain
from fscore.services.work import Work
from fscore.storage.audit import Act

SHORTEST_REASON = 2


def reveal(work: Work, record: Record, name: str, reason: str) -> str:
    """Return a masked field as it is.

    Raises:
        NotFound: if the role may not read the field, or it is not masked.
        InvalidRecord: if there is no reason.
    """
    cls = type(record)
    one = next((field for field in readable(cls, work.actor.role) if field.name == name and hidden(field)), None)
    if one is None:
        raise NotFound(_("没有这一格"))
    words = reason.strip()
    if len(words) < SHORTEST_REASON:
        template = _("看全号要写原因")
        raise InvalidRecord([InvalidValue(template, field="reason", label=_("原因"), value=reason)])
    act = Act("reveal", about(cls).name, record.id, record.division_id, {"field": name, "reason": words[:200]})
    work.note(act)
    return plain(getattr(record, name))
