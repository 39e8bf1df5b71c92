"""Two kinds of models: requests we receive are strict, answers we read may grow."""

from datetime import MAXYEAR, MINYEAR, datetime
from typing import Annotated, Final

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2200
Identifier = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._:-]+$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
# PostgreSQL cannot keep U+0000 in text or JSON, so it is refused at the border.
Text = Annotated[str, Field(pattern=r"^[^\x00]*$")]
MAX_SHORT_CHARACTERS: Final = 250
ShortText = Annotated[Text, Field(max_length=MAX_SHORT_CHARACTERS)]
LongText = Annotated[Text, Field(max_length=8_000)]
Platform = Annotated[Text, Field(min_length=1, max_length=80)]
"""Where a session meets that makes no call by this program; a name, never a secret."""
ConferenceAddress = Annotated[ShortText, Field(exclude_if=lambda text: not text)]
"""Number or address of its meeting there; left out when empty: before 0.5.0 nobody knows it."""


def _within_two_centuries(moment: datetime) -> datetime:
    """Beyond it no zone can be applied, and no clock of this program was set so."""
    if not FIRST_YEAR <= moment.year < LAST_YEAR:
        msg = "not in this time"
        raise ValueError(msg)
    return moment


def _in_any_zone(moment: datetime) -> datetime:
    """The very first and last year have hours that another zone does not know."""
    if not MINYEAR < moment.year < MAXYEAR:
        msg = "in no zone"
        raise ValueError(msg)
    return moment


Moment = Annotated[AwareDatetime, AfterValidator(_in_any_zone)]
"""As a PC's clock has it, which may be set quite wrong."""

Instant = Annotated[AwareDatetime, AfterValidator(_within_two_centuries)]


class Received(BaseModel):
    """A body the server receives: an unknown field is an error; none repeats what came."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Answer(BaseModel):
    """A body a room reads: the city may add fields."""

    model_config = ConfigDict(extra="ignore", frozen=True)
