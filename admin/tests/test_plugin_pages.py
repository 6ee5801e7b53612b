"""Pages of plugins: hung in below their own address, off where the plugin is off, named when they can't be used."""

import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from flask import Flask, render_template, request, url_for

from admin.tests.conftest import TOWN, copy_of
from admin.tests.visitor import Visitor, acts
from fscore import Category, Manifest, hookimpl
from fscore.errors import WrongUse
from fscore.model.operators import Operator
from fscore.model.roles import Role
from fscore.model.switching import SwitchKind
from fscore.services.switching import turn
from fscore.services.system import System
from fscore_admin import create_app, mount, plugin_pages
from fscore_admin.access import PUBLIC, SIGNED_IN, allow
from fscore_admin.for_plugins import PluginFront, close_work, confine


class Small:
    """A plugin that has nothing but its manifest."""

    def __init__(self, name: str) -> None:
        self.name = name

    @hookimpl
    def manifest(self) -> Manifest:
        return Manifest(
            id=self.name,
            version="0.1.0",
            title=f"{self.name}的",
            title_en=self.name,
            summary="只有页面",
            category=Category.PUBLICITY,
            requires_core=">=0.1,<1",
        )


def hello() -> str:
    return render_template("good/hello.html", to=url_for("good.one", record=7))


def one(record: int) -> str:
    close_work()
    kept = request.method == "POST" and confine(url_for("good.one", record=record))
    return render_template("good/hello.html", to=f"kept {kept}")


def good(front: PluginFront) -> None:
    front.route("/hello", "hello", hello, allow(Role.OFFICER, plugin="good"))
    front.route("/one/<int:record>", "one", one, allow(plugin="good"), ("GET", "POST"))
    front.link(Operator, "one", "看一看")
    front.link(Operator, "one", "有事要看", when=lambda work, record: work.get(Operator, record.id) is record)
    front.link(Operator, "one", "没事不看", when=lambda work, record: work.get(Operator, record.id) is not record)
    front.menu("hello", labels={"hello": "你好"})


def bad(_front: PluginFront) -> None:
    message = "no pages today"
    raise RuntimeError(message)


def open_to_all(front: PluginFront) -> None:
    front.route("/x", "x", hello, SIGNED_IN)


@pytest.fixture
def system(county: Path, tmp_path: Path) -> Iterator[System]:
    """The district with four small plugins, all of them on."""
    names = ("good", "bad", "loose", "lost")
    made = copy_of(county, tmp_path, {name: Small(name) for name in names})
    made.migrate()
    for name in names:
        turn(made, name, SwitchKind.ENABLE, TOWN)
    yield made
    made.engine.dispose()


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry points of their pages; one names a module that is not there."""
    for name, install in (("good", good), ("bad", bad), ("loose", open_to_all)):
        module: Any = ModuleType(f"{name}_pages")
        module.__file__, module.install = str(tmp_path / name / "pages.py"), install
        monkeypatch.setitem(sys.modules, module.__name__, module)
    for path, text in (
        (
            "good/templates/hello.html",
            '{% extends "fscore/page.html" %}{% block body %}<a href="{{ to }}">x</a>{% endblock %}',
        ),
        ("good/static/good.css", "p{margin:0}"),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    entries = [
        EntryPoint(name, f"{name}_pages", plugin_pages.GROUP) for name in ("good", "bad", "loose", "lost", "gone")
    ]
    monkeypatch.setattr(plugin_pages, "entry_points", lambda **_wanted: entries)


def test_pages_of_a_plugin_have_their_own_address_menu_link_template_and_files(system: System):
    visitor = Visitor(create_app(system)).sign_in(system, "officer")
    page = visitor.get("/module/good/hello")
    assert page.status_code == 200
    assert 'href="/module/good/one/7"' in page.text
    assert 'href="/module/good/hello" aria-current="page">你好' in page.text
    assert 'href="/module/good/one/1">看一看' in visitor.get("/operator/details/?id=1").text
    assert "看一看" not in visitor.get("/operator/").text
    shown = visitor.get("/operator/details/?id=1").text
    assert ("有事要看" in shown, "没事不看" in shown) == (True, False)
    assert visitor.get("/module/good/static/good.css").text == "p{margin:0}"
    assert visitor.get("/module/good/static/../pages.py").status_code == 404
    assert Visitor(create_app(system)).sign_in(system, "liaison").get("/module/good/hello").status_code == 403


def test_off_means_off(system: System):
    turn(system, "good", SwitchKind.DISABLE, TOWN)
    visitor = Visitor(create_app(system)).sign_in(system, "officer")
    assert visitor.get("/module/good/hello").status_code == 404
    assert "你好" not in visitor.get("/").text
    assert "看一看" not in visitor.get("/operator/details/?id=1").text


def test_pages_that_fail_are_named_and_take_nothing_else_down(system: System, caplog: pytest.LogCaptureFixture):
    app = create_app(system)
    shown = Visitor(app).sign_in(system, "officer").get("/plugins/").text
    for name, reason in (("bad", "no pages today"), ("loose", "does not name the plugin"), ("lost", "lost_pages")):
        assert f"{name}的”自己的页面打不开" in shown
        assert reason in shown
        assert any(name in said.getMessage() for said in caplog.records)
    assert "good的”自己的" not in shown
    assert not any(rule.endpoint.startswith(("bad.", "loose.", "lost.")) for rule in app.url_map.iter_rules())
    assert system.plugins.failures == {}


def test_a_front_end_mounted_twice_has_the_pages_twice(system: System):
    host = Flask("host")
    for prefix in ("/one", "/two"):
        mount(host, system, prefix)
    for prefix in ("/one", "/two"):
        visitor = Visitor(host, prefix).sign_in(system, "officer")
        assert f'href="{prefix}/module/good/one/7"' in visitor.get("/module/good/hello").text


def test_a_session_that_is_confined_opens_one_page_until_somebody_signs_in_anew(system: System):
    app = create_app(system, prefix="/food")
    visitor = Visitor(app, "/food").sign_in(system, "officer")
    assert visitor.get("/operator/").status_code == 200
    assert "kept True" in visitor.post("/module/good/one/7").text
    assert visitor.get("/module/good/one/7").status_code == 200
    for path in ("/", "/operator/", "/module/good/one/70", "/module/good/hello", "/password"):
        assert visitor.get(path).location == "/food/module/good/one/7"
    assert visitor.post("/plugins/good", {"kind": "disable", "division": TOWN}).status_code == 403
    assert visitor.post("/sign-out").location == "/food/sign-in"
    assert visitor.sign_in(system, "officer").get("/operator/").status_code == 200
    assert acts(system).count("confine") == 1


@pytest.mark.parametrize(
    ("rule", "endpoint", "permission", "words"),
    [
        ("/a", "a", PUBLIC, "does not name the plugin"),
        ("/a", "a", allow(plugin="other"), "does not name the plugin"),
        ("/a", "a.b", allow(plugin="good"), "no name for one more endpoint"),
        ("/a", "static", allow(plugin="good"), "no name for one more endpoint"),
        ("a", "a", allow(plugin="good"), "no address"),
        ("/<nokind:a>", "a", allow(plugin="good"), "nokind"),
    ],
)
def test_what_can_not_be_hung_in_is_refused_at_once(
    system: System, rule: str, endpoint: str, permission: Any, words: str
):
    with pytest.raises((WrongUse, LookupError), match=words):
        PluginFront("good", system).route(rule, endpoint, hello, permission)
