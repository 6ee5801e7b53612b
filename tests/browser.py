"""Chromium as installed on the machine, for tests that see the pages as a person does."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.needs import CHROMIUM


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of this run. Its sandbox refuses to work for root, so it goes without there."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM.program(*CHROMIUM.programs[0]),
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty tab of a Chinese reader, with no cookies from other tests."""
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
    yield context.new_page()
    context.close()
