"""How long an entry of a ledger is kept, and that nobody removes one before."""

from datetime import date

from fscore.errors import NotPossible
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.period import chinese_date, months_after
from fscore.services.work import Work
from fscore.storage.rules import Rules
from fscore_market_access.model import LedgerEntry


def kept_until(entry: LedgerEntry, rules: Rules, place: Division | None = None) -> date:
    """Return the last day on which an entry has to be there: some months past its shelf life, or past its purchase."""
    dated = (
        (entry.bought_on, "market_access.ledger-without-shelf-life")
        if entry.expires_on is None
        else (entry.expires_on, "market_access.ledger-past-shelf-life")
    )
    since, code = dated
    return months_after(since, rules.number(code, entry.bought_on, place))


def discard(work: Work, entry: LedgerEntry, reason: str) -> None:
    """Remove an entry that need not be kept any longer. Whoever calls it commits.

    Raises:
        NotPossible: if it has to be kept still.
    """
    last = kept_until(entry, work.rules, work.place(entry.division_id))
    if work.today <= last:
        raise NotPossible(_("{name}的进货台账要保存到{last}，现在不能删"), name=entry.name, last=chinese_date(last))
    work.remove(entry, reason)
