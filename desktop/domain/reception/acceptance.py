"""What the city took in although the minutes were signed already: its word, kept by every desk."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedAfter:
    """The mark on a record that came after the signing; it stays for ever.

    status: of the session then, a SessionStatus or a word of a newer city. at: when the city took
    the record in, by the city's clock, aware.
    """

    status: str
    at: datetime
