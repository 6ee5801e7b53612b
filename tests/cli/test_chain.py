"""The chain of responsibility on the command line."""

from tests.cli.conftest import MESSY, Run
from tests.cli.documents import read

KEYS = {"level", "division", "post", "person", "phone", "gap"}


def test_the_chain_leads_from_the_village_to_the_district(demo: Run) -> None:
    document = read(demo("chain", "990101101200", "--json"))
    assert set(document) >= {"target", "on", "links"}
    assert (document["target"], document["on"]) == ("990101101200", "2023-12-31")
    levels = [link["level"] for link in document["links"]]
    assert levels == ["village", "village", "township", "township", "district"]
    for link in document["links"]:
        assert set(link) >= KEYS
        assert link["gap"] is None
        assert link["phone"].startswith("154")


def test_a_post_that_nobody_holds_is_a_named_gap_and_no_fault(demo: Run) -> None:
    document = read(demo("chain", "990101101200", "--on", "2021-12-31", "--json"))
    assert [link["person"] for link in document["links"]] == [None] * 5
    assert document["links"][1]["gap"].endswith("没有食品安全联络员")
    assert "（空缺：" in demo("chain", "990101101200", "--on", "2021-12-31").stdout


def test_a_short_code_and_a_business_by_name_or_number_are_found(demo: Run) -> None:
    assert read(demo("chain", MESSY[:9], "--json"))["target"] == MESSY
    assert demo("chain", "990199", status=1).stderr == "fscore: 没有这个区划或经营主体：990199000000\n"
    by_number = read(demo("chain", "1", "--json"))
    assert by_number["links"][0]["post"] == "principal"
    assert read(demo("chain", by_number["name"], "--json"))["links"] == by_number["links"]


def test_the_business_day_is_said_unless_a_day_is_asked_for(demo: Run) -> None:
    assert "按业务日期 2023年12月31日" in demo("chain", MESSY).stdout
    assert "按业务日期" not in demo("chain", MESSY, "--on", "2023年6月1日").stdout


def test_a_village_that_was_merged_away_is_named_and_ends_well(demo: Run) -> None:
    demo("divisions", "merge", "990101101202", "990101101203", "--into", "990101101250", "柳岗村", "--on", "2023-12-31")
    shown = demo("chain", "990101101202").stdout
    assert "2023年12月30日以后已经撤销，由柳岗村接续" in shown
    document = read(demo("chain", "990101101202", "--json"))
    assert document["notice"].endswith("由柳岗村接续")
    assert [link["gap"] == document["notice"] for link in document["links"]] == [True, True, False, False, False]
    before = read(demo("chain", "990101101202", "--on", "2023-12-30", "--json"))
    assert (before["notice"], before["links"][0]["gap"]) == (None, None)
