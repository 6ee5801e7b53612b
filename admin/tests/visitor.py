"""A browser without a screen, a clock that tests set, and a front end with few pages."""

import hashlib
import re
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask, request
from flask_admin import BaseView, expose
from werkzeug.test import TestResponse

from fscore.model.operators import Operator
from fscore.model.roles import Role
from fscore.services.accounts import find_account, one_time_sign_in
from fscore.services.system import System
from fscore_admin import Front
from fscore_admin.access import SIGNED_IN, allow, current_work, opens, reading, writing

TOKEN = re.compile(r'name="csrf_token" value="([0-9a-f]{64})"')


class Clock:
    """The time as a test wants it."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **span: int) -> None:
        self.now += timedelta(**span)


class Visitor:
    """Somebody with a browser."""

    def __init__(self, app: Flask, prefix: str = "", **headers: str) -> None:
        self.client = app.test_client()
        self.prefix = prefix
        self.headers = headers

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(f"{self.prefix}{path}", headers=self.headers | headers, buffered=True)

    def token(self, path: str = "/sign-in") -> str:
        """The mark for forms of this browser; error pages have one too."""
        page = self.client.get(f"{self.prefix}{path}", headers=self.headers, follow_redirects=True)
        found = TOKEN.search(page.text) or re.search(r'name="csrf-token" content="([0-9a-f]{64})"', page.text)
        assert found is not None
        return found[1]

    def post(self, path: str, data: Mapping[str, Any] | None = None, **headers: str) -> TestResponse:
        """Send a form from a page of the front end."""
        form = {"csrf_token": self.token(), **(data or {})}
        return self.client.post(f"{self.prefix}{path}", data=form, headers=self.headers | headers)

    def post_bare(self, path: str, data: Mapping[str, Any] | None = None, **headers: str) -> TestResponse:
        """Send a form without the mark."""
        return self.client.post(f"{self.prefix}{path}", data=data or {}, headers=self.headers | headers)

    def sign_in(self, system: System, login: str) -> "Visitor":
        answer = self.post("/sign-in/once", {"once": code_for(system, login)})
        assert answer.status_code == 302, answer.text
        return self


def code_for(system: System, login: str, minutes: int = 30) -> str:
    with system.work() as work:
        code = one_time_sign_in(work, find_account(work, login), minutes)
        work.commit()
    return code


def cookies(answer: TestResponse) -> str:
    return "\n".join(answer.headers.getlist("Set-Cookie"))


def database_of(system: System) -> Path:
    return Path(str(system.engine.url.database))


def digest_of(system: System, without: Sequence[str] = ()) -> str:
    """What the whole database holds, as one text; some tables may be left out."""
    connection = sqlite3.connect(database_of(system))
    try:
        lines = [line for line in connection.iterdump() if not any(f'INTO "{table}"' in line for table in without)]
    finally:
        connection.close()
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def acts(system: System) -> list[str]:
    with system.engine.connect() as connection:
        return list(connection.scalars(sa.text("SELECT action FROM audit ORDER BY sequence")))


class Home(BaseView):
    @expose("/")
    @opens(SIGNED_IN)
    def index(self) -> str:
        return self.render("fscore/base.html")


class Shops(BaseView):
    """A list, one shop, and a form that changes its name."""

    @expose("/")
    @opens(reading(Operator))
    def index(self) -> str:
        return "、".join(one.name for one in current_work().all(sa.select(Operator)))

    @expose("/<int:record>")
    @opens(reading(Operator))
    def one(self, record: int) -> str:
        return current_work().get(Operator, record).name

    @expose("/<int:record>/name", methods=("GET", "POST"))
    @opens(writing(Operator))
    def rename(self, record: int) -> str:
        work = current_work()
        shop = work.get(Operator, record)
        if request.method == "POST":
            work.change(shop, {"name": request.form["name"]})
            work.commit()
        return shop.name

    @expose("/office")
    @opens(allow(Role.OFFICER))
    def office(self) -> str:
        return "office"


def small_pages(front: Front) -> None:
    front.home(Home(name="首页", endpoint="home"))
    front.add(Shops(name="经营主体", endpoint="shop", url="/shop"))
    front.menu("home", "shop")
