"""Signing in and out, and what happens to those who are not."""

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from admin.tests.conftest import OTHER_TOWN, TOWN
from admin.tests.visitor import Clock, Visitor, acts, code_for, cookies, digest_of
from fscore.evaluation.succession import Part
from fscore.model.roles import Role
from fscore.services.accounts import change_role, disable, enable, find_account, place_of
from fscore.services.division_changes import merge
from fscore.services.signing_in import Caller, set_password
from fscore.services.system import System

SignedIn = Callable[[str], Visitor]
PASSWORD = "竹林 里的第三条 小溪"
HERE = Caller("192.0.2.1")


@pytest.fixture
def with_password(system: System, clock: Clock) -> str:
    """An officer's password."""
    with system.work() as work:
        account = find_account(work, "officer")
    set_password(system, account.id, PASSWORD, HERE, clock.now)
    return PASSWORD


def test_a_stranger_is_sent_to_sign_in_and_comes_back_to_the_page(visitor: Visitor, with_password: str):
    sent = visitor.get("/shop/?page=2")
    assert (sent.status_code, sent.location) == (302, "/sign-in?next=/shop/?page%3D2")
    assert 'name="next" value="/shop/?page=2"' in visitor.get(sent.location).text
    entered = visitor.post("/sign-in", {"login": "officer", "password": with_password, "next": "/shop/?page=2"})
    assert (entered.status_code, entered.location) == (302, "/shop/?page=2")
    assert visitor.get("/shop/").status_code == 200


def test_the_login_name_may_be_typed_wide_and_large(visitor: Visitor, with_password: str):
    assert visitor.post("/sign-in", {"login": " ＯＦＦicer ", "password": with_password}).status_code == 302


def test_looking_at_a_one_time_link_does_not_use_it_up(system: System, visitor: Visitor):
    code = code_for(system, "officer")
    before = digest_of(system)
    for _ in range(3):
        assert "只能用一次" in visitor.get(f"/sign-in/once/{code}").text
    assert digest_of(system) == before
    assert visitor.post("/sign-in/once", {"once": code}).status_code == 302


def test_a_one_time_link_signs_in_once(app: Flask, system: System):
    code = code_for(system, "officer")
    first, second = Visitor(app), Visitor(app)
    assert first.post("/sign-in/once", {"once": code}).status_code == 302
    assert second.post("/sign-in/once", {"once": code}).status_code == 410
    assert second.get("/").status_code == 302


def test_a_one_time_link_gets_too_old(system: System, visitor: Visitor, clock: Clock):
    code = code_for(system, "officer", minutes=10)
    clock.pass_by(minutes=11)
    assert visitor.get(f"/sign-in/once/{code}").status_code == 410
    assert visitor.post("/sign-in/once", {"once": code}).status_code == 410


def test_the_code_of_a_link_is_not_in_the_database(system: System):
    code = code_for(system, "officer")
    with system.engine.connect() as connection:
        kept = connection.execute(sa.text("SELECT digest FROM one_time_code")).scalar_one()
    assert len(code) == 32
    assert code not in kept


def test_a_new_session_begins_at_sign_in_and_the_one_before_is_dead(system: System, app: Flask):
    visitor = Visitor(app).sign_in(system, "officer")
    former = visitor.client.get_cookie("fscore-session")
    assert former is not None
    visitor.post("/sign-in/once", {"once": code_for(system, "leader")})
    now = visitor.client.get_cookie("fscore-session")
    assert now is not None
    assert now.value != former.value
    visitor.client.set_cookie("fscore-session", former.value)
    assert visitor.get("/").status_code == 302


def test_a_session_is_dead_after_signing_out(signed_in: SignedIn):
    visitor = signed_in("officer")
    kept = visitor.client.get_cookie("fscore-session")
    assert kept is not None
    assert visitor.post("/sign-out").location == "/sign-in"
    assert visitor.client.get_cookie("fscore-session") is None
    visitor.client.set_cookie("fscore-session", kept.value)
    assert visitor.get("/").status_code == 302


def test_the_session_is_kept_as_a_digest(signed_in: SignedIn, system: System):
    cookie = signed_in("officer").client.get_cookie("fscore-session")
    assert cookie is not None
    assert len(cookie.value) == 32
    with system.engine.connect() as connection:
        assert cookie.value not in connection.execute(sa.text("SELECT digest FROM web_session")).scalars().all()


