"""The annual summary of a township: written from records, explained by them, verified against them."""

import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import attrs
import pytest
import sqlalchemy as sa

import fscore
from fscore.documents import BoundFigure, Document, Paragraph, bind, runs, write
from fscore.errors import NotFound, NotPossible, RefusedFile, UnknownCode
from fscore.evaluation.wording import value_text
from fscore.model.division import Division
from fscore.model.period import year
from fscore.model.posts import Appointment, Post
from fscore.model.switching import SwitchKind
from fscore.services.check_summary import explain_summary, verify_summary
from fscore.services.figures import reading, readings
from fscore.services.switching import turn
from fscore.services.system import System
from fscore.services.work import Work
from fscore.services.write_summary import document_key, facts, figure, write_summary
from fscore.storage.columns import col
from fscore.testing.contract import FACTS
from fscore_annual.model import Problem, ProblemCategory
from fscore_cooks.model import RuralCook
from fscore_events.model import EventProtection
from tests.conftest import SECRET, TODAY, liaison, officer

TOWN, MESSY = "990101101000", "990101102000"


@pytest.fixture
def system(demonstration: Path, tmp_path: Path) -> Iterator[System]:
    """A copy of the demonstration that may be changed."""
    path = tmp_path / "copy.db"
    shutil.copy(demonstration, path)
    made = fscore.open(f"sqlite:///{path}", secret=SECRET)
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    """Work on it."""
    with system.work() as begun:
        yield begun


def edited(content: bytes, change: Callable[[str], str]) -> bytes:
    """The file with its text changed by hand."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == "word/document.xml":
                text = data.decode()
                assert change(text) != text
                data = change(text).encode()
            after.writestr(name, data)
    return out.getvalue()


def words(content: bytes) -> str:
    """The text of a file."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        found: list[str] = re.findall("<w:t[^>]*>([^<]*)</w:t>", package.read("word/document.xml").decode())
    return "".join(found)


def remove_a_liaison(work: Work) -> None:
    """Take one liaison of the model township out of post."""
    place = work.division("990101101200")
    post = sa.select(Appointment).where(col(Appointment.division_id) == place.id, col(Appointment.post) == Post.LIAISON)
    appointment = work.first(post)
    assert appointment is not None
    work.change(appointment, {"ends_on": date(2023, 12, 30)})


def test_the_same_records_give_the_same_file(work: Work) -> None:
    """To the byte, and every figure in it is that of the indicator today."""
    town = work.division(TOWN)
    written = write_summary(work, town, 2023)
    assert write_summary(work, town, 2023).content == written.content
    assert written.title == "青禾镇2023年食品安全工作总结"
    assert {"I01", "I04", "I38"} <= {one.id for one in written.figures}
    text = words(written.content)
    for one in written.figures:
        assert one.text in text
    assert "24名" in text
    verdict = verify_summary(work, written.content)
    assert verdict.ok
    assert {one.state for one in verdict.findings} == {"unchanged"}


@pytest.mark.regime("R67")
def test_one_digit_changed_by_hand_is_that_figure_altered(work: Work) -> None:
    """And no other; the file is not as it was signed."""
    content = write_summary(work, work.division(TOWN), 2023).content
    forged = edited(content, lambda xml: xml.replace(">230<", ">280<", 1))
    verdict = verify_summary(work, forged)
    altered = [one for one in verdict.findings if one.state == "altered"]
    assert [(one.figure.id, one.text, one.then, one.now) for one in altered] == [("I38", "280", "230", "230")]
    assert not verdict.ok


def test_one_record_changed_is_a_figure_changed(work: Work) -> None:
    """Both values are told, the file itself is in order, and figures of other records are unchanged."""
    content = write_summary(work, work.division(TOWN), 2023).content
    remove_a_liaison(work)
    verdict = verify_summary(work, content)
    assert verdict.ok
    changed = {one.figure.id: (one.then, one.now) for one in verdict.findings if one.state == "changed"}
    assert changed["I03"] == ("24", "23")
    assert "I38" not in changed
    assert "I02" not in changed


