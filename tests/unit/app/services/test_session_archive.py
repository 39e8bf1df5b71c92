"""The file of a session holds what this PC has of it, for an authority or for the citizen."""

import io
import json
import zipfile
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import pytest
from typing_extensions import override

from desktop.app.services import session_archive
from desktop.app.services.exporter import Exporter
from desktop.app.services.session_archive import ArchiveSources, SessionArchives
from desktop.archive.verifier import look_at_archive
from desktop.domain.conduct.signing.signing import SessionSigning, Signing, frozen, kept_signing
from desktop.domain.errors import PaperRefused
from desktop.domain.events import ActionFailed
from desktop.domain.ids import DocumentId, SessionId, VisitId
from desktop.domain.papers.paper import Paper
from desktop.domain.papers.printed_page import PrintedPage
from desktop.domain.reception.status import Step
from desktop.domain.record.archive_manifest import (
    ArchivedKind,
    ArchiveFault,
    ArchiveManifest,
    ArchiveReader,
)
from desktop.domain.record.events import ArchiveWritten
from desktop.domain.record.minutes_text import text_digest
from desktop.store.store import Store
from desktop.sync.access.room_identity import RoomIdentity
from tests.fakes.fake_clock import NOON, FakeClock
from tests.fakes.fake_services import FakeMemory
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples import minutes as sample
from tests.unit.app.services.test_minutes import Kept, desk_minutes

if TYPE_CHECKING:
    from desktop.app.services.register import DeskRegister

pytestmark = pytest.mark.unit

PDF = b"%PDF-1.4 of the petition"
VISITS = frozenset({VisitId("visit-1")})


class Signed(Kept):
    """The same session, of which the lines were frozen as they are."""

    @override
    def signing(self, session_id: SessionId) -> SessionSigning:
        digest = text_digest(sample.lines())
        signing = frozen(Signing(), digest.sha256, digest.lines, sample.OPENED_AT)
        return kept_signing(session_id, signing, Step.CLOSING)


class Rows:
    """A register with a row of the visit."""

    def drawn_of(self, visits: frozenset[VisitId]) -> Iterator[tuple[str, bytes]]:
        if visits == VISITS:
            yield ".pdf", b"%PDF-1.7 of the register"


def papers() -> tuple[Paper, ...]:
    """The petition was shown, the map was not, and a third one nobody could bring."""
    petition, plan = sample.papers()
    digest = sha256(PDF).hexdigest()
    return (
        replace(petition, sha256=digest, cleared_for_display=True),
        replace(plan, sha256=sha256(b"map").hexdigest(), mime="image/png"),
        replace(plan, id=DocumentId("far"), title="../Ở xa\x00", sha256="ee" * 32),
    )


BYTES = {sha256(one).hexdigest(): one for one in (PDF, b"map")}


def with_a_scan(page: int, version: int = 1) -> tuple[Paper, ...]:
    """The map is a sheet of the minutes that was scanned."""
    petition, plan, far = papers()
    frozen_version = Signed().signing(sample.SESSION).versions[-1]
    sheet = PrintedPage(
        record_id=sample.SESSION,
        version=version,
        content_sha256=frozen_version.sha256,
        page=page,
        pages=2,
    )
    return petition, replace(plan, printed_pages=(sheet,)), far


def opened(digest: str) -> BinaryIO:
    return io.BytesIO(BYTES[digest])


def not_there(_document_id: DocumentId) -> Future[None]:
    failed: Future[None] = Future()
    failed.set_exception(PaperRefused("T-301"))
    return failed


@pytest.fixture
def events() -> EventRecorder:
    return EventRecorder()


def session_archives(
    exporter: Exporter, store: Store, recordings: Path, kept: Kept | None = None
) -> SessionArchives:
    """As a program makes it, of the sample session."""
    return SessionArchives(
        sources=ArchiveSources(
            minutes=desk_minutes(exporter, FakeMemory(), FakeClock(), kept or Signed()),
            register=cast("DeskRegister", Rows()),
            papers=lambda _session_id: papers(),
            visits=lambda _session_id: VISITS,
            has=BYTES.__contains__,
            open=opened,
            fetch=not_there,
            recordings=(recordings,),
        ),
        signer=RoomIdentity(memory=store.memory),
        own_site_id=sample.COMMUNE,
        city_now=lambda: NOON,
        exporter=exporter,
    )


@pytest.fixture
def archives(store: Store, events: EventRecorder, tmp_path: Path) -> Iterator[SessionArchives]:
    exporter = Exporter(emit=events)
    exporter.start()
    yield session_archives(exporter, store, tmp_path / "recordings")
    exporter.stop()


def written(
    archives: SessionArchives, events: EventRecorder, path: Path, reader: ArchiveReader
) -> ArchiveManifest:
    archives.export(sample.SESSION, path, reader, "Cán bộ Mẫu")
    told = events.wait_for(ArchiveWritten)
    look = look_at_archive(path, code=told.code)
    assert look.fault is None
    assert look.manifest is not None
    assert told.left_out == len(look.manifest.left_out)
    return look.manifest


def names_of(manifest: ArchiveManifest, kind: ArchivedKind) -> list[str]:
    return [one.name for one in manifest.files if one.kind is kind]


