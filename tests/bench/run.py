"""Measure speed as ratios in one run and print a table: `make bench`, or `make bench ARGS=divisions` for one module.

A module beside this one takes part if it has a function `yardsticks(folder)` that yields yardsticks or costs; each is
measured as soon as it is yielded: what stands before it in the function is ready, what stands behind it is not yet.
"""

import importlib
import sys
import tempfile
from pathlib import Path

from yardstick import Cost, Outcome, measure

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


def reported(cost: Cost) -> tuple[str, ...]:
    """One line of the table for what is measured against nothing: the best of its rounds."""
    seconds, megabytes = map(min, zip(*(cost.run() for _ in range(cost.rounds)), strict=True))
    return cost.what, f"{duration(seconds)}, {megabytes:.0f} MB", "–", "", "", "", "reported"


def main(wanted: list[str]) -> int:
    """Measure, print, and say by the exit status whether every limit holds."""
    outcomes: list[Outcome] = []
    table: list[tuple[str, ...]] = [COLUMNS]
    for name in modules(wanted):
        yardsticks = getattr(importlib.import_module(name), "yardsticks", None)
        if yardsticks is None:
            continue
        with tempfile.TemporaryDirectory(prefix="fscore-bench-") as folder:
            for yardstick in yardsticks(Path(folder)):
                print(f"… {yardstick.what}", file=sys.stderr, flush=True)
                if isinstance(yardstick, Cost):
                    table.append(reported(yardstick))
                    continue
                outcomes.append(measure(yardstick))
                table.append(line(outcomes[-1]))
    widths = [max(len(row[place]) for row in table) for place in range(len(COLUMNS))]
    for row in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return 0 if all(outcome.met for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
