"""Divisions are merged and split, and no number that was true before becomes another: the demonstration proves it."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import fscore
from fscore.evaluation.succession import Part
from fscore.model.division import Division, Level
from fscore.model.period import year
from fscore.services.chain import chain
from fscore.services.check_summary import explain_summary, verify_summary
from fscore.services.division_changes import merge, split
from fscore.services.figures import breakdown, evidence, listed_indicators, opened, reading, readings
from fscore.services.network import overlaps, vacancies
from fscore.services.reminders import reminders
from fscore.services.system import System
from fscore.services.work import Work
from fscore.services.write_summary import write_summary
from tests.conftest import SECRET, officer

DISTRICT, TOWN, OTHER = "990101000000", "990101101000", "990101102000"
FIRST, SECOND = "990101101200", "990101101201"
YEAR = year(2023)
NEW_YEAR = date(2024, 1, 1)
PER_TOWNSHIP = {"I11", "I14"}
"""They are of so many things per township: of fewer townships, fewer."""
PER_VILLAGE = {"I01", "I04", "I05", "I08", "I45", "X01", "X09", "X90"}


@pytest.fixture
def system(demonstration: Path, tmp_path: Path) -> Iterator[System]:
    """The demonstration half a year later, when divisions are changed."""
    path = tmp_path / "demonstration.db"
    shutil.copyfile(demonstration, path)
    made = fscore.open(f"sqlite:///{path}", secret=SECRET)
    made.set_business_day(date(2024, 6, 30))
    yield made
    made.engine.dispose()


def numbers(work: Work, place: Division) -> dict[str, tuple[object, ...]]:
    """Return every indicator of the year with what it rests on."""
    return {
        one.indicator.id: (
            one.value.state,
            one.value.part,
            one.value.whole,
            one.target,
            evidence(work, one.indicator.id, place, YEAR),
        )
        for one in readings(work, place, YEAR)
    }


def lines(work: Work, place: Division, level: Level) -> dict[str, list[tuple[object, ...]]]:
    """Return the breakdown of some indicators: shares of units, counts, sums, reports, per head."""
    return {
        code: [
            (line.division.id if line.division is not None else None, line.value.part, line.value.whole)
            for line in breakdown(work, code, place, YEAR, level)
        ]
        for code in ("I01", "I07", "I14", "I38", "D09", "D10")
    }


def split_in_two(work: Work, code: str) -> None:
    homes = {
        child.code: code if place % 2 else "990101108000"
        for place, child in enumerate(work.children(work.division(code)))
        if child.valid_to is None
    }
    split(work, code, [Part(code, "甲镇"), Part("990101108000", "乙镇")], date(2024, 3, 1), homes)


def test_no_number_of_the_year_before_changes_for_any_unit_old_or_above(system: System) -> None:
    with system.work() as work:
        ids = [work.division(code).id for code in (DISTRICT, TOWN, OTHER, FIRST)]
        before = [numbers(work, work.place(one)) for one in ids]
        told = [lines(work, work.place(one), level) for one in ids[:2] for level in (Level.TOWNSHIP, Level.VILLAGE)]
    with system.work() as work:
        merge(work, [FIRST, SECOND], Part("990101101250", "合村"), NEW_YEAR)
        merge(work, [TOWN, OTHER], Part(TOWN, "大镇"), date(2024, 2, 1))
        split_in_two(work, TOWN)
    with system.work(reading=True) as work:
        assert len(before[0]) > 100
        for one, expected in zip(ids, before, strict=True):
            assert numbers(work, work.place(one)) == expected
        assert told == [
            lines(work, work.place(one), level) for one in ids[:2] for level in (Level.TOWNSHIP, Level.VILLAGE)
        ]


def test_a_second_change_of_a_unit_leaves_the_days_between_what_they_were(system: System) -> None:
    """What had passed on by then belongs, for these days, to the unit of then and not to the one of today."""
    with system.work() as work:
        (village,) = merge(work, [FIRST, SECOND], Part("990101101250", "合村"), date(2023, 3, 1)).opened
        (town,) = merge(work, [TOWN, OTHER], Part("990101109000", "大镇"), date(2023, 4, 1)).opened
        before = [numbers(work, one) for one in (town, village)]
        told = [link.person for link in chain(work, village, date(2023, 12, 31))]
        assert None not in told
    with system.work() as work:
        merge(work, ["990101101250", "990101101202"], Part("990101101260", "新村"), date(2024, 2, 1))
        split_in_two(work, "990101109000")
    with system.work(reading=True) as work:
        assert [numbers(work, work.place(one.id)) for one in (town, village)] == before
        assert [link.person for link in chain(work, work.place(village.id), date(2023, 12, 31))] == told


def test_the_new_township_has_what_both_had_and_its_officer_sees_it(system: System) -> None:
    with system.work() as work:
        old = [numbers(work, work.division(code)) for code in (TOWN, OTHER)]
        (new,) = merge(work, [TOWN, OTHER], Part("990101109000", "大镇"), NEW_YEAR).opened
    with system.work(officer(new), reading=True) as work:
        for code in ("I01", "I03", "I07", "I20", "I22", "I38", "X10", "X90"):
            value = reading(work, code, new, YEAR).value
            assert value.part == sum(one[code][1] or 0 for one in old), code
            assert value.whole in (None, sum(one[code][2] or 0 for one in old)), code


def test_a_merge_within_the_year_leaves_every_total_of_the_district(system: System) -> None:
    """Only what is of so many per township is of fewer; whoever held a post, and what was signed, goes on."""
    with system.work() as work:
        district = work.division(DISTRICT)
        before = numbers(work, district)
        merge(work, [TOWN, OTHER], Part("990101109000", "大镇"), date(2023, 7, 1))
        after = numbers(work, district)
        differing = {code for code in before if before[code][:3] != after[code][:3]}
        assert differing == PER_TOWNSHIP


def test_two_villages_that_become_one_are_one_with_all_that_both_had(system: System) -> None:
    with system.work() as work:
        district = work.division(DISTRICT)
        before = numbers(work, district)
        gaps = len(vacancies(work, district, work.today))
        (new,) = merge(work, [FIRST, SECOND], Part("990101101250", "合村"), date(2023, 12, 31)).opened
        after = numbers(work, district)
        for code in PER_VILLAGE:
            assert after[code][1] == before[code][1] - 1, code  # type: ignore[operator]
            assert after[code][2] in (None, before[code][2] - 1 if before[code][2] else None), code  # type: ignore[operator]
        assert {code for code in before if before[code][:3] != after[code][:3]} - {"D10"} == PER_VILLAGE
        assert new.id not in {one.division.id for one in vacancies(work, district, work.today)}
        assert len(vacancies(work, district, work.today)) == gaps
        assert {one.held for one in overlaps(work, district, work.today) if one.division.id == new.id} == {2}
        told = {one.code for one in reminders(work, new, date(2023, 12, 31), 1000)}
        assert told.isdisjoint({"pledges.letter-unsigned", "meetings.plan", "budget.match", "network.vacant"})


def test_a_summary_of_the_old_township_is_borne_out_when_a_new_one_has_its_code(system: System) -> None:
    with system.work() as work:
        content = write_summary(work, work.division(TOWN), 2023).content
        merge(work, [TOWN, OTHER], Part(TOWN, "青禾镇"), NEW_YEAR)
        of_both = write_summary(work, work.division(TOWN), 2023).content
    with system.work(reading=True) as work:
        for one in (content, of_both):
            verdict = verify_summary(work, one)
            assert verdict.ok
            assert {finding.state for finding in verdict.findings} == {"unchanged"}
        first = explain_summary(work, content, "I20")[0]
        both = explain_summary(work, of_both, "I20")[0]
        assert first.counted.size < both.counted.size


def test_who_has_one_part_lists_nothing_of_the_other_through_the_closed_township(system: System) -> None:
    with system.work() as work:
        town = work.division(TOWN)
        split_in_two(work, TOWN)
        part = work.division(TOWN)
    with system.work(officer(part), reading=True) as work:
        closed = work.place(town.id)
        counted, _measured = opened(work, "X10", closed, year(2024))
        assert counted.size == 83, "the number is that of the township that was"
        assert 0 < len(counted.records) < 83
        assert all(work.place(one.division_id).under(part) for one in counted.records)
        assert all(one.division.under(part) for one in reminders(work, closed, work.today))


def test_every_indicator_is_asked_for_a_closed_township_too(system: System) -> None:
    with system.work() as work:
        town = work.division(TOWN)
        asked = [one.id for _plugin, one in listed_indicators(work, town)]
        merge(work, [TOWN, OTHER], Part("990101109000", "大镇"), NEW_YEAR)
        assert [one.id for _plugin, one in listed_indicators(work, work.place(town.id))] == asked
