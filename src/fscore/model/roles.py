"""Roles: what somebody may do, apart from where."""

from fscore.labels import _
from fscore.model.choice import Choice


class Role(Choice):
    """What a person does in the system; where, is the division that the role is held for."""

    LIAISON = "liaison", _("村级联络员")
    OFFICER = "officer", _("镇食安办专干")
    LEADER = "leader", _("分管领导")
    DISTRICT = "district", _("区级人员")
    SYSADMIN = "sysadmin", _("系统管理员")
    SECURITY = "security", _("安全管理员")
    AUDITOR = "auditor", _("审计员")
    INSTALLATION = "installation", _("安装操作员")


# The separation of powers: who runs, grants or audits the system doesn't work with its records.
BUSINESS = frozenset({Role.LIAISON, Role.OFFICER, Role.LEADER, Role.DISTRICT, Role.INSTALLATION})
OFFICE = frozenset({Role.OFFICER, Role.INSTALLATION})
FIELDWORK = frozenset({Role.LIAISON, Role.OFFICER, Role.INSTALLATION})
NOBODY: frozenset[Role] = frozenset()
