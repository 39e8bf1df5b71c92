"""Who comes again: what a chair promised them and nobody told them of yet stands on the sheet."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from desktop.domain.casework.conclusions.conclusion import ConclusionItem, ItemStatus
from desktop.domain.casework.conclusions.conclusion_book import KnownItem
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.ids import CaseId
from desktop.presenters.casework.intake.intake_forms import IntakeField
from desktop.presenters.casework.intake.intake_state import IntakeViewState, PromiseLine
from desktop.presenters.shell.shell_state import Screen
from tests.rigs.desk.desk_room import Room
from tests.samples.casework import COMPLAINT, FEMALE_1965, INTAKE
from tests.samples.conclusions import an_item
from tests.samples.receptions import CASE, COMMUNE, HQ, SESSION

pytestmark = pytest.mark.unit

TODAY = date(2026, 11, 26)


def a_task(line: str, day: date | None, **changes: Any) -> ConclusionItem:
    fields = {"session_id": SESSION, "case_id": CASE, "giving_site_id": HQ, "deadline": day}
    return an_item(ItemStatus.ISSUED, line, **{**fields, "agency_site_id": COMMUNE, **changes})


def received_again(*items: ConclusionItem) -> Room:
    """Somebody who came in this case before, recognised by the number of the card."""
    room = Room()
    for one in items:
        room.fake.conclusions.learn(KnownItem(item=one))
    contents = (replace(COMPLAINT, case_id=CASE),)
    came = INTAKE.visit.created_at - timedelta(days=30)
    visit = replace(INTAKE.visit, created_at=came, arrived_at=came)
    room.fake.intakes.keep(replace(INTAKE, visit=visit, petitions=contents))
    room.desk.start()
    room.desk.navigate(Screen.INTAKE)
    room.desk.intake.edit(IntakeField.ID_NUMBER, FEMALE_1965)
    room.deliver()
    for known in state(room).people:
        room.desk.intake.visitors.confirm(known.citizen_id)
    room.deliver()
    return room


def state(room: Room) -> IntakeViewState:
    room.deliver()
    return room.view.intake[-1]


def test_what_is_still_promised_stands_on_the_sheet_the_most_pressing_first() -> None:
    late = a_task("late", TODAY - timedelta(days=2))
    later = a_task("later", TODAY + timedelta(days=9))
    other = a_task("other", TODAY, case_id=CaseId("another"))
    room = received_again(later, other, late)
    assert state(room).history
    assert state(room).promises == (
        PromiseLine(
            task=late.task,
            agency="UBND xã An Lão",
            deadline=late.deadline,
            is_overdue=True,
            status=ItemStatus.ISSUED,
        ),
        PromiseLine(
            task=later.task,
            agency="UBND xã An Lão",
            deadline=later.deadline,
            is_overdue=False,
            status=ItemStatus.ISSUED,
        ),
    )


def test_a_task_that_is_answered_meanwhile_goes() -> None:
    task = a_task("late", TODAY)
    room = received_again(task)
    assert len(state(room).promises) == 1
    done = an_item(ItemStatus.CLOSED, "late", case_id=CASE, session_id=SESSION)
    room.fake.conclusions.learn(KnownItem(item=done))
    assert state(room).promises == ()


def test_a_denunciation_shows_no_promise() -> None:
    room = received_again(a_task("late", TODAY))
    room.desk.intake.edit(IntakeField.PETITION_TYPE, PetitionType.DENUNCIATION)
    assert state(room).promises == ()


def test_who_never_came_was_promised_nothing() -> None:
    room = Room()
    room.fake.conclusions.learn(KnownItem(item=a_task("late", TODAY)))
    room.desk.start()
    room.desk.navigate(Screen.INTAKE)
    assert state(room).promises == ()
