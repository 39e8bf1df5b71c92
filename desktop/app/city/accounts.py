"""`city-set-password`: city accounts of people, for IT at the city."""

import argparse
from urllib.parse import parse_qs, urlsplit

from desktop.app.city.command import CommandResult, city_config, opened_city, refuse, tell
from desktop.app.city.secret_prompt import read_password
from desktop.cityserver.admin.accounts import (
    AccountRefused,
    NewAccount,
    remove_account,
    set_account,
)
from desktop.cityserver.secrets.account_keys import AccountKeys
from desktop.cityserver.secrets.pins import Pins
from desktop.domain.access.account import (
    MAX_LOGIN_NAME,
    MAX_PASSWORD,
    MIN_LOGIN_NAME,
    MIN_PASSWORD,
    PasswordFault,
)
from desktop.domain.ids import UserId

_GROUP = 4
_REFUSALS = {
    "no_user": "Chưa có người này, hãy tạo bằng city-create-user. "
    "· No such person, city-create-user makes one.",
    "no_account": "Người này không có tài khoản. · This person has no account.",
    "login_name_taken": "Tên đăng nhập đã có người dùng. · The login name is another person's.",
    "app_unreadable": "Khóa của ứng dụng xác thực không còn ở đây, hãy dùng --new-totp. "
    "· The key of the person's app is not here any more, use --new-totp.",
    "bad_login_name": f"Tên đăng nhập có {MIN_LOGIN_NAME} đến {MAX_LOGIN_NAME} chữ thường, chữ số "
    "hoặc dấu . _ -: dùng --login-name. "
    f"· A login name has {MIN_LOGIN_NAME} to {MAX_LOGIN_NAME} small letters, digits or . _ -: "
    "use --login-name.",
    PasswordFault.LENGTH: f"Mật khẩu phải có {MIN_PASSWORD} đến {MAX_PASSWORD} ký tự. "
    f"· A password has {MIN_PASSWORD} to {MAX_PASSWORD} characters.",
    PasswordFault.UNPRINTABLE: "Mật khẩu có ký tự không in được. "
    "· The password holds characters that cannot be printed.",
    PasswordFault.HOLDS_LOGIN_NAME: "Mật khẩu không được chứa tên đăng nhập. "
    "· The password must not hold the login name.",
}


def set_password(arguments: argparse.Namespace) -> int:
    """`reception-room city-set-password`."""
    return tell(arguments, _remove if arguments.remove else _set_password)


def _set_password(arguments: argparse.Namespace) -> CommandResult:
    user_id = UserId(arguments.user)
    keys = AccountKeys(city_config(arguments).folder)
    with opened_city(arguments) as database:
        new = NewAccount(
            user_id=user_id,
            password=read_password(arguments.password_file),
            login_name=arguments.login_name,
            has_new_app=arguments.new_totp,
            stays_signed_in=arguments.keep_signed_in,
        )
        try:
            found = set_account(database, keys, new, pins=Pins(cost=arguments.kdf_cost))
        except AccountRefused as refused:
            refuse(refused.word, _REFUSALS[refused.word])
    lines = [f"Đã lưu tài khoản · Account saved: {found.login_name} ({user_id})"]
    facts: dict[str, object] = {"user_id": user_id, "login_name": found.login_name}
    if found.app_address is not None:
        secret = _secret_of(found.app_address)
        lines += [
            "Ứng dụng xác thực, chỉ hiện một lần · Authenticator app, shown this once:",
            f"  {found.app_address}",
            f"  gõ tay · by hand: {secret}",
        ]
        facts["app_address"] = found.app_address
    return CommandResult(lines=tuple(lines), facts=facts)


def _secret_of(app_address: str) -> str:
    secret = parse_qs(urlsplit(app_address).query)["secret"][0]
    return " ".join(secret[at : at + _GROUP] for at in range(0, len(secret), _GROUP))


def _remove(arguments: argparse.Namespace) -> CommandResult:
    user_id = UserId(arguments.user)
    with opened_city(arguments) as database:
        if not remove_account(database, user_id):
            refuse("no_account", _REFUSALS["no_account"])
    return CommandResult(
        lines=(f"Đã bỏ tài khoản · Account removed: {user_id}",), facts={"user_id": user_id}
    )
