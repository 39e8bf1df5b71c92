"""No line of a log names a person, by name or by id."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.paths import ROOT

pytestmark = pytest.mark.unit

LEVELS = frozenset({"debug", "info", "warning", "error", "exception", "critical"})
OF_PEOPLE = frozenset(
    {"user_id", "person_id", "login_name", "user_name", "full_name", "display_name", "id_number"}
    | {"phone", "citizen", "speaker", "preferred_username"}
)


def logged(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in LEVELS
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "logger"
        ):
            yield node


def people_in(call: ast.Call) -> list[str]:
    said = [part for value in call.args[1:] for part in ast.walk(value)]
    names = [part.id for part in said if isinstance(part, ast.Name)]
    return [
        one
        for one in (*names, *(part.attr for part in said if isinstance(part, ast.Attribute)))
        if one in OF_PEOPLE
    ]


def test_a_person_would_be_found() -> None:
    (call,) = logged(ast.parse('logger.info("signed in user=%s", session.user_id)'))
    assert people_in(call) == ["user_id"]


def test_no_line_of_a_log_is_told_who_somebody_is() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno} {people_in(call)}"
        for path in sorted(Path(ROOT / "desktop").rglob("*.py"))
        for call in logged(ast.parse(path.read_text(encoding="utf-8")))
        if people_in(call)
    ]
    assert found == []
