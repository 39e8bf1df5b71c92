"""Actions of people on the schedule, passed to their presenter."""

from datetime import datetime

from desktop.domain.ids import SiteId
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.shell.shell_state import Screen
from desktop.ui.windows.main_window import MainWindow


def connect_schedule(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins the screen of planning with its presenter; once."""
    schedule, screen = desk.schedule, main.schedule
    screen.back_pressed.connect(lambda: desk.navigate(Screen.HOME))
    screen.planned.connect(schedule.plan)
    screen.abandoned.connect(schedule.abandon)
    screen.subjects.selected.connect(schedule.select)
    screen.form.postponed.connect(lambda: schedule.call_off(SessionStatus.POSTPONED))
    screen.form.cancelled.connect(lambda: schedule.call_off(SessionStatus.CANCELLED))
    screen.form.field_edited.connect(schedule.edit)
    screen.form.person_edited.connect(schedule.edit_person)
    screen.form.person_added.connect(schedule.add_person)
    screen.form.person_removed.connect(schedule.remove_person)
    screen.form.site_removed.connect(lambda one: schedule.remove_site(SiteId(one)))
    notes = screen.gates.notes
    notes.notice_edited.connect(schedule.gates.edit_notice)
    notes.notice_noted.connect(schedule.gates.note_notice)
    notes.witness_edited.connect(schedule.gates.edit_witness)
    notes.witnessed.connect(schedule.gates.witness)
    notes.leave_edited.connect(schedule.gates.edit_leave)
    notes.allowed.connect(schedule.gates.allow_late)
    notes.invitation_asked.connect(schedule.gates.print_invitation)
    screen.gates.near.edited.connect(schedule.near.edit)
    screen.gates.near.allowed.connect(schedule.plan_near)
    screen.gates.entry.edited.connect(schedule.entry.edit)
    screen.gates.entry.added.connect(schedule.entry.add)
    screen.form.start_chosen.connect(lambda at: schedule.choose_start(datetime.fromisoformat(at)))
