"""How the media engine of a real room begins, by settings and policy."""

from desktop.domain.media.call import Rung
from desktop.files.resources import resource_path
from desktop.media.pipe.commands import EngineStart
from desktop.settings.model import Settings


def engine_options(settings: Settings) -> EngineStart:
    """Hardware alone: no practice device speaks in a real room unless somebody chose it."""
    ports = settings.ice_port_range
    return EngineStart(
        test_voice_path=resource_path("sounds", "test_voice.opus"),
        test_caption="",
        allows_hardware=True,
        ice_port_range=None if ports is None else (ports.first, ports.last),
        log_level=settings.log_level.number,
        caption_font_path=resource_path("fonts", "BeVietnamDesk-SemiBold.ttf"),
        chooses_practice=False,
        media_engine=settings.media_engine,
        loopback_only=False,
        device_cancels_echo=settings.device_cancels_echo,
        relay_only=settings.relay_only,
        max_rung=Rung(settings.max_picture.value),
        max_video_kbps=settings.max_video_kbps,
        relay_ca_file=settings.ca_file,
    )
