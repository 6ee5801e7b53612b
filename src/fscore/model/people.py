"""People, organisations, posts and who holds them."""

from datetime import date
from itertools import pairwise
from typing import Annotated

from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.division import Division
from fscore.model.entity import About, Personal, Ref, entity, field
from fscore.model.identifiers import phone_fault
from fscore.model.record import Record

PUBLIC_DUTY = Personal(
    "phone", _("履行食品安全职责、公布监督电话"), _("食品安全法第六条、第一百一十五条"), masked=False
)
CONTACT = Personal("phone", _("联系当事人"), _("个人信息保护法第十三条"))


@entity(table="organisation", label=_("单位"), title=("name",), regimes=("R02",))
class Organisation(Record):
    """An office, department or other body that is not a food business."""

    name: Annotated[str, About(_("单位名称"), max_length=100, searchable=True)]
    address: Annotated[str, About(_("地址"), max_length=200)] = ""
    phone: Annotated[str | None, About(_("电话"), check=phone_fault, personal=PUBLIC_DUTY)] = None


@entity(table="person", label=_("人员"), title=("name",), regimes=("R03",))
class Person(Record):
    """Somebody who holds a post or a certificate."""

    name: Annotated[str, About(_("姓名"), max_length=50, searchable=True)]
    phone: Annotated[str | None, About(_("电话"), check=phone_fault, personal=PUBLIC_DUTY)] = None
    organisation_id: Annotated[int | None, About(_("单位"), listed=False), Ref(Organisation)] = None


class Post(Choice):
    """The posts that somebody may hold for a division or an operator."""

    GROUP_HEAD = "group_head", _("领导小组组长")
    GROUP_DEPUTY = "group_deputy", _("领导小组副组长")
    OFFICE_DIRECTOR = "office_director", _("食安办主任")
    OFFICER = "officer", _("食品安全专干")
    FIRST_RESPONSIBLE = "first_responsible", _("第一责任人")
    LIAISON = "liaison", _("食品安全联络员")
    ASSISTANT = "assistant", _("食品安全协管员")
    INFORMANT = "informant", _("食品安全信息员")
    CONTACT = "contact", _("区级联系人")
    PRINCIPAL = "principal", _("经营单位负责人")


@entity(
    table="appointment",
    label=_("任职"),
    title=("post",),
    dated="starts_on",
    index=(("post", "starts_on"),),
    regimes=("R01", "R02", "R03", "R04"),
)
class Appointment(Record):
    """Who holds which post, for a division or one of its operators, from when to when."""

    person_id: Annotated[int, About(_("人员"), indexed=True), Ref(Person)]
    post: Annotated[Post, About(_("职务"), filtered=True)]
    starts_on: Annotated[date, About(_("任职日期"))]
    ends_on: Annotated[date | None, About(_("离任日期"))] = None
    full_time: Annotated[bool, About(_("专职"))] = False
    operator_id: Annotated[int | None, About(_("经营主体"), listed=False)] = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the post is held on ``day``; both the first and the last day count."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def faults(self) -> tuple[InvalidValue, ...]:
        """Nobody leaves a post before taking it."""
        return order_faults(self, "starts_on", "ends_on")


class CredentialKind(Choice):
    """What a person's certificate is for."""

    COOK = "cook", _("农村厨师证")
    TRAINING = "training", _("培训合格证明")
    EXAM = "exam", _("考核合格证明")


@entity(table="credential", label=_("个人证明"), title=("kind", "number"), dated="issued_on", regimes=("R54",))
class Credential(Record):
    """A certificate that a person holds, with its days of validity."""

    person_id: Annotated[int, About(_("人员"), indexed=True), Ref(Person)]
    kind: Annotated[CredentialKind, About(_("证明种类"), filtered=True)]
    issued_on: Annotated[date, About(_("发证日期"), past=True)]
    valid_to: Annotated[date | None, About(_("有效期至"))] = None
    number: Annotated[str, About(_("证号"), max_length=50)] = ""

    def faults(self) -> tuple[InvalidValue, ...]:
        """A certificate does not end before it begins."""
        return order_faults(self, "issued_on", "valid_to")


def order_faults(record: object, *days: str) -> tuple[InvalidValue, ...]:
    """Return the faults of days that lie before the one named ahead of them, the nearest that is filled in."""
    filled = [name for name in days if getattr(record, name) is not None]
    return tuple(
        _too_early(record, name, before)
        for before, name in pairwise(filled)
        if getattr(record, name) < getattr(record, before)
    )


def _too_early(record: object, name: str, before: str) -> InvalidValue:
    label, earlier = field(type(record), name).about.label, field(type(record), before).about.label
    template = _("“{label}”不能早于“{earlier}”")
    return InvalidValue(template, field=name, label=label, value=getattr(record, name), earlier=earlier)


__all__ = [
    "CONTACT",
    "PUBLIC_DUTY",
    "Appointment",
    "Credential",
    "CredentialKind",
    "Division",
    "Organisation",
    "Person",
    "Post",
    "order_faults",
    "phone_fault",
]
