"""One export serves the session and the dossier: what it does, and what it tells."""

from pathlib import Path

import pytest

from desktop.domain.casework.matter.case import Viewing
from desktop.domain.events import ActionFailed
from desktop.domain.ids import SessionId
from desktop.domain.record.events import MinutesChanged, MinutesExported
from desktop.presenters.record.minutes_export import MinutesExport
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_services import FakeDesk, build_fake_desk
from tests.samples.receptions import COMMUNE, SESSION

pytestmark = pytest.mark.unit


@pytest.fixture
def fake() -> FakeDesk:
    return build_fake_desk(clock=FakeClock(), own_site_id=COMMUNE)


def test_the_file_is_written_and_the_looking_is_noted(fake: FakeDesk, tmp_path: Path) -> None:
    export = MinutesExport(services=fake.services)
    path = tmp_path / "a.docx"
    export.begin(SESSION, path)
    assert path.exists()
    assert export.under_way == SESSION
    assert fake.views.noted == [(SESSION, Viewing.MINUTES_EXPORT)]
    told = export.outcome(MinutesExported(session_id=SESSION, path=path), SESSION)
    name = {"name": "a.docx"}
    assert told == Message(code=MessageCode.MINUTES_EXPORTED, tone=Tone.OK, data=name)
    assert not export.under_way
    assert export.path == path


def test_a_failure_is_told_and_the_file_before_stays_the_newest(
    fake: FakeDesk, tmp_path: Path
) -> None:
    export = MinutesExport(services=fake.services)
    path = tmp_path / "a.docx"
    export.outcome(MinutesExported(session_id=SESSION, path=path), SESSION)
    export.begin(SESSION, tmp_path / "gone" / "b.docx")
    failed = ActionFailed(action="export", code="B-310", data={"name": "b.docx"})
    told = export.outcome(failed, SESSION)
    assert told == Message(code="B-310", tone=Tone.DANGER, data={"name": "b.docx"})
    assert not export.under_way
    assert export.path == path


def test_what_tells_of_something_else_ends_no_export(fake: FakeDesk, tmp_path: Path) -> None:
    export = MinutesExport(services=fake.services)
    export.begin(SESSION, tmp_path / "a.docx")
    others = (
        MinutesExported(session_id=SessionId("other"), path=tmp_path / "b.docx"),
        ActionFailed(action="save_line", code="B-301", data={}),
        MinutesChanged(session_id=SESSION, line_ids=frozenset()),
    )
    assert [export.outcome(event, SESSION) for event in others] == [None, None, None]
    assert (export.under_way, export.path) == (SESSION, None)
