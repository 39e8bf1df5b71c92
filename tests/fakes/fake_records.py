"""Minutes and papers in memory, with the same events as the real ones."""

import hashlib
from dataclasses import replace
from pathlib import Path

from desktop.domain.clock import Clock
from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.ids import (
    DocumentId,
    MinuteLineId,
    SessionId,
    SiteId,
)
from desktop.domain.papers.events import PapersChanged, PreviewReady, ScanTaken
from desktop.domain.papers.paper import PageImage, Paper, PaperKind, PaperTransfer
from desktop.domain.record.events import MinutesChanged, MinutesExported
from desktop.domain.record.minutes import (
    MAX_LINE_CHARACTERS,
    LineVersion,
    MinuteLine,
    in_order,
    with_version,
)
from desktop.domain.sync.operation import RecordStorage
from tests.samples.receptions import COMMUNE, HQ
from tests.samples.signed_scans import printed_pages_told


class FakeMinutes:
    """A store that can be full: `fails_with` refuses every save.

    Own lines only are saved; while a line is in conflict, a save changes our side of it.
    """

    def __init__(self, *, emit: EventSink, own_site_id: SiteId = COMMUNE) -> None:
        self._emit = emit
        self._own_site_id = own_site_id
        self._lines: dict[MinuteLineId, MinuteLine] = {}
        self.saves: list[MinuteLine] = []
        self.settled: list[tuple[MinuteLineId, LineVersion]] = []
        self.fails_with: str | None = None
        self.is_slow = False
        self._held: list[MinuteLine] = []

    def lines(self, session_id: SessionId) -> tuple[MinuteLine, ...]:
        return in_order(line for line in self._lines.values() if line.session_id == session_id)

    def save_line(self, line: MinuteLine) -> None:
        self.saves.append(line)
        code = self._refusal(line)
        if code is not None:
            self._emit(ActionFailed(action="save_line", code=code, data={}))
        elif self.is_slow:
            self._held.append(line)
        else:
            self._commit(line)

    def settle_conflict(self, line_id: MinuteLineId, version: LineVersion) -> None:
        line = self._lines.get(line_id)
        if line is None or line.owner_site_id != self._own_site_id:
            code = "B-213" if line is None else "B-211"
            self._emit(ActionFailed(action="settle_conflict", code=code, data={}))
            return
        self.settled.append((line_id, version))
        chosen = with_version(line, version)
        self.put(replace(chosen, conflict=None, storage=RecordStorage.HERE))

    def export(self, session_id: SessionId, path: Path) -> None:
        if not path.parent.is_dir():
            self._emit(ActionFailed(action="export", code="B-310", data={}))
            return
        path.write_bytes(b"PK")
        self._emit(MinutesExported(session_id=session_id, path=path))

    def put(self, *lines: MinuteLine) -> None:
        """Lines that came from elsewhere, or whose storage changed."""
        for line in lines:
            self._lines[line.id] = line
            self._tell(line)

    def commit_held(self) -> None:
        """The disk woke up."""
        held, self._held = self._held, []
        for line in held:
            self._commit(line)

    def _refusal(self, line: MinuteLine) -> str | None:
        if self.fails_with is not None:
            return self.fails_with
        if line.owner_site_id != self._own_site_id:
            return "B-211"
        return "B-212" if len(line.text) > MAX_LINE_CHARACTERS else None

    def _commit(self, line: MinuteLine) -> None:
        stored = self._lines.get(line.id)
        if stored is not None and stored.conflict is not None:
            ours = line.version if line.version != stored.version else None
            self.put(replace(stored, conflict=ours))
            return
        revision = stored.revision if stored else 0
        is_new = stored is None or _content(stored) != _content(line)
        if stored is None or is_new:
            stored = replace(line, revision=revision, storage=RecordStorage.HERE)
        self.put(stored)

    def _tell(self, line: MinuteLine) -> None:
        self._emit(MinutesChanged(session_id=line.session_id, line_ids=frozenset({line.id})))


def _content(line: MinuteLine) -> tuple[object, ...]:
    return (line.at, line.speaker, line.kind, line.text)


