"""The matrix of rights as a document and as a table, written from what the server decides by."""

from collections.abc import Callable, Iterable
from typing import Any

from desktop.cityserver.access.route_rights import MESSAGE_RIGHTS, ROUTE_RULES, Caller, RouteRule
from desktop.domain.access.kinds import KINDS
from desktop.domain.access.person import Role
from desktop.domain.access.rights import CONDUCTING, MATRIX, Right, may

_HEAD = """# Rights · Quyền

Written by `make schemas` from what the city server decides by (`desktop/domain/access/rights.py`,
`desktop/cityserver/access/route_rights.py`); the same as data: [rights.json](rights.json).
● may, – may not.

A leader signed in at headquarters conducts from any site (scope `city`), one at a commune where
the commune is the central site (scope `commune`); everybody else conducts at the central site. A
session without `read_case` is told without its title and the citizens' side. A denunciation, its
sessions, minutes and papers are told only to those on its list, whatever their role.
"""


def rights_document() -> dict[str, Any]:
    """Everything that decides, by identifiers."""
    return {
        "roles": {role.value: _sorted(rights) for role, rights in MATRIX.items()},
        "conducting": _sorted(CONDUCTING),
        "records": {
            kind: {"read": _value(rule.read), "write": _value(rule.write)}
            for kind, rule in KINDS.items()
        },
        "routes": {_place(place): _rule(rule) for place, rule in ROUTE_RULES.items()},
        "messages": {_type_of(message): right.value for message, right in MESSAGE_RIGHTS.items()},
    }


def rights_table() -> str:
    """A page for people: a table for each thing that is decided."""
    parts = [
        _HEAD,
        "## Rights of the roles\n",
        _table("right", ((right.value, _holder(right)) for right in Right)),
        "## Records: who is told\n",
        "Kinds without ● are kept for the audit log alone.\n",
        _table("kind", ((kind, _holder(rule.read)) for kind, rule in KINDS.items())),
        "## Records: who may write at all\n",
        "Kinds without ● are the city's own.\n",
        _table("kind", ((kind, _holder(rule.write)) for kind, rule in KINDS.items())),
        "## Routes\n",
        "Routes for rooms ask for the room's token, routes for anybody for none.\n",
        _table("route", ((_named(place, rule), rule.lets) for place, rule in ROUTE_RULES.items())),
        "## Messages of the live channel\n",
        _table(
            "message",
            ((_type_of(message), _holder(right)) for message, right in MESSAGE_RIGHTS.items()),
        ),
    ]
    return "\n".join(parts)


def _table(first: str, lines: Iterable[tuple[str, Callable[[Role], bool]]]) -> str:
    roles = list(Role)
    rows = [[first, *(f"`{role.value}`" for role in roles)], ["---"] * (len(roles) + 1)]
    rows += [
        [f"`{name}`", *("●" if is_let(one) else "–" for one in roles)] for name, is_let in lines
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _holder(right: Right | None) -> Callable[[Role], bool]:
    return lambda role: right is not None and may(role, right)


def _value(right: Right | None) -> str | None:
    return None if right is None else right.value


def _named(place: tuple[str, str], rule: RouteRule) -> str:
    is_for_people = rule.caller is Caller.PERSON
    return _place(place) if is_for_people else f"{_place(place)} ({rule.caller})"


def _place(place: tuple[str, str]) -> str:
    return " ".join(place)


def _rule(rule: RouteRule) -> dict[str, Any]:
    return {
        "caller": rule.caller.value,
        "any_of": _sorted(rule.rights),
        "refusal": rule.refusal.value,
    }


def _type_of(message: type[Any]) -> str:
    return str(message.model_fields["type"].default)


def _sorted(rights: Iterable[Right]) -> list[str]:
    return sorted(right.value for right in rights)
