"""Files beside records: what is taken in, what is said of the rest, and how they are handed out."""

import io
import re
from collections.abc import Callable

from admin.tests.pages.conftest import MESSY, TOWN, shop_of, village_of
from admin.tests.pages.person import Person
from fscore.model.roles import Role
from fscore.services.system import System
from tests.exchange.photos import look, photo

Who = Callable[..., Person]


def test_a_file_is_kept_beside_a_record_and_handed_out_as_a_download(who: Who, demo: System) -> None:
    person, shop = who(), shop_of(demo, TOWN)
    sent = person.post("/operator/attach/", {"id": str(shop.id), "_files": (io.BytesIO(photo()), "张三健康证.jpg")})
    assert sent.status_code == 302
    page = person.page(f"/operator/details/?id={shop.id}")
    assert "张三健康证.jpg" in page
    address = re.search(r'href="(/files/\d+)"', page)
    assert address is not None
    answer = person.get(address[1])
    assert look(answer.data).size == look(photo()).size
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert who(Role.OFFICER, MESSY).get(address[1]).status_code == 404
    assert who(Role.SYSADMIN, "990101000000").get(address[1]).status_code == 403


def test_a_page_dressed_up_as_a_photo_is_not_taken_in(who: Who, demo: System) -> None:
    person, shop = who(), shop_of(demo, TOWN)
    html = b"<html><script>alert(1)</script>"
    person.post("/operator/attach/", {"id": str(shop.id), "_files": (io.BytesIO(html), "a.jpg")})
    page = person.page(f"/operator/details/?id={shop.id}")
    assert "只收 jpg" in page
    assert "/files/" not in page


def test_of_several_files_the_good_ones_are_kept_and_the_others_named(who: Who, demo: System) -> None:
    person, shop = who(), shop_of(demo, TOWN)
    files = [(io.BytesIO(photo()), "门头.jpg"), (io.BytesIO(b"GIF89a"), "动图.gif"), (io.BytesIO(b"x"), "a.exe")]
    person.post("/operator/attach/", {"id": str(shop.id), "_files": files})
    page = person.page(f"/operator/details/?id={shop.id}")
    for text in ("收下 1 个附件", "动图.gif 没有收下", "a.exe 没有收下", "<b>门头.jpg</b>"):
        assert text in page


def test_a_refused_file_does_not_lose_what_was_typed_with_it(who: Who, demo: System) -> None:
    person = who()
    data = {"name": "向阳面馆", "kind": "caterer", "status": "open", "division_id": str(village_of(demo))}
    answer = person.fill("/operator/new/", {**data, "_files": (io.BytesIO(photo()[:20]), "门头.jpg")})
    assert answer.status_code == 422
    assert "门头.jpg 没有收下" in answer.text
    assert "照片不完整" in answer.text
    assert 'value="向阳面馆"' in answer.text
