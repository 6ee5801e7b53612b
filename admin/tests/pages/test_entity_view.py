"""Lists, forms, details and removal, as people use them."""

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from admin.tests.pages.conftest import MESSY, TOWN, VILLAGE, shop_of, village_of
from admin.tests.pages.person import Person, number_in
from fscore.model.operators import Operator
from fscore.model.people import Organisation
from fscore.model.roles import Role
from fscore.services.system import System
from fscore.storage.columns import col

Who = Callable[..., Person]
ROWS = re.compile(r'<td role="cell" class="fs-lead">')


def test_a_list_has_twenty_rows_and_says_how_many_there_are(reader: Who) -> None:
    page = reader().page("/operator/")
    assert len(ROWS.findall(page)) == 20
    assert "共 198 条" in page


def test_the_last_page_is_the_last_one_however_far_somebody_asks(reader: Who) -> None:
    for number in ("10", "99999", "9" * 40, "-3", "x"):
        assert reader().get(f"/operator/?page={number}").status_code == 200
    assert "第 10 / 10 页" in reader().page("/operator/?page=99999")


def test_a_list_is_narrowed_by_a_choice_and_by_a_village(reader: Who, shared: System) -> None:
    assert "共 3 条" in reader().page("/operator/?kind=school")
    page = reader().page(f"/operator/?division_id={VILLAGE}&kind=caterer")
    with shared.work(reading=True) as work:
        name = work.division(VILLAGE).name
    assert name in page
    assert "餐饮业经营户" in page


def test_a_filter_that_makes_no_sense_is_named_and_left_out(reader: Who) -> None:
    page = reader().page("/operator/?kind=castle&division_id=123")
    assert "没有“castle”这一项" in page
    assert "没有这个区划：123" in page


def test_a_search_takes_wildcards_literally(reader: Who) -> None:
    assert "没有符合的" in reader().page("/operator/?q=%25")
    assert "没有符合的" in reader().page("/operator/?q=_")


def test_a_search_takes_five_words_and_no_more(reader: Who) -> None:
    assert reader().get("/operator/?q=" + "店+" * 1200).status_code == 200
    assert reader().get("/operator/?q=" + "店" * 20000).status_code == 200


def test_a_list_is_put_in_order_by_a_column(reader: Who) -> None:
    first = reader().page("/operator/?sort=name")
    assert 'aria-sort="ascending"' in first
    assert "sort=-name" in first
    assert reader().get("/operator/?sort=phone").status_code == 200


def test_the_personal_number_is_no_way_to_sort_or_to_narrow(reader: Who, shared: System) -> None:
    with shared.engine.connect() as connection:
        phone = connection.scalar(sa.text("SELECT phone FROM operator WHERE phone IS NOT NULL LIMIT 1"))
    assert "没有符合的" in reader().page(f"/operator/?q={phone}")
    assert "共 198 条" in reader().page(f"/operator/?phone={phone}")
    assert "aria-sort" not in reader().page("/operator/?sort=phone")


def test_a_record_is_entered_and_shown(who: Who, demo: System) -> None:
    person = who()
    answer = person.fill(
        "/operator/new/",
        {"name": "向阳面馆", "kind": "caterer", "division_id": str(village_of(demo)), "status": "open"},
    )
    assert answer.status_code == 302, answer.text
    page = person.page(answer.headers["Location"])
    assert "向阳面馆" in page
    assert "陈晓岚" in page
    assert "登记" in page


def test_the_same_form_sent_twice_adds_nothing(who: Who, demo: System) -> None:
    person = who()
    hidden = person.form("/organisation/new/")
    data = {**hidden, "name": "青禾镇卫生院", "division_id": str(village_of(demo))}
    first, second = person.post("/organisation/new/", data), person.post("/organisation/new/", data)
    assert first.headers["Location"] == second.headers["Location"]
    with demo.work(reading=True) as work:
        assert work.count(sa.select(Organisation).where(col(Organisation.name) == "青禾镇卫生院")) == 1


