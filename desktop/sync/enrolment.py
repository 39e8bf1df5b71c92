"""What this PC shows of itself to the city."""

from dataclasses import dataclass

from desktop.domain.ids import SiteId


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Enrolment:
    """This PC to the city. enrol_code: its one-time code, None when it was enrolled before.

    pin_secret: of this PC's keyring, see PinVerifiers.
    """

    site_id: SiteId
    pin_secret: bytes
    enrol_code: str | None = None
