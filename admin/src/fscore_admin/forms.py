"""Forms made from declarations: which fields a role may fill in, as what, and how what was typed becomes values.

Nothing is checked here. Texts go to the one validation of the core as they were typed, and its faults come back to the
field that they speak of.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import attrs
from markupsafe import Markup
from wtforms import BooleanField, Field, Form, StringField
from wtforms.widgets import DateInput, DateTimeLocalInput, TextArea, TextInput, html_params

from fscore.errors import FscoreError, InvalidRecord, InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.clock import CHINA
from fscore.model.division import Division
from fscore.model.entity import Described, about, build, writable
from fscore.model.flow import Flow
from fscore.model.roles import Role
from fscore.services.display import heading, hidden, mask
from fscore.services.hints import factor, filled_in, notices
from fscore.services.history import Change, same_as_in_trail
from fscore.services.listing import found, places, resolved
from fscore.services.work import Work
from fscore_admin.page_context import said, words

FEW = 20
FEW_PLACES = 60
FEW_BUTTONS = 9
SHORT_LABEL = 5
_PICK = _("请选")
_UNFILLED = _("没填")
Options = Sequence[tuple[str, str]]


class OptionList:
    """A list to choose one from; where a reference has too many, a line that looks them up while one types."""

    def __call__(self, field: "ChoiceField", **attributes: Any) -> Markup:
        """Return the control as HTML."""
        if field.options is None:
            attributes.setdefault("list", f"{field.id}-near")
            attributes.setdefault("autocomplete", "off")
            attributes["data-lookup"] = field.short_name
            return TextInput()(field, **attributes) + Markup('<datalist id="{}"></datalist>').format(attributes["list"])
        rows = Markup("").join(
            Markup('<option value="{}"{}>{}</option>').format(
                value, _SELECTED if value == field.text else "", said(label)
            )
            for value, label in field.options
        )
        named = html_params(id=field.id, name=field.name, **attributes)
        return Markup("<select ") + Markup(named) + Markup(">{}</select>").format(rows)  # noqa: S704 - escaped above


_SELECTED = Markup(" selected")


class ChoiceField(StringField):
    """One of a list of values, or (without ``options``) a line of text that says which record is meant."""

    widget = OptionList()

    def __init__(self, *arguments: Any, options: Options | None = (), **rest: Any) -> None:
        """Make a field with a list."""
        super().__init__(*arguments, **rest)
        self.options = options

    @property
    def text(self) -> str:
        """What is chosen, as text."""
        return str(self.data or "")

    @property
    def buttons(self) -> bool:
        """Whether the values are few and short enough to stand side by side."""
        values = [label for value, label in self.options or () if value]
        return 0 < len(values) <= FEW_BUTTONS and max(map(len, values)) <= SHORT_LABEL


class ChoicesField(Field):
    """Any of a list of values."""

    def __init__(self, *arguments: Any, options: Options = (), **rest: Any) -> None:
        """Make a field with a list."""
        super().__init__(*arguments, **rest)
        self.options = options

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take every value that was ticked."""
        self.data = [str(one) for one in valuelist]

    def chosen(self, value: str) -> bool:
        """Tell whether a value is ticked."""
        return value in (self.data or ())


class EntityForm(Form):
    """A form of one kind of records for one role; :attr:`described` has the declarations behind its fields."""

    described: Mapping[str, Described] = {}
    lies_at: int | None = None

    def __init__(self, *sent: Any, **options: Any) -> None:
        """Make a form of what was sent, or of the start values in ``data``."""
        super().__init__(*sent, **options)
        self.general: list[str] = []
        self.doubled: str = ""
        self.parts: list[Any] = []


@attrs.frozen
class Filled:
    """What was filled in, as the core takes it, and what could not even be handed over."""

    values: Mapping[str, Any]
    faults: tuple[InvalidValue, ...] = ()


@cache
def form_class(cls: type, role: Role) -> type[EntityForm]:
    """Return the form of an entity for a role: exactly the fields that it may write, in their order."""
    fields = writable(cls, role)
    members: dict[str, Any] = {one.name: _field(one) for one in fields}
    members["described"] = {one.name: one for one in fields}
    members["lies_at"] = about(cls).level
    return type(f"{cls.__name__}Form", (EntityForm,), members)


def _field(one: Described) -> Any:
    label, help_ = one.about.label, one.about.help
    if one.ref is not None:
        return ChoiceField(label, description=help_)
    if one.many:
        return ChoicesField(label, description=help_, options=_choices(one))
    if issubclass(one.type, Choice) or (one.type is bool and one.optional):
        return ChoiceField(label, description=help_, options=_choices(one))
    if one.type is bool:
        return BooleanField(label, description=help_)
    return StringField(label, description=help_, widget=_widget(one), render_kw=_attributes(one))