def test_the_same_business_with_other_values_is_not_taken_for_it(who: Who, demo: System) -> None:
    person, shop = who(), shop_of(demo, TOWN)
    answer = person.fill(
        "/operator/new/",
        {
            "name": shop.name,
            "kind": "stall",
            "division_id": str(shop.division_id),
            "address": "新街 1 号",
            "status": "open",
        },
    )
    assert answer.status_code == 422
    assert "已经登记过了" in answer.text
    assert f"/operator/details/?id={shop.id}" in answer.text
    assert "新街 1 号" in answer.text


def test_faults_stand_at_their_fields_and_what_was_typed_stays(who: Who, demo: System) -> None:
    answer = who().fill(
        "/operator/new/",
        {"name": "", "kind": "caterer", "division_id": str(village_of(demo)), "phone": "1540000", "floor_area": "十"},
    )
    assert answer.status_code == 422
    assert "“单位名称”要填" in answer.text
    assert "少 4 位，手机号要 11 位" in answer.text
    assert "“经营面积”要写数" in answer.text
    assert 'value="1540000"' in answer.text
    assert 'value="十"' in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_nothing_but_the_fields_of_the_form_is_taken(who: Who, demo: System) -> None:
    person = who()
    answer = person.fill(
        "/operator/new/",
        {
            "name": "向阳面馆",
            "kind": "caterer",
            "status": "open",
            "division_id": str(village_of(demo)),
            "id": "9999",
            "recorded_by": "别人",
            "revision": "7",
            "deleted_reason": "x",
        },
    )
    number = number_in(answer.headers["Location"])
    with demo.work(reading=True) as work:
        made = work.get(Operator, number)
        assert (made.recorded_by, made.revision, made.deleted_reason) == ("陈晓岚", 1, "")
        assert made.id != 9999


def test_a_second_editor_sees_what_the_first_one_changed(who: Who, demo: System) -> None:
    shop = shop_of(demo, TOWN)
    path = f"/operator/edit/?id={shop.id}"
    one, other = who(), who(name="何志远")
    base = {"name": shop.name, "kind": shop.kind.value, "status": "open", "division_id": str(shop.division_id)}
    seen = one.form(path)
    assert other.fill(path, {**base, "principal": "李明"}).status_code == 302
    answer = one.post(path, {**seen, **base, "principal": "王芳"})
    assert answer.status_code == 409
    assert "刚被别人改过" in answer.text
    assert "李明" in answer.text
    assert 'value="王芳"' in answer.text
    hidden = dict(re.findall(r'name="(_revision)" value="([^"]*)"', answer.text))
    assert one.post(path, {**hidden, **base, "principal": "王芳"}).status_code == 302
    with demo.work(reading=True) as work:
        assert work.get(Operator, shop.id).principal == "王芳"


def test_masked_numbers_left_empty_stay_what_they_are(who: Who, demo: System) -> None:
    shop = shop_of(demo, TOWN)
    path = f"/operator/edit/?id={shop.id}"
    person = who()
    base = {"name": shop.name, "kind": shop.kind.value, "status": "open", "division_id": str(shop.division_id)}
    assert person.fill(path, {**base, "principal": "李明", "phone": ""}).status_code == 302
    with demo.work(reading=True) as work:
        assert work.get(Operator, shop.id).phone == shop.phone


def test_out_of_scope_answers_like_not_there(reader: Who, shared: System) -> None:
    person, foreign = reader(Role.OFFICER, TOWN), shop_of(shared, MESSY)
    bodies = []
    for path in (f"/operator/details/?id={foreign.id}", "/operator/details/?id=99999999", "/operator/edit/?id=x"):
        answer = person.get(path)
        assert answer.status_code == 404
        bodies.append(re.sub(r"[0-9a-f]{12,}|nonce-\S+", "", answer.text))
    assert bodies[0] == bodies[1]


