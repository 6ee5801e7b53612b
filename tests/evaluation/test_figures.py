"""What a figure says of itself, and the digest of its evidence."""

from hypothesis import given
from hypothesis import strategies as st

from fscore.evaluation.figures import evidence_digest
from fscore.evaluation.ratio import PERCENT, State, Value
from tests.documents.papers import AT_LEAST_95, COUNT, make_figure

RECORDS = st.lists(st.tuples(st.sampled_from(["banquet", "operator"]), st.integers(1), st.integers(1)), unique=True)


def test_none_is_known_only_where_everything_was_reported():
    assert make_figure("I40", 0).none
    assert not make_figure("I40", 1).none
    assert not make_figure("I40", None, value=Value(COUNT, State.NOT_REPORTED, 0)).none


def test_full_needs_at_least_one_and_all_of_them():
    assert make_figure("I26", 31, 31).full
    assert not make_figure("I26", 30, 31).full
    assert not make_figure("I26", 0, 0).full
    assert not make_figure("I26", None, value=Value(PERCENT, State.FAILED, 31, 31)).full


def test_the_target_is_met_by_the_numbers():
    assert make_figure("I34", 79, 83, target=AT_LEAST_95).met is True
    assert make_figure("I34", 78, 83, target=AT_LEAST_95).met is False
    assert make_figure("I34", 79, 83).met is None


@given(RECORDS, st.randoms(use_true_random=False))
def test_evidence_does_not_depend_on_the_order_of_records(records: list[tuple[str, int, int]], random: object):
    shuffled = list(records)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert evidence_digest(shuffled) == evidence_digest(records)


def test_another_revision_is_other_evidence():
    assert evidence_digest([("banquet", 1, 1)]) != evidence_digest([("banquet", 1, 2)])
    assert evidence_digest([("banquet", 1, 12)]) != evidence_digest([("banquet", 11, 2)])
