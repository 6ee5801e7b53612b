"""Commands of plugins: found without importing a plugin, so that help stays quick.

A distribution names its package in the entry point group ``fscore.commands``; in the package lies ``commands.toml``:

    [exam]
    help = "考试"

    [exam.commands.stats]
    help = "试题分析"
    place = "fscore_exam.commands:stats"

An entry with ``place`` is a command, one with ``commands`` a group. The name of a command of the core stays the core's.
"""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from fscore.cli.program import Late
from fscore.errors import PluginProblem
from fscore.labels import add_catalogue

GROUP = "fscore.commands"
FILE = "commands.toml"


def plugin_commands() -> tuple[dict[str, Late], list[PluginProblem]]:
    """Return the commands of the plugins that are installed, and which plugins offer what can't be read."""
    found: dict[str, Late] = {}
    problems = []
    for entry in sorted(entry_points(group=GROUP), key=lambda one: one.name):
        try:
            for name, late in _read(entry):
                found.setdefault(name, late)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, ImportError) as fault:
            reason = f"{FILE}: {type(fault).__name__}: {fault}"
            problems.append(PluginProblem("{plugin}: {reason}", plugin=entry.name, reason=reason))
    return found, problems


def _read(entry: EntryPoint) -> Iterator[tuple[str, Late]]:
    # A package is looked up by its spec: importing it would import all that the plugin is made of.
    spec = find_spec(entry.value)
    if spec is None or not spec.submodule_search_locations:
        message = f"{entry.value} is not a package"
        raise ImportError(message)
    text = Path(spec.submodule_search_locations[0], FILE).read_text(encoding="utf-8")
    add_catalogue(entry.value)
    yield from [(name, _late(about)) for name, about in tomllib.loads(text).items()]


def _late(about: Mapping[str, Any]) -> Late:
    if "commands" in about:
        return Late("", about["help"], {name: _late(inner) for name, inner in about["commands"].items()})
    module, colon, name = about["place"].partition(":")
    if not (module and colon and name):
        message = f"place must be module:name, not {about['place']!r}"
        raise ValueError(message)
    return Late(about["place"], about["help"], package="")
