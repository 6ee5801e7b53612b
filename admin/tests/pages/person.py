"""Somebody of a role who opens pages and sends forms, without a browser."""

import re
from collections.abc import Mapping
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from fscore.services.work import Actor

_TOKEN = re.compile(r'name="csrf-token" content="([0-9a-f]{64})"')
_HIDDEN = re.compile(r'name="(_key|_revision)" value="([^"]*)"')


class Person:
    def __init__(self, app: Flask, actor: Actor) -> None:
        self.app = app
        self.actor = actor
        self.client = app.test_client()

    def get(self, path: str) -> TestResponse:
        return self.client.get(path)

    def page(self, path: str) -> str:
        answer = self.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return answer.text

    def post(self, path: str, data: Mapping[str, Any] | None = None) -> TestResponse:
        found = _TOKEN.search(self.client.get("/").text)
        assert found is not None
        return self.client.post(path, data={"csrf_token": found[1], **(data or {})})

    def form(self, path: str) -> dict[str, str]:
        """The hidden fields of a form page."""
        return dict(_HIDDEN.findall(self.page(path)))

    def fill(self, path: str, data: Mapping[str, Any]) -> TestResponse:
        """Open a form, fill it in, and send it."""
        return self.post(path, {**self.form(path), **data})


def number_in(location: str) -> int:
    """The id at the end of the address of a record."""
    return int(location.rpartition("id=")[2])
