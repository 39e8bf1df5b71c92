"""Papers handed in while somebody is taken in: kept at once, listed in the dossier with the visit.

Titles are personal data: never logged.
"""

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop.domain.access.rights import Right
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import CaseId, DocumentId, PetitionId, new_id
from desktop.domain.papers.dossier import TAKEN_FOR_RESULT, CasePaper, CopyKind, HandedIn, KeptFile
from desktop.domain.papers.events import FileKept
from desktop.domain.papers.paper import PaperKind
from desktop.presenters.casework.intake.intake_matter import IntakeMatter
from desktop.presenters.casework.intake.intake_part import IntakeGround, IntakePart
from desktop.presenters.casework.intake.intake_people import DESIGNATION, IntakePeople
from desktop.presenters.casework.intake.intake_person import PROOF, Taker
from desktop.presenters.casework.intake.intake_state import HandedPaper
from desktop.presenters.casework.intake.intake_visit import IntakeVisit
from desktop.presenters.services.access import person_may
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode

_PAPERS = "papers"
_KEEP = "keep_file"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """A paper that is not in a dossier yet. petition_id: of the content it belongs to."""

    id: DocumentId
    petition_id: PetitionId
    file: KeptFile
    kind: PaperKind
    copy_kind: CopyKind
    handed_in: HandedIn | None
    added_at: datetime


