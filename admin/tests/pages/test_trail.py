"""The page of the audit trail: for those who audit, to be read only, without a word of personal data."""

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from admin.tests.pages.conftest import TOWN, village_of
from admin.tests.pages.person import Person, number_in
from fscore.model.roles import Role
from fscore.services.system import System
from fscore_admin.pages import trail

Who = Callable[..., Person]
DISTRICT = "990101000000"
MOBILE = "15400000123"


def _shop(who: Who, demo: System) -> int:
    values = {"name": "向阳面馆", "kind": "caterer", "status": "open", "division_id": str(village_of(demo))}
    made = who().fill("/operator/new/", {**values, "phone": MOBILE})
    assert made.status_code == 302
    return number_in(made.headers["Location"])


def test_an_auditor_finds_the_trail_from_home_and_reads_who_did_what(who: Who, demo: System) -> None:
    number = _shop(who, demo)
    auditor = who(Role.AUDITOR, DISTRICT, "沈静")
    assert 'href="/trail/"' in auditor.page("/")
    page = auditor.page(f"/trail/?entity=operator&record={number}")
    for text in ("前后连得上", f"登记：经营主体 {number}", "陈晓岚", "镇食安办专干", "单位名称：向阳面馆", "向阳村"):
        assert text in page
    assert MOBILE not in page
    assert re.search("电话：不显示，指纹 [0-9a-f]{8}", page)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AUDITOR, Role.INSTALLATION}))
def test_nobody_else_opens_it(reader: Who, role: Role) -> None:
    person = reader(role, TOWN)
    assert person.get("/trail/").status_code == 403
    assert 'href="/trail/"' not in person.page("/")


def test_it_is_narrowed_by_who_record_and_day_and_leads_to_what_is_older(who: Who, demo: System) -> None:
    _shop(who, demo)
    auditor = who(Role.AUDITOR, DISTRICT, "沈静")
    assert len(re.findall("<time ", auditor.page("/trail/?who=陈晓岚"))) == 1
    assert "没有符合的" in auditor.page("/trail/?to=2020-01-01")
    first = auditor.page("/trail/?entity=operator")
    older = re.search(r'rel="next" href="([^"]+)"', first)
    assert older is not None
    assert "entity=operator" in older[1]
    numbers = re.findall(r"第 (\d+) 条", first)
    behind = re.findall(r"第 (\d+) 条", auditor.page(older[1].replace("&amp;", "&")))
    assert int(behind[0]) < int(numbers[-1])


def test_what_makes_no_sense_is_named_and_narrows_nothing(who: Who) -> None:
    auditor = who(Role.AUDITOR, DISTRICT, "沈静")
    page = auditor.page("/trail/?record=x&from=%E6%98%A8%E5%A4%A9&before=99999999999999999999999")
    for text in ("编号要写数字，不是“x”", "不是“昨天”", "不是“99999999999999999999999”"):
        assert text in page
    assert "<time " in page


def test_a_trail_that_somebody_changed_is_said_to_be_broken(who: Who, demo: System) -> None:
    with demo.engine.begin() as connection:
        connection.execute(sa.text("UPDATE audit SET actor = '别人' WHERE sequence = 5"))
    page = who(Role.AUDITOR, DISTRICT, "沈静").page("/trail/")
    assert "审计断了 1 处" in page
    assert "第 5 条：内容和它的摘要对不上" in page


def test_a_long_trail_is_checked_when_somebody_asks(reader: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "CHECKED_AT_ONCE", 10)
    auditor = reader(Role.AUDITOR, DISTRICT, "沈静")
    assert "还没有核对" in auditor.page("/trail/")
    assert "前后连得上" in auditor.page("/trail/?check=1")


def test_a_banquet_with_its_sitting_is_told_as_one_act_of_entering(who: Who, demo: System) -> None:
    person = who()
    data = {"host": "张建国", "kind": "wedding", "place": "自家院坝", "filed_on": "2023-12-31", "state": "filed"}
    sitting = {"held_on": "2024-01-06", "slot": "lunch", "heads": "150"}
    parts = {f"banquet_meal-0-{name}": value for name, value in sitting.items()}
    whole = {**data, **parts, "_rows-banquet_meal": "1", "division_id": str(village_of(demo))}
    made = person.fill("/banquet/new/", whole)
    story = person.page(made.headers["Location"]).partition("谁动过")[2]
    assert story.count("<time ") == 1
    assert "登记" in story
    again = {**data, "place": "村委会", "division_id": str(village_of(demo))}
    changed = person.fill(f"/banquet/edit/?id={number_in(made.headers['Location'])}", again)
    assert changed.status_code == 302
    assert person.page(made.headers["Location"]).partition("谁动过")[2].count("<time ") == 2


def test_who_runs_grants_or_audits_reads_names_of_places_but_not_their_page(reader: Who, shared: System) -> None:
    for role in (Role.SYSADMIN, Role.SECURITY, Role.AUDITOR):
        person = reader(role, DISTRICT)
        assert person.get("/division/").status_code == 403
        assert person.get(f"/division/details/?id={village_of(shared)}").status_code == 403
        with shared.work(person.actor, reading=True) as work:
            assert work.division(TOWN).name == "青禾镇"
