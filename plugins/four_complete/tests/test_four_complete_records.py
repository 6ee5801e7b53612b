"""The four items are answered from the records, the same for the score of a shop and for the figure of a township."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from fscore import Actor
from fscore.errors import NotAllowed
from fscore.evaluation.scoring import Score
from fscore.extension.declarations import Urgency
from fscore.model.attachment import Attachment
from fscore.model.operators import Licence, LicenceKind, Operator, OperatorKind
from fscore.model.period import Period
from fscore.model.roles import Role
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.scoring import score_subject
from fscore.services.work import Work
from fscore.testing.fixtures import COUNTY, PLACES, county, with_required
from fscore_four_complete.model import DemoShopEvaluation, EvaluationState, Occasion

ENDS = date(2023, 6, 30)
TODAY = date(2024, 12, 31)


@pytest.fixture
def work() -> Iterator[Work]:
    system = county(with_required(["four_complete"]), today=TODAY)
    with system.work() as work:
        yield work
    system.engine.dispose()


@pytest.fixture
def shop(work: Work) -> Operator:
    village = work.division(PLACES["甲村"][0])
    return work.add(Operator(division_id=village.id, name="福安副食店", kind=OperatorKind.GROCERY))


@pytest.fixture
def licence(work: Work, shop: Operator) -> Licence:
    return work.add(
        Licence(
            division_id=shop.division_id,
            operator_id=shop.id,
            kind=LicenceKind.FOOD_LICENCE,
            number="JY19901010000001",
            issued_on=date(2020, 7, 1),
            valid_to=ENDS,
        )
    )


@pytest.fixture
def award(work: Work, shop: Operator) -> DemoShopEvaluation:
    return work.add(
        DemoShopEvaluation(
            division_id=shop.division_id,
            operator_id=shop.id,
            applied_on=date(2023, 1, 10),
            state=EvaluationState.AWARDED,
            evaluated_on=date(2023, 2, 10),
            evaluator="李四",
            awarded_on=date(2023, 3, 1),
            licence=True,
            ledger=True,
            invoices=True,
            notice_board=True,
            evidence="照片四张",
        )
    )


def scored(work: Work, shop: Operator, on: date) -> Score:
    return score_subject(work, "four-complete", shop.name, on)[0]


def due(work: Work, code: str, on: date) -> list[tuple[date, Urgency]]:
    found = reminders(work, work.division(COUNTY), on)
    return [(one.due, one.state) for one in found if one.code == f"four_complete.{code}"]


@pytest.mark.usefixtures("licence", "award")
@pytest.mark.parametrize("day", [ENDS - timedelta(1), ENDS, ENDS + timedelta(1), date(2024, 2, 10), date(2024, 2, 11)])
def test_score_and_figure_agree_on_every_day(work: Work, shop: Operator, day: date):
    value = reading(work, "I32", work.division(COUNTY), Period(day, day)).value
    assert (value.part, value.whole) == (int(scored(work, shop, day).passed is True), 1)


@pytest.mark.usefixtures("award")
@pytest.mark.regime("R42")
def test_an_expired_licence_fails_the_item_whatever_the_evaluator_ticked(work: Work, shop: Operator, licence: Licence):
    assert scored(work, shop, ENDS).passed
    expired = scored(work, shop, ENDS + timedelta(1))
    assert expired.passed is False
    (item,) = [node for node in expired.explanation.children if node.code == "licence"]
    assert item.failed
    assert [(one.entity, one.id) for one in item.evidence] == [("licence", licence.id)]
    assert "有效期至2023年6月30日" in str(item.evidence[0])


@pytest.mark.usefixtures("licence")
def test_a_valid_licence_does_not_make_good_what_the_evaluator_did_not_find(
    work: Work, shop: Operator, award: DemoShopEvaluation
):
    work.add(
        DemoShopEvaluation(
            division_id=shop.division_id,
            operator_id=shop.id,
            occasion=Occasion.REVIEW,
            applied_on=date(2023, 5, 1),
            state=EvaluationState.EVALUATED,
            evaluated_on=date(2023, 5, 1),
            evaluator="王五",
            ledger=True,
            invoices=True,
            notice_board=True,
            evidence="照片三张",
        )
    )
    assert scored(work, shop, date(2023, 4, 30)).passed
    assert scored(work, shop, date(2023, 5, 1)).passed is False
    assert award.state is EvaluationState.AWARDED


@pytest.mark.usefixtures("licence", "award")
def test_evidence_older_than_a_year_leaves_the_items_unanswered(work: Work, shop: Operator):
    found = scored(work, shop, date(2024, 2, 11))
    assert [item.code for item in found.missing] == ["ledger", "invoices", "notice-board"]


@pytest.mark.usefixtures("licence")
def test_a_shop_that_was_never_evaluated_has_only_its_licence_answered(work: Work, shop: Operator):
    found = scored(work, shop, ENDS)
    assert found.passed is None
    assert [item.code for item in found.missing] == ["ledger", "invoices", "notice-board"]


@pytest.mark.usefixtures("licence")
def test_the_photos_of_an_evaluation_are_the_evidence_of_its_items(
    work: Work, shop: Operator, award: DemoShopEvaluation
):
    photo = work.add(
        Attachment(
            division_id=shop.division_id,
            subject="demo_shop_evaluation",
            subject_id=award.id,
            sha256="0" * 64,
            filename="台账.jpg",
            media_type="image/jpeg",
            size=1,
        )
    )
    (ledger,) = [node for node in scored(work, shop, ENDS).explanation.children if node.code == "ledger"]
    assert [(one.entity, one.id) for one in ledger.evidence] == [
        ("demo_shop_evaluation", award.id),
        ("attachment", photo.id),
    ]


@pytest.mark.usefixtures("licence", "award")
def test_the_licence_of_a_shop_is_told_early_again_and_on_its_last_day(work: Work):
    def told(days: int) -> list[str]:
        codes = ("licence-first", "licence-second", "licence-last")
        return [code for code in codes if due(work, code, ENDS - timedelta(days))]

    assert told(31) == []
    assert told(30) == told(8) == ["licence-first"]
    assert told(7) == told(1) == ["licence-second"]
    assert told(0) == told(-100) == ["licence-last"]
    assert due(work, "licence-last", ENDS) == [(ENDS, Urgency.DUE)]
    assert due(work, "licence-last", ENDS + timedelta(1)) == [(ENDS, Urgency.LATE)]


@pytest.mark.usefixtures("licence")
def test_the_licence_of_a_shop_without_award_is_nobodys_reminder_here(work: Work):
    assert due(work, "licence-last", ENDS) == []


@pytest.mark.usefixtures("licence")
def test_a_shop_is_to_be_reviewed_a_year_after_it_was_last_evaluated(
    work: Work, shop: Operator, award: DemoShopEvaluation
):
    assert due(work, "review", date(2024, 1, 10)) == []
    assert due(work, "review", date(2024, 1, 11)) == [(date(2024, 2, 10), Urgency.DUE)]
    assert due(work, "review", date(2024, 2, 11)) == [(date(2024, 2, 10), Urgency.LATE)]
    work.add(
        DemoShopEvaluation(
            division_id=shop.division_id,
            operator_id=shop.id,
            occasion=Occasion.REVIEW,
            applied_on=date(2024, 2, 1),
            state=EvaluationState.EVALUATED,
            evaluated_on=date(2024, 2, 1),
            evaluator="王五",
        )
    )
    assert due(work, "review", date(2024, 2, 11)) == []
    work.change(award, {"state": "revoked", "revoked_on": "2024-03-01"})
    assert due(work, "review", date(2025, 6, 1)) == []


def test_a_liaison_files_an_application_and_evaluates_none(work: Work, shop: Operator):
    unit = work.place(shop.division_id)
    work.commit()
    about = {"division_id": shop.division_id, "operator_id": shop.id, "applied_on": date(2023, 5, 1)}
    found = {"evaluated_on": date(2023, 5, 2), "evaluator": "周联络"}
    with work.system.work(Actor("周联络", Role.LIAISON, unit)) as own:
        filed = own.create(DemoShopEvaluation, about)
        for state in EvaluationState.EVALUATED, EvaluationState.AWARDED:
            with pytest.raises(NotAllowed, match="村级联络员不能把“状态”定为"):
                own.insert([DemoShopEvaluation(**about, **found, state=state)])
        with pytest.raises(NotAllowed, match="定为“已评定”"):
            own.change(filed, {"state": EvaluationState.EVALUATED, **found})
