"""`city-link-person`: links a person to an account at the issuer (OpenID Connect), for city IT."""

import argparse

from desktop.app.city.command import CommandResult, opened_city, refuse, tell
from desktop.cityserver.admin.issuer_accounts import (
    LinkRefused,
    forget_issuer_link,
    set_issuer_name,
)
from desktop.domain.ids import UserId

_REFUSALS = {
    "no_user": "Chưa có người này, hãy tạo bằng city-create-user. "
    "· No such person, city-create-user makes one.",
    "bad_name": "Tên tại nơi cấp tài khoản không dùng được. · This can be no name at the issuer.",
    "name_taken": "Tên này đã là của người khác. · The name is another person's.",
    "no_link": "Người này chưa có tài khoản cơ quan nào ở đây. "
    "· Nothing is known of this person at the issuer.",
}


def link_person(arguments: argparse.Namespace) -> int:
    """`reception-room city-link-person`."""
    return tell(arguments, _forget if arguments.forget else _link)


def _link(arguments: argparse.Namespace) -> CommandResult:
    user_id = UserId(arguments.user)
    with opened_city(arguments) as database:
        try:
            name = set_issuer_name(database, user_id, arguments.issuer_name)
        except LinkRefused as refused:
            refuse(refused.word, _REFUSALS[refused.word])
    return CommandResult(
        lines=(f"Đã ghi tên tại nơi cấp tài khoản · Name at the issuer: {name} ({user_id})",),
        facts={"user_id": user_id, "issuer_name": name},
    )


def _forget(arguments: argparse.Namespace) -> CommandResult:
    user_id = UserId(arguments.user)
    with opened_city(arguments) as database:
        if not forget_issuer_link(database, user_id):
            refuse("no_link", _REFUSALS["no_link"])
    return CommandResult(
        lines=(f"Đã bỏ tài khoản cơ quan · Let go of the account there: {user_id}",),
        facts={"user_id": user_id},
    )
