"""Pictures of pages for guests: one for each session, under a name that says nothing."""

import os
from pathlib import Path

import pytest

from desktop.cityserver.guests.stage_pages import KEPT_S, StagePages
from desktop.domain.ids import DocumentId, SessionId

pytestmark = pytest.mark.unit

ONE, OTHER = SessionId("session-1"), SessionId("../session-2")
PAPER = DocumentId("paper-1")


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_the_newest_picture_of_a_session_is_the_only_one(tmp_path: Path) -> None:
    pages = StagePages(tmp_path / "stage")
    assert pages.find(ONE, PAPER, 1) is None
    pages.keep(ONE, PAPER, 1, b"first")
    pages.keep(OTHER, PAPER, 1, b"another")
    pages.keep(ONE, PAPER, 2, b"second")
    assert pages.find(ONE, PAPER, 1) is None
    found = pages.find(ONE, PAPER, 2)
    assert found is not None
    assert found.read_bytes() == b"second"
    kept = names(tmp_path / "stage")
    assert len(kept) == 2
    assert all("session" not in one and "paper" not in one for one in kept)
    assert names(tmp_path) == ["stage"]


def test_what_is_down_is_forgotten_and_a_former_day_too(tmp_path: Path) -> None:
    pages = StagePages(tmp_path)
    pages.forget(ONE)
    pages.keep(ONE, PAPER, 1, b"first")
    pages.forget(ONE)
    assert names(tmp_path) == []
    pages.keep(ONE, PAPER, 1, b"first")
    old = pages.find(ONE, PAPER, 1)
    assert old is not None
    long_ago_s = old.stat().st_mtime - KEPT_S - 60
    os.utime(old, (long_ago_s, long_ago_s))
    pages.keep(OTHER, PAPER, 1, b"another")
    assert pages.find(ONE, PAPER, 1) is None
    assert pages.find(OTHER, PAPER, 1) is not None
