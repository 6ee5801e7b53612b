"""How a page says by when something is to be seen to."""

from datetime import date

import pytest

from fscore.extension.declarations import Urgency
from fscore.labels import Text, _
from fscore.model.division import Division, DivisionKind, Level
from fscore.services.reminders import Due
from fscore_admin import dues

TODAY = date(2023, 12, 31)


@pytest.mark.parametrize(
    ("due", "doubt", "until"),
    [
        (date(2023, 3, 1), "", "3月1日"),
        (date(2021, 3, 1), "", "2021年3月1日"),
        (date(2024, 1, 4), "2024 年的放假安排还没有公布", "2024年1月4日（暂定，放假安排还没有公布）"),
    ],
)
def test_a_day_of_another_year_has_its_year_and_one_that_may_move_says_so(
    monkeypatch: pytest.MonkeyPatch, due: date, doubt: str, until: str
) -> None:
    monkeypatch.setattr(dues, "address_of", lambda _record: None)
    village = Division(code="990101101200", name="向阳村", level=Level.VILLAGE, kind=DivisionKind.VILLAGE)
    one = Due("x.y", "要办的事", village, None, due, Urgency.DUE, village, "x.y", "七天内办：7 天", doubt)
    shown = dues.item(one, TODAY)
    assert (shown.until, shown.basis) == (until, "依据：七天内办：7 天")


def test_english_pages_leave_out_a_rule_whose_title_has_no_english(monkeypatch: pytest.MonkeyPatch) -> None:
    said = _("{title}：{amount}").format(title=Text("七天内办"), amount="7 天")
    assert dues.basis_of(said) == "依据：七天内办：7 天"
    monkeypatch.setattr(dues, "language", lambda: "en")
    assert dues.basis_of(said) == ""
    monkeypatch.setattr(dues, "words", lambda title: f"{title} in English")
    assert dues.basis_of(said) == "依据：七天内办：7 天", "the page says it in English then"
