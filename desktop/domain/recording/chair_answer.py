"""What the chair answers when a site lost much, and the line of the minutes that says so. Pure.

The lines are Vietnamese, and can be corrected like every line. Source: domain.md §6.2.
"""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Final

from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.recording.continuity import Continuity, Loss, SiteLosses


class ChairAnswer(StrEnum):
    """Nói lại, hoãn, tiếp tục khi các bên đồng ý."""

    REPEAT = "repeat"
    ADJOURN = "adjourn"
    GO_ON = "go_on"


_SAID: Final = {
    ChairAnswer.REPEAT: "Người chủ trì mời nói lại phần bị mất.",
    ChairAnswer.ADJOURN: "Người chủ trì chọn hoãn buổi tiếp.",
    ChairAnswer.GO_ON: "Các bên đồng ý, người chủ trì cho tiếp tục.",
}
_LOST: Final = " lúc ghi âm, ghi hình: "
"""In every line below, and in no other."""


def answer_text(place: str, site: SiteLosses, ledger: Continuity, answer: ChairAnswer) -> str:
    """place: the site's name. Hours, seconds since the last answer, sums with shares, answer."""
    lost = ", ".join(_new(site))
    sums = ", ".join(_sums(site, ledger))
    return f"{place} bị mất{_hours(site)}{_LOST}{lost}; cộng dồn {sums}. {_SAID[answer]}"


def tells_answer(text: str) -> bool:
    """Whether a line of the minutes is one of these."""
    return _LOST in text and text.endswith(tuple(_SAID.values()))


def percent_text(percent: float) -> str:
    """As it is written in Vietnamese, with one decimal where there is one."""
    return f"{percent:.1f}".removesuffix(".0").replace(".", ",")


def _named(site: SiteLosses) -> tuple[tuple[str, Loss], ...]:
    return (("hình", site.picture), ("tiếng", site.sound))


def _new(site: SiteLosses) -> Iterator[str]:
    for name, loss in _named(site):
        ms = loss.total_ms - loss.answered_ms
        if ms > 0:
            yield f"{name} {round(ms / 1_000)} giây"


def _sums(site: SiteLosses, ledger: Continuity) -> Iterator[str]:
    for name, loss in _named(site):
        if loss.total_ms > 0:
            share = percent_text(ledger.percent(loss.total_ms))
            yield f"{name} {round(loss.total_ms / 1_000)} giây ({share} % thời gian ghi)"


def _hours(site: SiteLosses) -> str:
    if site.since is None or site.until is None:
        return ""
    return f" từ {_hour(site.since)} đến {_hour(site.until)}"


def _hour(at: datetime) -> str:
    return f"{at.astimezone(LOCAL_ZONE):%H:%M:%S}"
