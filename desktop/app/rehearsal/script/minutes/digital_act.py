"""Ký số: one signer at the centre signs with a certificate; every site gets the signed minutes."""

from functools import partial
from pathlib import Path

from desktop.app.rehearsal.script.minutes.signing_acts import own_signers
from desktop.app.rehearsal.script.reception import Reception
from desktop.app.rehearsal.script.site import Site
from desktop.documents.signatures.throw_away_key import throw_away_key
from desktop.domain.clock import SystemClock
from desktop.domain.conduct.signing.digital import signed_papers
from desktop.domain.conduct.signing.signature import SignatureForm
from desktop.domain.ids import PersonId, SessionId
from desktop.presenters.session.session import SessionPresenter

PASSWORD = "diễn tập"  # noqa: S105 - of a certificate of nobody
SIGN_LIMIT_S = 90.0
"""A process is started, the minutes are drawn and signed, then every page is read again."""


def signed_digitally(reception: Reception, scratch: Path) -> None:
    """The state is noted when the signed paper holds; its bytes are looked at by the desk."""
    site = reception.central
    signer_id = next(iter(own_signers(reception, site)), None)
    if signer_id is None:
        reception.fault(site, "has nobody who could sign digitally")
        return
    path = scratch / "nguoi-ky.pfx"
    name = "Người ký diễn tập"
    path.write_bytes(throw_away_key(SystemClock().now(), name=name, password=PASSWORD))
    site.act(partial(_sign, signer_id=signer_id, path=path))
    if reception.wait(partial(_is_noted, reception, signer_id), SIGN_LIMIT_S) is None:
        reception.fault(site, "does not get that somebody signed digitally")
        return
    for one in reception.sites:
        has_it = partial(_has_signed, one, reception.scene.session_id)
        if reception.wait(has_it, reception.limit_s()) is None:
            reception.fault(one, "does not get the minutes that were signed digitally")


def _sign(session: SessionPresenter, signer_id: PersonId, path: Path) -> None:
    session.signing.press(signer_id, SignatureForm.DIGITAL)
    session.signing.digital.choose_file(path)
    session.signing.digital.sign(PASSWORD)


def _is_noted(reception: Reception, signer_id: PersonId) -> bool:
    """By the city."""
    told = reception.scene.read_city().told
    signing = None if told is None else told.signing
    signature = None if signing is None else signing.signature(signer_id)
    return signature is not None and signature.form is SignatureForm.DIGITAL


def _has_signed(site: Site, session_id: SessionId) -> bool:
    live = site.room.desk.channel.live()
    version = None if live is None or live.signing is None else live.signing.version
    if version is None:
        return False
    papers = site.room.desk.papers.papers(session_id)
    return bool(signed_papers(papers, session_id, version))
