"""Figures of a call and of the traffic with the city, when all is well."""

from desktop.domain.ids import SiteId
from desktop.domain.media.call import PeerStats
from desktop.domain.sync.status import Connectivity, SyncStatus

GOOD_LINE = PeerStats(
    site_id=SiteId("hq"),
    engine="aiortc",
    codec="VP8",
    width=1280,
    height=720,
    video_fps=30.0,
    received_kbps=1_500.0,
    sent_kbps=1_500.0,
    loss=0.0,
    round_trip_s=0.02,
    jitter_s=0.001,
    silent_s=0.0,
    path="host",
)

ALL_SENT = SyncStatus(
    connectivity=Connectivity.ONLINE,
    pending_operations=0,
    pending_papers=0,
    pending_bytes=0,
    refused_operations=0,
    oldest_pending_at=None,
    confirmed_at=None,
    clock_offset_s=0.0,
)
