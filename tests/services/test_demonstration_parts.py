"""A plugin whose part of the demonstration fails takes nothing along but itself."""

import types

import pytest
import sqlalchemy as sa

import fscore
from fscore import Category, Manifest, hookimpl
from fscore.extension.declarations import Demonstration
from fscore.model.operators import Operator
from fscore.model.people import Person
from fscore.services.demonstration import Scene, demonstrate
from fscore.storage.columns import col


def _fails(scene: Scene) -> None:
    scene.person(scene.model.township)
    raise RuntimeError("no facts")


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest("clumsy", "1.0", "笨手笨脚", "Clumsy", "演示数据做不出来。", Category.REPORT, ">=0.1")


@hookimpl
def register_demonstration() -> list[Demonstration]:
    """Offer a part that fails half way."""
    return [Demonstration("clumsy", _fails)]


def test_the_rest_of_the_demonstration_is_made(caplog: pytest.LogCaptureFixture) -> None:
    """The failure is named with the plugin and the part; what the part had begun is not kept."""
    module = types.ModuleType("clumsy")
    module.__dict__.update(manifest=manifest, register_demonstration=register_demonstration)
    system = fscore.open("sqlite://", plugins={"clumsy": module})
    demonstrate(system)
    failure = system.plugins.failures["clumsy"]
    assert (failure.call, failure.reason) == ("demonstration clumsy", "RuntimeError: no facts")
    assert "clumsy failed in demonstration clumsy" in caplog.text
    with system.work(reading=True) as work:
        assert work.count(sa.select(Operator)) > 0, "the core's part is kept"
        begun = sa.select(Person).where(col(Person.division_id) == work.division("990101101000").id)
        assert work.count(begun) == 3, "the three posts of the township, and not the person of the part that failed"
    system.engine.dispose()
