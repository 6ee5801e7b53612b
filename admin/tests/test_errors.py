"""What people see when something does not work, and what they don't see."""

import logging
import re
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from flask import Flask, abort
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from admin.tests.visitor import Visitor, small_pages
from fscore.errors import Conflict, InvalidValue, NotAllowed, NotFound, NotPossible, UnknownCode, WrongUse
from fscore.services.system import System
from fscore_admin import Front, create_app
from fscore_admin.access import SIGNED_IN
from fscore_admin.app import MEGABYTE

SECRET = "SELECT phone FROM person WHERE phone = '15400000001'"
FAULTS: dict[str, tuple[Callable[[], Exception], int]] = {
    "not-found": (lambda: NotFound("没有 {secret}", secret=SECRET), 404),
    "unknown": (lambda: UnknownCode("没有 {secret}", secret=SECRET), 404),
    "not-allowed": (lambda: NotAllowed("联络员不能"), 403),
    "conflict": (lambda: Conflict("刚被别人改过了"), 409),
    "not-possible": (lambda: NotPossible("还没到时候"), 422),
    "invalid": (lambda: InvalidValue("少 4 位", field="phone", label="电话", value="1"), 422),
    "wrong-use": (lambda: WrongUse(SECRET), 500),
    "other": (lambda: RuntimeError(SECRET), 500),
    "busy": (lambda: OperationalError(SECRET, {}, Exception(SECRET)), 503),
    "full": (lambda: PoolTimeout(SECRET), 503),
}


@pytest.fixture
def faulty(system: System) -> Iterator[Visitor]:
    """A front end with a page for each thing that can go wrong."""

    def fail(kind: str) -> str:
        fault = FAULTS[kind][0]()
        raise fault

    def stop(status: int) -> str:
        abort(status, SECRET)

    def pages(front: Front) -> None:
        small_pages(front)
        front.route("/fail/<kind>", "fail", fail, SIGNED_IN)
        front.route("/stop/<int:status>", "stop", stop, SIGNED_IN)

    logging.getLogger("fscore_admin").setLevel(logging.CRITICAL)
    yield Visitor(create_app(system, pages=pages)).sign_in(system, "officer")
    logging.getLogger("fscore_admin").setLevel(logging.NOTSET)


@pytest.mark.parametrize("kind", FAULTS)
def test_each_fault_has_its_status_and_tells_no_secret(faulty: Visitor, kind: str):
    answer = faulty.get(f"/fail/{kind}")
    assert answer.status_code == FAULTS[kind][1]
    for word in ("SELECT", "person", "15400000001", "Traceback", "/src/", "RuntimeError", "sqlite"):
        assert word not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 418, 422, 429, 500, 503])
def test_every_status_has_a_page_in_chinese(faulty: Visitor, status: int):
    answer = faulty.get(f"/stop/{status}")
    assert answer.status_code == status
    heading = re.search(r"<h1>(.*?)</h1>", answer.text)
    assert heading is not None
    assert re.search("[一-龥]", heading[1])
    assert "SELECT" not in answer.text
    assert answer.text.count("<main") == answer.text.count("<h1") == 1


def test_what_can_be_mended_says_how(faulty: Visitor):
    assert "还没到时候" in faulty.get("/fail/not-possible").text
    assert "刚被别人改过了" in faulty.get("/fail/conflict").text


def test_a_fault_of_ours_has_a_number_that_the_log_has_too(faulty: Visitor, caplog: pytest.LogCaptureFixture):
    logging.getLogger("fscore_admin").setLevel(logging.ERROR)
    shown = re.search(r'fs-number">([0-9a-f]{12})<', faulty.get("/fail/other").text)
    assert shown is not None
    assert shown[1] in caplog.text


def test_a_busy_database_says_when_to_come_back(faulty: Visitor):
    assert faulty.get("/fail/busy").headers["Retry-After"] == "10"


def test_programs_are_answered_in_their_language(faulty: Visitor):
    answer = faulty.get("/fail/other", Accept="application/json")
    assert answer.mimetype == "application/json"
    assert answer.get_json()["request"]


def test_a_form_without_files_may_hold_a_megabyte_in_whatever_way_it_is_sent(app: Flask, system: System):
    visitor = Visitor(app).sign_in(system, "officer")
    many = "".join(f"&a{number}=" for number in range(150_000))
    for text in (f"name={'x' * MEGABYTE}", f"name=x{many}"):
        body = f"csrf_token={visitor.token()}&{text}"
        answer = visitor.client.post("/shop/1/name", data=body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 413
        assert "文件太大" in answer.text
    assert visitor.post("/shop/1/name", {"name": "向阳面馆"}).status_code == 200


def test_a_page_too_large_to_take_is_refused(app: Flask, system: System):
    visitor = Visitor(app).sign_in(system, "officer")
    app.config["MAX_CONTENT_LENGTH"] = 1000
    assert visitor.post("/shop/1/name", {"name": "x" * 2000}).status_code == 413


def test_a_stranger_can_not_send_much(visitor: Visitor):
    assert visitor.post("/sign-in", {"login": "x" * 200_000, "password": "x"}).status_code == 413
    assert visitor.post_bare("/shop/1/name", {"name": "x" * 200_000}, Origin="http://localhost").status_code == 401


def test_a_host_that_is_not_ours_learns_nothing(app: Flask, system: System, caplog: pytest.LogCaptureFixture):
    visitor = Visitor(app).sign_in(system, "officer")
    answer = visitor.get("/", Host="evil.example")
    assert answer.status_code == 400
    assert "evil" not in answer.text
    assert not caplog.records
    assert "青禾" not in answer.text


def test_the_page_comes_even_if_the_database_is_gone(system: System, app: Flask):
    visitor = Visitor(app).sign_in(system, "officer")
    with system.engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE web_session"))
    answer = visitor.get("/")
    assert answer.status_code == 503
    assert "忙不过来" in answer.text
    assert "web_session" not in answer.text


def test_the_page_comes_even_if_no_work_can_begin(system: System, app: Flask, monkeypatch: pytest.MonkeyPatch):
    visitor = Visitor(app).sign_in(system, "officer")

    def work(*_arguments: object, **_options: object) -> None:
        raise NotAllowed("青禾镇不在了")

    monkeypatch.setattr(system, "work", work)
    answer = visitor.get("/shop/")
    assert answer.status_code == 403
    assert "青禾镇不在了" in answer.text
    assert "fs-card" in answer.text
