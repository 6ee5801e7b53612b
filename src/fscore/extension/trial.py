"""The trial of a plugin: a new version is imported in a process of its own first, and the verdict is kept.

What raises, hangs or ends the process does so there, and costs the installation one plugin, not its start.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import EntryPoint
from importlib.util import find_spec
from pathlib import Path

import attrs

from fscore.labels import _

SECONDS = 10.0
_LAST_WORD = "fscore: imported"
_PLACE = re.compile(r"[A-Za-z_][\w.]*(:[\w.]+)?", re.ASCII)


@attrs.frozen
class Verdict:
    """Whether a plugin could be imported, and if not, why."""

    ok: bool
    reason: str = ""


def _store() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "fscore" / "trials.json"


def _known() -> dict[str, list[object]]:
    try:
        return dict(json.loads(_store().read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}  # no verdict kept yet, or one that can't be read: the trial is held again


def _keep(verdicts: dict[str, list[object]]) -> None:
    path = _store()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps(verdicts), encoding="utf-8")
        fresh.replace(path)
    except OSError:
        return  # nowhere to keep it: the next start holds the trial again


def _fingerprint(entry: EntryPoint) -> str:
    """Return what changes whenever the plugin's code does, or the core's that it stands on: versions and dates."""
    version = entry.dist.version if entry.dist is not None else ""
    facts = f"{sys.version}\n{entry.name}={entry.value}\n{version}\n{_core_dates()}{_dates(entry.module)}"
    return hashlib.sha256(facts.encode()).hexdigest()


@cache
def _core_dates() -> str:
    return _dates("fscore")


def _dates(module: str) -> str:
    states = ((path, path.stat()) for path in sorted(_files(module)))
    return "".join(f"{path}:{state.st_mtime_ns}:{state.st_size}\n" for path, state in states)


def _files(module: str) -> Iterable[Path]:
    # Only the outermost package: to look for one inside it would import it, before its trial.
    try:
        spec = find_spec(module.partition(".")[0])
    except (ImportError, ValueError):
        return ()  # not there at all: the import itself will say so
    if spec is None:
        return ()
    if spec.submodule_search_locations is None:
        return [Path(spec.origin)] if spec.has_location and spec.origin else ()
    return [path for place in spec.submodule_search_locations for path in Path(place).rglob("*.py")]


def hold_trials(entries: Iterable[EntryPoint], seconds: float = SECONDS) -> dict[str, Verdict]:
    """Return the verdict over each plugin, by name; those not tried yet are imported in a child process now.

    All of them share one process as long as all is well; if it does not come through, each is tried alone.
    """
    known = _known()
    verdicts: dict[str, Verdict] = {}
    marks: dict[str, EntryPoint] = {}
    for entry in entries:
        if _PLACE.fullmatch(entry.value):
            marks[_fingerprint(entry)] = entry
        else:
            verdicts[entry.name] = Verdict(False, _("登记的位置“{place}”不是模块名").format(place=entry.value))
    through = _imported([entry.module for mark, entry in marks.items() if mark not in known], seconds)
    fresh: dict[str, list[object]] = {}
    for mark, entry in marks.items():
        kept = known.get(mark)
        if kept:
            verdict = Verdict(bool(kept[0]), str(kept[1]))
        else:
            verdict = Verdict(True) if entry.module in through else _tried(entry, seconds)
        verdicts[entry.name] = verdict
        fresh[mark] = [verdict.ok, verdict.reason]
    if any(mark not in known for mark in fresh):
        _keep(known | fresh)
    return verdicts


def forget_trial(entry: EntryPoint) -> None:
    """Forget the verdict over a plugin: the next start tries it again."""
    known = _known()
    if known.pop(_fingerprint(entry), None) is not None:
        _keep(known)


# A module that ends the process ends it before its last word, whatever exit status it chose.
_PROGRAM = f"""
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
    print({_LAST_WORD!r}, name, flush=True)
"""


def _child(modules: list[str], seconds: float) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603 - our own interpreter, and module names from installed packages
        [sys.executable, "-c", _PROGRAM, *modules],
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
        stdin=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )


def _imported(modules: list[str], seconds: float) -> frozenset[str]:
    """Return the modules that one process imported one after the other; none, if it did not end well."""
    if len(modules) < 2:
        return frozenset()
    try:
        done = _child(modules, seconds + len(modules))
    except subprocess.TimeoutExpired:
        return frozenset()
    whole = done.returncode == 0 and f"{_LAST_WORD} {modules[-1]}\n" in done.stdout
    return frozenset(modules) if whole else frozenset()


def _tried(entry: EntryPoint, seconds: float) -> Verdict:
    try:
        done = _child([entry.module], seconds)
    except subprocess.TimeoutExpired:
        return Verdict(False, _("导入超过 {seconds} 秒没有结束").format(seconds=seconds))
    if done.returncode or _LAST_WORD not in done.stdout:
        ended = _("导入时进程退出，代码 {code}").format(code=done.returncode)
        last = (done.stderr.strip().splitlines() or [ended])[-1]
        return Verdict(False, last[:300])
    return Verdict(True)
