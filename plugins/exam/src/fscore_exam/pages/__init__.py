"""The pages of examinations: sitting a paper on screen, marking essays, certificates, corrected keys, statistics.

Only the front end imports this package; everything else of the plugin works without it.
"""

from fscore.labels import _
from fscore.model.roles import BUSINESS, OFFICE, Role
from fscore_admin.for_plugins import PluginFront, allow
from fscore_exam.conducting import CONDUCTORS
from fscore_exam.essays import any_waiting
from fscore_exam.model import Attempt, Paper, Question
from fscore_exam.pages import analysis, certifying, choosing, correcting, marking, taking

CONDUCT = allow(*CONDUCTORS, plugin="exam")
ANALYSE = allow(*(BUSINESS - {Role.LIAISON}), plugin="exam")
DECIDE = allow(*OFFICE, plugin="exam")
BOTH = ("GET", "POST")
_PAPER = "/papers/<int(max=9223372036854775807):record>"
_SITTING = "/sittings/<int(max=9223372036854775807):record>"
_PERSON = "<int(max=9223372036854775807):person>"
_NUMBER = "<int(max=9223372036854775807):number>"


def install(front: PluginFront) -> None:
    """Hand over the pages, and say where they are linked from."""
    front.route("/", "papers", choosing.papers, CONDUCT)
    front.route(_PAPER, "choose", choosing.choose, CONDUCT)
    front.route(f"{_PAPER}/{_PERSON}", "start", choosing.start, CONDUCT, BOTH)
    front.route(f"{_SITTING}/hand-over", "hand_over", choosing.hand_over, CONDUCT, ("POST",))
    front.route(_SITTING, "sheet", taking.sheet, CONDUCT, BOTH)
    front.route(f"{_SITTING}/answers/<int(max=9999):place>", "save", taking.save, CONDUCT, ("POST",))
    front.route(f"{_SITTING}/pictures/<int(max=9999):place>/{_NUMBER}", "picture", taking.show_picture, CONDUCT)
    front.route(f"{_SITTING}/clock", "clock", taking.clock, CONDUCT)
    front.route(f"{_SITTING}/check", "check", taking.check, CONDUCT)
    front.route(f"{_SITTING}/hand-in", "hand_in", taking.hand_in, CONDUCT, ("POST",))
    front.route(f"{_SITTING}/result", "result", taking.result, CONDUCT)
    front.route(f"{_PAPER}/analysis", "analysis", analysis.analysis, ANALYSE)
    front.route(f"{_PAPER}/analysis.xlsx", "analysis_file", analysis.analysis_file, ANALYSE)
    front.route(f"{_PAPER}/marking", "marking", marking.marking, DECIDE, BOTH)
    front.route(f"{_PAPER}/certify", "certify", certifying.certify, DECIDE, BOTH)
    front.route("/questions/<int(max=9223372036854775807):record>/key", "correct", correcting.correct, DECIDE, BOTH)
    front.link(Paper, "papers", _("现场答题"))
    front.link(Paper, "choose", _("选人答题"))
    front.link(Paper, "marking", _("阅卷"), when=any_waiting)
    front.link(Paper, "certify", _("发证"), when=certifying.to_do)
    front.link(Paper, "analysis", _("试题分析"))
    front.link(Question, "correct", _("更正答案"), when=correcting.on_a_paper)
    front.link(Attempt, "result", _("成绩单"))
    front.menu("papers", labels={"papers": _("考试")})
