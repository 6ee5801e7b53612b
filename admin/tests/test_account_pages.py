"""The pages of accounts."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from admin.tests.visitor import Visitor, acts
from fscore.model.roles import Role
from fscore.services.accounts import find_account
from fscore.services.system import System

SignedIn = Callable[[str], Visitor]
NEW = {"login": "zhou", "name": "周小满", "role": "liaison", "place": "990101101200 石桥村"}


def number_of(system: System, login: str) -> int:
    with system.work() as work:
        return find_account(work, login).id


def test_an_account_is_added_and_signs_in_by_its_link(system: System, app: Flask, signed_in: SignedIn):
    guard = signed_in("security")
    made = guard.post("/accounts/new", NEW)
    assert made.status_code == 302
    number = number_of(system, "zhou")
    assert made.location == f"/accounts/{number}"
    page = guard.post(f"/accounts/{number}/link").text
    code = re.search(r"http://localhost/sign-in/once/([0-9a-f]{32})", page)
    assert code is not None
    assert code[1] not in guard.get(f"/accounts/{number}").text
    visitor = Visitor(app)
    assert visitor.post("/sign-in/once", {"once": code[1]}).status_code == 302
    assert visitor.get("/shop/").text == "石桥村饭店"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"login": "officer"}, "有人用了"),
        ({"login": "周"}, "小写字母"),
        ({"name": ""}, "要填"),
        ({"role": ""}, "选一个角色"),
        ({"role": "installation"}, "选一个角色"),
        ({"place": "没有的村"}, "没有这个区划"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(
    signed_in: SignedIn, wrong: dict[str, str], said: str
):
    answer = signed_in("security").post("/accounts/new", {**NEW, **wrong})
    assert answer.status_code == 422
    assert said in answer.text
    assert answer.text.count("is-invalid") == 1
    kept = {**NEW, **wrong}
    assert all(f'value="{kept[name]}"' in answer.text for name in ("login", "name", "place"))


def test_role_and_place_are_changed_and_the_person_is_out(system: System, signed_in: SignedIn):
    liaison = signed_in("liaison")
    number = number_of(system, "liaison")
    form = {"role": "officer", "place": "990101101000"}
    assert signed_in("security").post(f"/accounts/{number}/role", form).status_code == 302
    assert liaison.get("/").status_code == 302
    with system.work() as work:
        assert find_account(work, "liaison").role is Role.OFFICER


def test_whoever_runs_the_system_shuts_out_and_unlocks_but_does_not_grant(system: System, signed_in: SignedIn):
    visitor = signed_in("sysadmin")
    number = number_of(system, "liaison")
    for act, form in (("role", {"role": "sysadmin", "place": "990101000000"}), ("link", {}), ("enable", {})):
        assert visitor.post(f"/accounts/{number}/{act}", form).status_code == 403
    assert visitor.post("/accounts/new", NEW).status_code == 403
    assert visitor.post(f"/accounts/{number}/unlock").status_code == 302
    assert visitor.post(f"/accounts/{number}/disable").status_code == 302
    page = visitor.get(f"/accounts/{number}").text
    assert "停用" in page
    assert "account_link" not in page
    assert acts(system).count("unlock") == 1


def test_nobody_touches_their_own_account(system: System, signed_in: SignedIn):
    visitor = signed_in("security")
    number = number_of(system, "security")
    form = {"role": "sysadmin", "place": "990101000000"}
    assert visitor.post(f"/accounts/{number}/role", form).status_code == 403
    assert visitor.post(f"/accounts/{number}/disable").status_code == 403
    assert "自己的账号" in visitor.get(f"/accounts/{number}").text


def test_who_works_with_records_sees_no_accounts(signed_in: SignedIn):
    for login in ("officer", "leader", "liaison", "district", "auditor"):
        assert signed_in(login).get("/accounts/").status_code == 403
    assert 'href="/accounts/"' not in signed_in("officer").get("/").text
    assert 'href="/accounts/"' in signed_in("security").get("/").text


def test_the_list_has_everybody_in_scope(signed_in: SignedIn):
    page = signed_in("security").get("/accounts/").text
    for name in ("陈晓岚", "沈静", "吴小梅", "石桥村"):
        assert name in page
