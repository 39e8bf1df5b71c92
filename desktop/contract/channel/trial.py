"""Channel messages before the opening, and of a trial: what a site sees and hears."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from desktop.contract.base import Answer, Identifier, Received

MAX_SITES = 16


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


class SensedState(Answer):
    """One direction, as the receiving site told it."""

    by_site_id: Identifier
    of_site_id: Identifier
    sees: bool
    hears: bool
    at: datetime
