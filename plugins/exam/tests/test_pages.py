"""Sitting a paper on screen and the analysis of a paper, page by page: who may, what is shown, what is kept."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from fscore.exchange.pictures import made_anew
from fscore.model.people import Person
from fscore.model.roles import Role
from fscore.model.switching import SwitchKind
from fscore.services.switching import turn
from fscore.services.system import System
from fscore.services.work import Work
from fscore_exam.bank import keep_items
from fscore_exam.model import Answer, Attempt, AttemptState, Paper, QuestionFile
from fscore_exam.papers import asked
from fscore_exam.questions import EmbeddedFile, Item, Option, Pair, QuestionKind
from fscore_exam.sitting import begin, save, submit
from plugins.exam.tests.conftest import ESSAY, ITEMS, TOWNSHIP, VILLAGE, Phone, opened, someone
from tests.exchange.photos import photo

NEXT_VILLAGE = "990101101201"
OTHER_TOWNSHIP = "990101102000"
MORE = [
    Item(QuestionKind.SHORT, "留样至少多少克？", code="F1", options=(Option("一百二十五克", Decimal(100)),)),
    Item(
        QuestionKind.NUMERICAL, "中心温度？", code="N1", options=(Option("70", Decimal(100), "够了", Decimal("0.25")),)
    ),
    Item(
        QuestionKind.MATCHING, "配一配", code="P1", pairs=(Pair("生鸡", "红板"), Pair("熟鸡", "蓝板"), Pair("", "白板"))
    ),
    Item(
        QuestionKind.CLOZE,
        "留样{1:SHORTANSWER:=四十八~%50%两天#差不多}小时，放在{2:MULTICHOICE:=冷藏柜~常温处}。",
        code="C1",
    ),
]
KINDS = [("single", 1, 6, ""), ("multiple", 1, 7, ""), ("true_false", 1, 8, ""), ("short", 1, 9, ""),
         ("numerical", 1, 11, ""), ("matching", 1, 12, ""), ("cloze", 1, 13, ""), ("essay", 1, 14, "")]  # fmt: skip
RIGHT = {
    QuestionKind.SHORT: {"": "一百二十五克"},
    QuestionKind.NUMERICAL: {"": "70.2"},
    QuestionKind.MATCHING: {"-1": "红板", "-2": "蓝板"},
    QuestionKind.CLOZE: {"-1": "四十八", "-2": "A"},
    QuestionKind.ESSAY: {"": "[查原因]"},
}


@pytest.fixture
def bank(system: System) -> Callable[[str], Paper]:
    """Opens a paper of every kind of question."""
    with system.work() as begun:
        keep_items(begun, begun.division(TOWNSHIP).id, [*ITEMS, *MORE, ESSAY], in_use=True)
        begun.commit()

    def make(name: str, **about: object) -> Paper:
        with system.work() as begun:
            paper = opened(begun, *KINDS, name=name, **about)
            begun.commit()
        return paper

    return make


def register(system: System, name: str = "张三", code: str = VILLAGE) -> Person:
    with system.work() as begun:
        person = begun.create(Person, {"division_id": begun.division(code).id, "name": name})
        begun.commit()
    return person


def right(system: System, paper: Paper) -> dict[str, list[str]]:
    """What a form holds if everything is right."""
    found: dict[str, list[str]] = {}
    with system.work(reading=True) as work:
        for one in asked(work, paper):
            name = f"q{one.line.place}"
            if one.item.kind in RIGHT:
                found |= {f"{name}{part}": [text] for part, text in RIGHT[one.item.kind].items()}
            elif one.item.kind is QuestionKind.TRUE_FALSE:
                found[name] = ["T"]
            else:
                found[name] = sorted(one.item.right)
    return found


def kept(system: System, number: int) -> Attempt:
    with system.work(reading=True) as work:
        return work.get(Attempt, number)


def an_hour_passes(system: System, number: int) -> None:
    with system.work() as work:
        attempt = work.get(Attempt, number)
        assert attempt.due_at is not None
        assert attempt.started_at is not None
        attempt.started_at, attempt.due_at = (one - timedelta(hours=1) for one in (attempt.started_at, attempt.due_at))
        work.commit()


def test_a_liaison_lets_somebody_of_the_village_sit_and_every_kind_of_question_can_be_answered(
    system: System, bank: Callable[..., Paper], phone: Callable[..., Phone]
):
    paper, person, hand = bank("村宴厨师考试", tells=True), register(system), phone()
    assert "村宴厨师考试" in hand.get("/module/exam/")
    assert f"/module/exam/papers/{paper.id}/{person.id}" in hand.get(f"/module/exam/papers/{paper.id}?q=张")
    begun = hand.post(f"/module/exam/papers/{paper.id}/{person.id}")
    sheet = hand.get(begun.location)
    assert sheet.count('class="fs-section ex-question"') == 8
    assert "仍登录着您的账号" in sheet
    stored = hand.post(begun.location, **right(system, paper), next="check")
    assert "8 题，答了 8 题。都答了。" in hand.get(stored.location)
    shown = hand.get(hand.post(f"{begun.location}/hand-in").location)
    assert "等阅卷" in shown
    assert shown.count("is-ok") == 7
    with system.work(reading=True) as work:
        marked = work.all(sa.select(Answer).order_by(Answer.place))
        assert [one.points for one in marked] == [6, 7, 8, 9, 11, 12, 13, None]
        assert marked[0].recorded_by == "考试（周联络监考）"


def test_nothing_of_what_is_right_or_worth_something_is_in_the_page_before_it_is_handed_in(
    system: System, bank: Callable[..., Paper], phone: Callable[..., Phone]
):
    paper, person, hand = bank("考试"), register(system), phone(Role.OFFICER, TOWNSHIP)
    begun = hand.post(f"/module/exam/papers/{paper.id}/{person.id}").location
    saved = hand.post(f"{begun}/answers/4", q4="不知道", **{"seen-4": 0})
    pages = [hand.get(begun), hand.get(f"{begun}/check"), hand.get(f"{begun}/clock"), saved.text]
    secrets = ["一百二十五", "四十八", "两天", "差不多", "够了", "SHORTANSWER", "MULTICHOICE", "%50%", "±", "70", "100"]
    for page in pages:
        content = re.sub(r'name="csrf-token" content="\w+"|value="\w{64}"', "", page)
        assert [one for one in secrets if one in content] == []
    assert set(saved.json or ()) == {"revision", "left"}
    # The order of what is to be matched is not that of the key either, and an option says nothing of its worth.
    assert re.findall(r'<input type="checkbox" name="q2" value="(\w)">', pages[0]) == ["A", "B", "C", "D"]


def test_a_sitting_can_not_be_seen_or_answered_from_elsewhere(
    system: System, bank: Callable[..., Paper], phone: Callable[..., Phone]
):
    paper, person, hand = bank("考试"), register(system), phone()
    begun = hand.post(f"/module/exam/papers/{paper.id}/{person.id}").location
    for strange in (phone(Role.LIAISON, NEXT_VILLAGE), phone(Role.OFFICER, OTHER_TOWNSHIP)):
        for page in ("", "/check", "/clock", "/result"):
            strange.get(f"{begun}{page}", 404)
        for act in ("", "/answers/1", "/hand-in", "/hand-over"):
            assert strange.post(f"{begun}{act}", q1="A").status_code == 404
        strange_person = f"/module/exam/papers/{paper.id}/{person.id}"
        assert strange.post(strange_person).status_code == 404
        assert "张三" not in strange.get("/module/exam/")
    phone(Role.OFFICER, OTHER_TOWNSHIP).get(f"/module/exam/papers/{paper.id}", 404)
    for other in (Role.LEADER, Role.DISTRICT, Role.AUDITOR):
        phone(other, TOWNSHIP).get(begun, 403)
    with system.work(reading=True) as work:
        assert work.count(sa.select(Answer)) == 0
    turn(system, "exam", SwitchKind.DISABLE, TOWNSHIP)
    hand.get(begun, 404)


def test_an_answer_sent_twice_is_saved_once_and_an_old_one_does_not_replace_a_newer_one(
    system: System, bank: Callable[..., Paper], phone: Callable[..., Phone]
):
    paper, person, hand = bank("考试"), register(system), phone()
    path = f"{hand.post(f'/module/exam/papers/{paper.id}/{person.id}').location}/answers/1"
    first = hand.post(path, q1="A", **{"seen-1": 0})
    again = hand.post(path, q1="A", **{"seen-1": 0})
    assert first.json is not None
    assert again.json is not None
    assert first.json["revision"] == again.json["revision"] > 0
    late = hand.post(path, q1="B", **{"seen-1": 0})
    assert late.status_code == 409
    assert late.json is not None
    assert late.json["values"] == [["q1", "A"]]
    assert hand.post(path, q1="B", **{"seen-1": late.json["revision"]}).status_code == 200
    assert hand.post(path, q1="Z", **{"seen-1": "x"}).status_code == 409
    assert hand.post(path.removesuffix("1") + "99", q99="A").status_code == 422


def test_when_the_time_is_up_what_was_saved_is_handed_in(
    system: System, bank: Callable[..., Paper], phone: Callable[..., Phone]
):
    paper, person, hand = bank("考试"), register(system), phone()
    path = hand.post(f"/module/exam/papers/{paper.id}/{person.id}").location
    hand.post(f"{path}/answers/3", q3="T", **{"seen-3": 0})
    number = int(path.rpartition("/")[2])
    an_hour_passes(system, number)
    assert "时间到了，还没交" in hand.get("/module/exam/")
    late = hand.post(f"{path}/answers/3", q3="F", **{"seen-3": 1})
    assert (late.status_code, late.json) == (409, {"over": True, "left": 0})
    over = hand.get(path)
    assert "时间到了" in over
    assert "ex-question" not in over
    assert kept(system, number).state is AttemptState.STARTED
    shown = hand.get(hand.post(path, q3="F").location)
    assert "到点前存下的答案已经交了" in shown
    assert "不合格" in shown
    assert "答对" not in shown
    assert kept(system, number).score == 8
    assert hand.post(f"{path}/hand-in").location == f"{path}/result"


def test_who_left_without_handing_in_is_handed_in_when_the_next_one_begins(
    system: System, bank: Callable[..., Paper], phone: Callable[..., Phone]
):
    paper, first, second, hand = bank("考试"), register(system), register(system, "李四"), phone()
    number = int(hand.post(f"/module/exam/papers/{paper.id}/{first.id}").location.rpartition("/")[2])
    an_hour_passes(system, number)
    hand.post(f"/module/exam/papers/{paper.id}/{second.id}")
    assert kept(system, number).state is AttemptState.MARKED
    again = hand.post(f"/module/exam/papers/{paper.id}/{first.id}").location
    assert again != f"/module/exam/sittings/{number}"


def test_pictures_of_what_is_asked_are_on_the_sheet_and_those_of_the_explanation_are_not(
    system: System, phone: Callable[..., Phone]
):
    files = tuple(
        EmbeddedFile(at, f"{at}.png", made_anew(photo("PNG", colour=colour), "PNG", "a.png"))
        for at, colour in (("stem", "red"), ("explanation", "blue"))
    )
    with system.work() as work:
        item = Item(QuestionKind.ESSAY, "看图说话", code="B1", topic="看图", files=files)
        keep_items(work, work.division(TOWNSHIP).id, [item], in_use=True)
        paper = opened(work, ("essay", 1, 5, "看图"))
        work.commit()
        kept_files = {one.at: one.id for one in work.all(sa.select(QuestionFile))}
    hand = phone()
    path = hand.post(f"/module/exam/papers/{paper.id}/{register(system).id}").location
    found = re.findall(r'<img src="([^"]+)"', hand.get(path))
    assert found == [f"{path}/pictures/1/{kept_files['stem']}"]
    answer = hand.client.get(found[0])
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    hand.get(f"{path}/pictures/1/{kept_files['explanation']}", 404)
    phone(Role.LIAISON, NEXT_VILLAGE).get(found[0], 404)


def test_a_sitting_on_paper_is_not_taken_up_on_screen(
    system: System, bank: Callable[..., Paper], phone: Callable[..., Phone]
):
    paper, person, hand = bank("考试"), register(system), phone()
    with system.work() as work:
        about = {"division_id": person.division_id, "paper_id": paper.id, "person_id": person.id}
        number = work.create(Attempt, {**about, "examinee": "张三"}).id
        work.commit()
    back = hand.post(f"/module/exam/papers/{paper.id}/{person.id}").location
    assert "不是在屏幕上答的" in hand.get(back)
    assert "不是在屏幕上答的" in hand.get(f"/module/exam/sittings/{number}", 422)


def sat(work: Work, paper: Paper, count: int) -> None:
    for number in range(count):
        attempt = begin(work, paper, someone(work, f"考生{number}"))
        for one in asked(work, paper):
            letters = "T" if one.item.kind is QuestionKind.TRUE_FALSE else "".join(sorted(one.item.right))
            if one.line.place == 1 or (one.line.place == 2 and number) or (one.line.place > 2 and number > 2):
                save(work, attempt, one.line.place, letters)
        submit(work, attempt)


def test_the_analysis_says_in_words_what_the_numbers_amount_to(system: System, work: Work, phone: Callable[..., Phone]):
    paper = opened(work)
    work.commit()
    desk = phone(Role.LEADER, TOWNSHIP)
    assert "还没有人考完" in desk.get(f"/module/exam/papers/{paper.id}/analysis")
    with system.work() as begun:
        sat(begun, begun.get(Paper, paper.id), 6)
        begun.commit()
    page = desk.get(f"/module/exam/papers/{paper.id}/analysis")
    cells = [re.findall(r"fs-chip is-\w+\">([^<]+)", row) for row in page.split('<tr role="row">')[-5:]]
    assert cells == [["偏容易", "区分不出"], ["偏容易", "区分尚可"], *[["难度合适", "区分很好"]] * 3]
    assert page.count("还没人对过原文") == 6
    assert page.count('<svg class="fs-chart') == 2
    assert not re.search(r"\sstyle=|\son\w+=", page)
    book = desk.client.get(f"/module/exam/papers/{paper.id}/analysis.xlsx?which=all")
    assert book.data[:2] == b"PK"
    assert f'href="/module/exam/papers/{paper.id}/analysis"' in desk.get(f"/paper/details/?id={paper.id}")
    assert f'href="/module/exam/papers/{paper.id}"' in phone(Role.OFFICER, TOWNSHIP).get(
        f"/paper/details/?id={paper.id}"
    )
    phone().get(f"/module/exam/papers/{paper.id}/analysis", 403)
    phone(Role.LEADER, OTHER_TOWNSHIP).get(f"/module/exam/papers/{paper.id}/analysis", 404)
