"""The screen "Danh mục cơ quan": headquarters keeps the directory of sở, ban, ngành."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from typing_extensions import override

from desktop.domain.access.rights import Right
from desktop.domain.clock import Clock
from desktop.domain.directory.agency import Agency, KnownAgency, agency_faults, is_found
from desktop.domain.directory.events import AgenciesChanged
from desktop.domain.events import Event
from desktop.domain.faults import FieldFault
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.entry_screen import EntryRules, EntryScreen, KeptEntry
from desktop.presenters.form.fault_watch import FaultWatch
from desktop.presenters.form.form import FormPresenter, Outcomes
from desktop.presenters.reports.agencies_state import (
    AgenciesViewState,
    AgencyField,
    AgencyForm,
    AgencyLock,
    AgencyRow,
)
from desktop.presenters.reports.agency_draft import AgencyDraft
from desktop.presenters.reports.report_forms import AGENCY_FORM
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode

_RULES = EntryRules[Agency](
    right=Right.EDIT_DIRECTORY,
    fields=AgencyField,
    key_field=AgencyField.CODE,
    key_lock=AgencyLock.FOR_EVER,
    unsaved=lambda agency: Message(
        code=MessageCode.AGENCY_UNSAVED,
        tone=Tone.WARN,
        data={"name": agency.name or agency.code},
    ),
    changed=lambda agency: _told(MessageCode.AGENCY_CHANGED, agency, tone=Tone.WARN),
)


class AgenciesPresenter(EntryScreen[AgenciesViewState, Agency]):
    """An entry is an agency; one that is not used any more stays in the list."""

    _draft: AgencyDraft

    def __init__(
        self, *, services: Services, clock: Clock, render: Callable[[AgenciesViewState], None]
    ) -> None:
        super().__init__(services, render, _RULES)
        draft = Draft(memory=services.memory, clock=clock, name="agency_draft")
        self._draft = AgencyDraft(draft)
        self._form = FormPresenter(
            spec=AGENCY_FORM,
            draft=draft,
            outcomes=Outcomes(hand_in="save_agency"),
            watch=FaultWatch(MessageCode.AGENCY_WRONG, MessageCode.AGENCY_ODD),
        )
        self._search = ""

    # ---- what the clerk does ---------------------------------------------------------------

    def search(self, text: str) -> None:
        """F3; marks do not matter."""
        self._search = text
        self.draw()

    def switch(self) -> None:
        """Ngừng sử dụng, or Dùng lại."""
        kept = self._selected()
        if kept is None or not self._can_switch(kept):
            return
        agency = replace(kept.entry, is_active=not kept.entry.is_active)
        code = MessageCode.AGENCY_BACK if agency.is_active else MessageCode.AGENCY_RETIRED
        self._save(agency, _told(code, agency, tone=Tone.OK))
        self.draw()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case AgenciesChanged():
                self._take_news()
            case _ if not self._form.take(event):
                return
        self.draw()

    @override
    def state(self) -> AgenciesViewState:
        """What the screen draws now."""
        known = self._services.agencies.known()
        selected = self._selected()
        return AgenciesViewState(
            rows=tuple(
                AgencyRow(
                    agency=one.agency,
                    storage=one.storage,
                    has_clash=one.other is not None,
                    is_selected=one.agency.code == self._draft.key,
                )
                for one in known
                if is_found(one.agency, self._search)
            ),
            total=len(known),
            search=self._search,
            form=self._form_view(selected),
            can_edit=self._can_edit(),
            message=self._form.message(self._faults())
            or _of_entry(selected)
            or _standing(known, can_edit=self._can_edit()),
        )

    # ---- inside ----------------------------------------------------------------------------

    @override
    def _find(self, key: str) -> KeptEntry[Agency] | None:
        known = self._services.agencies.known()
        return next(
            (
                KeptEntry(entry=one.agency, storage=one.storage, other=one.other)
                for one in known
                if one.agency.code == key
            ),
            None,
        )

    @override
    def _all(self) -> Iterable[Agency]:
        return self._services.agencies.agencies()

    @override
    def _written(self, beside: Agency | None) -> Agency:
        """In use as the entry beside it, or as what was taken says."""
        return self._draft.agency(is_active=beside is None or beside.is_active)

    @override
    def _save_written(self, beside: Agency | None) -> None:
        agency = self._written(beside)
        self._save(agency, _told(MessageCode.AGENCY_SAVED, agency, tone=Tone.OK))

    @override
    def _keep(self, entry: Agency) -> None:
        self._services.agencies.save(entry)

    def _can_switch(self, kept: KeptEntry[Agency]) -> bool:
        is_at_rest = not self._form.is_under_way and not self._draft.is_changed
        return self._can_edit() and is_at_rest and kept.other is None

    @override
    def _faults(self) -> tuple[FieldFault, ...]:
        others = [one.agency for one in self._services.agencies.known()]
        judged = agency_faults(self._draft.agency(), others, is_new=not self._draft.key)
        return self._form.faults(judged)

    def _form_view(self, kept: KeptEntry[Agency] | None) -> AgencyForm:
        return AgencyForm(
            code=self._draft.key,
            typed=self._typed(),
            other=kept.other if kept is not None else None,
            is_active=self._written(kept.entry if kept is not None else None).is_active,
            can_save=self._can_save(kept),
            can_discard=self._draft.is_changed,
            can_switch=kept is not None and self._can_switch(kept),
        )


def _told(code: MessageCode, agency: Agency, *, tone: Tone) -> Message:
    return Message(code=code, tone=tone, data={"name": agency.name})


def _standing(known: tuple[KnownAgency, ...], *, can_edit: bool) -> Message:
    """What is said while nothing else is to be told."""
    clashing = sum(one.other is not None for one in known)
    if clashing:
        return Message(code=MessageCode.AGENCIES_CLASH, tone=Tone.WARN, data={"count": clashing})
    if not known:
        return Message(code=MessageCode.AGENCIES_EMPTY, tone=Tone.INFO)
    active = sum(one.agency.is_active for one in known)
    return Message(
        code=MessageCode.AGENCIES if can_edit else MessageCode.AGENCIES_TO_READ,
        tone=Tone.INFO,
        data={"active": active, "retired": len(known) - active},
    )


def _of_entry(kept: KeptEntry[Agency] | None) -> Message | None:
    """What is to be known of the entry in the form."""
    if kept is not None and kept.other is not None:
        return _told(MessageCode.AGENCY_CLASH, kept.entry, tone=Tone.WARN)
    if kept is not None and kept.storage is RecordStorage.REFUSED:
        return _told(MessageCode.AGENCY_REFUSED, kept.entry, tone=Tone.DANGER)
    return None
