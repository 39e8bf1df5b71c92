"""Which workers wait for a paper: few, wanted ones, and none that cannot be had."""

import io
from typing import IO

import pytest
from typing_extensions import Buffer, override

from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.preview import spares as spares_module
from desktop.documents.preview.pipe_format import BrokenAnswer, pack_hello
from desktop.documents.preview.process import PreviewProcess, WorkerCommand
from desktop.documents.preview.spares import MAX_SPARES, SpareWorkers
from desktop.sandbox.measures import Measure, expected_here

pytestmark = pytest.mark.unit


class DeafPipe(io.BytesIO):
    """The other end is gone."""

    @override
    def write(self, data: Buffer, /) -> int:
        raise BrokenPipeError


class ReadyChild:
    """It has given its rights up."""

    pid = 0

    def __init__(self, *, is_deaf: bool) -> None:
        self.stdin: IO[bytes] = DeafPipe() if is_deaf else io.BytesIO()
        self.stdout: IO[bytes] = io.BytesIO(pack_hello(expected_here()))
        self.is_killed = False

    def kill(self) -> None:
        self.is_killed = True

    def wait(self, timeout: float | None = None) -> int:
        return 0


class Yard:
    """Starts workers for spares, and remembers them."""

    def __init__(self) -> None:
        self.children: list[ReadyChild] = []
        self.wanted: tuple[FileKind, ...] = ()
        self.can_start = True
        self.is_deaf = False
        self.spares = SpareWorkers(command=WorkerCommand(), wanted=lambda: self.wanted)

    def start(self, command: WorkerCommand) -> PreviewProcess:
        if not self.can_start:
            raise BrokenAnswer
        child = ReadyChild(is_deaf=self.is_deaf)
        self.children.append(child)
        return PreviewProcess(process=child, wall_s=command.wall_s, held=Measure(0))

    def look(self, *wanted: FileKind) -> None:
        self.wanted = wanted
        self.spares.look_again()
        assert self.spares.is_due
        self.spares.refill()
        assert not self.spares.is_due

    @property
    def alive(self) -> int:
        return sum(not child.is_killed for child in self.children)


@pytest.fixture
def yard(monkeypatch: pytest.MonkeyPatch) -> Yard:
    yard = Yard()
    monkeypatch.setattr(spares_module, "start_worker", yard.start)
    return yard


def test_each_kind_has_one_that_is_given_away_once_and_replaced(yard: Yard) -> None:
    yard.look(FileKind.PDF, FileKind.PDF)
    assert yard.alive == 1
    worker = yard.spares.take(FileKind.PDF)
    assert worker is not None
    worker.wait_ready()
    worker.wait_ready()  # it says so once
    assert (yard.spares.is_due, yard.spares.is_missing) == (False, True)
    assert yard.spares.take(FileKind.PDF) is None
    yard.spares.rested()
    assert (yard.spares.is_due, yard.spares.is_missing) == (True, False)
    yard.spares.refill()
    assert len(yard.children) == 2
    assert yard.spares.take(FileKind.PDF) is not worker


def test_other_papers_start_none_while_somebody_leafs(yard: Yard) -> None:
    """A paper is cleared and led at once: its first page has both cores."""
    yard.look(FileKind.PDF)
    yard.spares.take(FileKind.PDF)
    yard.spares.look_again()
    assert not yard.spares.is_due
    yard.spares.rested()
    assert yard.spares.is_due


def test_no_more_wait_than_are_likely_and_the_others_are_let_go(yard: Yard) -> None:
    yard.look(FileKind.PDF, FileKind.JPEG, FileKind.PNG)
    assert yard.alive == MAX_SPARES
    assert yard.spares.take(FileKind.PNG) is None
    yard.look(FileKind.JPEG)
    assert yard.alive == 1
    yard.look()
    assert yard.alive == 0


def test_all_go_at_the_end(yard: Yard) -> None:
    yard.look(FileKind.PDF, FileKind.JPEG)
    yard.spares.close()
    yard.spares.close()
    assert yard.alive == 0


def test_one_that_cannot_be_started_or_prepared_is_tried_at_the_next_look(yard: Yard) -> None:
    yard.can_start = False
    yard.look(FileKind.PDF)
    yard.can_start, yard.is_deaf = True, True
    yard.look(FileKind.PDF)
    assert (len(yard.children), yard.alive) == (1, 0)
    assert yard.spares.take(FileKind.PDF) is None
    yard.is_deaf = False
    yard.look(FileKind.PDF)
    assert yard.spares.take(FileKind.PDF) is not None
