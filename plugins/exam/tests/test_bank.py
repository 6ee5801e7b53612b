"""The bank keeps a question once, takes a corrected one as a new version, and never changes one that was used."""

from decimal import Decimal
from pathlib import Path

import attrs
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings

from fscore.errors import InvalidRecord, NotPossible, RefusedFile
from fscore.exchange.pictures import made_anew
from fscore.services.system import System
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore_exam.bank import items_of, keep_items, read_items, supersede, use, versions
from fscore_exam.formats.gift_out import write_gift
from fscore_exam.formats.moodle_xml_out import write_moodle_xml
from fscore_exam.formats.sheet import write_sheet
from fscore_exam.model import Question, QuestionOption, QuestionState
from fscore_exam.questions import EmbeddedFile, Item, Option, QuestionKind
from plugins.exam.tests.conftest import ITEMS, MULTIPLE, TOWNSHIP, opened, single
from plugins.exam.tests.strategies import good, items
from tests.exchange.photos import motley, photo

PNG = made_anew(photo("PNG"), "PNG", "a.png")
JPEG = motley()


def place(work: Work) -> int:
    return work.division(TOWNSHIP).id


def all_questions(work: Work) -> list[Question]:
    return list(work.all(sa.select(Question).order_by(col(Question.id))))


def test_what_is_kept_comes_back_as_it_was(work: Work):
    assert items_of(work, all_questions(work)) == ITEMS


@given(items().filter(good).filter(lambda one: all("|" not in tag for tag in one.tags)))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_question_that_can_be_asked_can_be_kept(system: System, item: Item):
    with system.work() as work:  # nothing of it stays
        kept = keep_items(work, place(work), [item], in_use=True).added
        (again,) = items_of(work, kept)
        assert attrs.evolve(again, code=item.code) == item


def test_the_same_file_twice_adds_nothing(work: Work):
    kept = keep_items(work, place(work), ITEMS)
    assert (len(kept.added), len(kept.superseding), len(kept.unchanged)) == (0, 0, len(ITEMS))


def test_a_question_without_a_code_is_known_by_what_it_asks(work: Work):
    nameless = attrs.evolve(single(9), code="")
    assert len(keep_items(work, place(work), [nameless]).added) == 1
    assert len(keep_items(work, place(work), [nameless]).unchanged) == 1


def test_two_questions_of_one_file_with_one_code_are_not_versions_of_each_other(work: Work):
    with pytest.raises(NotPossible, match="“单选题2？”和“单选题1？”编号相同（X），内容不同"):
        keep_items(work, place(work), [attrs.evolve(single(number), code="X") for number in (1, 1, 2)])


def test_one_that_asks_something_else_now_is_a_new_version(work: Work):
    (made,) = keep_items(work, place(work), [attrs.evolve(single(1, 1), stem="改过的？")]).superseding
    found = work.all(sa.select(Question).where(col(Question.code) == "S1").order_by(col(Question.version)))
    assert [(one.version, one.state) for one in found] == [
        (1, QuestionState.SUPERSEDED),
        (2, QuestionState.IN_USE),
    ]
    assert versions(work, work.division(TOWNSHIP), "S1")[0] is made


def test_a_question_that_can_not_be_marked_is_not_put_to_use(work: Work):
    (draft,) = keep_items(work, place(work), [Item(QuestionKind.SINGLE, "？", code="X")]).added
    with pytest.raises(InvalidRecord, match="还不能启用：选项要有 2 到 26 个"):
        use(work, draft)


def test_a_question_that_was_used_is_never_edited(work: Work):
    opened(work)
    used = next(one for one in all_questions(work) if one.frozen_as)
    with pytest.raises(InvalidRecord, match="用过的题不能改"):
        work.change(used, {"stem": "改一改？"})


def test_nor_are_its_options(work: Work):
    opened(work)
    used = next(one for one in all_questions(work) if one.frozen_as)
    option = work.first(sa.select(QuestionOption).where(col(QuestionOption.question_id) == used.id))
    with pytest.raises(InvalidRecord, match="用过的题不能改"):
        work.change(option, {"percent": 0 if option.percent else 100})


def test_nor_are_the_words_of_an_option(work: Work):
    opened(work)
    used = next(one for one in all_questions(work) if one.frozen_as)
    option = work.first(sa.select(QuestionOption).where(col(QuestionOption.question_id) == used.id))
    with pytest.raises(InvalidRecord, match="用过的题不能改"):
        work.change(option, {"text": "别的"})


def test_a_question_that_was_used_is_superseded(work: Work):
    opened(work)
    used = next(one for one in all_questions(work) if one.frozen_as and one.kind is QuestionKind.MULTIPLE)
    made = supersede(work, used, attrs.evolve(MULTIPLE, stem="再问一次：哪些要留样？"))
    assert (made.version, made.frozen_as, used.state) == (2, "", QuestionState.SUPERSEDED)


def test_pictures_are_kept_beside_the_question(work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FSCORE_FILES", str(tmp_path))
    item = Item(QuestionKind.ESSAY, "看图", code="P", files=(EmbeddedFile("stem", "a.png", PNG),))
    assert items_of(work, keep_items(work, place(work), [item]).added) == [item]
    assert len(keep_items(work, place(work), [item]).unchanged) == 1


def test_a_question_whose_photo_was_made_anew_is_still_the_same(
    work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("FSCORE_FILES", str(tmp_path))
    item = Item(QuestionKind.ESSAY, "看图", code="P", files=(EmbeddedFile("stem", "a.jpg", JPEG),))
    written = items_of(work, keep_items(work, place(work), [item]).added)
    assert written[0].files[0].content != JPEG
    for again in (item, written[0]):
        assert len(keep_items(work, place(work), [again]).unchanged) == 1


def test_a_file_is_read_by_its_ending_and_its_first_bytes():
    asked = [single(1), MULTIPLE]
    assert read_items(write_gift(asked), "题.txt") == asked
    assert read_items(write_moodle_xml(asked), "题.xml") == asked
    assert read_items(write_sheet(asked), "题.XLSX") == asked
    headed = "<?xml version='1.0' encoding='UTF-16'?><!--" + "长" * 5000 + "--><assessmentItem/>"
    with pytest.raises(RefusedFile, match="没有 itemBody"):
        read_items(headed.encode("utf-16"), "题.xml")
    with pytest.raises(RefusedFile, match="最外层要是 Moodle 的 quiz 或 QTI 的 assessmentItem，不是 manifest"):
        read_items(b"<manifest/>", "题.xml")
    with pytest.raises(RefusedFile, match=r"只收 \.gift"):
        read_items(b"", "题.docx")


def test_a_tag_that_can_not_be_kept_is_refused(work: Work):
    with pytest.raises(NotPossible, match="标签里不能有"):
        keep_items(work, place(work), [attrs.evolve(single(9), tags=("a|b",))])


def test_options_of_points_too_fine_to_keep_are_refused(work: Work):
    odd = Item(QuestionKind.SHORT, "？", options=(Option("a", Decimal(100)),), points=Decimal("0.12345"))
    with pytest.raises(InvalidRecord, match="分值"):
        keep_items(work, place(work), [odd])
