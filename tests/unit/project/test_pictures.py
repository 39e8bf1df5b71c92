"""Pictures of the screens come from states that presenters drew, not from states made by hand."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.paths import ROOT

pytestmark = pytest.mark.unit

MADE_BY_HAND: dict[str, frozenset[str]] = {}
"""Classes of view states that a module makes, by its name. Nothing may be added."""

_A_MODULE = """
from desktop.presenters.conduct.roster import roster_state
from desktop.presenters.conduct.roster.roster_state import RosterRow as Row, Veil, VeilKind

row, kind, other = Row(number=1), VeilKind.LEFT, roster_state.Tile(number=1)
"""


def state_classes() -> dict[str, frozenset[str]]:
    """By module: the classes whose objects presenters draw; words that are only chosen are none."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): frozenset(
            node.name
            for node in ast.parse(path.read_text("utf-8")).body
            if isinstance(node, ast.ClassDef) and node.decorator_list
        )
        for path in (ROOT / "desktop" / "presenters").rglob("*_state.py")
    }


def made_in(source: str) -> frozenset[str]:
    """View states that this source makes."""
    tree, states = ast.parse(source), state_classes()
    names = dict(_imported(tree, states))
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return frozenset(made for call in calls if (made := names.get(ast.unparse(call))) is not None)


def _imported(tree: ast.Module, states: dict[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    """As it is called here, and what it is."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or node.module is None:
            continue
        for one in node.names:
            name = one.asname or one.name
            if one.name in states.get(node.module, ()):
                yield name, one.name
            for made in states.get(f"{node.module}.{one.name}", ()):
                yield f"{name}.{made}", made


def modules() -> list[Path]:
    return sorted((ROOT / "tests" / "screens").rglob("*.py"))


def test_states_of_all_screens_are_known() -> None:
    known = {name for classes in state_classes().values() for name in classes}
    assert {"SessionViewState", "RosterRow", "StatusBarViewState", "HomeRow"} <= known
    assert {"DialogueScene", "PublicPicture", "MinuteRow", "DeviceRow", "UnsentRow"} <= known
    assert "VeilKind" not in known


def test_a_state_made_by_hand_is_found() -> None:
    assert made_in(_A_MODULE) == {"RosterRow", "Tile"}


def test_no_picture_is_made_of_a_state_that_no_presenter_drew() -> None:
    made = {path.name: made_in(path.read_text("utf-8")) for path in modules()}
    assert len(made) > 5
    assert {name: classes for name, classes in made.items() if classes} == MADE_BY_HAND
