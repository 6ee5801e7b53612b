"""Serving on one machine."""

import re
import socket
import threading
import urllib.request
from functools import partial
from typing import Any

import pytest
from flask import Flask

import fscore
from admin.tests.visitor import Visitor, small_pages
from fscore.errors import NotPossible
from fscore.services.system import System
from fscore_admin import create_app, serving
from fscore_admin.serving import announcement


def test_the_start_says_where_and_gives_the_officer_a_link(system: System):
    where, link = announcement(system, "http://127.0.0.1:8000")
    assert where == "网页已开：http://127.0.0.1:8000"
    assert link.startswith("陈晓岚（镇食安办专干）登录，30 分钟内用一次：http://127.0.0.1:8000/sign-in/once/")
    code = link.rsplit("/", 1)[1]
    visitor = Visitor(create_app(system, pages=small_pages))
    assert visitor.post("/sign-in/once", {"once": code}).status_code == 302


def test_the_link_is_for_whom_it_is_asked(system: System):
    assert announcement(system, "http://x", "auditor")[1].startswith("沈静")


def test_without_an_account_the_start_says_how_to_make_one():
    empty = fscore.open("sqlite://", plugins={})
    assert "fscore user add" in announcement(empty, "http://x")[1]
    empty.engine.dispose()


def test_the_server_answers_on_its_address_and_says_no_name(system: System, monkeypatch: pytest.MonkeyPatch):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    servers: list[Any] = []
    make = serving.create_server

    def create_server(app: Flask, **options: Any) -> Any:
        servers.append(make(app, **options))
        return servers[0]

    monkeypatch.setattr(serving, "create_server", create_server)
    monkeypatch.setattr(serving, "create_app", partial(create_app, pages=small_pages))
    said: list[str] = []
    ready = threading.Event()

    def say(line: str) -> None:
        said.append(line)
        if "sign-in/once" in line:
            ready.set()

    thread = threading.Thread(target=serving.serve, args=(system, "127.0.0.1", port), kwargs={"say": say}, daemon=True)
    thread.start()
    assert ready.wait(20)
    link = re.search(r"http://\S+", said[-1])
    assert link is not None
    with urllib.request.urlopen(link[0]) as answer:
        assert "点下面的按钮就登录" in answer.read().decode()
        assert answer.headers["Server"] is None
    servers[0].close()
    for channel in list(servers[0]._map.values()):
        channel.close()
    thread.join(20)
    assert not thread.is_alive()


def test_a_port_that_is_taken_is_named(system: System, monkeypatch: pytest.MonkeyPatch):
    def taken(*_given: Any, **_options: Any) -> None:
        raise OSError(98, "Address already in use")

    monkeypatch.setattr(serving, "create_app", partial(create_app, pages=small_pages))
    monkeypatch.setattr(serving, "create_server", taken)
    with pytest.raises(NotPossible, match=r"8000 端口打不开.*--port 8001.*PORT=8001"):
        serving.serve(system, "127.0.0.1", 8000)
