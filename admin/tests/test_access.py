"""Permissions, the registry that refuses what has none, and the one unit of work of a request."""

from collections.abc import Callable

import attrs
import pytest
import sqlalchemy as sa
from flask import Flask
from flask_admin import BaseView, expose

from admin.tests.visitor import Home, Visitor, acts, small_pages
from fscore.errors import WrongUse
from fscore.model.division import Division
from fscore.model.operators import Operator
from fscore.model.record import Door
from fscore.model.roles import Role
from fscore.services.system import System
from fscore.storage.scope import Reach, Scope
from fscore_admin import Front, create_app
from fscore_admin.access import CLOSED, SIGNED_IN, allow, current_door, current_work, opens, reading, writing

SignedIn = Callable[[str], Visitor]


class Careless(BaseView):
    @expose("/")
    @opens(SIGNED_IN)
    def index(self) -> str:
        return "index"

    @expose("/export")
    def export(self) -> str:
        return "export"


def test_a_view_with_a_method_without_permission_is_not_taken(system: System):
    def pages(front: Front) -> None:
        small_pages(front)
        front.add(Careless(name="x", endpoint="careless"))

    with pytest.raises(WrongUse, match="careless' has no permission for: export"):
        create_app(system, pages=pages)


def test_the_app_does_not_start_with_a_route_that_went_around_the_registry(system: System):
    def pages(front: Front) -> None:
        small_pages(front)
        front.app.add_url_rule("/rogue", "rogue", lambda: "rogue")

    with pytest.raises(WrongUse, match="These endpoints have no permission: rogue"):
        create_app(system, pages=pages)


def test_the_app_does_not_start_with_a_permission_that_belongs_to_nothing(system: System):
    def pages(front: Front) -> None:
        small_pages(front)
        front.registry.add("gone", SIGNED_IN)

    with pytest.raises(WrongUse, match="belong to no endpoint: gone"):
        create_app(system, pages=pages)


def test_a_route_that_comes_later_is_refused_to_everybody(app: Flask, system: System):
    app.add_url_rule("/later", "later", lambda: "later")
    assert Visitor(app).get("/later").status_code == 404
    assert Visitor(app).sign_in(system, "officer").get("/later").status_code == 404


def test_an_endpoint_has_one_permission(system: System):
    def pages(front: Front) -> None:
        small_pages(front)
        front.route("/twice", "shop.index", lambda: "twice", CLOSED)

    with pytest.raises(WrongUse, match=r"shop\.index"):
        create_app(system, pages=pages)


def test_a_permission_follows_what_the_declaration_of_an_entity_says():
    assert Role.AUDITOR not in (reading(Operator).roles or ())
    assert writing(Operator).roles == frozenset({Role.OFFICER, Role.INSTALLATION})
    assert allow().roles is None
    assert not CLOSED.names(Role.INSTALLATION)


def place(number: int, level: int, **ancestors: int) -> Division:
    made = Division(code=str(number), name=str(number), level=level, kind="township", **ancestors)
    object.__setattr__(made, "id", number)
    return made


def test_a_plugin_that_is_off_everywhere_in_scope_has_no_pages():
    town = place(1, 4, township_id=1)
    village = place(2, 5, township_id=1, village_id=2)
    other = place(3, 4, township_id=3)
    on = allow(plugin="banquets")

    def scope(where: Division | None, *points: tuple[Division, bool]) -> Scope:
        return Scope(Role.OFFICER, where, {"banquets": Reach(points)})

    assert on.live(scope(town, (town, True)))
    assert on.live(scope(village, (town, True)))
    assert on.live(scope(town, (village, True)))
    assert on.live(scope(None, (other, True)))
    assert not on.live(scope(town, (other, True)))
    assert not on.live(scope(village, (town, True), (village, False)))
    assert not on.live(scope(None))
    assert not on.live(Scope(Role.OFFICER, town))
    assert not attrs.evolve(on, plugin=None, entity=Operator).live(
        Scope(Role.OFFICER, town, {"banquets": Reach(())}, {Operator: "banquets"})
    )