def _choices(one: Described) -> Options:
    if one.type is bool:
        return (("", _UNFILLED), ("1", _("是")), ("0", _("否")))
    members: Any = one.type
    options = tuple((str(member.value), member.label) for member in members)
    blank = (one.optional or one.required) and not one.many
    return (("", _UNFILLED if one.optional else _PICK), *options) if blank else options


def _widget(one: Described) -> Any:
    if one.type is str and one.about.multiline:
        return TextArea()
    if one.type is datetime:
        return DateTimeLocalInput()
    return DateInput() if one.type is date else TextInput()


def _attributes(one: Described) -> dict[str, Any]:
    """Return what helps with typing; numbers stay text, so that a browser doesn't drop what it can't read."""
    made: dict[str, Any] = {}
    if one.type in (int, Decimal):
        made |= {"inputmode": "numeric" if one.type is int else "decimal", "autocomplete": "off"}
    if one.about.personal is not None:
        made |= {"autocomplete": "off"}
        if one.about.personal.kind == "phone":
            made |= {"type": "tel", "inputmode": "tel"}
    return made


def blank_form(work: Work, cls: type, given: Mapping[str, str]) -> EntityForm:
    """Return an empty form with the defaults, and with what the address of the page already says."""
    made = form_class(cls, work.actor.role)
    start = _defaults(made)
    day = about(cls).dated
    if day is not None and day in made.described and made.described[day].required and made.described[day].about.past:
        start[day] = work.today.isoformat()
    start |= {name: given[name] for name in made.described if name in given}
    form = made(data=start)
    _prepare(form, work, None)
    return form


def record_form(work: Work, record: Any) -> EntityForm:
    """Return the form of a record as it stands; masked data are left empty, and stay what they are if left so."""
    kind: Any = type(record)
    made = form_class(kind, work.actor.role)
    start = {
        one.name: "" if hidden(one) else _written(one, getattr(record, one.name)) for one in made.described.values()
    }
    form = made(data=start)
    _prepare(form, work, record)
    return form


def sent_form(work: Work, cls: type, sent: Any, record: Any = None) -> EntityForm:
    """Return the form as it was sent, with everything that was typed."""
    form = form_class(cls, work.actor.role)(sent)
    _prepare(form, work, record)
    return form


def part_form(work: Work, cls: type, prefix: str, sent: Any = None) -> EntityForm:
    """Return the form of a part inside that of its whole: empty, or as it was sent."""
    made = form_class(cls, work.actor.role)
    form = made(sent, prefix=f"{prefix}-") if sent is not None else made(prefix=f"{prefix}-", data=_defaults(made))
    _hint(form, work)
    for one in form.described.values():
        if one.ref is not None and not one.part and one.name != "division_id":
            _offer(form[one.name], one, work)
    return form


def _defaults(made: type[EntityForm]) -> dict[str, Any]:
    return {
        one.name: _written(one, getattr(one.default, "factory", lambda kept=one.default: kept)())
        for one in made.described.values()
        if one.default not in (None, "") and not one.required
    }


def _written(one: Described, value: Any) -> Any:
    """Return a value as its field is filled with it."""
    if value is None:
        return ""
    if one.many:
        return [item.value for item in value]
    if one.type is bool:
        return ("1" if value else "0") if one.optional else value
    if isinstance(value, datetime):
        return value.astimezone(CHINA).strftime("%Y-%m-%dT%H:%M")
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _hint(form: EntityForm, work: Work) -> None:
    """Hand the page what it works out and says while somebody types; without a script the notices just stand there."""
    place = work.scope.place
    for one in form.described.values():
        field: Any = form[one.name]
        field.notices = notices(work, one, work.today, place)
        times = factor(work, one, work.today, place)
        if times is not None and one.about.estimate is not None and one.about.estimate.of in form:
            of = form[one.about.estimate.of].id
            field.render_kw = {**(field.render_kw or {}), "data-estimate-of": of, "data-estimate-by": f"{times:f}"}


def _prepare(form: EntityForm, work: Work, record: Any) -> None:
    _hint(form, work)
    for one in form.described.values():
        field: Any = form[one.name]
        if one.ref is not None:
            _offer(field, one, work, form.lies_at)
        if one.about.flow is not None:
            steps = _steps(one, one.about.flow, work.actor.role, record)
            field.options = [pair for pair in _choices(one) if pair[0] in steps]
        if record is not None and hidden(one):
            kept = str(getattr(record, one.name) or "")
            field.render_kw = {
                **(field.render_kw or {}),
                "placeholder": words(_("{kept}，不改就空着"), kept=mask(kept)) if kept else "",
            }


def _steps(one: Described, flow: Flow, role: Role, record: Any) -> set[str]:
    """Return the states that a role may choose: those that a new record may begin with, or that follow where it is."""
    if record is None:
        states: Any = one.type
        return {"", *(state.value for state in states if flow.begins(role, state, one.default))}
    now = getattr(record, one.name)
    return {now.value, *(state.value for state in flow.follow.get(now, ()) if flow.allows(role, state))}


