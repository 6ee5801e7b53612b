"""Reading what --json prints."""

import json
from typing import Any

from click.testing import Result


def read(result: Result) -> Any:
    """Return the one document that was printed, as it stands: no number passes through a float."""
    return json.loads(result.stdout, parse_float=refuse)


def refuse(text: str) -> None:
    """Numbers with a point are printed as text."""
    raise AssertionError(text)