def test_a_session_ends_after_half_an_hour_without_a_request(signed_in: SignedIn, clock: Clock):
    visitor = signed_in("officer")
    clock.pass_by(minutes=29)
    assert visitor.get("/").status_code == 200
    clock.pass_by(minutes=29)
    assert visitor.get("/").status_code == 200
    clock.pass_by(minutes=31)
    assert visitor.get("/").status_code == 302


def test_a_session_ends_after_twelve_hours_whatever_happens(signed_in: SignedIn, clock: Clock):
    visitor = signed_in("officer")
    for _ in range(36):
        assert visitor.get("/").status_code == 200
        clock.pass_by(minutes=20)
    clock.pass_by(minutes=1)
    assert visitor.get("/").status_code == 302


def test_a_clock_that_is_put_back_neither_ends_a_session_nor_keeps_it_for_ever(signed_in: SignedIn, clock: Clock):
    visitor = signed_in("officer")
    clock.pass_by(hours=-1)
    assert visitor.get("/").status_code == 200
    clock.pass_by(minutes=31)
    assert visitor.get("/").status_code == 302


@pytest.mark.parametrize("what", ["role", "place", "disabled"])
def test_what_happens_to_an_account_counts_from_the_next_request(system: System, signed_in: SignedIn, what: str):
    visitor = signed_in("officer")
    assert visitor.get("/shop/office").status_code == 200
    with system.work() as work:
        account = find_account(work, "officer")
        if what == "role":
            change_role(work, account, Role.LEADER)
        elif what == "place":
            change_role(work, account, Role.OFFICER, place_of(work, "990101102000"))
        else:
            disable(work, account)
        work.commit()
    assert visitor.get("/shop/office").status_code == 302
    assert visitor.post_bare("/shop/1/name", {"name": "别人的"}).status_code == 401


def test_a_disabled_account_can_come_back_only_by_signing_in_again(system: System, signed_in: SignedIn):
    visitor = signed_in("officer")
    with system.work() as work:
        enable(work, disable(work, find_account(work, "officer")))
        work.commit()
    assert visitor.get("/").status_code == 302


def refused(visitor: Visitor, login: str, password: str, **headers: str) -> tuple[int, str]:
    answer = visitor.post("/sign-in", {"login": login, "password": password}, **headers)
    shown = re.sub(r"nonce-[\w-]+|[0-9a-f]{64}", "", answer.text)
    return answer.status_code, shown.replace(f'value="{login}"', "")


def test_unknown_wrong_disabled_and_locked_look_the_same(system: System, app: Flask, with_password: str):
    with system.work() as work:
        disable(work, find_account(work, "leader"))
        work.commit()
    answers = [
        refused(Visitor(app), login, password, **{"X-Who": login})
        for login, password in (("nobody", "x"), ("officer", "wrong"), ("leader", "x"), ("liaison", ""))
    ]
    for _ in range(4):
        refused(Visitor(app), "officer", "wrong")
    answers.append(refused(Visitor(app), "officer", with_password))
    assert len(set(answers)) == 1
    assert answers[0][0] == 401


def from_address(app: Flask, address: str) -> Visitor:
    visitor = Visitor(app)
    visitor.client.environ_base["REMOTE_ADDR"] = address
    return visitor


def test_five_wrong_passwords_lock_an_account_wherever_they_come_from(app: Flask, with_password: str, clock: Clock):
    for number in range(5):
        refused(from_address(app, f"192.0.2.{number}"), "officer", "wrong")
    right = {"login": "officer", "password": with_password}
    assert from_address(app, "198.51.100.1").post("/sign-in", right).status_code == 401
    clock.pass_by(minutes=16)
    assert from_address(app, "198.51.100.1").post("/sign-in", right).status_code == 302


def test_five_wrong_names_lock_an_address_for_everybody(app: Flask, with_password: str, clock: Clock):
    for number in range(5):
        refused(from_address(app, "192.0.2.9"), f"guess{number}", "wrong")
    right = {"login": "officer", "password": with_password}
    assert from_address(app, "192.0.2.9").post("/sign-in", right).status_code == 401
    assert from_address(app, "198.51.100.1").post("/sign-in", right).status_code == 302
    clock.pass_by(minutes=16)
    assert from_address(app, "192.0.2.9").post("/sign-in", right).status_code == 302


