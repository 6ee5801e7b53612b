"""Who handles food in a business, and the health certificates; what the doctor found is nobody's business here."""

from datetime import date
from typing import Annotated

from fscore import About, Personal, Record, Ref, entity
from fscore.labels import _
from fscore.model.operators import Operator
from fscore.model.people import Person
from fscore.model.roles import OFFICE

_PURPOSE = _("核对接触直接入口食品的人员持有有效健康证明")
_BASIS = _("食品安全法第四十五条、个人信息保护法第二十八条（敏感个人信息）")
HEALTH_NUMBER = Personal("health", _PURPOSE, _BASIS)
# The days of a certificate are what supervision looks at, and what a canteen posts on its wall.
HEALTH_DAYS = Personal("health", _PURPOSE, _BASIS, masked=False)


@entity(
    table="health_certificate",
    label=_("健康证"),
    title=("name", "valid_to"),
    dated="issued_on",
    key=("person_id", "issued_on"),
    write=OFFICE,
    index=(("person_id", "valid_to"), ("division_id", "valid_to")),
    regimes=("R47",),
)
class HealthCertificate(Record):
    """A certificate that somebody may handle food, with its days of validity; neither findings nor diseases."""

    person_id: Annotated[int, About(_("人员")), Ref(Person)]
    name: Annotated[str, About(_("持证人"), help=_("健康证上的姓名"), max_length=50, searchable=True)]
    issuer: Annotated[str, About(_("发证机构"), max_length=100)]
    issued_on: Annotated[date, About(_("发证日期"), past=True, personal=HEALTH_DAYS)]
    valid_to: Annotated[
        date,
        About(_("有效期至"), help=_("健康证上没有写的，满一年的前一天为止"), personal=HEALTH_DAYS, after="issued_on"),
    ]
    operator_id: Annotated[int | None, About(_("办证单位"), listed=False), Ref(Operator)] = None
    number: Annotated[str, About(_("健康证号"), max_length=50, personal=HEALTH_NUMBER, read=OFFICE, listed=False)] = ""
    revoked_on: Annotated[
        date | None,
        About(
            _("注销日期"),
            help=_("只写日期，不写原因和病情"),
            past=True,
            personal=HEALTH_DAYS,
            listed=False,
            after="issued_on",
        ),
    ] = None

    def valid_on(self, day: date) -> bool:
        """Tell whether the certificate is valid on ``day``; its last day counts, the day of its revocation does not."""
        return self.issued_on <= day <= self.valid_to and (self.revoked_on is None or day < self.revoked_on)


@entity(
    table="health_food_handler",
    label=_("食品从业人员"),
    title=("name", "job"),
    dated="starts_on",
    key=("operator_id", "person_id", "starts_on"),
    write=OFFICE,
    index=(("operator_id", "starts_on"), ("person_id", "starts_on"), ("division_id", "direct_contact", "starts_on")),
    regimes=("R47",),
)
class FoodHandler(Record):
    """Somebody who works with food in one business, from one day to another; another job is a new record."""

    operator_id: Annotated[int, About(_("经营主体")), Ref(Operator)]
    person_id: Annotated[int, About(_("人员")), Ref(Person)]
    name: Annotated[str, About(_("姓名"), max_length=50, searchable=True)]
    direct_contact: Annotated[bool, About(_("接触直接入口食品"), help=_("接触的要有健康证"), filtered=True)]
    starts_on: Annotated[date, About(_("上岗日期"), past=True)]
    job: Annotated[str, About(_("岗位"), help=_("如厨师、切配、服务员"), max_length=50)] = ""
    ends_on: Annotated[date | None, About(_("离岗日期"), after="starts_on")] = None


ENTITIES = (HealthCertificate, FoodHandler)
