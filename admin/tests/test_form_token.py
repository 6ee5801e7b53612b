"""The mark in every form."""

import json
import re
from collections.abc import Callable

import pytest
from flask import Flask

from admin.tests.visitor import Visitor
from fscore_admin import form_token

SignedIn = Callable[[str], Visitor]
NEW_NAME = {"name": "石桥酒家"}


def test_a_form_with_the_mark_of_the_session_is_taken(signed_in: SignedIn):
    assert signed_in("officer").post("/shop/1/name", NEW_NAME).status_code == 200


def test_the_mark_may_come_in_a_header(signed_in: SignedIn):
    visitor = signed_in("officer")
    headers = {"X-CSRF-Token": visitor.token("/")}
    assert visitor.post_bare("/shop/1/name", NEW_NAME, **headers).status_code == 200


@pytest.mark.parametrize("mark", ["", "0" * 64, "é"])
def test_a_form_without_it_is_refused(signed_in: SignedIn, mark: str):
    visitor = signed_in("officer")
    answer = visitor.post_bare("/shop/1/name", {**NEW_NAME, "csrf_token": mark})
    assert answer.status_code == 403
    assert "石桥酒家" not in answer.text
    assert visitor.get("/shop/1").text == "石桥村饭店"


def test_every_browser_and_every_session_has_a_mark_of_its_own(app: Flask, signed_in: SignedIn):
    marks = [Visitor(app).token(), Visitor(app).token(), *(signed_in("officer").token("/") for _ in range(2))]
    assert len(set(marks)) == 4


def test_the_mark_of_somebody_else_is_none(signed_in: SignedIn):
    other = signed_in("leader").token("/")
    assert signed_in("officer").post_bare("/shop/1/name", {**NEW_NAME, "csrf_token": other}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_from_another_site_is_refused_even_with_the_mark(signed_in: SignedIn, headers: dict[str, str]):
    visitor = signed_in("officer")
    assert visitor.post("/shop/1/name", NEW_NAME, **headers).status_code == 403
    refused = visitor.post_bare("/shop/1/name", NEW_NAME, **headers)
    assert "石桥酒家" not in refused.text


def test_the_mark_does_not_grow_old_with_the_page(signed_in: SignedIn, clock: Callable[[], object]):
    visitor = signed_in("officer")
    mark = visitor.token("/")
    for _ in range(20):
        clock.pass_by(minutes=25)  # type: ignore[attr-defined] - the tests' clock
        assert visitor.get("/").status_code == 200
    assert visitor.post_bare("/shop/1/name", {**NEW_NAME, "csrf_token": mark}).status_code == 200


def test_a_stale_form_of_ours_comes_back_with_what_was_typed(signed_in: SignedIn):
    visitor = signed_in("officer")
    here = {"Origin": "http://localhost"}
    form = {"csrf_token": "0" * 64, "name": '石桥"酒家<', "password": "secret"}
    again = visitor.post_bare("/shop/1/name?from=list", form, **here)
    assert again.status_code == 403
    assert 'action="/shop/1/name?from=list"' in again.text
    assert 'name="name" value="石桥&#34;酒家&lt;"' in again.text
    assert "secret" not in again.text
    mark = re.findall(r'csrf_token" value="([0-9a-f]+)"', again.text)[-1]
    assert visitor.post_bare("/shop/1/name", {**NEW_NAME, "csrf_token": mark}, **here).status_code == 200


def test_a_sign_in_page_that_was_left_open_asks_once_more_and_keeps_the_name(visitor: Visitor):
    answer = visitor.post_bare("/sign-in", {"login": "officer", "password": "x"}, Origin="http://localhost")
    assert answer.status_code == 403
    assert 'value="officer"' in answer.text


@pytest.mark.parametrize(
    "text", ["", "{", "7", "{}", "[]", '["ab"]', '[["name", 1]]', '[["csrf_token", "x"]]', "[" * 70_000]
)
def test_what_a_hidden_field_brings_back_must_be_of_our_making(text: str):
    assert form_token.unpack(text, "/shop/1") is None


def test_what_was_kept_is_read_back():
    kept = form_token.Kept("/shop/1", (("name", "店"), ("division_id", "3")))
    assert form_token.unpack(kept.text, "/shop/1") == kept
    assert json.loads(kept.text) == [["name", "店"], ["division_id", "3"]]


def test_a_stale_form_for_a_password_is_asked_for_again_and_keeps_none(signed_in: SignedIn):
    form = {"csrf_token": "0" * 64, "new_password": "竹林里的小溪", "new_password_again": "竹林里的小溪"}
    answer = signed_in("officer").post_bare("/password", form, Origin="http://localhost")
    assert answer.status_code == 403
    assert "请再填一次" in answer.text
    assert "竹林" not in answer.text
