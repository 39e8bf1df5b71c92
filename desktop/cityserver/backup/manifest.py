"""What one backup holds, every file with its hash; written last, so it stands for a whole one."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from desktop.contract.base import Identifier, Sha256
from desktop.domain.errors import ReceptionError

MANIFEST_FILE = "manifest.json"
MAX_MANIFEST_BYTES = 512 * 1024 * 1024
_Size = Annotated[int, Field(ge=0)]


class NoManifest(ReceptionError):
    """There is no manifest, or it is damaged or of a newer program."""


class Manifest(BaseModel):
    """One backup. revision: the newest one in it, of this epoch. papers: size in bytes by hash."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1] = 1
    program_version: str
    made_at: AwareDatetime
    epoch: Identifier
    revision: _Size
    database_sha256: Sha256
    database_bytes: _Size
    audit_key_sha256: Sha256 | None = None
    account_key_sha256: Sha256 | None = None
    room_ca_sha256: Sha256 | None = None
    papers: dict[Sha256, _Size]


def load_manifest(path: Path) -> Manifest:
    """Read it from a backup's folder. Raises NoManifest."""
    try:
        with (path / MANIFEST_FILE).open("rb") as file:
            untrusted = file.read(MAX_MANIFEST_BYTES)
        return Manifest.model_validate_json(untrusted)
    except (OSError, ValidationError) as error:
        raise NoManifest(path.name) from error
