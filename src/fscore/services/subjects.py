"""What can be scored: a place, a business, a person, a body, or any other record, as people name it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.errors import NotFound, NotPossible
from fscore.labels import _
from fscore.model.division import Division, code_of
from fscore.model.entity import about
from fscore.model.operators import Operator
from fscore.model.people import Organisation, Person
from fscore.model.posts import Appointment, Post
from fscore.model.record import Record
from fscore.services.work import Work
from fscore.storage.columns import col

_LONGEST_ID = 11
_KINDS: tuple[type, ...] = (Operator, Person, Organisation)
_NAMED = 5


def find_subject(work: Work, named: str, cls: type | None = None) -> Any:
    """Return the subject that is meant.

    Args:
        work: the unit of work of whoever asks.
        named: a division's code; a business by number, name, credit code or key; somebody or a body by name;
            or ``entity:name`` and ``entity:number`` for a record of any entity.
        cls: what the subject is, where the set says so.

    Raises:
        NotFound: if there is none in scope.
        NotPossible: if several are meant, naming them.
    """
    kind, colon, rest = named.partition(":")
    if colon and cls is None and kind in work.system.plugins.entities:
        cls, named = work.system.plugins.entities[kind], rest
    elif colon and cls is not None and kind == about(cls).name:
        named = rest
    if cls is Division:
        return work.division(named)
    if cls is not None:
        return _record(work, cls, named)
    if _is_number(named):
        return work.get(Operator, int(named))
    found = [one for each in _KINDS for one in _named(work, each, named)] or list(_divisions(work, named))
    if not found:
        raise NotFound(
            _("没有找到“{name}”：区划写代码，单位和人员写名称，也可以写 operator:编号、person:编号"), name=named
        )
    return _only(found, named)


def _record(work: Work, cls: type, named: str) -> Any:
    if _is_number(named):
        return work.get(cls, int(named))
    found = _named(work, cls, named)
    if not found:
        raise NotFound(_("没有叫“{name}”的{label}"), name=named, label=about(cls).label)
    return _only(found, named)


def _is_number(named: str) -> bool:
    return named.isascii() and named.isdigit() and len(named) <= _LONGEST_ID


def _named(work: Work, cls: type, named: str) -> Sequence[Any]:
    if not issubclass(cls, Record):
        return ()
    (first, *_rest) = about(cls).title
    names: list[Any] = [col(getattr(cls, first)) == named, col(cls.key) == named]
    if cls is Operator:
        names.append(col(Operator.credit_code) == named)
    found: Sequence[Any] = work.all(sa.select(cls).where(sa.or_(*names)).order_by(col(cls.id)).limit(_NAMED))
    return found


def _divisions(work: Work, named: str) -> Iterator[Division]:
    try:
        yield work.division(code_of(named))
    except NotFound:
        return


def _only(found: Sequence[Any], named: str) -> Any:
    if len(found) == 1:
        return found[0]
    if len({type(one) for one in found}) == 1:
        numbers = "、".join(str(one.id) for one in found)
        raise NotPossible(_("不止一个叫“{name}”，请写编号，例如 {numbers}"), name=named, numbers=numbers)
    told = "、".join(f"{about(type(one)).name}:{one.id}（{about(type(one)).label}）" for one in found)
    raise NotPossible(_("不止一个叫“{name}”，请写明是哪一个：{told}"), name=named, told=told)


def named_as(subject: Any) -> Any:
    """Return what stands for a subject in an answer: a division's code, else entity and number."""
    return subject.code if isinstance(subject, Division) else {"entity": about(type(subject)).name, "id": subject.id}


def place_of(work: Work, subject: Any) -> Division:
    """Return where a subject lies."""
    return subject if isinstance(subject, Division) else work.place(subject.division_id)


def area_of(work: Work, subject: Any, on: date) -> Division | None:
    """Return the division whose figures are those of a subject: itself, or the place of a person's post on a day."""
    if isinstance(subject, Division):
        return subject
    if not isinstance(subject, Person):
        return None
    ends = col(Appointment.ends_on)
    held = sa.select(Appointment).where(
        col(Appointment.person_id) == subject.id,
        col(Appointment.operator_id).is_(None),
        col(Appointment.starts_on) <= on,
        sa.or_(ends.is_(None), ends >= on),
    )
    # Whoever holds several posts is assessed for the village that they answer for.
    posts = sorted(work.all(held), key=lambda one: (one.post is not Post.LIAISON, one.id))
    return work.place(posts[0].division_id) if posts else None
