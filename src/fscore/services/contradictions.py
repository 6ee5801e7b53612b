"""What has to be read before a report is signed: where its numbers and its words don't bear each other out."""

import re
from collections.abc import Iterable, Iterator, Sequence

import attrs

from fscore.documents import numerals
from fscore.evaluation.figures import Figure
from fscore.evaluation.ratio import State
from fscore.evaluation.wording import amount_text, target_text
from fscore.labels import _, joined
from fscore.model.division import Division
from fscore.model.entity import title
from fscore.model.period import Period, chinese_date
from fscore.services.figures import Reading, absent, readings
from fscore.services.work import Work

NAMED = 3
READ = 5000
"""Of more than so many nobody reads the names."""
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?=年)", re.ASCII)


@attrs.frozen
class Contradiction:
    """Something that does not fit, with what was found."""

    code: str
    text: str


def contradictions(
    work: Work, area: Division, period: Period, printed: Sequence[Figure], said: Sequence[str]
) -> Iterator[Contradiction]:
    """Return what does not fit, the worst first.

    Args:
        printed: the figures of the report.
        said: the paragraphs that people wrote into records.
    """
    everything = readings(work, area, period)
    yield from _running(work, period)
    yield from _targets(work, area, period, everything)
    yield from _denominators(everything)
    yield from _mixed_years(period, printed, said)
    yield from _typed_numbers(said)
    yield from _unverified(printed)


def _targets(work: Work, area: Division, period: Period, everything: Iterable[Reading]) -> Iterator[Contradiction]:
    """A rate that is meant to be full and is not: nobody may write 全 or 100%."""
    for one in everything:
        if one.met is not False or one.target is None:
            continue
        value = one.value
        full = one.indicator.unit.scale is not None and one.target.value == one.indicator.unit.scale
        if full and value.whole is not None and value.part is not None:
            text = _("{label}是 {part}/{whole}，不到全部，不能写“全覆盖”或 100%。{missing}")
            missing = _missing_names(work, area, period, one)
            yield Contradiction(
                "coverage",
                text.format(label=one.indicator.label, part=value.part, whole=value.whole, missing=missing),
            )
        else:
            text = _("{label}是 {amount}，没有达到目标（{target}）").format(
                label=one.indicator.label, amount=amount_text(value), target=target_text(one.target)
            )
            yield Contradiction("below-target", text)


def _missing_names(work: Work, area: Division, period: Period, one: Reading) -> str:
    if (one.value.whole or 0) > READ:
        return ""
    left = absent(work, one.indicator.id, area, period)
    if not left:
        return ""
    names = joined(title(record) for record in left[:NAMED])
    if len(left) > NAMED:
        return _("还差：{names}等 {count} 个").format(names=names, count=len(left))
    return _("还差：{names}").format(names=names)


def _running(work: Work, period: Period) -> Iterator[Contradiction]:
    if period.last > work.today:
        text = _("{period}还没有过完，数字只到业务日期 {today}").format(
            period=str(period), today=chinese_date(work.today)
        )
        yield Contradiction("year-not-over", text)


def _denominators(everything: Iterable[Reading]) -> Iterator[Contradiction]:
    for one in everything:
        if one.value.state is State.NO_DENOMINATOR:
            text = _("{label}没有总数，不能写成率").format(label=one.indicator.label)
            yield Contradiction("denominator-missing", text)


def _mixed_years(period: Period, printed: Iterable[Figure], said: Iterable[str]) -> Iterator[Contradiction]:
    for one in printed:
        if one.period.last.year != period.last.year:
            text = _("{title}是 {found} 的数，总结写的是 {wanted}").format(
                title=one.title, found=str(one.period), wanted=str(period)
            )
            yield Contradiction("mixed-years", text)
    for text in said:
        for found in _YEAR.finditer(text):
            year = int(found.group())
            if year not in (period.last.year, period.last.year + 1):
                message = _("文字里写着 {year} 年，总结是 {wanted} 的：{text}").format(
                    year=year, wanted=str(period), text=text[:40]
                )
                yield Contradiction("mixed-years", message)


def _typed_numbers(said: Iterable[str]) -> Iterator[Contradiction]:
    for text in said:
        found = [one.text for one in numerals(text)]
        if found:
            message = _("文字里直接写了数字 {numbers}，没有登记可查：{text}")
            yield Contradiction("unbound-number", message.format(numbers=joined(found), text=text[:40]))


def _unverified(printed: Iterable[Figure]) -> Iterator[Contradiction]:
    titles: dict[str, list[str]] = {}
    for one in printed:
        if one.target is not None and not one.target.verified:
            titles.setdefault(str(one.target.citation), []).append(one.title)
    for citation, named in titles.items():
        message = _("{titles}的目标还没有人对过原文：{citation}").format(titles=joined(named), citation=citation)
        yield Contradiction("unverified-rule", message)
