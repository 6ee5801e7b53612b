"""Entities: the only place where a field is described.

The type of a field stands in its annotation, its meaning in :class:`About`. Tables, forms, lists, filters, sheets,
JSON, masks and documentation read :func:`describe`; none of them keeps a list of fields.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, dataclass_transform, get_args, get_origin, get_type_hints

import attrs

from fscore.errors import InvalidRecord, InvalidValue, WrongUse
from fscore.model.accept import accept
from fscore.model.choice import Choice
from fscore.model.flow import Flow
from fscore.model.hints import Estimate, Notice
from fscore.model.roles import BUSINESS, OFFICE, Role
from fscore.model.stages import check_stages, declared_faults

T = TypeVar("T")
Kind = type[Any]
_SCALARS = (str, int, Decimal, bool, date, datetime)


@attrs.frozen
class Personal:
    """Why a field about a person is kept, and how it is shown: masked, unless somebody asks with a reason."""

    kind: str
    purpose: str
    basis: str
    masked: bool = True


# Compared by identity: a choice equals that of another class with the same value, and ``Annotated[...]`` hands out the
# same object again for what is equal, so that a field would be given the states of another.
@attrs.frozen(eq=False)
class About:
    """What a field means, and what it may hold.

    ``at_least`` and ``at_most`` include the bound. ``places`` are the decimals of a Decimal. ``past`` days may not
    lie after the business day. ``after`` names the day or time that this one may not lie before; while that one is
    empty, this one is compared with what that one comes after. ``filled`` are the states of the record's flow in
    which the field is filled in; in all others it is empty. ``upper`` letters are kept as capitals. ``check`` returns
    what is wrong with a text, or None, ``doubt`` what looks wrong but is taken. ``estimate`` works a number out while
    nobody has written it, ``notices`` are said when it meets a rule. ``read`` and ``write`` are the roles that may,
    where they are fewer than the entity's; ``write=NOBODY`` is a field that only rules set.
    """

    label: str
    help: str = ""
    unit: str = ""
    max_length: int | None = None
    multiline: bool = False
    at_least: int | Decimal | None = None
    at_most: int | Decimal | None = None
    places: int = 2
    pattern: str | None = None
    upper: bool = False
    check: Callable[[str], str | None] | None = None
    doubt: Callable[[str], str | None] | None = None
    past: bool = False
    searchable: bool = False
    filtered: bool = False
    listed: bool = True
    unique: bool = False
    indexed: bool = False
    flow: Flow | None = None
    filled: Collection[Choice] = ()
    after: str | None = None
    estimate: Estimate | None = None
    notices: tuple[Notice, ...] = ()
    personal: Personal | None = None
    read: frozenset[Role] | None = None
    write: frozenset[Role] | None = None


@attrs.frozen
class Ref:
    """The entity that an id points at; as a ``part``, the record belongs to that one and lives with it.

    A class whose records have parts may say in a method ``gather(parts)`` what it draws from them: it is called before
    anything is written whenever the record or one of its parts changes, so that what is drawn is never out of date.
    """

    target: type
    part: bool = False


@attrs.frozen
class Described:
    """One field as every part of the system sees it."""

    name: str
    type: Kind
    optional: bool
    required: bool
    many: bool
    about: About
    ref: Kind | None
    default: Any
    part: bool = False

    def accept(self, value: Any) -> Any:
        """Return ``value`` as the field keeps it, or raise :class:`InvalidValue`."""
        return accept(self, value)

    def fault(self, record: Any, template: str, **data: Any) -> InvalidValue:
        """Return a fault of the field in ``record``, with its label and value; ``data`` fills the rest."""
        value = getattr(record, self.name)
        return InvalidValue(template, field=self.name, label=self.about.label, value=value, **data)


@attrs.frozen
class EntityAbout:
    """What an entity is called and where it is kept.

    ``title`` are the fields that name a record, ``dated`` the field with the day it belongs to. ``read`` and ``write``
    are the roles that may. ``key`` are the fields that make two records the same one. What is not written ``by_hand``
    has acts of its own, and no form, file or program changes it otherwise. ``regimes`` are the regimes of the office
    that the records keep, by their code in the handbook's list of registers.
    """

    name: str
    table: str
    label: str
    title: tuple[str, ...]
    dated: str | None
    key: tuple[str, ...]
    read: frozenset[Role]
    write: frozenset[Role]
    index: tuple[tuple[str, ...], ...]
    scoped: bool
    by_hand: bool = True
    regimes: tuple[str, ...] = ()
    level: int | None = None


def _unwrapped(hint: Any) -> tuple[type, bool, bool, tuple[Any, ...]]:
    notes: tuple[Any, ...] = ()
    if get_origin(hint) is Annotated:
        hint, *rest = get_args(hint)
        notes = tuple(rest)
    optional = False
    if get_origin(hint) in (Union, UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not NoneType]
        optional = len(kinds) < len(get_args(hint))
        hint = kinds[0]
    many = get_origin(hint) is frozenset
    if many:
        (hint,) = get_args(hint)
    return hint, optional, many, notes


def _described(field: "attrs.Attribute[Any]", hint: Any, owner: str) -> Described | None:
    kind, optional, many, notes = _unwrapped(hint)
    about = next((note for note in notes if isinstance(note, About)), None)
    if about is None:
        return None
    if not isinstance(kind, type) or not (kind in _SCALARS or issubclass(kind, Choice)):
        raise WrongUse("{owner}.{name} has a type that can't be kept: {kind}", owner=owner, name=field.name, kind=kind)
    ref = next((note for note in notes if isinstance(note, Ref)), None)
    target, part = (ref.target, ref.part) if ref is not None else (None, False)
    required = field.default is attrs.NOTHING and not optional and field.init
    return Described(field.name, kind, optional, required, many, about, target, field.default, part)


def _guard(described: Described) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        return described.accept(value)

    return convert


def _steps(described: Described) -> Callable[[Any, "attrs.Attribute[Any]", Any], Any]:
    flow = described.about.flow

    def step(instance: Any, _attribute: "attrs.Attribute[Any]", value: Any) -> Any:
        new = described.accept(value)
        old = getattr(instance, described.name)
        if flow is not None and old is not None:
            flow.check(described, old, new)
        return new

    return step


def _fields(cls: type) -> "tuple[attrs.Attribute[Any], ...]":
    made: Any = cls  # only classes made by attrs come here, which the type checker can't know
    return tuple(attrs.fields(made))


def _inherited(field: "attrs.Attribute[Any]") -> bool:
    return bool(getattr(field, "inherited", False))  # attrs has it and its type stubs don't


def _guarded(cls: type, fields: "list[attrs.Attribute[Any]]") -> "list[attrs.Attribute[Any]]":
    made = []
    for field in fields:
        if isinstance(field.type, str):
            raise WrongUse(
                "{owner} postpones its annotations; remove `from __future__ import annotations`", owner=cls.__name__
            )
        described = None if _inherited(field) else _described(field, field.type, cls.__name__)
        if described is None or not field.init:
            made.append(field)
        else:
            made.append(field.evolve(converter=_guard(described), on_setattr=_steps(described)))
    return made


_define = attrs.define(slots=False, eq=False, kw_only=True, field_transformer=_guarded)


@dataclass_transform(kw_only_default=True, eq_default=False, field_specifiers=(attrs.field,))
def record(cls: type[T]) -> type[T]:
    """Make a class whose fields other entities share; it has no table of its own."""
    return _define(cls)


def snake(name: str) -> str:
    """Return a class name as entities are named in commands.

    >>> snake("ResponsibilityLetter")
    'responsibility_letter'
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


