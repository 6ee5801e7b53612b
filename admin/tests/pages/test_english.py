"""The pages in English: every text of ours is translated, and data stay as somebody wrote them."""

import html
import re
from collections.abc import Callable

import pytest

from admin.tests.pages.conftest import VILLAGE
from admin.tests.pages.person import Person
from fscore.model.roles import Role
from fscore.testing import catalogue

Who = Callable[..., Person]
SAID = frozenset(
    text
    for package in (
        "fscore",
        "fscore_admin",
        "fscore_annual",
        "fscore_banquets",
        "fscore_four_complete",
        "fscore_pledges",
    )
    for text in catalogue.texts(catalogue.folder_of(package))
) - {"安装操作员"}  # the name under which the demonstration was recorded
CHINESE = re.compile("[\u4e00-\u9fff，：；（）]")


def english(person: Person) -> Person:
    assert person.post("/language", {"language": "en"}).status_code == 302
    return person


def pieces(page: str) -> list[str]:
    """Everything that is read on a page or said by it, piece by piece."""
    found = re.findall(r">([^<]+)<", re.sub(r"(?s)<script.*?</script>", "", page))
    found += re.findall(r'(?:aria-label|placeholder|title|data-label)="([^"]*)"', page)
    return [text for piece in found if CHINESE.search(text := html.unescape(piece).strip())]


def test_the_language_is_changed_on_any_page_and_back_again(who: Who) -> None:
    person = who()
    button = re.search(r'<button[^>]*name="language" value="(\w+)"[^>]*>(\w+)<', person.page("/operator/?kind=school"))
    assert button is not None
    assert button.groups() == ("en", "English")
    target = re.search(r'name="next" value="([^"]*)"', person.page("/operator/?kind=school"))
    assert target is not None
    answer = person.post("/language", {"language": "en", "next": target[1]})
    assert answer.headers["Location"] == "/operator/?kind=school"
    assert re.search(r'value="zh"[^>]*>中文<', person.page(answer.headers["Location"]))


def test_the_audit_trail_says_nothing_of_ours_in_chinese(reader: Who) -> None:
    page = english(reader(Role.AUDITOR, "990101000000")).page("/trail/?entity=banquet")
    assert "Register: Banquet filing" in page
    assert [text for text in pieces(page) if text in SAID] == []


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", ("Today", "To do", "Indicators and targets")),
        ("/figures/", ("With a target", "Responsibility letters signed", "Met")),
        ("/figures/I38", ("Home banquets filed", "How it is worked out", "230 cases")),
        ("/banquet/", ("Banquet filing", "Kind of banquet", "Wedding", "New: Banquet filing")),
        ("/banquet/new/", ("New: Banquet filing", "House building", "Meal sitting", "optional")),
        ("/banquet/details/?id=1", ("Kind of banquet", "2023-")),
        ("/operator/details/?id=1", ("Who is responsible", "Full-time officer")),
        ("/division/", ("Township level", "Below it")),
        ("/plugins/", ("Rural group banquets", "In use")),
        ("/records/", ("Rural group banquets", "Meal sitting")),
        ("/summary/", ("Contradictions: ", "As written")),
        ("/todo/", ("Matter", "Who sees to it")),
    ],
)
def test_a_page_says_nothing_of_ours_in_chinese(reader: Who, path: str, words: tuple[str, ...]) -> None:
    page = english(reader()).page(path)
    assert '<html lang="en">' in page
    assert [text for text in pieces(page) if text in SAID] == []
    assert [word for word in words if word not in page] == []


def test_the_first_page_of_a_village_is_english(reader: Who) -> None:
    page = english(reader(Role.LIAISON, VILLAGE)).page("/")
    assert [text for text in pieces(page) if text in SAID] == []
    assert "What to register" in page


def test_faults_and_confirmations_are_english(who: Who) -> None:
    person = english(who())
    answer = person.fill("/banquet/new/", {"host": "", "category": "wedding"})
    assert answer.status_code == 422
    assert "&#34;Host&#34; is needed" in answer.text
    answer = person.fill("/operator/edit/?id=1", {"name": "经营主体", "kind": "caterer", "opened_on": "2020-01-01"})
    assert [text for text in pieces(answer.text) if text in SAID - {"经营主体"}] == []


def test_data_that_read_like_a_label_stay_as_they_are(who: Who) -> None:
    person = english(who())
    kept = person.page("/operator/edit/?id=1")
    values = dict(re.findall(r'name="(\w+)"[^>]* value="([^"]*)"', kept)) | {"name": "经营主体"}
    chosen = dict(re.findall(r'<select[^>]* name="(\w+)".*?<option value="([^"]*)" selected>', kept, re.DOTALL))
    assert person.fill("/operator/edit/?id=1", {**chosen, **values, "kind": "caterer"}).status_code == 302
    page = person.page("/operator/details/?id=1")
    assert "经营主体</h1>" in page
    assert "Changed" in page
    assert "</b> (Township officer): Change" in page, "who, as what, and then what was done"
