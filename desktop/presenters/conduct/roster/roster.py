"""Rows of the speaking queue and picture tiles, built from the session's facts."""

from dataclasses import replace

from desktop.domain.conduct.calls.agency_call import active_call, is_listening
from desktop.domain.conduct.calls.guest import is_guest
from desktop.domain.conduct.consultation import may_exchange
from desktop.domain.conduct.floor import TURN_S, TurnClock, turn_clock
from desktop.domain.conduct.live_session import Seat
from desktop.domain.conduct.speaking_queue import Hand, SpeakingQueue
from desktop.domain.ids import SiteId
from desktop.domain.media.call import PeerState
from desktop.domain.reception.session import MAX_SITES, site_role
from desktop.domain.recording.lamp import RecordingWord
from desktop.presenters.conduct.conduct import ConductPresenter
from desktop.presenters.conduct.roster.local_media import OwnMediaPresenter
from desktop.presenters.conduct.roster.roster_state import (
    MicrophoneWord,
    Presence,
    RosterPanel,
    RosterRow,
    Tile,
    Veil,
    VeilKind,
)
from desktop.presenters.conduct.speaking_state import HandLine, OrderPanel
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.live.seated_sites import seated_sites, site_name
from desktop.presenters.live.session_context import SessionContext
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.live.session_facts import SessionFacts, has_call
from desktop.presenters.view.render_on_change import Panel


