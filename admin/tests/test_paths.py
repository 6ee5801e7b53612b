"""Where the front end lets itself be sent."""

from collections.abc import Callable

import pytest
from flask import Flask, redirect
from flask.typing import ResponseReturnValue

from admin.tests.visitor import Visitor, small_pages
from fscore.services.system import System
from fscore_admin import Front, create_app
from fscore_admin.access import SIGNED_IN
from fscore_admin.paths import safe_path

GOOD = ("/", "/shop/", "/shop/?page=2&q=%E5%BA%97", "/shop/1#licences", "/a%2Fb", "/%5Cevil")
BAD = (
    "",
    "shop",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/shop\\..\\..",
    "http://evil.example/",
    "https:/evil.example",
    "javascript:alert(1)",
    "/\tevil",
    "/shop\r\nX-Evil: 1",
    "/shop\n",
    "/ /evil",
    "/\x00",
    "/shop/../../etc",
    "/%2e%2e/x",
    "/./x",
    "/shop//evil",
    "/\x85x",
    " /shop",
)


@pytest.mark.parametrize("target", GOOD)
def test_a_path_of_ours_is_kept_as_it_is(app: Flask, target: str):
    with app.test_request_context("/"):
        assert safe_path(target, "/home") == target


@pytest.mark.parametrize("target", BAD)
def test_everything_else_leads_home(app: Flask, target: str):
    with app.test_request_context("/"):
        assert safe_path(target, "/home") == "/home"
    with app.test_request_context("/"):
        assert safe_path(None, "/home") == "/home"


@pytest.mark.parametrize(
    ("target", "safe"),
    [("/food", True), ("/food/shop", True), ("/foodstuff", False), ("/", False), ("/food/../admin", False)],
)
def test_below_a_prefix_only_paths_below_it_are_ours(app: Flask, target: str, *, safe: bool):
    with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": "/food"}):
        assert (safe_path(target, "/food/") == target) is safe


@pytest.mark.parametrize("target", ["http://evil.example/", "//evil.example", "/\\evil.example", "http:evil"])
def test_no_page_can_send_anybody_away_even_if_it_wants_to(system: System, target: str):
    def leave() -> ResponseReturnValue:
        return redirect(target)

    def pages(front: Front) -> None:
        small_pages(front)
        front.route("/leave", "leave", leave, SIGNED_IN)

    visitor = Visitor(create_app(system, pages=pages)).sign_in(system, "officer")
    assert visitor.get("/leave").location == "/"


def test_flask_admins_own_way_of_coming_back_is_no_way_out(signed_in: Callable[[str], Visitor]):
    assert signed_in("officer").get("/shop?url=http://localhost\\@evil.example").location in {
        "/shop/?url=http://localhost%5C@evil.example",
        "/shop/?url=http://localhost\\@evil.example",
        "/",
    }