@dataclass_transform(kw_only_default=True, eq_default=False, field_specifiers=(attrs.field,))
def entity(
    *,
    table: str,
    label: str,
    title: Iterable[str] = ("name",),
    dated: str | None = None,
    key: Iterable[str] = (),
    read: frozenset[Role] = BUSINESS,
    write: frozenset[Role] = OFFICE,
    index: Iterable[tuple[str, ...]] = (),
    by_hand: bool = True,
    level: int | None = None,
    regimes: Iterable[str] = (),
) -> Callable[[type[T]], type[T]]:
    """Make an attrs class an entity.

    Args:
        table: its table; a plugin's begin with the plugin's name and an underscore.
        label: what people call it, in the words of their documents.
        title: the fields that name a record.
        dated: the field with the day that the record belongs to.
        key: the fields that make two records of a division the same one.
        read: the roles that may see records.
        write: the roles that may make and change them.
        index: further indexes; each begins behind the division.
        level: the level of divisions that records lie at, if it is only one.
        by_hand: whether forms and files may make and change records; if not, only acts of their own do.
        regimes: the regimes of the office that its records keep, such as ``R53``.
    """

    def build(cls: type[T]) -> type[T]:
        made = _define(cls)
        scoped = "division_id" in {field.name for field in _fields(made)}
        made.__entity__ = EntityAbout(  # type: ignore[attr-defined]
            snake(cls.__name__),
            table,
            label,
            tuple(title),
            dated,
            tuple(key),
            read,
            write,
            tuple(index),
            scoped,
            by_hand,
            tuple(regimes),
            level,
        )
        check_stages(made, describe(made))
        return made

    return build