def test_each_further_lock_is_twice_as_long(app: Flask, with_password: str, clock: Clock):
    for _ in range(2):
        for number in range(5):
            refused(from_address(app, f"192.0.2.{number}"), "officer", "wrong")
        clock.pass_by(minutes=16)
    right = {"login": "officer", "password": with_password}
    assert from_address(app, "198.51.100.1").post("/sign-in", right).status_code == 401
    clock.pass_by(minutes=15)
    assert from_address(app, "198.51.100.1").post("/sign-in", right).status_code == 302


def test_an_address_that_a_header_claims_is_not_believed(app: Flask, with_password: str):
    for number in range(5):
        refused(Visitor(app), f"guess{number}", "wrong", **{"X-Forwarded-For": f"192.0.2.{number}"})
    assert Visitor(app).post("/sign-in", {"login": "officer", "password": with_password}).status_code == 401


def test_a_locked_account_still_comes_in_by_a_one_time_link(system: System, app: Flask):
    for number in range(5):
        refused(from_address(app, f"192.0.2.{number}"), "officer", "wrong")
    visitor = Visitor(app).sign_in(system, "officer")
    assert visitor.get("/").status_code == 200


def test_codes_are_not_to_be_guessed(system: System, app: Flask):
    code = code_for(system, "officer")
    for _ in range(5):
        assert Visitor(app).post("/sign-in/once", {"once": "0" * 32}).status_code == 410
    assert Visitor(app).post("/sign-in/once", {"once": code}).status_code == 410


def test_sign_in_failure_and_sign_out_are_in_the_trail_and_no_password_or_name_is(
    system: System, visitor: Visitor, with_password: str
):
    visitor.post("/sign-in", {"login": "my-secret-word", "password": "wrong"})
    visitor.post("/sign-in", {"login": "officer", "password": with_password})
    visitor.post("/sign-out")
    assert acts(system)[-3:] == ["sign-in-failed", "sign-in", "sign-out"]
    with system.engine.connect() as connection:
        trail = "".join(connection.scalars(sa.text("SELECT actor || changes FROM audit")))
    assert "my-secret-word" not in trail
    assert with_password not in trail


def test_a_new_password_ends_every_other_session(system: System, app: Flask):
    here, there = (Visitor(app).sign_in(system, "officer") for _ in range(2))
    form = {"new_password": PASSWORD, "new_password_again": PASSWORD}
    assert here.post("/password", form).location == "/"
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
    assert Visitor(app).post("/sign-in", {"login": "officer", "password": PASSWORD}).status_code == 302


def test_the_old_password_is_asked_for(system: System, app: Flask, with_password: str):
    visitor = Visitor(app).sign_in(system, "officer")
    form = {"new_password": "另一条 更长的 小路", "new_password_again": "另一条 更长的 小路", "old_password": "wrong"}
    refused = visitor.post("/password", form)
    assert refused.status_code == 422
    assert "现在的密码不对" in refused.text
    assert visitor.post("/password", {**form, "old_password": with_password}).status_code == 302


def test_a_password_that_anybody_would_guess_is_refused_with_a_reason(signed_in: SignedIn):
    answer = signed_in("officer").post(
        "/password", {"new_password": "officer2023", "new_password_again": "officer2023"}
    )
    assert answer.status_code == 422
    assert "太常见" in answer.text
    assert "officer2023" not in answer.text


@pytest.mark.parametrize("target", ["//evil.example", "/\\evil.example", "http://evil.example/", "/\t/evil.example"])
def test_sign_in_leads_to_no_other_place(visitor: Visitor, with_password: str, target: str):
    form = {"login": "officer", "password": with_password, "next": target}
    assert visitor.post("/sign-in", form).location == "/"


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(visitor: Visitor, system: System):
    plain = cookies(visitor.post("/sign-in/once", {"once": code_for(system, "officer")}))
    assert "fscore-session=" in plain
    for line in plain.splitlines():
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(line.split("; "))
    assert "Expires" not in plain
    assert "Max-Age" not in plain


def test_over_https_cookies_are_bound_to_the_host(app: Flask, system: System):
    client = app.test_client()
    base = "https://localhost/"
    page = client.get("/sign-in", base_url=base)
    found = re.search(r'csrf_token" value="([0-9a-f]+)"', page.text)
    assert found is not None
    form = {"once": code_for(system, "officer"), "csrf_token": found[1]}
    answer = client.post("/sign-in/once", data=form, base_url=base)
    for line in (*cookies(page).splitlines(), *cookies(answer).splitlines()):
        assert line.startswith("__Host-fscore-")
        assert {"Secure", "HttpOnly", "Path=/"} <= set(line.split("; "))
        assert "Domain" not in line
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    assert client.get("/", base_url=base).status_code == 200


