"""The public names of fscore: all there, and fetched only when they are used."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import fscore


def test_every_public_name_is_there():
    for name in fscore.__all__:
        assert getattr(fscore, name) is not None


def test_a_type_checker_is_told_the_same_names():
    tree = ast.parse(Path(fscore.__file__).read_text(encoding="utf-8"))
    checked = next(node for node in tree.body if isinstance(node, ast.If))
    told = {
        alias.name: (node.module or "").removeprefix("fscore.")
        for node in checked.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert told == fscore._PLACES
    assert set(fscore.__all__) == {*told, "__version__"}
    assert dir(fscore) == sorted(fscore.__all__)


def test_a_name_that_is_not_public_is_refused():
    with pytest.raises(AttributeError, match="module 'fscore' has no attribute 'nothing'"):
        _ = fscore.nothing


def test_importing_fscore_costs_next_to_nothing():
    code = "import sys, fscore; print({'sqlalchemy', 'attrs', 'click', 'pluggy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
