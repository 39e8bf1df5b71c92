"""A photo on the readiness sheet: kill -9, sent by the next program, opened at headquarters."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.integration.app.test_kill import UNITS, practice_room
from tests.paths import ROOT
from tests.patience import PATIENCE_S
from tests.samples.papers import jpeg

pytestmark = [
    pytest.mark.integration,
    pytest.mark.usefixtures("untraced_children"),
]


@contextmanager
def photo_desk(action: str, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    script = Path(__file__).with_name("photo_desk.py")
    process = subprocess.Popen(
        [sys.executable, str(script), action, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(PATIENCE_S)
        if process.stdout is not None:
            process.stdout.close()


def first_word(process: "subprocess.Popen[str]") -> dict[str, Any]:
    assert process.stdout is not None
    word: dict[str, Any] = json.loads(process.stdout.readline())
    return word


def words_of(process: "subprocess.Popen[str]") -> list[dict[str, Any]]:
    out, _ = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
    return [json.loads(line) for line in out.splitlines()]


def test_a_photo_survives_a_kill_and_is_opened_at_headquarters(tmp_path: Path) -> None:
    picture = tmp_path / "IMG_0001.jpg"
    picture.write_bytes(jpeg(size=(2400, 1800)))
    with practice_room(tmp_path / "practice") as (practice, base_url):
        arguments = (str(practice.folder), str(UNITS), base_url, str(picture))
        with photo_desk("add", *arguments) as killed:
            added = first_word(killed)["added"]
            killed.kill()
        picture.unlink()
        with photo_desk("send", *arguments) as sending:
            assert words_of(sending) == [{"found": added}, {"sent": True}]
        with photo_desk("receive", *arguments) as city:
            ((code, width, height),) = [word["seen"] for word in words_of(city)]
    assert (code, len(added)) == ("DD-1", 1)
    assert width == pytest.approx(1600, abs=2)
    assert height == pytest.approx(1200, abs=2)
