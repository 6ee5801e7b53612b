"""Accounts: who may sign in, as what, and for which division; passwords and sessions are kept elsewhere."""

import re
import unicodedata
from typing import Annotated

from fscore.labels import _
from fscore.model.division import Division
from fscore.model.entity import About, Personal, Ref, entity
from fscore.model.record import Record
from fscore.model.roles import NOBODY, Role

STAFF = frozenset({Role.SYSADMIN, Role.SECURITY, Role.INSTALLATION})
GRANTORS = frozenset({Role.SECURITY, Role.INSTALLATION})
# Roles that somebody may hold; the installation's operator is whoever has the machine, and has no account.
GRANTED = frozenset(Role) - {Role.INSTALLATION}
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{1,39}", re.ASCII)
_IDENTITY = Personal("name", _("登录和留痕"), _("网络安全法第二十一条"), masked=False)


def login_of(text: str) -> str:
    """Return a login name as it is compared: whatever the width and case of what was typed.

    >>> login_of(" ＺＨＡＮＧ.Ｓan ")
    'zhang.san'
    """
    return unicodedata.normalize("NFKC", text).strip().casefold()


def login_fault(text: str) -> str | None:
    """Return what is wrong with a login name, or None."""
    if _LOGIN.fullmatch(text):
        return None
    return _("用 2 到 40 个小写字母、数字、点、横线，也可以用手机号")


@entity(table="account", label=_("账号"), title=("name", "login"), read=STAFF, write=STAFF)
class Account(Record):
    """Somebody who may sign in; its division is the one that the role is held for.

    Its fields are not written by forms: what may be done to an account is in :mod:`fscore.services.accounts`.
    """

    division_id: Annotated[int, About(_("管哪里"), filtered=True, write=NOBODY), Ref(Division)]
    login: Annotated[str, About(_("登录名"), max_length=40, check=login_fault, personal=_IDENTITY, write=NOBODY)]
    name: Annotated[str, About(_("姓名"), max_length=50, searchable=True, personal=_IDENTITY, write=NOBODY)]
    role: Annotated[Role, About(_("角色"), filtered=True, write=NOBODY)]
    disabled: Annotated[bool, About(_("停用"), filtered=True, write=NOBODY)] = False
