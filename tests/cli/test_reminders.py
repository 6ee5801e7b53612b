"""Reminders on the command line."""

from tests.cli.conftest import MESSY, MODEL, Run
from tests.cli.documents import read


def test_reminders_have_the_promised_shape_and_end_well(demo: Run) -> None:
    document = read(demo("reminders", "--division", MESSY, "--json"))
    assert document["on"] == "2023-12-31"
    assert len(document["reminders"]) > 3
    for one in document["reminders"]:
        assert {"code", "title", "division", "person", "due", "state", "record", "rule"} <= set(one)
        assert one["state"] in {"due", "late", "expiring"}
    days = [one["due"] for one in document["reminders"]]
    assert days == sorted(days)


def test_a_vacant_post_is_reminded_of_in_words(demo: Run) -> None:
    shown = demo("reminders", "--division", MODEL).stdout
    assert "按业务日期 2023年12月31日" in shown
    vacant = next(line for line in shown.splitlines() if "缺联络员" in line)
    assert vacant.startswith("2023-12-31")
    assert "（没有人）" in vacant
    assert vacant.endswith("每个村（社区）至少有一名在任联络员：1 人")


def test_on_another_day_other_things_are_due(demo: Run) -> None:
    early = read(demo("reminders", "--division", MESSY, "--on", "2023-01-02", "--json"))
    assert early["on"] == "2023-01-02"
    assert early["reminders"] != read(demo("reminders", "--division", MESSY, "--json"))["reminders"]
