"""Joins two polls of every connection into one second of statistics for the desk."""

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.media.call import PeerStats

if TYPE_CHECKING:
    from desktop.domain.ids import SiteId


class SecondOfFigures:
    """The ladders look twice a second, people once. Thread: media-loop."""

    def __init__(self) -> None:
        self._first: dict[SiteId, PeerStats] | None = None

    def add(self, figures: tuple[PeerStats, ...]) -> tuple[PeerStats, ...] | None:
        """Half a second more; the whole second with every other call."""
        first, self._first = self._first, {one.site_id: one for one in figures}
        if first is None:
            return None
        self._first = None
        return tuple(
            one if one.site_id not in first else joined(first[one.site_id], one) for one in figures
        )


def joined(first: PeerStats, second: PeerStats) -> PeerStats:
    """What is a rate or a share is the mean, what is a state is the newer, what is time adds up."""
    return replace(
        second,
        video_fps=(first.video_fps + second.video_fps) / 2,
        received_kbps=(first.received_kbps + second.received_kbps) / 2,
        sent_kbps=(first.sent_kbps + second.sent_kbps) / 2,
        sent_fps=(first.sent_fps + second.sent_fps) / 2,
        loss=(first.loss + second.loss) / 2,
        sent_loss=(first.sent_loss + second.sent_loss) / 2,
        concealed=(first.concealed + second.concealed) / 2,
        encode_ms=(first.encode_ms + second.encode_ms) / 2,
        freeze_s=first.freeze_s + second.freeze_s,
    )
