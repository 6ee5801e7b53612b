"""Drafting a migration: only where there is something to do, and as the repository formats it."""

from pathlib import Path
from typing import Any

import pytest

from fscore.storage import migrate
from fscore.testing.draft import draft


def test_a_step_is_written_only_where_the_tables_differ(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "versions").mkdir()
    upgrade, folder = migrate.upgrade, migrate.folder
    forgotten: set[str] = set()

    def read_elsewhere(engine: Any, history: str, package: str) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(migrate, "folder", folder)
            if history not in forgotten:
                upgrade(engine, history, package)

    monkeypatch.setattr(migrate, "upgrade", read_elsewhere)
    monkeypatch.setattr(migrate, "folder", lambda _package: tmp_path)
    monkeypatch.setattr(migrate, "heads", lambda _package: None)
    assert draft("banquets", "do nothing") is None
    forgotten.add("banquets")
    made = draft("banquets", "make the tables")
    assert made == tmp_path / "versions" / "0001_make_the_tables.py"
    text = made.read_text(encoding="utf-8")
    assert text.startswith('"""Make the tables."""\n\nimport sqlalchemy as sa\nfrom alembic import op\n\nfrom fscore.s')
    assert '\n    op.create_table(\n        "banquets_banquet",\n' in text
