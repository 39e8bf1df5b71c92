"""The end of every sign-in by account: is the room theirs; then tokens and audit entry."""

from datetime import datetime

from desktop.cityserver.access.callers import Room, actor_at
from desktop.cityserver.access.sign_in_tokens import begin_sign_in
from desktop.cityserver.store.access import people
from desktop.cityserver.store.audit import Action, Entry, note
from desktop.cityserver.store.database.database import DatabaseSession
from desktop.contract.access import TokenGrant
from desktop.contract.problem import ProblemCode


def admit(
    session: DatabaseSession, room: Room, user_id: str, *, kind: str, now: datetime
) -> TokenGrant | None:
    """Open the PIN if it was closed, give tokens, note it. None: this room is not theirs.

    kind: of the account, for the audit log. Needs a write transaction; call it last.
    """
    user = people.find_user(session, user_id)
    if user is None or not people.may_sign_in(session, user_id, room.site_id):
        return None
    people.clear_attempts(session, user_id)
    grant = begin_sign_in(session, user, now, site_id=room.site_id, room_id=room.room_id)
    note(session, now, Entry(action=Action.SIGN_IN, actor=actor_at(room, user_id), kind=kind))
    return grant


def note_refusal(
    session: DatabaseSession,
    room: Room,
    user_id: str,
    *,
    kind: str,
    outcome: ProblemCode,
    now: datetime,
) -> None:
    """Ids only, user_id empty for who is not known: what was typed or told is not in it."""
    actor = actor_at(room, user_id)
    note(session, now, Entry(action=Action.SIGN_IN, actor=actor, kind=kind, outcome=outcome))
