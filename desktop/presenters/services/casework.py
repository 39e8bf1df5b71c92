"""What presenters ask of who comes, what for, and what is in the dossier."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Protocol

from desktop.domain.casework.conclusions.conclusion import ConclusionItem
from desktop.domain.casework.conclusions.conclusion_book import KnownItem
from desktop.domain.casework.history import EarlierReception, HistoryOf, Recognised
from desktop.domain.casework.intake import Intake, KnownIntake
from desktop.domain.casework.matter.case import Case
from desktop.domain.casework.matter.reception_request import (
    KnownRequest,
    NoticeSent,
    ReceptionRequest,
    RequestDecision,
)
from desktop.domain.casework.people.citizen import CitizenRecord
from desktop.domain.casework.register import HandledColumns, Strike, ToldColumns
from desktop.domain.casework.register_book import FoundRows, KnownRow, RegisterQuery
from desktop.domain.ids import (
    CaseId,
    CitizenId,
    ConclusionItemId,
    DocumentId,
    MinuteLineId,
    RegisterEntryId,
    RequestId,
    SessionId,
    SiteId,
    UserId,
    VisitId,
)
from desktop.domain.papers.dossier import CasePaper, DossierPaper
from desktop.domain.reports.statistics import StatisticsPeriod, StatisticsSheet


class CasesService(Protocol):
    """Vụ việc: those that this PC was told of. Reads memory. Event: CasesChanged."""

    def cases(self) -> tuple[Case, ...]:
        """All of them, whoever may see them, by code."""
        ...


class RequestsService(Protocol):
    """Yêu cầu tiếp: of this unit, at headquarters of all. Reads memory; works without a network.

    Events: RequestsChanged, ActionFailed("take_request", "decide_request" or "note_refusal") with
    the request's id as `request` in its data.
    """

    def requests(self) -> tuple[KnownRequest, ...]:
        """Oldest first."""
        ...

    def find(self, request_id: RequestId) -> KnownRequest | None:
        """One of them."""
        ...

    def citizen(self, citizen_id: CitizenId) -> CitizenRecord | None:
        """Who asks; only the unit that took the request knows."""
        ...

    def take(self, request: ReceptionRequest, citizen: CitizenRecord) -> None:
        """Keep both and queue them for the city; one that is there is changed."""
        ...

    def decide(self, decision: RequestDecision) -> None:
        """Keep a decision and queue it; the first one that the city has stands."""
        ...

    def note_refusal(self, request_id: RequestId, sent: NoticeSent | None) -> None:
        """Keep that a refusal was told in writing, or was not. Of an unknown one: nothing."""
        ...


class DossierService(Protocol):
    """Hồ sơ vụ việc: papers of a case, on any day. Reads memory; works without a network.

    A page is asked for by its paper's id, of PapersService. Events: DossierChanged, FileKept,
    ActionFailed("add_to_dossier" or "keep_file") with the name of the file as `name` in its data,
    ActionFailed("save_in_dossier") with the id of the paper as `paper`; PaperCopied,
    ActionFailed("save_copy") with the name of the file as `name`.
    """

    def papers(self, case_id: CaseId) -> tuple[DossierPaper, ...]:
        """As they are leafed through: by their numbers, without a number last."""
        ...

    def unsent(self) -> tuple[DossierPaper, ...]:
        """Entries of this unit, of every case, that the city has not whole, oldest first."""
        ...

    def sites_with_dossier(self, case_id: CaseId) -> frozenset[SiteId]:
        """Sites of which at least one entry is there that the city did not refuse."""
        ...

    def add(self, case_id: CaseId, untrusted_path: Path, added_by: UserId) -> None:
        """Take a file into this unit's dossier: probe, encrypt, keep, send.

        The same bytes again are told as T-414, with the paper that is there as `document_id`.
        """
        ...

    def keep_file(self, untrusted_path: Path, taken_for: str) -> None:
        """Probe, encrypt and keep a file of which the case is not known yet; `save` lists it.

        Outcome: FileKept, for good: nobody deletes the bytes.
        """
        ...

    def save(self, paper: CasePaper) -> None:
        """Keep an entry, or what is said of one that is there, and queue it.

        A new one has no bytes, or those of a file that was kept: they are sent too.
        """
        ...

    def save_copy(self, document_id: DocumentId, path: Path) -> None:
        """Write the bytes of a paper, of a dossier or a session, to a file that is not there yet.

        A file that has that name stays as it is: T-431.
        """
        ...


class IntakeService(Protocol):
    """Tiếp nhận công dân, of this unit alone. Reads memory; works without a network.

    What is kept is read in the background after the start: IntakesChanged says when. Events:
    IntakesChanged, ActionFailed("keep_intake") with the visit's id as `visit` in its data: nothing
    of the intake was kept, or a part of it was not.
    """

    def keep(self, intake: Intake) -> None:
        """Keep all of it, the visit with the ids of its parts, and queue it for the city.

        What is there is changed. A part that is left out stays with the unit; the visit names it no
        more. Refused as L-301: a change that would lift the block of a petition.
        """
        ...

    def intakes(self) -> tuple[KnownIntake, ...]:
        """Oldest first."""
        ...

    def of_day(self, day: date) -> tuple[KnownIntake, ...]:
        """Of those who came on this day in Hai Phong, by ticket."""
        ...

    def find(self, visit_id: VisitId) -> KnownIntake | None:
        """One of them."""
        ...

    def of_case(self, case_id: CaseId) -> tuple[KnownIntake, ...]:
        """Those with a content of this case, the newest first."""
        ...

    def next_ticket(self, day: date) -> int:
        """The next free number of the day; provisional, as another PC may give it too."""
        ...

    def numbers_of_day(self, day: date, *, but: VisitId | None = None) -> Mapping[str, int]:
        """Identity numbers of the day's visits, each with its ticket. but: not of this visit."""
        ...

    def recognise(self, person: CitizenRecord) -> tuple[Recognised, ...]:
        """Those who may be this person: `domain/casework/history.recognise` of all who are known.

        Quick enough for every key that is pressed.
        """
        ...

    def history(self, of: HistoryOf, *, is_denunciation: bool) -> tuple[EarlierReception, ...]:
        """The newest receptions of these people or of this case, five at most.

        A denunciation is in no history. is_denunciation: of the matter at hand, which then has
        none.
        """
        ...

    def earlier_receptions(self, of: HistoryOf) -> int:
        """How many this unit held in this case, of these people while there is none.

        `visit_number` is one more.
        """
        ...


