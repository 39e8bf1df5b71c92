"""Texts of the sites, versions of the minutes, and what is objected to them. Pure."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from desktop.cityserver.conduct.live.live_state import Live, NotDone
from desktop.contract.channel.signing import NoteObjection, TellText
from desktop.contract.problem import ProblemCode
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.conduct.signing.signers import signing_sites
from desktop.domain.conduct.signing.signing import (
    Signing,
    frozen,
    may_freeze,
    with_objection,
    with_text,
)
from desktop.domain.conduct.signing.version import (
    MAX_OBJECTIONS,
    Objection,
    ObjectionResult,
    SiteText,
    differing,
    is_objection,
    shortened,
)
from desktop.domain.ids import MinuteLineId, SiteId
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.record.minutes_text import TextDigest
from desktop.domain.text import plain_line


@dataclass(frozen=True, slots=True, kw_only=True)
class CityText:
    """What the city's records say. digest: of its lines; None: it was not asked.

    former: the words of the line that somebody objects to.
    """

    digest: TextDigest | None = None
    former: str = field(default="", repr=False)


def signing_of(told: LiveSession) -> Signing:
    """What was noted up to now."""
    return told.signing or Signing()


def with_signing(live: Live, signing: Signing) -> Live:
    """The same session with this signing."""
    return replace(live, told=replace(live.told, signing=signing))


def present_sites(told: LiveSession, central: SiteId | None) -> tuple[SiteId, ...]:
    """The sites that sign, as far as they are there."""
    seated = (one.site_id for one in told.seats if one.is_connected)
    return signing_sites(seated, told.calls or (), central)


def tell_text(live: Live, message: TellText, site_id: SiteId) -> Live:
    """What a site has, while the minutes are read back. Raises: NotDone, at any other time."""
    if live.told.step is not Step.READ_BACK:
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    text = SiteText(
        site_id=site_id,
        sha256=message.sha256,
        lines=message.lines,
        unsettled=message.unsettled,
    )
    return with_signing(live, with_text(signing_of(live.told), text))


def note_objection(
    live: Live, message: NoteObjection, site_id: SiteId, city: CityText, now: datetime
) -> Live:
    """Note a wish; after the freezing it makes a new version, which is signed anew.

    Raises: NotDone, not now, too many, or nothing is said.
    """
    told, signing = live.told, signing_of(live.told)
    is_time = told.step in (Step.READ_BACK, Step.SIGNING)
    is_full = len(signing.objections) >= MAX_OBJECTIONS or not may_freeze(signing)
    if not is_time or told.status is not SessionStatus.MINUTES_REVIEW or is_full:
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    objection = Objection(
        number=len(signing.objections) + 1,
        line_id=None if message.line_id is None else MinuteLineId(message.line_id),
        former=shortened(city.former),
        text=plain_line(message.text),
        by=plain_line(message.by),
        result=_result(message.result),
        at=now,
        site_id=site_id,
    )
    if not is_objection(objection.text, objection.by):
        raise NotDone(ProblemCode.BAD_REQUEST)
    is_frozen = told.step is Step.SIGNING
    return with_signing(live, with_objection(signing, objection, is_frozen=is_frozen))


def freeze(live: Live, city: CityText, now: datetime, *, checks_texts: bool) -> Live:
    """The step "ký" begins: the words that were read back are a version now.

    checks_texts: the program that asks can show which site differs; an older one is not kept.

    Raises: NotDone, conflict where a site that is there has other minutes than the city, or two
        texts of a line.
    """
    signing, digest = signing_of(live.told), city.digest
    if digest is None:
        return live
    there = present_sites(live.told, None)
    if checks_texts and differing(signing.texts, there, digest.sha256):
        raise NotDone(ProblemCode.CONFLICT)
    if not may_freeze(signing):
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    return with_signing(live, frozen(signing, digest.sha256, digest.lines, now))


def without_texts(live: Live) -> Live:
    """Another step than the reading back: sites tell anew when it is begun again."""
    signing = live.told.signing
    if live.told.step is Step.READ_BACK or signing is None or not signing.texts:
        return live
    return with_signing(live, replace(signing, texts=()))


def _result(untrusted: str) -> ObjectionResult:
    try:
        return ObjectionResult(untrusted)
    except ValueError as error:
        raise NotDone(ProblemCode.BAD_REQUEST) from error