def test_an_incident_that_came_to_light_since_changes_that_there_was_none(work: Work) -> None:
    """未发生 is a figure like any other: verified, it is no longer what the records say."""
    content = write_summary(work, work.division(TOWN), 2023).content
    event = work.first(sa.select(EventProtection).where(col(EventProtection.incidents) == 0))
    assert event is not None
    work.change(event, {"incidents": 1})
    found = {one.figure.id: one for one in verify_summary(work, content).findings}
    assert (found["I44"].state, found["I44"].then, found["I44"].now) == ("changed", "未发生", None)
    assert found["I41"].state == "unchanged"


def test_other_records_behind_the_same_number_are_told(work: Work) -> None:
    """The number stands, and what it rests on is not what it rested on."""
    content = write_summary(work, work.division(TOWN), 2023).content
    remove_a_liaison(work)
    village = work.division("990101101005")
    other = work.first(sa.select(Appointment).where(col(Appointment.post) == Post.FIRST_RESPONSIBLE))
    assert other is not None
    work.add(
        Appointment(division_id=village.id, person_id=other.person_id, post=Post.LIAISON, starts_on=date(2023, 1, 1))
    )
    found = {one.figure.id: one for one in verify_summary(work, content).findings}
    assert (found["I03"].state, found["I03"].same_evidence) == ("unchanged", False)
    assert (found["I01"].state, found["I01"].same_evidence) == ("unchanged", False)
    assert found["I38"].same_evidence is True


def test_a_figure_is_explained_by_its_records(work: Work) -> None:
    """As many records as the number says; an id that the file does not have is named."""
    content = write_summary(work, work.division(TOWN), 2023).content
    explained = {(one.figure.id, one.printed): one for one in explain_summary(work, content)}
    assert len(explained["I03", "part"].counted.records) == 24
    assert len(explained["I38", "part"].counted.records) == 230
    assert [len(side.records) for _name, side in explained["I04", "both"].sides] == [25, 25]
    assert {one.figure.id for one in explain_summary(work, content, "I38")} == {"I38"}
    keys = [one.key for each in explained.values() for one in each.bound]
    assert len(explained) < len(keys) == len(set(keys))  # what is printed again is told once
    with pytest.raises(UnknownCode, match="这个文件里没有指标 I99"):
        explain_summary(work, content, "I99")
    with pytest.raises(RefusedFile):
        verify_summary(work, b"not a file of Word")


def test_a_module_that_is_off_leaves_no_trace(system: System) -> None:
    """No figure, no gap, no contradiction, no sentence; and off is off for a file of before, too."""
    with system.work() as work:
        before = write_summary(work, work.division(TOWN), 2023)
    turn(system, "banquets", SwitchKind.DISABLE, TOWN)
    with system.work() as work:
        written = write_summary(work, work.division(TOWN), 2023)
        assert not {one.id for one in written.figures} & {"I38", "I39", "I40", "D03", "D04"}
        assert "聚餐" not in words(written.content)
        assert "酒席" not in words(written.content)
        assert not [one for one in (*written.gaps, *written.contradictions) if "聚餐" in one.text or "酒席" in one.text]
        found = {one.figure.id: one for one in verify_summary(work, before.content).findings}
        assert (found["I38"].state, found["I38"].now) == ("changed", None)


def test_without_the_module_of_the_report_there_is_none(system: System) -> None:
    """And it is said which one to switch on."""
    turn(system, "annual", SwitchKind.DISABLE, TOWN)
    with system.work() as work, pytest.raises(NotPossible, match="青禾镇没有启用年度总结模块"):
        write_summary(work, work.division(TOWN), 2023)


