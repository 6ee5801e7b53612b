"""The examinations of the demonstration townships: a bank, a paper, and people whose answers give the results."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from fscore.extension.declarations import Demonstration
from fscore.model.operators import Operator, OperatorKind
from fscore.model.people import Credential, CredentialKind, Person
from fscore.services.demonstration import Place, Scene, shipped_facts
from fscore_exam.bank import keep_items
from fscore_exam.marking import Marking, Outcome, mark, rounded
from fscore_exam.model import Answer, Attempt, AttemptState, Paper, PaperDraw
from fscore_exam.papers import Asked, asked, close_paper, draw, open_paper
from fscore_exam.questions import LETTERS, Item, Option, Pair, QuestionKind, judged
from fscore_exam.sitting import as_decimal, band

DAY = timedelta(days=1)


@attrs.frozen
class _Sat:
    """One sitting: who, on which day, for which time, and what was answered to each question."""

    person: Person
    operator: Operator
    on: date
    number: int
    given: tuple[str, ...]


def make(scene: Scene) -> None:
    """Write bank, paper and results of both townships."""
    facts = shipped_facts(__package__)
    items = [_item(one) for one in facts["questions"]]
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        keep_items(scene.work, place.township.id, items, in_use=True)
        paper = _paper(scene, place, told, facts["draws"], purpose="spot")
        _keep(scene, place, paper, list(_sittings(scene, place, told, asked(scene.work, paper))))
        close_paper(scene.work, paper)
    going = facts["going"]
    _paper(scene, scene.model, going, going["draws"], purpose=going["purpose"], tells=going["tells"])
    _waiting(scene, facts["waiting"])


def _item(told: Mapping[str, Any]) -> Item:
    kind = QuestionKind.of(told["kind"])
    right = told.get("right", "")
    pairs = tuple(Pair(*pair) for pair in told.get("pairs", ()))
    if kind is QuestionKind.TRUE_FALSE:
        options = judged(true=right == "T")
    elif "answers" in told:
        options = tuple(Option(text, Decimal(100)) for text in told["answers"])
    else:
        each = (Decimal(100) / len(right)).quantize(Decimal("0.00001")) if right else Decimal(0)
        lettered = zip(LETTERS, told.get("options", ()), strict=False)
        options = tuple(Option(text, each if letter in right else Decimal(0)) for letter, text in lettered)
    points = Decimal(told.get("points", 1))
    return Item(
        kind,
        told["stem"],
        topic=told["topic"],
        options=options,
        pairs=pairs,
        points=points,
        explanation=told.get("explanation", ""),
    )


def _paper(
    scene: Scene,
    place: Place,
    told: Mapping[str, Any],
    draws: Iterable[Mapping[str, Any]],
    purpose: str,
    *,
    tells: bool = False,
) -> Paper:
    values = {name: told[name] for name in ("name", "held_on", "minutes", "seed")}
    about = {"division_id": place.township.id, "purpose": purpose, "tells": tells}
    paper = scene.work.create(Paper, {**values, **about})
    for number, demand in enumerate(draws, 1):
        about = {"division_id": place.township.id, "paper_id": paper.id, "place": number}
        scene.work.create(PaperDraw, {**about, **demand})
    draw(scene.work, paper)
    return open_paper(scene.work, paper)


def _sittings(scene: Scene, place: Place, told: Mapping[str, Any], questions: Sequence[Asked]) -> Iterable[_Sat]:
    operators = scene.random.sample(scene.operators(place, OperatorKind.CATERER), told["sat"])
    people = scene.keep(
        Person(division_id=one.division_id, name=one.principal or scene.name(), phone=scene.mobile())
        for one in operators
    )
    for number, (person, operator) in enumerate(zip(people, operators, strict=True)):
        fails = number >= told["passed"]
        yield _Sat(person, operator, told["held_on"], 1, _given(scene, questions, fails=fails))
    for number in range(told["passed"], told["passed"] + told["retaken"]):
        fails = number < told["passed"] + told["failed_again"]
        given = _given(scene, questions, fails=fails)
        yield _Sat(people[number], operators[number], told["retaken_on"], 2, given)


def _given(scene: Scene, questions: Sequence[Asked], *, fails: bool) -> tuple[str, ...]:
    """Return answers that pass or fail: the later questions are the harder ones, and some are left blank."""
    most = sum((one.line.points for one in questions), Decimal(0))
    line = scene.work.rules.value("exam.pass-mark", scene.work.today, scene.model.township)
    ability = scene.random.uniform(0.15, 0.4) if fails else scene.random.uniform(0.65, 1)
    while True:
        found = tuple(
            _one(scene, one, right=scene.random.random() < ability + 0.15 - place / 50)
            for place, one in enumerate(questions)
        )
        earned = sum((outcome.points or Fraction(0) for outcome in _outcomes(questions, found)), Fraction(0))
        if line.met(as_decimal(earned * 100 / Fraction(most))) is not fails:
            return found


def _one(scene: Scene, one: Asked, *, right: bool) -> str:
    item = one.item
    if item.kind is QuestionKind.TRUE_FALSE:
        return "T" if item.true is right else "F"
    letters = "".join(sorted(item.right))
    if right:
        return letters
    wrong = sorted(set(LETTERS[: len(item.options)]) - item.right)
    return scene.random.choice(["", letters[:-1] if len(letters) > 1 else wrong[-1], *wrong])


def _outcomes(questions: Sequence[Asked], given: Sequence[str]) -> list[Outcome]:
    return [mark(one.item, text, one.line.points, Marking()) for one, text in zip(questions, given, strict=True)]


def _keep(scene: Scene, place: Place, paper: Paper, sittings: list[_Sat]) -> None:
    questions = asked(scene.work, paper)
    line = scene.work.rules.value("exam.pass-mark", paper.held_on, place.township).value
    lasts = scene.work.rules.days("exam.certificate-days", paper.held_on, place.township)
    made = []
    for sat in sittings:
        outcomes = _outcomes(questions, sat.given)
        score = rounded(sum((one.points or Fraction(0) for one in outcomes), Fraction(0)), paper.marking().rounding)
        attempt = Attempt(
            division_id=sat.person.division_id,
            paper_id=paper.id,
            person_id=sat.person.id,
            examinee=sat.person.name,
            operator_id=sat.operator.id,
            number=sat.number,
            state=AttemptState.MARKED,
            submitted_on=sat.on,
            score=score,
            passed=score * 100 >= line * (paper.full or Decimal(0)),
            full=paper.full,
            pass_percent=line,
            digits=paper.digits,
            rounding=paper.rounding,
        )
        attempt.band = band(scene.work, attempt)
        made.append((sat, attempt, outcomes))
    certificates = scene.keep(
        Credential(
            division_id=attempt.division_id,
            person_id=attempt.person_id,
            kind=CredentialKind.EXAM,
            issued_on=sat.on,
            valid_to=sat.on + lasts - DAY,
            number=f"考{paper.id}-{number}",
        )
        for number, (sat, attempt, _outcomes_) in enumerate(made, 1)
        if attempt.passed
    )
    for (_sat, attempt, _), one in zip([three for three in made if three[1].passed], certificates, strict=True):
        attempt.credential_id = one.id
    scene.keep(attempt for _sat, attempt, _outcomes_ in made)
    scene.keep(
        Answer(
            division_id=attempt.division_id,
            attempt_id=attempt.id,
            place=one.line.place,
            question_id=one.question.id,
            given=given,
            verdict=outcome.verdict,
            points=as_decimal(outcome.points or Fraction(0)),
            exact=str(outcome.points or 0),
        )
        for sat, attempt, outcomes in made
        for one, given, outcome in zip(questions, sat.given, outcomes, strict=True)
    )


def _waiting(scene: Scene, told: Mapping[str, Any]) -> None:
    """An essay of the messy township that nobody has marked, and a pass that was typed in and has no certificate."""
    place = scene.messy
    draws = [{"kind": "essay", "count": 1, "points": 100}]
    paper = _paper(scene, place, told, draws, purpose="post")
    (question,) = asked(scene.work, paper)
    unmarked: Mapping[str, Any] = {"state": AttemptState.SUBMITTED}
    passed: Mapping[str, Any] = {"state": AttemptState.MARKED, "score": Decimal(told["typed_in"]), "passed": True}
    attempt, typed = (
        Attempt(
            division_id=person.division_id,
            paper_id=paper.id,
            person_id=person.id,
            examinee=person.name,
            submitted_on=told["held_on"],
            full=paper.full,
            pass_percent=scene.work.rules.value("exam.pass-mark", paper.held_on, place.township).value,
            digits=paper.digits,
            rounding=paper.rounding,
            **state,
        )
        for person, state in zip((scene.person(place.units[0]) for _one in range(2)), (unmarked, passed), strict=True)
    )
    typed.band = band(scene.work, typed)
    scene.keep([attempt, typed])
    outcome = mark(question.item, told["given"], question.line.points, paper.marking())
    scene.keep(
        [
            Answer(
                division_id=attempt.division_id,
                attempt_id=attempt.id,
                place=question.line.place,
                question_id=question.question.id,
                given=told["given"],
                verdict=outcome.verdict,
            )
        ]
    )


DEMONSTRATION = Demonstration("exam", make)
