"""A backup or a restore that dies at any moment: the city is whole, and so is what counts."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.cityserver.admin.city import open_city, put_record
from desktop.cityserver.backup.folder import BackupFolder
from desktop.cityserver.backup.making import make_backup
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.store.meta import read_epoch
from desktop.cityserver.store.records.records import find_record
from desktop.cityserver.store.snapshot import inspect_database
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.clock import SystemClock
from tests.patience import PATIENCE_S
from tests.rigs.city.running_city_server import case_body, seed_city
from tests.rigs.desk.killed_command import KILLED

pytestmark = [
    pytest.mark.integration,
    pytest.mark.torture,
    pytest.mark.usefixtures("untraced_children"),
]

PAPER = b"giay to"
SHA256 = hashlib.sha256(PAPER).hexdigest()
LEAST_TOUCHES = 8
MOST_TOUCHES = 60
EVERY = int(os.environ.get("DEATHS_EVERY", "3"))
"""Of which touches they die; `make torture` takes each."""


class Scene:
    """A city with one paper, a backup of it, and a case written after the backup."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = CityServerConfig(folder=folder / "city")
        self.backups = BackupFolder(folder / "backups")

    @property
    def paper(self) -> Path:
        return self.config.blob_folder / SHA256[:2] / SHA256

    def prepare(self) -> None:
        seed_city(self.folder)
        (self.folder / "backups").mkdir()
        self.paper.parent.mkdir()
        self.paper.write_bytes(PAPER)
        with open_city(self.config) as city:
            make_backup(self.config, city, self.backups, keep=2, clock=SystemClock())
            put_record(city, "case", "case-after", case_body())

    def copied(self, to: Path) -> "Scene":
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(self.folder, to)
        return Scene(to)

    def run(self, number: int, command: str, *options: str) -> int:
        """The command, dying of its Nth touch of this scene."""
        name, places = sys.executable, ("--folder", str(self.config.folder))
        program = (name, "-m", "tests.rigs.desk.killed_command", str(number), str(self.folder))
        done = subprocess.run(
            (*program, command, *places, *options), timeout=PATIENCE_S, check=False
        )
        return done.returncode

    def state(self) -> tuple[str, bool]:
        """Epoch, and whether the case is there that no backup holds."""
        with open_city(self.config) as city, city.read() as session:
            return read_epoch(session), find_record(session, "case", "case-after") is not None

    def check_backups(self) -> int:
        """Every backup that counts is whole. Returns how many do."""
        found = self.backups.backups()
        for one in found:
            assert inspect_database(self.backups.database(one.name)).epoch == one.manifest.epoch
            assert self.backups.paper(SHA256).read_bytes() == PAPER
        return len(found)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    made = Scene(tmp_path_factory.mktemp("scene"))
    made.prepare()
    return made


def deaths(scene: Scene, to: Path, command: str, *options: str) -> Iterator[Scene]:
    """The scene after each death, and at last after a run that nothing killed."""
    for number in range(1, MOST_TOUCHES, EVERY):
        dying = scene.copied(to)
        code = dying.run(number, command, *options)
        yield dying
        if code != KILLED:
            assert code == ExitCode.OK
            assert number > LEAST_TOUCHES
            return
    pytest.fail("never done")


def test_a_restore_that_dies_leaves_the_former_city_or_the_restored_one(
    scene: Scene, tmp_path: Path
) -> None:
    former, _ = scene.state()
    to = tmp_path / "dying"
    seen = set()
    for dying in deaths(scene, to, "city-restore", "--replace", "--from", str(to / "backups")):
        epoch, has_case = dying.state()
        assert has_case == (epoch == former)
        assert dying.paper.read_bytes() == PAPER
        assert dying.check_backups() == 1
        seen.add(has_case)
    assert seen == {True, False}


def test_a_backup_that_dies_does_not_count_and_the_next_one_does(
    scene: Scene, tmp_path: Path
) -> None:
    to = tmp_path / "dying"
    seen = set()
    for dying in deaths(scene, to, "city-backup", "--keep", "2", "--to", str(to / "backups")):
        seen.add(dying.check_backups())
        with open_city(dying.config) as city:
            made = make_backup(dying.config, city, dying.backups, keep=2, clock=SystemClock())
        assert made.name == dying.backups.backups()[0].name
        assert not list((to / "backups").rglob("*.part"))
    assert seen == {1, 2}
