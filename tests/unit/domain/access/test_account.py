"""Login names and passwords: what can be one."""

import pytest

from desktop.domain.access.account import (
    MAX_PASSWORD,
    AccountCredentials,
    PasswordFault,
    is_login_name,
    password_fault,
    plain_login_name,
    plain_password,
)

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("text", ["abc", "lan.nt", "0225-van_thu", "a" * 64])
def test_login_names(text: str) -> None:
    assert is_login_name(text)


@pytest.mark.parametrize(
    "text", ["", "ab", ".ab", "Lan", "lan nt", "lấn", "a" * 65, "abc\n", "a\0b"]
)
def test_what_is_none(text: str) -> None:
    assert not is_login_name(text)


def test_a_login_name_is_the_same_in_capitals_and_with_spaces_around() -> None:
    assert plain_login_name("  Lan.NT ") == "lan.nt"


def test_a_password_is_the_same_from_a_keyboard_that_composes_and_one_that_does_not() -> None:
    assert plain_password("phượng") == plain_password("phươ\u0323ng") == "phượng"


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("x" * 11, PasswordFault.LENGTH),
        ("x" * 12, None),
        ("hoa phượng đỏ", None),
        ("x" * MAX_PASSWORD, None),
        ("x" * (MAX_PASSWORD + 1), PasswordFault.LENGTH),
        ("hoa phượng\tđỏ", PasswordFault.UNPRINTABLE),
        ("của LAN.NT năm 1955", PasswordFault.HOLDS_LOGIN_NAME),
    ],
)
def test_passwords(password: str, fault: PasswordFault | None) -> None:
    assert password_fault(password, "lan.nt") is fault


def test_credentials_are_never_printed() -> None:
    shown = AccountCredentials(login_name="lan.nt", password="bí mật", code="123456")
    assert "bí mật" not in f"{shown!r} {shown}"
    assert "123456" not in f"{shown!r}"
