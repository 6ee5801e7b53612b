"""Records that lie at one level of divisions are not written down at another."""

import pytest

from fscore.errors import InvalidRecord
from fscore.model.operators import TownshipProfile
from fscore.services.system import System
from tests.conftest import officer, places


def test_a_profile_of_a_township_is_not_recorded_for_a_village(system: System) -> None:
    """Its people would be counted twice."""
    there = places(system)
    with system.work(officer(there.town)) as work:
        with pytest.raises(InvalidRecord, match="“镇情”只在乡镇登记，向阳村不是"):
            work.add(TownshipProfile(division_id=there.village.id, year=2023, population=1000))
        with pytest.raises(InvalidRecord, match="向阳村不是"):
            work.insert([TownshipProfile(division_id=there.village.id, year=2023, population=1000)])
        assert work.add(TownshipProfile(division_id=there.town.id, year=2023, population=1000)).id
