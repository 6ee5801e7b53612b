"""Posts (岗位), and who holds them for which place or business."""

from datetime import date
from typing import Annotated

from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import About, Ref, entity
from fscore.model.operators import Operator
from fscore.model.people import Person
from fscore.model.record import Record


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
    ends_on: Annotated[date | None, About(_("离任日期"), after="starts_on")] = None
    full_time: Annotated[bool, About(_("专职"))] = False
    operator_id: Annotated[int | None, About(_("经营主体"), listed=False), Ref(Operator)] = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the post is held on ``day``; both the first and the last day count."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
