"""Taking down an answer sheet: the score comes from the key of the survey, whole points, cut and never rounded."""

from collections.abc import Mapping
from typing import Any

from fscore.errors import InvalidRecord, InvalidValue, NotPossible
from fscore.labels import _
from fscore.services.work import Work
from fscore_survey.model import Survey, SurveyAnswer, SurveyState

FULL = 100
"""Scores are shares of a full sheet in hundredths, so that surveys of any length compare."""


def mark(key: str, answers: str) -> int:
    """Return the score from 0 to 100 of one sheet; what was not answered is wrong.

    Raises:
        InvalidValue: if there is no key, or there are more answers than questions.

    >>> mark("ACB", "AC-")
    66
    """
    if not key:
        raise InvalidValue(_("这份问卷没有“{label}”，不能评分"), field="answer_key", label=_("标准答案"), value=key)
    if len(answers) > len(key):
        template = _("“{label}”有 {count} 个，题目只有 {questions} 道")
        raise InvalidValue(
            template, field="answers", label=_("各题答案"), value=answers, count=len(answers), questions=len(key)
        )
    right = sum(given == wanted for given, wanted in zip(answers, key, strict=False))
    return right * FULL // len(key)


def record_answer(work: Work, survey: Survey, values: Mapping[str, Any]) -> SurveyAnswer:
    """Take down one sheet; its score is worked out from ``answers`` if the survey has a key.

    Raises:
        NotPossible: if nobody is being asked: the survey has not begun, or is over.
        InvalidRecord: with what is wrong with the sheet.
    """
    if survey.state is not SurveyState.FIELDED:
        raise NotPossible(_("问卷调查“{name}”是“{state}”，不能登记答卷"), name=survey.name, state=survey.state.label)
    scored = dict(values)
    if survey.answer_key and values.get("answers"):
        try:
            scored["score"] = mark(survey.answer_key, values["answers"])
        except InvalidValue as fault:
            raise InvalidRecord([fault]) from None
    return work.create(SurveyAnswer, {"division_id": survey.division_id, "survey_id": survey.id, **scored})
