"""What is planned of a flagged case in a rehearsal: plan, people, and whose dossier is missing."""

from collections.abc import Callable
from datetime import datetime, time

from desktop.app.practice.names import AGENCY, COMMUNE, HQ
from desktop.app.rehearsal.script.site import Site
from desktop.domain.ids import CaseId, RequestId, SessionId, SiteId, new_id
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.participant import Participant, ParticipantRole, labelled
from desktop.domain.reception.planning import PlannedCase, SessionWish
from desktop.domain.reception.status import ReceptionKind
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.reception.schedule_forms import PlanField
from desktop.presenters.reception.schedule_state import ConditionState, PlanCondition

PLAN = {
    PlanField.TITLE: "Bồi thường khi thu hồi đất",
    PlanField.START: "08:30",
    PlanField.CHAIR: "Lãnh đạo Mẫu",
    PlanField.CHAIR_TITLE: "Phó Chủ tịch",
    PlanField.SECRETARY: "Thư ký Mẫu",
    PlanField.CENTRAL: HQ,
}
PEOPLE = (
    (COMMUNE, ParticipantRole.ROOM_OFFICER, "Cán bộ xã Mẫu"),
    (AGENCY, ParticipantRole.AGENCY_REPRESENTATIVE, "Cán bộ sở Mẫu"),
)


def lacking(desk: DeskPresenter) -> tuple[str, ...]:
    """Sites that lack it, as the screen names them."""
    plan = desk.schedule.state().plan
    rows = () if plan is None else plan.conditions
    found = (one for one in rows if one.condition is PlanCondition.DOSSIER)
    return tuple(name for one in found if one.state is ConditionState.MISSING for name in one.names)


def holds(site: Site, case_id: CaseId, of_site: str) -> Callable[[], bool]:
    """Whether the dossier has something of a site, by the time it is asked."""
    return lambda: of_site in site.room.desk.dossier.sites_with_dossier(case_id)


def labels(site: Site, case_id: CaseId) -> dict[str, str]:
    """Page numbers that a site knows, by paper."""
    papers = site.room.desk.dossier.papers(case_id)
    return {one.paper.id: one.place.label for one in papers if one.place is not None}


def wish_past_the_screen(desk: DeskPresenter, request_id: RequestId) -> SessionWish | None:
    """What is written there, as a program would ask for it that judges nothing."""
    plan = desk.schedule.state().plan
    if plan is None or plan.day is None:
        return None
    start = datetime.combine(plan.day, time(8, 30), tzinfo=LOCAL_ZONE)
    people = ((HQ, ParticipantRole.CHAIR, PLAN[PlanField.CHAIR]), *PEOPLE)
    return SessionWish(
        id=SessionId(new_id()),
        base_revision=0,
        title=PLAN[PlanField.TITLE],
        reception_kind=ReceptionKind.PERIODIC,
        online_ground=1,
        scheduled_start=start,
        scheduled_end=start + plan.length,
        central_site_id=SiteId(HQ),
        component_site_ids=(SiteId(COMMUNE), SiteId(AGENCY)),
        chair_label=PLAN[PlanField.CHAIR],
        chair_title=PLAN[PlanField.CHAIR_TITLE],
        chair_authorisation="",
        secretary_label=PLAN[PlanField.SECRETARY],
        participants=labelled(
            Participant(
                full_name=name, label="", title="", agency="", role=role, site_id=SiteId(site_id)
            )
            for site_id, role, name in people
        ),
        cases=(PlannedCase(id=CaseId(request_id), request_id=request_id),),
        is_odd_time_meant=True,
    )
