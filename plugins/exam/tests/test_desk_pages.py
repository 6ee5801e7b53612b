"""What the office does on screen after a sitting: essays, certificates, corrected keys, who sits again."""

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from fscore.model.people import Credential
from fscore.model.roles import Role
from fscore.model.switching import SwitchKind
from fscore.services.reminders import reminders
from fscore.services.switching import turn
from fscore.services.system import System
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore_exam.model import Answer, Attempt, AttemptState, Paper, Question
from fscore_exam.papers import asked
from fscore_exam.questions import QuestionKind
from fscore_exam.sitting import begin, save, submit
from plugins.exam.tests.conftest import TODAY, TOWNSHIP, Phone, opened, someone

Desk = Callable[..., Phone]
OTHER_TOWNSHIP = "990101102000"
ESSAYS = (("essay", 1, 10, ""),)


@pytest.fixture
def desk(phone: Desk) -> Desk:
    """Somebody of the township's office."""
    return lambda name="甲专干", role=Role.OFFICER, code=TOWNSHIP: phone(role, code, name)


def essays(work: Work, *names: str, **about: object) -> Paper:
    """A paper of one essay that people have handed in."""
    paper = opened(work, *ESSAYS, **about)
    for name in names:
        attempt = begin(work, paper, someone(work, name))
        save(work, attempt, 1, f"{name}写的：便于查原因")
        submit(work, attempt)
    work.commit()
    return paper


def sat(work: Work, paper: Paper, name: str, *, wrong: int) -> Attempt:
    attempt = begin(work, paper, someone(work, name))
    for one in asked(work, paper):
        letters = "T" if one.item.kind is QuestionKind.TRUE_FALSE else "".join(sorted(one.item.right))
        save(work, attempt, one.line.place, "" if one.line.place <= wrong else letters)
    return submit(work, attempt)


def typed(work: Work, paper: Paper, name: str, *, score: int, passed: bool = True) -> Attempt:
    person = someone(work, name)
    about = {"division_id": person.division_id, "paper_id": paper.id, "person_id": person.id, "examinee": name}
    return work.create(Attempt, {**about, "state": "已评分", "submitted_on": TODAY, "score": score, "passed": passed})


def kept(system: System, cls: type) -> list:
    with system.work(reading=True) as work:
        return list(work.all(sa.select(cls).order_by(cls.id)))


def refused(page: str) -> str:
    found = re.search(r'role="alert">(?:<[^>]+>)*([^<]+)<', re.sub(r"<svg.*?</svg>", "", page))
    assert found is not None
    return found[1]


def test_essays_are_marked_one_by_one_without_names_until_the_last_gives_result_and_certificate(
    system: System, work: Work, desk: Desk
):
    paper = essays(work, "张三", "李四")
    page, hand = f"/module/exam/papers/{paper.id}/marking", desk()
    assert f'href="{page}"' in hand.get(f"/paper/details/?id={paper.id}")
    shown = hand.get(page)
    assert "说说留样的用处" in shown
    assert "还有 2 份要阅" in shown
    assert re.findall(r'ex-given">(\w+)', shown) == ["张三写的", "李四写的"]  # only because they signed their answers
    assert "张三" not in re.sub(r'ex-given">.*?</p>', "", shown, flags=re.DOTALL)
    first, second = kept(system, Answer)
    for text, reason in (("10.5", "要在 0 到 10 之间"), ("七分", "得分写数字"), ("-1", "得分写数字")):
        answer = hand.post(page, answer=first.id, points=text)
        assert answer.status_code == 422
        assert reason in refused(answer.text)
        assert f'value="{text}"' in answer.text
    assert hand.post(page, answer=first.id, points="６．5").status_code == 302
    assert "6.5 分，合格，合格证明发了" in hand.get(page)
    again = hand.post(page, answer=first.id, points="3")
    assert (again.status_code, refused(again.text)) == (422, "这份答案已经有人阅完了，您给的分没有存")
    hand.post(page, answer=second.id, points="5")
    assert "5 分，不合格" in hand.get(page)
    assert "没有要阅的答案" in hand.get(page)
    assert f'href="{page}"' not in hand.get(f"/paper/details/?id={paper.id}")
    one, other = kept(system, Attempt)
    assert [(one.state, one.score, one.passed), (other.state, other.score, other.passed)] == [
        (AttemptState.MARKED, 6.5, True),
        (AttemptState.MARKED, 5, False),
    ]
    (certificate,) = kept(system, Credential)
    assert (one.credential_id, other.credential_id) == (certificate.id, None)


