"""Where a city keeps recordings: a folder, or the object store that its IT has set.

The choice is noted in the city's folder. Read in the wrong place, every part would seem damaged.
"""

from pathlib import Path

from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.config.recording_store import RecordingsElsewhere, RecordingStore
from desktop.cityserver.recording.files import FolderFiles, RecordingFiles
from desktop.files.durable import replace_file

NOTE = "recordings-at"


def recording_files(config: CityServerConfig) -> RecordingFiles:
    """What keeps them. Raises RecordingsElsewhere; OSError: the note, or the store's CA file."""
    store = config.recording_store
    _check(config, store)
    if store is None:
        return FolderFiles(config.recording_folder)
    from desktop.cityserver.recording.object_files import open_object_files  # noqa: PLC0415 - obstore is an extra

    files = open_object_files(store)
    if _noted(config.folder / NOTE) is None:
        replace_file(config.folder / NOTE, store.address.encode())
    return files


def _check(config: CityServerConfig, store: RecordingStore | None) -> None:
    noted = _noted(config.folder / NOTE)
    if noted is not None and (store is None or noted != store.address):
        raise RecordingsElsewhere(noted)
    folder = config.recording_folder
    if store is not None and noted is None and folder.is_dir() and any(folder.iterdir()):
        raise RecordingsElsewhere(str(folder))


def _noted(path: Path) -> str | None:
    """None: nothing was ever kept in an object store."""
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return None
