"""From the drawn paper to the certificate: clock, saved answers, marking, retakes, four eyes, corrected keys."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import attrs
import pytest
import sqlalchemy as sa

from fscore.errors import Conflict, InvalidRecord, NotAllowed, NotPossible
from fscore.extension.declarations import Urgency
from fscore.model.division import Level
from fscore.model.people import Credential, CredentialKind, Person
from fscore.model.period import year
from fscore.model.roles import Role
from fscore.services.reminders import reminders
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.storage.audit import audit
from fscore.storage.columns import col
from fscore.testing.fixtures import COUNTY
from fscore_exam.bank import items_of, supersede, versions
from fscore_exam.drawing import as_kept, as_shown, option_order
from fscore_exam.marking import Verdict
from fscore_exam.model import Answer, Attempt, AttemptState, Band, Paper, PaperState, Question, QuestionState
from fscore_exam.papers import asked, draw
from fscore_exam.questions import Item, QuestionKind, judged
from fscore_exam.results import Which, by_division, correct_key, failed_again, matrix_of, of_person, to_sit_again
from fscore_exam.sitting import answers, begin, hand_in_overdue, mark_essay, save, seconds_left, submit
from fscore_exam.statistics import statistics
from plugins.exam.tests.conftest import TODAY, opened, planned, someone

NOON = datetime(2023, 12, 28, 4, tzinfo=UTC)
ESSAYS = (("essay", 1, 10, ""),)


def right_answers(work: Work, paper: Paper, wrong: int = 0) -> dict[int, str]:
    """Answers as they stand in the questions, the first ``wrong`` of them wrong."""
    found = {}
    for one in asked(work, paper):
        right = ("T" if one.item.true else "F") if one.item.kind is QuestionKind.TRUE_FALSE else "".join(one.item.right)
        found[one.line.place] = "Z" if one.line.place <= wrong else "".join(sorted(right))
    return found


def sit(work: Work, paper: Paper, name: str = "张三", wrong: int = 0) -> Attempt:
    attempt = begin(work, paper, someone(work, name), at=NOON)
    for place, given in right_answers(work, paper, wrong).items():
        save(work, attempt, place, given, at=NOON)
    return submit(work, attempt)


def again(work: Work, paper: Paper, attempt: Attempt, wrong: int = 0) -> Attempt:
    person = work.get(Person, attempt.person_id)
    next_one = begin(work, paper, person, at=NOON)
    for place, given in right_answers(work, paper, wrong).items():
        save(work, next_one, place, given, at=NOON)
    return submit(work, next_one)


def told(work: Work) -> list[tuple[str, date, Urgency]]:
    found = reminders(work, work.division(COUNTY), TODAY)
    return [(one.code, one.due, one.state) for one in found if one.code.startswith("exam.")]


def test_the_same_seed_draws_the_same_paper_and_no_question_twice(work: Work):
    first, second, other = (planned(work, name=f"卷{n}", seed=seed) for n, seed in enumerate((7, 7, 8)))
    drawn = [[line.question_id for line in draw(work, paper)] for paper in (first, second, other)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert len(set(drawn[0])) == 5
    assert (first.full, first.state) == (10, PaperState.DRAWN)


def test_two_demands_of_one_kind_do_not_draw_the_same_question(work: Work):
    paper = planned(work, ("single", 3, 1, ""), ("single", 3, 2, "留样"))
    assert len({line.question_id for line in draw(work, paper)}) == 6
    assert paper.full == 9


def test_a_bank_with_too_few_questions_says_which_are_missing(work: Work):
    with pytest.raises(NotPossible, match="题库里“留样”的单选题只有 6 道可以用，要抽 7 道"):
        draw(work, planned(work, ("single", 7, 1, "留样")))


def test_a_paper_is_drawn_again_only_as_a_draft(work: Work):
    paper = planned(work)
    draw(work, paper)
    with pytest.raises(NotPossible, match="已经组好卷了"):
        draw(work, paper)
    work.change(paper, {"state": "正在组卷"})
    assert len(draw(work, paper)) == len(asked(work, paper)) == 5


def test_a_paper_without_questions_is_not_put_before_people(work: Work):
    with pytest.raises(NotPossible, match="还没有抽题要求"):
        draw(work, work.create(Paper, {"division_id": 1, "name": "空", "held_on": TODAY, "minutes": 1}))
    with pytest.raises(InvalidRecord, match="试卷里还没有题"):
        work.change(planned(work), {"state": "已组卷"})


def test_nobody_sits_a_paper_that_is_not_open(work: Work):
    paper = planned(work)
    draw(work, paper)
    with pytest.raises(NotPossible, match="现在是“已组卷”"):
        begin(work, paper, someone(work))


def test_who_comes_back_goes_on_with_the_same_clock(work: Work):
    paper, person = opened(work), someone(work)
    attempt = begin(work, paper, person, at=NOON)
    save(work, attempt, 1, "A", at=NOON)
    later = NOON + timedelta(minutes=10)
    assert begin(work, paper, person, at=later) is attempt
    assert (seconds_left(attempt, later), seconds_left(attempt, NOON + timedelta(hours=1))) == (20 * 60, 0)
    assert [one.given for one in answers(work, attempt)] == ["A"]


def test_an_answer_given_again_replaces_the_one_before(work: Work):
    attempt = begin(work, opened(work), someone(work), at=NOON)
    save(work, attempt, 1, "A", at=NOON)
    save(work, attempt, 1, "b", at=NOON)
    assert [one.given for one in answers(work, attempt)] == ["B"]


def test_an_answer_that_follows_an_older_one_than_is_kept_is_a_conflict_unless_it_says_the_same(work: Work):
    attempt = begin(work, opened(work), someone(work), at=NOON)
    kept = save(work, attempt, 1, "A", at=NOON, seen=0)
    assert save(work, attempt, 1, "a", at=NOON, seen=0) is kept
    with pytest.raises(Conflict, match="第 1 题在另一处改过") as fault:
        save(work, attempt, 1, "B", at=NOON, seen=0)
    assert save(work, attempt, 1, "B", at=NOON, seen=fault.value.data["revision"]).given == "B"


def test_after_the_time_nothing_is_saved_and_what_was_saved_is_handed_in(work: Work):
    attempt = begin(work, opened(work), someone(work), at=NOON)
    save(work, attempt, 1, "A", at=NOON + timedelta(minutes=30))
    over = NOON + timedelta(minutes=30, seconds=1)
    with pytest.raises(NotPossible, match="考试时间到了"):
        save(work, attempt, 1, "B", at=over)
    assert hand_in_overdue(work, NOON) == []
    assert hand_in_overdue(work, over) == [attempt]
    assert attempt.state is AttemptState.MARKED
    assert [one.verdict for one in answers(work, attempt)][1:] == [Verdict.BLANK] * 4
    for act in (lambda: save(work, attempt, 1, "B", at=NOON), lambda: submit(work, attempt)):
        with pytest.raises(NotPossible, match="已经交"):
            act()


def test_there_is_no_question_behind_the_last(work: Work):
    with pytest.raises(NotPossible, match="没有第 6 题"):
        save(work, begin(work, opened(work), someone(work), at=NOON), 6, "A", at=NOON)


def test_a_shuffled_sheet_is_kept_in_the_letters_of_the_question(work: Work):
    paper = opened(work, shuffled=True)
    attempt = begin(work, paper, someone(work), at=NOON)
    orders = []
    for one in asked(work, paper):
        order = option_order(one.item, attempt.seed, one.line.place)
        orders.append(order)
        right = right_answers(work, paper)[one.line.place]
        shown = right if one.item.kind is QuestionKind.TRUE_FALSE else as_shown(right, order)
        save(work, attempt, one.line.place, shown, at=NOON)
    assert any(order != sorted(order) for order in orders)
    assert submit(work, attempt).score == 10
    assert as_kept("Z", ["B", "A"]) == "Z"


@pytest.mark.parametrize(
    ("wrong", "score", "band"), [(0, 10, Band.EXCELLENT), (1, 8, Band.GOOD), (2, 6, Band.PASS), (3, 4, Band.FAIL)]
)
def test_the_result_has_its_band_and_sixty_percent_is_enough(work: Work, wrong: int, score: int, band: Band):
    attempt = sit(work, opened(work), wrong=wrong)
    assert (attempt.score, attempt.band, attempt.passed) == (score, band, wrong < 3)


def test_a_paper_may_have_its_own_line(work: Work):
    assert sit(work, opened(work, pass_percent=80), wrong=2).passed is False


def test_a_pass_gives_a_certificate_that_ends(work: Work):
    attempt = sit(work, opened(work))
    (credential,) = work.all(sa.select(Credential))
    assert (credential.kind, credential.person_id, credential.issued_on, credential.valid_to) == (
        CredentialKind.EXAM,
        attempt.person_id,
        TODAY,
        date(2024, 12, 26),
    )
    with pytest.raises(NotPossible, match="已经考过"):
        again(work, work.get(Paper, attempt.paper_id), attempt)


def test_who_fails_sits_again_and_who_fails_again_is_flagged(work: Work):
    paper = opened(work)
    first = sit(work, paper, wrong=5)
    assert (list(to_sit_again(work)), list(failed_again(work))) == ([first], [])
    assert told(work) == [("exam.retake", TODAY + timedelta(days=30), Urgency.DUE)]
    second = again(work, paper, first, wrong=4)
    assert second.number == 2
    assert (list(to_sit_again(work)), list(failed_again(work))) == ([], [second])
    assert told(work) == [("exam.failed-again", TODAY, Urgency.DUE)]
    third = again(work, paper, second)
    assert (third.passed, list(failed_again(work)), told(work)) == (True, [], [])
    assert [one.number for one in of_person(work, work.get(Person, first.person_id))] == [3, 2, 1]
    (line, *_rest) = by_division(work, work.division(COUNTY), year(2023), Level.TOWNSHIP)
    assert (line.value.part, line.value.whole) == (0, 1)


def test_a_certificate_that_runs_out_is_told_thirty_days_before(work: Work):
    person = someone(work)
    for name, days in (("甲", 30), ("乙", 31)):
        values = {"division_id": person.division_id, "person_id": someone(work, name).id, "kind": "exam"}
        work.create(Credential, {**values, "issued_on": "2023-01-01", "valid_to": TODAY + timedelta(days=days)})
    assert told(work) == [("exam.certificate", TODAY + timedelta(days=30), Urgency.EXPIRING)]


def test_a_certificate_that_was_renewed_is_told_no_more(work: Work):
    person = someone(work)
    for day in (TODAY, TODAY + timedelta(days=300)):
        values = {"division_id": person.division_id, "person_id": person.id, "kind": "exam"}
        work.create(Credential, {**values, "issued_on": "2023-01-01", "valid_to": day})
    assert told(work) == []


def essay(work: Work, attempt: Attempt) -> Answer:
    return answers(work, attempt)[-1]


def test_an_essay_waits_for_a_person_and_the_result_with_it(work: Work):
    paper = opened(work, *ESSAYS)
    attempt = begin(work, paper, someone(work), at=NOON)
    save(work, attempt, 1, "因为……", at=NOON)
    submit(work, attempt)
    assert (attempt.state, attempt.score) == (AttemptState.SUBMITTED, None)
    assert told(work) == [("exam.mark", TODAY + timedelta(days=7), Urgency.DUE)]
    with pytest.raises(NotPossible, match="要在 0 到 10 之间"):
        mark_essay(work, essay(work, attempt), Decimal(11))
    with pytest.raises(NotPossible, match="还没有阅完"):
        again(work, paper, attempt)
    mark_essay(work, essay(work, attempt), Decimal("6.5"))
    assert (attempt.state, attempt.score, attempt.passed) == (AttemptState.MARKED, Decimal("6.5"), True)
    with pytest.raises(NotPossible, match="已经阅完"):
        mark_essay(work, essay(work, attempt), Decimal(1))


def test_four_eyes_have_to_agree(system: System, work: Work):
    attempt = begin(work, opened(work, *ESSAYS, four_eyes=True), someone(work), at=NOON)
    save(work, attempt, 1, "因为……", at=NOON)
    submit(work, attempt)
    county = work.division(COUNTY)
    work.commit()

    def by(name: str, points: int) -> AttemptState:
        with system.work(Actor(name, Role.OFFICER, county)) as marking:
            mark_essay(marking, essay(marking, marking.get(Attempt, attempt.id)), Decimal(points))
            marking.commit()
            return marking.get(Attempt, attempt.id).state

    assert by("甲", 6) is AttemptState.SUBMITTED
    assert by("甲", 7) is AttemptState.SUBMITTED
    assert by("乙", 8) is AttemptState.SUBMITTED
    with pytest.raises(NotPossible, match="已经由甲和乙阅卷"):
        by("丙", 8)
    assert by("甲", 8) is AttemptState.MARKED
    with system.work() as reading:
        assert reading.get(Attempt, attempt.id).score == 8


def test_a_corrected_key_marks_again_and_names_whose_result_changes(work: Work):
    paper = opened(work, ("single", 5, 2, ""))
    passed, failed, same = sit(work, paper, "甲", wrong=2), sit(work, paper, "乙", wrong=3), sit(work, paper, "丙", 5)
    question = work.get(Question, asked(work, paper)[0].question.id)
    (item,) = items_of(work, [question])
    # The first question had been answered with Z, so nobody who gave Z can win: make the right one wrong for the last.
    last = work.get(Question, asked(work, paper)[4].question.id)
    (kept,) = items_of(work, [last])
    turned = tuple(attrs.evolve(one, percent=Decimal(100 if not one.percent else 0)) for one in kept.options)
    changed = correct_key(work, last, attrs.evolve(kept, options=turned), "答案印错了")
    assert [(one.name, one.before, one.after, one.passed_after) for one in changed] == [
        ("甲", 6, 4, False),
        ("乙", 4, 2, False),
    ]
    assert (passed.passed, failed.score, same.score) == (False, 2, 0)
    assert passed.credential_id is None
    assert work.all(sa.select(Credential).where(col(Credential.deleted_at).is_(None))) == []
    rows = work.session.own_connection().execute(sa.select(audit).where(audit.c.action == "correct-key")).all()
    told_of = json.loads(rows[0].changes)
    assert told_of["reason"][1] == "答案印错了"
    assert told_of["changed"][1] == [passed.person_id, failed.person_id]
    assert last.version == 1
    assert asked(work, paper)[4].question.version == 2
    with pytest.raises(NotPossible, match="要写原因"):
        correct_key(work, question, item, " ")
    with pytest.raises(NotPossible, match="不能改题型和选项的个数"):
        correct_key(work, question, Item(QuestionKind.ESSAY, "?"), "错了")


def test_a_certificate_that_somebody_removed_by_hand_is_not_in_the_way_of_a_correction(work: Work):
    paper = opened(work, ("true_false", 1, 10, ""))
    attempt = sit(work, paper)
    work.remove(work.all(sa.select(Credential))[0], "发错了")
    question = asked(work, paper)[0].question
    (item,) = items_of(work, [question])
    (changed,) = correct_key(work, question, attrs.evolve(item, options=judged(true=False)), "答案印错了")
    assert (changed.passed_after, attempt.credential_id) == (False, None)


def test_a_correction_that_could_not_be_marked_is_refused(work: Work):
    paper = opened(work, ("single", 1, 2, ""))
    question = asked(work, paper)[0].question
    (item,) = items_of(work, [question])
    nothing = tuple(attrs.evolve(one, percent=Decimal(0)) for one in item.options)
    with pytest.raises(NotPossible, match="这样更正不行：至少要有一个选项得满分"):
        correct_key(work, question, attrs.evolve(item, options=nothing), "答案印错了")


def test_a_question_that_was_replaced_since_can_still_be_corrected(work: Work):
    paper = opened(work, ("single", 5, 2, ""))
    sit(work, paper, wrong=2)
    old = asked(work, paper)[4].question
    (item,) = items_of(work, [old])
    newer = supersede(work, old, attrs.evolve(item, stem="另一种问法？"))
    turned = tuple(attrs.evolve(one, percent=Decimal(100 if not one.percent else 0)) for one in item.options)
    assert [one.after for one in correct_key(work, old, attrs.evolve(item, options=turned), "答案印错了")] == [4]
    corrected = asked(work, paper)[4].question
    assert (newer.version, corrected.version, corrected.state) == (2, 3, QuestionState.RETIRED)
    known = versions(work, work.place(old.division_id), old.code)
    assert [one for one in known if one.state is QuestionState.IN_USE] == [newer]


def test_a_result_corrected_upwards_passes_and_is_certified(work: Work):
    paper = opened(work, ("single", 5, 2, ""))
    attempt = sit(work, paper, wrong=3)
    first = asked(work, paper)[0].question
    (item,) = items_of(work, [first])
    save_wrong = answers(work, attempt)[0]
    save_wrong.given = "ABCD".replace(next(iter(item.right)), "")[0]
    work.session.flush()
    letters = {letter: place for place, letter in enumerate("ABCD")}
    options = tuple(
        attrs.evolve(one, percent=Decimal(100 if place == letters[save_wrong.given] else 0))
        for place, one in enumerate(item.options)
    )
    (changed,) = correct_key(work, first, attrs.evolve(item, options=options), "答案更正")
    assert (changed.before, changed.after, changed.passed_after) == (4, 6, True)
    assert attempt.credential_id is not None


def test_statistics_take_the_first_sitting_of_everybody_or_those_asked_for(work: Work):
    paper = opened(work)
    attempt = sit(work, paper, "甲", wrong=3)
    sit(work, paper, "乙", wrong=1)
    again(work, paper, attempt)
    typed = {"division_id": attempt.division_id, "paper_id": paper.id, "person_id": someone(work, "丙").id}
    work.create(Attempt, {**typed, "state": "已评分", "submitted_on": TODAY, "score": 10, "passed": True})
    found = statistics(matrix_of(work, paper))
    assert (found.test.attempts, found.test.mean) == (2, 6)
    assert [one.facility for one in found.items] == [0, 0.5, 0.5, 1, 1]
    means = {which: statistics(matrix_of(work, paper, which)).test.mean for which in Which}
    assert means == {Which.FIRST: 6, Which.LAST: 9, Which.HIGHEST: 9, Which.ALL: pytest.approx(22 / 3)}


def test_a_liaison_writes_no_results(system: System, work: Work):
    person, paper, village = someone(work), opened(work), work.division("990101101200")
    work.commit()
    with (
        system.work(Actor("周联络", Role.LIAISON, village)) as field,
        pytest.raises(NotAllowed),
    ):
        field.create(Attempt, {"division_id": person.division_id, "paper_id": paper.id, "person_id": person.id})


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": "已交卷，待阅"}, "交了卷就要填“交卷日期”"),
        ({"state": "已评分", "submitted_on": TODAY}, "评了分就要填“得分”"),
    ],
)
def test_a_result_typed_in_is_complete(work: Work, values: dict, words: str):
    person, paper = someone(work), opened(work)
    about = {"division_id": person.division_id, "paper_id": paper.id, "person_id": person.id}
    with pytest.raises(InvalidRecord, match=words):
        work.create(Attempt, {**about, **values})
