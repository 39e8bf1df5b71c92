"""What the city writes of a signing: its number, and the record that every site keeps of it."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.cityserver.conduct.live.live_state import Live
from desktop.cityserver.store.database.database import DatabaseSession
from desktop.cityserver.store.records.records import bodies_of_session
from desktop.cityserver.store.records.revisions import Counters
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.conduct.signing.signing import (
    MinutesNumber,
    SessionSigning,
    Signing,
    kept_signing,
)
from desktop.domain.ids import MinuteLineId, SessionId, SiteId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.record.minutes_text import TextDigest, text_digest
from desktop.domain.sync.operation import EntityKind, RecordStorage
from desktop.mapping.records import MINUTE_LINE, MINUTES_SIGNING


def city_text(session: DatabaseSession, session_id: SessionId) -> TextDigest:
    """What the city has of the minutes: every line that it was sent."""
    bodies = bodies_of_session(session, EntityKind.MINUTE_LINE, session_id)
    return text_digest(
        MINUTE_LINE.codec.read(
            body,
            id=MinuteLineId(line_id),
            revision=0,
            storage=RecordStorage.CITY,
            conflict=None,
            accepted_after=None,
            saved_at=None,
        )
        for line_id, body in bodies.items()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Whose numbers are counted. is_practice: apart, so that none is left out of the real ones."""

    unit: SiteId
    is_practice: bool


def number_minutes(session: DatabaseSession, book: Book, live: Live, now: datetime) -> Live:
    """With the first version the minutes get their number: of the central unit and the year.

    Writers of the city take turns: two sessions never get one number, and none is left out.
    """
    signing = live.told.signing
    if signing is None or not signing.versions or signing.number is not None:
        return live
    year = now.astimezone(LOCAL_ZONE).year
    number = MinutesNumber(number=Counters(session).count_up(_counter(book, year)), year=year)
    numbered = replace(signing, number=number)
    return replace(live, told=replace(live.told, signing=numbered))


def keep_signing(session: DatabaseSession, before: Live, after: Live) -> bool:
    """Write the record of the signing where it changed; whether it did."""
    former, kept = _kept(before.told), _kept(after.told)
    if former == kept:
        return False
    RecordWriter(session).save(
        Record(
            kind=EntityKind.MINUTES_SIGNING,
            entity_id=kept.session_id,
            session_id=kept.session_id,
            body=MINUTES_SIGNING.codec.write(kept),
        )
    )
    return True


def _kept(told: LiveSession) -> SessionSigning:
    return kept_signing(told.session_id, told.signing or Signing(), told.step)


def _counter(book: Book, year: int) -> str:
    """Of a unit's year; as short as names of counters are."""
    name = f"{book.unit}\n{year}" + ("\npractice" if book.is_practice else "")
    return f"minutes-{hashlib.sha256(name.encode()).hexdigest()[:20]}"