def test_what_is_out_of_scope_looks_like_what_is_not_there(signed_in: SignedIn):
    visitor = signed_in("officer")
    own = visitor.get("/shop/1")
    assert (own.status_code, own.text) == (200, "石桥村饭店")
    foreign, missing = visitor.get("/shop/2"), visitor.get("/shop/99")
    assert foreign.status_code == missing.status_code == 404

    def shown(answer: str) -> str:
        return answer.replace("/shop/2", "").replace("/shop/99", "")

    assert shown(foreign.text) == shown(missing.text)
    assert foreign.headers["Content-Length"] == missing.headers["Content-Length"]


def test_a_list_shows_what_is_in_scope(signed_in: SignedIn):
    assert signed_in("officer").get("/shop/").text == "石桥村饭店"
    assert signed_in("elsewhere").get("/shop/").text == "柳湾村饭店"
    assert signed_in("district").get("/shop/").text == "石桥村饭店、柳湾村饭店"


def test_whoever_runs_grants_or_audits_sees_no_business(signed_in: SignedIn):
    for login in ("sysadmin", "security", "auditor"):
        assert signed_in(login).get("/shop/").status_code == 403


def test_a_denial_is_in_the_trail(system: System, signed_in: SignedIn):
    visitor = signed_in("liaison")
    assert visitor.get("/shop/office").status_code == 403
    with system.engine.connect() as connection:
        row = connection.execute(sa.text("SELECT * FROM audit ORDER BY sequence DESC LIMIT 1")).mappings().one()
    assert (row["action"], row["actor"], row["role"]) == ("denied", "周桂兰", "liaison")
    assert "shop.office" in row["changes"]
    assert row["request"].startswith("3:")


def test_a_change_is_written_by_whoever_is_signed_in_and_lasts(system: System, signed_in: SignedIn):
    assert signed_in("officer").post("/shop/1/name", {"name": "石桥酒家"}).text == "石桥酒家"
    assert signed_in("district").get("/shop/1").text == "石桥酒家"
    assert acts(system).count("change") == 1


def test_a_get_can_not_change_anything_even_if_a_page_tries(system: System):
    def tries() -> str:
        work = current_work()
        work.change(work.get(Operator, 1), {"name": "x"})
        work.commit()
        return "done"

    def pages(front: Front) -> None:
        small_pages(front)
        front.route("/tries", "tries", tries, SIGNED_IN, ("GET", "POST"))

    visitor = Visitor(create_app(system, pages=pages)).sign_in(system, "officer")
    assert visitor.get("/tries").status_code == 500
    assert visitor.get("/shop/1").text == "石桥村饭店"
    assert visitor.post("/tries").text == "done"


def test_the_unit_of_work_is_closed_after_each_request(system: System, signed_in: SignedIn):
    visitor = signed_in("officer")
    for path in ("/shop/1", "/shop/99", "/shop/office"):
        visitor.get(path)
    assert system.engine.pool.checkedout() == 0  # type: ignore[attr-defined] - of the pool for files


def test_nothing_stays_of_a_request_that_fails_halfway(system: System):
    def halfway() -> str:
        work = current_work()
        work.change(work.get(Operator, 1), {"name": "halfway"})
        raise RuntimeError

    def pages(front: Front) -> None:
        small_pages(front)
        front.route("/halfway", "halfway", halfway, SIGNED_IN, ("POST",))

    visitor = Visitor(create_app(system, pages=pages)).sign_in(system, "officer")
    assert visitor.post("/halfway").status_code == 500
    assert visitor.get("/shop/1").text == "石桥村饭店"


@pytest.mark.parametrize(
    ("headers", "door"),
    [
        ({}, Door.WEB),
        (
            {"User-Agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36"},
            Door.PHONE,
        ),
        ({"Sec-CH-UA-Mobile": "?1"}, Door.PHONE),
        ({"Sec-CH-UA-Mobile": "?0", "User-Agent": "Mobile"}, Door.WEB),
    ],
)
def test_the_door_is_the_device(app: Flask, headers: dict[str, str], door: Door):
    with app.test_request_context("/", headers=headers):
        assert current_door() is door


def test_the_menu_has_what_may_be_opened(signed_in: SignedIn):
    assert 'href="/shop/"' in signed_in("officer").get("/").text
    assert 'href="/shop/"' not in signed_in("auditor").get("/").text
    assert "青禾镇食品安全" in signed_in("officer").get("/").text


def test_the_home_view_comes_first(system: System):
    def pages(front: Front) -> None:
        front.add(Home(name="x", endpoint="x"))

    with pytest.raises(WrongUse, match="home view first"):
        create_app(system, pages=pages)