class IntakePapers(IntakePart):
    """Papers that came with a visit."""

    def __init__(
        self,
        ground: IntakeGround,
        *,
        people: IntakePeople,
        matter: IntakeMatter,
        visit: IntakeVisit,
    ) -> None:
        super().__init__(ground)
        self._people = people
        self._matter = matter
        self._visit = visit
        self._coming = 0
        self._handed: frozenset[DocumentId] = frozenset()

    # ---- what the officer does -------------------------------------------------------------

    def add(self, untrusted_path: Path) -> None:
        """A file was chosen, dropped or pasted."""
        if self.can_add:
            self._visit.begin(self._clock.now())
            self._coming += 1
            self._services.dossier.keep_file(untrusted_path, self._matter.petition_id)

    def remove(self, paper_id: DocumentId) -> None:
        """It was not handed in after all."""
        self._keep(one for one in self._waiting() if one.id != paper_id)
        self._point(paper_id, "")

    def mark_kind(self, paper_id: DocumentId, kind: PaperKind) -> None:
        """What it is."""
        self._change(paper_id, lambda one: replace(one, kind=kind))

    def mark_copy(self, paper_id: DocumentId, copy_kind: CopyKind) -> None:
        """Whether it is an original or a copy."""
        self._change(paper_id, lambda one: replace(one, copy_kind=copy_kind))

    def mark_handed_in(self, paper_id: DocumentId, handed_in: HandedIn | None) -> None:
        """Đã nhận bản chụp, bản gốc, đã trả lại."""
        self._change(paper_id, lambda one: replace(one, handed_in=handed_in))

    def toggle_proof(self, paper_id: DocumentId) -> None:
        """It proves for whom the person speaks, or does not."""
        self._toggle(PROOF, paper_id, PaperKind.AUTHORISATION)

    def toggle_designation(self, paper_id: DocumentId) -> None:
        """By it the group named who speaks for it, or did not."""
        self._toggle(DESIGNATION, paper_id, PaperKind.DESIGNATION)

    # ---- what happens ----------------------------------------------------------------------

    def take(self, event: Event) -> bool:
        """Take in an outcome; False: it is none of a paper's."""
        if isinstance(event, FileKept):
            if event.taken_for.startswith(TAKEN_FOR_RESULT):
                return False
            self._take_file(event)
            return True
        if isinstance(event, ActionFailed) and event.action == _KEEP and self.is_coming:
            self._coming = max(0, self._coming - 1)
            self._form.told = Message(code=event.code, tone=Tone.DANGER, data=dict(event.data))
            return True
        return False

    # ---- what it says ----------------------------------------------------------------------

    @property
    def can_add(self) -> bool:
        """Whether the person may hand papers in."""
        return person_may(self._services.access, Right.ADD_PAPER)

    @property
    def is_coming(self) -> bool:
        """A file is being looked at."""
        return self._coming > 0

    def rows(self) -> tuple[HandedPaper, ...]:
        """Of the content that is shown."""
        proof, designation = (self._draft.text(one) for one in (PROOF, DESIGNATION))
        shown, case_id = self._matter.petition_id, self._matter.case_id
        return tuple(
            HandedPaper(
                id=one.id,
                title=one.file.title,
                page_count=one.file.page_count,
                kind=one.kind,
                copy_kind=one.copy_kind,
                handed_in=one.handed_in,
                is_proof=one.id == proof,
                is_designation=one.id == designation,
                since=self._since(case_id, one),
            )
            for one in self._waiting()
            if one.petition_id == shown
        )

    def petitions(self) -> frozenset[PetitionId]:
        """Contents with a paper: they need a case."""
        return frozenset(one.petition_id for one in self._waiting())

    def settle(self, cases: Mapping[PetitionId, CaseId]) -> None:
        """What this unit's dossier of the case has already is that paper, said anew."""
        for one in self._waiting():
            case_id = cases.get(one.petition_id)
            same = None if case_id is None else self._same(case_id, one.file.sha256)
            if same is not None and same.id != one.id:
                self._change(one.id, lambda each, new=same.id: replace(each, id=new))  # type: ignore[misc]
                self._point(one.id, same.id)

    def hand_over(self, cases: Mapping[PetitionId, CaseId], taker: Taker) -> tuple[DocumentId, ...]:
        """Into this unit's dossier of each case, with the bytes: those that stood there before."""
        self._handed = frozenset(one.id for one in self._waiting())
        again = []
        for one in self._waiting():
            case_id = cases[one.petition_id]
            if self._since(case_id, one) is not None:
                again.append(one.id)
            self._services.dossier.save(_entry(one, case_id, taker, self._same_of(case_id, one)))
        return tuple(again)

    def forget_handed_over(self) -> None:
        """The visit is kept: what stays here is the next one's."""
        for paper_id in self._handed:
            self.remove(paper_id)

    # ---- inside ----------------------------------------------------------------------------

    def _point(self, paper_id: DocumentId, by: str) -> None:
        """What a paper proved, another one does now, or none ("")."""
        self._people.replace_proof(paper_id, by)
        if self._draft.text(DESIGNATION) == paper_id:
            self._draft.edit(DESIGNATION, by)

    def _same_of(self, case_id: CaseId, one: _Waiting) -> CasePaper | None:
        same = self._same(case_id, one.file.sha256)
        return same if same is not None and same.id == one.id else None

    def _same(self, case_id: CaseId, sha256: str) -> CasePaper | None:
        own = self._services.schedule.own_site().id
        papers = (one.paper for one in self._services.dossier.papers(case_id))
        mine = (one for one in papers if one.owner_site_id == one.site_id == own)
        return next((one for one in mine if one.sha256 == sha256), None)

    def _since(self, case_id: CaseId | None, one: _Waiting) -> datetime | None:
        """An entry that was made of this very paper, before the visit could be kept, is none."""
        same = None if case_id is None else self._same(case_id, one.file.sha256)
        return None if same is None or same.added_at == one.added_at else same.added_at

    def _take_file(self, event: FileKept) -> None:
        self._coming = max(0, self._coming - 1)
        contents, waiting = self._matter.petition_ids(), self._waiting()
        taken_for = PetitionId(event.taken_for)
        petition_id = taken_for if taken_for in contents else self._matter.petition_id
        if any(
            (one.petition_id, one.file.sha256) == (petition_id, event.file.sha256)
            for one in waiting
        ):
            data = {"title": event.file.title}
            code = MessageCode.INTAKE_SAME_PAPER
            self._form.told = Message(code=code, tone=Tone.WARN, data=data)
            return
        paper = _Waiting(
            id=DocumentId(new_id()),
            petition_id=petition_id,
            file=event.file,
            kind=PaperKind.OTHER,
            copy_kind=CopyKind.PHOTOCOPY,
            handed_in=HandedIn.COPY,
            added_at=self._clock.now(),
        )
        case_id = self._matter.case_id if petition_id == self._matter.petition_id else None
        same = None if case_id is None else self._same(case_id, event.file.sha256)
        self._form.told = None
        self._keep([*waiting, paper if same is None else _as_known(paper, same)])

    def _toggle(self, pointer: str, paper_id: DocumentId, kind: PaperKind) -> None:
        """One paper at most; one of which nothing was said is of this kind then."""
        if self._draft.text(pointer) == paper_id:
            self._draft.edit(pointer, "")
            return
        self._draft.edit(pointer, paper_id)
        self._change(
            paper_id,
            lambda one: replace(one, kind=kind) if one.kind is PaperKind.OTHER else one,
        )

    def _change(self, paper_id: DocumentId, change: Callable[[_Waiting], _Waiting]) -> None:
        self._keep(change(one) if one.id == paper_id else one for one in self._waiting())

    def _waiting(self) -> tuple[_Waiting, ...]:
        """A paper of a content that was given up belongs to the one that is shown."""
        try:
            kept = json.loads(self._draft.text(_PAPERS) or "[]")
            papers = [_read(one) for one in kept]
        except (ValueError, KeyError, TypeError):
            logger.warning("papers of a draft are unreadable")
            return ()
        contents, shown = self._matter.petition_ids(), self._matter.petition_id
        return tuple(
            one if one.petition_id in contents else replace(one, petition_id=shown)
            for one in papers
        )

    def _keep(self, papers: Iterable[_Waiting]) -> None:
        written = [_written(one) for one in papers]
        self._draft.edit(_PAPERS, json.dumps(written, ensure_ascii=False))


