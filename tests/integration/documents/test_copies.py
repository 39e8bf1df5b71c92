"""A copy of a paper lies outside of the store, whole or not at all, and never over another file."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from desktop.domain.errors import StorageError
from desktop.domain.ids import DocumentId
from tests.integration.documents.conftest import PaperRoom
from tests.integration.documents.test_papers import taken
from tests.samples import papers as samples

pytestmark = pytest.mark.integration


def refusal(room: PaperRoom, document_id: DocumentId, path: Path) -> StorageError:
    with pytest.raises(StorageError) as refused:
        room.papers.save_copy(document_id, path)
    return refused.value


def test_a_copy_has_the_bytes_of_the_paper(room: PaperRoom, tmp_path: Path) -> None:
    data = samples.pdf(pages=3)
    paper = taken(room, data=data)
    target = tmp_path / "Bản sao.pdf"
    room.papers.save_copy(paper.id, target)
    assert target.read_bytes() == data
    assert [one.name for one in tmp_path.glob("*.part")] == []


def test_a_file_that_is_there_stays(room: PaperRoom, tmp_path: Path) -> None:
    paper = taken(room)
    target = tmp_path / "cũ.pdf"
    target.write_bytes(b"cu")
    refused = refusal(room, paper.id, target)
    assert (refused.code, refused.data) == ("T-431", {"name": "cũ.pdf"})
    assert target.read_bytes() == b"cu"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errno.ENOSPC, "T-432"),
        (errno.EROFS, "T-433"),
        (errno.EACCES, "T-433"),
        (errno.EIO, "T-434"),
    ],
)
def test_a_disk_that_refuses_leaves_nothing_behind(
    room: PaperRoom,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: int,
    code: str,
) -> None:
    paper = taken(room)
    target = tmp_path / "out"
    target.mkdir()

    def refuse(*_: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(shutil, "copyfileobj", refuse)
    assert refusal(room, paper.id, target / "a.pdf").code == code
    assert list(target.iterdir()) == []


def test_a_folder_that_is_not_there_and_a_paper_that_is_not_known_are_told(
    room: PaperRoom, tmp_path: Path
) -> None:
    paper = taken(room)
    gone = refusal(room, paper.id, tmp_path / "no such" / "a.pdf")
    assert (gone.code, gone.data["error"]) == ("T-434", "ENOENT")
    assert refusal(room, DocumentId("nobody"), tmp_path / "a.pdf").code == "T-203"


def test_a_paper_that_rotted_gives_no_copy(room: PaperRoom, tmp_path: Path) -> None:
    paper = taken(room)
    (stored,) = (tmp_path / "store" / "papers").glob("*")
    data = bytearray(stored.read_bytes())
    data[-20] ^= 1
    stored.write_bytes(data)
    target = tmp_path / "a.pdf"
    assert refusal(room, paper.id, target).code == "T-510"
    assert not target.exists()
