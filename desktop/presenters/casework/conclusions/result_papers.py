"""Papers that say what became of a task: kept at once, listed in the dossier of its case."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from desktop.domain.access.rights import Right
from desktop.domain.casework.conclusions.conclusion import MAX_RESULT_PAPERS, ConclusionItem
from desktop.domain.clock import Clock
from desktop.domain.ids import DocumentId, UserId, new_id
from desktop.domain.papers.dossier import TAKEN_FOR_RESULT, CasePaper, CopyKind, KeptFile
from desktop.domain.papers.events import FileKept
from desktop.domain.papers.paper import PaperKind
from desktop.presenters.casework.conclusions.conclusions_state import ResultPaper
from desktop.presenters.form.draft import Draft
from desktop.presenters.services.access import person_may
from desktop.presenters.services.services import Services

_PAPERS: Final = "papers"


class ResultPapers:
    """Of the item that is open. draft: where their ids are kept through a kill."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        draft: Draft,
        item: Callable[[], ConclusionItem | None],
    ) -> None:
        self._services = services
        self._clock = clock
        self._draft = draft
        self._item = item
        self._coming = 0

    @property
    def is_coming(self) -> bool:
        """A file is being looked at."""
        return self._coming > 0

    @property
    def can_attach(self) -> bool:
        """Whether the person may add one more."""
        is_room = len(self.ids()) < MAX_RESULT_PAPERS
        return is_room and person_may(self._services.access, Right.ADD_PAPER)

    def begin(self, item: ConclusionItem) -> None:
        """Those that it has already."""
        self._keep(item.result_document_ids)

    def attach(self, untrusted_path: Path) -> None:
        """A file was chosen or dropped."""
        item = self._item()
        if item is not None and self.can_attach:
            self._coming += 1
            self._services.dossier.keep_file(untrusted_path, TAKEN_FOR_RESULT + item.id)

    def drop(self, document_id: DocumentId) -> None:
        """It is none of this task after all; it stays in the dossier."""
        item = self._item()
        if item is not None and document_id not in item.result_document_ids:
            self._keep(one for one in self.ids() if one != document_id)

    def take(self, event: FileKept) -> bool:
        """A file is kept: into the dossier, and to this task. False: it is not for a task."""
        if not event.taken_for.startswith(TAKEN_FOR_RESULT):
            return False
        self.came()
        item = self._item()
        if item is not None and event.taken_for == TAKEN_FOR_RESULT + item.id:
            document_id = self._same(item, event.file) or self._entered(item, event.file)
            self._keep(dict.fromkeys((*self.ids(), document_id)))
        return True

    def came(self) -> bool:
        """A file was looked at, or could not be; False: none was waited for."""
        was_coming = self.is_coming
        self._coming = max(0, self._coming - 1)
        return was_coming

    def ids(self) -> tuple[DocumentId, ...]:
        """As they stand in the form."""
        return tuple(map(DocumentId, self._draft.text(_PAPERS).split()))

    def views(self, item: ConclusionItem) -> tuple[ResultPaper, ...]:
        """As they are drawn."""
        papers = self._services.dossier.papers(item.case_id)
        titles = {one.paper.id: one.paper.title for one in papers}
        return tuple(ResultPaper(document_id=one, title=titles.get(one, "")) for one in self.ids())

    def _keep(self, ids: Iterable[DocumentId]) -> None:
        self._draft.edit(_PAPERS, " ".join(ids))

    def _same(self, item: ConclusionItem, file: KeptFile) -> DocumentId | None:
        """This unit's dossier of the case has these very bytes."""
        own = self._services.schedule.own_site().id
        papers = (one.paper for one in self._services.dossier.papers(item.case_id))
        mine = (one for one in papers if one.owner_site_id == one.site_id == own)
        return next((one.id for one in mine if one.sha256 == file.sha256), None)

    def _entered(self, item: ConclusionItem, file: KeptFile) -> DocumentId:
        own = self._services.schedule.own_site().id
        seat = self._services.access.signed_in()
        paper = CasePaper(
            id=DocumentId(new_id()),
            case_id=item.case_id,
            owner_site_id=own,
            site_id=own,
            title=file.title,
            kind=PaperKind.REPLY,
            copy_kind=CopyKind.PHOTOCOPY,
            handed_in=None,
            mime=file.mime,
            size_bytes=file.size_bytes,
            sha256=file.sha256,
            page_count=file.page_count,
            added_at=self._clock.now(),
            added_by=UserId("") if seat is None else seat.officer.id,
        )
        self._services.dossier.save(paper)
        return paper.id
