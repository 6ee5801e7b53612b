"""The pages as a browser shows them: on a desk, on a phone in one hand, and to those who listen."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from admin.tests.pages.conftest import MESSY, TOWN, VILLAGE
from admin.tests.pages.person import Person
from fscore.model.roles import Role

Who = Callable[..., Person]
DESK = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
OFFICE = (
    "/",
    "/todo/",
    "/records/",
    "/figures/",
    "/figures/I01",
    "/operator/",
    "/operator/?kind=caterer&sort=name",
    "/operator/details/?id=1",
    "/operator/edit/?id=1",
    "/banquet/",
    "/banquet/new/",
    "/plugins/",
    "/summary/",
    "/division/",
    "/find?q=饭店",
)
# What a person who listens, or who has only a keyboard, must find; in the words of the rules of axe.
FAULTS = """() => {
  const found = [], ids = new Set();
  const all = (which) => document.querySelectorAll(which);
  const named = (e) => (e.getAttribute('aria-label') || e.textContent || e.value || '').trim();
  const seen = (e) => e.outerHTML.slice(0, 80);
  for (const e of all('[id]')) {
    if (ids.has(e.id)) found.push('twice: ' + e.id);
    ids.add(e.id);
  }
  for (const e of all('a[href], button')) if (!named(e)) found.push('no name: ' + seen(e));
  for (const e of all('input:not([type=hidden]), select, textarea'))
    if (!e.labels.length && !e.getAttribute('aria-label')) found.push('no label: ' + seen(e));
  for (const e of all('[aria-describedby]'))
    for (const id of e.getAttribute('aria-describedby').split(' '))
      if (!document.getElementById(id)) found.push('no such id: ' + id);
  for (const e of all('svg:not([aria-hidden])')) if (!e.getAttribute('aria-label')) found.push('a drawing: ' + seen(e));
  let last = 1;
  for (const e of all('h1, h2, h3, h4')) {
    const level = Number(e.tagName[1]);
    if (level > last + 1) found.push('heading skipped: ' + e.textContent);
    last = level;
  }
  if (all('main').length !== 1 || all('h1').length !== 1) found.push('main or h1');
  return found;
}"""


@contextmanager
def _served(person: Person) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, person.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _faults(page: Page, address: str, paths: tuple[str, ...]) -> list[str]:
    """What is wrong with pages: what the browser complains of, what is too wide, what nobody can listen to."""
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    page.on("request", lambda sent: asked.append(sent.url))
    for path in paths:
        page.goto(f"{address}{path}")
        complaints += [f"{path}: {fault}" for fault in page.evaluate(FAULTS)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            complaints.append(f"{path}: too wide")
    return complaints + [url for url in asked if not url.startswith(address)]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_page_of_the_office_fits_and_can_be_listened_to(
    browser: Browser, reader: Who, size: dict[str, object]
) -> None:
    with _served(reader(Role.OFFICER, TOWN)) as address:
        context = browser.new_context(locale="zh-CN", **size)  # type: ignore[arg-type]
        assert _faults(context.new_page(), address, OFFICE) == []
        context.close()


def test_every_page_of_a_village_fits_a_phone(browser: Browser, reader: Who) -> None:
    with _served(reader(Role.LIAISON, VILLAGE)) as address:
        context = browser.new_context(locale="zh-CN", **PHONE)  # type: ignore[arg-type]
        paths = ("/", "/todo/", "/records/", "/banquet/", "/banquet/new/", "/operator/")
        assert _faults(context.new_page(), address, paths) == []
        context.close()


def test_a_banquet_is_filed_with_one_thumb(browser: Browser, who: Who) -> None:
    with _served(who(Role.LIAISON, VILLAGE, "周桂兰")) as address:
        context = browser.new_context(locale="zh-CN", **PHONE)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address)
        button = page.locator(".fs-dock .btn-primary")
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["y"] + box["height"] <= 844
        button.tap()
        page.fill("#host", "张建国")
        page.locator("label:has-text('婚宴')").tap()
        page.fill("#place", "自家院坝")
        page.fill("[name=banquet_meal-0-held_on]", "2024-01-06")
        page.locator("label:has-text('午餐')").tap()
        page.fill("[name=banquet_meal-0-tables]", "15")
        page.locator(".fs-dock .btn-primary").tap()
        page.wait_for_url("**/banquet/details/**")
        shown = page.inner_text("main")
        context.close()
    assert "已登记" in shown
    assert "150 人" in shown
    assert "张建国" in shown


def test_tables_give_the_heads_until_somebody_writes_these_and_a_large_sitting_is_spoken_of(
    browser: Browser, reader: Who
) -> None:
    with _served(reader(Role.LIAISON, VILLAGE)) as address:
        context = browser.new_context(locale="zh-CN", **PHONE)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{address}/banquet/new/")
        tables, heads = page.locator("[name=banquet_meal-0-tables]"), page.locator("[name=banquet_meal-0-heads]")
        notice = page.locator("[data-notice-of=banquet_meal-0-heads][data-value='100']")
        tables.fill("9")
        assert (heads.input_value(), notice.is_visible()) == ("90", False)
        tables.fill("１0")
        assert (heads.input_value(), notice.is_visible()) == ("100", True)
        assert "往上报" in notice.inner_text()
        heads.fill("99")
        assert not notice.is_visible()
        tables.fill("20")
        assert heads.input_value() == "99"
        heads.fill("")
        tables.fill("101")
        assert heads.input_value() == "1010"
        assert page.locator("[data-notice-of=banquet_meal-0-heads].is-met").count() == 2
        context.close()


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(browser: Browser, who: Who) -> None:
    with _served(who()) as address:
        page = browser.new_page(locale="zh-CN")
        page.goto(f"{address}/operator/new/")
        page.fill("#name", "向阳面馆")
        page.click("details summary")
        page.fill("#phone", "1540000")
        page.click(".fs-dock .btn-primary")
        assert page.input_value("#name") == "向阳面馆"
        assert page.input_value("#phone") == "1540000"
        assert page.is_visible("#phone")
        assert "少 4 位" in page.inner_text("#phone-err")
        page.click("#wrong a:has-text('电话')")
        assert page.url.endswith("#phone")
        page.close()


def test_a_business_is_found_while_one_types(browser: Browser, reader: Who) -> None:
    with _served(reader()) as address:
        page = browser.new_page(locale="zh-CN")
        page.goto(f"{address}/licence/new/")
        with page.expect_response(lambda answer: "query=%E5%B0%8F%E5%90%83" in answer.url):
            page.fill("#operator_id", "小吃")
        page.wait_for_function(
            "[...document.querySelectorAll('#operator_id-near option')].some(one => one.value.includes('小吃'))"
        )
        found = page.eval_on_selector_all("#operator_id-near option", "all => all.map(one => one.value)")
        page.close()
    assert found
    assert all("小吃" in one for one in found)
    assert all("#" in one for one in found)


def test_the_second_editor_is_asked_and_keeps_what_was_typed(browser: Browser, who: Who) -> None:
    with _served(who()) as address:
        one, other = browser.new_page(locale="zh-CN"), browser.new_page(locale="zh-CN")
        for page in (one, other):
            page.goto(f"{address}/operator/edit/?id=1")
        other.fill("#address", "老街 5 号")
        other.click(".fs-dock .btn-primary")
        other.wait_for_url("**/operator/details/**")
        one.fill("#principal", "王芳")
        one.click(".fs-dock .btn-primary")
        assert "刚被别人改过" in one.inner_text("main")
        assert one.input_value("#principal") == "王芳"
        assert one.input_value("#address") == "老街 5 号"
        one.click(".fs-dock .btn-primary")
        one.wait_for_url("**/operator/details/**")
        shown = one.inner_text("main")
        for page in (one, other):
            page.close()
    assert "王芳" in shown
    assert "老街 5 号" in shown


def test_a_text_that_is_a_script_does_not_run(browser: Browser, who: Who) -> None:
    person = who()
    with _served(person) as address:
        page = browser.new_page(locale="zh-CN")
        page.goto(f"{address}/operator/edit/?id=1")
        page.fill("#principal", "<img src=x onerror=window.ran=1>")
        page.click(".fs-dock .btn-primary")
        page.wait_for_url("**/operator/details/**")
        for path in ("/operator/details/?id=1", "/operator/edit/?id=1", "/operator/?q=onerror", "/find?q=onerror"):
            page.goto(f"{address}{path}")
            assert page.evaluate("window.ran") is None
        page.close()


def test_a_late_township_sees_it_at_once(browser: Browser, reader: Who) -> None:
    with _served(reader(Role.OFFICER, MESSY)) as address:
        context = browser.new_context(locale="zh-CN", **DESK)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address)
        tile = page.locator(".fs-tile.is-late").bounding_box()
        context.close()
    assert tile is not None
    assert tile["y"] < 300
