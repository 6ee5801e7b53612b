"""fscore: records, responsibility and figures of food-safety supervision in a township."""

from fscore.errors import FscoreError
from fscore.exchange.rule_files import shipped_rules
from fscore.extension import hookimpl
from fscore.extension.manifest import Category, Manifest
from fscore.model.entity import About, Flow, Personal, Ref, entity
from fscore.model.record import Record
from fscore.services.system import System, open
from fscore.version import VERSION as __version__

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
