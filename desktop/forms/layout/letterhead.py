"""Letterhead of the issuing body; for reports to the city also addressee and signature box."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from desktop.domain.directory.site import Site, SiteKind
from desktop.forms.layout.blocks import Block, Letterhead, Notice, SignatureBox, SignOff
from desktop.forms.layout.template import Template
from desktop.forms.layout.text import in_words

_UNIT = re.compile(r"(xã|phường|đặc khu)\s+\S.*", re.IGNORECASE)


def issuer_of(
    site: Site | None, issuers: Mapping[SiteKind, tuple[str, ...]], unknown: tuple[str, ...]
) -> tuple[str, ...]:
    """The issuing body's lines; `unknown` when the site or its kind is."""
    lines = issuers.get(site.kind) if site is not None else None
    if site is None or lines is None:
        return unknown
    return tuple(line.format(unit=unit_name(site).upper()) for line in lines)


def unit_name(site: Site) -> str:
    """The unit without its body: of "UBND xã Mẫu" only "xã Mẫu"."""
    found = _UNIT.search(site.name)
    return site.name if found is None else found.group()


class IssuedTemplate(Template):
    """Words of a heading.

    By the kind of who issues it, the one named unknown_… where nobody knows: parents, the body
    above; numbers, in which {number} is filled in where the form has one.
    """

    parents: dict[SiteKind, tuple[str, ...]]
    numbers: dict[SiteKind, str]
    unknown_number: str


class UnitTemplate(IssuedTemplate):
    """Words of a unit's report.

    By the kind of who issues it, as in the heading: places, before the date; recipients;
    signatures, lines of the signer's title.
    """

    places: dict[SiteKind, str]
    unknown_place: str
    place_date: str
    blank_date: str
    recipients_title: str
    recipients: dict[SiteKind, tuple[str, ...]]
    unknown_recipients: tuple[str, ...]
    signatures: dict[SiteKind, str]
    unknown_signature: str


class NumberedTemplate(UnitTemplate):
    """Words of a unit's letter, which gets a number of the unit's book.

    no_number: before it has one. suffixes: by the kind of who issues it, behind a bare number.
    """

    no_number: str
    suffixes: dict[SiteKind, str]
    unknown_suffix: str


def number_text(issuer: Site | None, wording: NumberedTemplate, number: str = "") -> str:
    """As it was typed; what belongs behind a bare number is added."""
    number = number or wording.no_number
    if "/" in number:
        return number
    return f"{number}{_of_kind(issuer, wording.suffixes, wording.unknown_suffix)}"


def letterhead(
    issuer: Site | None, wording: IssuedTemplate, *, number: str = "", place_date: str = ""
) -> Letterhead:
    """The official heading of who issues the form."""
    return Letterhead(
        parent=() if issuer is None else wording.parents.get(issuer.kind, ()),
        issuer=issuer_of(issuer, wording.issuers, wording.unknown_issuer),
        number=_of_kind(issuer, wording.numbers, wording.unknown_number).format(number=number),
        nation=wording.nation,
        motto=wording.motto,
        place_date=place_date,
    )


def head_blocks(
    issuer: Site | None,
    wording: UnitTemplate,
    *,
    drafted_at: datetime,
    is_practice: bool,
    number: str = "",
) -> Iterator[Block]:
    """The letterhead and, in practice, the notice. The day is left to whoever numbers the paper."""
    place = _of_kind(issuer, wording.places, wording.unknown_place)
    if issuer is not None:
        unit = unit_name(issuer)
        place = place.format(unit=unit[:1].upper() + unit[1:])
    date = in_words(drafted_at, wording.blank_date)
    place_date = wording.place_date.format(place=place, date=date)
    yield letterhead(issuer, wording, number=number, place_date=place_date)
    if is_practice:
        yield Notice(text=wording.practice)


def sign_off(issuer: Site | None, wording: UnitTemplate) -> SignOff:
    """Nơi nhận and the box to sign in."""
    return SignOff(
        title=wording.recipients_title,
        recipients=(
            wording.unknown_recipients
            if issuer is None
            else wording.recipients.get(issuer.kind, wording.unknown_recipients)
        ),
        box=SignatureBox(
            title=_of_kind(issuer, wording.signatures, wording.unknown_signature), hint=""
        ),
    )


def _of_kind(issuer: Site | None, words: dict[SiteKind, str], unknown: str) -> str:
    return unknown if issuer is None else words.get(issuer.kind, unknown)
