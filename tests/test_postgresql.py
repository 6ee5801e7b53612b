"""The server that other tests are given behaves like one of an installation."""

from collections.abc import Callable

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import ProgrammingError


def answer(url: str, statement: str) -> object:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            result = connection.execute(text(statement))
            return result.scalar() if result.returns_rows else None
    finally:
        engine.dispose()


def test_each_database_is_empty_and_apart_from_the_others(new_postgresql_database: Callable[[], str]) -> None:
    one, other = new_postgresql_database(), new_postgresql_database()
    answer(one, "CREATE TABLE township (name text)")
    count = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
    assert answer(one, count) == 1
    assert answer(other, count) == 0


def test_the_role_may_do_nothing_beyond_its_own_databases(postgresql_url: str) -> None:
    assert answer(postgresql_url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
    with pytest.raises(ProgrammingError, match="permission denied"):
        answer(postgresql_url, "CREATE ROLE another")


def test_text_is_stored_as_unicode(postgresql_url: str) -> None:
    assert answer(postgresql_url, "SELECT length('青禾镇')") == 3