class RosterPresenter:
    """Rows in the order of speaking, and one tile per site in the order of the plan."""

    def __init__(
        self,
        *,
        entry: SessionEntry,
        own_media: OwnMediaPresenter,
        conduct: ConductPresenter,
    ) -> None:
        self._clock = entry.clock
        self._context = entry.context
        self._facts = entry.facts
        self._own_media = own_media
        self._conduct = conduct
        self._speaking = conduct.speaking
        self._veiled: dict[SiteId, tuple[VeilKind, float]] = {}
        self._panel: Panel[RosterPanel] = Panel()

    def panel(self) -> RosterPanel:
        """What queue and tiles draw now."""
        main = main_site(self._context, self._facts)
        return self._panel.kept(
            RosterPanel(
                rows=self._rows(),
                tiles=tuple(self._tile(one, is_main=one == main) for one in self._tiled(main)),
                order=self._order(),
            )
        )

    def _tiled(self, main: SiteId) -> tuple[SiteId, ...]:
        """Elsewhere there may be more sites than tiles; the rows have every one."""
        site_ids = seated_sites(self._context, self._facts)
        if not self._facts.platform:
            return site_ids
        first = [one for one in site_ids if one != main][: MAX_SITES - 1]
        return tuple(one for one in site_ids if one == main or one in first)

    def _rows(self) -> tuple[RosterRow, ...]:
        site_ids = seated_sites(self._context, self._facts)
        queue = self._speaking.queue
        if queue is None:
            return tuple(self._row(one, number) for number, one in enumerate(site_ids, start=1))
        asking = {hand.site_id for hand in queue.hands}
        speaking = self._facts.speaking_site_id
        first = () if speaking is None else (self._speaking_row(speaking, queue),)
        hands = tuple(self._hand_row(hand, place) for place, hand in enumerate(queue.hands, 1))
        silent = tuple(
            self._row(one, 0) for one in site_ids if one not in asking and one != speaking
        )
        return (*first, *hands, *silent)

    def _order(self) -> OrderPanel | None:
        queue = self._speaking.queue
        if queue is None:
            return None
        clear = self._conduct.state(Verb.LOWER_ALL)
        is_chair = self._is_own(self._context.plan.central_site_id)
        return OrderPanel(
            waiting=len(queue.hands),
            clear=clear if self._speaking.can_clear() else None,
            asking=None if is_chair else self._speaking.asking(),
        )

    def _speaking_row(self, site_id: SiteId, queue: SpeakingQueue) -> RosterRow:
        side = None if queue.turn is None else queue.turn.side
        return replace(self._row(site_id, 0), side=side, has_hand_up=False)

    def _hand_row(self, hand: Hand, place: int) -> RosterRow:
        row = self._row(hand.site_id, place)
        return replace(
            row,
            label=self._speaking.speaker_of(hand),
            is_speaking=False,
            microphone=MicrophoneWord.WAITING if self._is_waiting(row) else row.microphone,
            floor=None,
            side=hand.side,
            hand=HandLine(
                number=hand.number,
                side=hand.side,
                reason=hand.reason,
                raised_at=hand.raised_at,
                count=len(self._speaking.hands),
            ),
            verb=self._conduct.hand_row_verb(hand),
            actions=self._speaking.actions(hand.site_id, hand),
        )

    def _row(self, site_id: SiteId, number: int) -> RosterRow:
        seat = self._facts.seat(site_id)
        is_speaking = self._facts.speaking_site_id == site_id
        return RosterRow(
            site_id=site_id,
            number=number,
            label=self._label(site_id),
            site_name=self._site_name(site_id),
            role=site_role(self._context.plan, site_id) or self._context.own_role,
            is_own=self._is_own(site_id),
            presence=self._presence(site_id),
            microphone=self._microphone(site_id),
            level_dbfs=self._level(site_id),
            quality=None if self._is_own(site_id) else self._facts.media.quality(site_id),
            has_hand_up=seat is not None and seat.has_hand_up,
            is_speaking=is_speaking,
            floor=floor_clock(self._facts) if is_speaking else None,
            verb=self._conduct.row_verb(site_id),
            is_locked=self._speaking.is_locked(site_id),
            companions=self._companions(site_id),
            actions=self._speaking.actions(site_id, None),
            recording=self._recording(site_id),
        )

    def _tile(self, site_id: SiteId, *, is_main: bool) -> Tile:
        return Tile(
            site_id=site_id,
            track_id=self._facts.media.track_id(site_id),
            label=self._label(site_id),
            site_name=self._site_name(site_id),
            is_own=self._is_own(site_id),
            is_main=is_main,
            microphone=self._microphone(site_id),
            level_dbfs=self._level(site_id),
            quality=None if self._is_own(site_id) else self._facts.media.quality(site_id),
            is_speaking=self._facts.speaking_site_id == site_id,
            veil=self._veil(site_id),
            is_guest=is_guest(site_id),
            recording=self._recording(site_id),
        )

    def _is_waiting(self, row: RosterRow) -> bool:
        """Another turn of the site goes on, whose microphone is known."""
        return row.is_speaking and not self._facts.platform

    def _label(self, site_id: SiteId) -> str:
        call = active_call(self._facts.calls, site_id)
        if call is not None and self._context.site(site_id) is None:
            return call.name
        return self._context.speaker_label(site_id, self._facts.called(site_id))

    def _site_name(self, site_id: SiteId) -> str:
        return site_name(self._context, self._facts, site_id)

    def _is_own(self, site_id: SiteId) -> bool:
        return site_id == self._context.own_site_id

    def _has_seat(self, site_id: SiteId) -> bool:
        """It is this desk's; beside another PC, and out of the session, the city's word counts."""
        return self._is_own(site_id) and not (self._facts.is_beside or self._facts.is_out)

    def _companions(self, site_id: SiteId) -> int:
        live = self._facts.live
        told = () if live is None else live.companions or ()
        return sum(one.site_id == site_id for one in told)

    def _recording(self, site_id: SiteId) -> RecordingWord | None:
        """Of a site that is here; the own lamp stands in the status bar."""
        if self._has_seat(site_id) or self._presence(site_id) is not Presence.HERE:
            return None
        return self._facts.recorder.word_of(site_id)

    def _level(self, site_id: SiteId) -> float:
        # Whole decibels: a meter of twelve blocks does not need to be redrawn for less.
        return float(round(self._facts.media.level_dbfs(site_id)))

    def _presence(self, site_id: SiteId) -> Presence:
        if self._has_seat(site_id):
            return Presence.HERE
        seat = self._facts.seat(site_id)
        if seat is None:
            return Presence.LEFT if self._was_here(site_id) else Presence.NOT_YET
        return Presence.HERE if seat.is_connected else Presence.AWAY

    def _was_here(self, site_id: SiteId) -> bool:
        if self._is_own(site_id) and self._facts.is_out:
            return self._facts.has_been_connected
        return self._facts.media.peer_state(site_id) is not None

    def _microphone(self, site_id: SiteId) -> MicrophoneWord:
        if self._facts.platform:
            return MicrophoneWord.ELSEWHERE
        if self._has_seat(site_id):
            return self._own_media.microphone
        seat = self._facts.seat(site_id)
        if seat is None:
            return MicrophoneWord.OFF
        is_stopped = self._facts.is_paused or self._is_apart(site_id)
        if seat.is_microphone_on and not is_stopped:
            return MicrophoneWord.OPEN
        return MicrophoneWord.WAITING if seat.has_hand_up else MicrophoneWord.OFF

    def _is_apart(self, site_id: SiteId) -> bool:
        own = self._context.own_site_id
        return not may_exchange(self._facts.consultation, own, site_id)

    def _veil(self, site_id: SiteId) -> Veil | None:
        kind = VeilKind.OUT if self._facts.is_out else self._veil_kind(site_id)
        if kind is None:
            self._veiled.pop(site_id, None)
            return None
        former = self._veiled.get(site_id)
        if former is None or former[0] is not kind:
            former = (kind, self._clock.monotonic())
            self._veiled[site_id] = former
        seconds = self._facts.seconds_since(former[1])
        consultation = self._facts.consultation
        if kind is VeilKind.CONSULTING and consultation is not None:
            seconds = consultation.lasts_s(self._facts.city_now())
        is_dialling = kind is VeilKind.RECONNECTING and not self._facts.is_connected
        return Veil(
            kind=kind,
            seconds=seconds,
            attempt=self._facts.attempt if is_dialling else 0,
            platform=self._facts.platform if kind is VeilKind.ELSEWHERE else "",
        )

    def _veil_kind(self, site_id: SiteId) -> VeilKind | None:
        if self._facts.is_paused:
            return VeilKind.PAUSED
        kept_out = self._kept_out(site_id)
        if kept_out is not None:
            return kept_out
        if self._facts.platform:
            return VeilKind.ELSEWHERE
        if not self._facts.media.is_engine_up:
            return VeilKind.ENGINE_LOST
        if self._is_own(site_id):
            return self._own_veil_kind()
        return other_veil_kind(self._facts, site_id)

    def _kept_out(self, site_id: SiteId) -> VeilKind | None:
        """Why nothing passes between here and that site although all is well."""
        if self._facts.waits:
            return VeilKind.CONSULTING
        if self._facts.is_beside:
            return VeilKind.BESIDE
        return VeilKind.APART if self._is_apart(site_id) else None

    def _own_veil_kind(self) -> VeilKind | None:
        if is_listening(self._facts.calls, self._context.own_site_id):
            return VeilKind.LISTENING
        if not self._own_media.is_camera_on:
            return VeilKind.CAMERA_OFF
        has_picture = self._facts.media.track_id(self._context.own_site_id) is not None
        return None if has_picture else VeilKind.CONNECTING


