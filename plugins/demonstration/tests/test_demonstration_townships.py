"""The demonstration townships: one has applied for its acceptance, the other has no plan and a paper found false."""

from collections import Counter
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

import fscore
import fscore_demonstration
from fscore.extension.declarations import Outline
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.scoring import score_subject
from fscore.services.system import System
from fscore_demonstration.model import AcceptanceState, DriveAcceptance
from fscore_demonstration.report import SECTIONS

MODEL, MESSY = "990101101000", "990101102000"


@pytest.fixture(params=["sqlite", "postgresql"])
def system(request: pytest.FixtureRequest) -> Iterator[System]:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    made = fscore.open(url, secret=b"k" * 32, plugins={"demonstration": fscore_demonstration})
    demonstrate(made)
    yield made
    made.engine.dispose()


def test_the_model_township_scores_what_it_said_of_itself_and_the_messy_one_is_vetoed(system: System):
    with system.work(reading=True) as work:
        found, _subject = score_subject(work, "demonstration-township", MODEL, work.today)
        (way,) = work.all(sa.select(DriveAcceptance))
        assert (way.self_score, way.state) == (found.points, AcceptanceState.APPLIED)
        assert found.vetoes == ()
        messy, _subject = score_subject(work, "demonstration-township", MESSY, work.today)
        assert [one.code for one in messy.vetoes] == ["false-record", "plan"]


def test_demonstrations_and_highlights_are_counted(system: System):
    with system.work(reading=True) as work:
        values = {
            (code, place): reading(work, code, work.division(place), year(2023)).value.part
            for code in ("X62", "X63")
            for place in (MODEL, MESSY)
        }
    assert values == {("X62", MODEL): 12, ("X62", MESSY): 0, ("X63", MODEL): 1, ("X63", MESSY): 0}


def test_reminders_show_what_the_messy_township_left_undone(system: System):
    with system.work(reading=True) as work:
        codes = {
            place: Counter(
                one.code for one in reminders(work, work.division(place), work.today) if "demonstration." in one.code
            )
            for place in (MODEL, MESSY)
        }
    assert codes[MODEL] == {}
    assert codes[MESSY] == {
        "demonstration.apply": 1,
        "demonstration.evaluate": 1,
        "demonstration.award-ending": 1,
        "demonstration.evidence-old": 1,
        "demonstration.programme": 1,
    }


def test_highlights_that_are_still_planned_are_next_steps(system: System):
    (section,) = [one for one in SECTIONS if one.place is Outline.PRIORITIES]
    with system.work(reading=True) as work:
        (said,) = section.said(work, work.division(MODEL), year(2023))
    assert said.heading == "特色亮点建设"
    assert said.text.startswith("打造“村级快检点”：")
