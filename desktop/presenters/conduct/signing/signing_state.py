"""What the signing draws: a bar above the minutes, and its sheet."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.conduct.signing.scan import ScannedVersion
from desktop.domain.conduct.signing.signature import Signature, SignatureFault
from desktop.domain.conduct.signing.signing import MinutesNumber
from desktop.domain.conduct.signing.version import ObjectionResult
from desktop.domain.ids import PersonId, SiteId
from desktop.domain.papers.digital_signature import DigitalSignature
from desktop.domain.reception.participant import ParticipantRole
from desktop.presenters.conduct.signing.digital_state import DigitalBox
from desktop.presenters.conduct.verb import Obstacle
from desktop.presenters.live.signed_scan import ShownScan
from desktop.presenters.printing.print_box import PrintBox


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVersion:
    """The newest version. code: the begin of its hash, in groups.

    is_same: whether the minutes of this PC are this text; None: they are not all here yet.
    """

    number: int
    code: str
    frozen_at: datetime
    is_same: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningBar:
    """Above the minutes from their reading back on.

    differing: names of sites with another text than this one, while it is read back; unsent: lines
    of this site that the city has not. version: None before the freezing. missing: who has no state
    yet, by name; people: how many sign. can_open: the sheet, from here. scanned: what came back of
    the version as a scan; None: nothing did.
    """

    differing: tuple[str, ...]
    unsent: int
    version: ShownVersion | None
    number: MinutesNumber | None
    people: int
    missing: tuple[str, ...]
    objections: int
    can_open: bool
    scanned: ScannedVersion | None

    @property
    def is_noted(self) -> bool:
        """Everybody who signs has a state of the version."""
        return self.version is not None and not self.missing


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerRow:
    """One who signs. role: None: somebody for the site. signature: None: no state yet.

    by: name of the site that noted it. is_next: whose turn it is. can_note: from here, now;
    can_sign: digitally, the minutes of this PC are the frozen version.
    """

    signer_id: PersonId
    name: str
    role: ParticipantRole | None
    signature: Signature | None
    by: str
    is_next: bool
    can_note: bool
    can_sign: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerSite:
    """The signers of one site that is there."""

    site_id: SiteId
    name: str
    rows: tuple[SignerRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalAsk:
    """Why somebody does not sign, and before whom, is being typed."""

    signer_id: PersonId
    name: str
    reason: str
    witnesses: tuple[str, str]
    fault: SignatureFault | None


class ObjectionFault(StrEnum):
    """What is wrong with what was typed."""

    EMPTY = "empty"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionAsk:
    """A wish to correct is being typed. line_number: 0: of the minutes as a whole.

    former: what the line says. speakers: who may have said it.
    """

    line_number: int
    former: str
    text: str
    by: str
    speakers: tuple[str, ...]
    fault: ObjectionFault | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRow:
    """One that was noted. line_number: 0: of the minutes as a whole, or of a line not here."""

    number: int
    line_number: int
    former: str
    text: str
    by: str
    result: ObjectionResult
    at: datetime
    site_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningSheet:
    """The sheet. ask, objecting: None while nothing is being typed; never both.

    sites: empty before the freezing. scan: None before it. copies: None: not said. obstacle: why
    nothing can be noted. printing: None while nobody prints; can_print: the frozen minutes, here.
    digital: None while nobody signs digitally; never beside ask or objecting. signatures: digital
    ones on papers of the version.
    """

    sites: tuple[SignerSite, ...]
    objections: tuple[ObjectionRow, ...]
    ask: RefusalAsk | None
    objecting: ObjectionAsk | None
    scan: ShownScan | None
    copies: int | None
    can_object: bool
    can_set_copies: bool
    obstacle: Obstacle | None
    printing: PrintBox | None
    can_print: bool
    digital: DigitalBox | None
    signatures: tuple[DigitalSignature, ...]
