"""The pytest plugin for authors: collects the worked cases of ``tests/cases/*.toml``, so that they need no Python."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from fscore.testing.cases import Case, differences, plugin_of, read_cases


class DiffersFromCase(AssertionError):
    """What was worked out is not what the case says."""


class CaseItem(pytest.Item):
    """One worked case."""

    def __init__(self, *, case: Case, plugin: str, **options: Any) -> None:
        super().__init__(**options)
        self._case = case
        self._plugin = plugin

    def runtest(self) -> None:
        """Work the case out."""
        found = differences(self._case, self._plugin)
        if found:
            raise DiffersFromCase("\n".join(found))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Say what differs, without a traceback; for anything else, where it went wrong."""
        if isinstance(excinfo.value, DiffersFromCase):
            return f"算例“{self._case.name}”：\n{excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Name the case."""
        return self.path, None, f"{self._plugin}: {self._case.name}"


class CaseFile(pytest.File):
    """A file of worked cases."""

    def collect(self) -> Iterable[CaseItem]:
        """Return one test for each case."""
        plugin = plugin_of(self.path)
        for case in read_cases(self.path):
            yield CaseItem.from_parent(self, name=case.name, case=case, plugin=plugin)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CaseFile | None:
    """Take the TOML files in folders ``tests/cases``."""
    if file_path.suffix == ".toml" and file_path.parent.name == "cases" and file_path.parent.parent.name == "tests":
        return CaseFile.from_parent(parent, path=file_path)
    return None
