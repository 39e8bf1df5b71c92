"""Opening the city's data: folders, keys, database, audit log."""

from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.secrets.account_keys import AccountKeys
from desktop.cityserver.secrets.audit_keys import ensure_audit_keys
from desktop.cityserver.store.audit import Action, note_command, read_head
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.meta import SENDERS_NOTED, ensure_epoch, note_once
from desktop.cityserver.store.records.records import every_paper, note_sent


def start_data(config: CityServerConfig, database: Database) -> str:
    """Open what the city keeps, making it where it is missing. Returns the epoch."""
    config.folder.mkdir(parents=True, exist_ok=True)
    config.blob_folder.mkdir(parents=True, exist_ok=True)
    keys = ensure_audit_keys(config.folder)
    AccountKeys(config.folder).ensure()
    database.open()
    database.seal_with(keys)
    with database.write() as session:
        if read_head(session).seq == 0:
            note_command(session, Action.BEGIN, ("", ""))
        _note_senders_of_papers(config, session)
        return ensure_epoch(session)


def _note_senders_of_papers(config: CityServerConfig, session: DatabaseSession) -> None:
    """Of papers that were here before the city noted who sent their bytes: their owners did."""
    if not note_once(session, SENDERS_NOTED):
        return
    for site_id, sha256 in every_paper(session):
        if (config.blob_folder / sha256[:2] / sha256).exists():
            note_sent(session, site_id, sha256)
