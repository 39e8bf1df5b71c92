"""Audit entries of denunciations that somebody opened in a room."""

from dataclasses import replace
from datetime import UTC, datetime

from desktop.cityserver.store.access import people
from desktop.cityserver.store.audit import Action, Actor, Entry
from desktop.cityserver.store.database.database import DatabaseSession
from desktop.domain.casework.matter.case import CaseView
from desktop.domain.ids import UserId

SEEN = "done"
UNLISTED = "unlisted"
"""The room names somebody who is not on the list of its site: the entry is of who sent it."""


def view_entry(session: DatabaseSession, pusher: Actor, seen: CaseView) -> Entry:
    """The entry of an accepted view: of who looked, and who sent it. Reads the database.

    Its room is the one that sent it.
    """
    actor, outcome = done_by(session, pusher, seen.user_id, seen.at)
    return Entry(
        action=Action.VIEW,
        actor=actor,
        kind=seen.what,
        subject_id=seen.case_id,
        outcome=outcome,
        sent_by=pusher.user_id,
    )


def done_by(
    session: DatabaseSession, pusher: Actor, user_id: UserId, at: datetime
) -> tuple[Actor, str]:
    """Of whom the entry is, and its word with the hour in the room. Reads the database."""
    is_listed = people.may_sign_in(session, user_id, pusher.site_id)
    actor = replace(pusher, user_id=user_id) if is_listed else pusher
    return actor, f"{SEEN if is_listed else UNLISTED}@{_hour(at)}"


def _hour(at: datetime) -> str:
    # The entry has the hour at which the city heard of it, which may be days later.
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