class FakePapers:
    """Takes any non-empty file; every page looks like `page`, one grey pixel at first."""

    def __init__(self, *, emit: EventSink, clock: Clock, own_site_id: SiteId = COMMUNE) -> None:
        self._emit = emit
        self._clock = clock
        self._own_site_id = own_site_id
        self._papers: dict[DocumentId, Paper] = {}
        self.requests: list[tuple[DocumentId, int, int]] = []
        self.cannot_render: set[DocumentId] = set()
        self.of_dossiers: set[DocumentId] = set()
        """Papers of cases: only their pages are asked for here."""
        self.answers_previews = True
        self.holds_scans = False
        """A file that is being read: nothing is told of it yet."""
        self.attended: SessionId | None = None
        self.expected: tuple[str, ...] = ()
        self.page = PageImage(width=1, height=1, rgb=b"\x80\x80\x80")

    def papers(self, session_id: SessionId) -> tuple[Paper, ...]:
        return tuple(paper for paper in self._papers.values() if paper.session_id == session_id)

    def add_paper(self, session_id: SessionId, untrusted_path: Path) -> None:
        self._take_in(session_id, untrusted_path, "add_paper")

    def add_scan(self, session_id: SessionId, untrusted_path: Path) -> None:
        """Reads codes where tests/samples/papers.py writes them once more, behind the PDF."""
        self._take_in(session_id, untrusted_path, "add_scan")

    def _take_in(self, session_id: SessionId, untrusted_path: Path, action: str) -> None:
        data = untrusted_path.read_bytes() if untrusted_path.is_file() else b""
        if not data:
            self._emit(ActionFailed(action=action, code="T-402", data={}))
            return
        sha256 = hashlib.sha256(data).hexdigest()
        printed = printed_pages_told(data) if action == "add_scan" else ()
        same = next(
            (
                one
                for one in self.papers(session_id)
                if one.sha256 == sha256 and (not printed or one.printed_pages)
            ),
            None,
        )
        if same is not None:
            told = {"document_id": same.id}
            self._emit(ActionFailed(action=action, code="T-414", data=told))
            return
        document_id = DocumentId(f"{action}-{sha256[:16]}")
        if self.holds_scans:
            return
        if action == "add_scan":
            self._emit(ScanTaken(session_id=session_id, document_id=document_id))
        self.put(
            Paper(
                id=document_id,
                session_id=session_id,
                case_id=None,
                owner_site_id=self._own_site_id,
                title=untrusted_path.stem,
                kind=PaperKind.OTHER,
                mime="application/pdf",
                size_bytes=len(data),
                sha256=sha256,
                page_count=1,
                added_at=self._clock.now(),
                is_local=True,
                transfer=PaperTransfer.HERE,
                printed_pages=printed,
            )
        )

    def request_preview(self, document_id: DocumentId, page: int, width: int) -> None:
        self.requests.append((document_id, page, width))
        if self.answers_previews:
            self.answer_preview(document_id, page, width)

    def attend(self, session_id: SessionId | None) -> None:
        self.attended = session_id

    def expect(self, mimes: tuple[str, ...]) -> None:
        self.expected = mimes

    def clear_for_display(self, document_id: DocumentId, *, is_cleared: bool) -> None:
        paper = self._papers.get(document_id)
        if paper is None or paper.owner_site_id != self._own_site_id:
            code = "T-202" if paper is None else "T-203"
            self._emit(ActionFailed(action="clear_for_display", code=code, data={}))
            return
        self.put(replace(paper, cleared_for_display=is_cleared))

    def put(self, paper: Paper) -> None:
        """A paper came, or its bytes moved."""
        self._papers[paper.id] = paper
        self._emit(PapersChanged(session_id=paper.session_id, document_ids=frozenset({paper.id})))

    def put_foreign(self, paper: Paper) -> None:
        """A paper of another site came."""
        self.put(replace(paper, owner_site_id=HQ))

    def drop(self, document_id: DocumentId) -> None:
        """A paper was withdrawn by the city."""
        paper = self._papers.pop(document_id)
        self._emit(PapersChanged(session_id=paper.session_id, document_ids=frozenset({paper.id})))

    def answer_preview(self, document_id: DocumentId, page: int, width: int) -> None:
        """The preview process is done with a page."""
        paper = self._papers.get(document_id)
        is_known = paper is not None or document_id in self.of_dossiers
        can_render = is_known and document_id not in self.cannot_render
        self._emit(
            PreviewReady(
                document_id=document_id,
                page=page,
                page_count=paper.page_count if paper is not None else 0,
                image=self.page if can_render else None,
            )
        )