def test_an_authority_is_given_all_that_is_here_and_told_what_is_not(
    archives: SessionArchives, events: EventRecorder, tmp_path: Path
) -> None:
    path = tmp_path / "ho-so.zip"
    manifest = written(archives, events, path, ArchiveReader.AUTHORITY)
    assert names_of(manifest, ArchivedKind.MINUTES) == [
        "bien-ban/bien-ban.pdf",
        "bien-ban/bien-ban.docx",
    ]
    assert names_of(manifest, ArchivedKind.PAPER) == [
        "tai-lieu/01-don-khieu-nai-ngay-02-11-2026.pdf",
        "tai-lieu/02-ban-do-do-dac-nam-2019-thua-103.png",
    ]
    assert [one.title for one in manifest.left_out] == ["3. ../Ở xa\x00", "Bản ghi"]
    kinds = {one.kind for one in manifest.files}
    assert kinds == set(ArchivedKind) - {ArchivedKind.RECORDING}
    assert (manifest.session_code, manifest.made_by) == (sample.plan().code, "Cán bộ Mẫu")
    assert manifest.forms == (("minutes", "1"),)
    assert manifest.version == 1
    with zipfile.ZipFile(path) as file:
        course = json.loads(file.read("dien-bien/dien-bien.json"))
        schema = json.loads(file.read("dien-bien/mo-ta.json"))
        assert file.read(names_of(manifest, ArchivedKind.PAPER)[0]) == PDF
    assert course["session_code"] == sample.plan().code
    assert set(schema["required"]) <= set(course)
    assert set(course) <= set(schema["properties"])


def test_a_citizen_is_given_the_minutes_and_what_was_shown(
    archives: SessionArchives, events: EventRecorder, tmp_path: Path
) -> None:
    manifest = written(archives, events, tmp_path / "cd.zip", ArchiveReader.CITIZEN)
    assert {one.kind for one in manifest.files} == {
        ArchivedKind.MINUTES,
        ArchivedKind.PAPER,
        ArchivedKind.INDEX,
    }
    assert len(names_of(manifest, ArchivedKind.PAPER)) == 1
    assert len(manifest.left_out) == 2


@pytest.mark.parametrize(
    ("scan", "said"),
    [((1, 1), "thiếu trang 2"), ((2, 1), "thiếu trang 1"), ((1, 2), "chưa có")],
)
def test_the_scan_of_what_was_signed_is_told_and_given_to_the_citizen(
    archives: SessionArchives,
    events: EventRecorder,
    tmp_path: Path,
    scan: tuple[int, int],
    said: str,
) -> None:
    page, version = scan
    scanned = with_a_scan(page, version)
    archives._sources = replace(archives._sources, papers=lambda _session_id: scanned)
    path = tmp_path / "cd.zip"
    manifest = written(archives, events, path, ArchiveReader.CITIZEN)
    titles = [one.title for one in manifest.files if one.kind is ArchivedKind.PAPER][1:]
    named = f"(bản quét biên bản, trang {page})"
    assert [one.endswith(named) for one in titles] == ([True] if version == 1 else [])
    with zipfile.ZipFile(path) as file:
        index = file.read("index.html").decode()
    assert "Bản quét biên bản" in index
    assert said in index


def test_a_scan_of_every_page_is_told_as_whole(
    archives: SessionArchives, events: EventRecorder, tmp_path: Path
) -> None:
    (petition, first, far), (_, second, _) = with_a_scan(1), with_a_scan(2)
    both = replace(first, printed_pages=(*first.printed_pages, *second.printed_pages))
    archives._sources = replace(archives._sources, papers=lambda _id: (petition, both, far))
    path = tmp_path / "cd.zip"
    manifest = written(archives, events, path, ArchiveReader.CITIZEN)
    assert any(one.title.endswith("trang 1, 2)") for one in manifest.files)
    with zipfile.ZipFile(path) as file:
        assert "đủ 2 trang" in file.read("index.html").decode()


def test_lines_that_changed_since_the_freezing_are_found(
    archives: SessionArchives,
    events: EventRecorder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archives._sources.minutes, "text", lambda _session_id: b"[]")
    path = tmp_path / "ho-so.zip"
    archives.export(sample.SESSION, path, ArchiveReader.AUTHORITY, "Cán bộ Mẫu")
    events.wait_for(ArchiveWritten)
    assert look_at_archive(path).fault is ArchiveFault.OTHER_TEXT


def test_what_cannot_be_written_is_told_and_leaves_nothing(
    archives: SessionArchives, events: EventRecorder, tmp_path: Path
) -> None:
    def export(session_id: SessionId, path: Path) -> str:
        before = len(events.of(ActionFailed))
        archives.export(session_id, path, ArchiveReader.CITIZEN, "Cán bộ Mẫu")
        return events.wait_for(ActionFailed, before + 1).code

    assert export(SessionId("gone"), tmp_path / "a.zip") == "B-434"
    assert export(sample.SESSION, tmp_path / "no-such-folder" / "a.zip") == "B-434"
    assert export(sample.SESSION, tmp_path / ("a" * 400 + ".zip")) == "B-434"
    (tmp_path / "folder.zip").mkdir()
    assert export(sample.SESSION, tmp_path / "folder.zip") == "B-432"
    assert [one.name for one in tmp_path.iterdir() if one.suffix in {".zip", ".part"}] == [
        "folder.zip"
    ]


def test_a_full_disk_in_the_middle_leaves_nothing(
    archives: SessionArchives,
    events: EventRecorder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(session_archive, "write_archive", full)
    archives.export(sample.SESSION, tmp_path / "a.zip", ArchiveReader.CITIZEN, "Cán bộ Mẫu")
    assert events.wait_for(ActionFailed).code == "B-433"
