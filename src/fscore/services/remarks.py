"""What is unusual about a record that is taken all the same: for whoever enters it, and whoever reads it later."""

from collections.abc import Iterator
from functools import partial

from fscore.extension.declarations import Remarks
from fscore.extension.guarded import QUERY_SECONDS, Failure
from fscore.labels import Text, _
from fscore.model.entity import describe, readable
from fscore.model.record import Record
from fscore.services.work import Work


def remarks(work: Work, record: Record) -> list[str]:
    """Return what looks wrong in the fields that the actor sees, then what the plugins say of the whole record."""
    return [*_doubts(work, record), *_told(work, record)]


def _doubts(work: Work, record: Record) -> Iterator[str]:
    seen = {one.name for one in readable(type(record), work.actor.role)}
    for one in describe(type(record)):
        value = getattr(record, one.name)
        doubt = one.about.doubt(value) if one.about.doubt is not None and one.name in seen and value else None
        if doubt is not None:
            yield _("{label}“{value}”{doubt}").format(label=one.about.label, value=value, doubt=doubt)


def _told(work: Work, record: Record) -> Iterator[str]:
    for plugin, declared in work.system.plugins.remarks():
        if declared.entity is type(record):
            look = partial(_found, work, declared, record)
            found = work.system.plugins.run(plugin, "remarks", look, QUERY_SECONDS)
            if not isinstance(found, Failure):
                yield from found


def _found(work: Work, declared: Remarks, record: Record) -> list[str]:
    with work.session.apart():
        return [text if isinstance(text, Text) else str(text) for text in declared.find(work, record)]
