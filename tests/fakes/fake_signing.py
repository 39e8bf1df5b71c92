"""A signing in the live session of a fake channel, by the domain's rules."""

from collections.abc import Callable
from dataclasses import replace

from desktop.domain.access.person import Role
from desktop.domain.clock import Clock
from desktop.domain.conduct.signing.signature import SaidSignature, Signature, tidied
from desktop.domain.conduct.signing.signing import (
    MinutesNumber,
    Signing,
    frozen,
    with_objection,
    with_signature,
    with_text,
    without_signature,
)
from desktop.domain.conduct.signing.version import Objection, ObjectionResult, SiteText
from desktop.domain.ids import MinuteLineId, PersonId, SiteId
from desktop.domain.reception.status import Step
from desktop.domain.record.minutes_text import TextDigest
from desktop.domain.text import plain_line
from tests.fakes.fake_channel import FakeChannel


class FakeSigning:
    """Notes for the own site. told: what was told of the text, oldest first."""

    def __init__(self, *, channel: FakeChannel, clock: Clock, own_site_id: SiteId) -> None:
        self._channel = channel
        self._clock = clock
        self._own_site_id = own_site_id
        self.told: list[TextDigest] = []

    # ---- SigningService ----

    def tell_text(self, digest: TextDigest) -> None:
        self.told.append(digest)
        live = self._channel.live()
        if live is None or live.step is not Step.READ_BACK:
            return
        text = SiteText(
            site_id=self._own_site_id,
            sha256=digest.sha256,
            lines=digest.lines,
            unsettled=digest.unsettled,
        )
        self._change(lambda one: with_text(one, text))

    def note_objection(
        self, line_id: MinuteLineId | None, text: str, by: str, result: ObjectionResult
    ) -> None:
        live = self._channel.allowed("note_objection")
        if live is None:
            return
        signing = live.signing or Signing()
        objection = Objection(
            number=len(signing.objections) + 1,
            line_id=line_id,
            former="" if line_id is None else "Chữ cũ.",
            text=plain_line(text),
            by=plain_line(by),
            result=result,
            at=self._clock.now(),
            site_id=self._own_site_id,
        )
        is_frozen = live.step is Step.SIGNING
        self._change(lambda one: with_objection(one, objection, is_frozen=is_frozen))

    def note_signature(self, signer_id: PersonId, said: SaidSignature | None) -> None:
        live = self._channel.allowed("note_signature")
        version = None if live is None or live.signing is None else live.signing.version
        if version is None:
            return
        if said is None:
            self._change(lambda one: without_signature(one, signer_id, version.number))
            return
        kept = tidied(said)
        signature = Signature(
            signer_id=signer_id,
            version=version.number,
            form=kept.form,
            reason=kept.reason,
            witnesses=kept.witnesses,
            noted_at=self._clock.now(),
            by_site_id=self._own_site_id,
            by_role=Role.SECRETARY,
        )
        self._change(lambda one: with_signature(one, signature))

    def set_copies(self, count: int) -> None:
        if self._channel.allowed("set_copies") is not None:
            self._change(lambda one: replace(one, copies=count))

    # ---- what a test does ----

    def freeze(self, digest: TextDigest) -> None:
        """The city froze these lines; it numbered the minutes."""
        now = self._clock.now()
        number = MinutesNumber(number=12, year=now.year)
        self._change(
            lambda one: replace(frozen(one, digest.sha256, digest.lines, now), number=number)
        )

    # ---- inside ----

    def _change(self, change: Callable[[Signing], Signing]) -> None:
        self._channel.change(
            lambda before: replace(before, signing=change(before.signing or Signing()))
        )
