"""A listening is on this PC's disk before anything plays."""

from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import StorageError
from desktop.domain.ids import SessionId, UserId
from desktop.domain.recording.playback import Listening
from desktop.domain.sync.operation import EntityKind
from desktop.store.codes import StorageCode
from desktop.store.store import Store
from desktop.sync.recording.listening import ListeningBook
from tests.fakes.fake_clock import NOON
from tests.samples.store import LIMIT_S

if TYPE_CHECKING:
    from desktop.store.records.items import StoredItem

pytestmark = pytest.mark.unit

HEARD = Listening(
    session_id=SessionId("session-1"),
    user_id=UserId("officer"),
    reason="Đối chiếu lời trình bày",
    from_at=NOON - timedelta(hours=1),
    at=NOON,
)


class Asked:
    def __init__(self) -> None:
        self.told = Event()
        self.error: BaseException | None = None

    def take(self, error: BaseException | None) -> None:
        self.error = error
        self.told.set()


def test_it_is_kept_with_its_reason_and_queued_for_the_city(store: Store) -> None:
    asked = Asked()
    ListeningBook(items=store.items).note(HEARD, asked.take)
    assert asked.told.wait(LIMIT_S)
    assert asked.error is None
    (kept,) = store.items.list(EntityKind.LISTENING, HEARD.session_id)
    assert kept.body["reason"] == HEARD.reason
    assert store.outbox.counts().views == 1
    assert store.outbox.counts().pending == 0


def test_every_listening_is_one_of_its_own(store: Store) -> None:
    book = ListeningBook(items=store.items)
    for _ in range(2):
        asked = Asked()
        book.note(HEARD, asked.take)
        assert asked.told.wait(LIMIT_S)
    assert len(store.items.list(EntityKind.LISTENING, HEARD.session_id)) == 2


def test_what_cannot_be_kept_is_said(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    failed: Future[StoredItem] = Future()
    failed.set_exception(StorageError(StorageCode.DISK_FULL))
    monkeypatch.setattr(store.items, "record", lambda *_: failed)
    asked = Asked()
    ListeningBook(items=store.items).note(HEARD, asked.take)
    assert asked.error is not None
    assert "listening not kept" in caplog.text


def test_a_reason_that_is_none_is_refused_before_it_is_written(store: Store) -> None:
    asked = Asked()
    ListeningBook(items=store.items).note(replace(HEARD, reason="ngắn"), asked.take)
    assert isinstance(asked.error, ValueError)
