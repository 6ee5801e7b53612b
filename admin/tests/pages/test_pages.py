"""The first pages, the figures, the file of a business, the plugins and the summary."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
import sqlalchemy as sa

from admin.tests.pages.conftest import MESSY, TOWN, VILLAGE, shop_of, village_of
from admin.tests.pages.person import Person
from fscore.evaluation.succession import Part
from fscore.extension.guarded import Failure
from fscore.model.roles import BUSINESS, Role
from fscore.services.division_changes import merge
from fscore.services.reminders import reminders
from fscore.services.switching import reset
from fscore.services.system import System
from fscore.services.write_summary import write_summary
from fscore.storage.columns import col
from fscore.storage.plugin_health import AT_MOST
from fscore_banquets.model import Banquet, BanquetKind

Who = Callable[..., Person]
DISTRICT = "990101000000"
PATHS = ("/", "/todo/", "/records/", "/figures/", "/plugins/", "/find?q=店", "/operator/", "/division/")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("role", sorted(BUSINESS - {Role.INSTALLATION}))
def test_each_page_has_one_heading_one_main_and_a_language(reader: Who, role: Role, path: str) -> None:
    place = {Role.LIAISON: VILLAGE, Role.DISTRICT: DISTRICT}.get(role, TOWN)
    page = reader(role, place).page(path)
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert len(re.findall(r"<main[ >]", page)) == 1
    assert '<html lang="zh-Hans">' in page
    assert " style=" not in page
    assert not re.search(r" on[a-z]+=", page)


@pytest.mark.parametrize(
    "path", ["/operator/new/", "/banquet/new/", "/operator/edit/?id=1", "/operator/details/?id=1", "/summary/"]
)
def test_each_control_has_a_label(reader: Who, path: str) -> None:
    page = reader().page(path)
    labelled = set(re.findall(r'<label for="([^"]+)"', page))
    for control in re.findall(r"<(?:input|select|textarea)[^>]*>", page):
        if (
            'type="hidden"' in control
            or "aria-label=" in control
            or 'type="radio"' in control
            or 'type="checkbox"' in control
        ):
            continue
        name = re.search(r' id="([^"]+)"', control)
        assert name is not None, control
        assert name[1] in labelled, control


def test_the_office_sees_what_is_late_first(reader: Who, shared: System) -> None:
    page = reader(Role.OFFICER, MESSY).page("/")
    with shared.work(reading=True) as work:
        late = sum(one.due < work.today for one in reminders(work, work.division(MESSY), work.today))
    assert late > 5
    assert f"<span>逾期</span><b>{late} " in page
    assert "逾期 275 天" in page
    assert '<small class="fs-basis">依据：当年责任状签订期限（几月底以前）：3 月</small>' in page, "each with its rule"
    assert page.index("逾期 275 天") < page.index("逾期 92 天")


def test_the_office_sees_its_figures_against_their_targets(reader: Who) -> None:
    page = reader().page("/")
    assert "三级监管网络覆盖率" in page
    assert "24 / 25" in page
    assert "差 1" in page


def test_a_vacant_post_is_named_and_not_left_blank(reader: Who) -> None:
    page = reader().page("/")
    assert "缺联络员：集市社区" in page
    assert "空缺" in page


def test_a_village_sees_its_own_and_one_button_for_the_thumb(reader: Who, shared: System) -> None:
    with shared.work(reading=True) as work:
        name = work.division(VILLAGE).name
    page = reader(Role.LIAISON, VILLAGE).page("/")
    assert name in page
    assert "登记聚餐备案" in page
    assert "模块" in page
    assert "总结" not in re.sub(r"<[^>]+>", "", page.split("<main")[0])


def test_whoever_runs_the_machine_sees_no_records(reader: Who) -> None:
    person = reader(Role.SYSADMIN, DISTRICT)
    assert person.get("/").status_code == 200
    for path in (*PATHS[1:], "/figures/I01", "/summary/", "/operator/details/?id=1", "/files/1"):
        assert person.get(path).status_code == 403, path


def test_a_figure_shows_value_definition_citation_and_who_is_missing(reader: Who) -> None:
    page = reader().page("/figures/I01")
    assert "96%" in page
    assert "有在任联络员的村（社区），除以全部村（社区）。" in page
    assert "还没人对过原文。" in page
    assert "还差的 1" in page
    assert re.search(r'fs-lead"><a [^>]+>集市社区</a>', page)


def test_the_worst_village_comes_first(reader: Who) -> None:
    page = reader().page("/figures/I01")
    bars = page[page.index("差的在前") :]
    assert re.findall(r"<span><a [^>]+>([^<]+)</a></span>", bars)[0] == "集市社区"


def test_the_lists_of_a_figure_are_paged_and_lead_to_the_records(reader: Who) -> None:
    person = reader()
    page = person.page("/figures/I01?side=whole")
    assert "第 1 / 2 页" in page
    assert "应当有的 25" in page
    second = person.page("/figures/I01?side=whole&page=2")
    assert len(re.findall(r'class="fs-lead"', second)) == 5
    assert person.get("/figures/I01?page=99999999999999999999").status_code == 200


def test_a_figure_that_nobody_can_know_says_so(who: Who) -> None:
    person = who(Role.DISTRICT, DISTRICT, "孙明远")
    assert "批" not in person.page("/plugins/?state=failed")
    person.post("/plugins/banquets", {"kind": "disable", "division": DISTRICT})
    page = person.page("/figures/I39")
    assert "模块未启用" in page
    assert "没有数，文书里不写这一句。" in page


def test_an_unknown_figure_division_or_period_is_not_there(reader: Who) -> None:
    person = reader()
    for path in (
        "/figures/I999",
        "/figures/I01?division=990101102000",
        "/figures/I01?period=20x3",
        "/figures/?period=2023-13",
    ):
        assert person.get(path).status_code == 404, path


def test_the_file_of_a_business_has_its_chain_papers_and_past(reader: Who) -> None:
    page = reader().page("/operator/details/?id=1")
    for heading in ("要办的", "谁负责", "来往记录", "证照", "建立的制度", "谁动过"):
        assert f">{heading}<" in page, heading
    assert "食品经营许可证" in page
    assert "看全号" in page


def test_a_business_in_a_village_without_liaison_shows_the_gap(reader: Who, shared: System) -> None:
    with shared.work(reading=True) as work:
        gap = next(one for one in work.children(work.division(TOWN)) if one.name == "集市社区")
    person = reader()
    listed = person.page(f"/operator/?division_id={gap.code}")
    number = re.search(r"/operator/details/\?id=(\d+)", listed)
    assert number is not None
    page = person.page(f"/operator/details/?id={number[1]}")
    assert 'class="gap"' in page
    assert "集市社区没有食品安全联络员" in page


def test_a_plugin_is_switched_off_and_on_again(who: Who) -> None:
    person = who()
    assert person.get("/banquet/").status_code == 200
    person.post("/plugins/banquets", {"kind": "disable", "division": TOWN})
    page = person.page("/plugins/?state=off")
    assert "农村集体聚餐" in page
    assert person.get("/banquet/").status_code == 404
    assert "聚餐备案" not in person.page("/records/")
    person.post("/plugins/banquets", {"kind": "enable", "division": TOWN})
    assert person.get("/banquet/").status_code == 200


def test_a_plugin_that_was_put_aside_is_shown_with_its_reason_until_somebody_resets_it(who: Who, demo: System) -> None:
    for _ in range(AT_MOST):
        with demo.work(reading=True):
            demo.plugins.fail(Failure("banquets", "banquets.guide", "坏在提醒里"))
    person = who()
    for path in ("/plugins/", "/plugins/?state=failed"):
        page = person.page(path)
        assert "模块“农村集体聚餐”出了错，已停下。" in page
        assert "坏在提醒里" in page
        assert "有问题 1" in page
    assert person.page("/plugins/?state=failed").count('class="fs-row fs-plug"') == 1
    assert "共 230 条" in person.page("/banquet/")  # what was recorded is still there to be read
    assert "聚餐备案" not in person.page("/records/")
    for path in ("/", "/todo/"):
        assert "模块“农村集体聚餐”出错，它要提醒的没有列出" in person.page(path)
    assert "登记聚餐备案" not in who(Role.LIAISON, VILLAGE, "周桂兰").page("/")
    reset(demo, "banquets")
    assert "坏在提醒里" not in person.page("/plugins/")
    assert "聚餐备案" in person.page("/records/")


def test_what_a_district_requires_a_township_can_not_switch_off(who: Who) -> None:
    who(Role.DISTRICT, DISTRICT, "孙明远").post("/plugins/banquets", {"kind": "require", "division": DISTRICT})
    person = who()
    page = person.page("/plugins/")
    assert "统一要求" in page
    person.post("/plugins/banquets", {"kind": "disable", "division": TOWN})
    assert "不能改" in person.page("/plugins/")
    assert person.get("/banquet/").status_code == 200


def test_a_township_can_neither_require_nor_reach_its_neighbour(who: Who) -> None:
    person = who()
    person.post("/plugins/banquets", {"kind": "forbid", "division": TOWN})
    assert "不能统一要求或禁止模块" in person.page("/plugins/")
    assert person.post("/plugins/banquets", {"kind": "disable", "division": MESSY}).status_code == 404
    assert who(Role.OFFICER, MESSY, "吴小梅").get("/banquet/").status_code == 200
    assert who(Role.LIAISON, VILLAGE, "周桂兰").post("/plugins/banquets", {"kind": "disable"}).status_code == 403


def test_the_summary_shows_contradictions_first_and_then_the_file(reader: Who) -> None:
    person = reader()
    page = person.page("/summary/")
    assert page.index("矛盾") < page.index("缺数") < page.index("文中的数")
    assert "不能写“全覆盖”" in page
    answer = person.get("/summary/file?division=990101101000&period=2023")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert "word/document.xml" in ZipFile(BytesIO(answer.data)).namelist()


def test_the_summary_offers_townships_only(reader: Who) -> None:
    person = reader(Role.DISTRICT, DISTRICT, "孙明远")
    page = person.page("/summary/")
    assert "青禾镇2023年食品安全工作总结" in page
    assert f'<option value="{MESSY}">' in page
    assert f'<option value="{DISTRICT}"' not in page
    assert f'<option value="{VILLAGE}"' not in page
    refused = person.page(f"/summary/?division={DISTRICT}")
    assert "清河区不是乡镇" in refused
    assert "去看模块" not in refused
    assert f'<option value="{TOWN}">' in refused


def test_the_page_of_a_figure_whose_module_is_off_says_so(who: Who) -> None:
    person = who()
    assert "查不到记录" not in person.page("/figures/I38?period=2023")
    person.post("/plugins/banquets", {"kind": "disable", "division": TOWN})
    page = person.page("/figures/I38?period=2023")
    assert "I38 自办酒席备案起数查不到记录：模块“" in page
    assert "名单是空的" not in page


def test_a_summary_that_nobody_touched_is_found_so(reader: Who) -> None:
    person = reader()
    content = person.get("/summary/file?period=2023").data
    page = person.post("/summary/check", {"file": (BytesIO(content), "总结.docx")}).text
    assert "没人动过数字" in page
    again = person.post("/summary/check", {"file": (BytesIO(b"PK\x03\x04"), "x.docx")})
    assert again.status_code == 302


def test_without_the_plugin_the_summary_says_what_to_switch_on(who: Who) -> None:
    person = who()
    person.post("/plugins/annual", {"kind": "disable", "division": TOWN})
    assert "先启用它再写总结" in person.page("/summary/")


def test_a_search_over_everything_stays_in_the_own_township(reader: Who, shared: System) -> None:
    with shared.work(reading=True) as work:
        names = [one.name for one in work.children(work.division(MESSY))]
    page = reader().page(f"/find?q={names[0]}")
    assert "没找到" in page


def test_the_tree_goes_down_and_shows_who_answers(reader: Who) -> None:
    page = reader().page("/division/")
    assert "青禾镇" in page
    assert "食品安全专干" in page
    below = re.search(r'/division/details/\?id=(\d+)">石桥村', page)
    assert below is not None
    village = reader().page(f"/division/details/?id={below[1]}")
    assert "食品安全联络员" in village


def test_what_is_unusual_stands_above_the_record(reader: Who, shared: System) -> None:
    with shared.work(reading=True) as work:
        filed = work.all(sa.select(Banquet).order_by(col(Banquet.days_ahead)))
        late = next(one for one in filed if one.kind is not BanquetKind.FUNERAL and one.days_ahead is not None)
        early = next(one for one in reversed(filed) if one.largest_sitting < 50)
        town = {one.id: work.place(one.division_id).township_id for one in (late, early)}
        codes = {place.id: place.code for place in map(work.place, set(town.values()))}
    page = reader(Role.OFFICER, codes[town[late.id]]).page(f"/banquet/details/?id={late.id}")
    assert "<b>请留意</b><div>晚备案：应当提前 " in page
    assert "请留意" not in reader(Role.OFFICER, codes[town[early.id]]).page(f"/banquet/details/?id={early.id}")


def test_what_nobody_compared_with_its_text_is_counted_apart_from_contradictions(reader: Who, shared: System) -> None:
    with shared.work(reading=True) as work:
        found = [one.code for one in write_summary(work, work.division(TOWN), 2023).contradictions]
    unread = found.count("unverified-rule")
    assert 0 < unread < len(found)
    page = reader().page("/summary/?period=2023")
    assert f"先看 {len(found) - unread} 处矛盾" in page
    assert f"矛盾 {len(found) - unread} 处" in page
    assert page.count(f"未核对原文 {unread} 处") == 2, "in the badge and over the group"
    contradictions = page[page.index(f"矛盾 {len(found) - unread} 处</h2>") : page.index("缺数 ")]
    assert "还没有人对过原文" not in contradictions


def test_kinds_without_a_record_are_folded_behind_those_with_one(reader: Who, shared: System) -> None:
    page = reader().page(f"/operator/details/?id={shop_of(shared, TOWN).id}")
    beside = page[page.index("连着的</h2>") :].partition("</section>")[0]
    filled, _folded, empty = beside.partition("<details>")
    assert filled.count(" 条</span>") == filled.count("<li>") > 0
    assert f"还可以登记 {empty.count('<li>')} 种" in empty
    assert " 条</span>" not in empty


def test_a_list_is_searched_by_the_names_that_it_shows_in_full(reader: Who, shared: System) -> None:
    with shared.work(reading=True) as work:
        host = work.all(sa.select(Banquet))[0].host
    page = reader().page(f"/banquet/?q={host}")
    assert f"{host} " in page
    assert "没有符合的" not in page
    assert "举办人、举办地点" in page, "the box says where it looks"


def test_what_lies_at_one_level_offers_only_divisions_of_it(reader: Who, shared: System) -> None:
    chosen = reader().page("/township_profile/new/").partition('name="division_id"')[2].partition("</select>")[0]
    assert re.findall(r'value="(\d*)"', chosen) == [str(village_of(shared, TOWN))]


def test_the_page_of_a_closed_village_leads_to_the_one_that_follows(who: Who, demo: System) -> None:
    with demo.work() as work:
        old = work.division(VILLAGE).id
        new = merge(work, [VILLAGE, "990101101201"], Part("990101101250", "合村"), date(2023, 6, 1)).opened[0]
    officer = who(Role.OFFICER)
    page = officer.page(f"/division/details/?id={old}")
    assert "2023年5月31日以后已经撤销。" in page
    assert f'<a href="/division/details/?id={new.id}">合村</a>' in page
    assert "谁负责</h2>" not in page
    assert "空缺" not in page
    link = re.search(r'href="(/operator/\?division_id=[^"]+)"', page)
    assert link is not None
    assert re.search(r"/operator/details/\?id=\d+", officer.page(link[1])), "its businesses are found from there"
    form = officer.page(f"/banquet/new/?division_id={old}")
    assert f'<option value="{new.id}" selected>合村</option>' in form
    assert "向阳村" not in form