def test_what_does_not_fit_is_said_before_anybody_signs(work: Work) -> None:
    """Coverage that is not full, with who is missing; targets that are not met; rules that nobody has compared."""
    written = write_summary(work, work.division(TOWN), 2023)
    found = [(one.code, one.text) for one in written.contradictions]
    coverage = [text for code, text in found if code == "coverage" and "监管网络" in text]
    assert len(coverage) == 1
    assert "24/25" in coverage[0]
    assert work.division("990101101005").name in coverage[0]
    assert "unverified-rule" in {code for code, _text in found}
    messy = write_summary(work, work.division(MESSY), 2023)
    assert len([one for one in messy.contradictions if one.code in ("coverage", "below-target")]) > len(coverage)


@pytest.mark.regime("R64")
def test_numbers_and_years_that_somebody_typed_are_pointed_at(work: Work) -> None:
    """They come from no record, so nobody can verify them; another year does not belong into this report."""
    town = work.division(TOWN)
    text = "2021年以来人手少，只有3个人。"
    work.add(Problem(division_id=town.id, year=2023, text=text, category=ProblemCategory.WORKLOAD))
    written = write_summary(work, town, 2023)
    assert text in words(written.content)
    said = {one.code: one.text for one in written.contradictions if "人手少" in one.text}
    assert set(said) == {"mixed-years", "unbound-number"}
    assert "2021" in said["mixed-years"]
    assert "3个" in said["unbound-number"] or "3" in said["unbound-number"]


def test_a_rate_without_its_whole_is_a_gap_and_no_sentence(work: Work) -> None:
    """A township without a profile says nothing of its area, and the gap is listed."""
    messy = work.division(MESSY)
    assert reading(work, "X05", messy, year(2023)).value.number is None
    written = write_summary(work, messy, 2023)
    assert "幅员面积" not in words(written.content)
    assert [one.text for one in written.gaps if one.text.startswith("X05")] == ["X05 幅员面积：还没有登记，这句没有写"]


def test_the_year_before_has_no_numbers_of_this_year(work: Work) -> None:
    """A report of another year is of that year's records."""
    town = work.division(TOWN)
    written = write_summary(work, town, 2022)
    assert written.title == "青禾镇2022年食品安全工作总结"
    assert reading(work, "I38", town, year(2022)).value.part == 0
    assert work.today == TODAY


def test_a_file_of_another_place_is_refused_and_not_called_changed(system: System) -> None:
    """To somebody who may not see the township; its own officer gets the verdict."""
    with system.work() as work:
        content = write_summary(work, work.division(TOWN), 2023).content
        village, town, messy = (work.division(code) for code in ("990101101200", TOWN, MESSY))
    for stranger in (liaison(village), officer(messy)):
        with system.work(stranger) as work, pytest.raises(NotFound, match="没有这个区划"):
            verify_summary(work, content)
    with system.work(officer(town)) as work:
        assert {one.state for one in verify_summary(work, content).findings} == {"unchanged"}


def test_a_place_or_an_indicator_that_is_gone_says_nothing_any_more(work: Work) -> None:
    """To somebody who sees everything; the file itself is in order."""
    town = work.division(TOWN)
    known = figure(work, work.system.plugins.indicators["I01"][1], town, year(2023), proven=True)
    bound = BoundFigure.of(known)
    assert bound is not None
    gone = attrs.evolve(bound, id="I99")
    nowhere = attrs.evolve(bound, division="990199199000")
    document = bind(Document(title="总结", blocks=(Paragraph(runs(bound, "、", gone, "、", nowhere)),)))
    verdict = verify_summary(work, write(document, document_key(work)))
    assert verdict.ok
    assert [(one.state, one.now is None) for one in verdict.findings] == [
        ("unchanged", False),
        ("changed", True),
        ("changed", True),
    ]


def test_two_figures_exchanged_by_hand_are_both_named(work: Work) -> None:
    """Though every number is still there."""
    content = write_summary(work, work.division(TOWN), 2023).content

    def exchanged(xml: str) -> str:
        controls = re.findall("<w:sdt>.*?</w:sdt>", xml)
        first, second = (next(one for one in controls if f'w:val="{id_}-' in one) for id_ in ("I38", "X12"))
        return xml.replace(first, "\ufffd").replace(second, first).replace("\ufffd", second)

    verdict = verify_summary(work, edited(content, exchanged))
    assert not verdict.ok
    altered = {one.figure.id: one.text for one in verdict.findings if one.state == "altered"}
    assert set(altered) == {"I38", "X12"}
    assert altered["I38"] == "230（不在原来的地方）"


