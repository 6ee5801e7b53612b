"""One button for a village where nothing happened: the report on the last month that is over, filled in already."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape

import pytest

from admin.tests.pages.person import Person
from fscore.model.switching import SwitchKind
from fscore.services.switching import turn
from fscore.services.system import System
from fscore_admin import create_app
from tests.conftest import liaison, places, small_district

emergency = pytest.importorskip("fscore_emergency", reason="the plugins of the workspace are not installed")


@pytest.fixture
def county() -> Iterator[System]:
    """The small district with zero-reports."""
    made = small_district("sqlite://", {"emergency": emergency})
    turn(made, "emergency", SwitchKind.ENABLE, "990101000000", starts_on=date(2023, 1, 1))
    yield made
    made.engine.dispose()


def test_the_button_opens_the_report_on_the_last_month_that_is_over_ready_to_be_sent(county: System) -> None:
    there = places(county).village
    actor = liaison(there)
    person = Person(create_app(county, actor_of=lambda: actor), actor)
    found = re.search(r'href="(/zero_report/new/[^"]*)">.*?没有别的事，报零', person.page("/"))
    assert found is not None
    address = unescape(found[1])
    page = person.page(address)
    typed = dict(re.findall(r'<input[^>]*name="(year|month|filed_on|incidents)"[^>]*value="([^"]*)"', page))
    assert typed == {"year": "2023", "month": "12", "filed_on": "2023-12-31", "incidents": "0"}
    assert re.search(rf'<option value="{there.id}" selected>', page)
    made = person.fill(address, {**typed, "division_id": str(there.id)})
    assert made.status_code == 302
    assert "已登记" in person.page(made.headers["Location"])
