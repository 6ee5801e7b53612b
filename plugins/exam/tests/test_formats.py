"""What goes out and comes in again is the same question; what a format can't carry is refused, not changed."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fscore.errors import NotPossible
from fscore_exam.formats.gift_in import read_gift
from fscore_exam.formats.gift_out import write_gift
from fscore_exam.formats.moodle_xml_in import read_moodle_xml
from fscore_exam.formats.moodle_xml_out import write_moodle_xml
from fscore_exam.formats.sheet import read_sheet, write_sheet
from fscore_exam.questions import Item, QuestionKind
from plugins.exam.tests.strategies import good, items

MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(st.lists(items(files=True).filter(good), min_size=1, max_size=3))
@MANY
def test_moodle_xml_brings_back_every_question(asked: list[Item]):
    assert read_moodle_xml(write_moodle_xml(asked), "") == asked


@given(st.lists(items().filter(good).filter(lambda one: one.kind is not QuestionKind.CLOZE), min_size=1, max_size=3))
@MANY
def test_gift_brings_back_every_question(asked: list[Item]):
    try:
        written = write_gift(asked)
    except NotPossible:
        # The notation has no escape for these.
        texts = [text for one in asked for pair in one.pairs for text in (pair.left, pair.right)]
        texts += [option.text for one in asked for option in one.options]
        assert any("->" in text for text in texts)
        return
    assert read_gift(written, "") == asked


@given(st.lists(items().filter(good), min_size=1, max_size=3))
@settings(MANY, max_examples=60)
def test_a_sheet_brings_back_every_question(asked: list[Item]):
    try:
        written = write_sheet(asked)
    except NotPossible:
        # Between left and right stands an arrow; and a cell keeps no line that only Excel's own codes can write.
        assert any("->" in text for one in asked for pair in one.pairs for text in (pair.left, pair.right))
        return
    assert read_sheet(written, "") == asked
