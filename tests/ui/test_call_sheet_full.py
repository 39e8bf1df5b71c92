"""Of a full session the sheet of calls advises what has a button there, and nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.conduct.calls.agency_call import AgencyCall, CallFault, CallStage
from desktop.domain.ids import CallId, SiteId
from desktop.presenters.conduct.calls.calling import CalledLine, CallSheet, place_freed
from desktop.ui.panels.conduct.calls.call_panel import CallPanel
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from tests.fakes.fake_clock import NOON
from tests.samples.calls import a_call

pytestmark = pytest.mark.ui

BUTTONS = ("Cho rời buổi", "Thôi gọi")


def a_full_sheet(calls: tuple[AgencyCall, ...]) -> CallSheet:
    lines = tuple(
        CalledLine(call_id=one.id, name=one.name, stage=one.stage, seconds=12, reason="", at=NOON)
        for one in calls
    )
    return CallSheet(
        search="",
        question="",
        calls=lines,
        sites=(),
        more=0,
        fault=CallFault.TOO_MANY_SITES,
        obstacle=None,
        is_waiting=False,
        place_freed=place_freed(calls),
    )


@pytest.mark.parametrize(
    ("stages", "advised"),
    [
        ((), None),
        ((CallStage.REFUSED,), None),
        ((CallStage.RINGING,), "Thôi gọi"),
        ((CallStage.JOINED,), "Cho rời buổi"),
        ((CallStage.RINGING, CallStage.LISTENING), "Cho rời buổi"),
    ],
)
def test_what_is_advised_can_be_pressed(
    theme: Theme, qtbot: QtBot, stages: tuple[CallStage, ...], advised: str | None
) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1366, 768)
    host.show()
    panel = CallPanel(theme, host)
    called = a_call(SiteId("s"), "Sở Xây dựng", NOON - timedelta(seconds=12))
    panel.show_sheet(
        a_full_sheet(
            tuple(
                replace(called, id=CallId(f"c{number}"), stage=stage)
                for number, stage in enumerate(stages)
            )
        )
    )
    said = next(
        one.text()
        for one in panel.findChildren(QLabel)
        if one.isVisible() and "L-318" in one.text()
    )
    shown = {one.text() for one in panel.findChildren(Button) if one.isVisible()}
    assert [one for one in BUTTONS if one in said] == ([advised] if advised else [])
    assert advised is None or advised in shown
    assert advised is not None or shown.isdisjoint(BUTTONS)
