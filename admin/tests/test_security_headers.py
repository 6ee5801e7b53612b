"""What every answer tells the browser."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

import fscore_admin
from admin.tests.test_walk import routes
from admin.tests.visitor import Visitor
from fscore.services.system import System

ANSWERS = [
    "/",
    "/shop/1",
    "/shop/99",
    "/no/such/page",
    "/sign-in",
    "/sign-in/once/x",
    "/shop/office",
    "/static/none.css",
]


def check(headers: object, status: int, path: str) -> None:
    get = headers.get  # type: ignore[attr-defined] - of an answer
    policy = dict(part.strip().split(" ", 1) for part in get("Content-Security-Policy").split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert policy["style-src"] == "'self'"
    assert re.fullmatch(r"'self' 'nonce-[\w-]{20,}'", policy["script-src"])
    assert get("X-Content-Type-Options") == "nosniff"
    assert get("Referrer-Policy") == "same-origin"
    assert get("X-Frame-Options") == "DENY"
    assert get("Server") is None
    assert get("X-Powered-By") is None
    if "/static/" not in path or status >= 400:
        assert get("Cache-Control") == "no-store", path


def test_every_route_of_every_kind_says_it(app: Flask, system: System):
    visitor = Visitor(app).sign_in(system, "officer")
    for method, path, _permission in routes(app):
        answer = visitor.client.open(path, method=method, buffered=True)
        check(answer.headers, answer.status_code, path)


@pytest.mark.parametrize("path", ANSWERS)
def test_errors_and_strangers_get_them_too(visitor: Visitor, path: str):
    answer = visitor.get(path)
    check(answer.headers, answer.status_code, path)


def test_files_that_are_the_same_for_everybody_may_be_kept_and_set_no_cookie(visitor: Visitor):
    answer = visitor.get("/static/theme.css")
    assert answer.status_code == 200
    assert "max-age=86400" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


def test_no_transport_promise_over_plain_http(visitor: Visitor):
    assert "Strict-Transport-Security" not in visitor.get("/sign-in").headers


def test_each_answer_has_a_mark_of_its_own_for_scripts(visitor: Visitor):
    assert len({visitor.get("/sign-in").headers["Content-Security-Policy"] for _ in range(3)}) == 3


TEMPLATES = sorted((Path(fscore_admin.__file__).parent / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_have_no_script_style_or_handler_inside_and_trust_no_data(path: Path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<[^>]*\sstyle\s*=", text)
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", text)
    assert "javascript:" not in text
    assert "<style" not in text
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"\|\s*safe\b", text)
    assert "autoescape false" not in text
    assert not re.search(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//""", text)


SOURCES = sorted(Path(fscore_admin.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_template_or_markup_is_made_from_data(path: Path):
    text = path.read_text(encoding="utf-8")
    for forbidden in ("render_template_string", "from_string(", "Markup(f", "|safe"):
        assert forbidden not in text


def test_names_of_people_and_places_are_text_on_the_page(signed_in: Callable[[str], Visitor]):
    visitor = signed_in("officer")
    visitor.post("/shop/1/name", {"name": "<script>alert(1)</script>"})
    page = visitor.post_bare("/shop/1/name", {"name": "<script>alert(2)</script>"}, Origin="http://localhost").text
    assert "<script>alert" not in page
