"""The screen "Danh mục cơ quan": headquarters keeps the directory of sở, ban, ngành."""

from collections.abc import Callable
from dataclasses import replace

from typing_extensions import override

from desktop.domain.access.rights import Right
from desktop.domain.clock import Clock
from desktop.domain.directory.agency import Agency, KnownAgency, agency_faults, is_found
from desktop.domain.directory.events import AgenciesChanged
from desktop.domain.directory.site import SiteKind
from desktop.domain.events import Event
from desktop.domain.faults import FieldFault
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.fault_watch import FaultWatch
from desktop.presenters.form.form import FormPresenter, Outcomes
from desktop.presenters.form.form_screen import FormScreen
from desktop.presenters.form.state import Closed, FieldAccess, FormState
from desktop.presenters.reports.agencies_state import (
    AgenciesViewState,
    AgencyField,
    AgencyForm,
    AgencyLock,
    AgencyRow,
)
from desktop.presenters.reports.agency_draft import AgencyDraft
from desktop.presenters.reports.report_forms import AGENCY_FORM
from desktop.presenters.services.access import person_may
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message, MessageCode, Tone

_TO_READ = Closed(access=FieldAccess.READ_ONLY)
_FOR_EVER = Closed(access=FieldAccess.READ_ONLY, reason=AgencyLock.FOR_EVER)