def test_of_four_eyes_the_second_does_not_see_what_the_first_gave_and_a_difference_is_settled_by_both(
    system: System, work: Work, desk: Desk
):
    paper = essays(work, "张三", four_eyes=True)
    page = f"/module/exam/papers/{paper.id}/marking"
    (answer,) = kept(system, Answer)
    first, second, third = (desk(name) for name in ("甲专干", "乙专干", "丙专干"))
    first.post(page, answer=answer.id, points="7.25")
    # The same person again is not a second pair of eyes.
    first.post(page, answer=answer.id, points="7.25")
    assert kept(system, Attempt)[0].state is AttemptState.SUBMITTED
    own = first.get(page)
    assert "您评过，等另一个人评" in own
    assert 'value="7.25"' in own
    for address in (page, f"/answer/details/?id={answer.id}", f"/attempt/details/?id={answer.attempt_id}"):
        found = second.client.get(address)
        assert found.status_code in (200, 404)
        assert "7.25" not in found.text
    assert "等您评第二遍" in second.get(page)
    second.post(page, answer=answer.id, points="4")
    for hand in (first, second, third):
        assert "甲专干给 7.25 分，乙专干给 4 分" in hand.get(page)
    assert 'name="points"' not in third.get(page)
    late = third.post(page, answer=answer.id, points="4")
    assert "请他们商量" in refused(late.text)
    first.post(page, answer=answer.id, points="4")
    assert (kept(system, Attempt)[0].state, kept(system, Answer)[0].points) == (AttemptState.MARKED, 4)


def test_a_pass_that_was_typed_in_is_reminded_of_and_gets_its_certificate_by_a_button(
    system: System, work: Work, desk: Desk
):
    paper, other = opened(work), opened(work, name="另一张")
    typed(work, paper, "张三", score=8)
    typed(work, paper, "李四", score=3, passed=False)
    typed(work, other, "王五", score=9)
    work.commit()
    with system.work(reading=True) as begun:
        due = [one for one in reminders(begun, begun.division(TOWNSHIP), TODAY) if one.code == "exam.certify"]
    # Handed in on 28 December; certificates are given within 15 days.
    assert [(one.subject, one.due.isoformat()) for one in due] == [("张三 1", "2024-01-12"), ("王五 1", "2024-01-12")]
    assert "15" in due[0].basis
    page, hand = f"/module/exam/papers/{paper.id}/certify", desk()
    assert f'href="{page}"' in hand.get(f"/paper/details/?id={paper.id}")
    shown = hand.get(page)
    assert ("张三" in shown, "李四" in shown, "王五" in shown) == (True, False, False)
    assert kept(system, Credential) == []
    assert "补发 1 份，收回 0 份" in hand.get(hand.post(page).location)
    assert len(kept(system, Credential)) == 1
    assert f'href="{page}"' not in hand.get(f"/paper/details/?id={paper.id}")
    with system.work() as begun:
        begun.change(begun.get(Attempt, 1), {"state": "作废"})
        begun.commit()
    assert "补发 0 份，收回 1 份" in hand.get(hand.post(page).location)
    assert kept(system, Credential) == []