def test_a_record_out_of_scope_is_neither_changed_nor_removed_nor_moved(who: Who, demo: System) -> None:
    person, foreign, own = who(), shop_of(demo, MESSY), shop_of(demo, TOWN)
    data = {"name": "改名", "kind": "caterer", "status": "open", "_revision": "1"}
    assert (
        person.post(f"/operator/edit/?id={foreign.id}", {**data, "division_id": str(village_of(demo))}).status_code
        == 404
    )
    assert person.post("/operator/delete/", {"id": str(foreign.id), "reason": "试试"}).status_code == 404
    assert person.post("/operator/attach/", {"id": str(foreign.id)}).status_code == 404
    assert (
        person.post("/operator/reveal/", {"id": str(foreign.id), "field": "phone", "reason": "试试"}).status_code == 404
    )
    moved = person.post(f"/operator/edit/?id={own.id}", {**data, "division_id": str(foreign.division_id)})
    assert moved.status_code == 422
    with demo.work(reading=True) as work:
        assert work.get(Operator, foreign.id).name == foreign.name
        assert work.get(Operator, own.id).division_id == own.division_id


def test_a_liaison_writes_in_the_own_village_only(who: Who, demo: System) -> None:
    person = who(Role.LIAISON, VILLAGE, "周桂兰")
    base = {
        "host": "张建国",
        "kind": "wedding",
        "place": "自家院坝",
        "filed_on": "2023-12-31",
        "banquet_meal-0-held_on": "2024-01-06",
        "banquet_meal-0-slot": "lunch",
        "banquet_meal-0-heads": "150",
        "_rows-banquet_meal": "1",
        "state": "filed",
    }
    own = person.fill("/banquet/new/", {**base, "division_id": str(village_of(demo))})
    assert own.status_code == 302, own.text
    elsewhere = person.fill(
        "/banquet/new/", {**base, "host": "王强", "division_id": str(village_of(demo, "990101101201"))}
    )
    assert elsewhere.status_code == 422
    assert person.get("/operator/new/").status_code == 403
    page = person.page(own.headers["Location"])
    assert "150 人" in page


def test_the_sittings_of_a_banquet_are_filled_in_with_it(who: Who) -> None:
    person = who(Role.LIAISON, VILLAGE, "周桂兰")
    page = person.page("/banquet/new/")
    assert 'name="banquet_meal-0-heads"' in page
    hidden = person.form("/banquet/new/")
    more = person.post("/banquet/new/", {**hidden, "_add": "banquet_meal", "_rows-banquet_meal": "1", "host": "张建国"})
    assert more.status_code == 200
    assert 'name="banquet_meal-1-heads"' in more.text
    assert 'value="张建国"' in more.text
    wrong = person.post("/banquet/new/", {**hidden, "host": "张建国", "_rows-banquet_meal": "1"})
    assert wrong.status_code == 422
    assert "“用餐人数”要填" in wrong.text


def test_without_a_script_tables_alone_are_enough_and_the_notices_stand_there(who: Who, demo: System) -> None:
    person = who(Role.LIAISON, VILLAGE, "周桂兰")
    page = person.page("/banquet/new/")
    for part in (
        'data-estimate-of="banquet_meal-0-tables"',
        'data-estimate-by="10"',
        'data-op="ge" data-value="100"',
        "单餐达到 100 人",
    ):
        assert part in page
    sitting = {"held_on": "2024-01-06", "slot": "lunch", "tables": "15", "heads": ""}
    data = {"host": "张建国", "kind": "wedding", "place": "自家院坝", "filed_on": "2023-12-31", "state": "filed"}
    parts = {f"banquet_meal-0-{name}": value for name, value in sitting.items()}
    wrong = person.fill("/banquet/new/", {**data, **parts, "host": "", "_rows-banquet_meal": "1"})
    assert "“用餐人数”要填" not in wrong.text
    made = person.fill(
        "/banquet/new/", {**data, **parts, "_rows-banquet_meal": "1", "division_id": str(village_of(demo))}
    )
    assert "150 人" in person.page(made.headers["Location"])


def test_a_removal_needs_a_reason_and_leaves_the_record_out(who: Who, demo: System) -> None:
    person, shop = who(), shop_of(demo, TOWN)
    person.post("/operator/delete/", {"id": str(shop.id), "reason": " "})
    assert shop.name in person.page(f"/operator/details/?id={shop.id}")
    person.post("/operator/delete/", {"id": str(shop.id), "reason": "登记重了"})
    assert person.get(f"/operator/details/?id={shop.id}").status_code == 404


