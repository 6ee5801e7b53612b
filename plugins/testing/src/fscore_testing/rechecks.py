"""The owner's right to a re-inspection: asked for in time, and not by the rapid method."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from fscore.errors import NotPossible
from fscore.labels import _
from fscore.services.work import Work
from fscore_testing.model import Method, Result, Retest, RetestKind, Test


def request_recheck(work: Work, test: Test, asked_at: datetime, values: Mapping[str, Any] | None = None) -> Retest:
    """Write down that the owner of a lot asks for a re-inspection. Whoever calls it commits.

    Raises:
        NotPossible: if the test was passed, the owner was never told, or the hours of the rule are over.
    """
    if test.result is not Result.POSITIVE or test.tested_on is None:
        raise NotPossible(_("检测合格的不用复检：{sample}"), sample=test.sample)
    if test.informed_at is None:
        raise NotPossible(_("先填“告知货主时间”，复检的时限从告知时算起：{sample}"), sample=test.sample)
    limit = work.rules.value("testing.recheck-hours", test.tested_on, work.place(test.division_id)).value
    if asked_at - test.informed_at > timedelta(hours=int(limit)):
        raise NotPossible(_("告知后 {hours} 小时内可以申请复检，现在已经过了"), hours=limit)
    about = {"kind": RetestKind.RECHECK, "number": 1, "method": Method.LABORATORY, "asked_at": asked_at}
    return work.create(Retest, {"division_id": test.division_id, "test_id": test.id, **about, **(values or {})})
