"""Audit entries of denunciations that somebody opened in a room."""

from dataclasses import replace
from datetime import UTC, datetime

from desktop.cityserver.store.access import people
from desktop.cityserver.store.audit import Action, Actor, Entry
from desktop.cityserver.store.database.database import DatabaseSession
from desktop.domain.casework.matter.case import CaseView

SEEN = "done"
UNLISTED = "unlisted"
"""The room names somebody who is not on the list of its site: the entry is of who sent it."""


def view_entry(session: DatabaseSession, pusher: Actor, seen: CaseView) -> Entry:
    """The entry of an accepted view: of who looked, and who sent it. Reads the database.

    Its room is the one that sent it.
    """
    is_listed = people.may_sign_in(session, seen.user_id, pusher.site_id)
    return Entry(
        action=Action.VIEW,
        actor=replace(pusher, user_id=seen.user_id) if is_listed else pusher,
        kind=seen.what,
        subject_id=seen.case_id,
        outcome=f"{SEEN if is_listed else UNLISTED}@{_hour(seen.at)}",
        sent_by=pusher.user_id,
    )


def _hour(at: datetime) -> str:
    # The entry has the hour at which the city heard of it, which may be days later.
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
