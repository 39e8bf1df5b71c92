"""The city account of a person: login name, password, code of an authenticator app."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

MIN_LOGIN_NAME = 3
MAX_LOGIN_NAME = 64
MIN_PASSWORD = 12
MAX_PASSWORD = 128
CODE_DIGITS = 6
_LOGIN_NAME = re.compile(rf"[a-z0-9][a-z0-9._-]{{{MIN_LOGIN_NAME - 1},{MAX_LOGIN_NAME - 1}}}")


class PasswordFault(StrEnum):
    """Why a password is not taken."""

    LENGTH = "length"
    UNPRINTABLE = "unprintable"
    HOLDS_LOGIN_NAME = "holds_login_name"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AccountCredentials:
    """What a person shows to get in by account; never printed, logged or kept.

    code: six digits of the app. new_pin: to have from now on at every room, None to keep the old.
    """

    login_name: str
    password: str
    code: str
    new_pin: str | None = None


def plain_login_name(untrusted_text: str) -> str:
    """As it is kept: in small letters, without spaces around."""
    return untrusted_text.strip().lower()


def is_login_name(text: str) -> bool:
    """Whether it can be one: small letters, digits, `.`, `_`, `-`; 3 to 64 of them."""
    return _LOGIN_NAME.fullmatch(text) is not None


def plain_password(untrusted_text: str) -> str:
    """One form for all keyboards (NFKC): the same letters typed elsewhere are the same password."""
    return unicodedata.normalize("NFKC", untrusted_text)


def password_fault(password: str, login_name: str) -> PasswordFault | None:
    """What is wrong with a new password, None when it may be taken. Both in their plain form."""
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        return PasswordFault.LENGTH
    if not password.isprintable():
        return PasswordFault.UNPRINTABLE
    if login_name in password.lower():
        return PasswordFault.HOLDS_LOGIN_NAME
    return None
