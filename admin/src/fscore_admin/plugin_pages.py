"""The pages that plugins offer: found by entry point, guarded while they are gathered, hung in one plugin at a time."""

from collections.abc import Callable
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
from flask import Response, current_app, send_from_directory
from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PrefixLoader

from fscore.errors import PluginProblem, WrongUse
from fscore.extension.guarded import Failure, guarded
from fscore.labels import _
from fscore_admin.access import PUBLIC
from fscore_admin.for_plugins import PluginFront
from fscore_admin.page_context import add_link

if TYPE_CHECKING:
    from fscore_admin.app import Front

GROUP = "fscore_admin.pages"
BELOW = "/module"
IMPORT_SECONDS = 10.0
_PROBLEMS = "fscore_page_problems"


@attrs.frozen
class _Found:
    """What a plugin has handed over, and the folder of its templates and static files."""

    front: PluginFront
    folder: Path


def install(front: "Front") -> None:
    """Hang the pages of every usable plugin into the front end; what can't be used is named and left out."""
    problems: list[PluginProblem] = []
    loaders: dict[str, BaseLoader] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda one: one.name):
        if entry.name not in front.system.plugins and entry.name not in front.system.plugins.put_aside:
            continue  # it has failed as a whole, and is named for that; one put aside opens again when it is reset
        found = guarded(entry.name, "pages", partial(_gathered, entry, front), IMPORT_SECONDS)
        if isinstance(found, Failure):
            problems.append(PluginProblem(_("{plugin}：{reason}"), plugin=entry.name, reason=found.reason))
        else:
            loaders[entry.name] = FileSystemLoader(found.folder / "templates")
            _hang(front, found)
    environment = front.app.jinja_env
    environment.loader = ChoiceLoader([one for one in (environment.loader, PrefixLoader(loaders)) if one is not None])
    front.app.extensions[_PROBLEMS] = problems


def problems() -> list[PluginProblem]:
    """Return which plugins of this front end have pages that could not be hung in, and why."""
    found: list[PluginProblem] = current_app.extensions.get(_PROBLEMS, [])
    return found


def _gathered(entry: EntryPoint, front: "Front") -> _Found:
    module = entry.load()
    given = PluginFront(entry.name, front.system)
    module.install(given)
    taken = [name for name in (*given.offered, "static") if front.registry.get(f"{entry.name}.{name}") is not None]
    if taken:
        raise WrongUse("These endpoints are taken: {endpoints}", endpoints=", ".join(taken))
    return _Found(given, Path(str(module.__file__)).parent)


def _hang(front: "Front", found: _Found) -> None:
    plugin = found.front.plugin
    for one in found.front.offered.values():
        front.route(
            f"{BELOW}/{plugin}{one.rule}", f"{plugin}.{one.endpoint}", one.function, one.permission, one.methods
        )
    front.route(f"{BELOW}/{plugin}/static/<path:filename>", f"{plugin}.static", _files(found.folder), PUBLIC)
    for entity, endpoint, label, when in found.front.links:
        to_record = "record>" in found.front.offered[endpoint].rule
        add_link(front.app, entity, f"{plugin}.{endpoint}", label, to_record=to_record, when=when)
    for endpoint, label in found.front.entries:
        front.menu(f"{plugin}.{endpoint}", labels={f"{plugin}.{endpoint}": label})


def _files(folder: Path) -> Callable[..., Response]:
    def file(filename: str) -> Response:
        return send_from_directory(folder / "static", filename)

    return file
