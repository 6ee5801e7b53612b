"""Column types: what goes in comes out, sums are exact, and both databases agree."""

import operator
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError, StatementError

from fscore.errors import WrongUse
from fscore.model.operators import OperatorKind
from fscore.services.system import System
from fscore.storage.types import ChoicesType, ChoiceType, Day, Flag, Moment, Scaled, Text, Whole, has

metadata = sa.MetaData()
things = sa.Table(
    "things",
    metadata,
    sa.Column("id", Whole, primary_key=True),
    sa.Column("text", Text(50)),
    sa.Column("whole", Whole),
    sa.Column("flag", Flag),
    sa.Column("day", Day),
    sa.Column("at", Moment),
    sa.Column("amount", Scaled(2)),
    sa.Column("weight", Scaled(4)),
    sa.Column("kind", ChoiceType(OperatorKind)),
    sa.Column("kinds", ChoicesType(OperatorKind)),
    sqlite_strict=True,
)
BEIJING = timezone(timedelta(hours=8))
amounts = st.decimals(-(10**9), 10**9, places=2)
rows = st.fixed_dictionaries(
    {
        "text": st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=50),
        "whole": st.integers(-(2**63), 2**63 - 1),
        "flag": st.booleans(),
        "day": st.dates(date(1900, 1, 1), date(2200, 12, 31)),
        "at": st.datetimes(datetime(1900, 1, 2), datetime(2200, 12, 31), timezones=st.sampled_from([UTC, BEIJING])),  # noqa: DTZ001 - hypothesis wants them bare
        "amount": amounts,
        "weight": st.decimals(-(10**9), 10**9, places=4),
        "kind": st.sampled_from(list(OperatorKind)),
        "kinds": st.frozensets(st.sampled_from(list(OperatorKind))),
    }
)


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine(request: pytest.FixtureRequest) -> Iterator[sa.Engine]:
    """An empty database with one table of all types."""
    if request.param == "sqlite":
        made = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    else:
        new: Callable[[], str] = request.getfixturevalue("new_postgresql_database")
        made = sa.create_engine(new())
    metadata.create_all(made)
    yield made
    made.dispose()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(row=rows)
def test_what_goes_in_comes_out(engine: sa.Engine, row: dict[str, object]) -> None:
    """Every value of every type, at the limits too; moments come back in UTC."""
    with engine.connect() as connection:
        connection.execute(things.insert(), row | {"id": 1})
        found = dict(connection.execute(sa.select(things)).mappings().one())
    assert found == row | {"id": 1}
    assert found["at"].tzinfo is UTC
    assert isinstance(found["amount"], Decimal)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(found=st.lists(amounts, min_size=1, max_size=20))
def test_sums_are_exact(engine: sa.Engine, found: list[Decimal]) -> None:
    """A thousand times ten fen are a hundred yuan, on any database."""
    with engine.connect() as connection:
        connection.execute(things.insert(), [{"id": place, "amount": one} for place, one in enumerate(found)])
        total = connection.scalar(sa.select(sa.func.coalesce(sa.func.sum(things.c.amount), 0)))
        largest = connection.scalar(sa.select(sa.func.max(things.c.amount)))
        above = connection.scalar(sa.select(sa.func.count()).where(things.c.amount >= found[0]))
    assert total == sum(found)
    assert largest == max(found)
    assert above == sum(one >= found[0] for one in found)


def test_a_sum_of_columns_is_an_amount_like_they_are(engine: sa.Engine) -> None:
    """It is judged by bounds of the same scale; scales that differ, and amounts of amounts, are refused."""
    amount, whole = things.c.amount, things.c.whole
    with engine.connect() as connection:
        connection.execute(things.insert(), {"id": 1, "amount": Decimal("0.80"), "whole": 3})
        found = connection.execute(
            sa.select(amount + amount, amount - Decimal("0.5"), amount * 2, amount * whole)
        ).one()
        judged = [connection.scalar(sa.select(amount + amount >= bound)) for bound in (Decimal("1.6"), Decimal("1.61"))]
    assert found == (Decimal("1.60"), Decimal("0.30"), Decimal("1.60"), Decimal("2.40"))
    assert judged == [True, False]
    for op, other in ((operator.add, things.c.weight), (operator.sub, whole), (operator.mul, amount)):
        with pytest.raises(WrongUse, match="amounts whose scales differ"):
            op(amount, other)


def test_moments_are_ordered_whatever_their_zone(engine: sa.Engine) -> None:
    """Eight in Beijing is before one in Greenwich."""
    early, late = datetime(2023, 1, 1, 8, tzinfo=BEIJING), datetime(2023, 1, 1, 1, tzinfo=UTC)
    with engine.connect() as connection:
        connection.execute(things.insert(), [{"id": 1, "at": late}, {"id": 2, "at": early}])
        assert connection.scalars(sa.select(things.c.id).order_by(things.c.at)).all() == [2, 1]
        assert connection.scalars(sa.select(things.c.id).where(things.c.at < late)).all() == [2]


def test_a_choice_that_the_list_does_not_have_is_not_stored(engine: sa.Engine) -> None:
    """Nor looked for: a misspelt value in a query is an error and not an empty answer."""
    with engine.connect() as connection, pytest.raises(StatementError, match="'spaceship' is not a valid OperatorKind"):
        connection.execute(sa.select(things).where(things.c.kind == "spaceship"))


def test_a_number_with_too_many_decimals_is_not_stored_rounded(engine: sa.Engine) -> None:
    """Fields refuse it before; the column does too."""
    with engine.connect() as connection, pytest.raises(StatementError, match="more than 2 decimals"):
        connection.execute(things.insert(), {"id": 1, "amount": Decimal("0.005")})


def test_the_host_types_stay_what_they_are(engine: sa.Engine) -> None:
    """A host's own tables on the same engine are not changed by ours."""
    host = sa.Table("host", sa.MetaData(), sa.Column("name", sa.String(9)), sa.Column("day", sa.Date))
    made = str(sa.schema.CreateTable(host).compile(engine))
    assert "VARCHAR(9)" in made
    assert "DATE" in made
    ours = str(sa.schema.CreateTable(things).compile(engine))
    assert ("STRICT" in ours) == (engine.dialect.name == "sqlite")


def test_tables_on_sqlite_keep_their_types(system: System) -> None:
    """A text in a column of numbers is refused by the database itself."""
    with system.engine.connect() as connection, pytest.raises(IntegrityError, match="cannot store TEXT"):
        connection.exec_driver_sql("UPDATE division SET level = 'hoch'")


def test_several_choices_are_asked_for_by_what_they_have(engine: sa.Engine) -> None:
    """All of some members, whatever else is there; a sign that LIKE would take for any other is itself."""
    both, one = frozenset({OperatorKind.CATERER, OperatorKind.NURSING_HOME}), frozenset({OperatorKind.NURSING_HOME})
    kept = [{"id": place, "kinds": kinds} for place, kinds in enumerate((both, one, frozenset()))]
    with engine.connect() as connection:
        connection.execute(things.insert(), kept)

        def found(*members: OperatorKind) -> list[int]:
            return list(connection.scalars(sa.select(things.c.id).where(has(things.c.kinds, *members))))

        assert found(OperatorKind.NURSING_HOME) == [0, 1]
        assert found(OperatorKind.NURSING_HOME, OperatorKind.CATERER) == [0]
        assert found(OperatorKind.GROCERY) == []
        connection.execute(things.update().values(kinds=sa.type_coerce("|nursingxhome|", Text())))
        assert found(OperatorKind.NURSING_HOME) == []
