"""Row security of PostgreSQL: what stands behind the session's own scope, seen from a bare connection."""

from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

import fscore
from fscore.exchange.criteria_files import load_toml
from fscore.model.operators import Operator, OperatorKind
from fscore.model.people import Person
from fscore.model.record import Record
from fscore.services.criteria_sets import load_set
from fscore.services.system import System
from fscore.storage.criteria_sets import criteria_set
from fscore.storage.security import protect
from fscore.storage.tables import mappers, table_of
from tests.conftest import SECRET, officer, places

pytestmark = pytest.mark.postgresql
OPERATORS = table_of(Operator)


@pytest.fixture
def system(district_on_postgresql: Callable[[], str]) -> Iterator[System]:
    """One business in each township."""
    made = fscore.open(district_on_postgresql(), secret=SECRET, plugins={})
    there = places(made)
    with made.work() as work:
        for place, name in ((there.village, "福满饭店"), (there.other_village, "山口小吃店")):
            work.add(Operator(division_id=place.id, name=name, kind=OperatorKind.CATERER))
        work.commit()
    yield made
    made.engine.dispose()


def names(connection: Connection) -> list[str]:
    """What a connection sees of the register."""
    return sorted(connection.scalars(sa.select(OPERATORS.c.name)))


def scope(connection: Connection, value: object) -> None:
    """Say for this transaction what may be seen."""
    connection.execute(sa.text("SELECT set_config('fscore.scope', :value, true)"), {"value": str(value)})


def test_without_a_scope_the_same_role_sees_nothing(system: System) -> None:
    """A forgotten setting shows nothing, and everybody's records are not what a mistake shows."""
    with system.engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT current_user")) == "fscore"
        assert names(connection) == []
        assert connection.scalar(sa.select(sa.func.count()).select_from(OPERATORS)) == 0


@pytest.mark.parametrize("nonsense", ["", "x", "-1", "1; DROP TABLE operator", "99999999999999999999999", "1 OR true"])
def test_nonsense_for_a_scope_shows_nothing(system: System, nonsense: str) -> None:
    """Whatever stands in the setting, it names a division or nothing."""
    with system.engine.connect() as connection:
        scope(connection, nonsense)
        try:
            seen = names(connection)
        except DBAPIError:
            seen = []  # refusing to answer is as good
        assert seen == []


def test_with_a_scope_it_sees_that_subtree(system: System) -> None:
    """Village, township, district, everything; and after the transaction nothing again."""
    there = places(system)
    for place, seen in (
        (there.village.id, ["福满饭店"]),
        (there.bridge.id, []),
        (there.town.id, ["福满饭店"]),
        (there.other_town.id, ["山口小吃店"]),
        (there.district.id, ["山口小吃店", "福满饭店"]),
        ("*", ["山口小吃店", "福满饭店"]),
    ):
        with system.engine.connect() as connection:
            scope(connection, place)
            assert names(connection) == seen, place
            connection.rollback()
            assert names(connection) == []


def test_writing_outside_the_scope_is_refused_by_the_database(system: System) -> None:
    """Neither adding nor moving gets past it; changing and deleting find no row."""
    there = places(system)
    with system.engine.connect() as connection:
        scope(connection, there.town.id)
        row = dict(connection.execute(sa.select(OPERATORS)).mappings().one())
        outside = row | {"id": 999, "key": None, "division_id": there.other_village.id}
        for statement in (
            OPERATORS.insert().values(outside),
            OPERATORS.update().values(division_id=there.other_village.id),
        ):
            with pytest.raises(DBAPIError, match="row-level security"), connection.begin_nested():
                connection.execute(statement)
        foreign = OPERATORS.c.name == "山口小吃店"
        assert connection.execute(OPERATORS.update().where(foreign).values(name="改了")).rowcount == 0
        assert connection.execute(OPERATORS.delete().where(foreign)).rowcount == 0


def test_every_table_of_records_is_under_it(system: System) -> None:
    """And the owner is bound too; protecting twice changes nothing."""
    protect(system.engine)
    with system.engine.connect() as connection:
        there = set(sa.inspect(connection).get_table_names())
        rows = connection.execute(sa.text("SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class")).all()
    bound = {row.relname for row in rows if row.relrowsecurity and row.relforcerowsecurity}
    records = {table_of(one.class_).name for one in mappers.mappers if issubclass(one.class_, Record)}
    assert records & there <= bound
    assert {"operator", "person", "appointment", "plugin_switch"} <= bound


def test_a_session_looks_around_and_is_bound_again(system: System) -> None:
    """What is published to all is read beyond the scope; the next select is bound as before."""
    there = places(system)
    with system.work() as work:
        work.add(Person(division_id=there.district.id, name="区里的人"))
        work.commit()
    with system.work(officer(there.town)) as work:
        seen = work.session.look_around(sa.select(Person))
        assert [row[0].name for row in seen] == ["区里的人"]
        own = work.session.own_connection()
        assert own.scalar(sa.select(sa.func.count()).select_from(table_of(Person))) == 0


def test_a_set_that_was_loaded_is_seen_where_it_holds_and_written_only_inside_the_scope(system: System) -> None:
    """What the district or the installation sets holds in the township, which sees it and can't change it."""
    there = places(system)
    head = 'code = "f"\nlabel = "a"\neffective = 2023-01-01\n'
    form = head + 'total = {0}\n[[criteria]]\ncode = "a"\nlabel = "b"\npoints = {0}'
    loaded = (None, there.district, there.town, there.village, there.other_town)
    with system.work() as work:
        for points, place in enumerate(loaded, 1):
            load_set(work, load_toml(form.format(points)), division=place)
        work.commit()
    columns = criteria_set.c
    wanted = sa.select(columns.division_id).order_by(columns.id)
    ids = [None if one is None else one.id for one in loaded]
    for place, seen in (
        (there.village.id, ids[:4]),
        (there.bridge.id, ids[:3]),
        (there.other_village.id, [*ids[:2], ids[4]]),
        (there.district.id, ids),
        ("*", ids),
        ("x", []),
    ):
        with system.engine.connect() as connection:
            scope(connection, place)
            assert list(connection.scalars(wanted)) == seen, place
    with system.engine.connect() as connection:
        assert list(connection.scalars(wanted)) == []
        scope(connection, there.town.id)
        for above in (columns.division_id == there.district.id, columns.division_id.is_(None)):
            assert connection.execute(criteria_set.update().where(above).values(label="改了")).rowcount == 0
            assert connection.execute(criteria_set.delete().where(above)).rowcount == 0
        assert connection.execute(criteria_set.update().values(label="改了")).rowcount == 2
        with pytest.raises(DBAPIError, match="row-level security"), connection.begin_nested():
            connection.execute(criteria_set.update().values(division_id=None))
