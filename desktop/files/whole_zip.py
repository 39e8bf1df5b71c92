"""A ZIP that is there whole, or not at all."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.files.durable import put_in_place, sync_file


@contextmanager
def whole_zip(path: Path, compression: int) -> Iterator[zipfile.ZipFile]:
    """Written beside `path`, and put there behind the block; when that fails nothing new is there.

    compression: ZIP_STORED or ZIP_DEFLATED. Raises OSError.
    """
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with zipfile.ZipFile(unfinished, "w", compression) as file:
            yield file
        sync_file(unfinished)
        put_in_place(unfinished, path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
