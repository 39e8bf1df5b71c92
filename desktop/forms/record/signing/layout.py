"""Lays out the end of the minutes: objections, the version, states of signers, amendments. Pure."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from desktop.domain.conduct.signing.version import ObjectionResult
from desktop.domain.record.printed_minutes import MinutesDocument
from desktop.domain.record.printed_signing import (
    PrintedAmendment,
    PrintedSignature,
    PrintedSigning,
)
from desktop.forms.layout.blocks import Block, Body, Heading, PageMark
from desktop.forms.layout.text import in_words
from desktop.forms.record.minutes_wording import MinutesWording

_HASH_GROUP = 16


def objection_lines(signing: PrintedSigning, wording: MinutesWording) -> Iterator[Block]:
    """Each wish, beside the old words."""
    said = wording.signing
    if not signing.objections:
        return
    yield Body(text=said.objections, stays_with_next=True)
    for one in signing.objections:
        is_accepted = one.result is ObjectionResult.ACCEPTED
        text = said.accepted if is_accepted else said.kept
        former = said.former.format(former_text=one.former) if one.former else ""
        yield Body(
            text=text.format(
                number=one.number,
                by=one.by,
                text=one.text,
                former=former,
                time=in_words(one.at, wording.time_format),
            )
        )


def version_lines(signing: PrintedSigning, wording: MinutesWording) -> Iterator[Block]:
    """Which text is signed, and which ones were frozen before it."""
    said, version = wording.signing, signing.version
    if version is None:
        return
    for one in signing.former:
        text = said.former_version.format(
            number=one.number, sha256=_grouped(one.sha256), **_when(one.frozen_at, wording)
        )
        yield Body(text=text)
    text = said.version.format(
        number=version.number,
        lines=version.lines,
        sha256=_grouped(version.sha256),
        **_when(version.frozen_at, wording),
    )
    yield Body(text=text)
    if signing.is_other_here:
        yield Body(text=said.other_here)


def version_mark(document: MinutesDocument) -> PageMark | None:
    """What the code on every page says; None of a print whose lines are not the frozen ones."""
    signing = document.signing
    if signing is None or signing.version is None or signing.is_other_here:
        return None
    return PageMark(
        record_id=document.session_id,
        version=signing.version.number,
        content_sha256=signing.version.sha256,
    )


def state_lines(signing: PrintedSigning, wording: MinutesWording) -> Iterator[Block]:
    """How each one signed, as it was noted; nothing of whom nothing was noted."""
    if not signing.signatures or signing.version is None:
        return
    said = wording.signing
    yield Body(text=said.states.format(number=signing.version.number), stays_with_next=True)
    for one in signing.signatures:
        yield Body(text=_state(one, wording))


def amendment_lines(
    amendments: Iterable[PrintedAmendment], wording: MinutesWording
) -> Iterator[Block]:
    """What was added after the closing, each with author and reason."""
    said = wording.signing
    for number, one in enumerate(amendments, start=1):
        if number == 1:
            yield Heading(text=said.amendments, is_part=True)
            yield Body(text=said.amendments_note, stays_with_next=True)
        amendment = one.amendment
        text = said.amendment.format(
            number=number,
            author=amendment.author,
            site=wording.unknown if one.site is None else one.site.name,
            text=amendment.text.strip().rstrip("."),
            reason=amendment.reason.strip().rstrip("."),
            **_when(amendment.at, wording),
        )
        if one.amended:
            text += said.amended.format(amended=one.amended)
        yield Body(text=text)


def _state(one: PrintedSignature, wording: MinutesWording) -> str:
    said, signature = wording.signing, one.signature
    part = said.for_site if one.role is None else wording.roll.parts.get(one.role, said.chair)
    form = said.forms[signature.form].format(
        reason=signature.reason.rstrip(" ."), witnesses=", ".join(signature.witnesses)
    )
    return said.state.format(
        name=one.name or wording.unknown,
        part=part,
        site=wording.unknown if one.site is None else one.site.name,
        form=form,
        time=in_words(signature.noted_at, wording.time_format),
    )


def _when(at: datetime, wording: MinutesWording) -> dict[str, str]:
    return {
        "time": in_words(at, wording.time_format),
        "date": in_words(at, wording.date_format),
    }


def _grouped(sha256: str) -> str:
    groups = (sha256[start : start + _HASH_GROUP] for start in range(0, len(sha256), _HASH_GROUP))
    return " ".join(groups)
