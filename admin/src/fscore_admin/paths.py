"""Where a person may be sent: a path of this front end and nothing else."""

import re
from urllib.parse import urlsplit

from flask import request

_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f-\x9f]*")


def safe_path(target: str | None, otherwise: str) -> str:
    """Return ``target`` if it is a path of this front end, below the prefix it is mounted under; else ``otherwise``.

    Browsers read a backslash as a slash, and drop control characters: neither may be there, nor an empty or dotted
    step, which could climb out of the prefix.
    """
    if not target or not _PATH.fullmatch(target):
        return otherwise
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not _below_prefix(parts.path):
        return otherwise
    return target


def _below_prefix(path: str) -> bool:
    steps = path.split("/")[1:]
    dotted = any(step.lower().replace("%2e", ".") in (".", "..") for step in steps)
    prefix = request.script_root
    return not dotted and "" not in steps[:-1] and (path == prefix or path.startswith(f"{prefix}/"))
