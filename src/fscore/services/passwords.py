"""Passwords: what a good one is, how it is kept (argon2id), and how a wrong one takes as long as a right one."""

import os
import re
import unicodedata
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.roles import Role

LONGEST = 128
SHORTEST = 8
SHORTEST_FOR_STAFF = 15
STAFF = frozenset({Role.SYSADMIN, Role.AUDITOR, Role.SECURITY})
_MEMORY = 19_456  # KiB, with two passes: the profile that OWASP names for argon2id

_RUNS = ("01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
_NUMBER_LENGTH = 20  # below it digits alone are a birthday, a telephone, an identity card


def read_password(text: str) -> str:
    """Return a password as it is kept: a full-width digit is the digit, whatever the keyboard."""
    return unicodedata.normalize("NFKC", text)


def check_password(text: str, role: Role, about: tuple[str, ...] = ()) -> None:
    """Refuse a password that is too short, too long, or among the first that anybody would try.

    Args:
        text: the password.
        role: whoever runs, grants or audits the system needs a longer one.
        about: words that are known of the person: login name, name, division.

    Raises:
        InvalidValue: saying what to write instead; the password is not in it.
    """
    password = read_password(text)
    least = shortest(role)
    if len(password) < least:
        raise _fault(_("密码至少 {least} 个字，现在 {count} 个"), least=least, count=len(password))
    if len(password) > LONGEST:
        raise _fault(_("密码最多 {most} 个字，现在 {count} 个"), most=LONGEST, count=len(password))
    if _easy(password.casefold(), tuple(read_password(word).casefold() for word in about if word)):
        raise _fault(_("这个密码太常见，容易被猜到。换一个，比如三四个不相干的词连起来"))


def _fault(template: str, **data: int) -> InvalidValue:
    return InvalidValue(template, field="password", label=_("密码"), value=None, **data)


@cache
def _frequent() -> frozenset[str]:
    """Return what people take when nobody stops them; digits and signs around it are taken off before comparing."""
    return frozenset(Path(__file__).with_name("frequent_passwords.txt").read_text(encoding="utf-8").split())


def _easy(password: str, about: tuple[str, ...]) -> bool:
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", password)
    plain_core = core.translate(str.maketrans("@013$5!", "aoiessi"))
    known = {word for word in about if len(word) > 1}
    return (
        len(set(password)) < 4
        or (password.isdigit() and len(password) < _NUMBER_LENGTH)
        or core in _frequent()
        or plain_core in _frequent()
        or core in known
        or any(_repeats(password, word) for word in known)
        or _in_a_row(password)
    )


def _in_a_row(text: str) -> bool:
    return len(text) > 3 and any(text in run for run in _RUNS)


def _repeats(password: str, word: str) -> bool:
    """Tell whether little is left of a password without a word that everybody knows of the person."""
    return word in password and len(password.replace(word, "")) < 5


def hash_password(text: str) -> str:
    """Return what is kept of a password."""
    kdf = Argon2id(salt=os.urandom(16), length=32, iterations=2, lanes=1, memory_cost=_MEMORY)
    return kdf.derive_phc_encoded(read_password(text).encode())


@cache
def _nobodys() -> str:
    return hash_password(os.urandom(16).hex())


def verify_password(text: str, kept: str | None) -> bool:
    """Tell whether a password is the kept one; without one it takes as long and is never right."""
    tried = read_password(text[: 4 * LONGEST]).encode()
    try:
        Argon2id.verify_phc_encoded(tried, kept or _nobodys())
    except InvalidKey:
        return False
    return kept is not None


def shortest(role: Role) -> int:
    """Return how long a password of somebody with a role is at least."""
    return SHORTEST_FOR_STAFF if role in STAFF else SHORTEST
