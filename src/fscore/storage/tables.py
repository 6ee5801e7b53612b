"""Tables derived from described fields, and the one mapping of each class in a process."""

from collections.abc import Iterable
from threading import Lock
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy import orm

from fscore.errors import WrongUse
from fscore.model.accounts import Account
from fscore.model.attachment import Attachment
from fscore.model.division import Division, DivisionChange, FormerPlace, Level
from fscore.model.drive import Drive
from fscore.model.entity import Described, about, describe
from fscore.model.item_finding import ItemFinding
from fscore.model.local_rule import LocalRule
from fscore.model.operators import Licence, Operator, RegimeAdoption, TownshipProfile
from fscore.model.people import Credential, Organisation, Person
from fscore.model.posts import Appointment
from fscore.model.rectification import Rectification
from fscore.model.switching import PluginSwitch
from fscore.storage.types import Whole, type_of

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
CORE_ENTITIES: tuple[type, ...] = (
    Division,
    DivisionChange,
    FormerPlace,
    Organisation,
    Person,
    Appointment,
    Credential,
    Operator,
    Licence,
    RegimeAdoption,
    TownshipProfile,
    Attachment,
    PluginSwitch,
    Rectification,
    Drive,
    LocalRule,
    ItemFinding,
    Account,
)

# A class is mapped once in a process; two systems share the mapping and differ in engine, scope and plugins.
mappers = orm.registry(metadata=sa.MetaData(naming_convention=NAMES))
_mapping = Lock()
_mapped: dict[str, type] = {}


def _column(described: Described) -> sa.Column[Any]:
    constraints: list[sa.ForeignKey] = []
    if described.name == "id":
        return sa.Column("id", Whole, primary_key=True, autoincrement=True)
    if described.ref is not None:
        target = f"{about(described.ref).table}.id"
        constraints.append(sa.ForeignKey(target, ondelete="RESTRICT"))
    nullable = described.optional
    return sa.Column(described.name, type_of(described), *constraints, nullable=nullable, comment=described.about.label)


def _indexes(cls: type) -> list[sa.Index | sa.UniqueConstraint]:
    entity = about(cls)
    made: list[sa.Index | sa.UniqueConstraint] = []
    fields = describe(cls)
    if entity.scoped:
        made.append(sa.UniqueConstraint("division_id", "key"))
        # A list, or a count by days, of one place reads this index and not the table: what is deleted, the day and
        # the order are all in it.
        day = () if entity.dated is None else (entity.dated,)
        made.append(sa.Index(None, "division_id", "deleted_at", *day, "id"))
    made.extend(sa.Index(None, *names) for names in entity.index)
    led = {names[0] for names in entity.index}
    for described in fields:
        wanted = described.about.indexed or (described.ref is not None and described.name != "division_id")
        if wanted and described.name not in led:
            made.append(sa.Index(None, described.name))
    return made


def _division_indexes() -> list[sa.Index | sa.UniqueConstraint]:
    # One row per unit and code; each level's subtree can be walked in the order of codes.
    ladder = [sa.Index(None, level.column, "code") for level in Level if level is not Level.GROUP]
    return [sa.UniqueConstraint("code"), sa.Index(None, "parent_id"), *ladder]


def table_for(cls: type, metadata: sa.MetaData) -> sa.Table:
    """Return the table of an entity."""
    extra = _division_indexes() if cls is Division else _indexes(cls)
    columns = (_column(described) for described in describe(cls))
    entity = about(cls)
    return sa.Table(entity.table, metadata, *columns, *extra, comment=entity.label, sqlite_strict=True)


def map_entities(entities: Iterable[type]) -> None:
    """Map classes that are not mapped yet.

    Raises:
        WrongUse: if two classes claim one table.
    """
    with _mapping:
        for cls in entities:
            entity = about(cls)
            owner = _mapped.get(entity.table)
            if owner is cls:
                continue
            if owner is not None:
                raise WrongUse(
                    "{cls} and {owner} both claim the table '{table}'",
                    cls=f"{cls.__module__}.{cls.__name__}",
                    owner=f"{owner.__module__}.{owner.__name__}",
                    table=entity.table,
                )
            table = table_for(cls, mappers.metadata)
            versioned: dict[str, Any] = {"version_id_col": table.c.revision} if "revision" in table.c else {}
            mappers.map_imperatively(cls, table, **versioned)
            _mapped[entity.table] = cls


def table_of(cls: type) -> sa.Table:
    """Return the table that a mapped class is kept in."""
    return cast("sa.Table", sa.inspect(cls).local_table)


map_entities(CORE_ENTITIES)
