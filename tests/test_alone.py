"""Each plugin runs with every other absent but those that it says it needs."""

import subprocess
import sys
from importlib.metadata import entry_points

import pytest

from fscore.extension.contents import hooks_of
from fscore.extension.plugins import GROUP

# In a process of its own, as a class is mapped for good once it was imported: what is not named can't be imported.
PROGRAM = """
import sys
from importlib import import_module
from importlib.abc import MetaPathFinder

wanted = sys.argv[1].split(",")

class Absent(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top.startswith("fscore_") and top.removeprefix("fscore_") not in wanted:
            raise ModuleNotFoundError(name)
        return None

sys.meta_path.insert(0, Absent())

import fscore
from fscore.evaluation.ratio import State
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import readings
from fscore.services.reminders import reminders

system = fscore.open("sqlite://", plugins={name: import_module(f"fscore_{name}") for name in wanted})
assert system.plugins.failures == {}, system.plugins.failures
demonstrate(system)
assert system.plugins.failures == {}, system.plugins.failures
with system.work(reading=True) as work:
    town = work.division("990101101000")
    failed = [one.indicator.id for one in readings(work, town, year(2023)) if one.value.state is State.FAILED]
    assert failed == [], failed
    reminders(work, work.division("990101102000"), work.today)
assert system.plugins.failures == {}, system.plugins.failures
print("alone:", ",".join(system.plugins.names))
"""
PLUGINS = sorted(entry.name for entry in entry_points(group=GROUP))


def needs(name: str) -> set[str]:
    """Return a plugin with all that it requires, directly or not."""
    (entry,) = [one for one in entry_points(group=GROUP) if one.name == name]
    return {name}.union(*(needs(one) for one in hooks_of(entry.load()).manifest().requires))


@pytest.mark.parametrize("name", PLUGINS)
def test_a_plugin_runs_without_the_others(name: str) -> None:
    """Its demonstration, figures and reminders need nothing that is not declared."""
    wanted = ",".join(sorted(needs(name)))
    done = subprocess.run([sys.executable, "-c", PROGRAM, wanted], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert set(done.stdout.strip().removeprefix("alone: ").split(",")) == needs(name)
