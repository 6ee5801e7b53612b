"""Fixtures for every test of the workspace, and the examples in docstrings: they run as tests too."""

from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.doctest import DocTestParser

pytest_plugins = ["fscore.testing.pytest_plugin", "tests.needs", "tests.postgresql", "tests.browser"]
pytest_collect_file = Sybil(
    parsers=[DocTestParser()],
    patterns=["*.py"],
    excludes=["test_*.py"],
    document_types={".py": PythonDocStringDocument},
).pytest()