def other_veil_kind(facts: SessionFacts, site_id: SiteId) -> VeilKind | None:
    """Why another site's picture is covered; what is measured outranks what is told.

    Who listens sends nothing, by rule.
    """
    if not has_call(facts):
        return VeilKind.ELSEWHERE if facts.platform else VeilKind.BESIDE
    seat = facts.seat(site_id)
    if is_listening(facts.calls, site_id) and seat is not None and seat.is_connected:
        return VeilKind.LISTENING
    if not facts.media.is_arriving(site_id):
        return _kind_without_media(facts, site_id)
    if seat is not None and not seat.is_camera_on:
        return VeilKind.CAMERA_OFF
    if facts.media.is_sound_only(site_id):
        return VeilKind.SOUND_ONLY
    return None if facts.media.track_id(site_id) else VeilKind.CONNECTING


def _kind_without_media(facts: SessionFacts, site_id: SiteId) -> VeilKind | None:
    seat = facts.seat(site_id)
    state = facts.media.peer_state(site_id)
    if seat is None and state is None:
        return VeilKind.NOT_YET
    if facts.is_connected and _has_gone(seat, state):
        return VeilKind.LEFT
    is_away = seat is not None and not seat.is_connected
    was_measured = facts.media.quality(site_id) is not None
    is_broken = state is PeerState.RECONNECTING or was_measured or not facts.is_connected
    if is_away or is_broken:
        return VeilKind.RECONNECTING
    # Connected with a picture, but the first second of statistics is still to come.
    is_just_there = state is PeerState.CONNECTED and facts.media.track_id(site_id) is not None
    return None if is_just_there else VeilKind.CONNECTING


def _has_gone(seat: Seat | None, state: PeerState | None) -> bool:
    """Its seat is free, or its program ended the call as one does that is shut."""
    if seat is None:
        return True
    return not seat.is_connected and state is PeerState.CLOSED


def main_site(context: SessionContext, facts: SessionFacts) -> SiteId:
    """Whose picture is large: the chair's; at the chair's own desk who speaks, else the first.

    While some consult, of those alone.
    """
    central = context.plan.central_site_id
    if central != context.own_site_id:
        return central
    speaking = facts.speaking_site_id
    consultation = facts.consultation
    if speaking not in (None, central) and may_exchange(consultation, central, speaking):
        return speaking
    components = context.plan.component_site_ids
    return next((one for one in components if may_exchange(consultation, central, one)), central)


def floor_clock(facts: SessionFacts) -> TurnClock | None:
    """The clock of the present turn, None when nobody has the floor."""
    elapsed_s = facts.floor_elapsed_s()
    if elapsed_s is None:
        return None
    queue = None if facts.live is None else facts.live.queue
    turn = None if queue is None else queue.turn
    return turn_clock(elapsed_s, turn_s=TURN_S if turn is None else turn.seconds)
