"""Measure speed as ratios in one run and print a table: `make bench`, or `make bench ARGS=divisions` for one module.

A module beside this one takes part if it has a function `yardsticks(folder)` that yields yardsticks; each is measured
as soon as it is yielded, so what stands before it in the function is ready and what stands behind it is not yet.
"""

import importlib
import sys
import tempfile
from pathlib import Path

from yardstick import Outcome, measure

HERE = Path(__file__).parent
COLUMNS = ("what", "ours", "against", "", "ratio", "limit", "verdict")


def modules(wanted: list[str]) -> list[str]:
    """The modules to run: those named, or all."""
    return wanted or sorted(path.stem for path in HERE.glob("*.py") if path.stem not in ("run", "yardstick"))


def duration(seconds: float) -> str:
    """A time in the unit that reads best."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.2f} {unit}"
    return f"{seconds / 1e-6:.1f} µs"


def line(outcome: Outcome) -> tuple[str, ...]:
    """One line of the table."""
    limit = outcome.yardstick.limit
    return (
        outcome.yardstick.what,
        duration(outcome.ours),
        outcome.yardstick.against,
        duration(outcome.theirs),
        f"{outcome.ratio:.2f}×",
        "" if limit is None else f"{limit:g}×",
        "" if limit is None else "ok" if outcome.met else "TOO SLOW",
    )


def main(wanted: list[str]) -> int:
    """Measure, print, and say by the exit status whether every limit holds."""
    outcomes: list[Outcome] = []
    for name in modules(wanted):
        yardsticks = getattr(importlib.import_module(name), "yardsticks", None)
        if yardsticks is None:
            continue
        with tempfile.TemporaryDirectory(prefix="fscore-bench-") as folder:
            for yardstick in yardsticks(Path(folder)):
                print(f"… {yardstick.what}", file=sys.stderr, flush=True)
                outcomes.append(measure(yardstick))
    table = [COLUMNS, *map(line, outcomes)]
    widths = [max(len(row[place]) for row in table) for place in range(len(COLUMNS))]
    for row in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return 0 if all(outcome.met for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
