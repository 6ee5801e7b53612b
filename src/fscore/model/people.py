"""People, organisations and certificates."""

from datetime import date
from typing import Annotated

from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.division import Division
from fscore.model.entity import About, Personal, Ref, entity
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
    valid_to: Annotated[date | None, About(_("有效期至"), after="issued_on")] = None
    number: Annotated[str, About(_("证号"), max_length=50)] = ""


__all__ = [
    "CONTACT",
    "PUBLIC_DUTY",
    "Credential",
    "CredentialKind",
    "Division",
    "Organisation",
    "Person",
    "phone_fault",
]
