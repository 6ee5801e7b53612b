"""How long the records of production are kept, and that nobody removes one before."""

from datetime import date

from fscore.errors import NotPossible
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.entity import title
from fscore.model.period import chinese_date
from fscore.services.work import Work
from fscore.storage.rules import Rules
from fscore_farm.model import DrugUse, InputLedgerEntry, InputUse, ProductionRecord

Kept = ProductionRecord | InputUse | DrugUse | InputLedgerEntry


def last_day_of(record: Kept) -> date | None:
    """Return the day from which the time of keeping runs, or None while a batch is still on the farm."""
    if isinstance(record, ProductionRecord):
        return record.sold_on or record.harvested_on
    if isinstance(record, InputUse):
        return record.stopped_on or record.used_on
    return record.given_on if isinstance(record, DrugUse) else record.traded_on


def kept_until(record: Kept, rules: Rules, place: Division | None = None) -> date | None:
    """Return the last day on which a record has to be there, or None while nobody can say."""
    since = last_day_of(record)
    return None if since is None else rules.deadline("farm.records-kept", since, place)


def discard(work: Work, record: Kept, reason: str) -> None:
    """Remove a record that need not be kept any longer. Whoever calls it commits.

    Raises:
        NotPossible: if it has to be kept still.
    """
    last = kept_until(record, work.rules, work.place(record.division_id))
    if last is None:
        raise NotPossible(_("“{name}”还没有采收、出栏，不能删"), name=title(record))
    if work.today <= last:
        raise NotPossible(_("“{name}”要保存到{last}，现在不能删"), name=title(record), last=chinese_date(last))
    work.remove(record, reason)
