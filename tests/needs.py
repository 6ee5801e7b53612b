"""What some tests need and not every machine has: without it they are skipped, and one line says how to get it."""

import os
import shutil
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

REQUIRE_ALL = "FSCORE_REQUIRE_ALL"
"""Set where everything must be there: a skipped test then counts as failed."""


@dataclass(frozen=True)
class Need:
    """Programs that the tests with `marker`, or with one of `fixtures`, can't run without."""

    marker: str
    fixtures: frozenset[str]
    programs: tuple[tuple[str, ...], ...]
    advice: str

    def program(self, *names: str) -> str | None:
        """Where the first of `names` that is installed stands."""
        return next((path for name in names if (path := shutil.which(name, path=search_path()))), None)

    @property
    def met(self) -> bool:
        """Whether one program of each kind is there."""
        return all(self.program(*names) for names in self.programs)

    def concerns(self, item: pytest.Item) -> bool:
        """Whether a test needs this."""
        used = getattr(item, "fixturenames", ())
        return item.get_closest_marker(self.marker) is not None or not self.fixtures.isdisjoint(used)


POSTGRESQL = Need(
    "postgresql",
    frozenset({"postgresql_cluster", "postgresql_url", "new_postgresql_database"}),
    (("initdb",), ("pg_ctl",), ("postgres",)),
    "the programs of PostgreSQL are missing (Debian and Ubuntu: apt install postgresql)",
)
CHROMIUM = Need(
    "browser",
    frozenset({"browser", "page"}),
    (("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),),
    "Chromium is missing (Debian and Ubuntu: apt install chromium fonts-noto-cjk)",
)
NEEDS = (POSTGRESQL, CHROMIUM)

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def search_path() -> str:
    """PATH, and the folders beside it where Debian keeps the programs of a PostgreSQL server, newest first."""
    servers = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda bin_: int(bin_.parent.name), reverse=True)
    return os.pathsep.join([os.environ.get("PATH", ""), *map(str, servers)])


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Mark the tests by what they need, and skip those whose need is not met."""
    for need in NEEDS:
        concerned = [item for item in items if need.concerns(item)]
        for item in concerned:
            item.add_marker(need.marker)
        if concerned and not need.met:
            for item in concerned:
                item.add_marker(pytest.mark.skip(reason=need.advice))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where everything must be there, no test may be skipped."""
    return _refused_if_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Nor a whole module."""
    return _refused_if_skipped((yield))


def _refused_if_skipped(report: Report) -> Report:
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get(REQUIRE_ALL):
        report.longrepr = f"skipped, although {REQUIRE_ALL} is set: {report.longrepr}"
        report.outcome = "failed"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for each need that was not met, counted from the reports: tests may have run in several processes."""
    reports = terminalreporter.stats.get("skipped", ())
    reasons = [report.longrepr[2] for report in reports if isinstance(report.longrepr, tuple)]
    for need in NEEDS:
        if count := sum(need.advice in reason for reason in reasons):
            terminalreporter.write_line(f"Tests skipped: {count}, since {need.advice}", yellow=True)
