"""The roster of those who cook at rural banquets; what they hold stands in certificates, not in ticks."""

from datetime import date
from typing import Annotated

from fscore import About, Record, Ref, entity
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.people import CONTACT, Person, phone_fault
from fscore.model.roles import FIELDWORK


class CookStage(Choice):
    """How far a cook has come; it follows from certificates and sign-in sheets, and is never set by hand."""

    REGISTERED = "registered", _("已登记")
    TRAINED = "trained", _("已培训")
    EXAMINED = "examined", _("已体检")
    CERTIFIED = "certified", _("已持证")
    EXPIRED = "expired", _("证已过期")


@entity(
    table="cooks_rural_cook",
    label=_("农村厨师"),
    title=("name", "team"),
    dated="registered_on",
    key=("person_id",),
    write=FIELDWORK,
    regimes=("R54",),
)
class RuralCook(Record):
    """Somebody who cooks at banquets in the countryside, alone or with a team; who has left stays on record."""

    person_id: Annotated[int, About(_("人员")), Ref(Person)]
    name: Annotated[str, About(_("姓名"), max_length=50, searchable=True)]
    registered_on: Annotated[date, About(_("登记日期"), past=True)]
    team: Annotated[str, About(_("厨师队"), help=_("单独做的不填"), max_length=50, searchable=True)] = ""
    years: Annotated[int | None, About(_("从业年限"), unit=_("年"), at_least=0, at_most=80)] = None
    area: Annotated[str, About(_("活动区域"), help=_("常到哪些村办席"), max_length=100)] = ""
    mobile: Annotated[str | None, About(_("电话"), check=phone_fault, personal=CONTACT, listed=False)] = None
    left_on: Annotated[
        date | None, About(_("退出日期"), help=_("不再办席的日子"), listed=False, after="registered_on")
    ] = None


ENTITIES = (RuralCook,)
