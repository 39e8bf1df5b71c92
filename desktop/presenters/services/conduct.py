"""What presenters ask of the session channel."""

from datetime import datetime
from typing import Protocol

from desktop.domain.conduct.companion import JoinWay
from desktop.domain.conduct.line_soak import LineSoak
from desktop.domain.conduct.live_session import LiveSession, OpenLine, Stage
from desktop.domain.conduct.trial import Sense
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.domain.recording.lamp import RecordingWord
from desktop.presenters.services.calls import CallsService
from desktop.presenters.services.consultation import ConsultationService
from desktop.presenters.services.floor import FloorService


class ChannelService(Protocol):
    """The live session. Events: ChannelChanged, LiveSessionChanged, OpenLineChanged and others.

    floor: what is ordered of hands and turns where the city keeps their order. calls: who is
    called in where the city rings agencies. consultation: who consults, where it knows that.
    """

    @property
    def calls(self) -> CallsService:
        """Agencies that are rung, join, are let go."""
        ...

    @property
    def floor(self) -> FloorService:
        """Hands, turns, locked microphones."""
        ...

    @property
    def consultation(self) -> ConsultationService:
        """Who consults while the others wait."""
        ...

    def live(self) -> LiveSession | None:
        """The newest state, None before the first answer."""
        ...

    def join(self, session_id: SessionId, way: JoinWay = JoinWay.ASK) -> None:
        """Come into the session so, and keep the place through breaks until `leave`.

        Outcomes: ChannelChanged, SeatInUse where it asked, ChannelRefused.
        """
        ...

    def leave(self) -> None:
        """Give the seat back."""
        ...

    def set_media(self, *, is_microphone_on: bool, is_camera_on: bool) -> None:
        """Tell the others what this seat sends."""
        ...

    def type_line(self, line: OpenLine) -> None:
        """Show the others the line being typed; an empty text withdraws it."""
        ...

    def open_session(self) -> None:
        """The chair opens."""
        ...

    def pause_session(self, reason: PauseReason, back_at: datetime | None = None) -> None:
        """Media stops at every site's source.

        back_at: when the session is to go on, nothing wrong by `back_fault`; only where the city
        keeps `pauses`.
        """
        ...

    def resume_session(self) -> None:
        """Back to where the pause came from."""
        ...

    def count_down(self, *, is_on: bool) -> None:
        """Count to the opening or to the end of a pause, or stop that, until zero.

        Only where the city keeps `pauses`. Outcomes: LiveSessionChanged with its `countdown`,
        CountdownTold for each number, ActionFailed("count_down").
        """
        ...

    def close_session(self) -> None:
        """The chair closes."""
        ...

    def end_session(self, status: SessionStatus, reason: str) -> None:
        """The chair ends the session without signatures, for good.

        status: one of `endings_from` the present one. reason: nothing wrong by `reason_fault`.
        """
        ...

    def set_step(self, step: Step, reason: str = "") -> None:
        """Go to a step.

        reason: why the one between is left out (`step_to_skip`), nothing wrong by `reason_fault`.
        """
        ...

    def ask_floor(self, *, has_hand_up: bool) -> None:
        """Hand up or down."""
        ...

    def give_floor(self, site_id: SiteId | None) -> None:
        """Invite a site to speak, or end the turn."""
        ...

    def present(self, stage: Stage | None) -> None:
        """Put a page on every screen, or take it down."""
        ...

    def sense(self, told: tuple[Sense, ...]) -> None:
        """In a trial: tell the others what is seen and heard of them here."""
        ...

    def tell_lamp(self, word: RecordingWord) -> None:
        """Tell the others what the recording lamp of this room says; no older city is told."""
        ...

    def doubt_site(self, site_id: SiteId, *, is_doubted: bool) -> None:
        """In a trial: a person here does not accept what is measured of a site, or does again.

        Outcomes: LiveSessionChanged with its `doubts`, ActionFailed("doubt_site").
        """
        ...

    def show_trial_page(self) -> None:
        """In a trial: every site gets the page that programs carry, anew.

        Outcomes: LiveSessionChanged, TrialPageArrived, ActionFailed("show_trial_page").
        """
        ...

    def tell_page_drawn(self, number: int, sha256: str, *, on_second: bool) -> None:
        """In a trial: the page of this showing came and was drawn.

        sha256: of what came. on_second: display 2 showed it too; for a city alone that is told.
        """
        ...

    def tell_soak(self, soak: LineSoak) -> None:
        """In a trial: what was measured of the line here.

        Outcome: LiveSessionChanged with its `soaks`; a line that is down forgets it.
        """
        ...

    def confirm_trial(self) -> None:
        """In a trial: have the city note it as passed; it does if all of it was measured.

        Outcomes: the gate is passed in the plan (ScheduleChanged), ActionFailed("confirm_trial").
        """
        ...
