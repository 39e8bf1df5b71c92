"""Measured processes run at their own speed."""

import os

import pytest


@pytest.fixture
def untraced_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that this test starts are not traced for coverage: their timing is the subject."""
    for name in tuple(os.environ):
        if name.startswith("COVERAGE_PROCESS"):
            monkeypatch.delenv(name)
