"""An entry of a dossier, from the schedule: what a flagged case still lacks of a site.

Headquarters enters it for every site, a unit for itself. The bytes come from the case's own screen.
"""

from collections.abc import Callable, Iterable

from desktop.domain.access.rights import Right
from desktop.domain.clock import Clock
from desktop.domain.directory.site import Site, SiteKind
from desktop.domain.events import Event
from desktop.domain.ids import CaseId, DocumentId, SiteId, new_id
from desktop.domain.papers.dossier import CasePaper, CopyKind
from desktop.domain.papers.events import DossierChanged
from desktop.domain.papers.paper import PaperKind
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.fault_watch import FaultWatch
from desktop.presenters.form.form import FormPresenter, Outcomes
from desktop.presenters.reception.dossier_forms import ENTRY_FORM, EntryField
from desktop.presenters.reception.planning.plan_judgement import (
    Around,
    WrittenPlan,
    sites_without_dossier,
)
from desktop.presenters.reception.schedule_state import EntryView
from desktop.presenters.services.access import person_may
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode


class DossierEntry:
    """Of what is selected. Thread: MainThread.

    changed: something is to be drawn anew. judged: the plan, and what it is judged by. What is
    typed is kept for each case of its own.
    """

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        judged: Callable[[], tuple[WrittenPlan, Around]],
        changed: Callable[[], None],
    ) -> None:
        self._services = services
        self._clock = clock
        self._judged = judged
        self._changed = changed
        self._cases: tuple[CaseId, ...] = ()
        self._form = self._fresh_form()

    # ---- what the clerk does ---------------------------------------------------------------

    def begin(self, cases: tuple[CaseId, ...]) -> None:
        """These flagged cases are looked at; what was typed of others is kept."""
        if cases == self._cases:
            return
        self.leave()
        self._cases = cases
        self._form = self._fresh_form()

    def edit(self, key: str, text: str) -> None:
        """A key or a choice; key: an EntryField."""
        self._form.edit(key, text)
        self._changed()

    def add(self) -> None:
        """Thêm mục hồ sơ: into every case of the plan that lacks one of this site."""
        signed_in = self._services.access.signed_in()
        pages = self._form.number(EntryField.PAGES)
        if signed_in is None or not self._may_add() or not self._form.may_go(self._form.faults()):
            self._changed()
            return
        site_id = SiteId(self._form.text(EntryField.SITE))
        dossier = self._services.dossier
        for case_id in self._cases:
            if site_id in dossier.sites_with_dossier(case_id):
                continue
            paper = CasePaper(
                id=DocumentId(new_id()),
                case_id=case_id,
                owner_site_id=self._services.schedule.own_site().id,
                site_id=site_id,
                title=self._form.words(EntryField.TITLE),
                kind=PaperKind(self._form.text(EntryField.KIND)),
                copy_kind=CopyKind(self._form.text(EntryField.COPY_KIND)),
                handed_in=None,
                mime="",
                size_bytes=0,
                sha256="",
                page_count=pages or 1,
                added_at=self._clock.now(),
                added_by=signed_in.officer.id,
            )
            self._form.hand_in(paper.id)
            dossier.save(paper)
        self._changed()

    def leave(self) -> None:
        """Another screen is shown, or the program ends: what is typed is kept."""
        self._form.leave()

    # ---- what happens ----------------------------------------------------------------------

    def on_tick(self) -> None:
        """What was typed is kept once the keys are still."""
        self._form.on_tick()

    def on_event(self, event: Event) -> bool:
        """Take in an outcome; False: it is none of this form's."""
        if isinstance(event, DossierChanged):
            return self._take_changed(event.case_id)
        return self._form.take(event)

    # ---- what is drawn ---------------------------------------------------------------------

    def view(self) -> EntryView | None:
        """What the screen draws; None: no dossier is lacking that may be entered here."""
        sites = tuple(self._sites())
        message = self._form.message(self._form.faults())
        if not sites and message is None:
            return None
        return EntryView(
            form=self._form.state(self._form.faults()) if sites else None,
            sites=sites,
            can_press=self._may_add(),
            message=message,
        )

    # ---- inside ----------------------------------------------------------------------------

    def _fresh_form(self) -> FormPresenter:
        name = f"dossier_entry_{self._cases[0] if self._cases else ''}"
        return FormPresenter(
            spec=ENTRY_FORM,
            draft=Draft(memory=self._services.memory, clock=self._clock, name=name),
            outcomes=Outcomes(hand_in="save_in_dossier"),
            watch=FaultWatch(MessageCode.ENTRY_LACKING, MessageCode.ENTRY_LACKING),
            offered={EntryField.SITE: lambda: {one.id for one in self._sites()}},
        )

    def _may_add(self) -> bool:
        may = person_may(self._services.access, Right.ADD_PAPER)
        return may and not self._form.is_under_way

    def _sites(self) -> Iterable[Site]:
        """Which still owe an entry, and for which this room may enter it."""
        own = self._services.schedule.own_site()
        lacking = sites_without_dossier(*self._judged())
        found = (self._services.schedule.site(one) for one in lacking)
        sites = (one for one in found if one is not None)
        if own.kind is SiteKind.HEADQUARTERS:
            return sites
        return (one for one in sites if one.id == own.id)

    def _take_changed(self, case_id: CaseId) -> bool:
        papers = {one.paper.id: one.paper for one in self._services.dossier.papers(case_id)}
        typed = self._form.words(EntryField.TITLE)
        if not self._form.is_kept(papers):
            return False
        self._form.begin_anew()
        said = {"title": typed}
        self._form.told = Message(code=MessageCode.ENTRY_KEPT, tone=Tone.OK, data=said)
        return True
