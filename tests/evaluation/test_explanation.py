"""What a finding rests on names itself."""

from fscore.evaluation.explanation import Evidence
from fscore.model.operators import Operator, OperatorKind


def test_a_record_is_evidence_under_its_title_unless_a_text_says_more():
    shop = Operator(division_id=1, name="长乐饭店", kind=OperatorKind.CATERER)
    shop.id = 7
    assert Evidence.of(shop) == Evidence("operator", 7, "长乐饭店")
    assert Evidence.of(shop, "营业面积") == Evidence("operator", 7, "营业面积")
    assert Evidence.of(shop, "").text == ""