@pytest.mark.parametrize("code", ["990101000000", "990101101200"])
def test_only_a_township_has_a_summary(work: Work, code: str) -> None:
    """The sections are a township's words; of any other place it is said, and what to look at instead."""
    with pytest.raises(NotPossible, match=r"年度总结按乡镇写，.+不是乡镇。选一个乡镇"):
        write_summary(work, work.division(code), 2023)


@pytest.mark.parametrize(
    ("name", "area", "government"),
    [
        ("青禾镇", "全镇", "镇政府"),
        ("乱石乡", "全乡", "乡政府"),
        ("和平街道", "全街道", "街道办事处"),
        ("和平街道办事处", "全街道", "街道办事处"),
        ("红旗农场", "全辖区", "管理机构"),
    ],
)
def test_a_township_is_called_what_it_is(work: Work, name: str, area: str, government: str) -> None:
    """A 乡 has no 镇政府, and every fact is one that templates are checked against."""
    found = facts(attrs.evolve(work.division(TOWN), name=name), year(2023), TODAY)
    assert (found["area"], found["government"], found["township"]) == (area, government, name)
    assert set(found) == set(FACTS)


def test_the_summary_of_a_xiang_speaks_of_no_zhen(work: Work) -> None:
    """Neither the sections of the core nor those of any plugin that is on there."""
    text = words(write_summary(work, work.division(MESSY), 2023).content).split("数字来源表")[0]
    assert "全乡" in text
    assert "同乡政府签订" in text
    assert not re.search("全镇|镇政府|镇财政", text)


def test_none_of_none_is_not_said_to_be_all_done(work: Work) -> None:
    """Of a year without a case it says that there was none, not that all are closed; no check found nothing wrong."""
    text = words(write_summary(work, work.division(TOWN), 2021).content).split("数字来源表")[0]
    assert "全年没有发现无证无照经营。" in text
    assert "全年没有检查农资店和种养户。" in text
    assert "已全部办结" not in text
    assert "违规使用" not in text
    assert "保障期间" not in text
    now = words(write_summary(work, work.division(TOWN), 2023).content)
    assert "全年发现无证无照经营3件，到期末已全部办结，未结案件0件。" in now
    assert "全年检查农资店和种养户24次，未发生违规使用、销售投入品的情况。" in now


def test_a_figure_whose_module_is_off_by_now_is_explained_by_that(system: System) -> None:
    """No list is not an empty list."""
    with system.work() as work:
        content = write_summary(work, work.division(TOWN), 2023).content
    turn(system, "banquets", SwitchKind.DISABLE, TOWN)
    with system.work() as work:
        (found,) = explain_summary(work, content, "I38")
        assert "没有启用" in str(found.unknown)
        assert explain_summary(work, content, "I03")[0].unknown is None


def test_a_rate_of_cooks_that_nobody_registered_is_refused_and_named(work: Work) -> None:
    """Batches were trained, so the rate belongs into the text; without a single cook on record there is none."""
    town = work.division(TOWN)
    inside = sa.select(col(Division.id)).where(col(Division.township_id) == town.id)
    for cook in work.all(sa.select(RuralCook).where(col(RuralCook.division_id).in_(inside))):
        work.remove(cook, "没有登记过")
    written = write_summary(work, town, 2023)
    text = words(written.content).split("数字来源表")[0]
    assert "全镇没有登记在册的农村厨师。" in text
    assert "举办农村厨师培训3批。" in text
    assert "持证率" not in text.split("登记在册的农村厨师")[1].split("健全长效机制")[0]
    named = [one.text for one in written.gaps if one.text.startswith("I17")]
    assert named == ["I17 农村厨师持证率：没有要算的，这句没有写"]