def _as_known(one: _Waiting, same: CasePaper) -> _Waiting:
    """What was said of it in the dossier holds, until the officer says otherwise."""
    handed_in = same.handed_in if same.handed_in is HandedIn.ORIGINAL else one.handed_in
    return replace(one, kind=same.kind, copy_kind=same.copy_kind, handed_in=handed_in)


def _entry(one: _Waiting, case_id: CaseId, taker: Taker, same: CasePaper | None) -> CasePaper:
    """same: the entry that is there already."""
    if same is not None:
        return replace(same, kind=one.kind, copy_kind=one.copy_kind, handed_in=one.handed_in)
    return CasePaper(
        id=one.id,
        case_id=case_id,
        owner_site_id=taker.site_id,
        site_id=taker.site_id,
        title=one.file.title,
        kind=one.kind,
        copy_kind=one.copy_kind,
        handed_in=one.handed_in,
        mime=one.file.mime,
        size_bytes=one.file.size_bytes,
        sha256=one.file.sha256,
        page_count=one.file.page_count,
        added_at=one.added_at,
        added_by=taker.by,
    )


def _written(one: _Waiting) -> dict[str, str | int]:
    return {
        "id": one.id,
        "petition_id": one.petition_id,
        "title": one.file.title,
        "mime": one.file.mime,
        "size_bytes": one.file.size_bytes,
        "sha256": one.file.sha256,
        "page_count": one.file.page_count,
        "kind": one.kind,
        "copy_kind": one.copy_kind,
        "handed_in": one.handed_in or "",
        "added_at": one.added_at.isoformat(),
    }


def _read(kept: Mapping[str, object]) -> _Waiting:
    """Raises KeyError, ValueError: it is none."""
    handed_in = str(kept["handed_in"])
    return _Waiting(
        id=DocumentId(str(kept["id"])),
        petition_id=PetitionId(str(kept["petition_id"])),
        file=KeptFile(
            title=str(kept["title"]),
            mime=str(kept["mime"]),
            size_bytes=int(str(kept["size_bytes"])),
            sha256=str(kept["sha256"]),
            page_count=int(str(kept["page_count"])),
        ),
        kind=PaperKind(str(kept["kind"])),
        copy_kind=CopyKind(str(kept["copy_kind"])),
        handed_in=HandedIn(handed_in) if handed_in else None,
        added_at=datetime.fromisoformat(str(kept["added_at"])),
    )
