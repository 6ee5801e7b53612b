"""Every form against the declaration it is made from."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from wtforms import BooleanField

from admin.tests.pages.person import Person
from fscore.extension.plugins import Plugins
from fscore.model.choice import Choice
from fscore.model.entity import describe, writable
from fscore.model.roles import Role
from fscore.services.system import System
from fscore.version import VERSION
from fscore_admin.entity_view import READ_ONLY
from fscore_admin.forms import ChoiceField, ChoicesField, form_class

Forms = list[tuple[Any, Role]]


@pytest.fixture(scope="module")
def forms() -> Forms:
    """Every entity of the core and of every plugin that is installed, with every role."""
    return [(cls, role) for cls in Plugins(VERSION).entities.values() for role in Role]


def test_each_form_has_exactly_the_fields_that_its_role_may_write(forms: Forms) -> None:
    for cls, role in forms:
        names = [name for name, _unbound in form_class(cls, role)()._fields.items()]
        assert names == [one.name for one in writable(cls, role)], (cls, role)


def test_no_form_writes_what_the_system_itself_keeps(forms: Forms) -> None:
    kept = {"id", "key", "revision", "recorded_by", "recorded_at", "door", "deleted_at", "deleted_reason"}
    for cls, role in forms:
        assert not kept & set(form_class(cls, role)()._fields), (cls, role)


def test_each_field_says_its_label_and_help(forms: Forms) -> None:
    for cls, role in forms:
        for field in form_class(cls, role)():
            one = form_class(cls, role).described[field.name]
            assert field.label.text == one.about.label
            assert field.description == one.about.help


def test_each_type_has_the_control_that_suits_it(forms: Forms) -> None:
    for cls, role in forms:
        form = form_class(cls, role)()
        for name, one in form.described.items():
            field = form[name]
            if one.many:
                assert isinstance(field, ChoicesField), (cls, name)
            elif one.ref is not None or issubclass(one.type, Choice):
                assert isinstance(field, ChoiceField), (cls, name)
            elif one.type is bool and not one.optional:
                assert isinstance(field, BooleanField), (cls, name)
            elif one.type is date:
                assert field.widget.input_type == "date", (cls, name)
            elif one.type is datetime:
                assert field.widget.input_type == "datetime-local", (cls, name)


def test_each_choice_is_offered_by_its_label(forms: Forms) -> None:
    for cls, role in forms:
        form = form_class(cls, role)()
        for name, one in form.described.items():
            if issubclass(one.type, Choice):
                offered = {value: label for value, label in form[name].options if value}
                assert offered == {member.value: member.label for member in one.type}, (cls, name)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LIAISON, Role.LEADER, Role.DISTRICT])
def test_every_form_page_opens_for_who_may_write_and_for_nobody_else(
    reader: Callable[..., Person], shared: System, role: Role
) -> None:
    person = reader(role)
    for name, cls in shared.plugins.entities.items():
        if name in ("attachment", "account"):
            continue
        allowed = bool(writable(cls, role)) and cls not in READ_ONLY
        answer = person.get(f"/{name}/new/")
        assert (answer.status_code == 200) is allowed, (name, role, answer.status_code)
        if allowed:
            for one in writable(cls, role):
                assert f'name="{one.name}"' in answer.text, (name, one.name)


def test_every_list_shows_the_columns_of_the_declaration(reader: Callable[..., Person], shared: System) -> None:
    person = reader()
    for name, cls in shared.plugins.entities.items():
        if Role.OFFICER not in cls.__entity__.read or name in ("attachment", "account", "division"):
            continue
        page = person.page(f"/{name}/")
        if "fs-empty" in page:
            continue
        for one in describe(cls):
            listed = one.about.listed and one.name not in cls.__entity__.title
            if listed and (one.about.read is None or Role.OFFICER in one.about.read):
                assert f">{one.about.label}" in page, (name, one.name)


def test_no_list_has_a_personal_number_in_it(reader: Callable[..., Person], shared: System) -> None:
    person = reader()
    with shared.engine.connect() as connection:
        phones = list(connection.scalars(sa.text("SELECT phone FROM operator WHERE phone IS NOT NULL")))
    assert phones
    pages = [person.page(f"/{name}/") for name in ("operator", "licence", "regime_adoption")]
    pages += [person.page("/operator/details/?id=1"), person.page("/operator/edit/?id=1"), person.page("/find?q=店")]
    for page in pages:
        assert not [phone for phone in phones if phone in page]
