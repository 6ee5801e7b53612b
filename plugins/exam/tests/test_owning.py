"""Townships are merged, and the new one goes on with the banks and papers of the old ones; nobody else does."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from fscore.cli import program
from fscore.errors import NotPossible, RefusedFile
from fscore.evaluation.succession import Part
from fscore.model.division import Division, Level
from fscore.model.people import Person
from fscore.model.roles import Role
from fscore.services.division_changes import merge
from fscore.services.divisions import add_division
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.storage.columns import col
from fscore_exam import bank_commands
from fscore_exam.answer_sheets import read_answers
from fscore_exam.bank import keep_items, versions
from fscore_exam.model import Question, QuestionState
from fscore_exam.owning import owner
from fscore_exam.papers import asked, draw
from fscore_exam.questions import QuestionKind, judged
from fscore_exam.results import correct_key
from plugins.exam.tests.conftest import ITEMS, TOWNSHIP, VILLAGE, Phone, opened, planned, single, someone
from plugins.exam.tests.test_answer_sheets import book, key

OTHER, OTHER_VILLAGE, NEW = "990101102000", "990101102200", "990101109000"
APART, APART_VILLAGE = "990101103000", "990101103200"


def merged(work: Work) -> Division:
    """Two townships become one; a third one in the county stays what it was."""
    add_division(work, code=APART, name="丁镇", level=Level.TOWNSHIP, parent="990101000000")
    add_division(work, code=APART_VILLAGE, name="丁村", level=Level.VILLAGE, parent=APART)
    return merge(work, [TOWNSHIP, OTHER], Part(NEW, "大镇"), date(2023, 12, 20)).opened[0]


def person(work: Work, code: str, name: str) -> Person:
    return work.create(Person, {"division_id": work.division(code).id, "name": name})


def test_an_open_paper_is_sat_in_the_new_township_and_nowhere_else(work: Work, phone: Callable[..., Phone]):
    paper = opened(work, name="村宴厨师考试")
    merged(work)
    mine, theirs = person(work, VILLAGE, "张三"), person(work, OTHER_VILLAGE, "李四")
    strange = person(work, APART_VILLAGE, "王五")
    work.commit()
    path = f"/module/exam/papers/{paper.id}"
    for role, code, who in (
        (Role.LIAISON, VILLAGE, mine),
        (Role.LIAISON, OTHER_VILLAGE, theirs),
        (Role.OFFICER, NEW, mine),
    ):
        hand = phone(role, code)
        assert "村宴厨师考试" in hand.get("/module/exam/")
        assert f"{path}/{who.id}" in hand.get(path)
        assert who.name in hand.get(f"{path}/{who.id}")
        assert "单选题" in hand.get(hand.post(f"{path}/{who.id}").location)
    for role, code in ((Role.LIAISON, APART_VILLAGE), (Role.OFFICER, APART)):
        hand = phone(role, code)
        assert "村宴厨师考试" not in hand.get("/module/exam/")
        hand.get(path, 404)
        assert hand.post(f"{path}/{strange.id}").status_code == 404
    phone(Role.LIAISON, VILLAGE).get(f"{path}/{theirs.id}", 404)
    above = phone(Role.OFFICER, "990101000000")
    assert f"{path}/{strange.id}" not in above.get(path)
    above.get(f"{path}/{strange.id}", 404)


def test_answers_on_paper_come_in_for_people_of_the_new_township_alone(work: Work):
    paper = opened(work)
    merged(work)
    for code, name in ((VILLAGE, "张三"), (OTHER_VILLAGE, "李四"), (APART_VILLAGE, "王五")):
        person(work, code, name)
    right = ["", *key(work, paper)]
    assert len(read_answers(work, paper, book(["张三", *right], ["李四", *right]), "卷.xlsx").added) == 2
    with pytest.raises(RefusedFile, match="没有登记过“王五”"):
        read_answers(work, paper, book(["王五", *right]), "卷.xlsx")


def test_the_old_banks_are_one_and_a_question_of_both_is_in_it_once(work: Work):
    keep_items(work, work.division(OTHER).id, [*ITEMS[:3], single(7)], in_use=True)
    new = merged(work)
    kept = keep_items(work, new.id, [*ITEMS, single(7)])
    assert (len(kept.added), len(kept.superseding), len(kept.unchanged)) == (0, 0, len(ITEMS) + 1)
    paper = planned(work, ("single", 7, 2, "留样"), division_id=new.id)
    with pytest.raises(NotPossible, match="只有 7 道可以用，要抽 8 道"):
        draw(work, planned(work, ("single", 8, 2, "留样"), name="太多", division_id=new.id))
    draw(work, paper)
    assert len({one.question.code for one in asked(work, paper)}) == 7


def test_what_asks_something_else_now_supersedes_the_question_in_every_old_bank(work: Work):
    keep_items(work, work.division(OTHER).id, ITEMS[:1], in_use=True)
    new = merged(work)
    (made,) = keep_items(work, new.id, [attrs.evolve(ITEMS[0], stem="改过的？")]).superseding
    assert (made.division_id, made.version, made.state) == (new.id, 2, QuestionState.IN_USE)
    old = versions(work, new, "S1")[1:]
    assert [one.state for one in old] == [QuestionState.SUPERSEDED] * 2
    assert owner(work, old[0].division_id) == new


def test_a_code_that_two_old_banks_gave_to_different_questions_has_to_be_settled_first(work: Work):
    keep_items(work, work.division(OTHER).id, [attrs.evolve(single(9), code="S1")], in_use=True)
    new = merged(work)
    assert len(keep_items(work, new.id, [ITEMS[0], attrs.evolve(single(8), code="S8")]).unchanged) == 1
    with pytest.raises(NotPossible, match="有不同的题编号都是 S1"):
        keep_items(work, new.id, [attrs.evolve(ITEMS[0], points=Decimal(5))])


def test_the_new_officer_corrects_the_key_of_an_old_paper(system: System, work: Work):
    paper = opened(work)
    read_answers(work, paper, book([someone(work).name, "", *key(work, paper)]), "卷.xlsx")
    new = merged(work)
    line = next(one for one in asked(work, paper) if one.item.kind is QuestionKind.TRUE_FALSE)
    work.commit()
    with system.work(Actor("新干事", Role.OFFICER, new)) as theirs:
        wrong = attrs.evolve(line.item, options=judged(true=not line.item.true))
        (changed,) = correct_key(theirs, theirs.get(Question, line.question.id), wrong, "印错了")
        assert (changed.before, changed.after) == (10, 8)


@pytest.mark.parametrize("code", [NEW, TOWNSHIP])
def test_commands_take_the_old_bank_and_the_old_papers_for_those_of_the_new_township(
    system: System, work: Work, code: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    opened(work, name="抽考")
    new = merged(work)
    actor = Actor("新干事", Role.OFFICER, new)
    monkeypatch.setattr(bank_commands, "working", lambda _shell, reading=True: system.work(actor, reading=reading))
    assert f"{len(ITEMS)} 道题写进了 题.xlsx" in run("export", "题.xlsx", "--division", code).stdout
    told = json.loads(run("import", "题.xlsx", "--division", code, "--json").stdout)
    assert (told["division"], told["added"], told["unchanged"]) == (NEW, 0, len(ITEMS))
    run("print", "抽考", "--division", code, "-o", "卷")
    assert len(list(Path("卷").iterdir())) == 3
    with system.work(reading=True) as again:
        assert again.count(sa.select(Question).where(col(Question.code) == "S1")) == 1


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(program, ["exam", *arguments], prog_name="fscore")
    assert result.exit_code == 0, result.output
    return result
