"""The words of the screens, gathered anew by Qt's tool."""

import importlib.util
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType

import pytest

from tests.paths import ROOT

pytestmark = pytest.mark.integration


def build_script() -> ModuleType:
    path = ROOT / "installers" / "build_translations.py"
    spec = importlib.util.spec_from_file_location("build_translations", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sources(path: Path) -> set[tuple[str, str]]:
    """Every text, with the screen that shows it."""
    return {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in ET.parse(path).getroot().findall("context")  # noqa: S314 - our own file
        for message in context.findall("message")
    }


def test_the_gathered_texts_are_up_to_date(tmp_path: Path) -> None:
    script = build_script()
    fresh = [tmp_path / one.name for one in script.ENGLISH]
    script.gather(*fresh)
    assert [sources(one) for one in fresh] == [sources(one) for one in script.ENGLISH]
