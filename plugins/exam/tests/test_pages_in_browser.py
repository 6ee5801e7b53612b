"""One sitting on a phone: begin, answer, reload, lose the connection, come back, hand in, read the result."""

import re
import threading
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from fscore.model.people import Person
from fscore.model.roles import Role
from fscore.services.accounts import add_account, one_time_sign_in
from fscore.services.system import System
from fscore_admin import create_app
from fscore_exam.bank import keep_items
from fscore_exam.model import Answer
from plugins.exam.tests.conftest import ITEMS, opened

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
TOWNSHIP, VILLAGE = "990101101000", "990101101200"


@pytest.fixture
def code(system: System) -> str:
    """What signs a liaison in once, who has an open paper and somebody at hand."""
    with system.work() as work:
        keep_items(work, work.division(TOWNSHIP).id, ITEMS, in_use=True)
        opened(work, name="村宴厨师考试", tells=True)
        work.create(Person, {"division_id": work.division(VILLAGE).id, "name": "张三"})
        found = one_time_sign_in(work, add_account(work, "zhou", "周联络", Role.LIAISON, work.division(VILLAGE)))
        work.commit()
    return found


@pytest.fixture
def address(system: System) -> Iterator[str]:
    """Where the front end is served, below a prefix."""
    server = make_server("127.0.0.1", 0, create_app(system, prefix="/food"), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/food"
    server.shutdown()
    thread.join()
    server.server_close()


def saved(system: System) -> dict[int, str]:
    with system.work(reading=True) as work:
        return {one.place: one.given for one in work.all(sa.select(Answer))}


def enter(page: Page, address: str, code: str) -> None:
    """Sign in as the liaison, pick the person, and hand the phone over."""
    page.goto(f"{address}/sign-in/once/{code}")
    page.click("main button.btn-primary")
    page.click("[data-open=nav]")
    page.click("#nav a:has-text('考试')")
    page.click("main a:has-text('村宴厨师考试')")
    page.click("main a:has-text('张三')")
    page.tap(".fs-dock .btn-primary")


def answer_and_reload(page: Page, system: System) -> None:
    """Each answer is saved as it is given; the clock goes on when the page is loaded again."""
    expect(page.locator("#clock")).to_have_text(re.compile(r"还剩 (30:00|29:5\d)"))
    page.tap("#q1 label:nth-of-type(2)")
    page.tap("#q4 label:nth-of-type(1)")
    page.tap("#q4 label:nth-of-type(3)")
    expect(page.locator("#told")).to_have_text("都存好了。")
    assert (saved(system)[1], saved(system)[4]) == ("B", "AC")
    expect(page.locator("#clock")).to_have_text(re.compile(r"还剩 29:5[0-7]"))
    page.reload()
    assert page.locator("#clock").inner_text() < "还剩 29:58"
    assert page.is_checked("#q1 [value=B]")
    assert page.is_checked("#q4 [value=C]")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.locator("#q1 label").first.bounding_box()
    assert box is not None
    assert box["height"] >= 44


def answer_without_connection(page: Page, system: System) -> None:
    """Without a connection an answer stays on the device, and says so; with it, it is sent, and handing in goes on."""
    page.context.set_offline(True)
    page.tap("#q2 label:nth-of-type(3)")
    page.tap("#q1 label:nth-of-type(4)")
    expect(page.locator("#told")).to_contain_text("还没存上：2 题")
    expect(page.locator("#q2 .ex-told")).to_have_text("还没存上")
    assert saved(system)[1] == "B"
    page.tap(".fs-dock .btn-primary")
    expect(page.locator("#told")).to_contain_text("连上网再交卷")
    page.context.set_offline(False)
    expect(page.locator("main")).to_contain_text("5 题，答了 3 题")
    assert (saved(system)[1], saved(system)[2]) == ("D", "C")
    assert page.evaluate("Object.keys(localStorage)") == []


def close_without_connection(page: Page, sheet: str) -> Page:
    """An answer that was not saved yet when the page was closed is sent when it is opened again."""
    context = page.context
    page.goto(sheet)
    context.set_offline(True)
    page.tap("#q3 label:nth-of-type(1)")
    expect(page.locator("#told")).to_contain_text("还没存上：1 题")
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(sheet)
    expect(again.locator("#told")).to_have_text("都存好了。")
    return again


@pytest.mark.browser
def test_a_cook_sits_a_paper_on_the_phone_of_the_liaison(browser: Browser, system: System, code: str, address: str):
    context = browser.new_context(locale="zh-CN", **PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    enter(page, address, code)
    answer_and_reload(page, system)
    assert complaints == []
    answer_without_connection(page, system)
    page = close_without_connection(page, f"{address}/module/exam/sittings/1")
    assert saved(system)[3] == "A"
    # The device opens nothing else, until the liaison signs in anew.
    page.goto(f"{address}/operator/")
    assert page.url.endswith("/module/exam/sittings/1")
    page.tap(".fs-dock .btn-primary")
    expect(page.locator("main")).to_contain_text("5 题，答了 4 题")
    page.tap(".fs-dock .btn-primary")
    expect(page.locator("h2").first).to_have_text("得分")
    assert "未作答" in page.inner_text("main")
    page.tap("main button:has-text('工作人员登录')")
    page.wait_for_url(f"{address}/sign-in")
    assert [said for said in complaints if "INTERNET_DISCONNECTED" not in said] == []
    context.close()