def test_what_was_typed_is_not_lost_when_the_session_has_ended(signed_in: SignedIn, clock: Clock, with_password: str):
    visitor = signed_in("officer")
    token = visitor.token("/")
    clock.pass_by(hours=1)
    form = {"csrf_token": token, "name": "石桥<b>酒家", "password": "not to be kept"}
    here = {"Origin": "http://localhost"}
    asked = visitor.post_bare("/shop/1/name", form, **here)
    assert asked.status_code == 401
    assert "刚才填的还在" in asked.text
    assert "not to be kept" not in asked.text
    hidden = dict(re.findall(r'name="(kept\w*)" value="([^"]*)"', asked.text))
    kept = {
        name: value.replace("&#34;", '"').replace("&lt;", "<").replace("&gt;", ">") for name, value in hidden.items()
    }
    entered = visitor.post("/sign-in", {"login": "officer", "password": with_password, **kept})
    assert entered.status_code == 200
    assert 'action="/shop/1/name"' in entered.text
    assert 'name="name" value="石桥&lt;b&gt;酒家"' in entered.text
    found = re.findall(r'csrf_token" value="([0-9a-f]+)"', entered.text)[-1]
    assert visitor.post_bare("/shop/1/name", {"csrf_token": found, "name": "石桥酒家"}).text == "石桥酒家"


def test_the_language_is_chosen_once_and_stays(visitor: Visitor):
    assert 'lang="zh-Hans"' in visitor.get("/sign-in").text
    assert visitor.post("/language", {"language": "en", "next": "/sign-in"}).location == "/sign-in"
    assert '<html lang="en">' in visitor.get("/sign-in").text


@pytest.fixture
def merged(system: System) -> Callable[[], None]:
    """Closes the officer's township: it is merged with the other one."""

    def merge_towns() -> None:
        with system.work() as work:
            merge(work, [TOWN, OTHER_TOWN], Part("990101109000", "大镇"), work.today)

    return merge_towns


SHUT_OUT = re.compile(r"青禾镇已在 [\d-]+ 撤销，陈晓岚的账号还在那里，请管理员改到接续的区划")


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/shop/"), ("GET", "/sign-in"), ("POST", "/language"), ("POST", "/sign-out")]
)
def test_a_session_whose_place_closed_is_told_so_on_every_page_and_ends(
    signed_in: SignedIn, merged: Callable[[], None], system: System, method: str, path: str
):
    visitor = signed_in("officer")
    merged()
    answer = visitor.client.open(path, method=method)
    assert answer.status_code == 403
    assert SHUT_OUT.search(answer.text)
    assert 'name="password"' in answer.text, "whoever has another account may sign in with it"
    assert acts(system)[-1] == "sign-out"
    assert visitor.client.get_cookie("fscore-session") is None
    assert visitor.get("/shop/").location == "/sign-in?next=/shop/"
    assert visitor.post("/language", {"language": "en"}).status_code == 302


def test_an_account_whose_place_closed_is_told_so_at_sign_in_until_it_is_moved(
    visitor: Visitor, with_password: str, merged: Callable[[], None], system: System
):
    merged()
    code = code_for(system, "officer")
    for path, form in (
        ("/sign-in", {"login": "officer", "password": with_password}),
        ("/sign-in/once", {"once": code}),
    ):
        answer = visitor.post(path, form)
        assert answer.status_code == 403
        assert SHUT_OUT.search(answer.text)
        assert acts(system)[-1] == "sign-in-failed"
        assert "fscore-session" not in cookies(answer)
    wrong = visitor.post("/sign-in", {"login": "officer", "password": "不是这个密码"})
    assert (wrong.status_code, "撤销" in wrong.text) == (401, False), "only whoever knows the password learns it"
    with system.work() as work:
        change_role(work, find_account(work, "officer"), Role.OFFICER, work.division("990101109000"))
        work.commit()
    assert visitor.post("/sign-in", {"login": "officer", "password": with_password}).status_code == 302
    assert visitor.get("/shop/").text.count("饭店") == 2
