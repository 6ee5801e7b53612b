"""The browser that other tests are given shows Chinese pages."""

from playwright.sync_api import Page


def test_a_page_is_shown_to_a_chinese_reader(page: Page) -> None:
    page.set_content("<h1>青禾镇</h1>")
    assert page.inner_text("h1") == "青禾镇"
    assert page.evaluate("navigator.language") == "zh-CN"
