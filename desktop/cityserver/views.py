"""What the audit log keeps of somebody who opened a denunciation in a room."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from desktop.cityserver.store import people
from desktop.cityserver.store.audit import Action, Actor, Entry
from desktop.contract.records import ViewBody
from desktop.domain.ids import UserId

SEEN = "done"
UNLISTED = "unlisted"
"""The room names somebody who is not on the list of its site: the entry is of who sent it."""


def view_entry(session: Session, pusher: Actor, body: ViewBody) -> Entry:
    """The entry of an accepted view; its room is the one that sent it. Reads the database."""
    is_listed = people.may_sign_in(session, body.user_id, pusher.site_id)
    return Entry(
        action=Action.VIEW,
        actor=replace(pusher, user_id=UserId(body.user_id)) if is_listed else pusher,
        kind=body.what,
        subject_id=body.case_id,
        outcome=f"{SEEN if is_listed else UNLISTED}@{_hour(body.at)}",
    )


def _hour(at: datetime) -> str:
    # The entry has the hour at which the city heard of it, which may be days later.
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
