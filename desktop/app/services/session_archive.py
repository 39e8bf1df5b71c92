"""Puts the file of a session together: minutes, papers, register, course, recording's facts."""

import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from desktop import __version__
from desktop.app.services.exporter import Export, Exporter, not_written
from desktop.app.services.minutes import DeskMinutes
from desktop.app.services.register import DeskRegister
from desktop.archive.course import course_json, course_schema
from desktop.archive.writer import ArchiveEntry, write_archive
from desktop.documents.inspection.file_kind import FileKind
from desktop.domain.conduct.signing.digital import signatures_of
from desktop.domain.conduct.signing.scan import scanned_pages, scanned_version
from desktop.domain.conduct.signing.version import MinutesVersion, short_code
from desktop.domain.errors import PaperRefused, StorageError
from desktop.domain.ids import DocumentId, SessionId, SiteId, VisitId
from desktop.domain.papers.paper import Paper
from desktop.domain.papers.printed_page import PrintedPage
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.record.archive_manifest import (
    ArchivedKind,
    ArchiveManifest,
    ArchiveReader,
    LeftOut,
)
from desktop.domain.record.events import ArchiveWritten
from desktop.domain.record.printed_minutes import MinutesDocument
from desktop.domain.text import folded
from desktop.forms.pdf.code_modules import code_png
from desktop.forms.writer import storage_error
from desktop.recordings.facts import told_recording
from desktop.recordings.sealing import RoomSigner, seal_in

EXPORT_ARCHIVE: Final = "export_archive"
FETCH_LIMIT_S: Final = 60.0
"""For the bytes of one paper that lie at the city alone."""
MAX_TITLE: Final = 60
"""Characters of a paper's title in the name of its file."""
_NOT_IN_A_NAME: Final = re.compile(r"[^A-Za-z0-9]+")
_NOT_HERE: Final = "Máy này không có nội dung, và chưa lấy được từ thành phố."
_NOT_SHOWN: Final = "Không chiếu cho công dân tại buổi tiếp."
_NOT_RECORDED: Final = "Máy này không giữ bản ghi của buổi tiếp."

