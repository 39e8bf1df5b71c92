"""Audit entries of recordings that somebody played in a room."""

from desktop.cityserver.exchange.denunciation_views import done_by
from desktop.cityserver.store.audit import Action, Actor, Entry
from desktop.cityserver.store.database.database import DatabaseSession
from desktop.domain.recording.playback import Listening

RECORDING = "recording"


def listening_entry(session: DatabaseSession, pusher: Actor, heard: Listening) -> Entry:
    """The entry of an accepted listening: of who listened, and who sent it. Reads the database."""
    actor, outcome = done_by(session, pusher, heard.user_id, heard.at)
    return Entry(
        action=Action.LISTEN,
        actor=actor,
        kind=RECORDING,
        subject_id=heard.session_id,
        outcome=outcome,
        sent_by=pusher.user_id,
    )
