"""What the annual summary of the demonstration township takes, from a cold start to the file."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from yardstick import Cost

FSCORE = str(Path(sys.executable).with_name("fscore"))


def yardsticks(folder: Path) -> Iterator[Cost]:
    """The summary as a Word file."""
    database = f"sqlite:///{folder / 'demonstration.db'}"
    subprocess.run((FSCORE, "--db", database, "demo"), check=True, capture_output=True)
    written = folder / "summary.docx"
    command = (FSCORE, "--db", database, "summary", "write", "--division", "990101101000", "--year", "2023")
    yield Cost("annual summary of the demonstration township", lambda: _cost((*command, "-o", str(written))))
    if not written.stat().st_size:
        raise AssertionError(written)


# In a process of its own: what a process held at its largest, its children inherit, and the bench has held much.
MEASURED = """
import os, subprocess, sys, time
start = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_pid, status, usage = os.wait4(child.pid, 0)
print(time.perf_counter() - start, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1_000_000)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def _cost(command: tuple[str, ...]) -> tuple[float, float]:
    """Run a command to its end and return its seconds and the megabytes that it held at its largest."""
    done = subprocess.run((sys.executable, "-c", MEASURED, *command), check=True, capture_output=True, text=True)
    seconds, megabytes = map(float, done.stdout.split())
    return seconds, megabytes
