"""A township with a small question bank, a paper drawn from it, and people who sit it."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

import fscore_exam
from fscore.model.people import Person
from fscore.model.roles import Role
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.testing.fixtures import county
from fscore_admin import create_app
from fscore_exam.bank import keep_items
from fscore_exam.model import Paper, PaperDraw
from fscore_exam.papers import draw, open_paper
from fscore_exam.questions import Item, Option, QuestionKind, judged

TODAY = date(2023, 12, 28)
TOWNSHIP, VILLAGE = "990101101000", "990101101200"


def single(number: int, right: int = 0) -> Item:
    options = tuple(Option(f"选项{place}", Decimal(100 if place == right else 0)) for place in range(4))
    return Item(QuestionKind.SINGLE, f"单选题{number}？", code=f"S{number}", options=options, topic="留样")


MULTIPLE = Item(
    QuestionKind.MULTIPLE,
    "哪些要留样？",
    code="M1",
    options=tuple(Option(text, Decimal(part)) for text, part in (("热菜", 50), ("水", 0), ("冷菜", 50), ("茶", 0))),
    topic="留样",
)
JUDGED = Item(QuestionKind.TRUE_FALSE, "生熟要分开。", code="T1", options=judged(true=True), topic="操作")
ESSAY = Item(QuestionKind.ESSAY, "说说留样的用处。", code="E1", topic="留样")
ITEMS = [*(single(number, number % 4) for number in range(1, 7)), MULTIPLE, JUDGED, ESSAY]
DRAWS = [("single", 3, 2, "留样"), ("multiple", 1, 2, ""), ("true_false", 1, 2, "")]


@pytest.fixture
def system() -> Iterator[System]:
    """The invented county with exams on."""
    made = county({"exam": fscore_exam}, today=TODAY)
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    """A unit of work of the installation's operator, over a bank of nine questions."""
    with system.work() as begun:
        keep_items(begun, begun.division(TOWNSHIP).id, ITEMS, in_use=True)
        yield begun


def planned(work: Work, *draws: tuple[str, int, object, str], **about: object) -> Paper:
    usual = {"division_id": work.division(TOWNSHIP).id, "name": "抽考", "held_on": TODAY, "minutes": 30, "seed": 7}
    paper = work.create(Paper, {**usual, **about})
    for number, (kind, count, points, topic) in enumerate(draws or DRAWS, 1):
        about_draw = {"division_id": paper.division_id, "paper_id": paper.id, "place": number}
        work.create(PaperDraw, {**about_draw, "kind": kind, "count": count, "points": points, "topic": topic})
    return paper


def opened(work: Work, *draws: tuple[str, int, object, str], **about: object) -> Paper:
    paper = planned(work, *draws, **about)
    draw(work, paper)
    return open_paper(work, paper)


def someone(work: Work, name: str = "张三") -> Person:
    return work.create(Person, {"division_id": work.division("990101101200").id, "name": name})


TOKEN = re.compile(r'name="csrf-token" content="([0-9a-f]{64})"')


class Phone:
    """A browser of somebody whom the host has signed in."""

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()

    def get(self, path: str, status: int = 200) -> str:
        answer = self.client.get(path)
        assert answer.status_code == status, (path, answer.status_code)
        return answer.text

    def post(self, path: str, **data: object):
        found = TOKEN.search(self.client.get("/").text)
        assert found is not None
        return self.client.post(path, data={"csrf_token": found[1], **data})


@pytest.fixture
def phone(system: System) -> Callable[..., Phone]:
    """A phone of somebody of a role."""

    def make(role: Role = Role.LIAISON, code: str = VILLAGE, name: str = "周联络") -> Phone:
        with system.work(reading=True) as begun:
            actor = Actor(name, role, begun.division(code))
        return Phone(create_app(system, actor_of=lambda: actor))

    return make