def about(cls: type) -> EntityAbout:
    """Return what an entity is called and where it is kept."""
    found = getattr(cls, "__entity__", None)
    if not isinstance(found, EntityAbout):
        raise WrongUse("{cls} is not an entity; decorate it with @entity", cls=cls.__name__)
    return found


_described_classes: dict[type, tuple[Described, ...]] = {}


def describe(cls: type) -> tuple[Described, ...]:
    """Return the fields of an entity in the order in which they are declared, those that it shares with others last."""
    if cls not in _described_classes:
        _described_classes[cls] = _describe(cls)
    return _described_classes[cls]


def _describe(cls: type) -> tuple[Described, ...]:
    hints = get_type_hints(cls, include_extras=True)
    nearest = [name for owner in cls.__mro__ for name in vars(owner).get("__annotations__", ())]
    fields = sorted(attrs.fields(cls), key=lambda field: nearest.index(field.name))
    found = (_described(field, hints[field.name], cls.__name__) for field in fields)
    return tuple(field for field in found if field is not None)


def field(cls: type, name: str) -> Described:
    """Return one described field of an entity."""
    for described in describe(cls):
        if described.name == name:
            return described
    raise WrongUse("{cls} has no described field '{name}'", cls=cls.__name__, name=name)


def title(instance: Any) -> str:
    """Return the words that name a record."""
    parts = []
    for name in about(type(instance)).title:
        value = getattr(instance, name)
        parts.append(value.label if isinstance(value, Choice) else str(value))
    return " ".join(part for part in parts if part)


def build(cls: type[T], values: Mapping[str, Any]) -> T:
    """Make a record from values as forms, sheets and programs bring them.

    Raises:
        InvalidRecord: with every fault of every field, not only the first.
    """
    faults: list[InvalidValue] = []
    accepted: dict[str, Any] = {}
    for described in describe(cls):
        if described.name not in values and not described.required:
            continue
        try:
            accepted[described.name] = described.accept(values.get(described.name))
        except InvalidValue as fault:
            faults.append(fault)
    if faults:
        raise InvalidRecord(faults)
    return cls(**accepted)


def faults(instance: Any) -> tuple[InvalidValue, ...]:
    """Return what is wrong with a record as a whole.

    First what its fields declare with ``filled`` and ``after``, field by field; then what its class says in a method
    ``faults``.
    """
    own = getattr(instance, "faults", None)
    return (*declared_faults(instance, describe(type(instance))), *(own() if own is not None else ()))


def fault_of(record: Any, name: str, template: str, **data: Any) -> InvalidValue:
    """Return a fault of one field of a record, with the label and the value of that field; ``data`` fills the rest."""
    return field(type(record), name).fault(record, template, **data)


def readable(cls: type, role: Role) -> tuple[Described, ...]:
    """Return the fields that ``role`` may see; none if it may not see the entity."""
    if role not in about(cls).read:
        return ()
    return tuple(one for one in describe(cls) if one.about.read is None or role in one.about.read)


def writable(cls: type, role: Role) -> tuple[Described, ...]:
    """Return the fields that ``role`` may fill in; none if it may not write the entity, or nobody does by hand."""
    if role not in about(cls).write or not about(cls).by_hand:
        return ()
    return tuple(one for one in describe(cls) if one.about.write is None or role in one.about.write)


def listed(cls: type, role: Role) -> tuple[Described, ...]:
    """Return the fields that lists show to ``role``."""
    return tuple(one for one in readable(cls, role) if one.about.listed)
