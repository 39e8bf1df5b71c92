"""The official list of commune-level units: who has to report, also before it ever did."""

from dataclasses import dataclass

from desktop.domain.directory.site import SiteKind

_WORDS = {SiteKind.XA: "xã", SiteKind.PHUONG: "phường", SiteKind.DAC_KHU: "đặc khu"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryUnit:
    """One commune, ward or special zone. code: five digits of the official list."""

    code: str
    name: str
    kind: SiteKind

    @property
    def spoken_name(self) -> str:
        """For instance: xã An Lão."""
        return f"{_WORDS[self.kind]} {self.name}"

    @property
    def full_name(self) -> str:
        """For instance: UBND xã An Lão."""
        return f"UBND {self.spoken_name}"
