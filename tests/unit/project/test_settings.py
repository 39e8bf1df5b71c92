"""No setting is only read: what a person or a policy chooses is asked for by some part."""

import ast
from collections.abc import Iterator

import pytest

from desktop.settings.model import KEYS, Settings
from tests.paths import ROOT

pytestmark = pytest.mark.unit

DESKTOP = ROOT / "desktop"
PROXY = DESKTOP / "settings" / "proxy.py"
"""The one module of that room that uses a setting for the others, which ask it."""


def test_every_setting_is_used_by_a_part_of_the_program() -> None:
    files = [path for path in DESKTOP.rglob("*.py") if path.parent.name != "settings"]
    texts = [path.read_text("utf-8") for path in (*files, PROXY)]
    used = {name for text in texts if "settings" in text for name in names_of(text)}
    assert [key for key in KEYS if key not in used] == []


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("loaded.settings.proxy", {"proxy"}),
        ("settings.proxy = 1", set()),
        ("options.proxy", set()),
        ("'settings.proxy'  # settings.proxy", set()),
    ],
)
def test_only_a_setting_that_is_asked_for_counts(source: str, names: set[str]) -> None:
    assert set(names_of(source)) == names


def names_of(source: str) -> Iterator[str]:
    """Attributes that are read from something named `settings`; so are all Settings named."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            owner = node.value
            name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            if name.removeprefix("_") == "settings" and node.attr in Settings.model_fields:
                yield node.attr
