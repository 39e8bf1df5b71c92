"""An installer waits for a session, and is heard outside of one."""

import logging
import re
import sys

import pytest

from desktop.app.desk.installer_signal import IN_SESSION, LEAVE, RUNNING, InstallerSignal
from desktop.app.desk.windows_objects import system_objects
from installers.msi.guard import SOURCE
from tests.fakes.fake_named_objects import FakeNamedObjects

pytestmark = pytest.mark.unit


def opened(objects: FakeNamedObjects) -> InstallerSignal:
    signal = InstallerSignal(objects)
    signal.open()
    return signal


def test_the_installer_knows_that_the_program_runs() -> None:
    objects = FakeNamedObjects()
    opened(objects)
    assert objects.known == {RUNNING, LEAVE}


def test_a_session_is_told_as_long_as_it_lasts() -> None:
    objects = FakeNamedObjects()
    signal = opened(objects)
    for _ in range(2):
        signal.tell_in_session(is_in_session=True)
    assert IN_SESSION in objects.known
    for _ in range(2):
        signal.tell_in_session(is_in_session=False)
    assert IN_SESSION not in objects.known


def test_the_program_is_asked_to_leave_outside_of_a_session_only() -> None:
    objects = FakeNamedObjects()
    signal = opened(objects)
    assert not signal.is_asked_to_leave()
    objects.ring(LEAVE)
    signal.tell_in_session(is_in_session=True)
    assert not signal.is_asked_to_leave()
    signal.tell_in_session(is_in_session=False)
    assert signal.is_asked_to_leave()


def test_a_system_that_refuses_is_told_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    objects = FakeNamedObjects(LEAVE)
    with caplog.at_level(logging.WARNING):
        signal = opened(objects)
    assert "installer will not know" in caplog.text
    objects.ring(LEAVE)
    assert not signal.is_asked_to_leave()


def test_where_no_installer_asks_nothing_happens() -> None:
    signal = InstallerSignal(None)
    signal.open()
    signal.tell_in_session(is_in_session=True)
    assert not signal.is_asked_to_leave()


def test_both_ends_use_the_same_names() -> None:
    text = SOURCE.read_text(encoding="ascii").replace("\\\\", "\\")
    names = dict(re.findall(r'#define (RUNNING|IN_SESSION|LEAVE) L"([^"]+)"', text))
    assert names == {"RUNNING": RUNNING, "IN_SESSION": IN_SESSION, "LEAVE": LEAVE}


@pytest.mark.skipif(sys.platform == "win32", reason="there they are")
def test_other_systems_have_no_such_objects() -> None:
    assert system_objects() is None
