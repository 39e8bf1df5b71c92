"""Recording lamps on their way between desks: a lamp is kept nowhere."""

import contextlib

from desktop.cityserver.conduct.connection import Connection
from desktop.cityserver.conduct.live.live_state import NotDone
from desktop.cityserver.conduct.open_sessions import OpenSessions
from desktop.cityserver.workers.bus import Bus, LampShown
from desktop.contract.channel.recording import LampTold, TellLamp
from desktop.contract.problem import ProblemCode
from desktop.domain.errors import ServerBusy
from desktop.domain.recording.lamp import RecordingWord


class LampRelay:
    """Of one worker. Thread: the event loop; nothing waits."""

    def __init__(self, *, sessions: OpenSessions, bus: Bus) -> None:
        self._sessions = sessions
        self._bus = bus

    def relay(self, connection: Connection, message: TellLamp) -> None:
        """Show the recording lamp of a seat to every other desk.

        Raises:
            NotDone: it is no seat but a companion desk, or no lamp says such a word.
        """
        if connection.is_beside:
            raise NotDone(ProblemCode.FORBIDDEN)
        if message.word not in set(RecordingWord):
            raise NotDone(ProblemCode.BAD_REQUEST)
        hall = self._sessions.of(connection.session_id)
        lamp = LampTold(site_id=connection.site_id, word=message.word)
        hall.show_lamp(lamp)
        if hall.has_far_seats():
            with contextlib.suppress(ServerBusy):
                self._bus.publish(LampShown(session_id=hall.session_id, lamp=lamp))
