"""What is to be seen to, in the words and shapes of pages."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import attrs
from flask import url_for

from fscore.labels import Text, _
from fscore.model.division import Division
from fscore.model.entity import about, describe
from fscore.model.posts import Post
from fscore.services.chain import Link
from fscore.services.display import heading, mask, near_date
from fscore.services.reminders import Due, reminders
from fscore.services.work import Work
from fscore_admin.access import may_open
from fscore_admin.page_context import language, words

SOON_DAYS = 30


@attrs.frozen
class Item:
    """One thing to see to, as a page shows it; ``basis`` is what the rule behind it says."""

    code: str
    title: str
    subject: str
    division: str
    person: str | None
    due: date
    until: str
    chip: str
    verdict: str
    address: str | None
    rule: str
    basis: str


@attrs.frozen
class Held:
    """A post of the chain of responsibility, as a page shows it; ``gap`` says why nobody holds it."""

    post: str
    place: str
    person: str | None
    phone: str | None
    call: str | None
    gap: str | None


def posts(links: Sequence[Link]) -> list[Held]:
    """Return the chain in the words of a page; the number of a private person is masked and can't be called."""
    return [_held(link) for link in links]


def _held(link: Link) -> Held:
    place = link.division.name if link.division is not None else link.level.label
    private = link.post is Post.PRINCIPAL
    phone = mask(link.phone) if private and link.phone else link.phone
    return Held(link.post.label, place, link.person, phone, None if private else link.phone, link.gap)


@attrs.frozen
class Load:
    """All that is to be seen to in an area, counted by how pressing it is; ``silent`` are modules that failed."""

    items: tuple[Item, ...]
    late: int
    today: int
    soon: int
    silent: tuple[str, ...] = ()


def load(work: Work, area: Division) -> Load:
    """Return what is to be seen to in an area now."""
    on = work.today
    found = reminders(work, area, on)
    late = sum(one.due < on for one in found)
    today = sum(one.due == on for one in found)
    soon = sum(0 < (one.due - on).days <= SOON_DAYS for one in found)
    return Load(tuple(item(one, on) for one in found), late, today, soon, found.silent)


def item(one: Due, on: date) -> Item:
    """Return one thing to see to in the words of a page."""
    left = (one.due - on).days
    if left < 0:
        chip, verdict = "late", _("逾期 {count} 天").format(count=-left)
    elif left == 0:
        chip, verdict = "due", _("今天")
    else:
        chip, verdict = "off", _("还有 {count} 天").format(count=left)
    subject = one.division.name if isinstance(one.record, Division) else heading(one.record)
    until = near_date(one.due, on)
    if one.doubt:
        until = _("{day}（暂定，放假安排还没有公布）").format(day=until)
    return Item(
        one.code,
        one.title,
        subject,
        one.division.name,
        one.person,
        one.due,
        until,
        chip,
        verdict,
        address_of(one.record),
        one.rule,
        basis_of(one.basis),
    )


def basis_of(said: str) -> str:
    """Return what the rule behind it says; nothing where the title of the rule is not to be had in the reader's words.

    A rule is called as its file calls it, in Chinese, and most have no English.
    """
    title = said.data.get("title", "") if isinstance(said, Text) else ""
    if not said or (language() != "zh" and (not title or words(title) == title)):
        return ""
    return _("依据：{basis}").format(basis=said)


def address_of(record: Any) -> str | None:
    """Return the page of a record, if whoever is signed in may open it."""
    endpoint = f"{about(type(record)).name}.details_view"
    return url_for(endpoint, id=record.id) if may_open(endpoint) else None


def dues_of(work: Work, place: Division, record: Any) -> Sequence[Item]:
    """Return what is to be seen to about one record: about itself, or about what refers to it."""
    kind = type(record)
    near = reminders(work, place, work.today, speaks_of=lambda cls: cls is kind or bool(_ties(cls, kind)))
    return [item(one, work.today) for one in near if _is_about(one.record, record)]


def _ties(cls: type, target: type) -> list[str]:
    """Return the fields by which records of a kind refer to those of another."""
    return [each.name for each in describe(cls) if each.ref is target]


def _is_about(one: Any, record: Any) -> bool:
    same = type(one) is type(record) and one.id == record.id
    return same or any(getattr(one, name) == record.id for name in _ties(type(one), type(record)))
