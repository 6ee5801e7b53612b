"""Every route, as every role and as a stranger: allowed as the registry says, or refused in the right way."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

from admin.tests.conftest import ACCOUNTS, copy_of
from admin.tests.visitor import Visitor, acts, digest_of, small_pages
from fscore.model.roles import Role
from fscore.services.system import System
from fscore_admin import create_app
from fscore_admin.access import _EXTENSION as INSTALLED
from fscore_admin.access import CLOSED, Permission, Registry

SignedIn = Callable[[str], Visitor]
ROLES = [(login, role) for login, _name, role, _place in ACCOUNTS if login != "elsewhere"]
SAMPLE = {"int": "1", "string": "1", "default": "1", "path": "x", "uuid": "00000000-0000-0000-0000-000000000000"}
BOOKKEEPING = ("web_session", "audit")
"""When a session was last used is kept, and who was turned away from what; no business."""


def registry_of(app: Flask) -> Registry:
    found = app.extensions[INSTALLED].registry
    assert isinstance(found, Registry)
    return found


def path_of(rule: Rule) -> str:
    """An address that the rule matches; what it names need not be there."""
    parts = []
    for converted, text in rule._trace:
        if converted:
            kind = type(rule._converters[text]).__name__.removesuffix("Converter").lower()
            parts.append(SAMPLE.get({"unicode": "string", "integer": "int", "uuid": "uuid"}.get(kind, kind), "1"))
        elif text != "|":
            parts.append(text)
    return "".join(parts)


def routes(app: Flask) -> Iterator[tuple[str, str, Permission]]:
    """Each way to ask for each endpoint: method, address, permission."""
    for rule in app.url_map.iter_rules():
        permission = registry_of(app).get(rule.endpoint)
        assert permission is not None
        for method in sorted(rule.methods or ()):
            yield method, path_of(rule), permission


@pytest.fixture(params=["few", "shipped"])
def whole(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The frame with few pages, and everything that is shipped with every plugin that is installed."""
    few = request.param == "few"
    made = copy_of(request.getfixturevalue("county" if few else "full_county"), tmp_path, {} if few else None)
    yield create_app(made, pages=small_pages if few else None)
    made.engine.dispose()


@pytest.fixture
def system(whole: Flask) -> System:
    """The database behind it."""
    found = whole.extensions[INSTALLED].system
    assert isinstance(found, System)
    return found


def send(visitor: Visitor, method: str, path: str) -> int:
    return visitor.client.open(path, method=method, headers=visitor.headers, buffered=True).status_code


def test_a_stranger_sees_public_pages_and_is_sent_to_sign_in_from_all_others(whole: Flask, system: System):
    before = digest_of(system)
    seen = 0
    for method, path, permission in routes(whole):
        answer = Visitor(whole).client.open(path, method=method, buffered=True)
        seen += 1
        if permission.public:
            assert answer.status_code in ({200, 304, 404, 410} if method in ("GET", "HEAD") else {403}), (method, path)
        elif method in ("GET", "HEAD"):
            assert answer.status_code == 302, (method, path)
            assert answer.location.startswith("/sign-in?next="), (method, path)
        else:
            assert answer.status_code == 401, (method, path)
    assert seen > 10
    assert digest_of(system) == before


@pytest.mark.parametrize(("login", "role"), ROLES)
def test_a_role_opens_what_the_registry_says_and_reading_changes_nothing(
    whole: Flask, system: System, login: str, role: Role
):
    visitor = Visitor(whole).sign_in(system, login)
    before = digest_of(system, BOOKKEEPING), deeds(system)
    for method, path, permission in routes(whole):
        if method not in ("GET", "HEAD") or permission.public:
            continue
        status = send(visitor, method, path)
        if permission == CLOSED:
            assert status == 404, (method, path)
        elif not permission.names(role):
            assert status == 403, (method, path)
        else:
            # Allowed; what the address names need not be there, and a required word may be missing.
            assert status in (200, 302, 400, 404, 422), (method, path, status)
    assert (digest_of(system, BOOKKEEPING), deeds(system)) == before


def deeds(system: System) -> list[str]:
    """What the trail has, but that somebody was turned away."""
    return [act for act in acts(system) if act != "denied"]


@pytest.mark.parametrize("login", ["officer", "security"])
def test_no_form_without_the_mark_changes_anything(whole: Flask, system: System, login: str):
    visitor = Visitor(whole).sign_in(system, login)
    before = digest_of(system)
    posts = [(method, path) for method, path, _permission in routes(whole) if method not in ("GET", "HEAD")]
    assert len(posts) > 4
    for method, path in posts:
        for headers, form in (
            ({}, {}),
            ({"Origin": "http://localhost"}, {"csrf_token": "0" * 64}),
            ({"Origin": "http://evil.example"}, {"csrf_token": visitor.token("/password")}),
        ):
            answer = visitor.client.open(path, method=method, headers=headers, data=form)
            assert answer.status_code == 403, (method, path)
    assert digest_of(system) == before


def test_only_get_head_and_post_are_answered(whole: Flask):
    for rule in whole.url_map.iter_rules():
        assert (rule.methods or set()) <= {"GET", "HEAD", "POST"}, rule


def test_the_walk_finds_the_addresses_of_all_kinds_of_routes(app: Flask):
    assert {path for _method, path, _permission in routes(app)} >= {"/", "/shop/", "/shop/1", "/sign-in", "/password"}
