"""Data of a whole small city as one version of the program keeps it, for the versions after it.

    python -m tests.rigs.system.version_snapshot

Run it once when a version is closed: it writes tests/samples/versions/<version>.zip, the folder
of a rehearsal between two rooms with lines and a paper at the city, and lines not yet sent, beside
`expected.json`, which says what must still be there. test_version_before.py opens every snapshot.
"""

import json
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from typing_extensions import override

import desktop
from desktop.app.rehearsal import command, record
from desktop.app.rehearsal.command import rehearse
from desktop.app.rehearsal.plan import RehearsalPlan
from desktop.app.rehearsal.record import RecordActs
from desktop.domain.clock import SystemClock
from tests.paths import ROOT

FOLDER = ROOT / "tests" / "samples" / "versions"
EXPECTED = "expected.json"
UNSENT_LINES = 3
NOT_KEPT = {"reserve.bin", "media-engine.json"}
NOT_KEPT_FOLDERS = {"logs"}


class _LastActs(RecordActs):
    """Ends with the city down and lines that are nowhere but in the writer's room."""

    kept: dict[str, Any]

    @override
    def count_lost_lines(self) -> int:
        lost = super().count_lost_lines()
        self._server.hold_down()
        for number in range(UNSENT_LINES):
            self._keep(self._new_line(f"Dòng chưa gửi, thứ {number + 1}."))
        _LastActs.kept = {
            "version": desktop.__version__,
            "session_id": self._session_id,
            "writer": self._writer.site_id,
            "reader": self._readers[0].site_id,
            "lines": [
                {"id": line.id, "text": line.text, "storage": line.storage}
                for line in self._writer.desk.minutes.lines(self._session_id)
            ],
            "papers": [
                {"id": paper.id, "sha256": paper.sha256, "title": paper.title}
                for paper in self._writer.desk.papers.papers(self._session_id)
            ],
        }
        return lost


def take(target: Path) -> None:
    """Rehearse and pack what is left on the disk."""
    # The rehearsal offers no such choice, and needs none.
    vars(record)["PAPER_PADDING_BYTES"] = 1_500
    vars(command)["RecordActs"] = _LastActs
    with tempfile.TemporaryDirectory() as name:
        rehearse(RehearsalPlan(folder=Path(name), seconds=2.0), clock=SystemClock())
        practice = Path(name) / "practice"
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
            for path in sorted(practice.rglob("*")):
                if path.is_file() and not _is_left_out(path):
                    packed.write(path, path.relative_to(practice.parent))
            packed.writestr(EXPECTED, json.dumps(_LastActs.kept, ensure_ascii=False, indent=1))


def _is_left_out(path: Path) -> bool:
    is_lock = path.suffix == ".lock"
    return is_lock or path.name in NOT_KEPT or bool(NOT_KEPT_FOLDERS & set(path.parts))


if __name__ == "__main__":
    take(FOLDER / f"{desktop.__version__}.zip")
    sys.stdout.write(f"{desktop.__version__}.zip\n")
