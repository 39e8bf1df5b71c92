"""Channel messages before the opening, and of a trial: what a site sees and hears."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from desktop.contract.base import Answer, Identifier, Instant, Received, Sha256

MAX_SITES = 16
MAX_SHOWINGS = 100_000
MAX_SOAK_MINUTES = 1_440
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Seconds = Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)]
Kbps = Annotated[float, Field(ge=0, le=10_000_000, allow_inf_nan=False)]


class SenseOf(Received):
    """What the receiving site makes of one other site."""

    site_id: Identifier
    sees: bool
    hears: bool


class SenseSites(Received):
    """Before the opening: what this seat sees and hears now, of every other site; counts 30 s."""

    type: Literal["sense_sites"] = "sense_sites"
    sites: Annotated[tuple[SenseOf, ...], Field(max_length=MAX_SITES)]


class ConfirmTrial(Received):
    """In a trial alone: note that every site saw and heard every other one, as was measured."""

    type: Literal["confirm_trial"] = "confirm_trial"


class DoubtSite(Received):
    """In a trial alone: a person here says that a direction is not good, or takes that back."""

    type: Literal["doubt_site"] = "doubt_site"
    site_id: Identifier
    is_doubted: bool


class ShowTrialPage(Received):
    """In a trial alone: the page that every program carries is shown at every site, anew."""

    type: Literal["show_trial_page"] = "show_trial_page"


class FetchTrialPage(Received):
    """In a trial alone: send the bytes of the page that is shown; answered by `trial_page`."""

    type: Literal["fetch_trial_page"] = "fetch_trial_page"


class TrialPageDrawn(Received):
    """In a trial alone: the page came and was drawn here. sha256: of the bytes that came.

    on_second: on the display of citizen and chair too. For a city alone that tells in
    `TrialPageState.on_second` that it takes this.
    """

    type: Literal["trial_page_drawn"] = "trial_page_drawn"
    number: Annotated[int, Field(ge=1, le=MAX_SHOWINGS)]
    sha256: Sha256
    on_second: bool = False


class _SoakFigures(BaseModel):
    """site_id: the other end.

    loss: share of what they sent that did not come; sent_loss: of what this site sent. frozen_s,
    silent_s: in which the picture stood, and in which nothing came.
    """

    site_id: Identifier
    loss: Share
    sent_loss: Share
    round_trip_s: Seconds
    received_kbps: Kbps
    sent_kbps: Kbps
    frozen_s: Seconds
    silent_s: Seconds


class SoakMinuteOf(_SoakFigures, Received):
    """The worst minute of a measuring, on average. number: from 1."""

    number: Annotated[int, Field(ge=1, le=MAX_SOAK_MINUTES)]


class TellSoak(Received):
    """In a trial alone: what this seat measured of its line; the newest word counts."""

    type: Literal["tell_soak"] = "tell_soak"
    stage: Literal["running", "done", "stopped", "broken"]
    began_at: Instant
    ended_at: Instant
    worst: SoakMinuteOf | None


TrialMessage = (
    SenseSites
    | DoubtSite
    | ShowTrialPage
    | FetchTrialPage
    | TrialPageDrawn
    | TellSoak
    | ConfirmTrial
)
"""What a room says in a trial alone."""


class TrialPageBytes(Answer):
    """The page of a showing. content: Base64 (RFC 4648)."""

    type: Literal["trial_page"] = "trial_page"
    number: int
    content: str


class TrialPageState(Answer):
    """The page that is shown in a trial. drawn: sites where it came and was drawn.

    on_second: those of them where display 2 showed it; None: this city is not told.
    """

    by_site_id: Identifier
    number: int
    drawn: tuple[Identifier, ...] = ()
    on_second: tuple[Identifier, ...] | None = None


class DoubtState(Answer):
    """What a person at a site does not accept; until None: it still stands."""

    by_site_id: Identifier
    of_site_id: Identifier
    at: datetime
    until: datetime | None = None


class SensedState(Answer):
    """One direction, as the receiving site told it."""

    by_site_id: Identifier
    of_site_id: Identifier
    sees: bool
    hears: bool
    at: datetime


class SoakMinuteState(_SoakFigures, Answer):
    """As `SoakMinuteOf`."""

    number: int


class SoakState(Answer):
    """What a site measured of its line in a trial. Hours are of its own clock."""

    by_site_id: Identifier
    stage: str
    began_at: datetime
    ended_at: datetime
    worst: SoakMinuteState | None = None
