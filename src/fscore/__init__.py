"""fscore: records, responsibility and figures of food-safety supervision in a township."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from fscore.version import VERSION

if TYPE_CHECKING:
    from fscore.errors import FscoreError
    from fscore.extension import hookimpl
    from fscore.extension.contents import Contents
    from fscore.extension.declarations import Outline, Section
    from fscore.extension.manifest import Category, Manifest
    from fscore.model.division import Level
    from fscore.model.entity import About, Personal, Ref, entity
    from fscore.model.flow import Flow
    from fscore.model.operators import Operator
    from fscore.model.period import year
    from fscore.model.record import Record
    from fscore.services.divisions import add_division
    from fscore.services.figures import reading, readings
    from fscore.services.switching import enable
    from fscore.services.system import System, open  # noqa: A004 - read as fscore.open
    from fscore.services.work import Actor

__all__ = [
    "About",
    "Actor",
    "Category",
    "Contents",
    "Flow",
    "FscoreError",
    "Level",
    "Manifest",
    "Operator",
    "Outline",
    "Personal",
    "Record",
    "Ref",
    "Section",
    "System",
    "__version__",
    "add_division",
    "enable",
    "entity",
    "hookimpl",
    "open",
    "reading",
    "readings",
    "year",
]

__version__ = VERSION

# Each public name is fetched from its module on first use, so that `import fscore` costs next to nothing.
_PLACES = {
    "About": "model.entity",
    "Actor": "services.work",
    "Category": "extension.manifest",
    "Contents": "extension.contents",
    "Flow": "model.flow",
    "FscoreError": "errors",
    "Level": "model.division",
    "Manifest": "extension.manifest",
    "Operator": "model.operators",
    "Outline": "extension.declarations",
    "Personal": "model.entity",
    "Record": "model.record",
    "Ref": "model.entity",
    "Section": "extension.declarations",
    "System": "services.system",
    "add_division": "services.divisions",
    "enable": "services.switching",
    "entity": "model.entity",
    "hookimpl": "extension",
    "open": "services.system",
    "reading": "services.figures",
    "readings": "services.figures",
    "year": "model.period",
}


def __getattr__(name: str) -> Any:
    place = _PLACES.get(name)
    if place is None:
        message = f"module 'fscore' has no attribute '{name}'"
        raise AttributeError(message)
    found = globals()[name] = getattr(import_module(f"fscore.{place}"), name)
    return found


def __dir__() -> list[str]:
    return __all__
