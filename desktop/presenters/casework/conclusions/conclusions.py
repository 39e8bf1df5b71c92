"""The screen "Kết luận": what chairs told bodies to do, overdue first, followed up to its end."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from typing_extensions import override

from desktop.domain.access.events import AccessChanged
from desktop.domain.access.rights import Right
from desktop.domain.casework.conclusions.conclusion import next_step
from desktop.domain.casework.conclusions.conclusion_book import (
    ItemQuery,
    ItemsShown,
    KnownItem,
    Pressing,
    in_order,
    is_found,
    items_to_notify,
)
from desktop.domain.casework.events import CasesChanged, ConclusionsChanged
from desktop.domain.casework.people.citizen import masked_phone
from desktop.domain.events import Event
from desktop.domain.ids import CaseId, ConclusionItemId, DocumentId
from desktop.domain.papers.events import DossierChanged
from desktop.domain.reception.due import working_days_until
from desktop.domain.reception.working_days import WorkingDays
from desktop.domain.record.printing import ConclusionToPrint
from desktop.domain.sync.events import SyncChanged
from desktop.presenters.casework.conclusions.conclusion_writing import (
    ConclusionWriting,
    WritingGround,
)
from desktop.presenters.casework.conclusions.conclusions_state import (
    ConclusionRow,
    ConclusionsViewState,
    ItemAct,
)
from desktop.presenters.casework.conclusions.task_code import TaskCode
from desktop.presenters.casework.list_screen import ListGround, ListScreen
from desktop.presenters.services.access import person_may
from desktop.presenters.services.working_days import WorkingDaysSource
from desktop.presenters.view.message import Message, Tone

MOST_SHOWN: Final = 60
SOON: Final = timedelta(days=7)

_Found = tuple[tuple[KnownItem, Pressing], ...]


class ConclusionsPresenter(ListScreen[ConclusionsViewState, ItemQuery, ConclusionWriting]):
    """Lives as long as the desk. Thread: MainThread.

    days: the table of working days.
    """

    def __init__(self, ground: ListGround[ConclusionsViewState], days: WorkingDaysSource) -> None:
        self._days = days
        self._selected: ConclusionItemId | None = None
        super().__init__(
            ground,
            lambda draw: ConclusionWriting(
                WritingGround(
                    services=ground.services,
                    clock=ground.clock,
                    days=days.table,
                    draw=draw,
                    name="conclusion_draft",
                )
            ),
        )

    @override
    def first_query(self) -> ItemQuery:
        return ItemQuery()

    @override
    def choose_none(self) -> None:
        self._selected = None

    # ---- what the person does --------------------------------------------------------------

    def search(self, text: str) -> None:
        """F3: task, body, contact, code of a case; marks do not matter."""
        self._look(replace(self._query, search=text))

    def choose_shown(self, value: str) -> None:
        """Open, finished, or all: an ItemsShown."""
        self._look(replace(self._query, shown=ItemsShown(value)))

    def choose_agency(self, name: str) -> None:
        """Of one body; "": of every."""
        self._look(replace(self._query, agency=name))

    def select(self, item_id: ConclusionItemId) -> None:
        """A row of the list; not away from one that is being written into."""
        if self.writing.act is None and item_id != self._selected:
            self._selected = item_id
            self.draw()

    def point_to(self, item_id: ConclusionItemId) -> None:
        """From another screen: to this item, whatever was looked for."""
        self._query = ItemQuery()
        self.select(item_id)

    def open(self, item_id: ConclusionItemId) -> None:
        """Enter: to the case of an item."""
        known = self._find(item_id)
        if known is not None:
            self._open_case(known.item.case_id)

    def begin(self, act: ItemAct) -> None:
        """Write into the chosen item, while nothing else is being written."""
        chosen = None if self._selected is None else self._find(self._selected)
        if chosen is not None and self.writing.act is None:
            self.writing.begin(chosen, act)
            self.draw()

    def print_notice(self) -> None:
        """In thông báo: every task of the session of the chosen one that this unit gave."""
        chosen = None if self._selected is None else self._find(self._selected)
        if chosen is not None and self._notice_of(chosen):
            self._services.printing.offer(ConclusionToPrint(session_id=chosen.item.session_id))

    def attach(self, untrusted_path: Path) -> None:
        """A paper of the result was chosen."""
        self.writing.attach(untrusted_path)

    def drop_paper(self, document_id: DocumentId) -> None:
        """It is none of the result after all."""
        self.writing.drop_paper(document_id)

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case ConclusionsChanged():
                self.writing.take_changes()
            case CasesChanged() | DossierChanged() | AccessChanged() | SyncChanged():
                pass
            case _ if not self.writing.take(event):
                return
        if self._is_shown:
            self.draw()

    @override
    def state(self) -> ConclusionsViewState:
        today, table = self._today(), self._days.table()
        items = self._services.conclusions.items()
        codes = self._codes(items)
        found = in_order(
            (one for one in items if is_found(one.item, self._query, [codes[one.item.case_id]])),
            today,
            today + SOON,
        )
        shown = found[:MOST_SHOWN]
        chosen = next((one for one, _ in shown if one.item.id == self._selected), None)
        open_count = sum(one.item.is_open for one in items)
        is_free = self.writing.act is None
        return ConclusionsViewState(
            query=self._query,
            agencies=tuple(sorted({one.item.agency for one in items if one.item.agency})),
            open_count=open_count,
            finished_count=len(items) - open_count,
            rows=tuple(self._row(one, how, codes, today, table) for one, how in shown),
            groups=_groups(found),
            more=len(found) - len(shown),
            looked_to=today + SOON,
            selected=None if chosen is None else chosen.item.id,
            acts=self.writing.acts(chosen) if chosen is not None and is_free else (),
            panel=self.writing.panel(),
            message=self._form.message(self.writing.faults()) or self._standing(items, found),
            notice_of="" if chosen is None else self._notice_of(chosen),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _notice_of(self, known: KnownItem) -> str:
        """The code of its session, where this unit has something to tell of it."""
        if not person_may(self._services.access, Right.EXPORT_MINUTES):
            return ""
        sessions = self._services.schedule.sessions()
        session = next((one for one in sessions if one.id == known.item.session_id), None)
        giver = self._services.schedule.own_site().id
        items = self._services.conclusions.of_session(known.item.session_id)
        told = items_to_notify((one.item for one in items), giver)
        return session.code if session is not None and told else ""

    def _find(self, item_id: ConclusionItemId) -> KnownItem | None:
        return self._services.conclusions.find(item_id)

    def _codes(self, items: tuple[KnownItem, ...]) -> Mapping[CaseId, str]:
        cases = {one.item.case_id: self._services.schedule.case(one.item.case_id) for one in items}
        return {key: "" if case is None else case.code for key, case in cases.items()}

    def _row(
        self,
        known: KnownItem,
        how: Pressing,
        codes: Mapping[CaseId, str],
        today: date,
        table: WorkingDays,
    ) -> ConclusionRow:
        item = known.item
        day = item.deadline
        return ConclusionRow(
            item_id=item.id,
            pressing=how,
            status=item.status,
            task=item.task,
            agency=item.agency,
            co_agencies=item.co_agencies,
            contact=item.contact_person,
            phone=masked_phone(item.contact_phone),
            deadline=day,
            no_deadline_reason=item.no_deadline_reason,
            overdue_days=0 if day is None else max(0, (today - day).days),
            working_days=0 if day is None else working_days_until(today, day, table),
            extensions=len(item.extensions),
            given_on=item.given_on,
            case_code=codes[item.case_id],
            notice_number=item.notice_number,
            result=item.result,
            papers=len(item.result_document_ids),
            struck_reason=item.struck_reason,
            step=next_step(item),
            acts=self.writing.acts(known),
            is_refused=known.is_refused,
            has_clash=known.other is not None,
            urges=len(item.urges),
            answer_by=item.urges[-1].answer_by if item.urges else None,
        )

    def _standing(self, items: tuple[KnownItem, ...], found: _Found) -> Message | None:
        """What is so whatever was pressed, the gravest first."""
        if any(one.other is not None for one in items):
            return Message(code=TaskCode.CLASH, tone=Tone.WARN)
        if not found and self._query.search:
            data: dict[str, str | int] = {"text": self._query.search}
            return Message(code=TaskCode.NOTHING, tone=Tone.INFO, data=data)
        if not found:
            return Message(code=TaskCode.NONE, tone=Tone.INFO)
        return None


def _groups(found: _Found) -> tuple[tuple[Pressing, int], ...]:
    """How many there are of each, in the order of the list."""
    counted = {how: sum(one is how for _, one in found) for how in Pressing}
    return tuple((how, count) for how, count in counted.items() if count)
