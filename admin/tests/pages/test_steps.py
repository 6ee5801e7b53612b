"""The course of a record on its page: what may follow, who sets it, and what a step still needs."""

import re
from collections.abc import Callable, Mapping

import pytest
import sqlalchemy as sa

from admin.tests.pages.conftest import VILLAGE, village_of
from admin.tests.pages.person import Person, number_in
from fscore.model.roles import Role
from fscore.services.system import System
from fscore.storage.columns import col
from fscore_banquets.model import Banquet, BanquetState

Who = Callable[..., Person]
BUTTON = re.compile(r'<button class="btn([^"]*)" name="state" value="(\w+)">([^<]*)<')
FILING = {
    "host": "钱多福",
    "kind": "wedding",
    "place": "自家院坝",
    "filed_on": "2023-12-20",
    "banquet_meal-0-held_on": "2023-12-24",
    "banquet_meal-0-slot": "lunch",
    "banquet_meal-0-heads": "80",
    "_rows-banquet_meal": "1",
    "state": "filed",
}


@pytest.fixture
def filed(who: Who, demo: System) -> int:
    """The number of a banquet that a liaison has just filed."""
    data = {**FILING, "division_id": str(village_of(demo))}
    return number_in(who(Role.LIAISON, VILLAGE, "周桂兰").fill("/banquet/new/", data).headers["Location"])


def steps(page: str) -> list[tuple[str, bool]]:
    """What the buttons of a page say, and which of them is the main one."""
    return [(label, "btn-primary" in style) for style, _state, label in BUTTON.findall(page)]


def sent(page: str, state: str) -> Mapping[str, str]:
    revision = re.search(r'name="_revision" value="(\d+)"', page)
    number = re.search(r'name="id" value="(\d+)"', page)
    assert revision is not None
    assert number is not None
    return {"id": number[1], "_revision": revision[1], "field": "state", "state": state}


def state_of(system: System, number: int) -> BanquetState:
    with system.work(reading=True) as work:
        return work.get(Banquet, number).state


def test_a_record_goes_along_its_course_by_buttons_as_far_as_each_may_take_it(
    who: Who, demo: System, filed: int
) -> None:
    path = f"/banquet/details/?id={filed}"
    village, office = who(Role.LIAISON, VILLAGE, "周桂兰"), who()
    seen = village.page(path)
    assert steps(seen) == [("改为已取消", False)], "nobody takes an end back: it is not the main button"
    assert "“已受理”由镇食安办专干" in seen
    assert village.post("/banquet/step/", sent(seen, "accepted")).status_code == 403
    page = office.page(path)
    assert steps(page) == [("改为已受理", True), ("改为已取消", False)]
    assert "还没受理，受理了才算备案" in page
    assert office.post("/banquet/step/", sent(page, "accepted")).headers["Location"].endswith(path)
    assert state_of(demo, filed) is BanquetState.ACCEPTED
    after = office.page(path)
    assert "已改为已受理" in after
    assert "还没受理" not in after
    office.post("/banquet/step/", sent(page, "cancelled"))
    assert "刚被别人改过" in office.page(path), "what was seen is not how it stands any more"
    office.post("/banquet/step/", sent(after, "closed"))
    assert "不能从“已受理”改成“已办结”" in office.page(path)
    for state in ("done", ""):
        office.post("/banquet/step/", {**sent(after, state)})
    office.post("/banquet/step/", {**sent(after, "held"), "field": "host"})
    assert state_of(demo, filed) is BanquetState.ACCEPTED


def test_a_step_that_lacks_something_asks_for_it_in_the_form_with_the_state_chosen(
    who: Who, demo: System, filed: int
) -> None:
    office, path = who(), f"/banquet/details/?id={filed}"
    for state in ("accepted", "held"):
        office.post("/banquet/step/", sent(office.page(path), state))
    answer = office.post("/banquet/step/", sent(office.page(path), "closed"))
    assert answer.status_code == 422
    assert '<option value="closed" selected>' in answer.text
    assert re.search(r'id="ill-err"><div>办结要填发病人数', answer.text)
    assert f'action="/banquet/edit/?id={filed}"' in answer.text, "the form is not sent to where it came from"
    assert state_of(demo, filed) is BanquetState.HELD


def test_the_state_stands_among_the_first_fields_with_what_may_be_chosen(reader: Who, shared: System) -> None:
    page = reader(Role.LIAISON, VILLAGE).page("/banquet/new/")
    first, _folded, _rest = page.partition("<details")
    assert re.findall(r'<option value="(\w+)"', first[first.index('name="state"') :].partition("</select>")[0]) == [
        "draft",
        "filed",
        "cancelled",
    ]
    with shared.work(reading=True) as work:
        held = work.first(sa.select(Banquet).where(col(Banquet.state) == BanquetState.CLOSED))
        assert held is not None
    assert not steps(reader().page(f"/banquet/details/?id={held.id}")), "it has come to its end"
