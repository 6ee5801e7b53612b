"""Every course of every module: a step that it does not have is refused, and whoever tries it is told both states."""

from collections.abc import Iterator
from importlib.metadata import entry_points
from itertools import product
from typing import Any

import pytest
from sqlalchemy import orm

from fscore.errors import NotPossible
from fscore.extension.plugins import GROUP
from fscore.model.choice import Choice
from fscore.model.entity import Described, describe
from fscore.model.flow import Flow
from fscore.services.system import System
from fscore.testing.fixtures import county, with_required
from tests.conftest import TODAY


def courses(system: System) -> Iterator[tuple[type, Described, Flow]]:
    for cls in system.plugins.entities.values():
        for one in describe(cls):
            if one.about.flow is not None:
                yield cls, one, one.about.flow


def in_state(cls: type, one: Described, state: Choice) -> Any:
    """Return a record as it was read from the database, with nothing but its state."""
    made: Any = orm.class_mapper(cls).class_manager.new_instance()
    made.__dict__[one.name] = state
    return made


def test_a_step_that_a_course_does_not_have_is_refused_in_words() -> None:
    """By setting the field as well, so by every form, file and program; what has ended stays as it is."""
    system = county(with_required(one.name for one in entry_points(group=GROUP)), today=TODAY)
    found = list(courses(system))
    assert len(found) > 40
    for cls, one, flow in found:
        states: Any = one.type
        for old, new in product(states, repeat=2):
            record = in_state(cls, one, old)
            if old is new or new in flow.follow.get(old, ()):
                setattr(record, one.name, new.label)
                continue
            with pytest.raises(NotPossible) as refused:
                setattr(record, one.name, new.label)
            assert f"“{old.label}”" in str(refused.value), (cls, old, new)
            assert f"“{new.label}”" in str(refused.value), (cls, old, new)
            assert getattr(record, one.name) is old
    system.engine.dispose()