def test_a_corrected_key_is_looked_at_first_and_then_changes_the_results_it_has_to(
    system: System, work: Work, desk: Desk
):
    paper = opened(work, ("true_false", 1, 10, ""))
    sat(work, paper, "张三", wrong=0)
    sat(work, paper, "李四", wrong=1)
    (question,) = (one.question for one in asked(work, paper))
    work.commit()
    page, hand = f"/module/exam/questions/{question.id}/key", desk()
    assert f'href="{page}"' in hand.get(f"/question/details/?id={question.id}")
    assert re.search(r'value="T" checked', hand.get(page))
    for form, reason in (({"key": "F", "reason": " "}, "更正答案要写原因"), ({"key": "T"}, "答案没有变")):
        answer = hand.post(page, **{"reason": "印错了", **form})
        assert (answer.status_code, refused(answer.text)) == (422, reason)
        assert f'value="{form["key"]}" checked' in answer.text
    looked = hand.post(page, key="F", reason="印错了", look=1).text
    assert "要是更正，1 次成绩会变" in looked
    assert "印错了</textarea>" in looked
    assert [one.score for one in kept(system, Attempt)] == [10, 0]
    assert len(kept(system, Credential)) == 1
    done = hand.post(page, key="F", reason="印错了", correct=1).text
    plain = re.sub(r"<[^>]+>", "", done)
    assert "1 次成绩变了" in plain
    assert "张三10，合格→ 0，不合格" in plain
    assert "李四" not in plain
    assert "甲专干（镇食安办专干）更正答案" in plain
    assert "第几版：1 → 2" in plain
    assert "原因：印错了" in plain
    assert [one.score for one in kept(system, Attempt)] == [0, 0]
    assert kept(system, Credential) == []
    again = hand.post(page, key="F", reason="印错了", correct=1)
    assert (again.status_code, refused(again.text)) == (422, "没有试卷在用这一版，可能已经更正过了")
    assert f'href="{page}"' not in hand.get(f"/question/details/?id={question.id}")
    newest = max(one.id for one in kept(system, Question))
    story = re.sub(r"<[^>]+>", "", hand.get(f"/question/details/?id={newest}"))
    assert "甲专干（镇食安办专干）更正答案" in story


def test_whoever_failed_stands_on_the_page_of_the_paper_with_the_day_of_the_retake(work: Work, desk: Desk):
    paper = opened(work)
    for name, times in (("张三", 1), ("李四", 2), ("王五", 1)):
        sat(work, paper, name, wrong=5)
        if times > 1:
            person = work.get(Attempt, 2).person_id
            twice = typed(work, paper, name, score=3, passed=False)
            twice.person_id, twice.number = person, 2
    sat(work, paper, "赵六", wrong=0)
    work.session.flush()
    work.commit()
    page = desk(role=Role.LEADER).get(f"/module/exam/papers/{paper.id}/analysis")
    card = re.search(r'id="again">.*?</section>', page, re.DOTALL)
    assert card is not None
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in card[0].split('<tr role="row">')[2:]]
    assert [(row[0], row[2], *row[-2:]) for row in rows] == [
        ("李四", "2", "再次不合格", "告知经营主体，不得上岗"),
        ("张三", "1", "要补考", "2024年1月27日前考"),
        ("王五", "1", "要补考", "2024年1月27日前考"),
    ]


def test_the_desk_pages_are_for_the_office_of_the_place_and_gone_where_the_plugin_is_off(
    system: System, work: Work, desk: Desk
):
    paper = essays(work, "张三")
    question = work.all(sa.select(Question).where(col(Question.kind) == QuestionKind.SINGLE))[0]
    opened(work, ("single", 6, 1, ""), name="另一张")
    work.commit()
    pages = [f"/module/exam/{one}" for one in (f"papers/{paper.id}/marking", f"papers/{paper.id}/certify",
                                               f"questions/{question.id}/key")]  # fmt: skip
    own, strange = desk(), desk(code=OTHER_TOWNSHIP)
    others = [desk(role=role) for role in (Role.LIAISON, Role.LEADER)]
    for page in pages:
        own.get(page)
        strange.get(page, 404)
        assert strange.post(page, answer=1, points="9", key="A", reason="试").status_code == 404
        assert own.client.post(page, data={"answer": 1, "points": "9"}).status_code == 403
        for other in others:
            other.get(page, 403)
            assert other.post(page, answer=1, points="9", key="A", reason="试").status_code == 403
    assert kept(system, Answer)[0].points is None
    turn(system, "exam", SwitchKind.DISABLE, TOWNSHIP)
    for page in pages:
        own.get(page, 404)