def _offer(field: Any, one: Described, work: Work, level: int | None = None) -> None:
    """Fill the list of a reference if it is short, else write out what is chosen; records may lie at one level only."""
    target: Any = one.ref
    if target is Division:
        near: Sequence[Any] | None = places(work, FEW_PLACES, level if one.name == "division_id" else None)
    else:
        near = found(work, target, "", FEW) if work.scope.may_read(target) else ()
        near = None if len(near) >= FEW else near
    text = str(field.data or "")
    field.options = None
    chosen = _chosen(work, one, text)
    if near is not None:
        listed = list(near) if chosen is None or any(row.id == chosen.id for row in near) else [chosen, *near]
        blank = [("", _UNFILLED if one.optional else _PICK)] if one.optional or len(listed) != 1 else []
        field.options = [*blank, *((str(row.id), heading(row)) for row in listed)]
        if chosen is not None:
            field.data = str(chosen.id)
    elif chosen is not None:
        field.data = f"{heading(chosen)}#{chosen.id}"


def _chosen(work: Work, one: Described, text: str) -> Any:
    if not text:
        return None
    try:
        number = resolved(work, one, f"#{text}" if text.isdigit() else text)
    except FscoreError:
        return None  # what was typed stays in the field, and the validation says what is wrong with it
    target: Any = one.ref
    return work.get(target, number)


def take_over(form: EntityForm, record: Any, changes: Iterable[Change]) -> None:
    """Put what somebody else changed into the fields that this person has left as they were."""
    for change in changes:
        one = form.described.get(change.field)
        if one is None or one.ref is not None or one.many or change.personal:
            continue
        field: Any = form[change.field]
        try:
            typed = one.accept(field.data)
        except InvalidValue:
            continue  # it stays as it was typed, and the validation says what is wrong with it
        if same_as_in_trail(typed, change.before):
            field.data = _written(one, getattr(record, change.field))


def filled(form: EntityForm, work: Work, record: Any = None, whole: Any = None) -> Filled:
    """Return the values of a form as the core takes them.

    Args:
        record: the record that is changed; of one, masked data that were left empty are not among the values.
        whole: the record that this one is to be a part of.
    """
    values: dict[str, Any] = {}
    faults: list[InvalidValue] = []
    for one in form.described.values():
        data = form[one.name].data
        data = data.strip() if isinstance(data, str) else "" if data is None else data
        if record is not None and hidden(one) and not data:
            continue
        if one.ref is not None and data:
            text = str(data)
            try:
                data = resolved(work, one, f"#{text}" if text.isdigit() else text)
            except InvalidValue as fault:
                faults.append(fault)
                continue
        if one.type is datetime and data:
            data = f"{data}+08:00"
        if one.many:
            data = frozenset(data or ())
        values[one.name] = data
    place = getattr(whole or record, "division_id", None) or values.get("division_id")
    around = work.place(place) if isinstance(place, int) else work.scope.place
    made = filled_in(work, form.described.values(), values, _day_of(work, whole or record), around)
    return Filled(made, tuple(faults))


def _day_of(work: Work, record: Any) -> date:
    """Return the day that a record is judged by; one that is not there yet belongs to today."""
    day = about(type(record)).dated if record is not None else None
    return work.today if day is None else getattr(record, day) or work.today


def show_faults(form: EntityForm, fault: FscoreError) -> list[str]:
    """Put faults at the fields they speak of, and return those that speak of none of this form."""
    single: Sequence[FscoreError] = fault.faults if isinstance(fault, InvalidRecord) else (fault,)
    rest = []
    for one in single:
        name = one.data.get("field", "")
        if name in form.described:
            field: Field = form[name]
            field.errors = [*field.errors, words(one)]
        else:
            rest.append(words(one))
    return rest


def all_faults(cls: type, faults: Sequence[InvalidValue], values: Mapping[str, Any]) -> Any:
    """Raise the faults of references together with those of all other fields that have a value.

    Raises:
        InvalidRecord: always.
    """
    known = {fault.data.get("field") for fault in faults}
    others: list[InvalidValue] = []
    if values:
        try:
            build(cls, values)
        except InvalidRecord as fault:
            others = [one for one in fault.faults if one.data.get("field") not in known]
    raise InvalidRecord([*faults, *others])


def sections(form: EntityForm) -> tuple[list[Field], list[Field]]:
    """Return the fields that everybody looks at, and those that may stay empty: they are folded away."""
    needed = [form[one.name] for one in form.described.values() if one.required or one.about.flow is not None]
    rest = [form[one.name] for one in form.described.values() if not one.required and one.about.flow is None]
    return needed, rest
