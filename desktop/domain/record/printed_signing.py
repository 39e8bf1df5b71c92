"""The signing as the minutes print it: the version, objections, states of signers, amendments."""

from dataclasses import dataclass

from desktop.domain.conduct.signing.signature import Signature
from desktop.domain.conduct.signing.version import MinutesVersion, Objection
from desktop.domain.directory.site import Site
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.record.amendment import MinutesAmendment


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSignature:
    """What was noted of one signer. name: empty of who is not known here. role: None: for the site.

    site: None where it is not known here.
    """

    name: str
    role: ParticipantRole | None
    site: Site | None
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSigning:
    """version: the newest one; None before the freezing, and of a session that was taken up again.

    former: versions before it. is_other_here: the lines that are printed are not those of it.
    """

    version: MinutesVersion | None
    former: tuple[MinutesVersion, ...]
    objections: tuple[Objection, ...]
    signatures: tuple[PrintedSignature, ...]
    is_other_here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedAmendment:
    """amended: the words of the line that it is about, empty of the minutes as a whole."""

    amendment: MinutesAmendment
    site: Site | None
    amended: str = ""
