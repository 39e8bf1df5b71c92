"""Somebody has proved by account who they are: whether this room is theirs, and their tokens."""

from datetime import datetime

from sqlalchemy.orm import Session

from desktop.cityserver.access import Room, actor_at
from desktop.cityserver.sign_ins import begin_sign_in
from desktop.cityserver.store import people
from desktop.cityserver.store.audit import Action, Entry, note
from desktop.contract.access import TokenGrant
from desktop.contract.problem import ProblemCode


def admit(
    session: Session, room: Room, user_id: str, *, kind: str, now: datetime
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
    session: Session, room: Room, user_id: str, *, kind: str, outcome: ProblemCode, now: datetime
) -> None:
    """Ids only, user_id empty for who is not known: what was typed or told is not in it."""
    actor = actor_at(room, user_id)
    note(session, now, Entry(action=Action.SIGN_IN, actor=actor, kind=kind, outcome=outcome))
