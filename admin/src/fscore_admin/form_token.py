"""The mark in every form that shows that it came from this front end, for this session.

A mark never grows old by itself: it holds as long as the session. If the session is another one meanwhile, what was
typed is not lost: the person is asked to send it again.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

import attrs
from flask import g, request

from fscore_admin.access import READING, installed, signed_in

FIELD = "csrf_token"
HEADER = "X-CSRF-Token"
KEPT = "kept"
KEPT_PATH = "kept_path"
_KEPT_LIMIT = 64 * 1024
_ONCE = "once"


def token() -> str:
    """Return the mark of this session, or of this browser if nobody is signed in."""
    anchor = str(g.fscore_anchor)
    actor = signed_in()
    who = "" if actor is None else f"{actor.account_id}/{actor.name}/{actor.role.value}"
    key = installed().options.token_key
    return hmac.new(key, f"{anchor}\n{who}".encode(), hashlib.sha256).hexdigest()


def new_anchor() -> str:
    """Return a random text that the marks of a browser without session hang on."""
    return secrets.token_urlsafe(24)


def needed() -> bool:
    """Tell whether this request must bring the mark: whatever may change something."""
    return request.method not in READING


def brought() -> bool:
    """Tell whether the request brought the right mark, from a page of ours."""
    if not from_here(strict=False):
        return False
    given = request.headers.get(HEADER) or request.form.get(FIELD) or ""
    return hmac.compare_digest(given.encode(), token().encode())


def from_here(*, strict: bool) -> bool:
    """Tell whether a page of ours sent the request, as far as the browser says so; ``strict``: it has to say so."""
    origin = request.headers.get("Origin")
    if origin is not None and origin != "null":
        return urlsplit(origin).netloc == request.host
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin" or (site == "none" and not strict)
    return not strict and origin is None


@attrs.frozen
class Kept:
    """What somebody typed into a form that could not be taken: where it was going, and its fields."""

    path: str
    fields: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The fields as one text, for a hidden field."""
        return json.dumps(self.fields, ensure_ascii=False)


def keep() -> Kept | None:
    """Return what was typed, if a page of ours sent it and it is not too much; files and passwords are left out."""
    length = request.content_length
    if not from_here(strict=True) or length is None or length > _KEPT_LIMIT:
        return None
    path = request.full_path if request.query_string else request.path
    return Kept(f"{request.script_root}{path}", _fields(request.form.items(multi=True)))


def unpack(text: str, path: str) -> Kept | None:
    """Return what a hidden field brought back, or None if it is not of our making."""
    try:
        found = json.loads(text) if len(text) <= _KEPT_LIMIT else None
    except ValueError:
        return None
    if not isinstance(found, list):
        return None
    pairs = [(one[0], one[1]) for one in found if isinstance(one, list) and [type(part) for part in one] == [str, str]]
    fields = _fields(pairs)
    return Kept(path, fields) if fields else None


def _fields(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    own = (FIELD, KEPT, KEPT_PATH, _ONCE)
    return tuple((name, value) for name, value in pairs if name not in own and "password" not in name.lower())
