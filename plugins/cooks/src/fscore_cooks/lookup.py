"""Asked about a cook by name: may this one cook, and until when."""

from datetime import date

import attrs
import sqlalchemy as sa

from fscore.labels import _
from fscore.model.people import Credential
from fscore.model.period import Period, chinese_date, year
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore_cooks.model import CookStage, RuralCook
from fscore_cooks.roster import active_cooks, credentials_of, trained
from fscore_health.certificates import certificates_valid
from fscore_health.model import HealthCertificate

AT_MOST = 20
FOREVER = date.max


@attrs.frozen
class Standing:
    """How a cook stands on a day; ``certified_to`` and ``healthy_to`` are the last days, None without a valid paper.

    ``certified_to`` is ``date.max`` for a certificate without an end.
    """

    cook: RuralCook
    stage: CookStage
    certified_to: date | None
    healthy_to: date | None

    @property
    def fit(self) -> bool:
        """Whether the cook may cook: green if so, red if not."""
        return self.certified_to is not None and self.healthy_to is not None

    @property
    def words(self) -> str:
        """What is told to whoever asks, in one line."""
        papers = ((_("厨师证"), self.certified_to), (_("健康证"), self.healthy_to))
        return "，".join(_paper(label, ends) for label, ends in papers)


def look_up(work: Work, name: str, on: date | None = None) -> list[Standing]:
    """Return how the cooks whose name has ``name`` in it stand on a day, as far as whoever asks may see them."""
    day = on or work.today
    asked = name.strip()
    if not asked:
        return []
    named = active_cooks(day).where(col(RuralCook.name).contains(asked, autoescape=True))
    return [_standing(work, cook, day) for cook in work.all(named.order_by(col(RuralCook.id)).limit(AT_MOST))]


def _standing(work: Work, cook: RuralCook, day: date) -> Standing:
    papers = work.all(credentials_of(cook.person_id).where(col(Credential.issued_on) <= day))
    ends = [paper.valid_to or FOREVER for paper in papers]
    certified_to = max((last for last in ends if last >= day), default=None)
    own = certificates_valid(day).where(col(HealthCertificate.person_id) == cook.person_id)
    health = work.first(own.order_by(col(HealthCertificate.valid_to).desc()))
    healthy_to = None if health is None else health.valid_to
    this_year = Period(year(day.year).first, day)
    came = work.count(
        sa.select(RuralCook).where(col(RuralCook.id) == cook.id, trained(this_year, col(RuralCook.person_id)))
    )
    stages = (
        (certified_to is not None, CookStage.CERTIFIED),
        (bool(papers), CookStage.EXPIRED),
        (healthy_to is not None, CookStage.EXAMINED),
        (bool(came), CookStage.TRAINED),
    )
    stage = next((stage for reached, stage in stages if reached), CookStage.REGISTERED)
    return Standing(cook, stage, certified_to, healthy_to)


def _paper(label: str, ends: date | None) -> str:
    if ends is None:
        return _("没有有效的{label}").format(label=label)
    if ends == FOREVER:
        return _("{label}长期有效").format(label=label)
    return _("{label}有效期至{day}").format(label=label, day=chinese_date(ends))
