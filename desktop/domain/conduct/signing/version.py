"""Chốt biên bản: a version of the minutes whose words stay, known by its hash. Pure."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256

from desktop.domain.ids import MinuteLineId, SiteId
from desktop.domain.text import plain_line

MAX_OBJECTIONS = 24
MAX_VERSIONS = 40
MAX_OBJECTION_CHARACTERS = 500
MAX_OBJECTOR_CHARACTERS = 100
_CODE_CHARACTERS, _CODE_GROUP = 8, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteText:
    """What a site told of its minutes while they are read back.

    sha256: by `record/minutes_text.py`. lines: how many. unsettled: lines of which it has two
    texts that nobody judged yet.
    """

    site_id: SiteId
    sha256: str
    lines: int
    unsettled: int = 0


class ObjectionResult(StrEnum):
    """What became of a wish to correct the minutes.

    ACCEPTED: it is noted as a correction. KEPT: the words stay, the opinion stands beside them.
    """

    ACCEPTED = "accepted"
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """Ý kiến đề nghị sửa (domain.md §4.13); never changed, the old words stand beside it.

    number: from 1. line_id: None: of the minutes as a whole. former: what the line said then, cut
    where it is long. by: who said it. at, site_id: when and where it was noted; aware, the city's.
    """

    number: int
    line_id: MinuteLineId | None
    former: str
    text: str
    by: str
    result: ObjectionResult
    at: datetime
    site_id: SiteId


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesVersion:
    """Bản đã chốt. number: from 1. lines: how many. frozen_at: aware, of the city's clock.

    text_sha256: of the lines alone, as every site can count it. sha256: of the lines and of the
    objections up to then: what the printed minutes are known by.
    """

    number: int
    text_sha256: str
    sha256: str
    lines: int
    frozen_at: datetime


def version_hash(text_sha256: str, objections: Iterable[Objection]) -> str:
    """The hash of a version: of its lines, and of what was objected to them."""
    content = {
        "text": text_sha256,
        "objections": [
            [
                one.number,
                one.line_id or "",
                one.former,
                one.text,
                one.by,
                one.result.value,
                one.at.astimezone(UTC).isoformat(timespec="microseconds"),
                one.site_id,
            ]
            for one in objections
        ],
    }
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()


def short_code(sha256_hex: str) -> str:
    """The begin of a hash as people compare it: 7F3A 19C2."""
    code = sha256_hex[:_CODE_CHARACTERS].upper()
    return f"{code[:_CODE_GROUP]} {code[_CODE_GROUP:]}"


def shortened(text: str) -> str:
    """The words of a line as an objection keeps them."""
    plain = plain_line(text)
    if len(plain) <= MAX_OBJECTION_CHARACTERS:
        return plain
    return plain[: MAX_OBJECTION_CHARACTERS - 1] + "…"


def is_objection(text: str, by: str) -> bool:
    """Whether a wish can be noted: it says something, and who said it."""
    words, who = plain_line(text), plain_line(by)
    return 0 < len(words) <= MAX_OBJECTION_CHARACTERS and 0 < len(who) <= MAX_OBJECTOR_CHARACTERS


def differing(
    texts: Iterable[SiteText], present: Iterable[SiteId], text_sha256: str
) -> tuple[SiteId, ...]:
    """The sites that are there and have other minutes than these, or two texts of a line.

    Of a site that told nothing nothing is known: its program is older.
    """
    told = {one.site_id: one for one in texts}
    return tuple(
        site_id
        for site_id in present
        if site_id in told and (told[site_id].sha256 != text_sha256 or told[site_id].unsettled > 0)
    )