def test_a_number_is_shown_in_full_for_a_reason_only_and_that_is_kept(who: Who, demo: System) -> None:
    person, shop = who(), shop_of(demo, TOWN)
    assert shop.phone is not None
    data = {"id": str(shop.id), "field": "phone"}
    assert person.post("/operator/reveal/", {**data, "reason": ""}).status_code == 302
    shown = person.post("/operator/reveal/", {**data, "reason": "通知换证"})
    assert shop.phone in shown.text
    assert shop.phone not in person.page(f"/operator/details/?id={shop.id}")
    with demo.engine.connect() as connection:
        kept = connection.scalar(sa.text("SELECT changes FROM audit WHERE action = 'reveal'"))
    assert kept == '{"field":"phone","reason":"通知换证"}'


def test_what_is_not_masked_is_not_revealed(who: Who, demo: System) -> None:
    shop = shop_of(demo, TOWN)
    data = {"id": str(shop.id), "field": "revision", "reason": "看看"}
    assert who().post("/operator/reveal/", data).status_code == 404


@pytest.mark.parametrize("path", ["action/", "export/csv/", "ajax/update/"])
def test_the_endpoints_that_go_around_the_scope_are_not_there(reader: Who, path: str) -> None:
    person = reader()
    assert person.get(f"/operator/{path}").status_code == 404
    assert person.post(f"/operator/{path}", {"action": "delete", "rowid": "1"}).status_code == 404


def test_a_look_up_gives_twenty_of_the_own_scope_at_most(reader: Who, shared: System) -> None:
    person, foreign = reader(), shop_of(shared, MESSY)
    found = person.get("/licence/ajax/lookup/?name=operator_id&query=&limit=99999999999999999999").json
    assert found is not None
    assert len(found) == 20
    assert person.get(f"/licence/ajax/lookup/?name=operator_id&query={foreign.name}").json == []
    assert person.get("/licence/ajax/lookup/?name=number&query=1").status_code == 404


def test_a_reference_is_taken_by_title_or_number_within_scope(who: Who, demo: System) -> None:
    person, shop, foreign = who(), shop_of(demo, TOWN), shop_of(demo, MESSY)
    data = {"kind": "food_licence", "issued_on": "2023-05-01", "division_id": str(shop.division_id)}
    named = person.fill("/licence/new/", {**data, "number": "JY1", "operator_id": f"{shop.name}#{shop.id}"})
    assert named.status_code == 302
    outside = person.fill("/licence/new/", {**data, "number": "JY2", "operator_id": f"{foreign.name}#{foreign.id}"})
    nowhere = person.fill("/licence/new/", {**data, "number": "JY2", "operator_id": "没有的店#99999999"})
    assert (outside.status_code, nowhere.status_code) == (422, 422)
    assert "请再找" in outside.text
    assert "请再找" in nowhere.text


def test_texts_are_shown_as_texts(who: Who, demo: System) -> None:
    person = who()
    name = '<script>alert("1")</script>'
    answer = person.fill(
        "/operator/new/",
        {"name": name, "kind": "caterer", "status": "open", "division_id": str(village_of(demo)), "address": "{{7*7}}"},
    )
    for path in (answer.headers["Location"], "/operator/?q=script", "/find?q=script", "/"):
        page = person.page(path)
        assert "<script>alert" not in page
    assert "{{7*7}}" in person.page(answer.headers["Location"])


def test_reading_changes_nothing(demo: System, who: Who) -> None:
    person = who()
    with demo.engine.connect() as connection:
        before = connection.scalar(sa.text("SELECT max(sequence) FROM audit"))
    for path in (
        "/",
        "/operator/",
        "/operator/new/",
        "/operator/edit/?id=1",
        "/operator/details/?id=1",
        "/figures/",
        "/plugins/",
    ):
        person.page(path)
    with demo.engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT max(sequence) FROM audit")) == before