class AgenciesPresenter(FormScreen[AgenciesViewState]):
    """Lives as long as the desk; what is typed is kept, and never lost to another row."""

    def __init__(
        self, *, services: Services, clock: Clock, render: Callable[[AgenciesViewState], None]
    ) -> None:
        super().__init__(services, render)
        draft = Draft(memory=services.memory, clock=clock, name="agency_draft")
        self._draft = AgencyDraft(draft)
        self._form = FormPresenter(
            spec=AGENCY_FORM,
            draft=draft,
            outcomes=Outcomes(hand_in="save_agency"),
            watch=FaultWatch(MessageCode.AGENCY_WRONG, MessageCode.AGENCY_ODD),
        )
        self._search = ""
        self._saving: tuple[Agency, MessageCode] | None = None

    # ---- what the clerk does ---------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown; an entry nobody touched shows what is known of it now."""
        self._form.start()
        self._show_newest()
        self.refresh()
        self.draw()

    def search(self, text: str) -> None:
        """F3; marks do not matter."""
        self._search = text
        self.draw()

    def select(self, code: str) -> None:
        """A row; what was typed and not saved keeps its place."""
        known = self._find(code)
        if known is not None and code != self._draft.key:
            self._open(known.agency)

    def begin_new(self) -> None:
        """Thêm cơ quan."""
        self._open(None)

    def edit(self, field: str, text: str) -> None:
        """A key in a field; field: an AgencyField. The code of an entry stays as it is."""
        if field != AgencyField.CODE or not self._draft.key:
            self._form.edit(field, text)
            self.draw()

    def discard(self) -> None:
        """Bỏ thay đổi."""
        self._form.begin_anew()
        self._begin()
        self.draw()

    def take_other(self) -> None:
        """Lấy bản của máy này: the text that lost a clash, into the form."""
        known = self._find(self._draft.key)
        if known is not None and known.other is not None:
            self._draft.take(known.other)
            self.draw()

    def save(self) -> None:
        """The button "Lưu"."""
        known = self._find(self._draft.key)
        if not self._can_save(known):
            return
        if self._form.may_go(self._faults()):
            if known is not None and not self._draft.is_made_from(known.agency):
                self._warn_of_change(known.agency)
            else:
                self._save(self._written(known), MessageCode.AGENCY_SAVED)
        self.draw()

    def switch(self) -> None:
        """Ngừng sử dụng, or Dùng lại."""
        known = self._find(self._draft.key)
        if known is None or not self._can_switch(known):
            return
        agency = replace(known.agency, is_active=not known.agency.is_active)
        is_back = agency.is_active
        self._save(agency, MessageCode.AGENCY_BACK if is_back else MessageCode.AGENCY_RETIRED)
        self.draw()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case AgenciesChanged():
                self._take_saved()
                self._show_newest()
            case _ if not self._form.take(event):
                return
        self.draw()

    @override
    def state(self) -> AgenciesViewState:
        """What the screen draws now."""
        known = self._services.agencies.known()
        selected = self._find(self._draft.key)
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

    def _find(self, code: str) -> KnownAgency | None:
        known = self._services.agencies.known()
        return next((one for one in known if one.agency.code == code), None)

    def _written(self, known: KnownAgency | None) -> Agency:
        """What would be kept; in use as the entry is now, or as what was taken says."""
        return self._draft.agency(is_active=known is None or known.agency.is_active)

    def _can_edit(self) -> bool:
        own = self._services.schedule.own_site()
        is_headquarters = own.kind is SiteKind.HEADQUARTERS
        return is_headquarters and person_may(self._services.access, Right.EDIT_DIRECTORY)

    def _can_save(self, known: KnownAgency | None) -> bool:
        """Saving as it stands settles a clash, and sends again what the city refused."""
        is_open = known is not None and (
            known.other is not None or known.storage is RecordStorage.REFUSED
        )
        has_news = self._draft.is_changed or is_open
        return self._can_edit() and not self._form.is_under_way and has_news

    def _can_switch(self, known: KnownAgency) -> bool:
        is_at_rest = not self._form.is_under_way and not self._draft.is_changed
        return self._can_edit() and is_at_rest and known.other is None

    def _open(self, agency: Agency | None) -> None:
        written = self._draft.agency()
        unsaved = Message(
            code=MessageCode.AGENCY_UNSAVED,
            tone=Tone.WARN,
            data={"name": written.name or written.code},
        )
        if self._form.may_leave(is_changed=self._draft.is_changed, unsaved=unsaved):
            self._draft.begin(agency)
        self.draw()

    def _begin(self) -> None:
        """The form shows the entry as it is known now."""
        known = self._find(self._draft.key)
        self._draft.begin(known.agency if known is not None else None)

    def _show_newest(self) -> None:
        if not self._draft.is_changed:
            self._begin()

    def _warn_of_change(self, agency: Agency) -> None:
        """Another PC was faster; the next press goes."""
        self._draft.rebase(agency)
        self._form.told = Message(
            code=MessageCode.AGENCY_CHANGED, tone=Tone.WARN, data={"name": agency.name}
        )

    def _save(self, agency: Agency, said: MessageCode) -> None:
        self._form.hand_in(agency)
        self._saving = agency, said
        self._services.agencies.save(agency)

    def _take_saved(self) -> None:
        """What was saved is kept; the form is free, unless somebody typed on meanwhile."""
        if self._saving is None or not self._form.has_arrived(self._services.agencies.agencies()):
            return
        saved, said = self._saving
        self._form.told = Message(code=said, tone=Tone.OK, data={"name": saved.name})
        if self._draft.agency(is_active=saved.is_active) != saved:
            self._draft.rebase(saved)
        else:
            self._draft.begin(saved if self._draft.key else None)

    def _faults(self) -> tuple[FieldFault, ...]:
        others = [one.agency for one in self._services.agencies.known()]
        judged = agency_faults(self._draft.agency(), others, is_new=not self._draft.key)
        return self._form.faults(judged)

    def _form_view(self, known: KnownAgency | None) -> AgencyForm:
        return AgencyForm(
            code=self._draft.key,
            typed=self._typed(),
            other=known.other if known is not None else None,
            is_active=self._written(known).is_active,
            can_save=self._can_save(known),
            can_discard=self._draft.is_changed,
            can_switch=known is not None and self._can_switch(known),
        )

    def _typed(self) -> FormState:
        """Who may not edit reads; the code of an entry that is there never changes."""
        keys: tuple[str, ...] = () if self._can_edit() else tuple(AgencyField)
        closed = dict.fromkeys(keys, _TO_READ)
        if self._draft.key:
            closed[AgencyField.CODE] = _FOR_EVER
        return self._form.state(self._faults(), closed=closed)


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


def _of_entry(known: KnownAgency | None) -> Message | None:
    """What is to be known of the entry in the form."""
    if known is not None and known.other is not None:
        data = {"name": known.agency.name}
        return Message(code=MessageCode.AGENCY_CLASH, tone=Tone.WARN, data=data)
    if known is not None and known.storage is RecordStorage.REFUSED:
        return Message(
            code=MessageCode.AGENCY_REFUSED, tone=Tone.DANGER, data={"name": known.agency.name}
        )
    return None
