"""Agencies that were renamed or merged: what an old name is called now."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from fscore.labels import _


@cache
def former_names() -> Mapping[str, str]:
    """Return what each former name, or the part of it that tells the agency, is called now."""
    text = resources.files(__package__).joinpath("agencies.toml").read_text(encoding="utf-8")
    names: Mapping[str, str] = tomllib.loads(text)["former"]
    return names


def current_name(text: str) -> str:
    """Return a text with the names that agencies have now; the longest former name that fits goes first.

    >>> current_name("区工商局")
    '区市场监督管理局'
    """
    for former in sorted(former_names(), key=len, reverse=True):
        text = text.replace(former, former_names()[former])
    return text


def former_name_doubt(text: str) -> str | None:
    """Return what an agency is called now if a text uses a former name; it is taken all the same."""
    now = current_name(text)
    return None if now == text else _("机构改革后叫“{now}”，请再看一眼").format(now=now)
