"""The frame as a browser sees it: on a desk and on a phone."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from admin.tests.visitor import code_for
from fscore.services.system import System

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where the front end is served for this test."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def enter(page: Page, address: str, system: System, login: str) -> list[str]:
    """Sign in by a link; return the list that the browser's complaints will be in."""
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    page.goto(f"{address}/sign-in/once/{code_for(system, login)}")
    page.click("main button.btn-primary")
    page.wait_for_url(f"{address}/")
    return complaints


def test_a_browser_loads_every_page_of_the_frame_without_a_complaint(page: Page, address: str, system: System):
    complaints = enter(page, address, system, "security")
    seen: list[str] = []
    page.on("request", lambda sent: seen.append(sent.url))
    for path in ("/", "/password", "/accounts/", "/accounts/new", "/accounts/1"):
        page.goto(f"{address}{path}")
        assert page.locator("main").count() == page.locator("h1").count() == 1
        assert page.locator("html").get_attribute("lang") == "zh-Hans"
    assert complaints == []
    assert all(url.startswith(address) for url in seen)


def test_a_script_that_gets_into_a_page_does_not_run(page: Page, address: str, system: System):
    complaints = enter(page, address, system, "officer")
    page.evaluate(
        """() => { const made = document.createElement("div");
        made.innerHTML = "<img src=x onerror='window.ran = 1'><a id=trap href='javascript:window.ran = 2'>x</a>";
        document.body.append(made);
        const script = document.createElement("script"); script.text = "window.ran = 3"; document.body.append(script);
        document.getElementById("trap").click(); }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in said for said in complaints)


def test_on_a_phone_the_menu_opens_and_signs_out(browser: Browser, address: str, system: System):
    context = browser.new_context(locale="zh-CN", **PHONE)
    page = context.new_page()
    enter(page, address, system, "officer")
    assert not page.is_visible("#nav")
    page.click("[data-open=nav]")
    assert page.get_attribute("[data-open=nav]", "aria-expanded") == "true"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.click("#nav button:has-text('退出')")
    page.wait_for_url(f"{address}/sign-in")
    page.goto(f"{address}/")
    assert page.url.startswith(f"{address}/sign-in")
    context.close()


def test_a_password_can_be_shown(page: Page, address: str):
    page.goto(f"{address}/sign-in")
    page.fill("#password", "竹林")
    page.check("[data-shows]")
    assert page.get_attribute("#password", "type") == "text"


def test_what_was_typed_survives_the_end_of_the_session(page: Page, address: str, system: System):
    enter(page, address, system, "security")
    page.goto(f"{address}/accounts/new")
    page.fill("#name", "周小满")
    page.fill("#login", "zhou")
    page.select_option("#role", "liaison")
    page.fill("#place", "990101101200")
    page.context.clear_cookies()
    page.click("main button.btn-primary")
    assert "刚才填的还在" in page.inner_text("main")
    assert page.input_value("input[name=kept_path]") == "/accounts/new"
    assert "周小满" in page.input_value("input[name=kept]")
