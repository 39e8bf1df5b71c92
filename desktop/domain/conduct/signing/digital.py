"""Ký số biên bản: papers of the frozen version that somebody signed digitally. Pure.

A PDF counts by what is drawn on it: every page has the code of the version, and the signature is of
all of its bytes (domain.md §4.13). Whose signature it is says its certificate, never a press.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.domain.conduct.signing.scan import scanned_version
from desktop.domain.conduct.signing.version import MinutesVersion
from desktop.domain.ids import PersonId, SessionId
from desktop.domain.papers.digital_signature import DigitalSignature
from desktop.domain.papers.paper import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningOrder:
    """Somebody signs a version. certificate: an untrusted file; None: the token.

    password: of the file or the token; kept nowhere.
    """

    session_id: SessionId
    signer_id: PersonId
    version: MinutesVersion
    certificate: Path | None
    password: str = field(repr=False)


def signed_papers(
    papers: Iterable[Paper], session_id: SessionId, version: MinutesVersion
) -> tuple[Paper, ...]:
    """Those with every page of this version and a signature that holds; most signatures first.

    One with a signature that does not hold is none: something was changed after it.
    """
    found = [
        one
        for one in papers
        if one.digital_signatures
        and all(signature.is_intact for signature in one.digital_signatures)
        and _is_whole(one, session_id, version)
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.digital_signatures), one.added_at)))


def signatures_of(
    papers: Iterable[Paper], session_id: SessionId, version: MinutesVersion
) -> tuple[DigitalSignature, ...]:
    """Each once, in the order of signing: a PDF that was signed again has the former ones too."""
    all_of_them = {
        (one.certificate_sha256, one.signed_at): one
        for paper in reversed(signed_papers(papers, session_id, version))
        for one in paper.digital_signatures
    }
    return tuple(sorted(all_of_them.values(), key=lambda one: one.signed_at))


def _is_whole(paper: Paper, session_id: SessionId, version: MinutesVersion) -> bool:
    scanned = scanned_version((paper,), session_id, version)
    return scanned is not None and scanned.is_whole
