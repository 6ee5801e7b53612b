"""The examples in docstrings run as tests."""

from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.doctest import DocTestParser

pytest_collect_file = Sybil(
    parsers=[DocTestParser()], patterns=["*.py"], document_types={".py": PythonDocStringDocument}
).pytest()
