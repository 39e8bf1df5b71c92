"""Who issues a form: the lines above its number, by the kind of site."""

import re
from collections.abc import Mapping

from desktop.domain.enums import SiteKind
from desktop.domain.site import Site

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