def test_what_is_known_is_told_though_not_everything_was_reported(work: Work) -> None:
    """An incident on record stands in the text, and so does that nobody knows of others; nowhere is there none."""
    written = write_summary(work, work.division(MESSY), 2023)
    text = words(written.content).split("数字来源表")[0]
    assert "已接报食品安全事故1起，没有在规定时限内首报；零报告没有报全，是否还有其他事故还不能下结论。" in text
    assert "未发生" not in text
    assert "I41 食品安全事故数：零报告没有报全，或者报了的事故没有登记，不能写成没有发生" in [
        one.text for one in written.gaps
    ]


def test_missed_targets_are_problems_that_nobody_has_to_write(work: Work) -> None:
    """Each missed target of the township with its figure, bound like any other, below a heading that says why."""
    written = write_summary(work, work.division(MESSY), 2023)
    text = words(written.content).split("数字来源表")[0].split("二、存在的困难和问题")[1]
    problems, steps = text.split("三、下一步工作打算")
    missed = [one for one in readings(work, work.division(MESSY), year(2023)) if one.met is False]
    assert len(missed) > 40
    for one in missed:
        assert f"{one.indicator.label}{value_text(one.value)}" in problems
    assert "部分工作没有达到年度目标" in problems
    assert "逐项列出清单" in steps
    assert {one.code for one in written.gaps} >= {"empty-part", "not-reported"}
    assert verify_summary(work, written.content).ok


def test_the_model_township_prints_every_figure_that_the_law_of_the_office_asks(work: Work) -> None:
    """In the text and not only in the annex; headings down to the fourth level."""
    written = write_summary(work, work.division(TOWN), 2023)
    text = words(written.content).split("数字来源表")[0]
    printed = {one.id for one in written.figures}
    assert {f"I{number:02d}" for number in range(1, 47)} <= printed
    for words_of_none in ("未发生违规使用", "已全部办结", "未发生自办酒席", "未发生食品安全事故"):
        assert words_of_none in text
    for heading in ("一、工作开展情况", "（四）突出重点", "1. 把好各道关口", "（4）把好消费关", "（五）加强培训"):
        assert heading in text
    assert "（社区）全部同镇政府签订食品安全责任状" in text


def test_a_missed_target_reads_as_a_sentence(work: Work) -> None:
    """What has to be zero is equal to zero, and a rate has to be 以上."""
    said = [one.text for one in write_summary(work, work.division(MESSY), 2023).contradictions]
    assert "投入品违规案件数是 1 件，没有达到目标（等于 0 件）" in said
    assert "餐饮单位量化分级率是 66.6%，没有达到目标（95%以上）" in said


def test_a_year_that_is_not_over_is_said_to_run(system: System) -> None:
    """Its numbers go up to the business day; the last day of the year ends it."""
    with system.work() as work:
        ended = write_summary(work, work.division(TOWN), 2023)
        assert "year-not-over" not in {one.code for one in ended.contradictions}
    system.set_business_day(date(2023, 12, 30))
    with system.work() as work:
        running = write_summary(work, work.division(TOWN), 2023)
        assert [one.text for one in running.contradictions if one.code == "year-not-over"] == [
            "2023年还没有过完，数字只到业务日期 2023年12月30日"
        ]
        with pytest.raises(NotPossible, match="2024年还没有开始"):
            write_summary(work, work.division(TOWN), 2024)


def test_who_is_missing_is_told_only_where_both_sides_list_the_same(work: Work) -> None:
    """Reports out of villages, visits out of custodies, quarters out of townships: no names, and none accused."""
    messy = work.division(MESSY)
    told = {one.text.split("是")[0]: one.text for one in write_summary(work, messy, 2023).contradictions}
    named = {id_: told[reading(work, id_, messy, year(2023)).indicator.label] for id_ in ("D10", "D02", "I11", "I14")}
    for id_, text in named.items():
        assert "不到全部" in text, id_
        assert "还差" not in text, id_
    assert "还差" in told[reading(work, "I01", messy, year(2023)).indicator.label]
