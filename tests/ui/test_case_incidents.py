"""The page of a case says when what happened, where, and who noted it; else nothing of it."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.record.incident import IncidentKind
from desktop.presenters.casework.cases.cases_state import NotedIncident
from desktop.ui.screens.casework.cases.case import CaseScreen
from desktop.ui.screens.casework.cases.case_words import incident_text
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.lists.row_list import RowControl
from desktop.ui.widgets.rows.flow_row import LightWords
from tests.samples import showcase as city
from tests.screens.all_states import shown

pytestmark = pytest.mark.ui


def said(row: QWidget) -> list[str]:
    """Of incidents, as it is read aloud."""
    texts = (one.accessibleName() for one in row.findChildren(LightWords))
    return [one for one in texts if one.startswith("Sự cố")]


def test_incidents_stand_at_their_session_and_nowhere_else(theme: Theme, qtbot: QtBot) -> None:
    case = CaseScreen(theme)
    qtbot.addWidget(case)
    case.show_state(shown("case-over").view.case[-1])
    row = case.findChild(RowControl, f"case-session-{city.LONG_AGO}")
    assert isinstance(row, RowControl)
    assert said(row) == [
        "Sự cố 08:44: mất tiếng · Xã An Lão · người ghi: Cán bộ tiếp dân Mẫu",
        "Sự cố 09:01: mất mạng · Sở NN và MT · người ghi: Cán bộ Sở NN và MT Mẫu",
    ]
    assert all(one in row.accessibleName() for one in said(row))
    other = CaseScreen(theme)
    qtbot.addWidget(other)
    other.show_state(shown("case").view.case[-1])
    assert other.sessions.findChildren(RowControl)
    assert said(other.sessions) == []


def test_what_the_minutes_add_is_read_and_a_person_that_was_not_told_is_not_named() -> None:
    one = NotedIncident(
        at=city.STARTS_AT + timedelta(minutes=1),
        kind=IncidentKind.POWER,
        site_name="Xã An Lão",
        noted_by="",
        text="Sự cố: mất điện, tại Xã An Lão. Có điện lại sau 2 phút.",
    )
    assert incident_text(one) == (
        "Sự cố 08:31: mất điện · Xã An Lão · biên bản: "
        "Sự cố: mất điện, tại Xã An Lão. Có điện lại sau 2 phút."
    )
