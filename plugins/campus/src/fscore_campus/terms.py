"""Terms: when the last one began, by rules that count the days of the year."""

from datetime import date, timedelta

from fscore.storage.rules import Rules

BEGINNINGS = ("campus.spring-term", "campus.autumn-term")
DAY = timedelta(days=1)


def term_start(on: date, rules: Rules) -> date:
    """Return the first day of the term that a day belongs to; the days of notice before it belong to it already."""
    ahead = on + rules.days("campus.term-notice", on)
    starts = [
        date(year, 1, 1) + rules.days(code, on) - DAY for year in (ahead.year - 1, ahead.year) for code in BEGINNINGS
    ]
    return max(one for one in starts if one <= ahead)


def in_term(on: date, rules: Rules) -> bool:
    """Tell whether pupils are taught on a day: from the first day of a term until its length is over."""
    start = term_start(on, rules)
    return start <= on < start + rules.days("campus.term-length", on)
