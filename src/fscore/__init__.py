"""fscore: records, responsibility and figures of food-safety supervision in a township."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from fscore.version import VERSION

if TYPE_CHECKING:
    from fscore.errors import FscoreError
    from fscore.exchange.rule_files import shipped_rules
    from fscore.extension import hookimpl
    from fscore.extension.manifest import Category, Manifest
    from fscore.model.entity import About, Flow, Personal, Ref, entity
    from fscore.model.record import Record
    from fscore.services.system import System, open  # noqa: A004 - read as fscore.open

__all__ = [
    "About",
    "Category",
    "Flow",
    "FscoreError",
    "Manifest",
    "Personal",
    "Record",
    "Ref",
    "System",
    "__version__",
    "entity",
    "hookimpl",
    "open",
    "shipped_rules",
]

__version__ = VERSION

# Each public name is fetched from its module on first use, so that `import fscore` costs next to nothing.
_PLACES = {
    "About": "model.entity",
    "Category": "extension.manifest",
    "Flow": "model.entity",
    "FscoreError": "errors",
    "Manifest": "extension.manifest",
    "Personal": "model.entity",
    "Record": "model.record",
    "Ref": "model.entity",
    "System": "services.system",
    "entity": "model.entity",
    "hookimpl": "extension",
    "open": "services.system",
    "shipped_rules": "exchange.rule_files",
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
