"""Front ends side by side, below a prefix, and inside a host with users of its own."""

import re

import pytest
from flask import Flask, session

from admin.tests.conftest import OTHER_TOWN, TOWN
from admin.tests.visitor import Visitor, code_for, cookies, small_pages
from fscore.errors import WrongUse
from fscore.evaluation.succession import Part
from fscore.model.roles import Role
from fscore.services.division_changes import merge
from fscore.services.system import System
from fscore.services.work import Actor
from fscore.storage.accounts import division_of
from fscore_admin import create_app, mount


def test_two_front_ends_in_one_process_know_nothing_of_each_other(system: System):
    first, second = (create_app(system, pages=small_pages, prefix=prefix) for prefix in ("", "/two"))
    signed = Visitor(first).sign_in(system, "officer")
    other = Visitor(second, "/two").sign_in(system, "elsewhere")
    assert signed.get("/shop/").text == "石桥村饭店"
    assert other.get("/shop/").text == "柳湾村饭店"
    assert Visitor(second, "/two").get("/").status_code == 302


def test_below_a_prefix_everything_carries_it(system: System):
    app = create_app(system, pages=small_pages, prefix="/food")
    assert app.test_client().get("/").status_code == 404
    visitor = Visitor(app, "/food")
    assert visitor.get("/shop/").location == "/food/sign-in?next=/food/shop/"
    entered = visitor.post("/sign-in/once", {"once": code_for(system, "officer")})
    assert entered.location == "/food/"
    assert "Path=/food/;" in f"{cookies(entered)};".replace("\n", ";")
    page = visitor.get("/")
    addresses = re.findall(r'(?:href|src|action)="([^"#]+)"', page.text)
    assert len(addresses) > 5
    assert all(address.startswith("/food/") for address in addresses)
    assert visitor.get("/static/theme.css").status_code == 200
    assert visitor.post("/sign-out").location == "/food/sign-in"


def test_over_https_front_ends_of_one_host_have_cookies_of_their_own(system: System):
    names = set()
    for prefix in ("", "/one", "/two"):
        app = create_app(system, pages=small_pages, prefix=prefix)
        page = app.test_client().get(f"{prefix}/sign-in", base_url="https://localhost/")
        names.add(cookies(page).partition("=")[0])
    assert len(names) == 3
    assert all(name.startswith("__Host-") for name in names)


@pytest.mark.parametrize("prefix", ["food", "/food/", "/a//b", "/a/../b", "/", "/a b", "/a\\b", "/食"])
def test_a_prefix_that_is_no_path_is_refused(system: System, prefix: str):
    with pytest.raises(WrongUse, match="prefix"):
        create_app(system, prefix=prefix, pages=small_pages)


@pytest.fixture
def host(system: System) -> Flask:
    """Somebody else's app with users of its own, and two front ends in it."""
    host = Flask("host")
    host.secret_key = "the host's own"

    @host.route("/")
    def index() -> str:
        return "the host"

    @host.route("/enter/<int:division>", methods=["POST"])
    def enter(division: int) -> str:
        session["division"] = division
        return "welcome"

    def actor() -> Actor | None:
        number = session.get("division")
        return None if number is None else Actor(f"u{number}", Role.OFFICER, division_of(system.engine, number))

    mount(host, system, "/food", actor_of=actor, sign_in_at="/enter", pages=small_pages)
    mount(host, system, "/own", pages=small_pages)
    return host


def test_a_host_stays_as_it_was(host: Flask):
    client = host.test_client()
    answer = client.get("/")
    assert answer.text == "the host"
    assert "Content-Security-Policy" not in answer.headers
    assert client.post("/enter/2").text == "welcome"
    assert client.get("/nowhere").status_code == 404
    assert "fscore" not in client.get("/nowhere").text


def test_the_hosts_users_are_the_front_ends(host: Flask):
    visitor = Visitor(host, "/food")
    assert visitor.get("/shop/").location == "/enter"
    visitor.client.post("/enter/2")
    assert visitor.get("/shop/").text == "石桥村饭店"
    visitor.client.post("/enter/4")
    assert visitor.get("/shop/").text == "柳湾村饭店"
    assert visitor.get("/shop/1").status_code == 404


def test_the_hosts_users_need_the_mark_too(host: Flask):
    visitor = Visitor(host, "/food")
    visitor.client.post("/enter/2")
    assert visitor.post_bare("/shop/1/name", {"name": "x"}).status_code == 403
    mark = visitor.token("/")
    assert visitor.post_bare("/shop/1/name", {"name": "石桥酒家", "csrf_token": mark}).text == "石桥酒家"
    visitor.client.post("/enter/3")
    assert visitor.post_bare("/shop/1/name", {"name": "x", "csrf_token": mark}).status_code == 403


def test_in_a_host_with_users_there_is_no_other_way_to_sign_in(host: Flask, system: System):
    visitor = Visitor(host, "/food")
    visitor.client.post("/enter/2")
    assert visitor.get("/sign-in").status_code == 404
    assert (
        visitor.post_bare(
            "/sign-in/once", {"once": code_for(system, "sysadmin"), "csrf_token": visitor.token("/")}
        ).status_code
        == 404
    )
    assert "/sign-out" not in visitor.get("/").text


def test_a_form_of_the_hosts_user_whose_session_ended_is_kept(host: Flask):
    visitor = Visitor(host, "/food")
    answer = visitor.post_bare("/shop/1/name", {"name": "石桥酒家"}, Origin="http://localhost")
    assert answer.status_code == 401
    assert 'value="石桥酒家"' in answer.text
    assert 'href="/enter"' in answer.text


def test_two_front_ends_in_one_host_do_not_share_who_is_signed_in(host: Flask, system: System):
    visitor = Visitor(host, "/own").sign_in(system, "officer")
    assert visitor.get("/shop/").text == "石桥村饭店"
    assert visitor.client.get("/food/shop/").location == "/enter"
    assert visitor.client.get("/").text == "the host"


def test_two_front_ends_do_not_hang_at_one_place(host: Flask, system: System):
    with pytest.raises(WrongUse, match="already"):
        mount(host, system, "/food", pages=small_pages)


def test_an_address_behind_a_proxy_is_believed_as_far_as_told(system: System):
    app = create_app(system, pages=small_pages, proxies=1, trusted_hosts=["food.example"])
    answer = app.test_client().get(
        "/sign-in",
        headers={"X-Forwarded-Proto": "https", "X-Forwarded-Host": "food.example", "X-Forwarded-For": "192.0.2.1"},
    )
    assert "Strict-Transport-Security" in answer.headers
    assert app.test_client().get("/sign-in", headers={"X-Forwarded-Host": "evil.example"}).status_code == 400


def test_a_hosts_user_whose_place_closed_is_told_so_and_stays_the_hosts(host: Flask, system: System):
    visitor = Visitor(host, "/food")
    visitor.client.post("/enter/2")
    with system.work() as work:
        merge(work, [TOWN, OTHER_TOWN], Part("990101109000", "大镇"), work.today)
    answer = visitor.get("/shop/")
    assert answer.status_code == 403
    assert re.search(r"青禾镇已在 [\d-]+ 撤销，u2的账号还在那里", answer.text)
    assert "password" not in answer.text
    assert visitor.post("/language", {"language": "en"}).status_code == 302
    assert visitor.get("/nowhere").status_code == 404
