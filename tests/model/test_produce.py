"""The kinds of farm produce are what people write in their tables."""

from fscore.model.produce import Produce


def test_every_bulk_product_of_market_access_has_a_kind_of_its_own():
    for word, kind in {"蔬菜": Produce.VEGETABLE, "水果": Produce.FRUIT, "水产品": Produce.AQUATIC}.items():
        assert Produce.named(word) is kind
    assert Produce.PIG is not Produce.LIVESTOCK


def test_no_two_kinds_have_the_same_words():
    assert len({kind.label for kind in Produce}) == len(Produce)
