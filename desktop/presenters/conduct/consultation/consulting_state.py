"""What the sheet of a consultation draws."""

from dataclasses import dataclass

from desktop.domain.conduct.consultation import SitesFault
from desktop.domain.ids import SiteId
from desktop.presenters.conduct.deeds.asked_deed import DeedSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultingSite:
    """One site of the session. is_central: always part of it. is_here: connected.

    has_citizens: left out unless it is chosen.
    """

    site_id: SiteId
    name: str
    is_central: bool
    is_here: bool
    has_citizens: bool
    is_chosen: bool

    @property
    def can_choose(self) -> bool:
        """Whether a press does something."""
        return self.is_here and not self.is_central


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultingSheet(DeedSheet):
    """can_join: at this step sites may consult.

    Where only the central site is chosen (is_alone) it consults at its table, and media of every
    site stop.
    """

    sites: tuple[ConsultingSite, ...]
    can_join: bool
    fault: SitesFault | None

    @property
    def is_alone(self) -> bool:
        """Nobody but the central site consults."""
        return sum(one.is_chosen for one in self.sites) < 2  # noqa: PLR2004 - with the central one
