"""What practice mode writes into its embedded city: today's data, codes that bind rooms."""

import logging
from dataclasses import dataclass

from desktop.app.city.agencies import import_agencies
from desktop.app.city.agency_table import read_agencies, starting_table
from desktop.app.practice.data import PracticeData, build_practice_data
from desktop.app.practice.folder import PracticeFolder
from desktop.app.practice.names import PRACTICE_PIN
from desktop.cityserver.admin.city import (
    NewUser,
    create_user,
    issue_enrol_code,
    list_agencies,
    open_city,
    put_records,
)
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.reception.dossiers import enter_dossiers
from desktop.cityserver.secrets.pins import Pins
from desktop.domain.access.kdf_cost import PRODUCT_KDF_COST, KdfCost
from desktop.domain.directory.agency import Agency, AgencyKind
from desktop.domain.directory.site import SiteKind
from desktop.domain.ids import SiteId, UserId
from desktop.domain.reception.deadlines import LOCAL_ZONE

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeCity:
    """The city of one practice folder, written to beside its running server. Thread: any.

    kdf_cost: of its users' PINs; only tests take another.
    """

    practice: PracticeFolder
    kdf_cost: KdfCost = PRODUCT_KDF_COST

    def data(self) -> PracticeData:
        """Today's practice data."""
        return build_practice_data(
            units_file=self.practice.units_file, now=self.practice.clock.now()
        )

    def seed(self) -> None:
        """Fill the city with today's data, once a day; what rooms wrote is kept."""
        today = self.practice.clock.now().astimezone(LOCAL_ZONE).date().isoformat()
        config = self._config()
        if self.practice.seeded_for() == today and any(config.folder.glob("*.db")):
            return
        data, pins = self.data(), Pins(cost=self.kdf_cost)
        with open_city(config) as database:
            put_records(database, _records(data))
            enter_dossiers(database, data.dossiers)
            if not list_agencies(database):  # what the clerk changed is kept
                import_agencies(database, _agencies(data))
            for user in data.users:
                create_user(
                    database,
                    NewUser(
                        user_id=UserId(user.user_id),
                        display_name=user.display_name,
                        role=user.role,
                        pin=PRACTICE_PIN,
                        site_ids=(SiteId(user.site_id),),
                    ),
                    pins=pins,
                )
        self.practice.note_seeded(today)
        logger.info("practice data written day=%s sessions=%d", today, len(data.sessions))

    def site_name(self, site_id: SiteId) -> str:
        """How a room of practice mode is called."""
        return self.data().sites[site_id].name

    def enrol_code(self, site_id: SiteId) -> str:
        """A fresh one-time code for a room of practice mode."""
        with open_city(self._config()) as database:
            return issue_enrol_code(database, site_id)

    def _config(self) -> CityServerConfig:
        return CityServerConfig(folder=self.practice.city)


def _records(data: PracticeData) -> list[tuple[str, str, dict[str, object]]]:
    kinds = (("site", data.sites), ("case", data.cases), ("session", data.sessions))
    return [
        (kind, entity_id, body.model_dump(mode="json"))
        for kind, bodies in kinds
        for entity_id, body in bodies.items()
    ]


def _agencies(data: PracticeData) -> list[Agency]:
    """The starting table, and the departments that sit in practice sessions."""
    sites = [site for site in data.sites.values() if site.kind == SiteKind.AGENCY]
    return [
        *read_agencies(starting_table()),
        *(
            Agency(code=site.unit_code, name=site.name, kind=AgencyKind.DEPARTMENT)
            for site in sites
        ),
    ]