class RegisterService(Protocol):
    """Sổ tiếp công dân of this unit. Reads memory; works without a network.

    A row has no number until the city has taken it in. Events: RegisterChanged,
    ActionFailed("keep_row") with the id of the row as `row` in its data; RegisterWritten,
    ActionFailed("export_register").
    """

    def is_read(self) -> bool:
        """Everything that is kept was read in the background; before, rows may be lacking."""
        ...

    def years(self) -> tuple[int, ...]:
        """Of which there is a row, the newest first."""
        ...

    def find(self, query: RegisterQuery) -> FoundRows:
        """Rows of a year; of a denunciation without name and content."""
        ...

    def row(self, entry_id: RegisterEntryId) -> KnownRow | None:
        """One of them."""
        ...

    def unsent(self) -> tuple[KnownRow, ...]:
        """Rows of which the city has not the newest text, in no order."""
        ...

    def unanswered(self) -> tuple[KnownRow, ...]:
        """Rows of every year of which an answer is owed; the same object until one changes."""
        ...

    def missing(self, year: int) -> tuple[VisitId, ...]:
        """Visits of the year of which a row is not there, or the city would not have it."""
        ...

    def enter(self, intake: Intake) -> None:
        """The rows of a visit, as far as they are not there; they are kept and queued."""
        ...

    def enter_missing(self, year: int) -> None:
        """The rows of the visits of `missing`."""
        ...

    def write(self, entry_id: RegisterEntryId, columns: HandledColumns) -> None:
        """What becomes of a matter, into a row that is not struck out; it settles a clash."""
        ...

    def strike(self, entry_id: RegisterEntryId, strike: Strike) -> None:
        """Strike a row out. It stays in the book, with its number."""
        ...

    def put_right(self, entry_id: RegisterEntryId, told: ToldColumns, strike: Strike) -> None:
        """Strike a row out and enter the one that takes its place, in the book of the day."""
        ...

    def export(self, year: int, path: Path) -> None:
        """Write the book of a year to a file that is replaced."""
        ...

    def statistics(self, period: StatisticsPeriod) -> StatisticsSheet:
        """Figures of a period, of the rows and sessions of this unit; rehearsals are no sessions.

        Looks at every row of its years: not to be asked for each drawing.
        """
        ...


class ConclusionsService(Protocol):
    """Kết luận: tasks of the sessions of this site. Reads memory; works without a network.

    Events: ConclusionsChanged, ActionFailed("keep_conclusion") with the id of the item as `item` in
    its data.
    """

    def items(self) -> tuple[KnownItem, ...]:
        """All of them, in no order."""
        ...

    def of_session(self, session_id: SessionId) -> tuple[KnownItem, ...]:
        """Those of one session, in no order."""
        ...

    def find(self, item_id: ConclusionItemId) -> KnownItem | None:
        """One of them."""
        ...

    def of_line(self, line_id: MinuteLineId) -> KnownItem | None:
        """What was made of a line of the minutes."""
        ...

    def unsent(self) -> tuple[KnownItem, ...]:
        """Of which the city has not the newest text, in no order."""
        ...

    def save(self, item: ConclusionItem) -> None:
        """Keep an item, or what became of it, and queue it; it settles a clash."""
        ...