OpenBytes = Callable[[str], AbstractContextManager[BinaryIO]]
"""Bytes of a paper by their hash. Raises StorageError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveSources:
    """Where it comes from.

    papers, visits: of a session. has, open: bytes here; fetch: from the city. recordings: the
    folders below which sessions are recorded, on every disk.
    """

    minutes: DeskMinutes
    register: DeskRegister
    papers: Callable[[SessionId], tuple[Paper, ...]]
    visits: Callable[[SessionId], frozenset[VisitId]]
    has: Callable[[str], bool]
    open: OpenBytes
    fetch: Callable[[DocumentId], Future[None]]
    recordings: Sequence[Path]


class SessionArchives:
    """ArchivesService (presenters/services/record.py). Thread: any; written by the exporter.

    city_now: the hour by the city's clock.
    """

    def __init__(
        self,
        *,
        sources: ArchiveSources,
        signer: RoomSigner,
        own_site_id: SiteId,
        city_now: Callable[[], datetime],
        exporter: Exporter,
    ) -> None:
        self._sources = sources
        self._signer = signer
        self._own_site_id = own_site_id
        self._city_now = city_now
        self._exporter = exporter

    def export(
        self, session_id: SessionId, path: Path, reader: ArchiveReader, made_by: str
    ) -> None:
        """Write it. Outcomes: as the Protocol says."""
        self._exporter.add(
            Export(
                action=EXPORT_ARCHIVE,
                path=path,
                write=partial(self._write, session_id, path, reader, made_by),
            )
        )

    # ---- thread `export` ---------------------------------------------------------------------

    def _write(
        self, session_id: SessionId, path: Path, reader: ArchiveReader, made_by: str
    ) -> ArchiveWritten:
        document = self._sources.minutes.document(session_id, path)
        version = None if document.signing is None else document.signing.version
        papers, left_out = self._papers(session_id, version, reader)
        entries = [*self._minutes(document), *papers]
        if reader is ArchiveReader.AUTHORITY:
            entries += self._record(session_id, document)
            if document.recorded is None and not document.platform:
                left_out.append(LeftOut(title="Bản ghi", why=_NOT_RECORDED))
        manifest = ArchiveManifest(
            session_id=session_id,
            session_code=document.session_code,
            site_id=self._own_site_id,
            reader=reader,
            made_at=self._city_now(),
            made_by=made_by,
            program=__version__,
            number=document.number,
            version=0 if version is None else version.number,
            version_sha256="" if version is None else version.sha256,
            text_sha256="" if version is None else version.text_sha256,
            forms=(self._sources.minutes.form_version(),),
            left_out=tuple(left_out),
        )
        try:
            code = write_archive(
                path,
                manifest,
                entries,
                facts=(*_facts(document), *self._scan_facts(session_id, version)),
                signer=self._signer,
                draw_code=code_png,
            )
        except TimeoutError as error:
            raise not_written(path, "key") from error
        except OSError as error:
            raise storage_error(error, path) from error
        return ArchiveWritten(session_id=session_id, path=path, code=code, left_out=len(left_out))

    def _minutes(self, document: MinutesDocument) -> Iterator[ArchiveEntry]:
        for suffix, data in self._sources.minutes.drawn(document):
            yield _entry(f"bien-ban/bien-ban{suffix}", ArchivedKind.MINUTES, "Biên bản", data)

    def _record(self, session_id: SessionId, document: MinutesDocument) -> Iterator[ArchiveEntry]:
        """What stays with authorities."""
        sources = self._sources
        text = sources.minutes.text(session_id)
        yield _entry("bien-ban/nguyen-van.json", ArchivedKind.TEXT, "Các dòng biên bản", text)
        for suffix, data in sources.register.drawn_of(sources.visits(session_id)):
            name = f"so-tiep-cong-dan/trich-so{suffix}"
            yield _entry(name, ArchivedKind.REGISTER, "Trích sổ tiếp công dân", data)
        course = course_json(document)
        yield _entry("dien-bien/dien-bien.json", ArchivedKind.COURSE, "Diễn biến", course)
        schema = course_schema()
        yield _entry("dien-bien/mo-ta.json", ArchivedKind.SCHEMA, "Mô tả của diễn biến", schema)
        folders = [root / session_id for root in sources.recordings]
        if document.recorded is None or not any(folder.is_dir() for folder in folders):
            return
        facts = [asdict(one) for one in told_recording(*folders).parts]
        told = json.dumps(facts, ensure_ascii=False, indent=1, default=str).encode()
        yield _entry("ban-ghi/cac-doan.json", ArchivedKind.RECORDING, "Các đoạn đã ghi", told)
        seal = seal_in(*folders)
        if seal is not None:
            yield _entry("ban-ghi/niem-phong.json", ArchivedKind.RECORDING, "Niêm phong", seal)

    def _papers(
        self, session_id: SessionId, version: MinutesVersion | None, reader: ArchiveReader
    ) -> tuple[list[ArchiveEntry], list[LeftOut]]:
        """Who signed the minutes may have what was signed, too."""
        entries: list[ArchiveEntry] = []
        left_out: list[LeftOut] = []
        for number, paper in enumerate(self._sources.papers(session_id), 1):
            sheets = () if version is None else scanned_pages(paper, session_id, version)
            title = f"{number}. {paper.title}{_scan_title(paper, sheets)}"
            is_shown = paper.cleared_for_display or bool(sheets)
            if reader is ArchiveReader.CITIZEN and not is_shown:
                left_out.append(LeftOut(title=title, why=_NOT_SHOWN))
            elif not self._is_here(paper):
                left_out.append(LeftOut(title=title, why=_NOT_HERE))
            else:
                entries.append(
                    ArchiveEntry(
                        name=f"tai-lieu/{number:02d}-{_slug(paper.title)}{_suffix(paper)}",
                        kind=ArchivedKind.PAPER,
                        title=title,
                        open=partial(self._sources.open, paper.sha256),
                    )
                )
        return entries, left_out

    def _scan_facts(
        self, session_id: SessionId, version: MinutesVersion | None
    ) -> Iterator[tuple[str, str]]:
        if version is None:
            return
        scanned = scanned_version(self._sources.papers(session_id), session_id, version)
        said = "chưa có"
        if scanned is not None:
            missing = ", ".join(map(str, scanned.missing))
            said = f"thiếu trang {missing}" if missing else f"đủ {scanned.pages} trang"
        yield "Bản quét biên bản", said
        signatures = signatures_of(self._sources.papers(session_id), session_id, version)
        names = ", ".join(dict.fromkeys(one.signer for one in signatures))
        yield "Chữ ký số", names or "không có"

    def _is_here(self, paper: Paper) -> bool:
        """Whether its bytes are, by now."""
        if not paper.sha256:
            return False
        if not self._sources.has(paper.sha256):
            try:
                self._sources.fetch(paper.id).result(FETCH_LIMIT_S)
            except (PaperRefused, StorageError, TimeoutError, CancelledError):
                return False
        return self._sources.has(paper.sha256)


def _entry(name: str, kind: ArchivedKind, title: str, data: bytes) -> ArchiveEntry:
    """Of bytes that were made here. title: with the ending, where there are several of one."""
    return ArchiveEntry(
        name=name,
        kind=kind,
        title=f"{title} ({Path(name).suffix[1:].upper()})",
        open=partial(io.BytesIO, data),
    )


def _slug(title: str) -> str:
    """Letters that every system takes in the name of a file."""
    return _NOT_IN_A_NAME.sub("-", folded(title)).strip("-")[:MAX_TITLE].strip("-") or "tai-lieu"


def _scan_title(paper: Paper, sheets: Sequence[PrintedPage]) -> str:
    """Of a paper with sheets of the signed version: which pages, and who signed it digitally."""
    pages = ", ".join(str(one) for one in sorted({sheet.page for sheet in sheets}))
    if not pages:
        return ""
    what = "biên bản ký số" if paper.digital_signatures else "bản quét biên bản"
    return f" ({what}, trang {pages})"


def _suffix(paper: Paper) -> str:
    try:
        return FileKind(paper.mime).extensions[0]
    except ValueError:
        return ".bin"


def _facts(document: MinutesDocument) -> Iterator[tuple[str, str]]:
    """Of the head of the page, by the minutes."""
    yield "Buổi tiếp", document.session_code
    yield "Nội dung", document.title
    yield "Ngày", f"{document.held_on.astimezone(LOCAL_ZONE):%d/%m/%Y}"
    chair = document.attendance.chair
    if chair is not None:
        yield "Chủ trì", chair.label
    yield "Điểm cầu", ", ".join(one.site.name for one in document.attendance.sites)
    if document.number:
        yield "Số biên bản", document.number
    signing = document.signing
    version = None if signing is None else signing.version
    if version is not None:
        yield "Bản đã chốt", f"lần {version.number}, mã {short_code(version.sha256)}"
    else:
        yield "Bản đã chốt", "chưa có"
    if document.is_practice:
        yield "Lưu ý", "Buổi diễn tập, không có giá trị."
